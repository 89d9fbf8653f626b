package io.lingchuang.platform.web;

import static io.lingchuang.db.platform.Tables.ONCE;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A form is carried out once. The first POST with a once-token claims it; a second one (double click, replay, back and again) is
 * sent where the first one went. A refused form gives its token back, so that it can be mended and sent again.
 */
class Once extends OncePerRequestFilter {

    private final DSLContext dsl;

    Once(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        UUID token = token(request);
        if (token == null) {
            chain.doFilter(request, response);
        } else if (dsl.insertInto(ONCE, ONCE.TOKEN)
                        .values(token)
                        .onConflictDoNothing()
                        .execute()
                == 0) {
            replay(token, request, response);
        } else {
            boolean done = false;
            try {
                chain.doFilter(request, response);
                done = response.getStatus() >= 300 && response.getStatus() < 400;
                if (done) {
                    dsl.update(ONCE)
                            .set(ONCE.LOCATION, response.getHeader("Location"))
                            .where(ONCE.TOKEN.eq(token))
                            .execute();
                }
            } finally {
                if (!done) {
                    dsl.deleteFrom(ONCE).where(ONCE.TOKEN.eq(token)).execute();
                }
            }
        }
    }

    private void replay(UUID token, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String location =
                dsl.select(ONCE.LOCATION).from(ONCE).where(ONCE.TOKEN.eq(token)).fetchOne(ONCE.LOCATION);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", location == null ? cameFrom(request) : location);
    }

    /** Still under way: back to the page with the form, where the first press will show its result. Never to another site. */
    private static String cameFrom(HttpServletRequest request) {
        String referer = request.getHeader("Referer");
        try {
            String path = referer == null ? null : URI.create(referer).getRawPath();
            if (path != null && path.startsWith("/") && !path.startsWith("//")) {
                return path;
            }
        } catch (IllegalArgumentException e) {
            // no address at all
        }
        return request.getRequestURI();
    }

    private static @Nullable UUID token(HttpServletRequest request) {
        if (!request.getMethod().equals("POST")) {
            return null;
        }
        // Read from the query or the form; a multipart body is parsed by the container here, within its limits.
        String typed = request.getParameter("_once");
        if (typed == null || typed.length() != 36) {
            return null;
        }
        try {
            return UUID.fromString(typed);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
