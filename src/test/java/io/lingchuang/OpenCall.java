package io.lingchuang;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.calls.Tables.CATEGORY;
import static io.lingchuang.db.calls.Tables.LEVEL;
import static io.lingchuang.db.calls.Tables.QUOTA;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.ENTRY;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Role;
import io.lingchuang.calls.Level;
import io.lingchuang.entries.Completers;
import io.lingchuang.entries.Drafts;
import io.lingchuang.entries.Entry;
import io.lingchuang.entries.Submission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A call that takes entries, between a county and an industry union with their enterprises. */
public abstract class OpenCall extends RankedCall {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    protected Drafts drafts;

    @Autowired
    protected Submission submission;

    @Autowired
    protected Completers completers;

    protected Node county;
    protected Node industry;

    /** An enterprise of the county that belongs to the industry union too. */
    protected Node mine;

    /** An enterprise of the county alone. */
    protected Node mill;

    protected Actor clerk;
    protected Actor secondClerk;
    protected Actor countyOfficer;
    protected Actor industryOfficer;

    @BeforeEach
    void neighbourhood() {
        county = node("DJ", Node.Kind.COUNTY, "杜集区总工会", city, null);
        industry = node("MT", Node.Kind.INDUSTRY, "煤炭产业工会", city, null);
        mine = node("SJ", Node.Kind.ENTERPRISE, "朔里煤矿工会", county, industry);
        mill = node("FZ", Node.Kind.ENTERPRISE, "相王纺织厂工会", county, null);
        clerk = somebody("周干事", Role.CLERK, mine);
        secondClerk = somebody("吴干事", Role.CLERK, mine);
        countyOfficer = somebody("孙主任", Role.OFFICER, county);
        industryOfficer = somebody("李主任", Role.OFFICER, industry);
    }

    private Node node(String code, Node.Kind kind, String name, Node parent, @Nullable Node industrial) {
        return tree.byCode(code).orElseGet(() -> tree.add(parent, kind, name, code, industrial));
    }

    /** A person of the directory with an account. */
    protected Actor workerAt(Node unit) {
        int n = COUNT.incrementAndGet();
        long account = accounts.create(Actor.system(), "p" + n, "职工" + n, null, null);
        person(unit, "职工" + n, account);
        return accounts.actor(account).orElseThrow();
    }

    protected long person(Node unit, String name, @Nullable Long account) {
        return dsl.insertInto(PERSON)
                .set(PERSON.NAME, name)
                .set(PERSON.EMPLOYER_NODE_ID, unit.id())
                .set(PERSON.ACCOUNT_ID, account)
                .returningResult(PERSON.ID)
                .fetchSingle()
                .value1();
    }

    /** Taken from 1 October to 30 November 2026, 17:00, by this route; one text to fill in, one photo, two declarations. */
    protected long openCall(Level... route) {
        long id = call(1);
        dsl.update(CALL)
                .set(CALL.OPENS_AT, Instant.parse("2026-10-01T00:00:00Z"))
                .set(CALL.CLOSES_AT, Instant.parse("2026-11-30T09:00:00Z"))
                .set(CALL.FORM, JSONB.valueOf("""
                        [{"code":"content","label":"主要内容","kind":"LONG_TEXT","required":true,"max":500,"choices":[],"identifying":false},
                         {"code":"photo","label":"照片","kind":"FILE","required":false,"max":2,"choices":[],"identifying":false}]"""))
                .set(CALL.DECLARATIONS, JSONB.valueOf("""
                        [{"code":"truth","text":"所填内容真实","kind":"PROMISE"},{"code":"secret","text":"是否涉密？","kind":"SECRECY"}]"""))
                .set(CALL.RUBRIC, JSONB.valueOf("""
                        [{"code":"new","name":"创新性","max":60,"step":1,"help":"","bands":[]},
                         {"code":"use","name":"实用性","max":40,"step":0.5,"help":"","bands":[]}]"""))
                .set(CALL.STATE, "PUBLISHED")
                .where(CALL.ID.eq(id))
                .execute();
        for (int i = 0; i < route.length; i++) {
            dsl.insertInto(LEVEL, LEVEL.CALL_ID, LEVEL.POSITION, LEVEL.LEVEL_)
                    .values(id, i + 1, route[i].name())
                    .execute();
        }
        return id;
    }

    protected long category(long call, String name) {
        int n = COUNT.incrementAndGet();
        return dsl.insertInto(CATEGORY, CATEGORY.CALL_ID, CATEGORY.CODE, CATEGORY.NAME, CATEGORY.POSITION)
                .values(call, "k" + n, name, n)
                .returningResult(CATEGORY.ID)
                .fetchSingle()
                .value1();
    }

    protected void quota(long call, Level level, @Nullable Node node, @Nullable Long category, int places) {
        dsl.insertInto(QUOTA, QUOTA.CALL_ID, QUOTA.LEVEL, QUOTA.NODE_ID, QUOTA.CATEGORY_ID, QUOTA.PLACES)
                .values(call, level.name(), node == null ? null : node.id(), category, places)
                .execute();
    }

    /** A draft with everything that the call asks for. */
    protected long draft(Actor worker, long call, @Nullable Long category) {
        long id = drafts.start(worker, call);
        write(id, category, "皮带机清扫器改进之" + COUNT.incrementAndGet());
        return id;
    }

    protected void write(long id, @Nullable Long category, String title) {
        dsl.update(ENTRY)
                .set(ENTRY.TITLE, title)
                .set(ENTRY.CATEGORY_ID, category)
                .set(ENTRY.ANSWERS, JSONB.valueOf("{\"content\": \"" + title + "，加装两道刮板。\"}"))
                .set(ENTRY.TICKED, JSONB.valueOf("[\"truth\", \"secret:no\"]"))
                .where(ENTRY.ID.eq(id))
                .execute();
    }

    protected void line(long id, Entry.Line line) {
        dsl.update(ENTRY).set(ENTRY.LINE, line.name()).where(ENTRY.ID.eq(id)).execute();
    }

    protected long handedIn(Actor worker, long call, @Nullable Long category) {
        long id = draft(worker, call, category);
        submission.submit(worker, id, entry(id).version());
        return id;
    }

    protected List<Long> handedIn(int count, Actor worker, long call, @Nullable Long category) {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(handedIn(worker, call, category));
        }
        return ids;
    }

    protected Entry entry(long id) {
        return journey.entry(id);
    }

    protected int version(long id) {
        return entry(id).version();
    }

    /** Does all of it at the same moment, each in a thread of its own. @return what each was refused with, or null */
    protected static List<@Nullable Throwable> atOnce(List<Runnable> deeds) throws Exception {
        CountDownLatch ready = new CountDownLatch(deeds.size());
        List<@Nullable Throwable> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(deeds.size())) {
            List<Future<@Nullable Throwable>> started = deeds.stream()
                    .map(deed -> threads.submit(() -> {
                        ready.countDown();
                        ready.await();
                        try {
                            deed.run();
                            return (Throwable) null;
                        } catch (RuntimeException refused) {
                            return refused;
                        }
                    }))
                    .toList();
            for (Future<@Nullable Throwable> each : started) {
                outcomes.add(each.get());
            }
        }
        return outcomes;
    }
}
