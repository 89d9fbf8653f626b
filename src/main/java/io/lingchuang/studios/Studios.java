package io.lingchuang.studios;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.HONOUR;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.EVENT;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.db.studios.tables.records.StudioRecord;
import io.lingchuang.directory.Honour;
import io.lingchuang.directory.HonourLevel;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Studios and bases: which there are, who belongs to them, and what somebody is to one. */
@Service
public class Studios {

    private final DSLContext dsl;
    private final Tree tree;
    private final Audit audit;
    private final Today today;

    Studios(DSLContext dsl, Tree tree, Audit audit, Today today) {
        this.dsl = dsl;
        this.tree = tree;
        this.audit = audit;
        this.today = today;
    }

    public Studio studio(long id) {
        return dsl.selectFrom(STUDIO)
                .where(STUDIO.ID.eq(id))
                .fetchOptional(Studios::studio)
                .orElseThrow(NotFound::new);
    }

    /** In which somebody works or learns today. */
    public List<Studio> of(Actor actor) {
        return dsl.select(STUDIO.fields())
                .from(STUDIO)
                .join(MEMBER)
                .on(MEMBER.STUDIO_ID.eq(STUDIO.ID))
                .join(PERSON)
                .on(PERSON.ID.eq(MEMBER.PERSON_ID))
                .where(PERSON.ACCOUNT_ID.eq(actor.accountId()), onRoster())
                .orderBy(STUDIO.ID)
                .fetch(r -> studio(r.into(STUDIO)));
    }

    /** What the actor is to a studio today. */
    public Standing standing(Actor actor, Studio studio) {
        Node unit = tree.node(studio.nodeId());
        return new Standing(
                part(actor, studio.id()),
                actor.holds(Right.ENTER_FOR_OTHERS, unit.id()),
                actor.reaches(Right.KEEP_STUDIOS, unit),
                actor.reaches(Right.FOLLOW, unit));
    }

    private @Nullable Part part(Actor actor, long studio) {
        return dsl.select(MEMBER.PART)
                .from(MEMBER)
                .join(PERSON)
                .on(PERSON.ID.eq(MEMBER.PERSON_ID))
                .where(PERSON.ACCOUNT_ID.eq(actor.accountId()), MEMBER.STUDIO_ID.eq(studio), onRoster())
                .fetchOptional(r -> Part.valueOf(r.value1()))
                .orElse(null);
    }

    /** Writes its plan, its page and its roster: its leader, or the clerk of its unit's union for them. */
    public Studio ledBy(Actor actor, long id) {
        Studio studio = studio(id);
        if (!standing(actor, studio).leads()) {
            throw new NotFound();
        }
        return studio;
    }

    /** Writes in its ledger: whoever works in it. */
    public Studio workedInBy(Actor actor, long id) {
        Studio studio = studio(id);
        if (!standing(actor, studio).works()) {
            throw new NotFound();
        }
        return studio;
    }

    /** Sees what is not public of it. */
    public Studio seenBy(Actor actor, long id) {
        Studio studio = studio(id);
        if (!standing(actor, studio).inside()) {
            throw new NotFound();
        }
        return studio;
    }

    /** Names, assesses and ends it. */
    public Studio keptBy(Actor actor, long id) {
        Studio studio = studio(id);
        actor.requireReaches(Right.KEEP_STUDIOS, tree.node(studio.nodeId()));
        return studio;
    }

    /** Its roster today, the leader first. */
    public List<Member> members(long studio) {
        return members(MEMBER.STUDIO_ID.eq(studio).and(onRoster()));
    }

    /** Everybody who ever belonged to it, the latest first. */
    public List<Member> everMembers(long studio) {
        return members(MEMBER.STUDIO_ID.eq(studio)).stream()
                .sorted(java.util.Comparator.comparing(Member::fromDay).reversed())
                .toList();
    }

