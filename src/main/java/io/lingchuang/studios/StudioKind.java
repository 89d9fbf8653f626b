package io.lingchuang.studios;

/** What was named: a studio 劳模(工匠)创新工作室, a base of innovation 创新基地 or of rural revitalisation 乡村振兴基地. */
public enum StudioKind {
    STUDIO,
    INNOVATION_BASE,
    RURAL_BASE
}
