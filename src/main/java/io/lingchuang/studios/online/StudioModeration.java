package io.lingchuang.studios.online;

import static io.lingchuang.db.studios.Tables.ARTICLE;
import static io.lingchuang.db.studios.Tables.HELD_WORD;
import static io.lingchuang.db.studios.Tables.ONLINE_ANSWER;
import static io.lingchuang.db.studios.Tables.ONLINE_QUESTION;
import static io.lingchuang.db.studios.Tables.REPORT;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.studios.Standing;
import io.lingchuang.studios.Studios;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is held back, released and hidden, by whom and why; what readers report; and the city's list of words. */
@Service
public class StudioModeration {

    /** Readers whose reports hold a text until somebody has looked. */
    static final int READERS = 3;

    static final int A_DAY = 20;

    public record Word(long id, String word) {}

    /** A text that is reported or ruled on. */
    private record Text(long studioId, long accountId, String state) {}

    private final DSLContext dsl;
    private final Studios studios;
    private final StudioQuestions questions;
    private final StudioArticles articles;
    private final OnlineLetters letters;
    private final Tree tree;
    private final Audit audit;
    private final Today today;

    StudioModeration(
            DSLContext dsl,
            Studios studios,
            StudioQuestions questions,
            StudioArticles articles,
            OnlineLetters letters,
            Tree tree,
            Audit audit,
            Today today) {
        this.dsl = dsl;
        this.studios = studios;
        this.questions = questions;
        this.articles = articles;
        this.letters = letters;
        this.tree = tree;
        this.audit = audit;
        this.today = today;
    }

    /** Rules on what is written in a studio: its leader, its unit's clerk, an officer above. */
    boolean rules(@Nullable Actor actor, long studioId) {
        if (actor == null) {
            return false;
        }
        Standing standing = studios.standing(actor, studios.studio(studioId));
        return standing.leads() || standing.keeps();
    }

    /** The text, if the actor may read it; its question's id leads to an answer's page. */
    private Text read(Actor actor, About about, long id) {
        return switch (about) {
            case QUESTION -> {
                var q = questions.seenBy(actor, id);
                yield new Text(q.studioId(), q.accountId(), q.state().name());
            }
            case ANSWER -> {
                var q = questions.seenBy(actor, questionOf(id));
                yield questions.answers(actor, q).stream()
                        .filter(a -> a.id() == id)
                        .findFirst()
                        .map(a ->
                                new Text(q.studioId(), a.accountId(), a.state().name()))
                        .orElseThrow(NotFound::new);
            }
            case ARTICLE -> {
                var a = articles.seenBy(actor, id);
                yield new Text(a.studioId(), a.accountId(), a.state().name());
            }
        };
    }

    public long questionOf(long answer) {
        return dsl.select(ONLINE_ANSWER.QUESTION_ID)
                .from(ONLINE_ANSWER)
                .where(ONLINE_ANSWER.ID.eq(answer))
                .fetchOptional(ONLINE_ANSWER.QUESTION_ID)
                .orElseThrow(NotFound::new);
    }

    /** A reader finds something wrong with a text. The third one holds it. */
    @Transactional
    public void report(Actor actor, About about, long id, String reason) {
        Text text = read(actor, about, id);
        if (text.accountId() == actor.accountId()) {
            throw new Refusal("studioonline.ownText");
        }
        int lately = dsl.fetchCount(
                REPORT,
                REPORT.ACCOUNT_ID.eq(actor.accountId()),
                REPORT.REPORTED_AT.gt(today.now().minus(Duration.ofDays(1))));
        if (lately >= A_DAY) {
            throw new Refusal("studioonline.tooManyReports", A_DAY);
        }
        dsl.insertInto(REPORT)
                .set(REPORT.STUDIO_ID, text.studioId())
                .set(REPORT.ABOUT, about.name())
                .set(REPORT.SUBJECT_ID, id)
                .set(REPORT.ACCOUNT_ID, actor.accountId())
                .set(REPORT.REASON, reason)
                .onConflictDoNothing()
                .execute();
        int readers = dsl.fetchCount(
                REPORT, REPORT.ABOUT.eq(about.name()), REPORT.SUBJECT_ID.eq(id), REPORT.SETTLED_AT.isNull());
        if (readers >= READERS && (text.state().equals("SHOWN") || text.state().equals("PUBLISHED"))) {
            set(about, id, "HELD", letters.heldByReaders());
            studios.happened(Actor.system(), text.studioId(), "hold", letters.heldByReaders());
        }
    }

