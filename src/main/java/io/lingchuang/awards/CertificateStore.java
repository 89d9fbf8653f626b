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

    private static String text(org.jooq.Record record, String field) {
        return java.util.Objects.requireNonNull(record.get(field, String.class));
    }
}
