package io.lingchuang.platform.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL in the data folder. The folder is locked while the product runs, so a second start says so instead of
 * touching a living server; a server left behind by a killed process is stopped before a new one starts and recovers its log. A
 * server that dies while the product runs is started again on the same folder and port, so that the pool finds it where it was.
 */
final class EmbeddedServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration AGAIN = Duration.ofSeconds(2); // where a start itself failed, such as on a full disk
    private static final Duration FIRST_START = Duration.ofSeconds(60);
    private static final Duration RESTART = Duration.ofSeconds(5); // one that recovers for longer is left to it

    private final DataLock lock;
    private final Cluster cluster;
    private final int port;
    private final Thread watch;
    private volatile boolean closing;

    private EmbeddedServer(DataLock lock, Cluster cluster) throws IOException {
        this.lock = lock;
        this.cluster = cluster;
        this.port = run(cluster, 0, FIRST_START);
        this.watch = Thread.ofPlatform().daemon().name("postgres-watch").unstarted(this::keepAlive);
    }

    static EmbeddedServer start(Path data) {
        try {
            Unfinished.refuse(data);
            DataLock lock = DataLock.take(data);
            Cluster cluster = new Cluster(data.resolve("postgres"));
            cluster.stopLeftover();
            EmbeddedServer server = new EmbeddedServer(lock, cluster);
            server.watch.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL in " + data + " did not start", e);
        }
    }

    /** @param port 0: any free one */
    private static int run(Cluster cluster, int port, Duration patience) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(cluster.folder())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false) // stopped last, when nothing uses it any more
                .setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_connections", "100")
                .setServerConfig(
                        "unix_socket_directories", "") // nothing in a folder of all users, nothing left by a killed one
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(patience)
                .setPort(port)
                .start()
                .getPort();
    }

    private void keepAlive() {
        while (!closing) {
            try {
                Thread.sleep(LOOK);
                if (!closing && !cluster.alive()) {
                    log.warn("PostgreSQL has died; starting it again on port {}", port);
                    cluster.stopLeftover();
                    run(cluster, port, RESTART);
                    log.warn("PostgreSQL is back");
                }
            } catch (InterruptedException closed) {
                return;
            } catch (IOException | RuntimeException fault) {
                log.error("PostgreSQL is not back yet", fault);
                try {
                    Thread.sleep(AGAIN);
                } catch (InterruptedException closed) {
                    return;
                }
            }
        }
    }

    String url() {
        return url(port);
    }

    static String url(int port) {
        return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
    }

    @Override
    public void close() throws IOException {
        closing = true;
        watch.interrupt();
        try {
            watch.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cluster.stop();
        lock.close();
    }
}
