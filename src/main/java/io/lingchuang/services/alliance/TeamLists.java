package io.lingchuang.services.alliance;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.services.Tables.REQUEST;
import static io.lingchuang.db.services.Tables.TEAM;
import static io.lingchuang.db.services.Tables.TEAM_KIND;
import static io.lingchuang.db.services.Tables.TEAM_MEMBER;

import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import io.lingchuang.services.HelpKind;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The volunteer teams, as everybody may read them. */
@Component
class TeamLists {

    record Row(
            long id,
            String name,
            String field,
            String industry,
            String unit,
            @Nullable String leader,
            int members,
            int served,
            TeamState state,
            LocalDate foundedOn) {}

    private final DSLContext dsl;
    private final Teams teams;

    TeamLists(DSLContext dsl, Teams teams) {
        this.dsl = dsl;
        this.teams = teams;
    }

    Listing<Row> teams(Page page) {
        Field<String> leader = DSL.field(DSL.select(PERSON.NAME)
                        .from(TEAM_MEMBER)
                        .join(PERSON)
                        .on(PERSON.ID.eq(TEAM_MEMBER.PERSON_ID))
                        .where(TEAM_MEMBER.TEAM_ID.eq(TEAM.ID), TEAM_MEMBER.LEADS.isTrue(), teams.belongsToday()))
                .as("leader");
        Field<Integer> members = DSL.field(DSL.selectCount()
                        .from(TEAM_MEMBER)
                        .where(TEAM_MEMBER.TEAM_ID.eq(TEAM.ID), teams.belongsToday()))
                .as("members");
        Field<Integer> served = DSL.field(DSL.selectCount()
                        .from(REQUEST)
                        .where(REQUEST.TEAM_ID.eq(TEAM.ID), REQUEST.STATE.eq("CLOSED"))
                        .and(REQUEST.CONFIDENTIAL.isFalse()))
                .as("served");
        Map<String, String> kinds = new LinkedHashMap<>();
        for (HelpKind kind : HelpKind.values()) {
            kinds.put(kind.name(), page.t(kind));
        }
        return new Listing<Row>(
                        dsl,
                        "alliance.teams",
                        filters -> dsl.select(TEAM.fields())
                                .select(NODE.NAME, leader, members, served)
                                .from(TEAM)
                                .join(NODE)
                                .on(NODE.ID.eq(TEAM.NODE_ID))
                                .where(filters),
                        r -> new Row(
                                r.get(TEAM.ID),
                                r.get(TEAM.NAME),
                                r.get(TEAM.FIELD),
                                r.get(TEAM.INDUSTRY),
                                r.get(NODE.NAME),
                                r.get(leader),
                                r.get(members),
                                r.get(served),
                                TeamState.valueOf(r.get(TEAM.STATE)),
                                r.get(TEAM.FOUNDED_ON)))
                .up(TEAM.ID)
                .filter(Filter.text(
                        "q",
                        "alliance.search",
                        q -> TEAM.NAME
                                .containsIgnoreCase(q)
                                .or(TEAM.FIELD.containsIgnoreCase(q))
                                .or(TEAM.TAGS.containsIgnoreCase(q))))
                .filter(Filter.choice(
                        "kind",
                        "help.kind",
                        kinds,
                        k -> DSL.exists(DSL.selectOne()
                                .from(TEAM_KIND)
                                .where(TEAM_KIND.TEAM_ID.eq(TEAM.ID), TEAM_KIND.KIND.eq(k)))))
                .filter(Filter.constants("state", "alliance.state", TeamState.class, TEAM.STATE, page))
                .column(Column.<Row>of("name", "alliance.team", Row::name).link(r -> "/alliance/teams/" + r.id()))
                .column(Column.of("field", "alliance.field", Row::field))
                .column(Column.of("leader", "alliance.leader", Row::leader))
                .column(Column.of("unit", "alliance.unit", Row::unit))
                .column(Column.of("members", "alliance.memberCount", Row::members))
                .column(Column.of("served", "alliance.served", Row::served))
                .column(Column.of("state", "alliance.state", Row::state))
                .column(Column.<Row>of("industry", "alliance.industry", Row::industry)
                        .more())
                .column(Column.<Row>of("foundedOn", "alliance.foundedOn", Row::foundedOn)
                        .more());
    }
}
