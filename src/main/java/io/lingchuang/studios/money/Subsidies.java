package io.lingchuang.studios.money;

import static io.lingchuang.db.studios.Tables.SUBSIDY;
import static io.lingchuang.db.studios.Tables.TRANCHE;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import io.lingchuang.studios.naming.Affected;
import io.lingchuang.studios.naming.Written;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Subsidies: prepared by one, released by another, paid by finance, settled against vouchers before anything more is paid. */
@Service
public class Subsidies {

    private final DSLContext dsl;
    private final SubsidyStore store;
    private final Studios studios;
    private final Affected affected;
    private final Today today;

    Subsidies(DSLContext dsl, SubsidyStore store, Studios studios, Affected affected, Today today) {
        this.dsl = dsl;
        this.store = store;
        this.studios = studios;
        this.affected = affected;
        this.today = today;
    }

    public List<Subsidy> ofStudio(long studio) {
        return store.ofStudio(studio);
    }

    /** Prepares a subsidy and its first tranche. The nearest federation above at which the actor prepares payments bears it. */
    @Transactional
    public long prepare(Actor actor, long studioId, String basis, BigDecimal amount, BigDecimal first, Set<Use> uses) {
        Studio studio = studios.studio(studioId);
        long host = host(actor, studio);
        if (!studio.state().alive()) {
            throw new Refusal("studiomoney.ended");
        }
        String document = Written.of(basis, 2, 120, "basis", "studiomoney.basisNeeded");
        positive("amount", amount);
        positive("first", first);
        if (first.compareTo(amount) > 0) {
            throw Refusal.onField("first", "studiomoney.beyond", Page.money(amount));
        }
        if (uses.isEmpty()) {
            throw Refusal.onField("uses", "studiomoney.usesNeeded");
        }
        List<Subsidy> others = store.ofStudio(studioId);
        if (others.stream().anyMatch(s -> s.basis().equals(document))) {
            throw Refusal.onField("basis", "studiomoney.basisTwice");
        }
        if (others.stream().anyMatch(Subsidy::waits)) {
            throw new Refusal("studiomoney.unsettled");
        }
        long id = dsl.insertInto(SUBSIDY)
                .set(SUBSIDY.STUDIO_ID, studioId)
                .set(SUBSIDY.HOST_ID, host)
                .set(SUBSIDY.BASIS, document)
                .set(SUBSIDY.AMOUNT, amount)
                .set(SUBSIDY.USES, uses.stream().map(Enum::name).sorted().toArray(String[]::new))
                .set(SUBSIDY.PREPARED_BY, actor.accountId())
                .returningResult(SUBSIDY.ID)
                .fetchSingle()
                .value1();
        add(actor, id, 1, first);
        studios.happened(actor, studioId, "subsidyPrepared", document + ", " + amount.toPlainString());
        askForRelease(studio, host, id + "-1", first);
        return id;
    }

    /** The first part of what a naming granted, with what it may be used for. */
    @Transactional
    public void first(Actor actor, long subsidyId, BigDecimal amount, Set<Use> uses) {
        Subsidy subsidy = locked(store.subsidy(subsidyId));
        actor.requireHolds(Right.PREPARE_PAYOUT, subsidy.hostId());
        if (!subsidy.untouched()) {
            throw new Stale();
        }
        if (uses.isEmpty()) {
            throw Refusal.onField("uses", "studiomoney.usesNeeded");
        }
        next(actor, subsidyId, amount);
        dsl.update(SUBSIDY)
                .set(SUBSIDY.USES, uses.stream().map(Enum::name).sorted().toArray(String[]::new))
                .where(SUBSIDY.ID.eq(subsidyId))
                .execute();
    }

    /** The next part, out of what is still open; only after whatever the studio was paid before is settled. */
    @Transactional
    public void next(Actor actor, long subsidyId, BigDecimal amount) {
        Subsidy subsidy = locked(store.subsidy(subsidyId));
        actor.requireHolds(Right.PREPARE_PAYOUT, subsidy.hostId());
        Studio studio = studios.studio(subsidy.studioId());
        if (!studio.state().alive()) {
            throw new Refusal("studiomoney.ended");
        }
        if (subsidy.fell()) {
            throw new Refusal("studiomoney.fell");
        }
        if (store.ofStudio(studio.id()).stream().anyMatch(Subsidy::waits)) {
            throw new Refusal("studiomoney.unsettled");
        }
        positive("next", amount);
        if (amount.compareTo(subsidy.open()) > 0) {
            throw Refusal.onField("next", "studiomoney.beyond", Page.money(subsidy.open()));
        }
        int position = subsidy.tranches().size() + 1;
        add(actor, subsidyId, position, amount);
        studios.happened(actor, studio.id(), "tranchePrepared", amount.toPlainString());
        askForRelease(studio, subsidy.hostId(), subsidyId + "-" + position, amount);
    }

