package io.lingchuang.sample;

import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.platform.web.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.SplittableRandom;

/** Who works in the offices of the sample city, and when. officers: by the node of the county or industry union where they vet. */
record Office(
        long cityNode,
        By city,
        By chief,
        By finance,
        Map<Long, By> officers,
        WorkingDays days,
        Invented invented,
        Invented.Reasons reasons) {

    /** An account that acts. */
    record By(long account, String name) {}

    /** The day itself where it is a working day, else the next one. */
    LocalDate working(LocalDate day) {
        return days.isWorkingDay(day) ? day : days.plus(day, 1);
    }

    /** Some moment of the office's hours on that day. */
    static Instant hour(LocalDate day, SplittableRandom random) {
        return day.atTime(8, 30)
                .plusSeconds(random.nextInt(9 * 3600))
                .atZone(Page.ZONE)
                .toInstant();
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, Page.ZONE);
    }

    /** An office hour so many working days after, and not before the moment itself. */
    Instant later(Instant at, int workingDays, SplittableRandom random) {
        return hour(days.plus(day(at), Math.max(1, workingDays)), random);
    }
}
