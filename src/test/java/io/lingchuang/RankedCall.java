package io.lingchuang;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.calls.Tables.TIER;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Role;
import io.lingchuang.access.Tree;
import io.lingchuang.entries.EntryState;
import io.lingchuang.entries.Journey;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The product with a call whose entries are ranked already: where notices and awards begin. The day can be set. */
@SpringBootTest
@Import(RankedCall.SetClock.class)
public abstract class RankedCall {

    private static final AtomicReference<Instant> NOW = new AtomicReference<>();
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    protected DSLContext dsl;

    @Autowired
    protected Accounts accounts;

    @Autowired
    protected Tree tree;

    @Autowired
    protected Journey journey;

    protected Node city;
    protected Node unit;
    protected Actor officer;
    protected Actor chief;
    protected Actor finance;
    protected Actor worker;

    @DynamicPropertySource
    static void place(DynamicPropertyRegistry properties) {
        properties.add("lingchuang.db.url", TestDatabase::freshUrl);
        properties.add("lingchuang.sample", () -> "false");
        properties.add(
                "lingchuang.data",
                () -> System.getProperty("java.io.tmpdir") + "/lingchuang-ranked-"
                        + ProcessHandle.current().pid());
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class SetClock {
        @Bean
        @Primary
        static Clock settableClock() {
            return new HandSetClock(NOW);
        }
    }

    /** It is 9 o'clock of that day. */
    protected void on(String day) {
        at(day + "T09:00");
    }

    /** It is that minute. */
    protected void at(String minute) {
        NOW.set(LocalDateTime.parse(minute).atZone(ZoneId.of("Asia/Shanghai")).toInstant());
    }

    static {
        NOW.set(Instant.parse("2026-11-02T01:00:00Z"));
    }

    @BeforeEach
    void people() {
        on("2026-11-02");
        city = tree.byCode("HB").orElseGet(() -> {
            Node made = tree.add(null, Node.Kind.CITY, "淮北市总工会", "HB", null);
            dsl.execute("update access.node set organ_code = '淮工' where id = {0}", made.id());
            return made;
        });
        unit = tree.byCode("QY1").orElseGet(() -> tree.add(city, Node.Kind.ENTERPRISE, "临涣煤矿工会", "QY1", null));
        officer = somebody("赵明远", Role.OFFICER, city);
        chief = somebody("钱振华", Role.CHIEF, city);
        finance = somebody("郑玉芳", Role.FINANCE, city);
        worker = accounts.actor(accounts.create(Actor.system(), "w" + COUNT.incrementAndGet(), "陈立新", null, null))
                .orElseThrow();
    }

    protected Actor somebody(String name, Role role, Node node) {
        long id = accounts.create(Actor.system(), "a" + COUNT.incrementAndGet(), name, null, null);
        accounts.grant(Actor.system(), id, role, node.id(), null);
        return accounts.actor(id).orElseThrow();
    }

    /** A call with tiers of so many places; prizes are 2000, 1000, 500 and so on. */
    protected long call(int... places) {
        long id = dsl.insertInto(CALL)
                .set(CALL.HOST_NODE_ID, city.id())
                .set(CALL.TITLE, "“五小”创新成果征集" + COUNT.incrementAndGet())
                .set(CALL.PROGRAMME, "FIVE_SMALL")
                .set(CALL.YEAR, 2026)
                .set(CALL.KIND, "RECOGNITION")
                .set(CALL.NOTICE_DAYS, 5)
                .returningResult(CALL.ID)
                .fetchSingle()
                .value1();
        for (int i = 0; i < places.length; i++) {
            dsl.insertInto(TIER)
                    .set(TIER.CALL_ID, id)
                    .set(TIER.POSITION, i + 1)
                    .set(TIER.CODE, "T" + (i + 1))
                    .set(TIER.NAME, List.of("一等奖", "二等奖", "三等奖").get(Math.min(i, 2)))
                    .set(TIER.PLACES, places[i])
                    .set(TIER.PRIZE, new BigDecimal(2000 >> i))
                    .execute();
        }
        return id;
    }

    /** Entries with these ranks, in this order; every first completer is a person of the directory. */
    protected List<Long> ranked(long call, int... ranks) {
        List<Long> ids = new ArrayList<>();
        for (int rank : ranks) {
            int n = COUNT.incrementAndGet();
            long person = dsl.insertInto(PERSON)
                    .set(PERSON.NAME, "职工" + n)
                    .set(PERSON.EMPLOYER_NODE_ID, unit.id())
                    .returningResult(PERSON.ID)
                    .fetchSingle()
                    .value1();
            long entry = dsl.insertInto(ENTRY)
                    .set(ENTRY.CALL_ID, call)
                    .set(ENTRY.UNIT_NODE_ID, unit.id())
                    .set(ENTRY.NUMBER, "N" + n)
                    .set(ENTRY.TITLE, "皮带机清扫器改进 " + n)
                    .set(ENTRY.STATE, EntryState.RANKED.name())
                    .set(ENTRY.SCORE, BigDecimal.valueOf(100 - rank))
                    .set(ENTRY.RANK, rank)
                    .set(ENTRY.CREATED_BY, worker.accountId())
                    .set(ENTRY.SUBMITTED_AT, Instant.now())
                    .returningResult(ENTRY.ID)
                    .fetchSingle()
                    .value1();
            dsl.insertInto(COMPLETER)
                    .set(COMPLETER.ENTRY_ID, entry)
                    .set(COMPLETER.POSITION, 1)
                    .set(COMPLETER.PERSON_ID, person)
                    .set(COMPLETER.NAME, "职工" + n)
                    .set(COMPLETER.UNIT_NAME, "临涣煤矿")
                    .set(COMPLETER.STATE, "ACCEPTED")
                    .execute();
            ids.add(entry);
        }
        return ids;
    }

    protected EntryState state(long entry) {
        return journey.entry(entry).state();
    }
}
