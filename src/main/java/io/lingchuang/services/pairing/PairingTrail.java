package io.lingchuang.services.pairing;

import static io.lingchuang.db.services.Tables.PAIRING_EVENT;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What happened to a pairing, and the letters about it. */
@Component
public class PairingTrail {

    public record Happened(
            Instant at, String who, String action, @Nullable String reason) {}

    private final DSLContext dsl;
    private final Accounts accounts;
    private final Messages messages;
    private final Wording texts;
    private final Audit audit;

    PairingTrail(DSLContext dsl, Accounts accounts, Messages messages, Wording texts, Audit audit) {
        this.dsl = dsl;
        this.accounts = accounts;
        this.messages = messages;
        this.texts = texts;
        this.audit = audit;
    }

    /** action: its text stands under pairing.did.ACTION and audit.pairing.ACTION. */
    void happened(Actor actor, long pairing, String action, @Nullable String reason) {
        dsl.insertInto(PAIRING_EVENT)
                .set(PAIRING_EVENT.PAIRING_ID, pairing)
                .set(PAIRING_EVENT.ACCOUNT_ID, actor.accountId() == 0 ? null : actor.accountId())
                .set(PAIRING_EVENT.ACTOR_NAME, actor.name())
                .set(PAIRING_EVENT.ACTION, action)
                .set(PAIRING_EVENT.REASON, reason)
                .execute();
        audit.record(actor, "pairing." + action, "pairing", pairing, reason);
    }

    List<Happened> of(long pairing) {
        return dsl.selectFrom(PAIRING_EVENT)
                .where(PAIRING_EVENT.PAIRING_ID.eq(pairing))
                .orderBy(PAIRING_EVENT.ID.desc())
                .limit(100)
                .fetch(r -> new Happened(r.getAt(), r.getActorName(), r.getAction(), r.getReason()));
    }

    /** To the union of one side. letter: its words stand under pairing.letter.LETTER, with both names. */
    void tell(Pairing pairing, Side side, String letter, String body, String link) {
        String subject = texts.of("pairing.letter." + letter, pairing.soe(), pairing.partner());
        for (long account : accounts.holders(Right.SIGN_AGREEMENT, pairing.nodeOf(side))) {
            messages.send(account, subject, body, link, null);
        }
    }

    void tellBoth(Pairing pairing, String letter, String body, String link) {
        for (Side side : Side.values()) {
            tell(pairing, side, letter, body, link);
        }
    }

    void tellOfficer(@Nullable Long account, Pairing pairing, String letter, String body) {
        if (account != null) {
            messages.send(
                    account,
                    texts.of("pairing.letter." + letter, pairing.soe(), pairing.partner()),
                    body,
                    "/pairings/" + pairing.id(),
                    null);
        }
    }
}
