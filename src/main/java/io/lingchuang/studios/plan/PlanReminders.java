package io.lingchuang.studios.plan;

import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.PLAN_LINE;
import static io.lingchuang.db.studios.Tables.STUDIO;

import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.platform.jobs.Recurring;
import io.lingchuang.platform.web.Page;
import io.lingchuang.studios.Part;
import io.lingchuang.studios.StudioState;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Each working morning: whoever does an item hears once that it nears its last day without a record, and once that it is past it; of the
 * second its studio's leader hears too. Moved to other months it is told anew.
 */
@Component
public class PlanReminders implements Recurring {

    private final DSLContext dsl;
    private final PlanStore store;
    private final PlanLetters letters;
    private final WorkingDays days;
    private final Today today;

    PlanReminders(DSLContext dsl, PlanStore store, PlanLetters letters, WorkingDays days, Today today) {
        this.dsl = dsl;
        this.store = store;
        this.letters = letters;
        this.days = days;
        this.today = today;
    }

    @Override
    public String name() {
        return "plan-reminders";
    }

    @Override
    public Schedule schedule() {
        return Schedules.daily(Page.ZONE, LocalTime.of(8, 30));
    }

    @Override
    @Transactional
    public void run() {
        if (!days.isWorkingDay(today.today())) {
            return;
        }
        List<PlanItem> items = store.items(PLAN_LINE
                .PLAN_STATE
                .eq(PlanState.HUNG.name())
                .and(PLAN_LINE.YEAR.ge(today.today().getYear() - 1))
                .and(store.light().in(Light.RED.name(), Light.YELLOW.name()))
                .and(PLAN_LINE.STUDIO_ID.in(DSL.select(STUDIO.ID)
                        .from(STUDIO)
                        .where(STUDIO.STATE.in(StudioState.IN_FORCE.name(), StudioState.TO_PUT_RIGHT.name())))));
        Map<Long, Long> leaders = dsl.select(MEMBER.STUDIO_ID, MEMBER.ID)
                .from(MEMBER)
                .where(MEMBER.PART.eq(Part.LEADER.name()), MEMBER.FROM_DAY.le(today.today()))
                .and(MEMBER.UNTIL_DAY.isNull().or(MEMBER.UNTIL_DAY.gt(today.today())))
                .fetchMap(MEMBER.STUDIO_ID, MEMBER.ID);
        letters.due(items, leaders);
    }
}
