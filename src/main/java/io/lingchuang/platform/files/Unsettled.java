package io.lingchuang.platform.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Bytes of which nobody can say yet whether the database lists them: those of an open transaction, and those that a kill left in
 * between. Each has a mark, an empty file of its hash's name, from before the bytes move until the transaction's end is known. Only
 * what has a mark is ever taken away, so that a folder beside the wrong database loses nothing.
 */
final class Unsettled {

    private static final Logger log = LoggerFactory.getLogger(Unsettled.class);

    private final Path folder;
    private final Predicate<String> listed;

    /** How many transactions of this process are at it. */
    private final ConcurrentHashMap<String, Integer> underWay = new ConcurrentHashMap<>();

    /** @param folder of all files */
    Unsettled(Path folder, Predicate<String> listed) {
        this.folder = folder;
        this.listed = listed;
    }

    Path place(String hash) {
        return folder.resolve(hash.substring(0, 2)).resolve(hash);
    }

    private Path marks() {
        return folder.resolve("unsettled");
    }

    /** Before bytes come; those that lie there already stay, whatever becomes of the transaction. Without one, until {@link #ended}. */
    void coming(String hash) throws IOException {
        begin(hash, Files.notExists(place(hash)));
    }

    /** Before bytes go, with the transaction. */
    void going(String hash) throws IOException {
        begin(hash, true);
    }

    private void begin(String hash, boolean unsure) throws IOException {
        underWay.merge(hash, 1, Integer::sum);
        if (unsure) {
            Files.createDirectories(marks());
            Files.write(marks().resolve(hash), new byte[0]);
        }
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    end(hash, status != STATUS_UNKNOWN);
                }
            });
        }
    }

    /** Where there is no transaction around it. */
    void ended(String hash, boolean known) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            end(hash, known);
        }
    }

    private void end(String hash, boolean known) {
        underWay.computeIfPresent(hash, (h, n) -> n == 1 ? null : n - 1);
        if (known) {
            try {
                settle(hash);
            } catch (DataAccessException away) {
                log.warn("{} stays marked until the database is back: {}", hash, away.toString());
            }
        }
    }

    /** @return whether the bytes went */
    private boolean settle(String hash) {
        boolean[] went = {false};
        underWay.compute(hash, (h, others) -> {
            Path mark = marks().resolve(hash);
            if (others == null && Files.exists(mark)) { // whoever is at it settles it in their turn
                try {
                    went[0] = !listed.test(hash) && Files.deleteIfExists(place(hash));
                    Files.delete(mark);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return others;
        });
        return went[0];
    }

    /** @param before younger marks may be of a transaction whose end is not known yet */
    int settle(Instant before) throws IOException {
        int gone = 0;
        for (Path mark : older(marks(), before)) {
            gone += settle(mark.getFileName().toString()) ? 1 : 0;
        }
        for (Path file : older(folder, before)) { // half an upload
            gone += Files.deleteIfExists(file) ? 1 : 0;
        }
        return gone;
    }

    private static List<Path> older(Path folder, Instant before) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(f -> modified(f).isBefore(before))
                    .toList();
        }
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            return Instant.MAX;
        }
    }
}
