package io.lingchuang.studios.online;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.studios.Tables.ONLINE_ANSWER;
import static io.lingchuang.db.studios.Tables.ONLINE_QUESTION;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.text.Bigrams;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.studios.Standing;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Any worker asks a studio; its members answer; the asker or the leader says which answer is the best. */
@Service
public class StudioQuestions {

    /** Questions that one person may ask in a day. */
    static final int A_DAY = 10;

    public record Question(
            long id,
            long studioId,
            long accountId,
            String asker,
            String title,
            String body,
            boolean secret,
            OnlineState state,
            @Nullable String why,
            @Nullable Long bestId,
            Instant askedAt) {}

    public record Answer(
            long id,
            long questionId,
            long accountId,
            String name,
            String body,
            OnlineState state,
            @Nullable String why,
            Instant answeredAt) {}

    /** A question much like the one typed. */
    public record Like(long id, String title, int answers) {}

    private final DSLContext dsl;
    private final Studios studios;
    private final TextGuard guard;
    private final OnlineLetters letters;
    private final Today today;

    StudioQuestions(DSLContext dsl, Studios studios, TextGuard guard, OnlineLetters letters, Today today) {
        this.dsl = dsl;
        this.studios = studios;
        this.guard = guard;
        this.letters = letters;
        this.today = today;
    }

    /** @param secret only the studio's people and the asker read it */
    @Transactional
    public long ask(Actor actor, long studioId, String title, String body, boolean secret) {
        Studio studio = studios.studio(studioId);
        if (!studio.state().alive()) {
            throw new Refusal("studiopage.ended");
        }
        guard.refuseNumbers("title", title);
        guard.refuseNumbers("body", body);
        int today24 = dsl.fetchCount(
                ONLINE_QUESTION,
                ONLINE_QUESTION.ACCOUNT_ID.eq(actor.accountId()),
                ONLINE_QUESTION.ASKED_AT.gt(today.now().minus(Duration.ofDays(1))));
        if (today24 >= A_DAY) {
            throw new Refusal("studioonline.tooMany", A_DAY);
        }
        String word = guard.holding(title, body).orElse(null);
        return dsl.insertInto(ONLINE_QUESTION)
                .set(ONLINE_QUESTION.STUDIO_ID, studioId)
                .set(ONLINE_QUESTION.ACCOUNT_ID, actor.accountId())
                .set(ONLINE_QUESTION.TITLE, title)
                .set(ONLINE_QUESTION.BODY, body)
                .set(ONLINE_QUESTION.SECRET, secret)
                .set(ONLINE_QUESTION.STATE, (word == null ? OnlineState.SHOWN : OnlineState.HELD).name())
                .set(ONLINE_QUESTION.WHY, word == null ? null : letters.heldBy(word))
                .set(ONLINE_QUESTION.SEARCH, Bigrams.index(title, body))
                .returningResult(ONLINE_QUESTION.ID)
                .fetchSingle()
                .value1();
    }

    /** Public questions much like what is typed, those with most of its words first. */
    public List<Like> like(String typed) {
        List<String> words = Bigrams.words(typed);
        if (words.isEmpty()) {
            return List.of();
        }
        String any = words.stream().limit(60).map(w -> "'" + w + "'").collect(Collectors.joining(" | "));
        var shared = DSL.field(
                "(select count(*) from unnest(string_to_array({0}, ' ')) w where w = any({1}))",
                Integer.class, ONLINE_QUESTION.SEARCH, DSL.val(words.toArray(String[]::new)));
        var answers = DSL.field(DSL.selectCount()
                .from(ONLINE_ANSWER)
                .where(
                        ONLINE_ANSWER.QUESTION_ID.eq(ONLINE_QUESTION.ID),
                        ONLINE_ANSWER.STATE.eq(OnlineState.SHOWN.name())));
        return dsl.select(ONLINE_QUESTION.ID, ONLINE_QUESTION.TITLE, answers)
                .from(ONLINE_QUESTION)
                .where(ONLINE_QUESTION.STATE.eq(OnlineState.SHOWN.name()), ONLINE_QUESTION.SECRET.isFalse())
                .and(Filter.matches(ONLINE_QUESTION.SEARCH, any))
                .and(shared.ge((words.size() + 1) / 2))
                .orderBy(shared.desc(), ONLINE_QUESTION.ID.desc())
                .limit(5)
                .fetch(r -> new Like(r.value1(), r.value2(), r.value3()));
    }

