package io.lingchuang.services.pairing;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.services.Tables.PAIRING;
import static io.lingchuang.db.services.Tables.WISH;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.db.services.tables.records.PairingRecord;
import io.lingchuang.directory.Enterprise;
import io.lingchuang.directory.Enterprises;
import io.lingchuang.directory.Ownership;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Pairs a state-owned with a non-public enterprise: proposed by an officer, agreed to by both unions, in force by term. */
@Service
public class Pairings {

    static final int LONGEST = 5;

    private final DSLContext dsl;
    private final Tree tree;
    private final Enterprises enterprises;
    private final Candidates candidates;
    private final Endings endings;
    private final PairingTrail trail;
    private final Audit audit;
    private final Today today;

    Pairings(
            DSLContext dsl,
            Tree tree,
            Enterprises enterprises,
            Candidates candidates,
            Endings endings,
            PairingTrail trail,
            Audit audit,
            Today today) {
        this.dsl = dsl;
        this.tree = tree;
        this.enterprises = enterprises;
        this.candidates = candidates;
        this.endings = endings;
        this.trail = trail;
        this.audit = audit;
        this.today = today;
    }

    /** For both sides, and for whoever follows one of them. */
    public Pairing pairing(Actor actor, long id) {
        Pairing pairing = find(PAIRING.ID.eq(id)).orElseThrow(NotFound::new);
        if (sideOf(actor, pairing).isEmpty()
                && !actor.reaches(Right.FOLLOW, tree.node(pairing.soeId()))
                && !actor.reaches(Right.FOLLOW, tree.node(pairing.partnerId()))) {
            throw new NotFound();
        }
        return pairing;
    }

    /** Which side somebody signs for; nobody speaks for both. */
    public Optional<Side> sideOf(Actor actor, Pairing pairing) {
        boolean soe = actor.holds(Right.SIGN_AGREEMENT, pairing.soeId());
        boolean partner = actor.holds(Right.SIGN_AGREEMENT, pairing.partnerId());
        return soe == partner ? Optional.empty() : Optional.of(soe ? Side.SOE : Side.PARTNER);
    }

    /** Pairs, renews and ends: an officer whose reach covers both. */
    public boolean keeps(Actor actor, Pairing pairing) {
        return actor.reaches(Right.KEEP_PAIRINGS, tree.node(pairing.soeId()))
                && actor.reaches(Right.KEEP_PAIRINGS, tree.node(pairing.partnerId()));
    }

    Optional<Pairing> find(Condition which) {
        var soe = NODE.as("soe");
        var partner = NODE.as("partner");
        return dsl.select(PAIRING.fields())
                .select(soe.NAME, soe.ACTIVE, partner.NAME, partner.ACTIVE)
                .from(PAIRING)
                .join(soe)
                .on(soe.ID.eq(PAIRING.SOE_NODE_ID))
                .join(partner)
                .on(partner.ID.eq(PAIRING.PARTNER_NODE_ID))
                .where(which)
                .fetchOptional(r -> pairing(
                        r.into(PAIRING),
                        r.get(soe.NAME),
                        r.get(soe.ACTIVE),
                        r.get(partner.NAME),
                        r.get(partner.ACTIVE)));
    }

    static Pairing pairing(PairingRecord r, String soe, boolean soeActive, String partner, boolean partnerActive) {
        return new Pairing(
                r.getId(),
                r.getSoeNodeId(),
                soe,
                soeActive,
                r.getPartnerNodeId(),
                partner,
                partnerActive,
                Pairing.State.valueOf(r.getState()),
                r.getFit(),
                Arrays.stream(r.getReasons()).map(Reason::valueOf).toList(),
                r.getYears(),
                r.getSoeAgreedAt(),
                r.getPartnerAgreedAt(),
                r.getFromDay(),
                r.getUntilDay(),
                r.getDeclinedSide() == null ? null : Side.valueOf(r.getDeclinedSide()),
                r.getEndedOn(),
                r.getEndedHow() == null ? null : Pairing.Ending.valueOf(r.getEndedHow()),
                r.getWhy(),
                r.getVersion());
    }

    /** The pairs that fit best, among those within the officer's reach who stand alone. */
    List<Fit> proposals(Actor actor) {
        return Matching.best(
                candidates.free(actor, Ownership.STATE_OWNED), candidates.free(actor, Ownership.NON_PUBLIC));
    }

    /** All of them or, when one cannot be, none. */
    @Transactional
    public void proposeAll(Actor actor, List<long[]> pairs, int years) {
        pairs.forEach(pair -> propose(actor, pair[0], pair[1], years));
    }

