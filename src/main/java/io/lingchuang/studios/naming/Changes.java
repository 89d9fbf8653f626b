package io.lingchuang.studios.naming;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.CHANGE;
import static io.lingchuang.db.studios.Tables.NAMING;
import static io.lingchuang.db.studios.Tables.STUDIO;
import static io.lingchuang.db.studios.Tables.VACANCY;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.studios.Member;
import io.lingchuang.studios.Part;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.StudioKind;
import io.lingchuang.studios.Studios;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes of leader, unit and name: asked for by the studio with a reason, decided by the officer; what it was before stays on record. */
@Service
public class Changes {

    private final DSLContext dsl;
    private final Studios studios;
    private final Eligible eligible;
    private final Membership roster;
    private final Tree tree;
    private final Affected affected;
    private final Today today;

    Changes(
            DSLContext dsl,
            Studios studios,
            Eligible eligible,
            Membership roster,
            Tree tree,
            Affected affected,
            Today today) {
        this.dsl = dsl;
        this.studios = studios;
        this.eligible = eligible;
        this.roster = roster;
        this.tree = tree;
        this.affected = affected;
        this.today = today;
    }

    /** Who may follow as leader: whoever works in the studio and does not lead it. */
    public List<Member> successors(Studio studio) {
        return studios.members(studio.id()).stream()
                .filter(m -> m.part().works() && m.part() != Part.LEADER)
                .toList();
    }

    @Transactional
    public long askLeader(Actor actor, long id, @Nullable Long person, String reason) {
        Studio studio = led(actor, id);
        if (person == null || successors(studio).stream().noneMatch(m -> m.personId() == person)) {
            throw Refusal.onField("leader", "naming.leaderFromMembers");
        }
        String before = leader(studio);
        leadsNone(studio, person);
        return ask(actor, studio, ChangeKind.LEADER, person, null, null, before, reason);
    }

    /** The unit merged or was renamed into another: typed as its code or its full name. */
    @Transactional
    public long askUnit(Actor actor, long id, String unit, String reason) {
        Studio studio = led(actor, id);
        Node to = dsl.selectFrom(NODE)
                .where(NODE.CODE.eq(unit.strip()).or(NODE.NAME.eq(unit.strip())))
                .and(NODE.KIND.eq(Node.Kind.ENTERPRISE.name()))
                .and(NODE.ACTIVE.isTrue())
                .orderBy(NODE.ID)
                .limit(1)
                .fetchOptional(r -> tree.node(r.getId()))
                .orElseThrow(() -> Refusal.onField("unit", "naming.noSuchUnit"));
        if (to.id() == studio.nodeId()) {
            throw Refusal.onField("unit", "naming.sameUnit");
        }
        return ask(
                actor,
                studio,
                ChangeKind.UNIT,
                null,
                to.id(),
                null,
                tree.node(studio.nodeId()).name(),
                reason);
    }

    @Transactional
    public long askName(Actor actor, long id, String name, String reason) {
        Studio studio = led(actor, id);
        String to = Written.of(name, 2, 80, "name", "naming.nameLength");
        if (to.equals(studio.name())) {
            throw Refusal.onField("name", "naming.sameName");
        }
        return ask(actor, studio, ChangeKind.NAME, null, null, to, studio.name(), reason);
    }

    private Studio led(Actor actor, long id) {
        Studio studio = studios.ledBy(actor, id);
        if (!studio.state().alive()) {
            throw new Refusal("naming.ended");
        }
        return studio;
    }

