package io.lingchuang.review;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.ASSIGNMENT_LACK;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.WISH;

import io.lingchuang.platform.web.Page;
import io.lingchuang.review.Assignment.Wish;
import io.lingchuang.review.AssignmentStore.Assigned;
import io.lingchuang.review.AssignmentStore.Given;
import io.lingchuang.review.assignment.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the chair sees of an assignment: entry by entry with the reasons, the loads, what is short. */
@Component
public class AssignmentLists {

    static final int PAGE = 50;

    /** An expert of an entry with why: what matched, and whose word or work it stands on. */
    public record Held(
            long expert,
            String name,
            String employer,
            int match,
            String fits,
            int load,
            boolean begun,
            @Nullable Word word) {}

    /** The chair's word on a pair. */
    public record Word(long entry, String code, long expert, String name, Wish kind, String reason) {}

    public record Row(
            long entry, String code, String title, String unit, boolean waiting, int missing, List<Held> experts) {}

    public record Load(String name, String employer, String fields, int sheets, int begun, boolean left) {}

    /** So many entries of a category, or of none, lack so many experts each at most, and why. */
    public record Shortage(@Nullable String category, Plan.Why why, int entries, int experts, String codes) {}

    /** @param missing places of entries that are free by now; @param more further rows begin after this code */
    public record View(
            List<Row> rows,
            List<Load> loads,
            List<Shortage> shorts,
            List<Word> words,
            int missing,
            String withdrawn,
            int low,
            int high,
            @Nullable String worst,
            @Nullable String more) {}

    private final DSLContext dsl;
    private final PanelFacts facts;
    private final AssignmentStore store;

    AssignmentLists(DSLContext dsl, PanelFacts facts, AssignmentStore store) {
        this.dsl = dsl;
        this.facts = facts;
        this.store = store;
    }

    View view(long panel, @Nullable Assignment assignment, String after, int limit, Page page) {
        PanelFacts.Facts known = facts.of(panel);
        List<PanelFacts.OfEntry> entries = known.entries().stream()
                .sorted(Comparator.comparing(PanelFacts.OfEntry::code))
                .toList();
        Map<Long, List<Assigned>> assigned =
                store.assigned(panel).stream().collect(Collectors.groupingBy(Assigned::entry));
        Map<Long, Integer> loads = new HashMap<>();
        assigned.values().forEach(l -> l.forEach(a -> loads.merge(a.expert(), 1, Integer::sum)));
        Set<Given> begun = store.sheets(panel, AssignmentStore.BEGUN);
        List<Word> words = words(panel, known);
        int each = assignment == null ? 0 : assignment.question().each();
        boolean answered = assignment != null && assignment.state() != Assignment.State.ASKED;
        int missing = !answered
                ? 0
                : entries.stream()
                        .filter(PanelFacts.OfEntry::waiting)
                        .mapToInt(e -> Math.max(
                                0,
                                each - assigned.getOrDefault(e.id(), List.of()).size()))
                        .sum();
        List<PanelFacts.OfEntry> shown = entries.stream()
                .filter(e -> after.isEmpty() || e.code().compareTo(after) > 0)
                .limit(limit)
                .toList();
        List<Load> load = loads(known, loads, begun);
        int[] giving =
                load.stream().filter(l -> !l.left()).mapToInt(Load::sheets).toArray();
        return new View(
                rows(shown, assigned, loads, begun, words, known, each, page),
                load,
                shorts(panel, known),
                words,
                missing,
                entries.stream()
                        .filter(e -> !e.waiting() && assigned.containsKey(e.id()))
                        .map(PanelFacts.OfEntry::code)
                        .collect(Collectors.joining("、")),
                java.util.Arrays.stream(giving).min().orElse(0),
                java.util.Arrays.stream(giving).max().orElse(0),
                assignment == null || assignment.worstEntry() == null
                        ? null
                        : entries.stream()
                                .filter(e -> e.id() == assignment.worstEntry())
                                .map(PanelFacts.OfEntry::code)
                                .findFirst()
                                .orElse(null),
                shown.isEmpty() || shown.getLast() == entries.getLast()
                        ? null
                        : shown.getLast().code());
    }

