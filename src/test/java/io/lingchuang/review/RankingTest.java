package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.RESULT;
import static io.lingchuang.db.review.Tables.SHEET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.access.Actor;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.RankingRule;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.ranking.Mark;
import io.lingchuang.review.ranking.Scores;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What experts sealed is what the ranking is made of, and anybody can make it again. */
class RankingTest extends ScoredCall {

    @Autowired
    Calls calls;

    // Sealed

    @Test
    void a_sealed_sheet_does_not_change_until_the_host_gives_it_back_with_a_reason() {
        long entry = accepted();
        Expert expert = expert("淮北师范大学");
        long panel = started(expert);
        seal(expert, entry, "50", "30.5");
        Scoring.Sheet sealed = sheet(expert, entry);
        assertThat(sealed.total()).isEqualByComparingTo("80.5");
        assertThatThrownBy(() -> scoring.save(as(expert), sealed.id(), sealed.version(), Map.of("new", "60"), ""))
                .hasMessage("review.sealed");
        assertThatThrownBy(() -> scoring.seal(as(expert), sealed.id(), sealed.version()))
                .isInstanceOf(Stale.class);
        assertThatThrownBy(() -> scoring.recuseMyself(as(expert), sealed.id(), "现在才想起"))
                .hasMessage("review.sealed");
        assertThatThrownBy(() -> dsl.update(SHEET)
                        .set(SHEET.TOTAL, BigDecimal.TEN)
                        .where(SHEET.ID.eq(sealed.id()))
                        .execute())
                .hasMessageContaining("a sealed sheet does not change");
        assertThatThrownBy(() -> panels.reopenSheet(officer, panel, sealed.id(), ""))
                .isInstanceOf(Refusal.class);
        panels.reopenSheet(officer, panel, sealed.id(), "专家来电，填错一格");
        seal(expert, entry, "55", "30.5");
        assertThat(sheet(expert, entry).total()).isEqualByComparingTo("85.5");
    }

