package io.lingchuang.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Keeps what {@link Limited} says. Whoever is signed in is known, and not counted with the others of their address. */
@Component
class Limits implements HandlerInterceptor {

    private final Clock clock;
    private final Map<Method, Throttle> throttles = new ConcurrentHashMap<>();

    Limits(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod route && request.getUserPrincipal() == null) {
            Limited limited = route.getMethodAnnotation(Limited.class);
            if (limited != null) {
                Throttle throttle = throttle(route, limited);
                String from = request.getRemoteAddr();
                if (limited.misses() ? throttle.full(from) : !throttle.allows(from)) {
                    throw new TooOften(limited.minutes());
                }
            }
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception fault) {
        if (handler instanceof HandlerMethod route && request.getUserPrincipal() == null) {
            Limited limited = route.getMethodAnnotation(Limited.class);
            if (limited != null && limited.misses() && response.getStatus() >= 400) {
                throttle(route, limited).count(request.getRemoteAddr());
            }
        }
    }

    private Throttle throttle(HandlerMethod route, Limited limited) {
        return throttles.computeIfAbsent(
                route.getMethod(), m -> new Throttle(clock, limited.times(), Duration.ofMinutes(limited.minutes())));
    }
}
