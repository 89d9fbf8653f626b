package io.lingchuang.studios.money;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may do with the money of a studio; inside: they see more of it than its money.
 *
 * @param each what they may do with each subsidy, as its money is that of one federation
 */
public record May(boolean prepare, boolean approve, boolean pay, boolean handIn, boolean inside, Map<Long, May> each) {

    public May of(Subsidy subsidy) {
        @Nullable May own = each.get(subsidy.id());
        return own == null ? this : own;
    }
}
