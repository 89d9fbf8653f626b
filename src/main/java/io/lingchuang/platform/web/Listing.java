package io.lingchuang.platform.web;

import io.lingchuang.platform.text.Bigrams;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SelectConditionStep;
import org.jooq.SelectJoinStep;
import org.jooq.SortField;
import org.jooq.SortOrder;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The one way a list is made: scoped and filtered in SQL, paged by key (a page costs the same wherever it stands), counted up to ten
 * pages unless somebody asks for all, and exported to Excel exactly as it is filtered. A list that grows without bound and is searched
 * by words has a {@link WordIndex}; then what is searched costs the same too.
 */
public final class Listing<T> {

    public static final int PAGE = 20;
    private static final int COUNT_UP_TO = 10 * PAGE;
    private static final Name FOUND = DSL.name("found");

    private final DSLContext dsl;
    private final String title;
    private final Rows rows;
    private final Function<Record, T> row;
    private final List<Key> keys = new ArrayList<>();
    private final List<Column<T>> columns = new ArrayList<>();
    private final List<Filter> filters = new ArrayList<>();
    private @Nullable Function<T, String> id;

    private record Key(Field<?> field, boolean down) {}

    /** Where the rows come from. */
    private sealed interface Rows {

        /** The scoped query; it is given the filters' condition to end its where clause with. */
        record Query(Function<Condition, SelectConditionStep<? extends Record>> query) implements Rows {}

        /** The places of an index, joined to what is shown of their records; box is the name of the filter that words are typed into. */
        record ByWord(WordIndex index, String box, Function<Table<?>, SelectJoinStep<? extends Record>> query)
                implements Rows {}
    }

    /**
     * @param title message key of the list's name, which is also the Excel file's
     * @param query the scoped query; it is given the filters' condition to end its where clause with
     */
    public Listing(
            DSLContext dsl,
            String title,
            Function<Condition, SelectConditionStep<? extends Record>> query,
            Function<Record, T> row) {
        this(dsl, title, new Rows.Query(query), row);
    }

    private Listing(DSLContext dsl, String title, Rows rows, Function<Record, T> row) {
        this.dsl = dsl;
        this.title = title;
        this.rows = rows;
        this.row = row;
    }

    /**
     * A list in the order of an index, searched by its words.
     *
     * @param box title of the search box
     * @param query joins the index's fields, as the table it is given has them, to what is shown; it selects them too and joins each
     *     place to exactly one row
     */
    public static <T> Listing<T> byWord(
            DSLContext dsl,
            String title,
            String box,
            WordIndex index,
            Function<Table<?>, SelectJoinStep<? extends Record>> query,
            Function<Record, T> row) {
        var listing = new Listing<T>(dsl, title, new Rows.ByWord(index, "q", query), row);
        index.order().forEach(key -> listing.up(key));
        return listing.filter(Filter.text("q", box, typed -> DSL.noCondition()));
    }

    /** Orders by these; the last key must be unique. A key must not be null and must be among the selected fields. */
    public Listing<T> up(Field<?> key) {
        keys.add(new Key(key, false));
        return this;
    }

    public Listing<T> down(Field<?> key) {
        keys.add(new Key(key, true));
        return this;
    }

    public Listing<T> column(Column<T> column) {
        columns.add(column);
        return this;
    }

    public Listing<T> filter(Filter filter) {
        filters.add(filter);
        return this;
    }

    /** Rows can be ticked for a bulk action under this id. */
    public Listing<T> ticked(Function<T, String> by) {
        id = by;
        return this;
    }

    public ListPage<T> page(ListRequest request) {
        boolean last = request.last();
        boolean back = last || !request.before().isEmpty();
        var seek = last
                ? List.<String>of()
                : Cursor.decode(request.before().isEmpty() ? request.after() : request.before(), keys.size());
        var fetched = some(request, back, seek).fetch();
        boolean more = fetched.size() > PAGE;
        List<Record> records = new ArrayList<>(fetched.subList(0, Math.min(PAGE, fetched.size())));
        if (back) {
            Collections.reverse(records);
        }
        boolean earlier = back ? more : !seek.isEmpty();
        boolean later = back ? !last : more;
        long count = count(request);
        List<Field<?>> edge = rows instanceof Rows.ByWord ? fields(FOUND) : fields();
        return new ListPage<>(
                title,
                columns.stream()
                        .filter(c -> request.columns().isEmpty()
                                ? c.shown()
                                : request.columns().contains(c.key()))
                        .toList(),
                columns,
                filters,
                request,
                records.stream().map(row).toList(),
                id,
                earlier && !records.isEmpty() ? Cursor.encode(records.getFirst(), edge) : "",
                later && !records.isEmpty() ? Cursor.encode(records.getLast(), edge) : "",
                count,
                request.exact() || count < COUNT_UP_TO);
    }

