package io.lingchuang.entries;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.AUDIT;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.EVENT;
import static io.lingchuang.db.platform.Tables.MESSAGE;
import static io.lingchuang.db.platform.Tables.SERIAL;
import static io.lingchuang.db.setup.Tables.OPENING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lingchuang.OpenCall;
import io.lingchuang.access.Actor;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.Level;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jooq.Record1;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** The last seconds of a call: five hundred at the door, and the clock strikes while they press. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "server.tomcat.keep-alive-timeout=10m") // no line is cut but those that the test cuts
@Import(RushTest.Door.class)
class RushTest extends OpenCall {

    private static final String LAST_SECOND = "2026-11-30T16:59:59";
    private static final String DEADLINE = "2026-11-30T17:00:00";
    private static final Instant STRUCK = Instant.parse("2026-11-30T09:00:00Z");
    private static final String PASSWORD = "Rush2026rush";
    private static final int EARLY = 300;
    private static final int ALL = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final AtomicInteger BEGUN = new AtomicInteger();
    private static final AtomicInteger ARRIVED = new AtomicInteger();

    /** How people hand in, in turn. */
    private enum Habit {
        ONE_PRESS,
        DOUBLE_CLICK,
        CUT_OFF,
        TWO_TABS
    }

    /** Counts the forms on their way in: when their first line is there, and when the house has written down that it has all of it. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Door {
        @Bean
        static FilterRegistrationBean<jakarta.servlet.Filter> begun() {
            return counting(BEGUN, -200);
        }

        @Bean
        static FilterRegistrationBean<jakarta.servlet.Filter> arrived() {
            return counting(ARRIVED, -99);
        }

        private static FilterRegistrationBean<jakarta.servlet.Filter> counting(AtomicInteger count, int order) {
            var registration = new FilterRegistrationBean<jakarta.servlet.Filter>((request, response, chain) -> {
                if (request instanceof HttpServletRequest form
                        && form.getMethod().equals("POST")
                        && form.getRequestURI().endsWith("/edit")) {
                    count.incrementAndGet();
                }
                chain.doFilter(request, response);
            });
            registration.setOrder(order);
            return registration;
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private DataSource source;

    @Autowired
    private MessageSource texts;

    @Autowired
    private Calls calls;

    private long call;

    @BeforeEach
    void aCallThatCloses() {
        dsl.update(OPENING)
                .set(OPENING.FOUNDED, true)
                .set(OPENING.FINISHED_AT, Instant.EPOCH) // the house is open
                .where(OPENING.FINISHED_AT.isNull())
                .execute();
        call = openCall(Level.ENTERPRISE, Level.COUNTY_OR_INDUSTRY);
        at(LAST_SECOND);
        BEGUN.set(0);
        ARRIVED.set(0);
    }

    @Test
    void of_five_hundred_who_press_around_the_deadline_each_is_in_once_or_told_that_it_is_too_late() throws Exception {
        List<Hurried> people = people(ALL);
        CountDownLatch struck = new CountDownLatch(1);
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> rush = new ArrayList<>();
            for (int i = 0; i < ALL; i++) {
                Hurried person = people.get(i);
                Habit habit = Habit.values()[i % Habit.values().length];
                boolean early = i < EARLY;
                rush.add(hands.submit(() -> press(person, habit, early, struck)));
            }
            int forms = EARLY / Habit.values().length * 6; // one, two, one so far, two
            await().atMost(PATIENCE).until(() -> ARRIVED.get() >= forms);
            at(DEADLINE);
            struck.countDown();
            for (Future<?> each : rush) {
                each.get();
            }
        }
        for (int i = 0; i < ALL; i++) {
            Habit habit = Habit.values()[i % Habit.values().length];
            if (i < EARLY) {
                isInOnce(people.get(i), habit);
            } else {
                staysADraft(people.get(i), habit);
            }
        }
        numbersWithoutDoubleOrGap();
    }

    private static Void press(Hurried person, Habit habit, boolean early, CountDownLatch struck) throws Exception {
        if (!early) {
            struck.await();
        }
        UUID once = UUID.randomUUID();
        switch (habit) {
            case ONE_PRESS -> person.handIn(once);
            case DOUBLE_CLICK ->
                atOnce(List.of(() -> person.handIn(once), () -> person.handIn(once)))
                        .forEach(fault -> assertThat(fault).isNull());
            case TWO_TABS ->
                atOnce(List.of(() -> person.handIn(once), () -> person.handIn(UUID.randomUUID())))
                        .forEach(fault -> assertThat(fault).isNull());
            case CUT_OFF -> {
                person.handInAndLoseTheLine(once);
                struck.await(); // by the time the line is back it is late
                person.handIn(once);
            }
        }
        return null;
    }

    private void isInOnce(Hurried person, Habit habit) {
        Entry entry = entry(person.entry);
        String who = habit + " " + person.entry + " " + said(person);
        assertThat(entry.state()).as(who).isEqualTo(EntryState.VETTING);
        assertThat(entry.submittedAt()).as(who).isBefore(STRUCK);
        assertThat(entry.title()).isEqualTo(person.typed("title"));
        assertThat(entry.answers()).containsEntry("content", person.typed("a_content"));
        assertThat(entry.version()).as("saved once and handed in once: " + who).isEqualTo(2);
        assertThat(submissions(person)).as(who).containsExactly("submit");
        assertThat(dsl.fetchCount(AUDIT, AUDIT.SUBJECT_ID.eq(person.entry), AUDIT.ACTION.eq("entries.submit")))
                .as(who)
                .isEqualTo(1);
        assertThat(dsl.fetchCount(COMPLETER, COMPLETER.ENTRY_ID.eq(person.entry)))
                .isEqualTo(1);
        assertThat(dsl.fetchCount(MESSAGE, MESSAGE.LINK.eq("/vetting/" + person.entry)))
                .as("each clerk of the mine is told once: " + who)
                .isEqualTo(accounts.holders(io.lingchuang.access.Right.VET, mine.id())
                        .size());
        assertThat(person.answers())
                .as(who)
                .allSatisfy(a -> assertThat(fair(person, habit, a)).isTrue());
        if (habit != Habit.CUT_OFF) {
            assertThat(person.answers()).as(who).anyMatch(person::confirmed);
        }
    }

    private void staysADraft(Hurried person, Habit habit) {
        Entry entry = entry(person.entry);
        String who = habit + " " + person.entry + " " + said(person);
        assertThat(entry.state()).as(who).isEqualTo(EntryState.DRAFT);
        assertThat(entry.number()).as(who).isNull();
        assertThat(entry.title()).as(who).isEqualTo(person.typed("title"));
        assertThat(entry.answers()).as(who).containsEntry("content", person.typed("a_content"));
        assertThat(entry.ticked()).contains("truth", "secret:no");
        assertThat(submissions(person)).as(who).isEmpty();
        assertThat(person.answers())
                .as(who)
                .noneMatch(person::confirmed)
                .allSatisfy(
                        a -> assertThat(tooLate(a) || fair(person, habit, a)).isTrue());
        if (habit == Habit.ONE_PRESS) {
            assertThat(person.answers()).as(who).allMatch(this::tooLate);
        }
        HttpResponse<String> page = person.page(person.edit());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(person.typed("title"), person.typed("a_content"));
    }

    /** A confirmation, or for the second of two presses: that the first is being done, or that another window was faster. */
    private boolean fair(Hurried person, Habit habit, HttpResponse<String> answer) {
        return switch (habit) {
            case ONE_PRESS -> person.confirmed(answer);
            case DOUBLE_CLICK, CUT_OFF ->
                person.confirmed(answer)
                        || answer.statusCode() == 303 && Hurried.to(answer).endsWith(person.edit())
                        || entry(person.entry).state() == EntryState.DRAFT && answer.statusCode() == 409;
            case TWO_TABS ->
                person.confirmed(answer)
                        || answer.statusCode() == 409
                                && (answer.body().contains(text("entries.older"))
                                        || answer.body().contains(text("entries.notEditable")));
        };
    }

