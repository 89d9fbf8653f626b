package io.lingchuang.awards;

import io.lingchuang.platform.text.Bigrams;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.Record;

/** A call in which things happen at random, one entry at a time or many in one statement: straight in the tables, as whoever writes there may. */
class RandomAwards {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final List<String> WORDS =
            List.of("皮带", "液压支架", "清扫", "装置", "改进", "水泵", "远程", "报警", "扫码", "QC小组", "节电", "防滑");

    static final Set<String> ACTS = new TreeSet<>(List.of(
            "handed in",
            "many handed in",
            "moved",
            "handed on",
            "all due later",
            "due anew",
            "retitled",
            "emptied",
            "completer renamed",
            "completers swapped",
            "deleted",
            "decided",
            "many decided",
            "withdrawn",
            "all withdrawn",
            "promoted",
            "tiers reordered",
            "thought better of"));

    private final Map<String, Runnable> acts = new LinkedHashMap<>();
    private final DSLContext dsl;
    private final Random random;
    private final long account;
    private final long second;
    private final long call;
    private final List<Long> nodes;

    RandomAwards(DSLContext dsl, long seed) {
        this.dsl = dsl;
        random = new Random(seed);
        account = id(
                "insert into access.account (login, name, password_hash) values (?, '某人', 'x') returning id",
                "a" + next());
        second = id(
                "insert into access.account (login, name, password_hash) values (?, '另一人', 'x') returning id",
                "b" + next());
        long city = dsl.fetchOptional("select id from access.node where kind = 'CITY'")
                .map(r -> r.get(0, Long.class))
                .orElseGet(
                        () -> id(
                                "insert into access.node (kind, name, code, path) values ('CITY', '市总工会', 'HB', 'HB') returning id"));
        nodes = List.of(county(city), county(city), county(city));
        call = id(
                "insert into calls.call (host_node_id, title, programme, year, kind) values (?, '征集', 'OUTSTANDING', 2026, 'RECOGNITION') returning id",
                city);
        for (int i = 1; i <= 3; i++) {
            dsl.execute(
                    "insert into calls.tier (call_id, position, code, name, places) values (?, ?, ?, ?, 99)",
                    call,
                    i,
                    "T" + i,
                    i + "等奖");
        }
        acts.put("handed in", () -> handIn(1));
        acts.put("many handed in", () -> handIn(3));
        acts.put("moved", this::move);
        acts.put("handed on", () -> entry("state = 'VETTING'", "at_node_id = " + node()));
        acts.put(
                "all due later", () -> entries("update entries.entry set due_on = due_on + 3 where call_id = " + call));
        acts.put("due anew", () -> entry("state in ('VETTING', 'FORMAL_CHECK')", "due_on = " + due()));
        acts.put("retitled", this::retitle);
        acts.put("emptied", () -> entry("true", "title = '', search = null"));
        acts.put(
                "completer renamed",
                () -> entries("update entries.completer set name = '"
                        + List.of("王建军", "李秀梅", "张志强").get(random.nextInt(3)) + "', unit_name = '新单位' where entry_id = "
                        + any("true")));
        acts.put(
                "completers swapped",
                () -> entries("update entries.completer set position = 3 - position where entry_id = " + any("true")));
        acts.put(
                "deleted",
                () -> entries(
                        "delete from entries.entry where id = "
                                + any(
                                        "state = 'VETTING' and not exists (select from awards.award a where a.entry_id = entry.id)")));
        acts.put("decided", () -> decide(1));
        acts.put("many decided", () -> decide(4));
        acts.put(
                "withdrawn",
                () -> award("state = 'IN_FORCE'", "state = 'WITHDRAWN', withdrawn_why = '举报属实', withdrawn_at = now()"));
        acts.put("all withdrawn", this::withdrawAll);
        acts.put(
                "promoted",
                () -> award(
                        "true",
                        "tier_id = (select id from calls.tier t where t.call_id = " + call
                                + " order by random() limit 1)"));
        acts.put("tiers reordered", this::reorder);
        acts.put("thought better of", this::thinkBetter);
    }

    /** One thing that happens, by its name. */
    String act() {
        List<String> names = List.copyOf(acts.keySet());
        String name = random.nextInt(3) == 0 ? "moved" : names.get(random.nextInt(names.size()));
        java.util.Objects.requireNonNull(acts.get(name)).run();
        return name;
    }

