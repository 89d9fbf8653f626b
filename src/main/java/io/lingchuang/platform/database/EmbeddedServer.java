package io.lingchuang.platform.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL in the data folder. The folder is locked while the product runs, so a second start says so instead of
 * touching a living server; a server left behind by a killed process is stopped before a new one starts and recovers its log.
 */
final class EmbeddedServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServer.class);

    private final FileChannel lockFile;
    private final EmbeddedPostgres postgres;

    private EmbeddedServer(FileChannel lockFile, EmbeddedPostgres postgres) {
        this.lockFile = lockFile;
        this.postgres = postgres;
    }

    static EmbeddedServer start(Path data) {
        try {
            Files.createDirectories(data);
            FileChannel lockFile =
                    FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = lockFile.tryLock();
            if (lock == null) {
                throw new IllegalStateException("Lingchuang is already running on " + data.toAbsolutePath()
                        + ". Stop it first, or give another folder with --lingchuang.data=FOLDER.");
            }
            Path cluster = data.resolve("postgres");
            stopLeftover(cluster.resolve("postmaster.pid"));
            return new EmbeddedServer(
                    lockFile,
                    EmbeddedPostgres.builder()
                            .setDataDirectory(cluster)
                            .setCleanDataDirectory(false)
                            .setRegisterShutdownHook(false) // stopped last, when nothing uses it any more
                            .setLocaleConfig("locale", "C.UTF-8")
                            .setServerConfig("shared_buffers", "256MB")
                            .setServerConfig("max_connections", "100")
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setPGStartupWait(Duration.ofSeconds(60))
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL in " + data + " did not start", e);
        }
    }

    private static void stopLeftover(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().trim());
        var left = ProcessHandle.of(pid)
                .filter(p -> p.info().command().orElse("").contains("postgres"))
                .orElse(null);
        if (left != null) {
            log.info("Stopping the PostgreSQL {} that an earlier run left behind", pid);
            left.destroy();
            try {
                left.onExit().get(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                left.destroyForcibly();
                left.onExit().join();
            }
        }
        Files.deleteIfExists(pidFile);
    }

    String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        lockFile.close();
    }
}
