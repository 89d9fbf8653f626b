package io.lingchuang;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** The product as a process of its own on a data folder of its own, with the PostgreSQL that it starts. Either can be killed. */
final class KillableHouse implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path data;
    private final int port;
    private final HttpClient knocker =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private Process product;

    KillableHouse(Path data) throws IOException {
        this.data = data;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
    }

    Path data() {
        return data;
    }

    URI address() {
        return URI.create("http://localhost:" + port);
    }

    /** Starts it, or starts it again after a kill. */
    void start() throws IOException {
        product = run("--server.port=" + port, "--lingchuang.data=" + data, "--lingchuang.sample=" + smallSample());
        awaitAnswers();
    }

    /** Runs one of the product's commands to its end. @return its exit status */
    int command(String... args) throws Exception {
        return run(args).waitFor();
    }

    private Process run(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx400m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(p -> !p.endsWith("test-classes")) // beans of other tests are no part of the product
                        .collect(Collectors.joining(File.pathSeparator)),
                "io.lingchuang.Lingchuang"));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    Path log() {
        return Path.of(System.getProperty("lingchuang.kills.log", data + ".log"));
    }

    /** The small sample has a name of its own where there is a large one too. */
    private static String smallSample() {
        try {
            Class.forName("io.lingchuang.sample.SampleSize", false, KillableHouse.class.getClassLoader());
            return "small";
        } catch (ClassNotFoundException onlyOne) {
            return "true";
        }
    }

    boolean answers() {
        try {
            return product.isAlive()
                    && knocker.send(
                                            HttpRequest.newBuilder(address().resolve("/calls-open"))
                                                    .timeout(Duration.ofSeconds(15))
                                                    .build(),
                                            HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            < 500
                    && serverAnswers();
        } catch (IOException down) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean serverAnswers() {
        try (Connection c = connect()) {
            return sql(c).fetchOne("select 1") != null;
        } catch (SQLException | IOException | RuntimeException down) {
            return false;
        }
    }

    void awaitAnswers() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (!product.isAlive()) {
                throw new IllegalStateException("the product has ended, see " + log());
            }
            return answers();
        });
    }

    Connection connect() throws SQLException, IOException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + postmasterFile().get(3) + "/postgres?user=postgres");
    }

    static DSLContext sql(Connection connection) {
        return DSL.using(connection, SQLDialect.POSTGRES);
    }

    private List<String> postmasterFile() throws IOException {
        return Files.readAllLines(data.resolve("postgres/postmaster.pid")).stream()
                .map(String::trim)
                .toList();
    }

    private ProcessHandle postmaster() throws IOException {
        return ProcessHandle.of(Long.parseLong(postmasterFile().getFirst())).orElseThrow();
    }

    void killProduct() throws Exception {
        product.destroyForcibly().waitFor();
        start();
    }

    /** The plug is pulled: both at once. */
    void killBoth() throws Exception {
        product.destroyForcibly();
        postmaster().destroyForcibly();
        product.waitFor();
        start();
    }

    void killServer() throws Exception {
        ProcessHandle before = postmaster();
        before.destroyForcibly();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> postmaster().pid() != before.pid());
        awaitAnswers();
    }

    /** One backend, rather a busy one: PostgreSQL then ends all of them and recovers by itself. */
    void killBackend(Random random) throws Exception {
        // Right after a recovery nobody may be connected yet.
        List<Long> backends = await().atMost(PATIENCE).until(this::backends, some -> !some.isEmpty());
        long victim = backends.get(Math.min(random.nextInt(3), backends.size() - 1));
        ProcessHandle.of(victim).ifPresent(ProcessHandle::destroyForcibly);
        awaitAnswers();
    }

    private List<Long> backends() throws Exception {
        try (Connection c = connect()) {
            return sql(c).fetch("""
                            select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()
                            order by state = 'active' desc, state like 'idle in%' desc, pid""").getValues(0, Long.class);
        }
    }

    /** In order, as with Ctrl-C. */
    void stop() throws InterruptedException {
        product.destroy();
        product.waitFor();
    }

    @Override
    public void close() throws IOException {
        product.destroyForcibly();
        try {
            postmaster().destroyForcibly();
        } catch (IOException | RuntimeException stopped) {
            // in order before
        }
    }
}
