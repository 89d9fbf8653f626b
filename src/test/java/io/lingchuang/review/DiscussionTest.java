package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.POST;
import static io.lingchuang.db.review.Tables.THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.lingchuang.access.Actor;
import io.lingchuang.access.TestSession;
import io.lingchuang.platform.messages.Message;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.room.BorderCases;
import io.lingchuang.review.room.Chairing;
import io.lingchuang.review.room.DiscussionLists;
import io.lingchuang.review.room.Discussions;
import io.lingchuang.review.room.Talk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A border case is discussed among those who have sealed their own sheet; whoever must recuse from it learns nothing of it. */
class DiscussionTest extends ScoredCall {

    private static final Pattern VARIABLE = Pattern.compile("([a-z]+)/\\{\\w+(?::[^}]*)?}");

    @Autowired
    Discussions discussions;

    @Autowired
    DiscussionLists lists;

    @Autowired
    BorderCases cases;

    @Autowired
    Chairing chairing;

    @Autowired
    Messages messages;

    @Autowired
    Pages pageOf;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Autowired
    WebApplicationContext house;

    MockMvc pages;
    long entry;
    Expert chair;
    Expert first;
    Expert second;
    Expert recused;
    long panel;

    @BeforeEach
    void aPanelWithABorderCase() {
        pages = TestSession.pages(house);
        entry = accepted();
        chair = expert("淮北师范大学");
        first = expert("安徽理工大学");
        second = expert("合肥工业大学");
        recused = expert("朔里煤矿工会");
        panel = started(chair, first, second, recused);
        chairing.name(officer, panel, chair.id(), null, "推选");
        seal(chair, entry, "40", "30");
        seal(first, entry, "50", "30");
    }

    private Page page() {
        var request = new MockHttpServletRequest();
        request.addPreferredLocale(Locale.SIMPLIFIED_CHINESE);
        return pageOf.of(request);
    }

    private Talk talk(Actor actor, long thread) {
        return lists.talk(actor, thread, page());
    }

    private List<String> subjects(Expert expert) {
        return messages.latest(expert.accountId(), 50).stream()
                .map(Message::subject)
                .toList();
    }

    private String code() {
        return dsl.fetchValue("select blind_code from review.panel_entry where entry_id = ?", entry)
                .toString();
    }

    @Test
    void only_whoever_has_sealed_their_own_sheet_is_in_it() {
        long thread = discussions.open(as(chair), panel, entry, "够不够二等奖", false);
        discussions.say(as(first), thread, Talk.Kind.WORD, "创新性突出，应当够");
        assertThatThrownBy(() -> talk(as(second), thread)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> discussions.say(as(second), thread, Talk.Kind.WORD, "我也说两句"))
                .isInstanceOf(NotFound.class);
        assertThat(subjects(first)).containsOnlyOnce("请参加讨论：" + code());
        assertThat(subjects(second)).doesNotContain("请参加讨论：" + code());
        seal(second, entry, "45", "30");
        assertThat(talk(as(second), thread).posts()).extracting(Talk.Post::text).containsExactly("创新性突出，应当够");
        panels.reopenSheet(as(chair), panel, sheet(second, entry).id(), "再看看");
        assertThatThrownBy(() -> talk(as(second), thread)).isInstanceOf(NotFound.class);
        for (Actor outside : List.of(worker, clerk, countyOfficer, chief)) {
            assertThatThrownBy(() -> talk(outside, thread)).isInstanceOf(NotFound.class);
        }
    }

    @Test
    void experts_stand_by_code_or_by_name_as_was_said_when_it_was_opened() {
        long byCode = discussions.open(officer, panel, entry, "够不够二等奖", false);
        discussions.say(as(first), byCode, Talk.Kind.WORD, "应当够");
        discussions.say(as(chair), byCode, Talk.Kind.WORD, "再议");
        discussions.say(officer, byCode, Talk.Kind.WORD, "请按标准");
        assertThat(talk(as(first), byCode).posts().getFirst().author()).matches("E\\d{3}");
        assertThat(talk(as(first), byCode).posts())
                .extracting(Talk.Post::author)
                .endsWith("组长", "主办单位");
        assertThat(talk(as(chair), byCode).participants()).noneMatch(p -> p.contains(first.name()));
        discussions.close(as(chair), byCode, "维持");
        long byName = discussions.open(as(chair), panel, entry, "再议一次", true);
        discussions.say(as(first), byName, Talk.Kind.WORD, "应当够");
        assertThat(talk(as(chair), byName).posts().getFirst().author()).isEqualTo(first.name());
    }

