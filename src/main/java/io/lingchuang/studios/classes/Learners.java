package io.lingchuang.studios.classes;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.COURSE;
import static io.lingchuang.db.studios.Tables.LEARNER;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Tree;
import io.lingchuang.directory.People;
import io.lingchuang.directory.Person;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import io.lingchuang.studios.ledger.Ledger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who is in a class: whoever signs up while there is a place, signs in by the code on the screen, or is ticked by the teacher. */
@Service
public class Learners {

    private final DSLContext dsl;
    private final Studios studios;
    private final Ledger ledger;
    private final CourseLists lists;
    private final People people;
    private final Tree tree;
    private final Today today;

    Learners(DSLContext dsl, Studios studios, Ledger ledger, CourseLists lists, People people, Tree tree, Today today) {
        this.dsl = dsl;
        this.studios = studios;
        this.ledger = ledger;
        this.lists = lists;
        this.people = people;
        this.tree = tree;
        this.today = today;
    }

    /** Which classes somebody may see: those of a studio they are in or above of, those open to them, those they are in. */
    Condition seen(Actor actor, Studio studio) {
        if (studios.standing(actor, studio).inside()) {
            return DSL.noCondition();
        }
        return people.ofAccount(actor.accountId())
                .map(me -> lists.openTo(me.id()).or(CourseLists.joined(me.id())))
                .orElse(COURSE.OPEN_TO.eq(Course.OpenTo.CITY.name()));
    }

    public Course seenBy(Actor actor, long id) {
        Course course = lists.course(id);
        if (!lists.any(id, seen(actor, studios.studio(course.studioId())))) {
            throw new NotFound();
        }
        return course;
    }

    /** Teaches, or writes for whoever does: works in the studio. */
    public boolean teaches(Actor actor, Course course) {
        Studio studio = studios.studio(course.studioId());
        return studio.state().alive() && studios.standing(actor, studio).works();
    }

    Optional<Learner> of(Actor actor, long course) {
        return people.ofAccount(actor.accountId()).flatMap(me -> find(course, me.id()));
    }

    private Optional<Learner> find(long course, long person) {
        return lists.learners(course).stream()
                .filter(l -> l.personId() == person)
                .findFirst();
    }

    /** Takes a place. Refused when there is none left, or the class is no longer ahead. */
    @Transactional
    public void join(Actor actor, long id) {
        Course course = locked(actor, id);
        Person me = me(actor);
        requireAhead(course);
        if (!lists.any(id, lists.openTo(me.id()))) {
            throw new Refusal("studioclasses.notForYou");
        }
        place(course, me.id());
    }

    private void place(Course course, long person) {
        Learner.State now = find(course.id(), person).map(Learner::state).orElse(Learner.State.LEFT);
        if (now != Learner.State.LEFT) {
            return; // has one
        }
        if (course.full()) {
            throw new Refusal("studioclasses.full", course.places());
        }
        dsl.insertInto(LEARNER, LEARNER.COURSE_ID, LEARNER.PERSON_ID)
                .values(course.id(), person)
                .onConflict(LEARNER.COURSE_ID, LEARNER.PERSON_ID)
                .doUpdate()
                .set(LEARNER.STATE, Learner.State.SIGNED_UP.name())
                .set(LEARNER.SINCE, today.now())
                .execute();
    }

    /** Gives the place back. */
    @Transactional
    public void leave(Actor actor, long id) {
        Course course = locked(actor, id);
        requireAhead(course);
        int left = dsl.update(LEARNER)
                .set(LEARNER.STATE, Learner.State.LEFT.name())
                .where(
                        LEARNER.COURSE_ID.eq(id),
                        LEARNER.PERSON_ID.eq(me(actor).id()),
                        LEARNER.STATE.eq(Learner.State.SIGNED_UP.name()))
                .execute();
        if (left == 0) {
            throw new Stale();
        }
    }

    private void requireAhead(Course course) {
        if (course.state() == Course.State.CANCELLED) {
            throw new Refusal("studioclasses.isCancelled", Objects.requireNonNullElse(course.why(), ""));
        }
        if (!course.planned() || today.now().isAfter(course.endsAt())) {
            throw new Refusal("studioclasses.over");
        }
    }

