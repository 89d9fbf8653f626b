package io.lingchuang.access;

import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers the place in a list that the address names, and platform pages their viewer. */
class PageArguments implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ListRequest.class || parameter.getParameterType() == Viewer.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servlet = (HttpServletRequest) request.getNativeRequest();
        return parameter.getParameterType() == ListRequest.class
                ? ListRequest.of(servlet)
                : servlet.getAttribute(io.lingchuang.platform.web.Pages.VIEWER);
    }
}
