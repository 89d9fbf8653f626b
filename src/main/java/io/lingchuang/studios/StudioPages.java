package io.lingchuang.studios;

import io.lingchuang.access.Tree;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Limited;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The city's studios and the page of each, open to everybody. */
@Controller
class StudioPages {

    private final Studios studios;
    private final StudioLists lists;
    private final Tree tree;
    private final Pages pages;

    StudioPages(Studios studios, StudioLists lists, Tree tree, Pages pages) {
        this.studios = studios;
        this.lists = lists;
        this.tree = tree;
        this.pages = pages;
    }

    @Bean
    static NavItem studiosNav() {
        return new NavItem("studios.title", "/studios", 75, null);
    }

    @Everyone
    @Limited(times = 600)
    @GetMapping("/studios")
    String list(HttpServletRequest request, Model model) {
        model.addAttribute("list", lists.studios(pages.of(request)).page(ListRequest.of(request)));
        return "studios/list";
    }

    @Everyone
    @Limited(times = 300)
    @GetMapping("/studios.xlsx")
    void excel(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var page = pages.of(request);
        ListExport.send(lists.studios(page), ListRequest.of(request), page, response);
    }

    @Everyone
    @Limited(times = 600)
    @GetMapping("/studios/{id}")
    String one(@PathVariable long id, Model model) {
        Studio studio = studios.studio(id);
        model.addAttribute("studio", studio);
        model.addAttribute("unit", tree.node(studio.nodeId()).name());
        model.addAttribute(
                "members",
                studios.members(id).stream().filter(m -> m.part().works()).toList());
        return "studios/studio";
    }
}
