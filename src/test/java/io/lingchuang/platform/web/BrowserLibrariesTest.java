package io.lingchuang.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of the libraries for browsers the product holds the files that its pages ask for, and no others. */
class BrowserLibrariesTest {

    private static final Path HELD = Path.of("target/classes/META-INF/resources");

    @Test
    void the_product_holds_exactly_what_its_pages_ask_for() throws IOException {
        assertThat(held()).isEqualTo(asked()).isNotEmpty();
    }

    private static Set<String> asked() throws IOException {
        Set<String> addresses = new TreeSet<>();
        Pattern address = Pattern.compile("/webjars/([\\w@./-]+\\.(?:js|css))");
        try (Stream<Path> files =
                Stream.concat(Files.walk(Path.of("src/main/jte")), Files.walk(Path.of("src/main/resources/static")))) {
            for (Path file :
                    files.filter(f -> f.toString().matches(".*\\.(jte|js)")).toList()) {
                address.matcher(Files.readString(file)).results().forEach(m -> addresses.add(m.group(1)));
            }
        }
        return addresses;
    }

    private static Set<String> held() throws IOException {
        Set<String> addresses = new TreeSet<>();
        for (String root : new String[] {"webjars", "_static"}) {
            try (Stream<Path> files = Files.walk(HELD.resolve(root))) {
                files.filter(f -> f.toString().matches(".*\\.(js|css)"))
                        .forEach(f ->
                                addresses.add(HELD.resolve(root).relativize(f).toString()));
            }
        }
        return addresses;
    }
}
