import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.postgresql.PGConnection;

/**
 * How long the first start takes for the whole sample city, against plain COPY of the very same rows into a database migrated in the same way, with the
 * same indexes and constraints in place, in one transaction on the same server; its triggers are off, as they ask for the order in which people act.
 * Ours is the start with the city less the start without any sample, so that inventing, checking, writing, indexing, analysing and committing all
 * count. Goal: at most 3 times.
 */
final class LoadCity implements Part {

    private static final int RUNS = 3;
    private static final double GOAL = 3;

    private Bench bench;
    private Path folder;

    @Override
    public List<Measure> run(Bench bench) throws Exception {
        this.bench = bench;
        this.folder = bench.newFolder();
        start(bench.migrated(), "none"); // warms the file system, counts for nothing
        long[] rows = new long[1];
        Database[] city = new Database[1];
        List<Timing> both = Timing.alternating(
                RUNS,
                () -> {
                    double bare = start(bench.migrated(), "none");
                    city[0] = bench.migrated();
                    return start(city[0], "city") - bare;
                },
                () -> {
                    List<String> tables = tables(city[0]);
                    copyOut(city[0], tables);
                    Database again = bench.migrated();
                    long began = System.nanoTime();
                    rows[0] = copyIn(again, tables);
                    double plain = (System.nanoTime() - began) / 1e9;
                    same(city[0], again, tables);
                    bench.drop(city[0]);
                    bench.drop(again);
                    return plain;
                });
        System.out.println("first start " + both.get(0) + " s, plain COPY " + both.get(1) + " s");
        return List.of(Measure.atMost(
                "%,d rows of the whole sample city, against plain COPY".formatted(rows[0]),
                both.get(0).median(),
                both.get(1).median(),
                "s",
                GOAL));
    }

    /** Seconds until the first page. */
    private double start(Database database, String sample) throws Exception {
        try (House house = bench.open(database, "--lingchuang.sample=" + sample)) {
            return house.readyAfter() / 1000;
        }
    }

    /** The product's tables that hold rows which a migration does not bring, those first that others point to. */
    private List<String> tables(Database city) throws Exception {
        Database empty = bench.migrated();
        Map<String, Set<String>> needs = new TreeMap<>();
        try (Connection c = city.connection();
                Connection bare = empty.connection();
                var s = c.createStatement();
                var t = s.executeQuery(
                        "select c.oid::regclass, coalesce((select string_agg(distinct f.confrelid::regclass::text, ' ')"
                                + " from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid), '')"
                                + " from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r'"
                                + " and n.nspname not in ('pg_catalog', 'information_schema', 'public')")) {
            while (t.next()) {
                if (count(c, t.getString(1)) > 0 && count(bare, t.getString(1)) == 0) {
                    needs.put(
                            t.getString(1),
                            new TreeSet<>(Arrays.asList(t.getString(2).split(" "))));
                }
            }
        }
        bench.drop(empty);
        Set<String> ordered = new LinkedHashSet<>();
        while (ordered.size() < needs.size()) {
            int before = ordered.size();
            needs.forEach((table, others) -> {
                if (others.stream().allMatch(o -> !needs.containsKey(o) || ordered.contains(o))) {
                    ordered.add(table);
                }
            });
            if (ordered.size() == before) {
                throw new IllegalStateException("Tables point to each other in a circle: " + needs.keySet());
            }
        }
        return new ArrayList<>(ordered);
    }

    private void copyOut(Database city, List<String> tables) throws SQLException, IOException {
        try (Connection c = city.connection()) {
            for (String table : tables) {
                try (OutputStream out = Files.newOutputStream(folder.resolve(table))) {
                    c.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + table + " to stdout", out);
                }
            }
        }
    }

    private long copyIn(Database fresh, List<String> tables) throws SQLException, IOException {
        long rows = 0;
        try (Connection c = fresh.connection()) {
            c.setAutoCommit(false);
            for (String table : tables) {
                try (var s = c.createStatement();
                        InputStream in = Files.newInputStream(folder.resolve(table))) {
                    s.execute("alter table " + table + " disable trigger user");
                    rows += c.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin", in);
                }
            }
            c.commit();
        }
        return rows;
    }

    /** The yardstick measured the same work: both databases hold the same rows and have the same indexes. */
    private static void same(Database one, Database other, List<String> tables) throws SQLException {
        try (Connection a = one.connection();
                Connection b = other.connection()) {
            for (String table : tables) {
                if (count(a, table) != count(b, table) || indexes(a, table) != indexes(b, table)) {
                    throw new IllegalStateException(table + " differs");
                }
            }
        }
    }

    private static long count(Connection c, String table) throws SQLException {
        return number(c, "select count(*) from " + table);
    }

    private static long indexes(Connection c, String table) throws SQLException {
        return number(c, "select count(*) from pg_index where indisvalid and indrelid = '" + table + "'::regclass");
    }

    private static long number(Connection c, String query) throws SQLException {
        try (var s = c.createStatement();
                var r = s.executeQuery(query)) {
            r.next();
            return r.getLong(1);
        }
    }
}
