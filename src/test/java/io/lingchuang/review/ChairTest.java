package io.lingchuang.review;

import static io.lingchuang.db.calls.Tables.CALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.Actor;
import io.lingchuang.access.TestSession;
import io.lingchuang.platform.messages.Message;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.room.Chairing;
import io.lingchuang.review.room.HeatMap;
import io.lingchuang.review.room.PanelReminders;
import io.lingchuang.review.room.Progress;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.WebApplicationContext;

/** The chair's room: an expert who chairs sees how the panel stands, and nothing that would sway them or that they must not know. */
class ChairTest extends ScoredCall {

    private static final List<String> ROOM =
            List.of("", "/progress", "/heat", "/heat.xlsx", "/ranking.xlsx", "/ranking.pdf");

    @Autowired
    Chairing chairing;

    @Autowired
    Progress progress;

    @Autowired
    HeatMap heat;

    @Autowired
    PanelReminders reminders;

    @Autowired
    Messages messages;

    @Autowired
    WebApplicationContext house;

    MockMvc pages;

    @BeforeEach
    void thePages() {
        pages = TestSession.pages(house);
    }

    private long chaired(Expert chair, Expert... others) {
        long panel = started(
                java.util.stream.Stream.concat(java.util.stream.Stream.of(chair), java.util.Arrays.stream(others))
                        .toArray(Expert[]::new));
        chairing.name(officer, panel, chair.id(), null, "推选");
        return panel;
    }

    private int asked(Actor actor, String address) throws Exception {
        TestSession.as(actor);
        return pages.perform(get(address)).andReturn().getResponse().getStatus();
    }

