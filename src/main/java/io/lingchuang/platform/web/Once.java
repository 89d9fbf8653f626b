package io.lingchuang.platform.web;

import static io.lingchuang.db.platform.Tables.ONCE;

import io.lingchuang.platform.database.Outage;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataAccessException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;

/**
 * A form is carried out once. The first POST with a once-token claims it; a second one (double click, replay, back and again) is
 * sent where the first one went. A refused form gives its token back, so that it can be mended and sent again. The transaction that
 * does the work marks the token as done ({@link OnceDone}); a claim without that mark, which a killed process or a lost database left,
 * is free again as soon as nobody here is at it. A commit whose answer was lost has the mark, and its form is not carried out again.
 */
class Once extends OncePerRequestFilter {

    static final String CLAIMED = "lingchuang.once";

    private static final Logger log = LoggerFactory.getLogger(Once.class);

    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();
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
        } else if (!underWay.add(token)) {
            replay(token, request, response);
        } else {
            try {
                if (claim(token)) {
                    carryOut(token, request, response, chain);
                } else {
                    replay(token, request, response);
                }
            } finally {
                underWay.remove(token);
            }
        }
    }

    /** Waits for a transaction that still commits the same form, and then finds it done. */
    private boolean claim(UUID token) {
        return dsl.insertInto(ONCE, ONCE.TOKEN)
                                .values(token)
                                .onConflictDoNothing()
                                .execute()
                        == 1
                || dsl.update(ONCE)
                                .set(ONCE.DONE, false)
                                .where(ONCE.TOKEN.eq(token), ONCE.DONE.isFalse(), ONCE.LOCATION.isNull())
                                .execute()
                        == 1;
    }

    private void carryOut(UUID token, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(CLAIMED, token);
        chain.doFilter(request, response);
        int status = response.getStatus();
        if (status >= 500) {
            return; // nobody knows but the mark, and the next press reads it: at once, not when the database is back to
            // be told
        }
        String location = status >= 300 && status < 400 ? response.getHeader("Location") : null;
        Query told = location == null
                ? dsl.deleteFrom(ONCE).where(ONCE.TOKEN.eq(token))
                : dsl.update(ONCE).set(ONCE.LOCATION, location).where(ONCE.TOKEN.eq(token));
        try {
            told.execute();
        } catch (DataAccessException fault) {
            if (!Outage.is(fault)) {
                throw fault;
            }
            log.warn(
                    "No database to close the once-token of {}",
                    request.getRequestURI()); // the mark stands, or nothing does
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
