package io.lingchuang.calls;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.calls.Tables.CATEGORY;
import static io.lingchuang.db.calls.Tables.LEVEL;
import static io.lingchuang.db.calls.Tables.QUOTA;
import static io.lingchuang.db.calls.Tables.RATIO;
import static io.lingchuang.db.calls.Tables.TIER;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.text.Plain;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes a call, part by part. Each change names the version it was made on. What entries already rest on is not taken away
 * from under them: {@link Breakage} refuses it with the reason.
 */
@Service
public class CallEditor {

    private final DSLContext dsl;
    private final CallStore store;
    private final Calls calls;
    private final Breakage breakage;
    private final Tree tree;
    private final Audit audit;
    private final Today today;

    CallEditor(DSLContext dsl, CallStore store, Calls calls, Breakage breakage, Tree tree, Audit audit, Today today) {
        this.dsl = dsl;
        this.store = store;
        this.calls = calls;
        this.breakage = breakage;
        this.tree = tree;
        this.audit = audit;
        this.today = today;
    }

    @Transactional
    public void basics(Actor actor, long id, int version, Basics b) {
        Call call = begin(actor, id, version, "calls.basics");
        breakage.basics(call, b);
        if (b.closesAt() != null && b.opensAt() != null && !b.closesAt().isAfter(b.opensAt())) {
            throw Refusal.onField("closesAt", "calls.closesBeforeOpens");
        }
        dsl.update(CALL)
                .set(CALL.TITLE, b.title())
                .set(CALL.PROGRAMME, b.programme())
                .set(CALL.YEAR, b.year())
                .set(CALL.KIND, b.kind().name())
                .set(CALL.BASIS_DOCUMENT, b.basis() == null ? null : b.basis().document())
                .set(CALL.BASIS_LEVEL, b.basis() == null ? null : b.basis().level())
                .set(CALL.BASIS_UNTIL, b.basis() == null ? null : b.basis().until())
                .set(CALL.BASIS_PRIZES, b.basis() == null ? null : b.basis().prizes())
                .set(CALL.BASIS_CYCLE, b.basis() == null ? null : b.basis().cycle())
                .set(CALL.INTRODUCTION, b.introduction())
                .set(CALL.INTAKE, b.intake().name())
                .set(CALL.OPENS_AT, b.opensAt())
                .set(CALL.CLOSES_AT, b.closesAt())
                .where(CALL.ID.eq(id))
                .execute();
        keepWhole(id);
    }

    @Transactional
    public void eligibility(
            Actor actor, long id, int version, Eligibility eligibility, List<Declaration> declarations) {
        breakage.rules(begin(actor, id, version, "calls.eligibility"), eligibility, declarations);
        json(id, CALL.ELIGIBILITY, eligibility);
        json(id, CALL.DECLARATIONS, declarations);
        keepWhole(id);
    }

    @Transactional
    public void categories(Actor actor, long id, int version, List<Call.Category> categories) {
        Call call = begin(actor, id, version, "calls.categories");
        Set<Long> kept =
                categories.stream().map(Call.Category::id).filter(c -> c != 0).collect(Collectors.toSet());
        for (Call.Category gone : call.categories()) {
            if (!kept.contains(gone.id())) {
                breakage.removing(call, gone);
                dsl.deleteFrom(CATEGORY).where(CATEGORY.ID.eq(gone.id())).execute();
            }
        }
        int position = 1;
        for (Call.Category c : categories) {
            if (c.id() == 0) {
                dsl.insertInto(CATEGORY, CATEGORY.CALL_ID, CATEGORY.CODE, CATEGORY.NAME, CATEGORY.POSITION)
                        .values(id, c.code(), c.name(), position)
                        .execute();
            } else {
                dsl.update(CATEGORY)
                        .set(CATEGORY.NAME, c.name())
                        .set(CATEGORY.POSITION, position)
                        .where(CATEGORY.ID.eq(c.id()), CATEGORY.CALL_ID.eq(id))
                        .execute();
            }
            position++;
        }
    }