    private void add(Actor actor, long subsidy, int position, BigDecimal amount) {
        if (position > 12) {
            throw Refusal.onField("next", "studiomoney.tooManyParts");
        }
        dsl.insertInto(TRANCHE)
                .set(TRANCHE.SUBSIDY_ID, subsidy)
                .set(TRANCHE.POSITION, position)
                .set(TRANCHE.AMOUNT, amount)
                .set(TRANCHE.PREPARED_BY, actor.accountId())
                .execute();
    }

    private void askForRelease(Studio studio, long host, String part, BigDecimal amount) {
        affected.holders(
                Right.APPROVE_PAYOUT,
                host,
                page(studio.id()),
                "tranche-approve-" + part,
                "studiomoney.letter.approve",
                studio.name(),
                Page.money(amount));
    }

    /** Released by another person than who prepared it. */
    @Transactional
    public void approve(Actor actor, long trancheId, int version) {
        Subsidy subsidy = locked(store.ofTranche(trancheId));
        Tranche tranche = SubsidyStore.tranche(subsidy, trancheId);
        actor.requireHolds(Right.APPROVE_PAYOUT, subsidy.hostId());
        if (tranche.preparedBy() == actor.accountId()) {
            throw new Refusal("studiomoney.twoPeople");
        }
        Studio studio = studios.studio(subsidy.studioId());
        if (store.ofStudio(studio.id()).stream().anyMatch(Subsidy::unsettled)) {
            throw new Refusal("studiomoney.unsettled");
        }
        if (!studio.state().alive()) {
            throw new Refusal("studiomoney.ended");
        }
        move(
                tranche,
                version,
                TrancheState.PREPARED,
                TrancheState.APPROVED,
                Map.of(TRANCHE.APPROVED_BY, actor.accountId()));
        studios.happened(actor, studio.id(), "trancheApproved", tranche.amount().toPlainString());
        affected.holders(
                Right.MARK_PAID,
                subsidy.hostId(),
                page(studio.id()),
                "tranche-pay-" + trancheId,
                "studiomoney.letter.pay",
                studio.name(),
                Page.money(tranche.amount()));
    }

    /** Finance has paid it to the unit, for the studio. */
    @Transactional
    public void paid(Actor actor, long trancheId, int version, LocalDate on) {
        Subsidy subsidy = locked(store.ofTranche(trancheId));
        Tranche tranche = SubsidyStore.tranche(subsidy, trancheId);
        actor.requireHolds(Right.MARK_PAID, subsidy.hostId());
        if (on.isAfter(today.today()) || on.isBefore(today.today().minusYears(1))) {
            throw Refusal.onField("paidOn", "studiomoney.paidOnBetween");
        }
        move(
                tranche,
                version,
                TrancheState.APPROVED,
                TrancheState.PAID,
                Map.of(TRANCHE.PAID_ON, on, TRANCHE.PAID_BY, actor.accountId()));
        Studio studio = studios.studio(subsidy.studioId());
        studios.happened(actor, studio.id(), "tranchePaid", tranche.amount().toPlainString() + ", " + on);
        affected.studio(
                studio,
                page(studio.id()),
                "tranche-paid-" + trancheId,
                "studiomoney.letter.paid",
                studio.name(),
                Page.money(tranche.amount()));
    }

    /** Not paid after all. */
    @Transactional
    public void stop(Actor actor, long trancheId, int version, String reason) {
        Subsidy subsidy = locked(store.ofTranche(trancheId));
        Tranche tranche = SubsidyStore.tranche(subsidy, trancheId);
        if (!actor.holds(Right.PREPARE_PAYOUT, subsidy.hostId())
                && !actor.holds(Right.APPROVE_PAYOUT, subsidy.hostId())) {
            throw new NotFound();
        }
        String why = needed(reason);
        if (tranche.state() != TrancheState.PREPARED && tranche.state() != TrancheState.APPROVED) {
            throw new Stale();
        }
        move(tranche, version, tranche.state(), TrancheState.STOPPED, Map.of(TRANCHE.NOTE, why));
        studios.happened(actor, subsidy.studioId(), "trancheStopped", why);
    }

