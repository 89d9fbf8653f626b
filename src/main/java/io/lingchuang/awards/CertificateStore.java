package io.lingchuang.awards;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.CERTIFICATE;
import static io.lingchuang.db.awards.Tables.DECISION;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.calls.Tables.TIER;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Reads certificates with what stands on them. */
@Repository
class CertificateStore {

    private final DSLContext dsl;

    CertificateStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    List<Certificate> where(Condition condition) {
        var people = DSL.field(
                "(select coalesce(array_agg(c.name order by c.position), '{}') from entries.completer c where c.entry_id = {0} and c.state <> 'DECLINED')",
                String[].class, ENTRY.ID);
        return dsl.select(CERTIFICATE.fields())
                .select(
                        COMPLETER.UNIT_NAME,
                        people,
                        ENTRY.TITLE.as("entry_title"),
                        CALL.TITLE.as("call_title"),
                        CALL.YEAR,
                        CALL.KIND,
                        TIER.NAME.as("tier_name"),
                        NODE.NAME.as("organ"),
                        DECISION.NUMBER.as("document_number"))
                .from(CERTIFICATE)
                .join(AWARD)
                .on(AWARD.ID.eq(CERTIFICATE.AWARD_ID))
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
                .on(COMPLETER.ENTRY_ID.eq(ENTRY.ID), COMPLETER.POSITION.eq(1))
                .where(condition)
                .orderBy(CERTIFICATE.ID)
                .fetch(c -> new Certificate(
                        c.get(CERTIFICATE.ID),
                        c.get(CERTIFICATE.AWARD_ID),
                        c.get(CERTIFICATE.NUMBER),
                        c.get(CERTIFICATE.VERIFY_CODE),
                        c.get(CERTIFICATE.HOLDER),
                        c.get(COMPLETER.UNIT_NAME) == null ? "" : c.get(COMPLETER.UNIT_NAME),
                        List.of(c.get(people)),
                        text(c, "entry_title"),
                        text(c, "call_title"),
                        c.get(CALL.YEAR),
                        c.get(CALL.KIND),
                        text(c, "tier_name"),
                        text(c, "organ"),
                        text(c, "document_number"),
                        c.get(CERTIFICATE.ISSUED_ON),
                        CertificateState.valueOf(c.get(CERTIFICATE.STATE)),
                        c.get(CERTIFICATE.STATE_WHY)));
    }

    Certificates.Outlook outlook(long callId) {
        var has = CERTIFICATE.AWARD_ID.eq(AWARD.ID);
        var valid = DSL.exists(
                DSL.selectOne().from(CERTIFICATE).where(has, CERTIFICATE.STATE.eq(CertificateState.VALID.name())));
        var takenBack = DSL.exists(
                DSL.selectOne().from(CERTIFICATE).where(has, CERTIFICATE.STATE.eq(CertificateState.WITHDRAWN.name())));
        return dsl.select(
                        DSL.count().filterWhere(valid.not().andNot(takenBack)),
                        DSL.count().filterWhere(valid),
                        DSL.count().filterWhere(takenBack.andNot(valid)))
                .from(AWARD)
                .join(DECISION)
                .on(DECISION.ID.eq(AWARD.DECISION_ID))
                .where(DECISION.CALL_ID.eq(callId), AWARD.STATE.eq(AwardState.IN_FORCE.name()))
                .fetchSingle(o -> new Certificates.Outlook(o.value1(), o.value2(), o.value3()));
    }

    /** Awards in force of the call without a valid certificate and without one that was taken back: their certificates are missing. */
    List<Long> missing(long callId) {
        return dsl.select(AWARD.ID)
                .from(AWARD)
                .join(DECISION)
                .on(DECISION.ID.eq(AWARD.DECISION_ID))
                .where(
                        DECISION.CALL_ID.eq(callId),
                        AWARD.STATE.eq(AwardState.IN_FORCE.name()),
                        DSL.notExists(DSL.selectOne()
                                .from(CERTIFICATE)
                                .where(
                                        CERTIFICATE.AWARD_ID.eq(AWARD.ID),
                                        CERTIFICATE.STATE.in(
                                                CertificateState.VALID.name(), CertificateState.WITHDRAWN.name()))))
                .orderBy(AWARD.ID)
                .fetch(AWARD.ID);
    }

    private static String text(org.jooq.Record record, String field) {
        return java.util.Objects.requireNonNull(record.get(field, String.class));
    }
}
