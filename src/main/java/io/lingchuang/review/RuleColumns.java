package io.lingchuang.review;

import io.lingchuang.calls.RankingRule;
import io.lingchuang.platform.web.Page;
import io.lingchuang.review.ranking.UnderEveryRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules side by side in a sheet: behind the columns of its own, rank and score by each of them. */
public final class RuleColumns {

    private RuleColumns() {}

    public static List<String> header(Page page, List<String> own) {
        List<String> header = new ArrayList<>(own);
        for (RankingRule rule : RankingRule.values()) {
            header.add(page.t(rule) + " " + page.t("vetting.rank"));
            header.add(page.t(rule) + " " + page.t("vetting.score"));
        }
        return header;
    }

    public static List<@Nullable Object> row(UnderEveryRule entry, @Nullable Object... own) {
        List<@Nullable Object> row = new ArrayList<>(Arrays.asList(own));
        for (RankingRule rule : RankingRule.values()) {
            row.add(entry.rank(rule));
            row.add(entry.score(rule));
        }
        return row;
    }
}
