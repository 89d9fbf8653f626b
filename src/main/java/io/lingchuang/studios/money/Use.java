package io.lingchuang.studios.money;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a subsidy may be spent on. Bonuses, meals and travel for pleasure are none of these. */
public enum Use {
    /** The studio's own place 场所建设. */
    PLACE,
    EQUIPMENT,
    /** Research and tackling 课题攻关. */
    PROJECT,
    TRAINING,
    /** Spreading results 成果推广. */
    SPREADING,
    PUBLICITY;

    /** Those of that name; what no page offers is left out. */
    static Set<Use> named(Collection<String> names) {
        return Stream.of(values())
                .filter(u -> names.contains(u.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Use.class)));
    }
}
