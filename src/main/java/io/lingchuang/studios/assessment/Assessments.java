package io.lingchuang.studios.assessment;

import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.studios.Tables.ABOUT;
import static io.lingchuang.db.studios.Tables.ASSESSMENT;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.awards.Decisions;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.studios.Evidence;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.StudioKinds;
import io.lingchuang.studios.StudioState;
import io.lingchuang.studios.Studios;
import io.lingchuang.studios.naming.Affected;
import io.lingchuang.studios.naming.PuttingRights;
import io.lingchuang.studios.naming.StudioEndings;
import io.lingchuang.studios.naming.Written;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an assessment came to, studio by studio. The rules point out what they find; the host says the outcome, with a reason where it
 * weighs, and what follows from it happens at once: a term to put right, or the plaque off.
 */
@Service
public class Assessments {

    static final String PROGRAMME = "STUDIO_ASSESSMENT";

    private final DSLContext dsl;
    private final Calls calls;
    private final Decisions decisions;
    private final Studios studios;
    private final StudioKinds kinds;
    private final SelfReports reports;
    private final PuttingRights puttingRights;
    private final StudioEndings endings;
    private final Affected affected;
    private final Tree tree;
    private final Today today;

    Assessments(
            DSLContext dsl,
            Calls calls,
            Decisions decisions,
            Studios studios,
            StudioKinds kinds,
            SelfReports reports,
            PuttingRights puttingRights,
            StudioEndings endings,
            Affected affected,
            Tree tree,
            Today today) {
        this.dsl = dsl;
        this.calls = calls;
        this.decisions = decisions;
        this.studios = studios;
        this.kinds = kinds;
        this.reports = reports;
        this.puttingRights = puttingRights;
        this.endings = endings;
        this.affected = affected;
        this.tree = tree;
        this.today = today;
    }

    /** An outcome as said. bare: nothing that counts for its kind was found when it was. */
    public record Said(
            AssessmentOutcome outcome,
            String reason,
            @Nullable LocalDate putRightBy,
            boolean bare,
            Instant at) {}

    /** A studio in an assessment: its entry, if it handed one in, and the outcome, if it is said. */
    public record Assessed(
            Studio studio, @Nullable Long entryId, @Nullable Said said) {}

    /** What the rules compute over the year up to the close of the call, with the records. */
    public record Findings(LocalDate until, Set<Evidence> counts, List<SelfReport.Line> lines) {

        /** Nothing that counts for its kind within a year. */
        public boolean bare() {
            return lines.stream().noneMatch(SelfReport.Line::proves);
        }

        public List<SelfReport.Line> proofs() {
            return lines.stream().filter(SelfReport.Line::proves).toList();
        }
    }

    Call hosted(Actor actor, long callId) {
        Call call = calls.running(callId);
        actor.requireHolds(Right.KEEP_STUDIOS, call.hostNodeId());
        if (!call.programme().equals(PROGRAMME)) {
            throw new NotFound();
        }
        return call;
    }

    public Assessed one(Actor actor, long callId, long studioId) {
        Call call = hosted(actor, callId);
        Studio studio = studios.studio(studioId);
        if (!under(call, studio) || !StudioKinds.of(call).contains(studio.kind())) {
            throw new NotFound();
        }
        return new Assessed(studio, entryOf(callId, studio), said(callId, studioId));
    }

    public Findings findings(Call call, Studio studio) {
        LocalDate closed = call.closesAt() == null
                ? today.today()
                : call.closesAt().atZone(Page.ZONE).toLocalDate();
        LocalDate until = closed.isAfter(today.today()) ? today.today() : closed;
        return findings(studio, until);
    }

    /** Over the year up to a day. */
    Findings findings(Studio studio, LocalDate until) {
        return new Findings(until, kinds.counting(studio.kind()), reports.lines(studio, until));
    }

    /** Said once, after the decision: what follows cannot be undone. */
    @Transactional
    public void say(
            Actor actor, long callId, long studioId, AssessmentOutcome outcome, String reason, @Nullable LocalDate by) {
        Call call = hosted(actor, callId);
        dsl.select(STUDIO.ID)
                .from(STUDIO)
                .where(STUDIO.ID.eq(studioId))
                .forUpdate()
                .fetch();
        Assessed assessed = one(actor, callId, studioId);
        Studio studio = assessed.studio();
        if (decisions.ofCall(callId).isEmpty()) {
            throw new Refusal("assessment.notDecided");
        }
        if (assessed.said() != null) {
            throw new Stale();
        }
        if (!studio.state().alive()) {
            throw new Refusal("naming.ended");
        }
        boolean bare = findings(call, studio).bare();
        String why = checked(outcome, reason, by, bare, assessed.entryId() == null);
        dsl.insertInto(ASSESSMENT)
                .set(ASSESSMENT.CALL_ID, callId)
                .set(ASSESSMENT.STUDIO_ID, studioId)
                .set(ASSESSMENT.ENTRY_ID, assessed.entryId())
                .set(ASSESSMENT.OUTCOME, outcome.name())
                .set(ASSESSMENT.REASON, why)
                .set(ASSESSMENT.PUT_RIGHT_BY, outcome == AssessmentOutcome.TO_PUT_RIGHT ? by : null)
                .set(ASSESSMENT.BARE, bare)
                .set(ASSESSMENT.SET_BY, actor.accountId())
                .execute();
        studios.happened(
                actor, studioId, "assessed" + outcome.name(), call.title() + (why.isEmpty() ? "" : ": " + why));
        affected.studio(
                studio,
                "/studios/" + studioId + "/self-report",
                "assessed-" + callId + "-" + studioId,
                "assessment.letter." + outcome,
                studio.name(),
                call.title());
        follow(actor, studio, outcome, why, by);
    }

