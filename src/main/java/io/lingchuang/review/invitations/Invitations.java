package io.lingchuang.review.invitations;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.INVITATION;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.SPENT_CODE;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.Panel;
import io.lingchuang.review.PanelForming;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** An expert's answer to being asked onto a panel: signed in, or by the code in the letter. */
@Service
public class Invitations {

    /**
     * An invitation.
     *
     * <pre>
     * SENT → ACCEPTED
     * SENT → DECLINED (with a reason; the place is free) → SENT (asked anew)
     * </pre>
     */
    public enum State {
        SENT,
        ACCEPTED,
        DECLINED
    }

    /** @param declared everything that lies before the panel is covered by their declaration */
    public record Invitation(
            long panelId,
            String panel,
            long callId,
            String call,
            String host,
            long hostNodeId,
            long expertId,
            long accountId,
            State state,
            Instant sentAt,
            boolean declared) {}

    private final DSLContext dsl;
    private final PanelForming forming;
    private final Declarations declarations;
    private final Accounts accounts;
    private final Messages messages;
    private final Wording texts;
    private final Audit audit;
    private final Today today;

    Invitations(
            DSLContext dsl,
            PanelForming forming,
            Declarations declarations,
            Accounts accounts,
            Messages messages,
            Wording texts,
            Audit audit,
            Today today) {
        this.dsl = dsl;
        this.forming = forming;
        this.declarations = declarations;
        this.accounts = accounts;
        this.messages = messages;
        this.texts = texts;
        this.audit = audit;
        this.today = today;
    }

    /** What waits for the expert: an answer, or a declaration. */
    public List<Invitation> waiting(Actor actor) {
        return find(EXPERT.ACCOUNT_ID
                .eq(actor.accountId())
                .and(INVITATION.STATE.ne(State.DECLINED.name()))
                .andNot(Admission.given(INVITATION.PANEL_ID, INVITATION.EXPERT_ID)));
    }

    public Invitation invitation(Actor actor, long panel) {
        return find(EXPERT.ACCOUNT_ID.eq(actor.accountId()).and(INVITATION.PANEL_ID.eq(panel))).stream()
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /** A code that was good once: answered, out of date, of an older letter, or of a panel that is over. */
    static final class Spent extends RuntimeException {}

    /** For whoever has the letter. A code that is used, out of date or of an older letter opens nothing, and says so. */
    public Invitation byCode(String code) {
        String hash = Letters.hash(code);
        return find(INVITATION.CODE_HASH.eq(hash).and(INVITATION.CODE_UNTIL.gt(today.now()))).stream()
                .findFirst()
                .orElseThrow(() -> wasGood(hash) ? new Spent() : new NotFound());
    }

    private boolean wasGood(String hash) {
        return dsl.fetchExists(SPENT_CODE, SPENT_CODE.CODE_HASH.eq(hash))
                || dsl.fetchExists(INVITATION, INVITATION.CODE_HASH.eq(hash));
    }

    private List<Invitation> find(Condition which) {
        return dsl.select(
                        PANEL.ID,
                        PANEL.NAME,
                        CALL.ID,
                        CALL.TITLE,
                        NODE.NAME,
                        NODE.ID,
                        EXPERT.ID,
                        EXPERT.ACCOUNT_ID,
                        INVITATION.STATE,
                        INVITATION.SENT_AT,
                        DSL.field(Admission.given(INVITATION.PANEL_ID, INVITATION.EXPERT_ID)))
                .from(INVITATION)
                .join(PANEL)
                .on(PANEL.ID.eq(INVITATION.PANEL_ID))
                .join(CALL)
                .on(CALL.ID.eq(PANEL.CALL_ID))
                .join(NODE)
                .on(NODE.ID.eq(CALL.HOST_NODE_ID))
                .join(EXPERT)
                .on(EXPERT.ID.eq(INVITATION.EXPERT_ID))
                .where(
                        which,
                        PANEL.STATE.in(Panel.State.FORMING.name(), Panel.State.SCORING.name()),
                        // who declined has no place any more, and may still look at what they declined
                        INVITATION
                                .STATE
                                .eq(State.DECLINED.name())
                                .or(DSL.exists(DSL.selectOne()
                                        .from(PANEL_EXPERT)
                                        .where(
                                                PANEL_EXPERT.PANEL_ID.eq(PANEL.ID),
                                                PANEL_EXPERT.EXPERT_ID.eq(EXPERT.ID),
                                                PANEL_EXPERT.LEFT_AT.isNull()))))
                .orderBy(INVITATION.SENT_AT.desc(), PANEL.ID)
                .fetch(r -> new Invitation(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        r.value7(),
                        r.value8(),
                        State.valueOf(r.value9()),
                        r.value10(),
                        r.value11()));
    }

    @Transactional
    public void accept(Actor actor, long panel) {
        accept(actor, invitation(actor, panel), null);
    }

    @Transactional
    public void acceptBy(String code) {
        Invitation invitation = byCode(code);
        accept(holder(invitation), invitation, "by the code in the letter");
    }

    private void accept(Actor actor, Invitation invitation, @Nullable String how) {
        answer(invitation, State.ACCEPTED, "");
        declarations.coverWhatIsKnown(invitation.panelId(), invitation.expertId());
        audit.record(actor, "review.acceptInvitation", "panel", invitation.panelId(), how);
    }

    /** Their place is free for somebody else, and the host is told. */
    @Transactional
    public void decline(Actor actor, long panel, String reason) {
        decline(actor, invitation(actor, panel), reason);
    }

    @Transactional
    public void declineBy(String code, String reason) {
        Invitation invitation = byCode(code);
        decline(holder(invitation), invitation, reason);
    }

    private void decline(Actor actor, Invitation invitation, String reason) {
        String why = reason.strip();
        if (why.length() < 2 || why.length() > 300) {
            throw Refusal.onField("reason", "review.invitations.why");
        }
        answer(invitation, State.DECLINED, why);
        forming.leave(invitation.panelId(), invitation.expertId());
        audit.record(actor, "review.declineInvitation", "panel", invitation.panelId(), why);
        for (long officer : accounts.holders(Right.RUN_PANEL, invitation.hostNodeId())) {
            messages.send(
                    officer,
                    texts.of("review.letter.declined", actor.name(), invitation.panel()),
                    why,
                    "/panels/" + invitation.panelId() + "/invitations",
                    null);
        }
    }

    private void answer(Invitation invitation, State state, String reason) {
        int answered = dsl.update(INVITATION)
                .set(INVITATION.STATE, state.name())
                .set(INVITATION.ANSWERED_AT, today.now())
                .set(INVITATION.REASON, reason)
                .setNull(INVITATION.CODE_HASH)
                .setNull(INVITATION.CODE_UNTIL)
                .where(
                        INVITATION.PANEL_ID.eq(invitation.panelId()),
                        INVITATION.EXPERT_ID.eq(invitation.expertId()),
                        INVITATION.STATE.eq(State.SENT.name()))
                .execute();
        if (answered == 0) {
            throw new Stale();
        }
    }

    private Actor holder(Invitation invitation) {
        return accounts.actor(invitation.accountId()).orElseThrow(NotFound::new);
    }
}
