package io.lingchuang.vetting;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.platform.Tables.FILE;
import static io.lingchuang.db.vetting.Tables.PARTICIPATION;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the units below reported, each with its proof: a figure that is passed on upward can be looked into. */
@Component
class ParticipationLists {

    record Row(
            String unit,
            int personTimes,
            String note,
            @Nullable UUID proof,
            @Nullable String proofName,
            Instant reported) {}

    private final DSLContext dsl;

    ParticipationLists(DSLContext dsl) {
        this.dsl = dsl;
    }

    Listing<Row> ofCall(Actor actor, long callId) {
        return new Listing<Row>(
                        dsl,
                        "vetting.reports",
                        condition -> dsl.select(
                                        NODE.NAME,
                                        PARTICIPATION.PERSON_TIMES,
                                        PARTICIPATION.NOTE,
                                        PARTICIPATION.PROOF_FILE,
                                        FILE.NAME,
                                        PARTICIPATION.REPORTED_AT,
                                        PARTICIPATION.ID)
                                .from(PARTICIPATION)
                                .join(NODE)
                                .on(NODE.ID.eq(PARTICIPATION.NODE_ID))
                                .leftJoin(FILE)
                                .on(FILE.ID.eq(PARTICIPATION.PROOF_FILE))
                                .where(
                                        PARTICIPATION.CALL_ID.eq(callId),
                                        actor.within(Right.FOLLOW, NODE.PATH, NODE.INDUSTRY_PATH))
                                .and(condition),
                        r -> new Row(
                                r.get(NODE.NAME),
                                r.get(PARTICIPATION.PERSON_TIMES),
                                r.get(PARTICIPATION.NOTE),
                                r.get(PARTICIPATION.PROOF_FILE),
                                r.get(FILE.NAME),
                                r.get(PARTICIPATION.REPORTED_AT)))
                .up(PARTICIPATION.ID)
                .filter(Filter.text("q", "entries.unit", q -> NODE.NAME.containsIgnoreCase(q)))
                .column(Column.of("unit", "entries.unit", Row::unit))
                .column(Column.of("personTimes", "vetting.personTimes", Row::personTimes))
                .column(Column.of("note", "vetting.participationNote", Row::note))
                .column(Column.<Row>of("proof", "vetting.proof", Row::proofName)
                        .link(r -> r.proof() == null ? "" : "/files/" + r.proof()))
                .column(Column.of("reported", "vetting.reportedAt", Row::reported));
    }
}
