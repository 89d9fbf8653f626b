package io.lingchuang.studios.naming;

import static io.lingchuang.db.studios.Tables.EVENT;

import io.lingchuang.access.Actor;
import io.lingchuang.studios.PageLink;
import io.lingchuang.studios.Studio;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What stands on the page of a naming besides the naming itself. */
@Component
public class Keeping {

    /** action: its text stands under audit.studios.ACTION. */
    public record Happened(
            Instant at, String who, String action, @Nullable String reason) {}

    private final DSLContext dsl;
    private final List<PageLink> links;

    Keeping(DSLContext dsl, List<PageLink> links) {
        this.dsl = dsl;
        this.links = links;
    }

    /** The latest hundred, the newest first. */
    List<Happened> history(long studio) {
        return dsl.selectFrom(EVENT)
                .where(EVENT.STUDIO_ID.eq(studio))
                .orderBy(EVENT.ID.desc())
                .limit(100)
                .fetch(r -> new Happened(r.getAt(), r.getActorName(), r.getAction(), r.getReason()));
    }

    /** To what else is kept of it. */
    List<PageLink.Link> links(Actor actor, Studio studio) {
        return links.stream()
                .flatMap(l -> l.of(actor, studio).stream())
                .filter(l -> !l.href().endsWith("/keeping"))
                .toList();
    }
}
