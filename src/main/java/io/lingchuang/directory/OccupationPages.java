package io.lingchuang.directory;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Occupations, clusters and chains: looked at by everybody in the directory, kept by the city. */
@Controller
class OccupationPages {

    private final Occupations occupations;
    private final Clusters clusters;
    private final EnterpriseLists lists;
    private final Tree tree;
    private final Forms forms;
    private final Pages pages;

    OccupationPages(
            Occupations occupations, Clusters clusters, EnterpriseLists lists, Tree tree, Forms forms, Pages pages) {
        this.occupations = occupations;
        this.clusters = clusters;
        this.lists = lists;
        this.tree = tree;
        this.forms = forms;
        this.pages = pages;
    }

    private boolean keeps(Actor actor) {
        return actor.reaches(Right.KEEP_TREE, tree.city());
    }

    @Allowed(Right.SEE_DIRECTORY)
    @GetMapping("/directory/occupations")
    String list(Actor actor, ListRequest list, Model model) {
        model.addAttribute("list", lists.occupations(keeps(actor)).page(list));
        model.addAttribute("keeps", keeps(actor));
        return "directory/occupations";
    }

    @Allowed(Right.SEE_DIRECTORY)
    @GetMapping("/directory/occupations.xlsx")
    void excel(Actor actor, ListRequest list, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ListExport.send(lists.occupations(false), list, pages.of(request), response);
    }

    record OccupationForm(
            @NotBlank @Pattern(regexp = "[0-9A-Za-z-]{1,20}")
            String code,

            @NotBlank @Size(max = 60) String name,
            @NotBlank @Size(max = 40) String category) {}

    @Allowed(Right.KEEP_TREE)
    @GetMapping("/directory/occupations/new")
    String start(Actor actor, Model model) {
        actor.requireReaches(Right.KEEP_TREE, tree.city());
        model.addAttribute("form", Form.empty());
        return formPage(null, model);
    }

    @Allowed(Right.KEEP_TREE)
    @PostMapping("/directory/occupations/new")
    String add(Actor actor, @Valid OccupationForm typed, BindingResult errors, Model model) {
        actor.requireReaches(Right.KEEP_TREE, tree.city());
        return forms.submit(
                errors,
                model,
                () -> {
                    occupations.add(
                            actor,
                            typed.code(),
                            typed.name().strip(),
                            typed.category().strip());
                    return "/directory/occupations";
                },
                () -> formPage(null, model));
    }

    @Allowed(Right.KEEP_TREE)
    @GetMapping("/directory/occupations/{id}")
    String edit(Actor actor, @PathVariable long id, Model model) {
        actor.requireReaches(Right.KEEP_TREE, tree.city());
        model.addAttribute("form", Form.of(occupations.find(id).orElseThrow(NotFound::new)));
        return formPage(id, model);
    }

    @Allowed(Right.KEEP_TREE)
    @PostMapping("/directory/occupations/{id}")
    String change(Actor actor, @PathVariable long id, @Valid OccupationForm typed, BindingResult errors, Model model) {
        actor.requireReaches(Right.KEEP_TREE, tree.city());
        return forms.submit(
                errors,
                model,
                () -> {
                    occupations.change(
                            actor,
                            id,
                            typed.code(),
                            typed.name().strip(),
                            typed.category().strip());
                    return "/directory/occupations";
                },
                () -> formPage(id, model));
    }

    private static String formPage(@Nullable Long id, Model model) {
        model.addAttribute("id", id);
        return "directory/occupation-form";
    }

    @Allowed(Right.SEE_DIRECTORY)
    @GetMapping("/directory/clusters")
    String clusters(Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return clustersPage(actor, model);
    }

    /** cluster: where a chain is added; empty for a new cluster. */
    record ClusterForm(
            @Nullable Long cluster,
            @NotBlank @Pattern(regexp = TreePages.CODE) String code,
            @NotBlank @Size(min = 2, max = 40) String name) {}

    @Allowed(Right.KEEP_TREE)
    @PostMapping("/directory/clusters")
    String addCluster(Actor actor, @Valid ClusterForm typed, BindingResult errors, Model model) {
        actor.requireReaches(Right.KEEP_TREE, tree.city());
        return forms.submit(
                errors,
                model,
                () -> {
                    if (typed.cluster() == null) {
                        clusters.addCluster(actor, typed.code(), typed.name().strip());
                    } else {
                        clusters.addChain(
                                actor,
                                typed.cluster(),
                                typed.code(),
                                typed.name().strip());
                    }
                    return "/directory/clusters";
                },
                () -> clustersPage(actor, model));
    }

    @Allowed(Right.KEEP_TREE)
    @PostMapping("/directory/clusters/{id}/name")
    String rename(Actor actor, @PathVariable long id, @RequestParam boolean chain, @RequestParam String name) {
        String clean = name.strip();
        if (clean.length() < 2 || clean.length() > 40) {
            throw new io.lingchuang.platform.web.Refusal("directory.nameLength");
        }
        clusters.rename(actor, chain, id, clean);
        return "redirect:/directory/clusters";
    }

    private String clustersPage(Actor actor, Model model) {
        model.addAttribute("clusters", lists.clusters());
        model.addAttribute("choices", lists.clusterChoices());
        model.addAttribute("keeps", keeps(actor));
        return "directory/clusters";
    }
}
