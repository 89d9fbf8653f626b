package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.ACCOUNT;

import io.lingchuang.access.Tree;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.platform.web.Page;
import io.lingchuang.sample.Office.By;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The sample city at its real size, around the small sample: deterministic by seed and day, every person invented. Runs in the caller's transaction. */
@Component
class WholeCity {

    static final long SEED = 2026;

    private final DSLContext dsl;
    private final WholeTree tree;
    private final WholePeople people;
    private final PastYears years;
    private final Tree nodes;
    private final WorkingDays days;
    private final Today today;
    private final Scale scale;
    private final OnThatDay onThatDay;

    WholeCity(
            DSLContext dsl,
            WholeTree tree,
            WholePeople people,
            PastYears years,
            Tree nodes,
            WorkingDays days,
            Today today,
            OnThatDay onThatDay,
            @Value("${lingchuang.sample.scale:1}") double scale) {
        this.dsl = dsl;
        this.tree = tree;
        this.people = people;
        this.years = years;
        this.nodes = nodes;
        this.days = days;
        this.today = today;
        this.onThatDay = onThatDay;
        this.scale = new Scale(scale);
    }

    Scale scale() {
        return scale;
    }

    /** The last year whose calls are finished. */
    int lastYear() {
        return today.today().minusMonths(10).getYear();
    }

    /** Since when the federation's people have been there: before the first call. */
    Instant since() {
        return LocalDate.of(lastYear() - 3, 12, 1)
                .atTime(8, 0)
                .atZone(Page.ZONE)
                .toInstant();
    }

    void load() {
        int year = lastYear();
        long began = System.nanoTime();
        say("The whole sample city is loaded, once; this takes about a minute.");
        long rows = dsl.connectionResult(connection -> load(connection, year));
        say("%,d rows in %d seconds.".formatted(rows, (System.nanoTime() - began) / 1_000_000_000));
    }

    private long load(Connection connection, int year) throws SQLException {
        var invented = new Invented(SEED);
        LocalDate since = Office.day(since());
        try (var load = new BulkLoad(connection)) {
            Map<Long, Long> unions = onThatDay.at(since(), tree::unions);
            tree.occupations(load);
            List<Unit> units = tree.units(load, invented, scale);
            say("%,d units".formatted(units.size()));
            people.load(load, invented, units, since);
            people.honours(load, units, scale, year);
            long city = nodes.city().id();
            people.experts(load, invented, units, city, since);
            say("%,d people".formatted(units.stream().mapToInt(Unit::people).sum()));
            Map<Long, By> officers = new TreeMap<>();
            unions.forEach((node, account) -> officers.put(node, by(account)));
            var office = new Office(
                    city, by("city"), by("chief"), by("finance"), officers, days, invented, new Invented.Reasons());
            years.load(load, new PastYears.Ground(office, units, people.first(), scale, new IdeaTexts(SEED)), year);
            say("Indexes");
            load.finish();
            return load.rows();
        }
    }

    private By by(String login) {
        return by(dsl.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq(login))
                .fetchSingle()
                .value1());
    }

    private By by(long account) {
        return new By(
                account,
                dsl.select(ACCOUNT.NAME)
                        .from(ACCOUNT)
                        .where(ACCOUNT.ID.eq(account))
                        .fetchSingle()
                        .value1());
    }

    static void say(String what) {
        System.out.println("Sample city: " + what);
    }
}
