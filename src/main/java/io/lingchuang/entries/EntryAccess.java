package io.lingchuang.entries;

import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.web.NotFound;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Who sees an entry: whoever began it, its completers, and, once it is handed in, the unions on both lines above its unit. */
@Component
public class EntryAccess {

    private final DSLContext dsl;
    private final Tree tree;

    EntryAccess(DSLContext dsl, Tree tree) {
        this.dsl = dsl;
        this.tree = tree;
    }

    public boolean maySee(Actor actor, Entry entry) {
        if (entry.createdBy() == actor.accountId()) {
            return true;
        }
        if (entry.state() == EntryState.DRAFT || entry.number() == null) {
            return false;
        }
        return officer(actor, entry)
                || !List.of("", Entry.Answer.DECLINED.name()).contains(answer(actor, entry));
    }

    public void requireSee(Actor actor, Entry entry) {
        if (!maySee(actor, entry)) {
            throw new NotFound();
        }
    }

    /** Follows its unit from above, on either line. */
    boolean officer(Actor actor, Entry entry) {
        return actor.reaches(Right.FOLLOW, tree.node(entry.unitNodeId()));
    }

    /** Is it their own: they are named as a completer, whatever they answered, or began it for themselves. Nobody decides on such a one. */
    public boolean own(Actor actor, Entry entry) {
        return (entry.createdBy() == actor.accountId() && !entry.enteredFor())
                || !answer(actor, entry).isEmpty();
    }

    /** Asked whether they are a completer, and has not answered yet. */
    boolean asked(Actor actor, Entry entry) {
        return answer(actor, entry).equals(Entry.Answer.INVITED.name());
    }

    /** What they answered as a completer; "" for whoever is none. */
    private String answer(Actor actor, Entry entry) {
        return dsl.select(COMPLETER.STATE)
                .from(COMPLETER)
                .join(PERSON)
                .on(PERSON.ID.eq(COMPLETER.PERSON_ID))
                .where(COMPLETER.ENTRY_ID.eq(entry.id()), PERSON.ACCOUNT_ID.eq(actor.accountId()))
                .fetchOptional(COMPLETER.STATE)
                .orElse("");
    }
}
