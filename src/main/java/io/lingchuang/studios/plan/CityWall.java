package io.lingchuang.studios.plan;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.PLAN;
import static io.lingchuang.db.studios.Tables.PLAN_LINE;
import static io.lingchuang.db.studios.Tables.STUDIO;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import io.lingchuang.studios.StudioKind;
import io.lingchuang.studios.StudioState;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The walls of all studios that still work and lie within somebody's reach, on one screen, what is late on top. */
@Component
public class CityWall {

    /** A studio's year: lights has a letter for each item, by its last day: D done, R, Y, G, and X given up. */
    public record Line(
            long id,
            String number,
            String name,
            StudioKind kind,
            String unit,
            @Nullable String leader,
            String industry,
            boolean hung,
            int items,
            int done,
            int late,
            int soon,
            @Nullable LocalDate oldest,
            String lights,
            LocalDate today) {

        /** What the studio as a whole shows: the worst of its items; grey when nothing hangs there. */
        public Light light() {
            return late > 0 ? Light.RED : !hung ? Light.GREY : soon > 0 ? Light.YELLOW : Light.GREEN;
        }

        /** Days since the last day of what is late longest. */
        public @Nullable Long daysLate() {
            return oldest == null ? null : ChronoUnit.DAYS.between(oldest, today);
        }
    }

    /** The screen: its lines and, over all of them, how many are how. */
    public record Screen(int year, List<Line> lines) {

        public long count(Light light) {
            return lines.stream().filter(l -> l.light() == light).count();
        }

        public int items() {
            return lines.stream().mapToInt(Line::items).sum();
        }

        public int done() {
            return lines.stream().mapToInt(Line::done).sum();
        }

        public int late() {
            return lines.stream().mapToInt(Line::late).sum();
        }
    }

    private static final Table<?> WALL = DSL.table(name("wall"));
    private static final Field<Long> ID = field(name("wall", "id"), Long.class);
    private static final Field<String> NUMBER = field(name("wall", "number"), String.class);
    private static final Field<String> NAME = field(name("wall", "name"), String.class);
    private static final Field<String> KIND = field(name("wall", "kind"), String.class);
    private static final Field<String> UNIT = field(name("wall", "unit"), String.class);
    private static final Field<String> LEADER = field(name("wall", "leader"), String.class);
    private static final Field<String> INDUSTRY = field(name("wall", "industry"), String.class);
    private static final Field<String> PATH = field(name("wall", "path"), String.class);
    private static final Field<Boolean> HUNG = field(name("wall", "hung"), Boolean.class);
    private static final Field<Integer> ITEMS = field(name("wall", "items"), Integer.class);
    private static final Field<Integer> DONE = field(name("wall", "done"), Integer.class);
    private static final Field<Integer> LATE = field(name("wall", "late"), Integer.class);
    private static final Field<Integer> SOON = field(name("wall", "soon"), Integer.class);
    private static final Field<LocalDate> OLDEST = field(name("wall", "oldest"), LocalDate.class);
    private static final Field<LocalDate> SINCE =
            field(name("wall", "since"), LocalDate.class); // never null, for the order
    private static final Field<String> LIGHTS = field(name("wall", "lights"), String.class);

    private final DSLContext dsl;
    private final PlanStore store;
    private final Today today;

    CityWall(DSLContext dsl, PlanStore store, Today today) {
        this.dsl = dsl;
        this.store = store;
        this.today = today;
    }

    /** The year that the address asks for, or the one that runs. */
    int year(ListRequest request) {
        String typed = request.filter("year");
        return typed.matches("20\\d\\d")
                ? Integer.parseInt(typed)
                : today.today().getYear();
    }

    Screen screen(Actor actor, ListRequest request, Page page) {
        List<Line> lines = new ArrayList<>();
        listing(actor, request, page).each(request, lines::add);
        return new Screen(year(request), lines);
    }

