package io.lingchuang.backup;

import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.postgresql.PGConnection;

/**
 * Puts the rows of an archive into a migrated database, in one transaction. The foreign keys are taken off meanwhile and put on again
 * at the end, where PostgreSQL checks each against all rows; every other constraint holds row by row as they come in. The tables'
 * own triggers rest: what they would write is in the archive. This needs no more rights than to own the tables.
 */
final class Loading {

    private record Key(String table, String name, String definition) {}

    private final Connection connection;
    private final Schema schema;
    private final DSLContext dsl;

    Loading(Connection connection) throws Exception {
        this.connection = connection;
        this.schema = new Schema(connection);
        this.dsl = schema.dsl();
    }

    /** @throws IllegalStateException the archive does not fit this schema, or what is in the database is not what was in the archive */
    void load(ArchiveIn archive) throws Exception {
        Manifest manifest = archive.manifest();
        connection.setAutoCommit(false);
        compareTables(manifest);
        List<String> names = manifest.tables().stream()
                .map(t -> Schema.quoted(t.schema(), t.name()))
                .toList();
        List<Key> keys = keys();
        keys.forEach(
                k -> dsl.execute("alter table %s drop constraint %s".formatted(k.table(), Schema.quoted(k.name()))));
        names.forEach(n -> dsl.execute("alter table " + n + " disable trigger user"));
        dsl.execute("truncate " + String.join(", ", names)); // what migrations put in is in the archive as it became
        for (Manifest.Table table : manifest.tables()) {
            copyIn(archive, table);
        }
        for (Manifest.Table table : manifest.tables()) {
            compareRows(table);
        }
        dsl.execute("set constraints all immediate");
        keys.forEach(k -> dsl.execute(
                "alter table %s add constraint %s %s".formatted(k.table(), Schema.quoted(k.name()), k.definition())));
        names.forEach(n -> dsl.execute("alter table " + n + " enable trigger user"));
        for (Manifest.Sequence s : manifest.sequences()) {
            dsl.fetch(
                    "select setval(cast(? as regclass), ?, ?)",
                    Schema.quoted(s.schema(), s.name()),
                    s.last(),
                    s.called());
        }
        endSignIns(manifest);
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** A browser that was signed in when the backup was made has no business in the restored house. */
    private void endSignIns(Manifest manifest) {
        if (manifest.tables().stream().anyMatch(t -> t.entry().equals("tables/access.session"))) {
            dsl.execute("update access.session set ended_at = now() where ended_at is null");
        }
    }

    private void compareTables(Manifest manifest) {
        Map<String, List<String>> here = new HashMap<>();
        schema.tables().forEach(t -> here.put(t.schema() + "." + t.name(), t.columns()));
        for (Manifest.Table table : manifest.tables()) {
            List<String> columns = here.remove(table.schema() + "." + table.name());
            if (columns == null || !new HashSet<>(columns).equals(new HashSet<>(table.columns()))) {
                throw Words.refuse("restore.otherTable", table.schema() + "." + table.name());
            }
        }
        here.remove("public.event_publication"); // the framework's own, made at a first start
        if (!here.isEmpty()) {
            throw Words.refuse(
                    "restore.otherTable", here.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
    }

    private List<Key> keys() {
        return dsl.fetch("""
                select n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid)
                from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
                where k.contype = 'f' and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
                order by 1, 2, 3""")
                .map((Record r) -> new Key(
                        Schema.quoted(r.get(0, String.class), r.get(1, String.class)),
                        r.get(2, String.class),
                        r.get(3, String.class)));
    }

    private void copyIn(ArchiveIn archive, Manifest.Table table) throws Exception {
        try (InputStream in = archive.stream(table.entry())) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy " + Schema.quoted(table.schema(), table.name()) + Schema.columns(table.columns())
                                    + " from stdin (encoding 'UTF8')",
                            in,
                            1 << 16);
        }
    }

    /** Reads back what the database now holds: it must be, to the byte, what the other database held. */
    private void compareRows(Manifest.Table table) throws Exception {
        Hash hash = new Hash();
        long rows = schema.copyOut(
                table.schema(), table.name(), table.columns(), hash.into(OutputStream.nullOutputStream()));
        if (rows != table.rows() || !hash.hex().equals(table.sha256())) {
            throw Words.refuse("restore.otherRows", table.schema() + "." + table.name());
        }
    }
}
