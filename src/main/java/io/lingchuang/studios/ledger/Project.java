package io.lingchuang.studios.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A project 课题 of a studio: a problem, set up with the unit's approval, carried out by milestones, ended with results.
 *
 * <pre>
 * DRAFT    → ASKED, STOPPED
 * ASKED    → RUNNING (the unit approves 立项), DRAFT (comes back with a reason)
 * RUNNING  → FINISHED 结题, STOPPED 终止
 * </pre>
 *
 * decidedBy: who approved it for the unit; benefit: yuan a year, as the studio says.
 */
public record Project(
        long id,
        long studioId,
        String title,
        String problem,
        String goal,
        long leadId,
        String lead,
        LocalDate startsOn,
        LocalDate endsOn,
        @Nullable BigDecimal budget,
        State state,
        @Nullable Long askedBy,
        @Nullable String decidedBy,
        @Nullable LocalDate decidedOn,
        String document,
        @Nullable String returned,
        String results,
        @Nullable BigDecimal benefit,
        @Nullable LocalDate endedOn,
        @Nullable String stoppedWhy,
        int version,
        List<Milestone> milestones) {

    public enum State {
        DRAFT,
        ASKED,
        RUNNING,
        FINISHED,
        STOPPED
    }

    /** A step on the way, with the day until which it is due. */
    public record Milestone(
            long id,
            String title,
            LocalDate dueOn,
            @Nullable LocalDate doneOn,
            String note) {

        public boolean late(LocalDate today) {
            return doneOn == null && dueOn.isBefore(today);
        }
    }

    public boolean is(State of) {
        return state == of;
    }
}
