package io.lingchuang.entries;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.text.Grams;
import io.lingchuang.platform.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Two entries side by side, the passages they share marked. */
@Controller
class ComparePages {

    private final EntryView.Reader views;
    private final EntryAccess access;
    private final Duplicates duplicates;

    ComparePages(EntryView.Reader views, EntryAccess access, Duplicates duplicates) {
        this.views = views;
        this.access = access;
        this.duplicates = duplicates;
    }

    /**
     * For officers who follow the first. Of another that lies beyond their reach and is pointed out as like it, only the passages
     * that stand in both are shown, and neither its people nor its files.
     */
    @Allowed(Right.FOLLOW)
    @GetMapping("/entries/{id}/compare/{other}")
    String compare(@PathVariable long id, @PathVariable long other, Actor actor, Model model) {
        EntryView a = views.of(id);
        EntryView b = views.of(other);
        access.requireSee(actor, a.entry());
        boolean whole = access.maySee(actor, b.entry());
        if (!whole && !pointedOut(actor, a, other)) {
            throw new NotFound();
        }
        model.addAttribute("a", SideBySide.side(a, b, true));
        model.addAttribute("b", SideBySide.side(b, a, whole));
        model.addAttribute(
                "share",
                Grams.containment(
                        Grams.of(Duplicates.text(a.entry(), a.call())),
                        Grams.of(Duplicates.text(b.entry(), b.call()))));
        return "entries/compare";
    }

    private boolean pointedOut(Actor actor, EntryView a, long other) {
        return access.officer(actor, a.entry())
                && duplicates.like(a.entry(), a.call()).stream().anyMatch(l -> l.entryId() == other);
    }
}
