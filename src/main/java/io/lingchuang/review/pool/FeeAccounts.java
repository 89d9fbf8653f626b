package io.lingchuang.review.pool;

import static io.lingchuang.db.review.Tables.FEE_ACCOUNT;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.text.BankNumber;
import io.lingchuang.platform.text.Mask;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where experts' fees 评审费 go. No page and no list shows a number whole; whoever has to see it asks for it, and that stands on the trail. */
@Service
public class FeeAccounts {

    /** Who agreed to its being kept: the expert here, or on a paper that the keeper holds. */
    public enum Consent {
        OWN,
        ON_PAPER
    }

    /** @param account masked */
    public record Given(String bank, String account, Consent consent) {}

    private final DSLContext dsl;
    private final Pool pool;
    private final Today today;
    private final Audit audit;

    FeeAccounts(DSLContext dsl, Pool pool, Today today, Audit audit) {
        this.dsl = dsl;
        this.pool = pool;
        this.today = today;
        this.audit = audit;
    }

    /** Masked; the caller has checked who may know that there is one. */
    Optional<Given> of(long expert) {
        return dsl.selectFrom(FEE_ACCOUNT)
                .where(FEE_ACCOUNT.EXPERT_ID.eq(expert))
                .fetchOptional(a ->
                        new Given(a.getBankName(), Mask.bankAccount(a.getAccount()), Consent.valueOf(a.getConsent())));
    }

    /** Bank and number whole, for the keeper. */
    @Transactional
    public String look(Actor actor, long expert) {
        Member member = pool.kept(actor, expert);
        String whole = dsl.selectFrom(FEE_ACCOUNT)
                .where(FEE_ACCOUNT.EXPERT_ID.eq(expert))
                .fetchOptional(a -> a.getBankName() + " " + a.getAccount())
                .orElseThrow(NotFound::new);
        audit.record(
                actor,
                "review.lookAtFeeAccount",
                "expert",
                expert,
                member.particulars().name());
        return whole;
    }

    /** Taken from a paper that the expert signed. */
    @Transactional
    public void keep(Actor actor, long expert, String bank, String number, boolean consent) {
        pool.kept(actor, expert);
        write(actor, expert, bank, number, consent, Consent.ON_PAPER);
    }

    @Transactional
    public void give(Actor actor, String bank, String number, boolean consent) {
        write(actor, pool.own(actor).id(), bank, number, consent, Consent.OWN);
    }

    static List<Refusal> faults(String bank, String number, boolean consent) {
        List<Refusal> faults = new ArrayList<>();
        if (bank.strip().length() < 2 || bank.strip().length() > 60) {
            faults.add(Refusal.onField("bankName", "review.pool.bankName"));
        }
        if (!BankNumber.valid(number)) {
            faults.add(Refusal.onField("account", "review.pool.bankNumber"));
        }
        if (!consent) {
            faults.add(Refusal.onField("consent", "review.pool.bankConsent"));
        }
        return faults;
    }

    private void write(Actor actor, long expert, String bank, String number, boolean consent, Consent how) {
        List<Refusal> faults = faults(bank, number, consent);
        if (!faults.isEmpty()) {
            throw faults.getFirst();
        }
        dsl.insertInto(FEE_ACCOUNT)
                .set(FEE_ACCOUNT.EXPERT_ID, expert)
                .set(FEE_ACCOUNT.BANK_NAME, bank.strip())
                .set(FEE_ACCOUNT.ACCOUNT, BankNumber.digits(number))
                .set(FEE_ACCOUNT.CONSENT, how.name())
                .set(FEE_ACCOUNT.GIVEN_BY, actor.accountId())
                .set(FEE_ACCOUNT.GIVEN_AT, today.now())
                .onConflict(FEE_ACCOUNT.EXPERT_ID)
                .doUpdate()
                .set(FEE_ACCOUNT.BANK_NAME, bank.strip())
                .set(FEE_ACCOUNT.ACCOUNT, BankNumber.digits(number))
                .set(FEE_ACCOUNT.CONSENT, how.name())
                .set(FEE_ACCOUNT.GIVEN_BY, actor.accountId())
                .set(FEE_ACCOUNT.GIVEN_AT, today.now())
                .execute();
        audit.record(actor, "review.keepFeeAccount", "expert", expert, null);
    }
}
