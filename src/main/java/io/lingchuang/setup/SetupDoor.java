package io.lingchuang.setup;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * While a house is set up, every address leads to the set-up, and its steps open only to whoever typed the code. In a house that is
 * open there is no set-up.
 */
class SetupDoor extends OncePerRequestFilter {

    private static final String PASS = "lingchuang.setup";

    private final Opening opening;

    SetupDoor(Opening opening) {
        this.opening = opening;
    }

    @Configuration(proxyBeanMethods = false)
    static class Place {
        @Bean
        static FilterRegistrationBean<SetupDoor> setupDoor(Opening opening) {
            var registration = new FilterRegistrationBean<>(new SetupDoor(opening));
            registration.setOrder(-50); // behind Spring Security's chain (-100), before a form is claimed (0)
            return registration;
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        boolean here = path.equals("/setup") || path.startsWith("/setup/");
        if (!opening.on()) {
            if (here) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            } else {
                chain.doFilter(request, response);
            }
        } else if (here ? path.equals("/setup") || path.equals("/setup/code") || passed(request) : open(path)) {
            chain.doFilter(request, response);
        } else {
            response.sendRedirect("/setup");
        }
    }

    /** What the pages of the set-up themselves are made of. */
    private static boolean open(String path) {
        return path.startsWith("/static/") || path.startsWith("/webjars/") || path.equals("/error");
    }

    private boolean passed(HttpServletRequest request) {
        return passed(request, opening);
    }

    static boolean passed(HttpServletRequest request, Opening opening) {
        HttpSession session = request.getSession(false);
        return session != null && opening.pass().equals(session.getAttribute(PASS));
    }

    /** The code was right: a session of its own for whoever typed it. */
    static void pass(HttpServletRequest request, Opening opening) {
        request.getSession();
        request.changeSessionId();
        request.getSession().setAttribute(PASS, opening.pass());
    }
}
