package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.NODE;

import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.jobs.Recurring;
import io.lingchuang.platform.web.Page;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Loads the sample city into an empty database, all of it or nothing, and says at each start where the product is and who can sign in. */
@Component
class SampleCity implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(SampleCity.class);

    /** Of what the city has a hundred of, the small sample has three. */
    private static final Scale SMALL = new Scale(0.03);

    /** What these would tell people of the city on its first day, they have told. */
    private static final Set<String> TELLING = Set.of(
            "plan-reminders",
            "pairings-end",
            "services-help-limits",
            "studios-remind",
            "achievements-board",
            "achievements-adopters");

    private final DSLContext dsl;
    private final SampleTree tree;
    private final SamplePeople people;
    private final SampleCalls calls;
    private final WholeCity whole;
    private final CityNow now;
    private final List<OwnPart> parts;
    private final List<Recurring> clocks;
    private final OnThatDay onThatDay;
    private final TransactionTemplate transaction;
    private final Environment environment;
    private final Today today;
    private final SampleSize size;

    SampleCity(
            DSLContext dsl,
            SampleTree tree,
            SamplePeople people,
            SampleCalls calls,
            WholeCity whole,
            CityNow now,
            List<OwnPart> parts,
            List<Recurring> clocks,
            OnThatDay onThatDay,
            TransactionTemplate transaction,
            Environment environment,
            Today today,
            @Value("${lingchuang.sample:city}") String size) {
        this.dsl = dsl;
        this.tree = tree;
        this.people = people;
        this.calls = calls;
        this.whole = whole;
        this.now = now;
        this.parts = parts;
        this.clocks = clocks;
        this.onThatDay = onThatDay;
        this.transaction = transaction;
        this.environment = environment;
        this.today = today;
        this.size = SampleSize.of(size);
    }

    /** Before the first request is taken, so that nobody meets half a city. */
    @Override
    public void afterSingletonsInstantiated() {
        if (size != SampleSize.NONE && !dsl.fetchExists(NODE)) {
            transaction.executeWithoutResult(status -> {
                if (size == SampleSize.CITY) {
                    wholeCity();
                } else {
                    tree.load();
                    people.load();
                    calls.load(today.today().getYear());
                    parts.forEach(p -> p.load(SMALL, today.today().getYear() - 1));
                }
            });
            log.info("The sample city is loaded; every person in it is invented");
        }
    }

    /** Its offices have been there since before the first call; its open calls since a week ago. */
    private void wholeCity() {
        onThatDay.at(whole.since(), () -> {
            tree.load();
            people.load();
        });
        whole.load();
        now.load(whole.lastYear());
        onThatDay.at(thisMorning(), () -> {
            parts.forEach(p -> p.load(whole.scale(), whole.lastYear()));
            clocks.stream().filter(c -> TELLING.contains(c.name())).forEach(Recurring::run);
        });
        now.delivered();
    }

    /** The same moment of the day whenever the city is loaded, and never one that is yet to come. */
    private Instant thisMorning() {
        return today.today().atStartOfDay(Page.ZONE).toInstant();
    }

    @EventListener(ApplicationReadyEvent.class)
    void greet() {
        String port = environment.getProperty("local.server.port", "8080");
        if (size != SampleSize.NONE) {
            System.out.println(SampleAccount.table("http://localhost:" + port));
        } else {
            System.out.println("Lingchuang is ready: http://localhost:" + port);
        }
    }
}
