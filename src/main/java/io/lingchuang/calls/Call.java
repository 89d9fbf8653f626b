package io.lingchuang.calls;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call 征集.
 *
 * <pre>
 * DRAFT → PUBLISHED → CLOSED ⇄ PUBLISHED
 *   └────────┴──→ CANCELLED
 * </pre>
 */
public record Call(
        long id,
        long hostNodeId,
        String title,
        String programme,
        int year,
        Kind kind,
        @Nullable Basis basis,
        String introduction,
        Intake intake,
        @Nullable Instant opensAt,
        @Nullable Instant closesAt,
        State state,
        Eligibility eligibility,
        List<FormField> form,
        List<Declaration> declarations,
        List<Criterion> rubric,
        List<Round> rounds,
        Lines lines,
        int maxCompleters,
        int vettingDays,
        int supplementDays,
        int expertsNeeded,
        RankingRule rule,
        int trim,
        boolean blind,
        int noticeDays,
        List<Category> categories,
        List<RouteLevel> route,
        List<Quota> quotas,
        List<Ratio> ratios,
        List<Tier> tiers,
        @Nullable Long createdBy,
        int version) {

    /** Only a COMMENDATION needs an approval basis; the other kinds are neutral. */
    public enum Kind {
        COMMENDATION,
        RECOGNITION,
        CIRCULAR,
        EXHIBITION
    }

    public enum Intake {
        WINDOW,
        ROLLING
    }

    public enum State {
        DRAFT,
        PUBLISHED,
        CLOSED,
        CANCELLED
    }

    /** Which line entries climb: the applicant's choice, or one line for all. */
    public enum Lines {
        EITHER,
        TERRITORIAL,
        INDUSTRIAL
    }

    /** The document that approves a commendation. */
    public record Basis(
            String document,
            @Nullable String level,
            @Nullable LocalDate until,
            @Nullable String prizes,
            @Nullable String cycle) {}

    public record Category(long id, String code, String name) {}

    public record RouteLevel(
            int position, Level level, @Nullable LocalDate dueOn) {}

    /** nodeId null: every node of the level; categoryId null: over all categories. */
    public record Quota(
            long id,
            Level level,
            @Nullable Long nodeId,
            @Nullable Long categoryId,
            int places) {}

    public record Ratio(long id, Measure measure, @Nullable Long categoryId, Bound bound, BigDecimal percent) {}

    public enum Measure {
        FRONT_LINE,
        UNIT_HEAD,
        NON_PUBLIC,
        CATEGORY
    }

    public enum Bound {
        AT_LEAST,
        AT_MOST
    }

    public record Tier(
            long id,
            int position,
            String code,
            String name,
            @Nullable Long categoryId,
            int places,
            BigDecimal prize) {}

    /** Whether the review has more than one round. */
    public boolean inRounds() {
        return rounds.size() > 1;
    }

    public int lastRound() {
        return rounds.size();
    }

    public Round round(int position) {
        return rounds.get(position - 1);
    }

    /** By which rubric a round is scored. */
    public List<Criterion> rubric(int round) {
        List<Criterion> own = round(round).rubric();
        return own.isEmpty() ? rubric : own;
    }

    /** The same call with the rubric by which a round is scored. */
    public Call scored(int round) {
        return new Call(
                id,
                hostNodeId,
                title,
                programme,
                year,
                kind,
                basis,
                introduction,
                intake,
                opensAt,
                closesAt,
                state,
                eligibility,
                form,
                declarations,
                rubric(round),
                rounds,
                lines,
                maxCompleters,
                vettingDays,
                supplementDays,
                expertsNeeded,
                rule,
                trim,
                blind,
                noticeDays,
                categories,
                route,
                quotas,
                ratios,
                tiers,
                createdBy,
                version);
    }

    /** Takes entries at this moment. The deadline itself is too late. */
    public boolean open(Instant now) {
        return state == State.PUBLISHED
                && (opensAt == null || !now.isBefore(opensAt))
                && (closesAt == null || now.isBefore(closesAt));
    }
}
