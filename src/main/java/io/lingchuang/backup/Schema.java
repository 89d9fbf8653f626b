package io.lingchuang.backup;

import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.PGConnection;

/** What stands in the database, read from its own catalogue: so a table that a later part brings is in the archive without a word here. */
final class Schema {

    /** What an extension brings is made by the extension; Flyway writes its own history; the marker is of the restore. */
    private static final String OURS = """
             n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'lingchuang_restoring')
             and c.relname <> 'flyway_schema_history'
             and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
            """;

    /** A table and the columns that are stored, not computed. */
    record Table(String schema, String name, List<String> columns) {}

    private final Connection connection;
    private final DSLContext dsl;

    /** The same row reads the same, whatever the settings of server and machine are. */
    Schema(Connection connection) throws SQLException {
        this.connection = connection;
        this.dsl = DSL.using(connection, SQLDialect.POSTGRES);
        dsl.execute("set timezone = 'UTC'");
        dsl.execute("set datestyle = 'ISO'");
        dsl.execute("set intervalstyle = 'postgres'");
        dsl.execute("set bytea_output = 'hex'");
        dsl.execute("set extra_float_digits = 1");
        dsl.execute("set synchronize_seqscans = off");
    }

    DSLContext dsl() {
        return dsl;
    }

    boolean empty() {
        return !dsl.fetchSingle(
                        "select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where "
                                + OURS + ") or to_regclass('public.flyway_schema_history') is not null"
                                + " or to_regnamespace('lingchuang_restoring') is not null")
                .get(0, Boolean.class);
    }

    List<Table> tables() {
        return dsl.fetch("""
                select n.nspname, c.relname, array(
                    select a.attname::text from pg_attribute a
                    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum)
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind = 'r' and""" + OURS + " order by 1, 2")
                .map(r -> new Table(r.get(0, String.class), r.get(1, String.class), List.of(r.get(2, String[].class))));
    }

    /** Read after the rows: what is given out meanwhile is given out, and no number is given twice. */
    List<Manifest.Sequence> sequences() {
        List<Manifest.Sequence> sequences = new ArrayList<>();
        for (Record s : dsl.fetch(
                "select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S' and"
                        + OURS + " order by 1, 2")) {
            String schema = s.get(0, String.class);
            String name = s.get(1, String.class);
            Record at = dsl.fetchSingle("select last_value, is_called from " + quoted(schema, name));
            sequences.add(new Manifest.Sequence(schema, name, at.get(0, Long.class), at.get(1, Boolean.class)));
        }
        return sequences;
    }

    List<Manifest.Migration> migrations() {
        return dsl.fetch(
                        "select version, checksum from public.flyway_schema_history where success and version is not null and type <> 'BASELINE' order by installed_rank")
                .map(r -> new Manifest.Migration(r.get(0, String.class), r.get(1, Integer.class)));
    }

    /** @return how many rows */
    long copyOut(String schema, String name, List<String> columns, OutputStream out) throws Exception {
        if (columns.isEmpty()) {
            throw new IllegalStateException(schema + "." + name + " has no columns");
        }
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy " + quoted(schema, name) + columns(columns) + " to stdout (encoding 'UTF8')", out);
    }

    static String columns(List<String> columns) {
        return columns.stream().map(Schema::quoted).collect(Collectors.joining(", ", " (", ")"));
    }

    static String quoted(String schema, String name) {
        return quoted(schema) + "." + quoted(name);
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
