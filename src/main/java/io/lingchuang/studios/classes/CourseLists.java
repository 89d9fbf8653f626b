package io.lingchuang.studios.classes;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.COURSE;
import static io.lingchuang.db.studios.Tables.COURSE_MATERIAL;
import static io.lingchuang.db.studios.Tables.COURSE_MOVED;
import static io.lingchuang.db.studios.Tables.LEARNER;
import static io.lingchuang.db.studios.Tables.MATERIAL;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Classes and who is in them. */
@Component
public class CourseLists {

    private static final Field<Integer> TAKEN = DSL.field(DSL.selectCount()
                    .from(LEARNER)
                    .where(LEARNER.COURSE_ID.eq(COURSE.ID), LEARNER.STATE.ne(Learner.State.LEFT.name())))
            .as("taken");

    /** Another time and place that a class had. */
    public record Moved(Instant fromAt, String fromPlace, String reason) {}

    /** Something laid out for the learners. */
    public record Laid(long id, String title) {}

    /** A line on somebody's record. */
    public record Learned(
            long courseId,
            String title,
            String studio,
            Instant at,
            Learner.State state,
            @Nullable Integer best,
            @Nullable BigDecimal hours) {}

    private final DSLContext dsl;
    private final Today today;

    CourseLists(DSLContext dsl, Today today) {
        this.dsl = dsl;
        this.today = today;
    }

    Course course(long id) {
        return find(COURSE.ID.eq(id)).stream().findFirst().orElseThrow(NotFound::new);
    }

    private List<Course> find(Condition which) {
        return select(which).orderBy(COURSE.STARTS_AT, COURSE.ID).fetch(CourseLists::course);
    }

    private org.jooq.SelectConditionStep<? extends Record> select(Condition which) {
        return dsl.select(COURSE.fields())
                .select(PERSON.NAME, STUDIO.NAME, TAKEN)
                .from(COURSE)
                .join(STUDIO)
                .on(STUDIO.ID.eq(COURSE.STUDIO_ID))
                .join(PERSON)
                .on(PERSON.ID.eq(COURSE.TEACHER_ID))
                .where(which);
    }

    private static Course course(Record r) {
        return new Course(
                r.get(COURSE.ID),
                r.get(COURSE.STUDIO_ID),
                r.get(STUDIO.NAME),
                r.get(COURSE.TITLE),
                r.get(COURSE.CONTENT),
                r.get(COURSE.TEACHER_ID),
                r.get(PERSON.NAME),
                r.get(COURSE.STARTS_AT),
                r.get(COURSE.ENDS_AT),
                r.get(COURSE.PLACE),
                r.get(COURSE.HOURS),
                r.get(COURSE.PLACES),
                Course.OpenTo.valueOf(r.get(COURSE.OPEN_TO)),
                Course.State.valueOf(r.get(COURSE.STATE)),
                r.get(COURSE.WHY),
                r.get(COURSE.PASS_MARK),
                r.get(COURSE.SECRET),
                r.get(COURSE.RECORD_ID),
                r.get(COURSE.PLAN_ITEM_ID),
                r.get(COURSE.VERSION),
                r.get(TAKEN));
    }

    Listing<Course> ofStudio(long studio, Condition seen, Page page) {
        return new Listing<Course>(
                        dsl,
                        "studioclasses.title",
                        filters -> select(COURSE.STUDIO_ID.eq(studio).and(seen)).and(filters),
                        CourseLists::course)
                .down(COURSE.STARTS_AT)
                .down(COURSE.ID)
                .filter(Filter.text("q", "studioclasses.search", q -> COURSE.TITLE.containsIgnoreCase(q)))
                .filter(Filter.constants("state", "studioclasses.state", Course.State.class, COURSE.STATE, page))
                .column(Column.of("startsAt", "studioclasses.startsAt", Course::startsAt))
                .column(Column.<Course>of("title", "studioclasses.name", Course::title)
                        .link(c -> "/classes/" + c.id()))
                .column(Column.of("teacher", "studioclasses.teacher", Course::teacher))
                .column(Column.of("place", "studioclasses.place", Course::place))
                .column(Column.of("hours", "studioclasses.hours", Course::hours))
                .column(Column.of("taken", "studioclasses.taken", c -> c.taken() + " / " + c.places()))
                .column(Column.of("openTo", "studioclasses.openTo", Course::openTo))
                .column(Column.of("state", "studioclasses.state", Course::state));
    }

