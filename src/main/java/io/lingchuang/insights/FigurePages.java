package io.lingchuang.insights;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** The catalogue with its numbers, and the records behind a number. Node, year and day stand in the address. */
@Controller
class FigurePages {

    private final Figures figures;
    private final FigureLists lists;
    private final Look.Reader looks;
    private final Tree tree;
    private final Pages pages;

    FigurePages(Figures figures, FigureLists lists, Look.Reader looks, Tree tree, Pages pages) {
        this.figures = figures;
        this.lists = lists;
        this.looks = looks;
        this.tree = tree;
        this.pages = pages;
    }

    @Bean
    static NavItem figuresItem() {
        return new NavItem("figures.title", "/figures", 45, Right.FOLLOW);
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/figures")
    String catalogue(ListRequest request, Actor actor, Model model) {
        Look look = look(actor, request);
        model.addAttribute("look", look);
        model.addAttribute("line", tree.line(look.node()));
        model.addAttribute("children", tree.children(look.node().id()));
        model.addAttribute("figures", figures.figures(actor, look.node(), look.year(), look.day(), look.programme()));
        return "insights/catalogue";
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/figures/{code}")
    String records(@PathVariable String code, ListRequest request, Actor actor, HttpServletRequest http, Model model) {
        Look look = look(actor, request);
        model.addAttribute(
                "figure", figures.figure(actor, code, look.node(), look.year(), look.day(), look.programme()));
        model.addAttribute(
                "list", lists.records(actor, code, look, pages.of(http)).page(request));
        return "insights/records";
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/figures/{code}.xlsx")
    void excel(
            @PathVariable String code,
            ListRequest request,
            Actor actor,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        Look look = look(actor, request);
        figures.figure(actor, code, look.node(), look.year(), look.day(), look.programme());
        ListExport.send(lists.records(actor, code, look, pages.of(http)), request, pages.of(http), response);
    }

    private Look look(Actor actor, ListRequest request) {
        return looks.of(
                actor,
                request.filter("node"),
                request.filter("year"),
                request.filter("day"),
                request.filter("programme"));
    }

    @ExceptionHandler(Look.Unreadable.class)
    ModelAndView unreadable(Look.Unreadable unreadable) {
        var view = new ModelAndView("layout/error");
        view.setStatus(HttpStatus.BAD_REQUEST);
        view.addObject("status", HttpStatus.BAD_REQUEST.value());
        view.addObject("messageKey", unreadable.key());
        view.addObject("args", new Object[0]);
        return view;
    }
}
