package io.lingchuang.sample;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jooq.exception.DataAccessException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Copies rows in over the one connection of the running transaction, while other threads make the next ones. Plain indexes of the large tables
 * are taken off before and built once at the end; primary keys, unique indexes, foreign keys, checks and triggers stay and check every row.
 */
final class BulkLoad implements AutoCloseable {

    /** Tables worth building their indexes once. */
    private static final List<Into> LARGE = List.of(
            Into.PEOPLE,
            Into.ENTRIES,
            Into.COMPLETERS,
            Into.EVENTS,
            Into.GRAMS,
            Into.RECOMMENDATIONS,
            Into.GRANTS,
            Into.TRAIL);

    private static final int AHEAD = 6;

    private final Connection connection;
    private final CopyManager copies;
    private final ExecutorService workers =
            Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors()));
    private final Set<Into> touched = EnumSet.noneOf(Into.class);
    private final List<String> indexes = new ArrayList<>();
    private long rows;

    BulkLoad(Connection connection) throws SQLException {
        this.connection = connection;
        this.copies = connection.unwrap(PGConnection.class).getCopyAPI();
        takeOffIndexes();
    }

    void write(Rows some) {
        write(some.encoded());
    }

    private void write(Rows.Encoded some) {
        some.each((into, bytes) -> {
            try {
                rows += copies.copyIn(into.copy(), new ByteArrayInputStream(bytes));
                touched.add(into);
            } catch (SQLException e) {
                throw new DataAccessException("Copying into " + into.qualified(), e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Makes the rows of each part on many threads, and writes them in the order of the parts: the same at every load. */
    <T> void each(Iterable<T> parts, Function<T, Rows> make) {
        Queue<Future<Rows.Encoded>> waiting = new ArrayDeque<>();
        for (T part : parts) {
            waiting.add(workers.submit(() -> make.apply(part).encoded()));
            if (waiting.size() > AHEAD) {
                write(made(waiting.remove()));
            }
        }
        while (!waiting.isEmpty()) {
            write(made(waiting.remove()));
        }
    }

    private static Rows.Encoded made(Future<Rows.Encoded> part) {
        try {
            return part.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the sample city was loaded", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    long rows() {
        return rows;
    }

    private void takeOffIndexes() throws SQLException {
        for (Into into : LARGE) {
            String plain = "select indexrelid::regclass, pg_get_indexdef(indexrelid) from pg_index where indrelid = '"
                    + into.qualified() + "'::regclass and not indisunique";
            List<String> names = new ArrayList<>();
            try (Statement ask = connection.createStatement();
                    var found = ask.executeQuery(plain)) {
                while (found.next()) {
                    names.add(found.getString(1));
                    indexes.add(found.getString(2));
                }
            }
            for (String name : names) {
                execute("drop index " + name);
            }
        }
    }

    /** Puts the indexes back, and every identity behind the ids that were given. */
    void finish() throws SQLException {
        execute("set constraints all immediate");
        execute("set local maintenance_work_mem = '256MB'");
        for (String index : indexes) {
            execute(index);
        }
        for (Into into : touched) {
            if (into.identified) {
                execute("select setval(pg_get_serial_sequence('%1$s', 'id'), (select max(id) from %1$s))"
                        .formatted(into.qualified()));
            }
            execute("analyze " + into.qualified());
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
