package io.lingchuang.platform.documents;

import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.web.Badge;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;

/** Any list as Excel, exactly as it is filtered, with all its columns. */
public final class ListExport {
    private ListExport() {}

    public static <T> void send(Listing<T> listing, ListRequest request, Page page, HttpServletResponse response)
            throws IOException {
        String name = page.t(listing.title());
        List<Column<T>> columns = listing.columns();
        attachment(response, name + ".xlsx", FileRule.XLSX);
        try (ExcelOut excel = new ExcelOut(response.getOutputStream(), name)) {
            excel.header(columns.stream().map(c -> page.t(c.title())).toList());
            listing.each(
                    request,
                    row -> excel.row(columns.stream()
                            .map(c -> cell(c.value().apply(row), page))
                            .toList()));
        }
    }

    /** Says that what follows is a file to save under this name. */
    public static void attachment(HttpServletResponse response, String name, String type) {
        response.setContentType(type);
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }

    private static @Nullable Object cell(@Nullable Object value, Page page) {
        return switch (value) {
            case Badge badge -> badge.text();
            case Enum<?> constant -> page.t(constant);
            case Boolean yes -> page.show(yes);
            case null -> null;
            default -> value;
        };
    }
}
