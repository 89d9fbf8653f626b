package io.lingchuang;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.ReadableWorkbook;

/** What somebody sees of an answer, so that two can be compared. */
final class Seen {

    private Seen() {}

    /** What a person reads: without tokens, and of a sheet its cells. */
    static String content(HttpResponse<byte[]> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (type.contains("spreadsheet")) {
            return sheet(answer.body());
        }
        return type.startsWith("text/html")
                ? answer.statusCode()
                        + new String(answer.body(), StandardCharsets.UTF_8)
                                .replaceAll("value=\"[-0-9a-zA-Z_]{30,}={0,2}\"|\"X-CSRF-TOKEN\":\"[^\"]*\"", "")
                : answer.statusCode() + type;
    }

    private static String sheet(byte[] workbook) {
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(workbook));
                var rows = book.getFirstSheet().openStream()) {
            return rows.map(row -> row.stream()
                            .map(cell -> cell == null ? "" : cell.getRawValue())
                            .toList()
                            .toString())
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the second first says something else. */
    static String difference(String before, String after) {
        int at = 0;
        while (at < Math.min(before.length(), after.length()) && before.charAt(at) == after.charAt(at)) {
            at++;
        }
        return ": …"
                + after.substring(Math.max(0, at - 60), Math.min(after.length(), at + 120))
                        .replaceAll("\\s+", " ");
    }
}
