package io.lingchuang.awards;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.multipart.MultipartFile;

/**
 * A decision as its officer enters it: which meeting, what was minuted, and when. The minutes may come as a scan.
 *
 * @param nobodyMovesUp places that a strike left free stay so, and whoever is left in the ranking is told now
 */
public record DecisionForm(
        @NotBlank @Size(max = 200) String meeting,
        @NotBlank @Size(min = 10, max = 5000) String minutes,

        @NotNull @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
        LocalDate decidedOn,

        @Nullable MultipartFile minutesFile,
        @Nullable Boolean nobodyMovesUp) {}