    @Test
    void what_was_said_stays_and_can_only_be_withdrawn_by_who_said_it() {
        long thread = discussions.open(as(chair), panel, entry, "够不够二等奖", false);
        discussions.say(as(first), thread, Talk.Kind.WORD, "说错了的话");
        long post = talk(as(first), thread).posts().getFirst().id();
        assertThatThrownBy(() -> discussions.withdraw(as(chair), thread, post)).isInstanceOf(NotFound.class);
        discussions.withdraw(as(first), thread, post);
        assertThatThrownBy(() -> discussions.withdraw(as(first), thread, post)).isInstanceOf(NotFound.class);
        assertThat(talk(as(first), thread).posts().getFirst().text()).isEmpty();
        assertThat(talk(as(first), thread).posts().getFirst().withdrawn()).isTrue();
        assertThat(talk(officer, thread).posts().getFirst().text()).isEqualTo("说错了的话");
        assertThatThrownBy(() -> dsl.update(POST)
                        .set(POST.TEXT, "改一改")
                        .where(POST.ID.eq(post))
                        .execute())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> dsl.deleteFrom(POST).where(POST.ID.eq(post)).execute())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void it_ends_with_a_conclusion_and_nobody_writes_after_that() {
        long thread = discussions.open(as(chair), panel, entry, "够不够二等奖", false);
        assertThatThrownBy(() -> discussions.open(officer, panel, entry, "再开一个", false))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.key()).isEqualTo("review.talk.already"));
        assertThatThrownBy(() -> discussions.close(as(first), thread, "我来结束")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> discussions.close(as(chair), thread, " ")).isInstanceOf(Refusal.class);
        discussions.close(as(chair), thread, "维持各自评分");
        assertThat(subjects(first)).contains("讨论已有结论：" + code());
        assertThatThrownBy(() -> discussions.say(as(first), thread, Talk.Kind.WORD, "还有话说"))
                .isInstanceOf(Stale.class);
        assertThatThrownBy(() -> discussions.close(officer, thread, "再结束一次")).isInstanceOf(Stale.class);
        assertThat(talk(as(first), thread).conclusion()).isEqualTo("维持各自评分");
        closing.close(officer, panel, panelVersion(panel), "一位专家未交");
        assertThatThrownBy(() -> talk(as(first), thread)).isInstanceOf(NotFound.class);
        assertThat(talk(officer, thread).conclusion()).isEqualTo("维持各自评分");
        assertThat(lists.kept(panels.panel(panel), page())).extracting(Talk::id).containsExactly(thread);
    }

    @Test
    void a_panel_closes_over_an_open_discussion_only_with_a_reason() {
        long thread = discussions.open(as(chair), panel, entry, "够不够二等奖", false);
        discussions.say(as(first), thread, Talk.Kind.REOPEN, "实用性一项我看漏了");
        seal(second, entry, "45", "30");
        assertThatThrownBy(() -> closing.close(officer, panel, panelVersion(panel), " "))
                .isInstanceOfSatisfying(Refusal.class, r -> {
                    assertThat(r.key()).isEqualTo("review.talksOpen");
                    assertThat(r.field()).isEqualTo("reason");
                    assertThat(r.args()).containsExactly(1, 1);
                });
        closing.close(officer, panel, panelVersion(panel), "组长认为不影响名次");
        assertThat(dsl.fetchValue(
                        "select detail from access.audit where action = 'review.close' and subject_id = ?", panel))
                .isEqualTo("with 1 discussions open: 组长认为不影响名次");
    }

    @Test
    void a_sheet_that_was_given_back_and_sealed_again_is_no_request_any_more() {
        long thread = discussions.open(as(chair), panel, entry, "够不够二等奖", false);
        discussions.say(as(first), thread, Talk.Kind.REOPEN, "实用性一项我看漏了");
        at("2027-01-05T10:00");
        panels.reopenSheet(
                as(chair), panel, talk(as(chair), thread).posts().getFirst().sheet(), "本人申请");
        seal(first, entry, "45", "31");
        seal(second, entry, "45", "30");
        assertThatThrownBy(() -> closing.close(officer, panel, panelVersion(panel), ""))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.args()).containsExactly(1, 0));
        discussions.close(as(chair), thread, "已改");
        closing.close(officer, panel, panelVersion(panel), "");
    }

    @Test
    void who_thinks_again_asks_for_their_sheet_and_the_chair_gives_it_back() {
        long thread = discussions.open(as(chair), panel, entry, "够不够二等奖", false);
        discussions.say(as(first), thread, Talk.Kind.REOPEN, "实用性一项我看漏了");
        Long asked = talk(as(chair), thread).posts().getFirst().sheet();
        assertThat(asked).isEqualTo(sheet(first, entry).id());
        assertThat(talk(as(first), thread).posts().getFirst().sheet()).isNull();
        assertThatThrownBy(() -> discussions.say(officer, thread, Talk.Kind.REOPEN, "主办单位没有评分表"))
                .isInstanceOf(Refusal.class);
        panels.reopenSheet(as(chair), panel, asked, "本人申请");
        assertThat(talk(as(chair), thread).posts().getFirst().sheet()).isNull();
    }

    @Test
    void a_chair_whose_own_sheet_is_open_neither_opens_nor_reads_a_discussion() {
        long other = accepted();
        Expert late = expert("中国科学技术大学");
        long second = forming.make(officer, call, null, "第二组", List.of(late.id(), chair.id(), first.id()), late.id());
        panels.start(officer, second, panelVersion(second), "专家不足");
        seal(chair, other, "40", "30");
        seal(first, other, "50", "30");
        assertThatThrownBy(() -> discussions.open(as(late), second, other, "看看别人怎么说", false))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.key()).isEqualTo("review.talk.sealFirst"));
        long thread = discussions.open(officer, second, other, "够不够二等奖", false);
        assertThatThrownBy(() -> talk(as(late), thread)).isInstanceOf(NotFound.class);
        seal(late, other, "44", "33");
        assertThat(talk(as(late), thread).leads()).isTrue();
    }

    @Test
    void entries_with_a_sheet_far_from_the_others_are_suggested() {
        for (int i = 0; i < 4; i++) {
            Expert more = expert("外单位" + i);
            forming.add(officer, panel, more.id());
            seal(more, entry, "46", "30");
        }
        seal(second, entry, "2", "1");
        assertThat(cases.of(panels.seat(officer, panel)))
                .singleElement()
                .satisfies(c -> assertThat(c.far().getFirst()).startsWith(second.name() + " -7"));
        assertThat(cases.of(panels.seat(as(chair), panel))).hasSize(1);
    }

    /** Every page that the recused expert may ask for is the same, letter by letter, with and without the discussion. */
    @Test
    void whoever_must_recuse_notices_nothing_on_any_page() throws Exception {
        Expert related = second; // becomes related after they had been in the discussion
        seal(related, entry, "45", "30");
        accepted();
        Map<String, String> before = seen(recused);
        long thread = discussions.open(as(chair), panel, entry, "够不够二等奖", false);
        discussions.say(as(first), thread, Talk.Kind.WORD, "应当够");
        discussions.say(as(related), thread, Talk.Kind.WORD, "我看不够");
        assertThat(seen(recused)).isEqualTo(before);
        assertThat(before).hasSizeGreaterThan(50);
        assertThat(before.get("/discussions/" + thread)).isNull();
        assertThat(asked(recused, "/discussions/" + thread)).startsWith("404");
        assertThat(asked(recused, "/discussions")).startsWith("200").contains("没有您参加的讨论");
        assertThat(seen(first)).as("who is in it does notice").isNotEqualTo(before);

        panels.recuse(officer, panel, related.id(), entry, "查出是师徒");
        assertThat(subjects(related)).noneMatch(s -> s.contains(code()) && s.contains("讨论"));
        assertThat(asked(related, "/discussions/" + thread)).startsWith("404");
        Map<String, String> with = seen(related);
        dsl.execute("alter table review.post disable trigger user");
        dsl.deleteFrom(POST).where(POST.THREAD_ID.eq(thread)).execute();
        dsl.deleteFrom(THREAD).where(THREAD.ID.eq(thread)).execute();
        dsl.execute("alter table review.post enable trigger user");
        assertThat(seen(related)).as("without the discussion").isEqualTo(with);
    }

    /** Whatever can be asked for by an address, with the ids of this panel in it. */
    private Map<String, String> seen(Expert expert) throws Exception {
        Map<String, String> ids = Map.of(
                "panels", String.valueOf(panel),
                "calls", String.valueOf(call),
                "entries", String.valueOf(entry),
                "vetting", String.valueOf(entry),
                "experts", String.valueOf(expert.id()),
                "scoring", sheetIds(),
                "archives", "1");
        Map<String, String> seen = new LinkedHashMap<>();
        for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
            if (info.getMethodsCondition().getMethods().contains(RequestMethod.GET)) {
                for (String pattern : info.getPatternValues()) {
                    String address = VARIABLE.matcher(pattern)
                            .replaceAll(v -> v.group(1) + "/" + ids.getOrDefault(v.group(1), "{}"));
                    if (!address.contains("{") && !address.matches("/sign-in.*|/error|/setup.*|/account")) {
                        seen.put(address, asked(expert, address));
                    }
                }
            }
        }
        return seen;
    }

    private String sheetIds() {
        return dsl.fetchValue("select min(id) from review.sheet where panel_id = ?", panel)
                .toString();
    }

    private String asked(Expert expert, String address) throws Exception {
        TestSession.as(as(expert));
        var response = pages.perform(get(address)).andReturn().getResponse();
        String type = String.valueOf(response.getContentType());
        return response.getStatus()
                + (type.startsWith("text/html")
                        ? response.getContentAsString()
                                .replaceAll("value=\"[-0-9a-zA-Z_]{30,}={0,2}\"|\"X-CSRF-TOKEN\":\"[^\"]*\"", "")
                        : type);
    }
}
