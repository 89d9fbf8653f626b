package io.lingchuang.review;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.platform.Tables.MESSAGE;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.RESULT;
import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.db.review.Tables.TIE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.lingchuang.access.Actor;
import io.lingchuang.access.TestSession;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.review.invitations.AskedExperts;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.context.WebApplicationContext;

/** Whoever has a tie with an entry, by the records or by their own word, has nothing more to do with it. */
class RecusalTest extends ScoredCall {

    @Autowired
    Recusals recusals;

    @Autowired
    AskedExperts asked;

    @Autowired
    WebApplicationContext house;

    MockMvc pages;

    @BeforeEach
    void thePages() {
        pages = TestSession.pages(house);
    }

    private MockHttpServletResponse ask(MockHttpServletRequestBuilder request) throws Exception {
        return pages.perform(request).andReturn().getResponse();
    }

    // By the records

    @Test
    void a_past_employer_counts_for_as_many_years_as_the_host_says() {
        long entry = accepted();
        Expert lately = expert("淮北师范大学");
        Expert longAgo = expert("安徽理工大学");
        Expert undated = expert("市科技馆");
        tie(lately, "PAST_EMPLOYER", mine.name(), mine.id(), null, LocalDate.parse("2022-01-31"));
        tie(longAgo, "PAST_EMPLOYER", mine.name(), mine.id(), null, LocalDate.parse("2016-01-31"));
        tie(undated, "PAST_EMPLOYER", mine.name(), null, null, null);
        long panel = made(lately, longAgo, undated, expert("市计量所"));
        assertThat(ground(lately, entry)).isEqualTo("PAST_EMPLOYER");
        assertThat(ground(undated, entry)).isEqualTo("PAST_EMPLOYER");
        assertThat(ground(longAgo, entry)).isNull();
        asked.pastYears(officer, panel, 20);
        assertThat(ground(longAgo, entry)).isEqualTo("PAST_EMPLOYER");
        asked.pastYears(officer, panel, 2);
        assertThat(ground(lately, entry)).isNull();
        assertThat(ground(longAgo, entry)).isNull();
    }

    @Test
    void kin_masters_apprentices_and_collaborators_of_a_completer_are_recused() {
        long person = person(mine, "秦素梅", null);
        long entry = handedIn(worker, call, null);
        completer(entry, 2, person, "秦素梅", "朔里煤矿");
        vetting.accept(officer, entry, version(entry), "");
        long other = accepted();
        Expert kin = expert("淮北师范大学");
        Expert master = expert("安徽理工大学");
        Expert apprentice = expert("市科技馆");
        Expert partner = expert("市计量所");
        tie(kin, "KIN", "秦素梅", null, person, null);
        tie(master, "APPRENTICE", "秦素梅", null, null, null); // known by name only
        tie(apprentice, "MENTOR", "秦素梅", null, person, null);
        tie(partner, "COLLABORATOR", "秦素梅", null, person, null);
        made(kin, master, apprentice, partner, expert("省煤田地质局"));
        assertThat(ground(kin, entry)).isEqualTo("KIN");
        assertThat(ground(master, entry)).isEqualTo("MENTOR");
        assertThat(ground(apprentice, entry)).isEqualTo("MENTOR");
        assertThat(ground(partner, entry)).isEqualTo("COLLABORATOR");
        for (Expert e : List.of(kin, master, apprentice, partner)) {
            assertThat(ground(e, other)).isNull();
        }
    }

    @Test
    void whoever_completed_an_entry_together_with_a_completer_is_a_collaborator() {
        Expert partner = expert("淮北师范大学");
        long self = person(mill, partner.name(), partner.accountId());
        long person = person(mine, "葛守义", null);
        long earlier = handedIn(worker, openCall(), null);
        completer(earlier, 2, self, partner.name(), "相王纺织厂");
        completer(earlier, 3, person, "葛守义", "朔里煤矿");
        long entry = handedIn(worker, call, null);
        completer(entry, 2, person, "葛守义", "朔里煤矿");
        vetting.accept(officer, entry, version(entry), "");
        long other = acceptedOf(workerAt(mill));
        made(partner, expert("安徽理工大学"));
        assertThat(ground(partner, entry)).isEqualTo("COLLABORATOR");
        assertThat(ground(partner, other)).isNull();
    }

