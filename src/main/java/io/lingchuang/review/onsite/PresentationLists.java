package io.lingchuang.review.onsite;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PRESENTATION;
import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.db.review.Tables.TURN;

import io.lingchuang.entries.EntryState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Reads presentations with their turns, in the order in which they stand now. */
@Component
public class PresentationLists {

    private final DSLContext dsl;

    PresentationLists(DSLContext dsl) {
        this.dsl = dsl;
    }

    public Optional<Presentation> ofPanel(long panel) {
        return find(PRESENTATION.PANEL_ID.eq(panel));
    }

    Optional<Presentation> committed(String commitment) {
        return find(PRESENTATION.COMMITMENT.eq(commitment));
    }

    private Optional<Presentation> find(Condition which) {
        return dsl.selectFrom(PRESENTATION)
                .where(which)
                .fetchOptional(p -> new Presentation(
                        p.getPanelId(),
                        new Presentation.Setting(
                                p.getStartsAt(),
                                p.getPlace(),
                                p.getSpeakingMinutes(),
                                p.getAnswerMinutes(),
                                p.getPauseMinutes()),
                        p.getSecret(),
                        p.getCommitment(),
                        p.getCommittedAt(),
                        p.getPublicValue(),
                        p.getDrawnAt(),
                        turns(p.getPanelId()),
                        p.getVersion()));
    }

    private List<Turn> turns(long panel) {
        Field<Integer> laid = DSL.field(DSL.selectCount().from(SHEET).where(ofTurn()));
        Field<Integer> handedIn = DSL.field(DSL.selectCount().from(SHEET).where(ofTurn(), SHEET.STATE.ne("OPEN")));
        return dsl.select(TURN.fields())
                .select(PANEL_ENTRY.BLIND_CODE, ENTRY.TITLE, ENTRY.STATE, NODE.NAME)
                .select(laid.as("laid"), handedIn.as("handed_in"))
                .from(TURN)
                .join(PANEL_ENTRY)
                .on(PANEL_ENTRY.PANEL_ID.eq(TURN.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(TURN.ENTRY_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(TURN.ENTRY_ID))
                .join(NODE)
                .on(NODE.ID.eq(ENTRY.UNIT_NODE_ID))
                .where(TURN.PANEL_ID.eq(panel))
                .orderBy(TURN.PLACE)
                .fetch(r -> new Turn(
                        r.get(TURN.ENTRY_ID),
                        r.get(PANEL_ENTRY.BLIND_CODE),
                        r.get(ENTRY.TITLE),
                        r.get(NODE.NAME),
                        r.get(TURN.LOT),
                        r.get(TURN.PLACE),
                        r.get(TURN.DRAW_HASH),
                        r.get(TURN.SLOT_AT),
                        Turn.State.valueOf(r.get(TURN.STATE)),
                        r.get(TURN.REASON),
                        r.get(TURN.BEGAN_AT),
                        Duration.ofMillis(r.get(TURN.USED_MS)),
                        r.get(TURN.RUNNING_SINCE),
                        r.get(TURN.SHOWN_AT),
                        r.get(ENTRY.STATE).equals(EntryState.ACCEPTED.name())
                                || r.get(ENTRY.STATE).equals(EntryState.RANKED.name()),
                        r.get("laid", Integer.class),
                        r.get("handed_in", Integer.class)));
    }

    private static Condition ofTurn() {
        return SHEET.PANEL_ID.eq(TURN.PANEL_ID).and(SHEET.ENTRY_ID.eq(TURN.ENTRY_ID));
    }
}
