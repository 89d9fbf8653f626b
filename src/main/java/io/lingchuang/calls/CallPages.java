package io.lingchuang.calls;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.text.Plain;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class CallPages {

    private final Calls calls;
    private final NewCalls newCalls;
    private final CallEditor editor;
    private final CallLists lists;
    private final CallTemplates templates;
    private final Tree tree;
    private final WorkingDays days;
    private final Today today;
    private final Forms forms;
    private final Pages pages;
    private final List<CallPanel> panels;

    CallPages(
            Calls calls,
            NewCalls newCalls,
            CallEditor editor,
            CallLists lists,
            CallTemplates templates,
            Tree tree,
            WorkingDays days,
            Today today,
            Forms forms,
            Pages pages,
            ObjectProvider<CallPanel> panels) {
        this.calls = calls;
        this.newCalls = newCalls;
        this.editor = editor;
        this.lists = lists;
        this.templates = templates;
        this.tree = tree;
        this.days = days;
        this.today = today;
        this.forms = forms;
        this.pages = pages;
        this.panels = panels.stream()
                .sorted(Comparator.comparingInt(CallPanel::order))
                .toList();
    }

    @Bean
    static NavItem callsNav() {
        return new NavItem("calls.title", "/calls", 20, Right.FOLLOW);
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/calls")
    String list(Actor actor, ListRequest request, HttpServletRequest http, Model model) {
        model.addAttribute("list", lists.calls(actor, pages.of(http)).page(request));
        return "calls/list";
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/calls.xlsx")
    void excel(Actor actor, ListRequest request, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        var page = pages.of(http);
        ListExport.send(lists.calls(actor, page), request, page, response);
    }

    record NewCall(
            @NotNull Long host,
            @Nullable String template,
            @Nullable Long copy,
            @Size(max = 120) @Nullable String title,
            @Min(2020) @Max(2100) int year) {}

    @Allowed(Right.OPEN_CALL)
    @GetMapping("/calls/new")
    String start(Actor actor, Model model) {
        Form form = Form.empty().put("year", today.today().getYear());
        model.addAttribute("form", form);
        return startPage(actor, model);
    }

    @Allowed(Right.OPEN_CALL)
    @PostMapping("/calls/new")
    String create(Actor actor, @Valid NewCall typed, BindingResult errors, Model model) {
        return forms.submit(
                errors, model, () -> "/calls/" + create(actor, typed) + "/edit/basics", () -> startPage(actor, model));
    }

    private long create(Actor actor, NewCall typed) {
        String title = Plain.text(typed.title()).strip();
        String template = typed.template() == null ? "" : typed.template();
        if (typed.copy() != null && !template.isEmpty()) {
            throw Refusal.onField("copy", "calls.templateOrCopy");
        }
        boolean named = typed.copy() != null || !template.isEmpty();
        if (title.length() < 2 && !(named && title.isEmpty())) {
            throw Refusal.onField("title", "calls.lengthBetween", 2, 120);
        }
        if (typed.copy() != null) {
            requireSeen(actor, calls.call(typed.copy()));
            return newCalls.copy(actor, typed.copy(), title, typed.year());
        }
        return template.isEmpty()
                ? newCalls.fromNothing(actor, typed.host(), title, typed.year())
                : newCalls.fromTemplate(actor, typed.host(), template, title, typed.year());
    }

    private String startPage(Actor actor, Model model) {
        Map<String, String> hosts = new LinkedHashMap<>();
        actor.nodesWith(Right.OPEN_CALL)
                .forEach(id -> hosts.put(String.valueOf(id), tree.node(id).name()));
        Map<String, String> choices = new LinkedHashMap<>();
        templates.all().forEach(t -> choices.put(t.code(), t.name()));
        Map<String, String> earlier = new LinkedHashMap<>();
        calls.hostedBy(actor.nodesWith(Right.OPEN_CALL)).forEach(c -> earlier.put(String.valueOf(c.id()), c.title()));
        model.addAttribute("hosts", hosts);
        model.addAttribute("templates", choices);
        model.addAttribute("earlier", earlier);
        return "calls/new";
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/calls/{id}")
    String one(@PathVariable long id, Actor actor, Model model) {
        Call call = calls.call(id);
        requireSeen(actor, call);
        Node host = tree.node(call.hostNodeId());
        model.addAttribute("call", call);
        model.addAttribute("host", host);
        model.addAttribute("quotaNodes", quotaNodes(call));
        model.addAttribute("mine", actor.holds(Right.OPEN_CALL, call.hostNodeId()));
        model.addAttribute("missing", call.state() == Call.State.DRAFT ? PublishCheck.missing(call) : List.of());
        model.addAttribute(
                "panels", panels.stream().filter(p -> p.shown(call, actor)).toList());
        model.addAttribute("noticeEnds", days.lastDay(today.today(), call.noticeDays()));
        return "calls/call";
    }

    @Allowed(Right.OPEN_CALL)
    @PostMapping("/calls/{id}/publish")
    String publish(@PathVariable long id, @RequestParam int version, Actor actor) {
        editor.publish(actor, id, version);
        forms.flash("calls.published");
        return "redirect:/calls/" + id;
    }

    @Allowed(Right.OPEN_CALL)
    @PostMapping("/calls/{id}/close")
    String close(@PathVariable long id, @RequestParam int version, Actor actor) {
        editor.close(actor, id, version);
        return "redirect:/calls/" + id;
    }

    @Allowed(Right.OPEN_CALL)
    @PostMapping("/calls/{id}/cancel")
    String cancel(@PathVariable long id, @RequestParam int version, @RequestParam String reason, Actor actor) {
        editor.cancel(actor, id, version, reason);
        return "redirect:/calls/" + id;
    }

    private Map<Long, String> quotaNodes(Call call) {
        Map<Long, String> names = new LinkedHashMap<>();
        for (Call.Quota quota : call.quotas()) {
            if (quota.nodeId() != null) {
                names.put(quota.nodeId(), tree.node(quota.nodeId()).name());
            }
        }
        return names;
    }

    private void requireSeen(Actor actor, Call call) {
        boolean published = call.state() == Call.State.PUBLISHED || call.state() == Call.State.CLOSED;
        if (!published && !actor.reaches(Right.FOLLOW, tree.node(call.hostNodeId()))) {
            throw new NotFound();
        }
    }
}
