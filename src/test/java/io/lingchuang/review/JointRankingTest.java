package io.lingchuang.review;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.calls.Tables.TIER;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_LOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Role;
import io.lingchuang.access.TestSession;
import io.lingchuang.calls.RankingRule;
import io.lingchuang.platform.commands.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.context.WebApplicationContext;

/** Two panels of one call, one of them strict: their entries stand in one order, and results are taken from it. */
class JointRankingTest extends ScoredCall {

    @Autowired
    Archives archives;

    @Autowired
    PanelLots lots;

    @Autowired
    WebApplicationContext house;

    private final List<Long> panelIds = new ArrayList<>();

    private void ruled(RankingRule rule, int places) {
        dsl.update(CALL)
                .set(CALL.RANKING_RULE, rule.name())
                .where(CALL.ID.eq(call))
                .execute();
        dsl.deleteFrom(TIER).where(TIER.CALL_ID.eq(call)).execute();
        dsl.insertInto(TIER)
                .set(TIER.CALL_ID, call)
                .set(TIER.POSITION, 1)
                .set(TIER.CODE, "T1")
                .set(TIER.NAME, "一等奖")
                .set(TIER.PLACES, places)
                .set(TIER.PRIZE, new BigDecimal(2000))
                .execute();
    }

    private long panel(String name, Integer many, Expert... members) {
        long id = forming.make(
                officer,
                call,
                1,
                null,
                many,
                name,
                java.util.Arrays.stream(members).map(Expert::id).toList(),
                null);
        panels.start(officer, id, panelVersion(id), "专家不足");
        panelIds.add(id);
        return id;
    }

    private List<Long> on(long panel) {
        return dsl.select(PANEL_ENTRY.ENTRY_ID)
                .from(PANEL_ENTRY)
                .where(PANEL_ENTRY.PANEL_ID.eq(panel))
                .orderBy(PANEL_ENTRY.BLIND_CODE)
                .fetch(PANEL_ENTRY.ENTRY_ID);
    }

