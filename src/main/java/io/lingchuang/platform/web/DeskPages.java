package io.lingchuang.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** A desk, not a menu: what waits for the viewer today, by deadline, with one button each. */
@Controller
class DeskPages {

    private final List<DeskSource> sources;
    private final Pages pages;

    DeskPages(ObjectProvider<DeskSource> sources, Pages pages) {
        this.sources = sources.stream().toList();
        this.pages = pages;
    }

    @SignedIn
    @GetMapping("/desk")
    String desk(Viewer viewer, HttpServletRequest request, Model model) {
        Page page = pages.of(request);
        List<DeskCard> cards = sources.stream()
                .flatMap(s -> s.cards(viewer, page).stream())
                .sorted(Comparator.comparing(DeskCard::urgency)
                        .thenComparing(DeskCard::due, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
        model.addAttribute("cards", cards);
        return "layout/desk";
    }
}
