package io.lingchuang.calls;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NotFound;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The editor of a call: one page a part, each a small form of its own; {@link CallTyping} reads what was typed. */
@Controller
class CallEditPages {

    static final List<String> PARTS =
            List.of("basics", "eligibility", "categories", "form", "route", "quotas", "rubric", "tiers");

    private final Calls calls;
    private final CallEditor editor;
    private final Tree tree;
    private final Forms forms;
    private final WorkingDays days;
    private final Today today;

    CallEditPages(Calls calls, CallEditor editor, Tree tree, Forms forms, WorkingDays days, Today today) {
        this.calls = calls;
        this.editor = editor;
        this.tree = tree;
        this.forms = forms;
        this.days = days;
        this.today = today;
    }

    @Allowed(Right.OPEN_CALL)
    @GetMapping("/calls/{id}/edit/{part}")
    String show(@PathVariable long id, @PathVariable String part, Actor actor, Model model) {
        Call call = editable(actor, id, part);
        model.addAttribute("form", CallFilling.of(call));
        return again(call, part, model);
    }

    @Allowed(Right.OPEN_CALL)
    @PostMapping("/calls/{id}/edit/{part}")
    String save(@PathVariable long id, @PathVariable String part, @RequestParam int version, Actor actor, Model model) {
        Call call = editable(actor, id, part);
        Form form = forms.typed();
        TypedValues values = new TypedValues(form, forms);
        CallTyping typed = new CallTyping(form, values, call);
        Runnable change = switch (part) {
            case "basics" -> {
                Basics basics = typed.basics();
                yield () -> editor.basics(actor, id, version, basics);
            }
            case "eligibility" -> {
                Eligibility eligibility = typed.eligibility();
                List<Declaration> declarations = typed.declarations();
                yield () -> editor.eligibility(actor, id, version, eligibility, declarations);
            }
            case "categories" -> {
                List<Call.Category> categories = typed.categories();
                yield () -> editor.categories(actor, id, version, categories);
            }
            case "form" -> {
                List<FormField> fields = new FormTyping(form, values, call).fields();
                int completers = values.number("maxCompleters", 1, 50);
                yield () -> editor.form(actor, id, version, fields, completers);
            }
            case "route" -> {
                List<Call.RouteLevel> route = typed.route();
                Call.Lines lines = values.constant("lines", Call.Lines.class, Call.Lines.EITHER);
                int vetting = values.number("vettingDays", 1, 90);
                int supplement = values.number("supplementDays", 1, 90);
                yield () -> editor.route(actor, id, version, lines, vetting, supplement, route);
            }
            case "quotas" -> {
                PlaceTyping places = new PlaceTyping(form, values, call);
                List<Call.Quota> quotas = places.quotas(recommenders(call));
                List<Call.Ratio> ratios = places.ratios();
                yield () -> editor.quotas(actor, id, version, quotas, ratios);
            }
            case "rubric" -> {
                List<Criterion> rubric = new RubricTyping(form, values, call).rubric();
                List<Round> rounds = new RoundTyping(form, values, call).rounds();
                int experts = values.number("expertsNeeded", 1, 50);
                RankingRule rule = values.constant("rule", RankingRule.class, RankingRule.TRIMMED);
                int trim = values.number("trim", 0, 5);
                boolean blind = form.has("blind", "true");
                yield () -> editor.rubric(actor, id, version, rubric, rounds, experts, rule, trim, blind);
            }
            default -> {
                List<Call.Tier> tiers = new PlaceTyping(form, values, call).tiers();
                int notice = values.number("noticeDays", 1, 60);
                yield () -> editor.tiers(actor, id, version, tiers, notice);
            }
        };
        return forms.submit(
                form,
                model,
                () -> {
                    change.run();
                    forms.flash("calls.saved");
                    return "/calls/" + id + "/edit/" + part;
                },
                () -> again(calls.call(id), part, model));
    }

    /** The form as a worker sees it, on a phone's width. */
    @Allowed(Right.OPEN_CALL)
    @GetMapping("/calls/{id}/preview")
    String preview(@PathVariable long id, Actor actor, Model model) {
        Call call = editable(actor, id, "form");
        model.addAttribute("call", call);
        model.addAttribute("fields", call.form());
        model.addAttribute("completers", call.maxCompleters());
        return "calls/preview";
    }

    /** The same of what stands in the editor and is not saved yet; what cannot be understood shows as far as it can be. */
    @Allowed(Right.OPEN_CALL)
    @PostMapping("/calls/{id}/preview")
    String previewTyped(@PathVariable long id, Actor actor, Model model) {
        Call call = editable(actor, id, "form");
        Form form = forms.typed();
        TypedValues values = new TypedValues(form, forms);
        model.addAttribute("call", call);
        model.addAttribute("fields", new FormTyping(form, values, call).fields());
        model.addAttribute("completers", values.number("maxCompleters", 1, 50));
        return "calls/asworker";
    }

    private Call editable(Actor actor, long id, String part) {
        if (!PARTS.contains(part)) {
            throw new NotFound();
        }
        Call call = calls.call(id);
        actor.requireHolds(Right.OPEN_CALL, call.hostNodeId());
        return call;
    }

    private String again(Call call, String part, Model model) {
        model.addAttribute("call", call);
        model.addAttribute("part", part);
        if (part.equals("quotas")) {
            Map<String, String> nodes = new LinkedHashMap<>();
            recommenders(call).forEach((id, node) -> nodes.put(String.valueOf(id), node.name()));
            model.addAttribute("nodes", nodes);
        }
        if (part.equals("route")) {
            model.addAttribute("levels", levels(call));
        }
        if (part.equals("tiers")) {
            var ends = days.lastDay(today.today(), call.noticeDays());
            model.addAttribute("noticeEnds", ends);
            model.addAttribute("calendarKnown", days.known(today.today(), ends));
        }
        return "calls/edit-" + part;
    }

    /** Who may be given a quota of their own: the unions under the host, and whoever has one already. */
    private Map<Long, Node> recommenders(Call call) {
        Map<Long, Node> nodes = new LinkedHashMap<>();
        tree.children(call.hostNodeId()).forEach(node -> nodes.put(node.id(), node));
        for (Call.Quota quota : call.quotas()) {
            if (quota.nodeId() != null && !nodes.containsKey(quota.nodeId())) {
                nodes.put(quota.nodeId(), tree.node(quota.nodeId()));
            }
        }
        return nodes;
    }

    /** Those below the host, and what the route has already. */
    private List<Level> levels(Call call) {
        List<Level> below = Level.below(tree.node(call.hostNodeId()).kind());
        return Arrays.stream(Level.values())
                .filter(l -> below.contains(l) || call.route().stream().anyMatch(on -> on.level() == l))
                .toList();
    }
}
