package io.lingchuang;

import static io.lingchuang.db.access.Tables.ROLE_GRANT;
import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.DECISION;
import static io.lingchuang.db.awards.Tables.PAYOUT;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.calls.Tables.TIER;
import static io.lingchuang.db.directory.Tables.CHAIN;
import static io.lingchuang.db.directory.Tables.CLUSTER;
import static io.lingchuang.db.directory.Tables.OCCUPATION;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.LIKENESS;
import static io.lingchuang.db.entries.Tables.TEXT_GRAM;
import static io.lingchuang.db.notices.Tables.ITEM;
import static io.lingchuang.db.notices.Tables.NOTICE;
import static io.lingchuang.db.notices.Tables.OBJECTION;
import static io.lingchuang.db.platform.Tables.DOCUMENT_NUMBER;
import static io.lingchuang.db.platform.Tables.JOB;
import static io.lingchuang.db.platform.Tables.MESSAGE;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.FEEDBACK;
import static io.lingchuang.db.review.Tables.SHEET;
import static org.jooq.impl.DSL.min;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Role;
import io.lingchuang.access.Tree;
import io.lingchuang.awards.Certificates;
import io.lingchuang.awards.Payouts;
import io.lingchuang.calls.NewCalls;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.review.PanelClosing;
import io.lingchuang.review.Panels;
import io.lingchuang.review.invitations.Declarations;
import io.lingchuang.review.invitations.Invitations;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationContext;

/** The sample city with one of everything in it: calls at each stage, and what hangs on them. */
@TestComponent
public class CityAtWork {

    static final byte[] PDF =
            "%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    private ApplicationContext house;

    @Autowired
    private DSLContext dsl;

    @Autowired
    private Tree tree;

    @Autowired
    private Accounts accounts;

    @Autowired
    private NewCalls newCalls;

    @Autowired
    private Panels panels;

    @Autowired
    private PanelClosing closing;

    @Autowired
    private io.lingchuang.review.PanelForming forming;

    @Autowired
    private Invitations invitations;

    @Autowired
    private Declarations declarations;

    @Autowired
    private Payouts payouts;

    @Autowired
    private Certificates certificates;

    @Autowired
    private Files files;

    private Function<String, Actor> people;

    /** What belongs together: the kind of a thing, and its id as it stands in addresses. */
    public record Story(String name, Map<String, String> ids) {
        public String id(String kind) {
            return ids.get(kind);
        }
    }

    public List<Story> stories(Function<String, Actor> actors) {
        return chapters().stream()
                .flatMap(c -> c.stories(house, actors).stream())
                .toList();
    }

    /** The spine first. */
    List<Chapter> chapters() {
        List<Chapter> chapters = new ArrayList<>(List.of((from, actors) -> spine(actors)));
        ServiceLoader.load(Chapter.class).forEach(chapters::add);
        return chapters;
    }

    private List<Story> spine(Function<String, Actor> actors) {
        people = actors;
        return List.of(writing(), vetting(), judged(), closed(), awarded(), prepared());
    }

    private Story writing() {
        long call = call("published-suggestions", "PUBLISHED");
        long entry = entry(call, EntryState.DRAFT);
        Map<String, String> ids = ids(call, entry);
        ids.put("person", person("worker").toString());
        ids.put("enterprise", String.valueOf(tree.byCode("QY001").orElseThrow().id()));
        ids.put(
                "occupation",
                String.valueOf(dsl.select(min(OCCUPATION.ID))
                        .from(OCCUPATION)
                        .fetchSingle()
                        .value1()));
        ids.put(
                "cluster",
                String.valueOf(
                        dsl.select(min(CLUSTER.ID)).from(CLUSTER).fetchSingle().value1()));
        ids.put(
                "chain",
                String.valueOf(
                        dsl.select(min(CHAIN.ID)).from(CHAIN).fetchSingle().value1()));
        ids.put("node", String.valueOf(tree.byCode("QY001").orElseThrow().id()));
        ids.put("job", String.valueOf(job()));
        ids.put("message", String.valueOf(message()));
        ids.put("part", "basics");
        long account = accounts.create(Actor.system(), "walk" + COUNT.incrementAndGet(), "过路人", null, null);
        accounts.grant(Actor.system(), account, Role.LEADER, tree.city().id(), null);
        ids.put("account", String.valueOf(account));
        ids.put(
                "role",
                String.valueOf(dsl.select(ROLE_GRANT.ID)
                        .from(ROLE_GRANT)
                        .where(ROLE_GRANT.ACCOUNT_ID.eq(account))
                        .fetchSingle()
                        .value1()));
        return new Story("writing", ids);
    }

