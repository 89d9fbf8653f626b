package io.lingchuang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.lingchuang.backup.Backup;
import io.lingchuang.backup.Restore;
import io.lingchuang.platform.commands.Settings;
import io.lingchuang.platform.database.OpenDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** A city that is lost comes back from one file, with the same records, files and figures. */
class BackupTest extends OpenHouse {

    @TempDir
    private Path place;

    @Autowired
    private Environment environment;

    @Autowired
    private HikariDataSource pool; // the setting itself stands for another fresh database each time it is read

    @Autowired
    private CityAtWork city;

    @Test
    void a_city_that_worked_while_it_was_saved_comes_back_with_the_same_records_and_figures() throws Exception {
        String file = city.stories(this::actor).getFirst().id("file");
        byte[] proof = visitor("worker").bytes("/files/" + file).body();
        Path archive = place.resolve("night.zip");
        try (var others = Executors.newSingleThreadExecutor()) {
            var begun = new CountDownLatch(1);
            var over = new AtomicBoolean();
            var work = others.submit(() -> {
                int handed = 0;
                for (; !over.get() || handed == 0; handed++) {
                    city.stories(this::actor);
                    begun.countDown();
                }
                return handed;
            });
            begun.await();
            try {
                assertThat(backup(archive)).isZero();
            } finally {
                over.set(true);
            }
            assertThat(work.get()).isPositive();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
                .isEqualTo("rw-------");

        // Once into a database of its own, once into a folder: both hold the same to the last row. That it is what was
        // saved is
        // compared by the restore itself.
        String url = emptyDatabase();
        Path beside = place.resolve("beside");
        assertThat(restore(archive, beside, "--lingchuang.db.url=" + url)).isZero();
        Path folder = place.resolve("folder");
        assertThat(restore(archive, folder)).isZero();

        try (OpenDatabase own = OpenDatabase.make(folder);
                Connection one = own.connect();
                Connection other = DriverManager.getConnection(url)) {
            Map<String, String> rows = contents(one);
            assertThat(rows).hasSizeGreaterThan(50).isEqualTo(contents(other));
            assertThat(figures(one)).isEqualTo(recounted(other));
        }
        try (KillableHouse restored = new KillableHouse(folder)) {
            restored.start();
            Visitor worker = Visitor.at(restored.address()).signIn("worker", PASSWORD);
            assertThat(worker.bytes("/files/" + file).body()).isEqualTo(proof);
        }
    }

    @Test
    void the_figures_of_a_quiet_city_are_the_same_before_and_after() throws Exception {
        Path archive = place.resolve("quiet.zip");
        visitor("city").get("/api/figures");
        String before = visitor("city").get("/api/figures").body();
        assertThat(backup(archive)).isZero();
        Path folder = place.resolve("folder");
        assertThat(restore(archive, folder)).isZero();
        try (KillableHouse restored = new KillableHouse(folder)) {
            restored.start();
            Visitor officer = Visitor.at(restored.address()).signIn("city", PASSWORD);
            assertThat(officer.get("/api/figures").body()).contains("\"code\"").isEqualTo(before);
        }
    }

    @Test
    void a_damaged_a_cut_and_a_foreign_file_are_refused_and_nothing_is_changed() throws Exception {
        Path archive = place.resolve("whole.zip");
        assertThat(backup(archive)).isZero();
        byte[] whole = Files.readAllBytes(archive);
        Random places = new Random(7);
        for (int i = 0; i < 25; i++) {
            byte[] flipped = whole.clone();
            flipped[places.nextInt(whole.length)] ^= (byte) (1 << places.nextInt(8));
            refused(flipped);
            refused(Arrays.copyOf(whole, places.nextInt(whole.length)));
        }
        refused("not an archive".repeat(100).getBytes(StandardCharsets.US_ASCII));
        refused(new byte[0]);
    }

    @Test
    void a_house_that_stands_is_not_overwritten_and_is_only_moved_aside_when_asked() throws Exception {
        Path archive = place.resolve("a.zip");
        assertThat(backup(archive)).isZero();
        assertThatThrownBy(() -> backup(archive)).hasMessageContaining("a.zip");
        Path folder = Files.createDirectories(place.resolve("stands"));
        Files.createDirectories(folder.resolve("files"));
        Files.writeString(folder.resolve("files/mine"), "mine");
        assertThatThrownBy(() -> restore(archive, folder)).hasMessageContaining("--replace");
        assertThat(folder.resolve("files/mine")).exists();
        assertThat(restore(archive, folder, "--replace")).isZero();
        assertThat(folder.resolve("files/mine")).doesNotExist();
        try (var all = Files.walk(folder)) {
            assertThat(all.filter(p -> p.getFileName().toString().equals("mine")))
                    .hasSize(1);
        }
        String here = pool.getJdbcUrl();
        assertThatThrownBy(() -> restore(archive, place.resolve("new"), "--lingchuang.db.url=" + here))
                .hasMessageContaining("LINGCHUANG_DB_URL");
    }

    @Test
    void a_restore_that_was_broken_off_is_not_taken_for_a_house() throws Exception {
        Path archive = place.resolve("a.zip");
        assertThat(backup(archive)).isZero();
        Path folder = place.resolve("half");
        Files.createDirectories(folder.resolve("restoring/files"));
        assertThatThrownBy(() -> OpenDatabase.make(folder)).hasMessageContaining("bin/restore");
        assertThat(restore(archive, folder)).isZero();
        assertThat(folder.resolve("restoring")).doesNotExist();
        assertThat(folder.resolve("postgres/PG_VERSION")).exists();
    }

    private void refused(byte[] content) throws Exception {
        Path file = Files.write(place.resolve("bad.zip"), content);
        Path folder = place.resolve("untouched");
        assertThatThrownBy(() -> restore(file, folder)).hasMessageContaining("bad.zip");
        assertThat(folder).doesNotExist();
    }

    private int backup(Path archive) throws Exception {
        return backup(
                archive,
                "--lingchuang.db.url=" + pool.getJdbcUrl(),
                Path.of(environment.getRequiredProperty("lingchuang.data")));
    }

    private static int backup(Path archive, String database, Path data) throws Exception {
        return new Backup().run(Settings.of(archive.toString(), database, "--lingchuang.data=" + data));
    }

    private static int restore(Path archive, Path data, String... more) throws Exception {
        var args = new ArrayList<>(List.of(archive.toString(), "--lingchuang.data=" + data));
        args.addAll(List.of(more));
        return new Restore().run(Settings.of(args.toArray(String[]::new)));
    }

    private String emptyDatabase() {
        String name = "restored_" + Long.toString(System.nanoTime(), 36);
        dsl.execute("create database " + name + " template template0");
        return pool.getJdbcUrl().replaceFirst("/t\\d+\\?", "/" + name + "?");
    }

    /** A hash of each table's rows, whatever order they stand in. */
    private static Map<String, String> contents(Connection connection) {
        DSLContext sql = DSL.using(connection, SQLDialect.POSTGRES);
        sql.execute("set timezone = 'UTC'");
        Map<String, String> contents = new TreeMap<>();
        // Of each restore its own: when Flyway brought the schema, and when the sign-ins ended.
        for (var t : sql.fetch("""
                select schemaname, tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema')
                and tablename <> 'flyway_schema_history' and (schemaname, tablename) <> ('access', 'session')""")) {
            String name = t.get(0) + "." + t.get(1);
            contents.put(
                    name,
                    sql.fetchSingle(
                                    "select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') from "
                                            + name + " t")
                            .get(0, String.class));
        }
        return contents;
    }

    private static String figures(Connection connection) {
        return DSL.using(connection, SQLDialect.POSTGRES)
                .fetchSingle("select count(*) || md5(string_agg(d::text, ',' order by d::text)) from insights.daily d")
                .get(0, String.class);
    }

    private static String recounted(Connection connection) {
        DSL.using(connection, SQLDialect.POSTGRES).fetch("select insights.recount()");
        return figures(connection);
    }
}
