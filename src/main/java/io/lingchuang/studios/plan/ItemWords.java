package io.lingchuang.studios.plan;

import io.lingchuang.platform.web.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody writes of an item. doers: of the studio's roster. */
public record ItemWords(
        @Nullable ItemKind kind,
        String title,
        @Nullable Integer fromMonth,
        @Nullable Integer untilMonth,
        String goal,
        @Nullable Integer quantity,
        String unit,
        String proof,
        String partner,
        boolean internal,
        String note,
        List<Long> doers) {

    /** The first thing that is wrong is said beside its field. */
    void check() {
        if (kind == null) {
            throw Refusal.onField("kind", "studioplan.kindForm");
        }
        between("title", title, 2, 100);
        months(fromMonth, untilMonth);
        between("goal", goal, 2, 200);
        if (quantity == null || quantity < 1 || quantity > 9999) {
            throw Refusal.onField("quantity", "studioplan.quantityForm");
        }
        between("unit", unit, 1, 10);
        between("proof", proof, 0, 200);
        between("partner", partner, 0, 100);
        between("note", note, 0, 500);
        if (doers.isEmpty()) {
            throw Refusal.onField("doers", "studioplan.doersForm");
        }
    }

    static void months(@Nullable Integer from, @Nullable Integer until) {
        if (from == null || from < 1 || from > 12) {
            throw Refusal.onField("fromMonth", "studioplan.monthForm");
        }
        if (until == null || until < 1 || until > 12) {
            throw Refusal.onField("untilMonth", "studioplan.monthForm");
        }
        if (until < from) {
            throw Refusal.onField("untilMonth", "studioplan.monthsReversed", from, until);
        }
    }

    private static void between(String field, String typed, int least, int most) {
        int length = typed.strip().length();
        if (length < least || length > most) {
            throw Refusal.onField(field, "studioplan.lengthForm", least, most);
        }
    }
}