    @Test
    void one_person_under_two_records_is_one() {
        Expert expert = expert("退休");
        String phone = dsl.fetchSingle(
                        "select phone from access.account where id = {0}", org.jooq.impl.DSL.val(expert.accountId()))
                .get(0, String.class);
        long byPhone = person(mine, expert.name(), null);
        dsl.update(PERSON).set(PERSON.PHONE, phone).where(PERSON.ID.eq(byPhone)).execute();
        long merged = person(mill, expert.name(), null);
        dsl.update(PERSON)
                .set(PERSON.MERGED_INTO, byPhone)
                .where(PERSON.ID.eq(merged))
                .execute();
        long entry = handedIn(worker, call, null);
        completer(entry, 2, byPhone, expert.name(), "");
        vetting.accept(officer, entry, version(entry), "");
        long second = handedIn(worker, call, null);
        completer(second, 2, merged, expert.name(), "");
        vetting.accept(officer, second, version(second), "");
        made(expert, expert("安徽理工大学"));
        assertThat(ground(expert, entry)).isEqualTo("COMPLETER");
        assertThat(ground(expert, second)).isEqualTo("COMPLETER");
    }

    // By declaration

    @Test
    void the_list_that_is_asked_about_tells_nothing_of_the_entries() throws Exception {
        accepted();
        acceptedOf(workerAt(mill));
        acceptedOf(workerAt(mill));
        Expert expert = expert("淮北师范大学");
        long panel = invitedAndAccepted(expert);
        TestSession.as(account(expert));
        String list = ask(get("/invitations/" + panel + "/declaration")).getContentAsString();
        assertThat(Pattern.compile("form-check-label\">([^<]*)<")
                        .matcher(list)
                        .results()
                        .map(m -> m.group(1)))
                .as("units first, then people, each once and by name")
                .hasSize(5)
                .startsWith("朔里煤矿工会", "相王纺织厂工会")
                .isSortedAccordingTo((a, b) -> Boolean.compare(b.endsWith("工会"), a.endsWith("工会")));
        assertThat(list)
                .doesNotContain("皮带机清扫器", "P" + panel + "-", "（朔里", "（相王")
                .doesNotContainPattern("N\\d{4}");
        dsl.update(CALL).set(CALL.BLIND, false).where(CALL.ID.eq(call)).execute();
        assertThat(ask(get("/invitations/" + panel + "/declaration")).getContentAsString())
                .as("not blind")
                .contains(worker.name() + "（");
    }

    @Test
    void a_declared_tie_takes_the_entry_away_at_once_and_holds_on_later_panels() throws Exception {
        long own = accepted();
        Actor stranger = workerAt(mill);
        long other = acceptedOf(stranger);
        Expert expert = expert("淮北师范大学");
        long panel = invitedAndAccepted(expert, expert("安徽理工大学"));
        TestSession.as(account(expert));
        String list = ask(get("/invitations/" + panel + "/declaration")).getContentAsString();
        String key = key(list, stranger.name());
        assertThat(ask(post("/invitations/" + panel + "/declaration").param("mark", mark(list)))
                        .getStatus())
                .as("neither ticked nor declared that there is none")
                .isGreaterThanOrEqualTo(300);
        assertThat(invitations.invitation(account(expert), panel).declared()).isFalse();
        assertThat(ask(get("/invitations/" + panel + "/declaration/ties").param("tick", key))
                        .getContentAsString())
                .contains(stranger.name(), "是我的徒弟");
        var form = post("/invitations/" + panel + "/declaration")
                .param("mark", mark(list))
                .param("tick", key);
        assertThat(ask(form).getStatus()).as("without saying what it is").isEqualTo(422);
        assertThat(ask(post("/invitations/" + panel + "/declaration")
                                .param("mark", mark(list))
                                .param("tick", key)
                                .param("t_" + key, "APPRENTICE"))
                        .getRedirectedUrl())
                .isEqualTo("/scoring");
        assertThat(ground(expert, other)).isEqualTo("MENTOR");
        assertThat(dsl.fetchCount(TIE, TIE.EXPERT_ID.eq(expert.id()).and(TIE.SOURCE.eq("DECLARED"))))
                .isEqualTo(1);
        panels.start(officer, panel, panelVersion(panel), "专家不足");
        assertThat(scoring.mine(as(expert))).extracting(Scoring.Sheet::entryId).containsExactly(own);
        long later = openCall();
        long next = handedIn(stranger, later, null);
        vetting.accept(officer, next, version(next), "");
        forming.make(officer, later, null, "下一次", List.of(expert.id()), null);
        assertThat(ground(expert, next)).isEqualTo("MENTOR");
    }

