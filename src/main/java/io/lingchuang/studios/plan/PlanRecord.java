package io.lingchuang.studios.plan;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What was done for an item. percent: of the item, from that day on; recordId: the ledger's record that says so, null where it was noted here. */
public record PlanRecord(
        long id,
        LocalDate onDay,
        int percent,
        String note,
        @Nullable Long recordId,
        @Nullable String by) {}
