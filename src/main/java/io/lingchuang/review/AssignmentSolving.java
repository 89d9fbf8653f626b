package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.ASSIGNMENT;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.jobs.Job;
import io.lingchuang.platform.jobs.JobHandler;
import io.lingchuang.platform.jobs.Progress;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.review.AssignmentStore.Assigned;
import io.lingchuang.review.AssignmentStore.Given;
import io.lingchuang.review.assignment.Assigner;
import io.lingchuang.review.assignment.Plan;
import io.lingchuang.review.assignment.Problem;
import io.lingchuang.review.assignment.Problem.Leaning;
import io.lingchuang.review.assignment.Problem.Pair;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns what is known of a panel into the question, and the answer into rows: at once for a small panel, as a job for a large one. */
@Component
class AssignmentSolving implements JobHandler {

    static final String KIND = "assign-experts";

    /** From so many pairs of entry and expert on it is a job: longer than anybody likes to look at a page that loads. */
    static final int AT_ONCE = 6_000;

    /** Points of a hundred by which an expert's totals must lie off the others', on at least so many sheets, to be called strict or lenient. */
    private static final BigDecimal OFF = new BigDecimal(3);

    private static final int ENOUGH_SHEETS = 10;

    private final DSLContext dsl;
    private final PanelFacts facts;
    private final Experts pool;
    private final AssignmentStore store;
    private final TransactionTemplate transaction;
    private final Wording messages;
    private final Today today;

    AssignmentSolving(
            DSLContext dsl,
            PanelFacts facts,
            Experts pool,
            AssignmentStore store,
            TransactionTemplate transaction,
            Wording messages,
            Today today) {
        this.dsl = dsl;
        this.facts = facts;
        this.pool = pool;
        this.store = store;
        this.transaction = transaction;
        this.messages = messages;
        this.today = today;
    }

