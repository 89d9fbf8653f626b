package io.lingchuang;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Record;

/** A call at each place where work waits: one that takes entries, one to be scored, one to be paid and one to be certified. */
record BusyCity(long taking, long scoring, long paying, long certifying) {

    static final int SCORED = 300;
    static final int BATCHES = 10;
    static final int LINES = 40;
    static final int CERTIFIED = 30;

    static BusyCity in(KillableHouse house) throws Exception {
        try (Connection c = house.connect()) {
            DSLContext sql = KillableHouse.sql(c);
            return sql.transactionResult(tx -> {
                DSLContext dsl = tx.dsl();
                long taking =
                        id(dsl, "select id from calls.call where programme = 'SUGGESTION' and state = 'PUBLISHED'");
                dsl.execute(
                        "insert into calls.quota (call_id, level, places) values ({0}, 'ENTERPRISE', 100000)",
                        org.jooq.impl.DSL.val(taking));
                return new BusyCity(
                        taking,
                        scoring(dsl),
                        awarded(dsl, "兑现", BATCHES * LINES, BATCHES),
                        awarded(dsl, "发证", CERTIFIED, 0));
            });
        }
    }

    private static long call(DSLContext dsl, String title) {
        return id(dsl, """
                insert into calls.call (host_node_id, title, programme, year, kind, opens_at, closes_at, state, rubric)
                select id, '%s', 'FIVE_SMALL', 2026, 'RECOGNITION', '2026-01-01', '2026-02-01', 'CLOSED',
                    '[{"code":"new","name":"创新性","max":60,"step":1,"help":"","bands":[]},
                      {"code":"use","name":"实用性","max":40,"step":1,"help":"","bands":[]}]'
                from access.node where code = 'HB' returning id""".formatted(title));
    }

    private static void entries(DSLContext dsl, long call, String state, int count) {
        dsl.execute("""
                with made as (
                    insert into entries.entry (call_id, unit_node_id, number, title, state, created_by, submitted_at)
                    select %d, (select id from access.node where code = 'QY001'), 'K%d-' || n, '皮带机清扫器改进 ' || n, '%s',
                        (select id from access.account where login = 'worker'), '2026-01-15'
                    from generate_series(1, %d) n returning id)
                insert into entries.completer (entry_id, position, person_id, name, unit_name, state)
                select made.id, 1, p.id, p.name, '临涣煤矿', 'ACCEPTED' from made, directory.person p
                where p.account_id = (select id from access.account where login = 'worker')""".formatted(call, call, state, count));
    }

    private static long scoring(DSLContext dsl) {
        long call = call(dsl, "评审中的征集");
        entries(dsl, call, "ACCEPTED", SCORED);
        long panel = id(dsl, """
                insert into review.panel (call_id, name, state, created_by)
                select %d, '机械组', 'SCORING', id from access.account where login = 'city' returning id""".formatted(call));
        dsl.execute("insert into review.panel_expert select %d, id from review.expert".formatted(panel));
        dsl.execute("insert into review.panel_entry select %d, id, 'B' || id from entries.entry where call_id = %d"
                .formatted(panel, call));
        dsl.execute("""
                insert into review.invitation (panel_id, expert_id, state, sent_at, answered_at, declared_at, declared_to)
                select %1$d, x.id, 'ACCEPTED', now(), now(), now(), (select max(added) from review.panel_entry where panel_id = %1$d)
                from review.expert x""".formatted(panel));
        dsl.execute("""
                insert into review.sheet (panel_id, expert_id, entry_id)
                select %d, x.id, e.id from review.expert x, entries.entry e where e.call_id = %d order by e.id""".formatted(panel, call));
        return call;
    }

    private static long awarded(DSLContext dsl, String title, int awards, int batches) {
        long call = call(dsl, title);
        entries(dsl, call, "AWARDED", awards);
        long tier = id(
                dsl,
                "insert into calls.tier (call_id, position, code, name, places, prize) values (%d, 1, 'T1', '一等奖', %d, 3000) returning id"
                        .formatted(call, awards));
        long notice = id(dsl, """
                insert into notices.notice (call_id, number, title, days, opens_on, closes_on, state, prepared_by, released_by)
                select %d, 1, '公示', 5, '2026-02-02', '2026-02-06', 'ENDED', o.id, c.id
                from access.account o, access.account c where o.login = 'city' and c.login = 'chief' returning id""".formatted(call));
        long decision = id(dsl, """
                with number as (
                    insert into platform.document_number (organ_code, year, serial, subject)
                    values ('淮测', 2026, %1$d, '表彰') returning id)
                insert into awards.decision (call_id, notice_id, meeting, number_id, number, decided_on, decided_by)
                select %1$d, %2$d, '第12次主席办公会', number.id, '淮测〔2026〕%1$d号', '2026-02-10', a.id
                from number, access.account a where a.login = 'city' returning id""".formatted(call, notice));
        dsl.execute("""
                insert into awards.award (decision_id, entry_id, tier_id, prize)
                select %d, id, %d, 3000 from entries.entry where call_id = %d order by id""".formatted(decision, tier, call));
        for (int b = 1; b <= batches; b++) {
            long batch = id(dsl, """
                    insert into awards.payout_batch (call_id, number, state, prepared_by, approved_by, approved_at, handed_over_at, version)
                    select %d, %d, 'HANDED_OVER', o.id, c.id, '2026-02-11', '2026-02-12', 2
                    from access.account o, access.account c where o.login = 'city' and c.login = 'chief' returning id""".formatted(call, b));
            dsl.execute("""
                    insert into awards.payout (batch_id, award_id, payee_name, payee_unit, bank_name, bank_account, amount)
                    select %d, id, '陈立新', '临涣煤矿', '徽商银行', '622202020011220000', 3000
                    from awards.award where decision_id = %d order by id offset %d limit %d""".formatted(batch, decision, (b - 1) * LINES, LINES));
        }
        return call;
    }

    private static long id(DSLContext dsl, String sql) {
        Record one = dsl.fetchSingle(sql);
        return one.get(0, Long.class);
    }

    /** What a worker types into the form of the call that takes entries. */
    static Map<String, Object> idea(String title) {
        return Map.of(
                "version", 0,
                "action", "send",
                "title", title,
                "line", "TERRITORIAL",
                "a_problem", title + "：皮带跑偏，每班停机两次。",
                "a_measure", "加装两道刮板和一个限位，费用不到两百元。",
                "a_done", "已实施",
                "t_truth", "true",
                "t_authorise", "true",
                "t_secret", "no");
    }

    static List<String> experts() {
        return List.of("expert1", "expert2", "expert3", "expert4", "expert5");
    }
}
