package io.lingchuang.platform.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/** Template names to compiled JTE templates. Every template gets the {@link Page} beside its own parameters. */
@Configuration(proxyBeanMethods = false)
class JteViews {

    @Bean
    static TemplateEngine templateEngine() {
        return TemplateEngine.createPrecompiled(null, ContentType.Html, null, "gg.jte.generated.precompiled");
    }

    @Bean
    static ViewResolver jteViewResolver(TemplateEngine engine, Pages pages) {
        return new JteViewResolver(engine, pages);
    }

    private record JteViewResolver(TemplateEngine engine, Pages pages) implements ViewResolver, Ordered {
        @Override
        public @org.jspecify.annotations.Nullable View resolveViewName(String name, Locale locale) {
            return name.contains(":") ? null : new JteView(engine, pages, name + ".jte");
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }
    }

    private record JteView(TemplateEngine engine, Pages pages, String template) implements View {
        @Override
        public void render(
                @org.jspecify.annotations.Nullable Map<String, ?> model,
                HttpServletRequest request,
                HttpServletResponse response)
                throws Exception {
            Map<String, Object> parameters = new HashMap<>();
            if (model != null) {
                parameters.putAll(model);
            }
            parameters.put("page", pages.of(request, response.getStatus()));
            // Rendered whole before the first byte is sent: a fault becomes an error page, never half a page.
            var output = new Utf8ByteOutput();
            engine.render(template, parameters, output);
            response.setContentType("text/html;charset=UTF-8");
            response.setContentLength(output.getContentLength());
            output.writeTo(response.getOutputStream());
        }
    }
}
