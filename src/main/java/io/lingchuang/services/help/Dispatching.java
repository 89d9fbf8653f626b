package io.lingchuang.services.help;

import static io.lingchuang.db.services.Tables.CLAIM;
import static io.lingchuang.db.services.Tables.PROJECT;
import static io.lingchuang.db.services.Tables.REQUEST;
import static io.lingchuang.db.services.Tables.REQUEST_EVENT;
import static io.lingchuang.db.services.Tables.STEP_LIMIT;
import static io.lingchuang.db.services.Tables.TEAM;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.services.alliance.ProjectState;
import io.lingchuang.services.alliance.Team;
import io.lingchuang.services.alliance.TeamState;
import io.lingchuang.services.alliance.Teams;
import io.lingchuang.services.help.Requests.Mover;
import io.lingchuang.services.help.Requests.Moving;
import io.lingchuang.studios.Studios;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How a request finds its team: the officer sends one or puts it on the list, teams claim, accept or decline. */
@Service
public class Dispatching {

    /** A team that wants a published request. */
    public record Claim(long teamId, String team, String words, Instant at) {}

    private final DSLContext dsl;
    private final Requests requests;
    private final Teams teams;
    private final Studios studios;
    private final HelpVisits visits;
    private final HelpLetters letters;
    private final Tree tree;
    private final Audit audit;

    Dispatching(
            DSLContext dsl,
            Requests requests,
            Teams teams,
            Studios studios,
            HelpVisits visits,
            HelpLetters letters,
            Tree tree,
            Audit audit) {
        this.dsl = dsl;
        this.requests = requests;
        this.teams = teams;
        this.studios = studios;
        this.visits = visits;
        this.letters = letters;
        this.tree = tree;
        this.audit = audit;
    }

    private static Mover officer(Actor actor) {
        return new Mover(actor, Side.OFFICER);
    }

    private static Mover team(Actor actor) {
        return new Mover(actor, Side.TEAM);
    }

    @Transactional
    public void askBack(Actor actor, long id, int version, String what) {
        letters.askedBack(requests.move(officer(actor), id, version, Step.ASK_BACK, Moving.back(what)), what);
    }

    @Transactional
    public void refuse(Actor actor, long id, int version, String why) {
        letters.ended(requests.move(officer(actor), id, version, Step.REFUSE, Moving.back(why)), "refused", why);
    }

    /** Puts it on the list that every team reads 发榜. Never a confidential one. */
    @Transactional
    public void publish(Actor actor, long id, int version) {
        if (requests.seen(actor, id).confidential()) {
            throw new Refusal("help.confidentialStays");
        }
        letters.published(requests.move(officer(actor), id, version, Step.PUBLISH, Moving.back("")));
    }

    /** Sends a team, and if the officer says so a studio along with it. */
    @Transactional
    public void dispatch(Actor actor, long id, int version, long team, @Nullable Long studio) {
        HelpRequest r = requests.seen(actor, id);
        if (!requests.standing(actor, r).dispatches()) {
            throw new NotFound();
        }
        Team sent = teams.active().stream()
                .filter(t -> t.id() == team)
                .findFirst()
                .orElseThrow(() -> Refusal.onField("team", "help.noTeam"));
        if (declined(id).contains(team)) {
            throw Refusal.onField("team", "help.declinedBefore", sent.name());
        }
        if (studio != null && !studios.studio(studio).state().alive()) {
            throw Refusal.onField("studio", "help.noStudio");
        }
        letters.dispatched(
                requests.move(officer(actor), id, version, Step.DISPATCH, new Moving("", team, studio, null, null)));
    }

    /** Takes it back from a team that does not answer. */
    @Transactional
    public void recall(Actor actor, long id, int version, String why) {
        requests.move(officer(actor), id, version, Step.RECALL, Moving.back(why));
    }

    /** Nobody takes it: the end, which the enterprise is told with the reason. It may ask anew. */
    @Transactional
    public void giveUp(Actor actor, long id, int version, String why) {
        letters.ended(requests.move(officer(actor), id, version, Step.GIVE_UP, Moving.back(why)), "untaken", why);
    }

    /** Teams that said no to it, or handed it back: they are not sent again. */
    public Set<Long> declined(long id) {
        return dsl.select(REQUEST_EVENT.TEAM_ID)
                .from(REQUEST_EVENT)
                .where(
                        REQUEST_EVENT.REQUEST_ID.eq(id),
                        REQUEST_EVENT.STEP.in(Step.DECLINE.name(), Step.HAND_BACK.name()),
                        REQUEST_EVENT.TEAM_ID.isNotNull())
                .fetchSet(REQUEST_EVENT.TEAM_ID);
    }

