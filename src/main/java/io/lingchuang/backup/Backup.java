package io.lingchuang.backup;

import io.lingchuang.platform.commands.Command;
import io.lingchuang.platform.commands.Settings;
import io.lingchuang.platform.database.OpenDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** {@code bin/backup FILE}: the whole house in one file, as it stands at one moment, while it goes on working. */
public final class Backup implements Command {

    private static final int TRIES = 3;

    /** A file that a row of the snapshot had, and that was taken out, row and all, before it was copied. */
    private static final class TakenOutMeanwhile extends Exception {}

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public int run(Settings settings) throws Exception {
        if (settings.words().size() != 1) {
            throw Words.refuse("backup.usage");
        }
        Path file = Path.of(settings.words().getFirst());
        try (OpenDatabase database = OpenDatabase.of(settings)) {
            for (int tried = 1; ; tried++) {
                try {
                    write(file, database, settings.data());
                    return 0;
                } catch (TakenOutMeanwhile again) {
                    if (tried == TRIES) {
                        throw Words.refuse("backup.busy");
                    }
                }
            }
        }
    }

    private void write(Path file, OpenDatabase database, Path data) throws Exception {
        // Before the rows: each head that is read here has its link among them. A head written later has none, and the
        // trail
        // would seem to have lost its end.
        Map<String, byte[]> heads = heads(data);
        try (ArchiveOut archive = new ArchiveOut(file);
                Connection connection = database.connect()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            Schema schema = new Schema(connection);
            List<Manifest.Table> tables = new ArrayList<>();
            for (Schema.Table t : schema.tables()) {
                long[] rows = new long[1];
                Hash hash = archive.add(
                        "tables/" + t.schema() + "." + t.name(),
                        out -> rows[0] = schema.copyOut(t.schema(), t.name(), t.columns(), out));
                tables.add(new Manifest.Table(t.schema(), t.name(), t.columns(), rows[0], hash.hex()));
            }
            List<Manifest.Kept> files = files(schema, archive, data, database);
            for (var head : heads.entrySet()) {
                Hash hash = archive.add(head.getKey(), out -> out.write(head.getValue()));
                files.add(new Manifest.Kept(head.getKey(), hash.bytes(), hash.hex()));
            }
            Manifest manifest = new Manifest(
                    Manifest.FORMAT, Instant.now().toString(), schema.migrations(), tables, schema.sequences(), files);
            archive.add(Manifest.ENTRY, out -> out.write(manifest.json()));
            archive.finish();
            Words.say(
                    "backup.done",
                    file,
                    String.valueOf(tables.size()),
                    String.valueOf(
                            tables.stream().mapToLong(Manifest.Table::rows).sum()),
                    String.valueOf(files.size() - heads.size()),
                    String.valueOf(Files.size(file)));
        }
    }

    private static Map<String, byte[]> heads(Path data) throws IOException {
        Map<String, byte[]> heads = new TreeMap<>();
        Path folder = data.resolve("audit");
        if (Files.isDirectory(folder)) {
            try (var list = Files.list(folder)) {
                for (Path head : list.filter(Files::isRegularFile).toList()) {
                    heads.put("audit/" + head.getFileName(), Files.readAllBytes(head));
                }
            }
        }
        return heads;
    }

    /** Those that a row of the snapshot names. The same bytes under two names are kept once. */
    private static List<Manifest.Kept> files(Schema schema, ArchiveOut archive, Path data, OpenDatabase database)
            throws Exception {
        List<Manifest.Kept> kept = new ArrayList<>();
        for (Record row : schema.dsl().fetch("select sha256, min(name) from platform.file group by 1 order by 1")) {
            String sha256 = row.get(0, String.class);
            String entry = "files/" + sha256.substring(0, 2) + "/" + sha256;
            Hash hash;
            try {
                hash = archive.add(entry, out -> Files.copy(data.resolve(entry), out));
            } catch (NoSuchFileException gone) {
                if (stillListed(sha256, database)) {
                    throw Words.refuse("backup.missing", row.get(1, String.class), data.resolve(entry));
                }
                throw new TakenOutMeanwhile();
            }
            String found = hash.hex();
            if (!found.equals(sha256)) {
                throw Words.refuse("backup.changed", row.get(1, String.class), data.resolve(entry));
            }
            kept.add(new Manifest.Kept(entry, hash.bytes(), found));
        }
        return kept;
    }

    private static boolean stillListed(String sha256, OpenDatabase database) throws Exception {
        try (Connection now = database.connect()) {
            return DSL.using(now, SQLDialect.POSTGRES)
                    .fetchSingle("select exists (select from platform.file where sha256 = ?)", sha256)
                    .get(0, Boolean.class);
        }
    }
}
