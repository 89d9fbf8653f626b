package io.lingchuang.entries;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.LIKENESS;
import static io.lingchuang.db.entries.Tables.TEXT_GRAM;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.web.Badge;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The pairs of a call. Of an older entry beyond the officer's reach stand title, year and outcome, and not who handed it in. */
@Component
class LikenessLists {

    record Row(
            long id,
            String title,
            String number,
            String unit,
            @Nullable String first,
            BigDecimal share,
            String olderTitle,
            int olderYear,
            EntryState olderState,
            @Nullable String olderUnit,
            @Nullable String olderFirst,
            @Nullable Ruling ruling,
            @Nullable String reason,
            boolean changed) {}

    private final DSLContext dsl;

    LikenessLists(DSLContext dsl) {
        this.dsl = dsl;
    }

    Listing<Row> ofCall(Actor actor, long callId, Page page) {
        var older = ENTRY.as("older");
        var olderNode = NODE.as("older_node");
        var newerText = TEXT_GRAM.as("newer_text");
        var olderText = TEXT_GRAM.as("older_text");
        Condition reached = actor.within(Right.FOLLOW, olderNode.PATH, olderNode.INDUSTRY_PATH);
        Field<String> first = first(ENTRY.ID).as("first");
        Field<String> olderUnit = DSL.when(reached, olderNode.NAME).as("older_unit");
        Field<String> olderFirst = DSL.when(reached, first(older.ID)).as("older_first");
        Field<Boolean> changed = DSL.field(Likenesses.changed(newerText.REVISION, olderText.REVISION))
                .as("changed");
        Listing<Row> listing = new Listing<>(
                dsl,
                "entries.copies",
                condition -> dsl.select(
                                LIKENESS.ID,
                                LIKENESS.SHARE,
                                LIKENESS.RULING,
                                LIKENESS.REASON,
                                ENTRY.TITLE,
                                ENTRY.NUMBER,
                                NODE.NAME,
                                first,
                                older.TITLE,
                                older.STATE,
                                CALL.YEAR,
                                olderUnit,
                                olderFirst,
                                changed)
                        .from(LIKENESS)
                        .join(ENTRY)
                        .on(ENTRY.ID.eq(LIKENESS.ENTRY_ID))
                        .join(NODE)
                        .on(NODE.ID.eq(ENTRY.UNIT_NODE_ID))
                        .join(newerText)
                        .on(newerText.ENTRY_ID.eq(ENTRY.ID))
                        .join(older)
                        .on(older.ID.eq(LIKENESS.OLDER_ID))
                        .join(CALL)
                        .on(CALL.ID.eq(older.CALL_ID))
                        .join(olderNode)
                        .on(olderNode.ID.eq(older.UNIT_NODE_ID))
                        .join(olderText)
                        .on(olderText.ENTRY_ID.eq(older.ID))
                        .where(
                                ENTRY.CALL_ID.eq(callId),
                                ENTRY.STATE.ne(EntryState.WITHDRAWN.name()),
                                older.STATE.ne(EntryState.WITHDRAWN.name()))
                        .and(condition),
                r -> new Row(
                        r.get(LIKENESS.ID),
                        r.get(ENTRY.TITLE),
                        r.get(ENTRY.NUMBER),
                        r.get(NODE.NAME),
                        r.get(first),
                        r.get(LIKENESS.SHARE),
                        r.get(older.TITLE),
                        r.get(CALL.YEAR),
                        EntryState.valueOf(r.get(older.STATE)),
                        r.get(olderUnit),
                        r.get(olderFirst),
                        r.get(LIKENESS.RULING) == null ? null : Ruling.valueOf(r.get(LIKENESS.RULING)),
                        r.get(LIKENESS.REASON),
                        Boolean.TRUE.equals(r.get(changed))));
        return columns(filters(listing, callId, page), callId, page);
    }

