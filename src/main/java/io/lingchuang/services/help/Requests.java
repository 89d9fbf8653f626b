package io.lingchuang.services.help;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.services.Tables.PROJECT;
import static io.lingchuang.db.services.Tables.REQUEST;
import static io.lingchuang.db.services.Tables.REQUEST_EVENT;
import static io.lingchuang.db.services.Tables.STEP_LIMIT;
import static io.lingchuang.db.services.Tables.TEAM;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.services.HelpKind;
import io.lingchuang.services.alliance.Teams;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Requests for help: who sees which, asking, and the one way in which they move on. */
@Service
public class Requests {

    /** As the enterprise types it. */
    public record Typed(
            HelpKind kind,
            String title,
            String problem,
            String place,
            boolean urgent,
            boolean confidential,
            String contactName,
            String contactPhone) {}

    /** Who moves a request: a person on one side, or the clock. */
    record Mover(Actor actor, Side side) {}

    /** What a move says and where it leads beside the state. team: null leaves none. */
    record Moving(
            String reason,
            @Nullable Long team,
            @Nullable Long studio,
            @Nullable LocalDate due,
            @Nullable Outcome outcome) {

        static Moving on(HelpRequest r, String reason) {
            return new Moving(reason, r.teamId(), r.studioId(), null, null);
        }

        static Moving back(String reason) {
            return new Moving(reason, null, null, null, null);
        }
    }

    private final DSLContext dsl;
    private final Tree tree;
    private final Teams teams;
    private final WorkingDays days;
    private final HelpLetters letters;
    private final Audit audit;
    private final Today today;

    Requests(DSLContext dsl, Tree tree, Teams teams, WorkingDays days, HelpLetters letters, Audit audit, Today today) {
        this.dsl = dsl;
        this.tree = tree;
        this.teams = teams;
        this.days = days;
        this.letters = letters;
        this.audit = audit;
        this.today = today;
    }

    /** The enterprises for which somebody may ask. */
    public List<Node> askedFor(Actor actor) {
        return actor.nodesWith(Right.ASK_FOR_HELP).stream()
                .map(tree::node)
                .filter(n -> n.kind() == Node.Kind.ENTERPRISE && n.active())
                .toList();
    }

    @Transactional
    public long ask(Actor actor, long node, Typed typed) {
        actor.requireHolds(Right.ASK_FOR_HELP, node);
        if (tree.node(node).kind() != Node.Kind.ENTERPRISE) {
            throw Refusal.onField("node", "help.enterpriseOnly");
        }
        long id = dsl.insertInto(REQUEST)
                .set(REQUEST.NODE_ID, node)
                .set(REQUEST.ASKED_BY, actor.accountId())
                .set(REQUEST.KIND, typed.kind().name())
                .set(REQUEST.TITLE, typed.title())
                .set(REQUEST.PROBLEM, typed.problem())
                .set(REQUEST.PLACE, typed.place())
                .set(REQUEST.URGENT, typed.urgent())
                .set(REQUEST.CONFIDENTIAL, typed.confidential())
                .set(REQUEST.CONTACT_NAME, typed.contactName())
                .set(REQUEST.CONTACT_PHONE, typed.contactPhone())
                .set(REQUEST.ASKED_AT, today.now())
                .set(REQUEST.DUE_ON, due(RequestState.ASKED, typed.urgent(), today.today()))
                .returningResult(REQUEST.ID)
                .fetchSingle()
                .value1();
        event(id, actor, "ASK", null, "");
        audit.record(actor, "services.help.ask", "request", id, typed.title());
        letters.asked(request(id));
        return id;
    }

    /** Says what was missing, and hands it in again. */
    @Transactional
    public void complete(Actor actor, long id, int version, Typed typed) {
        HelpRequest r = move(new Mover(actor, Side.ENTERPRISE), id, version, Step.COMPLETE, Moving.back(""));
        dsl.update(REQUEST)
                .set(REQUEST.KIND, typed.kind().name())
                .set(REQUEST.TITLE, typed.title())
                .set(REQUEST.PROBLEM, typed.problem())
                .set(REQUEST.PLACE, typed.place())
                .set(REQUEST.URGENT, typed.urgent())
                .set(REQUEST.CONFIDENTIAL, typed.confidential())
                .set(REQUEST.CONTACT_NAME, typed.contactName())
                .set(REQUEST.CONTACT_PHONE, typed.contactPhone())
                .set(REQUEST.DUE_ON, due(RequestState.ASKED, typed.urgent(), today.today()))
                .where(REQUEST.ID.eq(id))
                .execute();
        letters.asked(r);
    }

    /** Takes it back before the visit; an officer does so for an enterprise that is no more. */
    @Transactional
    public void cancel(Actor actor, long id, int version, String reason) {
        HelpRequest before = seen(actor, id);
        Side side = standing(actor, before).asks() ? Side.ENTERPRISE : Side.OFFICER;
        move(new Mover(actor, side), id, version, Step.CANCEL, Moving.on(before, reason));
        letters.cancelled(before, reason);
    }