    private long ask(
            Actor actor,
            Studio studio,
            ChangeKind kind,
            @Nullable Long leader,
            @Nullable Long node,
            @Nullable String name,
            String before,
            String reason) {
        String why = Written.of(reason, 5, 500, "reason", "naming.reasonNeeded");
        var asked = dsl.insertInto(CHANGE)
                .set(CHANGE.STUDIO_ID, studio.id())
                .set(CHANGE.KIND, kind.name())
                .set(CHANGE.LEADER_ID, leader)
                .set(CHANGE.NODE_ID, node)
                .set(CHANGE.NAME, name)
                .set(CHANGE.BEFORE, before)
                .set(CHANGE.REASON, why)
                .set(CHANGE.ASKED_BY, actor.accountId())
                .onConflictDoNothing()
                .returningResult(CHANGE.ID)
                .fetchOne();
        if (asked == null) {
            throw new Refusal("naming.askedAlready");
        }
        studios.happened(actor, studio.id(), "asked" + kind.name(), why);
        affected.keepers(
                studio, page(studio.id()), "studio-change-" + asked.value1(), "naming.letter.asked", studio.name());
        return asked.value1();
    }

    /** Taken back by the studio while nobody has decided. */
    @Transactional
    public void withdraw(Actor actor, long changeId) {
        Change change = change(changeId);
        studios.ledBy(actor, change.studioId());
        end(change, ChangeState.WITHDRAWN, null, null);
        studios.happened(actor, change.studioId(), "changeWithdrawn", change.to());
    }

    /** Refused with a reason, or done at once: from today the studio has another leader, unit or name. */
    @Transactional
    public void decide(Actor actor, long changeId, boolean approve, String answer) {
        Change change = change(changeId);
        Studio studio = studios.keptBy(actor, change.studioId());
        dsl.select(STUDIO.ID)
                .from(STUDIO)
                .where(STUDIO.ID.eq(studio.id()))
                .forUpdate()
                .fetch();
        String said = Written.of(answer, approve ? 0 : 5, 500, "answer", "naming.reasonNeeded");
        if (change.askedBy() == actor.accountId()) {
            throw new Refusal("naming.ownRequest");
        }
        end(change, approve ? ChangeState.APPROVED : ChangeState.REFUSED, actor, said.isEmpty() ? null : said);
        if (approve) {
            switch (change.kind()) {
                case LEADER -> follow(studio, Objects.requireNonNull(change.leaderId()));
                case UNIT -> move(actor, studio, Objects.requireNonNull(change.nodeId()));
                case NAME -> rename(studio, change.to());
            }
        }
        studios.happened(
                actor,
                studio.id(),
                (approve ? "approved" : "refused") + change.kind().name(),
                change.before() + " → " + change.to() + (said.isEmpty() ? "" : ": " + said));
        affected.studio(
                studios.studio(studio.id()),
                page(studio.id()),
                "studio-change-decided-" + changeId,
                approve ? "naming.letter.approved" : "naming.letter.refused",
                studio.name(),
                change.to(),
                said);
    }

    private void follow(Studio studio, long person) {
        leadsNone(studio, person);
        if (studio.leaderId() != null) {
            roster.becomes(studio.id(), studio.leaderId(), Part.CORE, "", today.today());
        }
        roster.becomes(studio.id(), person, Part.LEADER, "", today.today());
        changed(studio);
        dsl.update(STUDIO)
                .set(STUDIO.LEADER_ID, person)
                .where(STUDIO.ID.eq(studio.id()))
                .execute();
        dsl.update(VACANCY)
                .set(VACANCY.FILLED_ON, DSL.greatest(DSL.val(today.today()), VACANCY.SINCE))
                .where(VACANCY.STUDIO_ID.eq(studio.id()), VACANCY.FILLED_ON.isNull())
                .execute();
    }

    /** The other unit lies within the officer's reach too, and is in no cooling-off term: a merger is no way around one. */
    private void move(Actor actor, Studio studio, long node) {
        if (!actor.reaches(Right.KEEP_STUDIOS, tree.node(node))) {
            throw new Refusal("naming.unitOutOfReach");
        }
        var cooling = eligible.coolingUntil(node);
        if (cooling != null) {
            throw new Refusal("naming.cooling", String.valueOf(cooling));
        }
        changed(studio);
        dsl.update(STUDIO)
                .set(STUDIO.NODE_ID, node)
                .where(STUDIO.ID.eq(studio.id()))
                .execute();
    }

