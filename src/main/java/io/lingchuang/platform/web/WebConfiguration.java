package io.lingchuang.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.catalina.core.StandardHost;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private final Limits limits;

    WebConfiguration(Limits limits) {
        this.limits = limits;
    }

    /** One bundle a module in messages/: x.properties in Chinese, x_en.properties beside it. */
    @Bean
    static MessageSource messageSource() throws java.io.IOException {
        var source = new ReloadableResourceBundleMessageSource();
        var bundles = new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*_en.properties");
        source.setBasenames(java.util.Arrays.stream(bundles)
                .map(r -> "classpath:messages/"
                        + java.util.Objects.requireNonNull(r.getFilename()).replace("_en.properties", ""))
                .sorted()
                .toArray(String[]::new));
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        source.setAlwaysUseMessageFormat(true);
        return source;
    }

    @Bean
    static LocaleResolver localeResolver() {
        var secure = new CookieLocaleResolver("lang");
        var resolver = new CookieLocaleResolver("lang") {
            @Override
            public void setLocaleContext(
                    HttpServletRequest request,
                    @Nullable HttpServletResponse response,
                    @Nullable LocaleContext language) {
                if (request.isSecure()) {
                    secure.setLocaleContext(request, response, language);
                } else {
                    super.setLocaleContext(request, response, language);
                }
            }
        };
        secure.setCookieSecure(true);
        for (CookieLocaleResolver each : List.of(resolver, secure)) {
            each.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
            each.setCookieMaxAge(Duration.ofDays(365));
            each.setCookieHttpOnly(true);
            each.setCookieSameSite("Lax");
            each.setRejectInvalidCookies(false);
        }
        return resolver;
    }

    @Bean
    static FilterRegistrationBean<Once> onceFilter(DSLContext dsl, MessageSource messages, LocaleResolver locales) {
        Once.freeCutOff(dsl);
        var registration = new FilterRegistrationBean<>(new Once(dsl, messages, locales));
        registration.setOrder(0); // behind Spring Security's chain, which stands at -100
        return registration;
    }

    @Bean
    static FilterRegistrationBean<PlainText> plainTextFilter() {
        var registration = new FilterRegistrationBean<>(new PlainText());
        registration.setOrder(-110); // before anybody reads what was typed
        return registration;
    }

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> errorsBeforeAnyPage() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(UnreadableRequests.class.getName());
            }
        });
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var language = new LocaleChangeInterceptor();
        language.setParamName("lang");
        language.setIgnoreInvalidLocale(true);
        // A form that is too large cannot be asked for any parameter, not even while its error page is made.
        registry.addInterceptor(language).excludePathPatterns("/error");
        registry.addInterceptor(limits);
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/webjars/**")
                .addResourceLocations(
                        "classpath:/META-INF/resources/webjars/", "classpath:/META-INF/resources/_static/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/static/**")
                .addResourceLocations("classpath:/static/")
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic());
    }
}
