package io.lingchuang.calls;

import io.lingchuang.platform.web.Form;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the rounds as typed, a row each; a row whose weight was emptied is taken out. Nothing typed is one written round. */
public final class RoundTyping {

    /** A criterion a line: its name, its points, perhaps the step, perhaps after a colon what to look at. */
    private static final Pattern CRITERION =
            Pattern.compile("(.{1,30}?)\\s+([0-9.]{1,6})(?:\\s+([0-9.]{1,4}))?\\s*(?:[：:]\\s*(.{1,200}))?");

    private final Form form;
    private final TypedValues values;
    private final Call call;

    RoundTyping(Form form, TypedValues values, Call call) {
        this.form = form;
        this.values = values;
        this.call = call;
    }

    List<Round> rounds() {
        List<Row> rows = Row.named(form, "roundWeight");
        List<Round> rounds = new ArrayList<>();
        for (Row row : rows) {
            int position = rounds.size() + 1;
            rounds.add(new Round(
                    position,
                    values.one(row, "roundForm", Round.Form.values()),
                    values.amount(row, "roundWeight", Round.HUNDRED),
                    keeps(row),
                    rubric(row, position)));
        }
        if (rounds.isEmpty()) {
            return Round.ONE;
        }
        if (form.ok()) {
            values.reject(PartRules.rounds(rounds), rows);
        }
        return rounds;
    }

    private @Nullable Integer keeps(Row row) {
        return row.value("roundKeeps").isEmpty() ? null : values.whole(row, "roundKeeps", 1, 9999);
    }

    /** Criteria keep their codes by their names, as sheets stand under them; no two of a call's rounds share one. */
    private List<Criterion> rubric(Row row, int position) {
        List<Criterion> before =
                position <= call.lastRound() ? call.round(position).rubric() : List.of();
        Codes codes = new Codes(
                "q" + position + "_", before.stream().map(Criterion::code).toList());
        List<Criterion> rubric = new ArrayList<>();
        String input = row.input("roundRubric");
        for (String line : values.text(row, "roundRubric", 2000)
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .toList()) {
            var typed = CRITERION.matcher(line);
            if (!typed.matches()) {
                values.reject(input, "calls.roundCriterionForm", line);
                continue;
            }
            Criterion old = before.stream()
                    .filter(c -> c.name().equals(typed.group(1)))
                    .findFirst()
                    .orElse(null);
            BigDecimal step =
                    typed.group(3) == null ? BigDecimal.ONE : values.amount(input, typed.group(3), BigDecimal.TEN);
            rubric.add(new Criterion(
                    codes.keep(old == null ? null : old.code()),
                    typed.group(1),
                    values.amount(input, typed.group(2), Round.HUNDRED),
                    step.signum() == 0 ? BigDecimal.ONE : step,
                    typed.group(4) == null ? "" : typed.group(4),
                    old == null ? List.of() : old.bands()));
        }
        return rubric;
    }
}
