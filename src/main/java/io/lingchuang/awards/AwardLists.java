package io.lingchuang.awards;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.DECISION;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.calls.Tables.TIER;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.web.Badge;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Reads awards: one, a worker's own, the public results of a call, and the list for those who work with them. */
@Component
public class AwardLists {

    private static final Field<String> CERTIFICATE = DSL.field(
                    "(select c.number from awards.certificate c where c.award_id = {0} and c.state = 'VALID')",
                    String.class, AWARD.ID)
            .as("certificate_number");
    private static final Field<String> PAYOUT = DSL.field(
                    "(select p.state from awards.payout p where p.award_id = {0} order by p.id desc limit 1)",
                    String.class, AWARD.ID)
            .as("payout_state");

    private final DSLContext dsl;

    AwardLists(DSLContext dsl) {
        this.dsl = dsl;
    }

    Award award(long id) {
        return select().where(AWARD.ID.eq(id)).fetchOptional(AwardLists::award).orElseThrow(NotFound::new);
    }

    /** One award, for those who decide, issue or follow at the host. */
    public Award award(Actor actor, long id) {
        return select().where(AWARD.ID.eq(id), within(actor))
                .fetchOptional(AwardLists::award)
                .orElseThrow(NotFound::new);
    }

    /** Awards in force of a call, by tier: public after the decision. */
    public List<Award> inForce(long callId) {
        return select().where(DECISION.CALL_ID.eq(callId), AWARD.STATE.eq(AwardState.IN_FORCE.name()))
                .orderBy(TIER.POSITION, AWARD.ID)
                .fetch(AwardLists::award);
    }

    List<Award> ofDecision(long decisionId) {
        return select().where(AWARD.DECISION_ID.eq(decisionId))
                .orderBy(TIER.POSITION, AWARD.ID)
                .fetch(AwardLists::award);
    }

    /** Awards of entries that the actor handed in or completed. */
    /** The entries whose prizes are paid to this person: those where they are the first completer. */
    Set<Long> paidTo(Actor actor) {
        return dsl.select(COMPLETER.ENTRY_ID)
                .from(COMPLETER)
                .join(PERSON)
                .on(PERSON.ID.eq(COMPLETER.PERSON_ID))
                .where(COMPLETER.POSITION.eq(1), PERSON.ACCOUNT_ID.eq(actor.accountId()))
                .fetchSet(COMPLETER.ENTRY_ID);
    }

    List<Award> mine(Actor actor) {
        return select().where(ofPerson(actor)).orderBy(AWARD.ID.desc()).fetch(AwardLists::award);
    }

    boolean isOf(Actor actor, long entryId) {
        return dsl.fetchExists(ENTRY, ENTRY.ID.eq(entryId).and(ofPerson(actor)));
    }

    private static Condition ofPerson(Actor actor) {
        return ENTRY.CREATED_BY
                .eq(actor.accountId())
                .or(DSL.exists(DSL.selectOne()
                        .from(COMPLETER)
                        .join(PERSON)
                        .on(PERSON.ID.eq(COMPLETER.PERSON_ID))
                        .where(
                                COMPLETER.ENTRY_ID.eq(ENTRY.ID),
                                COMPLETER.STATE.ne("DECLINED"),
                                PERSON.ACCOUNT_ID.eq(actor.accountId()))));
    }

    Listing<Award> list(Actor actor, Page page) {
        return new Listing<Award>(
                        dsl,
                        "awards.list",
                        filters -> select().where(within(actor)).and(filters),
                        AwardLists::award)
                .down(AWARD.ID)
                .column(Column.<Award>of("title", "awards.entry", Award::title).link(a -> "/awards/" + a.id()))
                .column(Column.of("name", "awards.first", Award::name))
                .column(Column.of("unit", "awards.unit", Award::unit))
                .column(Column.of("call", "awards.call", Award::callTitle))
                .column(Column.of("tier", "awards.tier", Award::tier))
                .column(Column.of("prize", "awards.prize", Award::prize))
                .column(Column.<Award>of("document", "awards.documentNumber", Award::documentNumber)
                        .more())
                .column(Column.<Award>of("decided", "awards.decidedOn", Award::decidedOn)
                        .more())
                .column(Column.of("certificate", "awards.certificate", Award::certificate))
                .column(Column.of("payout", "awards.payoutState", a -> payoutBadge(a.payout(), page)))
                .column(Column.of("state", "awards.state", a -> badge(a.state(), page)))
                .filter(Filter.text(
                        "q",
                        "awards.find",
                        q -> ENTRY.TITLE
                                .contains(q)
                                .or(COMPLETER.NAME.contains(q))
                                .or(CALL.TITLE.contains(q))
                                .or(DECISION.NUMBER.contains(q))))
                .filter(Filter.constants("state", "awards.state", AwardState.class, AWARD.STATE, page))
                .filter(Filter.text(
                        "call",
                        "awards.callNumber",
                        q -> q.matches("\\d{1,18}") ? CALL.ID.eq(Long.valueOf(q)) : DSL.falseCondition()));
    }

