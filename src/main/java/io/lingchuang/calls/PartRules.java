package io.lingchuang.calls;

import io.lingchuang.access.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings that could be saved but never work. Pure rules: the editor's page says them beside the row, the use case refuses them. */
final class PartRules {
    private PartRules() {}

    static List<Wrong> form(List<Call.Category> categories, List<FormField> form) {
        Map<String, FormField> byCode =
                form.stream().collect(Collectors.toMap(FormField::code, Function.identity(), (a, b) -> a));
        List<Wrong> wrong = new ArrayList<>();
        for (int i = 0; i < form.size(); i++) {
            FormField field = form.get(i);
            FormField.ShownWhen when = field.shownWhen();
            if (field.chosen() && field.choices().size() < 2) {
                wrong.add(new Wrong(i, "choices", "calls.choicesMissing", field.label()));
            }
            if (when == null) {
                continue;
            }
            if (!when.onCategory() && !byCode.containsKey(when.field())) {
                wrong.add(new Wrong(i, "when", "calls.shownWhenUnknown", field.label(), when.field()));
            } else if (!possible(when, categories, byCode)) {
                wrong.add(new Wrong(i, "when", "calls.shownWhenValue", field.label(), when.equals()));
            } else if (inCircle(field, byCode)) {
                wrong.add(new Wrong(i, "when", "calls.shownWhenCircle", field.label()));
            }
        }
        return wrong;
    }

    /** Whether the value can ever be chosen: it is among the choices of what is waited for. */
    private static boolean possible(
            FormField.ShownWhen when, List<Call.Category> categories, Map<String, FormField> form) {
        if (when.onCategory()) {
            return categories.stream().anyMatch(c -> c.code().equals(when.equals()));
        }
        FormField on = form.get(when.field());
        return on != null
                && (on.chosen()
                        ? on.choices().contains(when.equals())
                        : on.kind() == FormField.Kind.DECLARATION
                                && when.equals().equals("true"));
    }

    private static boolean inCircle(FormField field, Map<String, FormField> form) {
        Set<String> passed = new HashSet<>();
        @Nullable FormField at = field;
        while (at != null && at.shownWhen() != null) {
            if (!passed.add(at.code())) {
                return true;
            }
            at = form.get(at.shownWhen().field());
        }
        return false;
    }

    /** @param nodes those that the quotas name, by id */
    static List<Wrong> quotas(Call call, Map<Long, Node> nodes, List<Call.Quota> quotas) {
        List<Wrong> wrong = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        for (int i = 0; i < quotas.size(); i++) {
            Call.Quota q = quotas.get(i);
            Node node = q.nodeId() == null ? null : nodes.get(q.nodeId());
            if (call.route().stream().noneMatch(l -> l.level() == q.level())) {
                wrong.add(new Wrong(i, "quotaLevel", "calls.quotaOffRoute"));
            }
            if (node != null && Level.of(node.kind()) != q.level()) {
                wrong.add(new Wrong(i, "quotaNode", "calls.quotaOtherLevel", node.name()));
            }
            if (!seen.add(Arrays.asList(q.level(), q.nodeId(), q.categoryId()))) {
                wrong.add(new Wrong(i, "quotaPlaces", "calls.quotaTwice"));
            }
        }
        return wrong;
    }

    /** Bands lie within what the criterion gives, each from the lower to the higher. */
    static List<Wrong> rubric(List<Criterion> rubric) {
        List<Wrong> wrong = new ArrayList<>();
        for (int i = 0; i < rubric.size(); i++) {
            Criterion c = rubric.get(i);
            if (c.max().signum() == 0) {
                wrong.add(new Wrong(i, "criterionMax", "calls.criterionZero", c.name()));
            }
            if (c.step().compareTo(c.max()) > 0) {
                wrong.add(new Wrong(i, "criterionStep", "calls.stepBeyond", c.name(), plain(c.max())));
            }
            for (Criterion.Band band : c.bands()) {
                if (band.to().compareTo(c.max()) > 0 || band.from().compareTo(band.to()) > 0) {
                    wrong.add(new Wrong(
                            i,
                            "criterionBands",
                            "calls.bandBeyond",
                            plain(band.from()) + "-" + plain(band.to()),
                            plain(c.max())));
                }
            }
        }
        return wrong;
    }

    /** Weights make 100, somebody goes on from every round but the last, and a rubric of its own makes 100 too. */
    static List<Wrong> rounds(List<Round> rounds) {
        List<Wrong> wrong = new ArrayList<>();
        for (int i = 0; i < rounds.size(); i++) {
            Round r = rounds.get(i);
            boolean last = i == rounds.size() - 1;
            if (last && r.keeps() != null) {
                wrong.add(new Wrong(i, "roundKeeps", "calls.lastRoundKeeps"));
            }
            if (!last && (r.keeps() == null || r.keeps() < 1)) {
                wrong.add(new Wrong(i, "roundKeeps", "calls.roundKeepsNobody"));
            }
            if (r.weight().signum() <= 0) {
                wrong.add(new Wrong(i, "roundWeight", "calls.roundWeightNothing"));
            }
            BigDecimal points = PublishCheck.total(r.rubric());
            if (!r.rubric().isEmpty() && points.compareTo(Round.HUNDRED) != 0) {
                wrong.add(new Wrong(i, "roundRubric", "calls.rubricTotal", plain(points)));
            }
            rubric(r.rubric()).forEach(w -> wrong.add(new Wrong(rounds.indexOf(r), "roundRubric", w.key(), w.args())));
        }
        BigDecimal weight = rounds.stream().map(Round::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (rounds.isEmpty() || rounds.size() > Round.MOST) {
            wrong.add(new Wrong(0, "roundWeight", "calls.roundsTooMany", Round.MOST));
        } else if (weight.compareTo(Round.HUNDRED) != 0) {
            wrong.add(new Wrong(0, "roundWeight", "calls.roundsWeight", plain(weight)));
        }
        return wrong;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
