package io.lingchuang.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Makes the {@link Page} of a request. */
@Component
public class Pages {

    public static final String VIEWER = "lingchuang.viewer";
    private static final String FLASH = "lingchuang.flash";

    private final MessageSource messages;
    private final List<NavItem> nav;
    private final List<PublicItem> open;
    private final List<NavUnder> under;
    private final ObjectProvider<UnreadCount> unread;

    /** How many messages wait for an account; a port, so that the shell needs no table. */
    public interface UnreadCount extends ToLongFunction<Viewer> {}

    Pages(
            MessageSource messages,
            ObjectProvider<NavItem> nav,
            ObjectProvider<PublicItem> open,
            ObjectProvider<NavUnder> under,
            ObjectProvider<UnreadCount> unread) {
        this.messages = messages;
        this.nav = nav.stream().sorted(Comparator.comparingInt(NavItem::order)).toList();
        this.open =
                open.stream().sorted(Comparator.comparingInt(PublicItem::order)).toList();
        this.under = under.stream().toList();
        this.unread = unread;
    }

    public Page of(HttpServletRequest request) {
        return of(request, 200);
    }

    Page of(HttpServletRequest request, int status) {
        Viewer viewer = (Viewer) request.getAttribute(VIEWER);
        CsrfToken csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        List<NavItem> shown = viewer == null
                ? List.of()
                : nav.stream()
                        .filter(n -> n.right() == null || viewer.may(n.right()))
                        .toList();
        UnreadCount count = unread.getIfAvailable();
        return new Page(
                messages,
                RequestContextUtils.getLocale(request),
                viewer,
                request.getRequestURI(),
                request.getQueryString() == null ? "" : request.getQueryString(),
                csrf == null ? "_csrf" : csrf.getParameterName(),
                csrf == null ? "" : csrf.getToken(),
                takeFlash(request, status),
                shown,
                open.stream()
                        .filter(o -> shown.stream().noneMatch(n -> n.href().equals(o.href())))
                        .toList(),
                current(request.getRequestURI(), shown),
                viewer == null || count == null || status >= 500 ? 0 : count.applyAsLong(viewer),
                request.getHeader("HX-Request") != null,
                request.getMethod().equals("POST"));
    }

    /** The entry under which a page lies: the longest address that it begins with, or the one that its part says. */
    private @Nullable String current(String path, List<NavItem> shown) {
        return Stream.concat(shown.stream().map(NavItem::href), open.stream().map(PublicItem::href))
                .filter(href -> lies(path, href))
                .max(Comparator.comparingInt(String::length))
                .orElseGet(() -> under.stream()
                        .filter(u -> lies(path, u.path()))
                        .flatMap(u -> u.items().stream())
                        .filter(href -> shown.stream().anyMatch(n -> n.href().equals(href)))
                        .findFirst()
                        .orElse(null));
    }

    private static boolean lies(String path, String under) {
        return path.equals(under) || path.startsWith(under + "/") || path.startsWith(under + ".");
    }

    /** Says a sentence on the next page that this session sees. */
    public static void flash(HttpServletRequest request, String text) {
        request.getSession().setAttribute(FLASH, text);
    }

    /** Taken from the session once, by the next whole page that is no error, and told by every page made of this request. */
    private static @Nullable String takeFlash(HttpServletRequest request, int status) {
        if (request.getAttribute(FLASH) instanceof String taken) {
            return taken;
        }
        HttpSession session = request.getSession(false);
        if (session == null || status >= 400 || request.getHeader("HX-Request") != null) {
            return null;
        }
        String flash = (String) session.getAttribute(FLASH);
        if (flash != null) {
            session.removeAttribute(FLASH);
            request.setAttribute(FLASH, flash);
        }
        return flash;
    }
}
