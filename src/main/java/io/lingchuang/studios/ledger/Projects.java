package io.lingchuang.studios.ledger;

import static io.lingchuang.db.studios.Tables.MILESTONE;
import static io.lingchuang.db.studios.Tables.PROJECT;

import io.lingchuang.access.Actor;
import io.lingchuang.db.studios.tables.records.ProjectRecord;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.studios.Standing;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jooq.UpdateSetMoreStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Projects of a studio: those who work there write and carry them out, its unit's union (or an officer above it) approves them. */
@Service
public class Projects {

    /** A project as it is typed. */
    public record Typed(
            String title,
            String problem,
            String goal,
            long leadId,
            LocalDate startsOn,
            LocalDate endsOn,
            @Nullable BigDecimal budget,
            List<Step> steps) {}

    public record Step(String title, LocalDate dueOn) {}

    private final DSLContext dsl;
    private final Studios studios;
    private final Ledger ledger;
    private final ProjectLists lists;
    private final Messages messages;
    private final Wording wording;
    private final Today today;

    Projects(
            DSLContext dsl,
            Studios studios,
            Ledger ledger,
            ProjectLists lists,
            Messages messages,
            Wording wording,
            Today today) {
        this.dsl = dsl;
        this.studios = studios;
        this.ledger = ledger;
        this.lists = lists;
        this.messages = messages;
        this.wording = wording;
        this.today = today;
    }

    /** Approves for the unit: the clerk of its union, or an officer above where a unit has none; never whoever asked. */
    public boolean decides(Actor actor, Project project) {
        Standing standing = studios.standing(actor, studios.studio(project.studioId()));
        boolean asked = project.askedBy() != null && project.askedBy() == actor.accountId();
        return !asked && (standing.types() || standing.keeps());
    }

    @Transactional
    public long add(Actor actor, long studio, Typed typed) {
        ledger.writtenBy(actor, studio);
        check(studio, typed);
        long id = dsl.insertInto(PROJECT)
                .set(PROJECT.STUDIO_ID, studio)
                .set(PROJECT.TITLE, typed.title())
                .set(PROJECT.PROBLEM, typed.problem())
                .set(PROJECT.GOAL, typed.goal())
                .set(PROJECT.LEAD_ID, typed.leadId())
                .set(PROJECT.STARTS_ON, typed.startsOn())
                .set(PROJECT.ENDS_ON, typed.endsOn())
                .set(PROJECT.BUDGET, typed.budget())
                .returningResult(PROJECT.ID)
                .fetchSingle()
                .value1();
        typed.steps().forEach(s -> step(id, s));
        studios.happened(actor, studio, "projectAdded", typed.title());
        return id;
    }

    private void check(long studio, Typed typed) {
        if (typed.endsOn().isBefore(typed.startsOn())) {
            throw Refusal.onField("endsOn", "studioledger.project.reversed");
        }
        boolean works = studios.members(studio).stream()
                .anyMatch(m -> m.personId() == typed.leadId() && m.part().works());
        if (!works) {
            throw Refusal.onField("lead", "studioledger.project.leadUnknown");
        }
        for (Step step : typed.steps()) {
            if (step.dueOn().isBefore(typed.startsOn()) || step.dueOn().isAfter(typed.endsOn())) {
                throw Refusal.onField("milestone", "studioledger.project.stepOutside", step.title());
            }
        }
    }

    private void step(long project, Step step) {
        dsl.insertInto(MILESTONE)
                .set(MILESTONE.PROJECT_ID, project)
                .set(MILESTONE.TITLE, step.title())
                .set(MILESTONE.DUE_ON, step.dueOn())
                .execute();
    }

    /** Rewrites one that is not set up yet. */
    @Transactional
    public void change(Actor actor, long id, int version, Typed typed) {
        Project project = worked(actor, id, Project.State.DRAFT);
        check(project.studioId(), typed);
        move(
                project,
                version,
                u -> u.set(PROJECT.TITLE, typed.title())
                        .set(PROJECT.PROBLEM, typed.problem())
                        .set(PROJECT.GOAL, typed.goal())
                        .set(PROJECT.LEAD_ID, typed.leadId())
                        .set(PROJECT.STARTS_ON, typed.startsOn())
                        .set(PROJECT.ENDS_ON, typed.endsOn())
                        .set(PROJECT.BUDGET, typed.budget()));
        dsl.deleteFrom(MILESTONE).where(MILESTONE.PROJECT_ID.eq(id)).execute();
        typed.steps().forEach(s -> step(id, s));
        studios.happened(actor, project.studioId(), "projectChanged", typed.title());
    }

    /** Asks the unit to set it up 申请立项. */
    @Transactional
    public void ask(Actor actor, long id, int version) {
        Project project = worked(actor, id, Project.State.DRAFT);
        if (project.milestones().isEmpty()) {
            throw new Refusal("studioledger.project.noSteps");
        }
        move(
                project,
                version,
                u -> u.set(PROJECT.STATE, Project.State.ASKED.name()).set(PROJECT.ASKED_BY, actor.accountId()));
        studios.happened(actor, project.studioId(), "projectAsked", project.title());
    }