    /** Every row as filtered and as it stood when this began: one query, of which no more than a thousand rows are held at a time. */
    public void each(ListRequest request, Consumer<T> consumer) {
        var ordered = all(request);
        // A cursor only streams inside a transaction; a stream of jOOQ's would only be opened behind it.
        dsl.transaction(tx -> {
            try (var cursor = tx.dsl().fetchLazy(ordered.fetchSize(1000))) {
                cursor.forEach(r -> consumer.accept(row.apply(r)));
            }
        });
    }

    public List<Column<T>> columns() {
        return columns;
    }

    public String title() {
        return title;
    }

    private ResultQuery<? extends Record> some(ListRequest request, boolean back, List<String> seek) {
        return switch (rows) {
            case Rows.Query(var query) -> {
                var ordered = query.apply(condition(request)).orderBy(order(fields(), back));
                yield seek.isEmpty()
                        ? ordered.limit(PAGE + 1)
                        : ordered.seek(values(seek)).limit(PAGE + 1);
            }
            case Rows.ByWord(var index, var box, var query) -> {
                // The page is found in the index first, and only then joined: no plan can look up more than it shows.
                Table<?> found = index.page(words(box, request), asked(box, request), back, values(seek), PAGE + 1)
                        .asTable(FOUND);
                yield query.apply(found).orderBy(order(fields(found), back));
            }
        };
    }

    private ResultQuery<? extends Record> all(ListRequest request) {
        return switch (rows) {
            case Rows.Query(var query) -> query.apply(condition(request)).orderBy(order(fields(), false));
            case Rows.ByWord(var index, var box, var query) -> {
                Table<?> listed = listed(index, box, request);
                yield query.apply(listed).orderBy(order(fields(listed), false));
            }
        };
    }

    private long count(ListRequest request) {
        var one = DSL.select(DSL.one());
        var counted = switch (rows) {
            case Rows.Query(var query) ->
                one.from(query.apply(condition(request)).asTable("q"));
            case Rows.ByWord(var index, var box, var query) -> one.from(listed(index, box, request));
        };
        return dsl.selectCount()
                .from(
                        request.exact()
                                ? counted.asTable("c")
                                : counted.limit(COUNT_UP_TO).asTable("c"))
                .fetchSingle()
                .value1();
    }

    private Table<?> listed(WordIndex index, String box, ListRequest request) {
        return index.rows(words(box, request), asked(box, request));
    }

    private static List<String> words(String box, ListRequest request) {
        return Bigrams.words(request.filter(box).strip());
    }

    /** Words that nothing can be searched by find nothing. */
    private Condition asked(String box, ListRequest request) {
        boolean nothing = !request.filter(box).isBlank() && words(box, request).isEmpty();
        return nothing ? DSL.falseCondition() : condition(request);
    }

    private List<SortField<?>> order(List<Field<?>> fields, boolean back) {
        return IntStream.range(0, keys.size())
                .<SortField<?>>mapToObj(
                        i -> fields.get(i).sort(keys.get(i).down != back ? SortOrder.DESC : SortOrder.ASC))
                .toList();
    }

    private Condition condition(ListRequest request) {
        Condition all = DSL.noCondition();
        for (Filter filter : filters) {
            String typed = request.filter(filter.name());
            if (!typed.isBlank()) {
                all = all.and(filter.condition().apply(typed.strip()));
            }
        }
        return all;
    }

    private List<Field<?>> fields() {
        return keys.stream().<Field<?>>map(Key::field).toList();
    }

    private List<Field<?>> fields(Name in) {
        return keys.stream()
                .<Field<?>>map(k -> DSL.field(in.append(k.field.getUnqualifiedName()), k.field.getDataType()))
                .toList();
    }

    private List<Field<?>> fields(Table<?> in) {
        return keys.stream().<Field<?>>map(k -> WordIndex.in(in, k.field)).toList();
    }

    private Object[] values(List<String> seek) {
        try {
            Object[] values = new Object[seek.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = keys.get(i).field.getDataType().convert(seek.get(i));
            }
            return values;
        } catch (org.jooq.exception.DataTypeException | IllegalArgumentException e) {
            throw new NotFound(); // somebody bent the address
        }
    }
}
