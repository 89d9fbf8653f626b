package io.lingchuang.access;

import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
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

    private final Accounts accounts;

    Gate(Accounts accounts) {
        this.accounts = accounts;
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
        if (accounts.mustChange(actor.accountId()) && !request.getRequestURI().equals(PASSWORD)) {
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
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedInAccount account
                ? accounts.actor(account).orElse(null)
                : null;
    }
}
