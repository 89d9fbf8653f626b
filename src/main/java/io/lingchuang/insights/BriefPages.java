package io.lingchuang.insights;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The brief as a page, as a PDF of one page, and as plain text to paste. */
@Controller
class BriefPages {

    private final Brief brief;
    private final Asking asking;
    private final Pages pages;
    private final Pdf pdf;

    BriefPages(Brief brief, Asking asking, Pages pages, Pdf pdf) {
        this.brief = brief;
        this.asking = asking;
        this.pages = pages;
        this.pdf = pdf;
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/brief")
    String page(Actor actor, HttpServletRequest request, HttpServletResponse response, Model model) {
        Asked asked = asking.of(actor, request);
        Brief.Sheet sheet = sheet(actor, asked, request);
        if (!asked.form().ok()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        model.addAttribute("asked", asked);
        model.addAttribute("sheet", sheet);
        return "insights/brief";
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/brief.pdf")
    void pdf(Actor actor, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Page page = pages.of(request);
        Brief.Sheet sheet = sheet(actor, asking.of(actor, request), request);
        ListExport.attachment(response, name(sheet, page) + ".pdf", "application/pdf");
        response.getOutputStream().write(pdf.render("pdf/brief.jte", Map.of("page", page, "sheet", sheet)));
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/brief.txt")
    void text(Actor actor, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Page page = pages.of(request);
        Brief.Sheet sheet = sheet(actor, asking.of(actor, request), request);
        ListExport.attachment(response, name(sheet, page) + ".txt", "text/plain;charset=UTF-8");
        // With a mark at its beginning, by which old editors know that it is UTF-8.
        response.getOutputStream()
                .write(("\ufeff" + sheet.plain(page).replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8));
    }

    private Brief.Sheet sheet(Actor actor, Asked asked, HttpServletRequest request) {
        return brief.of(actor, asked.node(), asking.period(asked.form()), pages.of(request));
    }

    private static String name(Brief.Sheet sheet, Page page) {
        return sheet.title(page) + " " + sheet.period().from() + "–"
                + sheet.period().until();
    }
}
