package io.lingchuang.notices;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * A notice as its officer writes it.
 *
 * @param opensOn first day; without one it opens on the day of its release
 */
public record NoticeForm(
        @NotBlank @Size(max = 120) String title,
        @NotBlank @Size(max = 4000) String text,
        @NotBlank @Size(max = 300) String contact,
        @NotNull @Min(1) @Max(60) Integer days,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate opensOn,

        @Nullable Integer version) {}
