package io.lingchuang.insights;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** A small city in which things happen at random, day after day, each in one statement or a few: straight in the tables. */
class RandomCity extends RandomDirectory {

    private static final String[][] MOVES = {
        {"VETTING", "VETTING", "recommend"},
        {"VETTING", "RETURNED", "return"},
        {"VETTING", "NOT_RECOMMENDED", "notRecommend"},
        {"VETTING", "FORMAL_CHECK", "recommend"},
        {"RETURNED", "VETTING", "resubmit"},
        {"NOT_RECOMMENDED", "VETTING", "reconsider"},
        {"FORMAL_CHECK", "ACCEPTED", "accept"},
        {"FORMAL_CHECK", "SUPPLEMENT", "askSupplement"},
        {"SUPPLEMENT", "FORMAL_CHECK", "supplement"},
        {"FORMAL_CHECK", "RETURNED", "return"},
        {"ACCEPTED", "RANKED", "rank"},
        {"RANKED", "PROPOSED", "propose"},
        {"RANKED", "NOT_SELECTED", "notSelected"},
        {"PROPOSED", "STRUCK", "strike"},
        {"VETTING", "WITHDRAWN", "withdraw"},
        {"ACCEPTED", "WITHDRAWN", "withdraw"},
        {"FORMAL_CHECK", "NOT_ACCEPTED", "notAccept"}
    };

    private final long account;
    private final long city;
    private final List<Long> entries = new ArrayList<>();

    RandomCity(DSLContext dsl, long seed, long account, long city, LocalDate from) {
        super(dsl, seed, from);
        this.account = account;
        this.city = city;
    }

    /** Units of every kind, on one line and on two, and calls of three years. */
    void found() {
        long county = node(city, "COUNTY", null);
        long other = node(city, "COUNTY", null);
        long mining = node(city, "INDUSTRY", null);
        for (int i = 0; i < 5; i++) {
            long unit = node(i < 3 ? county : other, "ENTERPRISE", i % 2 == 0 ? mining : null);
            if (i < 2) {
                long branch = node(unit, "BRANCH", null);
                node(branch, "BRANCH", null);
            }
            person(unit);
        }
        for (String programme : List.of("FIVE_SMALL", "FIVE_SMALL", "OUTSTANDING", "SUGGESTION", "GOLDEN_IDEA")) {
            long call = call(programme, 2026, city);
            if (programme.equals("OUTSTANDING")) {
                proposed(call);
            }
            call(programme, 2025, random.nextBoolean() ? county : city);
        }
    }

    /** Some work that has come as far as a proposal already: what follows a decision is rare otherwise. */
    private void proposed(long call) {
        for (int i = 0; i < 6; i++) {
            long id = handedIn(any("select id from access.node where kind in ('ENTERPRISE', 'BRANCH')"), call);
            String at = "VETTING";
            for (String to : List.of("FORMAL_CHECK", "ACCEPTED", "RANKED", "PROPOSED")) {
                dsl.execute("update entries.entry set state = ? where id = ?", to, id);
                event(dsl, id, at.equals("VETTING") ? "recommend" : "go", at, to);
                at = to;
            }
        }
    }

    long handedIn() {
        return handedIn(
                any("select id from access.node where kind in ('ENTERPRISE', 'BRANCH')"),
                any("select id from calls.call"));
    }