    /** A team's leader wants a published one 揭榜. */
    @Transactional
    public void claim(Actor actor, long id, long team, String words) {
        HelpRequest r = requests.seen(actor, id);
        if (!teams.of(actor, true).contains(team)) {
            throw new NotFound();
        }
        Team own = teams.team(team);
        if (r.state() != RequestState.PUBLISHED || own.state() != TeamState.ACTIVE) {
            throw new Refusal("help.notNow");
        }
        dsl.insertInto(CLAIM)
                .set(CLAIM.REQUEST_ID, id)
                .set(CLAIM.TEAM_ID, team)
                .set(CLAIM.WORDS, words)
                .set(CLAIM.ACCOUNT_ID, actor.accountId())
                .onConflict(CLAIM.REQUEST_ID, CLAIM.TEAM_ID)
                .doUpdate()
                .set(CLAIM.WORDS, words)
                .execute();
        audit.record(actor, "services.help.claim", "request", id, own.name());
        letters.claimed(r, own.name());
    }

    public List<Claim> claims(long id) {
        return dsl.select(CLAIM.TEAM_ID, TEAM.NAME, CLAIM.WORDS, CLAIM.AT)
                .from(CLAIM)
                .join(TEAM)
                .on(TEAM.ID.eq(CLAIM.TEAM_ID))
                .where(CLAIM.REQUEST_ID.eq(id))
                .orderBy(CLAIM.AT, CLAIM.TEAM_ID)
                .fetch(c -> new Claim(c.value1(), c.value2(), c.value3(), c.value4()));
    }

    /** The enterprise chooses one of the teams that claimed its request. */
    @Transactional
    public void choose(Actor actor, long id, int version, long team) {
        requests.seen(actor, id);
        if (claims(id).stream().noneMatch(c -> c.teamId() == team)
                || teams.team(team).state() != TeamState.ACTIVE) {
            throw Refusal.onField("team", "help.noTeam");
        }
        letters.chosen(requests.move(
                new Mover(actor, Side.ENTERPRISE), id, version, Step.CHOOSE, new Moving("", team, null, null, null)));
    }

    @Transactional
    public void accept(Actor actor, long id, int version) {
        HelpRequest r = requests.seen(actor, id);
        letters.accepted(requests.move(team(actor), id, version, Step.ACCEPT, Moving.on(r, "")));
    }

    @Transactional
    public void decline(Actor actor, long id, int version, String why) {
        HelpRequest before = requests.seen(actor, id);
        HelpRequest r = requests.move(team(actor), id, version, Step.DECLINE, Moving.back(why));
        letters.declined(r, before.team(), why);
    }

    @Transactional
    public void handBack(Actor actor, long id, int version, String why) {
        HelpRequest before = requests.seen(actor, id);
        HelpRequest r = requests.move(team(actor), id, version, Step.HAND_BACK, Moving.back(why));
        visits.forget(id);
        letters.declined(r, before.team(), why);
    }

    /** The joint project in which a request is gone on with: one that still runs. */
    @Transactional
    public void goOnIn(Actor actor, long id, long project) {
        HelpRequest r = requests.seen(actor, id);
        if (!requests.standing(actor, r).dispatches()) {
            throw new NotFound();
        }
        if (!requests.standing(actor, r).goesOn(r.state())) {
            throw new Refusal("help.notNow");
        }
        if (!dsl.fetchExists(PROJECT, PROJECT.ID.eq(project).and(PROJECT.STATE.eq(ProjectState.RUNNING.name())))) {
            throw Refusal.onField("project", "help.noProject");
        }
        dsl.update(REQUEST)
                .set(REQUEST.PROJECT_ID, project)
                .where(REQUEST.ID.eq(id))
                .execute();
        audit.record(actor, "services.help.project", "request", id, String.valueOf(project));
    }

    /** How many working days a step may take from now on, usually and when it is urgent. */
    @Transactional
    public void limit(Actor actor, RequestState state, int days, int urgent) {
        actor.requireHolds(Right.DISPATCH_HELP, tree.city().id());
        int changed = dsl.update(STEP_LIMIT)
                .set(STEP_LIMIT.DAYS, days)
                .set(STEP_LIMIT.URGENT_DAYS, urgent)
                .where(STEP_LIMIT.STATE.eq(state.name()))
                .execute();
        if (changed == 0) {
            throw new NotFound();
        }
        audit.record(actor, "services.help.limit", null, null, state + " " + days + " " + urgent);
    }
}
