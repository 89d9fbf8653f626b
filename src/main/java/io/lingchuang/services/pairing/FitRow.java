package io.lingchuang.services.pairing;

import java.util.List;
import java.util.Set;

/** A pair that fits, as the officer sees it. */
public record FitRow(String key, String soe, String partner, int points, List<Reason> reasons, Set<Topic> asked) {

    static FitRow of(Fit fit) {
        return new FitRow(fit.key(), fit.soe().name(), fit.partner().name(), fit.points(), fit.reasons(), fit.asked());
    }
}
