package io.lingchuang.services.help;

import static io.lingchuang.db.services.Tables.RATING;
import static io.lingchuang.db.services.Tables.REQUEST;
import static io.lingchuang.db.services.Tables.RESULT;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.services.help.Requests.Mover;
import io.lingchuang.services.help.Requests.Moving;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the enterprise says of a service: its rating at once, and what came of it a month and three months later. */
@Service
public class HelpResults {

    static final List<Integer> ASKED_AFTER = List.of(30, 90);

    /** From 1 to 5 each. */
    public record Marks(int manner, int skill, int speed, int effect) {}

    public record Rating(
            Marks marks,
            String words,
            Instant at,
            @Nullable String answer,
            @Nullable String answeredBy) {}

    /** What is asked for so many days after the rating. */
    public record Result(
            int afterDays,
            LocalDate dueOn,
            @Nullable Outcome outcome,
            String words,
            @Nullable BigDecimal benefit) {}

    private final DSLContext dsl;
    private final Requests requests;
    private final HelpLetters letters;
    private final Audit audit;
    private final Today today;

    HelpResults(DSLContext dsl, Requests requests, HelpLetters letters, Audit audit, Today today) {
        this.dsl = dsl;
        this.requests = requests;
        this.letters = letters;
        this.audit = audit;
        this.today = today;
    }

    public Optional<Rating> rating(long id) {
        return dsl.selectFrom(RATING)
                .where(RATING.REQUEST_ID.eq(id))
                .fetchOptional(r -> new Rating(
                        new Marks(r.getManner(), r.getSkill(), r.getSpeed(), r.getEffect()),
                        r.getWords(),
                        r.getAt(),
                        r.getAnswer(),
                        r.getAnsweredBy()));
    }

    public List<Result> results(long id) {
        return dsl.selectFrom(RESULT)
                .where(RESULT.REQUEST_ID.eq(id))
                .orderBy(RESULT.AFTER_DAYS)
                .fetch(r -> new Result(
                        r.getAfterDays(),
                        r.getDueOn(),
                        r.getOutcome() == null ? null : Outcome.valueOf(r.getOutcome()),
                        r.getWords(),
                        r.getBenefit()));
    }

    /** Only the enterprise rates, once; whoever gives two stars or fewer says why. */
    @Transactional
    public void rate(Actor actor, long id, int version, Marks marks, String words) {
        HelpRequest r = requests.seen(actor, id);
        boolean low = Math.min(Math.min(marks.manner(), marks.skill()), Math.min(marks.speed(), marks.effect())) <= 2;
        if (low && words.isBlank()) {
            throw Refusal.onField("words", "help.lowNeedsWords");
        }
        HelpRequest moved = follow(new Mover(actor, Side.ENTERPRISE), r, version);
        dsl.insertInto(RATING)
                .set(RATING.REQUEST_ID, id)
                .set(RATING.MANNER, marks.manner())
                .set(RATING.SKILL, marks.skill())
                .set(RATING.SPEED, marks.speed())
                .set(RATING.EFFECT, marks.effect())
                .set(RATING.WORDS, words)
                .set(RATING.ACCOUNT_ID, actor.accountId())
                .set(RATING.AT, today.now())
                .execute();
        letters.rated(moved);
    }

    /** Rated or not, the results are asked for from now on. */
    HelpRequest follow(Mover mover, HelpRequest r, int version) {
        LocalDate first = today.today().plusDays(ASKED_AFTER.getFirst());
        HelpRequest moved = requests.move(
                mover,
                r.id(),
                version,
                Step.RATE,
                new Moving("", r.teamId(), r.studioId(), requests.due(RequestState.FOLLOWED, false, first), null));
        ASKED_AFTER.forEach(days -> dsl.insertInto(RESULT)
                .set(RESULT.REQUEST_ID, r.id())
                .set(RESULT.AFTER_DAYS, days)
                .set(RESULT.DUE_ON, today.today().plusDays(days))
                .execute());
        return moved;
    }

    /** The team or an officer answers to a rating, once. */
    @Transactional
    public void answer(Actor actor, long id, String words) {
        Standing standing = requests.standing(actor, requests.seen(actor, id));
        if (!standing.leads() && !standing.dispatches()) {
            throw new NotFound();
        }
        int written = dsl.update(RATING)
                .set(RATING.ANSWER, words)
                .set(RATING.ANSWERED_BY, actor.name())
                .set(RATING.ANSWERED_AT, today.now())
                .where(RATING.REQUEST_ID.eq(id), RATING.ANSWER.isNull())
                .execute();
        if (written == 0) {
            throw new Stale();
        }
        audit.record(actor, "services.help.answer", "request", id, null);
    }

    /** What came of it so far. The last answer closes the request. */
    @Transactional
    public void tell(Actor actor, long id, int version, Outcome outcome, String words, @Nullable BigDecimal benefit) {
        HelpRequest r = requests.seen(actor, id);
        if (!requests.standing(actor, r).asks()) {
            throw new NotFound();
        }
        if (r.state() != RequestState.FOLLOWED) {
            throw new Refusal("help.notNow");
        }
        List<Result> open =
                results(id).stream().filter(x -> x.outcome() == null).toList();
        Result asked = open.getFirst();
        if (asked.dueOn().isAfter(today.today())) {
            throw new Refusal("help.resultLater", asked.dueOn().toString());
        }
        if (r.version() != version) {
            throw new Stale();
        }
        dsl.update(RESULT)
                .set(RESULT.OUTCOME, outcome.name())
                .set(RESULT.WORDS, words)
                .set(RESULT.BENEFIT, benefit)
                .set(RESULT.ANSWERED_AT, today.now())
                .where(RESULT.REQUEST_ID.eq(id), RESULT.AFTER_DAYS.eq(asked.afterDays()))
                .execute();
        if (open.size() == 1) {
            close(new Mover(actor, Side.ENTERPRISE), r, outcome);
        } else {
            dsl.update(REQUEST)
                    .set(
                            REQUEST.DUE_ON,
                            requests.due(
                                    RequestState.FOLLOWED, false, open.get(1).dueOn()))
                    .set(REQUEST.STEPS, REQUEST.STEPS.plus(1))
                    .set(REQUEST.VERSION, version + 1)
                    .where(REQUEST.ID.eq(id))
                    .execute();
            audit.record(actor, "services.help.result", "request", id, outcome.name());
        }
    }

    void close(Mover mover, HelpRequest r, Outcome outcome) {
        requests.move(mover, r.id(), r.version(), Step.CLOSE, new Moving("", r.teamId(), r.studioId(), null, outcome));
    }
}
