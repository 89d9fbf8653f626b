package io.lingchuang.review.feedback;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.FEEDBACK;

import io.lingchuang.calls.Call;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.web.Badge;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The scored entries of a call, with how far the feedback on each is. */
@Component
class FeedbackLists {

    record Row(
            long id, String number, String title, String unit, EntryState state, Feedback.@Nullable State feedback) {}

    private static final String NONE = "NONE";

    private final DSLContext dsl;

    FeedbackLists(DSLContext dsl) {
        this.dsl = dsl;
    }

    Listing<Row> of(Call call, Page page) {
        Map<String, String> states = new LinkedHashMap<>();
        states.put(NONE, page.t("review.feedback.none"));
        for (Feedback.State s : Feedback.State.values()) {
            states.put(s.name(), page.t(s));
        }
        return new Listing<Row>(
                        dsl,
                        "review.feedback.title",
                        filters -> dsl.select(
                                        ENTRY.ID, ENTRY.NUMBER, ENTRY.TITLE, NODE.NAME, ENTRY.STATE, FEEDBACK.STATE)
                                .from(ENTRY)
                                .join(NODE)
                                .on(NODE.ID.eq(ENTRY.UNIT_NODE_ID))
                                .leftJoin(FEEDBACK)
                                .on(FEEDBACK.ENTRY_ID.eq(ENTRY.ID))
                                .where(ENTRY.CALL_ID.eq(call.id()), Feedbacks.SCORED)
                                .and(filters),
                        r -> new Row(
                                r.get(ENTRY.ID),
                                Objects.requireNonNullElse(r.get(ENTRY.NUMBER), ""),
                                r.get(ENTRY.TITLE),
                                r.get(NODE.NAME),
                                EntryState.valueOf(r.get(ENTRY.STATE)),
                                r.get(FEEDBACK.STATE) == null ? null : Feedback.State.valueOf(r.get(FEEDBACK.STATE))))
                .up(ENTRY.ID)
                .column(Column.of("number", "entries.number", Row::number))
                .column(Column.<Row>of("title", "entries.title", Row::title).link(r -> "/feedback/" + r.id()))
                .column(Column.of("unit", "entries.unit", Row::unit))
                .column(Column.of("state", "review.feedback.result", r -> page.t(r.state())))
                .column(Column.of("feedback", "review.feedback.title", r -> badge(r.feedback(), page)))
                .filter(Filter.choice(
                        "state",
                        "review.feedback.title",
                        states,
                        s -> s.equals(NONE) ? FEEDBACK.STATE.isNull() : FEEDBACK.STATE.eq(s)))
                .filter(Filter.text(
                        "q",
                        "review.feedback.find",
                        q -> ENTRY.TITLE.contains(q).or(ENTRY.NUMBER.contains(q))));
    }

    static Badge badge(Feedback.@Nullable State state, Page page) {
        return state == null
                ? new Badge(page.t("review.feedback.none"), "secondary")
                : new Badge(
                        page.t(state),
                        switch (state) {
                            case DRAFT -> "secondary";
                            case READY -> "yellow";
                            case RELEASED -> "green";
                        });
    }

    /** How many of the call are where. */
    Map<Feedback.State, Integer> counts(long callId) {
        Map<Feedback.State, Integer> counts = new EnumMap<>(Feedback.State.class);
        dsl.select(FEEDBACK.STATE, DSL.count())
                .from(FEEDBACK)
                .join(ENTRY)
                .on(ENTRY.ID.eq(FEEDBACK.ENTRY_ID))
                .where(ENTRY.CALL_ID.eq(callId))
                .groupBy(FEEDBACK.STATE)
                .forEach(r -> counts.put(Feedback.State.valueOf(r.value1()), r.value2()));
        return counts;
    }

    int without(long callId) {
        return dsl.fetchCount(
                ENTRY,
                ENTRY.CALL_ID
                        .eq(callId)
                        .and(Feedbacks.SCORED)
                        .and(DSL.notExists(DSL.selectOne().from(FEEDBACK).where(FEEDBACK.ENTRY_ID.eq(ENTRY.ID)))));
    }
}