    /** A call that its officer is still writing. */
    private Story prepared() {
        long call = newCalls.fromTemplate(who("city"), tree.city().id(), "golden-idea", "", 2027);
        return new Story("prepared", new HashMap<>(Map.of("call", String.valueOf(call), "part", "basics")));
    }

    private Story vetting() {
        long call = call("studio-naming", "PUBLISHED");
        long entry = entry(call, EntryState.VETTING);
        long formal = entry(call, EntryState.FORMAL_CHECK);
        entry(call, EntryState.RETURNED);
        Map<String, String> ids = ids(call, entry);
        ids.put("likeness", String.valueOf(likeness(formal, entry)));
        ids.put("indicator", "entry.handed_in");
        ids.put("enterprise", String.valueOf(tree.byCode("QY001").orElseThrow().id()));
        ids.put("city", String.valueOf(tree.city().id()));
        return new Story("vetting", ids);
    }

    private Story judged() {
        long call = call("five-small", "CLOSED");
        long entry = entry(call, EntryState.ACCEPTED);
        List<Long> experts =
                dsl.select(EXPERT.ID).from(EXPERT).orderBy(EXPERT.ID).limit(3).fetch(EXPERT.ID);
        long panel = forming.make(who("city"), call, null, "第一组", experts, experts.getFirst());
        panels.start(who("city"), panel, 0, "专家不足");
        admit(panel);
        long proposed = entry(call, EntryState.PROPOSED);
        long notice = notice(call, proposed, false);
        Map<String, String> ids = ids(call, entry);
        ids.put("panel", String.valueOf(panel));
        ids.put("expert", String.valueOf(experts.getFirst()));
        ids.put(
                "sheet",
                String.valueOf(dsl.select(SHEET.ID)
                        .from(SHEET)
                        .where(SHEET.EXPERT_ID.eq(experts.getFirst()))
                        .orderBy(SHEET.ID)
                        .limit(1)
                        .fetchSingle()
                        .value1()));
        ids.put("notice", String.valueOf(notice));
        ids.put("tier", String.valueOf(tier(call)));
        ids.put("receipt", "R" + notice);
        ids.put(
                "objection",
                String.valueOf(dsl.insertInto(OBJECTION)
                        .set(OBJECTION.NOTICE_ID, notice)
                        .set(OBJECTION.ENTRY_ID, proposed)
                        .set(OBJECTION.RECEIPT, "R" + notice)
                        .set(OBJECTION.NAME, "许文强")
                        .set(OBJECTION.PHONE, "13900001111")
                        .set(OBJECTION.GROUNDS, "该成果三年前已经获得过省级奖励。")
                        .returningResult(OBJECTION.ID)
                        .fetchSingle()
                        .value1()));
        return new Story("judged", ids);
    }

    /** Its three experts accept and have no tie to declare. */
    private void admit(long panel) {
        for (String expert : List.of("expert1", "expert2", "expert3")) {
            invitations.accept(who(expert), panel);
            declarations.declareNone(who(expert), invitations.invitation(who(expert), panel));
        }
    }

    /** A panel that has closed; the result is decided and the applicant was told how it came about. */
    private Story closed() {
        long call = call("five-small", "CLOSED");
        long entry = entry(call, EntryState.ACCEPTED);
        List<Long> experts =
                dsl.select(EXPERT.ID).from(EXPERT).orderBy(EXPERT.ID).limit(3).fetch(EXPERT.ID);
        long panel = forming.make(who("city"), call, null, "已结束的一组", experts, experts.getFirst());
        panels.start(who("city"), panel, 0, "专家不足");
        admit(panel);
        dsl.execute(
                "update review.sheet s set scores = (select jsonb_object_agg(c ->> 'code', c ->> 'max') from calls.call, jsonb_array_elements(rubric) c"
                        + " where id = {0}), total = 100, sealed_at = now(), state = 'SEALED' where s.panel_id = {1}",
                call, panel);
        closing.close(who("city"), panel, panels.panel(panel).version(), "");
        dsl.update(ENTRY)
                .set(ENTRY.STATE, EntryState.NOT_SELECTED.name())
                .where(ENTRY.ID.eq(entry))
                .execute();
        dsl.insertInto(FEEDBACK)
                .set(FEEDBACK.ENTRY_ID, entry)
                .set(FEEDBACK.STATE, "RELEASED")
                .set(FEEDBACK.SUMMARY, "结构新颖，建议推广。")
                .set(FEEDBACK.PREPARED_BY, who("city").accountId())
                .set(FEEDBACK.PREPARED_AT, Instant.parse("2026-11-10T01:00:00Z"))
                .set(FEEDBACK.RELEASED_BY, who("chief").accountId())
                .set(FEEDBACK.RELEASED_AT, Instant.parse("2026-11-11T01:00:00Z"))
                .execute();
        Map<String, String> ids = ids(call, entry);
        ids.put("panel", String.valueOf(panel));
        ids.put("feedback", String.valueOf(entry));
        ids.put("archives", "1");
        ids.put("minutes", "1");
        return new Story("closed", ids);
    }

