package io.lingchuang.review.notes;

import static io.lingchuang.db.review.Tables.NOTE;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.SHEET;

import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.jobs.Recurring;
import io.lingchuang.platform.web.Page;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Private notes 私人笔记, one a sheet: for the expert whose sheet it is and nobody else, on no page, in no sheet, archive or minutes. Whoever calls
 * this has made sure that it is their own sheet. They go when the expert takes them out, with the sheet, and when their term after the
 * panel's end is over.
 */
@Component
public class Notes implements Recurring {

    static final int LONGEST = 4000;

    private final DSLContext dsl;
    private final Today today;
    private final Duration term;

    Notes(DSLContext dsl, Today today, @Value("${lingchuang.notes-days:1095}") int days) {
        this.dsl = dsl;
        this.today = today;
        this.term = Duration.ofDays(days);
    }

    /** By sheet; without those that have none. */
    public Map<Long, String> of(Collection<Long> sheets) {
        return dsl.select(NOTE.SHEET_ID, NOTE.TEXT)
                .from(NOTE)
                .where(NOTE.SHEET_ID.in(sheets))
                .fetchMap(NOTE.SHEET_ID, NOTE.TEXT);
    }

    /** An empty text takes the note out. */
    public void write(long sheet, String text) {
        String kept = text.strip();
        if (kept.isEmpty()) {
            dsl.deleteFrom(NOTE).where(NOTE.SHEET_ID.eq(sheet)).execute();
            return;
        }
        String cut = kept.length() > LONGEST ? kept.substring(0, LONGEST) : kept;
        dsl.insertInto(NOTE)
                .set(NOTE.SHEET_ID, sheet)
                .set(NOTE.TEXT, cut)
                .set(NOTE.AT, today.now())
                .onConflict(NOTE.SHEET_ID)
                .doUpdate()
                .set(NOTE.TEXT, cut)
                .set(NOTE.AT, today.now())
                .where(NOTE.TEXT.ne(cut))
                .execute();
    }

    @Override
    public String name() {
        return "review-notes";
    }

    @Override
    public Schedule schedule() {
        return Schedules.daily(Page.ZONE, LocalTime.of(3, 20));
    }

    /** Takes out what is over its term. */
    @Override
    public void run() {
        dsl.deleteFrom(NOTE)
                .where(NOTE.SHEET_ID.in(DSL.select(SHEET.ID)
                        .from(SHEET)
                        .join(PANEL)
                        .on(PANEL.ID.eq(SHEET.PANEL_ID))
                        .where(
                                PANEL.STATE.eq("CLOSED"),
                                PANEL.CLOSED_AT.lt(today.now().minus(term)))))
                .execute();
    }
}