    private String body(Actor actor, String address) throws Exception {
        TestSession.as(actor);
        return pages.perform(get(address))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private HeatMap.Picture picture(Actor actor, long panel) {
        return heat.of(panels.seat(actor, panel), HeatMap.RowOrder.CODE, HeatMap.ColumnOrder.NAME);
    }

    private HeatMap.Row row(Actor actor, long panel, long entry) {
        return picture(actor, panel).rows().stream()
                .filter(r -> r.entry() == entry)
                .findFirst()
                .orElseThrow();
    }

    private List<String> subjects(Expert expert) {
        return messages.latest(expert.accountId(), 50).stream()
                .map(Message::subject)
                .toList();
    }

    // Who is let in

    @Test
    void the_chair_reaches_the_room_and_the_other_experts_do_not() throws Exception {
        accepted();
        Expert chair = expert("淮北师范大学");
        Expert member = expert("安徽理工大学");
        long panel = chaired(chair, member);
        for (String part : ROOM) {
            assertThat(asked(as(chair), "/panels/" + panel + part)).as(part).isEqualTo(200);
            assertThat(asked(as(member), "/panels/" + panel + part)).as(part).isEqualTo(404);
        }
        for (String host : List.of("/assignment", "/archives/1")) {
            assertThat(asked(as(chair), "/panels/" + panel + host)).as(host).isEqualTo(404);
        }
        TestSession.as(as(chair));
        for (String step : List.of("close", "add", "drop", "dissolve", "due", "chair")) {
            pages.perform(post("/panels/" + panel + "/" + step).param("reason", "想试试"))
                    .andExpect(status().isNotFound());
        }
        assertThat(body(as(chair), "/desk")).contains("我任组长：机械组");
        assertThat(body(as(member), "/desk")).doesNotContain("我任组长");
    }

    @Test
    void a_chair_who_is_replaced_midway_or_leaves_is_out_at_once() throws Exception {
        accepted();
        Expert first = expert("淮北师范大学");
        Expert second = expert("安徽理工大学");
        Expert third = expert("合肥工业大学");
        long panel = chaired(first, second, third);
        assertThatThrownBy(() -> chairing.name(officer, panel, second.id(), null, " "))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.field()).isEqualTo("reason"));
        chairing.name(officer, panel, second.id(), null, "原组长出差");
        assertThat(asked(as(first), "/panels/" + panel)).isEqualTo(404);
        assertThat(asked(as(second), "/panels/" + panel)).isEqualTo(200);
        assertThat(subjects(second)).contains("请您担任组长：机械组");
        forming.drop(officer, panel, second.id(), "调离");
        assertThat(asked(as(second), "/panels/" + panel)).isEqualTo(404);
        assertThatThrownBy(() -> chairing.name(as(third), panel, third.id(), null, "自荐"))
                .isInstanceOf(NotFound.class);
    }

    // What the chair must not know

    @Test
    void an_entry_from_which_the_chair_must_recuse_is_nowhere_in_the_room() throws Exception {
        long own = accepted();
        long neutral = acceptedFrom(mill);
        Expert chair = expert("朔里煤矿工会");
        Expert member = expert("安徽理工大学");
        long panel = chaired(chair, member);
        seal(member, own, "55", "35");
        String code = dsl.fetchValue("select blind_code from review.panel_entry where entry_id = ?", own)
                .toString();
        String other = dsl.fetchValue("select blind_code from review.panel_entry where entry_id = ?", neutral)
                .toString();
        for (String part : List.of("", "/progress", "/heat")) {
            assertThat(body(as(chair), "/panels/" + panel + part))
                    .as(part)
                    .contains(other)
                    .doesNotContain(code);
            assertThat(body(officer, "/panels/" + panel + part)).as(part).contains(code);
        }
        assertThat(progress.byExpert(panels.seat(as(chair), panel)))
                .filteredOn(e -> e.id() == member.id())
                .singleElement()
                .satisfies(e -> assertThat(e.counts().all()).isEqualTo(1));
        Scoring.Sheet sealed = sheet(member, own);
        assertThatThrownBy(() -> panels.reopenSheet(as(chair), panel, sealed.id(), "想看看"))
                .isInstanceOf(io.lingchuang.platform.web.Stale.class);
        assertThatThrownBy(() -> panels.recuse(as(chair), panel, member.id(), own, "换个人"))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void the_deputy_sees_what_the_chair_must_not_and_nothing_else() throws Exception {
        long own = accepted();
        long neutral = acceptedFrom(mill);
        Expert chair = expert("朔里煤矿工会");
        Expert deputy = expert("安徽理工大学");
        Expert colleague = expert("朔里煤矿工会");
        long panel = chaired(chair, deputy, colleague);
        assertThatThrownBy(() -> chairing.name(officer, panel, chair.id(), colleague.id(), "代理"))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.field()).isEqualTo("deputy"));
        chairing.name(officer, panel, chair.id(), deputy.id(), "组长须回避一件");
        assertThat(picture(as(deputy), panel).rows())
                .extracting(HeatMap.Row::entry)
                .containsExactly(own);
        assertThat(picture(as(chair), panel).rows())
                .extracting(HeatMap.Row::entry)
                .containsExactly(neutral);
        assertThat(chairing.of(officer, panel).uncovered()).isEmpty();
        chairing.name(officer, panel, chair.id(), null, "代理人出差");
        assertThat(chairing.of(officer, panel).uncovered()).hasSize(1);
        assertThat(asked(as(deputy), "/panels/" + panel)).isEqualTo(404);
    }

    @Test
    void a_chair_who_still_scores_an_entry_does_not_see_what_others_gave_to_it() throws Exception {
        long entry = accepted();
        long other = accepted();
        Expert chair = expert("淮北师范大学");
        Expert member = expert("安徽理工大学");
        long panel = chaired(chair, member);
        seal(member, entry, "51", "36.5");
        seal(member, other, "41", "26.5");
        assertThat(row(as(chair), panel, entry).cells())
                .allSatisfy(c -> assertThat(c.total()).isNull());
        assertThat(row(as(chair), panel, entry).mean()).isNull();
        assertThat(body(as(chair), "/panels/" + panel + "/heat")).doesNotContain("87.5", "67.5");
        seal(chair, entry, "50", "30");
        assertThat(row(as(chair), panel, entry).cells())
                .extracting(HeatMap.Cell::total)
                .allSatisfy(t -> assertThat(t).isNotNull());
        assertThat(body(as(chair), "/panels/" + panel + "/heat"))
                .contains("87.5")
                .doesNotContain("67.5");
        assertThat(row(officer, panel, other).mean()).isEqualByComparingTo("67.5");
    }

    @Test
    void a_chair_gives_others_sheets_back_with_a_reason_but_not_their_own() {
        long entry = accepted();
        Expert chair = expert("淮北师范大学");
        Expert member = expert("安徽理工大学");
        long panel = chaired(chair, member);
        seal(member, entry, "51", "36.5");
        seal(chair, entry, "50", "30");
        assertThatThrownBy(() ->
                        panels.reopenSheet(as(chair), panel, sheet(chair, entry).id(), "重新考虑"))
                .hasMessage("review.room.ownSheet");
        assertThatThrownBy(() -> panels.reopenSheet(
                        as(member), panel, sheet(member, entry).id(), "重新考虑"))
                .isInstanceOf(NotFound.class);
        panels.reopenSheet(as(chair), panel, sheet(member, entry).id(), "漏看附件");
        assertThat(sheet(member, entry).sealed()).isFalse();
        panels.reopenSheet(officer, panel, sheet(chair, entry).id(), "组长申请");
        assertThat(sheet(chair, entry).sealed()).isFalse();
    }

    @Test
    void in_a_blind_review_the_room_names_no_applicant_to_the_chair() throws Exception {
        long entry = accepted();
        Expert chair = expert("淮北师范大学");
        Expert member = expert("安徽理工大学");
        long panel = chaired(chair, member);
        String number = entry(entry).number();
        for (String part : List.of("", "/progress", "/heat")) {
            assertThat(body(as(chair), "/panels/" + panel + part))
                    .as(part)
                    .doesNotContain(number, "朔里煤矿", worker.name(), "/vetting/" + entry);
        }
        dsl.update(CALL).set(CALL.BLIND, false).where(CALL.ID.eq(call)).execute();
        assertThat(body(as(chair), "/panels/" + panel)).contains("朔里煤矿");
    }

    @Test
    void after_closing_a_chair_who_had_to_recuse_sees_the_others_ranked_among_themselves() throws Exception {
        long own = accepted();
        long second = acceptedFrom(mill);
        Expert chair = expert("朔里煤矿工会");
        Expert member = expert("安徽理工大学");
        long panel = chaired(chair, member);
        seal(member, own, "60", "40");
        seal(member, second, "40", "30");
        seal(chair, second, "40", "30");
        closing.close(officer, panel, panelVersion(panel), "");
        assertThat(entry(second).rank()).isEqualTo(2);
        String page = body(as(chair), "/panels/" + panel);
        assertThat(page).contains("data-label=\"排序\">1 ").doesNotContain("data-label=\"排序\">2");
        assertThat(body(officer, "/panels/" + panel)).contains("data-label=\"排序\">2");
        assertThat(body(as(chair), "/panels/" + panel + "/rules")).doesNotContain("<strong>2</strong>");
    }

    // Heat map and progress

    @Test
    void the_heat_map_says_how_far_each_total_lies_off_its_entrys_mean() {
        long entry = accepted();
        long open = accepted();
        Expert low = expert("淮北师范大学");
        Expert high = expert("安徽理工大学");
        Expert recused = expert("朔里煤矿工会");
        long panel = started(low, high, recused);
        seal(low, entry, "30", "30");
        seal(high, entry, "50", "38");
        HeatMap.Row row = row(officer, panel, entry);
        assertThat(row.mean()).isEqualByComparingTo("74");
        assertThat(row.spread()).isEqualByComparingTo("28");
        assertThat(row.cells()).extracting(HeatMap.Cell::step).containsExactly(-3, 3, 0);
        assertThat(row.cells().getLast().standing()).isEqualTo(HeatMap.Standing.RECUSED);
        assertThat(row(officer, panel, open).cells().getFirst().standing()).isEqualTo(HeatMap.Standing.NOT_BEGUN);
        assertThat(heat.of(panels.seat(officer, panel), HeatMap.RowOrder.SPREAD, HeatMap.ColumnOrder.MEAN)
                        .columns())
                .extracting(HeatMap.Column::expert)
                .containsExactly(high.id(), low.id(), recused.id());
    }

    @Test
    void progress_tells_begun_from_untouched_and_when_somebody_last_worked() {
        long entry = accepted();
        accepted();
        Expert expert = expert("淮北师范大学");
        long panel = started(expert);
        at("2026-11-03T10:30");
        Scoring.Sheet sheet = sheet(expert, entry);
        scoring.save(as(expert), sheet.id(), sheet.version(), java.util.Map.of("new", "40"), "");
        var counted = progress.byExpert(panels.seat(officer, panel)).getFirst();
        assertThat(counted.counts()).isEqualTo(new Progress.Counts(0, 1, 1, 0));
        assertThat(counted.last()).isEqualTo("2026-11-03T02:30:00Z");
        assertThat(progress.byEntry(panels.seat(officer, panel)))
                .extracting(e -> e.counts().begun())
                .containsExactlyInAnyOrder(1, 0);
    }

    // Reminders

    @Test
    void who_is_late_is_reminded_once_a_day_by_hand_or_by_itself() {
        long entry = accepted();
        Expert late = expert("淮北师范大学");
        Expert done = expert("安徽理工大学");
        Expert chair = expert("合肥工业大学");
        long panel = chaired(chair, late, done);
        seal(done, entry, "40", "30");
        seal(chair, entry, "40", "30");
        List<Long> all = List.of(late.id(), done.id());
        assertThat(reminders.recipients(as(chair), panel, all))
                .as("who has not accepted and declared yet is asked for that")
                .isEmpty();
        assertThat(sheet(late, entry).sealed()).isFalse();
        assertThat(reminders.recipients(as(chair), panel, all))
                .extracting(Progress.OfExpert::id)
                .containsExactly(late.id());
        assertThatThrownBy(() -> reminders.remind(as(late), panel, all, "催一下")).isInstanceOf(NotFound.class);
        assertThat(reminders.remind(as(chair), panel, all, "请抓紧")).isEqualTo(1);
        assertThatThrownBy(() -> reminders.remind(officer, panel, all, "再催")).hasMessage("review.room.nobodyToRemind");
        assertThat(subjects(late)).containsOnlyOnce("请完成评分：机械组");
        assertThat(subjects(done)).doesNotContain("请完成评分：机械组");
        chairing.due(officer, panel, LocalDate.parse("2026-11-05"));
        reminders.run();
        assertThat(subjects(late)).as("once on a day").containsOnlyOnce("请完成评分：机械组");
        on("2026-11-04");
        reminders.run();
        assertThat(subjects(late)).filteredOn("请完成评分：机械组"::equals).hasSize(2);
        on("2026-11-07"); // a Saturday
        reminders.run();
        on("2026-11-11"); // four working days after the panel's day
        reminders.run();
        assertThat(subjects(late)).filteredOn("请完成评分：机械组"::equals).hasSize(2);
        assertThatThrownBy(() -> chairing.due(officer, panel, LocalDate.parse("2026-11-10")))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.field()).isEqualTo("due"));
    }

    private long acceptedFrom(io.lingchuang.access.Node unit) {
        long id = handedIn(workerAt(unit), call, null);
        vetting.accept(officer, id, version(id), "");
        return id;
    }
}
