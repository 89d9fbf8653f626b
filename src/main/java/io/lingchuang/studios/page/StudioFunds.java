package io.lingchuang.studios.page;

import static io.lingchuang.db.studios.Tables.FUND;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.files.FileGuard;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.studios.Standing;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A studio's own money: what came in, what it was spent on, with vouchers. On no day more is spent than came in. A line is never changed; a
 * wrong one is struck, and stays to be read.
 */
@Service
public class StudioFunds implements FileGuard {

    static final String OWNER = "studiofund";

    /** A line as it is written. source: of what comes in; purpose: of what goes out. */
    public record Line(
            LocalDate day,
            FundDirection direction,
            @Nullable FundSource source,
            @Nullable FundPurpose purpose,
            String what,
            String voucher,
            BigDecimal amount) {

        public static Line in(LocalDate day, FundSource source, String what, BigDecimal amount) {
            return new Line(day, FundDirection.IN, source, null, what, "", amount);
        }

        public static Line out(LocalDate day, FundPurpose purpose, String what, String voucher, BigDecimal amount) {
            return new Line(day, FundDirection.OUT, null, purpose, what, voucher, amount);
        }
    }

    /** The scan of a voucher as it comes in. */
    public record Scan(@Nullable String name, InputStream content) {}

    private final DSLContext dsl;
    private final Studios studios;
    private final Files files;
    private final Today today;

    StudioFunds(DSLContext dsl, Studios studios, Files files, Today today) {
        this.dsl = dsl;
        this.studios = studios;
        this.files = files;
        this.today = today;
    }

    /** Reads its funds: whoever works in it, its unit's union and those above. */
    Studio readBy(Actor actor, long studioId) {
        Studio studio = studios.studio(studioId);
        if (!reads(studios.standing(actor, studio))) {
            throw new NotFound();
        }
        return studio;
    }

    private static boolean reads(Standing standing) {
        return standing.works() || standing.keeps() || standing.sees();
    }

    @Transactional
    public long write(Actor actor, long studioId, Line line, @Nullable Scan scan) {
        Studio studio = studios.ledBy(actor, studioId);
        if (!studio.state().alive()) {
            throw new Refusal("studiopage.ended");
        }
        if (line.day().isAfter(today.today())) {
            throw Refusal.onField("day", "studiopage.ahead");
        }
        if (line.direction() == FundDirection.OUT && line.voucher().isEmpty() && scan == null) {
            throw Refusal.onField("voucher", "studiopage.voucherMissing");
        }
        lock(studioId);
        if (line.direction() == FundDirection.OUT) {
            BigDecimal most = lowestFrom(studioId, line.day());
            if (line.amount().compareTo(most) > 0) {
                throw Refusal.onField("amount", "studiopage.notEnough", Page.money(most));
            }
        }
        long id = dsl.insertInto(FUND)
                .set(FUND.STUDIO_ID, studioId)
                .set(FUND.DAY, line.day())
                .set(FUND.DIRECTION, line.direction().name())
                .set(FUND.SOURCE, line.source() == null ? null : line.source().name())
                .set(
                        FUND.PURPOSE,
                        line.purpose() == null ? null : line.purpose().name())
                .set(FUND.WHAT, line.what())
                .set(FUND.VOUCHER, line.voucher())
                .set(FUND.FILE_ID, scan == null ? null : keep(actor, studioId, scan))
                .set(FUND.AMOUNT, line.amount())
                .set(FUND.ACCOUNT_ID, actor.accountId() == 0 ? null : actor.accountId())
                .returningResult(FUND.ID)
                .fetchSingle()
                .value1();
        studios.happened(actor, studioId, "fund", line.what() + " " + Page.money(line.amount()));
        return id;
    }

    private UUID keep(Actor actor, long studioId, Scan scan) {
        try {
            return files.store(scan.content(), scan.name(), OWNER, studioId, actor.accountId(), FileRule.DOCUMENT)
                    .id();
        } catch (Refusal refusal) {
            throw Refusal.onField("file", refusal.key(), refusal.args());
        }
    }

    /** Takes a wrong line out of the sum; refused where what was spent since would then lack its money. */
    @Transactional
    public void strike(Actor actor, long studioId, long line, String why) {
        studios.ledBy(actor, studioId);
        lock(studioId);
        var struck = dsl.selectFrom(FUND)
                .where(FUND.ID.eq(line), FUND.STUDIO_ID.eq(studioId), FUND.STRUCK_AT.isNull())
                .fetchOptional()
                .orElseThrow(NotFound::new);
        if (why.codePointCount(0, why.length()) < 2 || why.length() > 200) {
            throw new Refusal("studiopage.whyStruck");
        }
        if (struck.getDirection().equals(FundDirection.IN.name())
                && struck.getAmount().compareTo(lowestFrom(studioId, struck.getDay())) > 0) {
            throw new Refusal("studiopage.spentSince");
        }
        dsl.update(FUND)
                .set(FUND.STRUCK_WHY, why)
                .set(FUND.STRUCK_AT, today.now())
                .where(FUND.ID.eq(line))
                .execute();
        studios.happened(actor, studioId, "strike", struck.getWhat() + " " + why);
    }

    /** Two lines of one studio at once: one after the other. */
    private void lock(long studioId) {
        dsl.select(STUDIO.ID)
                .from(STUDIO)
                .where(STUDIO.ID.eq(studioId))
                .forUpdate()
                .fetch();
    }

    static Field<BigDecimal> signed() {
        return DSL.when(FUND.DIRECTION.eq(FundDirection.IN.name()), FUND.AMOUNT).otherwise(FUND.AMOUNT.neg());
    }

    /** The least that is left over at the end of that day or of any later one: what may still be spent on that day. */
    private BigDecimal lowestFrom(long studioId, LocalDate day) {
        var left = DSL.sum(signed()).over().orderBy(FUND.DAY).as("left_over");
        var days = dsl.select(FUND.DAY, left)
                .from(FUND)
                .where(FUND.STUDIO_ID.eq(studioId), FUND.STRUCK_AT.isNull())
                .orderBy(FUND.DAY)
                .fetch();
        BigDecimal lowest = BigDecimal.ZERO;
        BigDecimal later = null;
        for (var r : days) {
            if (r.value1().isAfter(day)) {
                later = later == null ? r.value2() : later.min(r.value2());
            } else {
                lowest = r.value2();
            }
        }
        return later == null ? lowest : lowest.min(later);
    }

    @Override
    public String ownerKind() {
        return OWNER;
    }

    @Override
    public boolean mayRead(StoredFile file, @Nullable Viewer viewer) {
        return viewer instanceof Actor actor
                && file.ownerId() != null
                && reads(studios.standing(actor, studios.studio(file.ownerId())));
    }
}
