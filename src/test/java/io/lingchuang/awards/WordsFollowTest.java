package io.lingchuang.awards;

import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.RESULT_WORD;
import static io.lingchuang.db.calls.Tables.TIER;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.WAITING_WORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.TestDatabase;
import io.lingchuang.platform.text.Bigrams;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever happened to entries and awards: the queue and the public results find exactly what somebody finds who reads every record. */
class WordsFollowTest {

    private DSLContext dsl;
    private ResultWords words;

    @BeforeEach
    void freshCity() {
        dsl = TestDatabase.fresh();
        words = new ResultWords(dsl);
    }

    @Test
    void entries_and_awards_are_found_by_what_they_are_now_whatever_happened() {
        Set<String> happened = new TreeSet<>();
        for (long seed = 1; seed <= 4; seed++) {
            RandomAwards history = new RandomAwards(dsl, seed);
            for (int i = 1; i <= 300; i++) {
                String act = history.act();
                happened.add(act);
                if (i % 5 == 0 || act.startsWith("all")) {
                    compare("after %s, act %d of history %d".formatted(act, i, seed));
                }
            }
        }
        assertThat(happened).isEqualTo(RandomAwards.ACTS);
        assertThat(dsl.fetchCount(WAITING_WORD)).as("words that wait").isGreaterThan(500);
        assertThat(dsl.fetchCount(RESULT_WORD)).as("words of results").isGreaterThan(500);
        assertThat(dsl.fetchCount(AWARD, AWARD.STATE.eq("WITHDRAWN"))).isGreaterThan(10);
    }

    private void compare(String when) {
        assertThat(waiting()).as("the queue " + when).isEqualTo(waitingRecounted());
        assertThat(resultsRecounted())
                .as("found by what is not there any more " + when)
                .containsAll(results());
        words.make();
        assertThat(results()).as("the results " + when).isEqualTo(resultsRecounted());
        assertThat(dsl.fetch(
                        "select d.number from awards.decision d where in_force <> (select count(*) from awards.award a"
                                + " where a.decision_id = d.id and a.state = 'IN_FORCE')"))
                .as("decisions that count wrongly " + when)
                .isEmpty();
    }

    private Set<String> waiting() {
        return new TreeSet<>(dsl.selectFrom(WAITING_WORD)
                .fetch(w -> line(
                        w.getNodeId(), w.getChecking(), w.getCallId(), w.getWord(), w.getDueOn(), w.getEntryId())));
    }

    private Set<String> waitingRecounted() {
        Set<String> all = new TreeSet<>();
        dsl.selectFrom(ENTRY).where(ENTRY.STATE.in("VETTING", "FORMAL_CHECK")).forEach(e -> {
            LocalDate due = Objects.requireNonNullElse(e.getDueOn(), LocalDate.of(9999, 12, 31));
            boolean checking = e.getState().equals("FORMAL_CHECK");
            if (e.getAtNodeId() != null) {
                each(e.getSearch(), w -> all.add(line(e.getAtNodeId(), checking, e.getCallId(), w, due, e.getId())));
            }
        });
        return all;
    }

    private Set<String> results() {
        return new TreeSet<>(dsl.selectFrom(RESULT_WORD)
                .fetch(w -> line(w.getDecisionId(), w.getWord(), w.getTierPosition(), w.getAwardId())));
    }

    private Set<String> resultsRecounted() {
        Set<String> all = new TreeSet<>();
        dsl.select(AWARD.DECISION_ID, AWARD.ID, TIER.POSITION, ENTRY.NUMBER, ENTRY.TITLE)
                .select(COMPLETER.NAME, COMPLETER.UNIT_NAME)
                .from(AWARD)
                .join(TIER)
                .on(TIER.ID.eq(AWARD.TIER_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(AWARD.ENTRY_ID))
                .leftJoin(COMPLETER)
                .on(COMPLETER.ENTRY_ID.eq(ENTRY.ID), COMPLETER.POSITION.eq(1))
                .where(AWARD.STATE.eq("IN_FORCE"))
                .forEach((Record a) -> each(
                        Bigrams.index(
                                a.get(ENTRY.NUMBER),
                                a.get(ENTRY.TITLE),
                                a.get(COMPLETER.NAME),
                                a.get(COMPLETER.UNIT_NAME)),
                        w -> all.add(line(a.get(AWARD.DECISION_ID), w, a.get(TIER.POSITION), a.get(AWARD.ID)))));
        return all;
    }

    private static void each(String search, java.util.function.Consumer<String> word) {
        word.accept("");
        if (search != null) {
            for (String w : search.split(" ")) {
                word.accept(w);
            }
        }
    }

    private static String line(Object... parts) {
        return String.join(
                "|", java.util.Arrays.stream(parts).map(String::valueOf).toList());
    }
}
