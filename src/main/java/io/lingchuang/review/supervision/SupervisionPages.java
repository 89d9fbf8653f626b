package io.lingchuang.review.supervision;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.entries.EntryView;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.review.Panel;
import io.lingchuang.review.PanelRules;
import io.lingchuang.review.joint.JointRanking;
import io.lingchuang.review.minutes.WholeMinutes;
import io.lingchuang.review.supervision.Supervision.Looked;
import io.lingchuang.review.supervision.Supervision.Part;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The supervisor's room: panels, and of each its people, sheets, ranking and trail. There is nothing to press that changes anything. */
@Controller
class SupervisionPages implements DeskSource {

    private final Supervision supervision;
    private final SupervisionLists lists;
    private final PanelFile file;
    private final PanelFileSheet sheet;
    private final PanelRules rules;
    private final JointRanking joint;
    private final EntryView.Reader views;
    private final Files files;
    private final WholeMinutes minutes;
    private final Pages pages;
    private final Today today;

    SupervisionPages(
            Supervision supervision,
            SupervisionLists lists,
            PanelFile file,
            PanelFileSheet sheet,
            PanelRules rules,
            JointRanking joint,
            EntryView.Reader views,
            Files files,
            WholeMinutes minutes,
            Pages pages,
            Today today) {
        this.supervision = supervision;
        this.lists = lists;
        this.file = file;
        this.sheet = sheet;
        this.rules = rules;
        this.joint = joint;
        this.views = views;
        this.files = files;
        this.minutes = minutes;
        this.pages = pages;
        this.today = today;
    }

