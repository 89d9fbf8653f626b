import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Two hundred experts who type into their score sheets at once, each saving drafts as the page does: so long after the last key, with the version that
 * the last answer gave. Held against one of them alone, in turn; and at the end every sheet has to hold what was last confirmed, to the last sign.
 */
final class Experts implements Part {

    private static final int EXPERTS = 200;
    private static final int ROUNDS = 5;
    private static final int WARM = 1;
    private static final int SAVES = 15;
    private static final int SAVES_ALONE = 60;

    /** The page sends so long after the last key; people stop typing at all times, so the next one comes up to as much later again. */
    private static final int PAUSE = 900;

    private static final double GOAL = 2;
    private static final long FIRST_ACCOUNT = 54_000_001;
    private static final long FIRST_ENTRY = 55_000_001;
    private static final String WORDS = "措施可行效益有据结构新颖便于推广材料齐全数据翔实还应补充安全评价和长期运行记录";
    private static final Pattern POINTS = Pattern.compile("name=\"s_([^\"]+)\"[^>]*? max=\"(\\d+)");
    private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");

    /** A sheet as its expert has it before them: what is typed, and how often that was confirmed. */
    private static final class Open {
        final long sheet;
        final Map<String, Integer> most;
        final Map<String, Object> fields = new LinkedHashMap<>();
        int version;

        Open(long sheet, String page) {
            this.sheet = sheet;
            most = new LinkedHashMap<>();
            POINTS.matcher(page).results().forEach(m -> most.put(m.group(1), Integer.valueOf(m.group(2))));
            most.keySet().forEach(c -> {
                fields.put("s_" + c, "");
                fields.put("r_" + c, "");
            });
            fields.put("comment", "");
            fields.put("note", "");
        }
    }

    private final Queue<Open> opened = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private List<Browser> browsers;
    private List<List<Long>> sheets;
    private int next;

