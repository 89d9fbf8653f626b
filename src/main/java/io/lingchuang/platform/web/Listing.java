package io.lingchuang.platform.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.SortField;
import org.jooq.SortOrder;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The one way a list is made: scoped and filtered in SQL, paged by key (a page costs the same wherever it stands), counted up to
 * a bound, and exported to Excel exactly as it is filtered.
 */
public final class Listing<T> {

    public static final int PAGE = 20;
    private static final int COUNT_UP_TO = 10_000;

    private final DSLContext dsl;
    private final String title;
    private final Function<Condition, SelectConditionStep<? extends Record>> query;
    private final Function<Record, T> row;
    private final List<Key> keys = new ArrayList<>();
    private final List<Column<T>> columns = new ArrayList<>();
    private final List<Filter> filters = new ArrayList<>();
    private @Nullable Function<T, String> id;

    private record Key(Field<?> field, boolean down) {}

    /**
     * @param title message key of the list's name, which is also the Excel file's
     * @param query the scoped query; it is given the filters' condition to end its where clause with
     */
    public Listing(
            DSLContext dsl,
            String title,
            Function<Condition, SelectConditionStep<? extends Record>> query,
            Function<Record, T> row) {
        this.dsl = dsl;
        this.title = title;
        this.query = query;
        this.row = row;
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
        var condition = condition(request);
        boolean back = !request.before().isEmpty();
        var seek = Cursor.decode(back ? request.before() : request.after(), keys.size());
        var ordered = query.apply(condition).orderBy(order(back));
        var fetched = seek.isEmpty()
                ? ordered.limit(PAGE + 1).fetch()
                : ordered.seek(values(seek)).limit(PAGE + 1).fetch();
        boolean more = fetched.size() > PAGE;
        List<Record> records = new ArrayList<>(fetched.subList(0, Math.min(PAGE, fetched.size())));
        if (back) {
            Collections.reverse(records);
        }
        boolean earlier = back ? more : !seek.isEmpty();
        boolean later = back || more;
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
                earlier && !records.isEmpty() ? Cursor.encode(records.getFirst(), fields()) : "",
                later && !records.isEmpty() ? Cursor.encode(records.getLast(), fields()) : "",
                count(condition),
                COUNT_UP_TO);
    }

    /** Every row as filtered and as it stood when this began: one query, of which no more than a thousand rows are held at a time. */
    public void each(ListRequest request, Consumer<T> consumer) {
        var ordered = query.apply(condition(request)).orderBy(order(false));
        // A cursor only streams inside a transaction; a stream of jOOQ's would only be opened behind it.
        dsl.transaction(tx -> {
            tx.dsl().execute("set transaction read only");
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

    private List<SortField<?>> order(boolean back) {
        return keys.stream()
                .<SortField<?>>map(k -> k.field.sort(k.down != back ? SortOrder.DESC : SortOrder.ASC))
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

    private long count(Condition condition) {
        return dsl.fetchCount(dsl.selectOne()
                .from(DSL.select(DSL.one())
                        .from(query.apply(condition).limit(COUNT_UP_TO + 1).asTable("q"))));
    }

    private List<Field<?>> fields() {
        return keys.stream().<Field<?>>map(Key::field).toList();
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
