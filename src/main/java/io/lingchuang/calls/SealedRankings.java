package io.lingchuang.calls;

import java.time.Instant;
import java.util.List;

/** The seals of a call's rankings, for its public notice: told by the room that ranks. */
public interface SealedRankings {

    /**
     * @param panel the panel's name
     * @param seal SHA-256 of its archive, 64 hexadecimal digits
     */
    record Seal(String panel, String seal, Instant at) {}

    /** Of the panels that are closed now. */
    List<Seal> seals(long callId);
}
