package io.lingchuang.review;

import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.review.Tables.ASSIGNED;
import static io.lingchuang.db.review.Tables.ASSIGNMENT;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.SHEET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.noCondition;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.Actor;
import io.lingchuang.access.TestSession;
import io.lingchuang.entries.EntryState;
import io.lingchuang.entries.Journey;
import io.lingchuang.entries.Move;
import io.lingchuang.platform.jobs.Job;
import io.lingchuang.platform.jobs.Progress;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.Assignment.Question;
import io.lingchuang.review.Assignment.Wish;
import io.lingchuang.review.AssignmentStore.Given;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The chair gives each entry its experts, and changes their mind while some have begun. */
class AssignmentTest extends AssignedCall {

    @Autowired
    private AssignmentSolving solving;

    @Autowired
    private Journey moving;

    @Autowired
    private TransactionTemplate transaction;

    private Map<Long, Integer> counts(Set<Given> given, boolean byEntry) {
        Map<Long, Integer> counts = new HashMap<>();
        given.forEach(g -> counts.merge(byEntry ? g.entry() : g.expert(), 1, Integer::sum));
        return counts;
    }

    private String code(long panel, long entry) {
        var table = PANEL_ENTRY;
        return dsl.select(table.BLIND_CODE)
                .from(table)
                .where(table.PANEL_ID.eq(panel), table.ENTRY_ID.eq(entry))
                .fetchSingle()
                .value1();
    }

    // From the question to the sheets

    @Test
    void each_entry_gets_its_experts_and_each_expert_about_as_many() {
        long panel = panel(6, 4);
        ask(panel, 2);
        assertThat(counts(store.given(panel), true)).hasSize(6).values().containsOnly(2);
        assertThat(counts(store.given(panel), false)).hasSize(4).values().containsOnly(3);
        assertThatThrownBy(() -> start(panel)).hasMessage("review.assign.notAccepted");
        accept(panel);
        start(panel);
        assertThat(store.sheets(panel, noCondition())).isEqualTo(store.given(panel));
        for (Expert expert : pool) {
            assertThat(scoring.mine(as(expert))).hasSize(3);
        }
    }

    @Test
    void without_an_assignment_everybody_scores_everything_as_before() {
        long panel = panel(3, 3);
        ask(panel, 1);
        assignments.everybody(officer, panel, now(panel));
        start(panel);
        assertThat(dsl.fetchCount(SHEET, SHEET.PANEL_ID.eq(panel))).isEqualTo(9);
    }

    @Test
    void an_acceptance_is_taken_back_while_nobody_scores() {
        long panel = panel(2, 2);
        ask(panel, 1);
        accept(panel);
        assignments.takeBack(officer, panel, now(panel));
        assertThatThrownBy(() -> start(panel)).hasMessage("review.assign.notAccepted");
        accept(panel);
        start(panel);
        assertThatThrownBy(() -> assignments.takeBack(officer, panel, now(panel)))
                .isInstanceOf(Stale.class);
    }

    @Test
    void a_large_panel_is_answered_by_a_job_unless_somebody_has_asked_anew_meanwhile() {
        long panel = panel(3, 3);
        ask(panel, 1);
        List<String> told = new ArrayList<>();
        Assignment waiting = askedForAJob(panel);
        solving.run(job(panel, waiting.version() - 1), telling(told));
        assertThat(assignments.of(panel).state()).as("a question of before").isEqualTo(Assignment.State.ASKED);
        solving.run(job(panel, waiting.version()), telling(told));
        assertThat(assignments.of(panel).state()).isEqualTo(Assignment.State.PROPOSED);
        assertThat(store.given(panel)).hasSize(3);
        assertThat(told).singleElement().asString().contains("3 件申报、3 位专家");
        int answered = now(panel);
        solving.run(job(panel, waiting.version()), telling(told));
        assertThat(now(panel)).as("run again after a crash").isEqualTo(answered);
    }

    private Assignment askedForAJob(long panel) {
        dsl.deleteFrom(ASSIGNED).where(ASSIGNED.PANEL_ID.eq(panel)).execute();
        dsl.update(ASSIGNMENT)
                .set(ASSIGNMENT.STATE, "ASKED")
                .where(ASSIGNMENT.PANEL_ID.eq(panel))
                .execute();
        return assignments.of(panel);
    }

    private static Job job(long panel, int version) {
        return new Job(
                1,
                AssignmentSolving.KIND,
                "分配专家",
                Map.of("panel", String.valueOf(panel), "version", String.valueOf(version)),
                null,
                Job.State.RUNNING,
                0,
                0,
                null,
                null,
                Instant.EPOCH,
                null);
    }

