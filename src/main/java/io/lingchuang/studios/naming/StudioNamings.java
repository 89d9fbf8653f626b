package io.lingchuang.studios.naming;

import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.CERTIFICATE;
import static io.lingchuang.db.awards.Tables.DECISION;
import static io.lingchuang.db.calls.Tables.TIER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.studios.Tables.NAMING;
import static io.lingchuang.db.studios.Tables.STUDIO;
import static io.lingchuang.db.studios.Tables.UNNAMED;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.awards.AwardWithdrawn;
import io.lingchuang.awards.AwardsDecided;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.entries.Entry;
import io.lingchuang.entries.Journey;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.StudioKind;
import io.lingchuang.studios.StudioKinds;
import io.lingchuang.studios.Studios;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Naming 命名: what a decision makes of the awards of a call. All of it happens in the decision's own transaction, so that there is
 * either both or neither, whatever falls in between; an award is handled once, as a naming carries it.
 */
@Service
public class StudioNamings {

    private final DSLContext dsl;
    private final Calls calls;
    private final Journey journey;
    private final Tree tree;
    private final Studios studios;
    private final StudioFounding founding;
    private final Eligible eligible;
    private final NamingRules rules;
    private final StudioEndings endings;
    private final Affected affected;
    private final Wording texts;
    private final ApplicationEventPublisher events;

    StudioNamings(
            DSLContext dsl,
            Calls calls,
            Journey journey,
            Tree tree,
            Studios studios,
            StudioFounding founding,
            Eligible eligible,
            NamingRules rules,
            StudioEndings endings,
            Affected affected,
            Wording texts,
            ApplicationEventPublisher events) {
        this.dsl = dsl;
        this.calls = calls;
        this.journey = journey;
        this.tree = tree;
        this.studios = studios;
        this.founding = founding;
        this.eligible = eligible;
        this.rules = rules;
        this.endings = endings;
        this.affected = affected;
        this.texts = texts;
        this.events = events;
    }

    /** An award as a naming needs it. document: the decision's number. */
    record Awarded(long id, long entryId, long callId, String tier, String document, LocalDate decidedOn) {}

    /** An award from which no studio came to be. */
    public record Unnamed(long awardId, long callId, String title, String document, String why) {}

    @EventListener
    void decided(AwardsDecided decided) {
        String programme = calls.call(decided.callId()).programme();
        if (Eligible.NAMING.equals(programme) || Eligible.RENEWAL.equals(programme)) {
            awarded(decided.decisionId()).forEach(a -> take(Actor.system(), a));
        }
    }

    /** Makes of an award what it says. What stands in the way does not stop the decision: it waits for the officer, in words. */
    private void take(Actor actor, Awarded award) {
        if (dsl.fetchExists(NAMING, NAMING.AWARD_ID.eq(award.id()))) {
            return;
        }
        Call call = calls.call(award.callId());
        Entry entry = journey.entry(award.entryId());
        NamingLevel level = level(call);
        Studio existing = eligible.studioOf(entry);
        StudioKind kind = StudioKinds.ofTier(award.tier());
        boolean renews =
                call.programme().equals(Eligible.RENEWAL) || award.tier().startsWith("RENEW");
        Refusal hindrance = renews ? eligible.notRenewed(existing) : eligible.notNamed(entry, kind, level);
        if (hindrance != null) {
            waits(award, call, entry, texts.of(hindrance.key(), hindrance.args()));
            return;
        }
        long studio;
        if (renews) {
            studio = Objects.requireNonNull(existing).id();
            renewed(actor, existing, award, level);
        } else if (existing != null && kind == StudioKind.STUDIO) {
            studio = existing.id();
            upgraded(actor, existing, level, award.document(), award.decidedOn(), award.id());
        } else {
            studio = founding.found(actor, award, entry, kind, level);
        }
        events.publishEvent(new StudioAwarded(studio, award.id()));
    }

    private void waits(Awarded award, Call call, Entry entry, String why) {
        dsl.insertInto(UNNAMED)
                .set(UNNAMED.AWARD_ID, award.id())
                .set(UNNAMED.WHY, why)
                .onConflict(UNNAMED.AWARD_ID)
                .doUpdate()
                .set(UNNAMED.WHY, why)
                .execute();
        affected.holders(
                Right.KEEP_STUDIOS,
                call.hostNodeId(),
                "/unnamed",
                "unnamed-" + award.id(),
                "naming.letter.unnamed",
                entry.title(),
                why);
    }

