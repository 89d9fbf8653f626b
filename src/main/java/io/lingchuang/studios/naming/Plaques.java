package io.lingchuang.studios.naming;

import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.CERTIFICATE;
import static io.lingchuang.db.awards.Tables.DECISION;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.studios.Tables.NAMING;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.awards.Certificates;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.studios.Studios;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The certificate of a naming's award, whose number stands on the plaque 牌匾: issued from the studio's own page too. */
@Service
public class Plaques {

    private final DSLContext dsl;
    private final Studios studios;
    private final Certificates certificates;

    Plaques(DSLContext dsl, Studios studios, Certificates certificates) {
        this.dsl = dsl;
        this.studios = studios;
        this.certificates = certificates;
    }

    /** Awards of the studio's namings without a certificate, of calls at whose host the actor issues them. */
    public List<Long> missing(Actor actor, long studio) {
        return dsl.select(AWARD.ID)
                .from(NAMING)
                .join(AWARD)
                .on(AWARD.ID.eq(NAMING.AWARD_ID), AWARD.STATE.eq("IN_FORCE"))
                .join(DECISION)
                .on(DECISION.ID.eq(AWARD.DECISION_ID))
                .join(CALL)
                .on(CALL.ID.eq(DECISION.CALL_ID))
                .where(NAMING.STUDIO_ID.eq(studio), CALL.HOST_NODE_ID.in(actor.nodesWith(Right.ISSUE_CERTIFICATE)))
                .and(DSL.notExists(DSL.selectOne().from(CERTIFICATE).where(CERTIFICATE.AWARD_ID.eq(AWARD.ID))))
                .orderBy(AWARD.ID)
                .fetch(AWARD.ID);
    }

    @Transactional
    public void issue(Actor actor, long studio) {
        studios.keptBy(actor, studio);
        List<Long> awards = missing(actor, studio);
        if (awards.isEmpty()) {
            throw new Refusal("naming.noPlaque");
        }
        awards.forEach(award -> studios.happened(actor, studio, "plaque", certificates.issue(actor, award)));
    }
}
