package io.lingchuang.review;

import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.review.Tables.ASSIGNED;
import static io.lingchuang.db.review.Tables.SHEET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.noCondition;

import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.Assignment.Wish;
import io.lingchuang.review.AssignmentStore.Given;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The chair changes their mind while some have begun, or while somebody becomes related. */
class AssignmentMidwayTest extends AssignedCall {

    private Expert who(long id) {
        return pool.stream().filter(e -> e.id() == id).findFirst().orElseThrow();
    }

    // While some have begun

    private Scoring.Sheet begin(Given pair) {
        Scoring.Sheet sheet = sheet(who(pair.expert()), pair.entry());
        scoring.save(as(who(pair.expert())), sheet.id(), sheet.version(), Map.of("new", "40"), "");
        return sheet;
    }

    @Test
    void asked_again_whoever_has_begun_keeps_their_sheet_and_only_what_is_missing_is_filled() {
        long panel = panel(6, 4);
        ask(panel, 2);
        accept(panel);
        start(panel);
        Set<Given> before = store.given(panel);
        Expert leaving = pool.getFirst();
        List<Given> theirs =
                before.stream().filter(g -> g.expert() == leaving.id()).toList();
        Given begun = before.stream()
                .filter(g -> g.expert() != leaving.id())
                .min(Comparator.comparing(Given::entry).thenComparing(Given::expert))
                .orElseThrow();
        begin(begun);
        forming.drop(officer, panel, leaving.id(), "临时出差");
        Expert late = expert(ELSEWHERE.get(5));
        pool.add(late);
        forming.add(officer, panel, late.id());
        assertThat(scoring.mine(as(late))).as("nothing until it is asked again").isEmpty();
        ask(panel, 2);
        accept(panel);
        Set<Given> after = store.sheets(panel, noCondition());
        Set<Given> kept = new HashSet<>(before);
        kept.removeAll(theirs);
        assertThat(after).containsAll(kept).hasSize(12).contains(begun);
        assertThat(scoring.mine(as(late))).hasSize(3);
    }

    @Test
    void a_plan_that_would_take_away_what_was_begun_meanwhile_is_not_accepted() {
        long panel = panel(4, 4);
        ask(panel, 1);
        accept(panel);
        start(panel);
        Given given = any(panel);
        assignments.wish(officer, panel, given.expert(), given.entry(), Wish.FORBID, "换一位评");
        ask(panel, 1);
        begin(given);
        assertThatThrownBy(() -> accept(panel)).hasMessage("review.assign.begunSince");
        assertThat(sheet(who(given.expert()), given.entry()).scores()).containsEntry("new", "40");
        ask(panel, 1);
        accept(panel);
        assertThat(sheet(who(given.expert()), given.entry()).scores()).containsEntry("new", "40");
        assertThatThrownBy(() -> assignments.wish(officer, panel, given.expert(), given.entry(), Wish.FORBID, "还是想换"))
                .hasMessage("review.assign.forbidBegun");
    }

    @Test
    void who_becomes_related_afterwards_loses_the_sheet_and_the_place_is_free() throws Exception {
        long panel = panel(2, 3);
        ask(panel, 1);
        accept(panel);
        start(panel);
        Given given = any(panel);
        panels.recuse(officer, panel, given.expert(), given.entry(), "完成人的亲属");
        assertThat(store.given(panel)).doesNotContain(given);
        assertThat(scoring.mine(as(who(given.expert())))).noneMatch(s -> s.entryId() == given.entry());
        assertThat(page(panel)).contains("还差 1 个专家席位");
        ask(panel, 1);
        accept(panel);
        assertThat(store.given(panel)).hasSize(2).doesNotContain(given);
    }

    @Test
    void a_relation_that_the_records_learn_later_is_found_when_the_plan_is_accepted() {
        long panel = panel(2, 3);
        ask(panel, 1);
        Given given = any(panel);
        var table = COMPLETER;
        dsl.insertInto(table, table.ENTRY_ID, table.POSITION, table.NAME, table.UNIT_NAME)
                .values(given.entry(), 9, "合作者", who(given.expert()).employer())
                .execute();
        assertThatThrownBy(() -> accept(panel)).isInstanceOf(Refusal.class);
        ask(panel, 1);
        accept(panel);
        assertThat(store.given(panel)).hasSize(2).doesNotContain(given);
    }

    @Test
    void the_database_gives_nobody_what_they_must_recuse_from_and_no_entry_too_many() {
        long panel = panel(1, 3);
        ask(panel, 1);
        Given given = any(panel);
        Expert other =
                pool.stream().filter(e -> e.id() != given.expert()).findFirst().orElseThrow();
        assertThatThrownBy(() -> assign(panel, given.entry(), other.id())).hasMessageContaining("more than 1 experts");
        panels.recuse(officer, panel, other.id(), given.entry(), "师徒");
        assertThatThrownBy(() -> assign(panel, given.entry(), other.id())).hasMessageContaining("recused");
        assertThatThrownBy(() -> dsl.insertInto(SHEET, SHEET.PANEL_ID, SHEET.EXPERT_ID, SHEET.ENTRY_ID)
                        .values(panel, other.id(), given.entry())
                        .execute())
                .hasMessageContaining("recused");
    }

    private void assign(long panel, long entry, long expert) {
        dsl.insertInto(ASSIGNED, ASSIGNED.PANEL_ID, ASSIGNED.ENTRY_ID, ASSIGNED.EXPERT_ID, ASSIGNED.MATCH)
                .values(panel, entry, expert, 0)
                .execute();
    }

    // By whom, and when

    @Test
    void a_stale_page_changes_nothing_and_two_at_once_are_one() throws Exception {
        long panel = panel(3, 3);
        ask(panel, 1);
        int seen = now(panel);
        ask(panel, 2);
        for (Runnable late : List.<Runnable>of(
                () -> assignments.ask(officer, panel, seen, each(1)),
                () -> assignments.accept(officer, panel, seen, ""),
                () -> assignments.everybody(officer, panel, seen))) {
            assertThatThrownBy(late::run).isInstanceOf(Stale.class);
        }
        int now = now(panel);
        var outcomes = atOnce(List.of(
                () -> assignments.accept(officer, panel, now, "专家不足"),
                () -> assignments.accept(officer, panel, now, "专家不足")));
        assertThat(outcomes.stream().filter(Objects::isNull)).hasSize(1);
        assertThat(assignments.of(panel).state()).isEqualTo(Assignment.State.ACCEPTED);
    }
}
