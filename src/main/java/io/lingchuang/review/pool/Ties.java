package io.lingchuang.review.pool;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.review.Tables.TIE;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.Recusals;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What binds experts to people and units, said by the keeper, a sheet or the expert. Each is found in the tree or the directory where exactly
 * one there can be meant; the name stands in any case.
 */
@Service
public class Ties {

    /** Somebody with whom the expert completed an entry, as the entries tell it. */
    public record Shared(String name, String unit, int entries) {}

    private final DSLContext dsl;
    private final Pool pool;
    private final Recusals recusals;
    private final Today today;
    private final Audit audit;

    Ties(DSLContext dsl, Pool pool, Recusals recusals, Today today, Audit audit) {
        this.dsl = dsl;
        this.pool = pool;
        this.recusals = recusals;
        this.today = today;
        this.audit = audit;
    }

    /** The caller has checked who may know them. */
    List<Tie> of(long expert) {
        var employer = NODE.as("employer");
        var path = DSL.concat(PERSON.NAME, DSL.val("（"), employer.NAME, DSL.val("）"));
        return dsl.select(TIE.fields())
                .select(NODE.NAME, path)
                .from(TIE)
                .leftJoin(NODE)
                .on(NODE.ID.eq(TIE.NODE_ID))
                .leftJoin(PERSON)
                .on(PERSON.ID.eq(TIE.PERSON_ID))
                .leftJoin(employer)
                .on(employer.ID.eq(PERSON.EMPLOYER_NODE_ID))
                .where(TIE.EXPERT_ID.eq(expert))
                .orderBy(TIE.KIND, TIE.ID)
                .fetch(r -> new Tie(
                        r.get(TIE.ID),
                        Tie.Kind.valueOf(r.get(TIE.KIND)),
                        r.get(TIE.NAME),
                        r.get(TIE.UNIT),
                        r.get(TIE.NODE_ID) != null ? r.get(NODE.NAME) : r.get(path),
                        r.get(TIE.UNTIL_DAY),
                        Tie.Source.valueOf(r.get(TIE.SOURCE))));
    }

    /** Who completed entries with the expert: nobody has to say so. */
    List<Shared> shared(Member member) {
        if (member.personId() == null) {
            return List.of();
        }
        var own = COMPLETER.as("own");
        var entries = DSL.countDistinct(COMPLETER.ENTRY_ID);
        return dsl.select(COMPLETER.NAME, COMPLETER.UNIT_NAME, entries)
                .from(COMPLETER)
                .join(own)
                .on(own.ENTRY_ID.eq(COMPLETER.ENTRY_ID), own.PERSON_ID.eq(member.personId()))
                .where(
                        COMPLETER.PERSON_ID.isDistinctFrom(member.personId()),
                        COMPLETER.STATE.ne("DECLINED"),
                        own.STATE.ne("DECLINED"))
                .groupBy(COMPLETER.NAME, COMPLETER.UNIT_NAME)
                .orderBy(entries.desc(), COMPLETER.NAME)
                .limit(50)
                .fetch(r -> new Shared(r.value1(), r.value2(), r.value3()));
    }

    static List<Refusal> faults(Tie.Said said) {
        List<Refusal> faults = new ArrayList<>();
        if (said.name().length() < 2 || said.name().length() > 80) {
            faults.add(Refusal.onField("tieName", "review.pool.tieName"));
        }
        if (said.unit().length() > 80) {
            faults.add(Refusal.onField("tieUnit", "review.nameTooLong", 80));
        }
        return faults;
    }

    @Transactional
    public void add(Actor actor, long expert, Tie.Said said) {
        pool.kept(actor, expert);
        write(actor, expert, said, Tie.Source.POOL);
    }

    /** The expert's own word. */
    @Transactional
    public void declare(Actor actor, Tie.Said said) {
        write(actor, pool.own(actor).id(), said, Tie.Source.DECLARED);
    }

    private void write(Actor actor, long expert, Tie.Said said, Tie.Source source) {
        List<Refusal> faults = faults(said);
        if (!faults.isEmpty()) {
            throw faults.getFirst();
        }
        if (!put(actor, expert, said, source)) {
            throw Refusal.onField("tieName", "review.pool.tieThere");
        }
        audit.record(actor, "review.addTie", "expert", expert, said.kind() + " " + said.name());
    }

    /** Whoever sits on a panel is recused at once. @return false if it was there already */
    boolean put(Actor actor, long expert, Tie.Said said, Tie.Source source) {
        boolean fresh = dsl.insertInto(TIE)
                        .set(TIE.EXPERT_ID, expert)
                        .set(TIE.KIND, said.kind().name())
                        .set(TIE.NAME, said.name())
                        .set(TIE.UNIT, said.kind().ofUnit() ? "" : said.unit())
                        .set(TIE.NODE_ID, said.kind().ofUnit() ? unit(said.name()) : null)
                        .set(TIE.PERSON_ID, said.kind().ofUnit() ? null : person(said.name(), said.unit()))
                        .set(TIE.UNTIL_DAY, said.kind().ofUnit() ? said.until() : null)
                        .set(TIE.SOURCE, source.name())
                        .set(TIE.AT, today.now())
                        .onConflictDoNothing()
                        .execute()
                > 0;
        if (fresh) {
            recusals.lookAgain(actor, expert);
        }
        return fresh;
    }

    private @Nullable Long unit(String name) {
        return only(dsl.select(NODE.ID)
                .from(NODE)
                .where(NODE.NAME.eq(name))
                .limit(2)
                .fetch(NODE.ID));
    }

    /** Where the unit is said, somebody of it or below it; where it is not, somebody whose name nobody else has. */
    private @Nullable Long person(String name, String unit) {
        Condition where = PERSON.NAME.eq(name).and(PERSON.MERGED_INTO.isNull());
        if (!unit.isEmpty()) {
            var above = NODE.as("above");
            where = where.and(PERSON.EMPLOYER_NODE_ID.in(DSL.select(NODE.ID)
                    .from(NODE)
                    .join(above)
                    .on(DSL.condition("{0} <@ {1}", NODE.PATH, above.PATH))
                    .where(above.NAME.eq(unit))));
        }
        return only(dsl.select(PERSON.ID).from(PERSON).where(where).limit(2).fetch(PERSON.ID));
    }

    private static @Nullable Long only(List<Long> found) {
        return found.size() == 1 ? found.getFirst() : null;
    }

    /** What the expert declared stands until they take it back themselves: the keeper does not. */
    @Transactional
    public void remove(Actor actor, long expert, long tie) {
        pool.kept(actor, expert);
        delete(actor, expert, tie, TIE.SOURCE.ne(Tie.Source.DECLARED.name()));
    }

    /** What others put down stands until they take it out: one's own word does not undo it. */
    @Transactional
    public void takeBack(Actor actor, long tie) {
        delete(actor, pool.own(actor).id(), tie, TIE.SOURCE.eq(Tie.Source.DECLARED.name()));
    }

    private void delete(Actor actor, long expert, long tie, Condition whose) {
        String gone = dsl.deleteFrom(TIE)
                .where(TIE.ID.eq(tie), TIE.EXPERT_ID.eq(expert), whose)
                .returningResult(DSL.concat(TIE.KIND, DSL.val(" "), TIE.NAME))
                .fetchOptional(r -> r.value1())
                .orElseThrow(NotFound::new);
        audit.record(actor, "review.removeTie", "expert", expert, gone);
    }
}
