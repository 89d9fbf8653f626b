package io.lingchuang.entries;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.EVENT;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.web.Badge;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The worker's own entries, and the history of one. */
@Component
public class EntryLists {

    record Row(long id, @Nullable String number, String title, String call, EntryState state, Instant changed) {}

    /** A line of the history, for the applicant in plain words. */
    public record Step(
            Instant at,
            String action,
            String actor,
            @Nullable String node,
            @Nullable String reason) {}

    private final DSLContext dsl;

    EntryLists(DSLContext dsl) {
        this.dsl = dsl;
    }

    Listing<Row> mine(Actor actor, Page page) {
        Condition own = ENTRY.CREATED_BY
                .eq(actor.accountId())
                .or(ENTRY.NUMBER
                        .isNotNull()
                        .and(ENTRY.ID.in(DSL.select(COMPLETER.ENTRY_ID)
                                .from(COMPLETER)
                                .join(PERSON)
                                .on(PERSON.ID.eq(COMPLETER.PERSON_ID))
                                .where(PERSON.ACCOUNT_ID.eq(actor.accountId()), COMPLETER.STATE.ne("DECLINED")))));
        return new Listing<>(
                        dsl,
                        "entries.mine",
                        condition -> dsl.select(
                                        ENTRY.ID, ENTRY.NUMBER, ENTRY.TITLE, CALL.TITLE, ENTRY.STATE, ENTRY.CHANGED_AT)
                                .from(ENTRY)
                                .join(CALL)
                                .on(CALL.ID.eq(ENTRY.CALL_ID))
                                .where(own)
                                .and(condition),
                        r -> new Row(
                                r.get(ENTRY.ID),
                                r.get(ENTRY.NUMBER),
                                r.get(ENTRY.TITLE),
                                r.get(CALL.TITLE),
                                EntryState.valueOf(r.get(ENTRY.STATE)),
                                r.get(ENTRY.CHANGED_AT)))
                .down(ENTRY.ID)
                .filter(Filter.constants("state", "entries.state", EntryState.class, ENTRY.STATE, page))
                .column(Column.<Row>of(
                                "title",
                                "entries.title",
                                r -> r.title().isBlank() ? page.t("entries.untitled") : r.title())
                        .link(r -> "/entries/" + r.id() + (r.state() == EntryState.DRAFT ? "/edit" : "")))
                .column(Column.of("state", "entries.state", r -> badge(r.state(), page)))
                .column(Column.of("call", "entries.call", Row::call))
                .column(Column.of("number", "entries.number", Row::number))
                .column(Column.of("changed", "entries.changed", Row::changed));
    }

    public List<Step> history(long entryId) {
        var node = io.lingchuang.db.access.Tables.NODE;
        return dsl.select(EVENT.AT, EVENT.ACTION, EVENT.ACTOR_NAME, node.NAME, EVENT.REASON)
                .from(EVENT)
                .leftJoin(node)
                .on(node.ID.eq(EVENT.NODE_ID))
                .where(EVENT.ENTRY_ID.eq(entryId))
                .orderBy(EVENT.ID)
                .fetch(r -> new Step(r.value1(), r.value2(), r.value3(), r.value4(), r.value5()));
    }

    static Badge badge(EntryState state, Page page) {
        return new Badge(page.t(state), colour(state));
    }

    public static String colour(EntryState state) {
        return switch (state) {
            case DRAFT, RETURNED, SUPPLEMENT -> "yellow";
            case VETTING, FORMAL_CHECK, ACCEPTED, RANKED, PROPOSED -> "blue";
            case AWARDED -> "green";
            case NOT_RECOMMENDED, NOT_ACCEPTED, STRUCK, REVOKED -> "red";
            case NOT_SELECTED, WITHDRAWN -> "secondary";
        };
    }
}
