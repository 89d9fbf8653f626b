package io.lingchuang.vetting;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.vetting.Tables.ALLOTMENT;
import static io.lingchuang.db.vetting.Tables.RECOMMENDATION;

import io.lingchuang.calls.Call;
import io.lingchuang.calls.Level;
import io.lingchuang.platform.web.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Places within quotas 名额. A place is taken and given back in the transaction of the decision; the row is locked meanwhile, and
 * the database itself refuses more than the places given, so two officers deciding at once cannot pass the quota.
 */
@Component
public class Allotments {

    /** @param category null: over all categories */
    record Allotment(@Nullable Long category, int places, int used) {
        int left() {
            return Math.max(0, places - used); // a quota may be set when more stand already
        }
    }

    private final DSLContext dsl;

    Allotments(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** The quotas that bind this node for an entry of this category: its own before its level's, over all and of the category. */
    public static List<Call.Quota> binding(Call call, Level level, long nodeId, @Nullable Long category) {
        List<Call.Quota> binding = new ArrayList<>();
        for (Long scope : category == null
                ? java.util.Collections.singletonList((Long) null)
                : java.util.Arrays.asList(null, category)) {
            call.quotas().stream()
                    .filter(q -> q.level() == level && Objects.equals(q.categoryId(), scope))
                    .filter(q -> q.nodeId() == null || q.nodeId() == nodeId)
                    .max(java.util.Comparator.comparingInt(q -> q.nodeId() == null ? 0 : 1))
                    .ifPresent(binding::add);
        }
        return binding;
    }

    void take(Call call, Level level, long nodeId, @Nullable Long category) {
        for (Call.Quota quota : binding(call, level, nodeId, category)) {
            dsl.insertInto(ALLOTMENT, ALLOTMENT.CALL_ID, ALLOTMENT.NODE_ID, ALLOTMENT.CATEGORY_ID, ALLOTMENT.PLACES)
                    .values(call.id(), nodeId, quota.categoryId(), quota.places())
                    .onConflictDoNothing()
                    .execute();
            lock(call, nodeId, quota);
            int standing = standing(call, nodeId, quota);
            if (standing >= quota.places()) {
                throw new Refusal("vetting.quotaFull", quota.places());
            }
            dsl.update(ALLOTMENT)
                    .set(ALLOTMENT.PLACES, quota.places())
                    .set(ALLOTMENT.USED, standing + 1)
                    .where(row(call.id(), nodeId, quota.categoryId()))
                    .execute();
        }
    }

    /** After the recommendation is taken away. */
    void giveBack(Call call, Level level, long nodeId, @Nullable Long category) {
        for (Call.Quota quota : binding(call, level, nodeId, category)) {
            lock(call, nodeId, quota);
            dsl.update(ALLOTMENT)
                    .set(ALLOTMENT.USED, DSL.least(ALLOTMENT.PLACES, DSL.val(standing(call, nodeId, quota))))
                    .where(row(call.id(), nodeId, quota.categoryId()))
                    .execute();
        }
    }

    /** What is left, as shown while deciding; empty when nothing binds. */
    List<Allotment> left(Call call, Level level, long nodeId, @Nullable Long category) {
        return binding(call, level, nodeId, category).stream()
                .map(q -> new Allotment(q.categoryId(), q.places(), standing(call, nodeId, q)))
                .toList();
    }

    private void lock(Call call, long nodeId, Call.Quota quota) {
        dsl.selectOne()
                .from(ALLOTMENT)
                .where(row(call.id(), nodeId, quota.categoryId()))
                .forUpdate()
                .fetch();
    }

    /** Recommendations that stand. Counted, and not kept, as a quota may be set when some stand already; read after the lock. */
    private int standing(Call call, long nodeId, Call.Quota quota) {
        return dsl.fetchCount(dsl.selectOne()
                .from(RECOMMENDATION)
                .join(ENTRY)
                .on(ENTRY.ID.eq(RECOMMENDATION.ENTRY_ID))
                .where(
                        ENTRY.CALL_ID.eq(call.id()),
                        RECOMMENDATION.NODE_ID.eq(nodeId),
                        quota.categoryId() == null ? DSL.noCondition() : ENTRY.CATEGORY_ID.eq(quota.categoryId())));
    }

    private static Condition row(long callId, long nodeId, @Nullable Long category) {
        return ALLOTMENT
                .CALL_ID
                .eq(callId)
                .and(ALLOTMENT.NODE_ID.eq(nodeId))
                .and(category == null ? ALLOTMENT.CATEGORY_ID.isNull() : ALLOTMENT.CATEGORY_ID.eq(category));
    }
}
