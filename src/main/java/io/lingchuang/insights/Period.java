package io.lingchuang.insights;

import java.time.LocalDate;

/** From one day to another, both within it. */
public record Period(LocalDate from, LocalDate until) {

    /** The same days a year before. 29 February becomes the 28th. */
    Period yearBefore() {
        return new Period(from.minusYears(1), until.minusYears(1));
    }
}
