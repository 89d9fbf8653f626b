package io.lingchuang.backup;

import io.lingchuang.platform.database.DataLock;
import io.lingchuang.platform.database.OpenDatabase;
import io.lingchuang.platform.database.Unfinished;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The data folder that a restore fills. All is made ready in a folder inside it, which also tells that a restore is under way, and is
 * moved to its place at the end. What stood there before is moved aside, never deleted.
 */
final class Place implements AutoCloseable {

    /** What a house consists of. The database last: without it nobody takes the rest for a house. */
    private static final List<String> PARTS = List.of("audit", "files", "postgres");

    private static final int TRIES = 100;
    private static final long PAUSE = 100_000_000; // ns

    private final Path data;
    private final DataLock lock;

    private Place(Path data, DataLock lock) {
        this.data = data;
        this.lock = lock;
    }

    /** @throws IllegalStateException somebody works on it, or something stands in it and is not to be replaced */
    static Place take(Path data, boolean replace) throws IOException {
        DataLock lock = DataLock.take(data);
        Place place = new Place(data, lock);
        if (!replace && PARTS.stream().anyMatch(part -> Files.exists(data.resolve(part)))) {
            lock.close();
            throw Words.refuse("restore.full", data.toAbsolutePath());
        }
        return place;
    }

    Path staging() {
        return data.resolve(Unfinished.FOLDER);
    }

    /** An empty folder for what is being restored; what an earlier restore left in it goes. */
    Path begin() throws IOException {
        clear();
        return Files.createDirectory(staging());
    }

    /** Moves all to its place. Only now does the product start on it. */
    void finish() throws IOException {
        Path aside = data.resolve("replaced-"
                + LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS")));
        OpenDatabase.stopLeftover(data);
        for (String part : PARTS) {
            if (Files.exists(data.resolve(part))) {
                Files.createDirectories(aside);
                Files.move(data.resolve(part), aside.resolve(part));
            }
        }
        for (String part : PARTS) {
            if (Files.exists(staging().resolve(part))) {
                Files.move(staging().resolve(part), data.resolve(part));
            }
        }
        clear();
        if (Files.exists(aside)) {
            Words.say("restore.aside", aside);
        }
    }

    /** Takes away what is being restored, and with it the mark that it is. */
    void clear() throws IOException {
        if (Files.notExists(staging())) {
            return;
        }
        OpenDatabase.stopLeftover(staging());
        for (int tried = 1; Files.exists(staging()); tried++) {
            try (var all = Files.walk(staging())) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (DirectoryNotEmptyException | NoSuchFileException | UncheckedIOException moving) {
                // A killed restore may leave an initdb that is still at work in the folder, or clearing it itself.
                if (tried == TRIES) {
                    throw moving;
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
