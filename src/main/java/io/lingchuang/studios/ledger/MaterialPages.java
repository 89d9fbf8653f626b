package io.lingchuang.studios.ledger;

import static io.lingchuang.db.studios.Tables.MATERIAL;
import static io.lingchuang.db.studios.Tables.MATERIAL_VERSION;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Limited;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Typing;
import io.lingchuang.studios.Standing;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Teaching material of a studio: everybody sees what is published and how much was done, those in the studio all of it. */
@Controller
class MaterialPages {

    private static final Field<Integer> LATEST = DSL.field(DSL.select(DSL.max(MATERIAL_VERSION.NUMBER))
                    .from(MATERIAL_VERSION)
                    .where(MATERIAL_VERSION.MATERIAL_ID.eq(MATERIAL.ID)))
            .as("latest");

    record Row(
            long id,
            String title,
            Material.Kind kind,
            @Nullable Integer latest,
            Material.SeenBy seenBy,
            Material.State state) {}

    private final DSLContext dsl;
    private final Materials materials;
    private final Ledger ledger;
    private final LedgerLists records;
    private final Trainees trainees;
    private final Studios studios;
    private final Forms forms;
    private final Pages pages;
    private final Today today;

    MaterialPages(
            DSLContext dsl,
            Materials materials,
            Ledger ledger,
            LedgerLists records,
            Trainees trainees,
            Studios studios,
            Forms forms,
            Pages pages,
            Today today) {
        this.dsl = dsl;
        this.materials = materials;
        this.ledger = ledger;
        this.records = records;
        this.trainees = trainees;
        this.studios = studios;
        this.forms = forms;
        this.pages = pages;
        this.today = today;
    }

    private Listing<Row> materials(Studio studio, boolean inside, Page page) {
        var read = inside
                ? DSL.noCondition()
                : MATERIAL.SEEN_BY
                        .eq(Material.SeenBy.PUBLIC.name())
                        .and(MATERIAL.STATE.eq(Material.State.IN_USE.name()));
        return new Listing<Row>(
                        dsl,
                        "studioledger.material.title",
                        filters -> dsl.select(MATERIAL.fields())
                                .select(LATEST)
                                .from(MATERIAL)
                                .where(MATERIAL.STUDIO_ID.eq(studio.id()), read)
                                .and(filters),
                        r -> new Row(
                                r.get(MATERIAL.ID),
                                r.get(MATERIAL.TITLE),
                                Material.Kind.valueOf(r.get(MATERIAL.KIND)),
                                r.get(LATEST),
                                Material.SeenBy.valueOf(r.get(MATERIAL.SEEN_BY)),
                                Material.State.valueOf(r.get(MATERIAL.STATE))))
                .down(MATERIAL.ID)
                .filter(Filter.text(
                        "q",
                        "studioledger.material.search",
                        q -> MATERIAL.TITLE.containsIgnoreCase(q).or(MATERIAL.SUMMARY.containsIgnoreCase(q))))
                .filter(Filter.constants("kind", "studioledger.kind", Material.Kind.class, MATERIAL.KIND, page))
                .column(Column.<Row>of("title", "studioledger.material.name", Row::title)
                        .link(r -> "/materials/" + r.id()))
                .column(Column.of("kind", "studioledger.kind", Row::kind))
                .column(Column.of("latest", "studioledger.material.version", Row::latest))
                .column(Column.of("seenBy", "studioledger.material.seenBy", Row::seenBy))
                .column(Column.of("state", "studioledger.state", Row::state));
    }

    private Standing standing(@Nullable Actor actor, Studio studio) {
        return actor == null ? new Standing(null, false, false, false) : studios.standing(actor, studio);
    }

    @Everyone
    @Limited(times = 300)
    @GetMapping("/studios/{id}/materials")
    String list(@PathVariable long id, @Nullable Actor actor, HttpServletRequest http, Model model) {
        Studio studio = studios.studio(id);
        Standing standing = standing(actor, studio);
        model.addAttribute("studio", studio);
        model.addAttribute("standing", standing);
        model.addAttribute(
                "list", materials(studio, standing.inside(), pages.of(http)).page(ListRequest.of(http)));
        model.addAttribute("year", String.valueOf(today.today().getYear()));
        model.addAttribute("counts", records.counts(id, today.today().getYear()));
        model.addAttribute("made", trainees.count(id));
        return "studios/ledger/materials";
    }

