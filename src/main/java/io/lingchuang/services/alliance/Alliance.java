package io.lingchuang.services.alliance;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.services.Tables.CHARTER;
import static io.lingchuang.db.services.Tables.MEMBERSHIP;
import static io.lingchuang.db.services.Tables.MEMBERSHIP_EVENT;
import static io.lingchuang.db.services.Tables.OFFICE;
import static io.lingchuang.db.services.Tables.REQUEST;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.services.HelpKind;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The alliance of studios: who belongs to it, its charter and its council. The city's officer keeps it; a studio's leader applies and leaves. */
@Service
public class Alliance {

    public record Membership(
            long id,
            long studioId,
            String studio,
            String unit,
            String industry,
            MembershipState state,
            String reason,
            LocalDate since,
            int version) {}

    /** until: no longer from this day on. */
    public record OfficeHolder(long id, String name, String unit, Office office, LocalDate from, LocalDate until) {}

    public record Charter(String wording, String reason, Instant at) {}

    private final DSLContext dsl;
    private final Studios studios;
    private final Tree tree;
    private final Audit audit;
    private final Today today;

    Alliance(DSLContext dsl, Studios studios, Tree tree, Audit audit, Today today) {
        this.dsl = dsl;
        this.studios = studios;
        this.tree = tree;
        this.audit = audit;
        this.today = today;
    }

    boolean keeps(Actor actor) {
        return actor.holds(Right.KEEP_ALLIANCE, tree.city().id());
    }

    void requireKeeps(Actor actor) {
        actor.requireHolds(Right.KEEP_ALLIANCE, tree.city().id());
    }

    /** Those who belong to it now. */
    public List<Membership> members() {
        return memberships(MEMBERSHIP.STATE.in("ADMITTED", "WARNED"));
    }

    /** Every one, the open applications first. */
    List<Membership> all(Actor actor) {
        requireKeeps(actor);
        return memberships(DSL.noCondition());
    }

    List<Membership> memberships(Condition which) {
        return dsl.select(MEMBERSHIP.fields())
                .select(STUDIO.NAME, STUDIO.INDUSTRY, NODE.NAME)
                .from(MEMBERSHIP)
                .join(STUDIO)
                .on(STUDIO.ID.eq(MEMBERSHIP.STUDIO_ID))
                .join(NODE)
                .on(NODE.ID.eq(STUDIO.NODE_ID))
                .where(which)
                .orderBy(
                        DSL.case_(MEMBERSHIP.STATE)
                                .when("APPLIED", 0)
                                .when("WARNED", 1)
                                .when("ADMITTED", 2)
                                .otherwise(3),
                        STUDIO.INDUSTRY,
                        STUDIO.NUMBER,
                        MEMBERSHIP.ID)
                .fetch(r -> new Membership(
                        r.get(MEMBERSHIP.ID),
                        r.get(MEMBERSHIP.STUDIO_ID),
                        r.get(STUDIO.NAME),
                        r.get(NODE.NAME),
                        r.get(STUDIO.INDUSTRY),
                        MembershipState.valueOf(r.get(MEMBERSHIP.STATE)),
                        r.get(MEMBERSHIP.REASON),
                        r.get(MEMBERSHIP.SINCE),
                        r.get(MEMBERSHIP.VERSION)));
    }

    Membership membership(long id) {
        return memberships(MEMBERSHIP.ID.eq(id)).stream().findFirst().orElseThrow(NotFound::new);
    }

    /** Leads the studio whose membership it is. */
    void requireLeads(Actor actor, long id) {
        studios.ledBy(actor, membership(id).studioId());
    }

    /** The studios for which somebody may apply: those they lead, or type for. */
    List<Studio> mine(Actor actor) {
        return studios.of(actor).stream()
                .filter(s -> s.state().alive() && studios.standing(actor, s).leads())
                .toList();
    }

    /** A studio wants to join. */
    @Transactional
    public long apply(Actor actor, long studio, String why) {
        Studio applying = studios.ledBy(actor, studio);
        if (!applying.state().alive()) {
            throw Refusal.onField("studio", "alliance.studioOver");
        }
        if (dsl.fetchExists(
                MEMBERSHIP,
                MEMBERSHIP.STUDIO_ID.eq(studio).and(MEMBERSHIP.STATE.in("APPLIED", "ADMITTED", "WARNED")))) {
            throw Refusal.onField("studio", "alliance.appliedAlready");
        }
        long id = dsl.insertInto(MEMBERSHIP)
                .set(MEMBERSHIP.STUDIO_ID, studio)
                .set(MEMBERSHIP.REASON, why)
                .set(MEMBERSHIP.SINCE, today.today())
                .returningResult(MEMBERSHIP.ID)
                .fetchSingle()
                .value1();
        event(id, actor, MembershipState.APPLIED, why);
        audit.record(actor, "services.membership.apply", "membership", id, applying.name());
        return id;
    }

    /** Admits, refuses, warns, lifts a warning or removes, with the reason; a studio's leader withdraws. */
    @Transactional
    public void become(Actor actor, long id, int version, MembershipState next, String reason) {
        Membership m = membership(id);
        if (next == MembershipState.WITHDRAWN) {
            studios.ledBy(actor, m.studioId());
        } else {
            requireKeeps(actor);
        }
        if (!m.state().mayBecome(next)) {
            throw new Stale();
        }
        int changed = dsl.update(MEMBERSHIP)
                .set(MEMBERSHIP.STATE, next.name())
                .set(MEMBERSHIP.REASON, reason)
                .set(MEMBERSHIP.SINCE, today.today())
                .set(
                        MEMBERSHIP.ADMITTED_ON,
                        next == MembershipState.ADMITTED
                                ? DSL.coalesce(MEMBERSHIP.ADMITTED_ON, DSL.val(today.today()))
                                : MEMBERSHIP.ADMITTED_ON)
                .set(MEMBERSHIP.VERSION, version + 1)
                .where(MEMBERSHIP.ID.eq(id), MEMBERSHIP.VERSION.eq(version))
                .execute();
        if (changed == 0) {
            throw new Stale();
        }
        event(id, actor, next, reason);
        audit.record(actor, "services.membership.become", "membership", id, next + " " + reason);
    }

