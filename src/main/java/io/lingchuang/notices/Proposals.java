package io.lingchuang.notices;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.calls.Tables.TIER;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.notices.Tables.NOTICE;
import static io.lingchuang.db.notices.Tables.TIE_RULING;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes the proposal 拟定名单 of a call from its ranking, and keeps a person's rulings on ties. */
@Service
public class Proposals {

    private static final List<String> CANDIDATES =
            List.of(EntryState.RANKED.name(), EntryState.PROPOSED.name(), EntryState.NOT_SELECTED.name());
    private static final List<String> UNDER_WAY = List.of(
            EntryState.VETTING.name(),
            EntryState.RETURNED.name(),
            EntryState.FORMAL_CHECK.name(),
            EntryState.SUPPLEMENT.name(),
            EntryState.ACCEPTED.name());

    private final DSLContext dsl;
    private final Calls calls;
    private final Today today;
    private final Audit audit;

    Proposals(DSLContext dsl, Calls calls, Today today, Audit audit) {
        this.dsl = dsl;
        this.calls = calls;
        this.today = today;
        this.audit = audit;
    }

    /** The proposal, for those who prepare or release notices at the call's host. */
    public Proposal proposal(Actor actor, long callId) {
        Call call = calls.call(callId);
        if (!actor.holds(Right.RELEASE_NOTICE, call.hostNodeId())) {
            actor.requireHolds(Right.PREPARE_NOTICE, call.hostNodeId());
        }
        return of(call);
    }

    /** Before the first notice everybody ranked stands for it; after a strike those below move up and the next in rank come in. */
    Proposal of(Call call) {
        Map<Long, Proposal.Ranked> entries = candidates(call);
        Map<Long, Integer> awarded = awardedByTier(call.id());
        Map<Long, Integer> places = new HashMap<>();
        call.tiers().forEach(t -> places.put(t.id(), t.places() - awarded.getOrDefault(t.id(), 0)));
        TierFilling filling = TierFilling.of(
                call.tiers(),
                places,
                entries.values().stream()
                        .map(e -> new TierFilling.Candidate(e.id(), e.categoryId(), e.reached(), e.score()))
                        .toList(),
                rulings(call.id()));
        List<Proposal.Placed> changes = filling.tiers().stream()
                .flatMap(f -> f.placed().stream()
                        .map(c -> new Proposal.Placed(
                                java.util.Objects.requireNonNull(entries.get(c.entryId())), f.tier())))
                .filter(p -> p.entry().state() != EntryState.PROPOSED
                        || !Long.valueOf(p.tier().id()).equals(p.entry().tierId()))
                .toList();
        return new Proposal(
                call,
                filling,
                entries,
                changes,
                awarded.values().stream().mapToInt(Integer::intValue).sum(),
                dsl.fetchCount(ENTRY, ENTRY.CALL_ID.eq(call.id()), ENTRY.STATE.in(UNDER_WAY)),
                dsl.select(NOTICE.ID)
                        .from(NOTICE)
                        .where(NOTICE.CALL_ID.eq(call.id()), NOTICE.STATE.eq(NoticeState.DRAFT.name()))
                        .fetchOne(NOTICE.ID));
    }

    /** Rules a tie: exactly as many as there are places left go into the tier. What was ruled before for the tier is replaced. */
    @Transactional
    public void rule(Actor actor, long callId, long tierId, Set<Long> chosen, String reason) {
        Call call = calls.call(callId);
        actor.requireHolds(Right.PREPARE_NOTICE, call.hostNodeId());
        TierFilling.Tie tie = of(call).filling().ties().stream()
                .filter(t -> t.tier().id() == tierId)
                .findFirst()
                .orElseThrow(Stale::new);
        Set<Long> among =
                tie.candidates().stream().map(TierFilling.Candidate::entryId).collect(Collectors.toSet());
        if (chosen.size() != tie.placesLeft() || !among.containsAll(chosen)) {
            throw Refusal.onField("chosen", "notices.tie.exactly", tie.placesLeft());
        }
        if (reason.strip().length() < 5) {
            throw Refusal.onField("reason", "notices.tie.reasonNeeded");
        }
        dsl.deleteFrom(TIE_RULING).where(TIE_RULING.TIER_ID.eq(tierId)).execute();
        for (long entry : chosen) {
            dsl.insertInto(TIE_RULING)
                    .set(TIE_RULING.CALL_ID, callId)
                    .set(TIE_RULING.TIER_ID, tierId)
                    .set(TIE_RULING.ENTRY_ID, entry)
                    .set(TIE_RULING.REASON, reason.strip())
                    .set(TIE_RULING.RULED_BY, actor.accountId())
                    .set(TIE_RULING.RULED_AT, today.now())
                    .execute();
        }
        audit.record(
                actor,
                "notices.ruleTie",
                "call",
                callId,
                tie.tier().name() + ": " + chosen + " of " + among + ": " + reason.strip());
    }

