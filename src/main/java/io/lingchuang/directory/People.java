package io.lingchuang.directory;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.HONOUR;
import static io.lingchuang.db.directory.Tables.PERSON;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.text.Bigrams;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People of the city's units. Who keeps the directory of a unit adds and changes its people; others see what their work needs. */
@Service
public class People {

    private final DSLContext dsl;
    private final Tree tree;
    private final Enterprises enterprises;
    private final Audit audit;

    People(DSLContext dsl, Tree tree, Enterprises enterprises, Audit audit) {
        this.dsl = dsl;
        this.tree = tree;
        this.enterprises = enterprises;
        this.audit = audit;
    }

    public Optional<Person> ofAccount(long accountId) {
        return dsl.selectFrom(PERSON)
                .where(PERSON.ACCOUNT_ID.eq(accountId), PERSON.ACTIVE.isTrue())
                .fetchOptional(People::person);
    }

    /** For other parts of the house, which check who may see it. */
    public Person person(long id) {
        return dsl.selectFrom(PERSON)
                .where(PERSON.ID.eq(id))
                .fetchOptional(People::person)
                .orElseThrow(NotFound::new);
    }

    /** People found by two or more characters of their name or by staff number: of one's own employer or within reach. Phones are masked. */
    public List<Person> search(Actor actor, String typed, int limit) {
        String terms = Bigrams.query(typed);
        if (terms.isEmpty()) {
            return List.of();
        }
        return dsl.select(PERSON.fields())
                .from(PERSON)
                .join(NODE)
                .on(NODE.ID.eq(PERSON.EMPLOYER_NODE_ID))
                .where(PERSON.ACTIVE.isTrue(), Filter.matches(PERSON.SEARCH, terms), visible(actor))
                .orderBy(PERSON.NAME, PERSON.ID)
                .limit(limit)
                .fetch(r -> person(r).masked());
    }

    private Condition visible(Actor actor) {
        Condition within = actor.within(Right.SEE_DIRECTORY, NODE.PATH, NODE.INDUSTRY_PATH);
        return ofAccount(actor.accountId())
                .map(me -> {
                    long employer = enterprises
                            .of(me.employerNodeId())
                            .map(Enterprise::nodeId)
                            .orElse(me.employerNodeId());
                    return within.or(DSL.condition(
                            "{0} <@ {1}::ltree",
                            NODE.PATH, DSL.val(tree.node(employer).path())));
                })
                .orElse(within);
    }

    /** Latest first. */
    public List<Honour> honours(long personId) {
        return dsl.selectFrom(HONOUR)
                .where(HONOUR.PERSON_ID.eq(personId))
                .orderBy(HONOUR.YEAR.desc(), HONOUR.ID)
                .fetch(h -> new Honour(
                        h.getId(),
                        h.getPersonId(),
                        h.getTitle(),
                        HonourLevel.valueOf(h.getLevel()),
                        h.getYear(),
                        h.getNumber()));
    }

    @Transactional
    public long add(Actor actor, NewPerson p) {
        actor.requireReaches(Right.KEEP_DIRECTORY, tree.node(p.employerNodeId()));
        check(0, p);
        long id = unique(() -> dsl.insertInto(PERSON)
                .set(PERSON.NAME, p.name())
                .set(PERSON.EMPLOYER_NODE_ID, p.employerNodeId())
                .set(PERSON.STAFF_NUMBER, p.staffNumber())
                .set(PERSON.OCCUPATION_ID, p.occupationId())
                .set(PERSON.SKILL_LEVEL, name(p.skillLevel()))
                .set(PERSON.PHONE, p.phone())
                .set(PERSON.FRONT_LINE, p.frontLine())
                .set(PERSON.UNIT_HEAD, p.unitHead())
                .set(PERSON.SEARCH, Bigrams.index(p.name(), p.staffNumber()))
                .returningResult(PERSON.ID)
                .fetchSingle()
                .value1());
        audit.record(actor, "directory.addPerson", "person", id, p.name());
        return id;
    }

    /** Both the unit somebody leaves and the one that takes them in must be within reach. */
    @Transactional
    public void change(Actor actor, long id, int version, NewPerson p) {
        Person before = kept(actor, id);
        actor.requireReaches(Right.KEEP_DIRECTORY, tree.node(p.employerNodeId()));
        check(id, p);
        int changed = unique(() -> dsl.update(PERSON)
                .set(PERSON.NAME, p.name())
                .set(PERSON.EMPLOYER_NODE_ID, p.employerNodeId())
                .set(PERSON.STAFF_NUMBER, p.staffNumber())
                .set(PERSON.OCCUPATION_ID, p.occupationId())
                .set(PERSON.SKILL_LEVEL, name(p.skillLevel()))
                .set(PERSON.PHONE, p.phone())
                .set(PERSON.FRONT_LINE, p.frontLine())
                .set(PERSON.UNIT_HEAD, p.unitHead())
                .set(PERSON.SEARCH, Bigrams.index(p.name(), p.staffNumber()))
                .set(PERSON.VERSION, PERSON.VERSION.plus(1))
                .where(PERSON.ID.eq(id), PERSON.VERSION.eq(version))
                .execute());
        if (changed == 0) {
            throw new Stale();
        }
        String moved = before.employerNodeId() == p.employerNodeId()
                ? ""
                : " " + before.employerNodeId() + " → " + p.employerNodeId();
        audit.record(actor, "directory.changePerson", "person", id, p.name() + moved);
    }

