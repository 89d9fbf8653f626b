package io.lingchuang.entries;

import static io.lingchuang.db.entries.Tables.COMMON_GRAM;
import static io.lingchuang.db.entries.Tables.GRAM_CENSUS;
import static io.lingchuang.db.entries.Tables.TEXT_GRAM;

import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import io.lingchuang.platform.jobs.Recurring;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells a text's rare 3-grams from those that half the trade writes. Counted from a sample when the library has grown by a tenth; a gram
 * that has become common since then costs a check some rows more and makes it miss nothing.
 */
@Component
class GramCensus implements Recurring {

    /** How many rare grams of a text are looked up, spread over all of it: of a copy padded to thrice its length a dozen are the original's. */
    private static final int PROBES = 40;

    /** A gram is common from so many texts on, or one in a thousand of a large library. */
    private static final int COMMON = 20;

    private static final int SAMPLE = 20_000;

    /** Common grams are asked for beside too few rare ones as long as they lead to no more than this part of the library, or {@link #FEW} texts. */
    private static final int PART = 20;

    private static final int FEW = 500;

    private final DSLContext dsl;
    private final TransactionTemplate transaction;

    GramCensus(DSLContext dsl, TransactionTemplate transaction) {
        this.dsl = dsl;
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return "gram-census";
    }

    @Override
    public Schedule schedule() {
        return FixedDelay.ofMinutes(5);
    }

    @Override
    public void run() {
        long texts = dsl.fetchCount(TEXT_GRAM);
        long counted = texts();
        if (Math.abs(texts - counted) > counted / 10) {
            take();
        }
    }

    /** Counts anew; whoever checks meanwhile still uses the last census. */
    void take() {
        transaction.executeWithoutResult(status -> {
            long texts = dsl.fetchCount(TEXT_GRAM);
            double share = texts <= SAMPLE ? 1 : (double) SAMPLE / texts;
            dsl.execute("lock table entries.gram_census in exclusive mode");
            dsl.deleteFrom(COMMON_GRAM).execute();
            dsl.execute(
                    "insert into entries.common_gram (gram, texts) select g, ceil(count(*) / {0})"
                            + " from entries.text_gram tablesample bernoulli ({1}) repeatable (1), unnest(grams) g"
                            + " group by g having count(*) >= {2}",
                    DSL.val(share), DSL.val(share * 100), DSL.val(Math.max(COMMON, texts / 1000) * share));
            dsl.insertInto(GRAM_CENSUS)
                    .set(GRAM_CENSUS.TEXTS, texts)
                    .onConflict(GRAM_CENSUS.ONLY_ONE)
                    .doUpdate()
                    .set(GRAM_CENSUS.TEXTS, texts)
                    .set(GRAM_CENSUS.TAKEN_AT, DSL.defaultValue(GRAM_CENSUS.TAKEN_AT))
                    .execute();
        });
    }

    /** The grams to ask the index for: the rare ones, spread over the text; where there are too few, the least common beside them. */
    Integer[] probes(int[] grams) {
        Integer[] all = Arrays.stream(grams).boxed().toArray(Integer[]::new);
        return Arrays.stream(
                        probes(grams, common(DSL.condition("{0} = any({1})", COMMON_GRAM.GRAM, DSL.val(all))), texts()))
                .boxed()
                .toArray(Integer[]::new);
    }

    /**
     * The same with what is common known already: for many texts at once.
     *
     * @param texts how many the library has
     */
    static int[] probes(int[] grams, Map<Integer, Integer> common, long texts) {
        // By their hash the grams lie in no order of the text: every so manieth is a fair sample of all of it.
        int[] rare = Arrays.stream(grams).filter(g -> !common.containsKey(g)).toArray();
        if (rare.length >= PROBES) {
            return IntStream.range(0, PROBES)
                    .map(i -> rare[(int) ((long) i * rare.length / PROBES)])
                    .toArray();
        }
        List<Integer> leastCommon = Arrays.stream(grams)
                .filter(common::containsKey)
                .boxed()
                .sorted(Comparator.<Integer, Integer>comparing(common::get).thenComparing(Comparator.naturalOrder()))
                .limit(PROBES - rare.length)
                .toList();
        long most = Math.max(FEW, texts / PART);
        long led = 0;
        int taken = 0;
        while (taken < leastCommon.size()) {
            led += common.getOrDefault(leastCommon.get(taken), 0);
            if (led > most && rare.length + taken > 0) {
                break; // nothing of it is its own: what it shares with half the trade makes no duplicate
            }
            taken++;
        }
        return IntStream.concat(
                        Arrays.stream(rare), leastCommon.stream().limit(taken).mapToInt(Integer::intValue))
                .toArray();
    }

    /** How many the library had at the last census. */
    long texts() {
        return dsl.select(GRAM_CENSUS.TEXTS)
                .from(GRAM_CENSUS)
                .fetchOptional(GRAM_CENSUS.TEXTS)
                .orElse(0L);
    }

    /** Every common gram, with about how many texts have it. */
    Map<Integer, Integer> common() {
        return common(DSL.noCondition());
    }

    private Map<Integer, Integer> common(Condition which) {
        return dsl.select(COMMON_GRAM.GRAM, COMMON_GRAM.TEXTS)
                .from(COMMON_GRAM)
                .where(which)
                .fetchMap(COMMON_GRAM.GRAM, COMMON_GRAM.TEXTS);
    }

    /** What stands in so many texts that it says nothing about one of them. */
    Similarity similarity() {
        return new Similarity(dsl.select(COMMON_GRAM.GRAM)
                .from(COMMON_GRAM)
                .where(COMMON_GRAM.TEXTS.ge(DSL.select(DSL.greatest(GRAM_CENSUS.TEXTS.div(100), DSL.val((long) COMMON))
                                .cast(Integer.class))
                        .from(GRAM_CENSUS)))
                .orderBy(COMMON_GRAM.GRAM)
                .fetchStream()
                .mapToInt(r -> r.value1())
                .toArray());
    }
}
