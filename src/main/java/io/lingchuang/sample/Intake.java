package io.lingchuang.sample;

import io.lingchuang.calls.Call;
import io.lingchuang.entries.Entry;
import io.lingchuang.entries.EntryState;
import io.lingchuang.entries.Submission;
import io.lingchuang.platform.web.Page;
import io.lingchuang.sample.Invented.Draw;
import io.lingchuang.sample.Office.By;
import io.lingchuang.sample.PastEntry.Member;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Who handed in what at a past call, and when: each idea at a unit of its industry, more of them where more people work. */
final class Intake {

    private final Office office;
    private final IdeaTexts texts;
    private final Map<Long, String> named;
    private final Map<String, Weighted> byField = new HashMap<>();
    private final Weighted all;

    /** Units to draw from, each as often as its weight. */
    private record Weighted(List<Unit> units, double[] sums) {
        static Weighted of(List<Unit> units) {
            double[] sums = new double[units.size()];
            double sum = 0;
            for (int i = 0; i < sums.length; i++) {
                sum += Math.pow(units.get(i).people(), 0.7);
                sums[i] = sum;
            }
            return new Weighted(units, sums);
        }

        Unit draw(SplittableRandom random) {
            int at = java.util.Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
            return units.get(Math.min(units.size() - 1, at >= 0 ? at : -at - 1));
        }
    }

    /** named: people whose names stand in the records already; the others' follow from their ids. */
    Intake(Office office, IdeaTexts texts, List<Unit> units, Map<Long, String> named) {
        this.office = office;
        this.texts = texts;
        this.named = named;
        this.all = Weighted.of(units);
        units.stream()
                .collect(Collectors.groupingBy(Unit::field, java.util.LinkedHashMap::new, Collectors.toList()))
                .forEach((field, of) -> byField.put(field, Weighted.of(of)));
    }

    /** In the order in which they were handed in, with their numbers; who never handed in stands behind, without. */
    List<PastEntry> entries(Call call, Season season, Ids ids, int firstIdea, int count) {
        List<PastEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(entry(call, season, ids.next(Into.ENTRIES), firstIdea + i));
        }
        List<PastEntry> submitted = entries.stream()
                .filter(e -> e.submitted != null)
                .sorted(Comparator.comparing(PastEntry::handedIn).thenComparing(e -> e.id))
                .toList();
        long serial = 0;
        for (PastEntry e : submitted) {
            e.number = Submission.number(call, ++serial);
        }
        List<PastEntry> ordered = new ArrayList<>(submitted);
        entries.stream().filter(e -> e.submitted == null).forEach(ordered::add);
        return ordered;
    }

    private PastEntry entry(Call call, Season season, long id, int idea) {
        SplittableRandom random = office.invented().random(Draw.ENTRY, id);
        Unit unit = byField.getOrDefault(texts.idea(idea).industry(), all).draw(random);
        boolean own = unit.workers() > 0 && random.nextInt(100) < 45;
        List<Member> members = members(call, unit, own, random);
        Instant submitted = submitted(season, random);
        By creator = own
                ? new By(
                        unit.firstWorker() + (members.getFirst().person() - unit.firstPerson()),
                        members.getFirst().name())
                : new By(unit.clerk(), unit.clerkName());
        PastEntry entry = new PastEntry(
                id,
                idea,
                unit,
                unit.union() == null ? Entry.Line.TERRITORIAL : Entry.Line.INDUSTRIAL,
                call.categories().isEmpty()
                        ? null
                        : call.categories()
                                .get(random.nextInt(call.categories().size()))
                                .id(),
                creator,
                !own,
                members,
                submitted.minus(10 + random.nextInt(4000), ChronoUnit.MINUTES),
                random.nextDouble() + random.nextDouble() + random.nextDouble());
        if (random.nextInt(80) > 0) {
            entry.submitted = submitted;
        }
        entry.consent = own ? null : office.reasons().pick("consent", random);
        return entry;
    }

    /** In the daytime of any day, and ever more towards the end. */
    private Instant submitted(Season season, SplittableRandom random) {
        long days = season.opens().until(season.closes(), ChronoUnit.DAYS);
        double late = Math.max(random.nextDouble(), random.nextDouble());
        return season.opens()
                .plusDays((long) (late * days))
                .atTime(9, 1)
                .plusSeconds(random.nextInt(8 * 3600 + 3000))
                .atZone(Page.ZONE)
                .toInstant();
    }

    /** One to as many as the call takes, of the same unit; their shares are given by all or by none. */
    private List<Member> members(Call call, Unit unit, boolean own, SplittableRandom random) {
        int count = 1 + Math.min(random.nextInt(call.maxCompleters()), random.nextInt(call.maxCompleters()));
        List<Integer> people = new ArrayList<>();
        people.add(random.nextInt(own ? unit.workers() : unit.people()));
        while (people.size() < Math.min(count, unit.people())) {
            int next = random.nextInt(unit.people());
            if (!people.contains(next)) {
                people.add(next);
            }
        }
        boolean shared = people.size() > 1 && random.nextInt(3) > 0;
        int rest = 100;
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            int left = people.size() - i - 1;
            int share = left == 0 ? rest : Math.max(5, (rest - 5 * left) * (45 + random.nextInt(20)) / 100);
            rest -= share;
            long person = unit.firstPerson() + people.get(i);
            members.add(new Member(person, name(person), shared ? share : null, people.get(i) < unit.workers()));
        }
        return members;
    }

    private String name(long person) {
        return named.containsKey(person)
                ? Objects.requireNonNull(named.get(person))
                : office.invented().person(person);
    }

    /** Hands each of them in, and puts it before the first level of its route. */
    static void handIn(List<PastEntry> entries, Routes routes, Office office) {
        for (PastEntry e : entries) {
            if (e.submitted != null) {
                var first = routes.of(e).getFirst();
                e.move(e.handedIn(), e.creator, null, "submit", EntryState.VETTING, null)
                        .at(first.nodeId(), first.position(), routes.due(office, e.handedIn()));
            }
        }
    }
}
