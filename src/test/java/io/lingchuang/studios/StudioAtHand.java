package io.lingchuang.studios;

import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.calls.Tables.TIER;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.platform.Tables.MESSAGE;
import static io.lingchuang.db.studios.Tables.NAMING;

import io.lingchuang.RankedCall;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Role;
import io.lingchuang.awards.DecisionForm;
import io.lingchuang.awards.Decisions;
import io.lingchuang.notices.NoticeForm;
import io.lingchuang.notices.Notices;
import io.lingchuang.studios.assessment.SelfReport;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A studio that came to be by a decision: its leader has an account, four others of the entry belong to it. */
@Import(StudioAtHand.Patents.class)
public abstract class StudioAtHand extends RankedCall {

    /** A part that knows of a patent for studios whose motto says so. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Patents {
        @Bean
        static SelfReport patents() {
            return (studio, from, until) -> studio.motto().equals("有专利")
                    ? List.of(new SelfReport.Line("achievements", "发明专利一项", true, ""))
                    : List.of();
        }
    }

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    protected Notices notices;

    @Autowired
    protected Decisions decisions;

    @Autowired
    protected Studios studios;

    protected Actor clerk;
    protected Node works;

    @BeforeEach
    void neighbourhood() {
        int n = COUNT.incrementAndGet();
        works = tree.add(city, Node.Kind.ENTERPRISE, "机修厂" + n + "工会", "JX" + n, null);
        unit = works; // every story in a unit of its own
        clerk = somebody("周干事", Role.CLERK, works);
    }

    /** A call of a programme with one tier of that code, and so many entries ranked in it. */
    protected List<Long> rankedIn(String programme, String tier, int entries) {
        long call = call(entries);
        dsl.update(CALL)
                .set(CALL.PROGRAMME, programme)
                .set(CALL.STATE, "PUBLISHED")
                .set(CALL.OPENS_AT, Instant.parse("2026-10-01T00:00:00Z"))
                .set(CALL.CLOSES_AT, Instant.parse("2026-10-31T09:00:00Z"))
                .where(CALL.ID.eq(call))
                .execute();
        dsl.update(TIER).set(TIER.CODE, tier).where(TIER.CALL_ID.eq(call)).execute();
        return ranked(call, java.util.stream.IntStream.rangeClosed(1, entries).toArray());
    }

    /** The same with so much money to each of them. */
    protected long rankedWith(String programme, String tier, String money) {
        long entry = rankedIn(programme, tier, 1).getFirst();
        dsl.update(TIER)
                .set(TIER.PRIZE, new java.math.BigDecimal(money))
                .where(TIER.CALL_ID.eq(callOf(entry)))
                .execute();
        return entry;
    }

    protected void ledBy(long entry, long person) {
        dsl.update(COMPLETER)
                .set(COMPLETER.PERSON_ID, person)
                .where(COMPLETER.ENTRY_ID.eq(entry), COMPLETER.POSITION.eq(1))
                .execute();
    }

    protected long callOf(long entry) {
        return journey.entry(entry).callId();
    }

    /** Put under notice on 2 November, decided on the tenth. */
    protected void decide(long call) {
        on("2026-11-02");
        long notice = notices.draft(officer, call, new NoticeForm("公示", "现予公示", "市总工会", 5, null, 0));
        notices.release(chief, notice, 0);
        on("2026-11-10");
        decisions.decide(
                officer,
                notice,
                new DecisionForm("2026年11月10日主席办公会议", "班子成员全部出席，一致通过。", LocalDate.parse("2026-11-10"), null, null));
    }

    /** Further completers of the entry: people of its unit, and one whom the directory does not know. */
    protected void together(long entry, int known, boolean stranger) {
        for (int i = 2; i <= known + 1; i++) {
            completer(entry, i, person("同事" + COUNT.incrementAndGet()), "同事" + i);
        }
        if (stranger) {
            completer(entry, known + 2, null, "外来者");
        }
    }

    private void completer(long entry, int position, Long person, String name) {
        dsl.insertInto(COMPLETER)
                .set(COMPLETER.ENTRY_ID, entry)
                .set(COMPLETER.POSITION, position)
                .set(COMPLETER.PERSON_ID, person)
                .set(COMPLETER.NAME, name)
                .set(COMPLETER.UNIT_NAME, "机修厂")
                .set(COMPLETER.STATE, "ACCEPTED")
                .execute();
    }

    protected long person(String name) {
        return dsl.insertInto(PERSON)
                .set(PERSON.NAME, name)
                .set(PERSON.EMPLOYER_NODE_ID, works.id())
                .returningResult(PERSON.ID)
                .fetchSingle()
                .value1();
    }

    /** Named on 10 November 2026; its leader signs in. */
    protected Studio named() {
        long entry = rankedIn("STUDIO_NAMING", "NEW", 1).getFirst();
        together(entry, 4, false);
        decide(callOf(entry));
        return ofEntry(entry);
    }

    protected Studio ofEntry(long entry) {
        return studios.studio(dsl.select(NAMING.STUDIO_ID)
                .from(NAMING)
                .join(AWARD)
                .on(AWARD.ID.eq(NAMING.AWARD_ID))
                .where(AWARD.ENTRY_ID.eq(entry))
                .fetchSingle()
                .value1());
    }

    protected long awardOf(long entry) {
        return dsl.select(AWARD.ID)
                .from(AWARD)
                .where(AWARD.ENTRY_ID.eq(entry))
                .fetchSingle()
                .value1();
    }

    protected Actor leaderOf(Studio studio) {
        int n = COUNT.incrementAndGet();
        long account = accounts.create(Actor.system(), "leader" + n, "领衔人" + n, null, null);
        dsl.update(PERSON)
                .set(PERSON.ACCOUNT_ID, account)
                .where(PERSON.ID.eq(studio.leaderId()))
                .execute();
        return accounts.actor(account).orElseThrow();
    }

    protected Studio now(Studio studio) {
        return studios.studio(studio.id());
    }

    protected int told(Actor reader, String words) {
        return dsl.fetchCount(MESSAGE, MESSAGE.ACCOUNT_ID.eq(reader.accountId()).and(MESSAGE.SUBJECT.contains(words)));
    }
}
