package io.lingchuang.access;

import io.lingchuang.platform.web.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The detail of an act on the trail as people read it. Only what the house wrote is put into words; a reason stands as somebody gave it. */
@Component
public class TrailWords {

    /** What has a number, by name; null where the reader has no name for it. */
    @FunctionalInterface
    public interface Names {
        Names NONE = (kind, id) -> null;

        @Nullable
        String of(String kind, long id);
    }

    private final List<TrailPhrases> parts;

    TrailWords(ObjectProvider<TrailPhrases> parts) {
        this.parts = parts.stream().toList();
    }

    public @Nullable String of(String act, @Nullable String detail, Page page, Names names) {
        if (detail == null) {
            return null;
        }
        List<TrailPhrases.Phrase> known = parts.stream()
                .filter(p -> act.startsWith(p.acts()))
                .flatMap(p -> p.phrases().stream())
                .toList();
        int colon = detail.indexOf(": ");
        String head = colon < 0 ? detail : detail.substring(0, colon);
        String said = known.isEmpty() ? null : words(head, known, page, names);
        if (said == null) {
            return detail;
        }
        return colon < 0 ? said : said + page.t("trail.colon") + detail.substring(colon + 2);
    }

    /** Phrase by phrase; null where one of them is none that is known, as then somebody else may have written it. */
    private static @Nullable String words(String head, List<TrailPhrases.Phrase> known, Page page, Names names) {
        List<String> said = new ArrayList<>();
        int at = 0;
        while (at < head.length()) {
            int from = at;
            Matcher found = known.stream()
                    .map(p -> p.written().matcher(head).region(from, head.length()))
                    .filter(Matcher::lookingAt)
                    .filter(m -> m.end() == head.length() || head.startsWith(", ", m.end()))
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                return null;
            }
            TrailPhrases.Phrase phrase = known.stream()
                    .filter(p -> p.written() == found.pattern())
                    .findFirst()
                    .orElseThrow();
            said.add(words(phrase, found, page, names));
            at = found.end() + 2;
        }
        return String.join(page.t("trail.comma"), said);
    }

    private static String words(TrailPhrases.Phrase phrase, Matcher found, Page page, Names names) {
        Object[] args = new Object[found.groupCount()];
        for (int i = 0; i < args.length; i++) {
            args[i] = word(phrase.kinds().get(i), Objects.requireNonNullElse(found.group(i + 1), ""), page, names);
        }
        return page.t(phrase.key(), args);
    }

    private static String word(String kind, String written, Page page, Names names) {
        if (kind.endsWith(".")) {
            return Objects.requireNonNull(page.messages().getMessage(kind + written, null, written, page.locale()));
        }
        if (kind.isEmpty()) {
            return written;
        }
        return Arrays.stream(written.split("\\D+"))
                .filter(n -> !n.isEmpty())
                .map(n -> {
                    String name = names.of(kind, Long.parseLong(n));
                    return name == null ? page.t("trail.number", n) : name;
                })
                .collect(Collectors.joining("、"));
    }
}
