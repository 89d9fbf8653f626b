package io.lingchuang.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.web.util.UriComponentsBuilder;

/** Addresses within the house. Those of lists carry their filters, so that they can be sent to somebody. */
final class Addresses {
    private Addresses() {}

    static String with(String path, String query, String name, String value) {
        var builder = UriComponentsBuilder.fromPath(path).query(query);
        if (!name.equals("after") && !name.equals("before")) {
            builder.replaceQueryParam("after").replaceQueryParam("before");
        } else {
            builder.replaceQueryParam(name.equals("after") ? "before" : "after");
        }
        if (value.isEmpty()) {
            builder.replaceQueryParam(name);
        } else {
            builder.replaceQueryParam(name, org.springframework.web.util.UriUtils.encode(value, "UTF-8"));
        }
        return builder.build(true).toUriString();
    }

    /** The page with the form that was sent; never one of another site. */
    static String cameFrom(HttpServletRequest request, String otherwise) {
        String referer = request.getHeader("Referer");
        try {
            String path = referer == null ? null : URI.create(referer).getRawPath();
            if (path != null && path.startsWith("/") && !path.startsWith("//")) {
                return path;
            }
        } catch (IllegalArgumentException e) {
            // no address at all
        }
        return otherwise;
    }
}
