package io.lingchuang.backup;

import io.lingchuang.access.VerifyAudit;
import io.lingchuang.platform.commands.Command;
import io.lingchuang.platform.commands.Settings;
import io.lingchuang.platform.database.OpenDatabase;
import io.lingchuang.platform.database.Unfinished;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** {@code bin/restore FILE}: makes a house from an archive, in an empty data folder or database. {@code --replace} moves aside what stands there. */
public final class Restore implements Command {

    /** Of the events that wait to be heard; its table is the framework's and in no migration. */
    private static final String OUTBOX = "org/springframework/modulith/events/jdbc/schemas/v2/schema-postgresql.sql";

    @Override
    public String name() {
        return "restore";
    }

    /** @return 0: restored; 1: restored as it was, and its audit trail is not whole; 2: not restored */
    @Override
    public int run(Settings settings) throws Exception {
        if (settings.words().size() != 1) {
            throw Words.refuse("restore.usage");
        }
        boolean replace = settings.get("replace") != null;
        try (ArchiveIn archive = ArchiveIn.open(Path.of(settings.words().getFirst()));
                Place place = Place.take(settings.data(), replace)) {
            boolean whole = OpenDatabase.isGiven(settings)
                    ? intoGiven(archive, place, OpenDatabase.of(settings))
                    : intoFolder(archive, place);
            Words.say(
                    "restore.done",
                    String.valueOf(archive.manifest().tables().stream()
                            .mapToLong(Manifest.Table::rows)
                            .sum()),
                    archive.manifest().made());
            return whole ? 0 : 1;
        }
    }

    private static boolean intoFolder(ArchiveIn archive, Place place) throws Exception {
        Path staging = place.begin();
        boolean whole;
        try (OpenDatabase database = OpenDatabase.make(staging)) {
            whole = fill(archive, database, staging, false);
        } catch (Exception | Error fault) {
            place.clear();
            throw fault;
        }
        place.finish(); // where this fails, the mark stays: some of it is in its place
        return whole;
    }

    /** The schema that marks it as half done goes last, and only when all went well. */
    private static boolean intoGiven(ArchiveIn archive, Place place, OpenDatabase database) throws Exception {
        try (database;
                Connection connection = database.connect()) {
            Schema schema = new Schema(connection);
            if (!schema.empty()) {
                throw Words.refuse("restore.fullDatabase");
            }
            Path staging = place.begin();
            boolean whole;
            try {
                whole = fill(archive, database, staging, true);
            } catch (Exception | Error fault) {
                place.clear();
                throw fault;
            }
            place.finish();
            schema.dsl().execute("drop schema " + Unfinished.SCHEMA);
            return whole;
        }
    }

    /** @return whether the audit trail is whole */
    private static boolean fill(ArchiveIn archive, OpenDatabase database, Path staging, boolean mark) throws Exception {
        List<Manifest.Migration> steps = archive.manifest().migrations();
        Flyway flyway =
                flyway(database, MigrationVersion.fromVersion(steps.getLast().version()));
        compareSteps(steps, flyway);
        try (Connection connection = database.connect()) {
            if (mark) {
                new Schema(connection).dsl().execute("create schema " + Unfinished.SCHEMA);
            }
            flyway.migrate();
            new ResourceDatabasePopulator(new ClassPathResource(OUTBOX)).populate(connection);
            new Loading(connection).load(archive);
            flyway(database, MigrationVersion.LATEST).migrate();
            Schema schema = new Schema(connection);
            schema.dsl().fetch("select insights.recount()");
            schema.dsl().execute("analyze");
            putBack(archive, staging);
            return VerifyAudit.whole(connection, staging);
        }
    }

    private static Flyway flyway(OpenDatabase database, MigrationVersion target) {
        return Flyway.configure()
                .dataSource(database.source())
                .locations("classpath:db/migration")
                .baselineOnMigrate(true) // the mark of the restore stands in the database already
                .baselineVersion("0")
                .target(target)
                .load();
    }

    /** The archive's schema must be one that this program once had itself: the same steps, from the first on. */
    private static void compareSteps(List<Manifest.Migration> steps, Flyway flyway) {
        List<Manifest.Migration> own = Arrays.stream(flyway.info().all())
                .filter(m -> m.getVersion() != null)
                .map(m -> new Manifest.Migration(m.getVersion().getVersion(), m.getChecksum()))
                .toList();
        if (steps.size() > own.size() || !own.subList(0, steps.size()).equals(steps)) {
            boolean newer = MigrationVersion.fromVersion(steps.getLast().version())
                            .compareTo(
                                    MigrationVersion.fromVersion(own.getLast().version()))
                    > 0;
            throw Words.refuse(
                    newer ? "restore.newer" : "restore.otherSchema",
                    steps.getLast().version());
        }
    }

    private static void putBack(ArchiveIn archive, Path staging) throws IOException {
        for (Manifest.Kept kept : archive.manifest().files()) {
            Path to = staging.resolve(kept.path()).normalize();
            if (!to.startsWith(staging)) {
                throw Words.refuse("restore.lacks", kept.path());
            }
            Files.createDirectories(to.getParent());
            Hash hash = new Hash();
            try (InputStream in = archive.stream(kept.path());
                    FileChannel file = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                in.transferTo(hash.into(Channels.newOutputStream(file)));
                file.force(true);
            }
            if (hash.bytes() != kept.bytes() || !hash.hex().equals(kept.sha256())) {
                throw Words.refuse("restore.lacks", kept.path());
            }
        }
    }
}
