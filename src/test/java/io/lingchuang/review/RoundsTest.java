package io.lingchuang.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.TestSession;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.CallEditor;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.Criterion;
import io.lingchuang.calls.Round;
import io.lingchuang.calls.SealedRankings;
import io.lingchuang.entries.Entry;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.commands.Settings;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.proof.RoundsVerification;
import io.lingchuang.review.rounds.RoundArchives;
import io.lingchuang.review.rounds.Rounds;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.context.WebApplicationContext;

/** Three rounds: who goes on, what they make together, and that anybody can make it again. */
class RoundsTest extends ScoredCall {

    @Autowired
    CallEditor editor;

    @Autowired
    Calls calls;

    @Autowired
    Rounds rounds;

    @Autowired
    Archives archives;

    @Autowired
    RoundArchives overall;

    @Autowired
    WebApplicationContext house;

    private final List<Long> entries = new ArrayList<>();
    private final List<Expert> members = new ArrayList<>();

    @BeforeEach
    void sixEntriesAndTwoExperts() {
        List<Criterion> asked = List.of(
                new Criterion("r1", "演示", new BigDecimal("70"), BigDecimal.ONE, "", List.of()),
                new Criterion("r2", "答问", new BigDecimal("30"), BigDecimal.ONE, "", List.of()));
        say(
                new Round(1, Round.Form.WRITTEN, new BigDecimal("50"), 4, List.of()),
                new Round(2, Round.Form.WRITTEN, new BigDecimal("20"), 2, List.of()),
                new Round(3, Round.Form.WRITTEN, new BigDecimal("30"), null, asked));
        for (int i = 0; i < 6; i++) {
            entries.add(accepted());
        }
        members.add(expert("甲院"));
        members.add(expert("乙院"));
    }

    private void say(Round... rounds) {
        dsl.execute(
                "update calls.call set state = 'CLOSED' where id = {0}",
                call); // it has not all that a published one needs
        Call c = calls.call(call);
        editor.rubric(
                officer,
                call,
                c.version(),
                c.rubric(),
                List.of(rounds),
                c.expertsNeeded(),
                c.rule(),
                c.trim(),
                c.blind());
        dsl.execute("update calls.call set state = 'PUBLISHED' where id = {0}", call);
    }

    private long panel(int round) {
        long id = forming.make(
                officer,
                call,
                round,
                null,
                null,
                "第" + round + "轮组",
                members.stream().map(Expert::id).toList(),
                null);
        panels.start(officer, id, panelVersion(id), "专家不足");
        attended(id);
        return id;
    }

    /** Every expert gives these totals to these entries; all criteria of the round together. */
    private void score(int round, Map<Integer, Integer> totals) {
        List<Criterion> rubric = calls.call(call).rubric(round);
        totals.forEach((entry, total) -> {
            for (Expert member : members) {
                Scoring.Sheet sheet = sheet(member, entries.get(entry));
                int first = Math.min(total, rubric.getFirst().max().intValue());
                int now = scoring.save(
                        as(member),
                        sheet.id(),
                        sheet.version(),
                        Map.of(
                                rubric.getFirst().code(), String.valueOf(first),
                                rubric.getLast().code(), String.valueOf(total - first)),
                        "");
                scoring.seal(as(member), sheet.id(), now);
            }
        });
    }

    private long closed(int round, Map<Integer, Integer> totals) {
        long id = panel(round);
        score(round, totals);
        closing.close(officer, id, panelVersion(id), "");
        return id;
    }

    private void cut(int round) {
        rounds.cut(officer, call, round, null, Set.of(), "");
    }

    private Entry after(int entry) {
        return entry(entries.get(entry));
    }