    @Transactional
    public void form(Actor actor, long id, int version, List<FormField> form, int maxCompleters) {
        Call call = begin(actor, id, version, "calls.form");
        refuse(PartRules.form(call.categories(), form));
        breakage.completers(call, maxCompleters);
        breakage.form(call, form);
        json(id, CALL.FORM, form);
        dsl.update(CALL)
                .set(CALL.MAX_COMPLETERS, maxCompleters)
                .where(CALL.ID.eq(id))
                .execute();
        keepWhole(id);
    }

    @Transactional
    public void route(
            Actor actor,
            long id,
            int version,
            Call.Lines lines,
            int vettingDays,
            int supplementDays,
            List<Call.RouteLevel> route) {
        Call call = begin(actor, id, version, "calls.route");
        breakage.route(call, lines, route);
        List<Level> below = Level.below(tree.node(call.hostNodeId()).kind());
        for (Call.RouteLevel l : route) {
            if (!below.contains(l.level()) && call.route().stream().noneMatch(on -> on.level() == l.level())) {
                throw Refusal.onField("level", "calls.levelAboveHost");
            }
        }
        dsl.update(CALL)
                .set(CALL.LINES, lines.name())
                .set(CALL.VETTING_DAYS, vettingDays)
                .set(CALL.SUPPLEMENT_DAYS, supplementDays)
                .where(CALL.ID.eq(id))
                .execute();
        dsl.deleteFrom(LEVEL).where(LEVEL.CALL_ID.eq(id)).execute();
        for (Call.RouteLevel l : route) {
            dsl.insertInto(LEVEL, LEVEL.CALL_ID, LEVEL.POSITION, LEVEL.LEVEL_, LEVEL.DUE_ON)
                    .values(id, l.position(), l.level().name(), l.dueOn())
                    .execute();
        }
        keepWhole(id);
    }

    @Transactional
    public void quotas(Actor actor, long id, int version, List<Call.Quota> quotas, List<Call.Ratio> ratios) {
        Call call = begin(actor, id, version, "calls.quotas");
        breakage.quotas(call, quotas);
        Map<Long, Node> nodes = new HashMap<>();
        for (Call.Quota q : quotas) {
            if (q.nodeId() != null) {
                nodes.put(q.nodeId(), tree.node(q.nodeId()));
            }
        }
        refuse(PartRules.quotas(call, nodes, quotas));
        dsl.deleteFrom(QUOTA).where(QUOTA.CALL_ID.eq(id)).execute();
        dsl.deleteFrom(RATIO).where(RATIO.CALL_ID.eq(id)).execute();
        for (Call.Quota q : quotas) {
            dsl.insertInto(QUOTA, QUOTA.CALL_ID, QUOTA.LEVEL, QUOTA.NODE_ID, QUOTA.CATEGORY_ID, QUOTA.PLACES)
                    .values(id, q.level().name(), q.nodeId(), q.categoryId(), q.places())
                    .execute();
        }
        for (Call.Ratio r : ratios) {
            dsl.insertInto(RATIO, RATIO.CALL_ID, RATIO.MEASURE, RATIO.CATEGORY_ID, RATIO.BOUND, RATIO.PERCENT)
                    .values(id, r.measure().name(), r.categoryId(), r.bound().name(), r.percent())
                    .execute();
        }
    }

    /** The rubric, and the rounds left as they are. */
    @Transactional
    public void rubric(
            Actor actor,
            long id,
            int version,
            List<Criterion> rubric,
            int experts,
            RankingRule rule,
            int trim,
            boolean blind) {
        rubric(actor, id, version, rubric, calls.call(id).rounds(), experts, rule, trim, blind);
    }

    @Transactional
    public void rubric(
            Actor actor,
            long id,
            int version,
            List<Criterion> rubric,
            List<Round> rounds,
            int experts,
            RankingRule rule,
            int trim,
            boolean blind) {
        Call call = begin(actor, id, version, "calls.rubric");
        breakage.rubric(call, rubric, rule, trim, blind);
        breakage.rounds(call, rounds);
        refuse(PartRules.rubric(rubric));
        refuse(PartRules.rounds(rounds));
        dsl.update(CALL)
                .set(CALL.EXPERTS_NEEDED, experts)
                .set(CALL.RANKING_RULE, rule.name())
                .set(CALL.TRIM, trim)
                .set(CALL.BLIND, blind)
                .where(CALL.ID.eq(id))
                .execute();
        json(id, CALL.RUBRIC, rubric);
        store.write(id, rounds);
        keepWhole(id);
    }

