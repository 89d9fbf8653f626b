package io.lingchuang.entries;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.text.Grams;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** One of two texts as it is shown beside the other, cut at the passages that stand in both. */
@Component
public class SideBySide {

    /** So many characters make a passage. */
    private static final int PASSAGE = 6;

    private final EntryView.Reader views;
    private final EntryAccess access;

    SideBySide(EntryView.Reader views, EntryAccess access) {
        this.views = views;
        this.access = access;
    }

    /**
     * @param whole false where the entry lies beyond the officer's reach: then only the shared passages are shown, and neither its people nor
     *     its files
     * @param parts every second one is shared
     */
    public record Side(EntryView view, boolean whole, List<String> parts) {}

    /** The text of an entry, as this actor may see it beside another. */
    Side text(Actor actor, long id, long beside) {
        EntryView view = views.of(id);
        EntryView other = views.of(beside);
        return side(view, other, access.maySee(actor, view.entry()));
    }

    static Side side(EntryView view, EntryView beside, boolean whole) {
        String text = Duplicates.text(view.entry(), view.call());
        List<String> parts = parts(
                text,
                Grams.matching(text, Duplicates.text(beside.entry(), beside.call()), PASSAGE).stream()
                        .map(p -> new int[] {p.inA(), p.lengthA()})
                        .toList());
        return new Side(view, whole, whole ? parts : sharedOnly(parts));
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
