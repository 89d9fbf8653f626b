package io.lingchuang.studios.money;

import static io.lingchuang.db.studios.Tables.SUBSIDY;
import static io.lingchuang.db.studios.Tables.VOUCHER;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.files.FileGuard;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.studios.Studios;
import io.lingchuang.studios.naming.Written;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;

/** Vouchers: handed in by the studio for what was paid, looked at by the officer; never more than was paid, an invoice never twice. */
@Service
public class Vouchers implements FileGuard {

    static final String FILES = "studio-voucher";

    private final DSLContext dsl;
    private final SubsidyStore store;
    private final Studios studios;
    private final Files files;
    private final Today today;

    Vouchers(DSLContext dsl, SubsidyStore store, Studios studios, Files files, Today today) {
        this.dsl = dsl;
        this.store = store;
        this.studios = studios;
        this.files = files;
        this.today = today;
    }

    /** What stands on a voucher, as typed and understood. */
    public record Typed(Use use, String what, String payee, String invoice, LocalDate spentOn, BigDecimal amount) {}

    @Transactional
    public long handIn(Actor actor, long trancheId, Typed typed, @Nullable MultipartFile scan) {
        Subsidy subsidy = locked(store.ofTranche(trancheId));
        studios.ledBy(actor, subsidy.studioId());
        Tranche tranche = SubsidyStore.tranche(subsidy, trancheId);
        check(subsidy, tranche, typed);
        StoredFile file = store(scan, actor);
        long id = dsl.insertInto(VOUCHER)
                .set(VOUCHER.TRANCHE_ID, trancheId)
                .set(VOUCHER.USE, typed.use().name())
                .set(VOUCHER.WHAT, typed.what().strip())
                .set(VOUCHER.PAYEE, typed.payee().strip())
                .set(VOUCHER.INVOICE, typed.invoice().strip())
                .set(VOUCHER.SPENT_ON, typed.spentOn())
                .set(VOUCHER.AMOUNT, typed.amount())
                .set(VOUCHER.FILE_ID, file == null ? null : file.id())
                .set(VOUCHER.ENTERED_BY, actor.accountId())
                .returningResult(VOUCHER.ID)
                .fetchSingle()
                .value1();
        if (file != null) {
            files.assign(file.id(), FILES, id);
        }
        studios.happened(
                actor,
                subsidy.studioId(),
                "voucherHandedIn",
                typed.invoice().strip() + ", " + typed.amount().toPlainString());
        return id;
    }

    private void check(Subsidy subsidy, Tranche tranche, Typed typed) {
        if (tranche.state() != TrancheState.PAID) {
            throw new Refusal("studiomoney.notPaid");
        }
        if (!subsidy.uses().contains(typed.use())) {
            throw Refusal.onField("use", "studiomoney.useNotAllowed");
        }
        Written.of(typed.what(), 2, 200, "what", "studiomoney.whatNeeded");
        Written.of(typed.payee(), 2, 80, "payee", "studiomoney.payeeNeeded");
        String invoice = typed.invoice().strip();
        if (!invoice.matches("[0-9A-Z]{6,30}")) {
            throw Refusal.onField("invoice", "studiomoney.invoiceForm");
        }
        LocalDate earliest = java.util.Objects.requireNonNull(tranche.paidOn()).minusDays(365);
        if (typed.spentOn().isAfter(today.today()) || typed.spentOn().isBefore(earliest)) {
            throw Refusal.onField("spentOn", "studiomoney.spentOnBetween", String.valueOf(earliest));
        }
        BigDecimal room = tranche.balance().subtract(tranche.handedIn());
        if (typed.amount().signum() <= 0 || typed.amount().compareTo(room) > 0) {
            throw Refusal.onField("amount", "studiomoney.beyond", Page.money(room));
        }
        if (dsl.fetchExists(VOUCHER, VOUCHER.INVOICE.eq(invoice), VOUCHER.STATE.ne(VoucherState.REJECTED.name()))) {
            throw Refusal.onField("invoice", "studiomoney.invoiceTwice");
        }
    }

    private @Nullable StoredFile store(@Nullable MultipartFile file, Actor actor) {
        if (file == null || file.isEmpty()) {
            return null;
        }
        try (var in = file.getInputStream()) {
            return files.store(in, file.getOriginalFilename(), FILES, null, actor.accountId(), FileRule.DOCUMENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Refusal refusal) {
            throw Refusal.onField("scan", refusal.key(), refusal.args());
        }
    }

    /** Accepted, or rejected with a reason: then it counts no more, and another may take its place. */
    @Transactional
    public void rule(Actor actor, long voucherId, boolean accept, String why) {
        Subsidy subsidy = locked(store.ofVoucher(voucherId));
        actor.requireHolds(Right.PREPARE_PAYOUT, subsidy.hostId());
        Voucher voucher = voucher(subsidy, voucherId);
        if (voucher.enteredBy() == actor.accountId()) {
            throw new Refusal("studiomoney.twoPeople");
        }
        String said = Written.of(why, accept ? 0 : 5, 500, "why", "studiomoney.reasonNeeded");
        if (voucher.state() != VoucherState.HANDED_IN) {
            throw new Stale();
        }
        dsl.update(VOUCHER)
                .set(VOUCHER.STATE, (accept ? VoucherState.ACCEPTED : VoucherState.REJECTED).name())
                .set(VOUCHER.RULED_BY, actor.accountId())
                .set(VOUCHER.WHY, said.isEmpty() ? null : said)
                .where(VOUCHER.ID.eq(voucherId))
                .execute();
        studios.happened(
                actor,
                subsidy.studioId(),
                accept ? "voucherAccepted" : "voucherRejected",
                voucher.invoice() + (said.isEmpty() ? "" : ": " + said));
    }

    private Subsidy locked(Subsidy subsidy) {
        dsl.select(SUBSIDY.ID)
                .from(SUBSIDY)
                .where(SUBSIDY.ID.eq(subsidy.id()))
                .forUpdate()
                .fetch();
        return store.subsidy(subsidy.id());
    }

    private static Voucher voucher(Subsidy subsidy, long id) {
        return subsidy.tranches().stream()
                .flatMap(t -> t.vouchers().stream())
                .filter(v -> v.id() == id)
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    @Override
    public String ownerKind() {
        return FILES;
    }

    /** For whoever sees the studio's money. */
    @Override
    public boolean mayRead(StoredFile file, @Nullable Viewer viewer) {
        if (!(viewer instanceof Actor actor) || file.ownerId() == null) {
            return false;
        }
        try {
            Subsidy subsidy = store.ofVoucher(file.ownerId());
            return MoneyPages.sees(actor, studios, subsidy.studioId(), store.ofStudio(subsidy.studioId()));
        } catch (NotFound hidden) {
            return false;
        }
    }
}
