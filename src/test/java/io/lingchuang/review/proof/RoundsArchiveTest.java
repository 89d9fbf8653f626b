package io.lingchuang.review.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.calls.RankingRule;
import io.lingchuang.calls.Round;
import io.lingchuang.review.proof.Verification.Finding;
import io.lingchuang.review.proof.Verification.What;
import io.lingchuang.review.ranking.CutOff;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** From the archives of the rounds' panels anybody can make the ranking over all of them again, and a changed digit in any is found. */
class RoundsArchiveTest {

    private static final List<Archive.Criterion> CRITERIA =
            List.of(new Archive.Criterion("all", "综合", new BigDecimal("100")));

    /** A made-up review: its rounds, what every entry got in them, and how it ended. */
    private static final class Review {
        final List<RoundsArchive.Stage> stages = new ArrayList<>();
        final List<RoundsArchive.Part> parts = new ArrayList<>();
        final List<byte[]> zips = new ArrayList<>();
        final List<RoundsArchive.Ruling> rulings = new ArrayList<>();
        final Map<String, BigDecimal> scores = new HashMap<>();
        final Map<Integer, List<String>> codes = new TreeMap<>();
        final Map<Integer, Integer> cuts = new HashMap<>();
        final RoundsArchive.Plan plan;
        final Archive.Sealed sealed;

        Review(int seed) {
            Random random = new Random(seed);
            int rounds = 2 + random.nextInt(4);
            int left = 100;
            for (int r = 1; r <= rounds; r++) {
                int weight = r == rounds ? left : 1 + random.nextInt(left - (rounds - r));
                left -= weight;
                stages.add(new RoundsArchive.Stage(
                        Round.Form.values()[random.nextInt(3)],
                        BigDecimal.valueOf(weight),
                        r == rounds ? null : 1 + random.nextInt(8)));
            }
            List<Integer> in = new ArrayList<>();
            for (int e = 0; e < 3 + random.nextInt(10); e++) {
                in.add(e);
            }
            for (int r = 1; r <= rounds; r++) {
                round(r, in, random);
                if (r < rounds) {
                    in = cut(r, in, random);
                }
            }
            List<RoundsArchive.Candidate> entries = new ArrayList<>();
            codes.forEach((e, its) ->
                    entries.add(new RoundsArchive.Candidate(List.copyOf(its), cuts.getOrDefault(e, 0), false)));
            plan = plan(stages, entries, rulings);
            sealed = RoundsArchive.pack(plan, scores);
        }

        RoundsArchive.Plan plan(
                List<RoundsArchive.Stage> its,
                List<RoundsArchive.Candidate> entries,
                List<RoundsArchive.Ruling> ruled) {
            return new RoundsArchive.Plan(
                    RoundsArchive.FORMAT,
                    "金项目征集",
                    "小改进",
                    1,
                    "2026-11-20T08:00:00Z",
                    List.copyOf(its),
                    parts,
                    entries,
                    List.of(),
                    List.copyOf(ruled));
        }

        private void round(int round, List<Integer> in, Random random) {
            List<Archive.Sheet> sheets = new ArrayList<>();
            for (int e : in) {
                String code = "P%d-%03d".formatted(round, e + 1);
                codes.computeIfAbsent(e, x -> new ArrayList<>()).add(code);
                for (int x = 1; x <= 3; x++) {
                    BigDecimal points = BigDecimal.valueOf(90 + random.nextInt(4)); // few values: many ties
                    TreeMap<String, BigDecimal> all = new TreeMap<>(Map.of("all", points));
                    sheets.add(new Archive.Sheet("E%03d".formatted(x), code, all, points, "2026-11-19T03:04:05Z", ""));
                }
            }
            Archive.Rule rule = new Archive.Rule(
                    Archive.FORMAT,
                    "金项目征集",
                    "第" + round + "轮",
                    1,
                    "2026-11-20T08:00:00Z",
                    RankingRule.TRIMMED,
                    1,
                    CRITERIA,
                    List.of(),
                    0,
                    "");
            Archive.Sealed made = Archive.pack(rule, sheets);
            Archive.ranking(rule, sheets).forEach(p -> scores.put(p.entry(), p.score()));
            parts.add(new RoundsArchive.Part(round, "第" + round + "轮", made.seal()));
            zips.add(made.bytes());
        }

