package io.lingchuang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyType;

/** The picture in docs/architecture.md is drawn from the code; {@code bin/test -Dhouse.draw=true} draws it anew. */
class PictureTest {

    private static final Path PAGE = Path.of("docs", "architecture.md");
    private static final String FROM = "<!-- drawn by PictureTest -->\n";
    private static final String TO = "<!-- end of the drawing -->\n";

    @Test
    void the_picture_of_the_house_is_the_house() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(FROM) + FROM.length();
        int to = page.indexOf(TO);
        String drawn = draw(dependencies());
        if (Boolean.getBoolean("house.draw")) {
            Files.writeString(PAGE, page.substring(0, from) + drawn + page.substring(to));
        } else {
            assertThat(page.substring(from, to)).isEqualTo(drawn);
        }
    }

    private static Map<String, SortedSet<String>> dependencies() {
        ApplicationModules house = ApplicationModules.of(Lingchuang.class);
        Map<String, SortedSet<String>> dependencies = new TreeMap<>();
        for (ApplicationModule room : house) {
            String name = room.getIdentifier().toString();
            if (!name.equals("db")) { // the classes generated from the migrations: part of every room
                SortedSet<String> below = room.getDirectDependencies(house, DependencyType.values()).stream()
                        .map(d -> d.getTargetModule().getIdentifier().toString())
                        .filter(n -> !n.equals("db") && !n.equals(name))
                        .collect(Collectors.toCollection(TreeSet::new));
                dependencies.put(name, below);
            }
        }
        return dependencies;
    }

    /** Only the arrows that no longer way says already. */
    private static String draw(Map<String, SortedSet<String>> dependencies) {
        StringBuilder picture = new StringBuilder("```mermaid\nflowchart TD\n");
        dependencies.forEach((room, below) -> below.stream()
                .filter(b -> below.stream().noneMatch(other -> !other.equals(b) && reaches(dependencies, other, b)))
                .forEach(b -> picture.append("  ")
                        .append(room)
                        .append(" --> ")
                        .append(b)
                        .append('\n')));
        return picture.append("```\n").toString();
    }

    private static boolean reaches(Map<String, SortedSet<String>> dependencies, String from, String to) {
        return dependencies.getOrDefault(from, new TreeSet<>()).stream()
                .anyMatch(n -> n.equals(to) || reaches(dependencies, n, to));
    }
}