    /** Six entries, three drawn by lot for the first panel; on both the entries get 50, 45 and 40, on the second twenty less. */
    private List<Long> twoPanels(RankingRule rule) {
        ruled(rule, 2);
        for (int i = 0; i < 6; i++) {
            accepted();
        }
        Expert kind = expert("淮北师范大学");
        Expert strict = expert("安徽理工大学");
        long first = panel("甲组", 3, kind);
        long second = panel("乙组", null, strict);
        List<Long> ordered = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            seal(kind, on(first).get(i), String.valueOf(50 - 5 * i), "30");
            seal(strict, on(second).get(i), String.valueOf(30 - 5 * i), "30");
            ordered.add(on(first).get(i));
            ordered.add(on(second).get(i));
        }
        closing.close(officer, first, panelVersion(first), "");
        closing.close(officer, second, panelVersion(second), "");
        return ordered;
    }

    private String body(Actor actor, MockHttpServletRequestBuilder request) throws Exception {
        TestSession.as(actor);
        return TestSession.pages(house)
                .perform(request)
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private void assertNotFound(Actor actor, String at) throws Exception {
        TestSession.as(actor);
        TestSession.pages(house).perform(get(at)).andExpect(status().isNotFound());
    }

    private String of(String rest) {
        return "/calls/" + call + rest;
    }

    // Results

    @Test
    void with_panels_standardised_the_best_of_the_strict_panel_is_proposed_beside_the_best_of_the_lenient_one()
            throws Exception {
        List<Long> ordered = twoPanels(RankingRule.PANEL_STANDARD);
        String proposal = body(officer, get(of("/proposal")));
        String placed = proposal.substring(0, proposal.indexOf("<details class=\"mt-3\""));
        assertThat(placed).contains(titles(ordered.subList(0, 2))).doesNotContain(titles(ordered.subList(2, 6)));
        assertThat(proposal).contains("2 个评审组的得分合并");
    }

    @Test
    void under_a_plain_mean_the_lenient_panel_takes_both_places_and_nobody_thinks_two_first_ranks_a_tie()
            throws Exception {
        List<Long> ordered = twoPanels(RankingRule.MEAN);
        String proposal = body(officer, get(of("/proposal")));
        String placed = proposal.substring(0, proposal.indexOf("<details class=\"mt-3\""));
        assertThat(placed)
                .contains(titles(List.of(ordered.get(0), ordered.get(2))))
                .doesNotContain(titles(List.of(ordered.get(1), ordered.get(3))));
    }

    private String[] titles(List<Long> entries) {
        return entries.stream().map(e -> "/entries/" + e + "\"").toArray(String[]::new);
    }

    // The page

    @Test
    void the_host_sees_all_rules_in_one_list_with_the_place_in_the_panel_and_takes_it_out_in_excel() throws Exception {
        List<Long> ordered = twoPanels(RankingRule.PANEL_STANDARD);
        String page = body(officer, get(of("/joint-ranking")));
        assertThat(page).contains("甲组", "乙组", "作数的规则：去高去低后按组标准化", "全部平均", "第 1", "± ");
        assertThat(page).doesNotContain("不是由同一次抽签分的");
        ordered.forEach(e -> assertThat(page).contains("/vetting/" + e + "\""));
        TestSession.as(officer);
        TestSession.pages(house).perform(get(of("/joint-ranking.xlsx"))).andExpect(status().isOk());
        Actor supervisor = somebody("唐正清", Role.SUPERVISOR, city);
        assertThat(body(supervisor, get("/supervision/panels/" + panelIds.getFirst() + "/joint")))
                .contains("甲组", "乙组");
        assertThat(body(supervisor, get("/supervision/panels/" + panelIds.getFirst() + "/trail")))
                .contains("查看合并排名");
    }

    @Test
    void nobody_but_the_host_gets_the_list_and_not_the_chair_of_one_of_its_panels() throws Exception {
        twoPanels(RankingRule.PANEL_STANDARD);
        Expert chair = panels.members(panelIds.getFirst()).getFirst();
        for (Actor other : List.of(worker, clerk, countyOfficer, account(chair))) {
            assertNotFound(other, of("/joint-ranking"));
            assertNotFound(other, of("/joint-ranking.xlsx"));
            assertNotFound(other, "/panels/" + panelIds.getFirst() + "/lot");
        }
    }

    @Test
    void an_officer_who_must_recuse_as_an_expert_sees_the_list_as_if_the_entry_were_not_in_it() throws Exception {
        ruled(RankingRule.PANEL_STANDARD, 2);
        for (int i = 0; i < 6; i++) {
            accepted();
        }
        Expert kind = expert("淮北师范大学");
        Expert strict = expert("安徽理工大学");
        long first = panel("甲组", 3, kind, strict);
        long second = panel("乙组", null, strict);
        long hidden = on(first).getLast();
        panels.recuse(officer, first, strict.id(), hidden, "亲属");
        for (int i = 0; i < 3; i++) {
            seal(kind, on(first).get(i), String.valueOf(50 - 5 * i), "30");
            if (on(first).get(i) != hidden) {
                seal(strict, on(first).get(i), String.valueOf(48 - 5 * i), "30");
            }
            seal(strict, on(second).get(i), String.valueOf(30 - 5 * i), "30");
        }
        closing.close(officer, first, panelVersion(first), "");
        closing.close(officer, second, panelVersion(second), "");
        accounts.grant(Actor.system(), strict.accountId(), Role.OFFICER, city.id(), null);
        String theirs = body(account(strict), get(of("/joint-ranking")));
        assertThat(theirs)
                .doesNotContain(entry(hidden).title(), code(hidden))
                .contains(code(on(first).getFirst()));
        assertThat(body(officer, get(of("/joint-ranking")))).contains(code(hidden));
    }

    private String code(long entry) {
        return dsl.select(PANEL_ENTRY.BLIND_CODE)
                .from(PANEL_ENTRY)
                .where(PANEL_ENTRY.ENTRY_ID.eq(entry))
                .fetchSingle()
                .value1();
    }

    @Test
    void before_any_panel_has_closed_the_page_says_so_and_one_panel_is_named_as_the_only_one() throws Exception {
        ruled(RankingRule.PANEL_STANDARD, 1);
        long entry = accepted();
        Expert expert = expert("淮北师范大学");
        long only = panel("独一组", null, expert);
        assertThat(body(officer, get(of("/joint-ranking")))).contains("还没有结束评分的评审组");
        seal(expert, entry, "50", "30");
        closing.close(officer, only, panelVersion(only), "");
        assertThat(body(officer, get(of("/joint-ranking")))).contains("只有一个评审组", "独一组 第 1", ">80<");
        assertThat(body(officer, get(of("")))).doesNotContain("joint-ranking");
    }

    @Test
    void panels_that_took_what_had_come_in_by_then_are_not_said_to_be_alike() throws Exception {
        ruled(RankingRule.PANEL_STANDARD, 1);
        Expert expert = expert("淮北师范大学");
        for (String name : List.of("第一批", "第二批")) {
            long entry = accepted();
            long panel = panel(name, null, expert);
            seal(expert, entry, "50", "30");
            closing.close(officer, panel, panelVersion(panel), "");
        }
        String page = body(officer, get(of("/joint-ranking")));
        assertThat(page).contains("不是由同一次抽签分的", "只有一件申报或各件同分", "第一批", "第二批");
        assertThat(body(officer, get(of("")))).contains("joint-ranking");
    }

    // From the archives

    @Test
    void the_command_makes_the_same_order_from_the_archives_of_the_panels(@TempDir Path folder) throws Exception {
        List<Long> ordered = twoPanels(RankingRule.PANEL_STANDARD);
        List<String> files = new ArrayList<>();
        for (long panel : panelIds) {
            byte[] zip = archives.archive(officer, panels.panel(panel), 1);
            files.add(Files.write(folder.resolve(panel + ".zip"), zip).toString());
        }
        String said = said(files);
        List<String> codes = ordered.stream().map(this::code).toList();
        for (int i = 0; i < 6; i += 2) {
            assertThat(said.indexOf(codes.get(i)))
                    .isPositive()
                    .as("with those of the next pair behind")
                    .isLessThan(i + 2 < 6 ? said.indexOf(codes.get(i + 2)) : said.length());
            assertThat(said).contains(i + 1 + "=\t" + codes.get(i), i + 1 + "=\t" + codes.get(i + 1));
        }
        assertThat(said(List.of(files.getFirst()))).doesNotContain("合并排名");
    }

    private static String said(List<String> files) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(new VerifyPanel().run(Settings.of(files.toArray(String[]::new))))
                    .isZero();
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    // The draw

    @Test
    void a_panel_draws_its_part_by_lot_and_the_draw_can_be_repeated_and_not_changed() throws Exception {
        for (int i = 0; i < 5; i++) {
            accepted();
        }
        long first = forming.make(
                officer, call, 1, null, 2, "甲组", List.of(expert("淮北师范大学").id()), null);
        PanelLots.Draw draw = lots.of(first);
        assertThat(draw.places()).hasSize(5);
        assertThat(draw.taken()).isEqualTo(2);
        assertThat(draw.holds()).isTrue();
        assertThat(on(first))
                .containsExactlyInAnyOrderElementsOf(dsl.select(PANEL_LOT.ENTRY_ID)
                        .from(PANEL_LOT)
                        .where(PANEL_LOT.PANEL_ID.eq(first), PANEL_LOT.PLACE.le(2))
                        .fetch(PANEL_LOT.ENTRY_ID));
        assertThat(body(officer, get("/panels/" + first + "/lot"))).contains(draw.seed(), "次序一致");
        assertThat(body(officer, get("/panels/" + first))).contains("从等待的 5 件中抽签编入 2 件");
        assertThatThrownBy(() -> dsl.update(PANEL_LOT)
                        .set(PANEL_LOT.TAKEN, true)
                        .where(PANEL_LOT.PANEL_ID.eq(first))
                        .execute())
                .hasMessageContaining("a draw is made once");
        long rest = forming.make(
                officer, call, 1, null, null, "乙组", List.of(expert("淮北师范大学").id()), null);
        assertThat(on(rest)).hasSize(3).doesNotContainAnyElementsOf(on(first));
        assertThat(lots.of(rest)).isNull();
        forming.dissolve(officer, first, panelVersion(first), "重抽");
        assertThat(lots.of(first)).isEqualTo(draw);
    }

    @Test
    void how_many_come_to_a_panel_is_a_number_of_those_that_wait() throws Exception {
        accepted();
        accepted();
        Expert expert = expert("淮北师范大学");
        for (String wrong : List.of("0", "3", "-1", "一", "1.5", "99999999999")) {
            assertThat(body(
                            officer,
                            post(of("/panels"))
                                    .param("name", "甲组")
                                    .param("expert", "" + expert.id())
                                    .param("many", wrong)))
                    .as(wrong)
                    .contains("甲组", "请填 1 到", "value=\"" + wrong + "\"");
        }
        assertThat(dsl.fetchCount(
                        PANEL_ENTRY,
                        PANEL_ENTRY.ENTRY_ID.in(dsl.select(io.lingchuang.db.entries.Tables.ENTRY.ID)
                                .from(io.lingchuang.db.entries.Tables.ENTRY)
                                .where(io.lingchuang.db.entries.Tables.ENTRY.CALL_ID.eq(call)))))
                .isZero();
    }
}