    private boolean tooLate(HttpResponse<String> answer) {
        return answer.statusCode() == 422 && answer.body().contains(text("entries.tooLate"));
    }

    private void numbersWithoutDoubleOrGap() {
        List<Long> serials = dsl.select(ENTRY.NUMBER)
                .from(ENTRY)
                .where(ENTRY.CALL_ID.eq(call), ENTRY.NUMBER.isNotNull())
                .orderBy(ENTRY.NUMBER)
                .fetch(r -> Long.valueOf(r.value1().substring(r.value1().indexOf('-') + 1)));
        assertThat(serials)
                .containsExactlyElementsOf(LongStream.range(serials.getFirst(), serials.getFirst() + EARLY)
                        .boxed()
                        .toList());
        assertThat(lastNumber()).isEqualTo(serials.getLast());
    }

    private long lastNumber() {
        Call its = calls.call(call);
        return dsl.select(SERIAL.LAST)
                .from(SERIAL)
                .where(SERIAL.SERIES.eq(Submission.series(its)), SERIAL.YEAR.eq(its.year()))
                .fetchSingle()
                .value1();
    }

    // The deadline itself

    /** Came in before it, while the house was busy with others until after it: that is not the applicant's fault. */
    @Test
    void what_came_in_before_the_deadline_counts_also_when_the_house_gets_to_it_later() throws Exception {
        handIn(people(1).getFirst()); // so that there is a series to wait for
        Hurried person = people(1).getFirst();
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
                Connection others = source.getConnection()) {
            others.setAutoCommit(false);
            DSL.using(others, SQLDialect.POSTGRES)
                    .selectFrom(SERIAL)
                    .where(SERIAL.SERIES.eq(Submission.series(calls.call(call))))
                    .forUpdate()
                    .fetch();
            Future<?> sent = hands.submit(() -> handIn(person));
            await().atMost(PATIENCE)
                    .until(
                            () -> dsl.fetchExists(
                                    DSL.table("pg_stat_activity"),
                                    DSL.condition(
                                            "datname = current_database() and wait_event_type = 'Lock' and query like '%serial%'")));
            at(DEADLINE);
            others.rollback();
            sent.get();
        }
        assertThat(person.answers()).singleElement().matches(person::confirmed);
        assertThat(entry(person.entry).submittedAt()).isBefore(STRUCK);
    }

    @Test
    void a_form_of_which_the_end_comes_in_after_the_deadline_is_late() {
        Hurried person = people(1).getFirst();
        String said = person.handInSlowly(UUID.randomUUID(), () -> {
            await().atMost(PATIENCE).until(() -> BEGUN.get() == 1);
            at(DEADLINE);
        });
        assertThat(said).startsWith("HTTP/1.1 422").contains(text("entries.tooLate"));
        assertThat(entry(person.entry).state()).isEqualTo(EntryState.DRAFT);
        assertThat(entry(person.entry).title()).isEqualTo(person.typed("title"));
    }

    @Test
    void whoever_presses_again_after_it_was_handed_in_comes_to_the_entry() {
        Hurried person = people(1).getFirst();
        handIn(person);
        assertThat(Hurried.to(person.page(person.edit()))).endsWith("/entries/" + person.entry);
    }

    private static void handIn(Hurried person) {
        person.handIn(UUID.randomUUID());
    }

    // People

    /** Workers of the mine, each signed in and with a form that only has to be sent. */
    private List<Hurried> people(int count) {
        String hash =
                new BCryptPasswordEncoder(4).encode(PASSWORD); // as cheap as it gets: it is not what is tried here
        List<Actor> workers =
                IntStream.range(0, count).mapToObj(i -> workerAt(mine)).toList();
        dsl.update(ACCOUNT)
                .set(ACCOUNT.PASSWORD_HASH, hash)
                .where(ACCOUNT.ID.in(workers.stream().map(Actor::accountId).toList()))
                .execute();
        Map<Long, String> logins =
                dsl.select(ACCOUNT.ID, ACCOUNT.LOGIN).from(ACCOUNT).fetchMap(ACCOUNT.ID, ACCOUNT.LOGIN);
        try (ExecutorService hands = Executors.newFixedThreadPool(8)) {
            return workers.stream()
                    .map(w -> hands.submit(() -> hurried(w).signIn(logins.get(w.accountId()), PASSWORD)))
                    .toList()
                    .stream()
                    .map(RushTest::done)
                    .toList();
        }
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Hurried hurried(Actor worker) {
        long entry = drafts.start(worker, call);
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("version", "0");
        typed.put("action", "send");
        typed.put("title", "皮带机清扫器改进之" + entry);
        typed.put("a_content", "加装两道刮板，每班少停机二十分钟。其" + entry);
        typed.put("t_truth", "true");
        typed.put("t_secret", "no");
        typed.put("line", "TERRITORIAL");
        typed.put("completerName", worker.name());
        typed.put("completerUnit", "朔里煤矿工会");
        return new Hurried(URI.create("http://localhost:" + port), entry, typed);
    }

    private List<String> submissions(Hurried person) {
        return dsl.select(EVENT.ACTION)
                .from(EVENT)
                .where(EVENT.ENTRY_ID.eq(person.entry))
                .fetch(Record1::value1);
    }

    private String text(String key) {
        return texts.getMessage(key, null, java.util.Locale.SIMPLIFIED_CHINESE);
    }

    private static String said(Hurried person) {
        return person.answers().stream()
                .map(a -> a.statusCode() + " " + Hurried.to(a))
                .collect(Collectors.joining(", "));
    }
}