    @Override
    public List<Measure> run(Bench bench) throws Exception {
        Database database = bench.copy(bench.sampled());
        seat(database);
        try (House house = bench.open(database)) {
            browsers = IntStream.range(0, EXPERTS)
                    .parallel()
                    .mapToObj(e -> house.browser().signIn("judge" + e, Bench.PASSWORD))
                    .toList();
            for (int warm = 0; warm < WARM; warm++) {
                round(1, SAVES_ALONE / 4);
                round(EXPERTS, SAVES);
            }
            List<Double> alone = new ArrayList<>();
            List<Double> together = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                alone.addAll(round(1, SAVES_ALONE));
                together.addAll(round(EXPERTS, SAVES));
            }
            refused.stream().limit(20).forEach(System.out::println);
            Timing one = Timing.of(alone);
            Timing all = Timing.of(together);
            System.out.println("alone " + one + ", together " + all);
            return List.of(
                    Measure.atMost(
                            "99 of 100 drafts are saved within, %d experts at once against one alone"
                                    .formatted(EXPERTS),
                            all.percentile(99),
                            one.percentile(99),
                            "ms",
                            GOAL),
                    Measure.shown("half of them within", all.median(), one.median(), "ms"),
                    Measure.exactly("answers that are no confirmation", refused.size(), 0),
                    Measure.exactly(
                            "sheets of %d that lack a sign of what was typed".formatted(opened.size()),
                            lacking(database),
                            0));
        }
    }

    /** So many experts type into a fresh sheet each. @return how long each draft took to be confirmed */
    private List<Double> round(int experts, int saves) throws Exception {
        int number = next++;
        List<Callable<List<Double>>> hands = new ArrayList<>();
        for (int e = 0; e < experts; e++) {
            int expert = e;
            hands.add(() -> score(expert, sheets.get(expert).get(number), saves));
        }
        List<Double> waits = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Double>> hand : threads.invokeAll(hands)) {
                waits.addAll(hand.get());
            }
        }
        return waits;
    }

    private List<Double> score(int expert, long sheet, int saves) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(sheet);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(2 * PAUSE));
        Open open = new Open(sheet, browsers.get(expert).page("/scoring/" + sheet));
        opened.add(open);
        List<Double> waits = new ArrayList<>();
        for (int s = 0; s < saves; s++) {
            type(open, s, random);
            TimeUnit.MILLISECONDS.sleep(PAUSE + random.nextInt(PAUSE));
            waits.add(Timing.millis(() -> save(expert, open)));
        }
        return waits;
    }

    /** A few signs more of the comment, and now and then points, a reason or the note. */
    private static void type(Open open, int nth, SplittableRandom random) {
        List<String> criteria = List.copyOf(open.most.keySet());
        String criterion = criteria.get(nth % criteria.size());
        switch (nth % 3) {
            case 0 -> open.fields.put("s_" + criterion, String.valueOf(1 + random.nextInt(open.most.get(criterion))));
            case 1 -> more(open, "r_" + criterion, random);
            default -> more(open, "note", random);
        }
        more(open, "comment", random);
    }

    private static void more(Open open, String field, SplittableRandom random) {
        int from = random.nextInt(WORDS.length() - 6);
        open.fields.merge(field, WORDS.substring(from, from + 1 + random.nextInt(5)), (a, b) -> "" + a + b);
    }

    private void save(int expert, Open open) {
        Map<String, Object> form = new LinkedHashMap<>(open.fields);
        form.put("version", open.version);
        HttpResponse<String> answer = browsers.get(expert).save("/scoring/" + open.sheet + "/draft", form);
        Matcher version = VERSION.matcher(answer.body());
        if (answer.statusCode() == 200 && version.find()) {
            open.version = Integer.parseInt(version.group(1));
        } else {
            refused.add("sheet " + open.sheet + ": " + answer.statusCode() + " "
                    + answer.body().lines().findFirst().orElse(""));
        }
    }

    /** Every sheet has to hold what was typed to the last sign, and to have been saved as often as it was confirmed. */
    private long lacking(Database database) throws SQLException {
        long lacking = 0;
        try (Connection c = database.connection();
                var stored = c.prepareStatement(
                        "select s.version, s.comment, coalesce(n.text, ''), s.scores::text, s.reasons::text"
                                + " from review.sheet s left join review.note n on n.sheet_id = s.id where s.id = ?")) {
            for (Open open : opened) {
                stored.setLong(1, open.sheet);
                try (var row = stored.executeQuery()) {
                    row.next();
                    boolean whole = row.getInt(1) == open.version
                            && row.getString(2).equals(open.fields.get("comment"))
                            && row.getString(3).equals(open.fields.get("note"))
                            && members(row.getString(4)).equals(typed(open, "s_"))
                            && members(row.getString(5)).equals(typed(open, "r_"));
                    lacking += whole ? 0 : 1;
                }
            }
        }
        return lacking;
    }

    private static Map<String, String> typed(Open open, String prefix) {
        Map<String, String> typed = new LinkedHashMap<>();
        open.fields.forEach((field, value) -> {
            if (field.startsWith(prefix) && !"".equals(value)) {
                typed.put(field.substring(2), String.valueOf(value));
            }
        });
        return typed;
    }

    /** The members of a flat object of texts that have nothing to be escaped. */
    private static Map<String, String> members(String object) {
        Map<String, String> members = new LinkedHashMap<>();
        for (MatchResult m : (Iterable<MatchResult>)
                Pattern.compile("\"([^\"]+)\": \"([^\"]*)\"").matcher(object).results()::iterator) {
            members.put(m.group(1), m.group(2));
        }
        return members;
    }

    /** A panel that is scoring, with so many experts and a sheet of each for every round. */
    private void seat(Database database) throws SQLException {
        int entries = WARM * 2 + ROUNDS * 2;
        long call = database.number(
                "select id from calls.call where state in ('PUBLISHED', 'CLOSED') and jsonb_array_length(rubric) > 2 order by id limit 1");
        database.execute("""
                insert into access.account (id, login, name, password_hash) overriding system value
                  select %1$d + i, 'judge' || i, '评委' || i, a.password_hash from generate_series(0, %2$d - 1) i, access.account a where a.login = 'expert1';
                insert into access.role_grant (account_id, role, node_id) select a.id, 'EXPERT', n.id from access.account a, access.node n
                  where a.id >= %1$d and n.kind = 'CITY';
                insert into review.expert (account_id, employer_name, kept_by) select a.id, '外地院校' || a.id, n.id from access.account a, access.node n
                  where a.id >= %1$d and n.kind = 'CITY';
                insert into entries.entry (id, call_id, unit_node_id, line, title, answers, state, number, created_by, submitted_at) overriding system value
                  select %3$d + i, %5$d, n.id, 'INDUSTRIAL', '皮带机清扫装置的改进' || i, '{}', 'ACCEPTED', 'BENCH-' || i, a.id, now()
                  from generate_series(0, %4$d - 1) i, access.node n, access.account a where n.code = 'QY001' and a.login = 'worker';
                insert into review.panel (call_id, name, state, created_by) select %5$d, '评审组', 'SCORING', id from access.account where login = 'city';
                insert into review.panel_expert (panel_id, expert_id) select max(p.id), e.id from review.panel p, review.expert e
                  where e.account_id >= %1$d group by e.id;
                insert into review.panel_entry (panel_id, entry_id, blind_code) select (select max(id) from review.panel), id, 'B' || id from entries.entry where id >= %3$d;
                insert into review.invitation (panel_id, expert_id, state, sent_at, answered_at, declared_at, declared_to)
                  select x.panel_id, x.expert_id, 'ACCEPTED', now(), now(), now(), (select max(added) from review.panel_entry e where e.panel_id = x.panel_id)
                  from review.panel_expert x where x.panel_id = (select max(id) from review.panel);
                insert into review.sheet (panel_id, expert_id, entry_id) select x.panel_id, x.expert_id, e.entry_id
                  from review.panel_expert x join review.panel_entry e using (panel_id) where x.panel_id = (select max(id) from review.panel);
                """.formatted(FIRST_ACCOUNT, EXPERTS, FIRST_ENTRY, entries, call));
        database.execute("vacuum analyze");
        sheets = new ArrayList<>();
        for (int e = 0; e < EXPERTS; e++) {
            sheets.add(database
                    .column(
                            "select s.id from review.sheet s join review.expert x on x.id = s.expert_id where x.account_id = "
                                    + (FIRST_ACCOUNT + e) + " order by s.id")
                    .stream()
                    .map(Long::valueOf)
                    .toList());
        }
    }
}
