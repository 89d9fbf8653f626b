package io.lingchuang.sample;

import io.lingchuang.entries.Entry;
import io.lingchuang.entries.EntryState;
import io.lingchuang.sample.Office.By;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An entry of a past call while its way is thought out: what was done with it, each move one that {@link EntryState} allows. */
final class PastEntry {

    /** account: has one, and so answered for themselves. */
    record Member(long person, String name, @Nullable Integer share, boolean account) {}

    record Step(
            Instant at,
            By by,
            @Nullable Long node,
            String action,
            EntryState from,
            EntryState to,
            @Nullable String reason,
            boolean moves) {}

    record Recommended(long node, int position, String reason, By by, Instant at) {}

    final long id;
    final int idea;
    final Unit unit;
    final Entry.Line line;
    final @Nullable Long category;
    final By creator;
    final boolean enteredFor;
    final List<Member> members;
    final Instant created;

    /** How good it is: what all who judge it see, each in their own way. */
    final double merit;

    /** Whoever is entered for has said yes, in these words. */
    @Nullable
    String consent;

    final List<Step> steps = new ArrayList<>();

    /** The last step that moved it: notes do not. */
    @Nullable
    Step lastMove;

    int moves;
    final List<Recommended> recommended = new ArrayList<>();
    EntryState state = EntryState.DRAFT;

    @Nullable
    String number;

    @Nullable
    Instant submitted;

    @Nullable
    Long atNode;

    @Nullable
    Integer atPosition;

    @Nullable
    LocalDate due;

    @Nullable
    BigDecimal score;

    @Nullable
    Integer rank;

    /** The last round in which it was scored. */
    int reached = 1;

    @Nullable
    Long tier;

    PastEntry(
            long id,
            int idea,
            Unit unit,
            Entry.Line line,
            @Nullable Long category,
            By creator,
            boolean enteredFor,
            List<Member> members,
            Instant created,
            double merit) {
        this.id = id;
        this.idea = idea;
        this.unit = unit;
        this.line = line;
        this.category = category;
        this.creator = creator;
        this.enteredFor = enteredFor;
        this.members = members;
        this.created = created;
        this.merit = merit;
    }

    /** Where it stands after this is nowhere, until {@link #at} says so. */
    PastEntry move(Instant at, By by, @Nullable Long node, String action, EntryState to, @Nullable String reason) {
        if (!state.mayBecome(to) || (!steps.isEmpty() && at.isBefore(last()))) {
            throw new IllegalStateException("Entry " + id + ": " + action + " from " + state + " to " + to + " at " + at
                    + " after " + (steps.isEmpty() ? created : last()));
        }
        lastMove = new Step(at, by, node, action, state, to, reason, true);
        steps.add(lastMove);
        moves++;
        state = to;
        return at(null, null, null);
    }

    /** What belongs into its history and does not move it. */
    void note(Instant at, By by, @Nullable Long node, String action, String reason) {
        if (at.isBefore(last())) {
            throw new IllegalStateException("Entry " + id + ": " + action + " at " + at + " after " + last());
        }
        steps.add(new Step(at, by, node, action, state, state, reason, false));
    }

    PastEntry at(@Nullable Long node, @Nullable Integer position, @Nullable LocalDate until) {
        atNode = node;
        atPosition = position;
        due = until;
        return this;
    }

    Instant last() {
        return steps.getLast().at();
    }

    String first() {
        return members.getFirst().name();
    }

    Instant handedIn() {
        return Objects.requireNonNull(submitted);
    }
}
