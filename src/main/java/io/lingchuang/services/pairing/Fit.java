package io.lingchuang.services.pairing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How well two enterprises fit, with the reasons. A rule of the programme, not of the database. */
record Fit(Candidate soe, Candidate partner, List<Reason> reasons, Set<Topic> asked) {

    /** What is known of an enterprise that may be paired. */
    record Candidate(
            long nodeId,
            String name,
            String county,
            String industry,
            @Nullable Long cluster,
            @Nullable Long chain,
            int staff,
            boolean studio,
            Set<Topic> asks,
            Set<Topic> has) {}

    static Fit of(Candidate soe, Candidate partner) {
        List<Reason> reasons = new ArrayList<>();
        if (soe.chain() != null && soe.chain().equals(partner.chain())) {
            reasons.add(Reason.CHAIN);
        }
        if (soe.cluster() != null && soe.cluster().equals(partner.cluster())) {
            reasons.add(Reason.CLUSTER);
        }
        if (soe.industry().equals(partner.industry())) {
            reasons.add(Reason.INDUSTRY);
        }
        if (Objects.equals(soe.county(), partner.county())) {
            reasons.add(Reason.COUNTY);
        }
        if (soe.staff() > 0 && soe.staff() >= partner.staff()) {
            reasons.add(Reason.SIZE);
        }
        Set<Topic> asked = new java.util.TreeSet<>(partner.asks());
        Set<Topic> given = new java.util.TreeSet<>(soe.has());
        if (soe.studio()) {
            given.add(Topic.STUDIO);
        }
        asked.retainAll(given);
        Set<Topic> back = new java.util.TreeSet<>(soe.asks());
        back.retainAll(partner.has());
        asked.addAll(back);
        if (!asked.isEmpty()) {
            reasons.add(Reason.ASKED);
        }
        if (soe.studio()) {
            reasons.add(Reason.STUDIO);
        }
        return new Fit(soe, partner, List.copyOf(reasons), asked);
    }

    int points() {
        return reasons.stream().mapToInt(Reason::weight).sum();
    }

    String key() {
        return soe.nodeId() + "-" + partner.nodeId();
    }
}
