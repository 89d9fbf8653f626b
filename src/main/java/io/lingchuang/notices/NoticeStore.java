package io.lingchuang.notices;

import static io.lingchuang.db.calls.Tables.TIER;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.notices.Tables.ITEM;
import static io.lingchuang.db.notices.Tables.NOTICE;
import static io.lingchuang.db.notices.Tables.OBJECTION;

import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Reads notices and what stands on them. */
@Repository
class NoticeStore {

    private final DSLContext dsl;

    NoticeStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    Notice notice(long id) {
        return dsl.selectFrom(NOTICE)
                .where(NOTICE.ID.eq(id))
                .fetchOptional(NoticeStore::notice)
                .orElseThrow(NotFound::new);
    }

    Notice locked(long id) {
        return dsl.selectFrom(NOTICE)
                .where(NOTICE.ID.eq(id))
                .forUpdate()
                .fetchOptional(NoticeStore::notice)
                .orElseThrow(NotFound::new);
    }

    List<Notice> ofCall(long callId) {
        return dsl.selectFrom(NOTICE)
                .where(NOTICE.CALL_ID.eq(callId))
                .orderBy(NOTICE.NUMBER)
                .fetch(NoticeStore::notice);
    }

    /** Within their term on that day, newest first. */
    List<Notice> running(LocalDate today) {
        return dsl.selectFrom(NOTICE)
                .where(
                        NOTICE.STATE.eq(NoticeState.PUBLISHED.name()),
                        NOTICE.OPENS_ON.le(today),
                        NOTICE.CLOSES_ON.ge(today))
                .orderBy(NOTICE.OPENS_ON.desc(), NOTICE.ID.desc())
                .fetch(NoticeStore::notice);
    }

    List<Item> items(long noticeId) {
        return dsl.select(
                        ITEM.ENTRY_ID,
                        ITEM.POSITION,
                        ITEM.TIER_ID,
                        TIER.NAME,
                        ENTRY.NUMBER,
                        ENTRY.TITLE,
                        ENTRY.STATE,
                        DSL.coalesce(COMPLETER.NAME, "").as("name"),
                        DSL.coalesce(COMPLETER.UNIT_NAME, "").as("unit"),
                        ITEM.STRUCK,
                        ITEM.STRUCK_REASON,
                        ITEM.MOVED_TO)
                .from(ITEM)
                .join(TIER)
                .on(TIER.ID.eq(ITEM.TIER_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(ITEM.ENTRY_ID))
                .leftJoin(COMPLETER)
                .on(COMPLETER.ENTRY_ID.eq(ENTRY.ID), COMPLETER.POSITION.eq(1))
                .where(ITEM.NOTICE_ID.eq(noticeId))
                .orderBy(ITEM.POSITION)
                .fetch(r -> new Item(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        EntryState.valueOf(r.value7()),
                        r.value8(),
                        r.value9(),
                        r.value10(),
                        r.value11(),
                        r.value12()));
    }

    /** All objections to the notice, in the order of their receipt. */
    List<Objection.Outcome> objections(long noticeId) {
        return dsl.select(OBJECTION.CREATED_AT, ENTRY.TITLE, OBJECTION.STATE, OBJECTION.ANSWER)
                .from(OBJECTION)
                .leftJoin(ENTRY)
                .on(ENTRY.ID.eq(OBJECTION.ENTRY_ID))
                .where(OBJECTION.NOTICE_ID.eq(noticeId))
                .orderBy(OBJECTION.ID)
                .fetch(o -> new Objection.Outcome(
                        LocalDate.ofInstant(o.value1(), Page.ZONE),
                        o.value2(),
                        ObjectionState.valueOf(o.value3()),
                        o.value4()));
    }

    int count(long noticeId, ObjectionState... states) {
        return dsl.fetchCount(
                OBJECTION,
                OBJECTION.NOTICE_ID.eq(noticeId),
                OBJECTION.STATE.in(
                        java.util.Arrays.stream(states).map(Enum::name).toList()));
    }

    static Notice notice(Record n) {
        return new Notice(
                n.get(NOTICE.ID),
                n.get(NOTICE.CALL_ID),
                n.get(NOTICE.NUMBER),
                n.get(NOTICE.TITLE),
                n.get(NOTICE.TEXT),
                n.get(NOTICE.CONTACT),
                n.get(NOTICE.DAYS),
                n.get(NOTICE.OPENS_ON),
                n.get(NOTICE.CLOSES_ON),
                NoticeState.valueOf(n.get(NOTICE.STATE)),
                n.get(NOTICE.PREPARED_BY),
                n.get(NOTICE.RELEASED_BY),
                n.get(NOTICE.RELEASED_AT),
                n.get(NOTICE.VERSION));
    }
}
