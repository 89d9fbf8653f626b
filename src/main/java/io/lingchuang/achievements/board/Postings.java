package io.lingchuang.achievements.board;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.achievements.Tables.ACHIEVEMENT;
import static io.lingchuang.db.achievements.Tables.EXHIBIT;
import static io.lingchuang.db.achievements.Tables.HALL;
import static io.lingchuang.db.achievements.Tables.POSTING;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.achievements.Achievement;
import io.lingchuang.achievements.Achievements;
import io.lingchuang.achievements.Shelf;
import io.lingchuang.achievements.TransferState;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The board: a unit's clerk, or an officer above, writes a posting; somebody else at a union above looks through it; it ends by itself,
 * when it is settled, or when its unit withdraws it. What an offer does on the board, the achievement's transfer does too.
 */
@Service
public class Postings {

    static final int LONGEST = 365;

    private final DSLContext dsl;
    private final Achievements achievements;
    private final Shelf shelf;
    private final Tree tree;
    private final Messages messages;
    private final Wording words;
    private final Audit audit;
    private final Today today;

    Postings(
            DSLContext dsl,
            Achievements achievements,
            Shelf shelf,
            Tree tree,
            Messages messages,
            Wording words,
            Audit audit,
            Today today) {
        this.dsl = dsl;
        this.achievements = achievements;
        this.shelf = shelf;
        this.tree = tree;
        this.messages = messages;
        this.words = words;
        this.audit = audit;
        this.today = today;
    }

    /** What somebody writes: an offer of an achievement of theirs, or a need of their unit. */
    public record Draft(@Nullable Long achievementId, long nodeId, String title, String text, LocalDate untilDay) {}

    @Transactional
    public long post(Actor actor, Draft draft) {
        long node = draft.nodeId();
        if (draft.achievementId() != null) {
            Achievement achievement = achievements.kept(actor, draft.achievementId());
            if (achievement.awardWithdrawn()) {
                throw new Refusal("achievements.board.withdrawnAward");
            }
            node = achievement.nodeId();
        } else if (!achievements.keepsAt(actor, tree.node(node))) {
            throw Refusal.onField("unit", "achievements.unit.not");
        }
        checked(draft);
        Optional<Long> id = dsl.insertInto(POSTING)
                .set(POSTING.KIND, (draft.achievementId() == null ? Posting.Kind.NEED : Posting.Kind.OFFER).name())
                .set(POSTING.NODE_ID, node)
                .set(POSTING.ACHIEVEMENT_ID, draft.achievementId())
                .set(POSTING.TITLE, draft.title().strip())
                .set(POSTING.TEXT, draft.text().strip())
                .set(POSTING.INDUSTRY, industry(node))
                .set(POSTING.UNTIL_DAY, draft.untilDay())
                .set(POSTING.CREATED_BY, actor.accountId())
                .onConflictDoNothing()
                .returningResult(POSTING.ID)
                .fetchOptional(r -> r.value1());
        long posted = id.orElseThrow(() -> new Refusal("achievements.board.already"));
        audit.record(
                actor, "achievements.post", "posting", posted, draft.title().strip());
        return posted;
    }

    private void checked(Draft draft) {
        if (draft.title().strip().length() < 4 || draft.title().strip().length() > 100) {
            throw Refusal.onField("title", "achievements.board.title.length");
        }
        if (draft.text().strip().length() < 10 || draft.text().strip().length() > 2000) {
            throw Refusal.onField("text", "achievements.board.text.length");
        }
        if (CONTACT.matcher(draft.title() + " " + draft.text()).find()) {
            throw Refusal.onField("text", "achievements.board.contact");
        }
        if (draft.untilDay().isBefore(today.today().plusDays(1))
                || draft.untilDay().isAfter(today.today().plusDays(LONGEST))) {
            throw Refusal.onField("untilDay", "achievements.board.until", LONGEST);
        }
    }

    /** A phone number, with or without signs between, or an address for mail: contact goes through the union. */
    private static final java.util.regex.Pattern CONTACT =
            java.util.regex.Pattern.compile("(?<!\\d)(1[3-9]\\d([ -]?\\d){8}|0\\d{2,3}[- ]?\\d{7,8})(?!\\d)|\\w@\\w");