        private List<Integer> cut(int round, List<Integer> in, Random random) {
            Map<Integer, BigDecimal> its = new HashMap<>();
            in.forEach(e -> its.put(e, score(e, round)));
            CutOff<Integer> cut = CutOff.of(its, stages.get(round - 1).keeps());
            Set<Integer> chosen = null;
            if (!cut.border().isEmpty() && random.nextBoolean()) {
                chosen = new java.util.TreeSet<>(cut.border().subList(0, cut.left()).stream()
                        .map(CutOff.Line::entry)
                        .toList());
                rulings.add(new RoundsArchive.Ruling(
                        round,
                        chosen.stream().map(e -> codes.get(e).get(round - 1)).toList(),
                        "经集体研究"));
            }
            in.forEach(e -> cuts.merge(e, 1, Integer::sum));
            return in.stream().filter(cut.on(chosen)::contains).toList();
        }

        BigDecimal score(int entry, int round) {
            return scores.get(codes.get(entry).get(round - 1));
        }

        List<Finding> check() {
            return RoundsVerification.of(sealed.bytes(), zips, sealed.seal()).findings();
        }
    }

    @Property(tries = 300)
    void every_ranking_is_found_whole_and_is_what_a_plain_reckoning_gives(
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed) {
        Review review = new Review(seed);
        assertThat(review.check()).isEmpty();
        // Plainly: longest course first, then the weighted sum at the end or the score where the course ended.
        List<Integer> order = new ArrayList<>(review.codes.keySet());
        Map<Integer, BigDecimal> worth = new HashMap<>();
        for (int e : order) {
            int reached = review.codes.get(e).size();
            BigDecimal sum = BigDecimal.ZERO;
            for (int r = 1; r <= reached; r++) {
                sum = sum.add(
                        review.score(e, r).multiply(review.stages.get(r - 1).weight()));
            }
            worth.put(
                    e,
                    reached == review.stages.size()
                            ? sum.movePointLeft(2).setScale(4, RoundingMode.HALF_UP)
                            : review.score(e, reached));
        }
        List<RoundsArchive.Line> lines = RoundsArchive.ranking(review.plan, review.scores);
        assertThat(lines).hasSameSizeAs(order);
        for (RoundsArchive.Line line : lines) {
            int e = order.stream()
                    .filter(x -> review.codes.get(x).getLast().equals(line.entry()))
                    .findFirst()
                    .orElseThrow();
            long before = order.stream()
                    .filter(o -> review.codes.get(o).size() > line.reached()
                            || (review.codes.get(o).size() == line.reached()
                                    && worth.get(o).compareTo(worth.get(e)) > 0))
                    .count();
            assertThat(line.rank()).isEqualTo((int) before + 1);
            assertThat(line.score()).isEqualByComparingTo(worth.get(e));
        }
    }

    @Property(tries = 300)
    void nobody_who_was_cut_off_stands_before_somebody_who_went_on_and_the_cut_keeps_what_it_says(
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed) {
        Review review = new Review(seed);
        List<Integer> reached = RoundsArchive.ranking(review.plan, review.scores).stream()
                .map(RoundsArchive.Line::reached)
                .toList();
        assertThat(reached).isSortedAccordingTo(Comparator.reverseOrder());
        for (int r = 1; r < review.stages.size(); r++) {
            int round = r;
            long in = review.codes.values().stream()
                    .filter(c -> c.size() >= round)
                    .count();
            long on =
                    review.codes.values().stream().filter(c -> c.size() > round).count();
            int keeps = review.stages.get(r - 1).keeps();
            boolean ruled = review.rulings.stream().anyMatch(x -> x.round() == round);
            assertThat(on).isGreaterThanOrEqualTo(Math.min(keeps, in));
            if (ruled) {
                assertThat(on).isEqualTo(keeps);
            }
        }
    }

