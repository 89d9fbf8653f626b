package io.lingchuang.vetting;

import static io.lingchuang.db.vetting.Tables.ALLOTMENT;

import io.lingchuang.calls.Call;
import io.lingchuang.calls.Level;
import io.lingchuang.platform.web.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Places within quotas 名额. A place is taken and given back in the transaction of the decision; the row is locked meanwhile, and
 * the database itself refuses more than the places given, so two officers deciding at once cannot pass the quota.
 */
@Component
class Allotments {

    /** @param category null: over all categories */
    record Allotment(@Nullable Long category, int places, int used) {
        int left() {
            return places - used;
        }
    }

    private final DSLContext dsl;

    Allotments(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** The quotas that bind this node for an entry of this category: its own before its level's, over all and of the category. */
    static List<Call.Quota> binding(Call call, Level level, long nodeId, @Nullable Long category) {
        List<Call.Quota> binding = new ArrayList<>();
        for (Long scope : category == null ? java.util.Collections.singletonList((Long) null) : java.util.Arrays.asList(null, category)) {
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
            open(call, nodeId, quota);
            int taken = dsl.update(ALLOTMENT)
                    .set(ALLOTMENT.USED, ALLOTMENT.USED.plus(1))
                    .where(row(call.id(), nodeId, quota.categoryId()), ALLOTMENT.USED.lt(ALLOTMENT.PLACES))
                    .execute();
            if (taken == 0) {
                throw new Refusal("vetting.quotaFull", quota.places());
            }
        }
    }

    void giveBack(Call call, Level level, long nodeId, @Nullable Long category) {
        for (Call.Quota quota : binding(call, level, nodeId, category)) {
            dsl.update(ALLOTMENT)
                    .set(ALLOTMENT.USED, ALLOTMENT.USED.minus(1))
                    .where(row(call.id(), nodeId, quota.categoryId()), ALLOTMENT.USED.gt(0))
                    .execute();
        }
    }

    /** What is left, as shown while deciding; empty when nothing binds. */
    List<Allotment> left(Call call, Level level, long nodeId, @Nullable Long category) {
        return binding(call, level, nodeId, category).stream()
                .map(q -> new Allotment(
                        q.categoryId(),
                        q.places(),
                        dsl.select(ALLOTMENT.USED)
                                .from(ALLOTMENT)
                                .where(row(call.id(), nodeId, q.categoryId()))
                                .fetchOptional(ALLOTMENT.USED)
                                .orElse(0)))
                .toList();
    }

    /** The row of a quota, with the places the call gives now; a call that is still taking entries can only give more. */
    private void open(Call call, long nodeId, Call.Quota quota) {
        dsl.insertInto(ALLOTMENT, ALLOTMENT.CALL_ID, ALLOTMENT.NODE_ID, ALLOTMENT.CATEGORY_ID, ALLOTMENT.PLACES)
                .values(call.id(), nodeId, quota.categoryId(), quota.places())
                .onConflict(ALLOTMENT.CALL_ID, ALLOTMENT.NODE_ID, ALLOTMENT.CATEGORY_ID)
                .doUpdate()
                .set(ALLOTMENT.PLACES, quota.places())
                .where(ALLOTMENT.USED.le(quota.places()))
                .execute();
    }

    private static Condition row(long callId, long nodeId, @Nullable Long category) {
        return ALLOTMENT.CALL_ID
                .eq(callId)
                .and(ALLOTMENT.NODE_ID.eq(nodeId))
                .and(category == null ? ALLOTMENT.CATEGORY_ID.isNull() : ALLOTMENT.CATEGORY_ID.eq(category));
    }
}