    public Question seenBy(@Nullable Actor actor, long id) {
        Question q = dsl.select(ONLINE_QUESTION.fields())
                .select(ACCOUNT.NAME)
                .from(ONLINE_QUESTION)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ONLINE_QUESTION.ACCOUNT_ID))
                .where(ONLINE_QUESTION.ID.eq(id))
                .fetchOptional(StudioQuestions::question)
                .orElseThrow(NotFound::new);
        if (!sees(actor, q)) {
            throw new NotFound();
        }
        return q;
    }

    private boolean sees(@Nullable Actor actor, Question q) {
        if (q.state() == OnlineState.SHOWN && !q.secret()) {
            return true;
        }
        if (actor == null) {
            return false;
        }
        Standing standing = studios.standing(actor, studios.studio(q.studioId()));
        boolean rules = standing.leads() || standing.keeps();
        return rules || actor.accountId() == q.accountId() || (q.state() == OnlineState.SHOWN && standing.works());
    }

    /** Those that the actor may read, the best first. */
    public List<Answer> answers(@Nullable Actor actor, Question q) {
        Standing standing = actor == null ? null : studios.standing(actor, studios.studio(q.studioId()));
        boolean rules = standing != null && (standing.leads() || standing.keeps());
        long me = actor == null ? 0 : actor.accountId();
        return dsl
                .select(ONLINE_ANSWER.fields())
                .select(ACCOUNT.NAME)
                .from(ONLINE_ANSWER)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ONLINE_ANSWER.ACCOUNT_ID))
                .where(ONLINE_ANSWER.QUESTION_ID.eq(q.id()))
                .orderBy(ONLINE_ANSWER.ID)
                .fetch(StudioQuestions::answer)
                .stream()
                .filter(a -> a.state() == OnlineState.SHOWN || rules || a.accountId() == me)
                .sorted(java.util.Comparator.comparing(a -> q.bestId() != null && q.bestId() == a.id() ? 0 : 1))
                .toList();
    }

    /** By whoever works in the studio. */
    @Transactional
    public long answer(Actor actor, long id, String body) {
        Question q = seenBy(actor, id);
        studios.workedInBy(actor, q.studioId());
        guard.refuseNumbers("answer", body);
        String word = guard.holding(body).orElse(null);
        long answer = dsl.insertInto(ONLINE_ANSWER)
                .set(ONLINE_ANSWER.QUESTION_ID, id)
                .set(ONLINE_ANSWER.ACCOUNT_ID, actor.accountId())
                .set(ONLINE_ANSWER.BODY, body)
                .set(ONLINE_ANSWER.STATE, (word == null ? OnlineState.SHOWN : OnlineState.HELD).name())
                .set(ONLINE_ANSWER.WHY, word == null ? null : letters.heldBy(word))
                .returningResult(ONLINE_ANSWER.ID)
                .fetchSingle()
                .value1();
        if (word == null) {
            letters.answered(answer);
        }
        return answer;
    }

    /** Says which answer is the best: who asked, or the studio's leader. */
    @Transactional
    public long best(Actor actor, long answerId) {
        Answer a = dsl.select(ONLINE_ANSWER.fields())
                .select(ACCOUNT.NAME)
                .from(ONLINE_ANSWER)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ONLINE_ANSWER.ACCOUNT_ID))
                .where(ONLINE_ANSWER.ID.eq(answerId))
                .fetchOptional(StudioQuestions::answer)
                .orElseThrow(NotFound::new);
        Question q = seenBy(actor, a.questionId());
        if (!choosesBest(actor, q) || a.state() != OnlineState.SHOWN) {
            throw new NotFound();
        }
        dsl.update(ONLINE_QUESTION)
                .set(ONLINE_QUESTION.BEST_ID, answerId)
                .where(ONLINE_QUESTION.ID.eq(q.id()))
                .execute();
        return q.id();
    }

    boolean choosesBest(Actor actor, Question q) {
        return actor.accountId() == q.accountId()
                || studios.standing(actor, studios.studio(q.studioId())).leads();
    }

    private static Question question(Record r) {
        return new Question(
                r.get(ONLINE_QUESTION.ID),
                r.get(ONLINE_QUESTION.STUDIO_ID),
                r.get(ONLINE_QUESTION.ACCOUNT_ID),
                r.get(ACCOUNT.NAME),
                r.get(ONLINE_QUESTION.TITLE),
                r.get(ONLINE_QUESTION.BODY),
                r.get(ONLINE_QUESTION.SECRET),
                OnlineState.valueOf(r.get(ONLINE_QUESTION.STATE)),
                r.get(ONLINE_QUESTION.WHY),
                r.get(ONLINE_QUESTION.BEST_ID),
                r.get(ONLINE_QUESTION.ASKED_AT));
    }

    private static Answer answer(Record r) {
        return new Answer(
                r.get(ONLINE_ANSWER.ID),
                r.get(ONLINE_ANSWER.QUESTION_ID),
                r.get(ONLINE_ANSWER.ACCOUNT_ID),
                r.get(ACCOUNT.NAME),
                r.get(ONLINE_ANSWER.BODY),
                OnlineState.valueOf(r.get(ONLINE_ANSWER.STATE)),
                r.get(ONLINE_ANSWER.WHY),
                r.get(ONLINE_ANSWER.ANSWERED_AT));
    }
}
