package io.lingchuang.calls;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.calls.Tables.CATEGORY;
import static io.lingchuang.db.calls.Tables.LEVEL;
import static io.lingchuang.db.calls.Tables.QUOTA;
import static io.lingchuang.db.calls.Tables.RATIO;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes a call: from nothing, from a template, or by copying another year's. All begin as drafts. */
@Service
public class NewCalls {

    private final DSLContext dsl;
    private final CallStore store;
    private final Calls calls;
    private final CallTemplates templates;
    private final Tree tree;
    private final Audit audit;

    NewCalls(DSLContext dsl, CallStore store, Calls calls, CallTemplates templates, Tree tree, Audit audit) {
        this.dsl = dsl;
        this.store = store;
        this.calls = calls;
        this.templates = templates;
        this.tree = tree;
        this.audit = audit;
    }

    @Transactional
    public long fromNothing(Actor actor, long hostNodeId, String title, int year) {
        actor.requireHolds(Right.OPEN_CALL, hostNodeId);
        var blank = new CallTemplate(
                "",
                title,
                null,
                "OTHER",
                Call.Kind.RECOGNITION,
                "",
                Call.Intake.WINDOW,
                Call.Lines.EITHER,
                5,
                5,
                Eligibility.anybody(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(Level.ENTERPRISE, Level.COUNTY_OR_INDUSTRY),
                List.of(),
                List.of());
        return insert(actor, hostNodeId, title, year, blank, null);
    }

    @Transactional
    public long fromTemplate(Actor actor, long hostNodeId, String code, String title, int year) {
        actor.requireHolds(Right.OPEN_CALL, hostNodeId);
        CallTemplate template = templates.template(code);
        long id = insert(
                actor, hostNodeId, title.isBlank() ? year + "年" + template.title() : title, year, template, null);
        if (!template.rounds().isEmpty()) {
            store.write(id, template.rounds());
        }
        return id;
    }

    /** Everything of another year's call; its dates are moved by whole years, and the year in its title with them. */
    @Transactional
    public long copy(Actor actor, long id, int year) {
        return copy(actor, id, "", year);
    }

    @Transactional
    public long copy(Actor actor, long id, String title, int year) {
        Call old = calls.call(id);
        actor.requireHolds(Right.OPEN_CALL, old.hostNodeId());
        var template = new CallTemplate(
                "",
                old.title(),
                null,
                old.programme(),
                old.kind(),
                old.introduction(),
                old.intake(),
                old.lines(),
                old.maxCompleters(),
                old.noticeDays(),
                old.eligibility(),
                old.form(),
                old.declarations(),
                old.rubric(),
                old.categories().stream()
                        .map(c -> new CallTemplate.Named(c.code(), c.name()))
                        .toList(),
                old.route().stream().map(Call.RouteLevel::level).toList(),
                List.of(),
                List.of());
        long copy = insert(
                actor,
                old.hostNodeId(),
                title.isBlank() ? old.title().replace(String.valueOf(old.year()), String.valueOf(year)) : title,
                year,
                template,
                id);
        int years = year - old.year();
        dsl.update(CALL)
                .set(CALL.OPENS_AT, moved(old.opensAt(), years))
                .set(CALL.CLOSES_AT, moved(old.closesAt(), years))
                .set(CALL.VETTING_DAYS, old.vettingDays())
                .set(CALL.SUPPLEMENT_DAYS, old.supplementDays())
                .set(CALL.EXPERTS_NEEDED, old.expertsNeeded())
                .set(CALL.RANKING_RULE, old.rule().name())
                .set(CALL.TRIM, old.trim())
                .set(CALL.BLIND, old.blind())
                .where(CALL.ID.eq(copy))
                .execute();
        copyBasis(old, copy);
        copyPlaces(old, copy, years);
        store.write(copy, old.rounds());
        return copy;
    }

    private void copyBasis(Call old, long copy) {
        Call.Basis basis = old.basis();
        if (basis != null) {
            dsl.update(CALL)
                    .set(CALL.BASIS_DOCUMENT, basis.document())
                    .set(CALL.BASIS_LEVEL, basis.level())
                    .set(CALL.BASIS_UNTIL, basis.until())
                    .set(CALL.BASIS_PRIZES, basis.prizes())
                    .set(CALL.BASIS_CYCLE, basis.cycle())
                    .where(CALL.ID.eq(copy))
                    .execute();
        }
    }

    /** Quotas, ratios and tiers, with categories and due days found again in the copy. */
    private void copyPlaces(Call old, long copy, int years) {
        Map<Long, Long> categories = new HashMap<>();
        Call now = calls.call(copy);
        for (int i = 0; i < old.categories().size(); i++) {
            categories.put(old.categories().get(i).id(), now.categories().get(i).id());
        }
        for (Call.Quota q : old.quotas()) {
            dsl.insertInto(QUOTA, QUOTA.CALL_ID, QUOTA.LEVEL, QUOTA.NODE_ID, QUOTA.CATEGORY_ID, QUOTA.PLACES)
                    .values(copy, q.level().name(), q.nodeId(), categories.get(q.categoryId()), q.places())
                    .execute();
        }
        for (Call.Ratio r : old.ratios()) {
            dsl.insertInto(RATIO, RATIO.CALL_ID, RATIO.MEASURE, RATIO.CATEGORY_ID, RATIO.BOUND, RATIO.PERCENT)
                    .values(
                            copy,
                            r.measure().name(),
                            categories.get(r.categoryId()),
                            r.bound().name(),
                            r.percent())
                    .execute();
        }
        for (Call.Tier t : old.tiers()) {
            store.insertTier(
                    copy, categories.get(t.categoryId()), t.position(), t.code(), t.name(), t.places(), t.prize());
        }
        for (Call.RouteLevel l : old.route()) {
            LocalDate due = l.dueOn() == null ? null : l.dueOn().plusYears(years);
            dsl.update(LEVEL)
                    .set(LEVEL.DUE_ON, due)
                    .where(LEVEL.CALL_ID.eq(copy), LEVEL.LEVEL_.eq(l.level().name()))
                    .execute();
        }
    }

    private long insert(Actor actor, long host, String title, int year, CallTemplate t, @Nullable Long copiedFrom) {
        long id = dsl.insertInto(CALL)
                .set(CALL.HOST_NODE_ID, host)
                .set(CALL.TITLE, title)
                .set(CALL.PROGRAMME, t.programme())
                .set(CALL.YEAR, year)
                .set(CALL.KIND, t.kind().name())
                .set(CALL.INTRODUCTION, t.introduction())
                .set(CALL.INTAKE, t.intake().name())
                .set(CALL.LINES, t.lines().name())
                .set(CALL.MAX_COMPLETERS, t.maxCompleters())
                .set(CALL.NOTICE_DAYS, t.noticeDays())
                .set(CALL.ELIGIBILITY, store.write(t.eligibility()))
                .set(CALL.FORM, store.write(t.form()))
                .set(CALL.DECLARATIONS, store.write(t.declarations()))
                .set(CALL.RUBRIC, store.write(t.rubric()))
                .set(CALL.COPIED_FROM, copiedFrom)
                .set(CALL.CREATED_BY, actor.accountId() == 0 ? null : actor.accountId())
                .returningResult(CALL.ID)
                .fetchSingle()
                .value1();
        Map<String, Long> categories = new HashMap<>();
        for (int i = 0; i < t.categories().size(); i++) {
            var c = t.categories().get(i);
            long category = dsl.insertInto(CATEGORY, CATEGORY.CALL_ID, CATEGORY.CODE, CATEGORY.NAME, CATEGORY.POSITION)
                    .values(id, c.code(), c.name(), i + 1)
                    .returningResult(CATEGORY.ID)
                    .fetchSingle()
                    .value1();
            categories.put(c.code(), category);
        }
        List<Level> below = Level.below(tree.node(host).kind());
        List<Level> route = t.route().stream().filter(below::contains).toList();
        for (int i = 0; i < route.size(); i++) {
            dsl.insertInto(LEVEL, LEVEL.CALL_ID, LEVEL.POSITION, LEVEL.LEVEL_)
                    .values(id, i + 1, route.get(i).name())
                    .execute();
        }
        for (int i = 0; i < t.tiers().size(); i++) {
            var p = t.tiers().get(i);
            store.insertTier(
                    id,
                    p.category() == null ? null : categories.get(p.category()),
                    i + 1,
                    p.code(),
                    p.name(),
                    p.places(),
                    p.prize());
        }
        audit.record(actor, "calls.create", "call", id, title);
        return id;
    }

    private static @Nullable Instant moved(@Nullable Instant when, int years) {
        return when == null
                ? null
                : ZonedDateTime.ofInstant(when, io.lingchuang.platform.web.Page.ZONE)
                        .plusYears(years)
                        .toInstant();
    }
}
