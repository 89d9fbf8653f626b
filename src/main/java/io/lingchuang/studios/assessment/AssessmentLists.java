package io.lingchuang.studios.assessment;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.studios.Tables.ASSESSMENT;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import io.lingchuang.studios.StudioKinds;
import io.lingchuang.studios.StudioState;
import java.math.BigDecimal;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All studios of an assessment, those that handed in nothing too. */
@Component
class AssessmentLists {

    record Row(
            long studioId,
            String number,
            String name,
            String unit,
            @Nullable EntryState entry,
            @Nullable BigDecimal score,
            @Nullable AssessmentOutcome outcome) {}

    private final DSLContext dsl;

    AssessmentLists(DSLContext dsl) {
        this.dsl = dsl;
    }

    Listing<Row> studios(Actor actor, Call call, Page page) {
        Condition alive = STUDIO.STATE.in(StudioState.IN_FORCE.name(), StudioState.TO_PUT_RIGHT.name());
        var entry = DSL.lateral(DSL.select(ENTRY.STATE, ENTRY.SCORE)
                        .from(ENTRY)
                        .where(
                                ENTRY.CALL_ID.eq(call.id()),
                                Assessments.handedIn(),
                                Assessments.about(STUDIO.ID, STUDIO.LEADER_ID))
                        .orderBy(ENTRY.ID.desc())
                        .limit(1))
                .as("e");
        var state = entry.field(ENTRY.STATE);
        var score = entry.field(ENTRY.SCORE);
        return new Listing<>(
                        dsl,
                        "assessment.list",
                        filters -> dsl.select(STUDIO.ID, STUDIO.NUMBER, STUDIO.NAME, NODE.NAME)
                                .select(state, score, ASSESSMENT.OUTCOME)
                                .from(STUDIO)
                                .join(NODE)
                                .on(NODE.ID.eq(STUDIO.NODE_ID))
                                .leftJoin(entry)
                                .on(DSL.trueCondition())
                                .leftJoin(ASSESSMENT)
                                .on(ASSESSMENT.CALL_ID.eq(call.id()), ASSESSMENT.STUDIO_ID.eq(STUDIO.ID))
                                .where(filters)
                                .and(STUDIO.KIND.in(StudioKinds.of(call)))
                                .and(alive.or(ASSESSMENT.ID.isNotNull()))
                                .and(actor.within(Right.KEEP_STUDIOS, NODE.PATH, NODE.INDUSTRY_PATH)),
                        r -> new Row(
                                r.get(STUDIO.ID),
                                r.get(STUDIO.NUMBER),
                                r.get(STUDIO.NAME),
                                r.get(NODE.NAME),
                                r.get(state) == null ? null : EntryState.valueOf(r.get(state)),
                                r.get(score),
                                r.get(ASSESSMENT.OUTCOME) == null
                                        ? null
                                        : AssessmentOutcome.valueOf(r.get(ASSESSMENT.OUTCOME))))
                .up(STUDIO.NUMBER)
                .filter(Filter.text(
                        "q",
                        "studios.search",
                        q -> STUDIO.NAME.containsIgnoreCase(q).or(NODE.NAME.containsIgnoreCase(q))))
                .filter(Filter.choice(
                        "open",
                        "assessment.open",
                        Map.of("yes", page.t("assessment.notSaid")),
                        yes -> ASSESSMENT.ID.isNull()))
                .filter(Filter.constants(
                        "outcome", "assessment.outcome", AssessmentOutcome.class, ASSESSMENT.OUTCOME, page))
                .column(Column.<Row>of("name", "studios.name", Row::name)
                        .link(r -> "/calls/" + call.id() + "/assessments/" + r.studioId()))
                .column(Column.of("number", "studios.number", Row::number))
                .column(Column.of("unit", "studios.unit", Row::unit))
                .column(Column.of(
                        "entry",
                        "assessment.entry",
                        r -> r.entry() == null ? page.t("assessment.none") : page.t(r.entry())))
                .column(Column.of("score", "assessment.score", Row::score))
                .column(Column.of("outcome", "assessment.outcome", Row::outcome));
    }
}
