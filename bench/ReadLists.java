import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The vetting queue of one officer and the public results of one decision over HTTP, with 10,000, 100,000 and 1,000,000 entries in each: three houses on
 * three databases, asked for the same page in turn. A keyword is any of the two-character words that titles are made of, frequent or rare.
 */
final class ReadLists implements Part {

    private static final int[] SIZES = {10_000, 100_000, 1_000_000};
    private static final int REQUESTS = 500;
    private static final int WARM = 40;
    private static final double GOAL = 1.5;
    private static final List<String> KEYWORDS = List.of(
            "皮带", "装置", "改进", "自动", "液压", "水泵", "远程", "报警", "称重", "温度", "护理", "轴承", "焊接", "变频", "润滑", "锅炉", "计量", "印花",
            "冷库", "扫码");

    private final Random random = new Random(26);

    private record Place(House house, Browser browser, String results, List<String> calls) {}

    /** One kind of page: which list, whether filtered, whether searched, and which end of it. */
    private record Kind(boolean queue, boolean filter, boolean keyword, boolean last) {

        @Override
        public String toString() {
            return (queue ? "queue" : "results")
                    + (filter ? ", filter" : "")
                    + (keyword ? ", keyword" : "")
                    + (last ? ", last page" : ", first page");
        }
    }

    @Override
    public List<Measure> run(Bench bench) throws Exception {
        List<Place> places = new ArrayList<>();
        try {
            for (int size : SIZES) {
                places.add(place(bench, size));
            }
            for (Kind kind : kinds()) {
                times(kind, places, WARM);
            }
            System.out.println(
                    "| page | " + "median and 99th percentile in ms at 10,000 | at 100,000 | at 1,000,000 |");
            List<Measure> measures = new ArrayList<>();
            for (Kind kind : kinds()) {
                measures.add(measured(kind, times(kind, places, REQUESTS)));
            }
            return measures;
        } finally {
            places.forEach(p -> p.house().close());
        }
    }

    private static Measure measured(Kind kind, List<Timing> times) {
        System.out.println("| " + kind + " | "
                + String.join(
                        " | ",
                        times.stream()
                                .map(t -> "%.1f %.1f".formatted(t.median(), t.percentile(99)))
                                .toList())
                + " |");
        return Measure.atMost(
                kind + ": 99th percentile at 1,000,000 against 10,000",
                times.getLast().percentile(99),
                times.getFirst().percentile(99),
                "ms",
                GOAL);
    }

    private static List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        for (int bits = 0; bits < 16; bits++) {
            kinds.add(new Kind((bits & 8) == 0, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0));
        }
        return kinds;
    }

    private static Place place(Bench bench, int size) throws Exception {
        long began = System.nanoTime();
        Database database = bench.sampled();
        try (Connection c = database.connection();
                var s = c.createStatement()) {
            // Filled without a log of it: reading is the same.
            s.execute("set synchronous_commit = off");
            s.execute("alter table entries.waiting_word set unlogged");
            s.execute("alter table awards.result_word set unlogged");
            s.execute("select set_config('lists.size', '" + size + "', false)");
            s.execute(Files.readString(Path.of("src/test/resources/long-lists.sql")));
            s.execute("vacuum (analyze)");
            s.execute("checkpoint");
        }
        House house = bench.open(database);
        System.out.printf("%,d entries each, filled in %.0f s%n", size, (System.nanoTime() - began) / 1e9);
        String decision = database.column("select id from awards.decision where number = '列表〔2026〕1号'")
                .getFirst();
        return new Place(
                house,
                house.browser().signIn("lists", Bench.PASSWORD),
                "/results/" + decision,
                database.column("select distinct call_id from entries.entry e join access.node n on n.id = e.at_node_id"
                        + " where n.code = 'LISTS' order by 1"));
    }

    /** The same page of each size in turn, so that whatever else the machine does meets all alike. */
    private List<Timing> times(Kind kind, List<Place> places, int requests) {
        List<List<Double>> times = new ArrayList<>();
        places.forEach(p -> times.add(new ArrayList<>()));
        for (int i = 0; i < requests; i++) {
            String keyword = KEYWORDS.get(random.nextInt(KEYWORDS.size()));
            int filter = random.nextInt(3);
            for (int k = 0; k < places.size(); k++) {
                int turn = (k + i) % places.size();
                Place place = places.get(turn);
                String address = address(kind, place, keyword, filter);
                times.get(turn).add(Timing.millis(() -> look(place, address)));
            }
        }
        return times.stream().map(Timing::of).toList();
    }

    private static void look(Place place, String address) {
        HttpResponse<String> answer = place.browser().get(address);
        if (answer.statusCode() != 200 || !answer.body().contains("<tbody>")) {
            throw new IllegalStateException(address + " answered " + answer.statusCode() + " or shows nothing");
        }
    }

    private static String address(Kind kind, Place place, String keyword, int filter) {
        Map<String, String> query = new LinkedHashMap<>();
        if (kind.filter()) {
            if (!kind.queue()) {
                query.put("tier", String.valueOf(1 + filter));
            } else {
                if (filter < 2) {
                    query.put("call", place.calls().get(filter));
                }
                if (filter > 0) {
                    query.put("late", "yes");
                }
            }
        }
        if (kind.keyword()) {
            query.put("q", URLEncoder.encode(keyword, StandardCharsets.UTF_8));
        }
        if (kind.last()) {
            query.put("place", "end");
        }
        return (kind.queue() ? "/vetting" : place.results()) + "?"
                + String.join(
                        "&",
                        query.entrySet().stream()
                                .map(q -> q.getKey() + "=" + q.getValue())
                                .toList());
    }
}
