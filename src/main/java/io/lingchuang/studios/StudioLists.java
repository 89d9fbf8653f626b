package io.lingchuang.studios;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.access.Node;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import java.time.LocalDate;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The city's studios and bases, as everybody may read them. */
@Component
class StudioLists {

    record Row(
            long id,
            String number,
            String name,
            StudioKind kind,
            String unit,
            @Nullable String leader,
            String industry,
            LocalDate namedOn,
            StudioState state) {}

    private final DSLContext dsl;

    StudioLists(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** The districts and counties of the city, to narrow the list to one. */
    private Map<String, String> counties() {
        return dsl.select(NODE.CODE, NODE.NAME)
                .from(NODE)
                .where(NODE.KIND.eq(Node.Kind.COUNTY.name()))
                .orderBy(NODE.CODE)
                .fetchMap(NODE.CODE, NODE.NAME);
    }

    Listing<Row> studios(Page page) {
        return new Listing<>(
                        dsl,
                        "studios.title",
                        filters -> dsl.select(STUDIO.fields())
                                .select(NODE.NAME, PERSON.NAME)
                                .from(STUDIO)
                                .join(NODE)
                                .on(NODE.ID.eq(STUDIO.NODE_ID))
                                .leftJoin(PERSON)
                                .on(PERSON.ID.eq(STUDIO.LEADER_ID))
                                .where(filters),
                        r -> new Row(
                                r.get(STUDIO.ID),
                                r.get(STUDIO.NUMBER),
                                r.get(STUDIO.NAME),
                                StudioKind.valueOf(r.get(STUDIO.KIND)),
                                r.get(NODE.NAME),
                                r.get(PERSON.NAME),
                                r.get(STUDIO.INDUSTRY),
                                r.get(STUDIO.NAMED_ON),
                                StudioState.valueOf(r.get(STUDIO.STATE))))
                .down(STUDIO.KIND) // studios, bases of rural revitalisation, bases of innovation
                .up(STUDIO.NUMBER)
                .filter(Filter.text(
                        "q",
                        "studios.search",
                        q -> STUDIO.NAME
                                .containsIgnoreCase(q)
                                .or(NODE.NAME.containsIgnoreCase(q))
                                .or(PERSON.NAME.containsIgnoreCase(q))))
                .filter(Filter.constants("kind", "studios.kind", StudioKind.class, STUDIO.KIND, page))
                .filter(Filter.text("industry", "studios.industry", q -> STUDIO.INDUSTRY.containsIgnoreCase(q)))
                .filter(Filter.constants("state", "studios.state", StudioState.class, STUDIO.STATE, page))
                .filter(Filter.text(
                        "year",
                        "studios.year",
                        y -> y.matches("[0-9]{4}")
                                ? DSL.year(STUDIO.NAMED_ON).eq(Integer.valueOf(y))
                                : DSL.noCondition()))
                .filter(Filter.choice(
                        "county",
                        "studios.county",
                        counties(),
                        c -> DSL.condition(
                                "{0} <@ (select c.path from access.node c where c.code = {1})", NODE.PATH, DSL.val(c))))
                .column(Column.<Row>of("name", "studios.name", Row::name).link(r -> "/studios/" + r.id()))
                .column(Column.of("number", "studios.number", Row::number))
                .column(Column.of("kind", "studios.kind", Row::kind))
                .column(Column.of("leader", "studios.leader", Row::leader))
                .column(Column.of("unit", "studios.unit", Row::unit))
                .column(Column.of("industry", "studios.industry", Row::industry))
                .column(Column.of("namedOn", "studios.namedOn", Row::namedOn))
                .column(Column.of("state", "studios.state", Row::state));
    }
}
