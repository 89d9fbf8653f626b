package io.lingchuang.sample;

import io.lingchuang.platform.days.Today;
import java.time.Instant;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Lets the product's own use cases act on a day of the past: its clock and the moments that the database writes stand there meanwhile. Within a transaction. */
@Component
class OnThatDay {

    private final DSLContext dsl;
    private final Today today;

    OnThatDay(DSLContext dsl, Today today) {
        this.dsl = dsl;
        this.today = today;
    }

    void at(Instant moment, Runnable act) {
        at(moment, () -> {
            act.run();
            return moment;
        });
    }

    <T> T at(Instant moment, Supplier<T> act) {
        String before = dsl.fetchSingle("select coalesce(current_setting('lingchuang.ahead', true), '')")
                .get(0, String.class);
        dsl.execute("select set_config('lingchuang.ahead', (?::timestamptz - now())::text, true)", moment.toString());
        try {
            return today.standing(moment, act);
        } finally {
            dsl.execute("select set_config('lingchuang.ahead', ?, true)", before);
        }
    }
}