    /** The question with who stands behind its places. */
    private record Put(Problem problem, List<PanelFacts.OfEntry> entries, List<PanelFacts.OfExpert> experts) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Job job, Progress progress) {
        long panel = job.number("panel");
        Assignment asked = store.find(panel);
        if (asked == null || asked.version() != job.number("version") || asked.state() != Assignment.State.ASKED) {
            return; // answered already, or asked anew meanwhile
        }
        progress.total(2);
        Put put = put(asked);
        progress.done(1);
        Plan plan = Assigner.solve(put.problem());
        boolean written = Boolean.TRUE.equals(transaction.execute(t -> {
            store.lock(panel, Panel.State.FORMING, Panel.State.SCORING);
            Assignment still = store.find(panel);
            if (still == null || still.version() != asked.version()) {
                return false;
            }
            write(asked, put, plan);
            return true;
        }));
        progress.done(2);
        progress.report(messages.of(
                written ? "review.assign.jobDone" : "review.assign.jobOvertaken",
                put.entries().size(),
                put.experts().size(),
                plan.lacks().size()));
    }

    /** Answers in the transaction that asks. */
    void now(Assignment asked) {
        Put put = put(asked);
        write(asked, put, Assigner.solve(put.problem()));
    }

    /** Writes what people changed, with what it comes to. */
    void byHand(Assignment now, Set<Given> wanted) {
        Put put = put(now);
        Map<Given, Pair> at = new HashMap<>();
        for (int e = 0; e < put.entries().size(); e++) {
            for (int x = 0; x < put.experts().size(); x++) {
                at.put(
                        new Given(
                                put.entries().get(e).id(),
                                put.experts().get(x).expert().id()),
                        new Pair(e, x));
            }
        }
        List<Pair> pairs =
                wanted.stream().filter(at::containsKey).map(at::get).sorted().toList();
        write(now, put, Assigner.judge(put.problem(), pairs, now.bound()));
        dsl.update(ASSIGNMENT)
                .set(ASSIGNMENT.BY_HAND, true)
                .where(ASSIGNMENT.PANEL_ID.eq(now.panelId()))
                .execute();
    }

    private Put put(Assignment asked) {
        long panel = asked.panelId();
        PanelFacts.Facts known = facts.of(panel);
        List<PanelFacts.OfEntry> entries =
                known.entries().stream().filter(PanelFacts.OfEntry::waiting).toList();
        List<PanelFacts.OfExpert> experts = known.experts();
        Map<Long, Integer> entryAt = new HashMap<>();
        Map<Long, Integer> expertAt = new HashMap<>();
        entries.forEach(e -> entryAt.put(e.id(), entryAt.size()));
        experts.forEach(e -> expertAt.put(e.expert().id(), expertAt.size()));
        Set<Given> fixed = new HashSet<>(store.wishes(panel, Assignment.Wish.PIN));
        Set<Given> begun = store.sheets(panel, AssignmentStore.BEGUN);
        fixed.addAll(begun);
        Set<Given> barred = recused(panel);
        barred.addAll(store.wishes(panel, Assignment.Wish.FORBID));
        barred.removeAll(begun);
        Set<Pair> fixedPairs = pairs(fixed, entryAt, expertAt);
        int[][] match = new int[entries.size()][experts.size()];
        for (int e = 0; e < match.length; e++) {
            for (int x = 0; x < experts.size(); x++) {
                PanelFacts.OfExpert expert = experts.get(x);
                boolean out = barred.contains(
                                new Given(entries.get(e).id(), expert.expert().id()))
                        || (expert.left() && !fixedPairs.contains(new Pair(e, x)));
                match[e][x] =
                        out ? Problem.BARRED : expert.match(entries.get(e)).points();
            }
        }
        Set<Pair> steady = pairs(store.sheets(panel, DSL.not(AssignmentStore.BEGUN)), entryAt, expertAt);
        return new Put(
                new Problem(
                        asked.question().each(),
                        asked.question().rules(),
                        panel,
                        seats(experts),
                        entries.stream()
                                .map(e -> new Problem.Entry(e.id(), e.county()))
                                .toList(),
                        match,
                        fixedPairs,
                        steady),
                entries,
                experts);
    }

    private static Set<Pair> pairs(Set<Given> given, Map<Long, Integer> entryAt, Map<Long, Integer> expertAt) {
        Set<Pair> pairs = new HashSet<>();
        given.forEach(g -> {
            Integer entry = entryAt.get(g.entry());
            Integer expert = expertAt.get(g.expert());
            if (entry != null && expert != null) {
                pairs.add(new Pair(entry, expert));
            }
        });
        return pairs;
    }

    private Set<Given> recused(long panel) {
        return new HashSet<>(dsl.select(RECUSAL.ENTRY_ID, RECUSAL.EXPERT_ID)
                .from(RECUSAL)
                .where(RECUSAL.PANEL_ID.eq(panel))
                .fetch(r -> new Given(r.value1(), r.value2())));
    }

    private List<Problem.Expert> seats(List<PanelFacts.OfExpert> experts) {
        List<Long> ids = experts.stream().map(e -> e.expert().id()).toList();
        Map<Long, Leaning> leanings = leanings(ids);
        Map<Long, Integer> year = dsl.select(SHEET.EXPERT_ID, DSL.count())
                .from(SHEET)
                .where(SHEET.EXPERT_ID.in(ids), SHEET.SEALED_AT.gt(today.now().minus(Duration.ofDays(365))))
                .groupBy(SHEET.EXPERT_ID)
                .fetchMap(SHEET.EXPERT_ID, DSL.count());
        Map<Long, Integer> limits = pool.limits(ids);
        return experts.stream()
                .map(e -> new Problem.Expert(
                        e.expert().id(),
                        e.employer(),
                        e.county(),
                        leanings.getOrDefault(e.expert().id(), Leaning.EVEN),
                        year.getOrDefault(e.expert().id(), 0),
                        limits.getOrDefault(e.expert().id(), Problem.Expert.NO_LIMIT)))
                .toList();
    }

    /** By how much an expert's totals lie off the mean of all sheets on the same entries, over the closed panels. */
    private Map<Long, Leaning> leanings(List<Long> experts) {
        var all = DSL.select(
                        SHEET.EXPERT_ID,
                        SHEET.TOTAL
                                .minus(DSL.avg(SHEET.TOTAL).over().partitionBy(SHEET.PANEL_ID, SHEET.ENTRY_ID))
                                .as("off"))
                .from(SHEET)
                .join(PANEL)
                .on(PANEL.ID.eq(SHEET.PANEL_ID), PANEL.STATE.eq(Panel.State.CLOSED.name()))
                .where(SHEET.STATE.eq("SEALED"))
                .asTable("scored");
        var expert = all.field(SHEET.EXPERT_ID);
        var off = DSL.avg(all.field("off", BigDecimal.class));
        Result<Record2<Long, BigDecimal>> means = dsl.select(expert, off)
                .from(all)
                .where(expert.in(experts))
                .groupBy(expert)
                .having(DSL.count().ge(ENOUGH_SHEETS))
                .fetch();
        Map<Long, Leaning> leanings = new HashMap<>();
        means.forEach(r -> leanings.put(
                r.value1(),
                r.value2().compareTo(OFF.negate()) <= 0
                        ? Leaning.STRICT
                        : r.value2().compareTo(OFF) >= 0 ? Leaning.LENIENT : Leaning.EVEN));
        return leanings;
    }

    private void write(Assignment asked, Put put, Plan plan) {
        long panel = asked.panelId();
        Set<Given> recusedMeanwhile = recused(panel);
        Set<Long> members = new HashSet<>(facts.members(panel));
        List<Assigned> pairs = plan.pairs().stream()
                .map(p -> {
                    PanelFacts.OfEntry entry = put.entries().get(p.entry());
                    PanelFacts.OfExpert expert = put.experts().get(p.expert());
                    var found = expert.match(entry);
                    return new Assigned(entry.id(), expert.expert().id(), found.points(), found.grounds());
                })
                .filter(a ->
                        !recusedMeanwhile.contains(new Given(a.entry(), a.expert())) && members.contains(a.expert()))
                .toList();
        store.write(panel, pairs);
        store.lacks(
                panel,
                plan.lacks().stream()
                        .map(l -> new AssignmentStore.Lack(
                                put.entries().get(l.entry()).id(), l.why(), l.missing()))
                        .toList());
        Plan.Worst worst = plan.worst();
        dsl.update(ASSIGNMENT)
                .set(ASSIGNMENT.STATE, Assignment.State.PROPOSED.name())
                .set(ASSIGNMENT.TOTAL, plan.total())
                .set(ASSIGNMENT.BOUND, plan.bound())
                .set(
                        ASSIGNMENT.WORST_ENTRY,
                        worst == null ? null : put.entries().get(worst.entry()).id())
                .set(ASSIGNMENT.WORST_SUM, worst == null ? null : worst.sum())
                .set(ASSIGNMENT.WORST_BEST, worst == null ? null : worst.best())
                .set(ASSIGNMENT.BY_HAND, false)
                .setNull(ASSIGNMENT.ACCEPTED_AT)
                .setNull(ASSIGNMENT.FEWER)
                .set(ASSIGNMENT.VERSION, asked.version() + 1)
                .where(ASSIGNMENT.PANEL_ID.eq(panel))
                .execute();
    }
}
