package io.lingchuang.awards;

import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.BANK_ACCOUNT;
import static io.lingchuang.db.awards.Tables.PAYOUT;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.platform.Tables.MESSAGE;

import io.lingchuang.RankedCall;
import io.lingchuang.access.Actor;
import io.lingchuang.notices.NoticeForm;
import io.lingchuang.notices.Notices;
import java.time.LocalDate;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;

/** A call whose notice has ended, ready to be decided; or decided already. */
abstract class DecidedCall extends RankedCall {

    @Autowired
    Notices notices;

    @Autowired
    Decisions decisions;

    @Autowired
    Awards awards;

    @Autowired
    AwardLists lists;

    @Autowired
    Payouts payouts;

    @Autowired
    Payments payments;

    @Autowired
    Recoveries recoveries;

    @Autowired
    PayoutStore store;

    @Autowired
    Certificates certificates;

    static final DecisionForm FORM =
            new DecisionForm("2026年11月10日第12次主席办公会", "王主席主持，班子成员全部出席，一致通过。", LocalDate.parse("2026-11-10"), null, null);

    /** Put under notice on 2 November; it is now 10 November. */
    long ended(long call) {
        on("2026-11-02");
        long id = notices.draft(officer, call, new NoticeForm("公示", "现予公示", "市总工会", 5, null, 0));
        notices.release(chief, id, 0);
        on("2026-11-10");
        return id;
    }

    long decided(int... places) {
        long call = call(places);
        int[] ranks = java.util.stream.IntStream.rangeClosed(
                        1, java.util.Arrays.stream(places).sum())
                .toArray();
        ranked(call, ranks);
        decisions.decide(officer, ended(call), FORM);
        return call;
    }

    List<Award> awardsOf(long call) {
        return lists.inForce(call);
    }

    /** With finance: prepared with everybody's account, approved and taken over. */
    long withFinance(long call) {
        everybodyGaveAnAccount(call);
        long batch = payouts.prepare(officer, call);
        payouts.approve(chief, batch, 0);
        payouts.handOver(finance, batch, 1);
        return batch;
    }

    void everybodyGaveAnAccount(long call) {
        for (Award award : awardsOf(call)) {
            dsl.insertInto(BANK_ACCOUNT)
                    .set(BANK_ACCOUNT.PERSON_ID, person(award.entryId()))
                    .set(BANK_ACCOUNT.BANK_NAME, "徽商银行淮北分行")
                    .set(BANK_ACCOUNT.ACCOUNT, "62220202001122" + (10000 + award.id()))
                    .set(BANK_ACCOUNT.CONSENT, "given by the payee")
                    .set(BANK_ACCOUNT.GIVEN_BY, worker.accountId())
                    .onConflictDoNothing()
                    .execute();
        }
    }

    Long person(long entry) {
        return journey.entry(entry).first().personId();
    }

    /** How many messages with these words in them an account has. */
    int told(Actor reader, String words) {
        return dsl.fetchCount(MESSAGE, MESSAGE.ACCOUNT_ID.eq(reader.accountId()).and(MESSAGE.SUBJECT.contains(words)));
    }

    void signIn(long entry) {
        dsl.update(PERSON)
                .set(PERSON.ACCOUNT_ID, worker.accountId())
                .where(PERSON.ID.eq(person(entry)))
                .execute();
    }

    int livePayouts(long award) {
        return dsl.fetchCount(PAYOUT, PAYOUT.AWARD_ID.eq(award).and(PAYOUT.STATE.in("PENDING", "PAID")));
    }

    boolean awarded(long entry) {
        return dsl.fetchExists(AWARD, AWARD.ENTRY_ID.eq(entry));
    }
}
