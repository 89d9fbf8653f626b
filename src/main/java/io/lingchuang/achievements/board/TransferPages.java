package io.lingchuang.achievements.board;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Limited;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.PublicItem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The board, open to everybody: what is offered and looked for, and a request to the union. */
@Controller
class TransferPages {

    private final Postings board;
    private final Inquiries inquiries;
    private final BoardLists lists;
    private final Tree tree;
    private final Forms forms;
    private final Pages pages;

    TransferPages(Postings board, Inquiries inquiries, BoardLists lists, Tree tree, Forms forms, Pages pages) {
        this.board = board;
        this.inquiries = inquiries;
        this.lists = lists;
        this.tree = tree;
        this.forms = forms;
        this.pages = pages;
    }

    /** @param website stands off the screen: whoever fills it is no person */
    record Asked(
            @NotBlank @Size(min = 2, max = 40) String name,
            @NotBlank @Size(min = 2, max = 120) String unit,

            @NotBlank @Pattern(regexp = "\\+?[0-9 -]{7,20}") String phone,

            @NotBlank @Size(min = 10, max = 1000) String text,
            @Nullable String website) {

        Asked {
            name = Objects.requireNonNullElse(name, "").strip();
            unit = Objects.requireNonNullElse(unit, "").strip();
            phone = Objects.requireNonNullElse(phone, "").strip();
            text = Objects.requireNonNullElse(text, "").strip();
        }
    }

    @Bean
    static PublicItem transferOpen() {
        return new PublicItem("achievements.board", "/transfer", 55);
    }

    @Everyone
    @Limited(times = 600)
    @GetMapping("/transfer")
    String list(HttpServletRequest request, Model model) {
        model.addAttribute("list", lists.shown(pages.of(request)).page(ListRequest.of(request)));
        model.addAttribute("organ", tree.cityName());
        return "achievements/board";
    }

    @Everyone
    @Limited(times = 300)
    @GetMapping("/transfer.xlsx")
    void excel(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var page = pages.of(request);
        ListExport.send(lists.shown(page), ListRequest.of(request), page, response);
    }

    @Everyone
    @Limited(times = 600)
    @GetMapping("/transfer/{id}")
    String one(@PathVariable long id, Model model) {
        model.addAttribute("form", Form.empty());
        return show(id, model);
    }

    private String show(long id, Model model) {
        Posting posting = board.shown(id);
        model.addAttribute("posting", posting);
        model.addAttribute("hall", board.hall(posting));
        model.addAttribute("organ", tree.cityName());
        return "achievements/shown";
    }

    @Everyone
    @Limited(times = 20)
    @PostMapping("/transfer/{id}/ask")
    String ask(
            @PathVariable long id, @Valid Asked form, BindingResult errors, HttpServletRequest request, Model model) {
        board.shown(id);
        return forms.submit(
                errors,
                model,
                () -> {
                    if (form.website() == null || form.website().isBlank()) {
                        Actor actor = request.getAttribute(Pages.VIEWER) instanceof Actor a ? a : null;
                        inquiries.ask(actor, id, form.name(), form.unit(), form.phone(), form.text());
                    }
                    forms.flash("achievements.inquiry.sent");
                    return "/transfer/" + id;
                },
                () -> show(id, model));
    }
}