    private void handIn(int many) {
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < many; i++) {
            values.append(i == 0 ? "" : ", ")
                    .append("(")
                    .append(call)
                    .append(", ")
                    .append(node())
                    .append(", 'R-")
                    .append(next())
                    .append("', '")
                    .append(title())
                    .append("', 'VETTING', ")
                    .append(node())
                    .append(", 1, ")
                    .append(due())
                    .append(", ")
                    .append(account)
                    .append(", now(), '")
                    .append(Bigrams.index(title()))
                    .append("')");
        }
        dsl.execute(
                "with e as (insert into entries.entry (call_id, unit_node_id, number, title, state, at_node_id, at_position, due_on, created_by,"
                        + " submitted_at, search) values " + values + " returning id)"
                        + " insert into entries.completer (entry_id, position, name, unit_name)"
                        + " select id, p, case p when 1 then '王建军' else '陈玉兰' end, '第' || p || '机械厂' from e, generate_series(1, 2) p");
    }

    /** By any step that the product allows, an award apart. */
    private void move() {
        dsl.fetchOptional(
                        "select e.id, t.to_state from entries.entry e join platform.transition t on t.machine = 'entries.entry'"
                                + " and t.from_state = e.state and t.to_state not in ('AWARDED', 'WITHDRAWN') where e.call_id = "
                                + call
                                + " order by md5(e.id || t.to_state || " + random.nextInt() + ") limit 1")
                .ifPresent(m -> dsl.execute(
                        "update entries.entry set state = ?, at_node_id = " + node() + ", due_on = " + due()
                                + " where id = ?",
                        m.get(1, String.class),
                        m.get(0, Long.class)));
    }

    private void retitle() {
        String title = title();
        entry("true", "title = '" + title + "', search = '" + Bigrams.index(title) + "', changed_at = now()");
    }

    private void decide(int many) {
        List<Long> ready = dsl.fetch("select id from entries.entry e where call_id = " + call
                        + " and number is not null and not exists (select from awards.award a where a.entry_id = e.id) limit "
                        + many)
                .map(r -> r.get(0, Long.class));
        if (ready.isEmpty()) {
            return;
        }
        int n = next();
        long notice = id(
                "insert into notices.notice (call_id, number, title, days, opens_on, closes_on, state, prepared_by, released_by)"
                        + " values (?, ?, '公示', 5, '2026-01-05', '2026-01-09', 'ENDED', ?, ?) returning id",
                call,
                n,
                account,
                second);
        long number = id(
                "insert into platform.document_number (organ_code, year, serial, subject, state) values ('淮工', 2026, ?, '决定', 'USED') returning id",
                n);
        long decision = id(
                "insert into awards.decision (call_id, notice_id, meeting, number_id, number, decided_on, decided_by)"
                        + " values (?, ?, '会议', ?, ?, '2026-01-12', ?) returning id",
                call,
                notice,
                number,
                "淮工" + n,
                account);
        dsl.execute("insert into awards.award (decision_id, entry_id, tier_id, prize) select " + decision
                + ", e.id, t.id, 0 from entries.entry e, calls.tier t"
                + " where t.call_id = " + call + " and t.position = 1 + e.id % 3 and e.id in ("
                + String.join(", ", ready.stream().map(String::valueOf).toList()) + ")");
    }

    private void withdrawAll() {
        entries(
                "update awards.award set state = 'WITHDRAWN', withdrawn_why = '举报属实', withdrawn_at = now() where state = 'IN_FORCE' and decision_id ="
                        + " (select max(decision_id) from awards.award a join awards.decision d on d.id = a.decision_id where d.call_id = "
                        + call + ")");
    }

    /** As an officer's reordering does it: out of the way first, then to their places. */
    private void reorder() {
        dsl.transaction(tx -> {
            tx.dsl().execute("update calls.tier set position = position + 1000 where call_id = ?", call);
            tx.dsl()
                    .execute(
                            "update calls.tier set position = 1 + (position - 1000 + ?) % 3 where call_id = ?",
                            1 + random.nextInt(2), call);
        });
    }

    private void thinkBetter() {
        long one = any("true");
        dsl.transaction(tx -> {
            tx.dsl().execute("savepoint before");
            tx.dsl().execute("update entries.entry set due_on = current_date, search = '别的' where id = ?", one);
            tx.dsl().execute("update awards.award set search = '别的' where entry_id = ?", one);
            tx.dsl().execute("rollback to savepoint before");
        });
    }

    private void entry(String where, String set) {
        entries("update entries.entry set " + set + " where id = " + any(where));
    }

    private void award(String where, String set) {
        entries("update awards.award set " + set
                + " where id = coalesce((select a.id from awards.award a join awards.decision d on d.id = decision_id"
                + " where d.call_id = " + call + " and a." + where.replace("true", "id > 0") + " order by md5(a.id || '"
                + random.nextInt() + "') limit 1), 0)");
    }

    private void entries(String sql) {
        dsl.execute(sql);
    }

    /** An entry of the call, or 0 where there is none. */
    private long any(String where) {
        return dsl.fetchOptional("select id from entries.entry where call_id = " + call + " and " + where
                        + " order by md5(id || '" + random.nextInt() + "') limit 1")
                .map((Record r) -> r.get(0, Long.class))
                .orElse(0L);
    }

    private String title() {
        return WORDS.get(random.nextInt(WORDS.size()))
                + WORDS.get(random.nextInt(WORDS.size()))
                + WORDS.get(random.nextInt(WORDS.size()));
    }

    private long node() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private String due() {
        return random.nextInt(4) == 0 ? "null::date" : "date '2026-03-01' + " + random.nextInt(20);
    }

    private long county(long city) {
        int n = next();
        return id(
                "insert into access.node (parent_id, kind, name, code, path) values (?, 'COUNTY', '区总工会', ?, ('HB.' || ?)::ltree) returning id",
                city,
                "C" + n,
                "C" + n);
    }

    private long id(String sql, Object... values) {
        return dsl.fetchSingle(sql, values).get(0, Long.class);
    }

    private static int next() {
        return COUNT.incrementAndGet();
    }
}
