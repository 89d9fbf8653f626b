package io.lingchuang.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.lingchuang.access.TestSession;
import io.lingchuang.platform.web.Form;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.WebApplicationContext;

/** An officer at the editor: nothing typed is lost, every fault is said beside what is wrong, and what will be is seen at once. */
class CallEditPagesTest extends EditedCall {

    @Autowired
    WebApplicationContext house;

    private MockMvc pages;
    private long id;

    @BeforeEach
    void atTheDesk() {
        pages = TestSession.pages(house);
        TestSession.as(officer);
        id = newCalls.fromTemplate(officer, city.id(), "published-suggestions", "", 2026);
    }

    // What was typed

    @Test
    void a_refused_tier_is_shown_as_typed_with_the_fault_beside_it() throws Exception {
        Call before = call(id);
        String page = refused(
                "tiers",
                Map.of(
                        "tierName", List.of("特等奖", "鼓励奖"),
                        "tierId",
                                List.of(String.valueOf(before.tiers().getFirst().id()), ""),
                        "tierCode", List.of("FIRST", ""),
                        "tierCategory", List.of("", "999999"),
                        "tierPlaces", List.of("三个", "8"),
                        "tierPrize", List.of("3000", "88.5"),
                        "noticeDays", List.of("7")));
        assertThat(page).contains("特等奖", "鼓励奖", "三个", "88.5", "value=\"7\"");
        assertThat(errors(page)).containsExactly("请填 1 到 100000 之间的整数", "请选择");
        assertThat(call(id)).isEqualTo(before);
    }

    @Test
    void every_part_gives_back_what_was_typed() throws Exception {
        Map<String, Map<String, List<String>>> parts = Map.of(
                "categories", Map.of("categoryName", List.of("小窍门", "长".repeat(41))),
                "form", Map.of("label", List.of("小窍门"), "fieldKind", List.of("CHOICE"), "choices", List.of("只有一个")),
                "quotas", Map.of("quotaLevel", List.of("BRANCH"), "quotaPlaces", List.of("4321")),
                "rubric", Map.of("criterion", List.of("小窍门"), "criterionMax", List.of("37")),
                "eligibility", Map.of("conditionText", List.of("小窍门"), "leastValue", List.of("五十")),
                "route", Map.of("level", List.of("ENTERPRISE"), "vettingDays", List.of("小窍门")));
        for (var part : parts.entrySet()) {
            String page = refused(part.getKey(), part.getValue());
            assertThat(page).as(part.getKey()).containsAnyOf("小窍门", "4321");
            assertThat(errors(page)).as(part.getKey()).isNotEmpty();
        }
    }

