package io.lingchuang.achievements.hall;

import io.lingchuang.achievements.RegistrationKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An achievement in a hall, as everybody may read it. year: of the hall; first: the first one who made it; makers: how many did; proven: yuan in all years
 * together, as a union found it proven; numbers: of its patents, software and papers, with their kind; photos: in order. withdrawn: its award has been taken back, so it stands there no longer.
 */
public record Exhibit(
        long id,
        int year,
        long achievementId,
        String category,
        String caption,
        String title,
        String summary,
        String unit,
        String first,
        int makers,
        int finishedYear,
        @Nullable BigDecimal proven,
        int adopters,
        List<Number> numbers,
        List<UUID> photos,
        boolean withdrawn) {

    public record Number(RegistrationKind kind, String number) {}
}