    /** For one enterprise, or for some of a like name, those free ones of the other side that fit best. */
    List<Fit> proposals(Actor actor, String name) {
        return Matching.around(
                name, candidates.free(actor, Ownership.STATE_OWNED), candidates.free(actor, Ownership.NON_PUBLIC));
    }

    /** Asks both unions. */
    @Transactional
    public long propose(Actor actor, long soe, long partner, int years) {
        if (years < 1 || years > LONGEST) {
            throw Refusal.onField("years", "pairing.yearsForm", LONGEST);
        }
        requireSide(actor, soe, Ownership.STATE_OWNED, "soe");
        requireSide(actor, partner, Ownership.NON_PUBLIC, "partner");
        List<Fit.Candidate> both = candidates.of(soe, partner);
        Fit fit = both.getFirst().nodeId() == soe
                ? Fit.of(both.getFirst(), both.getLast())
                : Fit.of(both.getLast(), both.getFirst());
        long id;
        try {
            id = dsl.insertInto(PAIRING)
                    .set(PAIRING.SOE_NODE_ID, soe)
                    .set(PAIRING.PARTNER_NODE_ID, partner)
                    .set(PAIRING.FIT, fit.points())
                    .set(PAIRING.REASONS, fit.reasons().stream().map(Enum::name).toArray(String[]::new))
                    .set(PAIRING.YEARS, years)
                    .set(PAIRING.PROPOSED_BY, actor.accountId())
                    .returningResult(PAIRING.ID)
                    .fetchSingle()
                    .value1();
        } catch (DuplicateKeyException e) {
            throw new Refusal(
                    "pairing.oneToOne", fit.soe().name(), fit.partner().name());
        }
        trail.happened(actor, id, "propose", null);
        trail.tellBoth(find(PAIRING.ID.eq(id)).orElseThrow(), "proposed", "", "/pairings/" + id);
        return id;
    }

    private void requireSide(Actor actor, long node, Ownership ownership, String field) {
        Node unit = tree.find(node).orElseThrow(NotFound::new);
        actor.requireReaches(Right.KEEP_PAIRINGS, unit);
        Optional<Enterprise> enterprise = enterprises.of(node);
        if (!unit.active()
                || enterprise.isEmpty()
                || enterprise.get().nodeId() != node
                || enterprise.get().ownership() != ownership) {
            throw Refusal.onField(field, "pairing.notOf." + ownership, unit.name());
        }
    }

    /** One side's union says yes; with the second yes the pairing is in force. Saying it twice changes nothing. */
    @Transactional
    public void agree(Actor actor, long id) {
        Pairing pairing = locked(actor, id, Pairing.State.PROPOSED);
        Side side = sideOf(actor, pairing).orElseThrow(NotFound::new);
        if (pairing.agreedAt(side) != null) {
            return;
        }
        boolean both = pairing.agreedAt(side.other()) != null;
        LocalDate day = today.today();
        dsl.update(PAIRING)
                .set(side == Side.SOE ? PAIRING.SOE_AGREED_BY : PAIRING.PARTNER_AGREED_BY, actor.accountId())
                .set(side == Side.SOE ? PAIRING.SOE_AGREED_AT : PAIRING.PARTNER_AGREED_AT, today.now())
                .set(PAIRING.STATE, (both ? Pairing.State.IN_FORCE : Pairing.State.PROPOSED).name())
                .set(PAIRING.FROM_DAY, both ? day : null)
                .set(PAIRING.UNTIL_DAY, both ? day.plusYears(pairing.years()).minusDays(1) : null)
                .set(PAIRING.VERSION, PAIRING.VERSION.plus(1))
                .where(PAIRING.ID.eq(id))
                .execute();
        trail.happened(actor, id, "agree", pairing.nameOf(side));
        if (both) {
            trail.tellBoth(pairing, "inForce", "", "/pairings/" + id);
        }
    }

    @Transactional
    public void decline(Actor actor, long id, String reason) {
        Pairing pairing = locked(actor, id, Pairing.State.PROPOSED);
        Side side = sideOf(actor, pairing).orElseThrow(NotFound::new);
        String why = reason(reason);
        dsl.update(PAIRING)
                .set(PAIRING.STATE, Pairing.State.DECLINED.name())
                .set(PAIRING.DECLINED_SIDE, side.name())
                .set(PAIRING.WHY, why)
                .set(PAIRING.VERSION, PAIRING.VERSION.plus(1))
                .where(PAIRING.ID.eq(id))
                .execute();
        trail.happened(actor, id, "decline", why);
        trail.tell(pairing, side.other(), "declined", why, "/pairings/" + id);
        trail.tellOfficer(proposer(id), pairing, "declined", why);
    }