    /** 第一完成人, as the entry names them. */
    private static Field<String> first(Field<Long> entry) {
        return DSL.field(DSL.select(COMPLETER.NAME)
                .from(COMPLETER)
                .where(COMPLETER.ENTRY_ID.eq(entry), COMPLETER.STATE.ne(Entry.Answer.DECLINED.name()))
                .orderBy(COMPLETER.POSITION)
                .limit(1));
    }

    private static Listing<Row> filters(Listing<Row> listing, long callId, Page page) {
        Map<String, String> rulings = new LinkedHashMap<>();
        rulings.put("open", page.t("entries.copies.open"));
        for (Ruling ruling : Ruling.values()) {
            rulings.put(ruling.name(), page.t(ruling));
        }
        Map<String, String> likeness = new LinkedHashMap<>();
        likeness.put("0.9", page.t("entries.copies.from", "90%"));
        likeness.put("0.7", page.t("entries.copies.between", "70%", "90%"));
        likeness.put("0.5", page.t("entries.copies.below", "70%"));
        return listing.down(LIKENESS.SHARE)
                .down(LIKENESS.ID)
                .filter(Filter.text("unit", "entries.unit", NODE.NAME::containsIgnoreCase))
                .filter(Filter.choice(
                        "ruling",
                        "entries.copies.ruling",
                        rulings,
                        v -> v.equals("open") ? LIKENESS.RULING.isNull() : LIKENESS.RULING.eq(v)))
                .filter(Filter.choice("share", "entries.copies.share", likeness, LikenessLists::share))
                .filter(Filter.choice(
                        "older",
                        "entries.copies.older",
                        Map.of(
                                "same", page.t("entries.copies.sameCall"),
                                "earlier", page.t("entries.copies.otherCall")),
                        v -> v.equals("same") ? CALL.ID.eq(callId) : CALL.ID.ne(callId)));
    }

    private static Condition share(String from) {
        Condition least = LIKENESS.SHARE.ge(new BigDecimal(from));
        return switch (from) {
            case "0.9" -> least;
            case "0.7" -> least.and(LIKENESS.SHARE.lt(new BigDecimal("0.9")));
            default -> LIKENESS.SHARE.lt(new BigDecimal("0.7"));
        };
    }

    private static Listing<Row> columns(Listing<Row> listing, long callId, Page page) {
        return listing.column(Column.<Row>of("title", "entries.title", Row::title)
                        .link(r -> "/calls/" + callId + "/copies/" + r.id()))
                .column(Column.of("share", "entries.copies.share", r -> percent(r.share())))
                .column(Column.of("unit", "entries.unit", Row::unit))
                .column(Column.of("first", "entries.copies.first", Row::first))
                .column(Column.of("older", "entries.copies.older", Row::olderTitle))
                .column(Column.of("year", "entries.copies.year", Row::olderYear))
                .column(Column.of(
                        "outcome",
                        "entries.copies.outcome",
                        r -> new Badge(page.t(r.olderState()), EntryLists.colour(r.olderState()))))
                .column(Column.of("ruling", "entries.copies.ruling", r -> ruling(r.ruling(), r.changed(), page)))
                .column(Column.<Row>of("number", "entries.number", Row::number).more())
                .column(Column.<Row>of("olderUnit", "entries.copies.olderUnit", Row::olderUnit)
                        .more())
                .column(Column.<Row>of("olderFirst", "entries.copies.olderFirst", Row::olderFirst)
                        .more())
                .column(Column.<Row>of("reason", "entries.copies.reason", Row::reason)
                        .more());
    }

    private static String percent(BigDecimal share) {
        return Math.round(share.floatValue() * 100) + "%";
    }

    static Badge ruling(@Nullable Ruling ruling, boolean changed, Page page) {
        return ruling == null
                ? new Badge(page.t("entries.copies.open"), "yellow")
                : new Badge(
                        changed ? page.t("entries.copies.ruledBefore", page.t(ruling)) : page.t(ruling),
                        changed ? "yellow" : ruling.colour());
    }
}