    @Transactional
    public void tiers(Actor actor, long id, int version, List<Call.Tier> tiers, int noticeDays) {
        Call call = begin(actor, id, version, "calls.tiers");
        Map<Long, Call.Tier> old = call.tiers().stream().collect(Collectors.toMap(Call.Tier::id, t -> t));
        breakage.tiers(call, tiers);
        breakage.noticeDays(call, noticeDays);
        dsl.update(CALL).set(CALL.NOTICE_DAYS, noticeDays).where(CALL.ID.eq(id)).execute();
        Set<Long> kept = tiers.stream().map(Call.Tier::id).collect(Collectors.toSet());
        dsl.deleteFrom(TIER).where(TIER.CALL_ID.eq(id), TIER.ID.notIn(kept)).execute();
        // Positions are unique in a call; out of the way first, then to their places.
        dsl.update(TIER)
                .set(TIER.POSITION, TIER.POSITION.plus(1000))
                .where(TIER.CALL_ID.eq(id))
                .execute();
        int position = 1;
        for (Call.Tier t : tiers) {
            if (old.containsKey(t.id())) {
                dsl.update(TIER)
                        .set(TIER.POSITION, position)
                        .set(TIER.NAME, t.name())
                        .set(TIER.CATEGORY_ID, t.categoryId())
                        .set(TIER.PLACES, t.places())
                        .set(TIER.PRIZE, t.prize())
                        .where(TIER.ID.eq(t.id()))
                        .execute();
            } else {
                store.insertTier(id, t.categoryId(), position, t.code(), t.name(), t.places(), t.prize());
            }
            position++;
        }
        keepWhole(id);
    }

    /** Publishes; refused while something on the check list is missing. */
    @Transactional
    public void publish(Actor actor, long id, int version) {
        Call call = begin(actor, id, version, "calls.publish");
        if (!PublishCheck.missing(call).isEmpty()) {
            throw new Refusal("calls.notReady");
        }
        state(call, Call.State.PUBLISHED);
        dsl.update(CALL)
                .set(CALL.PUBLISHED_AT, today.now())
                .where(CALL.ID.eq(id))
                .execute();
    }

    @Transactional
    public void close(Actor actor, long id, int version) {
        state(begin(actor, id, version, "calls.close"), Call.State.CLOSED);
    }

    @Transactional
    public void cancel(Actor actor, long id, int version, String reason) {
        Call call = begin(actor, id, version, "calls.cancel");
        if (reason.isBlank()) {
            throw Refusal.onField("reason", "calls.reasonMissing");
        }
        if (reason.length() > 200) {
            throw Refusal.onField("reason", "calls.lengthBetween", 1, 200);
        }
        breakage.cancelling(call);
        audit.record(actor, "calls.cancelReason", "call", id, Plain.text(reason));
        state(call, Call.State.CANCELLED);
    }

    /** A call that people see stays as complete as when it was published. */
    private void keepWhole(long id) {
        Call now = calls.call(id);
        if (now.state() == Call.State.PUBLISHED && !PublishCheck.missing(now).isEmpty()) {
            throw new Refusal("calls.mustStayWhole");
        }
    }

    private static void refuse(List<Wrong> wrong) {
        if (!wrong.isEmpty()) {
            throw wrong.getFirst().refusal();
        }
    }

    private Call begin(Actor actor, long id, int version, String action) {
        Call call = calls.call(id);
        actor.requireHolds(Right.OPEN_CALL, call.hostNodeId());
        int claimed = dsl.update(CALL)
                .set(CALL.VERSION, version + 1)
                .where(CALL.ID.eq(id), CALL.VERSION.eq(version))
                .execute();
        if (claimed == 0 || call.state() == Call.State.CANCELLED) {
            throw new Stale();
        }
        audit.record(actor, action, "call", id, null);
        return call;
    }

    private void state(Call call, Call.State to) {
        dsl.update(CALL).set(CALL.STATE, to.name()).where(CALL.ID.eq(call.id())).execute();
    }

    private void json(long id, Field<org.jooq.JSONB> field, Object value) {
        dsl.update(CALL).set(field, store.write(value)).where(CALL.ID.eq(id)).execute();
    }
}
