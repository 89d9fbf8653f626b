package io.lingchuang.entries;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.LIKENESS;
import static io.lingchuang.db.entries.Tables.TEXT_GRAM;

import io.lingchuang.calls.Call;
import io.lingchuang.calls.FormField;
import io.lingchuang.platform.text.Grams;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Near-duplicates: entries whose text shares most of its 3-grams with another, in whatever year. Pointed out, never decided by the product. */
@Service
public class Duplicates {

    /** So many are shown beside an entry. */
    private static final int SHOWN = 5;

    /** A likely duplicate, with the share of the shorter text that stands in both. ruling: what the host found out about the two, if it did. */
    public record Like(
            long entryId,
            String title,
            int year,
            long unitNodeId,
            EntryState state,
            double share,
            @Nullable Ruling ruling) {}

    private final DSLContext dsl;
    private final GramCensus census;

    Duplicates(DSLContext dsl, GramCensus census) {
        this.dsl = dsl;
        this.census = census;
    }

    void remember(Entry entry, Call call) {
        Integer[] grams = Arrays.stream(Grams.of(text(entry, call))).boxed().toArray(Integer[]::new);
        dsl.insertInto(TEXT_GRAM)
                .set(TEXT_GRAM.ENTRY_ID, entry.id())
                .set(TEXT_GRAM.GRAMS, grams)
                .onConflict(TEXT_GRAM.ENTRY_ID)
                .doUpdate()
                .set(TEXT_GRAM.GRAMS, grams)
                .set(TEXT_GRAM.REVISION, TEXT_GRAM.REVISION.plus(1))
                .execute();
    }

    /** Title and texts, as they are compared. */
    public static String text(Entry entry, Call call) {
        return entry.title() + "\n"
                + call.form().stream()
                        .filter(f -> f.kind() == FormField.Kind.LONG_TEXT || f.kind() == FormField.Kind.TEXT)
                        .map(f -> entry.answers().getOrDefault(f.code(), ""))
                        .collect(Collectors.joining("\n"));
    }

    /**
     * Those most like it, the likest first. Only texts that share one of its rare grams are read; the share is that of all grams, so what
     * every form of the trade says alike makes no duplicate.
     */
    public List<Like> like(Entry entry, Call call) {
        Map<Long, Double> shares = candidates(Grams.of(text(entry, call)), entry.id());
        if (shares.isEmpty()) {
            return List.of();
        }
        return dsl
                .select(ENTRY.ID, ENTRY.TITLE, CALL.YEAR, ENTRY.UNIT_NODE_ID, ENTRY.STATE, LIKENESS.RULING)
                .from(ENTRY)
                .join(CALL)
                .on(CALL.ID.eq(ENTRY.CALL_ID))
                .leftJoin(LIKENESS)
                .on(DSL.or(
                        LIKENESS.ENTRY_ID.eq(ENTRY.ID).and(LIKENESS.OLDER_ID.eq(entry.id())),
                        LIKENESS.OLDER_ID.eq(ENTRY.ID).and(LIKENESS.ENTRY_ID.eq(entry.id()))))
                .where(ENTRY.ID.in(shares.keySet()), ENTRY.STATE.ne(EntryState.WITHDRAWN.name()))
                .fetch(r -> new Like(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        EntryState.valueOf(r.value5()),
                        Objects.requireNonNull(shares.get(r.value1())),
                        r.value6() == null ? null : Ruling.valueOf(r.value6())))
                .stream()
                .sorted(Comparator.comparingDouble(Like::share).reversed().thenComparing(Like::entryId))
                .limit(SHOWN)
                .toList();
    }

    /** Entries whose text is likely this one, with the share that stands in both. */
    Map<Long, Double> candidates(int[] grams, long self) {
        Map<Long, Double> shares = new HashMap<>();
        if (grams.length < Similarity.LEAST) {
            return shares;
        }
        Map<Long, int[]> near = new HashMap<>();
        var read = TEXT_GRAM.as("read");
        dsl.select(read.ENTRY_ID, read.GRAMS)
                .from(DSL.table("entries.texts_with({0}) read", DSL.val(census.probes(grams))))
                .where(read.ENTRY_ID.ne(self))
                .forEach(r -> {
                    int[] other = Arrays.stream(r.value2())
                            .mapToInt(Integer::intValue)
                            .toArray();
                    if (Grams.containment(grams, other) >= Similarity.LIKELY) {
                        near.put(r.value1(), other);
                    }
                });
        if (!near.isEmpty()) {
            Similarity similarity = census.similarity();
            near.forEach((id, other) -> {
                double share = similarity.likely(grams, other);
                if (share > 0) {
                    shares.put(id, share);
                }
            });
        }
        return shares;
    }
}