    /**
     * The only way in which a request moves: checks who, from where and on whose page, writes the state with the last day of what is waited
     * for now, and appends to its history and to the audit trail.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    HelpRequest move(Mover mover, long id, int version, Step step, Moving to) {
        dsl.selectOne().from(REQUEST).where(REQUEST.ID.eq(id)).forUpdate().fetch();
        HelpRequest r = request(id);
        if (mover.side() != Side.CLOCK) {
            Standing standing = standing(mover.actor(), r);
            if (!standing.sees()) {
                throw new NotFound();
            }
            if (!step.by(mover.side()) || !(standing.is(mover.side()))) {
                throw new NotFound();
            }
        } else if (!step.by(Side.CLOCK)) {
            throw new IllegalArgumentException(step + " is not the clock's");
        }
        if (!step.from().contains(r.state())) {
            throw new Refusal("help.notNow");
        }
        if (r.version() != version) {
            throw new Stale();
        }
        RequestState next = step.to();
        dsl.update(REQUEST)
                .set(REQUEST.STATE, next.name())
                .set(REQUEST.TEAM_ID, to.team())
                .set(REQUEST.STUDIO_ID, to.studio())
                .set(
                        REQUEST.DUE_ON,
                        next.over() ? null : to.due() != null ? to.due() : due(next, r.urgent(), today.today()))
                .set(REQUEST.OUTCOME, to.outcome() == null ? null : to.outcome().name())
                .set(REQUEST.CLOSED_ON, next == RequestState.CLOSED ? today.today() : null)
                .set(REQUEST.STEPS, r.steps() + 1)
                .set(REQUEST.VERSION, version + 1)
                .where(REQUEST.ID.eq(id))
                .execute();
        event(id, mover.actor(), step.name(), to.team() == null ? r.teamId() : to.team(), to.reason());
        audit.record(
                mover.actor(),
                "services.help." + step.name().toLowerCase(java.util.Locale.ROOT),
                "request",
                id,
                to.reason());
        return request(id);
    }

    /** Another day for the visit: no move, but a step that everybody sees. */
    @Transactional(propagation = Propagation.MANDATORY)
    HelpRequest postpone(Mover mover, long id, int version, LocalDate due) {
        HelpRequest r = locked(mover.actor(), id);
        if (!standing(mover.actor(), r).is(mover.side())) {
            throw new NotFound();
        }
        if (r.state() != RequestState.APPOINTED) {
            throw new Refusal("help.notNow");
        }
        if (r.version() != version) {
            throw new Stale();
        }
        dsl.update(REQUEST)
                .set(REQUEST.DUE_ON, due)
                .set(REQUEST.STEPS, r.steps() + 1)
                .set(REQUEST.VERSION, version + 1)
                .where(REQUEST.ID.eq(id))
                .execute();
        event(id, mover.actor(), "POSTPONE", r.teamId(), "");
        audit.record(mover.actor(), "services.help.postpone", "request", id, due.toString());
        return request(id);
    }

    private void event(long id, Actor actor, String step, @Nullable Long team, String reason) {
        dsl.insertInto(REQUEST_EVENT)
                .set(REQUEST_EVENT.REQUEST_ID, id)
                .set(REQUEST_EVENT.ACCOUNT_ID, actor.accountId() == 0 ? null : actor.accountId())
                .set(REQUEST_EVENT.ACTOR_NAME, actor.name())
                .set(REQUEST_EVENT.STEP, step)
                .set(REQUEST_EVENT.TEAM_ID, team)
                .set(REQUEST_EVENT.REASON, reason)
                .execute();
    }

    /** The last day of a step that begins on a day. */
    LocalDate due(RequestState state, boolean urgent, LocalDate from) {
        var limit = dsl.selectFrom(STEP_LIMIT)
                .where(STEP_LIMIT.STATE.eq(state.name()))
                .fetchOne();
        return days.plus(from, limit == null ? 5 : urgent ? limit.getUrgentDays() : limit.getDays());
    }

    HelpRequest request(long id) {
        return find(REQUEST.ID.eq(id)).stream().findFirst().orElseThrow(NotFound::new);
    }

    /** One that the actor may see. */
    public HelpRequest seen(Actor actor, long id) {
        HelpRequest r = request(id);
        if (!standing(actor, r).sees()) {
            throw new NotFound();
        }
        return r;
    }

    /** The same, and nobody else moves or signs it before this is done. */
    @Transactional(propagation = Propagation.MANDATORY)
    HelpRequest locked(Actor actor, long id) {
        seen(actor, id);
        dsl.selectOne().from(REQUEST).where(REQUEST.ID.eq(id)).forUpdate().fetch();
        return seen(actor, id);
    }

