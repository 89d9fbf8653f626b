package io.lingchuang.services.help;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A team, a studio or a person proposed for a request, with the reasons. load: requests that they have at hand now; of a team only. */
public record Proposal(
        long id,
        String name,
        String unit,
        int points,
        List<Reason> reasons,
        @Nullable Integer load) {

    /** Why: a message key and what it says. */
    public record Reason(String key, String about, int points) {}
}
