package io.lingchuang.studios;

import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Limited;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.PublicItem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The city's studios open to everybody. */
@Controller
class StudioPages {

    private final StudioLists lists;
    private final Pages pages;

    StudioPages(StudioLists lists, Pages pages) {
        this.lists = lists;
        this.pages = pages;
    }

    @Bean
    static NavItem studiosNav() {
        return new NavItem("studios.title", "/studios", 75, null);
    }

    @Bean
    static PublicItem studiosOpen() {
        return new PublicItem("studios.open", "/studios", 40);
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
}
