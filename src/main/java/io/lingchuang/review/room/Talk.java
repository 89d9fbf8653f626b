package io.lingchuang.review.room;

import io.lingchuang.review.Panel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The discussion of a border case 讨论, as somebody in it sees it. States: OPEN → CLOSED, with a conclusion.
 *
 * @param named its experts stand by name; otherwise by the codes of the archive
 * @param leads the viewer is the host, the chair or the deputy there
 * @param joined the viewer may say something now
 * @param held what experts of a blind review do not read of it, for the host
 */
public record Talk(
        long id,
        Panel panel,
        long entryId,
        String code,
        String title,
        String subject,
        boolean named,
        boolean open,
        Instant openedAt,
        @Nullable String conclusion,
        @Nullable Instant closedAt,
        boolean leads,
        boolean joined,
        List<String> participants,
        List<Post> posts,
        List<String> held) {

    public enum Kind {
        WORD,
        /** Asks for the own sheet back. */
        REOPEN
    }

    /**
     * What somebody said.
     *
     * @param text empty where it was withdrawn and the viewer does not lead
     * @param own the viewer said it
     * @param sheet the sheet that is asked for, while it is sealed and the viewer may give it back
     */
    public record Post(
            long id,
            String author,
            Kind kind,
            String text,
            Instant at,
            boolean withdrawn,
            boolean own,
            @Nullable Long sheet) {

        Post reading(String read) {
            return new Post(id, author, kind, read, at, withdrawn, own, sheet);
        }
    }

    /** A discussion in a list. */
    public record Line(
            long id, String panel, String code, String title, String subject, boolean open, int posts, Instant last) {}
}
