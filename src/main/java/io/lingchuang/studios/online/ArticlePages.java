package io.lingchuang.studios.online;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Limited;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Typing;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.studios.Studios;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Articles and videos: written, sent to the unit, consented to, read. */
@Controller
class ArticlePages {

    private final Studios studios;
    private final StudioArticles articles;
    private final StudioModeration moderation;
    private final Files files;
    private final Forms forms;

    ArticlePages(Studios studios, StudioArticles articles, StudioModeration moderation, Files files, Forms forms) {
        this.studios = studios;
        this.articles = articles;
        this.moderation = moderation;
        this.files = files;
        this.forms = forms;
    }

    @SignedIn
    @GetMapping("/studios/{id}/articles/new")
    String begin(Actor actor, @PathVariable long id, Model model) {
        model.addAttribute("form", Form.empty().put("kind", ArticleKind.ARTICLE));
        return beginPage(actor, id, model);
    }

    private String beginPage(Actor actor, long id, Model model) {
        model.addAttribute("studio", studios.workedInBy(actor, id));
        model.addAttribute("article", null);
        return "studios/online/write";
    }

    private static StudioArticles.Texts texts(Typing typed) {
        return new StudioArticles.Texts(
                typed.choice("kind", ArticleKind.class),
                typed.text("title", 2, 80),
                typed.text("body", 0, 8000),
                typed.text("link", 0, 300));
    }

    @SignedIn
    @PostMapping("/studios/{id}/articles")
    String draft(Actor actor, @PathVariable long id, Model model) {
        studios.workedInBy(actor, id);
        var typed = Typing.of(forms);
        var texts = texts(typed);
        return forms.submit(
                typed.form(),
                model,
                () -> "/articles/" + articles.draft(actor, id, texts) + "/edit",
                () -> beginPage(actor, id, model));
    }

    @Everyone
    @Limited(times = 600)
    @GetMapping("/articles/{id}")
    String one(@PathVariable long id, @Nullable Viewer viewer, Model model) {
        model.addAttribute("form", Form.empty());
        return page(viewer instanceof Actor actor ? actor : null, id, model);
    }

    private String page(@Nullable Actor actor, long id, Model model) {
        var article = articles.seenBy(actor, id);
        boolean rules = moderation.rules(actor, article.studioId());
        model.addAttribute("article", article);
        model.addAttribute("studio", studios.studio(article.studioId()));
        model.addAttribute(
                "file",
                article.file() == null ? null : files.find(article.file()).orElse(null));
        model.addAttribute("rules", rules);
        model.addAttribute("reports", rules ? moderation.reports(About.ARTICLE, id) : 0);
        model.addAttribute("consents", actor != null && articles.consents(actor, article));
        model.addAttribute(
                "writes",
                actor != null
                        && article.state() == ArticleState.DRAFT
                        && (actor.accountId() == article.accountId()
                                || studios.standing(actor, studios.studio(article.studioId()))
                                        .leads()));
        return "studios/online/article";
    }

    @SignedIn
    @GetMapping("/articles/{id}/edit")
    String edit(Actor actor, @PathVariable long id, Model model) {
        var a = articles.writtenBy(actor, id);
        model.addAttribute(
                "form",
                Form.empty()
                        .put("kind", a.kind())
                        .put("title", a.title())
                        .put("body", a.body())
                        .put("link", a.link()));
        return editPage(actor, id, model);
    }

    private String editPage(Actor actor, long id, Model model) {
        var article = articles.writtenBy(actor, id);
        model.addAttribute("article", article);
        model.addAttribute("studio", studios.studio(article.studioId()));
        return "studios/online/write";
    }

    @SignedIn
    @PostMapping("/articles/{id}/edit")
    String change(
            Actor actor,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Model model)
            throws IOException {
        articles.writtenBy(actor, id);
        var typed = Typing.of(forms);
        var texts = texts(typed);
        var upload = file == null || file.isEmpty()
                ? null
                : new StudioArticles.Upload(file.getOriginalFilename(), file.getInputStream());
        return forms.submit(
                typed.form(),
                model,
                () -> {
                    articles.change(actor, id, typed.whole("version"), texts, upload);
                    forms.flash("studioonline.saved");
                    return "/articles/" + id;
                },
                () -> editPage(actor, id, model));
    }

    @SignedIn
    @PostMapping("/articles/{id}/send")
    String send(Actor actor, @PathVariable long id, Model model) {
        articles.writtenBy(actor, id);
        var typed = Typing.of(forms);
        return forms.submit(
                typed.form(),
                model,
                () -> {
                    articles.send(actor, id, typed.whole("version"), typed.ticked("noSecrets"));
                    forms.flash("studioonline.sent");
                    return "/articles/" + id;
                },
                () -> page(actor, id, model));
    }

    @SignedIn
    @PostMapping("/articles/{id}/consent")
    String consent(Actor actor, @PathVariable long id) {
        articles.consent(actor, id);
        forms.flash("studioonline.published");
        return "redirect:/articles/" + id;
    }

    @SignedIn
    @PostMapping("/articles/{id}/give-back")
    String giveBack(Actor actor, @PathVariable long id, Model model) {
        if (!articles.consents(actor, articles.seenBy(actor, id))) {
            throw new NotFound();
        }
        var typed = Typing.of(forms);
        String why = typed.text("backWhy", 2, 200);
        return forms.submit(
                typed.form(),
                model,
                () -> {
                    articles.giveBack(actor, id, why);
                    forms.flash("studioonline.givenBack");
                    return "/articles/" + id;
                },
                () -> page(actor, id, model));
    }

    @SignedIn
    @PostMapping("/articles/{id}/report")
    String report(Actor actor, @PathVariable long id, Model model) {
        articles.seenBy(actor, id);
        var typed = Typing.of(forms);
        String reason = typed.text("reason", 2, 200);
        return forms.submit(
                typed.form(),
                model,
                () -> {
                    moderation.report(actor, About.ARTICLE, id, reason);
                    forms.flash("studioonline.reported");
                    return "/articles/" + id;
                },
                () -> page(actor, id, model));
    }

    @SignedIn
    @PostMapping("/articles/{id}/rule")
    String rule(Actor actor, @PathVariable long id, Model model) {
        if (!moderation.rules(actor, articles.seenBy(actor, id).studioId())) {
            throw new NotFound();
        }
        var typed = Typing.of(forms);
        OnlineRuling ruling = typed.choice("ruling", OnlineRuling.class);
        String reason = typed.text("reason", 2, 200);
        return forms.submit(
                typed.form(),
                model,
                () -> {
                    moderation.rule(actor, About.ARTICLE, id, ruling, reason);
                    forms.flash("studioonline.ruled");
                    return "/articles/" + id;
                },
                () -> page(actor, id, model));
    }
}
