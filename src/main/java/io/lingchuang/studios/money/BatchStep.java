package io.lingchuang.studios.money;

import io.lingchuang.access.Right;
import java.util.Locale;

/** What can be done to many subsidies at once; from: where each of them has to stand. */
public enum BatchStep {
    PREPARE(Right.PREPARE_PAYOUT, SubsidyStanding.GRANTED),
    RELEASE(Right.APPROVE_PAYOUT, SubsidyStanding.PREPARED),
    PAY(Right.MARK_PAID, SubsidyStanding.APPROVED);

    private final Right right;
    private final SubsidyStanding from;

    BatchStep(Right right, SubsidyStanding from) {
        this.right = right;
        this.from = from;
    }

    Right right() {
        return right;
    }

    public SubsidyStanding from() {
        return from;
    }

    public String address() {
        return "/subsidies/" + name().toLowerCase(Locale.ROOT);
    }
}