    private Story awarded() {
        long call = call("golden-result", "CLOSED");
        long entry = entry(call, EntryState.AWARDED);
        long notice = notice(call, entry, true);
        Actor officer = who("city");
        int n = COUNT.incrementAndGet();
        long number = dsl.insertInto(
                        DOCUMENT_NUMBER,
                        DOCUMENT_NUMBER.ORGAN_CODE,
                        DOCUMENT_NUMBER.YEAR,
                        DOCUMENT_NUMBER.SERIAL,
                        DOCUMENT_NUMBER.SUBJECT)
                .values("淮测", 2026, n, "表彰")
                .returningResult(DOCUMENT_NUMBER.ID)
                .fetchSingle()
                .value1();
        long decision = dsl.insertInto(DECISION)
                .set(DECISION.CALL_ID, call)
                .set(DECISION.NOTICE_ID, notice)
                .set(DECISION.MEETING, "第12次主席办公会")
                .set(DECISION.NUMBER_ID, number)
                .set(DECISION.NUMBER, "淮测〔2026〕" + n + "号")
                .set(DECISION.DECIDED_ON, LocalDate.parse("2026-11-10"))
                .set(DECISION.DECIDED_BY, officer.accountId())
                .returningResult(DECISION.ID)
                .fetchSingle()
                .value1();
        long award = dsl.insertInto(AWARD)
                .set(AWARD.DECISION_ID, decision)
                .set(AWARD.ENTRY_ID, entry)
                .set(AWARD.TIER_ID, tier(call))
                .set(AWARD.PRIZE, new BigDecimal(3000))
                .returningResult(AWARD.ID)
                .fetchSingle()
                .value1();
        Map<String, String> ids = ids(call, entry);
        ids.put("notice", String.valueOf(notice));
        ids.put("decision", String.valueOf(decision));
        ids.put("award", String.valueOf(award));
        ids.put("certificate", certificates.issue(officer, award));
        long batch = payouts.prepare(officer, call);
        ids.put("batch", String.valueOf(batch));
        ids.put(
                "line",
                String.valueOf(dsl.select(PAYOUT.ID)
                        .from(PAYOUT)
                        .where(PAYOUT.BATCH_ID.eq(batch))
                        .fetchSingle()
                        .value1()));
        return new Story("awarded", ids);
    }

    private long likeness(long entry, long older) {
        for (long id : new long[] {entry, older}) {
            dsl.insertInto(TEXT_GRAM, TEXT_GRAM.ENTRY_ID, TEXT_GRAM.GRAMS)
                    .values(id, new Integer[] {})
                    .execute();
        }
        return dsl.insertInto(
                        LIKENESS,
                        LIKENESS.ENTRY_ID,
                        LIKENESS.OLDER_ID,
                        LIKENESS.SHARE,
                        LIKENESS.ENTRY_REVISION,
                        LIKENESS.OLDER_REVISION)
                .values(entry, older, new BigDecimal("0.82"), 1, 1)
                .returningResult(LIKENESS.ID)
                .fetchSingle()
                .value1();
    }

    private Map<String, String> ids(long call, long entry) {
        Map<String, String> ids = new HashMap<>();
        ids.put("call", String.valueOf(call));
        ids.put("entry", String.valueOf(entry));
        ids.put(
                "file",
                files.store(
                                new ByteArrayInputStream(PDF),
                                "证明.pdf",
                                "entry",
                                entry,
                                who("worker").accountId(),
                                FileRule.DOCUMENT)
                        .id()
                        .toString());
        return ids;
    }

    private long call(String template, String state) {
        long id = newCalls.fromTemplate(who("city"), tree.city().id(), template, "", 2026);
        dsl.update(CALL)
                .set(CALL.STATE, "PUBLISHED")
                .set(CALL.BASIS_DOCUMENT, "省表彰目录")
                .set(CALL.BASIS_LEVEL, "省级")
                .set(CALL.BASIS_UNTIL, LocalDate.parse("2099-12-31"))
                .set(CALL.OPENS_AT, Instant.parse("2026-01-01T00:00:00Z"))
                .set(CALL.CLOSES_AT, Instant.parse("2099-01-01T00:00:00Z"))
                .where(CALL.ID.eq(id))
                .execute();
        if (!state.equals("PUBLISHED")) {
            dsl.update(CALL).set(CALL.STATE, state).where(CALL.ID.eq(id)).execute();
        }
        return id;
    }

