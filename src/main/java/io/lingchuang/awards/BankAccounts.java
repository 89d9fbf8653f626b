package io.lingchuang.awards;

import static io.lingchuang.db.awards.Tables.BANK_ACCOUNT;
import static io.lingchuang.db.awards.Tables.PAYOUT;
import static io.lingchuang.db.awards.Tables.PAYOUT_BATCH;
import static io.lingchuang.db.directory.Tables.PERSON;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.text.BankNumber;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where a person's prize money goes: given once by themselves, with a consent of its own (personal information law, art. 29). */
@Service
class BankAccounts {

    private final DSLContext dsl;
    private final PayoutStore store;
    private final AwardLetters letters;
    private final Today today;
    private final Audit audit;

    BankAccounts(DSLContext dsl, PayoutStore store, AwardLetters letters, Today today, Audit audit) {
        this.dsl = dsl;
        this.store = store;
        this.letters = letters;
        this.today = today;
        this.audit = audit;
    }

    record Given(String bankName, String account) {}

    Optional<Given> of(Actor actor) {
        return dsl.select(BANK_ACCOUNT.BANK_NAME, BANK_ACCOUNT.ACCOUNT)
                .from(BANK_ACCOUNT)
                .join(PERSON)
                .on(PERSON.ID.eq(BANK_ACCOUNT.PERSON_ID))
                .where(PERSON.ACCOUNT_ID.eq(actor.accountId()))
                .fetchOptional(r -> new Given(r.value1(), r.value2()));
    }

    /**
     * Keeps the actor's own account and puts it onto lines of theirs that nobody has approved yet, or that were approved without
     * one. Where a payment to them failed, the host learns that it can be tried again.
     */
    @Transactional
    void give(Actor actor, String bankName, String account, boolean consent) {
        check(bankName, account, consent);
        Long person = dsl.select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.ACCOUNT_ID.eq(actor.accountId()))
                .fetchOptional(PERSON.ID)
                .orElseThrow(NotFound::new);
        dsl.insertInto(BANK_ACCOUNT)
                .set(BANK_ACCOUNT.PERSON_ID, person)
                .set(BANK_ACCOUNT.BANK_NAME, bankName.strip())
                .set(BANK_ACCOUNT.ACCOUNT, BankNumber.digits(account))
                .set(BANK_ACCOUNT.CONSENT, "given by the payee")
                .set(BANK_ACCOUNT.GIVEN_BY, actor.accountId())
                .onConflict(BANK_ACCOUNT.PERSON_ID)
                .doUpdate()
                .set(BANK_ACCOUNT.BANK_NAME, bankName.strip())
                .set(BANK_ACCOUNT.ACCOUNT, BankNumber.digits(account))
                .set(BANK_ACCOUNT.GIVEN_BY, actor.accountId())
                .set(BANK_ACCOUNT.GIVEN_AT, today.now())
                .execute();
        dsl.update(PAYOUT)
                .set(PAYOUT.BANK_NAME, bankName.strip())
                .set(PAYOUT.BANK_ACCOUNT, BankNumber.digits(account))
                .where(
                        PAYOUT.PAYEE_PERSON.eq(person),
                        PAYOUT.STATE.eq(PayoutState.PENDING.name()),
                        PAYOUT.BATCH_ID.in(DSL.select(PAYOUT_BATCH.ID)
                                .from(PAYOUT_BATCH)
                                .where(PAYOUT_BATCH
                                        .STATE
                                        .eq(BatchState.PREPARED.name())
                                        .or(PAYOUT_BATCH
                                                .STATE
                                                .eq(BatchState.APPROVED.name())
                                                .and(PAYOUT.BANK_ACCOUNT.isNull())))))
                .execute();
        for (Payout line : store.failedTo(person)) {
            if (line.newAccount()) {
                Batch batch = store.batch(line.batchId());
                letters.newAccount(batch.hostNodeId(), batch.callId(), batch.callTitle(), line);
            }
        }
        audit.record(actor, "awards.ownAccount", "person", person, null);
    }

    static void check(String bankName, String account, boolean consent) {
        if (bankName.strip().length() < 2 || bankName.strip().length() > 60) {
            throw Refusal.onField("bankName", "awards.bank.name");
        }
        if (!BankNumber.valid(account)) {
            throw Refusal.onField("account", "awards.bank.account");
        }
        if (!consent) {
            throw Refusal.onField("consent", "awards.bank.consent");
        }
    }
}