    @Test
    void in_a_second_round_only_what_is_new_is_asked_and_ones_own_word_holds() throws Exception {
        long own = accepted();
        Actor stranger = workerAt(mill);
        long other = acceptedOf(stranger);
        Expert expert = expert("淮北师范大学");
        Expert second = expert("安徽理工大学");
        long first = invitedAndAccepted(expert, second);
        TestSession.as(account(expert));
        String list = ask(get("/invitations/" + first + "/declaration")).getContentAsString();
        String key = key(list, stranger.name());
        var form = post("/invitations/" + first + "/declaration")
                .param("mark", mark(list))
                .param("tick", key)
                .param("t_" + key, "OTHER");
        assertThat(ask(form).getStatus()).as("something else needs words").isEqualTo(422);
        ask(post("/invitations/" + first + "/declaration")
                .param("mark", mark(list))
                .param("tick", key)
                .param("t_" + key, "OTHER")
                .param("r_" + key, "正在争议一项专利"));
        assertThat(ground(expert, other)).isEqualTo("OWN_WORD");
        long round = dsl.insertInto(PANEL)
                .set(PANEL.CALL_ID, call)
                .set(PANEL.NAME, "答辩组")
                .set(PANEL.ROUND, 2)
                .set(PANEL.CREATED_BY, officer.accountId())
                .returningResult(PANEL.ID)
                .fetchSingle()
                .value1();
        for (long entry : List.of(own, other)) {
            dsl.insertInto(PANEL_ENTRY, PANEL_ENTRY.PANEL_ID, PANEL_ENTRY.ENTRY_ID, PANEL_ENTRY.BLIND_CODE)
                    .values(round, entry, "R" + entry)
                    .execute();
        }
        forming.add(officer, round, expert.id());
        assertThat(grounds(round, expert)).isEqualTo(Map.of(other, "OWN_WORD"));
        asked.invite(officer, round);
        invitations.accept(account(expert), round);
        assertThat(invitations.invitation(account(expert), round).declared())
                .as("nothing is new")
                .isTrue();
        Actor late = workerAt(mill);
        long fresh = handedIn(late, call, null);
        dsl.insertInto(PANEL_ENTRY, PANEL_ENTRY.PANEL_ID, PANEL_ENTRY.ENTRY_ID, PANEL_ENTRY.BLIND_CODE)
                .values(round, fresh, "R" + fresh)
                .execute();
        assertThat(invitations.invitation(account(expert), round).declared()).isFalse();
        assertThat(ask(get("/invitations/" + round + "/declaration")).getContentAsString())
                .contains(late.name())
                .doesNotContain(worker.name(), stranger.name());
    }

    @Test
    void a_list_that_changed_while_it_was_read_is_shown_again() throws Exception {
        accepted();
        Expert expert = expert("淮北师范大学");
        long panel = invitedAndAccepted(expert);
        TestSession.as(account(expert));
        String list = ask(get("/invitations/" + panel + "/declaration")).getContentAsString();
        long fresh = acceptedOf(workerAt(mill));
        dsl.insertInto(PANEL_ENTRY, PANEL_ENTRY.PANEL_ID, PANEL_ENTRY.ENTRY_ID, PANEL_ENTRY.BLIND_CODE)
                .values(panel, fresh, "R" + fresh)
                .execute();
        ask(post("/invitations/" + panel + "/declaration")
                .param("mark", mark(list))
                .param("none", "true"));
        assertThat(invitations.invitation(account(expert), panel).declared()).isFalse();
    }

