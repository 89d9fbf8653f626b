package io.lingchuang.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of an embedded PostgreSQL, and the processes that run on it: a postmaster, whose number stands in postmaster.pid, and its backends. */
record Cluster(Path folder) {

    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Whether a postmaster runs. One that was killed and not yet collected by the system has no program any more. */
    boolean alive() throws IOException {
        return postmaster().isPresent();
    }

    /** Where the running server listens, for whoever joins it; empty when none runs. */
    Optional<Integer> port() throws IOException {
        return alive() ? Optional.of(Integer.parseInt(line(3))) : Optional.empty();
    }

    /**
     * Ends what an earlier run left behind, so that a new server may start: a postmaster, which gets the time to write its
     * checkpoint, and backends that outlived theirs, which hold the shared memory and would make the new one refuse.
     */
    void stopLeftover() throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        if (alive()) {
            log.info("Stopping the PostgreSQL that an earlier run left behind");
        }
        stop();
        for (ProcessHandle orphan : orphans()) {
            orphan.destroyForcibly();
            end(orphan, PATIENCE);
        }
        Files.deleteIfExists(folder.resolve("postmaster.pid"));
        Files.deleteIfExists(folder.resolve("epg-lock")); // held by the object of the dead server; ours is data/lock
    }

    /** Stops the server in order, without waiting for its clients. */
    void stop() throws IOException {
        var running = postmaster();
        if (running.isPresent()) {
            new ProcessBuilder("kill", "-INT", String.valueOf(running.get().pid())).start();
            end(running.get(), PATIENCE);
        }
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        try {
            return ProcessHandle.of(Long.parseLong(line(0))).filter(Cluster::isPostgres);
        } catch (NoSuchFileException | IndexOutOfBoundsException | NumberFormatException none) {
            return Optional.empty(); // none, or just being written
        }
    }

    private String line(int n) throws IOException {
        return Files.readAllLines(folder.resolve("postmaster.pid")).get(n).trim();
    }

    /** Every process of PostgreSQL works inside its folder. Where the system does not show that, PostgreSQL's own check must do. */
    private List<ProcessHandle> orphans() throws IOException {
        Path here = folder.toRealPath();
        return ProcessHandle.allProcesses()
                .filter(Cluster::isPostgres)
                .filter(p -> {
                    try {
                        return Path.of("/proc", String.valueOf(p.pid()), "cwd")
                                .toRealPath()
                                .equals(here);
                    } catch (IOException gone) {
                        return false;
                    }
                })
                .toList();
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.isAlive() && process.info().command().orElse("").contains("postgres");
    }

    private static void end(ProcessHandle process, Duration patience) {
        boolean interrupted = false;
        for (Instant until = Instant.now().plus(patience); isPostgres(process); ) {
            if (Instant.now().isAfter(until)) {
                process.destroyForcibly();
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                interrupted = true; // what was begun is ended: a second server beside a living one would be worse
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
