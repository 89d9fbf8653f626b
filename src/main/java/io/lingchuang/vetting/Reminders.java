package io.lingchuang.vetting;

import static io.lingchuang.db.entries.Tables.ENTRY;

import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.lingchuang.access.Accounts;
import io.lingchuang.access.Right;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.platform.jobs.Recurring;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.web.Page;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Each working morning: who has entries due within two working days or overdue by up to three is reminded, once for each day and node. */
@Component
class Reminders implements Recurring {

    private final DSLContext dsl;
    private final Accounts accounts;
    private final Messages messages;
    private final WorkingDays days;
    private final Today today;

    Reminders(DSLContext dsl, Accounts accounts, Messages messages, WorkingDays days, Today today) {
        this.dsl = dsl;
        this.accounts = accounts;
        this.messages = messages;
        this.days = days;
        this.today = today;
    }

    @Override
    public String name() {
        return "vetting-reminders";
    }

    @Override
    public Schedule schedule() {
        return Schedules.daily(Page.ZONE, LocalTime.of(8, 30));
    }

    @Override
    public void run() {
        LocalDate day = today.today();
        if (!days.isWorkingDay(day)) {
            return;
        }
        var due = ENTRY.DUE_ON.between(days.minus(day, 3), days.plus(day, 2));
        dsl.select(ENTRY.AT_NODE_ID, ENTRY.STATE, DSL.count(), DSL.min(ENTRY.DUE_ON))
                .from(ENTRY)
                .where(ENTRY.STATE.in("VETTING", "FORMAL_CHECK"), due)
                .groupBy(ENTRY.AT_NODE_ID, ENTRY.STATE)
                .forEach(r -> {
                    Right right = EntryState.valueOf(r.value2()) == EntryState.VETTING ? Right.VET : Right.CHECK_FORM;
                    String words = r.value4().isBefore(day) ? "有已超期" : "有快到期";
                    accounts.holders(right, r.value1())
                            .forEach(a -> messages.send(
                                    a,
                                    words + "的申报待审核：" + r.value3() + " 件",
                                    "最早截止 " + r.value4(),
                                    "/vetting",
                                    "due:" + r.value1() + ":" + r.value2() + ":" + day));
                });
        dsl.select(ENTRY.ID, ENTRY.CREATED_BY, ENTRY.TITLE, ENTRY.DUE_ON)
                .from(ENTRY)
                .where(ENTRY.STATE.in("SUPPLEMENT", "RETURNED"), due)
                .forEach(r -> messages.send(
                        r.value2(),
                        "请在 " + r.value4() + " 前修改或补正：" + r.value3(),
                        "",
                        "/entries/" + r.value1() + "/edit",
                        "due:" + r.value1() + ":" + day));
    }
}