    /** The unit sets it up 立项, by a document where it wrote one. */
    @Transactional
    public void approve(Actor actor, long id, int version, String document) {
        Project project = decided(actor, id);
        if (document.strip().length() > 60) {
            throw Refusal.onField("document", "typing.most", 60);
        }
        move(
                project,
                version,
                u -> u.set(PROJECT.STATE, Project.State.RUNNING.name())
                        .set(PROJECT.DECIDED_BY, actor.name())
                        .set(PROJECT.DECIDED_ON, today.today())
                        .set(PROJECT.DOCUMENT, document.strip())
                        .setNull(PROJECT.RETURNED));
        studios.happened(actor, project.studioId(), "projectApproved", project.title());
        tell(project, version, "studioledger.letter.approved", "");
    }

    /** Gives it back with what is to be mended. */
    @Transactional
    public void giveBack(Actor actor, long id, int version, String reason) {
        Project project = decided(actor, id);
        String why = reason(reason);
        move(
                project,
                version,
                u -> u.set(PROJECT.STATE, Project.State.DRAFT.name()).set(PROJECT.RETURNED, why));
        studios.happened(actor, project.studioId(), "projectReturned", project.title() + "：" + why);
        tell(project, version, "studioledger.letter.returned", why);
    }

    /** A milestone was reached, on a day that is not ahead. */
    @Transactional
    public void reached(Actor actor, long id, long milestone, LocalDate day, String note) {
        Project project = worked(actor, id, Project.State.RUNNING);
        if (day.isAfter(today.today())) {
            throw Refusal.onField("doneOn", "studioledger.future");
        }
        if (note.strip().length() > 500) {
            throw Refusal.onField("note", "typing.most", 500);
        }
        int marked = dsl.update(MILESTONE)
                .set(MILESTONE.DONE_ON, day)
                .set(MILESTONE.NOTE, note.strip())
                .where(MILESTONE.ID.eq(milestone), MILESTONE.PROJECT_ID.eq(id))
                .execute();
        if (marked == 0) {
            throw new NotFound();
        }
        studios.happened(actor, project.studioId(), "milestoneReached", project.title());
    }

    /** Ends with results 结题: refused while a milestone is open. */
    @Transactional
    public void finish(Actor actor, long id, int version, String results, @Nullable BigDecimal benefit) {
        Project project = worked(actor, id, Project.State.RUNNING);
        if (project.milestones().stream().anyMatch(m -> m.doneOn() == null)) {
            throw new Refusal("studioledger.project.stepsOpen");
        }
        move(
                project,
                version,
                u -> u.set(PROJECT.STATE, Project.State.FINISHED.name())
                        .set(PROJECT.RESULTS, results)
                        .set(PROJECT.BENEFIT, benefit)
                        .set(PROJECT.ENDED_ON, today.today()));
        studios.happened(actor, project.studioId(), "projectFinished", project.title());
    }

    /** Stops one that leads nowhere, or drops a draft; whoever leads the studio says why. */
    @Transactional
    public void stop(Actor actor, long id, int version, String reason) {
        Project project = worked(actor, id, Project.State.DRAFT, Project.State.RUNNING);
        studios.ledBy(actor, project.studioId());
        String why = reason(reason);
        move(
                project,
                version,
                u -> u.set(PROJECT.STATE, Project.State.STOPPED.name())
                        .set(PROJECT.STOPPED_WHY, why)
                        .set(PROJECT.ENDED_ON, today.today()));
        studios.happened(actor, project.studioId(), "projectStopped", project.title() + "：" + why);
    }

    private static String reason(String typed) {
        if (typed.strip().length() < 2 || typed.strip().length() > 200) {
            throw Refusal.onField("reason", "studioledger.why");
        }
        return typed.strip();
    }

    private Project worked(Actor actor, long id, Project.State... states) {
        Project project = locked(id);
        ledger.writtenBy(actor, project.studioId());
        return in(project, states);
    }

    private Project decided(Actor actor, long id) {
        Project project = locked(id);
        Studio studio = studios.seenBy(actor, project.studioId());
        Standing standing = studios.standing(actor, studio);
        if (!standing.types() && !standing.keeps()) {
            throw new NotFound();
        }
        in(project, Project.State.ASKED);
        if (!decides(actor, project)) {
            throw new Refusal("studioledger.project.notOwn");
        }
        return project;
    }

    private static Project in(Project project, Project.State... states) {
        if (!List.of(states).contains(project.state())) {
            throw new Stale();
        }
        return project;
    }

    private Project locked(long id) {
        dsl.selectOne().from(PROJECT).where(PROJECT.ID.eq(id)).forUpdate().fetch();
        return lists.project(id);
    }

    private void move(Project project, int version, UnaryOperator<UpdateSetMoreStep<ProjectRecord>> change) {
        int moved = change.apply(dsl.update(PROJECT).set(PROJECT.VERSION, version + 1))
                .where(PROJECT.ID.eq(project.id()), PROJECT.VERSION.eq(version))
                .execute();
        if (moved == 0) {
            throw new Stale();
        }
    }

    /** Tells whoever asked what became of it. */
    private void tell(Project project, int version, String key, String why) {
        if (project.askedBy() != null) {
            messages.send(
                    project.askedBy(),
                    wording.of(key, project.title()),
                    wording.of(key + ".text", project.title(), why),
                    "/studio-projects/" + project.id(),
                    "project:" + project.id() + ":" + version);
        }
    }
}
