package io.lingchuang.studios.plan;

import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.PLAN_DOER;
import static io.lingchuang.db.studios.Tables.PLAN_LINE;

import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Listing;
import java.time.LocalDate;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A plan as a sheet. */
@Component
class PlanLists {

    record Line(
            ItemKind kind,
            String title,
            int from,
            int until,
            @Nullable String who,
            String goal,
            int quantity,
            String unit,
            String proof,
            String partner,
            ItemState state,
            int percent,
            @Nullable LocalDate doneOn,
            Light light,
            String note) {}

    private final DSLContext dsl;
    private final PlanStore store;

    PlanLists(DSLContext dsl, PlanStore store) {
        this.dsl = dsl;
        this.store = store;
    }

    /** @param inside with what is internal */
    Listing<Line> items(Plan plan, boolean inside) {
        Field<String> who = DSL.field(DSL.select(DSL.listAgg(PERSON.NAME, "、").withinGroupOrderBy(MEMBER.ID))
                .from(PLAN_DOER)
                .join(MEMBER)
                .on(MEMBER.ID.eq(PLAN_DOER.MEMBER_ID))
                .join(PERSON)
                .on(PERSON.ID.eq(MEMBER.PERSON_ID))
                .where(PLAN_DOER.ITEM_ID.eq(PLAN_LINE.ID)));
        var listing = new Listing<>(
                        dsl,
                        "studioplan.title",
                        filters -> dsl.select(PLAN_LINE.fields())
                                .select(who.as("who"), store.light().as("light"))
                                .from(PLAN_LINE)
                                .where(PLAN_LINE.PLAN_ID.eq(plan.id()))
                                .and(inside ? DSL.noCondition() : PLAN_LINE.INTERNAL.isFalse())
                                .and(filters),
                        r -> new Line(
                                ItemKind.valueOf(r.get(PLAN_LINE.KIND)),
                                r.get(PLAN_LINE.TITLE),
                                r.get(PLAN_LINE.FROM_MONTH),
                                r.get(PLAN_LINE.UNTIL_MONTH),
                                r.get("who", String.class),
                                r.get(PLAN_LINE.GOAL),
                                r.get(PLAN_LINE.QUANTITY),
                                r.get(PLAN_LINE.UNIT),
                                r.get(PLAN_LINE.PROOF),
                                r.get(PLAN_LINE.PARTNER),
                                ItemState.valueOf(r.get(PLAN_LINE.STATE)),
                                r.get(PLAN_LINE.PERCENT),
                                r.get(PLAN_LINE.DONE_ON),
                                Light.valueOf(r.get("light", String.class)),
                                r.get(PLAN_LINE.NOTE)))
                .up(PLAN_LINE.FROM_MONTH)
                .up(PLAN_LINE.UNTIL_MONTH)
                .up(PLAN_LINE.ID)
                .column(Column.<Line>of("kind", "studioplan.kind", Line::kind))
                .column(Column.of("title", "studioplan.item", Line::title))
                .column(Column.of("from", "studioplan.fromMonth", Line::from))
                .column(Column.of("until", "studioplan.untilMonth", Line::until))
                .column(Column.of("who", "studioplan.who", Line::who))
                .column(Column.of("goal", "studioplan.goal", Line::goal))
                .column(Column.of("quantity", "studioplan.quantity", Line::quantity))
                .column(Column.of("unit", "studioplan.unit", Line::unit))
                .column(Column.of("proof", "studioplan.proof", Line::proof))
                .column(Column.of("partner", "studioplan.partner", Line::partner))
                .column(Column.of("state", "studioplan.state", Line::state))
                .column(Column.of("percent", "studioplan.percent", Line::percent))
                .column(Column.of("doneOn", "studioplan.doneOn", Line::doneOn))
                .column(Column.of("light", "studioplan.light", Line::light));
        return inside ? listing.column(Column.of("note", "studioplan.note", Line::note)) : listing;
    }
}
