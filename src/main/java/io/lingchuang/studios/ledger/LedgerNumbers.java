package io.lingchuang.studios.ledger;

import io.lingchuang.platform.days.Today;
import io.lingchuang.studios.PageNumber;
import io.lingchuang.studios.Studio;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What trainees made, and how often something was done this year, as the ledger has it. */
@Component
@Order(20)
class LedgerNumbers implements PageNumber {

    private final LedgerLists records;
    private final Trainees trainees;
    private final Today today;

    LedgerNumbers(LedgerLists records, Trainees trainees, Today today) {
        this.records = records;
        this.trainees = trainees;
        this.today = today;
    }

    @Override
    public List<Number> of(Studio studio) {
        List<Number> numbers = new ArrayList<>();
        int made = trainees.count(studio.id());
        if (made > 0) {
            numbers.add(new Number("studioledger.trainee.achievements", List.of(), String.valueOf(made), null));
        }
        int year = today.today().getYear();
        int others = 0;
        for (LedgerLists.Count count : records.counts(studio.id(), year)) {
            switch (count.kind()) {
                case CLASS, SERVICE, VISIT_RECEIVED ->
                    numbers.add(new Number(
                            "studioledger.number." + count.kind(),
                            List.of(String.valueOf(year)),
                            String.valueOf(count.records()),
                            null));
                default -> others += count.records();
            }
        }
        if (others > 0) {
            numbers.add(new Number(
                    "studioledger.number.others", List.of(String.valueOf(year)), String.valueOf(others), null));
        }
        return numbers;
    }
}
