package io.lingchuang.directory;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.access.TreeKeeping;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The federation tree, one level at a time, with its search and what officers change in it. */
@Controller
class TreePages {

    static final String CODE = "[A-Za-z0-9_]{1,20}";

    private final Tree tree;
    private final TreeKeeping keeping;
    private final NodeLists lists;
    private final Forms forms;
    private final Pages pages;

    TreePages(Tree tree, TreeKeeping keeping, NodeLists lists, Forms forms, Pages pages) {
        this.tree = tree;
        this.keeping = keeping;
        this.lists = lists;
        this.forms = forms;
        this.pages = pages;
    }

    @Bean
    static NavItem directoryNav() {
        return new NavItem("directory.nav", "/directory", 70, Right.SEE_DIRECTORY);
    }

    @Allowed(Right.SEE_DIRECTORY)
    @GetMapping("/directory")
    String home() {
        return "redirect:/directory/people";
    }

    @Allowed(Right.SEE_DIRECTORY)
    @GetMapping("/directory/tree")
    String tree(
            Actor actor,
            @RequestParam(required = false) @Nullable Long node,
            ListRequest list,
            HttpServletRequest request,
            Model model) {
        Node shown =
                tree.node(node == null ? actor.nodesWith(Right.SEE_DIRECTORY).getFirst() : node);
        actor.requireReaches(Right.SEE_DIRECTORY, shown);
        model.addAttribute("node", shown);
        model.addAttribute(
                "line",
                tree.line(shown).stream()
                        .filter(n -> actor.reaches(Right.SEE_DIRECTORY, n))
                        .toList());
        model.addAttribute("industry", shown.industryParentId() == null ? null : tree.node(shown.industryParentId()));
        model.addAttribute("keeps", actor.reaches(Right.KEEP_TREE, shown));
        model.addAttribute("searching", searching(list));
        model.addAttribute("enterprise", shown.kind() == Node.Kind.ENTERPRISE);
        model.addAttribute(
                "list",
                lists.units(actor, pages.of(request), searching(list) ? null : shown.id())
                        .page(list));
        return "directory/tree";
    }

    private static boolean searching(ListRequest list) {
        return !list.filter("q").isBlank() || !list.filter("kind").isBlank();
    }

    @Allowed(Right.SEE_DIRECTORY)
    @GetMapping("/directory/tree.xlsx")
    void excel(
            Actor actor,
            @RequestParam(required = false) @Nullable Long node,
            ListRequest list,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var page = pages.of(request);
        ListExport.send(lists.units(actor, page, searching(list) ? null : node), list, page, response);
    }

    record NewNode(
            long parent,
            Node.@NotNull Kind kind,
            @NotBlank @Size(min = 2, max = 80) String name,
            @NotBlank @Pattern(regexp = CODE) String code) {}

    @Allowed(Right.KEEP_TREE)
    @GetMapping("/directory/nodes/new")
    String start(Actor actor, @RequestParam long parent, Model model) {
        model.addAttribute("form", Form.empty().put("parent", parent));
        return newPage(actor, parent, model);
    }

    @Allowed(Right.KEEP_TREE)
    @PostMapping("/directory/nodes/new")
    String add(Actor actor, @Valid NewNode typed, BindingResult errors, Model model) {
        return forms.submit(
                errors,
                model,
                () -> {
                    keeping.add(
                            actor, typed.parent(), typed.kind(), typed.name().strip(), typed.code(), null);
                    forms.flash("directory.unitAdded", typed.name());
                    return "/directory/tree?node=" + typed.parent();
                },
                () -> newPage(actor, typed.parent(), model));
    }

    /** An enterprise has a form of its own. */
    private String newPage(Actor actor, long parentId, Model model) {
        Node parent = tree.node(parentId);
        actor.requireReaches(Right.KEEP_TREE, parent);
        Map<String, String> kinds = new LinkedHashMap<>();
        for (Node.Kind kind : Node.Kind.values()) {
            if (kind != Node.Kind.ENTERPRISE && TreeKeeping.fits(kind, parent.kind())) {
                kinds.put(kind.name(), forms.text("Node.Kind." + kind.name()));
            }
        }
        model.addAttribute("parent", parent);
        model.addAttribute("kinds", kinds);
        return "directory/node-new";
    }

    record Renamed(
            @NotBlank @Size(min = 2, max = 80) String name,
            @Size(max = 20) @Nullable String organCode) {}

    @Allowed(Right.KEEP_TREE)
    @GetMapping("/directory/nodes/{id}/edit")
    String edit(Actor actor, @PathVariable long id, Model model) {
        Node node = tree.node(id);
        model.addAttribute("form", Form.empty().put("name", node.name()).put("organCode", node.organCode()));
        return editPage(actor, node, model);
    }

    @Allowed(Right.KEEP_TREE)
    @PostMapping("/directory/nodes/{id}/edit")
    String rename(Actor actor, @PathVariable long id, @Valid Renamed typed, BindingResult errors, Model model) {
        return forms.submit(
                errors,
                model,
                () -> {
                    keeping.rename(actor, id, typed.name().strip(), Texts.orNull(typed.organCode()));
                    return "/directory/tree?node=" + id;
                },
                () -> editPage(actor, tree.node(id), model));
    }

    record SecondLine(@Nullable Long industryParentId) {}

    @Allowed(Right.KEEP_TREE)
    @PostMapping("/directory/nodes/{id}/second-line")
    String secondLine(Actor actor, @PathVariable long id, @Valid SecondLine typed, BindingResult errors, Model model) {
        return forms.submit(
                errors,
                model,
                () -> {
                    keeping.secondLine(actor, id, typed.industryParentId());
                    return "/directory/tree?node=" + id;
                },
                () -> editPage(actor, tree.node(id), model));
    }

    @Allowed(Right.KEEP_TREE)
    @PostMapping("/directory/nodes/{id}/active")
    String active(Actor actor, @PathVariable long id, @RequestParam boolean active) {
        keeping.setActive(actor, id, active);
        return "redirect:/directory/tree?node=" + id;
    }

    private String editPage(Actor actor, Node node, Model model) {
        actor.requireReaches(Right.KEEP_TREE, node);
        if (model.getAttribute("form") instanceof Form form) {
            if (form.value("name").isEmpty() && form.ok()) {
                form.put("name", node.name());
            }
            if (form.values("industryParentId").isEmpty()) {
                form.put("industryParentId", node.industryParentId());
            }
        }
        model.addAttribute("node", node);
        model.addAttribute("unions", lists.industryUnions(actor));
        return "directory/node-edit";
    }
}
