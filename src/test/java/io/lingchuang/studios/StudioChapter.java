package io.lingchuang.studios;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.Chapter;
import io.lingchuang.CityAtWork.Story;
import io.lingchuang.access.Actor;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** A studio at the mine: the worker leads it, worker2 belongs to it. */
public class StudioChapter implements Chapter {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Override
    public List<Story> stories(ApplicationContext house, Function<String, Actor> who) {
        DSLContext dsl = house.getBean(DSLContext.class);
        long studio = dsl.insertInto(STUDIO)
                .set(STUDIO.KIND, StudioKind.INNOVATION_BASE.name()) // of a base its leader may lead several
                .set(STUDIO.NUMBER, "WALK-" + COUNT.incrementAndGet())
                .set(STUDIO.NAME, "过路创新基地")
                .set(
                        STUDIO.NODE_ID,
                        dsl.select(NODE.ID)
                                .from(NODE)
                                .where(NODE.CODE.eq("QY001"))
                                .fetchSingle()
                                .value1())
                .set(STUDIO.LEADER_ID, person(dsl, who.apply("worker")))
                .set(STUDIO.INDUSTRY, "采矿")
                .set(STUDIO.NAMED_ON, LocalDate.parse("2025-04-28"))
                .returningResult(STUDIO.ID)
                .fetchSingle()
                .value1();
        Map.of("worker", Part.LEADER, "worker2", Part.MEMBER)
                .forEach((login, part) -> dsl.insertInto(MEMBER)
                        .set(MEMBER.STUDIO_ID, studio)
                        .set(MEMBER.PERSON_ID, person(dsl, who.apply(login)))
                        .set(MEMBER.PART, part.name())
                        .set(MEMBER.FROM_DAY, LocalDate.parse("2025-04-28"))
                        .execute());
        return List.of(new Story("studio", new HashMap<>(Map.of("studios", String.valueOf(studio)))));
    }

    private static long person(DSLContext dsl, Actor actor) {
        return dsl.select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.ACCOUNT_ID.eq(actor.accountId()))
                .fetchSingle()
                .value1();
    }
}