    private void event(long id, Actor actor, MembershipState state, String reason) {
        dsl.insertInto(MEMBERSHIP_EVENT)
                .set(MEMBERSHIP_EVENT.MEMBERSHIP_ID, id)
                .set(MEMBERSHIP_EVENT.ACTOR_NAME, actor.name())
                .set(MEMBERSHIP_EVENT.STATE, state.name())
                .set(MEMBERSHIP_EVENT.REASON, reason)
                .execute();
    }

    public Optional<Charter> charter() {
        return dsl.selectFrom(CHARTER)
                .orderBy(CHARTER.ID.desc())
                .limit(1)
                .fetchOptional(c -> new Charter(c.getWording(), c.getReason(), c.getAt()));
    }

    /** A new wording; the one before is kept. */
    @Transactional
    public void adopt(Actor actor, String wording, String reason) {
        requireKeeps(actor);
        dsl.insertInto(CHARTER)
                .set(CHARTER.WORDING, wording)
                .set(CHARTER.REASON, reason)
                .set(CHARTER.ACCOUNT_ID, actor.accountId())
                .execute();
        audit.record(actor, "services.charter.adopt", null, null, reason);
    }

    /** Who holds an office today. */
    public List<OfficeHolder> council() {
        LocalDate day = today.today();
        return dsl
                .select(OFFICE.ID, PERSON.NAME, NODE.NAME, OFFICE.OFFICE_, OFFICE.FROM_DAY, OFFICE.UNTIL_DAY)
                .from(OFFICE)
                .join(PERSON)
                .on(PERSON.ID.eq(OFFICE.PERSON_ID))
                .join(NODE)
                .on(NODE.ID.eq(PERSON.EMPLOYER_NODE_ID))
                .where(OFFICE.FROM_DAY.le(day), OFFICE.UNTIL_DAY.gt(day))
                .fetch(r -> new OfficeHolder(
                        r.value1(), r.value2(), r.value3(), Office.valueOf(r.value4()), r.value5(), r.value6()))
                .stream()
                .sorted(java.util.Comparator.comparing(OfficeHolder::office).thenComparing(OfficeHolder::id))
                .toList();
    }

    /** Gives somebody an office for a term. Nobody holds two at a time; there is one chair and one secretary-general. */
    @Transactional
    public void appoint(Actor actor, long person, Office office, LocalDate from, LocalDate until) {
        requireKeeps(actor);
        if (!until.isAfter(from)) {
            throw Refusal.onField("until", "alliance.termOrder");
        }
        if (!dsl.fetchExists(PERSON, PERSON.ID.eq(person).and(PERSON.ACTIVE.isTrue()))) {
            throw Refusal.onField("person", "alliance.noPerson");
        }
        Condition overlaps = OFFICE.FROM_DAY.lt(until).and(OFFICE.UNTIL_DAY.gt(from));
        if (dsl.fetchExists(OFFICE, overlaps.and(OFFICE.PERSON_ID.eq(person)))) {
            throw Refusal.onField("person", "alliance.officeAlready");
        }
        boolean single = office == Office.CHAIR || office == Office.SECRETARY;
        if (single && dsl.fetchExists(OFFICE, overlaps.and(OFFICE.OFFICE_.eq(office.name())))) {
            throw Refusal.onField("office", "alliance.officeHeld");
        }
        dsl.insertInto(OFFICE)
                .set(OFFICE.PERSON_ID, person)
                .set(OFFICE.OFFICE_, office.name())
                .set(OFFICE.FROM_DAY, from)
                .set(OFFICE.UNTIL_DAY, until)
                .execute();
        audit.record(actor, "services.office.appoint", "person", person, office.name());
    }

    /** Somebody leaves their office before its term is over. */
    @Transactional
    public void dismiss(Actor actor, long id) {
        requireKeeps(actor);
        LocalDate day = today.today();
        int ended = dsl.update(OFFICE)
                .set(OFFICE.UNTIL_DAY, day)
                .where(OFFICE.ID.eq(id), OFFICE.FROM_DAY.lt(day), OFFICE.UNTIL_DAY.gt(day))
                .execute();
        if (ended == 0
                && dsl.deleteFrom(OFFICE)
                                .where(OFFICE.ID.eq(id), OFFICE.FROM_DAY.ge(day))
                                .execute()
                        == 0) {
            throw new NotFound();
        }
        audit.record(actor, "services.office.dismiss", "office", id, null);
    }

    /** How many services there were of each kind, none of them confidential: all that the public learns of requests. */
    public Map<HelpKind, Integer> served() {
        Map<HelpKind, Integer> served = new EnumMap<>(HelpKind.class);
        dsl.select(REQUEST.KIND, DSL.count())
                .from(REQUEST)
                .where(REQUEST.STATE.eq("CLOSED"), REQUEST.CONFIDENTIAL.isFalse())
                .groupBy(REQUEST.KIND)
                .forEach(r -> served.put(HelpKind.valueOf(r.value1()), r.value2()));
        return served;
    }

    @Nullable
    Charter charterOrNull() {
        return charter().orElse(null);
    }
}
