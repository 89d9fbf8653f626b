package io.lingchuang.platform.messages;

import static io.lingchuang.db.platform.Tables.MESSAGE;

import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import io.lingchuang.platform.jobs.Recurring;
import java.time.Duration;
import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Carries new messages to the channels outside the app: claimed in the database first, so each goes out once. */
@Component
class Outbox implements Recurring {

    private final DSLContext dsl;
    private final Channels channels;

    Outbox(DSLContext dsl, Channels channels) {
        this.dsl = dsl;
        this.channels = channels;
    }

    @Override
    public String name() {
        return "messages-outbox";
    }

    @Override
    public Schedule schedule() {
        return FixedDelay.of(Duration.ofSeconds(20));
    }

    @Override
    public void run() {
        var phone = DSL.field("(select a.phone from access.account a where a.id = message.account_id)", String.class);
        var claimed = dsl.update(MESSAGE)
                .set(MESSAGE.SENT_AT, Instant.now())
                .set(MESSAGE.SENT_BY, channels.first())
                .where(MESSAGE.ID.in(DSL.select(MESSAGE.ID)
                        .from(MESSAGE)
                        .where(MESSAGE.SENT_AT.isNull())
                        .orderBy(MESSAGE.ID)
                        .limit(200)
                        .forUpdate()
                        .skipLocked()))
                .returningResult(MESSAGE.SUBJECT, phone)
                .fetch();
        claimed.forEach(m -> {
            if (m.value2() != null) {
                channels.deliver(m.value2(), m.value1());
            }
        });
    }
}
