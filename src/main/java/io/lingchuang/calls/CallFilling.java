package io.lingchuang.calls;

import io.lingchuang.platform.web.Form;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands in the editor's inputs before anybody typed: the call as it is stored, its rows a value each under the inputs' names.
 * Saved untouched, it is the same call: numbers keep their decimals. */
final class CallFilling {

    private final Form form = Form.empty();

    private CallFilling() {}

    static Form of(Call call) {
        CallFilling filling = new CallFilling();
        filling.basics(call);
        filling.eligibility(call);
        filling.route(call);
        filling.places(call);
        filling.rubric(call);
        filling.fields(call);
        filling.form.put("version", call.version());
        return filling.form;
    }

    private void basics(Call call) {
        form.put("title", call.title()).put("programme", call.programme()).put("year", call.year());
        form.put("kind", call.kind());
        form.put("introduction", call.introduction()).put("intake", call.intake());
        form.put("opensAt", TypedValues.local(call.opensAt())).put("closesAt", TypedValues.local(call.closesAt()));
        Call.Basis basis = call.basis();
        if (basis != null) {
            form.put("basisDocument", basis.document())
                    .put("basisLevel", basis.level())
                    .put("basisUntil", basis.until());
            form.put("basisPrizes", basis.prizes()).put("basisCycle", basis.cycle());
        }
    }

    private void eligibility(Call call) {
        Eligibility e = call.eligibility();
        form.put("ownerships", e.ownerships())
                .put("frontLineOnly", e.frontLineOnly())
                .put("noUnitHeads", e.noUnitHeads());
        form.put("honourLevel", e.honourLevel())
                .put("doneWithinYears", e.doneWithinYears())
                .put("doneField", e.doneField());
        form.put("notAwardedBefore", e.notAwardedBefore());
        rows("leastField", e.atLeast(), Eligibility.AtLeast::field);
        rows("leastValue", e.atLeast(), a -> a.value().toPlainString());
        rows("conditionCode", e.ticked(), Eligibility.Condition::code);
        rows("conditionText", e.ticked(), Eligibility.Condition::text);
        rows("declarationCode", call.declarations(), Declaration::code);
        rows("declarationText", call.declarations(), Declaration::text);
        rows("declarationKind", call.declarations(), Declaration::kind);
    }

    private void route(Call call) {
        rows("level", call.route(), Call.RouteLevel::level);
        call.route().forEach(l -> form.put("due-" + l.level(), l.dueOn()));
        form.put("lines", call.lines())
                .put("vettingDays", call.vettingDays())
                .put("supplementDays", call.supplementDays());
    }

    private void places(Call call) {
        rows("categoryId", call.categories(), Call.Category::id);
        rows("categoryCode", call.categories(), Call.Category::code);
        rows("categoryName", call.categories(), Call.Category::name);
        rows("quotaLevel", call.quotas(), Call.Quota::level);
        rows("quotaNode", call.quotas(), Call.Quota::nodeId);
        rows("quotaCategory", call.quotas(), Call.Quota::categoryId);
        rows("quotaPlaces", call.quotas(), Call.Quota::places);
        rows("ratioMeasure", call.ratios(), Call.Ratio::measure);
        rows("ratioCategory", call.ratios(), Call.Ratio::categoryId);
        rows("ratioBound", call.ratios(), Call.Ratio::bound);
        rows("ratioPercent", call.ratios(), r -> r.percent().toPlainString());
        rows("tierId", call.tiers(), Call.Tier::id);
        rows("tierCode", call.tiers(), Call.Tier::code);
        rows("tierName", call.tiers(), Call.Tier::name);
        rows("tierCategory", call.tiers(), Call.Tier::categoryId);
        rows("tierPlaces", call.tiers(), Call.Tier::places);
        rows("tierPrize", call.tiers(), t -> t.prize().toPlainString());
        form.put("noticeDays", call.noticeDays());
    }

    private void rubric(Call call) {
        rows("criterionCode", call.rubric(), Criterion::code);
        rows("criterion", call.rubric(), Criterion::name);
        rows("criterionMax", call.rubric(), c -> c.max().toPlainString());
        rows("criterionStep", call.rubric(), c -> c.step().toPlainString());
        rows("criterionHelp", call.rubric(), Criterion::help);
        rows(
                "criterionBands",
                call.rubric(),
                c -> c.bands().stream()
                        .map(b -> b.from().toPlainString() + "-" + b.to().toPlainString() + " " + b.meaning())
                        .collect(Collectors.joining("\n")));
        rows("roundForm", call.rounds(), Round::form);
        rows("roundWeight", call.rounds(), r -> r.weight().toPlainString());
        rows("roundKeeps", call.rounds(), Round::keeps);
        rows("roundRubric", call.rounds(), Round::lines);
        form.put("expertsNeeded", call.expertsNeeded())
                .put("rule", call.rule().name())
                .put("trim", call.trim())
                .put("blind", call.blind());
    }

    private void fields(Call call) {
        rows("code", call.form(), FormField::code);
        rows("order", call.form(), f -> call.form().indexOf(f) + 1);
        rows("label", call.form(), FormField::label);
        rows("fieldKind", call.form(), FormField::kind);
        rows("required", call.form(), FormField::required);
        rows("max", call.form(), FormField::max);
        rows("unit", call.form(), FormField::unit);
        rows("choices", call.form(), f -> String.join("；", f.choices()));
        rows("help", call.form(), FormField::help);
        rows("when", call.form(), f -> {
            FormField.ShownWhen when = f.shownWhen();
            return when == null ? null : when.field() + "=" + when.equals();
        });
        rows("identifying", call.form(), FormField::identifying);
        form.put("maxCompleters", call.maxCompleters());
    }

    /** What is not there stands as an empty text, so that rows stay in step. */
    private <T> void rows(String name, Collection<T> all, Function<T, @Nullable Object> value) {
        form.put(
                name,
                all.stream()
                        .map(each -> {
                            Object v = value.apply(each);
                            return v == null ? "" : v instanceof Enum<?> constant ? constant.name() : v.toString();
                        })
                        .toList());
    }
}
