package io.lingchuang.review.room;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.REMINDER;
import static io.lingchuang.db.review.Tables.SHEET;

import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.platform.jobs.Recurring;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.Panel;
import io.lingchuang.review.Panels;
import io.lingchuang.review.invitations.Admission;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reminding experts of open sheets: whom the chair chooses, or by itself each working morning from two working days before the panel's
 * day until three after it. Nobody hears twice on a day, whoever reminds.
 */
@Service
public class PanelReminders implements Recurring {

    static final int TEXT = 300;

    private final DSLContext dsl;
    private final Panels panels;
    private final Progress progress;
    private final Messages messages;
    private final MessageSource texts;
    private final WorkingDays days;
    private final Today today;
    private final Audit audit;

    PanelReminders(
            DSLContext dsl,
            Panels panels,
            Progress progress,
            Messages messages,
            MessageSource texts,
            WorkingDays days,
            Today today,
            Audit audit) {
        this.dsl = dsl;
        this.panels = panels;
        this.progress = progress;
        this.messages = messages;
        this.texts = texts;
        this.days = days;
        this.today = today;
        this.audit = audit;
    }

    /** Of those chosen, who would hear: they have open sheets and were not reminded today. */
    public List<Progress.OfExpert> recipients(Actor actor, long id, List<Long> chosen) {
        LocalDate day = today.today();
        return progress.byExpert(panels.seat(actor, id)).stream()
                .filter(e ->
                        chosen.contains(e.id()) && e.admitted() && e.counts().open() > 0 && !day.equals(e.reminded()))
                .toList();
    }

    /** @return how many were reminded */
    @Transactional
    public int remind(Actor actor, long id, List<Long> chosen, String text) {
        panels.seat(actor, id);
        if (text.strip().length() < 2 || text.strip().length() > TEXT) {
            throw Refusal.onField("text", "review.room.textForm", TEXT);
        }
        panels.requireStill(id, Panel.State.SCORING);
        Panel panel = panels.panel(id);
        List<Progress.OfExpert> sent = recipients(actor, id, chosen).stream()
                .filter(e -> send(panel, e.id(), e.account(), e.counts().open(), text.strip(), actor.accountId()))
                .toList();
        if (sent.isEmpty()) {
            throw new Refusal("review.room.nobodyToRemind");
        }
        audit.record(
                actor,
                "review.remind",
                "panel",
                id,
                "experts " + sent.stream().map(e -> String.valueOf(e.id())).collect(Collectors.joining(", ")) + ": "
                        + text.strip());
        return sent.size();
    }

    private boolean send(Panel panel, long expert, long account, int open, String text, @Nullable Long by) {
        int first = dsl.insertInto(REMINDER)
                .set(REMINDER.PANEL_ID, panel.id())
                .set(REMINDER.EXPERT_ID, expert)
                .set(REMINDER.ON_DAY, today.today())
                .set(REMINDER.SHEETS, open)
                .set(REMINDER.TEXT, text)
                .set(REMINDER.BY, by)
                .set(REMINDER.AT, today.now())
                .onConflictDoNothing()
                .execute();
        return first == 1
                && messages.send(
                        account,
                        texts.getMessage("review.room.letter", new Object[] {panel.name()}, Locale.SIMPLIFIED_CHINESE),
                        text,
                        "/scoring",
                        "remind:" + panel.id() + ":" + today.today());
    }

    /** What stands in the text until somebody writes it anew. */
    public String usual(Progress.Term term, Locale locale) {
        return term.due() == null
                ? texts.getMessage("review.room.remindText", null, locale)
                : texts.getMessage(
                        "review.room.remindTextUntil", new Object[] {term.due().toString()}, locale);
    }

    @Override
    public String name() {
        return "panel-reminders";
    }

    @Override
    public Schedule schedule() {
        return Schedules.daily(Page.ZONE, LocalTime.of(8, 40));
    }

    @Override
    @Transactional
    public void run() {
        LocalDate day = today.today();
        if (!days.isWorkingDay(day)) {
            return;
        }
        dsl.select(PANEL.ID, EXPERT.ID, EXPERT.ACCOUNT_ID, DSL.count())
                .from(PANEL)
                .join(SHEET)
                .on(SHEET.PANEL_ID.eq(PANEL.ID), Progress.OPEN)
                .join(ENTRY)
                .on(ENTRY.ID.eq(SHEET.ENTRY_ID), ENTRY.STATE.eq(EntryState.ACCEPTED.name()))
                .join(EXPERT)
                .on(EXPERT.ID.eq(SHEET.EXPERT_ID))
                .where(
                        PANEL.STATE.eq(Panel.State.SCORING.name()),
                        Admission.given(PANEL.ID, EXPERT.ID), // the others are asked for their answer
                        PANEL.DUE_ON.between(days.minus(day, 3), days.plus(day, 2)))
                .groupBy(PANEL.ID, EXPERT.ID, EXPERT.ACCOUNT_ID)
                .orderBy(PANEL.ID, EXPERT.ID)
                .forEach(r -> send(
                        panels.panel(r.value1()),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        usual(progress.term(r.value1()), Locale.SIMPLIFIED_CHINESE),
                        null));
    }
}
