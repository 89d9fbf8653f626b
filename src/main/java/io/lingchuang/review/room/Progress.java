package io.lingchuang.review.room;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.REMINDER;
import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.review.SheetStanding.BEGUN;
import static io.lingchuang.review.SheetStanding.NOT_BEGUN;
import static io.lingchuang.review.SheetStanding.SEALED;
import static io.lingchuang.review.SheetStanding.UNABLE;

import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.review.invitations.Admission;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far a panel is: by expert and by entry, counted over what may be seen from the seat. */
@Component
public class Progress {

    static final Condition OPEN = SHEET.STATE.eq("OPEN");

    /** Sheets by how far they are. */
    public record Counts(int sealed, int begun, int untouched, int unable) {

        public int open() {
            return begun + untouched;
        }

        public int all() {
            return sealed + begun + untouched + unable;
        }
    }

    /**
     * @param reminded the last day on which they were reminded
     * @param admitted they have accepted and declared their ties, so that they can score
     */
    public record OfExpert(
            long id,
            long account,
            String name,
            Counts counts,
            @Nullable Instant last,
            @Nullable LocalDate reminded,
            boolean left,
            boolean admitted) {}

    public record OfEntry(long id, String code, String title, Counts counts) {}

    /** @param daysLeft working days until the panel's day, today and that day included */
    public record Term(@Nullable LocalDate due, int daysLeft, boolean passed) {

        /** Near enough to its day, or past it, that who has open sheets is late. */
        public boolean late() {
            return due != null && daysLeft <= 3;
        }
    }

    private final DSLContext dsl;
    private final Today today;
    private final WorkingDays days;

    Progress(DSLContext dsl, Today today, WorkingDays days) {
        this.dsl = dsl;
        this.today = today;
        this.days = days;
    }

    public Term term(long panel) {
        LocalDate due =
                dsl.select(PANEL.DUE_ON).from(PANEL).where(PANEL.ID.eq(panel)).fetchOne(PANEL.DUE_ON);
        LocalDate day = today.today();
        boolean passed = due != null && due.isBefore(day);
        return new Term(due, due == null || passed ? 0 : days.between(day.minusDays(1), due), passed);
    }

    /** What counts: while the panel scores, not what was withdrawn meanwhile. */
    static Condition stands(Seat seat) {
        return seat.scoring() ? ENTRY.STATE.eq(EntryState.ACCEPTED.name()) : DSL.noCondition();
    }

    public List<OfExpert> byExpert(Seat seat) {
        long panel = seat.panel().id();
        Field<Instant> last = DSL.max(SHEET.TOUCHED_AT);
        Field<LocalDate> reminded = DSL.field(DSL.select(DSL.max(REMINDER.ON_DAY))
                .from(REMINDER)
                .where(REMINDER.PANEL_ID.eq(panel), REMINDER.EXPERT_ID.eq(EXPERT.ID)));
        Field<Boolean> admitted = DSL.field(Admission.given(DSL.val(panel), EXPERT.ID));
        return dsl.select(
                        EXPERT.ID,
                        ACCOUNT.ID,
                        ACCOUNT.NAME,
                        PANEL_EXPERT.LEFT_AT,
                        count(SEALED.holds()),
                        count(BEGUN.holds()),
                        count(NOT_BEGUN.holds()),
                        count(UNABLE.holds()),
                        last,
                        reminded,
                        admitted)
                .from(PANEL_EXPERT)
                .join(EXPERT)
                .on(EXPERT.ID.eq(PANEL_EXPERT.EXPERT_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .leftJoin(SHEET.join(ENTRY).on(ENTRY.ID.eq(SHEET.ENTRY_ID), stands(seat), seat.sees(SHEET.ENTRY_ID)))
                .on(SHEET.PANEL_ID.eq(panel), SHEET.EXPERT_ID.eq(EXPERT.ID))
                .where(PANEL_EXPERT.PANEL_ID.eq(panel))
                .groupBy(EXPERT.ID, ACCOUNT.ID, ACCOUNT.NAME, PANEL_EXPERT.LEFT_AT)
                .orderBy(count(OPEN).desc(), EXPERT.ID)
                .fetch(r -> new OfExpert(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        new Counts(r.value5(), r.value6(), r.value7(), r.value8()),
                        r.value9(),
                        r.value10(),
                        r.value4() != null,
                        r.value11()));
    }

    /** Those farthest from done first. */
    public List<OfEntry> byEntry(Seat seat) {
        return dsl.select(
                        ENTRY.ID,
                        PANEL_ENTRY.BLIND_CODE,
                        ENTRY.TITLE,
                        count(SEALED.holds()),
                        count(BEGUN.holds()),
                        count(NOT_BEGUN.holds()),
                        count(UNABLE.holds()))
                .from(PANEL_ENTRY)
                .join(ENTRY)
                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                .leftJoin(SHEET)
                .on(SHEET.PANEL_ID.eq(PANEL_ENTRY.PANEL_ID), SHEET.ENTRY_ID.eq(ENTRY.ID))
                .where(PANEL_ENTRY.PANEL_ID.eq(seat.panel().id()), stands(seat), seat.sees(PANEL_ENTRY.ENTRY_ID))
                .groupBy(ENTRY.ID, PANEL_ENTRY.BLIND_CODE, ENTRY.TITLE)
                .orderBy(count(OPEN).desc(), PANEL_ENTRY.BLIND_CODE)
                .fetch(r -> new OfEntry(
                        r.value1(),
                        r.value2(),
                        seat.title(r.value1(), r.value3()),
                        new Counts(r.value4(), r.value5(), r.value6(), r.value7())));
    }

    private static Field<Integer> count(Condition which) {
        return DSL.count(SHEET.ID).filterWhere(which);
    }
}