    // Afterwards

    @Test
    void whoever_becomes_related_after_assignment_loses_sheet_score_and_sight_and_the_chair_is_told() throws Exception {
        long person = person(mine, "窦长河", null);
        long entry = handedIn(worker, call, null);
        completer(entry, 2, person, "窦长河", "朔里煤矿");
        vetting.accept(officer, entry, version(entry), "");
        long other = accepted();
        Expert chair = expert("市科技馆");
        Expert related = expert("淮北师范大学");
        long panel = forming.make(officer, call, null, "机械组", List.of(chair.id(), related.id()), chair.id());
        panels.start(officer, panel, 0, "专家不足");
        as(chair);
        seal(related, entry, "60", "40");
        long sheet = sheet(related, entry).id();
        tie(related, "KIN", "窦长河", null, person, null);
        recusals.lookAgain(officer, related.id());
        assertThat(scoring.mine(as(related))).extracting(Scoring.Sheet::entryId).containsExactly(other);
        assertThatThrownBy(() -> scoring.sheet(as(related), sheet)).isInstanceOf(NotFound.class);
        assertThat(dsl.fetchCount(
                        SHEET,
                        SHEET.PANEL_ID.eq(panel).and(SHEET.ENTRY_ID.eq(entry)).and(SHEET.STATE.eq("SEALED"))))
                .isZero();
        for (Actor hears : List.of(officer, account(chair))) {
            assertThat(dsl.select(MESSAGE.BODY)
                            .from(MESSAGE)
                            .where(MESSAGE.ACCOUNT_ID.eq(hears.accountId()), MESSAGE.LINK.eq("/panels/" + panel))
                            .fetch(MESSAGE.BODY))
                    .singleElement()
                    .asString()
                    .contains(related.name(), "亲属");
        }
        assertThat(dsl.fetchCount(
                        MESSAGE, MESSAGE.ACCOUNT_ID.eq(related.accountId()).and(MESSAGE.LINK.eq("/panels/" + panel))))
                .isZero();
    }

    @Test
    void a_chair_who_is_recused_from_an_entry_hears_nothing_of_it() {
        long person = person(mine, "窦长河", null);
        long entry = handedIn(worker, call, null);
        completer(entry, 2, person, "窦长河", "朔里煤矿");
        vetting.accept(officer, entry, version(entry), "");
        accepted();
        Expert chair = expert("市科技馆");
        Expert related = expert("淮北师范大学");
        tie(chair, "KIN", "窦长河", null, person, null);
        long panel = forming.make(officer, call, null, "机械组", List.of(chair.id(), related.id()), chair.id());
        panels.start(officer, panel, 0, "专家不足");
        as(chair);
        as(related);
        tie(related, "KIN", "窦长河", null, person, null);
        recusals.lookAgain(officer, related.id());
        assertThat(ground(related, entry)).isEqualTo("KIN");
        assertThat(dsl.fetchCount(
                        MESSAGE, MESSAGE.ACCOUNT_ID.eq(chair.accountId()).and(MESSAGE.LINK.eq("/panels/" + panel))))
                .isZero();
    }

    @Test
    void what_the_records_learned_counts_before_the_closing() {
        long person = person(mine, "窦长河", null);
        long entry = handedIn(worker, call, null);
        completer(entry, 2, person, "窦长河", "朔里煤矿");
        vetting.accept(officer, entry, version(entry), "");
        Expert related = expert("淮北师范大学");
        Expert first = expert("市科技馆");
        Expert second = expert("市计量所");
        long panel = started(related, first, second);
        seal(related, entry, "60", "40");
        seal(first, entry, "30", "20");
        seal(second, entry, "30", "20");
        tie(related, "KIN", "窦长河", null, person, null);
        panels.close(officer, panel, panelVersion(panel), "");
        assertThat(entry(entry).score())
                .as("without the related expert's hundred")
                .isEqualByComparingTo("50");
    }

