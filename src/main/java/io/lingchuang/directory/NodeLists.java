package io.lingchuang.directory;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.TreeKeeping;
import io.lingchuang.platform.web.Badge;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tree as lists: what stands below a unit on either line, or, when something is searched, everything within reach. */
@Component
class NodeLists {

    record Row(
            long id,
            String name,
            String code,
            Node.Kind kind,
            @Nullable String superior,
            @Nullable String industrySuperior,
            boolean active,
            int people) {}

    /** Units are offered for choice in a list up to this many; beyond it their code is typed. */
    static final int CHOOSABLE = 300;

    private final DSLContext dsl;

    NodeLists(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** @param below the unit whose next level is shown; null: all within reach */
    Listing<Row> units(Actor actor, Page page, @Nullable Long below) {
        var superior = NODE.as("superior");
        var industry = NODE.as("industry");
        Field<Integer> people = DSL.field(DSL.selectCount()
                        .from(PERSON)
                        .where(PERSON.EMPLOYER_NODE_ID.eq(NODE.ID), PERSON.ACTIVE.isTrue()))
                .as("people");
        Condition scope = actor.within(Right.SEE_DIRECTORY, NODE.PATH, NODE.INDUSTRY_PATH)
                .and(
                        below == null
                                ? DSL.noCondition()
                                : NODE.PARENT_ID.eq(below).or(NODE.INDUSTRY_PARENT_ID.eq(below)));
        return new Listing<>(
                        dsl,
                        "directory.tree",
                        condition -> dsl.select(
                                        NODE.ID,
                                        NODE.NAME,
                                        NODE.CODE,
                                        NODE.KIND,
                                        NODE.ACTIVE,
                                        superior.NAME,
                                        industry.NAME,
                                        people)
                                .from(NODE)
                                .leftJoin(superior)
                                .on(superior.ID.eq(NODE.PARENT_ID))
                                .leftJoin(industry)
                                .on(industry.ID.eq(NODE.INDUSTRY_PARENT_ID))
                                .where(scope)
                                .and(condition),
                        r -> new Row(
                                r.get(NODE.ID),
                                r.get(NODE.NAME),
                                r.get(NODE.CODE),
                                Node.Kind.valueOf(r.get(NODE.KIND)),
                                r.get(superior.NAME),
                                r.get(industry.NAME),
                                r.get(NODE.ACTIVE),
                                r.get(people)))
                .up(NODE.KIND)
                .up(NODE.CODE)
                .filter(Filter.text(
                        "q",
                        "directory.unitSearch",
                        q -> NODE.NAME.containsIgnoreCase(q).or(NODE.CODE.startsWithIgnoreCase(q))))
                .filter(Filter.constants("kind", "directory.kind", Node.Kind.class, NODE.KIND, page))
                .column(Column.<Row>of("name", "directory.unit", Row::name).link(r -> "/directory/tree?node=" + r.id()))
                .column(Column.of("kind", "directory.kind", Row::kind))
                .column(Column.of("code", "directory.unitCode", Row::code))
                .column(Column.of("superior", "directory.superior", Row::superior))
                .column(Column.of("industry", "directory.industrySuperior", Row::industrySuperior))
                .column(Column.of("people", "directory.peopleHere", Row::people))
                .column(Column.of(
                        "active",
                        "directory.state",
                        r -> r.active()
                                ? new Badge(page.t("directory.open"), "green")
                                : new Badge(page.t("directory.closed"), "secondary")));
    }

    /** Units that a right of the actor reaches, by code, for a choice; empty when they are too many to choose from. */
    Map<String, String> choices(Actor actor, Right right) {
        Map<String, String> found = new LinkedHashMap<>();
        dsl.select(NODE.CODE, NODE.NAME)
                .from(NODE)
                .where(actor.within(right, NODE.PATH, NODE.INDUSTRY_PATH), NODE.ACTIVE.isTrue())
                .orderBy(NODE.PATH)
                .limit(CHOOSABLE + 1)
                .forEach(r -> found.put(r.value1(), r.value2() + " " + r.value1()));
        return found.size() > CHOOSABLE ? Map.of() : found;
    }

    Map<String, String> superiors(Actor actor, Node.Kind kind) {
        Map<String, String> found = new LinkedHashMap<>();
        dsl.select(NODE.ID, NODE.NAME, NODE.KIND)
                .from(NODE)
                .where(
                        actor.within(Right.KEEP_TREE, NODE.PATH, NODE.INDUSTRY_PATH),
                        NODE.ACTIVE.isTrue(),
                        NODE.KIND.ne("BRANCH"))
                .orderBy(NODE.PATH)
                .limit(2000)
                .forEach(r -> {
                    if (TreeKeeping.fits(kind, Node.Kind.valueOf(r.value3()))) {
                        found.put(String.valueOf(r.value1()), r.value2());
                    }
                });
        return found;
    }

    Map<String, String> industryUnions(Actor actor) {
        Map<String, String> found = new LinkedHashMap<>();
        dsl.select(NODE.ID, NODE.NAME)
                .from(NODE)
                .where(
                        actor.within(Right.KEEP_TREE, NODE.PATH, NODE.INDUSTRY_PATH),
                        NODE.ACTIVE.isTrue(),
                        NODE.KIND.eq(Node.Kind.INDUSTRY.name()))
                .orderBy(NODE.PATH)
                .forEach(r -> found.put(String.valueOf(r.value1()), r.value2()));
        return found;
    }
}
