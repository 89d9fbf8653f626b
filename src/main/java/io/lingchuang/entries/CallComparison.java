package io.lingchuang.entries;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.entries.Tables.COMPARED;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.LIKENESS;
import static io.lingchuang.db.entries.Tables.TEXT_GRAM;

import io.lingchuang.entries.GramSweep.Pair;
import io.lingchuang.entries.GramSweep.Text;
import io.lingchuang.platform.jobs.Job;
import io.lingchuang.platform.jobs.JobHandler;
import io.lingchuang.platform.jobs.Progress;
import io.lingchuang.platform.messages.Wording;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares the entries of a call with each other and with everything that was ever handed in before: those only whose text is new or was written
 * again since the last time. Some thousand texts at once meet the library while it is read through once; a few are looked up one by one. Each lot is
 * kept in one transaction with the note that it is done, so after a crash the rest is done and nothing twice.
 */
@Component
class CallComparison implements JobHandler {

    static final String KIND = "call-comparison";

    /** So many texts are held in memory: some four megabytes. */
    private static final int AT_ONCE = 4000;

    /** So few are looked up by the index: reading the whole library would take longer. */
    private static final int FEW = 40;

    private static final int LIBRARY_PAGE = 2000;

    private final DSLContext dsl;
    private final GramCensus census;
    private final Duplicates duplicates;
    private final TransactionTemplate transaction;
    private final Wording texts;

    CallComparison(
            DSLContext dsl, GramCensus census, Duplicates duplicates, TransactionTemplate transaction, Wording texts) {
        this.dsl = dsl;
        this.census = census;
        this.duplicates = duplicates;
        this.transaction = transaction;
        this.texts = texts;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Job job, Progress progress) {
        long call = job.number("call");
        int waiting = waiting(call);
        progress.total(waiting);
        int done = 0;
        for (List<Text> lot = next(call); !lot.isEmpty(); lot = next(call)) {
            int before = done;
            int size = lot.size();
            List<Pair> pairs = pairs(lot, percent -> progress.done(before + size * percent / 100));
            keep(call, lot, pairs);
            done += size;
            progress.done(done);
        }
        progress.report(texts.of("entries.copies.report", done, dsl.fetchCount(open(call))));
    }

    /** How many texts of a call were not compared yet as they are written now. */
    int waiting(long call) {
        return dsl.fetchCount(outstanding(call));
    }

    /** How many were. */
    int compared(long call) {
        return dsl.fetchCount(DSL.selectOne()
                .from(COMPARED)
                .join(ENTRY)
                .on(ENTRY.ID.eq(COMPARED.ENTRY_ID))
                .join(TEXT_GRAM)
                .on(TEXT_GRAM.ENTRY_ID.eq(COMPARED.ENTRY_ID))
                .where(ENTRY.CALL_ID.eq(call), standing(), COMPARED.REVISION.eq(TEXT_GRAM.REVISION)));
    }

    private SelectConditionStep<Record3<Long, Integer, Integer[]>> outstanding(long call) {
        return dsl.select(TEXT_GRAM.ENTRY_ID, TEXT_GRAM.REVISION, TEXT_GRAM.GRAMS)
                .from(TEXT_GRAM)
                .join(ENTRY)
                .on(ENTRY.ID.eq(TEXT_GRAM.ENTRY_ID))
                .leftJoin(COMPARED)
                .on(COMPARED.ENTRY_ID.eq(TEXT_GRAM.ENTRY_ID))
                .where(ENTRY.CALL_ID.eq(call), standing(), COMPARED.REVISION.isDistinctFrom(TEXT_GRAM.REVISION));
    }

    /** What was withdrawn is no duplicate of anything. */
    private static Condition standing() {
        return ENTRY.NUMBER.isNotNull().and(ENTRY.STATE.ne(EntryState.WITHDRAWN.name()));
    }

    private static Select<?> open(long call) {
        return DSL.selectOne()
                .from(LIKENESS)
                .join(ENTRY)
                .on(ENTRY.ID.eq(LIKENESS.ENTRY_ID))
                .where(ENTRY.CALL_ID.eq(call), standing(), LIKENESS.RULING.isNull());
    }

    private List<Text> next(long call) {
        return outstanding(call).orderBy(TEXT_GRAM.ENTRY_ID).limit(AT_ONCE).fetch(CallComparison::text);
    }

    private static Text text(Record3<Long, Integer, Integer[]> r) {
        return new Text(
                r.value1(),
                r.value2(),
                Arrays.stream(r.value3()).mapToInt(Integer::intValue).toArray());
    }

    /** progress: is told how many percent are done. */
    List<Pair> pairs(List<Text> lot, IntConsumer progress) {
        return lot.size() > FEW
                ? sweep(lot, progress).pairs()
                : lot.stream().flatMap(this::lookedUp).toList();
    }

    private Stream<Pair> lookedUp(Text text) {
        Map<Long, Double> shares = duplicates.candidates(text.grams(), text.entryId());
        if (shares.isEmpty()) {
            return Stream.of();
        }
        return dsl
                .select(TEXT_GRAM.ENTRY_ID, TEXT_GRAM.REVISION, TEXT_GRAM.GRAMS)
                .from(TEXT_GRAM)
                .where(TEXT_GRAM.ENTRY_ID.in(shares.keySet()))
                .fetch(CallComparison::text)
                .stream()
                .map(other -> new Pair(text, other, Objects.requireNonNull(shares.get(other.entryId()))));
    }