    private List<Member> members(Condition which) {
        Map<Long, List<Honour>> honours = dsl.select(HONOUR.fields())
                .from(HONOUR)
                .where(HONOUR.PERSON_ID.in(
                        DSL.select(MEMBER.PERSON_ID).from(MEMBER).where(which)))
                .orderBy(HONOUR.YEAR.desc(), HONOUR.ID)
                .fetchGroups(HONOUR.PERSON_ID, Studios::honour);
        Field<Integer> order = DSL.case_(MEMBER.PART)
                .when(Part.LEADER.name(), 0)
                .when(Part.CORE.name(), 1)
                .when(Part.MEMBER.name(), 2)
                .otherwise(3);
        return dsl.select(MEMBER.fields())
                .select(PERSON.NAME, NODE.NAME)
                .from(MEMBER)
                .join(PERSON)
                .on(PERSON.ID.eq(MEMBER.PERSON_ID))
                .join(NODE)
                .on(NODE.ID.eq(PERSON.EMPLOYER_NODE_ID))
                .where(which)
                .orderBy(order, MEMBER.ID)
                .fetch(r -> new Member(
                        r.get(MEMBER.ID),
                        r.get(MEMBER.STUDIO_ID),
                        r.get(MEMBER.PERSON_ID),
                        r.get(PERSON.NAME),
                        r.get(NODE.NAME),
                        Part.valueOf(r.get(MEMBER.PART)),
                        r.get(MEMBER.DUTY),
                        r.get(MEMBER.FROM_DAY),
                        r.get(MEMBER.UNTIL_DAY),
                        honours.getOrDefault(r.get(MEMBER.PERSON_ID), List.of())));
    }

    private static Honour honour(org.jooq.Record r) {
        return new Honour(
                r.get(HONOUR.ID),
                r.get(HONOUR.PERSON_ID),
                r.get(HONOUR.TITLE),
                HonourLevel.valueOf(r.get(HONOUR.LEVEL)),
                r.get(HONOUR.YEAR),
                r.get(HONOUR.NUMBER));
    }

    /** On the roster today. */
    private Condition onRoster() {
        return MEMBER.FROM_DAY.le(today.today()).and(MEMBER.UNTIL_DAY.isNull().or(MEMBER.UNTIL_DAY.gt(today.today())));
    }

    /** Writes what happened into the studio's history and onto the audit trail; action: its text stands under audit.studios.ACTION. */
    public void happened(Actor actor, long studio, String action, @Nullable String reason) {
        dsl.insertInto(EVENT)
                .set(EVENT.STUDIO_ID, studio)
                .set(EVENT.ACCOUNT_ID, actor.accountId() == 0 ? null : actor.accountId())
                .set(EVENT.ACTOR_NAME, actor.name())
                .set(EVENT.ACTION, action)
                .set(EVENT.REASON, reason)
                .execute();
        audit.record(actor, "studios." + action, "studio", studio, reason);
    }

    /** The studio whose leader somebody is. */
    public Optional<Studio> ledByPerson(long person) {
        return dsl.selectFrom(STUDIO)
                .where(STUDIO.LEADER_ID.eq(person), STUDIO.KIND.eq(StudioKind.STUDIO.name()))
                .and(STUDIO.STATE.in(StudioState.IN_FORCE.name(), StudioState.TO_PUT_RIGHT.name()))
                .fetchOptional(Studios::studio);
    }

    static Studio studio(StudioRecord r) {
        return new Studio(
                r.getId(),
                StudioKind.valueOf(r.getKind()),
                r.getNumber(),
                r.getName(),
                r.getNodeId(),
                r.getLeaderId(),
                r.getIndustry(),
                r.getField(),
                r.getPlace(),
                r.getArea(),
                r.getFoundedOn(),
                r.getMotto(),
                r.getIntroduction(),
                r.getEquipment(),
                r.getRules(),
                StudioState.valueOf(r.getState()),
                r.getNamedOn(),
                r.getTermUntil(),
                r.getPutRightBy(),
                r.getEndedOn(),
                r.getEndedWhy(),
                r.getCoolingUntil(),
                r.getVersion());
    }
}
