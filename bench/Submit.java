import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Handing in a ready draft over HTTP, against pgbench sending the very statements that this makes the product send, on the same server, database and
 * number of clients, with prepared statements. Every submission and every transaction of pgbench has a draft of its own.
 */
final class Submit implements Part {

    private static final int CLIENTS = 8;
    private static final int EACH = 150;
    private static final int FIRST =
            30; // transactions in which a new connection of pgbench plans what the product's have planned
    private static final int RUNS = 7;
    private static final int WARM = 3;
    private static final int DRAFTS = (EACH + FIRST + EACH) * (WARM + RUNS);
    private static final double GOAL = 0.4;

    private Database database;
    private ReadyDrafts drafts;
    private int next;

    @Override
    public List<Measure> run(Bench bench) throws Exception {
        Database sample = bench.sampled();
        List<PgbenchScript> scripts = captured(bench, bench.copy(sample));
        database = bench.copy(sample);
        drafts = ReadyDrafts.in(database, CLIENTS, DRAFTS);
        try (House house = bench.open(database)) {
            List<Browser> browsers = drafts.signedIn(house);
            scripts.getFirst().write(Path.of("target/bench/submit.sql"));
            for (int warm = 0; warm < WARM; warm++) {
                overHttp(browsers);
                byPgbench(bench, scripts);
            }
            List<Timing> rates = Timing.alternating(RUNS, () -> overHttp(browsers), () -> byPgbench(bench, scripts));
            System.out.println("over HTTP " + rates.get(0) + "/s, pgbench " + rates.get(1) + "/s");
            return List.of(
                    Measure.atLeast(
                            "a draft handed in over HTTP, %d at once".formatted(CLIENTS),
                            rates.get(0).median(),
                            rates.get(1).median(),
                            "a second",
                            GOAL),
                    Measure.shown(
                            "statements of one submission", scripts.getFirst().statements(), ""),
                    Measure.exactly(
                            "entries before their first level, with a number of their own, by both together",
                            database.number("select count(distinct number) from entries.entry where state = 'VETTING'"),
                            CLIENTS * DRAFTS));
        }
    }

    /** One script for each text that drafts have, from the server's log of real submissions. */
    private static List<PgbenchScript> captured(Bench bench, Database database) throws Exception {
        int warm = 12; // from then on the driver's statements are prepared and what is read once has been read
        ReadyDrafts drafts = ReadyDrafts.in(database, 1, warm + ReadyDrafts.texts());
        database.execute("alter database " + database.name() + " set log_statement = 'all'");
        bench.admin("alter system set log_line_prefix = '" + StatementLog.MARK + "%p '");
        bench.admin("select pg_reload_conf()");
        List<PgbenchScript> scripts = new ArrayList<>();
        try (House house = bench.open(database)) {
            Browser browser = drafts.signedIn(house).getFirst();
            for (int i = 0; i < warm + ReadyDrafts.texts(); i++) {
                long from = Files.size(bench.serverLog());
                UUID token = UUID.randomUUID();
                handIn(drafts, browser, 0, i, token);
                if (i >= warm) {
                    List<String> statements = StatementLog.since(bench.serverLog(), from);
                    long entry = drafts.entry(0, i);
                    String number = database.column("select number from entries.entry where id = " + entry)
                            .getFirst();
                    scripts.add(new PgbenchScript(statements, entry, number, token.toString()));
                }
            }
        }
        bench.admin("alter system reset log_line_prefix");
        bench.admin("select pg_reload_conf()");
        bench.drop(database);
        return scripts;
    }

    static void handIn(ReadyDrafts drafts, Browser browser, int worker, int number, UUID token) {
        HttpResponse<String> answer =
                browser.post("/entries/" + drafts.entry(worker, number) + "/edit", token, drafts.form(worker, number));
        String to = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() != 303 && answer.statusCode() != 302
                || !to.endsWith("/entries/" + drafts.entry(worker, number))) {
            throw new IllegalStateException("not handed in: " + answer.statusCode() + " " + to + "\n" + answer.body());
        }
    }

    /** @return submissions a second */
    private double overHttp(List<Browser> browsers) throws Exception {
        int from = next;
        next += EACH;
        List<Callable<Void>> clients = new ArrayList<>();
        for (int w = 0; w < CLIENTS; w++) {
            int worker = w;
            clients.add(() -> {
                for (int i = from; i < from + EACH; i++) {
                    handIn(drafts, browsers.get(worker), worker, i, UUID.randomUUID());
                }
                return null;
            });
        }
        long began = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> client : threads.invokeAll(clients)) {
                client.get();
            }
        }
        return CLIENTS * EACH / ((System.nanoTime() - began) / 1e9);
    }

    /** @return transactions a second, from when each client has its statements prepared */
    private double byPgbench(Bench bench, List<PgbenchScript> scripts) throws Exception {
        PgbenchScript script = scripts.get(next / EACH % scripts.size());
        Path folder = bench.newFolder();
        List<String> command = new ArrayList<>(
                List.of(Bench.pgbench(), "-n", "-M", "prepared", "-h", "localhost", "-U", "postgres", "-j", "2"));
        command.addAll(List.of("-p", "" + database.port(), "-c", "" + CLIENTS, "-t", "" + (FIRST + EACH)));
        command.addAll(List.of("-l", "--log-prefix", folder.resolve("log").toString()));
        command.addAll(List.of("-D", "n=" + (next - 1), "-D", "last=0", "-D", "each=" + DRAFTS));
        command.addAll(script.variables());
        command.addAll(List.of("-f", script.write(folder.resolve("submit.sql")).toString(), database.name()));
        next += FIRST + EACH;
        String said = Bench.run(command);
        if (said.contains("ERROR") || said.contains("aborted")) {
            throw new IllegalStateException("pgbench: " + said);
        }
        return rate(folder);
    }

    /** From pgbench's log of transactions: client, number, time, script, and when it ended in seconds and microseconds. */
    private static double rate(Path folder) throws IOException {
        List<double[]> ends = new ArrayList<>();
        try (var logs = Files.newDirectoryStream(folder, "log*")) {
            for (Path log : logs) {
                for (String line : Files.readAllLines(log)) {
                    String[] words = line.split(" ");
                    ends.add(new double[] {
                        Double.parseDouble(words[1]), Double.parseDouble(words[4]) + Double.parseDouble(words[5]) / 1e6
                    });
                }
            }
        }
        if (ends.size() != CLIENTS * (FIRST + EACH)) {
            throw new IllegalStateException("pgbench's log holds " + ends.size() + " transactions");
        }
        double from = ends.stream()
                .filter(e -> e[0] <= FIRST)
                .mapToDouble(e -> e[1])
                .max()
                .orElseThrow();
        DoubleSummaryStatistics counted =
                ends.stream().mapToDouble(e -> e[1]).filter(e -> e > from).summaryStatistics();
        return counted.getCount() / (counted.getMax() - from);
    }
}
