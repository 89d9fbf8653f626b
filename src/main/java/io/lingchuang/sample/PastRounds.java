package io.lingchuang.sample;

import io.lingchuang.calls.Call;
import io.lingchuang.calls.Round;
import io.lingchuang.entries.EntryState;
import io.lingchuang.review.proof.Archive;
import io.lingchuang.review.proof.RoundsArchive;
import io.lingchuang.sample.Invented.Draw;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A past call in rounds: one panel a round for all categories, a cut in each category between rounds, and the ranking over all of them. */
final class PastRounds {

    /** Days after the end of the intake on which the panels of a round are made and close. */
    private static final int FIRST = 40;

    private static final int LENGTH = 9;
    private static final int APART = 11;

    private final PastReview review;
    private final Office office;
    private final Call call;
    private final Season season;

    /** What an entry got so far, and under which codes. */
    private final Map<PastEntry, List<String>> codes = new HashMap<>();

    private final Map<String, BigDecimal> scores = new HashMap<>();
    private final List<PastReview.Sat> sat = new ArrayList<>();

    PastRounds(PastReview review, Office office, Call call, Season season) {
        this.review = review;
        this.office = office;
        this.call = call;
        this.season = season;
    }

    void run(Rows rows, List<PastEntry> entries, Ids ids, Trail audit, PastLetters letters) {
        List<PastEntry> in =
                entries.stream().filter(e -> e.state == EntryState.ACCEPTED).toList();
        Map<PastEntry, Integer> counted = new HashMap<>();
        for (Round round : call.rounds()) {
            LocalDate made = season.closes().plusDays(FIRST + (long) APART * (round.position() - 1));
            String name = switch (round.form()) {
                case WRITTEN -> "书面评审组";
                case VISIT -> "实地考察组";
                case PRESENTATION -> "现场答辩组";
            };
            PastReview.Sat one = review.panel(
                    rows,
                    call,
                    new PastReview.Sitting(round.position(), null, name, made, made.plusDays(LENGTH)),
                    in,
                    ids,
                    audit,
                    letters);
            sat.add(one);
            for (Archive.Place p : one.places()) {
                PastEntry e = Objects.requireNonNull(one.byCode().get(p.entry()));
                codes.computeIfAbsent(e, x -> new ArrayList<>()).add(p.entry());
                scores.put(p.entry(), p.score());
            }
            if (round.keeps() != null) {
                in = cut(rows, round, round.keeps(), one, in, counted, ids, audit);
            }
        }
        rank(rows, counted);
    }

    private static Map<Long, List<PastEntry>> byCategory(List<PastEntry> entries) {
        return entries.stream()
                .collect(Collectors.groupingBy(
                        e -> e.category == null ? 0L : e.category, TreeMap::new, Collectors.toList()));
    }

    /** In each category the first so many and all that equal the last of them. */
    private List<PastEntry> cut(
            Rows rows,
            Round round,
            int keeps,
            PastReview.Sat one,
            List<PastEntry> in,
            Map<PastEntry, Integer> counted,
            Ids ids,
            Trail audit) {
        SplittableRandom random = office.invented().random(Draw.REVIEW, -one.panel());
        Instant at = office.later(one.closed(), 1, random);
        Set<PastEntry> on = new HashSet<>();
        byCategory(in).forEach((category, its) -> {
            long id = ids.next(Into.CUTS);
            rows.add(
                    Into.CUTS,
                    id,
                    call.id(),
                    round.position(),
                    category == 0 ? null : category,
                    keeps,
                    "",
                    office.city().account(),
                    at);
            int going = 0;
            for (PastEntry e : its) {
                BigDecimal score = last(e);
                int rank = 1
                        + (int) its.stream()
                                .filter(o -> last(o).compareTo(score) > 0)
                                .count();
                boolean tied = its.stream().anyMatch(o -> o != e && last(o).compareTo(score) == 0);
                boolean goes = rank <= keeps;
                rows.add(Into.CUT_ENTRIES, id, e.id, one.panel(), score, rank, tied, goes);
                counted.merge(e, 1, Integer::sum);
                if (goes) {
                    on.add(e);
                    going++;
                }
            }
            audit.record(
                    at,
                    office.city(),
                    "review.cut",
                    "call",
                    call.id(),
                    "round " + round.position() + ", " + going + " of " + its.size() + " go on");
        });
        return in.stream().filter(on::contains).toList();
    }

    private BigDecimal last(PastEntry e) {
        return Objects.requireNonNull(
                scores.get(Objects.requireNonNull(codes.get(e)).getLast()));
    }

    private void rank(Rows rows, Map<PastEntry, Integer> counted) {
        Instant closed = sat.getLast().closed();
        List<PastEntry> all = codes.keySet().stream()
                .sorted(Comparator.comparingLong(e -> e.id))
                .toList();
        byCategory(all).forEach((category, its) -> {
            @Nullable Long group = category == 0 ? null : category;
            List<RoundsArchive.Candidate> candidates = its.stream()
                    .map(e -> new RoundsArchive.Candidate(
                            List.copyOf(Objects.requireNonNull(codes.get(e))), counted.getOrDefault(e, 0), false))
                    .sorted(Comparator.comparing(c -> c.codes().getFirst()))
                    .toList();
            // A panel that has nobody of the category is no part of its ranking.
            List<RoundsArchive.Part> parts = new ArrayList<>();
            List<String> others = new ArrayList<>();
            for (int i = 0; i < sat.size(); i++) {
                PastReview.Sat one = sat.get(i);
                if (one.byCode().values().stream().anyMatch(its::contains)) {
                    parts.add(new RoundsArchive.Part(i + 1, one.name(), one.seal()));
                    one.places().stream()
                            .map(Archive.Place::entry)
                            .filter(c -> !its.contains(one.byCode().get(c)))
                            .sorted()
                            .forEach(others::add);
                }
            }
            RoundsArchive.Plan plan = new RoundsArchive.Plan(
                    RoundsArchive.FORMAT,
                    call.title(),
                    call.categories().stream()
                            .filter(c -> Objects.equals(c.id(), group))
                            .map(Call.Category::name)
                            .findFirst()
                            .orElse(""),
                    1,
                    closed.toString(),
                    call.rounds().stream()
                            .map(r -> new RoundsArchive.Stage(r.form(), r.weight(), r.keeps()))
                            .toList(),
                    parts,
                    candidates,
                    others,
                    List.of());
            Archive.Sealed made = RoundsArchive.pack(plan, scores);
            rows.add(Into.ROUND_ARCHIVES, call.id(), group, 1, made.seal(), made.bytes(), closed);
            Map<String, PastEntry> byLast = its.stream()
                    .collect(Collectors.toMap(
                            e -> Objects.requireNonNull(codes.get(e)).getLast(), e -> e));
            for (RoundsArchive.Line line : RoundsArchive.ranking(plan, scores)) {
                PastEntry e = Objects.requireNonNull(byLast.get(line.entry()));
                e.move(closed, office.city(), null, "rank", EntryState.RANKED, null);
                e.score = line.score();
                e.rank = line.rank();
                e.reached = line.reached();
            }
        });
    }
}
