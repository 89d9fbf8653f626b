package io.lingchuang.calls;

/**
 * How the sheets of a call become scores 计分规则. It is part of the rubric and fixed before the first sheet is opened; how each is
 * computed stands in the review room.
 */
public enum RankingRule {
    /** The highest and the lowest off, the rest averaged: the usual rule. */
    TRIMMED,
    /** All sheets averaged. */
    MEAN,
    /**
     * As TRIMMED, then every panel is brought to the same mean and spread, for calls whose panels each see a part of the entries: a
     * strict panel's best is worth as much as a lenient panel's best. Within one panel the order stays.
     */
    PANEL_STANDARD,
    /** Every expert of a panel is brought to the panel's mean and spread before averaging. */
    EXPERT_STANDARD,
    /** The value that a model finds behind the sheets, strict and lenient experts corrected. */
    FITTED;

    /** Whether the highest and the lowest sheets are taken off. */
    public boolean trims() {
        return this == TRIMMED || this == PANEL_STANDARD;
    }
}