    /** Somebody has left (离职, 退休) or is back. Their history stays; they cannot be chosen any more. */
    @Transactional
    public void setActive(Actor actor, long id, int version, boolean active) {
        Person person = kept(actor, id);
        int changed = unique(() -> dsl.update(PERSON)
                .set(PERSON.ACTIVE, active)
                .set(PERSON.VERSION, PERSON.VERSION.plus(1))
                .where(PERSON.ID.eq(id), PERSON.VERSION.eq(version), PERSON.MERGED_INTO.isNull())
                .execute());
        if (changed == 0) {
            throw new Stale();
        }
        audit.record(actor, active ? "directory.returnPerson" : "directory.leavePerson", "person", id, person.name());
    }

    /** The phone in full; who looked stands in the audit trail. */
    @Transactional
    public String lookAtPhone(Actor actor, long id) {
        Person person = person(id);
        actor.requireReaches(Right.SEE_DIRECTORY, tree.node(person.employerNodeId()));
        audit.record(actor, "directory.lookAtPhone", "person", id, person.name());
        return person.phone() == null ? "" : person.phone();
    }

    /** An honour of the unit is recorded by whoever keeps its directory; one from above by an officer of the federation. */
    @Transactional
    public long addHonour(
            Actor actor, long personId, String title, HonourLevel level, int year, @Nullable String number) {
        Person person = kept(actor, personId);
        requireMayHonour(actor, person, level);
        Long id = dsl.insertInto(HONOUR)
                .set(HONOUR.PERSON_ID, personId)
                .set(HONOUR.TITLE, title)
                .set(HONOUR.LEVEL, level.name())
                .set(HONOUR.YEAR, year)
                .set(HONOUR.NUMBER, number)
                .onConflictDoNothing()
                .returningResult(HONOUR.ID)
                .fetchOne(HONOUR.ID);
        if (id == null) {
            throw Refusal.onField("title", "directory.honourThere");
        }
        audit.record(actor, "directory.addHonour", "person", personId, title + " " + year);
        return id;
    }

    @Transactional
    public void removeHonour(Actor actor, long personId, long honourId) {
        Person person = kept(actor, personId);
        Honour honour = honours(personId).stream()
                .filter(h -> h.id() == honourId)
                .findFirst()
                .orElseThrow(NotFound::new);
        requireMayHonour(actor, person, honour.level());
        dsl.deleteFrom(HONOUR).where(HONOUR.ID.eq(honourId)).execute();
        audit.record(actor, "directory.removeHonour", "person", personId, honour.title() + " " + honour.year());
    }

    private void requireMayHonour(Actor actor, Person person, HonourLevel level) {
        if (level != HonourLevel.UNIT && !actor.reaches(Right.KEEP_TREE, tree.node(person.employerNodeId()))) {
            throw Refusal.onField("level", "directory.honourByOfficer");
        }
    }

    private Person kept(Actor actor, long id) {
        Person person = person(id);
        actor.requireReaches(Right.KEEP_DIRECTORY, tree.node(person.employerNodeId()));
        return person;
    }

    private void check(long id, NewPerson p) {
        if (p.phone() != null
                && dsl.fetchExists(
                        PERSON, PERSON.PHONE.eq(p.phone()).and(PERSON.ACTIVE).and(PERSON.ID.ne(id)))) {
            throw Refusal.onField("phone", "directory.phoneTaken");
        }
        if (p.staffNumber() != null
                && dsl.fetchExists(
                        PERSON,
                        PERSON.STAFF_NUMBER
                                .eq(p.staffNumber())
                                .and(PERSON.EMPLOYER_NODE_ID.eq(p.employerNodeId()))
                                .and(PERSON.ID.ne(id)))) {
            throw Refusal.onField("staffNumber", "directory.staffNumberTaken");
        }
    }

    /** Two who type the same number at once: the database lets one in. */
    private static <T> T unique(java.util.function.Supplier<T> write) {
        try {
            return write.get();
        } catch (DuplicateKeyException e) {
            throw new Refusal("directory.numberTaken");
        }
    }

    static @Nullable String name(@Nullable SkillLevel level) {
        return level == null ? null : level.name();
    }

    static Person person(Record p) {
        String level = p.get(PERSON.SKILL_LEVEL);
        return new Person(
                p.get(PERSON.ID),
                p.get(PERSON.NAME),
                p.get(PERSON.EMPLOYER_NODE_ID),
                p.get(PERSON.STAFF_NUMBER),
                p.get(PERSON.OCCUPATION_ID),
                level == null ? null : SkillLevel.valueOf(level),
                p.get(PERSON.PHONE),
                p.get(PERSON.FRONT_LINE),
                p.get(PERSON.UNIT_HEAD),
                p.get(PERSON.ACCOUNT_ID),
                p.get(PERSON.ACTIVE),
                p.get(PERSON.VERSION));
    }
}
