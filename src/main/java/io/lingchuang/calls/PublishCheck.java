package io.lingchuang.calls;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What a call still lacks before it can be published, as message keys. */
public final class PublishCheck {
    private PublishCheck() {}

    public static List<String> missing(Call call) {
        List<String> missing = new ArrayList<>();
        Call.Basis basis = call.basis();
        if (call.kind() == Call.Kind.COMMENDATION && basis == null) {
            missing.add("calls.missing.basis");
        }
        if (basis != null && basis.until() != null && basis.until().getYear() < call.year()) {
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
        if (call.route().isEmpty()) {
            missing.add("calls.missing.route");
        }
        if (total(call.rubric()).compareTo(BigDecimal.valueOf(100)) != 0) {
            missing.add("calls.missing.rubric");
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

    public static BigDecimal total(List<Criterion> rubric) {
        return rubric.stream().map(Criterion::max).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
