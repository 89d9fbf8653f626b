package io.lingchuang.review.supervision;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.review.minutes.Minutes.Read;
import io.lingchuang.review.minutes.WholeMinutes;
import io.lingchuang.review.supervision.Supervision.Looked;
import io.lingchuang.review.supervision.Supervision.Part;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The minutes of a panel, as the supervisor reads and prints them. */
@Controller
class SupervisedMinutesPages {

    private final Supervision supervision;
    private final WholeMinutes minutes;
    private final Pages pages;
    private final Pdf pdf;

    SupervisedMinutesPages(Supervision supervision, WholeMinutes minutes, Pages pages, Pdf pdf) {
        this.supervision = supervision;
        this.minutes = minutes;
        this.pages = pages;
        this.pdf = pdf;
    }

    @Allowed(Right.SUPERVISE)
    @GetMapping("/supervision/panels/{id}/minutes/{number}")
    String one(@PathVariable long id, @PathVariable int number, Actor actor, Model model) {
        Looked looked = supervision.look(actor, id, Part.MINUTES, String.valueOf(number));
        model.addAttribute("read", minutes.read(looked.panel(), number));
        return "review/supervisedminutes";
    }

    @Allowed(Right.SUPERVISE)
    @GetMapping("/supervision/panels/{id}/minutes/{number}/print.pdf")
    void print(
            @PathVariable long id,
            @PathVariable int number,
            Actor actor,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        Looked looked = supervision.look(actor, id, Part.MINUTES, number + " pdf");
        Read read = minutes.read(looked.panel(), number);
        Page page = pages.of(http);
        byte[] bytes = pdf.render("pdf/minutes.jte", Map.of("page", page, "read", read));
        ListExport.attachment(
                response, looked.panel().name() + " " + page.t("review.minutes.title") + ".pdf", "application/pdf");
        response.getOutputStream().write(bytes);
    }
}
