package io.lingchuang.access;

import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Stands before every route and reads its declaration: {@link Everyone}, {@link SignedIn} or {@link Allowed}. A route without one
 * is closed. Whoever is not signed in is taken to the sign-in page and back; whoever has no business there finds nothing.
 */
@Component
class Gate implements HandlerInterceptor {

    private static final String PASSWORD = "/account/password";

    private static final String RIGHTS = "lingchuang.rights";

    private final Accounts accounts;
    private final Sessions sessions;
    private final Passwords passwords;

    Gate(Accounts accounts, Sessions sessions, Passwords passwords) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws Exception {
        if (!(handler instanceof HandlerMethod route)) {
            return true; // static files
        }
        Actor actor = signedIn();
        if (actor != null) {
            request.setAttribute(Pages.VIEWER, actor);
            renewWithRights(actor, request);
        }
        if (route.hasMethodAnnotation(Everyone.class)) {
            return true;
        }
        if (actor == null) {
            if (request.getMethod().equals("GET")) {
                new HttpSessionRequestCache().saveRequest(request, response);
            }
            response.sendRedirect("/sign-in");
            return false;
        }
        if (!request.getRequestURI().equals(PASSWORD)
                && (accounts.mustChange(actor.accountId()) || passwords.runOut(actor))) {
            response.sendRedirect(PASSWORD);
            return false;
        }
        if (route.hasMethodAnnotation(SignedIn.class)) {
            return true;
        }
        Allowed allowed = route.getMethodAnnotation(Allowed.class);
        if (allowed == null || Arrays.stream(allowed.value()).noneMatch(actor::may)) {
            throw new NotFound();
        }
        return true;
    }

    private @Nullable Actor signedIn() {
        return SignedInAccount.of(SecurityContextHolder.getContext().getAuthentication())
                .flatMap(account -> accounts.actor(account).filter(actor -> sessions.goesOn(account.session(), actor)))
                .orElse(null);
    }

    /** Whoever holds other rights than at the click before goes on under another session id: one taken earlier gains nothing. */
    private static void renewWithRights(Actor actor, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return;
        }
        String rights = actor.grants().stream()
                .map(g -> g.role() + "@" + g.nodeId())
                .sorted()
                .distinct()
                .collect(Collectors.joining(" "));
        Object before = session.getAttribute(RIGHTS);
        if (!rights.equals(before)) {
            session.setAttribute(RIGHTS, rights);
            if (before != null) {
                request.changeSessionId();
            }
        }
    }
}
