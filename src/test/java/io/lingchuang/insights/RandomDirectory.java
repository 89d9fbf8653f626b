package io.lingchuang.insights;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What happens at random to units, people, honours, clusters and calls: straight in the tables. */
abstract class RandomDirectory {

    static final AtomicInteger COUNT = new AtomicInteger();
    private static final List<String> TITLES = List.of("淮北市技能大奖", "淮北市技术能手", "全国技术能手", "创新骨干", "淮北市劳动模范");

    final DSLContext dsl;
    final Random random;
    LocalDate day;

    RandomDirectory(DSLContext dsl, long seed, LocalDate from) {
        this.dsl = dsl;
        this.random = new Random(seed);
        this.day = from;
    }

    void peopleChange() {
        switch (random.nextInt(3)) {
            case 0 ->
                each(
                        "select id from directory.person where merged_into is null",
                        id -> dsl.execute("update directory.person set active = not active where id = ?", id));
            case 1 ->
                each(
                        "select id from directory.person",
                        id -> dsl.execute(
                                "update directory.person set employer_node_id = ? where id = ?",
                                any("select id from access.node where kind in ('ENTERPRISE', 'BRANCH')"),
                                id));
            default ->
                // One who is nobody's survivor becomes another's second record.
                each(
                        "select id from directory.person p where merged_into is null and not exists (select from directory.person q where q.merged_into = p.id)",
                        id -> dsl.execute(
                                "update directory.person set active = false, merged_into = (select min(id) from directory.person where merged_into is null and id <> ?) where id = ?",
                                id,
                                id));
        }
    }

    void honour() {
        if (random.nextInt(3) == 0) {
            each("select id from directory.honour", id -> dsl.execute("delete from directory.honour where id = ?", id));
        } else {
            each(
                    "select id from directory.person",
                    id -> dsl.execute(
                            "insert into directory.honour (person_id, title, level, year) values (?, ?, 'CITY', ?) on conflict do nothing",
                            id,
                            TITLES.get(random.nextInt(TITLES.size())),
                            2024 + random.nextInt(4)));
        }
    }

    void tree() {
        switch (random.nextInt(4)) {
            case 0 ->
                // An enterprise comes to an industry union, with its branches.
                each(
                        "select id from access.node where kind = 'ENTERPRISE' and industry_parent_id is null",
                        id -> secondLine(id, any("select id from access.node where kind = 'INDUSTRY'")));
            case 1 ->
                each(
                        "select id from access.node where kind = 'ENTERPRISE' and industry_parent_id is not null",
                        id -> secondLine(id, null));
            case 2 ->
                // A branch goes to another enterprise, with its own branches.
                each(
                        "select b.id from access.node b join access.node p on p.id = b.parent_id where b.kind = 'BRANCH' and p.kind = 'ENTERPRISE'",
                        id -> dsl.execute(
                                "with t as (select * from access.node where id = ?), b as (select * from access.node where id = ?),"
                                        + " m as (update access.node set parent_id = (select id from t) where id = ? and false)"
                                        + " update access.node n set parent_id = case when n.id = b.id then t.id else n.parent_id end,"
                                        + " path = t.path || subpath(n.path, nlevel(b.path) - 1),"
                                        + " industry_path = t.industry_path || subpath(n.path, nlevel(b.path) - 1)"
                                        + " from t, b where n.path <@ b.path",
                                any("select id from access.node where kind = 'ENTERPRISE'"),
                                id,
                                id));
            default ->
                each(
                        "select id from access.node where kind = 'ENTERPRISE'",
                        id -> dsl.execute("update access.node set active = not active where id = ?", id));
        }
    }

    void rare() {
        switch (random.nextInt(5)) {
            case 0 -> node(any("select id from access.node where kind = 'COUNTY'"), "ENTERPRISE", null);
            case 1 ->
                dsl.execute(
                        "insert into directory.cluster (code, name) values (?, ?)",
                        "K" + COUNT.incrementAndGet(),
                        "群" + COUNT.get());
            case 2 ->
                dsl.execute(
                        "insert into directory.chain (code, name) values (?, ?)",
                        "L" + COUNT.incrementAndGet(),
                        "链" + COUNT.get());
            case 3 ->
                each(
                        "select id from calls.call",
                        id -> dsl.execute(
                                "update calls.call set year = 4051 - year where id = ? and year in (2025, 2026)", id));
            default ->
                each(
                        "select id from calls.call",
                        id -> dsl.execute(
                                "update calls.call set programme = ? where id = ?",
                                List.of("FIVE_SMALL", "SUGGESTION", "OUTSTANDING")
                                        .get(random.nextInt(3)),
                                id));
        }
    }

    void secondLine(long id, @Nullable Long union) {
        dsl.transaction(tx -> {
            tx.dsl().execute("update access.node set industry_parent_id = ?::bigint where id = ?", union, id);
            tx.dsl()
                    .execute(
                            "update access.node n set industry_path = (select path from access.node where id = ?::bigint) || subpath(n.path, nlevel(e.path) - 1) from access.node e where e.id = ? and n.path <@ e.path",
                            union,
                            id);
        });
    }

    long node(long parent, String kind, @Nullable Long industry) {
        String code = "R" + COUNT.incrementAndGet();
        return dsl.fetchSingle(
                        "insert into access.node (parent_id, kind, name, code, path, industry_parent_id, industry_path)"
                                + " select p.id, ?, ?, ?, p.path || ?::text, ?::bigint, coalesce((select path from access.node where id = ?::bigint), p.industry_path) || ?::text from access.node p where p.id = ? returning id",
                        kind,
                        "单位" + code,
                        code,
                        code,
                        industry,
                        industry,
                        code,
                        parent)
                .get(0, Long.class);
    }

    void person(long unit) {
        dsl.execute(
                "insert into directory.person (name, employer_node_id) values (?, ?)",
                "职工" + COUNT.incrementAndGet(),
                unit);
    }

    /** Some moment of the day. */
    Field<String> now() {
        String moment = day.atTime(LocalTime.ofSecondOfDay(random.nextInt(86_400))) + "+08";
        return DSL.field("{0}::timestamptz", String.class, DSL.val(moment));
    }

    long any(String query) {
        List<Long> ids = dsl.fetch(query).getValues(0, Long.class);
        return ids.get(random.nextInt(ids.size()));
    }

    void each(String query, LongConsumer deed) {
        List<Long> ids = dsl.fetch(query).getValues(0, Long.class);
        if (!ids.isEmpty()) {
            deed.accept(ids.get(random.nextInt(ids.size())));
        }
    }
}
