package io.lingchuang.services.help;

import io.lingchuang.services.HelpKind;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an enterprise asks for. dueOn: the last day of the step it stands at; county: the path of the district it lies in; steps: how many it
 * took so far.
 */
public record HelpRequest(
        long id,
        long nodeId,
        String unit,
        String county,
        String industry,
        HelpKind kind,
        String title,
        String problem,
        String place,
        boolean urgent,
        boolean confidential,
        String contactName,
        String contactPhone,
        RequestState state,
        @Nullable Long teamId,
        @Nullable String team,
        @Nullable Long studioId,
        @Nullable String studio,
        @Nullable LocalDate dueOn,
        @Nullable Outcome outcome,
        @Nullable Long projectId,
        @Nullable String project,
        Instant askedAt,
        int steps,
        int version) {

    public boolean late(LocalDate today) {
        return dueOn != null && dueOn.isBefore(today);
    }
}
