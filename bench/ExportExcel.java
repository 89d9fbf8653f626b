import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;

/**
 * A list of 200,000 people as Excel, from the address that the page's button has, by a product whose heap could not hold the sheet; against
 * fastexcel writing the very same cells from memory, without database, rights, masks or network.
 */
final class ExportExcel implements Part {

    private static final int ROWS = 200_000;
    private static final int HEAP = 144;
    private static final int RUNS = 5;
    private static final double GOAL = 2;
    private static final String LIST = "/directory/people.xlsx?unit=BENCH";

    private final HttpClient client = HttpClient.newHttpClient();
    private String cookie = "";

    @Override
    public List<Measure> run(Bench bench) throws Exception {
        Database database = bench.copy(bench.sampled());
        people(database);
        Path file = bench.folder().resolve("people.xlsx");
        try (House tight = product(bench, database, "-Xmx" + HEAP + "m")) {
            signIn(tight);
            try (InputStream sheet = export(tight)) {
                Files.copy(sheet, file);
            }
        }
        List<String[]> cells = read(file);
        double held = megabytesOfWholeSheet(cells);
        // How long it takes is asked of a product with the heap that it has by itself.
        try (House house = product(bench, database)) {
            signIn(house);
            for (int warm = 0; warm < 2; warm++) {
                overHttp(house);
                fromMemory(cells);
            }
            List<Timing> times = Timing.alternating(RUNS, () -> overHttp(house), () -> fromMemory(cells));
            System.out.println("over HTTP " + times.get(0) + " ms, from memory " + times.get(1) + " ms");
            return List.of(
                    Measure.atMost(
                            "%,d people as Excel".formatted(ROWS),
                            times.get(0).median(),
                            times.get(1).median(),
                            "ms",
                            GOAL),
                    Measure.exactly("rows in the file", cells.size() - 1L, ROWS),
                    Measure.atMost("heap that is enough, against the sheet whole in memory", HEAP, held, "MB", 1),
                    Measure.shown("the file", Files.size(file) / 1e6, "MB"));
        }
    }

    private static House product(Bench bench, Database database, String... heap) throws Exception {
        List<String> command = Bench.java();
        command.addAll(List.of(heap));
        command.addAll(List.of("-jar", Bench.app(), "--lingchuang.db.url=" + database.url()));
        command.add("--lingchuang.data=" + bench.newFolder());
        command.add("--lingchuang.sample=" + Bench.smallSample());
        return House.start(command, bench.folder().resolve("export" + heap.length + ".log"));
    }

    /** Workers of one enterprise of their own, each with a name, a number and a phone that nobody else has. */
    private static void people(Database database) throws Exception {
        database.execute("""
                insert into access.node (parent_id, kind, name, code, path, industry_path)
                select id, kind, '示例矿业集团有限公司', 'BENCH', path || 'bench'::text, null from access.node where code = 'QY001'""");
        database.execute("""
                insert into directory.person (name, employer_node_id, staff_number, skill_level, phone)
                select '职工' || i, n.id, 'B' || i, (array['JUNIOR', 'SENIOR', 'TECHNICIAN'])[1 + i %% 3], (17000000000 + i)::text
                from generate_series(1, %d) i, access.node n where n.code = 'BENCH'""".formatted(ROWS));
        database.execute("vacuum analyze");
    }

    private void signIn(House house) throws IOException, InterruptedException {
        HttpResponse<String> form = client.send(
                HttpRequest.newBuilder(house.uri().resolve("/sign-in")).build(), BodyHandlers.ofString());
        String csrf = form.body().replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        HttpResponse<Void> in = client.send(
                HttpRequest.newBuilder(house.uri().resolve("/sign-in"))
                        .header("Cookie", session(form))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "username=city&password=" + Bench.PASSWORD + "&_csrf=" + csrf))
                        .build(),
                BodyHandlers.discarding());
        cookie = session(in);
    }

    private static String session(HttpResponse<?> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(c -> c.split(";")[0])
                .filter(c -> c.startsWith("JSESSIONID="))
                .findFirst()
                .orElseThrow();
    }

    private InputStream export(House house) throws IOException, InterruptedException {
        URI address = house.uri().resolve(LIST);
        HttpResponse<InputStream> answer = client.send(
                HttpRequest.newBuilder(address).header("Cookie", cookie).build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(address + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    private double overHttp(House house) throws IOException, InterruptedException {
        long began = System.nanoTime();
        try (InputStream sheet = export(house)) {
            sheet.transferTo(OutputStream.nullOutputStream());
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private static List<String[]> read(Path file) throws IOException {
        try (var workbook = new ReadableWorkbook(file.toFile());
                var rows = workbook.getFirstSheet().openStream()) {
            List<String[]> cells = new ArrayList<>();
            rows.forEach(r -> {
                String[] texts = new String[r.getCellCount()];
                for (int c = 0; c < texts.length; c++) {
                    texts[c] = r.getOptionalCell(c).isEmpty() ? null : r.getCellText(c);
                }
                cells.add(texts);
            });
            return cells;
        }
    }

    private static double fromMemory(List<String[]> cells) throws IOException {
        long began = System.nanoTime();
        try (var workbook = new Workbook(OutputStream.nullOutputStream(), "Bench", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("people");
            write(sheet, cells, true);
            sheet.finish();
        }
        return (System.nanoTime() - began) / 1e6;
    }

    /** In the way that proved the quicker one: texts in their cells, let go every thousand rows. */
    private static void write(Worksheet sheet, List<String[]> cells, boolean letGo) throws IOException {
        for (int r = 0; r < cells.size(); r++) {
            String[] texts = cells.get(r);
            for (int c = 0; c < texts.length; c++) {
                if (texts[c] != null) {
                    sheet.inlineString(r, c, texts[c]);
                }
            }
            if (letGo && r % 1000 == 999) {
                sheet.flush();
            }
        }
    }

    /** What the cells take, and the sheet of fastexcel that holds all of them. */
    private static double megabytesOfWholeSheet(List<String[]> cells) throws IOException {
        List<String[]> copy = new ArrayList<>();
        double before = used();
        for (String[] texts : cells) {
            String[] own = texts.clone();
            for (int c = 0; c < own.length; c++) {
                own[c] = own[c] == null ? null : new String(own[c].toCharArray());
            }
            copy.add(own);
        }
        try (var workbook = new Workbook(OutputStream.nullOutputStream(), "Bench", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("people");
            write(sheet, copy, false);
            double held = used() - before;
            sheet.finish();
            return held;
        }
    }

    private static double used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1e6;
    }
}
