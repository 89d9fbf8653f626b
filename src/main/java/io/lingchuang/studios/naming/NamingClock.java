package io.lingchuang.studios.naming;

import static io.lingchuang.db.studios.Tables.PUTTING_RIGHT;
import static io.lingchuang.db.studios.Tables.STUDIO;
import static io.lingchuang.db.studios.Tables.VACANCY;

import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.jobs.Recurring;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.StudioState;
import io.lingchuang.studios.Studios;
import java.time.Duration;
import java.time.LocalDate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.TableField;
import org.springframework.stereotype.Component;

/** Reminds of days that come near and tells of those that went by, each once: to put right, to name a leader, to be renewed. */
@Component
public class NamingClock implements Recurring {

    private final DSLContext dsl;
    private final Studios studios;
    private final NamingRules rules;
    private final Affected affected;
    private final Today today;

    NamingClock(DSLContext dsl, Studios studios, NamingRules rules, Affected affected, Today today) {
        this.dsl = dsl;
        this.studios = studios;
        this.rules = rules;
        this.affected = affected;
        this.today = today;
    }

    @Override
    public String name() {
        return "studios-remind";
    }

    @Override
    public Schedule schedule() {
        return FixedDelay.of(Duration.ofHours(1));
    }

    @Override
    public void run() {
        remind("putRight", PUTTING_RIGHT.STUDIO_ID, PUTTING_RIGHT.BY_DAY, PUTTING_RIGHT.STATE.eq("OPEN"));
        remind("leader", VACANCY.STUDIO_ID, VACANCY.NAME_BY, VACANCY.FILLED_ON.isNull());
        remind("term", STUDIO.ID, STUDIO.TERM_UNTIL, STUDIO.TERM_UNTIL.isNotNull());
    }

    private void remind(String what, TableField<?, Long> studio, Field<LocalDate> day, Condition waits) {
        LocalDate now = today.today();
        dsl.select(studio, day)
                .from(studio.getTable())
                .where(waits, day.le(now.plusDays(rules.rule().remindDays())), day.ge(now.minusYears(1)))
                .forEach(r -> tell(
                        what, studios.studio(r.value1()), r.value2(), r.value2().isBefore(now)));
    }

    private void tell(String what, Studio studio, LocalDate day, boolean over) {
        if (studio.state() == StudioState.CANCELLED || studio.state() == StudioState.REVOKED) {
            return;
        }
        String page = "/studios/" + studio.id() + "/keeping";
        String once = (over ? "over-" : "near-") + what + "-" + studio.id() + "-" + day;
        affected.studio(studio, page, once, "naming.letter." + (over ? "over." : "near.") + what, studio.name(), day);
        if (over) {
            affected.keepers(studio, page, once, "naming.letter.over." + what, studio.name(), day);
        }
    }
}