    Listing<Line> listing(Actor actor, ListRequest request, Page page) {
        LocalDate day = today.today();
        Table<?> wall = wall(actor, year(request)).asTable(WALL.getUnqualifiedName());
        var listing = new Listing<>(
                dsl,
                "studioplan.cityWall",
                filters -> dsl.select(wall.fields()).from(wall).where(filters),
                r -> new Line(
                        r.get(ID),
                        r.get(NUMBER),
                        r.get(NAME),
                        StudioKind.valueOf(r.get(KIND)),
                        r.get(UNIT),
                        r.get(LEADER),
                        r.get(INDUSTRY),
                        r.get(HUNG),
                        r.get(ITEMS),
                        r.get(DONE),
                        r.get(LATE),
                        r.get(SOON),
                        r.get(OLDEST),
                        r.get(LIGHTS),
                        day));
        filters(actor, page).forEach(listing::filter);
        return listing.down(LATE)
                .up(SINCE)
                .up(HUNG)
                .down(SOON)
                .up(NUMBER)
                .column(Column.of("name", "studios.name", Line::name))
                .column(Column.of("number", "studios.number", Line::number))
                .column(Column.of("kind", "studios.kind", Line::kind))
                .column(Column.of("unit", "studios.unit", Line::unit))
                .column(Column.of("leader", "studios.leader", Line::leader))
                .column(Column.of("industry", "studios.industry", Line::industry))
                .column(Column.of("hung", "studioplan.hung", Line::hung))
                .column(Column.of("light", "studioplan.light", Line::light))
                .column(Column.of("items", "studioplan.items", Line::items))
                .column(Column.of("done", "studioplan.done", Line::done))
                .column(Column.of("late", "studioplan.late", Line::late))
                .column(Column.of("soon", "studioplan.soon", Line::soon))
                .column(Column.of("daysLate", "studioplan.daysLate", Line::daysLate));
    }

    List<Filter> filters(Actor actor, Page page) {
        Map<String, String> years = new LinkedHashMap<>();
        int now = today.today().getYear();
        List.of(now + 1, now, now - 1).forEach(y -> years.put(String.valueOf(y), String.valueOf(y)));
        Map<String, String> counties = dsl.select(NODE.PATH, NODE.NAME)
                .from(NODE)
                .where(NODE.KIND.eq(Node.Kind.COUNTY.name()))
                .and(actor.within(Right.FOLLOW, NODE.PATH, NODE.INDUSTRY_PATH))
                .orderBy(NODE.CODE)
                .fetchMap(NODE.PATH, NODE.NAME);
        Map<String, String> industries = new LinkedHashMap<>();
        dsl.selectDistinct(STUDIO.INDUSTRY)
                .from(STUDIO)
                .join(NODE)
                .on(NODE.ID.eq(STUDIO.NODE_ID))
                .where(actor.within(Right.FOLLOW, NODE.PATH, NODE.INDUSTRY_PATH))
                .orderBy(STUDIO.INDUSTRY)
                .forEach(r -> industries.put(r.value1(), r.value1()));
        Map<String, String> only = new LinkedHashMap<>();
        List.of("late", "soon", "none").forEach(o -> only.put(o, page.t("studioplan.only." + o)));
        List<Filter> filters = new ArrayList<>();
        filters.add(Filter.choice("year", "studioplan.year", years, typed -> DSL.noCondition()));
        filters.add(Filter.choice(
                "county",
                "studioplan.county",
                counties,
                typed -> DSL.condition("{0}::ltree <@ {1}::ltree", PATH, DSL.val(typed))));
        filters.add(Filter.choice("industry", "studios.industry", industries, INDUSTRY::eq));
        filters.add(Filter.constants("kind", "studios.kind", StudioKind.class, KIND, page));
        filters.add(Filter.choice("only", "studioplan.only", only, CityWall::only));
        filters.add(Filter.text(
                "q",
                "studios.search",
                q -> NAME.containsIgnoreCase(q).or(UNIT.containsIgnoreCase(q)).or(LEADER.containsIgnoreCase(q))));
        return filters;
    }

