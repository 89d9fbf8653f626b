package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.RECUSAL;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.platform.documents.ExcelIn;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.Assignment.Wish;
import io.lingchuang.review.AssignmentStore.Given;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** An assignment that comes back as a sheet: first what it would change and what is wrong with it, then the change. */
@Service
public class AssignmentChanges {

    /** Headings stand in the sheets that people keep, in Chinese whatever language the page is in. */
    public static final String CODE = "盲评号";

    public static final String EXPERT = "专家编号";
    private static final int MOST_ROWS = 50_000;

    public record Change(Given pair, String code, String expert, boolean added) {}

    /** What a sheet would do; it can be carried out only where nothing is wrong. */
    public record Differences(List<Change> changes, List<Refusal> faults) {
        /** As the form carries it: +12:34 gives entry 12 the expert 34. */
        public List<String> carried() {
            return changes.stream()
                    .map(c -> (c.added() ? "+" : "-") + c.pair().entry() + ":"
                            + c.pair().expert())
                    .toList();
        }
    }

    private final DSLContext dsl;
    private final Panels panels;
    private final PanelFacts facts;
    private final AssignmentStore store;
    private final AssignmentSolving solving;
    private final LoadLimits limits;
    private final Audit audit;

    AssignmentChanges(
            DSLContext dsl,
            Panels panels,
            PanelFacts facts,
            AssignmentStore store,
            AssignmentSolving solving,
            LoadLimits limits,
            Audit audit) {
        this.dsl = dsl;
        this.limits = limits;
        this.panels = panels;
        this.facts = facts;
        this.store = store;
        this.solving = solving;
        this.audit = audit;
    }

    /** The dry run: reads the sheet and changes nothing. Outside a transaction, in which the form's token would be marked as done. */
    Differences compare(Actor actor, long id, InputStream sheet) {
        panels.held(actor, id);
        PanelFacts.Facts known = facts.of(id);
        Map<String, Long> entries = new HashMap<>();
        known.entries().forEach(e -> entries.put(e.code(), e.id()));
        Set<Long> experts = new HashSet<>();
        known.experts().forEach(e -> experts.add(e.expert().id()));
        List<Refusal> faults = new ArrayList<>();
        Set<Given> wanted = new HashSet<>();
        List<int[]> places = new ArrayList<>();
        ExcelIn.read(sheet, (row, cells) -> {
            if (cells.stream().allMatch(String::isBlank)) {
                return;
            }
            if (places.isEmpty()) {
                places.add(new int[] {place(cells, CODE), place(cells, EXPERT)});
                return;
            }
            String code = cell(cells, places.getFirst()[0]);
            String expert = cell(cells, places.getFirst()[1]);
            Long entryId = entries.get(code);
            Long expertId = expert.matches("[0-9]{1,18}") ? Long.valueOf(expert) : null;
            if (expert.isEmpty()) {
                return; // an entry that stands in the sheet without an expert
            }
            if (wanted.size() >= MOST_ROWS) {
                throw new Refusal("review.assign.sheetTooLong", MOST_ROWS);
            }
            if (entryId == null) {
                faults.add(new Refusal("review.assign.rowCode", row, code));
            } else if (expertId == null || !experts.contains(expertId)) {
                faults.add(new Refusal("review.assign.rowExpert", row, expert));
            } else if (!wanted.add(new Given(entryId, expertId))) {
                faults.add(new Refusal("review.assign.rowTwice", row, code, expert));
            }
        });
        if (places.isEmpty()) {
            throw new Refusal("review.assign.sheetEmpty");
        }
        Set<Given> given = store.given(id);
        faults.addAll(faults(id, known, wanted));
        return new Differences(changes(known, given, wanted), faults);
    }

    private static int place(List<String> heading, String column) {
        int at = heading.indexOf(column);
        if (at < 0) {
            throw new Refusal("review.assign.sheetColumn", column);
        }
        return at;
    }

    private static String cell(List<String> cells, int at) {
        return at < cells.size() ? cells.get(at) : "";
    }

    private static List<Change> changes(PanelFacts.Facts known, Set<Given> given, Set<Given> wanted) {
        Map<Long, String> names = new HashMap<>();
        known.experts().forEach(e -> names.put(e.expert().id(), e.expert().name()));
        Map<String, Change> sorted = new TreeMap<>();
        Map<Long, String> codes = new HashMap<>();
        known.entries().forEach(e -> codes.put(e.id(), e.code()));
        Set<Given> all = new HashSet<>(given);
        all.addAll(wanted);
        for (Given pair : all) {
            if (given.contains(pair) != wanted.contains(pair)) {
                String code = codes.getOrDefault(pair.entry(), "");
                String name = names.getOrDefault(pair.expert(), "");
                sorted.put(
                        code + " " + wanted.contains(pair) + " " + name + pair.expert(),
                        new Change(pair, code, name, wanted.contains(pair)));
            }
        }
        return List.copyOf(sorted.values());
    }

