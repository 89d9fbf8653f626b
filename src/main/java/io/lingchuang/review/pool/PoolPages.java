package io.lingchuang.review.pool;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pool of experts: the list, taking somebody in, changing their data. */
@Controller
class PoolPages {

    private final Pool pool;
    private final PoolLists lists;
    private final FieldWords words;
    private final Forms forms;
    private final Pages pages;

    PoolPages(Pool pool, PoolLists lists, FieldWords words, Forms forms, Pages pages) {
        this.pool = pool;
        this.lists = lists;
        this.words = words;
        this.forms = forms;
        this.pages = pages;
    }

    @Bean
    static NavItem expertsNav() {
        return new NavItem("review.experts", "/experts", 40, Right.RUN_PANEL);
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/experts")
    String list(Actor actor, ListRequest list, HttpServletRequest request, Model model) {
        model.addAttribute("list", lists.experts(actor, pages.of(request)).page(list));
        return "review/pool/list";
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/experts.xlsx")
    void excel(Actor actor, ListRequest list, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var page = pages.of(request);
        ListExport.send(lists.experts(actor, page), list, page, response);
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/experts/new")
    String start(Model model) {
        model.addAttribute("form", Form.empty());
        return formPage(null, model);
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/experts/new")
    String add(Actor actor, @RequestParam(defaultValue = "") String phone, Model model) {
        Form form = forms.typed();
        Typed typed = Typed.of(form);
        refuse(form, pool.faults(typed, phone.strip()));
        return forms.submit(
                form,
                model,
                () -> {
                    long id = pool.add(
                            actor, actor.nodesWith(Right.RUN_PANEL).getFirst(), phone.strip(), typed.particulars());
                    forms.flash("review.expertAdded", typed.name());
                    return "/experts/" + id;
                },
                () -> formPage(null, model));
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/experts/{id}/edit")
    String edit(Actor actor, @PathVariable long id, Model model) {
        Member member = pool.kept(actor, id);
        model.addAttribute("form", Typed.form(member.particulars()).put("version", member.version()));
        return formPage(member, model);
    }

    /** An empty box leaves how they are reached as it is, for nobody sees it here; noContact takes it off. */
    @Allowed(Right.RUN_PANEL)
    @PostMapping("/experts/{id}/edit")
    String change(
            Actor actor,
            @PathVariable long id,
            @RequestParam(defaultValue = "-1") int version,
            @RequestParam(defaultValue = "false") boolean noContact,
            Model model) {
        Member before = pool.kept(actor, id);
        Form form = forms.typed();
        Typed typed = Typed.of(form);
        refuse(form, pool.faults(typed, null));
        return forms.submit(
                form,
                model,
                () -> {
                    pool.change(actor, id, version, typed.particulars().reached(before.particulars(), noContact));
                    forms.flash("review.pool.changed");
                    return "/experts/" + id;
                },
                () -> formPage(before, model));
    }

    private void refuse(Form form, List<Refusal> faults) {
        faults.forEach(f -> form.reject(f.field(), forms.text(f)));
    }

    private String formPage(@Nullable Member member, Model model) {
        model.addAttribute("member", member);
        model.addAttribute("known", words.known());
        return "review/pool/form";
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/experts/{id}/active")
    String activate(@PathVariable long id, @RequestParam boolean active, Actor actor) {
        pool.activate(actor, id, active);
        forms.flash(active ? "review.activated" : "review.deactivated");
        return "redirect:/experts/" + id;
    }
}
