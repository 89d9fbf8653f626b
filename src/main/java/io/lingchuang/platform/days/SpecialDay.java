package io.lingchuang.platform.days;

import java.time.LocalDate;

/** A day that the yearly notice makes different: a holiday 休, or a make-up working day 班. */
public record SpecialDay(LocalDate day, boolean working, String name) {
    public String line() {
        return day + " " + (working ? "班" : "休") + " " + name;
    }
}
