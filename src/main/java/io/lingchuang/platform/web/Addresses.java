package io.lingchuang.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.springframework.web.util.UriComponentsBuilder;

/** Addresses within the house. Those of lists carry their filters, so that they can be sent to somebody. */
final class Addresses {
    /** Where in a list one stands, and whether it is counted to its end: none outlives another, nor a change of filter. */
    private static final List<String> PLACES = List.of("after", "before", "place", "count");

    private Addresses() {}

    static String with(String path, String query, String name, String value) {
        var builder = UriComponentsBuilder.fromPath(path).query(query);
        if (!name.equals("count")) {
            PLACES.forEach(builder::replaceQueryParam);
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
