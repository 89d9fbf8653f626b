package io.lingchuang.calls;

import io.lingchuang.platform.web.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Refuses changes that would break what applicants, officers or experts already built on a call. */
@Component
class Breakage {

    private final ObjectProvider<CallUse> uses;

    Breakage(ObjectProvider<CallUse> uses) {
        this.uses = uses;
    }

    void basics(Call call, Basics b) {
        boolean undated = b.intake() == Call.Intake.WINDOW && (b.opensAt() == null || b.closesAt() == null);
        boolean baseless = b.kind() == Call.Kind.COMMENDATION && b.basis() == null;
        refuse(call.state() == Call.State.PUBLISHED && (undated || baseless), "calls.mustStayWhole");
        if (submitted(call) > 0) {
            refuseOn("kind", call.kind() != b.kind(), "calls.breaks.kind");
            refuseOn("programme", !call.programme().equals(b.programme()), "calls.breaks.programme");
            refuseOn("year", call.year() != b.year(), "calls.breaks.year", submitted(call));
            boolean earlier = call.intake() == Call.Intake.WINDOW
                    && b.closesAt() != null
                    && call.closesAt() != null
                    && b.closesAt().isBefore(call.closesAt());
            refuseOn("closesAt", earlier, "calls.breaks.window");
            boolean later =
                    b.opensAt() != null && call.opensAt() != null && b.opensAt().isAfter(call.opensAt());
            refuseOn("opensAt", later, "calls.breaks.opening");
        }
        if (noticed(call)) {
            refuseOn("title", !call.title().equals(b.title()), "calls.breaks.title");
            refuseOn("basisDocument", !Objects.equals(call.basis(), b.basis()), "calls.breaks.basis");
        }
    }

    /** Who completed an entry that is handed in stays named in it. */
    void completers(Call call, int most) {
        refuseOn(
                "maxCompleters",
                most < call.maxCompleters() && submitted(call) > 0,
                "calls.breaks.completers",
                call.maxCompleters());
    }

    void rules(Call call, Eligibility eligibility, List<Declaration> declarations) {
        refuse(
                submitted(call) > 0
                        && !(call.eligibility().equals(eligibility)
                                && call.declarations().equals(declarations)),
                "calls.breaks.eligibility",
                submitted(call));
    }

    void removing(Call call, Call.Category category) {
        boolean used = uses.stream().anyMatch(u -> u.usedCategories(call.id()).contains(category.id()));
        boolean tied = call.tiers().stream().anyMatch(t -> Objects.equals(t.categoryId(), category.id()))
                || call.quotas().stream().anyMatch(q -> Objects.equals(q.categoryId(), category.id()));
        refuse(used, "calls.breaks.category", category.name());
        refuse(tied, "calls.breaks.categoryTied", category.name());
        call.form().stream()
                .filter(f -> f.shownWhen() != null
                        && f.shownWhen().onCategory()
                        && f.shownWhen().equals().equals(category.code()))
                .findFirst()
                .ifPresent(f -> refuse(true, "calls.breaks.categoryAwaited", category.name(), f.label()));
    }

    void form(Call call, List<FormField> form) {
        Set<String> answered =
                uses.stream().flatMap(u -> u.answeredFields(call.id()).stream()).collect(Collectors.toSet());
        Map<String, FormField> next =
                form.stream().collect(Collectors.toMap(FormField::code, Function.identity(), (a, b) -> a));
        for (FormField field : call.form()) {
            FormField now = next.get(field.code());
            if (answered.contains(field.code())) {
                refuse(now == null, "calls.breaks.fieldGone", field.label());
                refuse(now != null && now.kind() != field.kind(), "calls.breaks.fieldKind", field.label());
                refuse(now != null && now.limit() < field.limit(), "calls.breaks.fieldShorter", field.label());
                refuse(
                        now != null && !now.choices().containsAll(field.choices()),
                        "calls.breaks.fieldChoices",
                        field.label());
            }
        }
        if (submitted(call) > 0) {
            Set<String> before = call.form().stream()
                    .filter(FormField::required)
                    .map(FormField::code)
                    .collect(Collectors.toSet());
            form.stream()
                    .filter(f -> f.required() && !before.contains(f.code()))
                    .findFirst()
                    .ifPresent(f -> refuse(true, "calls.breaks.fieldRequired", f.label()));
        }
    }

    void route(Call call, Call.Lines lines, List<Call.RouteLevel> route) {
        boolean same = call.lines() == lines
                && call.route().stream()
                        .map(Call.RouteLevel::level)
                        .toList()
                        .equals(route.stream().map(Call.RouteLevel::level).toList());
        refuse(submitted(call) > 0 && !same, "calls.breaks.route", submitted(call));
    }

    /** Places may be added at any time; those already given are not taken back. */
    void quotas(Call call, List<Call.Quota> quotas) {
        if (submitted(call) == 0) {
            return;
        }
        for (Call.Quota old : call.quotas()) {
            boolean kept = quotas.stream()
                    .anyMatch(q -> q.level() == old.level()
                            && Objects.equals(q.nodeId(), old.nodeId())
                            && Objects.equals(q.categoryId(), old.categoryId())
                            && q.places() >= old.places());
            refuse(!kept, "calls.breaks.quota", old.places());
        }
    }

    /** Experts who were promised that they would not see who applied, or were not, keep that. */
    void rubric(Call call, List<Criterion> rubric, RankingRule rule, int trim, boolean blind) {
        long sheets = uses.stream().mapToLong(u -> u.sheets(call.id())).sum();
        refuseOn("blind", sheets > 0 && call.blind() != blind, "calls.breaks.blind", sheets);
        boolean same = call.rubric().equals(rubric) && call.rule() == rule && call.trim() == trim;
        refuse(sheets > 0 && !same, "calls.breaks.rubric", sheets);
    }

    /** What a panel was made for stays: which rounds there are, what each weighs and how many go on. */
    void rounds(Call call, List<Round> rounds) {
        long panels = uses.stream().mapToLong(u -> u.panels(call.id())).sum();
        refuse(panels > 0 && !call.rounds().equals(rounds), "calls.breaks.rounds", panels);
    }

    void tiers(Call call, List<Call.Tier> tiers) {
        long sheets = uses.stream().mapToLong(u -> u.sheets(call.id())).sum();
        refuse(sheets > 0 && !call.tiers().equals(tiers), "calls.breaks.tiers");
    }

    /** The term that a released notice names is the term it stands for. */
    void noticeDays(Call call, int days) {
        refuseOn("noticeDays", call.noticeDays() != days && noticed(call), "calls.breaks.noticeDays");
    }

    void cancelling(Call call) {
        refuse(submitted(call) > 0, "calls.breaks.cancel", submitted(call));
    }

    private long submitted(Call call) {
        return uses.stream().mapToLong(u -> u.submitted(call.id())).sum();
    }

    /** Somebody outside the union has read the call's name and terms on a notice, a decision or a certificate. */
    private boolean noticed(Call call) {
        return uses.stream().anyMatch(u -> u.noticed(call.id()));
    }

    private static void refuseOn(String field, boolean breaks, String key, Object... args) {
        if (breaks) {
            throw Refusal.onField(field, key, args);
        }
    }

    private static void refuse(boolean breaks, String key, Object... args) {
        if (breaks) {
            throw new Refusal(key, args);
        }
    }
}