    @Test
    void whoever_mends_a_refused_page_does_not_overwrite_what_others_saved_meanwhile() throws Exception {
        int seen = seen(id);
        editor.tiers(officer, id, seen, call(id).tiers(), 9);
        var request = post("/calls/" + id + "/edit/tiers").param("version", String.valueOf(seen));
        String page = pages.perform(request.param("noticeDays", "x"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("name=\"version\" value=\"" + seen + "\"");
    }

    @Test
    void what_is_saved_untouched_stays_as_it_is() throws Exception {
        for (String template : List.of("golden-idea", "published-studio", "suggestion", "outstanding-result")) {
            id = newCalls.fromTemplate(officer, city.id(), template, "", 2026);
            quota(id, Level.COUNTY_OR_INDUSTRY, county, null, 12);
            Call before = call(id);
            Form form = CallFilling.of(before);
            for (String part : CallEditPages.PARTS) {
                assertThat(save(part, everything(form)).getStatus())
                        .as(template + " " + part)
                        .isEqualTo(302);
            }
            assertThat(call(id))
                    .usingRecursiveComparison()
                    .ignoringFields("version", "quotas.id")
                    .isEqualTo(before);
        }
    }

    @Test
    void a_new_row_that_says_something_is_not_dropped_for_want_of_a_name() throws Exception {
        Map<String, List<String>> tiers = Map.of(
                "tierName", List.of("一等奖", ""),
                "tierId", List.of("", ""),
                "tierPlaces", List.of("3", "8"),
                "noticeDays", List.of("5"));
        assertThat(errors(refused("tiers", tiers))).hasSize(1);
        String first = String.valueOf(call(id).tiers().getFirst().id());
        assertThat(save("tiers", with(tiers, "tierId", List.of("", first))).getStatus())
                .as("a stored one is taken out so")
                .isEqualTo(302);
        assertThat(call(id).tiers()).extracting(Call.Tier::name).containsExactly("一等奖");
    }

    // What no page offers

    @Test
    void words_that_no_select_offers_are_refused_beside_their_field() throws Exception {
        assertThat(errors(refused("basics", basics("programme", "FIVE_BIG")))).containsExactly("请选择");
        assertThat(errors(refused("eligibility", Map.of("honourLevel", List.of("WORLD")))))
                .containsExactly("请选择");
        assertThat(errors(refused("eligibility", Map.of("ownerships", List.of("MINE")))))
                .containsExactly("请选择");
        assertThat(errors(refused(
                        "eligibility", Map.of("doneWithinYears", List.of("2"), "doneField", List.of("problem")))))
                .containsExactly("请选择");
        assertThat(errors(refused(
                        "quotas",
                        Map.of(
                                "quotaLevel", List.of("ENTERPRISE"),
                                "quotaNode", List.of("987654"),
                                "quotaPlaces", List.of("3")))))
                .containsExactly("请选择");
        assertThat(pages.perform(get("/calls.xlsx")).andReturn().getResponse().getStatus())
                .isEqualTo(200);
    }

    @Test
    void controls_and_zero_bytes_are_left_out_of_what_is_typed() throws Exception {
        assertThat(save("eligibility", Map.of("conditionText", List.of("无\u0000权\u0007属争议")))
                        .getStatus())
                .isEqualTo(302);
        assertThat(call(id).eligibility().ticked())
                .extracting(Eligibility.Condition::text)
                .containsExactly("无权属争议");
    }

    // What could never work

    @Test
    void a_field_waits_only_for_what_can_be_chosen() throws Exception {
        Map<String, List<String>> form = Map.of(
                "label", List.of("是否实施", "实施日期"),
                "code", List.of("", "doneOn"),
                "fieldKind", List.of("CHOICE", "DATE"),
                "choices", List.of("已实施；未实施", ""),
                "when", List.of("", "f1=实施了"),
                "maxCompleters", List.of("4"));
        assertThat(errors(refused("form", form))).containsExactly("“实施日期”的显示条件“实施了”不在选项之中");
        for (String when : List.of("f1=已实施", "@category=method")) {
            assertThat(save("form", with(form, "when", List.of("", when))).getStatus())
                    .as(when)
                    .isEqualTo(302);
        }
        assertThat(call(id).maxCompleters()).isEqualTo(4);
        assertThat(errors(refused("form", with(form, "when", List.of("", "@category=none")))))
                .hasSize(1);
    }

    @Test
    void bands_stay_within_what_their_criterion_gives() throws Exception {
        Map<String, List<String>> rubric = Map.of(
                "criterion", List.of("创新性", "实用性"),
                "criterionMax", List.of("60", "40"),
                "criterionBands", List.of("0-60 尚可", "30-50 很好"),
                "expertsNeeded", List.of("5"),
                "rule", List.of("TRIMMED"),
                "trim", List.of("1"));
        assertThat(errors(refused("rubric", rubric))).containsExactly("分段“30-50”应从低到高，且不超过满分 40");
        assertThat(save("rubric", with(rubric, "criterionBands", List.of("0-60 尚可", "30-40 很好")))
                        .getStatus())
                .isEqualTo(302);
    }

    @Test
    void a_quota_is_for_a_level_of_the_route_and_for_a_union_of_that_level() throws Exception {
        Map<String, List<String>> quota = Map.of(
                "quotaLevel", List.of("ENTERPRISE"),
                "quotaNode", List.of(String.valueOf(county.id())),
                "quotaPlaces", List.of("3"));
        assertThat(errors(refused("quotas", quota))).containsExactly("“" + county.name() + "”不是这一级的单位");
        assertThat(errors(refused("quotas", Map.of("quotaLevel", List.of("BRANCH"), "quotaPlaces", List.of("3")))))
                .containsExactly("这一级不在审核路线里，名额不会起作用");
        assertThat(save("quotas", with(quota, "quotaLevel", List.of("COUNTY_OR_INDUSTRY")))
                        .getStatus())
                .isEqualTo(302);
    }

    @Test
    void the_host_itself_does_not_stand_in_the_route() throws Exception {
        Map<String, List<String>> route = Map.of(
                "level", List.of("ENTERPRISE", "CITY"),
                "lines", List.of("EITHER"),
                "vettingDays", List.of("5"),
                "supplementDays", List.of("5"));
        assertThat(errors(refused("route", route))).containsExactly("只能选主办单位以下的层级；主办单位自己的形式审查总在最后");
        String page = page("/calls/" + id + "/edit/route");
        assertThat(page).contains("value=\"COUNTY_OR_INDUSTRY\"").doesNotContain("value=\"CITY\"");
        long countys = newCalls.fromTemplate(countyOfficer, county.id(), "five-small", "", 2026);
        assertThat(call(countys).route()).extracting(Call.RouteLevel::level).containsExactly(Level.ENTERPRISE);
    }

    // A new call

    @Test
    void a_new_call_has_a_name_or_something_to_take_it_from() throws Exception {
        String host = String.valueOf(city.id());
        MockHttpServletResponse nameless = pages.perform(
                        post("/calls/new").param("host", host).param("year", "2026"))
                .andReturn()
                .getResponse();
        assertThat(nameless.getStatus()).isEqualTo(422);
        assertThat(errors(nameless.getContentAsString())).containsExactly("长度应在 2 到 120 个字符之间");
        MockHttpServletResponse both = pages.perform(post("/calls/new")
                        .param("host", host)
                        .param("year", "2026")
                        .param("template", "five-small")
                        .param("copy", String.valueOf(id)))
                .andReturn()
                .getResponse();
        assertThat(errors(both.getContentAsString())).containsExactly("模板和往年征集只能选一个");
    }

    @Test
    void what_a_template_is_modelled_on_stands_in_its_name_and_not_in_the_calls() throws Exception {
        assertThat(page("/calls/new")).contains("职工合理化建议和先进操作法征集（公开通知示例）");
        assertThat(call(id).title()).isEqualTo("2026年职工合理化建议和先进操作法征集");
    }

    // What will be

    @Test
    void the_preview_is_the_workers_whole_form_and_shows_what_is_not_saved_yet() throws Exception {
        String stored = page("/calls/" + id + "/preview");
        assertThat(stored).contains("先进操作法", "属地", "完成人", "操作法名称", "是否涉及国家秘密", "type=\"radio\"");
        Call before = call(id);
        String typed = pages.perform(post("/calls/" + id + "/preview")
                        .param("label", "小窍门", "")
                        .param("fieldKind", "TEXT", "nonsense")
                        .param("maxCompleters", "2"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(typed).contains("小窍门", "是否涉及国家秘密").doesNotContain("操作法名称", "<html");
        assertThat(call(id)).isEqualTo(before);
    }

    @Test
    void the_overview_tells_all_parts_and_leads_to_where_what_is_missing_is_filled_in() throws Exception {
        quota(id, Level.COUNTY_OR_INDUSTRY, county, null, 12);
        editor.form(officer, id, seen(id), List.of(), 5);
        String page = page("/calls/" + id);
        assertThat(page)
                .contains("href=\"/calls/" + id + "/edit/form\">至少一个表单项目")
                .contains("href=\"/calls/" + id + "/edit/basics\">开始和截止时间")
                .contains("不存在权属争议", "是否涉及国家秘密", county.name(), "：12", "补正工作日", "一等奖");
        CallEditPages.PARTS.forEach(part -> assertThat(page).contains("/edit/" + part));
    }

    /** All that stands in the inputs, whichever part they are of. */
    private static Map<String, List<String>> everything(Form form) {
        Map<String, List<String>> all = new java.util.HashMap<>();
        for (String name :
                ("title programme year kind introduction intake opensAt closesAt basisDocument basisLevel ownerships frontLineOnly "
                                + "noUnitHeads honourLevel doneWithinYears doneField notAwardedBefore leastField leastValue conditionCode "
                                + "conditionText declarationCode declarationText declarationKind level lines vettingDays supplementDays "
                                + "categoryId categoryCode categoryName quotaLevel quotaNode quotaCategory quotaPlaces tierId tierCode "
                                + "tierName tierCategory tierPlaces tierPrize noticeDays criterionCode criterion criterionMax criterionStep "
                                + "criterionHelp criterionBands expertsNeeded rule trim blind code order label fieldKind required max unit "
                                + "choices help when identifying maxCompleters")
                        .split(" ")) {
            all.put(name, form.values(name));
        }
        return all;
    }

    private static Map<String, List<String>> basics(String field, String value) {
        return Map.of(
                "title",
                List.of("先进操作法征集"),
                "year",
                List.of("2026"),
                "kind",
                List.of("RECOGNITION"),
                "intake",
                List.of("WINDOW"),
                field,
                List.of(value));
    }

    private static Map<String, List<String>> with(Map<String, List<String>> form, String field, List<String> values) {
        Map<String, List<String>> changed = new java.util.HashMap<>(form);
        changed.put(field, values);
        return changed;
    }

    private MockHttpServletResponse save(String part, Map<String, List<String>> typed) throws Exception {
        var request = post("/calls/" + id + "/edit/" + part).param("version", String.valueOf(seen(id)));
        typed.forEach((name, values) -> request.param(name, values.toArray(String[]::new)));
        return pages.perform(request).andReturn().getResponse();
    }

    private String refused(String part, Map<String, List<String>> typed) throws Exception {
        MockHttpServletResponse answer = save(part, typed);
        assertThat(answer.getStatus()).as(part).isEqualTo(422);
        return answer.getContentAsString();
    }

    private String page(String address) throws Exception {
        return pages.perform(get(address)).andReturn().getResponse().getContentAsString();
    }

    /** What stands beside the inputs. */
    private static List<String> errors(String page) {
        return java.util.regex.Pattern.compile("class=\"lc-error\"[^>]*>([^<]*)<")
                .matcher(page)
                .results()
                .map(m -> m.group(1))
                .toList();
    }
}
