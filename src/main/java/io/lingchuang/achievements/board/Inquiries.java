package io.lingchuang.achievements.board;

import static io.lingchuang.db.achievements.Tables.INQUIRY;
import static io.lingchuang.db.achievements.Tables.POSTING;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Requests to the union to bring two sides together. */
@Service
public class Inquiries {

    private static final int MOST_OPEN = 100;

    private final DSLContext dsl;
    private final Postings board;
    private final Tree tree;
    private final Accounts accounts;
    private final Messages messages;
    private final Wording words;
    private final Audit audit;
    private final Today today;

    Inquiries(
            DSLContext dsl,
            Postings board,
            Tree tree,
            Accounts accounts,
            Messages messages,
            Wording words,
            Audit audit,
            Today today) {
        this.dsl = dsl;
        this.board = board;
        this.tree = tree;
        this.accounts = accounts;
        this.messages = messages;
        this.words = words;
        this.audit = audit;
        this.today = today;
    }

    /** Anybody asks; actor null: somebody who has not signed in. */
    @Transactional
    public void ask(@Nullable Actor actor, long postingId, String name, String unit, String phone, String text) {
        Posting posting = board.shown(postingId);
        if (dsl.fetchCount(INQUIRY, INQUIRY.POSTING_ID.eq(postingId).and(INQUIRY.STATE.eq("OPEN"))) >= MOST_OPEN) {
            throw new Refusal("achievements.inquiry.many");
        }
        long id = dsl.insertInto(INQUIRY)
                .set(INQUIRY.POSTING_ID, postingId)
                .set(INQUIRY.ACCOUNT_ID, actor == null ? null : actor.accountId())
                .set(INQUIRY.NAME, name)
                .set(INQUIRY.UNIT, unit)
                .set(INQUIRY.PHONE, phone)
                .set(INQUIRY.TEXT, text)
                .returningResult(INQUIRY.ID)
                .fetchSingle()
                .value1();
        audit.record(actor == null ? Actor.system() : actor, "achievements.ask", "inquiry", id, null);
        for (long account : keepers(posting)) {
            messages.send(
                    account,
                    words.of("achievements.letter.asked", posting.title()),
                    "",
                    "/postings/" + postingId,
                    "inquiry-" + id);
        }
    }

    /** The unit's own clerk and the officers of the union next above. */
    private Set<Long> keepers(Posting posting) {
        Node unit = tree.node(posting.nodeId());
        Set<Long> found = new LinkedHashSet<>(accounts.holders(Right.FILE_ACHIEVEMENTS, unit.id()));
        Node above = tree.superior(unit, false);
        if (above != null) {
            found.addAll(accounts.holders(Right.KEEP_ACHIEVEMENTS, above.id()));
        }
        return found;
    }

    List<Inquiry> of(long posting) {
        return dsl.selectFrom(INQUIRY)
                .where(INQUIRY.POSTING_ID.eq(posting))
                .orderBy(INQUIRY.ID.desc())
                .fetch(r -> new Inquiry(
                        r.getId(),
                        r.getName(),
                        r.getUnit(),
                        r.getPhone(),
                        r.getText(),
                        InquiryState.valueOf(r.getState()),
                        r.getAnswer(),
                        r.getCreatedAt(),
                        r.getAccountId()));
    }

    /** Says what came of it; whoever asked while signed in is told. */
    @Transactional
    public void answer(Actor actor, long postingId, long id, InquiryState verdict, String answer) {
        Posting posting = board.posting(actor, postingId);
        if (verdict == InquiryState.OPEN) {
            throw Refusal.onField("verdict", "NotNull");
        }
        if (answer.strip().length() < 2 || answer.strip().length() > 1000) {
            throw Refusal.onField("answer", "achievements.inquiry.answer");
        }
        Inquiry inquiry =
                of(postingId).stream().filter(i -> i.id() == id).findFirst().orElseThrow(NotFound::new);
        int answered = dsl.update(INQUIRY)
                .set(INQUIRY.STATE, verdict.name())
                .set(INQUIRY.ANSWER, answer.strip())
                .set(INQUIRY.ANSWERED_BY, actor.accountId())
                .set(INQUIRY.ANSWERED_AT, today.now())
                .where(INQUIRY.ID.eq(id), INQUIRY.STATE.eq(InquiryState.OPEN.name()))
                .execute();
        if (answered == 0) {
            throw new Stale();
        }
        audit.record(actor, "achievements.answer", "inquiry", id, verdict.name());
        if (inquiry.accountId() != null) {
            messages.send(
                    inquiry.accountId(),
                    words.of("achievements.letter.answered", posting.title()),
                    answer.strip(),
                    posting.on(today.today()) ? "/transfer/" + postingId : null,
                    "inquiry-answered-" + id);
        }
    }

    int open(Actor actor) {
        var node = io.lingchuang.db.access.Tables.NODE;
        return dsl.fetchCount(dsl.selectOne()
                .from(INQUIRY)
                .join(POSTING)
                .on(POSTING.ID.eq(INQUIRY.POSTING_ID))
                .join(node)
                .on(node.ID.eq(POSTING.NODE_ID))
                .where(INQUIRY.STATE.eq(InquiryState.OPEN.name()), Postings.within(actor)));
    }
}
