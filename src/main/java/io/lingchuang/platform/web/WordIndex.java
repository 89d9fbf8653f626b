package io.lingchuang.platform.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SortField;
import org.jooq.SortOrder;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * The rows of a list by the words they have, in the list's own order: a table with a row for each word of each record, and one with the
 * empty word, whose key is what scopes the list, then the word, then the order. Whatever is asked for, a page is a few neighbouring
 * rows of that key from each scope, merged: it costs the same however long the list is and wherever the page stands.
 */
public final class WordIndex {

    /** How many rows are looked at, over all words typed, to find the one that the fewest records have. */
    private static final int LOOK = 200;

    private static final int WORDS = 8;

    private final DSLContext dsl;
    private final Table<?> table;
    private final Field<String> word;
    private final List<Field<?>> order;
    private final List<Map<Field<?>, Object>> scopes;

    /**
     * @param order the list's order, the record's id last: fields of the table that follow the word in its key
     * @param scopes the parts the list consists of, each by the values of the fields that stand before the word in the key
     */
    public WordIndex(
            DSLContext dsl,
            Table<?> table,
            Field<String> word,
            List<Field<?>> order,
            List<Map<Field<?>, Object>> scopes) {
        this.dsl = dsl;
        this.table = table;
        this.word = word;
        this.order = List.copyOf(order);
        this.scopes = List.copyOf(scopes);
    }

    List<Field<?>> order() {
        return order;
    }

    /** The places of all records that have every word, in no order. */
    Table<?> rows(List<String> words, Condition more) {
        return union(searched(words, more).stream()
                        .<Select<? extends Record>>map(part -> part)
                        .toList())
                .asTable("listed");
    }

    /**
     * Some of them in the list's order, or backward from its end.
     *
     * @param seek the key after which they begin, or none
     */
    Select<? extends Record> page(List<String> words, Condition more, boolean back, Object[] seek, int many) {
        List<SortField<?>> sorted = sorted(order, back);
        // Each part is put in order by itself: PostgreSQL does not see that the key of a part gives its order when it
        // is part of a union.
        List<Select<? extends Record>> parts = new ArrayList<>();
        for (var part : searched(words, more)) {
            var ordered = part.orderBy(sorted);
            parts.add(
                    seek.length == 0 ? ordered.limit(many) : ordered.seek(seek).limit(many));
        }
        Table<?> merged = union(parts).asTable("listed");
        return dsl.select(merged.fields())
                .from(merged)
                .orderBy(sorted(order.stream().map(key -> in(merged, key)).toList(), back))
                .limit(many);
    }

    private static List<SortField<?>> sorted(List<? extends Field<?>> fields, boolean back) {
        return fields.stream()
                .<SortField<?>>map(f -> f.sort(back ? SortOrder.DESC : SortOrder.ASC))
                .toList();
    }

    /** For each scope its rows that have every word: read by the one that the fewest have, the others looked up row by row. */
    private List<SelectConditionStep<Record>> searched(List<String> words, Condition more) {
        String leading = words.isEmpty() ? "" : words.size() == 1 ? words.getFirst() : rarest(words, more);
        return scopes.stream()
                .map(scope -> {
                    Condition others = words.stream()
                            .filter(w -> !w.equals(leading))
                            .map(w -> has(scope, w))
                            .reduce(DSL.noCondition(), Condition::and);
                    return part(scope, leading).and(more).and(others);
                })
                .toList();
    }

    private Select<? extends Record> union(List<Select<? extends Record>> parts) {
        return parts.stream()
                .reduce((one, other) -> ((Select<Record>) one).unionAll((Select<Record>) other))
                .orElseGet(() -> dsl.select(order).from(table).where(DSL.falseCondition()));
    }

    private SelectConditionStep<Record> part(Map<Field<?>, Object> scope, String leading) {
        return dsl.select(order).from(table).where(DSL.condition(scope)).and(word.eq(leading));
    }

    /** A subquery of its own, so that it is looked up by the whole key, row by row, and never joined: a join would read all that have the word. */
    private Condition has(Map<Field<?>, Object> scope, String other) {
        Table<?> also = table.as("also");
        Condition same = in(also, word).eq(other);
        for (var s : scope.entrySet()) {
            same = same.and(equal(in(also, s.getKey()), DSL.val(s.getValue())));
        }
        for (Field<?> key : order) {
            same = same.and(equal(in(also, key), key));
        }
        return DSL.condition(DSL.coalesce(
                DSL.field(dsl.select(DSL.inline(true)).from(also).where(same).limit(1)), DSL.inline(false)));
    }

    @SuppressWarnings("unchecked")
    private static Condition equal(Field<?> one, Field<?> other) {
        return ((Field<Object>) one).eq((Field<Object>) other);
    }

    @SuppressWarnings("unchecked")
    static <F> Field<F> in(Table<?> other, Field<F> field) {
        return (Field<F>) Objects.requireNonNull(other.field(field.getUnqualifiedName()));
    }

    /** The word that the fewest records have, as far as a short look tells. */
    private String rarest(List<String> words, Condition more) {
        List<String> looked = words.subList(0, Math.min(WORDS, words.size()));
        int each = LOOK / looked.size();
        List<Field<Integer>> counts = new ArrayList<>();
        for (String w : looked) {
            counts.add(DSL.field(dsl.selectCount()
                    .from(DSL.select(DSL.one()).from(rows(List.of(w), more)).limit(each))));
        }
        Record found = dsl.select(counts).fetchSingle();
        return looked.get(IntStream.range(0, looked.size())
                .boxed()
                .min(java.util.Comparator.comparing(i -> found.get(i, Integer.class)))
                .orElseThrow());
    }
}
