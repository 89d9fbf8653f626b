package io.lingchuang.calls;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call to start from: everything but the host, the year and the dates. Shipped as JSON in calls/templates.
 *
 * @param title what the call is named after it, with the year before
 * @param rounds of the review; one written round where it says nothing
 * @param note said behind the title where templates are chosen, and nowhere else; or null
 */
public record CallTemplate(
        String code,
        String title,
        @Nullable String note,
        String programme,
        Call.Kind kind,
        String introduction,
        Call.Intake intake,
        Call.Lines lines,
        int maxCompleters,
        int noticeDays,
        Eligibility eligibility,
        List<FormField> form,
        List<Declaration> declarations,
        List<Criterion> rubric,
        List<Named> categories,
        List<Level> route,
        List<Prize> tiers,
        List<Round> rounds) {

    /** Templates without rounds have one. */
    public CallTemplate {
        rounds = rounds == null ? List.of() : rounds;
    }

    public String name() {
        return note == null ? title : title + note;
    }

    public record Named(String code, String name) {}

    /** category: code of the category the tier is for, or null for all. */
    public record Prize(
            String code,
            String name,
            int places,
            BigDecimal prize,
            @Nullable String category) {}
}
