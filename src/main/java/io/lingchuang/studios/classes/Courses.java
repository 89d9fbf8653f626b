package io.lingchuang.studios.classes;

import static io.lingchuang.db.studios.Tables.COURSE;
import static io.lingchuang.db.studios.Tables.COURSE_MATERIAL;
import static io.lingchuang.db.studios.Tables.COURSE_MOVED;
import static io.lingchuang.db.studios.Tables.LEARNER;
import static io.lingchuang.db.studios.Tables.MATERIAL;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.studios.Member;
import io.lingchuang.studios.Studios;
import io.lingchuang.studios.ledger.Ledger;
import io.lingchuang.studios.ledger.LedgerKind;
import io.lingchuang.studios.plan.PlanItems;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Classes of a studio: planned, moved, called off and closed by those who work in it. */
@Service
public class Courses {

    private static final ZoneId ZONE = Page.ZONE;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZONE);

    /** A class as it is typed; planItem: what of the plan it is held for; materials: what is laid out for its learners. */
    public record Typed(
            String title,
            String content,
            long teacherId,
            Instant startsAt,
            Instant endsAt,
            String place,
            BigDecimal hours,
            int places,
            Course.OpenTo openTo,
            @Nullable Integer passMark,
            @Nullable Long planItem,
            List<Long> materials) {}

    private final DSLContext dsl;
    private final Studios studios;
    private final Ledger ledger;
    private final CourseLists lists;
    private final PlanItems planItems;
    private final Messages messages;
    private final Wording wording;
    private final Today today;

    Courses(
            DSLContext dsl,
            Studios studios,
            Ledger ledger,
            CourseLists lists,
            PlanItems planItems,
            Messages messages,
            Wording wording,
            Today today) {
        this.dsl = dsl;
        this.studios = studios;
        this.ledger = ledger;
        this.lists = lists;
        this.planItems = planItems;
        this.messages = messages;
        this.wording = wording;
        this.today = today;
    }

    @Transactional
    public long plan(Actor actor, long studio, Typed typed) {
        ledger.writtenBy(actor, studio);
        check(studio, typed);
        if (LocalDate.ofInstant(typed.startsAt(), ZONE).isBefore(today.today())) {
            throw Refusal.onField("startsAt", "studioclasses.past");
        }
        long id = dsl.insertInto(COURSE)
                .set(COURSE.STUDIO_ID, studio)
                .set(COURSE.TITLE, typed.title())
                .set(COURSE.CONTENT, typed.content())
                .set(COURSE.TEACHER_ID, typed.teacherId())
                .set(COURSE.STARTS_AT, typed.startsAt())
                .set(COURSE.ENDS_AT, typed.endsAt())
                .set(COURSE.PLACE, typed.place())
                .set(COURSE.HOURS, typed.hours())
                .set(COURSE.PLACES, typed.places())
                .set(COURSE.OPEN_TO, typed.openTo().name())
                .set(COURSE.PASS_MARK, typed.passMark())
                .set(COURSE.PLAN_ITEM_ID, typed.planItem())
                .returningResult(COURSE.ID)
                .fetchSingle()
                .value1();
        layOut(id, typed.materials());
        studios.happened(actor, studio, "classPlanned", typed.title());
        return id;
    }

    private void check(long studio, Typed typed) {
        if (!typed.endsAt().isAfter(typed.startsAt())) {
            throw Refusal.onField("endsAt", "studioclasses.reversed");
        }
        if (typed.endsAt().isAfter(typed.startsAt().plus(java.time.Duration.ofDays(30)))) {
            throw Refusal.onField("endsAt", "studioclasses.tooLong");
        }
        if (typed.hours().signum() <= 0) {
            throw Refusal.onField("hours", "studioclasses.hoursForm");
        }
        boolean teaches = studios.members(studio).stream()
                .anyMatch(m -> m.personId() == typed.teacherId() && m.part().works());
        if (!teaches) {
            throw Refusal.onField("teacher", "studioclasses.teacherUnknown");
        }
        Long item = typed.planItem();
        if (item != null
                && planItems
                        .open(
                                studio,
                                LocalDate.ofInstant(typed.startsAt(), ZONE).getYear())
                        .stream()
                        .noneMatch(i -> i.id() == item)) {
            throw Refusal.onField("planItem", "studioledger.itemNotOpen");
        }
        int own = dsl.fetchCount(MATERIAL, MATERIAL.STUDIO_ID.eq(studio).and(MATERIAL.ID.in(typed.materials())));
        if (own < typed.materials().size()) {
            throw Refusal.onField("material", "studioclasses.materialUnknown");
        }
    }

    private void layOut(long id, List<Long> materials) {
        dsl.deleteFrom(COURSE_MATERIAL).where(COURSE_MATERIAL.COURSE_ID.eq(id)).execute();
        for (long material : materials) {
            dsl.insertInto(COURSE_MATERIAL, COURSE_MATERIAL.COURSE_ID, COURSE_MATERIAL.MATERIAL_ID)
                    .values(id, material)
                    .execute();
        }
    }

    /** Changes a class that is ahead. Another time or place needs a reason, and whoever signed up is told. */
    @Transactional
    public void change(Actor actor, long id, int version, Typed typed, String reason) {
        Course before = planned(actor, id, version);
        check(before.studioId(), typed);
        if (typed.places() < before.taken()) {
            throw Refusal.onField("places", "studioclasses.fewerPlaces", before.taken());
        }
        boolean moved = !before.startsAt().equals(typed.startsAt())
                || !before.endsAt().equals(typed.endsAt())
                || !before.place().equals(typed.place());
        if (moved) {
            if (LocalDate.ofInstant(typed.startsAt(), ZONE).isBefore(today.today())) {
                throw Refusal.onField("startsAt", "studioclasses.past");
            }
            keepPlace(before, reason(reason));
        }
        dsl.update(COURSE)
                .set(COURSE.TITLE, typed.title())
                .set(COURSE.CONTENT, typed.content())
                .set(COURSE.TEACHER_ID, typed.teacherId())
                .set(COURSE.STARTS_AT, typed.startsAt())
                .set(COURSE.ENDS_AT, typed.endsAt())
                .set(COURSE.PLACE, typed.place())
                .set(COURSE.HOURS, typed.hours())
                .set(COURSE.PLACES, typed.places())
                .set(COURSE.OPEN_TO, typed.openTo().name())
                .set(COURSE.PASS_MARK, typed.passMark())
                .set(COURSE.PLAN_ITEM_ID, typed.planItem())
                .set(COURSE.VERSION, version + 1)
                .where(COURSE.ID.eq(id))
                .execute();
        layOut(id, typed.materials());
        studios.happened(actor, before.studioId(), moved ? "classMoved" : "classChanged", typed.title());
        if (moved) {
            tell(before, "studioclasses.letter.moved", MINUTE.format(typed.startsAt()), typed.place(), reason.strip());
        }
    }

    private void keepPlace(Course before, String reason) {
        dsl.insertInto(COURSE_MOVED)
                .set(COURSE_MOVED.COURSE_ID, before.id())
                .set(COURSE_MOVED.VERSION, before.version())
                .set(COURSE_MOVED.FROM_AT, before.startsAt())
                .set(COURSE_MOVED.FROM_PLACE, before.place())
                .set(COURSE_MOVED.REASON, reason)
                .execute();
    }

    private static String reason(String typed) {
        if (typed.strip().length() < 2 || typed.strip().length() > 200) {
            throw Refusal.onField("reason", "studioclasses.why");
        }
        return typed.strip();
    }

    /** Calls it off; whoever signed up is told why. */
    @Transactional
    public void cancel(Actor actor, long id, int version, String reason) {
        Course course = planned(actor, id, version);
        String why = reason(reason);
        dsl.update(COURSE)
                .set(COURSE.STATE, Course.State.CANCELLED.name())
                .set(COURSE.WHY, why)
                .set(COURSE.VERSION, version + 1)
                .where(COURSE.ID.eq(id))
                .execute();
        studios.happened(actor, course.studioId(), "classCancelled", course.title() + "：" + why);
        tell(course, "studioclasses.letter.cancelled", MINUTE.format(course.startsAt()), course.place(), why);
    }

    /** Tells whoever has a place, once for each change. */
    private void tell(Course course, String key, String when, String where, String why) {
        for (Learner learner : lists.learners(course.id())) {
            boolean placed = learner.state() == Learner.State.SIGNED_UP || learner.present();
            if (placed && learner.accountId() != null) {
                messages.send(
                        learner.accountId(),
                        wording.of(key, course.title()),
                        wording.of(key + ".text", course.title(), course.studio(), when, where, why),
                        "/classes/" + course.id(),
                        "class:" + course.id() + ":" + course.version());
            }
        }
    }

    /**
     * Closes a class that took place: whoever had a place and did not come was absent, hours go to whoever came (and passed the test, where
     * there is one), and the ledger has it.
     */
    @Transactional
    public void close(Actor actor, long id, int version) {
        Course course = planned(actor, id, version);
        if (today.now().isBefore(course.startsAt())) {
            throw new Refusal("studioclasses.notYet");
        }
        List<Learner> came =
                lists.learners(id).stream().filter(Learner::present).toList();
        if (came.isEmpty()) {
            throw new Refusal("studioclasses.nobody");
        }
        dsl.update(LEARNER)
                .set(LEARNER.STATE, Learner.State.ABSENT.name())
                .where(LEARNER.COURSE_ID.eq(id), LEARNER.STATE.eq(Learner.State.SIGNED_UP.name()))
                .execute();
        dsl.update(LEARNER)
                .set(LEARNER.HOURS, course.hours())
                .where(LEARNER.COURSE_ID.eq(id), LEARNER.STATE.eq(Learner.State.PRESENT.name()))
                .and(course.passMark() == null ? DSL.noCondition() : LEARNER.BEST.ge(course.passMark()))
                .execute();
        long record = ledger.write(actor, course.studioId(), noted(course, came));
        dsl.update(COURSE)
                .set(COURSE.STATE, Course.State.HELD.name())
                .set(COURSE.RECORD_ID, record)
                .set(COURSE.VERSION, version + 1)
                .where(COURSE.ID.eq(id))
                .execute();
        studios.happened(actor, course.studioId(), "classHeld", course.title());
    }

    /** What the ledger says of it: its teacher and the learners of the roster by name, everybody in the count. */
    private Ledger.Typed noted(Course course, List<Learner> came) {
        Set<Long> roster = new LinkedHashSet<>();
        for (Member m : studios.everMembers(course.studioId())) {
            roster.add(m.personId());
        }
        Set<Long> people = new LinkedHashSet<>(List.of(course.teacherId()));
        came.forEach(l -> people.add(l.personId()));
        int all = people.size();
        people.retainAll(roster);
        return new Ledger.Typed(
                LedgerKind.CLASS,
                course.day(),
                course.title(),
                course.content(),
                "",
                all,
                new ArrayList<>(people),
                item(course));
    }

    /** What of the plan it ticks, if that is still open. */
    private @Nullable Long item(Course course) {
        Long item = course.planItem();
        return item != null
                        && planItems.open(course.studioId(), course.day().getYear()).stream()
                                .anyMatch(i -> i.id() == item)
                ? item
                : null;
    }

    /** Locked and still ahead, for somebody who works in its studio. */
    private Course planned(Actor actor, long id, int version) {
        dsl.selectOne().from(COURSE).where(COURSE.ID.eq(id)).forUpdate().fetch();
        Course course = lists.course(id);
        ledger.writtenBy(actor, course.studioId());
        if (!course.planned() || course.version() != version) {
            throw new Stale();
        }
        return course;
    }
}