    /** Once more, after what stood in the way was cleared up. */
    @Transactional
    public void again(Actor actor, long awardId) {
        if (dsl.select(UNNAMED.AWARD_ID)
                .from(UNNAMED)
                .where(UNNAMED.AWARD_ID.eq(awardId))
                .forUpdate()
                .fetchOptional()
                .isEmpty()) {
            throw new NotFound();
        }
        Awarded award = oneAwarded(awardId);
        actor.requireHolds(Right.KEEP_STUDIOS, calls.call(award.callId()).hostNodeId());
        dsl.deleteFrom(UNNAMED).where(UNNAMED.AWARD_ID.eq(awardId)).execute();
        take(actor, award);
        String still = dsl.select(UNNAMED.WHY)
                .from(UNNAMED)
                .where(UNNAMED.AWARD_ID.eq(awardId))
                .fetchOne(UNNAMED.WHY);
        if (still != null) {
            throw new Refusal("naming.stillWaits", still);
        }
    }

    /** Awards of the actor's calls that wait for a studio. */
    public List<Unnamed> unnamed(Actor actor) {
        return dsl.select(UNNAMED.AWARD_ID, ENTRY.CALL_ID, ENTRY.TITLE, DECISION.NUMBER, UNNAMED.WHY)
                .from(UNNAMED)
                .join(AWARD)
                .on(AWARD.ID.eq(UNNAMED.AWARD_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(AWARD.ENTRY_ID))
                .join(DECISION)
                .on(DECISION.ID.eq(AWARD.DECISION_ID))
                .join(io.lingchuang.db.calls.Tables.CALL)
                .on(io.lingchuang.db.calls.Tables.CALL.ID.eq(ENTRY.CALL_ID))
                .where(io.lingchuang.db.calls.Tables.CALL.HOST_NODE_ID.in(actor.nodesWith(Right.KEEP_STUDIOS)))
                .and(AWARD.STATE.eq("IN_FORCE"))
                .orderBy(UNNAMED.AWARD_ID)
                .fetch(r -> new Unnamed(r.value1(), r.value2(), r.value3(), r.value4(), r.value5()));
    }

    private void renewed(Actor actor, Studio studio, Awarded award, NamingLevel level) {
        LocalDate until = term(studio.kind(), award.decidedOn());
        line(studio, NamingKind.RENEWED, level, award.document(), award.decidedOn(), until, award.id());
        dsl.update(STUDIO)
                .set(STUDIO.TERM_UNTIL, until)
                .set(STUDIO.VERSION, STUDIO.VERSION.plus(1))
                .where(STUDIO.ID.eq(studio.id()))
                .execute();
        studios.happened(actor, studio.id(), "renewed", award.document());
        affected.studio(
                studio,
                "/studios/" + studio.id(),
                "renewed-" + award.id(),
                "naming.letter.renewed",
                studio.name(),
                until);
    }

    /** The same studio counts at a higher level: it keeps number, people and history, and a plaque of a level is given once. */
    private void upgraded(
            Actor actor, Studio studio, NamingLevel level, String document, LocalDate on, @Nullable Long award) {
        line(studio, NamingKind.UPGRADED, level, document, on, null, award);
        studios.happened(actor, studio.id(), "upgraded", texts.of("NamingLevel." + level) + " " + document);
    }

    /** Named by the province or the nation, as their document says. */
    @Transactional
    public void upgrade(Actor actor, long id, NamingLevel level, String document, LocalDate on, LocalDate today) {
        Studio studio = studios.keptBy(actor, id);
        dsl.select(STUDIO.ID).from(STUDIO).where(STUDIO.ID.eq(id)).forUpdate().fetch();
        if (!studios.studio(id).state().alive()) {
            throw new Refusal("naming.ended");
        }
        String by = Written.of(document, 2, 120, "document", "naming.documentNeeded");
        if (on.isBefore(studio.namedOn()) || on.isAfter(today)) {
            throw Refusal.onField("on", "naming.upgradeBetween", String.valueOf(studio.namedOn()));
        }
        if (ofStudio(id).stream().anyMatch(n -> !level.above(n.level()))) {
            throw Refusal.onField("level", "naming.levelHeld");
        }
        upgraded(actor, studio, level, by, on, null);
    }

    /** A naming falls with its award: the plaque comes off; a renewal leaves the term that was before it. */
    @EventListener
    void fell(AwardWithdrawn withdrawn) {
        dsl.deleteFrom(UNNAMED).where(UNNAMED.AWARD_ID.eq(withdrawn.awardId())).execute();
        var line = dsl.selectFrom(NAMING)
                .where(NAMING.AWARD_ID.eq(withdrawn.awardId()))
                .fetchOne();
        if (line == null || !studios.studio(line.getStudioId()).state().alive()) {
            return;
        }
        Studio studio = studios.studio(line.getStudioId());
        if (line.getKind().equals(NamingKind.NAMED.name())) {
            endings.withAward(studio, withdrawn.reason());
        } else {
            LocalDate before = ofStudio(studio.id()).stream()
                    .filter(n -> !Objects.equals(n.awardId(), withdrawn.awardId()) && n.termUntil() != null)
                    .map(Naming::termUntil)
                    .filter(Objects::nonNull)
                    .max(LocalDate::compareTo)
                    .orElse(null);
            dsl.update(STUDIO)
                    .set(STUDIO.TERM_UNTIL, before)
                    .where(STUDIO.ID.eq(studio.id()))
                    .execute();
            studios.happened(Actor.system(), studio.id(), "lineFell", withdrawn.reason());
        }
    }

    /** Every naming of a studio, the latest first. */
    public List<Naming> ofStudio(long studio) {
        return dsl.select(NAMING.fields())
                .select(CERTIFICATE.NUMBER)
                .from(NAMING)
                .leftJoin(CERTIFICATE)
                .on(CERTIFICATE.AWARD_ID.eq(NAMING.AWARD_ID), CERTIFICATE.STATE.eq("VALID"))
                .where(NAMING.STUDIO_ID.eq(studio))
                .orderBy(NAMING.NAMED_ON.desc(), NAMING.ID.desc())
                .fetch(r -> new Naming(
                        NamingKind.valueOf(r.get(NAMING.KIND)),
                        NamingLevel.valueOf(r.get(NAMING.LEVEL)),
                        r.get(NAMING.NAME),
                        r.get(NAMING.DOCUMENT),
                        r.get(NAMING.NAMED_ON),
                        r.get(NAMING.TERM_UNTIL),
                        r.get(NAMING.AWARD_ID),
                        r.get(CERTIFICATE.NUMBER)));
    }

    /** The last day of a naming made on a day: the end of the year so many years on. */
    private LocalDate term(StudioKind kind, LocalDate on) {
        return LocalDate.of(on.getYear() + rules.termYears(kind), 12, 31);
    }

    private void line(
            Studio studio,
            NamingKind kind,
            NamingLevel level,
            String document,
            LocalDate on,
            @Nullable LocalDate until,
            @Nullable Long award) {
        dsl.insertInto(NAMING)
                .set(NAMING.STUDIO_ID, studio.id())
                .set(NAMING.KIND, kind.name())
                .set(NAMING.LEVEL, level.name())
                .set(NAMING.NAME, studio.name())
                .set(NAMING.DOCUMENT, document)
                .set(NAMING.NAMED_ON, on)
                .set(NAMING.TERM_UNTIL, until)
                .set(NAMING.AWARD_ID, award)
                .execute();
    }

    NamingLevel level(Call call) {
        return tree.node(call.hostNodeId()).kind() == Node.Kind.CITY ? NamingLevel.CITY : NamingLevel.COUNTY;
    }

    private List<Awarded> awarded(long decision) {
        return dsl.select(AWARD.ID, AWARD.ENTRY_ID, DECISION.CALL_ID, TIER.CODE, DECISION.NUMBER, DECISION.DECIDED_ON)
                .from(AWARD)
                .join(DECISION)
                .on(DECISION.ID.eq(AWARD.DECISION_ID))
                .join(TIER)
                .on(TIER.ID.eq(AWARD.TIER_ID))
                .where(DECISION.ID.eq(decision))
                .orderBy(TIER.POSITION, AWARD.ID)
                .fetch(r -> new Awarded(r.value1(), r.value2(), r.value3(), r.value4(), r.value5(), r.value6()));
    }

    private Awarded oneAwarded(long award) {
        long decision = dsl.select(AWARD.DECISION_ID)
                .from(AWARD)
                .where(AWARD.ID.eq(award), AWARD.STATE.eq("IN_FORCE"))
                .fetchOptional(AWARD.DECISION_ID)
                .orElseThrow(NotFound::new);
        return awarded(decision).stream()
                .filter(a -> a.id() == award)
                .findFirst()
                .orElseThrow(NotFound::new);
    }
}
