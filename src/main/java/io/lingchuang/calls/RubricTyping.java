package io.lingchuang.calls;

import io.lingchuang.platform.web.Form;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the rubric as typed, a criterion a row, its bands a line each. */
public final class RubricTyping {

    private static final Pattern BAND = Pattern.compile("([0-9.]{1,6})\\s*[-–~至]\\s*([0-9.]{1,6})\\s+(.+)");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Form form;
    private final TypedValues values;
    private final Call call;

    RubricTyping(Form form, TypedValues values, Call call) {
        this.form = form;
        this.values = values;
        this.call = call;
    }

    List<Criterion> rubric() {
        Codes codes = new Codes("r", call.rubric().stream().map(Criterion::code).toList());
        List<Row> rows = Row.named(form, "criterion");
        List<Criterion> rubric = new ArrayList<>();
        values.rejectNameless("criterion", "criterionCode", "criterionMax", "criterionHelp", "criterionBands");
        for (Row row : rows) {
            BigDecimal step = row.value("criterionStep").isEmpty()
                    ? BigDecimal.ONE
                    : values.amount(row, "criterionStep", BigDecimal.TEN);
            rubric.add(new Criterion(
                    codes.keep(row.value("criterionCode")),
                    values.text(row, "criterion", 30),
                    values.amount(row, "criterionMax", HUNDRED),
                    step.signum() == 0 ? BigDecimal.ONE : step,
                    values.text(row, "criterionHelp", 200),
                    bands(row)));
        }
        if (form.ok()) {
            values.reject(PartRules.rubric(rubric), rows);
        }
        BigDecimal total = PublishCheck.total(rubric);
        if (!rubric.isEmpty() && total.compareTo(HUNDRED) != 0) {
            values.reject(null, "calls.rubricTotal", total.toPlainString());
        }
        return rubric;
    }

    /** A band a line: 26-30 meaning. */
    private List<Criterion.Band> bands(Row row) {
        List<Criterion.Band> bands = new ArrayList<>();
        for (String line : values.text(row, "criterionBands", 1000)
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .toList()) {
            var band = BAND.matcher(line);
            if (band.matches()) {
                String input = row.input("criterionBands");
                bands.add(new Criterion.Band(
                        values.amount(input, band.group(1), HUNDRED),
                        values.amount(input, band.group(2), HUNDRED),
                        band.group(3)));
            } else {
                values.reject(row.input("criterionBands"), "calls.bandForm", line);
            }
        }
        return bands;
    }

    /** What the maximum points in the form come to; what is no number yet counts as nothing. */
    public static BigDecimal total(Form form) {
        return Row.shown(form, "criterion").stream()
                .map(row -> row.value("criterionMax"))
                .filter(typed -> typed.matches("[0-9]{1,3}(\\.[0-9]{1,2})?"))
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