    static Condition within(Actor actor) {
        Condition works = CALL.HOST_NODE_ID
                .in(actor.nodesWith(Right.DECIDE_AWARD))
                .or(CALL.HOST_NODE_ID.in(actor.nodesWith(Right.ISSUE_CERTIFICATE)))
                .or(CALL.HOST_NODE_ID.in(actor.nodesWith(Right.APPROVE_PAYOUT)));
        return works.or(actor.within(Right.FOLLOW, NODE.PATH, NODE.INDUSTRY_PATH));
    }

    private SelectOnConditionStep<? extends Record> select() {
        return dsl.select(AWARD.fields())
                .select(
                        DECISION.CALL_ID,
                        CALL.TITLE.as("call_title"),
                        CALL.HOST_NODE_ID,
                        ENTRY.NUMBER.as("entry_number"),
                        ENTRY.TITLE.as("entry_title"),
                        TIER.NAME.as("tier_name"),
                        DSL.coalesce(COMPLETER.NAME, "").as("first_name"),
                        DSL.coalesce(COMPLETER.UNIT_NAME, "").as("first_unit"),
                        DECISION.NUMBER.as("document_number"),
                        DECISION.DECIDED_ON,
                        CERTIFICATE,
                        PAYOUT)
                .from(AWARD)
                .join(DECISION)
                .on(DECISION.ID.eq(AWARD.DECISION_ID))
                .join(CALL)
                .on(CALL.ID.eq(DECISION.CALL_ID))
                .join(NODE)
                .on(NODE.ID.eq(CALL.HOST_NODE_ID))
                .join(TIER)
                .on(TIER.ID.eq(AWARD.TIER_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(AWARD.ENTRY_ID))
                .leftJoin(COMPLETER)
                .on(COMPLETER.ENTRY_ID.eq(ENTRY.ID), COMPLETER.POSITION.eq(1));
    }

    private static Award award(Record a) {
        return new Award(
                a.get(AWARD.ID),
                a.get(DECISION.CALL_ID),
                text(a, "call_title"),
                a.get(CALL.HOST_NODE_ID),
                a.get(AWARD.ENTRY_ID),
                a.get("entry_number", String.class),
                text(a, "entry_title"),
                a.get(AWARD.TIER_ID),
                text(a, "tier_name"),
                a.get(AWARD.PRIZE),
                AwardState.valueOf(a.get(AWARD.STATE)),
                a.get(AWARD.WITHDRAWN_WHY),
                text(a, "first_name"),
                text(a, "first_unit"),
                text(a, "document_number"),
                a.get(DECISION.DECIDED_ON),
                a.get(CERTIFICATE),
                a.get(PAYOUT));
    }

    private static String text(Record record, String field) {
        return Objects.requireNonNull(record.get(field, String.class));
    }

    static Badge badge(AwardState state, Page page) {
        return new Badge(page.t(state), state == AwardState.IN_FORCE ? "green" : "red");
    }

    static Badge payoutBadge(@org.jspecify.annotations.Nullable String state, Page page) {
        if (state == null) {
            return new Badge(page.t("awards.payout.none"), "secondary");
        }
        PayoutState known = PayoutState.valueOf(state);
        return new Badge(
                page.t(known),
                switch (known) {
                    case PAID -> "green";
                    case PENDING -> "yellow";
                    case FAILED -> "red";
                    case CANCELLED -> "secondary";
                });
    }
}
