package io.lingchuang.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Sessions, CSRF and headers by Spring Security; who may go where by {@link Gate}, which reads the routes' own declarations. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration implements WebMvcConfigurer {

    private static final String CSP = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
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
    static SecurityFilterChain security(HttpSecurity http) throws Exception {
        var failed = new SimpleUrlAuthenticationFailureHandler() {
            @Override
            public void onAuthenticationFailure(
                    jakarta.servlet.http.HttpServletRequest request,
                    jakarta.servlet.http.HttpServletResponse response,
                    org.springframework.security.core.AuthenticationException exception)
                    throws java.io.IOException {
                boolean locked = exception instanceof org.springframework.security.authentication.LockedException;
                response.sendRedirect("/sign-in?" + (locked ? "locked" : "wrong"));
            }
        };
        return http.authorizeHttpRequests(a -> a.anyRequest().permitAll())
                .formLogin(f -> f.loginPage("/sign-in").defaultSuccessUrl("/desk", false).failureHandler(failed))
                .logout(l -> l.logoutUrl("/sign-out").logoutSuccessUrl("/"))
                .requestCache(c -> {})
                .exceptionHandling(e -> e.accessDeniedHandler((request, response, denied) -> response.sendError(403)))
                .headers(h -> h.contentSecurityPolicy(c -> c.policyDirectives(CSP))
                        .referrerPolicy(r -> r.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(p -> p.policy("geolocation=(), microphone=()")))
                .build();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(gate);
    }

    @Override
    public void addArgumentResolvers(java.util.List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(actors);
        resolvers.add(new PageArguments());
    }
}
