package io.lingchuang.calls;

import io.lingchuang.platform.web.NotFound;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;

/** The templates that come with the product. */
@Component
public class CallTemplates {

    private final List<CallTemplate> all;

    CallTemplates(ObjectMapper json) {
        try {
            Resource[] files =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:calls/templates/*.json");
            all = java.util.Arrays.stream(files)
                    .map(f -> read(f, json))
                    .sorted(Comparator.comparing(CallTemplate::code))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<CallTemplate> all() {
        return all;
    }

    CallTemplate template(String code) {
        return all.stream().filter(t -> t.code().equals(code)).findFirst().orElseThrow(NotFound::new);
    }

    private static CallTemplate read(Resource file, ObjectMapper json) {
        try (InputStream in = file.getInputStream()) {
            return json.readValue(in, CallTemplate.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
