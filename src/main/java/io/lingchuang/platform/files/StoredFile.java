package io.lingchuang.platform.files;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file as the database lists it; its bytes lie in the data folder under their hash. ownerKind names the part that guards it. */
public record StoredFile(
        UUID id,
        String name,
        String mediaType,
        long bytes,
        String sha256,
        String ownerKind,
        @Nullable Long ownerId,
        @Nullable Long uploadedBy) {

    public boolean image() {
        return mediaType.startsWith("image/");
    }

    public String size() {
        return bytes < 1024 * 1024
                ? Math.max(1, bytes / 1024) + " KB"
                : String.format(java.util.Locale.ROOT, "%.1f MB", bytes / 1048576.0);
    }
}
