package io.lingchuang.services.alliance;

import static io.lingchuang.db.services.Tables.PROJECT;
import static io.lingchuang.db.services.Tables.PROJECT_STUDIO;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What several studios of the alliance do together, and what came of it. */
@Service
public class JointProjects {

    public record Project(
            long id,
            String title,
            String goal,
            ProjectState state,
            LocalDate from,
            LocalDate dueOn,
            @Nullable LocalDate endedOn,
            String result,
            int version,
            List<String> studios) {}

    private final DSLContext dsl;
    private final Alliance alliance;
    private final Audit audit;
    private final Today today;

    JointProjects(DSLContext dsl, Alliance alliance, Audit audit, Today today) {
        this.dsl = dsl;
        this.alliance = alliance;
        this.audit = audit;
        this.today = today;
    }

    public List<Project> all() {
        Map<Long, List<String>> studios = dsl.select(PROJECT_STUDIO.PROJECT_ID, STUDIO.NAME)
                .from(PROJECT_STUDIO)
                .join(STUDIO)
                .on(STUDIO.ID.eq(PROJECT_STUDIO.STUDIO_ID))
                .orderBy(STUDIO.NUMBER)
                .fetchGroups(PROJECT_STUDIO.PROJECT_ID, STUDIO.NAME);
        return dsl.selectFrom(PROJECT)
                .orderBy(
                        DSL.case_(PROJECT.STATE)
                                .when("RUNNING", 0)
                                .when("DONE", 1)
                                .otherwise(2),
                        PROJECT.FROM_DAY.desc(),
                        PROJECT.ID)
                .fetch(p -> new Project(
                        p.getId(),
                        p.getTitle(),
                        p.getGoal(),
                        ProjectState.valueOf(p.getState()),
                        p.getFromDay(),
                        p.getDueOn(),
                        p.getEndedOn(),
                        p.getResult(),
                        p.getVersion(),
                        studios.getOrDefault(p.getId(), List.of())));
    }

    /** Those that still run, by their number. */
    public Map<Long, String> running() {
        return dsl.select(PROJECT.ID, PROJECT.TITLE)
                .from(PROJECT)
                .where(PROJECT.STATE.eq(ProjectState.RUNNING.name()))
                .orderBy(PROJECT.FROM_DAY.desc(), PROJECT.ID)
                .fetchMap(PROJECT.ID, PROJECT.TITLE);
    }

    /** Begins one of at least two studios that belong to the alliance. */
    @Transactional
    public long begin(Actor actor, String title, String goal, LocalDate from, LocalDate due, Set<Long> studios) {
        alliance.requireKeeps(actor);
        if (due.isBefore(from)) {
            throw Refusal.onField("due", "alliance.termOrder");
        }
        Set<Long> members = Set.copyOf(
                alliance.members().stream().map(Alliance.Membership::studioId).toList());
        if (studios.size() < 2 || !members.containsAll(studios)) {
            throw Refusal.onField("studio", "alliance.twoStudios");
        }
        long id = dsl.insertInto(PROJECT)
                .set(PROJECT.TITLE, title)
                .set(PROJECT.GOAL, goal)
                .set(PROJECT.FROM_DAY, from)
                .set(PROJECT.DUE_ON, due)
                .returningResult(PROJECT.ID)
                .fetchSingle()
                .value1();
        studios.forEach(s -> dsl.insertInto(PROJECT_STUDIO, PROJECT_STUDIO.PROJECT_ID, PROJECT_STUDIO.STUDIO_ID)
                .values(id, s)
                .execute());
        audit.record(actor, "services.project.begin", "project", id, title);
        return id;
    }

    /** Done, or stopped; either way with what came of it. */
    @Transactional
    public void end(Actor actor, long id, int version, ProjectState how, String result) {
        alliance.requireKeeps(actor);
        Project project = all().stream().filter(p -> p.id() == id).findFirst().orElseThrow(NotFound::new);
        if (!project.state().mayBecome(how)) {
            throw new Stale();
        }
        int ended = dsl.update(PROJECT)
                .set(PROJECT.STATE, how.name())
                .set(PROJECT.ENDED_ON, today.today())
                .set(PROJECT.RESULT, result)
                .set(PROJECT.VERSION, version + 1)
                .where(PROJECT.ID.eq(id), PROJECT.VERSION.eq(version))
                .execute();
        if (ended == 0) {
            throw new Stale();
        }
        audit.record(actor, "services.project.end", "project", id, how + " " + result);
    }
}
