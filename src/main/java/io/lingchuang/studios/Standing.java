package io.lingchuang.studios;

import org.jspecify.annotations.Nullable;

/**
 * What somebody is to a studio, from most to least. part: what they are in it today; types: the clerk of its unit's union, who may write
 * for its people; keeps: an officer who names and assesses at or above its unit; sees: its unit's union and those above it.
 */
public record Standing(@Nullable Part part, boolean types, boolean keeps, boolean sees) {

    /** Writes its plan, its page and its roster. */
    public boolean leads() {
        return part == Part.LEADER || types;
    }

    /** Writes in its ledger. */
    public boolean works() {
        return leads() || (part != null && part.works());
    }

    /** Sees what is not public: everybody in it, and the unions above. */
    public boolean inside() {
        return part != null || types || keeps || sees;
    }
}
