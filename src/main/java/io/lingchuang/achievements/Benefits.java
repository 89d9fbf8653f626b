package io.lingchuang.achievements;

import static io.lingchuang.db.achievements.Tables.BENEFIT;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an achievement brings, year by year, in yuan: claimed by its unit, and proven by a union above from a document. Nobody proves what
 * they claimed themselves, and a claim that is changed is to be proven again.
 */
@Service
public class Benefits {

    /** prover: who found it proven. */
    public record Benefit(
            int year,
            BigDecimal claimed,
            @Nullable BigDecimal proven,
            @Nullable UUID proofFile,
            String prover,
            @Nullable LocalDate provenOn) {}

    /** A document as it is handed in. */
    public record Upload(@Nullable String name, InputStream content) {}

    private static final BigDecimal MOST = new BigDecimal("10000000000"); // ten thousand million yuan

    private final DSLContext dsl;
    private final Achievements achievements;
    private final Shelf shelf;
    private final Files files;
    private final Today today;

    Benefits(DSLContext dsl, Achievements achievements, Shelf shelf, Files files, Today today) {
        this.dsl = dsl;
        this.achievements = achievements;
        this.shelf = shelf;
        this.files = files;
        this.today = today;
    }

    public List<Benefit> of(long achievement) {
        return dsl.selectFrom(BENEFIT)
                .where(BENEFIT.ACHIEVEMENT_ID.eq(achievement))
                .orderBy(BENEFIT.YEAR)
                .fetch(r -> new Benefit(
                        r.getYear(), r.getClaimed(), r.getProven(), r.getProofFile(), r.getProver(), r.getProvenOn()));
    }

    /** Says what it brought in a year. */
    @Transactional
    public void claim(Actor actor, long id, int year, BigDecimal amount) {
        Achievement achievement = achievements.kept(actor, id);
        if (year < achievement.year() || year > today.today().getYear()) {
            throw Refusal.onField(
                    "year",
                    "achievements.benefit.year",
                    String.valueOf(achievement.year()),
                    String.valueOf(today.today().getYear()));
        }
        checked(amount, "claimed");
        dsl.insertInto(BENEFIT)
                .set(BENEFIT.ACHIEVEMENT_ID, id)
                .set(BENEFIT.YEAR, year)
                .set(BENEFIT.CLAIMED, amount)
                .set(BENEFIT.CLAIMED_BY, actor.accountId())
                .onConflict(BENEFIT.ACHIEVEMENT_ID, BENEFIT.YEAR)
                .doUpdate()
                .set(BENEFIT.CLAIMED, amount)
                .set(BENEFIT.CLAIMED_BY, actor.accountId())
                .setNull(BENEFIT.PROVEN)
                .setNull(BENEFIT.PROVEN_BY)
                .setNull(BENEFIT.PROVEN_ON)
                .setNull(BENEFIT.PROOF_FILE)
                .set(BENEFIT.PROVER, "")
                .execute();
        shelf.happened(actor, id, "claim", year + ": " + amount.toPlainString());
    }

    private static void checked(BigDecimal amount, String field) {
        if (amount.signum() < 0
                || amount.compareTo(MOST) > 0
                || amount.stripTrailingZeros().scale() > 2) {
            throw Refusal.onField(field, "achievements.benefit.amount");
        }
    }

    /** Finds so much of a year's claim proven, by a document; claimed: what the prover saw claimed. */
    @Transactional
    public void prove(Actor actor, long id, int year, BigDecimal claimed, BigDecimal proven, Upload proof) {
        Achievement achievement = achievements.kept(actor, id);
        if (!achievements.proves(actor, achievement)) {
            throw new NotFound();
        }
        var row = dsl.selectFrom(BENEFIT)
                .where(BENEFIT.ACHIEVEMENT_ID.eq(id), BENEFIT.YEAR.eq(year))
                .fetchOptional()
                .orElseThrow(NotFound::new);
        if (row.getProven() != null || row.getClaimed().compareTo(claimed) != 0) {
            throw new Stale();
        }
        if (Objects.equals(row.getClaimedBy(), actor.accountId())) {
            throw new Refusal("achievements.benefit.own");
        }
        checked(proven, "proven");
        if (proven.compareTo(row.getClaimed()) > 0) {
            throw Refusal.onField("proven", "achievements.benefit.more", row.getClaimed());
        }
        StoredFile file = stored(actor, id, proof);
        dsl.update(BENEFIT)
                .set(BENEFIT.PROVEN, proven)
                .set(BENEFIT.PROOF_FILE, file.id())
                .set(BENEFIT.PROVEN_BY, actor.accountId())
                .set(BENEFIT.PROVER, actor.name())
                .set(BENEFIT.PROVEN_ON, today.today())
                .where(BENEFIT.ACHIEVEMENT_ID.eq(id), BENEFIT.YEAR.eq(year))
                .execute();
        shelf.happened(actor, id, "prove", year + ": " + proven.toPlainString());
    }

    private StoredFile stored(Actor actor, long id, Upload proof) {
        try {
            return files.store(
                    proof.content(), proof.name(), AchievementFiles.KIND, id, actor.accountId(), FileRule.DOCUMENT);
        } catch (Refusal refusal) {
            throw Refusal.onField("proof", refusal.key(), refusal.args());
        }
    }
}
