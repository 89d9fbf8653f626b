package io.lingchuang.studios.online;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Limited;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Typing;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.studios.PageLink;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** A studio online, what waits for its people, and the city's list of words. */
@Controller
@Order(10)
class OnlinePages implements PageLink, DeskSource {

    private final Studios studios;
    private final Follows follows;
    private final StudioModeration moderation;
    private final OnlineLists lists;
    private final Forms forms;
    private final Today today;

    OnlinePages(
            Studios studios,
            Follows follows,
            StudioModeration moderation,
            OnlineLists lists,
            Forms forms,
            Today today) {
        this.studios = studios;
        this.follows = follows;
        this.moderation = moderation;
        this.lists = lists;
        this.forms = forms;
        this.today = today;
    }

    @Override
    public Optional<Link> of(@Nullable Actor actor, Studio studio) {
        return Optional.of(new Link("studioonline.title", "/studios/" + studio.id() + "/online"));
    }

    @Everyone
    @Limited(times = 600)
    @GetMapping("/studios/{id}/online")
    String online(@PathVariable long id, @Nullable Viewer viewer, Model model) {
        Actor actor = viewer instanceof Actor a ? a : null;
        Studio studio = studios.studio(id);
        boolean rules = moderation.rules(actor, id);
        boolean works = actor != null && studios.standing(actor, studio).works();
        model.addAttribute("studio", studio);
        model.addAttribute("articles", lists.articles(id, actor, rules));
        model.addAttribute("questions", lists.of(id, actor, works, rules));
        model.addAttribute("follows", follows.follows(actor, id));
        model.addAttribute("works", works);
        return "studios/online/online";
    }

    @SignedIn
    @PostMapping("/studios/{id}/follow")
    String follow(Actor actor, @PathVariable long id) {
        follows.follow(actor, id);
        forms.flash("studioonline.follows");
        return "redirect:/studios/" + id + "/online";
    }

    @SignedIn
    @PostMapping("/studios/{id}/unfollow")
    String stop(Actor actor, @PathVariable long id) {
        follows.stop(actor, id);
        forms.flash("studioonline.followsNot");
        return "redirect:/studios/" + id + "/online";
    }

    @SignedIn
    @GetMapping("/online/waiting")
    String waiting(Actor actor, Model model) {
        model.addAttribute("waiting", lists.waiting(actor));
        return "studios/online/waiting";
    }

    @Allowed(Right.KEEP_STUDIOS)
    @GetMapping("/online/words")
    String words(Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return wordsPage(actor, model);
    }

    private String wordsPage(Actor actor, Model model) {
        model.addAttribute("words", moderation.words(actor));
        return "studios/online/words";
    }

    @Allowed(Right.KEEP_STUDIOS)
    @PostMapping("/online/words")
    String addWord(Actor actor, Model model) {
        moderation.words(actor);
        var typed = Typing.of(forms);
        String word = typed.text("word", 2, 30);
        return forms.submit(
                typed.form(),
                model,
                () -> {
                    moderation.addWord(actor, word);
                    forms.flash("studioonline.wordAdded");
                    return "/online/words";
                },
                () -> wordsPage(actor, model));
    }

    @Allowed(Right.KEEP_STUDIOS)
    @PostMapping("/online/words/{id}/remove")
    String removeWord(Actor actor, @PathVariable long id) {
        moderation.removeWord(actor, id);
        forms.flash("studioonline.wordRemoved");
        return "redirect:/online/words";
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor)) {
            return List.of();
        }
        List<DeskCard> cards = new ArrayList<>();
        int waiting = lists.waiting(actor).size();
        if (waiting > 0) {
            cards.add(DeskCard.of(
                    page.t("studioonline.deskWaiting"),
                    waiting,
                    null,
                    "/online/waiting",
                    page.t("studioonline.look"),
                    today.today()));
        }
        var unanswered = lists.unanswered(actor);
        if (unanswered.studio() != null) {
            cards.add(DeskCard.of(
                    page.t("studioonline.deskUnanswered"),
                    unanswered.count(),
                    null,
                    "/studios/" + unanswered.studio() + "/online",
                    page.t("studioonline.toAnswer"),
                    today.today()));
        }
        return cards;
    }
}
