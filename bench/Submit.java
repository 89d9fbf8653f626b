import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Handing in a ready draft over HTTP, against pgbench sending the very statements that this makes the product send, on the same server, database and
 * number of clients, with prepared statements. Every submission and every transaction of pgbench has a draft of its own.
 */
final class Submit implements Part {

    private static final int CLIENTS = 8;
    private static final int EACH = 120;
    private static final int RUNS = 7;
    private static final double GOAL = 0.4;

    private Database database;
    private ReadyDrafts drafts;
    private int next;

    @Override
    public List<Measure> run(Bench bench) throws Exception {
        Database sample = bench.sampled();
        List<List<String>> scripts = captured(bench, bench.copy(sample));
        database = bench.copy(sample);
        drafts = ReadyDrafts.in(database, CLIENTS, EACH * (2 * RUNS + 8));
        List<Path> files = new ArrayList<>();
        for (List<String> script : scripts) {
            files.add(Files.write(bench.folder().resolve("submit" + files.size() + ".sql"), script));
        }
        try (House house = bench.open(database)) {
            List<Browser> browsers = drafts.signedIn(house);
            for (int warm = 0; warm < 4; warm++) {
                overHttp(browsers);
                byPgbench(files);
            }
            List<Timing> rates = Timing.alternating(RUNS, () -> overHttp(browsers), () -> byPgbench(files));
            System.out.println("over HTTP " + rates.get(0) + "/s, pgbench " + rates.get(1) + "/s");
            long all = database.number("select count(*) from entries.entry where number is not null");
            long expected = (long) CLIENTS * EACH * (2 * RUNS + 8);
            return List.of(
                    Measure.atLeast(
                            "a draft handed in over HTTP, %d at once".formatted(CLIENTS),
                            rates.get(0).median(),
                            rates.get(1).median(),
                            "a second",
                            GOAL),
                    Measure.shown(
                            "statements of one submission",
                            scripts.getFirst().stream()
                                    .filter(s -> !s.startsWith("\\set"))
                                    .count(),
                            ""),
                    Measure.exactly("entries with a number of their own, by both together", all, expected));
        }
    }

    /** One script for each text that drafts have, from the server's log of real submissions. */
    private static List<List<String>> captured(Bench bench, Database database) throws Exception {
        int warm = 12; // from then on the driver's statements are prepared and what is read once has been read
        ReadyDrafts drafts = ReadyDrafts.in(database, 1, warm + ReadyDrafts.texts());
        database.execute("alter database " + database.name() + " set log_statement = 'all'");
        bench.admin("alter system set log_line_prefix = '" + StatementLog.MARK + "%p '");
        bench.admin("select pg_reload_conf()");
        List<List<String>> scripts = new ArrayList<>();
        try (House house = bench.open(database)) {
            Browser browser = drafts.signedIn(house).getFirst();
            for (int i = 0; i < warm + ReadyDrafts.texts(); i++) {
                long from = Files.size(bench.serverLog());
                handIn(drafts, browser, 0, i);
                if (i >= warm) {
                    String number = database.column("select number from entries.entry where id = " + drafts.entry(0, i))
                            .getFirst();
                    scripts.add(PgbenchScript.of(
                            StatementLog.since(bench.serverLog(), from), drafts.entry(0, i), number, CLIENTS));
                }
            }
        }
        bench.admin("alter system reset log_line_prefix");
        bench.admin("select pg_reload_conf()");
        bench.drop(database);
        return scripts;
    }

    private static void handIn(ReadyDrafts drafts, Browser browser, int worker, int number) {
        HttpResponse<String> answer =
                browser.post("/entries/" + drafts.entry(worker, number) + "/edit", drafts.form(worker, number));
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
                    handIn(drafts, browsers.get(worker), worker, i);
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

    /** @return transactions a second, without the time of connecting */
    private double byPgbench(List<Path> scripts) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Bench.pgbench(),
                "-n",
                "-M",
                "prepared",
                "-h",
                "localhost",
                "-p",
                "" + database.port(),
                "-U",
                "postgres",
                "-c",
                "" + CLIENTS,
                "-j",
                "2",
                "-t",
                "" + EACH));
        command.addAll(List.of("-D", "n=" + (next - 1), "-D", "last=0"));
        command.addAll(List.of("-D", "each=" + EACH * (2 * RUNS + 8)));
        next += EACH;
        for (Path script : scripts) {
            command.addAll(List.of("-f", script.toString()));
        }
        command.add(database.name());
        String said = Bench.run(command);
        Matcher rate = Pattern.compile("tps = ([0-9.]+)").matcher(said);
        Set<String> failed = new LinkedHashSet<>(
                said.lines().filter(l -> l.contains("ERROR")).toList());
        if (!rate.find() || !failed.isEmpty()) {
            throw new IllegalStateException("pgbench: " + said);
        }
        return Double.parseDouble(rate.group(1));
    }
}