    private List<Row> rows(
            List<PanelFacts.OfEntry> shown,
            Map<Long, List<Assigned>> assigned,
            Map<Long, Integer> loads,
            Set<Given> begun,
            List<Word> words,
            PanelFacts.Facts known,
            int each,
            Page page) {
        Map<Long, String[]> titles = new HashMap<>();
        dsl.select(ENTRY.ID, ENTRY.TITLE, NODE.NAME)
                .from(ENTRY)
                .join(NODE)
                .on(NODE.ID.eq(ENTRY.UNIT_NODE_ID))
                .where(ENTRY.ID.in(shown.stream().map(PanelFacts.OfEntry::id).toList()))
                .forEach(r -> titles.put(r.value1(), new String[] {r.value2(), r.value3()}));
        Map<Long, Expert> experts = known.experts().stream()
                .collect(Collectors.toMap(e -> e.expert().id(), PanelFacts.OfExpert::expert));
        Map<Given, Word> word = new HashMap<>();
        words.forEach(w -> word.put(new Given(w.entry(), w.expert()), w));
        return shown.stream()
                .map(e -> {
                    List<Assigned> theirs = assigned.getOrDefault(e.id(), List.of());
                    String[] title = Objects.requireNonNull(titles.get(e.id()));
                    return new Row(
                            e.id(),
                            e.code(),
                            title[0],
                            title[1],
                            e.waiting(),
                            e.waiting() ? Math.max(0, each - theirs.size()) : 0,
                            theirs.stream()
                                    .map(a -> {
                                        Expert x = Objects.requireNonNull(experts.get(a.expert()));
                                        Given pair = new Given(a.entry(), a.expert());
                                        return new Held(
                                                x.id(),
                                                x.name(),
                                                x.employer(),
                                                a.match(),
                                                fits(a.grounds(), page),
                                                loads.getOrDefault(x.id(), 0),
                                                begun.contains(pair),
                                                word.get(pair));
                                    })
                                    .toList());
                })
                .toList();
    }

    /** OCCUPATION:采矿, INDUSTRY:采矿 is said as 采矿（工种、行业）. */
    public static String fits(List<String> grounds, Page page) {
        Map<String, List<String>> byField = new LinkedHashMap<>();
        for (String ground : grounds) {
            String[] parts = ground.split(":", 2);
            byField.computeIfAbsent(parts[1], f -> new ArrayList<>()).add(page.t("review.assign.by." + parts[0]));
        }
        return byField.entrySet().stream()
                .map(f -> page.t(
                        "review.assign.fits", f.getKey(), String.join(page.t("review.assign.and"), f.getValue())))
                .collect(Collectors.joining(page.t("review.assign.and")));
    }

    private static List<Load> loads(PanelFacts.Facts known, Map<Long, Integer> loads, Set<Given> begun) {
        return known.experts().stream()
                .map(e -> new Load(
                        e.expert().name(),
                        e.expert().employer(),
                        String.join("、", e.expert().fields()),
                        loads.getOrDefault(e.expert().id(), 0),
                        (int) begun.stream()
                                .filter(g -> g.expert() == e.expert().id())
                                .count(),
                        e.left()))
                .toList();
    }

    private List<Shortage> shorts(long panel, PanelFacts.Facts known) {
        Map<Long, PanelFacts.OfEntry> entries =
                known.entries().stream().collect(Collectors.toMap(PanelFacts.OfEntry::id, e -> e));
        Map<List<String>, List<AssignmentStore.Lack>> groups = new TreeMap<>(Comparator.comparing(String::valueOf));
        dsl.select(ASSIGNMENT_LACK.ENTRY_ID, ASSIGNMENT_LACK.WHY, ASSIGNMENT_LACK.MISSING)
                .from(ASSIGNMENT_LACK)
                .where(ASSIGNMENT_LACK.PANEL_ID.eq(panel))
                .orderBy(ASSIGNMENT_LACK.ENTRY_ID)
                .forEach(r -> groups.computeIfAbsent(
                                List.of(
                                        r.value2(),
                                        Objects.requireNonNullElse(
                                                Objects.requireNonNull(entries.get(r.value1()))
                                                        .category(),
                                                "")),
                                g -> new ArrayList<>())
                        .add(new AssignmentStore.Lack(r.value1(), Plan.Why.valueOf(r.value2()), r.value3())));
        List<Shortage> shorts = new ArrayList<>();
        groups.forEach((group, lacks) -> shorts.add(new Shortage(
                group.get(1).isEmpty() ? null : group.get(1),
                Plan.Why.valueOf(group.getFirst()),
                lacks.size(),
                lacks.stream().mapToInt(AssignmentStore.Lack::missing).max().orElse(0),
                lacks.stream()
                        .limit(5)
                        .map(l -> Objects.requireNonNull(entries.get(l.entry())).code())
                        .sorted()
                        .collect(Collectors.joining("、")))));
        return shorts;
    }

    private List<Word> words(long panel, PanelFacts.Facts known) {
        Map<Long, String> names = new HashMap<>();
        known.experts().forEach(e -> names.put(e.expert().id(), e.expert().name()));
        return dsl.select(WISH.ENTRY_ID, PANEL_ENTRY.BLIND_CODE, WISH.EXPERT_ID, WISH.KIND, WISH.REASON)
                .from(WISH)
                .join(PANEL_ENTRY)
                .on(PANEL_ENTRY.PANEL_ID.eq(WISH.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(WISH.ENTRY_ID))
                .where(WISH.PANEL_ID.eq(panel))
                .orderBy(PANEL_ENTRY.BLIND_CODE, WISH.EXPERT_ID)
                .fetch(r -> new Word(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        names.getOrDefault(r.value3(), ""),
                        Wish.valueOf(r.value4()),
                        r.value5()));
    }
}
