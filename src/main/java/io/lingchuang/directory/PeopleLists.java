package io.lingchuang.directory;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.OCCUPATION;
import static io.lingchuang.db.directory.Tables.PERSON;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.text.Bigrams;
import io.lingchuang.platform.text.Mask;
import io.lingchuang.platform.web.Badge;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** People within reach, phones masked on the page and in Excel. */
@Component
class PeopleLists {

    record Row(
            long id,
            String name,
            String unit,
            String unitCode,
            @Nullable String staffNumber,
            @Nullable String occupation,
            @Nullable SkillLevel level,
            @Nullable String phone,
            boolean frontLine,
            boolean unitHead,
            boolean account,
            boolean active) {}

    private final DSLContext dsl;

    PeopleLists(DSLContext dsl) {
        this.dsl = dsl;
    }

    Listing<Row> people(Actor actor, Page page) {
        Map<String, String> yesNo = new LinkedHashMap<>();
        yesNo.put("true", page.t("yes"));
        yesNo.put("false", page.t("no"));
        Map<String, String> states = new LinkedHashMap<>();
        states.put("true", page.t("directory.working"));
        states.put("false", page.t("directory.left"));
        return new Listing<>(
                        dsl,
                        "directory.people",
                        condition -> dsl.select(PERSON.fields())
                                .select(NODE.NAME, NODE.CODE, OCCUPATION.NAME)
                                .from(PERSON)
                                .join(NODE)
                                .on(NODE.ID.eq(PERSON.EMPLOYER_NODE_ID))
                                .leftJoin(OCCUPATION)
                                .on(OCCUPATION.ID.eq(PERSON.OCCUPATION_ID))
                                .where(
                                        actor.within(Right.SEE_DIRECTORY, NODE.PATH, NODE.INDUSTRY_PATH),
                                        PERSON.MERGED_INTO.isNull())
                                .and(condition),
                        r -> {
                            Person p = People.person(r);
                            return new Row(
                                    p.id(),
                                    p.name(),
                                    r.get(NODE.NAME),
                                    r.get(NODE.CODE),
                                    p.staffNumber(),
                                    r.get(OCCUPATION.NAME),
                                    p.skillLevel(),
                                    p.phone(),
                                    p.frontLine(),
                                    p.unitHead(),
                                    p.accountId() != null,
                                    p.active());
                        })
                .up(PERSON.EMPLOYER_NODE_ID)
                .up(PERSON.ID)
                .filter(Filter.text(
                        "q", "directory.personSearch", q -> Filter.matches(PERSON.SEARCH, Bigrams.query(q))))
                .filter(Filter.text("unit", "directory.unitSearch", q -> below(q)))
                .filter(Filter.constants("level", "directory.skillLevel", SkillLevel.class, PERSON.SKILL_LEVEL, page))
                .filter(Filter.text("occupation", "directory.occupation", q -> OCCUPATION.NAME.containsIgnoreCase(q)))
                .filter(Filter.choice(
                        "frontLine", "directory.frontLine", yesNo, v -> PERSON.FRONT_LINE.eq(Boolean.valueOf(v))))
                .filter(Filter.choice("active", "directory.state", states, v -> PERSON.ACTIVE.eq(Boolean.valueOf(v))))
                .column(Column.<Row>of("name", "directory.name", Row::name).link(r -> "/directory/people/" + r.id()))
                .column(Column.of("unit", "directory.unit", Row::unit))
                .column(Column.of("staffNumber", "directory.staffNumber", Row::staffNumber))
                .column(Column.of("occupation", "directory.occupation", Row::occupation))
                .column(Column.of("level", "directory.skillLevel", Row::level))
                .column(Column.of("phone", "directory.phone", r -> Mask.phone(r.phone())))
                .column(Column.of(
                        "state",
                        "directory.state",
                        r -> r.active()
                                ? new Badge(page.t("directory.working"), "green")
                                : new Badge(page.t("directory.left"), "secondary")))
                .column(Column.of("unitCode", "directory.unitCode", Row::unitCode)
                        .more())
                .column(Column.of("frontLine", "directory.frontLine", Row::frontLine)
                        .more())
                .column(Column.of("unitHead", "directory.unitHead", Row::unitHead)
                        .more())
                .column(Column.of("account", "directory.hasAccount", Row::account)
                        .more());
    }

    /** The unit of that code with all below it, or units whose name has the words in it. */
    private static org.jooq.Condition below(String typed) {
        var unit = NODE.as("unit");
        return DSL.exists(DSL.selectOne()
                        .from(unit)
                        .where(unit.CODE.equalIgnoreCase(typed), DSL.condition("{0} <@ {1}", NODE.PATH, unit.PATH)))
                .or(NODE.NAME.containsIgnoreCase(typed));
    }
}
