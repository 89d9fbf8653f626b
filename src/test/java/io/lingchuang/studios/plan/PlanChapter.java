package io.lingchuang.studios.plan;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.Chapter;
import io.lingchuang.CityAtWork.Story;
import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.studios.Part;
import io.lingchuang.studios.StudioKind;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** A plan on the wall of a base at the mine, with an item under way: the worker leads, worker2 works there. */
public class PlanChapter implements Chapter {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Override
    public List<Story> stories(ApplicationContext house, Function<String, Actor> who) {
        DSLContext dsl = house.getBean(DSLContext.class);
        LocalDate today = house.getBean(Today.class).today();
        Actor leader = who.apply("worker");
        long studio = dsl.insertInto(STUDIO)
                .set(STUDIO.KIND, StudioKind.INNOVATION_BASE.name())
                .set(STUDIO.NUMBER, "WALKWALL-" + COUNT.incrementAndGet())
                .set(STUDIO.NAME, "过路的挂图基地")
                .set(
                        STUDIO.NODE_ID,
                        dsl.select(NODE.ID)
                                .from(NODE)
                                .where(NODE.CODE.eq("QY001"))
                                .fetchSingle()
                                .value1())
                .set(STUDIO.INDUSTRY, "采矿")
                .set(STUDIO.NAMED_ON, LocalDate.parse("2025-04-28"))
                .returningResult(STUDIO.ID)
                .fetchSingle(STUDIO.ID);
        long leads = member(dsl, studio, leader, Part.LEADER);
        member(dsl, studio, who.apply("worker2"), Part.MEMBER);
        Plans plans = house.getBean(Plans.class);
        PlanItems items = house.getBean(PlanItems.class);
        Plan plan = plans.begin(leader, studio, today.getYear(), "", List.of());
        long item = house.getBean(PlanChanges.class)
                .add(
                        leader,
                        plan.id(),
                        new ItemWords(ItemKind.COURSE, "过路讲座", 1, 12, "讲两次", 2, "次", "", "", false, "", List.of(leads)),
                        "");
        plans.hang(leader, plan.id(), plan.version());
        items.progress(leader, item, today, 30, null, "");
        long record = house.getBean(PlanStore.class).records(item).getFirst().id();
        return List.of(new Story(
                "plan",
                new HashMap<>(Map.of(
                        "studios", String.valueOf(studio),
                        "work-plans", String.valueOf(plan.id()),
                        "plan-items", String.valueOf(item),
                        "plan-records", String.valueOf(record)))));
    }

    private static long member(DSLContext dsl, long studio, Actor actor, Part part) {
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
                .set(MEMBER.FROM_DAY, LocalDate.parse("2025-04-28"))
                .returningResult(MEMBER.ID)
                .fetchSingle(MEMBER.ID);
    }
}
