package io.lingchuang.vetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.OpenCall;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Role;
import io.lingchuang.access.TestSession;
import io.lingchuang.calls.Level;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.messages.Message;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.context.WebApplicationContext;

/** Whoever is late hears of it once a day; what units report and hand in can be seen by those above them. */
class FollowingTest extends OpenCall {

    @Autowired
    Vetting vetting;

    @Autowired
    Reminders reminders;

    @Autowired
    Participation participation;

    @Autowired
    Board board;

    @Autowired
    Messages messages;

    @Autowired
    WebApplicationContext house;

    private static final AtomicInteger SHAFTS = new AtomicInteger();

    private Node shaft;
    private Actor shaftClerk;

    /** A unit of its own for each story, so that nobody else's entries are due there. */
    @BeforeEach
    void aUnitOfItsOwn() {
        String code = "ST" + SHAFTS.incrementAndGet();
        shaft = tree.add(county, Node.Kind.ENTERPRISE, "石台煤矿工会" + code, code, null);
        shaftClerk = somebody("石台干事", Role.CLERK, shaft);
    }

    // Reminders

    @Test
    void officers_are_reminded_before_and_after_the_due_day_once_a_day_and_not_for_ever() {
        on("2026-11-02"); // Monday; due five working days on: the 9th, a Monday
        long id = handedIn(workerAt(shaft), openCall(Level.ENTERPRISE), null);
        assertThat(entry(id).dueOn()).isEqualTo(LocalDate.of(2026, 11, 9));
        for (String day : List.of("2026-11-03", "2026-11-04")) {
            assertThat(reminded(day)).as(day).isZero();
        }
        for (String day : List.of("2026-11-05", "2026-11-06", "2026-11-09", "2026-11-10", "2026-11-11", "2026-11-12")) {
            assertThat(reminded(day)).as(day).isEqualTo(1);
        }
        assertThat(latest().subject()).contains("超期");
        for (String day : List.of("2026-11-13", "2026-11-16", "2026-12-01")) {
            assertThat(reminded(day)).as(day).isZero();
        }
    }

    @Test
    void nobody_is_reminded_on_a_day_off() {
        on("2026-11-02");
        handedIn(workerAt(shaft), openCall(Level.ENTERPRISE), null);
        assertThat(reminded("2026-11-07")).as("Saturday").isZero();
        assertThat(reminded("2026-11-08")).as("Sunday").isZero();
        assertThat(reminded("2026-11-09")).isEqualTo(1);
        assertThat(latest().subject()).doesNotContain("超期").contains("快到期");
    }

    @Test
    void one_message_names_all_that_is_due_and_what_is_decided_is_not_in_it() {
        on("2026-11-02");
        Actor worker = workerAt(shaft);
        long call = openCall(Level.ENTERPRISE);
        List<Long> entries = handedIn(3, worker, call, null);
        vetting.recommend(shaftClerk, entries.getFirst(), version(entries.getFirst()), "同意");
        assertThat(reminded("2026-11-09")).isEqualTo(1);
        assertThat(latest().subject()).contains("2 件");
    }

    @Test
    void the_applicant_is_reminded_of_a_supplement() {
        on("2026-11-02");
        Actor worker = workerAt(shaft);
        long id = handedIn(worker, openCall(), null);
        vetting.askSupplement(officer, id, version(id), "请补交应用证明");
        on("2026-11-06");
        reminders.run();
        reminders.run();
        assertThat(messages.latest(worker.accountId(), 20))
                .extracting(Message::subject)
                .filteredOn(s -> s.startsWith("请在 2026-11-09 前修改或补正"))
                .hasSize(1);
    }

    /** How many messages the clerk gets on that day, though the job runs twice. */
    private int reminded(String day) {
        on(day);
        int before = messages.latest(shaftClerk.accountId(), 100).size();
        reminders.run();
        reminders.run();
        return messages.latest(shaftClerk.accountId(), 100).size() - before;
    }

    private Message latest() {
        return messages.latest(shaftClerk.accountId(), 1).getFirst();
    }

    // Participation