    private String industry(long node) {
        return dsl.select(ENTERPRISE.INDUSTRY)
                .from(ENTERPRISE)
                .where(ENTERPRISE.NODE_ID.eq(node))
                .fetchOptional(ENTERPRISE.INDUSTRY)
                .map(i -> i.substring(0, Math.min(40, i.length())))
                .orElse("");
    }

    /** For those who keep it or look through it. */
    Posting posting(Actor actor, long id) {
        Posting posting = find(id);
        if (!keeps(actor, posting)) {
            throw new NotFound();
        }
        return posting;
    }

    /** For everybody, while it is on the board. */
    Posting shown(long id) {
        Posting posting = find(id);
        if (!posting.on(today.today()) || !dsl.fetchExists(POSTING, POSTING.ID.eq(id), standing())) {
            throw new NotFound();
        }
        return posting;
    }

    /** An offer of what lost its award is not shown: it waits there for its unit. */
    static Condition standing() {
        return POSTING.ACHIEVEMENT_ID
                .isNull()
                .or(DSL.exists(DSL.selectOne()
                        .from(ACHIEVEMENT)
                        .where(ACHIEVEMENT.ID.eq(POSTING.ACHIEVEMENT_ID), Shelf.standing())));
    }

    /** Where everybody sees what an offer is about: in the latest open hall in which it stands. */
    @Nullable
    String hall(Posting posting) {
        return posting.achievementId() == null
                ? null
                : dsl.select(EXHIBIT.YEAR, EXHIBIT.ID)
                        .from(EXHIBIT)
                        .join(HALL)
                        .on(HALL.YEAR.eq(EXHIBIT.YEAR), HALL.STATE.eq("RELEASED"))
                        .where(EXHIBIT.ACHIEVEMENT_ID.eq(posting.achievementId()))
                        .orderBy(EXHIBIT.YEAR.desc())
                        .limit(1)
                        .fetchOne(r -> "/exhibition/" + r.value1() + "/exhibits/" + r.value2());
    }

    boolean keeps(Actor actor, Posting posting) {
        return achievements.keepsAt(actor, tree.node(posting.nodeId()));
    }

    boolean looksThrough(Actor actor, Posting posting) {
        return actor.reaches(Right.KEEP_ACHIEVEMENTS, tree.node(posting.nodeId()))
                && !Objects.equals(posting.createdBy(), actor.accountId());
    }

    /** In SQL those that the actor keeps or looks through. */
    static Condition within(Actor actor) {
        return POSTING.NODE_ID
                .in(actor.nodesWith(Right.FILE_ACHIEVEMENTS))
                .or(actor.within(Right.KEEP_ACHIEVEMENTS, NODE.PATH, NODE.INDUSTRY_PATH));
    }

    private Posting find(long id) {
        return dsl.select(POSTING.fields())
                .select(NODE.NAME)
                .from(POSTING)
                .join(NODE)
                .on(NODE.ID.eq(POSTING.NODE_ID))
                .where(POSTING.ID.eq(id))
                .fetchOptional(Postings::posting)
                .orElseThrow(NotFound::new);
    }

    static Posting posting(Record r) {
        return new Posting(
                r.get(POSTING.ID),
                Posting.Kind.valueOf(r.get(POSTING.KIND)),
                r.get(POSTING.NODE_ID),
                r.get(NODE.NAME),
                r.get(POSTING.ACHIEVEMENT_ID),
                r.get(POSTING.TITLE),
                r.get(POSTING.TEXT),
                r.get(POSTING.INDUSTRY),
                PostingState.valueOf(r.get(POSTING.STATE)),
                r.get(POSTING.UNTIL_DAY),
                r.get(POSTING.REASON),
                r.get(POSTING.CREATED_BY),
                r.get(POSTING.VERSION));
    }

    private Posting locked(Actor actor, long id, int version) {
        dsl.select(POSTING.ID)
                .from(POSTING)
                .where(POSTING.ID.eq(id))
                .forUpdate()
                .fetch();
        Posting posting = posting(actor, id);
        if (posting.version() != version) {
            throw new Stale();
        }
        return posting;
    }

