package io.lingchuang.access;

import io.lingchuang.platform.web.Arrival;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Sessions, CSRF and headers by Spring Security; who may go where by {@link Gate}, which reads the routes' own declarations. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration implements WebMvcConfigurer {

    private static final String CSP =
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                    + " font-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'none'; object-src 'none'";

    private final Gate gate;
    private final ActorArgument actors;

    SecurityConfiguration(Gate gate, ActorArgument actors) {
        this.gate = gate;
        this.actors = actors;
    }

    @Bean
    static PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder(10);
    }

    @Bean
    static SecurityFilterChain security(
            HttpSecurity http,
            SignIn signIn,
            LastSignIn last,
            Sessions sessions,
            LocaleResolver locales,
            Arrival arrival)
            throws Exception {
        var failed = new SimpleUrlAuthenticationFailureHandler() {
            @Override
            public void onAuthenticationFailure(
                    HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
                    throws IOException {
                boolean locked = exception instanceof LockedException;
                boolean forLong = SignIn.LOCKED.equals(exception.getMessage());
                response.sendRedirect("/sign-in?" + (!locked ? "wrong" : forLong ? "locked" : "wait"));
            }
        };
        var entered = new SavedRequestAwareAuthenticationSuccessHandler() {
            @Override
            public void onAuthenticationSuccess(
                    HttpServletRequest request, HttpServletResponse response, Authentication account)
                    throws IOException, ServletException {
                if (account.getPrincipal() instanceof SignedInAccount who) {
                    signIn.language(who.accountId()).ifPresent(chosen -> locales.setLocale(request, response, chosen));
                    last.tell(who, request);
                }
                super.onAuthenticationSuccess(request, response, account);
            }
        };
        entered.setDefaultTargetUrl("/desk");
        return http.addFilterAfter(arrival.stamp(), CsrfFilter.class)
                .authorizeHttpRequests(a -> a.anyRequest().permitAll())
                .formLogin(f -> f.loginPage("/sign-in").successHandler(entered).failureHandler(failed))
                .logout(l -> l.logoutUrl("/sign-out")
                        .addLogoutHandler((request, response, signedIn) ->
                                SignedInAccount.of(signedIn).ifPresent(a -> sessions.end(a.session())))
                        .logoutSuccessUrl("/"))
                .requestCache(c -> {})
                .exceptionHandling(e -> e.accessDeniedHandler(SecurityConfiguration::expired))
                .headers(h -> h.contentSecurityPolicy(c -> c.policyDirectives(CSP))
                        .referrerPolicy(r -> r.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(p -> p.policy("geolocation=(self), microphone=()")))
                .build();
    }

    /** The session of the page has run out. Whoever only wanted in or out gets there; others keep what they typed. */
    private static void expired(HttpServletRequest request, HttpServletResponse response, Exception denied)
            throws IOException {
        switch (request.getRequestURI()) {
            case "/sign-in" -> response.sendRedirect("/sign-in?again");
            case "/sign-out" -> response.sendRedirect("/");
            default -> response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(gate);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(actors);
        resolvers.add(new PageArguments());
    }
}
