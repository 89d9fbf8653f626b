package io.lingchuang.services;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.services.Tables.MEMBERSHIP;
import static io.lingchuang.db.services.Tables.OFFICE;
import static io.lingchuang.db.services.Tables.PROJECT;
import static io.lingchuang.db.services.Tables.REQUEST;
import static io.lingchuang.db.services.Tables.TEAM;
import static io.lingchuang.db.services.Tables.TEAM_MEMBER;
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

/** The mine asks for help: once sent to the team that worker2 leads, once on the list for all; and the alliance that keeps the team. */
public class HelpChapter implements Chapter {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final LocalDate DAY = LocalDate.parse("2025-04-28");

    @Override
    public List<Story> stories(ApplicationContext house, Function<String, Actor> who) {
        DSLContext dsl = house.getBean(DSLContext.class);
        int n = COUNT.incrementAndGet();
        long mine = node(dsl, "QY001");
        long worker = person(dsl, who.apply("worker"));
        long leader = person(dsl, who.apply("worker2"));
        long team = dsl.insertInto(TEAM)
                .set(TEAM.NAME, "过路志愿服务队" + n)
                .set(TEAM.NODE_ID, node(dsl, "QY007"))
                .set(TEAM.FIELD, "过路")
                .set(TEAM.INDUSTRY, "纺织")
                .set(TEAM.FOUNDED_ON, DAY)
                .returningResult(TEAM.ID)
                .fetchSingle()
                .value1();
        long teamMember = dsl.insertInto(TEAM_MEMBER)
                .set(TEAM_MEMBER.TEAM_ID, team)
                .set(TEAM_MEMBER.PERSON_ID, leader)
                .set(TEAM_MEMBER.LEADS, true)
                .set(TEAM_MEMBER.FROM_DAY, DAY)
                .returningResult(TEAM_MEMBER.ID)
                .fetchSingle()
                .value1();
        long studio = dsl.insertInto(STUDIO)
                .set(STUDIO.KIND, "INNOVATION_BASE")
                .set(STUDIO.NUMBER, "ALLY-" + n)
                .set(STUDIO.NAME, "联盟过路基地")
                .set(STUDIO.NODE_ID, mine)
                .set(STUDIO.LEADER_ID, worker)
                .set(STUDIO.INDUSTRY, "采矿")
                .set(STUDIO.NAMED_ON, DAY)
                .returningResult(STUDIO.ID)
                .fetchSingle()
                .value1();
        dsl.insertInto(MEMBER)
                .set(MEMBER.STUDIO_ID, studio)
                .set(MEMBER.PERSON_ID, worker)
                .set(MEMBER.PART, "LEADER")
                .set(MEMBER.FROM_DAY, DAY)
                .execute();
        Map<String, String> alliance = new HashMap<>();
        alliance.put("teams", String.valueOf(team));
        alliance.put("member", String.valueOf(teamMember));
        alliance.put(
                "memberships",
                String.valueOf(dsl.insertInto(MEMBERSHIP)
                        .set(MEMBERSHIP.STUDIO_ID, studio)
                        .set(MEMBERSHIP.REASON, "想加入")
                        .set(MEMBERSHIP.SINCE, DAY)
                        .returningResult(MEMBERSHIP.ID)
                        .fetchSingle()
                        .value1()));
        alliance.put(
                "offices",
                String.valueOf(dsl.insertInto(OFFICE)
                        .set(OFFICE.PERSON_ID, worker)
                        .set(OFFICE.OFFICE_, "COUNCILLOR")
                        .set(OFFICE.FROM_DAY, DAY.plusYears(100 + n * 2L))
                        .set(OFFICE.UNTIL_DAY, DAY.plusYears(101 + n * 2L))
                        .returningResult(OFFICE.ID)
                        .fetchSingle()
                        .value1()));
        alliance.put(
                "projects",
                String.valueOf(dsl.insertInto(PROJECT)
                        .set(PROJECT.TITLE, "过路项目")
                        .set(PROJECT.GOAL, "路过")
                        .set(PROJECT.FROM_DAY, DAY)
                        .set(PROJECT.DUE_ON, DAY.plusYears(3))
                        .returningResult(PROJECT.ID)
                        .fetchSingle()
                        .value1()));
        return List.of(
                new Story("alliance", alliance),
                new Story("sent", request(dsl, mine, "DISPATCHED", team)),
                new Story("listed", request(dsl, mine, "PUBLISHED", null)));
    }

    private static Map<String, String> request(DSLContext dsl, long node, String state, Long team) {
        long id = dsl.insertInto(REQUEST)
                .set(REQUEST.NODE_ID, node)
                .set(REQUEST.KIND, "TECHNOLOGY")
                .set(REQUEST.TITLE, "过路需求")
                .set(REQUEST.PROBLEM, "路过时发现风机声音不对，请来看看")
                .set(REQUEST.PLACE, "机电车间")
                .set(REQUEST.CONTACT_NAME, "李文静")
                .set(REQUEST.CONTACT_PHONE, "0561-3000000")
                .set(REQUEST.STATE, state)
                .set(REQUEST.TEAM_ID, team)
                .set(REQUEST.DUE_ON, LocalDate.parse("2099-01-01"))
                .returningResult(REQUEST.ID)
                .fetchSingle()
                .value1();
        return new HashMap<>(Map.of("help", String.valueOf(id)));
    }

    private static long node(DSLContext dsl, String code) {
        return dsl.select(NODE.ID)
                .from(NODE)
                .where(NODE.CODE.eq(code))
                .fetchSingle()
                .value1();
    }

    private static long person(DSLContext dsl, Actor actor) {
        return dsl.select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.ACCOUNT_ID.eq(actor.accountId()))
                .fetchSingle()
                .value1();
    }
}
