package io.lingchuang.services.alliance;

import io.lingchuang.services.HelpKind;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A volunteer team 志愿服务队. nodeId: the unit where it sits; tags: what it is good at, parted by 、. */
public record Team(
        long id,
        String name,
        long nodeId,
        String unit,
        String field,
        String industry,
        String introduction,
        String tags,
        TeamState state,
        String stateReason,
        LocalDate foundedOn,
        @Nullable LocalDate endedOn,
        int version,
        Set<HelpKind> kinds,
        List<String> occupations) {

    public List<String> tagList() {
        return Arrays.stream(tags.split("[、，, ]+")).filter(t -> !t.isBlank()).toList();
    }
}
