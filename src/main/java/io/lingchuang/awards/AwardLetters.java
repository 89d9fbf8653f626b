package io.lingchuang.awards;

import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Right;
import io.lingchuang.entries.EntryNews;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.Page;
import java.math.BigDecimal;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What awards tell people. */
@Component
class AwardLetters {

    private final DSLContext dsl;
    private final EntryNews news;
    private final Messages messages;
    private final Accounts accounts;
    private final Wording texts;

    AwardLetters(DSLContext dsl, EntryNews news, Messages messages, Accounts accounts, Wording texts) {
        this.dsl = dsl;
        this.news = news;
        this.messages = messages;
        this.accounts = accounts;
        this.texts = texts;
    }

    void awarded(long entryId, String title, String tier, String number) {
        Long payee = payee(entryId);
        for (long account : news.people(entryId)) {
            messages.send(
                    account,
                    texts.of("awards.letter.awarded", title, tier, number),
                    texts.of(
                            payee != null && payee == account
                                    ? "awards.letter.awardedBody"
                                    : "awards.letter.awardedOthers"),
                    "/my-awards",
                    "award-" + entryId);
        }
    }

    void withdrawn(long entryId, String title, String reason) {
        tellPeople(entryId, texts.of("awards.letter.withdrawn", title), reason, "award-withdrawn-" + entryId);
    }

    /** Whoever has the money learns that it has to come back, and later that it has. */
    void payBack(Award award, String reason) {
        tellPayee(
                award.entryId(),
                texts.of("awards.letter.payBack", award.title(), Page.money(award.prize())),
                reason,
                "pay-back-" + award.id());
    }

    void cameBack(long entryId, long payoutId, String title, BigDecimal amount) {
        tellPayee(entryId, texts.of("awards.letter.cameBack", title, Page.money(amount)), "", "came-back-" + payoutId);
    }

    void certificate(long entryId, String title, String number) {
        tellPeople(entryId, texts.of("awards.letter.certificate", title, number), "", "certificate-" + number);
    }

    void paid(Payout line) {
        tellPayee(
                line.entryId(),
                texts.of("awards.letter.paid", line.title(), Page.money(line.amount())),
                "",
                "paid-" + line.id());
    }

    void toApprove(long hostNodeId, long batchId, String title, String total) {
        holders(Right.APPROVE_PAYOUT, hostNodeId, texts.of("awards.letter.approve", title, total), batchId, "approve");
    }

    void toPay(long hostNodeId, long batchId, String title, String total) {
        holders(Right.MARK_PAID, hostNodeId, texts.of("awards.letter.pay", title, total), batchId, "pay");
    }

    void failed(long hostNodeId, long batchId, String title, int lines) {
        holders(Right.PREPARE_PAYOUT, hostNodeId, texts.of("awards.letter.failed", title, lines), batchId, "failed");
    }

    /** The payee is asked to look at the account. */
    void failedTo(Payout line, String why) {
        tellPayee(
                line.entryId(),
                texts.of("awards.letter.failedTo", line.title(), Page.money(line.amount())),
                texts.of("awards.letter.failedToBody", why),
                "failed-" + line.id());
    }

    /** A payee whose payment failed has given another account: the prize can go into the next batch. */
    void newAccount(long hostNodeId, long callId, String callTitle, Payout line) {
        for (long account : accounts.holders(Right.PREPARE_PAYOUT, hostNodeId)) {
            messages.send(
                    account,
                    texts.of("awards.letter.newAccount", line.payeeName(), callTitle),
                    "",
                    "/calls/" + callId + "/money",
                    "payout-account-" + line.id());
        }
    }

    /** Finance learns what has to come back. */
    void toRecover(Award award, String reason) {
        for (long account : accounts.holders(Right.MARK_PAID, award.hostNodeId())) {
            messages.send(
                    account,
                    texts.of("awards.letter.recover", award.title(), award.name(), Page.money(award.prize())),
                    reason,
                    "/calls/" + award.callId() + "/money",
                    "recover-" + award.id());
        }
    }

    private void holders(Right right, long node, String subject, long batchId, String what) {
        for (long account : accounts.holders(right, node)) {
            messages.send(account, subject, "", "/payouts/" + batchId, "payout-" + what + "-" + batchId);
        }
    }

    private void tellPeople(long entryId, String subject, String body, String once) {
        news.people(entryId).forEach(account -> messages.send(account, subject, body, "/my-awards", once));
    }

    private void tellPayee(long entryId, String subject, String body, String once) {
        Long payee = payee(entryId);
        if (payee != null) {
            messages.send(payee, subject, body, "/my-awards", once);
        }
    }

    /** The first completer, to whom a prize is paid; who handed the entry in, where they have no account here. */
    private @Nullable Long payee(long entryId) {
        return dsl.select(DSL.coalesce(PERSON.ACCOUNT_ID, ENTRY.CREATED_BY))
                .from(ENTRY)
                .leftJoin(COMPLETER)
                .on(COMPLETER.ENTRY_ID.eq(ENTRY.ID), COMPLETER.POSITION.eq(1))
                .leftJoin(PERSON)
                .on(PERSON.ID.eq(COMPLETER.PERSON_ID))
                .where(ENTRY.ID.eq(entryId))
                .fetchOne(r -> r.value1());
    }
}
