package io.lingchuang.review.pool;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What binds an expert beyond their employer; all of it bears on recusal 回避.
 *
 * @param unit where the person works, as far as it was said
 * @param found the unit of the tree, or the person of the directory with their unit, that it is tied to
 * @param until last day of a past employment, where it is known
 */
public record Tie(
        long id,
        Kind kind,
        String name,
        String unit,
        @Nullable String found,
        @Nullable LocalDate until,
        Source source) {

    public enum Kind {
        PAST_EMPLOYER,
        COLLABORATOR,
        MENTOR,
        APPRENTICE,
        KIN;

        public boolean ofUnit() {
            return this == PAST_EMPLOYER;
        }
    }

    /** Who said so: the pool's keeper, a sheet, the expert. */
    public enum Source {
        POOL,
        IMPORT,
        DECLARED
    }

    /** A tie as it is said: 张伟 of 临涣煤矿. */
    public record Said(
            Kind kind, String name, String unit, @Nullable LocalDate until) {}
}
