import io.lingchuang.Lingchuang;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.entries.Duplicates;
import io.lingchuang.entries.Entry;
import io.lingchuang.entries.Journey;
import io.lingchuang.platform.jobs.Job;
import io.lingchuang.platform.jobs.Jobs;
import io.lingchuang.sample.IdeaTexts;
import io.lingchuang.sample.IdeaTexts.Idea;
import io.lingchuang.sample.IdeaTexts.Planted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Near-duplicates in a library of 200,000 texts: how many of the planted copies the product finds, how many of those it points out are copies, how many rows
 * of the library a check reads, and how long it takes against asking pg_trgm for similar texts of the same library; then the bulk over a whole call.
 */
final class FindCopies implements Part {

    private static final int TEXTS = 200_000;
    private static final int OF_THE_CALL = 12_000;
    private static final int OF_EACH_KIND = 100;
    private static final int AGAINST_TRIGRAMS = 9;
    private static final long SEED = 4711;
    private static final double RECALL = 0.98;
    private static final double PRECISION = 0.95;

    /** Shown for those texts that are copies, by kind. */
    private static final class Found {
        int planted;
        int found;
        int shown;
        int right;
    }

    /** A text that is looked up: what it is made of, and where nothing but these is right. */
    private record Asked(String kind, Entry entry, List<Integer> originals) {}

    private final TextLibrary library = new TextLibrary(SEED, TEXTS, OF_THE_CALL);
    private final List<Double> rows = new ArrayList<>();
    private final List<Double> times = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(SEED);

    private DSLContext dsl;
    private TransactionTemplate transaction;
    private Duplicates duplicates;
    private Journey journey;
    private Call call;

    @Override
    public List<Measure> run(Bench bench) throws Exception {
        Database database = bench.sampled();
        long callId = library.load(database);
        database.execute("update platform.scheduled_tasks set execution_time = now() where task_name = 'gram-census'");
        List<Measure> table = new ArrayList<>();
        try (ConfigurableApplicationContext house = new SpringApplicationBuilder(Lingchuang.class)
                .run(
                        "--server.port=0",
                        "--lingchuang.db.url=" + database.url(),
                        "--lingchuang.data=" + bench.newFolder(),
                        "--lingchuang.sample=none")) {
            dsl = house.getBean(DSLContext.class);
            transaction = house.getBean(TransactionTemplate.class);
            duplicates = house.getBean(Duplicates.class);
            journey = house.getBean(Journey.class);
            call = house.getBean(Calls.class).call(callId);
            census(database);
            checks(table);
            trigrams(database, table);
            bulk(house.getBean(Jobs.class), database, table);
        }
        return table;
    }

