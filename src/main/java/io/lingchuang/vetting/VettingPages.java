package io.lingchuang.vetting;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.entries.Duplicates;
import io.lingchuang.entries.EntryAccess;
import io.lingchuang.entries.EntryLists;
import io.lingchuang.entries.EntryView;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The queue and the decision page. */
@Controller
class VettingPages implements DeskSource {

    private final DSLContext dsl;
    private final Vetting vetting;
    private final VettingLists lists;
    private final EntryView.Reader views;
    private final EntryLists history;
    private final EntryAccess access;
    private final Duplicates duplicates;
    private final Tree tree;
    private final Forms forms;
    private final Pages pages;
    private final Today today;

    VettingPages(
            DSLContext dsl,
            Vetting vetting,
            VettingLists lists,
            EntryView.Reader views,
            EntryLists history,
            EntryAccess access,
            Duplicates duplicates,
            Tree tree,
            Forms forms,
            Pages pages,
            Today today) {
        this.dsl = dsl;
        this.vetting = vetting;
        this.lists = lists;
        this.views = views;
        this.history = history;
        this.access = access;
        this.duplicates = duplicates;
        this.tree = tree;
        this.forms = forms;
        this.pages = pages;
        this.today = today;
    }

    @Bean
    static NavItem vettingNav() {
        return new NavItem("vetting.title", "/vetting", 30, Right.VET);
    }

    @Allowed(Right.VET)
    @GetMapping("/vetting")
    String queue(Actor actor, ListRequest request, HttpServletRequest http, Model model) {
        model.addAttribute("list", lists.queue(actor, pages.of(http)).page(request));
        return "vetting/queue";
    }

    @Allowed(Right.VET)
    @GetMapping("/vetting.xlsx")
    void excel(Actor actor, ListRequest request, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Page page = pages.of(http);
        ListExport.send(lists.queue(actor, page), request, page, response);
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/vetting/{id}")
    String one(@PathVariable long id, Actor actor, Model model) {
        EntryView view = views.of(id);
        access.requireSee(actor, view.entry());
        model.addAttribute("form", Form.empty());
        return page(view, actor, model);
    }

    private String page(EntryView view, Actor actor, Model model) {
        Call call = view.call();
        Refusal hindrance = vetting.hindrance(actor, view.entry());
        Map<Integer, String> earlier = new LinkedHashMap<>();
        vetting.earlier(call, view.entry())
                .forEach(s -> earlier.put(s.position(), tree.node(s.nodeId()).name()));
        model.addAttribute("view", view);
        model.addAttribute("history", history.history(view.entry().id()));
        model.addAttribute("like", duplicates.like(view.entry(), call));
        model.addAttribute("may", hindrance == null);
        model.addAttribute("hindrance", hindrance == null ? "" : forms.text(hindrance));
        model.addAttribute("quota", hindrance == null ? quota(call, view) : List.of());
        model.addAttribute("earlier", earlier);
        return "vetting/entry";
    }

    private List<Quota> quota(Call call, EntryView view) {
        return vetting.quota(call, view.entry()).stream()
                .map(q -> new Quota(
                        q.category() == null ? forms.text("calls.allCategories") : String.valueOf(view.category()),
                        q.places(),
                        q.left()))
                .toList();
    }

    @Allowed({Right.VET, Right.CHECK_FORM})
    @PostMapping("/vetting/{id}")
    String decide(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam String decision,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "0") int position,
            Actor actor,
            Model model) {
        EntryView view = views.of(id);
        access.requireSee(actor, view.entry());
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    switch (decision) {
                        case "recommend" -> vetting.recommend(actor, id, version, reason);
                        case "return" -> {
                            if (position > 0) {
                                vetting.returnToLevel(actor, id, version, position, reason);
                            } else {
                                vetting.returnToApplicant(actor, id, version, reason);
                            }
                        }
                        case "notRecommend" -> vetting.notRecommend(actor, id, version, reason);
                        case "reconsider" -> vetting.reconsider(actor, id, version, reason);
                        case "accept" -> vetting.accept(actor, id, version, reason);
                        case "askSupplement" -> vetting.askSupplement(actor, id, version, reason);
                        case "notAccept" -> vetting.notAccept(actor, id, version, reason);
                        default -> throw new Refusal("error.badRequest");
                    }
                    forms.flash("vetting.done." + decision, view.entry().title());
                    return "/vetting";
                },
                () -> page(views.of(id), actor, model));
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor) || !(actor.may(Right.VET) || actor.may(Right.CHECK_FORM))) {
            return List.of();
        }
        var entry = io.lingchuang.db.entries.Tables.ENTRY;
        var waiting = dsl.select(DSL.count(), DSL.min(entry.DUE_ON))
                .from(entry)
                .where(VettingLists.waiting(actor))
                .fetchSingle();
        return waiting.value1() == 0
                ? List.of()
                : List.of(DeskCard.of(
                        page.t("vetting.desk"),
                        waiting.value1(),
                        waiting.value2(),
                        "/vetting",
                        page.t("vetting.open"),
                        today.today()));
    }
}
