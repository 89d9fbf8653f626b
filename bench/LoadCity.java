import io.lingchuang.Lingchuang;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * How long the first start takes for the whole sample city, against plain COPY of the very same rows into a database migrated in the same way, with the
 * same indexes and constraints in place, in one transaction on the same server. Ours is the start with the city less the start without any sample,
 * so that inventing, checking, writing, indexing, analysing and committing all count. Goal: at most 3 times.
 *
 * <pre>java -cp target/classes:DEPENDENCIES bench/LoadCity.java [runs] [scale]</pre>
 */
class LoadCity {

    private static final double GOAL = 3;

    private final EmbeddedPostgres server;
    private final Path folder;
    private int databases;

    LoadCity(EmbeddedPostgres server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        String scale = args.length > 1 ? args[1] : "1";
        Path folder = Files.createTempDirectory("load-city");
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            var bench = new LoadCity(server, folder);
            double[] ours = new double[runs];
            double[] plain = new double[runs];
            long rows = 0;
            bench.start(bench.migrated(), "none", scale); // warms the file system, counts for nothing
            for (int i = 0; i < runs; i++) {
                double bare = bench.start(bench.migrated(), "none", scale);
                String city = bench.migrated();
                ours[i] = bench.start(city, "city", scale) - bare;
                List<String> tables = bench.tables(city);
                bench.copyOut(city, tables);
                String again = bench.migrated();
                long began = System.nanoTime();
                rows = bench.copyIn(again, tables);
                plain[i] = seconds(began);
                bench.same(city, again, tables);
                bench.drop(city);
                bench.drop(again);
                System.out.printf("run %d: %.1f s, plain COPY %.1f s%n", i + 1, ours[i], plain[i]);
            }
            double ratio = median(ours) / median(plain);
            System.out.printf(
                    "%n| part | what | ours | plain COPY | ratio | goal | met |%n|---|---|---|---|---|---|---|%n"
                            + "| LoadCity | %,d rows, median of %d | %.1f s | %.1f s | %.2f | at most %.0f | %s |%n",
                    rows, runs, median(ours), median(plain), ratio, GOAL, ratio <= GOAL ? "yes" : "no");
            System.exit(ratio <= GOAL ? 0 : 1);
        }
    }

    private String migrated() throws SQLException {
        String name = "b" + ++databases;
        try (Connection c = server.getPostgresDatabase().getConnection();
                var s = c.createStatement()) {
            s.execute("create database " + name);
        }
        Flyway.configure()
                .dataSource(url(name), "postgres", "")
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return name;
    }

    private void drop(String name) throws SQLException {
        try (Connection c = server.getPostgresDatabase().getConnection();
                var s = c.createStatement()) {
            s.execute("drop database " + name);
        }
    }

    private String url(String name) {
        return server.getJdbcUrl("postgres", name) + "&user=postgres";
    }

    private double start(String name, String sample, String scale) {
        long began = System.nanoTime();
        try (var house = new SpringApplicationBuilder(Lingchuang.class)
                .run(
                        "--server.port=0",
                        "--lingchuang.db.url=" + url(name),
                        "--lingchuang.data=" + folder,
                        "--lingchuang.sample.scale=" + scale,
                        "--lingchuang.sample=" + sample)) {
            return seconds(began);
        }
    }

    /** The product's tables that hold rows which a migration does not bring, those first that others point to. */
    private List<String> tables(String name) throws SQLException, IOException {
        String empty = migrated();
        Map<String, Set<String>> needs = new TreeMap<>();
        try (Connection c = DriverManager.getConnection(url(name));
                Connection bare = DriverManager.getConnection(url(empty));
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
        drop(empty);
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

    private void copyOut(String name, List<String> tables) throws SQLException, IOException {
        try (Connection c = DriverManager.getConnection(url(name))) {
            for (String table : tables) {
                try (OutputStream out = Files.newOutputStream(folder.resolve(table))) {
                    c.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + table + " to stdout", out);
                }
            }
        }
    }

    private long copyIn(String name, List<String> tables) throws SQLException, IOException {
        long rows = 0;
        try (Connection c = DriverManager.getConnection(url(name))) {
            c.setAutoCommit(false);
            for (String table : tables) {
                try (InputStream in = Files.newInputStream(folder.resolve(table))) {
                    rows += c.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin", in);
                }
            }
            c.commit();
        }
        return rows;
    }

    /** The yardstick measured the same work: both databases hold the same rows and have the same indexes. */
    private void same(String one, String other, List<String> tables) throws SQLException {
        try (Connection a = DriverManager.getConnection(url(one));
                Connection b = DriverManager.getConnection(url(other))) {
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

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
