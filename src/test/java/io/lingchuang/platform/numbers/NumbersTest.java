package io.lingchuang.platform.numbers;

import static io.lingchuang.db.platform.Tables.DOCUMENT_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.OpenHouse;
import io.lingchuang.platform.web.Stale;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;

/** Official numbers stand in a register that is read by auditors: in order, none twice, none missing without a reason. */
class NumbersTest extends OpenHouse {

    @Autowired
    private Numbers numbers;

    @Autowired
    private TransactionTemplate transaction;

    private int next(String organ, int year) {
        return numbers.reserve(organ, year, "表彰决定", null).serial();
    }

    @Test
    void a_number_reads_as_official_numbers_do() {
        assertThat(numbers.reserve("试工", 2026, "表彰决定", null)).hasToString("试工〔2026〕1号");
    }

    @Test
    void each_organ_and_each_year_counts_for_itself() {
        assertThat(List.of(next("甲工", 2025), next("甲工", 2025), next("甲工", 2026), next("乙工", 2025)))
                .containsExactly(1, 2, 1, 1);
    }

    @Test
    void many_at_once_get_every_number_once() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<List<Integer>>> hands = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int hand = 0; hand < 8; hand++) {
                hands.add(threads.submit(() -> {
                    start.await();
                    return IntStream.range(0, 20)
                            .map(i -> next("众工", 2026))
                            .boxed()
                            .toList();
                }));
            }
            start.countDown();
        }
        List<Integer> all = new ArrayList<>();
        for (var hand : hands) {
            assertThat(hand.get()).as("each hand sees its own in order").isSorted();
            all.addAll(hand.get());
        }
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 160).boxed().toList());
    }

    @Test
    void a_decision_that_falls_through_gives_its_number_back() {
        assertThat(next("退工", 2026)).isEqualTo(1);
        transaction.executeWithoutResult(status -> {
            assertThat(next("退工", 2026)).isEqualTo(2);
            status.setRollbackOnly();
        });
        assertThat(next("退工", 2026)).isEqualTo(2);
    }

    @Test
    void a_number_made_void_stays_in_the_register_with_its_reason_and_is_not_given_again() {
        DocumentNumber one = numbers.reserve("废工", 2026, "表彰决定", null);
        numbers.voidNumber(one.id(), "文件撤回");
        assertThat(next("废工", 2026)).isEqualTo(2);
        var row = dsl.selectFrom(DOCUMENT_NUMBER)
                .where(DOCUMENT_NUMBER.ID.eq(one.id()))
                .fetchSingle();
        assertThat(List.of(row.getState(), row.getSerial(), row.getReason())).isEqualTo(List.of("VOID", 1, "文件撤回"));
        assertThatThrownBy(() -> numbers.use(one.id())).isInstanceOf(Stale.class);
    }

    @Test
    void a_used_number_is_used_once_and_cannot_be_made_void() {
        DocumentNumber one = numbers.reserve("用工", 2026, "表彰决定", null);
        numbers.use(one.id());
        assertThatThrownBy(() -> numbers.use(one.id())).isInstanceOf(Stale.class);
        assertThatThrownBy(() -> numbers.voidNumber(one.id(), "手误")).isInstanceOf(Stale.class);
    }

    @Test
    void the_register_itself_refuses_a_number_twice() {
        DocumentNumber one = numbers.reserve("重工", 2026, "表彰决定", null);
        assertThatThrownBy(() -> dsl.insertInto(
                                DOCUMENT_NUMBER,
                                DOCUMENT_NUMBER.ORGAN_CODE,
                                DOCUMENT_NUMBER.YEAR,
                                DOCUMENT_NUMBER.SERIAL,
                                DOCUMENT_NUMBER.SUBJECT)
                        .values("重工", 2026, one.serial(), "另一件")
                        .execute())
                .isInstanceOf(DataIntegrityViolationException.class);
    }
}
