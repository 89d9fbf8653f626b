package io.lingchuang.notices;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/**
 * An objection as somebody of the public writes it.
 *
 * @param entry which result it is about; without one, the whole list
 * @param website stands off the screen: whoever fills it is no person
 */
record ObjectionForm(
        @NotBlank @Size(min = 2, max = 40) String name,

        @NotBlank @Pattern(regexp = "\\+?[0-9 -]{7,20}", message = "{notices.objection.phone}")
        String phone,

        @Nullable Long entry,
        @NotNull @Size(min = 10, max = 2000) String grounds,
        @Nullable String website,
        @Nullable List<MultipartFile> files) {}
