package io.lingchuang.review;

import static io.lingchuang.db.platform.Tables.MESSAGE;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PRESENT;
import static io.lingchuang.db.review.Tables.PRESENTATION;
import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.db.review.Tables.TURN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.Actor;
import io.lingchuang.access.TestSession;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.meeting.Meetings;
import io.lingchuang.review.onsite.Lot;
import io.lingchuang.review.onsite.Presentation;
import io.lingchuang.review.onsite.PresentationLists;
import io.lingchuang.review.onsite.Presentations;
import io.lingchuang.review.onsite.Turn;
import io.lingchuang.review.onsite.Turns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Presentations come in an order that nobody could steer, by one clock, and experts score as they hear them. */
class PresentationTest extends ScoredCall {

    private static final Presentation.Setting SETTING =
            new Presentation.Setting(Instant.parse("2026-12-07T01:00:00Z"), "市总工会三楼会议室", 8, 5, 2);

    @Autowired
    Presentations presentations;

    @Autowired
    PresentationLists lists;

    @Autowired
    Turns turns;

    @Autowired
    Meetings meetings;

    @Autowired
    Today today;

    @Autowired
    ObjectMapper json;

    @Autowired
    WebApplicationContext house;

    MockMvc pages;
    Expert first;
    Expert second;
    long panel;

    @BeforeEach
    void aPanelThatHearsPresentations() {
        pages = TestSession.pages(house);
        accepted();
        accepted();
        accepted();
        first = expert("淮北师范大学");
        second = expert("安徽理工大学");
        reviewedBy("PRESENTATION");
        panel = started(first, second);
        at("2026-12-01T10:00");
    }

    private Presentation now() {
        return lists.ofPanel(panel).orElseThrow();
    }

    private void drawn() {
        presentations.prepare(officer, panel, SETTING);
        presentations.draw(officer, panel, now().version(), "314 159 265");
    }

    private Turn turn(int place) {
        return now().turns().get(place - 1);
    }

    // The draw

    @Test
    void before_the_draw_everybody_can_see_the_commitment_and_nobody_the_secret() throws Exception {
        presentations.prepare(officer, panel, SETTING);
        String secret = now().secret();
        for (String address : List.of("/draws/" + now().commitment(), "/draws/" + now().commitment() + ".json")) {
            SecurityContextHolder.clearContext();
            assertThat(read(address)).contains(now().commitment()).doesNotContain(secret);
        }
        TestSession.as(officer);
        assertThat(read("/panels/" + panel + "/presentation"))
                .contains(now().commitment())
                .doesNotContain(secret);
        assertThatThrownBy(() -> presentations.prepare(officer, panel, SETTING)).isInstanceOf(Stale.class);
    }

    @Test
    void anybody_repeats_the_draw_from_what_is_published() throws Exception {
        drawn();
        SecurityContextHolder.clearContext();
        JsonNode told = json.readTree(read("/draws/" + now().commitment() + ".json"));
        String secret = told.get("secret").asString();
        assertThat(Lot.commitment(secret)).isEqualTo(told.get("commitment").asString());
        String seed = Lot.seed(secret, told.get("publicValue").asString());
        List<String> order = new ArrayList<>();
        told.get("order").forEach(d -> order.add(d.get("code").asString()));
        assertThat(Lot.order(seed, order)).extracting(Lot.Drawn::code).containsExactlyElementsOf(order);
        assertThat(order)
                .hasSize(3)
                .isEqualTo(now().turns().stream().map(Turn::code).toList());
        assertThat(read("/draws/" + now().commitment())).contains("都一致").doesNotContain(worker.name());
        pages.perform(get("/draws/" + "0".repeat(64))).andExpect(status().isNotFound());
    }

    @Test
    void a_draw_that_somebody_changed_in_the_records_is_seen_on_its_page() throws Exception {
        drawn();
        dsl.execute("alter table review.turn disable trigger keep_lot");
        dsl.execute("update review.turn set lot = lot + 10 where panel_id = {0}", panel);
        dsl.execute("update review.turn set lot = 14 - lot where panel_id = {0}", panel);
        dsl.execute("alter table review.turn enable trigger keep_lot");
        assertThat(read("/draws/" + now().commitment())).contains("顺序与算出的不符");
    }

