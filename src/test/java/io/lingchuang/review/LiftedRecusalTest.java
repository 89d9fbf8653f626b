package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.SHEET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.room.Chairing;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A recusal that was set by mistake is taken back; one that the records know or the expert declared is not. */
class LiftedRecusalTest extends AssignedCall {

    @Autowired
    LiftedRecusals lifted;

    @Autowired
    Recusals recusals;

    @Autowired
    Chairing chairing;

    private boolean recused(long panel, Expert expert, long entry) {
        return dsl.fetchExists(
                RECUSAL,
                RECUSAL.PANEL_ID
                        .eq(panel)
                        .and(RECUSAL.EXPERT_ID.eq(expert.id()))
                        .and(RECUSAL.ENTRY_ID.eq(entry)));
    }

    @Test
    void a_recusal_set_by_mistake_is_lifted_with_a_reason_and_an_empty_sheet_comes_back() {
        long entry = accepted();
        Expert chair = expert("淮北师范大学");
        Expert barred = expert("安徽理工大学");
        long panel = started(chair, barred);
        chairing.name(officer, panel, chair.id(), null, "推选");
        Scoring.Sheet before = sheet(barred, entry);
        scoring.save(as(barred), before.id(), before.version(), Map.of("new", "50"), "写了一半");
        panels.recuse(as(chair), panel, barred.id(), entry, "看错了人");
        assertThat(scoring.mine(as(barred))).isEmpty();
        assertThatThrownBy(() -> lifted.lift(as(chair), panel, barred.id(), entry, " "))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.field()).isEqualTo("reason"));
        lifted.lift(as(chair), panel, barred.id(), entry, "同名不同人");
        Scoring.Sheet now = sheet(barred, entry);
        assertThat(now.begun())
                .as("what was typed was given up with the recusal")
                .isFalse();
        assertThat(dsl.fetchValue(
                        "select detail from access.audit where action = 'review.liftRecusal' and subject_id = ?",
                        panel))
                .asString()
                .endsWith("同名不同人");
        recusals.look(officer, panel);
        assertThat(recused(panel, barred, entry)).isFalse();
        assertThatThrownBy(() -> lifted.lift(as(chair), panel, barred.id(), entry, "再来一次"))
                .isInstanceOf(Stale.class);
    }

    @Test
    void what_was_declared_or_is_on_record_is_not_lifted_and_nobody_lifts_their_own() {
        long entry = accepted();
        Expert chair = expert("淮北师范大学");
        Expert own = expert("安徽理工大学");
        Expert colleague = expert("朔里煤矿工会");
        long panel = started(chair, own, colleague, expert("市科技馆"));
        chairing.name(officer, panel, chair.id(), null, "推选");
        scoring.recuseMyself(as(own), sheet(own, entry).id(), "指导过项目");
        for (Expert e : new Expert[] {own, colleague}) {
            assertThat(recused(panel, e, entry)).isTrue();
            assertThatThrownBy(() -> lifted.lift(officer, panel, e.id(), entry, "想解除"))
                    .isInstanceOf(Stale.class);
            assertThat(recused(panel, e, entry)).isTrue();
        }
        panels.recuse(officer, panel, chair.id(), entry, "关系密切");
        assertThatThrownBy(() -> lifted.lift(as(chair), panel, chair.id(), entry, "没有关系"))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void where_the_records_bar_the_expert_by_now_nothing_is_lifted() {
        long entry = accepted();
        Expert barred = expert("安徽理工大学");
        long panel = started(barred, expert("市科技馆"));
        panels.recuse(officer, panel, barred.id(), entry, "看错了人");
        var table = io.lingchuang.db.entries.Tables.COMPLETER;
        dsl.insertInto(table, table.ENTRY_ID, table.POSITION, table.NAME, table.UNIT_NAME)
                .values(entry, 9, "合作者", "安徽理工大学")
                .execute();
        assertThatThrownBy(() -> lifted.lift(officer, panel, barred.id(), entry, "想解除"))
                .hasMessage("review.lift.recordsSay");
        assertThat(recused(panel, barred, entry)).isTrue();
    }

    @Test
    void in_an_assigned_panel_the_entry_goes_back_to_the_expert_who_had_it_and_to_no_other() {
        long panel = panel(3, 3);
        ask(panel, 1);
        accept(panel);
        start(panel);
        AssignmentStore.Given had = any(panel);
        Expert never =
                pool.stream().filter(e -> e.id() != had.expert()).findFirst().orElseThrow();
        panels.recuse(officer, panel, had.expert(), had.entry(), "看错了人");
        panels.recuse(officer, panel, never.id(), had.entry(), "看错了人");
        assertThat(store.given(panel)).doesNotContain(had);
        lifted.lift(officer, panel, had.expert(), had.entry(), "误设");
        lifted.lift(officer, panel, never.id(), had.entry(), "误设");
        assertThat(store.given(panel)).contains(had);
        assertThat(dsl.fetchCount(SHEET, SHEET.PANEL_ID.eq(panel).and(SHEET.ENTRY_ID.eq(had.entry()))))
                .isEqualTo(1);
    }
}