    @Everyone
    @Limited(times = 100)
    @GetMapping("/studios/{id}/materials.xlsx")
    void excel(@PathVariable long id, @Nullable Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Studio studio = studios.studio(id);
        Page page = pages.of(http);
        ListExport.send(
                materials(studio, standing(actor, studio).inside(), page), ListRequest.of(http), page, response);
    }

    @SignedIn
    @GetMapping("/studios/{id}/materials/new")
    String blank(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty().put("seenBy", Material.SeenBy.STUDIO));
        model.addAttribute("studio", ledger.writtenBy(actor, id));
        return "studios/ledger/material-new";
    }

    @SignedIn
    @PostMapping("/studios/{id}/materials")
    String add(
            @PathVariable long id,
            @RequestParam(name = "file", required = false) @Nullable List<MultipartFile> file,
            Actor actor,
            Model model) {
        Studio studio = ledger.writtenBy(actor, id);
        var typing = Typing.of(forms);
        Materials.Typed typed = typed(typing);
        return forms.submit(
                typing.form(),
                model,
                () -> {
                    long material = materials.add(actor, id, typed, Uploads.of(file));
                    forms.flash("entries.saved");
                    return "/materials/" + material;
                },
                () -> {
                    model.addAttribute("studio", studio);
                    return "studios/ledger/material-new";
                });
    }

    private static Materials.Typed typed(Typing typing) {
        return new Materials.Typed(
                typing.choice("kind", Material.Kind.class),
                typing.text("title", 2, 120),
                typing.text("summary", 0, 1000),
                typing.choice("seenBy", Material.SeenBy.class),
                typing.form().has("cleared", "true"));
    }

    @Everyone
    @Limited(times = 300)
    @GetMapping("/materials/{id}")
    String one(@PathVariable long id, @Nullable Actor actor, Model model) {
        Material material = materials.readBy(actor, id);
        model.addAttribute("form", Form.of(material).put("cleared", material.open()));
        return page(material, actor, model);
    }

    private String page(Material material, @Nullable Actor actor, Model model) {
        Studio studio = studios.studio(material.studioId());
        Standing standing = standing(actor, studio);
        model.addAttribute("material", material);
        model.addAttribute("studio", studio);
        model.addAttribute("writes", standing.works() && studio.state().alive());
        model.addAttribute("all", actor != null && materials.reads(actor, material));
        return "studios/ledger/material";
    }

    @SignedIn
    @PostMapping("/materials/{id}/versions")
    String renew(
            @PathVariable long id,
            @RequestParam(name = "file", required = false) @Nullable List<MultipartFile> file,
            @RequestParam(defaultValue = "") String changed,
            Actor actor,
            Model model) {
        Material material = written(actor, id);
        Form form = Form.of(material).put("changed", changed).put("cleared", material.open());
        return forms.submit(
                form,
                model,
                () -> {
                    materials.renew(actor, id, Uploads.of(file), changed);
                    forms.flash("entries.saved");
                    return "/materials/" + id;
                },
                () -> page(material, actor, model));
    }

    private Material written(Actor actor, long id) {
        Material material = materials.readBy(actor, id);
        ledger.writtenBy(actor, material.studioId());
        return material;
    }

    @SignedIn
    @PostMapping("/materials/{id}")
    String change(@PathVariable long id, @RequestParam int version, Actor actor, Model model) {
        Material material = written(actor, id);
        var typing = Typing.of(forms);
        Materials.Typed typed = typed(typing);
        return forms.submit(
                typing.form(),
                model,
                () -> {
                    materials.change(actor, id, version, typed);
                    forms.flash("entries.saved");
                    return "/materials/" + id;
                },
                () -> page(material, actor, model));
    }

    @SignedIn
    @PostMapping("/materials/{id}/turn")
    String turn(@PathVariable long id, @RequestParam(defaultValue = "") String step, Actor actor) {
        written(actor, id);
        materials.turn(actor, id, step.equals("retire") ? Material.State.RETIRED : Material.State.IN_USE);
        forms.flash("entries.saved");
        return "redirect:/materials/" + id;
    }
}
