package io.lingchuang.studios.plan;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The walls of all studios within reach on one screen: a county sees its own, the city all. */
@Controller
class CityWallPages {

    private final CityWall walls;
    private final Pages pages;

    CityWallPages(CityWall walls, Pages pages) {
        this.walls = walls;
        this.pages = pages;
    }

    @Bean
    static NavItem wallNav() {
        return new NavItem("studioplan.cityWall", "/wall", 76, Right.FOLLOW);
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/wall")
    String screen(Actor actor, HttpServletRequest request, Model model) {
        Page page = pages.of(request);
        ListRequest asked = ListRequest.of(request);
        model.addAttribute("screen", walls.screen(actor, asked, page));
        model.addAttribute("filters", walls.filters(actor, page));
        model.addAttribute("asked", asked);
        return "studios/plan/city";
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/wall.xlsx")
    void excel(Actor actor, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Page page = pages.of(request);
        ListRequest asked = ListRequest.of(request);
        ListExport.send(walls.listing(actor, asked, page), asked, page, response);
    }
}
