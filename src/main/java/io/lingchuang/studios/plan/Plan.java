package io.lingchuang.studios.plan;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a studio means to do in a year. aim: the year in one sentence. */
public record Plan(
        long id,
        long studioId,
        int year,
        String aim,
        PlanState state,
        @Nullable LocalDate hungOn,
        int version) {

    public boolean hung() {
        return state == PlanState.HUNG;
    }

    /** A change is kept as a revision, with its reason: it hangs on the wall, and its year has begun. */
    public boolean revisedOn(LocalDate day) {
        return hung() && day.getYear() >= year;
    }
}
