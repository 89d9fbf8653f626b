package io.lingchuang.review.blind;

import io.lingchuang.platform.files.StoredFile;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something in an entry that may tell experts who applies: a word at a place of its texts, or an attachment as a whole.
 *
 * @param place title, answer:CODE or file:ID
 * @param found the word in plain form; empty for an attachment
 * @param label what the place is called on the form; empty for the title
 * @param snippets the first passages, each with what stands around it
 * @param times how many passages there are
 * @param word what the host said; null: nothing yet
 */
public record Finding(
        long entry,
        String code,
        String place,
        String found,
        String label,
        Set<Kind> kinds,
        List<Snippet> snippets,
        int times,
        @Nullable StoredFile file,
        int pictures,
        @Nullable Said word) {

    public enum Kind {
        NAME,
        UNIT,
        CONTACT,
        /** A picture, or a file with pictures in it: may show a logo, a face, a name plate. */
        PICTURE,
        /** Not read yet, or it cannot be read: somebody has to look. */
        UNREAD,
        /** Its name tells; experts never see names of files. */
        FILE_NAME
    }

    /** HIDE: experts see a bar in its place, or not the attachment. LEAVE: they see it. CLEANED: they get another file instead. */
    public enum Word {
        HIDE,
        LEAVE,
        CLEANED
    }

    public record Said(Word word, String reason) {}

    public record Snippet(String before, String hit, String after) {}

    /** The host has to say something: experts would see it. */
    public boolean open() {
        return word == null && !(kinds.size() == 1 && kinds.contains(Kind.FILE_NAME));
    }

    /** As a form carries it. */
    public String key() {
        return entry + "|" + place + "|" + found;
    }
}
