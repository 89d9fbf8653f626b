package io.lingchuang.studios.naming;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Limited;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Typing;
import io.lingchuang.studios.Evidence;
import io.lingchuang.studios.StudioKind;
import io.lingchuang.studios.StudioKinds;
import io.lingchuang.studios.Studios;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All namings for everybody; for officers, awards that wait for a studio, and the city's rules. */
@Controller
class NamingPages {

    private final StudioNamings namings;
    private final NamingLists lists;
    private final Studios studios;
    private final NamingRules rules;
    private final StudioKinds kinds;
    private final Forms forms;
    private final Pages pages;

    NamingPages(
            StudioNamings namings,
            NamingLists lists,
            Studios studios,
            NamingRules rules,
            StudioKinds kinds,
            Forms forms,
            Pages pages) {
        this.namings = namings;
        this.lists = lists;
        this.studios = studios;
        this.rules = rules;
        this.kinds = kinds;
        this.forms = forms;
        this.pages = pages;
    }

    @Everyone
    @Limited(times = 600)
    @GetMapping("/studio-namings")
    String list(HttpServletRequest request, Model model) {
        model.addAttribute("list", lists.namings(pages.of(request)).page(ListRequest.of(request)));
        return "studios/naming/list";
    }

    @Everyone
    @Limited(times = 300)
    @GetMapping("/studio-namings.xlsx")
    void excel(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var page = pages.of(request);
        ListExport.send(lists.namings(page), ListRequest.of(request), page, response);
    }

    /** How a studio came to be what it is called: the public part of its history. */
    @Everyone
    @Limited(times = 600)
    @GetMapping("/studios/{id}/namings")
    String ofStudio(@PathVariable long id, Model model) {
        model.addAttribute("studio", studios.studio(id));
        model.addAttribute("namings", namings.ofStudio(id));
        return "studios/naming/studio";
    }

    @Allowed(Right.KEEP_STUDIOS)
    @GetMapping("/unnamed")
    String unnamed(Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return showUnnamed(actor, model);
    }

    private String showUnnamed(Actor actor, Model model) {
        model.addAttribute("all", namings.unnamed(actor));
        return "studios/naming/unnamed";
    }

    @Allowed(Right.KEEP_STUDIOS)
    @PostMapping("/unnamed/{id}")
    String again(@PathVariable long id, Actor actor, Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    namings.again(actor, id);
                    forms.flash("naming.done.named");
                    return "/unnamed";
                },
                () -> showUnnamed(actor, model));
    }

    record RuleForm(
            @NotNull @Min(1) @Max(10) @Nullable Integer termYears,
            @NotNull @Min(0) @Max(10) @Nullable Integer coolingYears,
            @NotNull @Min(1) @Max(365) @Nullable Integer leaderDays,
            @NotNull @Min(1) @Max(365) @Nullable Integer putRightDays,
            @NotNull @Min(1) @Max(180) @Nullable Integer remindDays,
            @NotNull @Nullable Integer version) {

        NamingRules.Rule rule() {
            return new NamingRules.Rule(
                    of(termYears), of(coolingYears), of(leaderDays), of(putRightDays), of(remindDays), of(version));
        }

        private static int of(@Nullable Integer given) {
            return java.util.Objects.requireNonNull(given);
        }
    }

    @Allowed(Right.KEEP_STUDIOS)
    @GetMapping("/studio-rules")
    String rules(Actor actor, Model model) {
        model.addAttribute("changes", rules.mayChange(actor));
        model.addAttribute("form", Form.of(rules.rule()));
        return "studios/naming/rules";
    }

    @Allowed(Right.KEEP_STUDIOS)
    @PostMapping("/studio-rules")
    String change(@Valid @ModelAttribute RuleForm typed, BindingResult errors, Actor actor, Model model) {
        rules.requireCity(actor);
        return forms.submit(
                errors,
                model,
                () -> {
                    rules.change(actor, typed.rule());
                    forms.flash("naming.done.rules");
                    return "/studio-rules";
                },
                () -> "studios/naming/rules");
    }

    @Allowed(Right.KEEP_STUDIOS)
    @GetMapping("/studio-rules/kind")
    String kind(@RequestParam(name = "kind", defaultValue = "STUDIO") String typedKind, Actor actor, Model model) {
        StudioKind kind = kindOf(typedKind);
        StudioKinds.Rule rule = kinds.rule(kind);
        Form form = Form.empty()
                .put("termYears", rule.termYears() == null ? "" : String.valueOf(rule.termYears()))
                .put("version", rule.version());
        rule.counts().forEach(evidence -> form.put("counts" + evidence, "true"));
        model.addAttribute("form", form);
        return kindPage(kind, actor, model);
    }

    private static StudioKind kindOf(String typed) {
        return Stream.of(StudioKind.values())
                .filter(k -> k.name().equals(typed))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private String kindPage(StudioKind kind, Actor actor, Model model) {
        model.addAttribute("kind", kind);
        model.addAttribute("changes", rules.mayChange(actor));
        return "studios/naming/kind";
    }

    @Allowed(Right.KEEP_STUDIOS)
    @PostMapping("/studio-rules/kind")
    String change(@RequestParam(name = "kind", defaultValue = "STUDIO") String typedKind, Actor actor, Model model) {
        rules.requireCity(actor);
        StudioKind kind = kindOf(typedKind);
        var typed = Typing.of(forms);
        Integer years = typed.numberOrNone("termYears", 1, 10);
        Set<Evidence> counts = EnumSet.noneOf(Evidence.class);
        Stream.of(Evidence.values()).filter(e -> typed.ticked("counts" + e)).forEach(counts::add);
        return forms.submit(
                typed.form(),
                model,
                () -> {
                    kinds.change(actor, new StudioKinds.Rule(kind, years, counts, typed.whole("version")));
                    forms.flash("naming.done.rules");
                    return "/studio-rules";
                },
                () -> kindPage(kind, actor, model));
    }
}
