package io.lingchuang.studios.page;

import io.lingchuang.access.Actor;
import io.lingchuang.directory.HonourLevel;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Typing;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Writing a studio's page. */
@Controller
class StudioProfilePages {

    private final Studios studios;
    private final StudioProfile profile;
    private final StudioFiles files;
    private final Forms forms;
    private final Pages pages;

    StudioProfilePages(Studios studios, StudioProfile profile, StudioFiles files, Forms forms, Pages pages) {
        this.studios = studios;
        this.profile = profile;
        this.files = files;
        this.forms = forms;
        this.pages = pages;
    }

    @SignedIn
    @GetMapping("/studios/{id}/edit")
    String edit(Actor actor, @PathVariable long id, HttpServletRequest request, Model model) {
        model.addAttribute("form", Form.empty());
        return page(actor, id, request, model);
    }

    /** The texts stand in the form as they are kept, unless this very form was refused. */
    private String page(Actor actor, long id, HttpServletRequest request, Model model) {
        Studio s = studios.ledBy(actor, id);
        boolean english = pages.of(request).english();
        List<StudioProfile.KindField> ofKind = profile.kindFields(s, english);
        Form texts = (Form) model.getAttribute("form");
        if (texts == null || texts.values("introduction").isEmpty()) {
            texts = Form.empty()
                    .put("version", s.version())
                    .put("field", s.field())
                    .put("place", s.place())
                    .put(
                            "area",
                            s.area() == null
                                    ? ""
                                    : s.area().stripTrailingZeros().toPlainString())
                    .put("foundedOn", s.foundedOn())
                    .put("motto", s.motto())
                    .put("introduction", s.introduction())
                    .put("equipment", s.equipment())
                    .put("rules", s.rules())
                    .put("fundsShown", profile.fundsShown(id));
            for (var field : ofKind) {
                texts.put("k_" + field.code(), field.value());
            }
        }
        Map<String, String> levels = new LinkedHashMap<>();
        for (HonourLevel level : HonourLevel.values()) {
            levels.put(level.name(), forms.text("HonourLevel." + level.name()));
        }
        model.addAttribute("studio", s);
        model.addAttribute("texts", texts);
        model.addAttribute("ofKind", ofKind);
        model.addAttribute("honours", profile.honours(id));
        model.addAttribute("levels", levels);
        model.addAttribute("photos", files.of(id, PageFileKind.PHOTO));
        model.addAttribute("ruleFiles", files.of(id, PageFileKind.RULES));
        return "studios/page/edit";
    }

    @SignedIn
    @PostMapping("/studios/{id}/edit")
    String write(Actor actor, @PathVariable long id, HttpServletRequest request, Model model) {
        Studio studio = studios.ledBy(actor, id);
        var typed = Typing.of(forms);
        var texts = new StudioProfile.Texts(
                typed.text("field", 0, 200),
                typed.text("place", 0, 120),
                typed.form().value("area").isBlank() ? null : typed.amount("area", 1, new BigDecimal("999999")),
                typed.dayOrNone("foundedOn"),
                typed.text("motto", 0, 60),
                typed.text("introduction", 0, 2000),
                typed.text("equipment", 0, 2000),
                typed.text("rules", 0, 2000),
                typed.ticked("fundsShown"));
        Map<String, String> ofKind = new LinkedHashMap<>();
        for (var field : profile.kindFields(studio, false)) {
            String name = "k_" + field.code();
            ofKind.put(field.code(), field.number() ? number(typed, name) : typed.text(name, 0, 200));
        }
        return forms.submit(
                typed.form(),
                model,
                () -> {
                    profile.write(actor, id, typed.whole("version"), texts, ofKind);
                    forms.flash("studiopage.saved");
                    return "/studios/" + id;
                },
                () -> page(actor, id, request, model));
    }

    private static String number(Typing typed, String name) {
        BigDecimal number = typed.amountOrNone(name, 1, new BigDecimal("9999999999"));
        return number == null ? "" : number.stripTrailingZeros().toPlainString();
    }

    @SignedIn
    @PostMapping("/studios/{id}/honours")
    String honoured(Actor actor, @PathVariable long id, HttpServletRequest request, Model model) {
        studios.ledBy(actor, id);
        var typed = Typing.of(forms);
        String title = typed.text("title", 2, 60);
        HonourLevel level = typed.choice("level", HonourLevel.class);
        int year = typed.whole("year");
        if (year < 1949 || year > 2100) {
            typed.reject("year", "studiopage.yearForm");
        }
        String number = typed.text("number", 0, 40);
        return forms.submit(
                typed.form(),
                model,
                () -> {
                    profile.honoured(actor, id, title, level, year, number);
                    forms.flash("studiopage.honourAdded");
                    return "/studios/" + id + "/edit#honours";
                },
                () -> page(actor, id, request, model));
    }

    @SignedIn
    @PostMapping("/studios/{id}/honours/{honour}/remove")
    String notHonoured(Actor actor, @PathVariable long id, @PathVariable long honour) {
        profile.notHonoured(actor, id, honour);
        forms.flash("studiopage.honourRemoved");
        return "redirect:/studios/" + id + "/edit#honours";
    }

    @SignedIn
    @PostMapping("/studios/{id}/page-files")
    String file(
            Actor actor,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable MultipartFile file,
            HttpServletRequest request,
            Model model)
            throws IOException {
        studios.ledBy(actor, id);
        var typed = Typing.of(forms);
        PageFileKind kind = typed.choice("kind", PageFileKind.class);
        String caption = typed.text("caption", 0, 60);
        if (file == null || file.isEmpty()) {
            typed.reject("file", "studiopage.noFile");
            return forms.refused(typed.form(), model, () -> page(actor, id, request, model));
        }
        var content = file.getInputStream();
        return forms.submit(
                typed.form(),
                model,
                () -> {
                    files.add(actor, id, kind, caption, file.getOriginalFilename(), content);
                    forms.flash("studiopage.fileAdded");
                    return "/studios/" + id + "/edit#files";
                },
                () -> page(actor, id, request, model));
    }

    @SignedIn
    @PostMapping("/studios/{id}/page-files/{file}/remove")
    String removeFile(Actor actor, @PathVariable long id, @PathVariable UUID file) {
        files.remove(actor, id, file);
        forms.flash("studiopage.fileRemoved");
        return "redirect:/studios/" + id + "/edit#files";
    }
}
