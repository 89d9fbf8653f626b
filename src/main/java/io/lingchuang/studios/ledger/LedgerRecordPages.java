package io.lingchuang.studios.ledger;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Typing;
import io.lingchuang.studios.Member;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import io.lingchuang.studios.plan.PlanItems;
import java.util.ArrayList;
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

/** One record of the ledger: read, corrected, struck out and put back, with its photos. */
@Controller
class LedgerRecordPages {

    private final Ledger ledger;
    private final LedgerLists lists;
    private final Studios studios;
    private final PlanItems planItems;
    private final Forms forms;
    private final Today today;

    LedgerRecordPages(
            Ledger ledger, LedgerLists lists, Studios studios, PlanItems planItems, Forms forms, Today today) {
        this.ledger = ledger;
        this.lists = lists;
        this.studios = studios;
        this.planItems = planItems;
        this.forms = forms;
        this.today = today;
    }

    @SignedIn
    @GetMapping("/ledger/{id}")
    String one(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return page(id, actor, model);
    }

    private String page(long id, Actor actor, Model model) {
        LedgerRecord record = lists.seenBy(actor, id);
        Studio studio = studios.studio(record.studioId());
        model.addAttribute("record", record);
        model.addAttribute("studio", studio);
        model.addAttribute(
                "writes",
                studio.state().alive() && studios.standing(actor, studio).works());
        model.addAttribute("photos", lists.photos(id));
        model.addAttribute("before", lists.before(id));
        return "studios/ledger/record";
    }

    @SignedIn
    @GetMapping("/ledger/{id}/correct")
    String correctForm(@PathVariable long id, Actor actor, Model model) {
        LedgerRecord record = lists.seenBy(actor, id);
        ledger.writtenBy(actor, record.studioId());
        model.addAttribute(
                "form",
                Form.of(record)
                        .put(
                                "person",
                                record.people().stream()
                                        .map(LedgerRecord.Took::personId)
                                        .toList())
                        .put(
                                "planItem",
                                record.item() == null ? null : record.item().id()));
        return correctPage(record, model);
    }

    private String correctPage(LedgerRecord record, Model model) {
        model.addAttribute("record", record);
        model.addAttribute("studio", studios.studio(record.studioId()));
        model.addAttribute("people", choices(record));
        model.addAttribute("items", items(record));
        model.addAttribute("today", today.today());
        return "studios/ledger/correct";
    }

    /** What is open of that year's plan, and what it ticked already. */
    private Map<String, String> items(LedgerRecord record) {
        Map<String, String> items = new LinkedHashMap<>();
        LedgerRecord.Item own = record.item();
        if (own != null) {
            items.put(String.valueOf(own.id()), own.title());
        }
        planItems
                .open(record.studioId(), record.day().getYear())
                .forEach(i -> items.put(String.valueOf(i.id()), i.title()));
        return items;
    }

    /** Today's roster, and whoever took part and has left since. */
    private List<LedgerRecord.Took> choices(LedgerRecord record) {
        List<LedgerRecord.Took> choices = new ArrayList<>(record.people());
        for (Member m : studios.members(record.studioId())) {
            if (choices.stream().noneMatch(c -> c.personId() == m.personId())) {
                choices.add(new LedgerRecord.Took(m.personId(), m.name()));
            }
        }
        return choices;
    }

    @SignedIn
    @PostMapping("/ledger/{id}/correct")
    String correct(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        LedgerRecord record = lists.seenBy(actor, id);
        ledger.writtenBy(actor, record.studioId());
        var typing = Typing.of(forms);
        Ledger.Typed typed = LedgerPages.typed(typing);
        return forms.submit(
                typing.form(),
                model,
                () -> {
                    ledger.correct(actor, id, version, typed, reason);
                    forms.flash("studioledger.corrected");
                    return "/ledger/" + id;
                },
                () -> correctPage(record, model));
    }

    @SignedIn
    @PostMapping("/ledger/{id}/strike")
    String strike(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Actor actor, Model model) {
        written(id, actor);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    ledger.strike(actor, id, reason);
                    forms.flash("studioledger.struckOut");
                    return "/ledger/" + id;
                },
                () -> page(id, actor, model));
    }

    @SignedIn
    @PostMapping("/ledger/{id}/restore")
    String restore(@PathVariable long id, Actor actor) {
        written(id, actor);
        ledger.restore(actor, id);
        forms.flash("studioledger.restored");
        return "redirect:/ledger/" + id;
    }

    @SignedIn
    @PostMapping("/ledger/{id}/photos")
    String photos(
            @PathVariable long id,
            @RequestParam(name = "photo", required = false) @Nullable List<MultipartFile> photos,
            Actor actor,
            Model model) {
        written(id, actor);
        return forms.submit(
                Form.empty(),
                model,
                () -> {
                    ledger.photos(actor, id, Uploads.of(photos));
                    return "/ledger/" + id + "#photos";
                },
                () -> page(id, actor, model));
    }

    @SignedIn
    @PostMapping("/ledger/{id}/photos/{file}/remove")
    String removePhoto(@PathVariable long id, @PathVariable UUID file, Actor actor) {
        written(id, actor);
        ledger.removePhoto(actor, id, file);
        return "redirect:/ledger/" + id + "#photos";
    }

    /** Whoever may not write there finds nothing, whatever they send. */
    private void written(long id, Actor actor) {
        ledger.writtenBy(actor, lists.seenBy(actor, id).studioId());
    }
}
