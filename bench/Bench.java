import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.flywaydb.core.Flyway;

/** What the parts share: a scratch folder, one PostgreSQL with fresh databases in it, and the product started on them. */
final class Bench implements AutoCloseable {

    static final String PASSWORD = "Lingchuang2026";

    private final Path folder;
    private EmbeddedPostgres server;
    private Path serverLog;
    private int count;

    Bench() throws IOException {
        folder = Files.createTempDirectory("lingchuang-bench");
    }

    /** For whatever a part writes; gone at the end. */
    Path folder() {
        return folder;
    }

    Path newFolder() throws IOException {
        return Files.createDirectory(folder.resolve("f" + ++count));
    }

    /** A fresh database with the product's tables and nothing else in them. */
    Database migrated() throws Exception {
        Database database = empty("");
        Flyway.configure()
                .dataSource(database.url(), "postgres", "")
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return database;
    }

    /** A fresh database with the small sample in it, as the product loads it. */
    Database sampled() throws Exception {
        if (server == null || !databases().contains("sampled")) {
            Database database = empty("");
            open(database).close();
            admin("alter database " + database.name() + " rename to sampled");
        }
        return empty(" template sampled");
    }

    /** A copy of a database that nobody is connected to. */
    Database copy(Database of) throws Exception {
        return empty(" template " + of.name());
    }

    void drop(Database database) throws Exception {
        admin("drop database " + database.name() + " with (force)");
    }

    private Database empty(String template) throws Exception {
        String name = "b" + ++count;
        admin("create database " + name + template);
        return new Database(server().getPort(), name);
    }

    /** The product on a database, as a process of its own, ready to be asked. The small sample is loaded where there is nothing yet. */
    House open(Database database, String... options) throws Exception {
        List<String> command = java();
        command.addAll(List.of("-jar", app()));
        command.add("--lingchuang.db.url=" + database.url());
        command.add("--lingchuang.data=" + newFolder());
        command.addAll(List.of(options));
        if (List.of(options).stream().noneMatch(o -> o.startsWith("--lingchuang.sample="))) {
            command.add("--lingchuang.sample=" + smallSample());
        }
        return House.start(command, folder.resolve("house" + ++count + ".log"));
    }

    /** How this build calls the sample of twenty units. */
    static String smallSample() {
        try {
            Class.forName("io.lingchuang.sample.SampleSize");
            return "small";
        } catch (ClassNotFoundException e) {
            return "true";
        }
    }

    /** The Java that runs this, with the options that bin/start gives. */
    static List<String> java() {
        return new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    }

    static String app() {
        return "target/app/lingchuang-0.1.0-SNAPSHOT.jar";
    }

    /** The server of all databases, with the settings of the product's own embedded one. */
    EmbeddedPostgres server() throws IOException {
        if (server == null) {
            serverLog = folder.resolve("postgres.log");
            server = EmbeddedPostgres.builder()
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(serverLog.toFile()))
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(serverLog.toFile()))
                    .start();
        }
        return server;
    }

    /** What the server has said, its statements too where a part asked for them. */
    Path serverLog() {
        return serverLog;
    }

    private List<String> databases() throws Exception {
        return new Database(server().getPort(), "postgres").column("select datname from pg_database");
    }

    /** For settings of the whole server and for making databases. */
    void admin(String sql) throws IOException, SQLException {
        try (Connection c = server().getPostgresDatabase().getConnection();
                var s = c.createStatement()) {
            s.execute(sql);
        }
    }

    /** Runs a program to its end. @return what it printed */
    static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + "\n" + said);
        }
        return said;
    }

    static String pgbench() {
        File[] installed = new File("/usr/lib/postgresql").listFiles();
        for (File version : installed == null ? new File[0] : installed) {
            File pgbench = new File(version, "bin/pgbench");
            if (pgbench.canExecute()) {
                return pgbench.getPath();
            }
        }
        return "pgbench";
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(f -> {
                try {
                    Files.delete(f);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
