package io.lingchuang.platform.web;

import static io.lingchuang.db.platform.Tables.ONCE;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;

/**
 * A form is carried out once. The first POST with a once-token claims it; a second one (double click, replay, back and again) is
 * sent where the first one went. A refused form gives its token back, so that it can be mended and sent again. The transaction that
 * does the work marks the token as done ({@link OnceDone}); a claim that a killed process left without that mark is free again
 * at the next start.
 */
class Once extends OncePerRequestFilter {

    static final String CLAIMED = "lingchuang.once";

    private final DSLContext dsl;
    private final MessageSource messages;
    private final LocaleResolver locales;

    Once(DSLContext dsl, MessageSource messages, LocaleResolver locales) {
        this.dsl = dsl;
        this.messages = messages;
        this.locales = locales;
    }

    /** Before the first request is taken: nothing is under way yet, so what stands claimed and not done was cut off. */
    static void freeCutOff(DSLContext dsl) {
        dsl.deleteFrom(ONCE).where(ONCE.LOCATION.isNull(), ONCE.DONE.isFalse()).execute();
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
            request.setAttribute(CLAIMED, token);
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
        var first = dsl.select(ONCE.LOCATION, ONCE.DONE)
                .from(ONCE)
                .where(ONCE.TOKEN.eq(token))
                .fetchOne();
        String location = first == null ? null : first.value1();
        if (location == null) {
            boolean done = first != null && first.value2();
            Pages.flash(
                    request,
                    messages.getMessage(done ? "once.done" : "once.underWay", null, locales.resolveLocale(request)));
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(
                "Location", location == null ? Addresses.cameFrom(request, request.getRequestURI()) : location);
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
