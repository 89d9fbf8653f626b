package io.lingchuang.calls;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call to start from: everything but the host, the year and the dates. Shipped as JSON in calls/templates. */
public record CallTemplate(
        String code,
        String title,
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
        List<Prize> tiers) {

    public record Named(String code, String name) {}

    /** category: code of the category the tier is for, or null for all. */
    public record Prize(
            String code,
            String name,
            int places,
            BigDecimal prize,
            @Nullable String category) {}
}
