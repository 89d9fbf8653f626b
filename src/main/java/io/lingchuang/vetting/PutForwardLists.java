package io.lingchuang.vetting;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.calls.Tables.CATEGORY;
import static io.lingchuang.db.calls.Tables.TIER;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.vetting.Tables.PUT_FORWARD;

import io.lingchuang.calls.Call;
import io.lingchuang.calls.FormField;
import io.lingchuang.entries.EntryLists;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.text.Bigrams;
import io.lingchuang.platform.web.Badge;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A call's entries that can be put forward, stand there, or were taken back; with what a province's sheet asks of each. */
@Component
class PutForwardLists {

    record Row(
            long id,
            String number,
            String title,
            String unit,
            String completers,
            @Nullable String benefit,
            @Nullable String category,
            @Nullable String tier,
            EntryState state,
            @Nullable String organ,
            @Nullable String document,
            @Nullable LocalDate sentOn,
            @Nullable LocalDate takenBackOn,
            @Nullable String why) {}

    /** The latest of an entry's rows. */
    private static final io.lingchuang.db.vetting.tables.PutForward LAST = PUT_FORWARD.as("last");

    private final DSLContext dsl;

    PutForwardLists(DSLContext dsl) {
        this.dsl = dsl;
    }

    Listing<Row> of(Call call, Page page) {
        Field<String> completers = completers();
        Field<String> benefit = benefit(call);
        Condition shown = ENTRY.STATE
                .in(PutForward.ABLE.stream().map(Enum::name).toList())
                .or(LAST.ID.isNotNull());
        return new Listing<Row>(
                        dsl,
                        "forward.title",
                        condition -> dsl.select(
                                        ENTRY.ID,
                                        ENTRY.NUMBER,
                                        ENTRY.TITLE,
                                        NODE.NAME,
                                        completers,
                                        benefit,
                                        CATEGORY.NAME,
                                        TIER.NAME,
                                        ENTRY.STATE,
                                        LAST.ORGAN,
                                        LAST.DOCUMENT,
                                        LAST.SENT_ON,
                                        LAST.TAKEN_BACK_ON,
                                        LAST.TAKEN_BACK_WHY)
                                .from(ENTRY)
                                .join(NODE)
                                .on(NODE.ID.eq(ENTRY.UNIT_NODE_ID))
                                .leftJoin(CATEGORY)
                                .on(CATEGORY.ID.eq(ENTRY.CATEGORY_ID))
                                .leftJoin(TIER)
                                .on(TIER.ID.eq(ENTRY.TIER_ID), ENTRY.STATE.eq(EntryState.AWARDED.name()))
                                .leftJoin(LAST)
                                .on(LAST.ID.eq(DSL.select(DSL.max(PUT_FORWARD.ID))
                                        .from(PUT_FORWARD)
                                        .where(PUT_FORWARD.ENTRY_ID.eq(ENTRY.ID))))
                                .where(ENTRY.CALL_ID.eq(call.id()), ENTRY.NUMBER.isNotNull(), shown)
                                .and(condition),
                        r -> new Row(
                                r.get(ENTRY.ID),
                                r.get(ENTRY.NUMBER),
                                r.get(ENTRY.TITLE),
                                r.get(NODE.NAME),
                                r.get(completers),
                                r.get(benefit),
                                r.get(CATEGORY.NAME),
                                r.get(TIER.NAME),
                                EntryState.valueOf(r.get(ENTRY.STATE)),
                                r.get(LAST.ORGAN),
                                r.get(LAST.DOCUMENT),
                                r.get(LAST.SENT_ON),
                                r.get(LAST.TAKEN_BACK_ON),
                                r.get(LAST.TAKEN_BACK_WHY)))
                .up(ENTRY.NUMBER)
                .filter(Filter.text("q", "vetting.search", q -> Filter.matches(ENTRY.SEARCH, Bigrams.query(q))))
                .filter(Filter.constants("state", "entries.state", EntryState.class, ENTRY.STATE, page))
                .filter(Filter.choice("standing", "forward.filter", standings(page), PutForwardLists::standing))
                .column(Column.<Row>of("number", "entries.number", Row::number).link(r -> "/vetting/" + r.id()))
                .column(Column.of("title", "entries.title", Row::title))
                .column(Column.of("unit", "entries.unit", Row::unit))
                .column(Column.<Row>of("completers", "forward.completers", Row::completers)
                        .more())
                .column(Column.<Row>of("benefit", "forward.benefit", Row::benefit)
                        .more())
                .column(Column.<Row>of("category", "entries.category", Row::category)
                        .more())
                .column(Column.of("tier", "forward.tier", Row::tier))
                .column(Column.of(
                        "state", "entries.state", r -> new Badge(page.t(r.state()), EntryLists.colour(r.state()))))
                .column(Column.of("forward", "forward.filter", r -> badge(r, page)))
                .column(Column.of("document", "forward.document", Row::document))
                .column(Column.of("sentOn", "forward.day", Row::sentOn))
                .column(Column.<Row>of("organ", "forward.organ", Row::organ).more())
                .column(Column.<Row>of("takenBackOn", "forward.backOn", Row::takenBackOn)
                        .more())
                .column(Column.<Row>of("why", "forward.why", Row::why).more())
                .ticked(r -> String.valueOf(r.id()));
    }

    private static Map<String, String> standings(Page page) {
        Map<String, String> standings = new LinkedHashMap<>();
        standings.put("no", page.t("forward.no"));
        standings.put("yes", page.t("forward.yes"));
        standings.put("back", page.t("forward.back"));
        return standings;
    }

    private static Condition standing(String typed) {
        return switch (typed) {
            case "yes" -> LAST.ID.isNotNull().and(LAST.TAKEN_BACK_ON.isNull());
            case "back" -> LAST.TAKEN_BACK_ON.isNotNull();
            default -> LAST.ID.isNull();
        };
    }

    private static Badge badge(Row row, Page page) {
        if (row.takenBackOn() != null) {
            return new Badge(page.t("forward.back"), "red");
        }
        return row.document() == null
                ? new Badge(page.t("forward.no"), "secondary")
                : new Badge(page.t("forward.yes"), "green");
    }

    private static Field<String> completers() {
        return DSL.coalesce(
                        DSL.field(DSL.select(DSL.listAgg(COMPLETER.NAME, "、").withinGroupOrderBy(COMPLETER.POSITION))
                                .from(COMPLETER)
                                .where(COMPLETER.ENTRY_ID.eq(ENTRY.ID), COMPLETER.STATE.ne("DECLINED"))),
                        DSL.inline(""))
                .as("completers");
    }

    /** The amount that the form asks for, with its unit: a province's sheet has one column for it. */
    private static Field<String> benefit(Call call) {
        return call.form().stream()
                .filter(f -> f.kind() == FormField.Kind.MONEY)
                .findFirst()
                .map(f -> DSL.field(
                        "nullif({0} ->> {1}, '') || {2}",
                        String.class,
                        ENTRY.ANSWERS,
                        DSL.inline(f.code()),
                        DSL.inline(" " + (f.unit() == null ? "元" : f.unit()))))
                .orElse(DSL.inline((String) null))
                .as("benefit");
    }
}
