package io.lingchuang;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.SignedIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of reach.txt: where a route looks when it decides who gets through. */
record Reach(String route, String story, String who, String fields, boolean inWords) {

    private static final Pattern AT_NODE = Pattern.compile("(?:([A-Z_]+) )?(holds|reaches) (host|unit|city)");

    static List<Reach> lines() {
        try (var file = Reach.class.getResourceAsStream("/reach.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .map(Reach::line)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reach line(String line) {
        String[] parts = Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
        if (parts.length < 3) {
            throw new IllegalArgumentException("reach.txt, three parts or four: " + line);
        }
        String fields = parts.length > 3 ? parts[3] : "";
        return new Reach(
                parts[0].replaceAll("\\s+", " "),
                parts[1],
                parts[2],
                fields.replaceFirst("^~ *", ""),
                fields.startsWith("~"));
    }

    boolean lets(String login, Actor actor, Route route, Function<String, Node> nodes) {
        return Arrays.stream(who.split(" or ")).anyMatch(w -> lets(w, login, actor, route, nodes));
    }

    private boolean lets(String word, String login, Actor actor, Route route, Function<String, Node> nodes) {
        return switch (word) {
            case "nobody" -> false;
            case "signed-in" -> route.declared(SignedIn.class) != null;
            case "anywhere" -> rights(route).stream().anyMatch(actor::may);
            default -> {
                Matcher at = AT_NODE.matcher(word);
                if (!at.matches()) {
                    yield word.equals(login);
                }
                Node node = nodes.apply(at.group(3));
                List<Right> asked = at.group(1) == null ? rights(route) : List.of(Right.valueOf(at.group(1)));
                yield asked.stream()
                        .anyMatch(
                                r -> at.group(2).equals("holds") ? actor.holds(r, node.id()) : actor.reaches(r, node));
            }
        };
    }

    static List<Right> rights(Route route) {
        Allowed allowed = route.declared(Allowed.class);
        return allowed == null ? List.of() : List.of(allowed.value());
    }

    /** The declaration lets them as far as the use case. */
    static boolean declared(Actor actor, Route route) {
        return route.declared(Everyone.class) != null
                || route.declared(SignedIn.class) != null
                || rights(route).stream().anyMatch(actor::may);
    }

    /** What the form says, with ids filled in. */
    Map<String, String> form(Function<String, String> ids) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String field : fields.isEmpty() ? new String[0] : fields.split("&")) {
            String[] pair = field.split("=", 2);
            form.put(
                    pair[0],
                    Pattern.compile("\\{(\\w+)}")
                            .matcher(pair[1])
                            .replaceAll(v -> Matcher.quoteReplacement(ids.apply(v.group(1)))));
        }
        return form;
    }
}
