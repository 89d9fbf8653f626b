package io.lingchuang.services.alliance;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.OCCUPATION;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.services.Tables.REQUEST;
import static io.lingchuang.db.services.Tables.TEAM;
import static io.lingchuang.db.services.Tables.TEAM_KIND;
import static io.lingchuang.db.services.Tables.TEAM_MEMBER;
import static io.lingchuang.db.services.Tables.TEAM_OCCUPATION;
import static io.lingchuang.db.services.Tables.VISIT;
import static io.lingchuang.db.services.Tables.VISIT_GOER;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.services.HelpKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Volunteer teams: what they can do and who belongs to them. The city's officer keeps them. */
@Service
public class Teams {

    /** What an officer writes of a team. */
    public record Particulars(
            String name,
            long nodeId,
            String field,
            String industry,
            String introduction,
            String tags,
            LocalDate foundedOn,
            Set<HelpKind> kinds,
            Set<Long> occupations) {}

    private final DSLContext dsl;
    private final Tree tree;
    private final Audit audit;
    private final Today today;

    Teams(DSLContext dsl, Tree tree, Audit audit, Today today) {
        this.dsl = dsl;
        this.tree = tree;
        this.audit = audit;
        this.today = today;
    }

    public Team team(long id) {
        return find(TEAM.ID.eq(id)).stream().findFirst().orElseThrow(NotFound::new);
    }

    /** Those that take requests, with what they can do. */
    public List<Team> active() {
        return find(TEAM.STATE.eq(TeamState.ACTIVE.name()));
    }

    List<Team> find(Condition which) {
        Map<Long, Set<HelpKind>> kinds = dsl.selectFrom(TEAM_KIND).fetch().stream()
                .collect(Collectors.groupingBy(
                        k -> k.getTeamId(),
                        Collectors.mapping(
                                k -> HelpKind.valueOf(k.getKind()),
                                Collectors.toCollection(() -> EnumSet.noneOf(HelpKind.class)))));
        Map<Long, List<String>> occupations = dsl.select(TEAM_OCCUPATION.TEAM_ID, OCCUPATION.NAME)
                .from(TEAM_OCCUPATION)
                .join(OCCUPATION)
                .on(OCCUPATION.ID.eq(TEAM_OCCUPATION.OCCUPATION_ID))
                .orderBy(OCCUPATION.CODE)
                .fetchGroups(TEAM_OCCUPATION.TEAM_ID, OCCUPATION.NAME);
        return dsl.select(TEAM.fields())
                .select(NODE.NAME)
                .from(TEAM)
                .join(NODE)
                .on(NODE.ID.eq(TEAM.NODE_ID))
                .where(which)
                .orderBy(TEAM.ID)
                .fetch(r -> new Team(
                        r.get(TEAM.ID),
                        r.get(TEAM.NAME),
                        r.get(TEAM.NODE_ID),
                        r.get(NODE.NAME),
                        r.get(TEAM.FIELD),
                        r.get(TEAM.INDUSTRY),
                        r.get(TEAM.INTRODUCTION),
                        r.get(TEAM.TAGS),
                        TeamState.valueOf(r.get(TEAM.STATE)),
                        r.get(TEAM.STATE_REASON),
                        r.get(TEAM.FOUNDED_ON),
                        r.get(TEAM.ENDED_ON),
                        r.get(TEAM.VERSION),
                        kinds.getOrDefault(r.get(TEAM.ID), Set.of()),
                        occupations.getOrDefault(r.get(TEAM.ID), List.of())));
    }

    public Condition belongsToday() {
        LocalDate day = today.today();
        return TEAM_MEMBER.FROM_DAY.le(day).and(TEAM_MEMBER.UNTIL_DAY.isNull().or(TEAM_MEMBER.UNTIL_DAY.gt(day)));
    }

    /** The teams that somebody belongs to today, or only those they lead. */
    public List<Long> of(Actor actor, boolean leading) {
        return dsl.select(TEAM_MEMBER.TEAM_ID)
                .from(TEAM_MEMBER)
                .join(PERSON)
                .on(PERSON.ID.eq(TEAM_MEMBER.PERSON_ID))
                .where(PERSON.ACCOUNT_ID.eq(actor.accountId()), belongsToday())
                .and(leading ? TEAM_MEMBER.LEADS.isTrue() : DSL.noCondition())
                .fetch(TEAM_MEMBER.TEAM_ID);
    }

    /** Accounts of those who lead a team today. */
    public List<Long> leaders(Condition which) {
        return dsl.selectDistinct(PERSON.ACCOUNT_ID)
                .from(TEAM_MEMBER)
                .join(TEAM)
                .on(TEAM.ID.eq(TEAM_MEMBER.TEAM_ID))
                .join(PERSON)
                .on(PERSON.ID.eq(TEAM_MEMBER.PERSON_ID))
                .where(TEAM_MEMBER.LEADS.isTrue(), PERSON.ACCOUNT_ID.isNotNull(), belongsToday(), which)
                .fetch(PERSON.ACCOUNT_ID);
    }

