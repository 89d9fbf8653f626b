package io.lingchuang.platform.documents;

import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.web.Badge;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;

/**
 * Any list as Excel, exactly as it is filtered, with all its columns, as it stood when it was asked for. Rows go from the database to the browser
 * a thousand at a time. What fails on the way is broken off, so that no browser takes a part of the list for the whole.
 */
public final class ListExport {

    /** Each holds a connection to the database for as long as its reader takes; the others stay free for everybody else. */
    static final int AT_ONCE = 6;

    private static final Semaphore PLACES = new Semaphore(AT_ONCE);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private ListExport() {}

    public static <T> void send(Listing<T> listing, ListRequest request, Page page, HttpServletResponse response)
            throws IOException {
        takePlace();
        try {
            sheet(listing, request, page, response);
        } finally {
            PLACES.release();
        }
    }

    private static <T> void sheet(Listing<T> listing, ListRequest request, Page page, HttpServletResponse response)
            throws IOException {
        String name = page.t(listing.title());
        List<Column<T>> columns = listing.columns();
        attachment(response, name + ".xlsx", FileRule.XLSX);
        ExcelOut.write(response.getOutputStream(), name, excel -> {
            excel.header(columns.stream().map(c -> page.t(c.title())).toList());
            listing.each(
                    request,
                    row -> excel.row(columns.stream()
                            .map(c -> cell(c.value().apply(row), page))
                            .toList()));
        });
    }

    private static void takePlace() {
        try {
            if (!PLACES.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new Refusal("error.manyExports");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("error.manyExports");
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