    @Test
    void the_best_go_on_from_round_to_round_and_the_weighted_sum_ranks_those_who_came_to_the_end() {
        closed(1, Map.of(0, 90, 1, 80, 2, 95, 3, 70, 4, 60, 5, 50));
        entries.forEach(e -> assertThat(state(e)).isEqualTo(EntryState.ACCEPTED));
        cut(1);
        closed(2, Map.of(0, 80, 1, 90, 2, 60, 3, 61));
        cut(2);
        closed(3, Map.of(0, 60, 1, 99));
        // 90 × 50 % + 80 × 20 % + 60 × 30 % = 79; 80 × 50 % + 90 × 20 % + 99 × 30 % = 87.7
        assertThat(after(1).score()).isEqualByComparingTo("87.7");
        assertThat(after(0).score()).isEqualByComparingTo("79");
        assertThat(List.of(1, 0, 3, 2, 4, 5).stream().map(i -> after(i).rank()).toList())
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(after(3).score()).isEqualByComparingTo("61"); // of the round it reached
        entries.forEach(e -> assertThat(state(e)).isEqualTo(EntryState.RANKED));
    }

    @Test
    void only_those_who_went_on_come_onto_the_next_panel_and_experts_score_them_by_its_own_rubric() {
        closed(1, Map.of(0, 90, 1, 80, 2, 95, 3, 70, 4, 60, 5, 50));
        assertThatThrownBy(() -> panel(2)).isInstanceOf(Refusal.class); // nobody has gone on yet
        cut(1);
        panel(2);
        assertThat(scoring.mine(as(members.getFirst())))
                .extracting(Scoring.Sheet::entryId)
                .containsExactlyInAnyOrderElementsOf(entries.subList(0, 4));
        assertThatThrownBy(() -> panel(2)).isInstanceOf(Refusal.class); // all of them have one
        score(2, Map.of(0, 80, 1, 90, 2, 60, 3, 61));
        long visit = panels.ofCall(call).getLast().id();
        closing.close(officer, visit, panelVersion(visit), "");
        cut(2);
        long last = panel(3);
        assertThat(panels.scored(last).rubric()).extracting(Criterion::name).containsExactly("演示", "答问");
        Scoring.Sheet sheet = sheet(members.getFirst(), entries.get(0));
        assertThatThrownBy(
                        () -> scoring.save(as(members.getFirst()), sheet.id(), sheet.version(), Map.of("r1", "71"), ""))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void a_panel_is_held_in_the_form_of_its_round() {
        say(
                new Round(1, Round.Form.WRITTEN, new BigDecimal("60"), 2, List.of()),
                new Round(2, Round.Form.VISIT, new BigDecimal("40"), null, List.of()));
        closed(1, Map.of(0, 90, 1, 80, 2, 95, 3, 70, 4, 60, 5, 50));
        cut(1);
        assertThat(panels.panel(panel(2)).form()).isEqualTo(Round.Form.VISIT);
    }

    @Test
    void equal_scores_at_the_cut_off_all_go_on_unless_the_host_says_with_a_reason_who_of_them() {
        closed(1, Map.of(0, 90, 1, 80, 2, 95, 3, 70, 4, 70, 5, 70));
        assertThatThrownBy(() -> rounds.cut(officer, call, 1, null, Set.of(entries.get(3), entries.get(4)), "经复核更优"))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.field()).isEqualTo("chosen"));
        assertThatThrownBy(() -> rounds.cut(officer, call, 1, null, Set.of(entries.get(3)), "好"))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.field()).isEqualTo("reason"));
        rounds.cut(officer, call, 1, null, Set.of(entries.get(4)), "经复核应用面更广");
        panel(2);
        assertThat(scoring.mine(as(members.getFirst())))
                .extracting(Scoring.Sheet::entryId)
                .containsExactlyInAnyOrder(entries.get(0), entries.get(1), entries.get(2), entries.get(4));
    }

    @Test
    void without_a_word_of_the_host_all_equal_ones_go_on_and_the_cut_can_be_taken_back_until_a_panel_rests_on_it() {
        closed(1, Map.of(0, 90, 1, 80, 2, 95, 3, 70, 4, 70, 5, 60));
        cut(1);
        long second = panel(2);
        assertThat(scoring.mine(as(members.getFirst()))).hasSize(5);
        assertThatThrownBy(() -> rounds.undo(officer, call, 1, null, "再议一次"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("laterPanel");
        forming.dissolve(officer, second, panelVersion(second), "重新组成");
        rounds.undo(officer, call, 1, null, "再议一次");
        cut(1);
        panel(2);
    }

    @Test
    void a_cut_waits_for_every_panel_of_the_round_and_for_every_entry_to_have_one() {
        long first = panel(1);
        assertThatThrownBy(() -> cut(1)).hasMessageContaining("panelsOpen");
        score(1, Map.of(0, 90, 1, 80, 2, 95, 3, 70, 4, 60, 5, 50));
        long late = accepted();
        closing.close(officer, first, panelVersion(first), "");
        assertThatThrownBy(() -> cut(1)).hasMessageContaining("someWait");
        entries.add(late);
        closed(1, Map.of(6, 99));
        cut(1);
        panel(2);
        assertThat(scoring.mine(as(members.getFirst())))
                .extracting(Scoring.Sheet::entryId)
                .containsExactlyInAnyOrder(late, entries.get(0), entries.get(1), entries.get(2));
    }

    @Test
    void a_panel_is_not_opened_again_under_the_feet_of_a_later_round_and_the_last_one_takes_the_ranking_back() {
        long first = closed(1, Map.of(0, 90, 1, 80, 2, 95, 3, 70, 4, 60, 5, 50));
        cut(1);
        closing.reopen(officer, first, panelVersion(first), "漏看附件"); // nothing rests on it; the cut is gone
        closing.close(officer, first, panelVersion(first), "");
        cut(1);
        closed(2, Map.of(0, 80, 1, 90, 2, 60, 3, 61));
        assertThatThrownBy(() -> closing.reopen(officer, first, panelVersion(first), "漏看附件"))
                .hasMessageContaining("laterPanel");
        cut(2);
        long last = closed(3, Map.of(0, 60, 1, 99));
        String seal = overall.seals(call).getFirst().seal();
        closing.reopen(officer, last, panelVersion(last), "重听答辩");
        entries.forEach(e -> assertThat(state(e)).isEqualTo(EntryState.ACCEPTED));
        assertThat(overall.seals(call)).isEmpty();
        assertThat(overall.published(seal)).isEmpty();
        closing.close(officer, last, panelVersion(last), "");
        entries.forEach(e -> assertThat(state(e)).isEqualTo(EntryState.RANKED));
        assertThat(overall.seals(call)).hasSize(1);
    }

    @Test
    void who_leaves_between_rounds_is_not_ranked_and_the_rest_close_up() {
        closed(1, Map.of(0, 90, 1, 80, 2, 95, 3, 70, 4, 60, 5, 50));
        leave(5);
        cut(1);
        leave(2);
        closed(2, Map.of(0, 80, 1, 90, 3, 61));
        leave(1);
        cut(2);
        closed(3, Map.of(0, 60, 3, 50));
        assertThat(List.of(0, 3, 4).stream().map(i -> after(i).rank()).toList()).containsExactly(1, 2, 3);
        assertThat(checked(null)).isEmpty();
    }

    private void leave(int entry) {
        dsl.execute("update entries.entry set state = 'WITHDRAWN' where id = {0}", entries.get(entry));
    }

    /** What the verifier finds in the published archives; without one of them, if that is said. */
    private List<io.lingchuang.review.proof.Verification.Finding> checked(Integer without) {
        List<SealedRankings.Seal> parts = archives.seals(call);
        List<byte[]> zips = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (without == null || i != without) {
                zips.add(archives.published(parts.get(i).seal()));
            }
        }
        String seal = overall.seals(call).getFirst().seal();
        return RoundsVerification.of(overall.published(seal).orElseThrow(), zips, seal)
                .findings();
    }

    @Test
    void the_command_makes_the_whole_ranking_again_from_all_archives_and_says_which_is_missing(@TempDir Path folder)
            throws Exception {
        closed(1, Map.of(0, 90, 1, 80, 2, 95, 3, 70, 4, 70, 5, 50));
        rounds.cut(officer, call, 1, null, Set.of(entries.get(4)), "经复核应用面更广");
        closed(2, Map.of(0, 80, 1, 90, 2, 60, 4, 61));
        cut(2);
        closed(3, Map.of(0, 60, 1, 99));
        assertThat(checked(null)).isEmpty();
        assertThat(checked(1))
                .singleElement()
                .satisfies(f -> assertThat(f.where()).contains("第2轮组"));
        List<String> words = new ArrayList<>();
        for (SealedRankings.Seal s : archives.seals(call)) {
            words.add(Files.write(folder.resolve(s.seal() + ".zip"), archives.published(s.seal()))
                    .toString());
            words.add(s.seal());
        }
        String seal = overall.seals(call).getFirst().seal();
        Path whole = Files.write(
                folder.resolve("rounds.zip"), overall.published(seal).orElseThrow());
        words.add(whole.toString());
        words.add(seal);
        var command = new VerifyPanel();
        assertThat(command.run(Settings.of(words.toArray(String[]::new)))).isZero();
        assertThat(command.run(Settings.of(whole.toString(), seal))).isEqualTo(1);
        Path one = Path.of(words.getFirst());
        byte[] changed = Files.readAllBytes(one);
        changed[changed.length / 2] ^= 1;
        Files.write(one, changed);
        assertThat(command.run(Settings.of(words.toArray(String[]::new)))).isEqualTo(1);
    }

    @Test
    void the_host_walks_the_rounds_on_their_page_and_nobody_else_finds_it() throws Exception {
        closed(1, Map.of(0, 90, 1, 80, 2, 95, 3, 70, 4, 70, 5, 60));
        var pages = TestSession.pages(house);
        String address = "/calls/" + call + "/rounds";
        TestSession.as(worker);
        pages.perform(get(address)).andExpect(status().isNotFound());
        TestSession.as(officer);
        pages.perform(get(address))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("可定入围")))
                .andExpect(content().string(Matchers.containsString("并列待定")));
        pages.perform(post(address + "/1/cut").param("group", "").param("chosen", String.valueOf(entries.get(3))))
                .andExpect(status().is(422))
                .andExpect(content().string(Matchers.containsString("请写明理由")));
        pages.perform(post(address + "/1/cut")
                        .param("group", "")
                        .param("chosen", String.valueOf(entries.get(3)))
                        .param("reason", "现场应用更成熟"))
                .andExpect(status().is3xxRedirection());
        pages.perform(post("/calls/" + call + "/panels")
                        .param("name", "实地考察组")
                        .param("round", "2")
                        .param(
                                "expert",
                                members.stream()
                                        .map(m -> String.valueOf(m.id()))
                                        .toArray(String[]::new)))
                .andExpect(status().is3xxRedirection());
        long visit = panels.ofCall(call).getLast().id();
        panels.start(officer, visit, panelVersion(visit), "专家不足");
        attended(visit);
        score(2, Map.of(0, 80, 1, 90, 2, 60, 3, 61));
        closing.close(officer, visit, panelVersion(visit), "");
        cut(2);
        closed(3, Map.of(0, 60, 1, 99));
        pages.perform(get(address))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("87.7")))
                .andExpect(content().string(Matchers.containsString("止于第 2 轮")))
                .andExpect(content().string(Matchers.containsString("现场应用更成熟")));
        pages.perform(get(address + ".xlsx")).andExpect(status().isOk());
        pages.perform(get(address + ".pdf")).andExpect(status().isOk());
    }

    @Test
    void the_rounds_stay_as_they_are_once_a_panel_is_made() {
        panel(1);
        assertThatThrownBy(() -> say(new Round(1, Round.Form.WRITTEN, new BigDecimal("100"), null, List.of())))
                .hasMessageContaining("calls.breaks.rounds");
    }
}
