package io.lingchuang.platform.documents;

import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Listing;
import java.io.OutputStream;
import java.util.Collections;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.postgresql.ds.PGSimpleDataSource;

/** A process of its own: a list of so many rows, each with texts that no other row has, as Excel to nowhere. Ends with 0 when all were written. */
class ExportInSmallHeap {

    public static void main(String[] args) {
        int rows = Integer.parseInt(args[1]);
        var source = new PGSimpleDataSource();
        source.setUrl(args[0]);
        var dsl = DSL.using(source, SQLDialect.POSTGRES);
        Field<Integer> n = DSL.field("n", SQLDataType.INTEGER);
        Field<String> text =
                DSL.field("repeat('职工' || n || ' ', 20)", SQLDataType.CLOB).as("text");
        var listing = new Listing<>(
                        dsl,
                        "rows",
                        condition -> dsl.select(n, text)
                                .from("generate_series(1, {0}) as g(n)", DSL.val(rows))
                                .where(condition),
                        r -> r.get(text))
                .up(n);
        int[] written = {0};
        ExcelOut.write(OutputStream.nullOutputStream(), "名册", excel -> {
            excel.header(Collections.nCopies(8, "文字"));
            listing.each(ListRequest.none(), row -> {
                excel.row(IntStream.range(0, 8)
                        .mapToObj(column ->
                                row.substring(0, 20) + written[0] + "-" + column) // a text of its own in each cell
                        .toList());
                written[0]++;
            });
        });
        System.exit(written[0] == rows ? 0 : 1);
    }
}