    private void rename(Studio studio, String name) {
        changed(studio);
        dsl.update(STUDIO)
                .set(STUDIO.NAME, name)
                .where(STUDIO.ID.eq(studio.id()))
                .execute();
        dsl.insertInto(NAMING)
                .set(NAMING.STUDIO_ID, studio.id())
                .set(NAMING.KIND, NamingKind.RENAMED.name())
                .set(
                        NAMING.LEVEL,
                        DSL.select(NAMING.LEVEL)
                                .from(NAMING)
                                .where(NAMING.STUDIO_ID.eq(studio.id()), NAMING.KIND.eq(NamingKind.NAMED.name()))
                                .orderBy(NAMING.ID)
                                .limit(1))
                .set(NAMING.NAME, name)
                .set(NAMING.NAMED_ON, today.today())
                .execute();
    }

    private void changed(Studio studio) {
        if (!studio.state().alive()) {
            throw new Refusal("naming.ended");
        }
        dsl.update(STUDIO)
                .set(STUDIO.VERSION, STUDIO.VERSION.plus(1))
                .where(STUDIO.ID.eq(studio.id()))
                .execute();
    }

    private void leadsNone(Studio studio, long person) {
        if (studio.kind() == StudioKind.STUDIO) {
            studios.ledByPerson(person).filter(s -> s.id() != studio.id()).ifPresent(other -> {
                throw Refusal.onField("leader", "naming.leadsAnother", other.name());
            });
        }
    }

    private void end(Change change, ChangeState state, @Nullable Actor by, @Nullable String answer) {
        int ended = dsl.update(CHANGE)
                .set(CHANGE.STATE, state.name())
                .set(CHANGE.DECIDED_BY, by == null ? null : by.accountId())
                .set(CHANGE.DECIDED_AT, by == null ? null : today.now())
                .set(CHANGE.ANSWER, answer)
                .where(CHANGE.ID.eq(change.id()), CHANGE.STATE.eq(ChangeState.ASKED.name()))
                .execute();
        if (ended == 0) {
            throw new Stale();
        }
    }

    private String leader(Studio studio) {
        return studio.leaderId() == null
                ? "—"
                : dsl.select(PERSON.NAME)
                        .from(PERSON)
                        .where(PERSON.ID.eq(studio.leaderId()))
                        .fetchSingle()
                        .value1();
    }

    public Change change(long id) {
        return list(CHANGE.ID.eq(id)).stream().findFirst().orElseThrow(NotFound::new);
    }

    /** All changes ever asked for, the latest first. */
    public List<Change> ofStudio(long studio) {
        return list(CHANGE.STUDIO_ID.eq(studio));
    }

    private List<Change> list(org.jooq.Condition which) {
        return dsl.select(CHANGE.fields())
                .select(
                        ACCOUNT.NAME,
                        DSL.coalesce(CHANGE.NAME, PERSON.NAME, NODE.NAME).as("towards"))
                .from(CHANGE)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(CHANGE.ASKED_BY))
                .leftJoin(PERSON)
                .on(PERSON.ID.eq(CHANGE.LEADER_ID))
                .leftJoin(NODE)
                .on(NODE.ID.eq(CHANGE.NODE_ID))
                .where(which)
                .orderBy(CHANGE.ID.desc())
                .fetch(r -> new Change(
                        r.get(CHANGE.ID),
                        r.get(CHANGE.STUDIO_ID),
                        ChangeKind.valueOf(r.get(CHANGE.KIND)),
                        r.get(CHANGE.BEFORE),
                        Objects.requireNonNull(r.get("towards", String.class)),
                        r.get(CHANGE.LEADER_ID),
                        r.get(CHANGE.NODE_ID),
                        r.get(CHANGE.REASON),
                        ChangeState.valueOf(r.get(CHANGE.STATE)),
                        r.get(CHANGE.ASKED_BY),
                        r.get(ACCOUNT.NAME),
                        r.get(CHANGE.ASKED_AT),
                        r.get(CHANGE.DECIDED_AT),
                        r.get(CHANGE.ANSWER)));
    }

    private static String page(long studio) {
        return "/studios/" + studio + "/keeping";
    }
}
