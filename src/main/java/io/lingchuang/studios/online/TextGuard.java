package io.lingchuang.studios.online;

import static io.lingchuang.db.studios.Tables.HELD_WORD;

import io.lingchuang.platform.web.Refusal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** What may not stand in a text that others read: nobody's phone or identity number; and words that hold it until somebody has looked. */
@Component
class TextGuard {

    /** Mobile phones, also with spaces between; lines with their area; identity numbers. */
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![0-9])(1[3-9][0-9]([ \\-—]?[0-9]){8}|0[0-9]{2,3}[\\-— ][0-9]{7,8}|[0-9]{17}[0-9Xx])(?![0-9])");

    private final DSLContext dsl;

    TextGuard(DSLContext dsl) {
        this.dsl = dsl;
    }

    void refuseNumbers(String field, String text) {
        if (namesANumber(text)) {
            throw Refusal.onField(field, "studioonline.noNumbers");
        }
    }

    static boolean namesANumber(String text) {
        // Digits typed full width are read as the others.
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(c -> plain.appendCodePoint(c >= '０' && c <= '９' ? c - '０' + '0' : c));
        return NUMBER.matcher(plain).find();
    }

    /** The first word of the list that stands in it, whatever is put between its characters. */
    Optional<String> holding(String... texts) {
        String all = squeezed(String.join(" ", texts));
        return dsl.select(HELD_WORD.WORD)
                .from(HELD_WORD)
                .where(DSL.position(DSL.val(all), HELD_WORD.WORD).gt(0))
                .orderBy(HELD_WORD.ID)
                .limit(1)
                .fetchOptional(HELD_WORD.WORD);
    }

    static String squeezed(String text) {
        return text.toLowerCase(java.util.Locale.ROOT).replaceAll("[\\s\\p{Punct}\\p{IsPunctuation}\\p{Cf}]", "");
    }
}
