package io.lingchuang.services.help;

import static io.lingchuang.services.help.RequestState.*;

import java.util.EnumSet;
import java.util.Set;

/**
 * What can be done with a request, by whom and in which states: the only place that says so.
 *
 * <pre>
 * COMPLETE   enterprise      ASKED_BACK                       → ASKED        says what was missing
 * CANCEL     enterprise, officer  before the visit            → CANCELLED    taken back, or the enterprise is no more
 * ASK_BACK   officer         ASKED                            → ASKED_BACK
 * REFUSE     officer         ASKED                            → REFUSED
 * PUBLISH    officer         ASKED                            → PUBLISHED    unless it is confidential
 * DISPATCH   officer         ASKED, PUBLISHED                 → DISPATCHED
 * RECALL     officer         DISPATCHED                       → ASKED        the team says nothing
 * GIVE_UP    officer, clock  ASKED, PUBLISHED                 → UNTAKEN      nobody takes it
 * CHOOSE     enterprise      PUBLISHED                        → ACCEPTED     one of the teams that claimed it
 * ACCEPT     team            DISPATCHED                       → ACCEPTED
 * DECLINE    team            DISPATCHED                       → ASKED
 * HAND_BACK  team            ACCEPTED, APPOINTED              → ASKED
 * APPOINT    member          ACCEPTED                         → APPOINTED
 * RECORD     member          APPOINTED                        → VISITED
 * REWRITE    enterprise, member  VISITED                      → APPOINTED    the record is not right
 * SIGN       enterprise, member  VISITED                      → SIGNED       the second signature
 * AGAIN      member          SIGNED                           → APPOINTED    another visit is needed
 * RATE       enterprise, clock  SIGNED                        → FOLLOWED     rated, or its time is over
 * CLOSE      enterprise, clock  FOLLOWED                      → CLOSED       the last word on the result, or its time is over
 * </pre>
 */
public enum Step {
    COMPLETE(ASKED, EnumSet.of(ASKED_BACK), Side.ENTERPRISE),
    CANCEL(CANCELLED, EnumSet.range(ASKED, APPOINTED), Side.ENTERPRISE, Side.OFFICER),
    ASK_BACK(ASKED_BACK, EnumSet.of(ASKED), Side.OFFICER),
    REFUSE(REFUSED, EnumSet.of(ASKED), Side.OFFICER),
    PUBLISH(PUBLISHED, EnumSet.of(ASKED), Side.OFFICER),
    DISPATCH(DISPATCHED, EnumSet.of(ASKED, PUBLISHED), Side.OFFICER),
    RECALL(ASKED, EnumSet.of(DISPATCHED), Side.OFFICER),
    GIVE_UP(UNTAKEN, EnumSet.of(ASKED, PUBLISHED), Side.OFFICER, Side.CLOCK),
    CHOOSE(ACCEPTED, EnumSet.of(PUBLISHED), Side.ENTERPRISE),
    ACCEPT(ACCEPTED, EnumSet.of(DISPATCHED), Side.TEAM),
    DECLINE(ASKED, EnumSet.of(DISPATCHED), Side.TEAM),
    HAND_BACK(ASKED, EnumSet.of(ACCEPTED, APPOINTED), Side.TEAM),
    APPOINT(APPOINTED, EnumSet.of(ACCEPTED), Side.MEMBER),
    RECORD(VISITED, EnumSet.of(APPOINTED), Side.MEMBER),
    REWRITE(APPOINTED, EnumSet.of(VISITED), Side.ENTERPRISE, Side.MEMBER),
    SIGN(SIGNED, EnumSet.of(VISITED), Side.ENTERPRISE, Side.MEMBER),
    AGAIN(APPOINTED, EnumSet.of(SIGNED), Side.MEMBER),
    RATE(FOLLOWED, EnumSet.of(SIGNED), Side.ENTERPRISE, Side.CLOCK),
    CLOSE(CLOSED, EnumSet.of(FOLLOWED), Side.ENTERPRISE, Side.CLOCK);

    private final RequestState to;
    private final Set<RequestState> from;
    private final Set<Side> by;

    Step(RequestState to, EnumSet<RequestState> from, Side first, Side... more) {
        this.to = to;
        this.from = Set.copyOf(from);
        this.by = Set.copyOf(EnumSet.of(first, more));
    }

    public RequestState to() {
        return to;
    }

    public Set<RequestState> from() {
        return from;
    }

    public boolean by(Side side) {
        return by.contains(side);
    }
}
