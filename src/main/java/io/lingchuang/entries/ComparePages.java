package io.lingchuang.entries;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.text.Grams;
import io.lingchuang.platform.web.NotFound;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Two entries side by side, the passages they share marked. */
@Controller
class ComparePages {

    private static final int PASSAGE = 6;

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
        String textA = Duplicates.text(a.entry(), a.call());
        String textB = Duplicates.text(b.entry(), b.call());
        List<Grams.Passage> passages = Grams.matching(textA, textB, PASSAGE);
        List<String> partsB = parts(
                textB,
                passages.stream().map(p -> new int[] {p.inB(), p.lengthB()}).toList());
        model.addAttribute("a", a);
        model.addAttribute("b", b);
        model.addAttribute("whole", whole);
        model.addAttribute("share", Grams.containment(Grams.of(textA), Grams.of(textB)));
        model.addAttribute(
                "partsA",
                parts(
                        textA,
                        passages.stream()
                                .map(p -> new int[] {p.inA(), p.lengthA()})
                                .toList()));
        model.addAttribute("partsB", whole ? partsB : sharedOnly(partsB));
        return "entries/compare";
    }

    private boolean pointedOut(Actor actor, EntryView a, long other) {
        return access.officer(actor, a.entry())
                && duplicates.like(a.entry(), a.call()).stream().anyMatch(l -> l.entryId() == other);
    }

    /** The text cut at the shared passages; every second part is shared. */
    static List<String> parts(String text, List<int[]> shared) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        for (int[] passage :
                shared.stream().sorted(Comparator.comparingInt(p -> p[0])).toList()) {
            if (passage[0] >= at) {
                parts.add(text.substring(at, passage[0]));
                parts.add(text.substring(passage[0], passage[0] + passage[1]));
                at = passage[0] + passage[1];
            }
        }
        parts.add(text.substring(at));
        return parts;
    }

    /** What is not shared stands as a mark of omission. */
    static List<String> sharedOnly(List<String> parts) {
        List<String> only = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            only.add(i % 2 == 1 ? parts.get(i) : parts.get(i).isBlank() ? "" : "\n……\n");
        }
        return only;
    }
}
