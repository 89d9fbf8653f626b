package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.ASSIGNED;
import static io.lingchuang.db.review.Tables.ASSIGNMENT;

import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.assignment.FieldMatch;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Pairs of an accepted assignment that go from one expert to another; what fits is looked at anew. */
@Component
public class AssignmentHandover {

    private final DSLContext dsl;
    private final PanelFacts facts;
    private final AssignmentStore store;

    AssignmentHandover(DSLContext dsl, PanelFacts facts, AssignmentStore store) {
        this.dsl = dsl;
        this.facts = facts;
        this.store = store;
    }

    /** While an assignment waits to be accepted nobody knows what is whose. */
    public void requireSettled(long panel) {
        Assignment now = store.find(panel);
        if (now != null && now.state() != Assignment.State.ACCEPTED) {
            throw new Refusal("review.room.assignmentPending");
        }
    }

    /** Gives the entries to the expert, who is on the panel; nothing to do where every expert scores everything. */
    public void give(long panel, long expert, Set<Long> entries) {
        if (store.find(panel) == null || entries.isEmpty()) {
            return;
        }
        PanelFacts.Facts known = facts.of(panel);
        PanelFacts.OfExpert member = known.experts().stream()
                .filter(e -> e.expert().id() == expert)
                .findFirst()
                .orElseThrow();
        known.entries().stream().filter(e -> entries.contains(e.id())).forEach(e -> {
            FieldMatch.Found found = member.match(e);
            dsl.insertInto(ASSIGNED)
                    .set(ASSIGNED.PANEL_ID, panel)
                    .set(ASSIGNED.EXPERT_ID, expert)
                    .set(ASSIGNED.ENTRY_ID, e.id())
                    .set(ASSIGNED.MATCH, found.points())
                    .set(ASSIGNED.GROUNDS, found.grounds().toArray(String[]::new))
                    .onConflictDoNothing()
                    .execute();
        });
        dsl.update(ASSIGNMENT)
                .set(ASSIGNMENT.BY_HAND, true)
                .set(ASSIGNMENT.VERSION, ASSIGNMENT.VERSION.plus(1))
                .where(ASSIGNMENT.PANEL_ID.eq(panel))
                .execute();
    }
}
