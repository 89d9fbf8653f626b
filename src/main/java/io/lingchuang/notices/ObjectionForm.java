package io.lingchuang.notices;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/**
 * An objection as somebody of the public writes it.
 *
 * @param entry which result it is about; without one, the whole list
 * @param website stands off the screen: whoever fills it is no person
 */
public record ObjectionForm(
        @NotBlank @Size(min = 2, max = 40) String name,

        @NotBlank @Pattern(regexp = "\\+?[0-9 -]{7,20}") String phone,

        @Nullable Long entry,
        @NotBlank @Size(min = 10, max = 2000) String grounds,
        @Nullable String website,
        @Nullable List<MultipartFile> files) {

    /** Blanks around are nothing that somebody wrote: what is left has to be long enough. */
    public ObjectionForm {
        name = Objects.requireNonNullElse(name, "").strip();
        grounds = Objects.requireNonNullElse(grounds, "").strip();
    }
}
