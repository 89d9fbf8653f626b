import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * The last minute of a call: five hundred people press at the same moment, each with a browser and a ready draft of their own. Held against the same
 * forms of the same people sent eight at a time: a crowd may make everybody wait, and must not make the house slower.
 */
final class Rush implements Part {

    private static final int PEOPLE = 500;
    private static final int FEW = 8;
    private static final int RUNS = 5;
    private static final int WARM = 2;
    private static final double GOAL = 0.8;

    private final Queue<Double> waits = new ConcurrentLinkedQueue<>();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private ReadyDrafts drafts;
    private List<Browser> browsers;
    private int next;

    @Override
    public List<Measure> run(Bench bench) throws Exception {
        Database database = bench.copy(bench.sampled());
        int each = 2 * (WARM + RUNS);
        drafts = ReadyDrafts.in(database, PEOPLE, each);
        try (House house = bench.open(database)) {
            browsers = drafts.signedIn(house);
            for (int warm = 0; warm < WARM; warm++) {
                rate(FEW);
                rate(PEOPLE);
            }
            waits.clear();
            List<Timing> rates = Timing.alternating(RUNS, () -> rate(PEOPLE), () -> rate(FEW));
            System.out.println("all at once " + rates.get(0) + "/s, eight at a time " + rates.get(1) + "/s");
            errors.stream().limit(30).forEach(System.out::println);
            Timing wait = Timing.of(List.copyOf(waits));
            return List.of(
                    Measure.atLeast(
                            "%d hand in at once, against %d at a time".formatted(PEOPLE, FEW),
                            rates.get(0).median(),
                            rates.get(1).median(),
                            "a second",
                            GOAL),
                    Measure.shown("half of them wait for their answer at most", wait.median(), "ms"),
                    Measure.shown("99 of 100 wait at most", wait.percentile(99), "ms"),
                    Measure.exactly("answers that are no confirmation", errors.size(), 0),
                    Measure.exactly(
                            "entries before their first level, with a number of their own and handed in once",
                            database.number(
                                    "select count(distinct e.number) from entries.entry e where e.state = 'VETTING'"
                                            + " and (select count(*) from entries.event v where v.entry_id = e.id) = 1"),
                            PEOPLE * each));
        }
    }

    /** Everybody hands in one draft; so many presses are under way at once. @return submissions a second */
    private double rate(int atOnce) throws Exception {
        int number = next++;
        CountDownLatch start = new CountDownLatch(1);
        List<Callable<Void>> hands = new ArrayList<>();
        for (int h = 0; h < atOnce; h++) {
            int first = h;
            hands.add(() -> {
                start.await();
                IntStream.iterate(first, w -> w < PEOPLE, w -> w + atOnce)
                        .forEach(w -> press(w, number, atOnce == PEOPLE));
                return null;
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> pressing = hands.stream().map(threads::submit).toList();
            long began = System.nanoTime();
            start.countDown();
            for (Future<Void> hand : pressing) {
                hand.get();
            }
            return PEOPLE / ((System.nanoTime() - began) / 1e9);
        }
    }

    private void press(int worker, int number, boolean timed) {
        long began = System.nanoTime();
        try {
            Submit.handIn(drafts, browsers.get(worker), worker, number, UUID.randomUUID());
        } catch (IllegalStateException refused) {
            errors.add("in round %d after %.0f ms: %s"
                    .formatted(
                            number,
                            (System.nanoTime() - began) / 1e6,
                            String.valueOf(refused.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("")));
        }
        if (timed) {
            waits.add((System.nanoTime() - began) / 1e6);
        }
    }
}