    public Standing standing(Actor actor, HelpRequest r) {
        Node node = tree.node(r.nodeId());
        Long team = r.teamId();
        List<Long> leads = teams.of(actor, true);
        boolean goes = team != null && teams.of(actor, false).contains(team);
        boolean along = r.studioId() != null
                && dsl.fetchExists(DSL.selectOne()
                        .from(STUDIO)
                        .join(PERSON)
                        .on(PERSON.ID.eq(STUDIO.LEADER_ID))
                        .where(STUDIO.ID.eq(r.studioId()), PERSON.ACCOUNT_ID.eq(actor.accountId())));
        return new Standing(
                actor.holds(Right.ASK_FOR_HELP, r.nodeId()),
                actor.reaches(Right.DISPATCH_HELP, node),
                team != null && leads.contains(team),
                goes,
                goes || team != null && along,
                !r.confidential() && actor.reaches(Right.FOLLOW, node),
                r.state() == RequestState.PUBLISHED
                        && !r.confidential()
                        && teams.active().stream().anyMatch(t -> leads.contains(t.id())));
    }

    /** The same in SQL, of REQUEST joined to the enterprise's NODE. */
    Condition visible(Actor actor) {
        List<Long> mine = teams.of(actor, false);
        List<Condition> any = new ArrayList<>(List.of(
                REQUEST.NODE_ID.in(actor.nodesWith(Right.ASK_FOR_HELP)),
                actor.within(Right.DISPATCH_HELP, NODE.PATH, NODE.INDUSTRY_PATH),
                REQUEST.CONFIDENTIAL.isFalse().and(actor.within(Right.FOLLOW, NODE.PATH, NODE.INDUSTRY_PATH)),
                REQUEST.TEAM_ID.in(mine),
                REQUEST.TEAM_ID
                        .isNotNull()
                        .and(REQUEST.STUDIO_ID.in(DSL.select(STUDIO.ID)
                                .from(STUDIO)
                                .join(PERSON)
                                .on(PERSON.ID.eq(STUDIO.LEADER_ID))
                                .where(PERSON.ACCOUNT_ID.eq(actor.accountId()))))));
        List<Long> leads = teams.of(actor, true);
        if (teams.active().stream().anyMatch(t -> leads.contains(t.id()))) {
            any.add(REQUEST.STATE.eq(RequestState.PUBLISHED.name()).and(REQUEST.CONFIDENTIAL.isFalse()));
        }
        return DSL.or(any);
    }

    List<HelpRequest> find(Condition which) {
        return dsl.select(REQUEST.fields())
                .select(NODE.NAME, NODE.PATH, ENTERPRISE.INDUSTRY, TEAM.NAME, STUDIO.NAME, PROJECT.TITLE)
                .from(REQUEST)
                .join(NODE)
                .on(NODE.ID.eq(REQUEST.NODE_ID))
                .leftJoin(ENTERPRISE)
                .on(ENTERPRISE.NODE_ID.eq(NODE.ID))
                .leftJoin(TEAM)
                .on(TEAM.ID.eq(REQUEST.TEAM_ID))
                .leftJoin(STUDIO)
                .on(STUDIO.ID.eq(REQUEST.STUDIO_ID))
                .leftJoin(PROJECT)
                .on(PROJECT.ID.eq(REQUEST.PROJECT_ID))
                .where(which)
                .orderBy(REQUEST.ID)
                .fetch(Requests::request);
    }

    private static HelpRequest request(Record r) {
        String industry = r.get(ENTERPRISE.INDUSTRY);
        String outcome = r.get(REQUEST.OUTCOME);
        return new HelpRequest(
                r.get(REQUEST.ID),
                r.get(REQUEST.NODE_ID),
                r.get(NODE.NAME),
                county(r.get(NODE.PATH)),
                industry == null ? "" : industry,
                HelpKind.valueOf(r.get(REQUEST.KIND)),
                r.get(REQUEST.TITLE),
                r.get(REQUEST.PROBLEM),
                r.get(REQUEST.PLACE),
                r.get(REQUEST.URGENT),
                r.get(REQUEST.CONFIDENTIAL),
                r.get(REQUEST.CONTACT_NAME),
                r.get(REQUEST.CONTACT_PHONE),
                RequestState.valueOf(r.get(REQUEST.STATE)),
                r.get(REQUEST.TEAM_ID),
                r.get(TEAM.NAME),
                r.get(REQUEST.STUDIO_ID),
                r.get(STUDIO.NAME),
                r.get(REQUEST.DUE_ON),
                outcome == null ? null : Outcome.valueOf(outcome),
                r.get(REQUEST.PROJECT_ID),
                r.get(PROJECT.TITLE),
                r.get(REQUEST.ASKED_AT),
                r.get(REQUEST.STEPS),
                r.get(REQUEST.VERSION));
    }

    /** The district that a place of the tree lies in: the first two labels of its path. */
    static String county(String path) {
        String[] labels = path.split("\\.");
        return labels.length < 2 ? path : labels[0] + "." + labels[1];
    }
}
