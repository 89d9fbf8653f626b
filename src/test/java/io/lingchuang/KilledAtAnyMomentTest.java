package io.lingchuang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of the product, of PostgreSQL and of its backends at random moments while people hand in, recommend, score, pay, send
 * rosters and print certificates: what was confirmed is there once, what was not is there once after it was sent again, jobs go on,
 * and nothing is half done. The number of kills and the seed are settings: -Dlingchuang.kills=100 -Dlingchuang.seed=7; bench/kills does
 * the hundred. What was tried is told in target/kills.txt.
 */
class KilledAtAnyMomentTest {

    private static final int KILLS = Integer.getInteger("lingchuang.kills", 8);
    private static final long SEED = Long.getLong("lingchuang.seed", 7L);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private enum Kill {
        PRODUCT,
        BOTH,
        SERVER,
        BACKEND;

        static Kill drawn(Random random) {
            int n = random.nextInt(20);
            return n < 3 ? PRODUCT : n < 4 ? BOTH : n < 12 ? SERVER : BACKEND;
        }
    }

    @Test
    void what_was_confirmed_is_there_once_and_nothing_is_half_done() throws Exception {
        Random random = new Random(SEED);
        Map<Kill, Integer> kills = new TreeMap<>();
        Set<Long> cutOff = new TreeSet<>();
        try (KillableHouse house = new KillableHouse(folder.resolve("house"))) {
            house.start();
            Load load = new Load(house, BusyCity.in(house));
            load.begin();
            for (int n = 0; n < KILLS; n++) {
                int moment = load.acts() + random.nextInt(16);
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> {
                            load.nothingWentWrong();
                            return load.acts() >= moment;
                        });
                List<Long> jobs = jobsNotOver(house);
                Kill kill = Kill.drawn(random);
                switch (kill) {
                    case PRODUCT -> house.killProduct();
                    case BOTH -> house.killBoth();
                    case SERVER -> house.killServer();
                    case BACKEND -> house.killBackend(random);
                }
                kills.merge(kill, 1, Integer::sum);
                check(house, load.done());
                jobsNotOver(house).stream().filter(jobs::contains).forEach(cutOff::add);
                load.nothingWentWrong();
            }
            load.end();
            load.nothingWentWrong();
            await().atMost(Duration.ofMinutes(3)).until(() -> restingJobs(house));
            check(house, load.done());
            int leftOver;
            try (Connection c = house.connect()) {
                leftOver = WhatMustHold.atRest(KillableHouse.sql(c), house.data());
                nothingBeyondWhatWasDone(KillableHouse.sql(c), load.done());
            }
            house.stop();
            assertThat(house.command("verify-audit", "--lingchuang.data=" + house.data()))
                    .as("the audit trail is whole")
                    .isZero();
            String report =
                    "Kills: %s, seed %d%nDone: %s%nJobs begun before a kill and over after it: %d%nFiles left over and cleared: %d%nPressed:%n%s"
                            .formatted(kills, SEED, counted(load.done()), cutOff.size(), leftOver, load.told());
            Files.writeString(Path.of("target/kills.txt"), report);
            System.out.println(report);
        }
    }

    private static boolean restingJobs(KillableHouse house) throws Exception {
        try (Connection c = house.connect()) {
            return KillableHouse.sql(c)
                    .fetch("select 1 from platform.scheduled_tasks where task_name = 'job'")
                    .isEmpty();
        }
    }

    private static List<Long> jobsNotOver(KillableHouse house) throws Exception {
        try (Connection c = house.connect()) {
            return KillableHouse.sql(c)
                    .fetch("select id from platform.job where state in ('WAITING', 'RUNNING')")
                    .getValues(0, Long.class);
        }
    }

    private static void check(KillableHouse house, List<Load.Done> done) throws Exception {
        try (Connection c = house.connect()) {
            DSLContext dsl = KillableHouse.sql(c);
            // One moment for all questions: people go on working meanwhile.
            dsl.execute("begin isolation level repeatable read read only");
            WhatMustHold.always(dsl, house.data());
            everyActIsThere(dsl, done);
            dsl.execute("rollback");
        }
    }

    private static void everyActIsThere(DSLContext dsl, List<Load.Done> done) {
        Map<String, String> there = Map.of(
                "handed in",
                        "select id from entries.entry where number is not null and state in ('VETTING', 'FORMAL_CHECK')",
                "recommended", "select entry_id from vetting.recommendation",
                "sealed", "select id from review.sheet where state = 'SEALED'",
                "paid", "select id from awards.payout where state = 'PAID'",
                "roster", "select id from directory.roster_import where state = 'APPLIED'",
                "certificates", "select id from platform.job where kind = 'certificates' and state = 'DONE'");
        there.forEach((what, sql) -> assertThat(dsl.fetch(sql).getValues(0, Long.class))
                .as(what)
                .containsAll(done.stream()
                        .filter(d -> d.what().equals(what))
                        .map(Load.Done::id)
                        .toList()));
    }

    private static void nothingBeyondWhatWasDone(DSLContext dsl, List<Load.Done> done) {
        Map<String, Long> counts = counted(done);
        counts.forEach((what, n) -> assertThat(
                        done.stream().filter(d -> d.what().equals(what)).distinct())
                .hasSize(n.intValue()));
        assertThat(
                        count(
                                dsl,
                                "entries.entry where number like '%2026-%' and call_id in (select id from calls.call where programme = 'SUGGESTION')"))
                .as("entries are those handed in")
                .isEqualTo(counts.getOrDefault("handed in", 0L));
        assertThat(count(dsl, "vetting.recommendation")).isEqualTo(counts.getOrDefault("recommended", 0L));
        assertThat(count(dsl, "review.sheet where state = 'SEALED'")).isEqualTo(counts.getOrDefault("sealed", 0L));
        assertThat(count(dsl, "awards.payout where state = 'PAID'")).isEqualTo(counts.getOrDefault("paid", 0L));
        assertThat(count(dsl, "directory.roster_import")).isEqualTo(counts.getOrDefault("roster", 0L));
        assertThat(count(dsl, "directory.person where staff_number like 'KILL-%'"))
                .isEqualTo(Load.ROSTER * counts.getOrDefault("roster", 0L));
        assertThat(count(dsl, "access.audit where action = 'access.changePassword' and success"))
                .isEqualTo(counts.getOrDefault("password changed", 0L));
        assertThat(count(dsl, "platform.job where kind = 'certificates'"))
                .isEqualTo(counts.getOrDefault("certificates", 0L));
    }

    private static long count(DSLContext dsl, String from) {
        return dsl.fetchSingle("select count(*) from " + from).get(0, Long.class);
    }

    private static Map<String, Long> counted(List<Load.Done> done) {
        return done.stream().collect(Collectors.groupingBy(Load.Done::what, TreeMap::new, Collectors.counting()));
    }
}