    /** What the wanted pairs break, in the order of the entries. */
    private List<Refusal> faults(long id, PanelFacts.Facts known, Set<Given> wanted) {
        Assignment now = store.find(id);
        if (now == null) {
            throw new Stale();
        }
        Set<Given> recused = new HashSet<>(dsl.select(RECUSAL.ENTRY_ID, RECUSAL.EXPERT_ID)
                .from(RECUSAL)
                .where(RECUSAL.PANEL_ID.eq(id))
                .fetch(r -> new Given(r.value1(), r.value2())));
        Set<Given> forbidden = store.wishes(id, Wish.FORBID);
        Set<Given> pinned = store.wishes(id, Wish.PIN);
        Set<Given> begun = store.sheets(id, AssignmentStore.BEGUN);
        Map<Long, Integer> counts = new HashMap<>();
        wanted.forEach(g -> counts.merge(g.entry(), 1, Integer::sum));
        Map<Long, Integer> started = new HashMap<>();
        begun.forEach(g -> started.merge(g.entry(), 1, Integer::sum));
        List<Refusal> faults = new ArrayList<>(limits.over(known.experts(), wanted, begun));
        for (PanelFacts.OfEntry entry : known.entries()) {
            int count = counts.getOrDefault(entry.id(), 0);
            if (!entry.waiting()) {
                if (count > 0) {
                    faults.add(new Refusal("review.assign.withdrawn", entry.code()));
                }
                continue;
            }
            int most = Math.max(now.question().each(), started.getOrDefault(entry.id(), 0));
            if (count > most) {
                faults.add(new Refusal("review.assign.rowTooMany", entry.code(), count, most));
            }
            for (PanelFacts.OfExpert expert : known.experts()) {
                Given pair = new Given(entry.id(), expert.expert().id());
                String name = expert.expert().name();
                boolean in = wanted.contains(pair);
                if (in && recused.contains(pair)) {
                    faults.add(new Refusal("review.assign.rowRecused", entry.code(), name));
                } else if (in && forbidden.contains(pair)) {
                    faults.add(new Refusal("review.assign.rowForbidden", entry.code(), name));
                } else if (in && expert.left() && !begun.contains(pair)) {
                    faults.add(new Refusal("review.assign.rowLeft", entry.code(), name));
                } else if (!in && begun.contains(pair)) {
                    faults.add(new Refusal("review.assign.rowBegun", entry.code(), name));
                } else if (!in && pinned.contains(pair)) {
                    faults.add(new Refusal("review.assign.rowPinned", entry.code(), name));
                }
            }
        }
        return faults;
    }

    /** Carries out what a dry run showed; refused if something has come in between. What was accepted is proposed again. */
    @Transactional
    public void change(Actor actor, long id, int version, List<String> carried) {
        panels.held(actor, id);
        store.lock(id, Panel.State.FORMING, Panel.State.SCORING);
        Assignment now = store.find(id);
        if (now == null || now.version() != version || now.state() == Assignment.State.ASKED) {
            throw new Stale();
        }
        if (carried.isEmpty()) {
            throw new Refusal("review.assign.noChange");
        }
        Set<Given> wanted = store.given(id);
        for (String each : carried) {
            Given pair = pair(each);
            boolean done = pair != null && (each.startsWith("+") ? wanted.add(pair) : wanted.remove(pair));
            if (!done) {
                throw new Stale();
            }
        }
        PanelFacts.Facts known = facts.of(id);
        boolean foreign = wanted.stream()
                .anyMatch(g -> known.entries().stream().noneMatch(e -> e.id() == g.entry())
                        || known.experts().stream().noneMatch(e -> e.expert().id() == g.expert()));
        List<Refusal> faults = foreign ? List.of(new Stale()) : faults(id, known, wanted);
        if (!faults.isEmpty()) {
            throw faults.getFirst();
        }
        solving.byHand(now, wanted);
        audit.record(actor, "review.assign.change", "panel", id, carried.size() + " pairs");
    }

    private static @Nullable Given pair(String carried) {
        if (!carried.matches("[+-][0-9]{1,18}:[0-9]{1,18}")) {
            return null;
        }
        String[] ids = carried.substring(1).split(":");
        return new Given(Long.parseLong(ids[0]), Long.parseLong(ids[1]));
    }
}