    @Test
    void whoever_becomes_related_after_the_closing_sees_it_no_more_and_the_result_stands() {
        long person = person(mine, "窦长河", null);
        long entry = handedIn(worker, call, null);
        completer(entry, 2, person, "窦长河", "朔里煤矿");
        vetting.accept(officer, entry, version(entry), "");
        Expert related = expert("淮北师范大学");
        long panel = started(related);
        seal(related, entry, "60", "30");
        panels.close(officer, panel, panelVersion(panel), "");
        assertThat(scoring.past(as(related))).hasSize(1);
        tie(related, "KIN", "窦长河", null, person, null);
        recusals.lookAgain(officer, related.id());
        assertThat(scoring.past(as(related))).isEmpty();
        assertThat(dsl.fetchValue(dsl.select(RESULT.SCORE).from(RESULT).where(RESULT.ENTRY_ID.eq(entry))))
                .isEqualByComparingTo("90");
        panels.reopen(officer, panel, panelVersion(panel), "重新评审");
        assertThat(dsl.fetchCount(SHEET, SHEET.PANEL_ID.eq(panel)))
                .as("and counts no more")
                .isZero();
    }

    private long made(Expert... members) {
        return forming.make(
                officer,
                call,
                null,
                "机械组",
                Arrays.stream(members).map(Expert::id).toList(),
                null);
    }

    private long invitedAndAccepted(Expert... members) {
        long panel = made(members);
        asked.invite(officer, panel);
        invitations.accept(account(members[0]), panel);
        return panel;
    }

    private long acceptedOf(Actor applicant) {
        long id = handedIn(applicant, call, null);
        vetting.accept(officer, id, version(id), "");
        return id;
    }

    private static String key(String list, String name) {
        var found = Pattern.compile("value=\"([^\"]+)\"><span class=\"form-check-label\">" + name)
                .matcher(list);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    private static String mark(String list) {
        var found = Pattern.compile("name=\"mark\" value=\"([^\"]+)\"").matcher(list);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private @Nullable String ground(Expert expert, long entry) {
        return dsl.select(RECUSAL.GROUND)
                .from(RECUSAL)
                .where(RECUSAL.EXPERT_ID.eq(expert.id()), RECUSAL.ENTRY_ID.eq(entry))
                .fetchOne(RECUSAL.GROUND);
    }

    private Map<Long, String> grounds(long panel, Expert expert) {
        return dsl.select(RECUSAL.ENTRY_ID, RECUSAL.GROUND)
                .from(RECUSAL)
                .where(RECUSAL.PANEL_ID.eq(panel), RECUSAL.EXPERT_ID.eq(expert.id()))
                .fetchMap(RECUSAL.ENTRY_ID, RECUSAL.GROUND);
    }

    private void tie(
            Expert expert,
            String kind,
            String name,
            @Nullable Long node,
            @Nullable Long person,
            @Nullable LocalDate until) {
        dsl.insertInto(TIE)
                .set(TIE.EXPERT_ID, expert.id())
                .set(TIE.KIND, kind)
                .set(TIE.NAME, name)
                .set(TIE.NODE_ID, node)
                .set(TIE.PERSON_ID, person)
                .set(TIE.UNTIL_DAY, until)
                .set(TIE.SOURCE, "POOL")
                .set(TIE.AT, java.time.Instant.parse("2026-01-05T01:00:00Z"))
                .execute();
    }

    private void completer(long entry, int position, @Nullable Long person, String name, String unit) {
        dsl.insertInto(
                        COMPLETER,
                        COMPLETER.ENTRY_ID,
                        COMPLETER.POSITION,
                        COMPLETER.PERSON_ID,
                        COMPLETER.NAME,
                        COMPLETER.UNIT_NAME)
                .values(entry, position, person, name, unit)
                .execute();
    }
}
