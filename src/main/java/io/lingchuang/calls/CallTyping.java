package io.lingchuang.calls;

import io.lingchuang.platform.web.Form;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the parts of the editor as typed: rows and records of the single {@link TypedValues}. */
final class CallTyping {

    private final Form form;
    private final TypedValues values;
    private final Call call;

    CallTyping(Form form, TypedValues values, Call call) {
        this.form = form;
        this.values = values;
        this.call = call;
    }

    /** What stands in the fields of a part before anybody typed. Parts with rows are drawn from the call itself. */
    static Form of(Call call, String part) {
        Form form = Form.empty();
        form.put("title", call.title())
                .put("programme", call.programme())
                .put("year", call.year())
                .put("kind", call.kind());
        form.put("introduction", call.introduction()).put("intake", call.intake());
        form.put("opensAt", TypedValues.local(call.opensAt())).put("closesAt", TypedValues.local(call.closesAt()));
        Call.Basis basis = call.basis();
        if (basis != null) {
            form.put("basisDocument", basis.document())
                    .put("basisLevel", basis.level())
                    .put("basisUntil", basis.until());
            form.put("basisPrizes", basis.prizes()).put("basisCycle", basis.cycle());
        }
        Eligibility e = call.eligibility();
        form.put("ownerships", e.ownerships())
                .put("frontLineOnly", e.frontLineOnly())
                .put("noUnitHeads", e.noUnitHeads());
        form.put("honourLevel", e.honourLevel())
                .put("doneWithinYears", e.doneWithinYears())
                .put("doneField", e.doneField());
        form.put("notAwardedBefore", e.notAwardedBefore());
        form.put("lines", call.lines())
                .put("vettingDays", call.vettingDays())
                .put("supplementDays", call.supplementDays());
        form.put("expertsNeeded", call.expertsNeeded()).put("trim", call.trim()).put("blind", call.blind());
        form.put("noticeDays", call.noticeDays());
        return form;
    }

    Basics basics() {
        String title = values.text("title", 2, 120);
        String document = form.value("basisDocument").strip();
        Call.Kind kind = values.constant("kind", Call.Kind.class, Call.Kind.RECOGNITION);
        Call.Basis basis = document.isEmpty()
                ? null
                : new Call.Basis(
                        document,
                        values.blank("basisLevel"),
                        values.date("basisUntil"),
                        values.blank("basisPrizes"),
                        values.blank("basisCycle"));
        return new Basics(
                title,
                form.value("programme").isBlank() ? "OTHER" : form.value("programme"),
                values.number("year", 2020, 2100),
                kind,
                basis,
                values.text("introduction", 0, 5000),
                values.constant("intake", Call.Intake.class, Call.Intake.WINDOW),
                values.instant("opensAt"),
                values.instant("closesAt"));
    }

    Eligibility eligibility() {
        List<Eligibility.Condition> ticked = new ArrayList<>();
        Codes codes = new Codes(
                "c",
                call.eligibility().ticked().stream()
                        .map(Eligibility.Condition::code)
                        .toList());
        for (Map<String, String> row : form.rows("conditionText", "conditionCode")) {
            ticked.add(new Eligibility.Condition(
                    codes.keep(row.get("conditionCode")), row.getOrDefault("conditionText", "")));
        }
        Integer years = form.value("doneWithinYears").isBlank() ? null : values.number("doneWithinYears", 1, 20);
        return new Eligibility(
                form.values("ownerships"),
                form.has("frontLineOnly", "true"),
                form.has("noUnitHeads", "true"),
                values.blank("honourLevel"),
                years,
                years == null ? null : values.blank("doneField"),
                form.has("notAwardedBefore", "true"),
                ticked);
    }

    List<Declaration> declarations() {
        Codes codes = new Codes(
                "d", call.declarations().stream().map(Declaration::code).toList());
        return form.rows("declarationText", "declarationCode", "declarationKind").stream()
                .map(row -> new Declaration(
                        codes.keep(row.get("declarationCode")),
                        row.getOrDefault("declarationText", ""),
                        "SECRECY".equals(row.get("declarationKind"))
                                ? Declaration.Kind.SECRECY
                                : Declaration.Kind.PROMISE))
                .toList();
    }

    List<Call.Category> categories() {
        Codes codes = new Codes(
                "k", call.categories().stream().map(Call.Category::code).toList());
        return form.rows("categoryName", "categoryId", "categoryCode").stream()
                .map(row -> new Call.Category(
                        TypedValues.id(row.get("categoryId")),
                        codes.keep(row.get("categoryCode")),
                        row.getOrDefault("categoryName", "")))
                .toList();
    }

    List<FormField> fields() {
        Codes codes = new Codes("f", call.form().stream().map(FormField::code).toList());
        List<Placed<FormField>> fields = new ArrayList<>();
        for (Map<String, String> row : form.rows(
                "label",
                "code",
                "order",
                "kind",
                "required",
                "max",
                "unit",
                "choices",
                "help",
                "whenField",
                "whenValue",
                "identifying")) {
            String choices = row.getOrDefault("choices", "");
            String when = row.getOrDefault("whenField", "");
            fields.add(new Placed<>(
                    place(row.get("order"), fields.size()),
                    new FormField(
                            codes.keep(row.get("code")),
                            row.getOrDefault("label", ""),
                            kind(row.getOrDefault("kind", "")),
                            "true".equals(row.get("required")),
                            row.getOrDefault("max", "").isEmpty() ? null : values.whole("max", row.get("max"), 1, 5000),
                            TypedValues.none(row.get("help")),
                            TypedValues.none(row.get("unit")),
                            choices.isEmpty()
                                    ? List.of()
                                    : Arrays.stream(choices.split("[;；\\n]"))
                                            .map(String::strip)
                                            .filter(c -> !c.isEmpty())
                                            .distinct()
                                            .toList(),
                            when.isEmpty() ? null : new FormField.ShownWhen(when, row.getOrDefault("whenValue", "")),
                            "true".equals(row.get("identifying")))));
        }
        return Placed.inOrder(fields);
    }