    private static Condition only(String which) {
        return switch (which) {
            case "late" -> LATE.gt(0);
            case "soon" -> SOON.gt(0);
            default -> HUNG.isFalse();
        };
    }

    private org.jooq.Select<?> wall(Actor actor, int year) {
        Field<String> light = field(name("lit", "light"), String.class);
        Field<String> state = field(name("lit", "state"), String.class);
        Field<LocalDate> due = field(name("lit", "due_day"), LocalDate.class);
        Field<Long> of = field(name("lit", "studio_id"), Long.class);
        Table<?> lit = DSL.select(
                        PLAN_LINE.ID,
                        PLAN_LINE.STUDIO_ID,
                        PLAN_LINE.STATE,
                        PLAN_LINE.DUE_DAY,
                        store.light().as("light"))
                .from(PLAN_LINE)
                .where(PLAN_LINE.YEAR.eq(year), PLAN_LINE.PLAN_STATE.eq(PlanState.HUNG.name()))
                .asTable("lit");
        Condition isDone = state.eq(inline(ItemState.DONE.name()));
        Field<String> letter = DSL.when(isDone, inline("D"))
                .when(light.eq(inline(Light.RED.name())), inline("R"))
                .when(light.eq(inline(Light.YELLOW.name())), inline("Y"))
                .when(light.eq(inline(Light.GREY.name())), inline("X"))
                .otherwise(inline("G"));
        Table<?> summed = DSL.select(
                        of,
                        count().filterWhere(light.ne(inline(Light.GREY.name()))).as("items"),
                        count().filterWhere(isDone).as("done"),
                        count().filterWhere(light.eq(inline(Light.RED.name()))).as("late"),
                        count().filterWhere(light.eq(inline(Light.YELLOW.name())))
                                .as("soon"),
                        DSL.min(due)
                                .filterWhere(light.eq(inline(Light.RED.name())))
                                .as("oldest"),
                        DSL.listAgg(letter, "")
                                .withinGroupOrderBy(due, field(name("lit", "id"), Long.class))
                                .as("lights"))
                .from(lit)
                .groupBy(of)
                .asTable("summed");
        Field<String> none = inline("");
        return DSL.select(
                        STUDIO.ID,
                        STUDIO.NUMBER,
                        STUDIO.NAME,
                        STUDIO.KIND,
                        NODE.NAME.as("unit"),
                        PERSON.NAME.as("leader"),
                        STUDIO.INDUSTRY,
                        NODE.PATH,
                        field(PLAN.ID.isNotNull()).as("hung"),
                        coalesce(field(name("summed", "items"), Integer.class), inline(0))
                                .as("items"),
                        coalesce(field(name("summed", "done"), Integer.class), inline(0))
                                .as("done"),
                        coalesce(field(name("summed", "late"), Integer.class), inline(0))
                                .as("late"),
                        coalesce(field(name("summed", "soon"), Integer.class), inline(0))
                                .as("soon"),
                        field(name("summed", "oldest"), LocalDate.class).as("oldest"),
                        coalesce(field(name("summed", "oldest"), LocalDate.class), inline(LocalDate.of(9999, 12, 31)))
                                .as("since"),
                        coalesce(field(name("summed", "lights"), String.class), none)
                                .as("lights"))
                .from(STUDIO)
                .join(NODE)
                .on(NODE.ID.eq(STUDIO.NODE_ID))
                .leftJoin(PERSON)
                .on(PERSON.ID.eq(STUDIO.LEADER_ID))
                .leftJoin(PLAN)
                .on(PLAN.STUDIO_ID.eq(STUDIO.ID), PLAN.YEAR.eq(year), PLAN.STATE.eq(PlanState.HUNG.name()))
                .leftJoin(summed)
                .on(field(name("summed", "studio_id"), Long.class).eq(STUDIO.ID))
                .where(STUDIO.STATE.in(StudioState.IN_FORCE.name(), StudioState.TO_PUT_RIGHT.name()))
                .and(actor.within(Right.FOLLOW, NODE.PATH, NODE.INDUSTRY_PATH));
    }
}