    List<Learner> learners(long course) {
        return dsl.select(LEARNER.fields())
                .select(PERSON.NAME, NODE.NAME, PERSON.ACCOUNT_ID)
                .from(LEARNER)
                .join(PERSON)
                .on(PERSON.ID.eq(LEARNER.PERSON_ID))
                .join(NODE)
                .on(NODE.ID.eq(PERSON.EMPLOYER_NODE_ID))
                .where(LEARNER.COURSE_ID.eq(course))
                .orderBy(PERSON.NAME, PERSON.ID)
                .fetch(CourseLists::learner);
    }

    private static Learner learner(Record r) {
        String way = r.get(LEARNER.WAY);
        return new Learner(
                r.get(LEARNER.COURSE_ID),
                r.get(LEARNER.PERSON_ID),
                r.get(PERSON.NAME),
                r.get(NODE.NAME),
                r.get(PERSON.ACCOUNT_ID),
                Learner.State.valueOf(r.get(LEARNER.STATE)),
                r.get(LEARNER.PRESENT_AT),
                way == null ? null : Learner.Way.valueOf(way),
                r.get(LEARNER.BEST),
                r.get(LEARNER.HOURS));
    }

    Listing<Learner> roll(long course) {
        return new Listing<Learner>(
                        dsl,
                        "studioclasses.roll",
                        filters -> dsl.select(LEARNER.fields())
                                .select(PERSON.NAME, NODE.NAME, PERSON.ACCOUNT_ID)
                                .from(LEARNER)
                                .join(PERSON)
                                .on(PERSON.ID.eq(LEARNER.PERSON_ID))
                                .join(NODE)
                                .on(NODE.ID.eq(PERSON.EMPLOYER_NODE_ID))
                                .where(LEARNER.COURSE_ID.eq(course))
                                .and(filters),
                        CourseLists::learner)
                .up(LEARNER.PERSON_ID)
                .column(Column.of("name", "studioclasses.who", Learner::name))
                .column(Column.of("unit", "studioclasses.unit", Learner::unit))
                .column(Column.of("state", "studioclasses.state", Learner::state))
                .column(Column.of("presentAt", "studioclasses.presentAt", Learner::presentAt))
                .column(Column.of("way", "studioclasses.way", Learner::way))
                .column(Column.of("best", "studioclasses.best", Learner::best))
                .column(Column.of("hours", "studioclasses.hours", Learner::hours));
    }

    List<Moved> moved(long course) {
        return dsl.selectFrom(COURSE_MOVED)
                .where(COURSE_MOVED.COURSE_ID.eq(course))
                .orderBy(COURSE_MOVED.VERSION)
                .fetch(m -> new Moved(m.getFromAt(), m.getFromPlace(), m.getReason()));
    }

    List<Laid> materials(long course) {
        return dsl.select(MATERIAL.ID, MATERIAL.TITLE)
                .from(COURSE_MATERIAL)
                .join(MATERIAL)
                .on(MATERIAL.ID.eq(COURSE_MATERIAL.MATERIAL_ID))
                .where(COURSE_MATERIAL.COURSE_ID.eq(course))
                .orderBy(MATERIAL.ID)
                .fetch(r -> new Laid(r.value1(), r.value2()));
    }

    /** What a studio can lay out. */
    List<Laid> layable(long studio) {
        return dsl.select(MATERIAL.ID, MATERIAL.TITLE)
                .from(MATERIAL)
                .where(MATERIAL.STUDIO_ID.eq(studio), MATERIAL.STATE.eq("IN_USE"))
                .orderBy(MATERIAL.ID)
                .fetch(r -> new Laid(r.value1(), r.value2()));
    }

    /** A class is open to this person, by where they work and what they belong to. */
    Condition openTo(long person) {
        var mine = NODE.as("mine");
        var home = NODE.as("home");
        Condition unit = DSL.exists(DSL.selectOne()
                .from(PERSON)
                .join(mine)
                .on(mine.ID.eq(PERSON.EMPLOYER_NODE_ID))
                .join(home)
                .on(home.ID.eq(DSL.select(STUDIO.NODE_ID).from(STUDIO).where(STUDIO.ID.eq(COURSE.STUDIO_ID))))
                .where(PERSON.ID.eq(person), DSL.condition("{0} <@ {1}", mine.PATH, home.PATH)));
        Condition roster = DSL.exists(DSL.selectOne()
                .from(MEMBER)
                .where(
                        MEMBER.STUDIO_ID.eq(COURSE.STUDIO_ID),
                        MEMBER.PERSON_ID.eq(person),
                        MEMBER.FROM_DAY.le(today.today()),
                        MEMBER.UNTIL_DAY.isNull().or(MEMBER.UNTIL_DAY.gt(today.today()))));
        return COURSE.OPEN_TO
                .eq(Course.OpenTo.CITY.name())
                .or(COURSE.OPEN_TO.eq(Course.OpenTo.UNIT.name()).and(unit))
                .or(roster);
    }

