package io.lingchuang.directory;

import static io.lingchuang.db.directory.Tables.OCCUPATION;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Occupations 工种 as the national list names them. The city keeps the ones that it needs. */
@Service
public class Occupations {

    private final DSLContext dsl;
    private final Tree tree;
    private final Audit audit;

    Occupations(DSLContext dsl, Tree tree, Audit audit) {
        this.dsl = dsl;
        this.tree = tree;
        this.audit = audit;
    }

    public Optional<Occupation> find(long id) {
        return dsl.selectFrom(OCCUPATION).where(OCCUPATION.ID.eq(id)).fetchOptional(Occupations::occupation);
    }

    public List<Occupation> all() {
        return dsl.selectFrom(OCCUPATION).orderBy(OCCUPATION.CODE).fetch(Occupations::occupation);
    }

    @Transactional
    public long add(Actor actor, String code, String name, String category) {
        actor.requireReaches(Right.KEEP_TREE, tree.city());
        Long id = dsl.insertInto(OCCUPATION)
                .set(OCCUPATION.CODE, code)
                .set(OCCUPATION.NAME, name)
                .set(OCCUPATION.CATEGORY, category)
                .onConflictDoNothing()
                .returningResult(OCCUPATION.ID)
                .fetchOne(OCCUPATION.ID);
        if (id == null) {
            throw Refusal.onField("code", "directory.codeTaken");
        }
        audit.record(actor, "directory.addOccupation", "occupation", id, code + " " + name);
        return id;
    }

    @Transactional
    public void change(Actor actor, long id, String code, String name, String category) {
        actor.requireReaches(Right.KEEP_TREE, tree.city());
        if (dsl.fetchExists(OCCUPATION, OCCUPATION.CODE.eq(code).and(OCCUPATION.ID.ne(id)))) {
            throw Refusal.onField("code", "directory.codeTaken");
        }
        int changed = dsl.update(OCCUPATION)
                .set(OCCUPATION.CODE, code)
                .set(OCCUPATION.NAME, name)
                .set(OCCUPATION.CATEGORY, category)
                .where(OCCUPATION.ID.eq(id))
                .execute();
        if (changed == 0) {
            throw new NotFound();
        }
        audit.record(actor, "directory.changeOccupation", "occupation", id, code + " " + name);
    }

    static Occupation occupation(Record o) {
        return new Occupation(
                o.get(OCCUPATION.ID), o.get(OCCUPATION.CODE), o.get(OCCUPATION.NAME), o.get(OCCUPATION.CATEGORY));
    }
}