    /** Begun as a draft and handed in: what a unit's own work in one transaction is. */
    long handedIn(long unit, long call) {
        return dsl.transactionResult(tx -> {
            DSLContext in = tx.dsl();
            long id = in.fetchSingle(
                            "insert into entries.entry (call_id, unit_node_id, title, created_by) values ({0}, {1}, '改进', {2}) returning id",
                            DSL.val(call), DSL.val(unit), DSL.val(account))
                    .get(0, Long.class);
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                in.execute("insert into entries.completer (entry_id, position, name) values (?, ?, '职工')", id, i);
            }
            in.execute(
                    "update entries.entry set number = ?, submitted_at = ?, state = 'VETTING', at_node_id = ?, at_position = 1, due_on = ? where id = ?",
                    "R" + COUNT.incrementAndGet(),
                    now(),
                    unit,
                    day.plusDays(random.nextInt(9)),
                    id);
            event(in, id, "submit", "DRAFT", "VETTING");
            entries.add(id);
            return id;
        });
    }

    /** One thing that happens; a few days may have passed since the last. */
    void act() {
        day = day.plusDays(random.nextInt(4) == 0 ? random.nextInt(3) : 0);
        switch (random.nextInt(26)) {
            case 0, 1, 2, 3 -> handedIn();
            case 4, 5, 6, 7, 8, 9, 10 -> move();
            case 11 -> completer();
            case 12 -> participation();
            case 13 -> putForward();
            case 14, 15 -> award();
            case 16 -> certificate();
            case 17 -> pay();
            case 18 -> money();
            case 19 -> hearing();
            case 20 -> person(any("select id from access.node where kind in ('ENTERPRISE', 'BRANCH')"));
            case 21 -> peopleChange();
            case 22, 23 -> honour();
            case 24 -> tree();
            default -> rare();
        }
    }

    private void move() {
        if (entries.isEmpty()) {
            return;
        }
        long id = entries.get(random.nextInt(entries.size()));
        String state = dsl.fetchSingle("select state from entries.entry where id = ?", id)
                .get(0, String.class);
        var moves =
                java.util.Arrays.stream(MOVES).filter(m -> m[0].equals(state)).toList();
        if (moves.isEmpty()) {
            return;
        }
        String[] move = moves.get(random.nextInt(moves.size()));
        dsl.transaction(tx -> {
            tx.dsl()
                    .execute(
                            "update entries.entry set state = ?, due_on = ?::date, changed_at = ? where id = ?",
                            move[1],
                            random.nextBoolean() ? day.plusDays(random.nextInt(9)) : null,
                            now(),
                            id);
            event(tx.dsl(), id, move[2], move[0], move[1]);
        });
    }

    private void completer() {
        switch (random.nextInt(3)) {
            case 0 ->
                each(
                        "select id from entries.completer where state = 'INVITED'",
                        id -> dsl.execute(
                                "update entries.completer set state = 'DECLINED', decided_at = ? where id = ?",
                                now(),
                                id));
            case 1 ->
                each(
                        "select id from entries.completer where position > 1",
                        id -> dsl.execute("delete from entries.completer where id = ?", id));
            default ->
                each(
                        "select id from entries.entry where number is not null",
                        id -> dsl.execute(
                                "insert into entries.completer (entry_id, position, name) select ?, max(position) + 1, '新职工' from entries.completer where entry_id = ? having count(*) > 0",
                                id,
                                id));
        }
    }

    private void participation() {
        long call = any("select id from calls.call");
        long unit = any("select id from access.node where kind <> 'CITY'");
        dsl.execute(
                "insert into vetting.participation (call_id, node_id, person_times, reported_by, reported_at) values (?, ?, ?, ?, ?)"
                        + " on conflict (call_id, node_id) do update set person_times = excluded.person_times, reported_at = excluded.reported_at",
                call,
                unit,
                random.nextInt(500),
                account,
                now());
    }

    private void putForward() {
        if (random.nextBoolean()) {
            each(
                    "select e.id from entries.entry e join calls.call c on c.id = e.call_id where number is not null and (programme = 'SUGGESTION' or e.id % 5 = 0) and not exists (select from vetting.put_forward f where f.entry_id = e.id and taken_back_on is null)",
                    id -> dsl.execute(
                            "insert into vetting.put_forward (entry_id, organ, document, sent_on, sent_by) values (?, '省总工会', '淮工〔2026〕1号', ?, ?)",
                            id,
                            day,
                            account));
        } else {
            each(
                    "select id from vetting.put_forward where taken_back_on is null and sent_on <= '" + day + "'",
                    id -> dsl.execute(
                            "update vetting.put_forward set taken_back_on = ?, taken_back_why = '误报' where id = ?",
                            day,
                            id));
        }
    }

    private void award() {
        if (random.nextInt(3) == 0) {
            each(
                    "select a.id from awards.award a join awards.decision d on d.id = decision_id where a.state = 'IN_FORCE' and decided_on <= '"
                            + day + "'",
                    id -> dsl.transaction(tx -> {
                        tx.dsl()
                                .execute(
                                        "update awards.award set state = 'WITHDRAWN', withdrawn_why = '举报属实', withdrawn_at = ? where id = ?",
                                        now(),
                                        id);
                        tx.dsl()
                                .execute(
                                        "update awards.certificate set state = 'WITHDRAWN', state_why = '撤销' where award_id = ? and state = 'VALID'",
                                        id);
                    }));
            return;
        }
        each(
                "select id from entries.entry e where state = 'PROPOSED'",
                id -> dsl.transaction(tx -> {
                    DSLContext in = tx.dsl();
                    long call = in.fetchSingle("select call_id from entries.entry where id = ?", id)
                            .get(0, Long.class);
                    long notice = notice(in, call);
                    int n = COUNT.incrementAndGet();
                    long number = in.fetchSingle(
                                    "insert into platform.document_number (organ_code, year, serial, subject, state) values ('淮工', 2026, ?, '决定', 'USED') returning id",
                                    n)
                            .get(0, Long.class);
                    long decision = in.fetchSingle(
                                    "insert into awards.decision (call_id, notice_id, meeting, number_id, number, decided_on, decided_by) values (?, ?, '会议', ?, ?, ?, ?) returning id",
                                    call,
                                    notice,
                                    number,
                                    "淮工" + n,
                                    day,
                                    account)
                            .get(0, Long.class);
                    in.execute(
                            "insert into awards.award (decision_id, entry_id, tier_id, prize) select ?, ?, min(id), ? from calls.tier where call_id = ?",
                            decision,
                            id,
                            random.nextInt(4) * 500,
                            call);
                    in.execute("update entries.entry set state = 'AWARDED' where id = ?", id);
                    event(in, id, "award", "PROPOSED", "AWARDED");
                }));
    }

    private void certificate() {
        each(
                "select id from awards.award where state = 'IN_FORCE'",
                id -> dsl.transaction(tx -> {
                    int n = COUNT.incrementAndGet();
                    tx.dsl()
                            .execute(
                                    "update awards.certificate set state = 'REISSUED', state_why = '换发' where award_id = ? and state = 'VALID'",
                                    id);
                    tx.dsl()
                            .execute(
                                    "insert into awards.certificate (award_id, number, verify_code, holder, issued_on) values (?, ?, ?, '职工', ?)",
                                    id,
                                    "C" + n,
                                    "V" + n,
                                    day);
                }));
    }

    private void pay() {
        each(
                "select a.id from awards.award a where prize > 0 and not exists (select from awards.payout p where p.award_id = a.id and p.state in ('PENDING', 'PAID'))",
                id -> dsl.execute(
                        "with b as (insert into awards.payout_batch (call_id, number, prepared_by)"
                                + " select e.call_id, 1 + (select count(*) from awards.payout_batch x where x.call_id = e.call_id), ? from awards.award a join entries.entry e on e.id = entry_id where a.id = ? returning id)"
                                + " insert into awards.payout (batch_id, award_id, payee_name, payee_unit, amount) select b.id, a.id, '职工', '单位', prize from b, awards.award a where a.id = ?",
                        account,
                        id,
                        id));
    }

    private void money() {
        switch (random.nextInt(5)) {
            case 0, 1 ->
                each(
                        "select id from awards.payout where state = 'PENDING'",
                        id -> dsl.execute(
                                "update awards.payout set state = 'PAID', paid_on = ? where id = ?", day, id));
            case 2 ->
                each(
                        "select id from awards.payout where state = 'PENDING'",
                        id -> dsl.execute(
                                "update awards.payout set state = 'FAILED', failed_why = '户名不符' where id = ?", id));
            case 3 ->
                each(
                        "select id from awards.payout where state = 'PENDING'",
                        id -> dsl.execute("update awards.payout set state = 'CANCELLED' where id = ?", id));
            default ->
                each(
                        "select id from awards.payout p where state = 'PAID' and not exists (select from awards.recovery r where r.payout_id = p.id)",
                        id -> dsl.execute(
                                "insert into awards.recovery (payout_id, recovered_on, note, noted_by) values (?, ?, '退回', ?)",
                                id,
                                day,
                                account));
        }
    }

    private void hearing() {
        switch (random.nextInt(3)) {
            case 0 -> each("select id from calls.call", id -> notice(dsl, id));
            case 1 ->
                each(
                        "select id from notices.notice",
                        id -> dsl.execute(
                                "insert into notices.objection (notice_id, receipt, name, phone, grounds, created_at) values (?, ?, '举报人', '13800000000', '这个成果不是他们做的，请核实。', ?)",
                                id,
                                "Y" + COUNT.incrementAndGet(),
                                now()));
            default ->
                each(
                        "select id from notices.objection where state = 'OPEN'",
                        id -> dsl.execute(
                                "update notices.objection set state = 'DISMISSED', answer = '不成立', answered_at = ? where id = ?",
                                now(),
                                id));
        }
    }

    private long notice(DSLContext in, long call) {
        return in.fetchSingle(
                        "insert into notices.notice (call_id, number, title, days, opens_on, closes_on, state, prepared_by, released_by, released_at)"
                                + " select ?, 1 + count(*), '公示', 5, ?, ?, 'PUBLISHED', ?, (select min(id) from access.account where id <> ?), ? from notices.notice where call_id = ? returning id",
                        call,
                        day.minusDays(7),
                        day.plusDays(random.nextInt(5)),
                        account,
                        account,
                        now(),
                        call)
                .get(0, Long.class);
    }

    private void event(DSLContext in, long entry, String action, String from, String to) {
        in.execute(
                "insert into entries.event (entry_id, at, actor_name, action, from_state, to_state) values (?, ?, '某人', ?, ?, ?)",
                entry,
                now(),
                action,
                from,
                to);
    }

    long call(String programme, int year, long host) {
        long id = dsl.fetchSingle(
                        "insert into calls.call (host_node_id, title, programme, year, kind) values (?, ?, ?, ?, 'RECOGNITION') returning id",
                        host,
                        "征集" + COUNT.incrementAndGet(),
                        programme,
                        year)
                .get(0, Long.class);
        dsl.execute("insert into calls.tier (call_id, position, code, name, places) values (?, 1, 'T1', '一等奖', 9)", id);
        return id;
    }
}
