package io.lingchuang.sample;

import io.lingchuang.access.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An enterprise, school or hospital of the sample with its union.
 *
 * @param way the nodes from the city down to the unit
 * @param union the industry union above it, where it has one beside the county
 * @param firstPerson id of the first of its people; the others follow without a gap
 * @param clerk account of its union's clerk
 * @param firstWorker account of its first person, where some have one; the others follow without a gap
 */
record Unit(
        Node node,
        List<Node> way,
        @Nullable Node union,
        String industry,
        String ownership,
        @Nullable String group,
        long firstPerson,
        int people,
        long clerk,
        String clerkName,
        long firstWorker,
        int workers) {

    String field() {
        return field(industry);
    }

    /** An industry as the forms of the calls name it. */
    static String field(String industry) {
        return switch (industry) {
            case "医药", "卫生" -> "医药卫生";
            default -> industry;
        };
    }

    Node county() {
        return way.get(way.size() - 2);
    }
}
