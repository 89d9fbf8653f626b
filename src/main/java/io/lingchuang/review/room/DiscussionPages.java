package io.lingchuang.review.room;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.review.Panels;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Discussing border cases: a panel's list with what is suggested, and one discussion. */
@Controller
class DiscussionPages implements DeskSource {

    private final Panels panels;
    private final Discussions discussions;
    private final DiscussionLists lists;
    private final BorderCases cases;
    private final Forms forms;
    private final Pages pages;
    private final Today today;

    DiscussionPages(
            Panels panels,
            Discussions discussions,
            DiscussionLists lists,
            BorderCases cases,
            Forms forms,
            Pages pages,
            Today today) {
        this.panels = panels;
        this.discussions = discussions;
        this.lists = lists;
        this.cases = cases;
        this.forms = forms;
        this.pages = pages;
        this.today = today;
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @GetMapping("/panels/{id}/discussions")
    String ofPanel(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return panelPage(id, actor, model);
    }

    private String panelPage(long id, Actor actor, Model model) {
        Seat seat = panels.seat(actor, id);
        model.addAttribute("seat", seat);
        model.addAttribute("lines", lists.of(seat));
        model.addAttribute("cases", cases.of(seat));
        model.addAttribute("choices", seat.scoring() ? cases.choices(seat) : List.of());
        return "review/discussions";
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @PostMapping("/panels/{id}/discussions")
    String open(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long entry,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "false") boolean named,
            Actor actor,
            Model model) {
        panels.seat(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    if (entry == null) {
                        throw new NotFound();
                    }
                    return "/discussions/" + discussions.open(actor, id, entry, subject, named);
                },
                () -> panelPage(id, actor, model));
    }

    @Allowed(Right.SCORE)
    @GetMapping("/discussions")
    String mine(Actor actor, Model model) {
        model.addAttribute("lines", lists.mine(actor));
        return "review/mydiscussions";
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @GetMapping("/discussions/{id}")
    String talk(@PathVariable long id, Actor actor, HttpServletRequest http, Model model) {
        model.addAttribute("form", Form.empty());
        return page(id, actor, http, model);
    }

    private String page(long id, Actor actor, HttpServletRequest http, Model model) {
        model.addAttribute("talk", lists.talk(actor, id, pages.of(http)));
        return "review/discussion";
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @PostMapping("/discussions/{id}")
    String say(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String kind,
            Actor actor,
            HttpServletRequest http,
            Model model) {
        Talk.Kind said = kind.equals(Talk.Kind.REOPEN.name()) ? Talk.Kind.REOPEN : Talk.Kind.WORD;
        return step(id, actor, http, model, "review.talk.said", () -> discussions.say(actor, id, said, text));
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @PostMapping("/discussions/{id}/close")
    String close(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String conclusion,
            Actor actor,
            HttpServletRequest http,
            Model model) {
        return step(id, actor, http, model, "review.talk.closedNow", () -> discussions.close(actor, id, conclusion));
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @PostMapping("/discussions/{id}/posts/{post}/withdraw")
    String withdraw(@PathVariable long id, @PathVariable long post, Actor actor, HttpServletRequest http, Model model) {
        return step(id, actor, http, model, "review.talk.withdrawnNow", () -> discussions.withdraw(actor, id, post));
    }

    private String step(long id, Actor actor, HttpServletRequest http, Model model, String done, Runnable act) {
        discussions.place(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    act.run();
                    forms.flash(done);
                    return "/discussions/" + id;
                },
                () -> page(id, actor, http, model));
    }

    /** Open discussions to which one belongs. */
    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor) || !actor.may(Right.SCORE)) {
            return List.of();
        }
        long open = lists.mine(actor).stream().filter(Talk.Line::open).count();
        return open == 0
                ? List.of()
                : List.of(DeskCard.of(
                        page.t("review.talk.desk"),
                        open,
                        null,
                        "/discussions",
                        page.t("review.talk.join"),
                        today.today()));
    }
}
