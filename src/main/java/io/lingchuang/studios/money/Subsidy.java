package io.lingchuang.studios.money;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** A subsidy 补助. basis: the document it rests on; hostId: the federation whose money it is. granted: it came with a naming. fell: with its award. */
public record Subsidy(
        long id,
        long studioId,
        long hostId,
        String basis,
        BigDecimal amount,
        Set<Use> uses,
        List<Tranche> tranches,
        boolean granted,
        boolean fell) {

    /** Nothing of it is prepared yet: whoever prepares the first part says what it may be used for. */
    public boolean untouched() {
        return tranches.isEmpty();
    }

    /** As SubsidyLists tells it of a row. */
    SubsidyStanding standing() {
        if (fell) {
            return SubsidyStanding.FELL;
        }
        return untouched()
                ? SubsidyStanding.GRANTED
                : SubsidyStanding.valueOf(tranches.getLast().state().name());
    }

    /** What no tranche takes: can be prepared next. */
    public BigDecimal open() {
        return amount.subtract(tranches.stream()
                .filter(t -> t.state() != TrancheState.STOPPED)
                .map(Tranche::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** A part is on its way, or was paid and is not settled: until it is, no other is prepared. */
    public boolean waits() {
        return unsettled()
                || tranches.stream()
                        .anyMatch(t -> t.state() == TrancheState.PREPARED || t.state() == TrancheState.APPROVED);
    }

    /** A tranche that was paid and is neither settled nor recovered: before it is, nothing more is paid. */
    public boolean unsettled() {
        return tranches.stream().anyMatch(t -> t.state() == TrancheState.PAID || t.state() == TrancheState.TO_RECOVER);
    }
}
