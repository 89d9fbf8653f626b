package io.lingchuang.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What was typed reaches the house as text: signs that no page shows (a zero byte, other control characters, as some
 * programs paste them) are left out, line ends and tabs stay.
 */
class PlainText extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Typed(request), response);
    }

    static String plain(String typed) {
        return typed.chars().anyMatch(PlainText::unseen)
                ? typed.codePoints()
                        .filter(c -> !unseen(c))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : typed;
    }

    private static boolean unseen(int sign) {
        return Character.getType(sign) == Character.CONTROL && sign != '\n' && sign != '\r' && sign != '\t'
                || Character.getType(sign) == Character.SURROGATE;
    }

    private static final class Typed extends HttpServletRequestWrapper {

        Typed(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getParameter(String name) {
            String typed = super.getParameter(name);
            return typed == null ? null : plain(typed);
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            String[] typed = super.getParameterValues(name);
            return typed == null ? null : all(typed);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            Map<String, String[]> plain = new LinkedHashMap<>();
            super.getParameterMap().forEach((name, typed) -> plain.put(name, all(typed)));
            return plain;
        }

        private static String[] all(String[] typed) {
            return java.util.Arrays.stream(typed).map(PlainText::plain).toArray(String[]::new);
        }
    }
}