    /** Spent as allowed and the rest given back, to the cent: only then is the next part paid. */
    @Transactional
    public void settle(Actor actor, long trancheId, int version, BigDecimal givenBack) {
        Subsidy subsidy = locked(store.ofTranche(trancheId));
        Tranche tranche = SubsidyStore.tranche(subsidy, trancheId);
        actor.requireHolds(Right.PREPARE_PAYOUT, subsidy.hostId());
        open(tranche);
        if (givenBack.compareTo(tranche.balance()) != 0) {
            throw Refusal.onField("givenBack", "studiomoney.rest", Page.money(tranche.balance()));
        }
        move(
                tranche,
                version,
                TrancheState.PAID,
                TrancheState.SETTLED,
                Map.of(TRANCHE.GIVEN_BACK, givenBack, TRANCHE.CLOSED_ON, today.today()));
        studios.happened(actor, subsidy.studioId(), "trancheSettled", tranche.spent() + " + " + givenBack);
    }

    /** What was not proven is owed back. */
    @Transactional
    public void recover(Actor actor, long trancheId, int version, String reason) {
        Subsidy subsidy = locked(store.ofTranche(trancheId));
        Tranche tranche = SubsidyStore.tranche(subsidy, trancheId);
        actor.requireHolds(Right.PREPARE_PAYOUT, subsidy.hostId());
        open(tranche);
        String why = needed(reason);
        if (tranche.balance().signum() == 0) {
            throw new Refusal("studiomoney.nothingOwed");
        }
        move(
                tranche,
                version,
                TrancheState.PAID,
                TrancheState.TO_RECOVER,
                Map.of(TRANCHE.GIVEN_BACK, tranche.balance(), TRANCHE.NOTE, why));
        Studio studio = studios.studio(subsidy.studioId());
        studios.happened(actor, studio.id(), "trancheOwed", tranche.balance().toPlainString() + ": " + why);
        affected.studio(
                studio,
                page(studio.id()),
                "tranche-owed-" + trancheId,
                "studiomoney.letter.owed",
                studio.name(),
                Page.money(tranche.balance()),
                why);
        affected.holders(
                Right.MARK_PAID,
                subsidy.hostId(),
                page(studio.id()),
                "tranche-owed-" + trancheId,
                "studiomoney.letter.owed",
                studio.name(),
                Page.money(tranche.balance()),
                why);
    }

    /** What was owed came back, all of it. */
    @Transactional
    public void recovered(Actor actor, long trancheId, int version, LocalDate on) {
        Subsidy subsidy = locked(store.ofTranche(trancheId));
        Tranche tranche = SubsidyStore.tranche(subsidy, trancheId);
        actor.requireHolds(Right.MARK_PAID, subsidy.hostId());
        if (on.isAfter(today.today()) || (tranche.paidOn() != null && on.isBefore(tranche.paidOn()))) {
            throw Refusal.onField("recoveredOn", "studiomoney.recoveredOnBetween", String.valueOf(tranche.paidOn()));
        }
        move(tranche, version, TrancheState.TO_RECOVER, TrancheState.RECOVERED, Map.of(TRANCHE.CLOSED_ON, on));
        studios.happened(actor, subsidy.studioId(), "trancheRecovered", tranche.givenBack() + ", " + on);
    }

    private static void open(Tranche tranche) {
        if (tranche.state() != TrancheState.PAID) {
            throw new Stale();
        }
        if (tranche.handedIn().signum() > 0) {
            throw new Refusal("studiomoney.vouchersWait");
        }
    }

    void move(Tranche tranche, int version, TrancheState from, TrancheState to, Map<Field<?>, Object> with) {
        int moved = dsl.update(TRANCHE)
                .set(TRANCHE.STATE, to.name())
                .set(TRANCHE.VERSION, version + 1)
                .set(with)
                .where(TRANCHE.ID.eq(tranche.id()), TRANCHE.VERSION.eq(version), TRANCHE.STATE.eq(from.name()))
                .execute();
        if (moved == 0) {
            throw new Stale();
        }
    }

    Subsidy locked(Subsidy subsidy) {
        dsl.select(SUBSIDY.ID)
                .from(SUBSIDY)
                .where(SUBSIDY.ID.eq(subsidy.id()))
                .forUpdate()
                .fetch();
        return store.subsidy(subsidy.id());
    }

    /** The nearest union, from the studio's own upward, at which the actor prepares payments: its money it is. */
    private long host(Actor actor, Studio studio) {
        return Stream.concat(
                        Stream.of(studio.nodeId()),
                        affected.above(studio.nodeId()).reversed().stream().map(Node::id))
                .filter(n -> actor.holds(Right.PREPARE_PAYOUT, n))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private static void positive(String field, BigDecimal amount) {
        if (amount.signum() <= 0 || amount.compareTo(new BigDecimal("9999999.99")) > 0) {
            throw Refusal.onField(field, "studiomoney.amountForm");
        }
    }

    private static String needed(String reason) {
        return Written.of(reason, 5, 500, "reason", "studiomoney.reasonNeeded");
    }

    static String page(long studio) {
        return "/studios/" + studio + "/money";
    }
}
