package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.SHEET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A panel that was put together wrongly can be put right until it is closed. */
class PanelFormingTest extends ScoredCall {

    private long made(Expert... members) {
        return forming.make(
                officer,
                call,
                null,
                "机械组",
                java.util.Arrays.stream(members).map(Expert::id).toList(),
                null);
    }

    @Test
    void fewer_experts_than_the_call_asks_for_need_a_reason_on_record() {
        accepted();
        long panel = made(expert("淮北师范大学"), expert("安徽理工大学"));
        assertThatThrownBy(() -> panels.start(officer, panel, 0, " "))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.args()).containsExactly(1L, 5));
        assertThat(panels.panel(panel).state()).isEqualTo(Panel.State.FORMING);
        assertThat(dsl.fetchCount(SHEET, SHEET.PANEL_ID.eq(panel))).isZero();
        panels.start(officer, panel, 0, "其余专家出差");
        assertThat(panels.panel(panel).state()).isEqualTo(Panel.State.SCORING);
    }

    @Test
    void an_expert_who_comes_later_gets_sheets_for_all_but_what_they_must_recuse_from() {
        long own = accepted();
        Expert first = expert("淮北师范大学");
        long panel = started(first);
        Expert late = expert("安徽理工大学");
        Expert colleague = expert("朔里煤矿工会");
        forming.add(officer, panel, late.id());
        forming.add(officer, panel, colleague.id());
        assertThat(scoring.mine(as(late))).extracting(Scoring.Sheet::entryId).containsExactly(own);
        assertThat(scoring.mine(as(colleague))).isEmpty();
        forming.add(officer, panel, late.id());
        assertThat(scoring.mine(as(late))).as("added twice is added once").hasSize(1);
    }

    @Test
    void an_expert_who_leaves_keeps_nothing_open_and_what_they_sealed_counts() {
        long one = accepted();
        long other = accepted();
        Expert stays = expert("淮北师范大学");
        Expert leaves = expert("安徽理工大学");
        long panel = started(stays, leaves);
        seal(leaves, one, "40", "30");
        assertThatThrownBy(() -> forming.drop(officer, panel, leaves.id(), "")).isInstanceOf(Refusal.class);
        forming.drop(officer, panel, leaves.id(), "临时出差");
        assertThat(scoring.mine(as(leaves))).extracting(Scoring.Sheet::entryId).containsExactly(one);
        seal(stays, one, "50", "40");
        seal(stays, other, "50", "40");
        closing.close(officer, panel, panelVersion(panel), "");
        assertThat(entry(one).score()).isEqualByComparingTo("80");
        assertThatThrownBy(() -> forming.add(officer, panel, leaves.id())).isInstanceOf(Stale.class);
        assertThatThrownBy(() -> forming.drop(officer, panel, stays.id(), "已经结束"))
                .isInstanceOf(Stale.class);
    }

    @Test
    void a_dissolved_panel_frees_its_entries_and_one_with_a_sealed_sheet_is_not_dissolved() {
        long entry = accepted();
        Expert expert = expert("淮北师范大学");
        long wrong = started(expert);
        assertThatThrownBy(() -> forming.dissolve(officer, wrong, panelVersion(wrong), " "))
                .isInstanceOf(Refusal.class);
        forming.dissolve(officer, wrong, panelVersion(wrong), "选错了专家");
        assertThat(panels.panel(wrong).state()).isEqualTo(Panel.State.DISSOLVED);
        assertThat(scoring.mine(as(expert))).isEmpty();
        assertThatThrownBy(() -> panels.start(officer, wrong, panelVersion(wrong), "再来一次"))
                .isInstanceOf(Stale.class);
        long right = started(expert);
        assertThat(dsl.fetchCount(PANEL_ENTRY, PANEL_ENTRY.ENTRY_ID.eq(entry))).isEqualTo(1);
        seal(expert, entry, "40", "30");
        assertThatThrownBy(() -> forming.dissolve(officer, right, panelVersion(right), "又想解散"))
                .hasMessage("review.sealedStand");
        for (Actor other : List.of(countyOfficer, clerk, worker, chief)) {
            assertThatThrownBy(() -> forming.dissolve(other, right, panelVersion(right), "无权"))
                    .isInstanceOf(NotFound.class);
        }
    }

    @Test
    void what_was_chosen_for_a_panel_is_checked_before_it_is_made() {
        accepted();
        Expert in = expert("淮北师范大学");
        Expert out = expert("安徽理工大学");
        for (Runnable wrong : List.<Runnable>of(
                () -> forming.make(officer, call, null, "长".repeat(61), List.of(in.id()), null),
                () -> forming.make(officer, call, null, "机械组", List.of(999_999L), null),
                () -> forming.make(officer, call, null, "机械组", List.of(in.id()), out.id()),
                () -> forming.make(officer, call, 999_999L, "机械组", List.of(in.id()), null))) {
            assertThatThrownBy(wrong::run)
                    .isInstanceOfSatisfying(
                            Refusal.class, r -> assertThat(r.field()).isNotNull());
        }
    }
}