    /** What was ruled on the ties of a call, by tier: it stays with the proposal and with the decisions that follow from it. */
    public List<TieRuling> ruled(long callId) {
        return dsl.select(
                        TIER.NAME,
                        DSL.arrayAgg(ENTRY.TITLE).orderBy(ENTRY.ID),
                        TIE_RULING.REASON,
                        ACCOUNT.NAME,
                        DSL.max(TIE_RULING.RULED_AT))
                .from(TIE_RULING)
                .join(TIER)
                .on(TIER.ID.eq(TIE_RULING.TIER_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(TIE_RULING.ENTRY_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(TIE_RULING.RULED_BY))
                .where(TIE_RULING.CALL_ID.eq(callId))
                .groupBy(TIER.ID, TIER.POSITION, TIER.NAME, TIE_RULING.REASON, ACCOUNT.NAME)
                .orderBy(TIER.POSITION)
                .fetch(r -> new TieRuling(r.value1(), List.of(r.value2()), r.value3(), r.value4(), r.value5()));
    }

    /**
     * In the one list that all panels' scores make: over the call where its tiers take from everybody, otherwise within a category. Who was
     * awarded or struck keeps their place in it.
     */
    private Map<Long, Proposal.Ranked> candidates(Call call) {
        Map<Long, Proposal.Ranked> entries = new LinkedHashMap<>();
        boolean over = call.tiers().stream().allMatch(t -> t.categoryId() == null);
        var best = DSL.rank()
                .over(DSL.partitionBy(over ? DSL.inline((Long) null) : ENTRY.CATEGORY_ID)
                        .orderBy(
                                ENTRY.REACHED.desc(),
                                DSL.coalesce(ENTRY.SCORE, BigDecimal.ZERO).desc()));
        var listed = DSL.select(ENTRY.ID.as("entry"), best.as("place"))
                .from(ENTRY)
                .where(
                        ENTRY.CALL_ID.eq(call.id()),
                        ENTRY.RANK.isNotNull(),
                        ENTRY.STATE
                                .in(CANDIDATES)
                                .or(ENTRY.STATE.in(
                                        EntryState.AWARDED.name(),
                                        EntryState.STRUCK.name(),
                                        EntryState.REVOKED.name())))
                .asTable("listed");
        Field<Integer> place = listed.field("place", Integer.class);
        dsl.select(
                        ENTRY.ID,
                        ENTRY.NUMBER,
                        ENTRY.TITLE,
                        ENTRY.CATEGORY_ID,
                        ENTRY.STATE,
                        ENTRY.TIER_ID,
                        place,
                        ENTRY.REACHED,
                        DSL.coalesce(ENTRY.SCORE, BigDecimal.ZERO).as("score"),
                        DSL.coalesce(COMPLETER.NAME, "").as("name"),
                        DSL.coalesce(COMPLETER.UNIT_NAME, "").as("unit"))
                .from(ENTRY)
                .join(listed)
                .on(listed.field("entry", Long.class).eq(ENTRY.ID))
                .leftJoin(COMPLETER)
                .on(COMPLETER.ENTRY_ID.eq(ENTRY.ID), COMPLETER.POSITION.eq(1))
                .where(ENTRY.STATE.in(CANDIDATES))
                .orderBy(place, ENTRY.ID)
                .forEach(e -> entries.put(
                        e.value1(),
                        new Proposal.Ranked(
                                e.value1(),
                                e.value2(),
                                e.value3(),
                                e.value4(),
                                EntryState.valueOf(e.value5()),
                                e.value6(),
                                e.value7(),
                                e.value8(),
                                e.value9(),
                                e.value10(),
                                e.value11())));
        return entries;
    }

    private Map<Long, Integer> awardedByTier(long callId) {
        return dsl.select(ENTRY.TIER_ID, DSL.count())
                .from(ENTRY)
                .where(ENTRY.CALL_ID.eq(callId), ENTRY.STATE.eq(EntryState.AWARDED.name()), ENTRY.TIER_ID.isNotNull())
                .groupBy(ENTRY.TIER_ID)
                .fetchMap(ENTRY.TIER_ID, DSL.count());
    }

    private Map<Long, Set<Long>> rulings(long callId) {
        return dsl
                .select(TIE_RULING.TIER_ID, TIE_RULING.ENTRY_ID)
                .from(TIE_RULING)
                .where(TIE_RULING.CALL_ID.eq(callId))
                .fetch()
                .intoGroups(TIE_RULING.TIER_ID, TIE_RULING.ENTRY_ID)
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> Set.copyOf(e.getValue())));
    }
}