    /** The product counts the grams by itself every five minutes; here its turn was put to the start. */
    private void census(Database database) throws Exception {
        for (int i = 0; database.number("select coalesce(max(texts), 0) from entries.gram_census") < TEXTS; i++) {
            if (i > 600) {
                throw new IllegalStateException("The grams were not counted");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private void checks(List<Measure> table) {
        Map<String, Found> kinds = new TreeMap<>();
        int falseAlarms = 0;
        for (Asked asked : asked()) {
            Found found = kinds.computeIfAbsent(asked.kind(), k -> new Found());
            List<Duplicates.Like> like = check(asked.entry());
            for (int original : asked.originals()) {
                found.planted++;
                found.found += like.stream().anyMatch(l -> l.entryId() == library.id(original)) ? 1 : 0;
            }
            found.shown += like.size();
            found.right += (int) like.stream()
                    .filter(l -> asked.originals().stream().anyMatch(o -> library.sameIdea(o, l.entryId())))
                    .count();
        }
        kinds.forEach((kind, f) -> {
            table.add(Measure.atLeast("copies found: " + kind, f.found, f.planted, "", RECALL));
            table.add(Measure.atLeast("pointed out and a copy: " + kind, f.right, f.shown, "", PRECISION));
        });
        int own = 0;
        for (; own < 2 * OF_EACH_KIND; own++) {
            int n = own();
            falseAlarms += (int) check(journey.entry(library.id(n))).stream()
                    .filter(l -> !library.sameIdea(n, l.entryId()))
                    .count();
        }
        table.add(Measure.atMost("false alarms over ideas of one's own", falseAlarms, own, "", 1 - PRECISION));
        Timing read = Timing.of(rows);
        table.add(Measure.atMost("rows of the library a check reads, median", read.median(), TEXTS, "", 0.05));
        table.add(Measure.atMost("the same, the widest check", read.percentile(100), TEXTS, "", 0.1));
    }

    private List<Asked> asked() {
        List<Asked> all = new ArrayList<>();
        Map<IdeaTexts.Change, Integer> had = new HashMap<>();
        List<Planted> planted = new ArrayList<>(library.texts.planted(TEXTS));
        while (had.values().stream().mapToInt(i -> i).sum() < OF_EACH_KIND * IdeaTexts.Change.values().length) {
            Planted p = planted.remove(random.nextInt(planted.size()));
            if (had.merge(p.change(), 1, Integer::sum) > OF_EACH_KIND) {
                had.put(p.change(), OF_EACH_KIND);
                continue;
            }
            all.add(new Asked(p.change().name(), journey.entry(library.id(p.copy())), List.of(p.original())));
        }
        var padding = new IdeaTexts(SEED + 1_000_000); // neighbouring seeds draw nearly the same
        for (int i = 0; i < OF_EACH_KIND; i++) {
            int n = own();
            int other = own();
            Idea idea = library.texts.idea(n);
            String text = TextLibrary.whole(idea);
            all.add(new Asked(
                    "padded to thrice its length",
                    entry(idea.title(), text(padding, idea, 2 * i) + text + text(padding, idea, 2 * i + 1)),
                    List.of(n)));
            all.add(new Asked(
                    "merged from two",
                    entry(idea.title(), text + TextLibrary.whole(library.texts.idea(other))),
                    List.of(n, other)));
            all.add(new Asked(
                    "three fifths of it", entry(idea.title(), text.substring(0, text.length() * 3 / 5)), List.of(n)));
        }
        return all;
    }

    /** Of the same trade, as somebody would pad it who wants it to read well. */
    private static String text(IdeaTexts padding, Idea like, int i) {
        for (int n = i * 100; ; n++) {
            if (!padding.isCopy(n) && padding.idea(n).industry().equals(like.industry())) {
                return TextLibrary.whole(padding.idea(n));
            }
        }
    }

    private int own() {
        int n = random.nextInt(TEXTS);
        return library.texts.isCopy(n) ? n - 1 : n;
    }

    /** One that is only asked about. */
    private Entry entry(String title, String text) {
        Entry any = journey.entry(library.id(0));
        return new Entry(
                -1,
                any.callId(),
                any.categoryId(),
                any.unitNodeId(),
                any.line(),
                any.number(),
                title,
                Map.of("problem", text),
                any.ticked(),
                any.state(),
                any.atNodeId(),
                any.atPosition(),
                any.dueOn(),
                any.lastReason(),
                any.score(),
                any.rank(),
                any.tierId(),
                any.createdBy(),
                any.enteredFor(),
                any.submittedAt(),
                any.version(),
                any.completers());
    }

    /** What PostgreSQL itself says it read of the library is noted beside. */
    private List<Duplicates.Like> check(Entry entry) {
        return transaction.execute(status -> {
            double before = read();
            long began = System.nanoTime();
            List<Duplicates.Like> like = duplicates.like(entry, call);
            times.add((System.nanoTime() - began) / 1e6);
            rows.add(read() - before);
            return like;
        });
    }

    private double read() {
        return dsl.fetchSingle("select coalesce(sum(seq_tup_read + idx_tup_fetch), 0) from pg_stat_xact_user_tables"
                        + " where schemaname = 'entries' and relname = 'text_gram'")
                .get(0, Double.class);
    }

    /** The plain way: an index of trigrams over the texts, asked for those that are similar, the most similar first. */
    private void trigrams(Database database, List<Measure> table) throws Exception {
        database.execute(
                "create table public.plain as select id, title || chr(10) || (answers->>'problem') || chr(10)"
                        + " || (answers->>'measure') || chr(10) || (answers->>'benefitHow') as text from entries.entry where number like 'BENCH-%'");
        database.execute(
                "set maintenance_work_mem = '256MB'; create index on public.plain using gin (text gin_trgm_ops)");
        database.execute("vacuum analyze public.plain");
        List<Planted> planted = library.texts.planted(TEXTS);
        int[] next = new int[2];
        int[] foundByTrigrams = new int[1];
        List<Planted> chosen = new ArrayList<>();
        for (int i = 0; i <= AGAINST_TRIGRAMS; i++) {
            chosen.add(planted.get(random.nextInt(planted.size())));
        }
        List<Timing> both = Timing.alternating(
                AGAINST_TRIGRAMS,
                () -> {
                    Entry entry = journey.entry(library.id(chosen.get(next[0]++).copy()));
                    return Timing.millis(() -> duplicates.like(entry, call));
                },
                () -> {
                    Planted p = chosen.get(next[1]++);
                    String text = TextLibrary.whole(library.texts.idea(p.copy()));
                    return Timing.millis(() -> foundByTrigrams[0] += dsl.fetch(
                                            "select id, similarity(text, {0}) as s from public.plain where text % {0} and id <> {1}"
                                                    + " order by s desc limit 5",
                                            DSL.val(text), DSL.val(library.id(p.copy())))
                                    .getValues(0, Long.class)
                                    .contains(library.id(p.original()))
                            ? 1
                            : 0);
                });
        System.out.println(
                "a check " + both.get(0) + ", pg_trgm " + both.get(1) + ", which found " + foundByTrigrams[0]);
        table.add(Measure.atMost(
                "one check, against pg_trgm's similarity",
                both.get(0).median(),
                both.get(1).median(),
                "ms",
                1));
    }

    private void bulk(Jobs jobs, Database database, List<Measure> table) throws Exception {
        long account = database.number("select min(id) from access.account");
        long before = readByAll(database);
        long began = System.nanoTime();
        long id = jobs.start("call-comparison", "bench", Map.of("call", call.id()), account);
        while (!jobs.job(id).ended()) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        if (jobs.job(id).state() != Job.State.DONE) {
            throw new IllegalStateException(jobs.job(id).report());
        }
        long read = readByAll(database) - before;
        List<Planted> planted = library.texts.planted(TEXTS).stream()
                .filter(p -> p.copy() >= TEXTS - OF_THE_CALL)
                .toList();
        List<String> pairs = database.column("select entry_id || ' ' || older_id from entries.likeness");
        long found = planted.stream()
                .filter(p -> pairs.contains(library.id(p.copy()) + " " + library.id(p.original())))
                .count();
        long right = pairs.stream()
                .filter(p -> library.sameIdea(
                        (int) (Long.parseLong(p.split(" ")[0]) - library.id(0)), Long.parseLong(p.split(" ")[1])))
                .count();
        table.add(Measure.atLeast("copies found over a whole call", found, planted.size(), "", RECALL));
        table.add(
                Measure.atLeast("pairs listed over a whole call that are copies", right, pairs.size(), "", PRECISION));
        table.add(Measure.atMost(
                "%,d entries against the library, against so many single checks".formatted(OF_THE_CALL),
                seconds,
                OF_THE_CALL * Timing.of(times).median() / 1000,
                "s",
                0.5));
        table.add(Measure.atMost("rows of the library read for each", (double) read / OF_THE_CALL, TEXTS, "", 0.01));
    }

    /** By all connections so far; an idle one says what it read within ten seconds. */
    private static long readByAll(Database database) throws Exception {
        TimeUnit.SECONDS.sleep(12);
        return database.number("select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) from pg_stat_user_tables"
                + " where schemaname = 'entries' and relname = 'text_gram'");
    }
}