    @Property(tries = 200)
    void a_changed_character_in_any_of_the_archives_is_found(
            @ForAll @IntRange(min = 1, max = 100_000) int seed,
            @ForAll @IntRange(min = 0, max = 1_000_000) int which,
            @ForAll @IntRange(min = 0, max = 1_000_000) int where)
            throws IOException {
        Review review = new Review(seed);
        List<byte[]> all = new ArrayList<>(review.zips);
        all.add(review.sealed.bytes());
        int at = which % all.size();
        Map<String, byte[]> files = new TreeMap<>(Archive.unpack(all.get(at)));
        byte[] text = files.get(List.copyOf(files.keySet()).get(where % files.size()));
        int place = where % text.length;
        text[place] = (byte) (text[place] == '7' ? '8' : '7');
        all.set(at, zip(files));
        byte[] rounds = all.removeLast();
        assertThat(RoundsVerification.of(rounds, all, review.sealed.seal()).findings())
                .isNotEmpty();
    }

    @Property(tries = 100)
    void an_archive_that_is_not_given_is_named(@ForAll @IntRange(min = 1, max = 100_000) int seed) {
        Review review = new Review(seed);
        RoundsArchive.Part missing = review.parts.getFirst();
        assertThat(RoundsVerification.of(
                                review.sealed.bytes(), review.zips.subList(1, review.zips.size()), review.sealed.seal())
                        .findings())
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.what()).isEqualTo(What.PART);
                    assertThat(f.where()).contains(missing.panel(), missing.seal());
                });
    }

    @Example
    void one_made_anew_with_other_weights_or_cut_offs_or_without_an_entry_is_found_though_every_hash_is_right() {
        Review review = new Review(11);
        List<RoundsArchive.Stage> heavier = new ArrayList<>(review.stages);
        RoundsArchive.Stage first = heavier.getFirst();
        heavier.set(0, new RoundsArchive.Stage(first.form(), first.weight().add(BigDecimal.ONE), first.keeps()));
        assertThat(whats(review, review.plan(heavier, review.plan.entries(), review.rulings)))
                .contains(What.WEIGHTS);
        List<RoundsArchive.Stage> narrower = new ArrayList<>(review.stages);
        narrower.set(0, new RoundsArchive.Stage(first.form(), first.weight(), 100));
        assertThat(whats(review, review.plan(narrower, review.plan.entries(), List.of())))
                .contains(What.CUT);
        assertThat(whats(
                        review,
                        review.plan(
                                review.stages,
                                review.plan
                                        .entries()
                                        .subList(1, review.plan.entries().size()),
                                review.rulings)))
                .contains(What.UNLISTED);
    }

    private static List<What> whats(Review review, RoundsArchive.Plan forged) {
        Archive.Sealed made = RoundsArchive.pack(forged, review.scores);
        List<What> found = RoundsVerification.of(made.bytes(), review.zips, made.seal()).findings().stream()
                .map(Finding::what)
                .toList();
        // With the seal from the notice it is found in any case.
        assertThat(RoundsVerification.of(made.bytes(), review.zips, review.sealed.seal())
                        .findings())
                .extracting(Finding::what)
                .contains(What.OTHER_SEAL);
        return found;
    }

    @Example
    void what_is_no_archive_is_said_to_be_none() throws IOException {
        assertThat(RoundsVerification.concerns("hello".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        for (byte[] other : List.of(
                new byte[0],
                zip(Map.of("rounds.json", "{".getBytes(StandardCharsets.UTF_8))),
                zip(Map.of(
                        "rounds.json", "{}".getBytes(StandardCharsets.UTF_8),
                        "ranking.json", "[]".getBytes(StandardCharsets.UTF_8),
                        "seal.txt", new byte[0])))) {
            assertThat(RoundsVerification.of(other, List.of(), null).findings())
                    .extracting(Finding::what)
                    .containsExactly(What.NOT_AN_ARCHIVE);
        }
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (var f : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(f.getKey()));
                zip.write(f.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