    private static Progress telling(List<String> told) {
        return new Progress() {
            @Override
            public void total(int steps) {}

            @Override
            public void done(int steps) {}

            @Override
            public void report(String text) {
                told.add(text);
            }

            @Override
            public void resultFile(UUID file) {}
        };
    }

    // The chair's word

    @Test
    void what_the_chair_pins_is_given_and_what_they_forbid_is_not() {
        long panel = panel(4, 4);
        ask(panel, 1);
        Given given = any(panel);
        Expert other =
                pool.stream().filter(e -> e.id() != given.expert()).findFirst().orElseThrow();
        assignments.wish(officer, panel, given.expert(), given.entry(), Wish.FORBID, "去年评过同一项");
        assignments.wish(officer, panel, other.id(), given.entry(), Wish.PIN, "熟悉这类设备");
        assertThatThrownBy(() -> assignments.wish(officer, panel, other.id(), given.entry(), Wish.PIN, " "))
                .isInstanceOf(Refusal.class);
        ask(panel, 1);
        assertThat(store.given(panel))
                .contains(new Given(given.entry(), other.id()))
                .doesNotContain(given);
        assignments.unwish(officer, panel, other.id(), given.entry());
        assertThatThrownBy(() -> assignments.unwish(officer, panel, other.id(), given.entry()))
                .isInstanceOf(Stale.class);
    }

    @Test
    void pins_that_contradict_are_named() {
        long panel = panel(2, 3);
        long entry = entryIds(panel).getFirst();
        assignments.wish(officer, panel, pool.get(0).id(), entry, Wish.PIN, "第一位");
        assignments.wish(officer, panel, pool.get(1).id(), entry, Wish.PIN, "第二位");
        assertThatThrownBy(() -> ask(panel, 1)).isInstanceOfSatisfying(Refusal.class, r -> {
            assertThat(r.key()).isEqualTo("review.assign.pinsTooMany");
            assertThat(r.args()).containsExactly(code(panel, entry), 2, 1);
        });
        Expert colleague = expert("朔里煤矿工会");
        forming.add(officer, panel, colleague.id());
        assertThatThrownBy(() -> assignments.wish(officer, panel, colleague.id(), entry, Wish.PIN, "同单位也要评"))
                .hasMessage("review.assign.pinRecused");
        Expert fromTheSame = expert(pool.getFirst().employer());
        forming.add(officer, panel, fromTheSame.id());
        assignments.unwish(officer, panel, pool.get(1).id(), entry);
        assignments.wish(officer, panel, fromTheSame.id(), entry, Wish.PIN, "同一所大学");
        assertThatThrownBy(() -> assignments.ask(officer, panel, now(panel), new Question(2, false, true, false)))
                .hasMessage("review.assign.pinsOneEmployer");
    }

    private List<Long> entryIds(long panel) {
        var table = PANEL_ENTRY;
        return dsl.select(table.ENTRY_ID)
                .from(table)
                .where(table.PANEL_ID.eq(panel))
                .orderBy(table.ENTRY_ID)
                .fetch(table.ENTRY_ID);
    }

    // What cannot be done

    @Test
    void more_experts_than_there_are_cannot_be_asked_for() {
        long panel = panel(2, 1);
        assertThatThrownBy(() -> ask(panel, 2)).isInstanceOfSatisfying(Refusal.class, r -> {
            assertThat(r.key()).isEqualTo("review.assign.moreThanMembers");
            assertThat(r.args()).containsExactly(2, 1L);
        });
        assertThatThrownBy(() -> ask(panel, 0)).hasMessage("review.assign.eachForm");
        ask(panel, 1);
        assertThat(store.given(panel)).as("one expert alone has them all").hasSize(2);
    }

