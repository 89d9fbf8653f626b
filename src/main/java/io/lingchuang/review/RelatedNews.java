package io.lingchuang.review;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.review.invitations.Admission;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * Tells the chair and the host that an expert became related to what they had before them: the host with the ground, the chair of a blind
 * review without, as it would tell where the entry comes from.
 */
@Component
class RelatedNews {

    private final DSLContext dsl;
    private final Accounts accounts;
    private final Messages messages;
    private final Wording texts;
    private final Audit audit;

    RelatedNews(DSLContext dsl, Accounts accounts, Messages messages, Wording texts, Audit audit) {
        this.dsl = dsl;
        this.accounts = accounts;
        this.messages = messages;
        this.texts = texts;
        this.audit = audit;
    }

    void tell(Actor actor, long panel, Expert expert, long entry, String code, Recusals.Ground ground) {
        audit.record(
                actor, "review.related", "panel", panel, "expert " + expert.id() + ", entry " + entry + ": " + ground);
        String subject = texts.of("review.letter.related", expert.name(), code);
        var at = dsl.select(CALL.HOST_NODE_ID, CALL.BLIND, PANEL.STATE)
                .from(PANEL)
                .join(CALL)
                .on(CALL.ID.eq(PANEL.CALL_ID))
                .where(PANEL.ID.eq(panel))
                .fetchSingle();
        boolean over = at.value3().equals(Panel.State.CLOSED.name());
        String follows = texts.of(over ? "review.letter.related.over" : "review.letter.related.taken");
        String known = texts.of(
                "review.letter.related.body", expert.name(), code, texts.of("Recusals.Ground." + ground), follows);
        String blind = texts.of("review.letter.related.blind", expert.name(), code, follows);
        Set<Long> host = Set.copyOf(accounts.holders(Right.RUN_PANEL, at.value1()));
        for (long account : hearers(host, panel, expert.id(), entry)) {
            messages.send(
                    account,
                    subject,
                    at.value2() && !host.contains(account) ? blind : known,
                    "/panels/" + panel,
                    "related:" + panel + ":" + expert.id() + ":" + entry);
        }
    }

    /** The host's officers, and the chair unless they must not know of the entry themselves. */
    private Set<Long> hearers(Set<Long> host, long panel, long expert, long entry) {
        Set<Long> hearers = new LinkedHashSet<>(host);
        hearers.addAll(dsl.select(EXPERT.ACCOUNT_ID)
                .from(PANEL)
                .join(EXPERT)
                .on(EXPERT.ID.eq(PANEL.CHAIR_ID))
                .where(
                        PANEL.ID.eq(panel),
                        EXPERT.ID.ne(expert),
                        Admission.given(PANEL.ID, EXPERT.ID),
                        DSL.not(Recusals.hidden(PANEL.ID, EXPERT.ID, DSL.val(entry))))
                .fetch(EXPERT.ACCOUNT_ID));
        hearers.removeAll(dsl.select(EXPERT.ACCOUNT_ID)
                .from(EXPERT)
                .where(EXPERT.ID.eq(expert))
                .fetch(EXPERT.ACCOUNT_ID));
        return hearers;
    }
}