    /** Of the mine's worker; whatever the state, it stands at the mine's clerk or the city. */
    private long entry(long call, EntryState state) {
        int n = COUNT.incrementAndGet();
        long mine = tree.byCode("QY001").orElseThrow().id();
        boolean vetting = state == EntryState.VETTING || state == EntryState.RETURNED;
        long id = dsl.insertInto(ENTRY)
                .set(ENTRY.CALL_ID, call)
                .set(ENTRY.UNIT_NODE_ID, mine)
                .set(ENTRY.NUMBER, state == EntryState.DRAFT ? null : "WALK-" + n)
                .set(ENTRY.TITLE, "皮带机清扫器改进 " + n)
                .set(ENTRY.STATE, state.name())
                .set(
                        ENTRY.AT_NODE_ID,
                        vetting
                                ? Long.valueOf(mine)
                                : state == EntryState.FORMAL_CHECK
                                        ? Long.valueOf(tree.city().id())
                                        : null)
                .set(ENTRY.AT_POSITION, vetting ? 1 : null)
                .set(
                        ENTRY.SCORE,
                        state == EntryState.PROPOSED || state == EntryState.AWARDED ? new BigDecimal("91.5") : null)
                .set(ENTRY.RANK, state == EntryState.PROPOSED || state == EntryState.AWARDED ? 1 : null)
                .set(ENTRY.CREATED_BY, who("worker").accountId())
                .set(ENTRY.SUBMITTED_AT, state == EntryState.DRAFT ? null : Instant.parse("2026-10-01T01:00:00Z"))
                .returningResult(ENTRY.ID)
                .fetchSingle()
                .value1();
        dsl.insertInto(COMPLETER)
                .set(COMPLETER.ENTRY_ID, id)
                .set(COMPLETER.POSITION, 1)
                .set(COMPLETER.PERSON_ID, person("worker"))
                .set(COMPLETER.NAME, "陈立新")
                .set(COMPLETER.UNIT_NAME, "临涣煤矿")
                .set(COMPLETER.STATE, "ACCEPTED")
                .execute();
        return id;
    }

    private long notice(long call, long entry, boolean ended) {
        long id = dsl.insertInto(NOTICE)
                .set(NOTICE.CALL_ID, call)
                .set(NOTICE.NUMBER, 1)
                .set(NOTICE.TITLE, "拟推荐名单公示")
                .set(NOTICE.TEXT, "现予公示")
                .set(NOTICE.CONTACT, "市总工会")
                .set(NOTICE.DAYS, 5)
                .set(NOTICE.OPENS_ON, LocalDate.parse("2026-01-05"))
                .set(NOTICE.CLOSES_ON, LocalDate.parse(ended ? "2026-01-09" : "2099-01-09"))
                .set(NOTICE.STATE, ended ? "ENDED" : "PUBLISHED")
                .set(NOTICE.PREPARED_BY, who("city").accountId())
                .set(NOTICE.RELEASED_BY, who("chief").accountId())
                .set(NOTICE.RELEASED_AT, Instant.parse("2026-01-05T01:00:00Z"))
                .returningResult(NOTICE.ID)
                .fetchSingle()
                .value1();
        dsl.insertInto(ITEM, ITEM.NOTICE_ID, ITEM.ENTRY_ID, ITEM.POSITION, ITEM.TIER_ID)
                .values(id, entry, 1, tier(call))
                .execute();
        return id;
    }

    private long tier(long call) {
        var there = dsl.select(TIER.ID)
                .from(TIER)
                .where(TIER.CALL_ID.eq(call))
                .orderBy(TIER.POSITION)
                .limit(1)
                .fetchOne();
        return there != null
                ? there.value1()
                : dsl.insertInto(TIER, TIER.CALL_ID, TIER.POSITION, TIER.CODE, TIER.NAME, TIER.PLACES, TIER.PRIZE)
                        .values(call, 1, "T1", "一等奖", 3, new BigDecimal(3000))
                        .returningResult(TIER.ID)
                        .fetchSingle()
                        .value1();
    }

    private long job() {
        return dsl.insertInto(JOB, JOB.KIND, JOB.TITLE, JOB.ACCOUNT_ID, JOB.STATE)
                .values("certificates", "打印证书", who("worker").accountId(), "DONE")
                .returningResult(JOB.ID)
                .fetchSingle()
                .value1();
    }

    private long message() {
        return dsl.insertInto(MESSAGE, MESSAGE.ACCOUNT_ID, MESSAGE.SUBJECT, MESSAGE.LINK)
                .values(who("worker").accountId(), "请补正材料", "/entries")
                .returningResult(MESSAGE.ID)
                .fetchSingle()
                .value1();
    }

    private Actor who(String login) {
        return people.apply(login);
    }

    private Long person(String login) {
        return dsl.select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.ACCOUNT_ID.eq(who(login).accountId()))
                .fetchSingle()
                .value1();
    }
}