    @Bean
    static NavItem supervisionNav() {
        return new NavItem("review.supervision.title", "/supervision", 30, Right.SUPERVISE);
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor) || !actor.may(Right.SUPERVISE)) {
            return List.of();
        }
        int marked = supervision.marked(actor);
        return marked == 0
                ? List.of()
                : List.of(DeskCard.of(
                        page.t("review.supervision.desk"),
                        marked,
                        null,
                        "/supervision?state=SCORING&mark=ANY",
                        page.t("review.supervision.look"),
                        today.today()));
    }

    @Allowed(Right.SUPERVISE)
    @GetMapping("/supervision")
    String panels(ListRequest request, Actor actor, HttpServletRequest http, Model model) {
        supervision.lookAtList(actor, http.getQueryString());
        model.addAttribute("list", lists.panels(actor, pages.of(http)).page(request));
        return "review/supervision";
    }

    @Allowed(Right.SUPERVISE)
    @GetMapping("/supervision.xlsx")
    void excel(ListRequest request, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        supervision.lookAtList(actor, http.getQueryString());
        Page page = pages.of(http);
        ListExport.send(lists.panels(actor, page), request, page, response);
    }

    @Allowed(Right.SUPERVISE)
    @GetMapping("/supervision/panels/{id}")
    String panel(@PathVariable long id, Actor actor, HttpServletRequest http, Model model) {
        Looked looked = supervision.look(actor, id, Part.PANEL, "");
        model.addAttribute("looked", looked);
        model.addAttribute("marks", lists.marks(id));
        model.addAttribute("members", file.members(looked.panel(), pages.of(http)));
        model.addAttribute("recusals", file.recusals(id));
        model.addAttribute("entries", file.entries(id));
        model.addAttribute("words", file.words(id));
        model.addAttribute("assigned", file.assigned(id));
        model.addAttribute("archives", file.archives(id));
        model.addAttribute("minutes", minutes.ofPanel(id));
        return "review/supervisedpanel";
    }

    @Allowed(Right.SUPERVISE)
    @GetMapping("/supervision/panels/{id}/sheets")
    String sheets(@PathVariable long id, ListRequest request, Actor actor, HttpServletRequest http, Model model) {
        Looked looked = supervision.look(actor, id, Part.SHEETS, "");
        model.addAttribute("looked", looked);
        model.addAttribute("title", "review.supervision.sheets");
        model.addAttribute(
                "list", lists.sheets(looked.call(), id, pages.of(http)).page(request));
        return "review/supervisedlist";
    }

    @Allowed(Right.SUPERVISE)
    @GetMapping("/supervision/panels/{id}/sheets.xlsx")
    void sheetsExcel(
            @PathVariable long id,
            ListRequest request,
            Actor actor,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        Looked looked = supervision.look(actor, id, Part.SHEETS, "xlsx");
        Page page = pages.of(http);
        ListExport.send(lists.sheets(looked.call(), id, page), request, page, response);
    }

    @Allowed(Right.SUPERVISE)
    @GetMapping("/supervision/panels/{id}/trail")
    String trail(@PathVariable long id, ListRequest request, Actor actor, HttpServletRequest http, Model model) {
        model.addAttribute("looked", supervision.look(actor, id, Part.TRAIL, ""));
        model.addAttribute("title", "review.supervision.trail");
        model.addAttribute("list", lists.trail(id, pages.of(http)).page(request));
        return "review/supervisedlist";
    }

    @Allowed(Right.SUPERVISE)
    @GetMapping("/supervision/panels/{id}/trail.xlsx")
    void trailExcel(
            @PathVariable long id,
            ListRequest request,
            Actor actor,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        supervision.look(actor, id, Part.TRAIL, "xlsx");
        Page page = pages.of(http);
        ListExport.send(lists.trail(id, page), request, page, response);
    }

    @Allowed(Right.SUPERVISE)
    @GetMapping("/supervision/panels/{id}/ranking")
    String ranking(@PathVariable long id, Actor actor, Model model) {
        Panel panel = supervision.look(actor, id, Part.RANKING, "").panel();
        model.addAttribute("c", rules.of(panel));
        model.addAttribute("at", "/supervision/panels/" + id);
        return "review/rules";
    }

    /** The panel's entries among those of the other panels of its round. */
    @Allowed(Right.SUPERVISE)
    @GetMapping("/supervision/panels/{id}/joint")
    String joint(@PathVariable long id, @RequestParam(defaultValue = "false") boolean all, Actor actor, Model model) {
        model.addAttribute("all", all);
        Looked looked = supervision.look(actor, id, Part.JOINT, "");
        Panel panel = looked.panel();
        model.addAttribute("j", joint.of(looked.call(), panel.round(), panel.categoryId()));
        model.addAttribute("at", "/supervision/panels/" + id + "/ranking");
        return "review/joint";
    }

    @Allowed(Right.SUPERVISE)
    @GetMapping("/supervision/panels/{id}/entries/{entry}")
    String entry(
            @PathVariable long id,
            @PathVariable long entry,
            @RequestParam(defaultValue = "") String names,
            Actor actor,
            Model model) {
        boolean named = names.equals("true");
        Looked looked = supervision.lookAtEntry(actor, id, entry, named ? Part.NAMES : Part.ENTRY);
        model.addAttribute("looked", looked);
        model.addAttribute("named", named);
        model.addAttribute("view", views.of(entry));
        model.addAttribute("sheets", lists.sheetsOf(id, entry));
        model.addAttribute("discussion", file.discussion(id, entry));
        model.addAttribute(
                "recusals",
                file.recusals(id).stream().filter(r -> r.entryId() == entry).toList());
        return "review/supervisedentry";
    }

    /** What was handed in with an entry, to read and not to keep. */
    @Allowed(Right.SUPERVISE)
    @GetMapping("/supervision/panels/{id}/entries/{entry}/files/{file}")
    ResponseEntity<Resource> attachment(
            @PathVariable long id, @PathVariable long entry, @PathVariable String file, Actor actor) {
        supervision.lookAtEntry(actor, id, entry, Part.ATTACHMENT);
        StoredFile found = views.of(entry).answers().stream()
                .flatMap(a -> a.files().stream())
                .filter(f -> f.id().toString().equals(file))
                .findFirst()
                .orElseThrow(NotFound::new);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(found.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(found.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .cacheControl(CacheControl.noStore())
                .body(new FileSystemResource(files.path(found)));
    }

    @Allowed(Right.SUPERVISE)
    @GetMapping("/supervision/panels/{id}/archives/{number}")
    void archive(@PathVariable long id, @PathVariable int number, Actor actor, HttpServletResponse response)
            throws IOException {
        Looked looked = supervision.look(actor, id, Part.ARCHIVE, String.valueOf(number));
        byte[] content = file.archive(id, number);
        if (content == null) {
            throw new NotFound();
        }
        ListExport.attachment(response, looked.panel().name() + "-" + number + ".zip", "application/zip");
        response.getOutputStream().write(content);
    }

    /** The panel's whole file in one workbook. */
    @Allowed(Right.SUPERVISE)
    @GetMapping("/supervision/panels/{id}/file.xlsx")
    void file(@PathVariable long id, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Looked looked = supervision.look(actor, id, Part.FILE, "");
        Page page = pages.of(http);
        ListExport.attachment(
                response, looked.panel().name() + " " + page.t("review.supervision.file") + ".xlsx", FileRule.XLSX);
        sheet.write(response.getOutputStream(), looked, page);
    }
}
