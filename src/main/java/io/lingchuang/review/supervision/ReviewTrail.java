package io.lingchuang.review.supervision;

import static io.lingchuang.access.TrailPhrases.phrase;
import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.AUDIT;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;

import io.lingchuang.access.TrailPhrases;
import io.lingchuang.access.TrailWords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** What the acts of the review room say on the trail, in words and with the names of a panel. */
@Component
class ReviewTrail {

    private static final String EXPERT_KIND = "expert";
    private static final String ENTRY_KIND = "entry";

    private final DSLContext dsl;

    ReviewTrail(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Bean
    static TrailPhrases reviewPhrases() {
        return new TrailPhrases(
                "review.",
                List.of(
                        phrase(
                                "(PANEL|SHEETS|RANKING|JOINT|ENTRY|TRAIL|ARCHIVE|MINUTES|FILE|NAMES|ATTACHMENT)(?: ([^:,]+))?",
                                "trail.review.look",
                                "Supervision.Part.",
                                "trail.review.which."),
                        phrase("(PIN|FORBID) expert (\\d+)", "trail.review.wish", "Assignment.Wish.", EXPERT_KIND),
                        phrase("expert (\\d+) > (\\d+)", "trail.review.instead", EXPERT_KIND, EXPERT_KIND),
                        phrase("expert null > (\\d+)", "trail.review.expert", EXPERT_KIND),
                        phrase("expert (\\d+) > null", "trail.review.nobody", EXPERT_KIND),
                        phrase("expert (\\d+)", "trail.review.expert", EXPERT_KIND),
                        phrase("deputy null", "trail.review.noDeputy"),
                        phrase("deputy (\\d+)", "trail.review.deputy", EXPERT_KIND),
                        phrase("experts \\[?((?:\\d+)(?:, \\d+)*)\\]?", "trail.review.experts", EXPERT_KIND),
                        phrase("entry (\\d+)", "trail.review.entry", ENTRY_KIND),
                        phrase("discussion (\\d+)", "trail.review.discussion", ""),
                        phrase("post (\\d+)", "trail.review.post", ""),
                        phrase("(WORD|REOPEN)", "trail.review.said", "trail.review.said."),
                        phrase("minutes (\\d+)", "trail.review.minutes", ""),
                        phrase("(\\d+) words", "trail.review.words", ""),
                        phrase("archive (\\d+)", "trail.review.archive", ""),
                        phrase("(\\d+) sheets", "trail.review.sheets", ""),
                        phrase("sealed ones taken out", "trail.review.takenOut"),
                        phrase("(\\d+) pairs", "trail.review.pairs", ""),
                        phrase("(\\d+) experts", "trail.review.count", ""),
                        phrase("(\\d+) years", "trail.review.years", ""),
                        phrase("(\\d+) with fewer experts", "trail.review.fewer", ""),
                        phrase("without (\\d+) sheets", "trail.review.without", ""),
                        phrase("with (\\d+) discussions open", "trail.review.talksOpen", ""),
                        phrase("no ties among (\\d+)", "trail.review.noTies", ""),
                        phrase("(\\d+) ties among (\\d+)", "trail.review.ties", "", ""),
                        phrase("by the code in the letter", "trail.review.byLetter"),
                        phrase("round (\\d+)", "trail.review.round", ""),
                        phrase("(\\d+) of (\\d+) go on", "trail.review.goOn", "", ""),
                        phrase("commitment ([0-9a-f]+)", "trail.review.commitment", ""),
                        phrase("with the value (\\S+)", "trail.review.value", ""),
                        phrase(
                                "Question\\[each=(\\d+), outside=(true|false), oneAnEmployer=(true|false), mixed=(true|false)\\]",
                                "trail.review.question",
                                "",
                                "trail.review.asked.",
                                "trail.review.asked.",
                                "trail.review.asked.")));
    }

    /** The experts by name, and the panel's entries by their codes. */
    TrailWords.Names names(long panel) {
        Map<Long, String> entries = dsl.select(PANEL_ENTRY.ENTRY_ID, PANEL_ENTRY.BLIND_CODE)
                .from(PANEL_ENTRY)
                .where(PANEL_ENTRY.PANEL_ID.eq(panel))
                .fetchMap(PANEL_ENTRY.ENTRY_ID, PANEL_ENTRY.BLIND_CODE);
        Map<Long, String> experts = new HashMap<>();
        dsl.select(EXPERT.ID, ACCOUNT.NAME)
                .from(EXPERT)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .forEach(r -> experts.put(r.value1(), r.value2()));
        return (kind, id) -> (kind.equals(EXPERT_KIND) ? experts : entries).get(id);
    }

    /** Whoever reads a name or a code searches for it, and on the trail stands a number. */
    Condition says(long panel, String typed) {
        Condition found = AUDIT.DETAIL.contains(typed);
        List<Long> experts = dsl.select(EXPERT.ID)
                .from(EXPERT)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .where(ACCOUNT.NAME.contains(typed))
                .fetch(EXPERT.ID);
        List<Long> entries = dsl.select(PANEL_ENTRY.ENTRY_ID)
                .from(PANEL_ENTRY)
                .where(PANEL_ENTRY.PANEL_ID.eq(panel), PANEL_ENTRY.BLIND_CODE.containsIgnoreCase(typed))
                .fetch(PANEL_ENTRY.ENTRY_ID);
        return found.or(numbered("(experts?|deputy) [^:]*", experts)).or(numbered("entry ", entries));
    }

    private static Condition numbered(String before, List<Long> ids) {
        return ids.isEmpty()
                ? DSL.falseCondition()
                : AUDIT.DETAIL.likeRegex("^[^:]*\\m" + before + "\\m("
                        + ids.stream().map(String::valueOf).collect(java.util.stream.Collectors.joining("|")) + ")\\M");
    }
}
