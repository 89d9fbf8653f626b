package io.lingchuang.review.minutes;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.review.minutes.Minutes.Read;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Minutes: for the host, the chair and the members who sign them. */
@Controller
class MinutesPages {

    private final MinutesSigning signing;
    private final Forms forms;
    private final Pages pages;
    private final Pdf pdf;

    MinutesPages(MinutesSigning signing, Forms forms, Pages pages, Pdf pdf) {
        this.signing = signing;
        this.forms = forms;
        this.pages = pages;
        this.pdf = pdf;
    }

    /** The last ones. */
    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @GetMapping("/panels/{id}/minutes")
    String last(@PathVariable long id, Actor actor) {
        List<Minutes> all = signing.ofPanel(actor, id);
        if (all.isEmpty()) { // it closed before there were minutes, or is open again
            if (!signing.leads(actor, id)) {
                throw new NotFound();
            }
            forms.flash("review.minutes.none");
            return "redirect:/panels/" + id;
        }
        return "redirect:" + MinutesSigning.address(id, all.getFirst().number());
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @GetMapping("/panels/{id}/minutes/{number}")
    String one(@PathVariable long id, @PathVariable int number, Actor actor, Model model) {
        Read read = signing.read(actor, id, number);
        model.addAttribute(
                "form",
                Form.empty()
                        .put("remarks", read.content().remarks())
                        .put("titles", read.minutes().titles()));
        return show(read, actor, model);
    }

    private String show(Read read, Actor actor, Model model) {
        model.addAttribute("read", read);
        model.addAttribute("all", signing.ofPanel(actor, read.minutes().panelId()));
        return "review/minutes";
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @GetMapping("/panels/{id}/minutes/{number}/print.pdf")
    void pdf(
            @PathVariable long id,
            @PathVariable int number,
            Actor actor,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        Read read = signing.read(actor, id, number);
        Page page = pages.of(http);
        byte[] bytes = pdf.render("pdf/minutes.jte", Map.of("page", page, "read", read));
        ListExport.attachment(
                response, read.content().panel() + " " + page.t("review.minutes.title") + ".pdf", "application/pdf");
        response.getOutputStream().write(bytes);
    }

    /** Saves the remarks; or saves them and opens the minutes. */
    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @PostMapping("/panels/{id}/minutes/{number}/remarks")
    String write(
            @PathVariable long id,
            @PathVariable int number,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String remarks,
            @RequestParam(defaultValue = "false") boolean titles,
            Actor actor,
            Model model) {
        return done(
                id,
                number,
                actor,
                model,
                "review.minutes.saved",
                () -> signing.write(actor, id, number, version, remarks, titles));
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @PostMapping("/panels/{id}/minutes/{number}/open")
    String open(@PathVariable long id, @PathVariable int number, @RequestParam int version, Actor actor, Model model) {
        return done(id, number, actor, model, "review.minutes.opened", () -> signing.open(actor, id, number, version));
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @PostMapping("/panels/{id}/minutes/{number}/back")
    String back(
            @PathVariable long id,
            @PathVariable int number,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        return done(
                id,
                number,
                actor,
                model,
                "review.minutes.takenBack",
                () -> signing.back(actor, id, number, version, reason));
    }

    @Allowed(Right.SCORE)
    @PostMapping("/panels/{id}/minutes/{number}/word")
    String word(
            @PathVariable long id,
            @PathVariable int number,
            @RequestParam(defaultValue = "") String hash,
            @RequestParam(defaultValue = "false") boolean accepts,
            @RequestParam(defaultValue = "") String dissent,
            Actor actor,
            Model model) {
        return done(
                id,
                number,
                actor,
                model,
                "review.minutes.wordTaken",
                () -> signing.word(actor, id, number, hash, accepts, dissent));
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/minutes/{number}/end")
    String end(
            @PathVariable long id,
            @PathVariable int number,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        return done(
                id,
                number,
                actor,
                model,
                "review.minutes.ended",
                () -> signing.end(actor, id, number, version, reason));
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/minutes/{number}/scan")
    String scan(
            @PathVariable long id,
            @PathVariable int number,
            @RequestParam("file") MultipartFile upload,
            Actor actor,
            Model model)
            throws IOException {
        signing.read(actor, id, number);
        InputStream content = upload.getInputStream();
        return done(
                id,
                number,
                actor,
                model,
                "review.minutes.scanned",
                () -> signing.scan(actor, id, number, content, upload.getOriginalFilename()));
    }

    private String done(long id, int number, Actor actor, Model model, String flash, Runnable act) {
        Read before = signing.read(actor, id, number);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    act.run();
                    forms.flash(flash);
                    return MinutesSigning.address(id, number);
                },
                () -> show(before, actor, model));
    }
}