    /**
     * Signs in by the code on the screen of the class. Whoever had no place takes one that is left.
     *
     * @return false when they were signed in already, and nothing changed
     */
    @Transactional
    public boolean signIn(Actor actor, long id, String code) {
        Course course = locked(actor, id);
        Person me = me(actor);
        requireAhead(course);
        if (find(id, me.id()).filter(Learner::present).isPresent()) {
            return false;
        }
        if (!course.atDoor(today.now())) {
            throw Refusal.onField("code", "studioclasses.notNow");
        }
        if (!course.doorCode().fits(code, today.now())) {
            throw Refusal.onField("code", "studioclasses.codeOld");
        }
        boolean placed = find(id, me.id())
                .filter(l -> l.state() == Learner.State.SIGNED_UP)
                .isPresent();
        if (!placed) {
            if (!lists.any(id, lists.openTo(me.id()))) {
                throw new Refusal("studioclasses.notForYou");
            }
            place(course, me.id());
        }
        present(id, List.of(me.id()), Learner.Way.CODE);
        return true;
    }

    private int present(long course, List<Long> people, Learner.Way way) {
        return dsl.update(LEARNER)
                .set(LEARNER.STATE, Learner.State.PRESENT.name())
                .set(LEARNER.PRESENT_AT, today.now())
                .set(LEARNER.WAY, way.name())
                .where(
                        LEARNER.COURSE_ID.eq(course),
                        LEARNER.PERSON_ID.in(people),
                        LEARNER.STATE.eq(Learner.State.SIGNED_UP.name()))
                .execute();
    }

    /** The teacher ticks who is there: the list as it stands on the page; those ticked by the code stay. */
    @Transactional
    public void tick(Actor actor, long id, List<Long> there) {
        Course course = taught(actor, id);
        present(id, there, Learner.Way.TICKED);
        dsl.update(LEARNER)
                .set(LEARNER.STATE, Learner.State.SIGNED_UP.name())
                .setNull(LEARNER.PRESENT_AT)
                .setNull(LEARNER.WAY)
                .where(
                        LEARNER.COURSE_ID.eq(id),
                        LEARNER.PERSON_ID.notIn(there),
                        LEARNER.WAY.eq(Learner.Way.TICKED.name()),
                        LEARNER.BEST.isNull())
                .execute();
        studios.happened(actor, course.studioId(), "classTicked", course.title());
    }

    /** Puts somebody without a phone onto the list, by staff number or name within the studio's unit; ticked at once when the class has begun. */
    @Transactional
    public void add(Actor actor, long id, String who) {
        Course course = locked(actor, id);
        ledger.writtenBy(actor, course.studioId());
        requireAhead(course);
        long person = named(course, who.strip());
        place(course, person);
        if (course.begun(today.now())) {
            present(id, List.of(person), Learner.Way.TICKED);
        }
        studios.happened(actor, course.studioId(), "classAdded", course.title());
    }

    private long named(Course course, String who) {
        String path = tree.node(studios.studio(course.studioId()).nodeId()).path();
        List<Long> found = who.isEmpty()
                ? List.of()
                : dsl.select(PERSON.ID)
                        .from(PERSON)
                        .join(NODE)
                        .on(NODE.ID.eq(PERSON.EMPLOYER_NODE_ID))
                        .where(
                                PERSON.ACTIVE.isTrue(),
                                PERSON.MERGED_INTO.isNull(),
                                DSL.condition("{0} <@ {1}::ltree", NODE.PATH, DSL.val(path)),
                                PERSON.STAFF_NUMBER.eq(who).or(PERSON.NAME.eq(who)))
                        .limit(2)
                        .fetch(PERSON.ID);
        if (found.isEmpty()) {
            throw Refusal.onField("who", "studioclasses.nobodySo");
        }
        if (found.size() > 1) {
            throw Refusal.onField("who", "studioclasses.severalSo");
        }
        return found.getFirst();
    }

    private Course taught(Actor actor, long id) {
        Course course = locked(actor, id);
        ledger.writtenBy(actor, course.studioId());
        if (!course.planned()) {
            throw new Stale();
        }
        if (!course.begun(today.now())) {
            throw new Refusal("studioclasses.notYet");
        }
        return course;
    }

    /** One after the other: places are counted under this lock. */
    private Course locked(Actor actor, long id) {
        dsl.selectOne().from(COURSE).where(COURSE.ID.eq(id)).forUpdate().fetch();
        return seenBy(actor, id);
    }

    private Person me(Actor actor) {
        return people.ofAccount(actor.accountId()).orElseThrow(() -> new Refusal("studioclasses.noPerson"));
    }
}