    @Test
    void a_draw_is_made_once_and_the_database_means_it() {
        drawn();
        assertThatThrownBy(() -> presentations.draw(officer, panel, now().version(), "271 828"))
                .isInstanceOf(Stale.class);
        assertThatThrownBy(() -> dsl.update(PRESENTATION)
                        .set(PRESENTATION.PUBLIC_VALUE, "271 828")
                        .where(PRESENTATION.PANEL_ID.eq(panel))
                        .execute())
                .hasMessageContaining("made once");
        assertThatThrownBy(() ->
                        dsl.deleteFrom(TURN).where(TURN.PANEL_ID.eq(panel)).execute())
                .hasMessageContaining("stays");
        assertThatThrownBy(() -> dsl.update(PRESENTATION)
                        .set(PRESENTATION.SECRET, "0".repeat(64))
                        .where(PRESENTATION.PANEL_ID.eq(panel))
                        .execute())
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void each_unit_is_told_its_place_and_time_and_again_when_the_day_moves() {
        drawn();
        assertThat(subjects(worker))
                .anyMatch(s -> s.contains(turn(1).title()) && s.contains("2026-12-07 09:00"))
                .anyMatch(s -> s.contains(turn(2).title()) && s.contains("2026-12-07 09:15"))
                .anyMatch(s -> s.contains(turn(3).title()) && s.contains("2026-12-07 09:30"));
        assertThat(subjects(as(first))).anyMatch(s -> s.contains("2026-12-07 09:00"));
        presentations.change(
                officer,
                panel,
                now().version(),
                new Presentation.Setting(Instant.parse("2026-12-08T06:00:00Z"), "二楼会议室", 8, 5, 2));
        assertThat(subjects(worker)).anyMatch(s -> s.contains(turn(3).title()) && s.contains("2026-12-08 14:30"));
    }

    // The turns

    @Test
    void a_sheet_opens_when_its_turn_begins() {
        drawn();
        assertThat(scoring.mine(as(first))).isEmpty();
        assertThatThrownBy(() -> dsl.update(SHEET)
                        .set(SHEET.COMMENT, "听说不错")
                        .where(SHEET.PANEL_ID.eq(panel))
                        .execute())
                .hasMessageContaining("not open yet");
        turns.begin(officer, panel, turn(1).entryId());
        assertThat(scoring.mine(as(first))).extracting(Scoring.Sheet::entryId).containsExactly(turn(1).entryId());
        assertThatThrownBy(() -> turns.begin(officer, panel, turn(2).entryId())).hasMessage("review.turn.another");
        turns.end(officer, panel, turn(1).entryId());
        assertThatThrownBy(() -> turns.begin(officer, panel, turn(3).entryId())).isInstanceOf(Stale.class);
        turns.begin(officer, panel, turn(2).entryId());
        assertThat(scoring.mine(as(first))).hasSize(2);
    }

    @Test
    void the_clock_runs_on_the_server_stops_and_goes_on() {
        drawn();
        long entry = turn(1).entryId();
        at("2026-12-07T09:00:00");
        turns.begin(officer, panel, entry);
        at("2026-12-07T09:03:00");
        assertThat(clock().leftSeconds()).isEqualTo(300);
        turns.pause(officer, panel, entry);
        at("2026-12-07T09:20:00");
        assertThat(clock().leftSeconds()).isEqualTo(300);
        assertThat(clock().running()).isFalse();
        turns.resume(officer, panel, entry);
        at("2026-12-07T09:25:12");
        assertThat(clock().text()).isEqualTo("+0:12");
        turns.answer(officer, panel, entry);
        assertThat(clock().part()).isEqualTo(Turn.State.ANSWERING);
        assertThat(clock().limit()).isEqualTo(Duration.ofMinutes(5));
        assertThat(clock().text()).isEqualTo("5:00");
        turns.end(officer, panel, entry);
        assertThat(now().clock(Instant.parse("2026-12-07T03:00:00Z"))).isNull();
    }

    private Presentation.Clock clock() {
        return now().clock(today.now());
    }

    @Test
    void who_is_not_there_comes_last_or_is_absent_and_the_place_drawn_stays_on_record() {
        drawn();
        Turn late = turn(1);
        Turn away = turn(2);
        assertThatThrownBy(() -> turns.putLast(officer, panel, late.entryId(), " "))
                .isInstanceOf(Refusal.class);
        turns.putLast(officer, panel, late.entryId(), "路上堵车");
        assertThat(now().turns()).extracting(Turn::entryId).last().isEqualTo(late.entryId());
        assertThat(turn(3).lot()).isEqualTo(1);
        assertThat(turn(3).slotAt()).isAfter(late.slotAt());
        turns.absent(officer, panel, away.entryId(), "没有联系上");
        assertThat(now().next().entryId()).isEqualTo(turn(2).entryId());
        turns.begin(officer, panel, turn(2).entryId());
        turns.end(officer, panel, turn(2).entryId());
        turns.back(officer, panel, away.entryId());
        assertThat(turn(3).entryId()).isEqualTo(away.entryId());
        assertThat(now().draw().order()).isEqualTo(Lot.order(now().draw().seed(), codes()));
    }

    private List<String> codes() {
        return now().turns().stream().map(Turn::code).toList();
    }

    @Test
    void who_never_came_gave_up_and_the_others_are_ranked_without_them() {
        drawn();
        long away = turn(1).entryId();
        turns.absent(officer, panel, away, "没有联系上");
        for (int place = 2; place <= 3; place++) {
            long entry = turn(place).entryId();
            turns.begin(officer, panel, entry);
            seal(first, entry, "50", "3" + place);
            seal(second, entry, "50", "3" + place);
            turns.end(officer, panel, entry);
        }
        assertThatThrownBy(() -> closing.close(officer, panel, panelVersion(panel), "缺席"))
                .hasMessage("review.unscored");
        turns.waive(officer, panel, away);
        assertThat(entry(away).state()).isEqualTo(io.lingchuang.entries.EntryState.WITHDRAWN);
        assertThat(subjects(worker)).anyMatch(s -> s.contains("视为放弃"));
        closing.close(officer, panel, panelVersion(panel), "缺席");
        assertThat(panels.panel(panel).state()).isEqualTo(Panel.State.CLOSED);
    }

    @Test
    void what_was_withdrawn_after_the_draw_does_not_begin() {
        drawn();
        submission.withdraw(worker, turn(1).entryId(), version(turn(1).entryId()), "不参加了");
        assertThatThrownBy(() -> turns.begin(officer, panel, turn(1).entryId())).hasMessage("review.turn.withdrawn");
        turns.absent(officer, panel, turn(1).entryId(), "已撤回");
        turns.begin(officer, panel, turn(2).entryId());
    }

    @Test
    void the_host_sees_who_has_handed_in_but_not_what_and_shows_the_score_when_all_have() throws Exception {
        drawn();
        long entry = turn(1).entryId();
        turns.begin(officer, panel, entry);
        seal(first, entry, "57", "38.5");
        TestSession.as(officer);
        assertThat(read("/panels/" + panel + "/meeting"))
                .contains(first.name() + " 已交", second.name() + " 未交")
                .doesNotContain("95.5");
        turns.end(officer, panel, entry);
        assertThatThrownBy(() -> turns.show(officer, panel, entry)).hasMessage("review.turn.sheetsOpen");
        seal(second, entry, "50", "31.5");
        assertThat(read("/panels/" + panel + "/screen")).doesNotContain("88.5");
        turns.show(officer, panel, entry);
        assertThat(read("/panels/" + panel + "/screen")).contains("88.5");
    }

    @Test
    void where_a_score_hangs_on_all_sheets_it_is_not_shown_before_they_are_in() {
        drawn();
        dsl.execute("alter table review.panel disable trigger keep_rule");
        dsl.update(PANEL).set(PANEL.RULE, "FITTED").where(PANEL.ID.eq(panel)).execute();
        dsl.execute("alter table review.panel enable trigger keep_rule");
        long entry = turn(1).entryId();
        turns.begin(officer, panel, entry);
        seal(first, entry, "57", "38.5");
        seal(second, entry, "50", "31.5");
        turns.end(officer, panel, entry);
        assertThatThrownBy(() -> turns.show(officer, panel, entry)).hasMessage("review.turn.allSheetsOpen");
    }

    // The room

    @Test
    void who_must_recuse_leaves_before_it_begins_and_the_screen_says_so_and_hides_it() throws Exception {
        drawn();
        Turn next = turn(1);
        panels.recuse(officer, panel, second.id(), next.entryId(), "曾经共事");
        meetings.present(officer, panel, List.of(first.id(), second.id()));
        assertThatThrownBy(() -> turns.begin(officer, panel, next.entryId()))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.args()).containsExactly(second.name()));
        assertThatThrownBy(() -> dsl.update(TURN)
                        .set(TURN.STATE, "SPEAKING")
                        .set(TURN.BEGAN_AT, Instant.now())
                        .where(TURN.PANEL_ID.eq(panel), TURN.ENTRY_ID.eq(next.entryId()))
                        .execute())
                .hasMessageContaining("recused");
        TestSession.as(officer);
        assertThat(read("/panels/" + panel + "/screen"))
                .contains(second.name() + " 须回避")
                .doesNotContain(next.code(), next.title())
                .contains(turn(2).code());
        meetings.present(officer, panel, List.of(first.id()));
        turns.begin(officer, panel, next.entryId());
        assertThat(read("/panels/" + panel + "/screen")).contains(next.code()).doesNotContain(second.name());
        assertThatThrownBy(() -> meetings.present(officer, panel, List.of(first.id(), second.id())))
                .hasMessage("review.meeting.recusedNow");
        assertThatThrownBy(() -> dsl.insertInto(PRESENT, PRESENT.PANEL_ID, PRESENT.EXPERT_ID, PRESENT.SINCE)
                        .values(panel, second.id(), Instant.now())
                        .execute())
                .hasMessageContaining("recused");
    }

    @Test
    void an_expert_follows_on_their_own_device_and_sees_nothing_of_what_they_recuse_from() throws Exception {
        drawn();
        Turn on = turn(1);
        panels.recuse(officer, panel, second.id(), on.entryId(), "曾经共事");
        turns.begin(officer, panel, on.entryId());
        TestSession.as(as(first));
        assertThat(read("/panels/" + panel + "/live"))
                .contains(on.code(), "/scoring/" + sheet(first, on.entryId()).id(), "data-timer");
        TestSession.as(as(second));
        assertThat(read("/panels/" + panel + "/live"))
                .contains("请离场等候", turn(2).code())
                .doesNotContain(on.code());
        TestSession.as(as(expert("外来专家")));
        pages.perform(get("/panels/" + panel + "/live")).andExpect(status().isNotFound());
        pages.perform(get("/panels/" + panel + "/screen")).andExpect(status().isNotFound());
        pages.perform(post("/panels/" + panel + "/turns").param("step", "end").param("entry", "" + on.entryId()))
                .andExpect(status().isNotFound());
    }

    @Test
    void the_order_is_printed() throws Exception {
        drawn();
        TestSession.as(officer);
        byte[] bytes = pages.perform(get("/panels/" + panel + "/presentation/order.pdf"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        try (var pdf = org.apache.pdfbox.Loader.loadPDF(bytes)) {
            String text =
                    new org.apache.pdfbox.text.PDFTextStripper().getText(pdf).replaceAll("\\s", "");
            assertThat(text).contains(codes().toArray(String[]::new)).contains("314159265", "监督人签字");
        }
    }

    @Test
    void a_panel_that_drew_its_order_is_not_dissolved() {
        drawn();
        assertThatThrownBy(() -> forming.dissolve(officer, panel, panelVersion(panel), "重新分组"))
                .hasMessage("review.visit.begun");
    }

    private String read(String address) throws Exception {
        return pages.perform(get(address))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private List<String> subjects(Actor who) {
        return dsl.select(MESSAGE.SUBJECT)
                .from(MESSAGE)
                .where(MESSAGE.ACCOUNT_ID.eq(who.accountId()))
                .fetch(MESSAGE.SUBJECT);
    }
}
