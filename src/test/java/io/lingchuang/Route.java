package io.lingchuang;

import io.lingchuang.platform.web.ListRequest;
import jakarta.validation.Valid;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A route of the product as its method declares it: its address, and what it reads from a form. */
record Route(RequestMethod method, String pattern, HandlerMethod handler) {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(?::[^}]*)?}");

    <A extends Annotation> @Nullable A declared(Class<A> type) {
        return handler.getMethodAnnotation(type);
    }

    @Override
    public String toString() {
        return method + " " + pattern;
    }

    static List<Route> all(RequestMappingHandlerMapping mapping) {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(e -> e.getValue().getBeanType().getName().startsWith("io.lingchuang"))
                .flatMap(e -> of(e.getKey(), e.getValue()))
                .sorted(Comparator.comparing(Route::pattern).thenComparing(Route::method))
                .toList();
    }

    private static Stream<Route> of(RequestMappingInfo info, HandlerMethod handler) {
        var methods = info.getMethodsCondition().getMethods();
        return info.getPatternValues().stream()
                .flatMap(p -> (methods.isEmpty() ? List.of(RequestMethod.GET) : methods)
                        .stream().map(m -> new Route(m, p, handler)));
    }

    /** What the route's method reads from a form, each field with something typed in. */
    Map<String, String> fields(BiFunction<String, Class<?>, String> typed) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (var parameter : handler.getMethodParameters()) {
            RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
            if (asked != null && parameter.getParameterType() != Map.class) {
                String name = asked.name().isEmpty() ? asked.value() : asked.name();
                String field = name.isEmpty() ? parameter.getParameter().getName() : name;
                fields.put(field, typed.apply(field, parameter.getParameterType()));
            } else if (parameter.hasParameterAnnotation(Valid.class)
                    || parameter.hasParameterAnnotation(Validated.class)) {
                for (var component : parameter.getParameterType().getRecordComponents()) {
                    fields.put(component.getName(), typed.apply(component.getName(), component.getType()));
                }
            } else if (parameter.getParameterType() == ListRequest.class) {
                List.of("q", "unit", "state", "call", "node", "after", "before", "col", "year", "day", "programme")
                        .forEach(n -> fields.put(n, typed.apply(n, String.class)));
            }
        }
        return fields;
    }

    /** Its address with ids of nothing in it, and with what is no id at all. */
    List<String> bent() {
        return List.of(
                VARIABLE.matcher(pattern)
                        .replaceAll(v -> type(v.group(1)) == UUID.class ? new UUID(0, 7).toString() : "999999999"),
                VARIABLE.matcher(pattern).replaceAll("no-such-thing"));
    }

    /** Its address with ids of that story in it; null where the story has not what it names. */
    @Nullable
    String filled(CityAtWork.Story story) {
        StringBuilder address = new StringBuilder();
        Matcher variable = VARIABLE.matcher(pattern);
        while (variable.find()) {
            String id = story.id(kind(pattern.substring(0, variable.start()), variable.group(1)));
            if (id == null) {
                return null;
            }
            variable.appendReplacement(address, Matcher.quoteReplacement(id));
        }
        return variable.appendTail(address).toString();
    }

    /** What a variable of an address stands for, told by its name or by the word before it. */
    static String kind(String before, String name) {
        String[] words = before.split("/");
        String word = words[words.length - 1];
        return switch (name) {
            case "part", "step", "field", "file" -> name;
            default ->
                switch (word) {
                    case "accounts" -> "account";
                    case "roles" -> "role";
                    case "calls", "results", "open" -> "call";
                    case "entries", "vetting", "compare" -> "entry";
                    case "files" -> "file";
                    case "panels", "invitations" -> "panel";
                    case "scoring" -> "sheet";
                    case "visits" -> "visit";
                    case "experts" -> "expert";
                    case "payouts" -> "batch";
                    case "lines" -> "line";
                    case "decisions" -> "decision";
                    case "awards" -> "award";
                    case "certificates" -> "certificate";
                    case "objections" -> "objection";
                    case "notices" -> "notice";
                    case "ties" -> "tier";
                    case "receipts" -> "receipt";
                    case "jobs" -> "job";
                    case "messages" -> "message";
                    case "people" -> "person";
                    case "tree", "nodes" -> "node";
                    case "enterprises" -> "enterprise";
                    case "occupations" -> "occupation";
                    case "clusters" -> "cluster";
                    case "chains" -> "chain";
                    case "copies" -> "likeness";
                    case "figures" -> "indicator";
                    default -> word;
                };
        };
    }

    private @Nullable Class<?> type(String variable) {
        return Arrays.stream(handler.getMethodParameters())
                .filter(p -> variable.equals(p.getParameter().getName()))
                .<Class<?>>map(p -> p.getParameterType())
                .findFirst()
                .orElse(null);
    }
}
