package io.lingchuang.services.help;

/**
 * What somebody is to a request. asks: the clerk of its enterprise; dispatches: an officer at or above it; leads, goes: in the team it was
 * sent to; belongs: that, or leading the studio that goes along; follows: sees what is not confidential of their unit's; claims: leads a team that may take it.
 */
public record Standing(
        boolean asks,
        boolean dispatches,
        boolean leads,
        boolean goes,
        boolean belongs,
        boolean follows,
        boolean claims) {

    boolean sees() {
        return asks || dispatches || leads || belongs || follows || claims;
    }

    boolean is(Side side) {
        return switch (side) {
            case ENTERPRISE -> asks;
            case OFFICER -> dispatches;
            case TEAM -> leads;
            case MEMBER -> goes;
            case CLOCK -> false;
        };
    }

    /** May do the step in this state. */
    public boolean may(Step step, RequestState state) {
        return step.from().contains(state)
                && (asks && step.by(Side.ENTERPRISE)
                        || dispatches && step.by(Side.OFFICER)
                        || leads && step.by(Side.TEAM)
                        || goes && step.by(Side.MEMBER));
    }

    /** May say in which joint project it is gone on with. */
    public boolean goesOn(RequestState state) {
        return dispatches && (state == RequestState.FOLLOWED || state == RequestState.CLOSED);
    }

    /** Reads whom to call: everybody who has to do with it. */
    public boolean calls() {
        return asks || dispatches || leads || belongs;
    }
}
