package io.lingchuang.calls;

import io.lingchuang.platform.web.Form;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a call is, who may apply and which way entries go, as typed. The form, the rubric and the places have readers of their own. */
final class CallTyping {

    private final Form form;
    private final TypedValues values;
    private final Call call;

    CallTyping(Form form, TypedValues values, Call call) {
        this.form = form;
        this.values = values;
        this.call = call;
    }

    Basics basics() {
        String title = values.text("title", 2, 120);
        Call.Kind kind = values.constant("kind", Call.Kind.class, Call.Kind.RECOGNITION);
        return new Basics(
                title,
                Objects.requireNonNullElse(values.among("programme", Programme.ALL), "OTHER"),
                values.number("year", 2020, 2100),
                kind,
                kind == Call.Kind.COMMENDATION ? basis() : null,
                values.text("introduction", 0, 5000),
                values.constant("intake", Call.Intake.class, Call.Intake.WINDOW),
                values.instant("opensAt"),
                values.instant("closesAt"));
    }

    /** A commendation's basis is asked for, and judged, only of a commendation; it begins with its document. */
    private Call.@Nullable Basis basis() {
        String document = values.optional("basisDocument", 120);
        String level = values.optional("basisLevel", 40);
        LocalDate until = values.date("basisUntil");
        String prizes = values.optional("basisPrizes", 120);
        String cycle = values.optional("basisCycle", 40);
        if (document == null) {
            if (level != null || until != null || prizes != null || cycle != null) {
                values.reject("basisDocument", "calls.basisDocumentMissing");
            }
            return null;
        }
        return new Call.Basis(document, level, until, prizes, cycle);
    }

    Eligibility eligibility() {
        Integer years = form.value("doneWithinYears").isBlank() ? null : values.number("doneWithinYears", 1, 20);
        List<String> dates = call.form().stream()
                .filter(f -> f.kind() == FormField.Kind.DATE)
                .map(FormField::code)
                .toList();
        String doneField = values.among("doneField", dates);
        if (!Words.OWNERSHIPS.containsAll(form.values("ownerships"))) {
            values.reject("ownerships", "form.choose");
        }
        return new Eligibility(
                Words.OWNERSHIPS.stream().filter(o -> form.has("ownerships", o)).toList(),
                form.has("frontLineOnly", "true"),
                form.has("noUnitHeads", "true"),
                values.among("honourLevel", Words.HONOURS),
                years,
                years == null ? null : doneField,
                form.has("notAwardedBefore", "true"),
                atLeast(),
                conditions());
    }

    private List<Eligibility.AtLeast> atLeast() {
        List<Eligibility.AtLeast> amounts = new ArrayList<>();
        Set<String> fields = Words.amounts(call).keySet();
        for (Row row : Row.named(form, "leastValue")) {
            if (!fields.contains(row.value("leastField"))) {
                values.reject(row.input("leastField"), "form.choose");
            }
            amounts.add(new Eligibility.AtLeast(
                    row.value("leastField"), values.amount(row, "leastValue", BigDecimal.valueOf(1_000_000_000_000L))));
        }
        return amounts;
    }

    private List<Eligibility.Condition> conditions() {
        Codes codes = new Codes(
                "c",
                call.eligibility().ticked().stream()
                        .map(Eligibility.Condition::code)
                        .toList());
        return Row.named(form, "conditionText").stream()
                .map(row -> new Eligibility.Condition(
                        codes.keep(row.value("conditionCode")), values.text(row, "conditionText", 200)))
                .toList();
    }

    List<Declaration> declarations() {
        Codes codes = new Codes(
                "d", call.declarations().stream().map(Declaration::code).toList());
        return Row.named(form, "declarationText").stream()
                .map(row -> new Declaration(
                        codes.keep(row.value("declarationCode")),
                        values.text(row, "declarationText", 300),
                        values.one(row, "declarationKind", Declaration.Kind.values())))
                .toList();
    }

    List<Call.Category> categories() {
        Codes codes = new Codes(
                "k", call.categories().stream().map(Call.Category::code).toList());
        List<Long> known = call.categories().stream().map(Call.Category::id).toList();
        Set<String> names = new HashSet<>();
        List<Call.Category> categories = new ArrayList<>();
        for (Row row : Row.named(form, "categoryName")) {
            Long id = values.idOf(row, "categoryId", known);
            String name = values.text(row, "categoryName", 40);
            if (!names.add(name)) {
                values.reject(row.input("categoryName"), "calls.categoryTwice");
            }
            categories.add(new Call.Category(id == null ? 0 : id, codes.keep(row.value("categoryCode")), name));
        }
        return categories;
    }

    List<Call.RouteLevel> route() {
        List<Call.RouteLevel> route = new ArrayList<>();
        LocalDate before = null;
        for (Level level : Level.values()) {
            if (form.has("level", level.name())) {
                LocalDate due = values.date("due-" + level.name());
                if (due != null && before != null && due.isBefore(before)) {
                    values.reject("due-" + level.name(), "calls.dueBackwards");
                }
                before = due == null ? before : due;
                route.add(new Call.RouteLevel(route.size() + 1, level, due));
            }
        }
        return route;
    }
}
