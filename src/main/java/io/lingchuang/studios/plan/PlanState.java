package io.lingchuang.studios.plan;

/**
 * <pre>
 * DRAFT → HUNG      上墙: everybody sees it
 * HUNG  → DRAFT     taken down again, while its year has not begun or on the day when it was hung, and nothing stands on record
 * </pre>
 */
public enum PlanState {
    DRAFT,
    HUNG
}
