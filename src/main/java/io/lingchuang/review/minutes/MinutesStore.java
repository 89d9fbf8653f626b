package io.lingchuang.review.minutes;

import static io.lingchuang.db.review.Tables.ARCHIVE;
import static io.lingchuang.db.review.Tables.MINUTES;
import static io.lingchuang.db.review.Tables.MINUTES_WORD;
import static io.lingchuang.db.review.Tables.PANEL;

import io.lingchuang.platform.web.NotFound;
import io.lingchuang.review.Panel;
import io.lingchuang.review.PanelClosed;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The rows of minutes and of the words on them. What may be done with them stands in {@link MinutesSigning}. */
@Component
class MinutesStore {

    /** Of the last closing of a panel that is closed. */
    static final Condition CURRENT = PANEL.STATE
            .eq(Panel.State.CLOSED.name())
            .and(DSL.notExists(DSL.selectOne()
                    .from(ARCHIVE)
                    .where(ARCHIVE.PANEL_ID.eq(MINUTES.PANEL_ID), ARCHIVE.NUMBER.gt(MINUTES.NUMBER))));

    private final DSLContext dsl;

    MinutesStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Every closing begins minutes of its own. */
    @EventListener
    void closed(PanelClosed closed) {
        dsl.insertInto(MINUTES, MINUTES.PANEL_ID, MINUTES.NUMBER)
                .select(DSL.select(ARCHIVE.PANEL_ID, DSL.max(ARCHIVE.NUMBER))
                        .from(ARCHIVE)
                        .where(ARCHIVE.PANEL_ID.eq(closed.panelId()))
                        .groupBy(ARCHIVE.PANEL_ID))
                .execute();
    }

    /** Of a panel, the newest first. */
    List<Minutes> ofPanel(long panel) {
        var current = DSL.field(CURRENT);
        return dsl.select(MINUTES.fields())
                .select(current.as("current"))
                .from(MINUTES)
                .join(PANEL)
                .on(PANEL.ID.eq(MINUTES.PANEL_ID))
                .where(MINUTES.PANEL_ID.eq(panel))
                .orderBy(MINUTES.NUMBER.desc())
                .fetch(r -> new Minutes(
                        r.get(MINUTES.PANEL_ID),
                        r.get(MINUTES.NUMBER),
                        Minutes.State.valueOf(r.get(MINUTES.STATE)),
                        r.get(MINUTES.TITLES),
                        r.get(MINUTES.REMARKS),
                        content(r.get(MINUTES.CONTENT)),
                        r.get(MINUTES.HASH),
                        r.get(MINUTES.OPENED_AT),
                        r.get(MINUTES.SIGNED_AT),
                        r.get(MINUTES.WITHOUT),
                        r.get(MINUTES.SCAN),
                        Boolean.TRUE.equals(r.get("current", Boolean.class)),
                        r.get(MINUTES.VERSION)));
    }

    private static @Nullable Content content(@Nullable String json) {
        return json == null ? null : Content.of(json);
    }

    Minutes find(long panel, int number) {
        return ofPanel(panel).stream()
                .filter(m -> m.number() == number)
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /** Nobody else changes them until the transaction ends, and the panel is not opened again. */
    Minutes locked(long panel, int number) {
        dsl.selectOne().from(PANEL).where(PANEL.ID.eq(panel)).forShare().fetch();
        dsl.selectOne()
                .from(MINUTES)
                .where(MINUTES.PANEL_ID.eq(panel), MINUTES.NUMBER.eq(number))
                .forUpdate()
                .fetch();
        return find(panel, number);
    }

    List<Minutes.Word> words(long panel, int number) {
        return dsl.selectFrom(MINUTES_WORD)
                .where(MINUTES_WORD.PANEL_ID.eq(panel), MINUTES_WORD.NUMBER.eq(number))
                .orderBy(MINUTES_WORD.AT, MINUTES_WORD.EXPERT_ID)
                .fetch(w -> new Minutes.Word(w.getExpertId(), w.getDissent(), w.getHash(), w.getAt()));
    }
}
