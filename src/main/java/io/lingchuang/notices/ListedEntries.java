package io.lingchuang.notices;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.notices.Tables.ITEM;
import static io.lingchuang.db.notices.Tables.NOTICE;

import io.lingchuang.access.Actor;
import io.lingchuang.calls.Call;
import io.lingchuang.entries.EntryState;
import io.lingchuang.entries.Journey;
import io.lingchuang.entries.Move;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Moves entries with the notices they stand on: proposed at a release, back when it is taken back, and not selected at the end. */
@Component
class ListedEntries {

    private final DSLContext dsl;
    private final Journey journey;

    ListedEntries(DSLContext dsl, Journey journey) {
        this.dsl = dsl;
        this.journey = journey;
    }

    void propose(Actor actor, Call call, long noticeId, List<Item> items) {
        for (Item item : items) {
            dsl.update(ITEM)
                    .set(ITEM.MOVED_TO, noticeId)
                    .where(
                            ITEM.ENTRY_ID.eq(item.entryId()),
                            ITEM.NOTICE_ID.in(DSL.select(NOTICE.ID)
                                    .from(NOTICE)
                                    .where(
                                            NOTICE.ID.ne(noticeId),
                                            NOTICE.STATE.in(NoticeState.PUBLISHED.name(), NoticeState.ENDED.name()))),
                            ITEM.STRUCK.isFalse(),
                            ITEM.MOVED_TO.isNull())
                    .execute();
            journey.move(
                    actor,
                    item.entryId(),
                    Move.to(EntryState.PROPOSED, "propose", null)
                            .tier(item.tierId())
                            .by(call.hostNodeId()));
        }
    }

    /** Back to the ranking; or to the lower tier of the notice before, for whoever had moved up from it. */
    void takeBack(Actor actor, Call call, long noticeId, List<Item> items, String reason) {
        for (Item item : items) {
            if (!item.stands() || item.entryState() != EntryState.PROPOSED) {
                continue;
            }
            Long tierBefore = dsl.update(ITEM)
                    .setNull(ITEM.MOVED_TO)
                    .where(ITEM.ENTRY_ID.eq(item.entryId()), ITEM.MOVED_TO.eq(noticeId))
                    .returningResult(ITEM.TIER_ID)
                    .fetchOne(ITEM.TIER_ID);
            Move back = Move.to(tierBefore == null ? EntryState.RANKED : EntryState.PROPOSED, "unpropose", reason)
                    .by(call.hostNodeId());
            journey.move(actor, item.entryId(), tierBefore == null ? back : back.tier(tierBefore));
        }
    }

    /** Whoever is still in the ranking is not selected. Returns them. */
    List<Long> notSelect(Actor actor, Call call) {
        List<Long> rest = dsl.select(ENTRY.ID)
                .from(ENTRY)
                .where(ENTRY.CALL_ID.eq(call.id()), ENTRY.STATE.eq(EntryState.RANKED.name()))
                .orderBy(ENTRY.ID)
                .fetch(ENTRY.ID);
        rest.forEach(entry -> journey.move(
                actor,
                entry,
                Move.to(EntryState.NOT_SELECTED, "notSelect", null).by(call.hostNodeId())));
        return rest;
    }

    /** Something of the call stands under notice. */
    boolean proposed(long callId) {
        return dsl.fetchExists(ENTRY, ENTRY.CALL_ID.eq(callId).and(ENTRY.STATE.eq(EntryState.PROPOSED.name())));
    }
}
