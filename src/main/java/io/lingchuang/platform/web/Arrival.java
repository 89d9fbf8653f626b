package io.lingchuang.platform.web;

import io.lingchuang.platform.days.Today;
import jakarta.servlet.Filter;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * When what was sent came in, to its last word. A deadline counts from then: how long the house is at it, with hundreds at the door
 * in the last minute, is no fault of theirs.
 */
@Component
public class Arrival {

    private static final String AT = "lingchuang.arrived";

    private final Today today;

    Arrival(Today today) {
        this.today = today;
    }

    /** Of the request that is being answered; outside of one it is now. */
    public Instant moment() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return request != null && request.getAttribute(AT, RequestAttributes.SCOPE_REQUEST) instanceof Instant came
                ? came
                : today.now();
    }

    /** Writes it down; to be asked before anything that waits for the database. */
    public Filter stamp() {
        return (request, response, chain) -> {
            try {
                request.getParameter(
                        "_once"); // reads the form to its end: whoever sends it in drops has not sent it yet
            } catch (IllegalStateException unreadable) {
                String type = request.getContentType();
                if (type == null || !type.startsWith("multipart/")) {
                    throw unreadable; // an address with broken signs
                }
                // Files too large are told further in, where there is a page for it.
            }
            request.setAttribute(AT, today.now());
            chain.doFilter(request, response);
        };
    }
}
