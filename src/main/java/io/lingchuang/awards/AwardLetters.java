package io.lingchuang.awards;

import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Right;
import io.lingchuang.platform.messages.Messages;
import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What awards tell people. */
@Component
class AwardLetters {

    private final DSLContext dsl;
    private final Messages messages;
    private final Accounts accounts;
    private final MessageSource texts;

    AwardLetters(DSLContext dsl, Messages messages, Accounts accounts, MessageSource texts) {
        this.dsl = dsl;
        this.messages = messages;
        this.accounts = accounts;
        this.texts = texts;
    }

    void awarded(long entryId, String title, String tier, String number) {
        tellPeople(
                entryId,
                text("awards.letter.awarded", title, tier, number),
                text("awards.letter.awardedBody"),
                "award-" + entryId);
    }

    void withdrawn(long entryId, String title, String reason) {
        tellPeople(entryId, text("awards.letter.withdrawn", title), reason, "award-withdrawn-" + entryId);
    }

    void certificate(long entryId, String title, String number) {
        tellPeople(entryId, text("awards.letter.certificate", title, number), "", "certificate-" + number);
    }

    void paid(long entryId, long payoutId, String title, String amount) {
        tellPeople(entryId, text("awards.letter.paid", title, amount), "", "paid-" + payoutId);
    }

    void toApprove(long hostNodeId, long batchId, String title, String total) {
        holders(Right.APPROVE_PAYOUT, hostNodeId, text("awards.letter.approve", title, total), batchId, "approve");
    }

    void toPay(long hostNodeId, long batchId, String title, String total) {
        holders(Right.MARK_PAID, hostNodeId, text("awards.letter.pay", title, total), batchId, "pay");
    }

    void failed(long hostNodeId, long batchId, String title, int lines) {
        holders(Right.PREPARE_PAYOUT, hostNodeId, text("awards.letter.failed", title, lines), batchId, "failed");
    }

    /** The payee is asked to look at the account; who handed the entry in, where the payee has no account here. */
    void failedTo(Payout line, String why) {
        dsl.select(DSL.coalesce(PERSON.ACCOUNT_ID, ENTRY.CREATED_BY))
                .from(ENTRY)
                .leftJoin(PERSON)
                .on(PERSON.ID.eq(line.payeePerson()))
                .where(ENTRY.ID.eq(line.entryId()))
                .forEach(account -> messages.send(
                        account.value1(),
                        text(
                                "awards.letter.failedTo",
                                line.title(),
                                line.amount().toPlainString()),
                        text("awards.letter.failedToBody", why),
                        "/my-awards",
                        "failed-" + line.id()));
    }

    /** A payee whose payment failed has given another account: the prize can go into the next batch. */
    void newAccount(long hostNodeId, long callId, String callTitle, Payout line) {
        for (long account : accounts.holders(Right.PREPARE_PAYOUT, hostNodeId)) {
            messages.send(
                    account,
                    text("awards.letter.newAccount", line.payeeName(), callTitle),
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
                    text(
                            "awards.letter.recover",
                            award.title(),
                            award.name(),
                            award.prize().toPlainString()),
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
        people(entryId).forEach(account -> messages.send(account, subject, body, "/my-awards", once));
    }

    /** Whoever handed the entry in, and its completers who have accounts. */
    private List<Long> people(long entryId) {
        return dsl.select(ENTRY.CREATED_BY)
                .from(ENTRY)
                .where(ENTRY.ID.eq(entryId))
                .union(DSL.select(PERSON.ACCOUNT_ID)
                        .from(COMPLETER)
                        .join(PERSON)
                        .on(PERSON.ID.eq(COMPLETER.PERSON_ID))
                        .where(
                                COMPLETER.ENTRY_ID.eq(entryId),
                                PERSON.ACCOUNT_ID.isNotNull(),
                                COMPLETER.STATE.ne("DECLINED")))
                .fetch(r -> r.value1());
    }

    private String text(String key, Object... args) {
        return texts.getMessage(key, args, Locale.SIMPLIFIED_CHINESE);
    }
}
