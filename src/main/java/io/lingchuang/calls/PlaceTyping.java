package io.lingchuang.calls;

import io.lingchuang.access.Node;
import io.lingchuang.platform.web.Form;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads how many may come: quotas of those who recommend, shares within what they recommend, and the tiers. */
public final class PlaceTyping {

    private static final BigDecimal MOST = BigDecimal.valueOf(10_000_000);

    private final Form form;
    private final TypedValues values;
    private final Call call;
    private final List<Long> categories;

    PlaceTyping(Form form, TypedValues values, Call call) {
        this.form = form;
        this.values = values;
        this.call = call;
        this.categories = call.categories().stream().map(Call.Category::id).toList();
    }

    /** @param nodes those that the page offers, by id */
    List<Call.Quota> quotas(Map<Long, Node> nodes) {
        List<Row> rows = Row.named(form, "quotaPlaces");
        List<Call.Quota> quotas = rows.stream()
                .map(row -> new Call.Quota(
                        0,
                        values.one(row, "quotaLevel", Level.values()),
                        values.idOf(row, "quotaNode", nodes.keySet()),
                        values.idOf(row, "quotaCategory", categories),
                        values.whole(row, "quotaPlaces", 0, 100_000)))
                .toList();
        values.reject(PartRules.quotas(call, nodes, quotas), rows);
        return quotas;
    }

    List<Call.Ratio> ratios() {
        List<Call.Ratio> ratios = new ArrayList<>();
        for (Row row : Row.named(form, "ratioPercent")) {
            Call.Measure measure = values.one(row, "ratioMeasure", Call.Measure.values());
            Long category = measure == Call.Measure.CATEGORY ? values.idOf(row, "ratioCategory", categories) : null;
            if (measure == Call.Measure.CATEGORY && category == null) {
                values.reject(row.input("ratioCategory"), "calls.ratioCategory");
            }
            ratios.add(new Call.Ratio(
                    0,
                    measure,
                    category,
                    values.one(row, "ratioBound", Call.Bound.values()),
                    values.amount(row, "ratioPercent", BigDecimal.valueOf(100))));
        }
        return ratios;
    }

    List<Call.Tier> tiers() {
        Codes codes = new Codes("t", call.tiers().stream().map(Call.Tier::code).toList());
        List<Long> known = call.tiers().stream().map(Call.Tier::id).toList();
        List<Call.Tier> tiers = new ArrayList<>();
        values.rejectNameless("tierName", "tierId", "tierPlaces", "tierPrize");
        for (Row row : Row.named(form, "tierName")) {
            Long id = values.idOf(row, "tierId", known);
            tiers.add(new Call.Tier(
                    id == null ? 0 : id,
                    tiers.size() + 1,
                    codes.keep(row.value("tierCode")),
                    values.text(row, "tierName", 30),
                    values.idOf(row, "tierCategory", categories),
                    values.whole(row, "tierPlaces", 1, 100_000),
                    row.value("tierPrize").isEmpty() ? BigDecimal.ZERO : values.amount(row, "tierPrize", MOST)));
        }
        return tiers;
    }

    /** What all prizes of the tiers in the form come to; rows that are not numbers yet count as nothing. */
    public static BigDecimal money(Form form) {
        return Row.shown(form, "tierName").stream()
                .filter(row -> row.value("tierPlaces").matches("[0-9]{1,6}")
                        && row.value("tierPrize").replace(",", "").matches("[0-9]{1,8}(\\.[0-9]{1,2})?"))
                .map(row -> new BigDecimal(row.value("tierPlaces"))
                        .multiply(new BigDecimal(row.value("tierPrize").replace(",", ""))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