    @Test
    void a_unit_reports_person_times_in_one_line_and_may_correct_them() throws IOException {
        long call = openCall(Level.ENTERPRISE);
        participation.report(shaftClerk, call, shaft.id(), 320, "三季度活动", null);
        participation.report(shaftClerk, call, shaft.id(), 350, "更正", null);
        assertThat(participation.of(call, shaft.id())).hasValueSatisfying(r -> {
            assertThat(r.personTimes()).isEqualTo(350);
            assertThat(r.version()).isEqualTo(1);
        });
        long before = board.below(officer, call).stream()
                .filter(b -> b.nodeId() == county.id())
                .findFirst()
                .orElseThrow()
                .personTimes();
        assertThat(before).isEqualTo(350);
        participation.report(clerk, call, mine.id(), 50, "", null);
        assertThat(board.below(officer, call).stream().filter(b -> b.nodeId() == county.id()))
                .extracting(Board.Below::personTimes)
                .containsExactly(400L);
        assertThat(board.below(officer, call).stream().filter(b -> b.nodeId() == industry.id()))
                .extracting(Board.Below::personTimes)
                .containsExactly(50L);
    }

    @Test
    void person_times_lie_between_nothing_and_ten_million() throws IOException {
        long call = openCall(Level.ENTERPRISE);
        for (int wrong : new int[] {-1, 10_000_001, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> participation.report(shaftClerk, call, shaft.id(), wrong, "", null))
                    .isInstanceOf(Refusal.class);
        }
        for (int right : new int[] {0, 1, 10_000_000}) {
            participation.report(shaftClerk, call, shaft.id(), right, "", null);
        }
        assertThatThrownBy(() -> participation.report(shaftClerk, call, mine.id(), 5, "", null))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> participation.report(countyOfficer, call, shaft.id(), 5, "", null))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void what_is_no_number_is_said_and_not_a_fault() throws Exception {
        long call = openCall(Level.ENTERPRISE);
        TestSession.as(shaftClerk);
        for (String typed : List.of("", "abc", "1.5", "99999999999")) {
            int said = TestSession.pages(house)
                    .perform(post("/calls/" + call + "/participation")
                            .param("node", String.valueOf(shaft.id()))
                            .param("personTimes", typed))
                    .andReturn()
                    .getResponse()
                    .getStatus();
            assertThat(said).as(typed).isBetween(400, 499);
        }
    }

    // The board

    @Test
    void the_board_counts_what_stands_where_and_who_is_silent() throws Exception {
        long call = openCall(Level.ENTERPRISE, Level.COUNTY_OR_INDUSTRY);
        List<Long> entries = handedIn(3, workerAt(shaft), call, null);
        draft(workerAt(shaft), call, null); // counts nowhere
        vetting.recommend(shaftClerk, entries.get(0), version(entries.get(0)), "同意");
        vetting.returnToApplicant(shaftClerk, entries.get(1), version(entries.get(1)), "请补充");
        assertThat(board.stages(officer, call))
                .containsOnly(
                        java.util.Map.entry(EntryState.VETTING, 2L), java.util.Map.entry(EntryState.RETURNED, 1L));
        assertThat(board.stages(shaftClerk, call)).isEqualTo(board.stages(officer, call));
        assertThat(board.stages(industryOfficer, call)).as("of another line").isEmpty();
        Board.Below below = board.below(officer, call).stream()
                .filter(b -> b.nodeId() == county.id())
                .findFirst()
                .orElseThrow();
        assertThat(below.entries()).isEqualTo(3);
        assertThat(below.moving()).isEqualTo(3);
        assertThat(below.late()).isZero();
        on("2026-12-30");
        assertThat(board.below(officer, call).stream()
                        .filter(b -> b.nodeId() == county.id())
                        .findFirst()
                        .orElseThrow()
                        .late())
                .isEqualTo(3);
        TestSession.as(countyOfficer);
        String silent = TestSession.pages(house)
                .perform(get("/calls/" + call + "/silent"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(silent).contains(mill.name()).doesNotContain(shaft.name());
    }
}
