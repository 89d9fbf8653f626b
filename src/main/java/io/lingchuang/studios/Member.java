package io.lingchuang.studios;

import io.lingchuang.directory.Honour;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody in a studio, with their honours. unit: who employs them; untilDay: the first day on which they no longer belong to it. */
public record Member(
        long id,
        long studioId,
        long personId,
        String name,
        String unit,
        Part part,
        String duty,
        LocalDate fromDay,
        @Nullable LocalDate untilDay,
        List<Honour> honours) {}
