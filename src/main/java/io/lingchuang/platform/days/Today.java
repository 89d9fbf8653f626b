package io.lingchuang.platform.days;

import io.lingchuang.platform.web.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** What day and moment it is, in Asia/Shanghai. Everything that depends on the date asks here, so that tests can set it. */
@Component
public class Today {

    private static final ScopedValue<Instant> STANDING = ScopedValue.newInstance();

    private final Clock clock;

    public Today(Clock clock) {
        this.clock = clock;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(now(), Page.ZONE);
    }

    public Instant now() {
        return STANDING.isBound() ? STANDING.get() : clock.instant();
    }

    /** Does something as if it were that moment, on this thread and for everything it calls: to tell a past as it would have been. */
    public <T> T standing(Instant moment, Supplier<T> act) {
        return ScopedValue.where(STANDING, moment).call(act::get);
    }

    @Configuration(proxyBeanMethods = false)
    static class SystemClock {
        /** With lingchuang.day the product lives on another day, at this time of it: to walk through a whole programme in an hour. */
        @Bean
        static Clock clock(@Value("${lingchuang.day:}") String day) {
            return Clock.offset(Clock.system(Page.ZONE), Duration.ofDays(ahead(day)));
        }
    }

    /** How many days the product lives ahead of the calendar on the wall; 0 without a day of its own. */
    public static long ahead(String day) {
        return day.isBlank() ? 0 : ChronoUnit.DAYS.between(LocalDate.now(Page.ZONE), LocalDate.parse(day));
    }
}
