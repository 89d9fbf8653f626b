package io.lingchuang.directory;

/** The eight-level ladder of skill, from the bottom up. */
public enum SkillLevel {
    APPRENTICE,
    JUNIOR,
    INTERMEDIATE,
    SENIOR,
    TECHNICIAN,
    SENIOR_TECHNICIAN,
    SPECIAL_TECHNICIAN,
    CHIEF_TECHNICIAN;

    public boolean atLeast(SkillLevel level) {
        return compareTo(level) >= 0;
    }
}
