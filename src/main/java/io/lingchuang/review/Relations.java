package io.lingchuang.review;

import io.lingchuang.review.Recusals.Ground;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who an expert is, and what binds them to whom.
 *
 * @param accounts their own, and those of the same person under another record
 * @param people their records in the directory: one person may have several
 * @param enterprise what employs them, where the tree has it
 * @param past what employed them lately enough to count
 * @param bound by KIN, MENTOR (master or apprentice) and COLLABORATOR, as declared and as learned from shared entries
 */
public record Relations(
        Set<Long> accounts,
        Set<Long> people,
        @Nullable Long enterprise,
        String employer,
        @Nullable String group,
        Known past,
        Map<Ground, Known> bound) {

    /** People or units: by their record, and by name where they have none. */
    public record Known(Set<Long> ids, Set<Named> named) {

        public static Known none() {
            return new Known(new HashSet<>(), new HashSet<>());
        }

        boolean has(@Nullable Long id, String name, String unit) {
            return (id != null && ids.contains(id)) || named.stream().anyMatch(n -> n.means(name, unit));
        }
    }

    /** @param unit where a person works, as far as it was said */
    public record Named(String name, String unit) {

        /** The same name, and not plainly somewhere else: a unit is written in full or in short. */
        boolean means(String other, String at) {
            return name.equals(other) && (unit.contains(at) || at.contains(unit));
        }
    }

    /** What the pool's own record says, without ties. */
    public static Relations of(Expert expert, @Nullable Long enterprise) {
        Set<Long> people = new HashSet<>();
        if (expert.personId() != null) {
            people.add(expert.personId());
        }
        return new Relations(
                new HashSet<>(Set.of(expert.accountId())),
                people,
                enterprise,
                expert.employer(),
                expert.group(),
                Known.none(),
                new HashMap<>());
    }

    Known bound(Ground ground) {
        return bound.computeIfAbsent(ground, g -> Known.none());
    }
}
