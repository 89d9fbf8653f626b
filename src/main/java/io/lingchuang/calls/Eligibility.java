package io.lingchuang.calls;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may apply. What the records know is computed; the rest is shown in words and ticked by the applicant.
 *
 * @param ownerships directory.Ownership names; empty: any
 * @param frontLineOnly 一线职工 only
 * @param noUnitHeads heads of units may not apply
 * @param honourLevel the first completer must hold an honour of this directory.HonourLevel or above, or null
 * @param doneWithinYears finished or put to use within so many years (compared with the DATE field doneField), or null
 * @param notAwardedBefore awarded entries of the same programme are searched
 * @param atLeast amounts that answers must reach; compared when an entry is handed in
 * @param ticked conditions in words that the applicant ticks
 */
public record Eligibility(
        List<String> ownerships,
        boolean frontLineOnly,
        boolean noUnitHeads,
        @Nullable String honourLevel,
        @Nullable Integer doneWithinYears,
        @Nullable String doneField,
        boolean notAwardedBefore,
        List<AtLeast> atLeast,
        List<Condition> ticked) {

    public record Condition(String code, String text) {}

    /**
     * @param field code of a NUMBER or MONEY field of the form
     * @param value in the field's own unit
     */
    public record AtLeast(String field, BigDecimal value) {}

    /** Calls from before there were such amounts have none. */
    public Eligibility {
        atLeast = atLeast == null ? List.of() : atLeast;
    }

    /** Without amounts to reach. */
    public Eligibility(
            List<String> ownerships,
            boolean frontLineOnly,
            boolean noUnitHeads,
            @Nullable String honourLevel,
            @Nullable Integer doneWithinYears,
            @Nullable String doneField,
            boolean notAwardedBefore,
            List<Condition> ticked) {
        this(
                ownerships,
                frontLineOnly,
                noUnitHeads,
                honourLevel,
                doneWithinYears,
                doneField,
                notAwardedBefore,
                List.of(),
                ticked);
    }

    public static Eligibility anybody() {
        return new Eligibility(List.of(), false, false, null, null, null, false, List.of());
    }
}