    private void follow(Actor actor, Studio studio, AssessmentOutcome outcome, String why, @Nullable LocalDate by) {
        if (outcome == AssessmentOutcome.TO_PUT_RIGHT && studio.state() == StudioState.IN_FORCE) {
            puttingRights.require(actor, studio.id(), why, Objects.requireNonNull(by));
        } else if (outcome == AssessmentOutcome.TO_PUT_RIGHT) {
            puttingRights.sendBack(actor, studio.id(), why, Objects.requireNonNull(by));
        } else if (outcome == AssessmentOutcome.PLAQUE_OFF) {
            endings.revoke(actor, studio.id(), studio.version(), why, null);
        }
    }

    /** Excellent without any proof, or for nothing handed in, is no outcome; qualified against what the rules found needs a reason. */
    private String checked(
            AssessmentOutcome outcome, String reason, @Nullable LocalDate by, boolean bare, boolean nothing) {
        if (outcome == AssessmentOutcome.EXCELLENT && (bare || nothing)) {
            throw Refusal.onField("outcome", nothing ? "assessment.nothingHandedIn" : "assessment.bareExcellent");
        }
        boolean weighs =
                outcome == AssessmentOutcome.TO_PUT_RIGHT || outcome == AssessmentOutcome.PLAQUE_OFF || bare || nothing;
        String why = Written.of(reason, weighs ? 5 : 0, 500, "reason", "naming.reasonNeeded");
        if (outcome == AssessmentOutcome.TO_PUT_RIGHT
                && (by == null
                        || !by.isAfter(today.today())
                        || by.isAfter(today.today().plusYears(2)))) {
            throw Refusal.onField("by", "naming.dayAhead");
        }
        return why;
    }

    /** Outcomes of a studio's assessments, the latest first, by the title of their call. */
    public List<java.util.Map.Entry<String, Said>> ofStudio(long studio) {
        var call = io.lingchuang.db.calls.Tables.CALL;
        return dsl.select(ASSESSMENT.fields())
                .select(call.TITLE)
                .from(ASSESSMENT)
                .join(call)
                .on(call.ID.eq(ASSESSMENT.CALL_ID))
                .where(ASSESSMENT.STUDIO_ID.eq(studio))
                .orderBy(ASSESSMENT.ID.desc())
                .fetch(r -> java.util.Map.entry(r.get(call.TITLE), said(r)));
    }

    private @Nullable Said said(long call, long studio) {
        return dsl.select(ASSESSMENT.fields())
                .from(ASSESSMENT)
                .where(ASSESSMENT.CALL_ID.eq(call), ASSESSMENT.STUDIO_ID.eq(studio))
                .fetchOne(Assessments::said);
    }

    static Said said(org.jooq.Record r) {
        return new Said(
                AssessmentOutcome.valueOf(r.get(ASSESSMENT.OUTCOME)),
                r.get(ASSESSMENT.REASON),
                r.get(ASSESSMENT.PUT_RIGHT_BY),
                r.get(ASSESSMENT.BARE),
                r.get(ASSESSMENT.SET_AT));
    }

    /** The studio's entry in the call, once handed in. */
    private @Nullable Long entryOf(long call, Studio studio) {
        return dsl.select(ENTRY.ID)
                .from(ENTRY)
                .where(
                        ENTRY.CALL_ID.eq(call),
                        handedIn(),
                        about(DSL.val(studio.id()), DSL.val(studio.leaderId(), Long.class)))
                .orderBy(ENTRY.ID.desc())
                .limit(1)
                .fetchOne(ENTRY.ID);
    }

    static Condition handedIn() {
        return ENTRY.NUMBER.isNotNull().and(ENTRY.STATE.ne("WITHDRAWN"));
    }

    /** An entry is about the studio it was begun for, else about the one its first completer leads. */
    static Condition about(org.jooq.Field<Long> studio, org.jooq.Field<Long> leader) {
        return DSL.exists(DSL.selectOne().from(ABOUT).where(ABOUT.ENTRY_ID.eq(ENTRY.ID), ABOUT.STUDIO_ID.eq(studio)))
                .or(DSL.notExists(DSL.selectOne().from(ABOUT).where(ABOUT.ENTRY_ID.eq(ENTRY.ID)))
                        .and(DSL.exists(DSL.selectOne()
                                .from(COMPLETER)
                                .where(COMPLETER.ENTRY_ID.eq(ENTRY.ID), COMPLETER.POSITION.eq(1))
                                .and(COMPLETER.PERSON_ID.eq(leader)))));
    }

    private boolean under(Call call, Studio studio) {
        Node host = tree.node(call.hostNodeId());
        return host.id() == studio.nodeId()
                || affected.above(studio.nodeId()).stream().anyMatch(n -> n.id() == host.id());
    }
}
