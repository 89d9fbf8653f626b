package io.lingchuang.review.invitations;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.INVITATION;
import static io.lingchuang.db.review.Tables.PANEL;

import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Channels;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.text.Sha256;
import io.lingchuang.review.invitations.Invitations.State;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The letters to experts: a message in the app, and a text to the phone with a link that answers without signing in. The code in the link
 * is worth one answer within two weeks; only its hash is kept, and a newer letter makes an older code worthless.
 */
@Component
public class Letters {

    static final Duration VALID = Duration.ofDays(14);
    private static final SecureRandom RANDOM = new SecureRandom();

    private record Addressee(long account, @Nullable String phone, String panel, String call) {}

    private final DSLContext dsl;
    private final Messages messages;
    private final Channels channels;
    private final Wording texts;
    private final Today today;
    private final String address;

    Letters(
            DSLContext dsl,
            Messages messages,
            Channels channels,
            Wording texts,
            Today today,
            @Value("${lingchuang.address:}") String address) {
        this.dsl = dsl;
        this.messages = messages;
        this.channels = channels;
        this.texts = texts;
        this.today = today;
        this.address = address;
    }

    /** Asks an expert onto the panel, unless they are asked already; who declined earlier is asked anew. */
    public boolean invite(long panel, long expert) {
        Instant now = today.now();
        boolean asked = dsl.insertInto(INVITATION)
                        .set(INVITATION.PANEL_ID, panel)
                        .set(INVITATION.EXPERT_ID, expert)
                        .set(INVITATION.SENT_AT, now)
                        .onConflict(INVITATION.PANEL_ID, INVITATION.EXPERT_ID)
                        .doUpdate()
                        .set(INVITATION.STATE, State.SENT.name())
                        .set(INVITATION.SENT_AT, now)
                        .set(INVITATION.REASON, "")
                        .setNull(INVITATION.REMINDED_AT)
                        .setNull(INVITATION.ANSWERED_AT)
                        .where(INVITATION.STATE.eq(State.DECLINED.name()))
                        .execute()
                == 1;
        if (asked) {
            Addressee to = addressee(panel, expert);
            messages.send(
                    to.account(),
                    texts.of("review.letter.invitation", to.panel()),
                    texts.of("review.letter.invitation.body", to.call()),
                    address(panel),
                    null);
            ring(panel, expert, to);
        }
        return asked;
    }

    /** Reminds an expert who has not answered, or not declared yet; once a day at most. */
    boolean remind(long panel, long expert, boolean answered) {
        Addressee to = addressee(panel, expert);
        boolean sent = messages.send(
                to.account(),
                texts.of(answered ? "review.letter.declare" : "review.letter.invitation.again", to.panel()),
                texts.of("review.letter.invitation.body", to.call()),
                answered ? address(panel) + "/declaration" : address(panel),
                "invitation:" + panel + ":" + today.today());
        if (sent && !answered) {
            ring(panel, expert, to);
        }
        return sent;
    }

    /** A new code goes to the phone once everything stands; a slow channel holds nobody up. */
    private void ring(long panel, long expert, Addressee to) {
        if (to.phone() == null) {
            return;
        }
        String phone = to.phone();
        String code = newCode();
        dsl.update(INVITATION)
                .set(INVITATION.CODE_HASH, hash(code))
                .set(INVITATION.CODE_UNTIL, today.now().plus(VALID))
                .where(INVITATION.PANEL_ID.eq(panel), INVITATION.EXPERT_ID.eq(expert))
                .execute();
        String text = texts.of("review.letter.phone", to.panel(), address + "/invited/" + code, VALID.toDays());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                Thread.startVirtualThread(() -> channels.deliver(phone, text));
            }
        });
    }

    private Addressee addressee(long panel, long expert) {
        return Objects.requireNonNull(dsl.select(ACCOUNT.ID, ACCOUNT.PHONE, PANEL.NAME, CALL.TITLE)
                .from(PANEL)
                .join(CALL)
                .on(CALL.ID.eq(PANEL.CALL_ID))
                .crossJoin(EXPERT)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .where(PANEL.ID.eq(panel), EXPERT.ID.eq(expert))
                .fetchSingle(r -> new Addressee(r.value1(), r.value2(), r.value3(), r.value4())));
    }

    static String address(long panel) {
        return "/invitations/" + panel;
    }

    private static String newCode() {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Of 128 random bits, so that one round of a plain hash is enough. */
    static String hash(String code) {
        return Sha256.hex(code);
    }
}
