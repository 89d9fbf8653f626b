package io.lingchuang.studios.plan;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.platform.Tables.MESSAGE;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.HandSetClock;
import io.lingchuang.OpenHouse;
import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.studios.Part;
import io.lingchuang.studios.StudioKind;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A studio at the mine for each test: the worker leads it, worker2 works in it, worker3 learns there; the clerk is its unit's. */
abstract class WallOfOurs extends OpenHouse {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** The spring of a year long past by now: what is tested does not depend on when. */
    static final int YEAR = 2024;

    @Autowired
    Plans plans;

    @Autowired
    PlanChanges changes;

    @Autowired
    PlanItems items;

    @Autowired
    PlanStore store;

    @Autowired
    Walls walls;

    @Autowired
    Today today;

    long studio;
    long leading;
    long working;
    long learning;
    Actor leader;
    Actor member;
    Actor trainee;
    Actor clerk;

    @BeforeEach
    void found() {
        leader = actor("worker");
        member = actor("worker2");
        trainee = actor("worker3");
        clerk = actor("clerk");
        studio = dsl.insertInto(STUDIO)
                .set(STUDIO.KIND, StudioKind.INNOVATION_BASE.name()) // of a base its leader may lead several
                .set(STUDIO.NUMBER, "WALL-" + COUNT.incrementAndGet())
                .set(STUDIO.NAME, "测试创新基地")
                .set(
                        STUDIO.NODE_ID,
                        dsl.select(NODE.ID)
                                .from(NODE)
                                .where(NODE.CODE.eq("QY001"))
                                .fetchSingle()
                                .value1())
                .set(STUDIO.INDUSTRY, "采矿")
                .set(STUDIO.NAMED_ON, LocalDate.parse("2020-04-28"))
                .returningResult(STUDIO.ID)
                .fetchSingle(STUDIO.ID);
        leading = member(leader, Part.LEADER);
        working = member(member, Part.MEMBER);
        learning = member(trainee, Part.TRAINEE);
    }

    private long member(Actor actor, Part part) {
        return dsl.insertInto(MEMBER)
                .set(MEMBER.STUDIO_ID, studio)
                .set(
                        MEMBER.PERSON_ID,
                        dsl.select(PERSON.ID)
                                .from(PERSON)
                                .where(PERSON.ACCOUNT_ID.eq(actor.accountId()))
                                .fetchSingle()
                                .value1())
                .set(MEMBER.PART, part.name())
                .set(MEMBER.FROM_DAY, LocalDate.parse("2020-04-28"))
                .returningResult(MEMBER.ID)
                .fetchSingle(MEMBER.ID);
    }

    <T> T on(String day, Supplier<T> act) {
        return today.standing(
                LocalDate.parse(day).atTime(10, 0).atZone(HandSetClock.ZONE).toInstant(), act);
    }

    void onDay(String day, Runnable act) {
        on(day, () -> {
            act.run();
            return 0;
        });
    }

    static ItemWords words(String title, Integer from, Integer until, Long... doers) {
        return new ItemWords(
                ItemKind.RESEARCH, title, from, until, "改造投用", 4, "项", "验收单", "", false, "", List.of(doers));
    }

    /** A plan of the year on the wall, hung in the first days of January, with one item from March to May. */
    long hung(String title) {
        return on(YEAR + "-01-05", () -> {
            Plan plan = plans.begin(leader, studio, YEAR, "出成果", List.of());
            long item = changes.add(leader, plan.id(), words(title, 3, 5, working), "");
            plans.hang(leader, plan.id(), store.plan(plan.id()).version());
            return item;
        });
    }

    List<String> letters(Actor to, String word) {
        return dsl.select(MESSAGE.SUBJECT)
                .from(MESSAGE)
                .where(MESSAGE.ACCOUNT_ID.eq(to.accountId()), MESSAGE.SUBJECT.contains(word))
                .fetch(MESSAGE.SUBJECT);
    }
}
