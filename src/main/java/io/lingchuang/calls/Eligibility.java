package io.lingchuang.calls;

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
        List<Condition> ticked) {

    public record Condition(String code, String text) {}

    public static Eligibility anybody() {
        return new Eligibility(List.of(), false, false, null, null, null, false, List.of());
    }
}