    private static FormField.Kind kind(String typed) {
        return Arrays.stream(FormField.Kind.values())
                .filter(k -> k.name().equals(typed))
                .findFirst()
                .orElse(FormField.Kind.TEXT);
    }

    List<Call.RouteLevel> route() {
        List<Call.RouteLevel> route = new ArrayList<>();
        for (Level level : Level.values()) {
            if (form.has("level", level.name())) {
                route.add(new Call.RouteLevel(route.size() + 1, level, values.date("due-" + level.name())));
            }
        }
        return route;
    }

    List<Call.Quota> quotas() {
        return form.rows("quotaPlaces", "quotaLevel", "quotaNode", "quotaCategory").stream()
                .map(row -> new Call.Quota(
                        0,
                        values.one("quotaLevel", Level.values(), row.get("quotaLevel")),
                        TypedValues.idOrNull(row.get("quotaNode")),
                        TypedValues.idOrNull(row.get("quotaCategory")),
                        values.whole("quotaPlaces", row.get("quotaPlaces"), 0, 100_000)))
                .toList();
    }

    List<Call.Ratio> ratios() {
        return form.rows("ratioPercent", "ratioMeasure", "ratioBound", "ratioCategory").stream()
                .map(row -> new Call.Ratio(
                        0,
                        values.one("ratioMeasure", Call.Measure.values(), row.get("ratioMeasure")),
                        "CATEGORY".equals(row.get("ratioMeasure"))
                                ? TypedValues.idOrNull(row.get("ratioCategory"))
                                : null,
                        values.one("ratioBound", Call.Bound.values(), row.get("ratioBound")),
                        values.amount("ratioPercent", row.get("ratioPercent"), BigDecimal.valueOf(100))))
                .toList();
    }

    List<Criterion> rubric() {
        Codes codes = new Codes("r", call.rubric().stream().map(Criterion::code).toList());
        List<Criterion> rubric = new ArrayList<>();
        for (Map<String, String> row : form.rows(
                "criterion", "criterionCode", "criterionMax", "criterionStep", "criterionHelp", "criterionBands")) {
            BigDecimal step = row.getOrDefault("criterionStep", "").isEmpty()
                    ? BigDecimal.ONE
                    : values.amount("criterionStep", row.get("criterionStep"), BigDecimal.TEN);
            rubric.add(new Criterion(
                    codes.keep(row.get("criterionCode")),
                    row.getOrDefault("criterion", ""),
                    values.amount("criterionMax", row.get("criterionMax"), BigDecimal.valueOf(100)),
                    step.signum() == 0 ? BigDecimal.ONE : step,
                    row.getOrDefault("criterionHelp", ""),
                    bands(row.getOrDefault("criterionBands", ""))));
        }
        BigDecimal total = PublishCheck.total(rubric);
        if (!rubric.isEmpty() && total.compareTo(BigDecimal.valueOf(100)) != 0) {
            values.reject(null, "calls.rubricTotal", total.toPlainString());
        }
        return rubric;
    }

    /** A band a line: 26-30 meaning. */
    private List<Criterion.Band> bands(String typed) {
        List<Criterion.Band> bands = new ArrayList<>();
        for (String line :
                typed.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
            var band = java.util.regex.Pattern.compile("([0-9.]{1,6})\\s*[-–~至]\\s*([0-9.]{1,6})\\s+(.+)")
                    .matcher(line);
            if (band.matches()) {
                bands.add(new Criterion.Band(
                        values.amount("criterionBands", band.group(1), BigDecimal.valueOf(100)),
                        values.amount("criterionBands", band.group(2), BigDecimal.valueOf(100)),
                        band.group(3)));
            } else {
                values.reject(null, "calls.bandForm", line);
            }
        }
        return bands;
    }

    List<Call.Tier> tiers() {
        Codes codes = new Codes("t", call.tiers().stream().map(Call.Tier::code).toList());
        List<Call.Tier> tiers = new ArrayList<>();
        for (Map<String, String> row :
                form.rows("tierName", "tierId", "tierCode", "tierPlaces", "tierPrize", "tierCategory")) {
            tiers.add(new Call.Tier(
                    TypedValues.id(row.get("tierId")),
                    tiers.size() + 1,
                    codes.keep(row.get("tierCode")),
                    row.getOrDefault("tierName", ""),
                    TypedValues.idOrNull(row.get("tierCategory")),
                    values.whole("tierPlaces", row.get("tierPlaces"), 1, 100_000),
                    row.getOrDefault("tierPrize", "").isEmpty()
                            ? BigDecimal.ZERO
                            : values.amount("tierPrize", row.get("tierPrize"), BigDecimal.valueOf(10_000_000))));
        }
        return tiers;
    }

    private static int place(@Nullable String typed, int otherwise) {
        return typed != null && typed.matches("[0-9]{1,4}") ? Integer.parseInt(typed) * 10 : (otherwise + 1) * 10 + 1;
    }

    private record Placed<T>(int place, T thing) {
        static <T> List<T> inOrder(List<Placed<T>> placed) {
            return placed.stream()
                    .sorted(java.util.Comparator.comparingInt(Placed::place))
                    .map(Placed::thing)
                    .toList();
        }
    }
}
