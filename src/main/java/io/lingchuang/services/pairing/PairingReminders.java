package io.lingchuang.services.pairing;

import static io.lingchuang.db.services.Tables.AGREEMENT;
import static io.lingchuang.db.services.Tables.PAIRING;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Right;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reminds both unions of what is promised and not done: once when its year ends soon, once when it is over. */
@Service
public class PairingReminders {

    private final DSLContext dsl;
    private final Pairings pairings;
    private final Agreements agreements;
    private final Activities activities;
    private final Accounts accounts;
    private final Messages messages;
    private final Wording texts;

    PairingReminders(
            DSLContext dsl,
            Pairings pairings,
            Agreements agreements,
            Activities activities,
            Accounts accounts,
            Messages messages,
            Wording texts) {
        this.dsl = dsl;
        this.pairings = pairings;
        this.agreements = agreements;
        this.activities = activities;
        this.accounts = accounts;
        this.messages = messages;
        this.texts = texts;
    }

    @Transactional
    public void remind() {
        List<Long> held = dsl.select(AGREEMENT.ID)
                .from(AGREEMENT)
                .where(AGREEMENT.STATE.eq(Agreement.State.SIGNED.name()))
                .orderBy(AGREEMENT.ID)
                .fetch(AGREEMENT.ID);
        for (long id : held) {
            agreements.find(id).ifPresent(this::remind);
        }
    }

    private void remind(Agreement agreement) {
        Pairing pairing = pairings.find(PAIRING.ID.eq(agreement.pairingId())).orElseThrow();
        activities
                .dues(agreement)
                .forEach((term, years) -> years.stream()
                        .filter(d -> d.standing() == Due.Standing.DUE || d.standing() == Due.Standing.LATE)
                        .forEach(due -> remind(agreement, pairing, term, due)));
    }

    private void remind(Agreement agreement, Pairing pairing, long term, Due due) {
        String promise = agreement.terms().stream()
                .filter(t -> t.id() == term)
                .map(Agreement.Term::body)
                .findFirst()
                .orElse("");
        for (Side side : Side.values()) {
            for (long account : accounts.holders(Right.SIGN_AGREEMENT, pairing.nodeOf(side))) {
                messages.send(
                        account,
                        texts.of("pairing.letter." + due.standing(), pairing.soe(), pairing.partner()),
                        texts.of("pairing.letter.missing", promise, due.until().toString(), due.missing()),
                        "/cobuilding/" + agreement.id(),
                        "pairing-" + due.standing() + "-" + term + "-" + due.year());
            }
        }
    }
}