    @Test
    void where_experts_are_short_the_category_and_the_number_are_named() throws Exception {
        long category = category(call, "采矿类");
        long id = handedIn(worker, call, category);
        vetting.accept(officer, id, version(id), "");
        long panel = panel(0, 1);
        Expert colleague = expert("朔里煤矿工会");
        forming.add(officer, panel, colleague.id());
        ask(panel, 2);
        assertThat(page(panel)).contains("“采矿类”有 1 件", "至少再增加 1 位", "/experts");
        assertThatThrownBy(() -> assignments.accept(officer, panel, now(panel), ""))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.field()).isEqualTo("fewer"));
        assignments.accept(officer, panel, now(panel), "其余专家出差");
        panels.start(officer, panel, panelVersion(panel), "");
        assertThat(dsl.fetchCount(SHEET, SHEET.PANEL_ID.eq(panel))).isEqualTo(1);
    }

    @Test
    void an_entry_from_which_all_must_recuse_keeps_the_plan_from_being_accepted() throws Exception {
        accepted();
        Expert colleague = expert("朔里煤矿工会");
        long panel = forming.make(officer, call, null, "机械组", List.of(colleague.id()), null);
        ask(panel, 1);
        assertThat(page(panel)).contains("至少再增加 1 位");
        assertThatThrownBy(() -> assignments.accept(officer, panel, now(panel), "只有一位"))
                .hasMessage("review.uncovered");
    }

    @Test
    void an_entry_withdrawn_after_the_plan_is_named_and_left_out_when_asked_again() throws Exception {
        long panel = panel(3, 2);
        ask(panel, 1);
        Given gone = any(panel);
        transaction.executeWithoutResult(
                t -> moving.move(officer, gone.entry(), Move.to(EntryState.WITHDRAWN, "withdraw", "申请人撤回")));
        assertThat(page(panel)).contains("撤回或退出评审：" + code(panel, gone.entry()));
        assertThatThrownBy(() -> accept(panel)).hasMessage("review.assign.withdrawn");
        ask(panel, 1);
        accept(panel);
        start(panel);
        assertThat(store.sheets(panel, noCondition())).hasSize(2).noneMatch(g -> g.entry() == gone.entry());
    }

    @Test
    void only_the_host_has_any_business_here() throws Exception {
        long panel = panel(2, 2);
        ask(panel, 1);
        int now = now(panel);
        List<Actor> others = new ArrayList<>(List.of(countyOfficer, clerk, worker, chief, as(pool.getFirst())));
        for (Actor other : others) {
            for (Runnable deed : List.<Runnable>of(
                    () -> assignments.ask(other, panel, now, each(1)),
                    () -> assignments.accept(other, panel, now, ""),
                    () -> assignments.everybody(other, panel, now),
                    () -> assignments.wish(other, panel, 1L, 1L, Wish.PIN, "越权"),
                    () -> assignments.unwish(other, panel, 1, 1))) {
                assertThatThrownBy(deed::run).isInstanceOf(NotFound.class);
            }
        }
        TestSession.as(as(pool.getFirst()));
        pages.perform(get("/panels/" + panel + "/assignment")).andExpect(status().isNotFound());
    }

    // Why

    @Test
    void the_page_says_why_an_expert_got_an_entry() throws Exception {
        dsl.insertInto(ENTERPRISE)
                .set(ENTERPRISE.NODE_ID, mill.id())
                .set(ENTERPRISE.OWNERSHIP, "STATE_OWNED")
                .set(ENTERPRISE.INDUSTRY, "纺织机械")
                .onConflict(ENTERPRISE.NODE_ID)
                .doUpdate()
                .set(ENTERPRISE.INDUSTRY, "纺织机械")
                .execute();
        worker = workerAt(mill);
        long panel = panel(2, 2);
        ask(panel, 1);
        Given given = any(panel);
        assignments.wish(officer, panel, given.expert(), given.entry(), Wish.PIN, "熟悉刮板机");
        ask(panel, 1);
        assertThat(page(panel)).contains("机械（行业）", "30 分", "任务 1 份（1–1）", "组长指定：熟悉刮板机", "1–1 份");
    }

    @Test
    void fewer_experts_than_the_call_promises_need_a_reason_even_where_only_so_many_were_asked_for() throws Exception {
        promises(3);
        long panel = panel(2, 4);
        ask(panel, 2);
        assertThat(page(panel)).contains("征集要求每项 3 位专家，这里只分 2 位", "name=\"fewer\"");
        assertThatThrownBy(() -> assignments.accept(officer, panel, now(panel), " "))
                .isInstanceOfSatisfying(Refusal.class, r -> {
                    assertThat(r.field()).isEqualTo("fewer");
                    assertThat(r.args()).containsExactly(2L, 3);
                });
        assignments.accept(officer, panel, now(panel), "两位专家因病");
        panels.start(officer, panel, panelVersion(panel), "");
        assertThat(dsl.fetchValue(
                        "select detail from access.audit where action = 'review.start' and subject_id = ?", panel))
                .as("the reason given with the assignment stands at the start too")
                .isEqualTo("2 with fewer experts: 两位专家因病");
    }

    @Test
    void as_many_experts_as_the_call_promises_need_no_reason() {
        promises(2);
        long panel = panel(2, 4);
        ask(panel, 2);
        assignments.accept(officer, panel, now(panel), "");
        panels.start(officer, panel, panelVersion(panel), "");
        assertThat(dsl.fetchCount(SHEET, SHEET.PANEL_ID.eq(panel))).isEqualTo(4);
    }

    private void promises(int experts) {
        var table = io.lingchuang.db.calls.Tables.CALL;
        dsl.update(table)
                .set(table.EXPERTS_NEEDED, experts)
                .where(table.ID.eq(call))
                .execute();
    }
}
