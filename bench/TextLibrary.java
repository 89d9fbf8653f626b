import io.lingchuang.platform.text.Grams;
import io.lingchuang.sample.IdeaTexts;
import io.lingchuang.sample.IdeaTexts.Idea;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Invented texts as handed-in entries of two calls of the small sample: all but the last ones in a call of former years, the last ones in the call that
 * is compared. The generator knows which are copies.
 */
final class TextLibrary {

    private static final long FIRST = 61_000_001;
    private static final int AT_ONCE = 2000;

    final IdeaTexts texts;
    final int size;
    final int ofTheCall;

    TextLibrary(long seed, int size, int ofTheCall) {
        this.texts = new IdeaTexts(seed);
        this.size = size;
        this.ofTheCall = ofTheCall;
    }

    long id(int n) {
        return FIRST + n;
    }

    boolean sameIdea(int n, long entry) {
        return texts.originalOf(n) == texts.originalOf((int) (entry - FIRST));
    }

    /** As the product puts title and answers together. */
    static String whole(Idea idea) {
        return idea.title() + "\n" + idea.problem() + "\n" + idea.measure() + "\n" + idea.benefit();
    }

    /** Copies entries and grams in, and builds the index of the grams anew. @return the call of the last ones */
    long load(Database database) throws SQLException {
        long compared = database.number(
                "select max(id) from calls.call where form::text like '%benefitHow%' and state <> 'DRAFT'");
        long former = database.number("select min(id) from calls.call where id <> " + compared);
        long unit = database.number("select min(id) from access.node where kind = 'ENTERPRISE'");
        long account = database.number("select min(id) from access.account");
        try (Connection c = database.connection()) {
            CopyIn entries = copy(
                    c,
                    "copy entries.entry (id, call_id, unit_node_id, number, title, answers, state, at_node_id, submitted_at, created_by)"
                            + " from stdin");
            entries(entries, former, compared, unit, account);
            entries.endCopy();
            String index = database.column(
                            "select indexdef from pg_indexes where schemaname = 'entries' and tablename = 'text_gram' and indexdef like '%gin%'")
                    .getFirst();
            database.execute("drop index entries." + index.split(" ")[2]);
            CopyIn grams = copy(c, "copy entries.text_gram (entry_id, grams) from stdin");
            grams(grams);
            grams.endCopy();
            database.execute("set maintenance_work_mem = '256MB'; " + index);
        }
        database.execute("vacuum analyze");
        return compared;
    }

    private static CopyIn copy(Connection c, String sql) throws SQLException {
        return c.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    }

    private void entries(CopyIn copy, long former, long compared, long unit, long account) throws SQLException {
        write(copy, n -> {
            Idea idea = texts.idea(n);
            long call = n < size - ofTheCall ? former : compared;
            return String.join(
                    "\t",
                    String.valueOf(id(n)),
                    String.valueOf(call),
                    String.valueOf(unit),
                    "BENCH-" + n,
                    idea.title(),
                    "{\"problem\": \"%s\", \"measure\": \"%s\", \"benefitHow\": \"%s\"}"
                            .formatted(idea.problem(), idea.measure(), idea.benefit()),
                    "FORMAL_CHECK",
                    String.valueOf(unit),
                    Instant.parse("2026-01-01T00:00:00Z").plusSeconds(n).toString(),
                    String.valueOf(account));
        });
    }

    private void grams(CopyIn copy) throws SQLException {
        write(
                copy,
                n -> id(n) + "\t{"
                        + Arrays.stream(Grams.of(whole(texts.idea(n))))
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining(","))
                        + "}");
    }

    /** The lines are made on all processors and written in order. */
    private void write(CopyIn copy, IntFunction<String> line) throws SQLException {
        for (int from = 0; from < size; from += AT_ONCE) {
            byte[] some = IntStream.range(from, Math.min(size, from + AT_ONCE))
                    .parallel()
                    .mapToObj(line)
                    .collect(Collectors.joining("\n", "", "\n"))
                    .getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(some, 0, some.length);
        }
    }
}
