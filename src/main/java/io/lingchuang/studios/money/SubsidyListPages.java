package io.lingchuang.studios.money;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** All subsidies in one list, for whoever prepares, releases or pays them. */
@Controller
class SubsidyListPages {

    private final SubsidyLists lists;
    private final Pages pages;

    SubsidyListPages(SubsidyLists lists, Pages pages) {
        this.lists = lists;
        this.pages = pages;
    }

    @Allowed({Right.PREPARE_PAYOUT, Right.APPROVE_PAYOUT, Right.MARK_PAID})
    @GetMapping("/subsidies")
    String list(Actor actor, ListRequest list, HttpServletRequest request, Model model) {
        model.addAttribute("list", lists.all(actor, pages.of(request)).page(list));
        model.addAttribute(
                "steps",
                Stream.of(BatchStep.values()).filter(s -> actor.may(s.right())).toList());
        return "studios/money/list";
    }

    @Allowed({Right.PREPARE_PAYOUT, Right.APPROVE_PAYOUT, Right.MARK_PAID})
    @GetMapping("/subsidies.xlsx")
    void excel(Actor actor, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Page page = pages.of(request);
        ListExport.send(lists.all(actor, page), ListRequest.of(request), page, response);
    }
}
