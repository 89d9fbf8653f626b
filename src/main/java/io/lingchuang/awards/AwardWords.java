package io.lingchuang.awards;

import io.lingchuang.platform.web.Page;

/** How an award's money is told. */
public final class AwardWords {
    private AwardWords() {}

    public static String payout(Award award, Page page) {
        return award.payout() == null ? page.t("awards.payout.none") : page.t(PayoutState.valueOf(award.payout()));
    }
}
