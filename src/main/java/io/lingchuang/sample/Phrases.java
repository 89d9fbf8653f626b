package io.lingchuang.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The phrases that invented texts are put together from, as they stand in sample/*.txt. */
final class Phrases {

    /** What can be invented about in one corner of an industry; words by kind: 物 things, 件 parts, 地 places, 岗 trades, 弊 troubles, 法 what was done. */
    record Theme(String industry, String name, Map<String, List<String>> words) {
        List<String> of(String kind) {
            return Objects.requireNonNull(words.get(kind), () -> name + " lacks " + kind);
        }
    }

    final List<Theme> themes = new ArrayList<>();
    final Map<String, List<String>> clauses = new HashMap<>();
    final Map<String, List<String>> synonyms = new LinkedHashMap<>();
    final String characters;

    Phrases() {
        Map<String, List<String>> words = new HashMap<>();
        for (String line : lines("themes.txt")) {
            if (line.startsWith("= ")) {
                String[] head = line.substring(2).split(" ");
                words = new HashMap<>();
                themes.add(new Theme(head[0], head[1], words));
            } else {
                words.put(line.substring(0, 1), List.of(line.substring(2).split("、")));
            }
        }
        List<String> bank = new ArrayList<>();
        for (String line : lines("clauses.txt")) {
            if (line.startsWith("[")) {
                bank = new ArrayList<>();
                clauses.put(line.substring(1, line.length() - 1), bank);
            } else {
                bank.add(line);
            }
        }
        for (String line : lines("synonyms.txt")) {
            List<String> alike = List.of(line.split(" "));
            alike.forEach(w -> synonyms.putIfAbsent(
                    w, alike.stream().filter(o -> !o.equals(w)).toList()));
        }
        StringBuilder all = new StringBuilder();
        clauses.values()
                .forEach(b -> b.forEach(
                        c -> c.codePoints().filter(Character::isIdeographic).forEach(all::appendCodePoint)));
        characters = all.toString();
    }

    List<String> clauses(String place) {
        return Objects.requireNonNull(clauses.get(place), place);
    }

    /** The lines of a file that are neither empty nor remarks. */
    static List<String> lines(String file) {
        try (InputStream in = Phrases.class.getResourceAsStream("/sample/" + file);
                var reader = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(in, file), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