    GramSweep sweep(List<Text> lot, IntConsumer progress) {
        var sweep = new GramSweep(lot, census.common(), census.texts(), census.similarity());
        int all = Math.max(1, dsl.fetchCount(TEXT_GRAM));
        int seen = 0;
        long last = 0;
        List<Text> page;
        do {
            page = dsl.select(TEXT_GRAM.ENTRY_ID, TEXT_GRAM.REVISION, TEXT_GRAM.GRAMS)
                    .from(TEXT_GRAM)
                    .where(TEXT_GRAM.ENTRY_ID.gt(last))
                    .orderBy(TEXT_GRAM.ENTRY_ID)
                    .limit(LIBRARY_PAGE)
                    .fetch(CallComparison::text);
            page.forEach(sweep::pass);
            seen += page.size();
            last = page.isEmpty() ? last : page.getLast().entryId();
            progress.accept(Math.min(99, (int) (100L * seen / all)));
        } while (page.size() == LIBRARY_PAGE);
        return sweep;
    }

    private record Placed(long call, Instant submitted) {}

    /** The pairs whose later one belongs to this call; what was found before in a text that has been written again since and is no more, goes. */
    void keep(long call, List<Text> lot, List<Pair> pairs) {
        Set<Long> ids = pairs.stream()
                .flatMap(p -> Stream.of(p.asking().entryId(), p.other().entryId()))
                .collect(Collectors.toSet());
        transaction.executeWithoutResult(status -> {
            dsl.select(CALL.ID)
                    .from(CALL)
                    .where(CALL.ID.eq(call))
                    .forNoKeyUpdate()
                    .fetch();
            Map<Long, Placed> placed = dsl.select(ENTRY.ID, ENTRY.CALL_ID, ENTRY.SUBMITTED_AT)
                    .from(ENTRY)
                    .where(ENTRY.ID.in(ids), standing())
                    .fetchMap(ENTRY.ID, r -> new Placed(r.value2(), r.value3()));
            List<Query> writes = new ArrayList<>();
            for (Pair pair : pairs) {
                Placed a = placed.get(pair.asking().entryId());
                Placed b = placed.get(pair.other().entryId());
                if (a == null || b == null) {
                    continue;
                }
                boolean later = a.submitted().equals(b.submitted())
                        ? pair.asking().entryId() > pair.other().entryId()
                        : a.submitted().isAfter(b.submitted());
                if ((later ? a : b).call() == call) {
                    writes.add(upsert(
                            later ? pair.asking() : pair.other(), later ? pair.other() : pair.asking(), pair.share()));
                }
            }
            for (Text text : lot) {
                writes.add(forgotten(call, text));
                writes.add(seen(text));
            }
            dsl.batch(writes).execute();
        });
    }

    private Query upsert(Text entry, Text older, double share) {
        BigDecimal rounded = BigDecimal.valueOf(share).setScale(3, RoundingMode.HALF_UP);
        return dsl.insertInto(LIKENESS)
                .set(LIKENESS.ENTRY_ID, entry.entryId())
                .set(LIKENESS.OLDER_ID, older.entryId())
                .set(LIKENESS.SHARE, rounded)
                .set(LIKENESS.ENTRY_REVISION, entry.revision())
                .set(LIKENESS.OLDER_REVISION, older.revision())
                .onConflict(LIKENESS.ENTRY_ID, LIKENESS.OLDER_ID)
                .doUpdate()
                .set(LIKENESS.SHARE, rounded)
                .set(LIKENESS.ENTRY_REVISION, entry.revision())
                .set(LIKENESS.OLDER_REVISION, older.revision())
                .set(LIKENESS.VERSION, LIKENESS.VERSION.plus(1))
                .where(LIKENESS.ENTRY_REVISION.ne(entry.revision()).or(LIKENESS.OLDER_REVISION.ne(older.revision())));
    }

    /** What was ruled on stays: the list says that the text was written again since. */
    private Query forgotten(long call, Text text) {
        return dsl.deleteFrom(LIKENESS)
                .where(
                        LIKENESS.RULING.isNull(),
                        LIKENESS.ENTRY_ID
                                .eq(text.entryId())
                                .and(LIKENESS.ENTRY_REVISION.ne(text.revision()))
                                .or(LIKENESS.OLDER_ID
                                        .eq(text.entryId())
                                        .and(LIKENESS.OLDER_REVISION.ne(text.revision()))),
                        LIKENESS.ENTRY_ID.in(DSL.select(ENTRY.ID).from(ENTRY).where(ENTRY.CALL_ID.eq(call))));
    }

    private Query seen(Text text) {
        return dsl.insertInto(COMPARED)
                .set(COMPARED.ENTRY_ID, text.entryId())
                .set(COMPARED.REVISION, text.revision())
                .onConflict(COMPARED.ENTRY_ID)
                .doUpdate()
                .set(COMPARED.REVISION, text.revision())
                .set(COMPARED.AT, DSL.defaultValue(COMPARED.AT));
    }
}