    /** Who belongs to it today, its leader first. */
    public List<TeamMember> members(long team) {
        var hours = DSL.field(DSL.select(DSL.coalesce(DSL.sum(VISIT.HOURS), DSL.inline(BigDecimal.ZERO)))
                        .from(VISIT_GOER)
                        .join(VISIT)
                        .on(VISIT.ID.eq(VISIT_GOER.VISIT_ID), VISIT.HELD_AT.isNotNull(), VISIT.REWRITTEN.isNull())
                        .join(REQUEST)
                        .on(REQUEST.ID.eq(VISIT.REQUEST_ID), REQUEST.TEAM_ID.eq(TEAM_MEMBER.TEAM_ID))
                        .where(VISIT_GOER.PERSON_ID.eq(TEAM_MEMBER.PERSON_ID)))
                .as("hours");
        return dsl.select(TEAM_MEMBER.fields())
                .select(PERSON.NAME, PERSON.ACCOUNT_ID, NODE.NAME, hours)
                .from(TEAM_MEMBER)
                .join(PERSON)
                .on(PERSON.ID.eq(TEAM_MEMBER.PERSON_ID))
                .join(NODE)
                .on(NODE.ID.eq(PERSON.EMPLOYER_NODE_ID))
                .where(TEAM_MEMBER.TEAM_ID.eq(team), belongsToday())
                .orderBy(TEAM_MEMBER.LEADS.desc(), TEAM_MEMBER.ID)
                .fetch(r -> new TeamMember(
                        r.get(TEAM_MEMBER.ID),
                        r.get(TEAM_MEMBER.PERSON_ID),
                        r.get(PERSON.NAME),
                        r.get(NODE.NAME),
                        r.get(PERSON.ACCOUNT_ID),
                        r.get(TEAM_MEMBER.LEADS),
                        r.get(TEAM_MEMBER.FROM_DAY),
                        r.get(TEAM_MEMBER.UNTIL_DAY),
                        r.get(hours)));
    }

    @Transactional
    public long add(Actor actor, Particulars p) {
        actor.requireHolds(Right.KEEP_ALLIANCE, tree.city().id());
        check(p, 0);
        long id = dsl.insertInto(TEAM)
                .set(TEAM.NAME, p.name())
                .set(TEAM.NODE_ID, p.nodeId())
                .set(TEAM.FIELD, p.field())
                .set(TEAM.INDUSTRY, p.industry())
                .set(TEAM.INTRODUCTION, p.introduction())
                .set(TEAM.TAGS, p.tags())
                .set(TEAM.FOUNDED_ON, p.foundedOn())
                .returningResult(TEAM.ID)
                .fetchSingle()
                .value1();
        skills(id, p);
        audit.record(actor, "services.team.add", "team", id, p.name());
        return id;
    }

    @Transactional
    public void change(Actor actor, long id, int version, Particulars p) {
        actor.requireHolds(Right.KEEP_ALLIANCE, tree.city().id());
        team(id);
        check(p, id);
        int changed = dsl.update(TEAM)
                .set(TEAM.NAME, p.name())
                .set(TEAM.NODE_ID, p.nodeId())
                .set(TEAM.FIELD, p.field())
                .set(TEAM.INDUSTRY, p.industry())
                .set(TEAM.INTRODUCTION, p.introduction())
                .set(TEAM.TAGS, p.tags())
                .set(TEAM.FOUNDED_ON, p.foundedOn())
                .set(TEAM.VERSION, version + 1)
                .where(TEAM.ID.eq(id), TEAM.VERSION.eq(version))
                .execute();
        if (changed == 0) {
            throw new Stale();
        }
        skills(id, p);
        audit.record(actor, "services.team.change", "team", id, p.name());
    }

    private void check(Particulars p, long own) {
        if (tree.find(p.nodeId()).isEmpty()) {
            throw Refusal.onField("unit", "alliance.noUnit");
        }
        if (p.foundedOn().isAfter(today.today())) {
            throw Refusal.onField("foundedOn", "alliance.inFuture");
        }
        if (dsl.fetchExists(TEAM, TEAM.NAME.eq(p.name()).and(TEAM.ID.ne(own)))) {
            throw Refusal.onField("name", "alliance.nameTaken");
        }
    }

