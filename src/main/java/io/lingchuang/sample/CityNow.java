package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.platform.Tables.MESSAGE;

import io.lingchuang.platform.days.Today;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The last weeks of the whole city, after its finished years: told through the product's own use cases, a day after the other. */
@Component
class CityNow {

    /** Who works in the city has read what came before. */
    private static final int UNREAD_DAYS = 6;

    private final DSLContext dsl;
    private final Aftermath aftermath;
    private final UnderWay underWay;
    private final SampleCalls open;
    private final WorkingDaysAgo ago;
    private final Today today;

    CityNow(DSLContext dsl, Aftermath aftermath, UnderWay underWay, SampleCalls open, WorkingDaysAgo ago, Today today) {
        this.dsl = dsl;
        this.aftermath = aftermath;
        this.underWay = underWay;
        this.open = open;
        this.ago = ago;
        this.today = today;
    }

    /** year: the last whose calls are finished. */
    void load(int year) {
        aftermath.load(year);
        underWay.load(year);
        underWay.handedIn(ago.get(6, () -> open.load(year + 1)));
        ago.happen();
    }

    /** Nobody is to be reached outside the product for what lies in the past, and whoever signs in is not asked for a new password. */
    void delivered() {
        dsl.update(MESSAGE)
                .set(MESSAGE.SENT_AT, MESSAGE.CREATED_AT)
                .set(MESSAGE.SENT_BY, "sample")
                .where(MESSAGE.SENT_AT.isNull())
                .execute();
        Instant unread = today.now().minus(UNREAD_DAYS, ChronoUnit.DAYS);
        dsl.update(MESSAGE)
                .set(MESSAGE.READ_AT, MESSAGE.CREATED_AT)
                .where(MESSAGE.READ_AT.isNull(), MESSAGE.CREATED_AT.lt(DSL.val(unread)))
                .execute();
        dsl.update(ACCOUNT).set(ACCOUNT.PASSWORD_CHANGED_AT, today.now()).execute();
    }
}
