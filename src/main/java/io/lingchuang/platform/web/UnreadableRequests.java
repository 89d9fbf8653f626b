package io.lingchuang.platform.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** What the container itself cannot read, such as an address with a broken sign, before any page of ours could answer. */
public final class UnreadableRequests extends ErrorReportValve {

    private static final String PAGE = """
            <!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">\
            <title>领创</title></head><body><h1>没有办成</h1><p>网址里有无法识别的内容，什么都没有改动。请检查网址，或从首页重新进入。</p>\
            <p lang="en">The address cannot be read; nothing was changed. Check it, or start again from the front page.</p>\
            <p><a href="/">回首页 Front page</a></p></body></html>
            """;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType("text/html;charset=UTF-8");
            // No filter of ours saw the request, so nobody else says what every answer says.
            response.setHeader(
                    "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("X-Frame-Options", "DENY");
            response.setHeader("Referrer-Policy", "same-origin");
            response.setHeader("Cache-Control", "no-store");
            response.getOutputStream().write(PAGE.getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            container.getLogger().debug("Nobody waits for the answer any more", gone);
        }
    }
}
