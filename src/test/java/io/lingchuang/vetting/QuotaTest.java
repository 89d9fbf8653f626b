package io.lingchuang.vetting;

import static io.lingchuang.db.vetting.Tables.ALLOTMENT;
import static io.lingchuang.db.vetting.Tables.RECOMMENDATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.OpenCall;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Role;
import io.lingchuang.access.TestSession;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.Level;
import io.lingchuang.calls.RankingRule;
import io.lingchuang.entries.Entry;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.result.MockMvcResultMatchers;
import org.springframework.web.context.WebApplicationContext;

/** A recommender sends up as many as it was given places, whoever decides, however often, and at whatever moment. */
class QuotaTest extends OpenCall {

    private static final String WHY = "同意推荐";

    @Autowired
    Vetting vetting;

    @Autowired
    Ranking ranking;

    @Autowired
    Calls calls;

    @Autowired
    WebApplicationContext house;

    @Test
    void two_officers_who_decide_at_once_never_pass_the_quota() throws Exception {
        Actor worker = workerAt(mine);
        for (int round = 0; round < 15; round++) {
            int places = 1 + round % 3;
            long call = openCall(Level.ENTERPRISE);
            quota(call, Level.ENTERPRISE, null, null, places);
            List<Long> entries = handedIn(6, worker, call, null);
            List<Runnable> decisions = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                long id = entries.get(i);
                Actor who = i % 2 == 0 ? clerk : secondClerk;
                decisions.add(() -> vetting.recommend(who, id, version(id), WHY));
            }
            List<@Nullable Throwable> outcomes = atOnce(decisions);
            assertThat(outcomes.stream().filter(Objects::isNull))
                    .as("done in round %s", round)
                    .hasSize(places);
            assertThat(outcomes.stream().filter(Objects::nonNull))
                    .allSatisfy(o -> assertThat(o).isInstanceOf(Refusal.class).hasMessage("vetting.quotaFull"));
            assertThat(standing(call)).isEqualTo(places);
            assertThat(used(call)).isEqualTo(places);
            assertThat(entries.stream().filter(e -> state(e) == EntryState.FORMAL_CHECK))
                    .hasSize(places);
        }
    }

    @Test
    void one_entry_recommended_by_two_at_once_is_recommended_once() throws Exception {
        Actor worker = workerAt(mine);
        for (int round = 0; round < 10; round++) {
            long call = openCall(Level.ENTERPRISE);
            quota(call, Level.ENTERPRISE, null, null, 5);
            long id = handedIn(worker, call, null);
            int seen = version(id);
            List<@Nullable Throwable> outcomes = atOnce(List.of(
                    () -> vetting.recommend(clerk, id, seen, WHY),
                    () -> vetting.recommend(secondClerk, id, seen, WHY),
                    () -> vetting.notRecommend(secondClerk, id, seen, "重复申报")));
            assertThat(outcomes.stream().filter(Objects::isNull)).hasSize(1);
            assertThat(outcomes.stream().filter(Objects::nonNull))
                    .allSatisfy(o -> assertThat(o).isInstanceOf(Stale.class));
            assertThat(used(call)).isEqualTo(standing(call));
        }
    }

    /** Generated: officers recommend, send back and withdraw at random; after each step the count is that of what stands. */
    @Test
    void whatever_is_done_in_whatever_order_places_used_are_recommendations_standing() {
        Random random = new Random(20261102);
        Actor worker = workerAt(mine);
        for (int round = 0; round < 6; round++) {
            long call = openCall(Level.ENTERPRISE);
            long small = category(call, "小发明");
            long large = category(call, "小改造");
            int places = 2 + random.nextInt(2);
            quota(call, Level.ENTERPRISE, null, null, places);
            quota(call, Level.ENTERPRISE, mine, small, 1);
            List<Long> entries = new ArrayList<>(handedIn(3, worker, call, small));
            entries.addAll(handedIn(3, worker, call, large));
            for (int step = 0; step < 20; step++) {
                long id = entries.get(random.nextInt(entries.size()));
                step(random, worker, id);
                assertThat(standing(call))
                        .as("round %s step %s", round, step)
                        .isLessThanOrEqualTo(places)
                        .isEqualTo(used(call));
                assertThat(entries.stream()
                                .filter(e -> state(e) == EntryState.FORMAL_CHECK
                                        && Objects.equals(entry(e).categoryId(), small))
                                .count())
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    private void step(Random random, Actor worker, long id) {
        Entry entry = entry(id);
        try {
            switch (entry.state()) {
                case VETTING -> vetting.recommend(clerk, id, entry.version(), WHY);
                case FORMAL_CHECK -> {
                    if (random.nextInt(4) == 0) {
                        submission.withdraw(worker, id, entry.version(), "");
                    } else {
                        vetting.returnToLevel(officer, id, entry.version(), 1, "请再核实");
                    }
                }
                default -> {}
            }
        } catch (Refusal full) {
            assertThat(full).hasMessage("vetting.quotaFull");
        }
    }

    @Test
    void a_category_has_places_of_its_own_within_those_of_all() {
        long call = openCall(Level.ENTERPRISE);
        long small = category(call, "小发明");
        long large = category(call, "小改造");
        quota(call, Level.ENTERPRISE, null, null, 2);
        quota(call, Level.ENTERPRISE, null, small, 1);
        Actor worker = workerAt(mine);
        List<Long> inventions = handedIn(2, worker, call, small);
        List<Long> improvements = handedIn(2, worker, call, large);
        recommend(inventions.get(0));
        assertThatThrownBy(() -> recommend(inventions.get(1))).hasMessage("vetting.quotaFull");
        recommend(improvements.get(0)); // the refused one took no place of all
        assertThatThrownBy(() -> recommend(improvements.get(1))).hasMessage("vetting.quotaFull");
        assertThat(state(inventions.get(1))).isEqualTo(EntryState.VETTING);
    }

    @Test
    void a_units_own_places_stand_before_those_of_its_level_and_are_not_another_units() {
        long call = openCall(Level.ENTERPRISE);
        quota(call, Level.ENTERPRISE, null, null, 1);
        quota(call, Level.ENTERPRISE, mine, null, 2);
        List<Long> mines = handedIn(3, workerAt(mine), call, null);
        List<Long> mills = handedIn(2, workerAt(mill), call, null);
        Actor millClerk = somebody("厂干事", Role.CLERK, mill);
        recommend(mines.get(0));
        recommend(mines.get(1));
        assertThatThrownBy(() -> recommend(mines.get(2))).hasMessage("vetting.quotaFull");
        vetting.recommend(millClerk, mills.get(0), version(mills.get(0)), WHY);
        assertThatThrownBy(() -> vetting.recommend(millClerk, mills.get(1), version(mills.get(1)), WHY))
                .hasMessage("vetting.quotaFull");
    }

    @Test
    void no_places_means_none_and_no_quota_means_any_number() {
        long none = openCall(Level.ENTERPRISE);
        quota(none, Level.ENTERPRISE, null, null, 0);
        Actor worker = workerAt(mine);
        long refused = handedIn(worker, none, null);
        assertThatThrownBy(() -> recommend(refused)).hasMessage("vetting.quotaFull");
        handedIn(5, worker, openCall(Level.ENTERPRISE), null).forEach(this::recommend);
    }

    @Test
    void what_is_withdrawn_gives_its_place_back_and_what_is_turned_down_above_does_not() {
        long call = openCall(Level.ENTERPRISE);
        quota(call, Level.ENTERPRISE, null, null, 1);
        Actor worker = workerAt(mine);
        List<Long> entries = handedIn(3, worker, call, null);
        recommend(entries.get(0));
        submission.withdraw(worker, entries.get(0), version(entries.get(0)), "成果有争议");
        recommend(entries.get(1));
        vetting.notAccept(officer, entries.get(1), version(entries.get(1)), "不符合条件");
        assertThatThrownBy(() -> recommend(entries.get(2))).hasMessage("vetting.quotaFull");
    }

    @Test
    void a_quota_set_when_some_are_recommended_already_counts_them() {
        long call = openCall(Level.ENTERPRISE);
        List<Long> entries = handedIn(4, workerAt(mine), call, null);
        recommend(entries.get(0));
        recommend(entries.get(1));
        quota(call, Level.ENTERPRISE, null, null, 3);
        assertThat(vetting.quota(calls.call(call), entry(entries.get(2))))
                .extracting(Allotments.Allotment::left)
                .containsExactly(1);
        recommend(entries.get(2));
        assertThatThrownBy(() -> recommend(entries.get(3))).hasMessage("vetting.quotaFull");
        assertThat(standing(call)).isEqualTo(3);
    }

    @Test
    void a_quota_below_what_is_recommended_already_lets_nothing_more_pass() {
        long call = openCall(Level.ENTERPRISE);
        Actor worker = workerAt(mine);
        List<Long> entries = handedIn(4, worker, call, null);
        entries.subList(0, 3).forEach(this::recommend);
        quota(call, Level.ENTERPRISE, null, null, 1);
        assertThatThrownBy(() -> recommend(entries.get(3))).hasMessage("vetting.quotaFull");
        submission.withdraw(worker, entries.get(0), version(entries.get(0)), "");
        submission.withdraw(worker, entries.get(1), version(entries.get(1)), "");
        assertThatThrownBy(() -> recommend(entries.get(3)))
                .as("one still stands")
                .hasMessage("vetting.quotaFull");
    }

    @Test
    void places_added_later_can_be_used() {
        long call = openCall(Level.ENTERPRISE);
        quota(call, Level.ENTERPRISE, null, null, 1);
        List<Long> entries = handedIn(2, workerAt(mine), call, null);
        recommend(entries.get(0));
        var quota = io.lingchuang.db.calls.Tables.QUOTA;
        dsl.update(quota).set(quota.PLACES, 2).where(quota.CALL_ID.eq(call)).execute();
        recommend(entries.get(1));
    }

    @Test
    void many_at_once_beyond_the_quota_are_done_as_far_as_it_goes_and_the_rest_is_named() throws Exception {
        long call = openCall(Level.ENTERPRISE);
        quota(call, Level.ENTERPRISE, null, null, 2);
        List<Long> entries = handedIn(5, workerAt(mine), call, null);
        TestSession.as(clerk);
        var request = MockMvcRequestBuilders.post("/vetting/bulk/do").param("reason", WHY);
        entries.forEach(e -> request.param("entry", e + "-" + version(e)));
        String said = Objects.requireNonNull(TestSession.pages(house)
                        .perform(request)
                        .andExpect(MockMvcResultMatchers.redirectedUrl("/vetting"))
                        .andReturn()
                        .getRequest()
                        .getSession())
                .getAttribute("lingchuang.flash")
                .toString();
        assertThat(entries.stream()
                        .filter(e -> state(e) == EntryState.FORMAL_CHECK)
                        .toList())
                .isEqualTo(entries.subList(0, 2));
        for (long left : entries.subList(2, 5)) {
            assertThat(said).contains(Objects.requireNonNull(entry(left).number()));
        }
    }

    @Test
    void the_ranking_of_a_recommender_has_no_gaps_whatever_numbers_are_typed() {
        long call = openCall(Level.ENTERPRISE);
        List<Long> entries = handedIn(5, workerAt(mine), call, null);
        entries.forEach(this::recommend);
        assertThat(ranking.set(call, mine.id()))
                .extracting(Ranking.Line::entryId)
                .isEqualTo(entries);
        Random random = new Random(7);
        for (int round = 0; round < 10; round++) {
            Map<Long, Integer> typed = new HashMap<>();
            List<Integer> places = IntStream.iterate(1, i -> i + 1 + random.nextInt(3))
                    .limit(entries.size())
                    .boxed()
                    .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
            java.util.Collections.shuffle(places, random);
            entries.forEach(e -> typed.put(e, places.removeLast()));
            List<Ranking.Line> before = ranking.set(call, mine.id());
            ranking.order(clerk, call, mine.id(), typed);
            List<Ranking.Line> after = ranking.set(call, mine.id());
            assertThat(after)
                    .extracting(Ranking.Line::rank)
                    .isEqualTo(IntStream.rangeClosed(1, 5).boxed().toList());
            List<Long> expected = before.stream()
                    .map(Ranking.Line::entryId)
                    .sorted(java.util.Comparator.comparing(typed::get))
                    .toList();
            assertThat(after).extracting(Ranking.Line::entryId).isEqualTo(expected);
        }
        assertThatThrownBy(() -> ranking.order(clerk, call, mine.id(), Map.of(entries.get(0), 1, entries.get(1), 1)))
                .hasMessage("vetting.samePlace");
        assertThatThrownBy(() -> ranking.order(countyOfficer, call, mine.id(), Map.of()))
                .isInstanceOf(io.lingchuang.platform.web.NotFound.class);
    }

    @Test
    void shares_within_the_set_are_counted_and_judged_by_their_bound() {
        Call call = calls.call(openCall(Level.ENTERPRISE));
        Call.Ratio half = new Call.Ratio(1, Call.Measure.FRONT_LINE, null, Call.Bound.AT_LEAST, new BigDecimal("50"));
        Call.Ratio fifth = new Call.Ratio(2, Call.Measure.UNIT_HEAD, null, Call.Bound.AT_MOST, new BigDecimal("20"));
        for (int size = 1; size <= 10; size++) {
            for (int hits = 0; hits <= size; hits++) {
                List<Ranking.Line> set = lines(size, hits);
                assertThat(share(call, half, set).met())
                        .as("%s of %s front line", hits, size)
                        .isEqualTo(hits * 2 >= size);
                assertThat(share(call, fifth, set).met())
                        .as("%s of %s heads", hits, size)
                        .isEqualTo(hits * 5 <= size);
            }
        }
    }

    private static Ranking.Share share(Call call, Call.Ratio ratio, List<Ranking.Line> set) {
        Call with = new Call(
                call.id(),
                call.hostNodeId(),
                call.title(),
                call.programme(),
                call.year(),
                call.kind(),
                null,
                "",
                call.intake(),
                null,
                null,
                call.state(),
                call.eligibility(),
                List.of(),
                List.of(),
                List.of(),
                call.rounds(),
                call.lines(),
                5,
                5,
                5,
                5,
                RankingRule.TRIMMED,
                1,
                true,
                5,
                List.of(),
                List.of(),
                List.of(),
                List.of(ratio),
                List.of(),
                null,
                0);
        return Ranking.shares(with, set).getFirst();
    }

    private static List<Ranking.Line> lines(int size, int hits) {
        return IntStream.range(0, size)
                .mapToObj(
                        i -> new Ranking.Line(i, i + 1, "N" + i, "成果", "矿", null, "", "职工", i < hits, i < hits, false))
                .toList();
    }

    private void recommend(long id) {
        vetting.recommend(clerk, id, version(id), WHY);
    }

    private int standing(long call) {
        var entry = io.lingchuang.db.entries.Tables.ENTRY;
        return dsl.fetchCount(dsl.selectFrom(RECOMMENDATION.join(entry).on(entry.ID.eq(RECOMMENDATION.ENTRY_ID)))
                .where(entry.CALL_ID.eq(call)));
    }

    private int used(long call) {
        return dsl.select(ALLOTMENT.USED)
                .from(ALLOTMENT)
                .where(ALLOTMENT.CALL_ID.eq(call), ALLOTMENT.CATEGORY_ID.isNull())
                .fetchOptional(ALLOTMENT.USED)
                .orElse(0);
    }
}