    /** Holds, releases or hides a text, with the reason. Nobody releases what they wrote themselves. */
    @Transactional
    public void rule(Actor actor, About about, long id, OnlineRuling ruling, String reason) {
        Text text = read(actor, about, id);
        if (!rules(actor, text.studioId())) {
            throw new NotFound();
        }
        if (ruling == OnlineRuling.RELEASE && text.accountId() == actor.accountId()) {
            throw new Refusal("studioonline.ownRelease");
        }
        String shown = about == About.ARTICLE ? "PUBLISHED" : "SHOWN";
        String to = switch (ruling) {
            case HOLD -> "HELD";
            case RELEASE -> shown;
            case HIDE -> "HIDDEN";
        };
        boolean legal = switch (ruling) {
            case HOLD -> text.state().equals(shown);
            case RELEASE -> List.of("HELD", "HIDDEN", shown).contains(text.state());
            case HIDE -> List.of("HELD", shown).contains(text.state());
        };
        if (!legal) {
            throw new Refusal("studioonline.notNow");
        }
        set(about, id, to, reason);
        dsl.update(REPORT)
                .set(REPORT.SETTLED_AT, today.now())
                .where(REPORT.ABOUT.eq(about.name()), REPORT.SUBJECT_ID.eq(id), REPORT.SETTLED_AT.isNull())
                .execute();
        studios.happened(
                actor,
                text.studioId(),
                ruling.name().toLowerCase(java.util.Locale.ROOT),
                about + " " + id + " " + reason);
        if (text.accountId() != actor.accountId() && !text.state().equals(to)) {
            letters.ruled(about, id, text.accountId(), ruling, reason);
        }
        if (about == About.ANSWER && ruling == OnlineRuling.RELEASE) {
            letters.answered(id);
        }
    }

    private void set(About about, long id, String state, String why) {
        switch (about) {
            case QUESTION ->
                dsl.update(ONLINE_QUESTION)
                        .set(ONLINE_QUESTION.STATE, state)
                        .set(ONLINE_QUESTION.WHY, why)
                        .where(ONLINE_QUESTION.ID.eq(id))
                        .execute();
            case ANSWER -> {
                dsl.update(ONLINE_ANSWER)
                        .set(ONLINE_ANSWER.STATE, state)
                        .set(ONLINE_ANSWER.WHY, why)
                        .where(ONLINE_ANSWER.ID.eq(id))
                        .execute();
                if (!state.equals("SHOWN")) { // what is not shown is not the best
                    dsl.update(ONLINE_QUESTION)
                            .setNull(ONLINE_QUESTION.BEST_ID)
                            .where(ONLINE_QUESTION.BEST_ID.eq(id))
                            .execute();
                }
            }
            case ARTICLE ->
                dsl.update(ARTICLE)
                        .set(ARTICLE.STATE, state)
                        .set(ARTICLE.WHY, why)
                        .where(ARTICLE.ID.eq(id))
                        .execute();
        }
    }

    public List<Word> words(Actor actor) {
        actor.requireReaches(Right.KEEP_STUDIOS, tree.city());
        return dsl.selectFrom(HELD_WORD).orderBy(HELD_WORD.WORD).fetch(r -> new Word(r.getId(), r.getWord()));
    }

    @Transactional
    public void addWord(Actor actor, String typed) {
        actor.requireReaches(Right.KEEP_STUDIOS, tree.city());
        String word = TextGuard.squeezed(typed);
        if (word.codePointCount(0, word.length()) < 2 || word.length() > 30) {
            throw Refusal.onField("word", "studioonline.wordForm");
        }
        int added = dsl.insertInto(HELD_WORD)
                .set(HELD_WORD.WORD, word)
                .set(HELD_WORD.ACCOUNT_ID, actor.accountId())
                .onConflictDoNothing()
                .execute();
        if (added == 0) {
            throw Refusal.onField("word", "studioonline.wordTwice");
        }
        audit.record(actor, "studios.addWord", "word", null, word);
    }

    @Transactional
    public void removeWord(Actor actor, long id) {
        actor.requireReaches(Right.KEEP_STUDIOS, tree.city());
        String word = dsl.deleteFrom(HELD_WORD)
                .where(HELD_WORD.ID.eq(id))
                .returningResult(HELD_WORD.WORD)
                .fetchOptional(HELD_WORD.WORD)
                .orElseThrow(NotFound::new);
        audit.record(actor, "studios.removeWord", "word", id, word);
    }

    /** What readers found wrong with texts, by text, for whoever rules on them; not who they are. */
    Map<Long, List<String>> reasons(About about, Collection<Long> texts) {
        return dsl.select(REPORT.SUBJECT_ID, REPORT.REASON)
                .from(REPORT)
                .where(REPORT.ABOUT.eq(about.name()), REPORT.SUBJECT_ID.in(texts), REPORT.SETTLED_AT.isNull())
                .orderBy(REPORT.ID)
                .fetchGroups(REPORT.SUBJECT_ID, REPORT.REASON);
    }
}