    @Test
    void an_unfinished_sheet_is_not_sealed_and_an_older_tab_overwrites_nothing() {
        long entry = accepted();
        Expert expert = expert("淮北师范大学");
        started(expert);
        Scoring.Sheet sheet = sheet(expert, entry);
        int now = scoring.save(as(expert), sheet.id(), sheet.version(), Map.of("new", "50"), "");
        assertThatThrownBy(() -> scoring.seal(as(expert), sheet.id(), now)).hasMessage("review.incomplete");
        assertThatThrownBy(() -> scoring.save(as(expert), sheet.id(), sheet.version(), Map.of("new", "1"), ""))
                .isInstanceOf(Stale.class);
        for (String wrong : List.of("61", "-1", "50.5", "五十")) {
            assertThatThrownBy(() -> scoring.save(as(expert), sheet.id(), now, Map.of("new", wrong), ""))
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            Refusal.class, r -> assertThat(r.field()).isEqualTo("s_new"));
        }
        assertThat(sheet(expert, entry).scores()).containsOnly(Map.entry("new", "50"));
    }

    @Test
    void every_wrong_or_missing_number_is_told_at_once() {
        var rubric = calls.call(call).rubric();
        assertThat(Scoring.faults(calls.call(call), Map.of("new", "61", "use", "x"), false))
                .extracting(Refusal::field)
                .containsExactly("s_new", "s_use");
        assertThat(Scoring.faults(calls.call(call), Map.of("new", "50"), true))
                .extracting(Refusal::field)
                .containsExactly("s_use");
        assertThat(Scoring.faults(calls.call(call), Map.of(), true)).hasSameSizeAs(rubric);
        assertThat(Scoring.faults(calls.call(call), Map.of(), false)).isEmpty();
    }

    @Test
    void an_expert_still_sees_their_own_numbers_when_the_panel_has_closed_and_nobody_elses() {
        long entry = accepted();
        Expert mine = expert("淮北师范大学");
        Expert other = expert("安徽理工大学");
        long panel = started(mine, other);
        seal(mine, entry, "50", "30.5");
        seal(other, entry, "40", "30");
        assertThat(scoring.past(as(mine))).isEmpty();
        closing.close(officer, panel, panelVersion(panel), "");
        assertThat(scoring.past(as(mine)))
                .singleElement()
                .satisfies(s -> assertThat(s.total()).isEqualByComparingTo("80.5"));
        assertThat(scoring.mine(as(mine))).isEmpty();
    }

    // The ranking

    @Test
    void the_ranking_can_be_recomputed_from_the_sealed_sheets() {
        Random random = new Random(3);
        List<Long> entries = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            entries.add(accepted());
        }
        Expert[] members = new Expert[5];
        for (int i = 0; i < members.length; i++) {
            members[i] = expert("大学" + i);
        }
        long panel = started(members);
        for (Expert member : members) {
            for (long entry : entries) {
                seal(member, entry, String.valueOf(40 + random.nextInt(3)), String.valueOf(30 + random.nextInt(2)));
            }
        }
        closing.close(officer, panel, panelVersion(panel), "");
        assertRecomputable(panel);
        for (long entry : entries) {
            assertThat(state(entry)).isEqualTo(EntryState.RANKED);
            assertThat(entry(entry).rank())
                    .isEqualTo(dsl.select(RESULT.RANK)
                            .from(RESULT)
                            .where(RESULT.ENTRY_ID.eq(entry))
                            .fetchSingle()
                            .value1());
        }
        assertThatThrownBy(() -> scoring.sheet(as(members[0]), 1L)).isInstanceOf(NotFound.class);
        assertThat(scoring.mine(as(members[0]))).isEmpty();
    }

    /** What the results say is what anybody computes from the sheets that are sealed now. */
    private void assertRecomputable(long panel) {
        List<Mark> marks = dsl.select(SHEET.EXPERT_ID, SHEET.ENTRY_ID, SHEET.TOTAL)
                .from(SHEET)
                .where(SHEET.PANEL_ID.eq(panel), SHEET.STATE.eq("SEALED"))
                .fetch(r -> new Mark(panel, r.value1(), r.value2(), r.value3()));
        List<Scores.Ranked> kept = dsl.selectFrom(RESULT)
                .where(RESULT.PANEL_ID.eq(panel))
                .orderBy(RESULT.RANK, RESULT.ENTRY_ID)
                .fetch(r -> new Scores.Ranked(r.getEntryId(), r.getScore(), r.getRank(), r.getTied(), r.getSheets()));
        assertThat(kept)
                .isEqualTo(Scores.rank(
                        marks, RankingRule.TRIMMED, panels.panel(panel).trim()));
    }

    @Test
    void a_sheet_sealed_at_the_moment_of_closing_counts_or_is_refused() throws Exception {
        for (int round = 0; round < 10; round++) {
            call = openCall();
            long entry = accepted();
            Expert first = expert("淮北师范大学");
            Expert second = expert("安徽理工大学");
            long panel = started(first, second);
            seal(first, entry, "40", "30");
            Scoring.Sheet late = sheet(second, entry);
            Actor who = as(second);
            int ready = scoring.save(who, late.id(), late.version(), Map.of("new", "60", "use", "40"), "");
            int seen = panelVersion(panel);
            atOnce(List.of(
                    () -> closing.close(officer, panel, seen, "一位专家出差未交"), () -> scoring.seal(who, late.id(), ready)));
            assertThat(panels.panel(panel).state()).isEqualTo(Panel.State.CLOSED);
            assertRecomputable(panel);
        }
    }

    @Test
    void missing_sheets_are_left_out_only_with_a_reason_and_no_entry_goes_unscored() {
        long entry = accepted();
        long silent = accepted();
        Expert first = expert("淮北师范大学");
        Expert second = expert("安徽理工大学");
        long panel = started(first, second);
        seal(first, entry, "40", "30");
        assertThatThrownBy(() -> closing.close(officer, panel, panelVersion(panel), ""))
                .hasMessage("review.sheetsOpen");
        assertThatThrownBy(() -> closing.close(officer, panel, panelVersion(panel), "专家出差"))
                .hasMessage("review.unscored");
        seal(second, silent, "30", "20");
        closing.close(officer, panel, panelVersion(panel), "专家出差");
        assertThat(entry(entry).rank()).isEqualTo(1);
        assertThat(entry(silent).rank()).isEqualTo(2);
    }

    @Test
    void a_sheet_of_an_expert_recused_later_no_longer_counts() {
        long entry = accepted();
        Expert fair = expert("淮北师范大学");
        Expert kin = expert("安徽理工大学");
        long panel = started(fair, kin);
        seal(fair, entry, "40", "30");
        seal(kin, entry, "60", "40");
        assertThatThrownBy(() -> panels.recuse(officer, panel, kin.id(), entry, ""))
                .isInstanceOf(Refusal.class);
        panels.recuse(officer, panel, kin.id(), entry, "完成人的亲属");
        closing.close(officer, panel, panelVersion(panel), "");
        assertThat(entry(entry).score()).isEqualByComparingTo("70");
        assertThatThrownBy(() -> panels.recuse(officer, panel, fair.id(), entry, "事后回避"))
                .isInstanceOf(Stale.class);
    }

    @Test
    void each_step_of_a_panel_is_taken_once_and_from_where_it_begins() {
        long entry = accepted();
        Expert expert = expert("淮北师范大学");
        long panel = forming.make(officer, call, null, "机械组", List.of(expert.id()), null);
        assertThatThrownBy(() -> closing.close(officer, panel, 0, "")).isInstanceOf(Stale.class);
        assertThatThrownBy(() -> closing.reopen(officer, panel, 0, "尚未开始")).isInstanceOf(Stale.class);
        panels.start(officer, panel, 0, "专家不足");
        assertThatThrownBy(() -> panels.start(officer, panel, panelVersion(panel), "专家不足"))
                .isInstanceOf(Stale.class);
        assertThatThrownBy(() -> closing.reopen(officer, panel, panelVersion(panel), "尚未结束"))
                .isInstanceOf(Stale.class);
        seal(expert, entry, "40", "30");
        closing.close(officer, panel, panelVersion(panel), "");
        // Closed twice it would have no results; started again its entries would be ranked while they are scored.
        assertThatThrownBy(() -> closing.close(officer, panel, panelVersion(panel), ""))
                .isInstanceOf(Stale.class);
        assertThatThrownBy(() -> panels.start(officer, panel, panelVersion(panel), "专家不足"))
                .isInstanceOf(Stale.class);
        assertThat(dsl.fetchCount(RESULT, RESULT.PANEL_ID.eq(panel))).isEqualTo(1);
        closing.reopen(officer, panel, panelVersion(panel), "发现评分表填错");
        assertThat(state(entry)).isEqualTo(EntryState.ACCEPTED);
        closing.close(officer, panel, panelVersion(panel), "");
        assertThat(state(entry)).isEqualTo(EntryState.RANKED);
    }

    @Test
    void an_entry_stands_on_one_panel_also_when_two_are_made_at_once() throws Exception {
        for (int round = 0; round < 8; round++) {
            call = openCall();
            long entry = accepted();
            long expert = expert("淮北师范大学").id();
            atOnce(List.of(
                    () -> forming.make(officer, call, null, "甲组", List.of(expert), null),
                    () -> forming.make(officer, call, null, "乙组", List.of(expert), null)));
            assertThat(dsl.fetchCount(PANEL_ENTRY, PANEL_ENTRY.ENTRY_ID.eq(entry)))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_panel_of_a_category_takes_that_category_and_what_is_withdrawn_is_not_ranked() {
        long small = category(call, "小发明");
        long large = category(call, "小改造");
        long invention = handedIn(worker, call, small);
        long second = handedIn(worker, call, small);
        long improvement = handedIn(worker, call, large);
        for (long id : List.of(invention, second, improvement)) {
            vetting.accept(officer, id, version(id), "");
        }
        Expert expert = expert("淮北师范大学");
        long panel = forming.make(officer, call, small, "小发明组", List.of(expert.id()), null);
        panels.start(officer, panel, 0, "专家不足");
        assertThat(scoring.mine(as(expert)))
                .extracting(Scoring.Sheet::entryId)
                .containsExactlyInAnyOrder(invention, second);
        seal(expert, invention, "40", "30");
        submission.withdraw(worker, second, version(second), "不再参评");
        assertThat(scoring.mine(as(expert))).extracting(Scoring.Sheet::entryId).containsExactly(invention);
        closing.close(officer, panel, panelVersion(panel), "撤回一件");
        assertThat(state(second)).isEqualTo(EntryState.WITHDRAWN);
        assertThat(state(improvement)).isEqualTo(EntryState.ACCEPTED);
    }

    @Test
    void only_the_host_runs_its_panels() {
        accepted();
        Expert expert = expert("淮北师范大学");
        for (Actor other : List.of(countyOfficer, clerk, worker, as(expert), chief)) {
            assertThatThrownBy(() -> forming.make(other, call, null, "机械组", List.of(expert.id()), null))
                    .isInstanceOf(NotFound.class);
        }
        long panel = started(expert);
        for (Actor other : List.of(countyOfficer, clerk, as(expert), chief)) {
            assertThatThrownBy(() -> closing.close(other, panel, 1, "")).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> panels.recuse(other, panel, expert.id(), 1, "不该"))
                    .isInstanceOf(NotFound.class);
        }
    }
}