    private void skills(long id, Particulars p) {
        dsl.deleteFrom(TEAM_KIND).where(TEAM_KIND.TEAM_ID.eq(id)).execute();
        p.kinds()
                .forEach(k -> dsl.insertInto(TEAM_KIND)
                        .set(TEAM_KIND.TEAM_ID, id)
                        .set(TEAM_KIND.KIND, k.name())
                        .execute());
        dsl.deleteFrom(TEAM_OCCUPATION).where(TEAM_OCCUPATION.TEAM_ID.eq(id)).execute();
        dsl.insertInto(TEAM_OCCUPATION, TEAM_OCCUPATION.TEAM_ID, TEAM_OCCUPATION.OCCUPATION_ID)
                .select(DSL.select(DSL.inline(id), OCCUPATION.ID)
                        .from(OCCUPATION)
                        .where(OCCUPATION.ID.in(p.occupations())))
                .execute();
    }

    /** Pauses, takes up again or dissolves it. A team is not dissolved while a request waits for it. */
    @Transactional
    public void become(Actor actor, long id, int version, TeamState next, String reason) {
        actor.requireHolds(Right.KEEP_ALLIANCE, tree.city().id());
        Team team = team(id);
        if (!team.state().mayBecome(next)) {
            throw new Stale();
        }
        if (next == TeamState.DISSOLVED
                && dsl.fetchExists(
                        REQUEST,
                        REQUEST.TEAM_ID
                                .eq(id)
                                .and(REQUEST.STATE.in("DISPATCHED", "ACCEPTED", "APPOINTED", "VISITED")))) {
            throw new Refusal("alliance.teamBusy");
        }
        int changed = dsl.update(TEAM)
                .set(TEAM.STATE, next.name())
                .set(TEAM.STATE_REASON, reason)
                .set(TEAM.ENDED_ON, next == TeamState.DISSOLVED ? today.today() : null)
                .set(TEAM.VERSION, version + 1)
                .where(TEAM.ID.eq(id), TEAM.VERSION.eq(version))
                .execute();
        if (changed == 0) {
            throw new Stale();
        }
        audit.record(actor, "services.team.become", "team", id, next + " " + reason);
    }

    /** Takes somebody of the directory in. A new leader follows the one before from this day on. */
    @Transactional
    public void join(Actor actor, long id, long person, boolean leads) {
        actor.requireHolds(Right.KEEP_ALLIANCE, tree.city().id());
        Team team = team(id);
        if (team.state() == TeamState.DISSOLVED) {
            throw new Stale();
        }
        dsl.selectOne().from(TEAM).where(TEAM.ID.eq(id)).forUpdate().fetch();
        if (!dsl.fetchExists(PERSON, PERSON.ID.eq(person).and(PERSON.ACTIVE.isTrue()))) {
            throw Refusal.onField("person", "alliance.noPerson");
        }
        Long standing = current(id, person);
        if (standing != null && !leads) {
            throw Refusal.onField("person", "alliance.memberAlready");
        }
        if (leads) {
            members(id).stream()
                    .filter(m -> m.leads() && m.personId() != person)
                    .forEach(m -> {
                        end(m.id(), m.fromDay());
                        begin(id, m.personId(), false);
                    });
        }
        if (standing != null) {
            members(id).stream().filter(m -> m.id() == standing).forEach(m -> end(standing, m.fromDay()));
        }
        begin(id, person, leads);
        audit.record(actor, "services.team.join", "team", id, String.valueOf(person));
    }

    private @Nullable Long current(long team, long person) {
        return dsl.select(TEAM_MEMBER.ID)
                .from(TEAM_MEMBER)
                .where(TEAM_MEMBER.TEAM_ID.eq(team), TEAM_MEMBER.PERSON_ID.eq(person), belongsToday())
                .fetchOne(TEAM_MEMBER.ID);
    }

    private void begin(long team, long person, boolean leads) {
        dsl.insertInto(TEAM_MEMBER)
                .set(TEAM_MEMBER.TEAM_ID, team)
                .set(TEAM_MEMBER.PERSON_ID, person)
                .set(TEAM_MEMBER.LEADS, leads)
                .set(TEAM_MEMBER.FROM_DAY, today.today())
                .execute();
    }

    /** Who came today and goes today was never there. */
    private void end(long member, LocalDate since) {
        if (since.isBefore(today.today())) {
            dsl.update(TEAM_MEMBER)
                    .set(TEAM_MEMBER.UNTIL_DAY, today.today())
                    .where(TEAM_MEMBER.ID.eq(member))
                    .execute();
        } else {
            dsl.deleteFrom(TEAM_MEMBER).where(TEAM_MEMBER.ID.eq(member)).execute();
        }
    }

    /** Somebody leaves. A leader leaves when another one is there. */
    @Transactional
    public void leave(Actor actor, long id, long member) {
        actor.requireHolds(Right.KEEP_ALLIANCE, tree.city().id());
        TeamMember gone =
                members(id).stream().filter(m -> m.id() == member).findFirst().orElseThrow(NotFound::new);
        if (gone.leads()) {
            throw new Refusal("alliance.leaderStays");
        }
        end(member, gone.fromDay());
        audit.record(actor, "services.team.leave", "team", id, gone.name());
    }
}
