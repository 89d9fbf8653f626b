package io.lingchuang.studios.ledger;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.MILESTONE;
import static io.lingchuang.db.studios.Tables.PROJECT;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A studio's projects, and those that wait for somebody. */
@Component
class ProjectLists {

    private static final Field<Integer> STEPS = DSL.field(
                    DSL.selectCount().from(MILESTONE).where(MILESTONE.PROJECT_ID.eq(PROJECT.ID)))
            .as("steps");
    private static final Field<Integer> DONE = DSL.field(DSL.selectCount()
                    .from(MILESTONE)
                    .where(MILESTONE.PROJECT_ID.eq(PROJECT.ID), MILESTONE.DONE_ON.isNotNull()))
            .as("done");

    record Row(
            long id,
            String title,
            String lead,
            LocalDate startsOn,
            LocalDate endsOn,
            Project.State state,
            String steps,
            @Nullable String document,
            String results) {}

    private final DSLContext dsl;
    private final Today today;

    ProjectLists(DSLContext dsl, Today today) {
        this.dsl = dsl;
        this.today = today;
    }

    Listing<Row> projects(long studio, Page page) {
        return new Listing<Row>(
                        dsl,
                        "studioledger.project.title",
                        filters -> dsl.select(PROJECT.fields())
                                .select(PERSON.NAME, STEPS, DONE)
                                .from(PROJECT)
                                .join(PERSON)
                                .on(PERSON.ID.eq(PROJECT.LEAD_ID))
                                .where(PROJECT.STUDIO_ID.eq(studio))
                                .and(filters),
                        r -> new Row(
                                r.get(PROJECT.ID),
                                r.get(PROJECT.TITLE),
                                r.get(PERSON.NAME),
                                r.get(PROJECT.STARTS_ON),
                                r.get(PROJECT.ENDS_ON),
                                Project.State.valueOf(r.get(PROJECT.STATE)),
                                r.get(DONE) + " / " + r.get(STEPS),
                                r.get(PROJECT.DOCUMENT),
                                r.get(PROJECT.RESULTS)))
                .down(PROJECT.STARTS_ON)
                .down(PROJECT.ID)
                .filter(Filter.text(
                        "q",
                        "studioledger.project.search",
                        q -> PROJECT.TITLE.containsIgnoreCase(q).or(PROJECT.PROBLEM.containsIgnoreCase(q))))
                .filter(Filter.constants("state", "studioledger.state", Project.State.class, PROJECT.STATE, page))
                .column(Column.<Row>of("title", "studioledger.project.name", Row::title)
                        .link(r -> "/studio-projects/" + r.id()))
                .column(Column.of("lead", "studioledger.project.lead", Row::lead))
                .column(Column.of("startsOn", "studioledger.project.startsOn", Row::startsOn))
                .column(Column.of("endsOn", "studioledger.project.endsOn", Row::endsOn))
                .column(Column.of("steps", "studioledger.project.steps", Row::steps))
                .column(Column.of("state", "studioledger.state", Row::state))
                .column(Column.<Row>of("document", "studioledger.project.document", Row::document)
                        .more())
                .column(Column.<Row>of("results", "studioledger.project.results", Row::results)
                        .more());
    }

    Project project(long id) {
        List<Project.Milestone> milestones = dsl.selectFrom(MILESTONE)
                .where(MILESTONE.PROJECT_ID.eq(id))
                .orderBy(MILESTONE.DUE_ON, MILESTONE.ID)
                .fetch(m -> new Project.Milestone(m.getId(), m.getTitle(), m.getDueOn(), m.getDoneOn(), m.getNote()));
        return dsl.select(PROJECT.fields())
                .select(PERSON.NAME)
                .from(PROJECT)
                .join(PERSON)
                .on(PERSON.ID.eq(PROJECT.LEAD_ID))
                .where(PROJECT.ID.eq(id))
                .fetchOptional(r -> new Project(
                        r.get(PROJECT.ID),
                        r.get(PROJECT.STUDIO_ID),
                        r.get(PROJECT.TITLE),
                        r.get(PROJECT.PROBLEM),
                        r.get(PROJECT.GOAL),
                        r.get(PROJECT.LEAD_ID),
                        r.get(PERSON.NAME),
                        r.get(PROJECT.STARTS_ON),
                        r.get(PROJECT.ENDS_ON),
                        r.get(PROJECT.BUDGET),
                        Project.State.valueOf(r.get(PROJECT.STATE)),
                        r.get(PROJECT.ASKED_BY),
                        r.get(PROJECT.DECIDED_BY),
                        r.get(PROJECT.DECIDED_ON),
                        r.get(PROJECT.DOCUMENT),
                        r.get(PROJECT.RETURNED),
                        r.get(PROJECT.RESULTS),
                        r.get(PROJECT.BENEFIT),
                        r.get(PROJECT.ENDED_ON),
                        r.get(PROJECT.STOPPED_WHY),
                        r.get(PROJECT.VERSION),
                        milestones))
                .orElseThrow(NotFound::new);
    }

    /** What waits: how many, the first day of it, and the one to open first. */
    record Waiting(int count, @Nullable LocalDate first, long id) {}

    /** Projects that a clerk is asked to set up for their unit. */
    Waiting asked(Actor actor) {
        return waiting(PROJECT.STATE
                .eq(Project.State.ASKED.name())
                .and(STUDIO.NODE_ID.in(actor.nodesWith(Right.ENTER_FOR_OTHERS)))
                .and(PROJECT.ASKED_BY.ne(actor.accountId())));
    }

    private Waiting waiting(Condition which) {
        return dsl.select(DSL.count(), DSL.min(PROJECT.STARTS_ON), DSL.min(PROJECT.ID))
                .from(PROJECT)
                .join(STUDIO)
                .on(STUDIO.ID.eq(PROJECT.STUDIO_ID))
                .join(NODE)
                .on(NODE.ID.eq(STUDIO.NODE_ID))
                .where(which)
                .fetchSingle(r -> new Waiting(r.value1(), r.value2(), r.value3() == null ? 0 : r.value3()));
    }

    /** Milestones due within a fortnight, or late, of the projects that somebody leads. */
    Waiting due(Actor actor) {
        return dsl.select(DSL.count(), DSL.min(MILESTONE.DUE_ON), DSL.min(PROJECT.ID))
                .from(MILESTONE)
                .join(PROJECT)
                .on(PROJECT.ID.eq(MILESTONE.PROJECT_ID))
                .join(PERSON)
                .on(PERSON.ID.eq(PROJECT.LEAD_ID))
                .where(
                        PERSON.ACCOUNT_ID.eq(actor.accountId()),
                        PROJECT.STATE.eq(Project.State.RUNNING.name()),
                        MILESTONE.DONE_ON.isNull(),
                        MILESTONE.DUE_ON.le(today.today().plusDays(14)))
                .and(DSL.exists(DSL.selectOne()
                        .from(MEMBER)
                        .where(MEMBER.PERSON_ID.eq(PERSON.ID), MEMBER.STUDIO_ID.eq(PROJECT.STUDIO_ID))))
                .fetchSingle(r -> new Waiting(r.value1(), r.value2(), r.value3() == null ? 0 : r.value3()));
    }
}
