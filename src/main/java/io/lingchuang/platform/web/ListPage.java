package io.lingchuang.platform.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, ready for tag/list.jte.
 *
 * @param counted whether count is all there is; otherwise there are at least as many
 */
public record ListPage<T>(
        String title,
        List<Column<T>> columns,
        List<Column<T>> allColumns,
        List<Filter> filters,
        ListRequest request,
        List<T> rows,
        @Nullable Function<T, String> id,
        String before,
        String after,
        long count,
        boolean counted) {

    public boolean empty() {
        return rows.isEmpty();
    }

    public boolean filtered() {
        return filters.stream().anyMatch(f -> !request.filter(f.name()).isBlank());
    }

    public String countText() {
        return counted ? String.valueOf(count) : count + "+";
    }

    /** The cells of a row as text and link, in the order of the columns. */
    public List<Cell> cells(T row, Page page) {
        return columns.stream()
                .map(c -> {
                    Function<T, String> to = c.href();
                    Object value = c.value().apply(row);
                    return new Cell(
                            page.t(c.title()),
                            page.show(value),
                            to == null ? null : to.apply(row),
                            value instanceof Badge badge ? badge.colour() : null);
                })
                .toList();
    }

    public String idOf(T row) {
        return id == null ? "" : id.apply(row);
    }

    /** The address of the same list as Excel. */
    public String excel(Page page) {
        return page.path() + ".xlsx" + (page.query().isEmpty() ? "" : "?" + page.query());
    }

    public record Cell(
            String title,
            String text,
            @Nullable String href,
            @Nullable String colour) {

        /** A day, a number, a word or two: it stands on one line. */
        public boolean brief() {
            return text.length() <= 4 || text.matches("[0-9][0-9 :.,%–-]{0,15}");
        }
    }
}
