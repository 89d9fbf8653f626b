package io.lingchuang.entries;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.TEXT_GRAM;

import io.lingchuang.calls.Call;
import io.lingchuang.calls.FormField;
import io.lingchuang.platform.text.Grams;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;

/** Near-duplicates: entries whose text shares most of its 3-grams with another, in whatever year. Pointed out, never decided by the product. */
@Service
public class Duplicates {

    /** From this share of common 3-grams on, two texts are shown to people. */
    public static final double LIKELY = 0.5;

    /** How many of a text's rarest grams are looked up; a copy keeps some of them, whatever else was changed. */
    private static final int PROBES = 24;

    /** A likely duplicate, with the share of the shorter text that stands in both. */
    public record Like(long entryId, String title, int year, long unitNodeId, EntryState state, double share) {}

    private final DSLContext dsl;

    Duplicates(DSLContext dsl) {
        this.dsl = dsl;
    }

    void remember(Entry entry, Call call) {
        Integer[] grams =
                java.util.Arrays.stream(Grams.of(text(entry, call))).boxed().toArray(Integer[]::new);
        dsl.insertInto(TEXT_GRAM)
                .set(TEXT_GRAM.ENTRY_ID, entry.id())
                .set(TEXT_GRAM.GRAMS, grams)
                .onConflict(TEXT_GRAM.ENTRY_ID)
                .doUpdate()
                .set(TEXT_GRAM.GRAMS, grams)
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

    public List<Like> like(Entry entry, Call call) {
        int[] grams = Grams.of(text(entry, call));
        if (grams.length < 20) {
            return List.of(); // too short to say anything
        }
        Integer[] probes = probes(grams, entry.id());
        if (probes.length == 0) {
            return List.of();
        }
        return dsl
                .select(ENTRY.ID, ENTRY.TITLE, CALL.YEAR, ENTRY.UNIT_NODE_ID, ENTRY.STATE, TEXT_GRAM.GRAMS)
                .from(TEXT_GRAM)
                .join(ENTRY)
                .on(ENTRY.ID.eq(TEXT_GRAM.ENTRY_ID))
                .join(CALL)
                .on(CALL.ID.eq(ENTRY.CALL_ID))
                .where(
                        DSL.condition("{0} && {1}", TEXT_GRAM.GRAMS, DSL.val(probes)),
                        ENTRY.ID.ne(entry.id()),
                        ENTRY.STATE.ne(EntryState.WITHDRAWN.name()))
                .limit(500)
                .fetch(r -> new Like(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        EntryState.valueOf(r.value5()),
                        Grams.containment(
                                grams,
                                java.util.Arrays.stream(r.value6())
                                        .mapToInt(Integer::intValue)
                                        .toArray())))
                .stream()
                .filter(l -> l.share() >= LIKELY)
                .sorted(Comparator.comparingDouble(Like::share).reversed())
                .limit(5)
                .toList();
    }

    /** The grams that the fewest others have, from a spread sample of the text's own. Its own row does not count: what it alone has finds nothing. */
    private Integer[] probes(int[] grams, long self) {
        int step = Math.max(1, grams.length / 120);
        List<Integer> sample = new java.util.ArrayList<>();
        for (int i = 0; i < grams.length; i += step) {
            sample.add(grams[i]);
        }
        Map<Integer, Integer> counts = dsl.resultQuery(
                        "select g, (select count(*) from (select 1 from entries.text_gram t where t.grams && array[g] and t.entry_id <> {1} limit 200) c)::int as n"
                                + " from unnest({0}::int[]) g",
                        DSL.val(sample.toArray(new Integer[0])), DSL.val(self))
                .fetch()
                .intoMap(r -> r.get(0, Integer.class), r -> r.get(1, Integer.class));
        return counts.entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .sorted(Map.Entry.comparingByValue())
                .limit(PROBES)
                .map(Map.Entry::getKey)
                .toArray(Integer[]::new);
    }
}