    private @Nullable Long proposer(long id) {
        return dsl.select(PAIRING.PROPOSED_BY)
                .from(PAIRING)
                .where(PAIRING.ID.eq(id))
                .fetchSingle()
                .value1();
    }

    @Transactional
    public void withdraw(Actor actor, long id, String reason) {
        Pairing pairing = kept(actor, id, Pairing.State.PROPOSED);
        String why = reason(reason);
        dsl.update(PAIRING)
                .set(PAIRING.STATE, Pairing.State.WITHDRAWN.name())
                .set(PAIRING.WHY, why)
                .set(PAIRING.VERSION, PAIRING.VERSION.plus(1))
                .where(PAIRING.ID.eq(id))
                .execute();
        trail.happened(actor, id, "withdraw", why);
        trail.tellBoth(pairing, "withdrawn", why, "/pairings/" + id);
    }

    /** For some years more, from the day after its last. */
    @Transactional
    public void renew(Actor actor, long id, int years, int version) {
        Pairing pairing = kept(actor, id, Pairing.State.IN_FORCE);
        requireVersion(pairing, version);
        if (years < 1 || years > LONGEST) {
            throw Refusal.onField("years", "pairing.yearsForm", LONGEST);
        }
        LocalDate until = java.util.Objects.requireNonNull(pairing.untilDay()).plusYears(years);
        if (until.isAfter(today.today().plusYears(LONGEST))) {
            throw Refusal.onField("years", "pairing.tooLong", LONGEST);
        }
        dsl.update(PAIRING)
                .set(PAIRING.UNTIL_DAY, until)
                .set(PAIRING.VERSION, PAIRING.VERSION.plus(1))
                .where(PAIRING.ID.eq(id))
                .execute();
        trail.happened(actor, id, "renew", until.toString());
        trail.tellBoth(pairing, "renewed", until.toString(), "/pairings/" + id);
    }

    /** Before its term, with a reason; the agreement under it ends with it. */
    @Transactional
    public void terminate(Actor actor, long id, String reason) {
        Pairing pairing = kept(actor, id, Pairing.State.IN_FORCE);
        endings.end(actor, pairing, Pairing.Ending.TERMINATED, reason(reason));
    }

    /** What an enterprise asks for and what it has. */
    public Set<Topic> wishes(Actor actor, long node, boolean asks) {
        actor.requireHolds(Right.SIGN_AGREEMENT, node);
        return candidates.wishes(node, asks);
    }

    @Transactional
    public void wish(Actor actor, long node, Set<Topic> asks, Set<Topic> has) {
        actor.requireHolds(Right.SIGN_AGREEMENT, node);
        if (enterprises.of(node).filter(e -> e.nodeId() == node).isEmpty()) {
            throw new Refusal("pairing.noEnterprise");
        }
        dsl.deleteFrom(WISH).where(WISH.NODE_ID.eq(node)).execute();
        for (boolean asking : new boolean[] {true, false}) {
            for (Topic topic : asking ? asks : has) {
                dsl.insertInto(WISH, WISH.NODE_ID, WISH.TOPIC, WISH.ASKS)
                        .values(node, topic.name(), asking)
                        .execute();
            }
        }
        audit.record(actor, "pairing.wish", "node", node, null);
    }

    private Pairing kept(Actor actor, long id, Pairing.State state) {
        Pairing pairing = locked(actor, id, state);
        if (!keeps(actor, pairing)) {
            throw new NotFound();
        }
        return pairing;
    }

    private Pairing locked(Actor actor, long id, Pairing.State state) {
        pairing(actor, id);
        dsl.select(PAIRING.ID)
                .from(PAIRING)
                .where(PAIRING.ID.eq(id))
                .forUpdate()
                .fetchSingle();
        Pairing pairing = pairing(actor, id);
        if (pairing.state() != state) {
            throw new Stale();
        }
        return pairing;
    }

    static void requireVersion(Pairing pairing, int version) {
        if (pairing.version() != version) {
            throw new Stale();
        }
    }

    static String reason(String typed) {
        if (typed.strip().length() < 2 || typed.strip().length() > 300) {
            throw Refusal.onField("reason", "vetting.reasonMissing");
        }
        return typed.strip();
    }
}
