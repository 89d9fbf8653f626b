package io.lingchuang.directory;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.Default;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class EnterprisePages {

    private final Enterprises enterprises;
    private final EnterpriseLists lists;
    private final NodeLists nodes;
    private final Tree tree;
    private final Forms forms;
    private final Pages pages;

    EnterprisePages(
            Enterprises enterprises, EnterpriseLists lists, NodeLists nodes, Tree tree, Forms forms, Pages pages) {
        this.enterprises = enterprises;
        this.lists = lists;
        this.nodes = nodes;
        this.tree = tree;
        this.forms = forms;
        this.pages = pages;
    }

    @Allowed(Right.SEE_DIRECTORY)
    @GetMapping("/directory/enterprises")
    String list(Actor actor, ListRequest list, HttpServletRequest request, Model model) {
        model.addAttribute("list", lists.enterprises(actor, pages.of(request)).page(list));
        return "directory/enterprises";
    }

    @Allowed(Right.SEE_DIRECTORY)
    @GetMapping("/directory/enterprises.xlsx")
    void excel(Actor actor, ListRequest list, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var page = pages.of(request);
        ListExport.send(lists.enterprises(actor, page), list, page, response);
    }

    @Allowed(Right.SEE_DIRECTORY)
    @GetMapping("/directory/enterprises/{id}")
    String one(Actor actor, @PathVariable long id, Model model) {
        Node node = tree.node(id);
        actor.requireReaches(Right.SEE_DIRECTORY, node);
        model.addAttribute("node", node);
        model.addAttribute("line", tree.line(node));
        model.addAttribute("industry", node.industryParentId() == null ? null : tree.node(node.industryParentId()));
        model.addAttribute("enterprise", enterprises.of(id).orElseThrow(NotFound::new));
        model.addAttribute("clusters", lists.clusterChoices());
        model.addAttribute("chains", lists.chainChoices());
        model.addAttribute("keeps", actor.reaches(Right.KEEP_DIRECTORY, node));
        return "directory/enterprise";
    }

    /** What a new enterprise must say beyond what can be changed later. */
    interface Adding extends Default {}

    record EnterpriseForm(
            @NotNull(groups = Adding.class) @Nullable Long parent,
            @Nullable Long industryParentId,

            @NotBlank(groups = Adding.class) @Size(max = 80) @Nullable
            String name,

            @NotBlank(groups = Adding.class) @Pattern(regexp = TreePages.CODE) @Nullable
            String code,

            @Pattern(regexp = "|[0-9A-Za-z]{18}") @Nullable String creditCode,
            @NotNull Ownership ownership,
            @NotBlank @Size(max = 40) String industry,
            @Nullable Long clusterId,
            @Nullable Long chainId,
            @Size(max = 80) @Nullable String groupName,
            @Min(0) @Max(1_000_000) @Nullable Integer staff,
            @Size(max = 40) @Nullable String contactName,
            @Pattern(regexp = "|[0-9 +()-]{6,20}") @Nullable String contactPhone) {

        Enterprises.Details details() {
            String credit = Texts.orNull(creditCode);
            return new Enterprises.Details(
                    credit == null ? null : credit.toUpperCase(Locale.ROOT),
                    ownership,
                    industry.strip(),
                    clusterId,
                    chainId,
                    Texts.orNull(groupName),
                    staff,
                    Texts.orNull(contactName),
                    Texts.orNull(contactPhone));
        }
    }

    @Allowed(Right.KEEP_TREE)
    @GetMapping("/directory/enterprises/new")
    String start(Actor actor, @RequestParam(required = false) @Nullable Long parent, Model model) {
        model.addAttribute("form", Form.empty().put("parent", parent));
        return formPage(actor, null, model);
    }

    @Allowed(Right.KEEP_TREE)
    @PostMapping("/directory/enterprises/new")
    String add(Actor actor, @Validated(Adding.class) EnterpriseForm typed, BindingResult errors, Model model) {
        return forms.submit(
                errors,
                model,
                () -> "/directory/enterprises/"
                        + enterprises.add(
                                actor,
                                Objects.requireNonNull(typed.parent()),
                                typed.industryParentId(),
                                Objects.requireNonNull(typed.name()).strip(),
                                Objects.requireNonNull(typed.code()),
                                typed.details()),
                () -> formPage(actor, null, model));
    }

    @Allowed(Right.KEEP_DIRECTORY)
    @GetMapping("/directory/enterprises/{id}/edit")
    String edit(Actor actor, @PathVariable long id, Model model) {
        Node node = tree.node(id);
        actor.requireReaches(Right.KEEP_DIRECTORY, node);
        model.addAttribute("form", enterprises.of(id).map(Form::of).orElseGet(Form::empty));
        return formPage(actor, node, model);
    }

    @Allowed(Right.KEEP_DIRECTORY)
    @PostMapping("/directory/enterprises/{id}/edit")
    String change(Actor actor, @PathVariable long id, @Valid EnterpriseForm typed, BindingResult errors, Model model) {
        Node node = tree.node(id);
        actor.requireReaches(Right.KEEP_DIRECTORY, node);
        return forms.submit(
                errors,
                model,
                () -> {
                    enterprises.change(actor, id, typed.details());
                    return "/directory/enterprises/" + id;
                },
                () -> formPage(actor, node, model));
    }

    private String formPage(Actor actor, @Nullable Node node, Model model) {
        Map<String, String> ownerships = new LinkedHashMap<>();
        for (Ownership ownership : Ownership.values()) {
            ownerships.put(ownership.name(), forms.text("Ownership." + ownership.name()));
        }
        model.addAttribute("node", node);
        model.addAttribute("ownerships", ownerships);
        model.addAttribute("clusters", lists.clusterChoices());
        model.addAttribute("chains", lists.chainChoices());
        model.addAttribute("superiors", node == null ? nodes.superiors(actor, Node.Kind.ENTERPRISE) : Map.of());
        model.addAttribute("unions", node == null ? nodes.industryUnions(actor) : Map.of());
        return "directory/enterprise-form";
    }
}
