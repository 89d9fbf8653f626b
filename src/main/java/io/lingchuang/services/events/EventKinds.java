package io.lingchuang.services.events;

import static io.lingchuang.db.services.Tables.EVENT;
import static io.lingchuang.db.services.Tables.EVENT_KIND;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The kinds of events that the city has: added, renamed and, as long as no event is of it, removed by its officer. */
@Service
public class EventKinds {

    private static final int MOST = 20;

    /** events: how many there are of it, drafts too. */
    public record Kind(String code, String name, String nameEn, int events) {}

    private final DSLContext dsl;
    private final Tree tree;
    private final Audit audit;

    EventKinds(DSLContext dsl, Tree tree, Audit audit) {
        this.dsl = dsl;
        this.tree = tree;
        this.audit = audit;
    }

    boolean keeps(Actor actor) {
        return actor.holds(Right.HOLD_EVENTS, tree.city().id());
    }

    List<Kind> all(Actor actor) {
        actor.requireHolds(Right.HOLD_EVENTS, tree.city().id());
        return dsl.select(EVENT_KIND.CODE, EVENT_KIND.NAME, EVENT_KIND.NAME_EN, DSL.count(EVENT.ID))
                .from(EVENT_KIND)
                .leftJoin(EVENT)
                .on(EVENT.KIND.eq(EVENT_KIND.CODE))
                .groupBy(EVENT_KIND.CODE)
                .orderBy(EVENT_KIND.POSITION)
                .fetch(r -> new Kind(r.value1(), r.value2(), r.value3(), r.value4()));
    }

    @Transactional
    public void add(Actor actor, String name, String nameEn) {
        List<Kind> all = locked(actor);
        if (all.size() >= MOST) {
            throw new Refusal("events.kindsFull", MOST);
        }
        check(all, "", name, nameEn);
        int position = dsl.select(DSL.max(EVENT_KIND.POSITION))
                        .from(EVENT_KIND)
                        .fetchSingle()
                        .value1()
                + 1;
        dsl.insertInto(EVENT_KIND)
                .set(EVENT_KIND.CODE, code(position))
                .set(EVENT_KIND.NAME, name)
                .set(EVENT_KIND.NAME_EN, nameEn)
                .set(EVENT_KIND.POSITION, position)
                .execute();
        audit.record(actor, "events.kindAdd", null, null, name);
    }

    /** Nobody reads it: its position in letters. */
    private static String code(int position) {
        StringBuilder letters = new StringBuilder("OWN_");
        for (int n = position; n > 0; n /= 26) {
            letters.append((char) ('A' + n % 26));
        }
        return letters.toString();
    }

    @Transactional
    public void rename(Actor actor, String code, String name, String nameEn) {
        check(locked(actor), code, name, nameEn);
        int changed = dsl.update(EVENT_KIND)
                .set(EVENT_KIND.NAME, name)
                .set(EVENT_KIND.NAME_EN, nameEn)
                .where(EVENT_KIND.CODE.eq(code))
                .execute();
        if (changed == 0) {
            throw new NotFound();
        }
        audit.record(actor, "events.kindRename", null, null, name);
    }

    @Transactional
    public void remove(Actor actor, String code) {
        List<Kind> all = locked(actor);
        Kind gone = all.stream().filter(k -> k.code().equals(code)).findFirst().orElseThrow(NotFound::new);
        if (gone.events() > 0) {
            throw new Refusal("events.kindUsed", gone.name(), gone.events());
        }
        if (all.size() == 1) {
            throw new Refusal("events.kindLast");
        }
        dsl.deleteFrom(EVENT_KIND).where(EVENT_KIND.CODE.eq(code)).execute();
        audit.record(actor, "events.kindRemove", null, null, gone.name());
    }

    private List<Kind> locked(Actor actor) {
        actor.requireHolds(Right.HOLD_EVENTS, tree.city().id());
        dsl.select(EVENT_KIND.CODE).from(EVENT_KIND).forUpdate().fetch();
        return all(actor);
    }

    private static void check(List<Kind> all, String own, String name, String nameEn) {
        Events.length("name", name, 1, 20);
        Events.length("nameEn", nameEn, 1, 40);
        if (all.stream().anyMatch(k -> !k.code().equals(own) && k.name().equals(name))) {
            throw Refusal.onField("name", "events.kindThere");
        }
    }
}
