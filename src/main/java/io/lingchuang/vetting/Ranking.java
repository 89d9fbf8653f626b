package io.lingchuang.vetting;

import static io.lingchuang.db.calls.Tables.CATEGORY;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.vetting.Tables.RECOMMENDATION;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.platform.web.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A recommender's own set: its order, its shares, and what stands on the summary sheet 推荐汇总表. */
@Service
public class Ranking {

    public record Line(
            long entryId,
            int rank,
            String number,
            String title,
            String unit,
            @Nullable Long categoryId,
            String category,
            String completers,
            boolean frontLine,
            boolean unitHead,
            boolean nonPublic) {}

    /** How a share stands against its bound. Ratios bind the set as a whole, so they warn and do not stop a single decision. */
    public record Share(Call.Ratio ratio, BigDecimal percent, boolean met) {}

    private final DSLContext dsl;
    private final Audit audit;

    Ranking(DSLContext dsl, Audit audit) {
        this.dsl = dsl;
        this.audit = audit;
    }

    List<Line> set(long callId, long nodeId) {
        var unit = io.lingchuang.db.access.Tables.NODE;
        var first = COMPLETER.as("first");
        var names = DSL.field(DSL.select(DSL.listAgg(COMPLETER.NAME, "、").withinGroupOrderBy(COMPLETER.POSITION))
                .from(COMPLETER)
                .where(COMPLETER.ENTRY_ID.eq(ENTRY.ID), COMPLETER.STATE.ne("DECLINED")));
        return dsl.select(
                        ENTRY.ID,
                        RECOMMENDATION.RANK,
                        ENTRY.NUMBER,
                        ENTRY.TITLE,
                        unit.NAME,
                        ENTRY.CATEGORY_ID,
                        CATEGORY.NAME,
                        names,
                        PERSON.FRONT_LINE,
                        PERSON.UNIT_HEAD,
                        ENTERPRISE.OWNERSHIP)
                .from(RECOMMENDATION)
                .join(ENTRY)
                .on(ENTRY.ID.eq(RECOMMENDATION.ENTRY_ID))
                .join(unit)
                .on(unit.ID.eq(ENTRY.UNIT_NODE_ID))
                .leftJoin(CATEGORY)
                .on(CATEGORY.ID.eq(ENTRY.CATEGORY_ID))
                .leftJoin(first)
                .on(first.ENTRY_ID.eq(ENTRY.ID), first.POSITION.eq(1))
                .leftJoin(PERSON)
                .on(PERSON.ID.eq(first.PERSON_ID))
                .leftJoin(ENTERPRISE)
                .on(ENTERPRISE.NODE_ID.eq(unit.ID).or(ENTERPRISE.NODE_ID.eq(unit.PARENT_ID)))
                .where(ENTRY.CALL_ID.eq(callId), RECOMMENDATION.NODE_ID.eq(nodeId))
                .orderBy(RECOMMENDATION.RANK, ENTRY.ID)
                .fetch(r -> new Line(
                        r.get(ENTRY.ID),
                        r.get(RECOMMENDATION.RANK),
                        r.get(ENTRY.NUMBER),
                        r.get(ENTRY.TITLE),
                        r.get(unit.NAME),
                        r.get(ENTRY.CATEGORY_ID),
                        Objects.requireNonNullElse(r.get(CATEGORY.NAME), ""),
                        Objects.requireNonNullElse(r.get(names), ""),
                        Boolean.TRUE.equals(r.get(PERSON.FRONT_LINE)),
                        Boolean.TRUE.equals(r.get(PERSON.UNIT_HEAD)),
                        "NON_PUBLIC".equals(r.get(ENTERPRISE.OWNERSHIP))));
    }

    static List<Share> shares(Call call, List<Line> set) {
        return call.ratios().stream().map(r -> share(r, set)).toList();
    }

    private static Share share(Call.Ratio ratio, List<Line> set) {
        long hits = set.stream()
                .filter(l -> switch (ratio.measure()) {
                    case FRONT_LINE -> l.frontLine();
                    case UNIT_HEAD -> l.unitHead();
                    case NON_PUBLIC -> l.nonPublic();
                    case CATEGORY -> Objects.equals(l.categoryId(), ratio.categoryId());
                })
                .count();
        BigDecimal percent = set.isEmpty()
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(hits * 100).divide(BigDecimal.valueOf(set.size()), 2, RoundingMode.HALF_UP);
        int compared = percent.compareTo(ratio.percent());
        return new Share(ratio, percent, ratio.bound() == Call.Bound.AT_LEAST ? compared >= 0 : compared <= 0);
    }

    /** Puts the set in the order of the numbers given, gaps closed. Two in one place are no order: that is said beside the second. */
    @Transactional
    void order(Actor actor, long callId, long nodeId, Map<Long, Integer> wanted) {
        actor.requireHolds(Right.VET, nodeId);
        Set<Integer> given = new HashSet<>();
        for (Line line : set(callId, nodeId)) {
            Integer place = wanted.get(line.entryId());
            if (place != null && !given.add(place)) {
                throw Refusal.onField("rank-" + line.entryId(), "vetting.samePlace", place);
            }
        }
        List<Line> ordered = set(callId, nodeId).stream()
                .sorted(Comparator.<Line>comparingInt(l -> wanted.getOrDefault(l.entryId(), l.rank()))
                        .thenComparingInt(Line::rank))
                .toList();
        int rank = 1;
        for (Line line : ordered) {
            dsl.update(RECOMMENDATION)
                    .set(RECOMMENDATION.RANK, rank++)
                    .where(RECOMMENDATION.ENTRY_ID.eq(line.entryId()), RECOMMENDATION.NODE_ID.eq(nodeId))
                    .execute();
        }
        audit.record(actor, "vetting.rank", "call", callId, "node " + nodeId);
    }
}
