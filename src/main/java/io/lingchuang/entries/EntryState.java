package io.lingchuang.entries;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Where an entry stands. The database holds the same table of moves (platform.transition) and refuses all others.
 *
 * <pre>
 * DRAFT ─submit→ VETTING ─recommend→ (VETTING a level up …) → FORMAL_CHECK → ACCEPTED → RANKED → PROPOSED → AWARDED
 *          ↑        │ return → RETURNED      │ supplement ⇄ SUPPLEMENT          │          │ strike → STRUCK      │
 *          └────────┘ not → NOT_RECOMMENDED  │ not → NOT_ACCEPTED               └→ NOT_SELECTED                 REVOKED
 * WITHDRAWN by the applicant from any state before a decision
 * </pre>
 */
public enum EntryState {
    DRAFT,
    VETTING,
    RETURNED,
    NOT_RECOMMENDED,
    FORMAL_CHECK,
    SUPPLEMENT,
    NOT_ACCEPTED,
    ACCEPTED,
    RANKED,
    PROPOSED,
    NOT_SELECTED,
    STRUCK,
    AWARDED,
    REVOKED,
    WITHDRAWN;

    private static final Map<EntryState, Set<EntryState>> MOVES = Map.ofEntries(
            Map.entry(DRAFT, EnumSet.of(VETTING, FORMAL_CHECK, WITHDRAWN)),
            Map.entry(VETTING, EnumSet.of(RETURNED, NOT_RECOMMENDED, FORMAL_CHECK, WITHDRAWN)),
            Map.entry(RETURNED, EnumSet.of(VETTING, FORMAL_CHECK, WITHDRAWN)),
            Map.entry(NOT_RECOMMENDED, EnumSet.of(VETTING)),
            Map.entry(FORMAL_CHECK, EnumSet.of(SUPPLEMENT, NOT_ACCEPTED, ACCEPTED, RETURNED, VETTING, WITHDRAWN)),
            Map.entry(SUPPLEMENT, EnumSet.of(FORMAL_CHECK, NOT_ACCEPTED, WITHDRAWN)),
            Map.entry(ACCEPTED, EnumSet.of(RANKED, WITHDRAWN)),
            Map.entry(RANKED, EnumSet.of(ACCEPTED, PROPOSED, NOT_SELECTED, WITHDRAWN)),
            Map.entry(NOT_SELECTED, EnumSet.of(PROPOSED, RANKED)),
            Map.entry(PROPOSED, EnumSet.of(RANKED, STRUCK, AWARDED, WITHDRAWN)),
            Map.entry(AWARDED, EnumSet.of(REVOKED)));

    /** May move there. Staying is always allowed: an entry climbs from level to level within VETTING. */
    public boolean mayBecome(EntryState next) {
        return this == next || MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    public Set<EntryState> moves() {
        return MOVES.getOrDefault(this, Set.of());
    }

    /** It lies with the unions: the vetting has not ended. */
    public boolean vetted() {
        return this == VETTING || this == FORMAL_CHECK;
    }

    /** The applicant has it in hand and may change it. */
    public boolean editable() {
        return this == DRAFT || this == RETURNED || this == SUPPLEMENT;
    }
}
