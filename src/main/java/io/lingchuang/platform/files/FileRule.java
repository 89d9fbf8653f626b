package io.lingchuang.platform.files;

import java.util.Set;

/** Which files a place takes: their content's types and their size in bytes. accept is for the browser's file dialogue only. */
public record FileRule(Set<String> types, long maxBytes, String accept) {

    private static final long MB = 1024 * 1024;
    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static final FileRule PHOTO =
            new FileRule(Set.of("image/jpeg", "image/png", "image/webp"), 15 * MB, "image/jpeg,image/png,image/webp");
    public static final FileRule DOCUMENT = new FileRule(
            Set.of("application/pdf", "image/jpeg", "image/png", "image/webp"),
            20 * MB,
            "application/pdf,image/jpeg,image/png,image/webp");
    public static final FileRule VIDEO = new FileRule(Set.of("video/mp4"), 30 * MB, "video/mp4");
    public static final FileRule SHEET = new FileRule(Set.of(XLSX), 30 * MB, ".xlsx");

    /** Message key of what the place takes, for whoever brought something else. */
    String takes() {
        boolean pdf = types.contains("application/pdf");
        boolean photo = types.contains("image/jpeg");
        return types.contains(XLSX)
                ? "files.takes.sheet"
                : types.contains("video/mp4")
                        ? "files.takes.video"
                        : pdf && photo ? "files.takes.document" : pdf ? "files.takes.pdf" : "files.takes.photo";
    }
}
