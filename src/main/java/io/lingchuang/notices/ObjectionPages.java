package io.lingchuang.notices;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Objections as the host sees and answers them. */
@Controller
class ObjectionPages {

    private final Objections objections;
    private final ObjectionFiles files;
    private final Notices notices;
    private final NoticeLists lists;
    private final Calls calls;
    private final Forms forms;
    private final Pages pages;

    ObjectionPages(
            Objections objections,
            ObjectionFiles files,
            Notices notices,
            NoticeLists lists,
            Calls calls,
            Forms forms,
            Pages pages) {
        this.objections = objections;
        this.files = files;
        this.notices = notices;
        this.lists = lists;
        this.calls = calls;
        this.forms = forms;
        this.pages = pages;
    }

    record AnswerForm(
            @NotNull ObjectionState verdict,
            @NotBlank @Size(min = 5, max = 2000) String answer,
            @Nullable Long entry) {}

    @Allowed({Right.ANSWER_OBJECTION, Right.RELEASE_NOTICE})
    @GetMapping("/objections")
    String list(Actor actor, ListRequest list, HttpServletRequest request, Model model) {
        model.addAttribute("list", lists.objections(actor, pages.of(request)).page(list));
        return "notices/objections";
    }

    @Allowed({Right.ANSWER_OBJECTION, Right.RELEASE_NOTICE})
    @GetMapping("/objections.xlsx")
    void excel(Actor actor, ListRequest list, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var page = pages.of(request);
        ListExport.send(lists.objections(actor, page), list, page, response);
    }

    @Allowed({Right.ANSWER_OBJECTION, Right.RELEASE_NOTICE})
    @GetMapping("/objections/{id}")
    String one(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return show(id, actor, model);
    }

    private String show(long id, Actor actor, Model model) {
        Objection objection = objections.objection(actor, id);
        model.addAttribute("objection", objection);
        model.addAttribute("files", files.of(id));
        model.addAttribute("items", notices.items(objection.noticeId()));
        model.addAttribute(
                "answers",
                actor.holds(
                        Right.ANSWER_OBJECTION, calls.call(objection.callId()).hostNodeId()));
        return "notices/objection";
    }

    @Allowed(Right.ANSWER_OBJECTION)
    @PostMapping("/objections/{id}")
    String answer(@PathVariable long id, @Valid AnswerForm form, BindingResult errors, Actor actor, Model model) {
        return forms.submit(
                errors,
                model,
                () -> {
                    objections.answer(actor, id, form.verdict(), form.answer(), form.entry());
                    forms.flash("notices.objection.answered");
                    return "/objections/" + id;
                },
                () -> show(id, actor, model));
    }
}