    /** This person has, or had, a part in it. */
    static Condition joined(long person) {
        return DSL.exists(
                DSL.selectOne().from(LEARNER).where(LEARNER.COURSE_ID.eq(COURSE.ID), LEARNER.PERSON_ID.eq(person)));
    }

    boolean any(long course, Condition which) {
        return dsl.fetchExists(DSL.selectOne().from(COURSE).where(COURSE.ID.eq(course), which));
    }

    /** What somebody may sign up for, or has. */
    List<Course> ahead(long person) {
        return find(COURSE.STATE
                .eq(Course.State.PLANNED.name())
                .and(COURSE.ENDS_AT.gt(today.now()))
                .and(openTo(person).or(joined(person))));
    }

    Listing<Learned> record(long person) {
        return new Listing<Learned>(
                        dsl,
                        "studioclasses.record",
                        filters -> dsl.select(
                                        COURSE.ID,
                                        COURSE.TITLE,
                                        STUDIO.NAME,
                                        COURSE.STARTS_AT,
                                        LEARNER.STATE,
                                        LEARNER.BEST,
                                        LEARNER.HOURS)
                                .from(LEARNER)
                                .join(COURSE)
                                .on(COURSE.ID.eq(LEARNER.COURSE_ID))
                                .join(STUDIO)
                                .on(STUDIO.ID.eq(COURSE.STUDIO_ID))
                                .where(LEARNER.PERSON_ID.eq(person), LEARNER.STATE.ne(Learner.State.LEFT.name()))
                                .and(filters),
                        r -> new Learned(
                                r.get(COURSE.ID),
                                r.get(COURSE.TITLE),
                                r.get(STUDIO.NAME),
                                r.get(COURSE.STARTS_AT),
                                Learner.State.valueOf(r.get(LEARNER.STATE)),
                                r.get(LEARNER.BEST),
                                r.get(LEARNER.HOURS)))
                .down(COURSE.STARTS_AT)
                .down(COURSE.ID)
                .column(Column.of("at", "studioclasses.startsAt", Learned::at))
                .column(Column.<Learned>of("title", "studioclasses.name", Learned::title)
                        .link(l -> "/classes/" + l.courseId()))
                .column(Column.of("studio", "studioclasses.studio", Learned::studio))
                .column(Column.of("state", "studioclasses.state", Learned::state))
                .column(Column.of("best", "studioclasses.best", Learned::best))
                .column(Column.of("hours", "studioclasses.hours", Learned::hours));
    }

    /** All hours on somebody's record. */
    BigDecimal hours(long person) {
        return dsl.select(DSL.coalesce(DSL.sum(LEARNER.HOURS), BigDecimal.ZERO))
                .from(LEARNER)
                .where(LEARNER.PERSON_ID.eq(person))
                .fetchSingle()
                .value1();
    }

    /** Classes that somebody teaches and nobody has closed yet, a day after they ended. */
    List<Course> toClose(Actor actor) {
        return find(COURSE.STATE
                .eq(Course.State.PLANNED.name())
                .and(COURSE.ENDS_AT.lt(today.now()))
                .and(PERSON.ACCOUNT_ID.eq(actor.accountId())));
    }

    /** Within three days, where somebody has a place. */
    List<Course> soon(long person) {
        return find(COURSE.STATE
                .eq(Course.State.PLANNED.name())
                .and(COURSE.ENDS_AT.gt(today.now()))
                .and(COURSE.STARTS_AT.lt(today.now().plus(Duration.ofDays(3))))
                .and(DSL.exists(DSL.selectOne()
                        .from(LEARNER)
                        .where(
                                LEARNER.COURSE_ID.eq(COURSE.ID),
                                LEARNER.PERSON_ID.eq(person),
                                LEARNER.STATE.eq(Learner.State.SIGNED_UP.name())))));
    }

    /** Tests that somebody was present for and has not passed yet. */
    List<Course> tests(long person) {
        return find(COURSE.PASS_MARK
                .isNotNull()
                .and(COURSE.STATE.ne(Course.State.CANCELLED.name()))
                .and(COURSE.STARTS_AT.le(today.now()))
                .and(COURSE.ENDS_AT.gt(today.now().minus(Course.TEST_STAYS)))
                .and(DSL.exists(DSL.selectOne()
                        .from(LEARNER)
                        .where(
                                LEARNER.COURSE_ID.eq(COURSE.ID),
                                LEARNER.PERSON_ID.eq(person),
                                LEARNER.STATE.eq(Learner.State.PRESENT.name()),
                                LEARNER.BEST.isNull().or(LEARNER.BEST.lt(COURSE.PASS_MARK))))));
    }
}