    /** Lets it onto the board, or refuses it with the reason. Nobody looks through what they wrote themselves. */
    @Transactional
    public void look(Actor actor, long id, int version, boolean publish, String reason) {
        Posting posting = locked(actor, id, version);
        Node unit = tree.node(posting.nodeId());
        actor.requireReaches(Right.KEEP_ACHIEVEMENTS, unit);
        if (Objects.equals(posting.createdBy(), actor.accountId())) {
            throw new Refusal("achievements.board.own");
        }
        if (posting.state() != PostingState.SUBMITTED) {
            throw new Stale();
        }
        if (!publish) {
            reasoned(reason);
        } else if (posting.untilDay().isBefore(today.today())) {
            throw new Refusal("achievements.board.over");
        }
        dsl.update(POSTING)
                .set(POSTING.STATE, (publish ? PostingState.PUBLISHED : PostingState.REFUSED).name())
                .set(POSTING.REASON, publish ? null : reason.strip())
                .set(POSTING.LOOKED_BY, actor.accountId())
                .set(POSTING.PUBLISHED_AT, publish ? today.now() : null)
                .set(POSTING.VERSION, POSTING.VERSION.plus(1))
                .where(POSTING.ID.eq(id))
                .execute();
        if (publish) {
            follow(actor, posting, TransferState.OFFERED);
        }
        audit.record(
                actor, publish ? "achievements.publishPosting" : "achievements.refusePosting", "posting", id, reason);
        tell(posting, publish ? "achievements.letter.published" : "achievements.letter.refused", reason);
    }

    private static void reasoned(String reason) {
        if (reason.strip().length() < 2 || reason.strip().length() > 300) {
            throw Refusal.onField("reason", "achievements.hall.reason");
        }
    }

    /** Moves the transfer of what is offered, where it may move so. */
    private void follow(Actor actor, Posting posting, TransferState to) {
        if (posting.achievementId() != null) {
            Achievement achievement = shelf.achievement(posting.achievementId());
            if (achievement.state().mayBecome(to)) {
                shelf.move(actor, achievement, to, "", "");
            }
        }
    }

    /** settled: found somebody; else its unit no longer wants it there. */
    @Transactional
    public void end(Actor actor, long id, int version, boolean settled, String reason) {
        Posting posting = locked(actor, id, version);
        boolean may =
                posting.state() == PostingState.PUBLISHED || (posting.state() == PostingState.SUBMITTED && !settled);
        if (!may) {
            throw new Stale();
        }
        reasoned(reason);
        ended(posting, settled ? PostingState.SETTLED : PostingState.WITHDRAWN, reason.strip());
        if (!settled
                && posting.achievementId() != null
                && shelf.achievement(posting.achievementId()).state() == TransferState.OFFERED) {
            follow(actor, posting, TransferState.WITHDRAWN);
        }
        audit.record(
                actor,
                settled ? "achievements.settlePosting" : "achievements.withdrawPosting",
                "posting",
                id,
                reason.strip());
    }

    private void ended(Posting posting, PostingState to, @Nullable String reason) {
        dsl.update(POSTING)
                .set(POSTING.STATE, to.name())
                .set(POSTING.REASON, reason)
                .set(POSTING.VERSION, POSTING.VERSION.plus(1))
                .where(POSTING.ID.eq(posting.id()))
                .execute();
    }

    /** Takes down what is past its last day. Readers do not wait for it. */
    @Transactional
    public void takeDown() {
        dsl.select(POSTING.fields())
                .select(NODE.NAME)
                .from(POSTING)
                .join(NODE)
                .on(NODE.ID.eq(POSTING.NODE_ID))
                .where(POSTING.STATE.eq(PostingState.PUBLISHED.name()), POSTING.UNTIL_DAY.lt(today.today()))
                .orderBy(POSTING.ID)
                .limit(500)
                .forUpdate()
                .of(POSTING)
                .fetch(Postings::posting)
                .forEach(p -> {
                    ended(p, PostingState.EXPIRED, null);
                    if (p.achievementId() != null
                            && shelf.achievement(p.achievementId()).state() == TransferState.OFFERED) {
                        follow(Actor.system(), p, TransferState.WITHDRAWN);
                    }
                    tell(p, "achievements.letter.expired", "");
                });
    }

    private void tell(Posting posting, String key, String body) {
        if (posting.createdBy() != null) {
            messages.send(
                    posting.createdBy(),
                    words.of(key, posting.title()),
                    body.strip(),
                    "/postings/" + posting.id(),
                    key + "-" + posting.id());
        }
    }
}
