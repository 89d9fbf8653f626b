package io.lingchuang.calls;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What a call still lacks before it can be published, as message keys; each is mended in one part of the editor. */
public final class PublishCheck {
    private PublishCheck() {}

    public static List<String> missing(Call call) {
        List<String> missing = new ArrayList<>();
        Call.Basis basis = call.basis();
        boolean commendation = call.kind() == Call.Kind.COMMENDATION;
        if (commendation && (basis == null || basis.document().isBlank() || basis.level() == null)) {
            missing.add("calls.missing.basis");
        }
        if (commendation
                && basis != null
                && basis.until() != null
                && basis.until().getYear() < call.year()) {
            missing.add("calls.missing.basisOver");
        }
        if (call.intake() == Call.Intake.WINDOW
                && (call.opensAt() == null
                        || call.closesAt() == null
                        || !call.closesAt().isAfter(call.opensAt()))) {
            missing.add("calls.missing.window");
        }
        if (call.form().isEmpty()) {
            missing.add("calls.missing.form");
        }
        String done = call.eligibility().doneField();
        if (call.eligibility().doneWithinYears() != null
                && call.form().stream().noneMatch(f -> f.code().equals(done) && f.kind() == FormField.Kind.DATE)) {
            missing.add("calls.missing.doneField");
        }
        boolean unknown = call.eligibility().atLeast().stream()
                .anyMatch(a -> call.form().stream()
                        .noneMatch(f -> f.code().equals(a.field())
                                && (f.kind() == FormField.Kind.NUMBER || f.kind() == FormField.Kind.MONEY)));
        if (unknown) {
            missing.add("calls.missing.leastField");
        }
        if (call.route().isEmpty()) {
            missing.add("calls.missing.route");
        }
        boolean offRoute =
                call.quotas().stream().anyMatch(q -> call.route().stream().noneMatch(l -> l.level() == q.level()));
        if (!call.route().isEmpty() && offRoute) {
            missing.add("calls.missing.quotaLevel");
        }
        if (total(call.rubric()).compareTo(BigDecimal.valueOf(100)) != 0) {
            missing.add("calls.missing.rubric");
        }
        if (!PartRules.rounds(call.rounds()).isEmpty()) {
            missing.add("calls.missing.rounds");
        }
        if (call.inRounds() && call.intake() == Call.Intake.ROLLING) {
            missing.add("calls.missing.roundsRolling");
        }
        if (call.tiers().isEmpty()) {
            missing.add("calls.missing.tiers");
        }
        if (call.declarations().stream().noneMatch(d -> d.kind() == Declaration.Kind.SECRECY)) {
            missing.add("calls.missing.secrecy");
        }
        if (call.declarations().stream().noneMatch(d -> d.kind() == Declaration.Kind.PROMISE)) {
            missing.add("calls.missing.promise");
        }
        return missing;
    }

    /** The part of the editor in which what is missing is filled in. */
    public static String part(String missing) {
        return switch (missing) {
            case "calls.missing.basis", "calls.missing.basisOver", "calls.missing.window" -> "basics";
            case "calls.missing.form" -> "form";
            case "calls.missing.route" -> "route";
            case "calls.missing.quotaLevel" -> "quotas";
            case "calls.missing.rubric", "calls.missing.rounds", "calls.missing.roundsRolling" -> "rubric";
            case "calls.missing.tiers" -> "tiers";
            default -> "eligibility";
        };
    }

    public static BigDecimal total(List<Criterion> rubric) {
        return rubric.stream().map(Criterion::max).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
