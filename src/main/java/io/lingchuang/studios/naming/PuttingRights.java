package io.lingchuang.studios.naming;

import static io.lingchuang.db.studios.Tables.PUTTING_RIGHT;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.StudioState;
import io.lingchuang.studios.Studios;
import io.lingchuang.studios.naming.PuttingRight.State;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A studio is told to put something right by a day; it reports, and the officer confirms it, sends it back, or takes the plaque off. */
@Service
public class PuttingRights {

    private final DSLContext dsl;
    private final Studios studios;
    private final StudioEndings endings;
    private final Affected affected;
    private final Today today;

    PuttingRights(DSLContext dsl, Studios studios, StudioEndings endings, Affected affected, Today today) {
        this.dsl = dsl;
        this.studios = studios;
        this.endings = endings;
        this.affected = affected;
        this.today = today;
    }

    @Transactional
    public void require(Actor actor, long id, String what, LocalDate by) {
        Studio studio = locked(studios.keptBy(actor, id).id());
        if (studio.state() != StudioState.IN_FORCE) {
            throw new Refusal(studio.state().alive() ? "naming.putRightAlready" : "naming.ended");
        }
        String said = Written.of(what, 5, 1000, "what", "naming.whatNeeded");
        dayAhead(by);
        dsl.insertInto(PUTTING_RIGHT)
                .set(PUTTING_RIGHT.STUDIO_ID, id)
                .set(PUTTING_RIGHT.WHAT, said)
                .set(PUTTING_RIGHT.BY_DAY, by)
                .execute();
        state(id, StudioState.TO_PUT_RIGHT, by);
        studios.happened(actor, id, "toPutRight", by + ": " + said);
        affected.studio(studio, page(id), "to-put-right-" + id + "-" + by, "naming.letter.putRight", studio.name(), by);
    }

    /** The studio says what it did. Also after the day: whether that is too late is the officer's to say. */
    @Transactional
    public void report(Actor actor, long id, String report) {
        Studio studio = studios.ledBy(actor, id);
        PuttingRight open = open(id);
        String said = Written.of(report, 5, 2000, "report", "naming.reportNeeded");
        if (open.state() != State.OPEN) {
            throw new Stale();
        }
        dsl.update(PUTTING_RIGHT)
                .set(PUTTING_RIGHT.STATE, State.REPORTED.name())
                .set(PUTTING_RIGHT.REPORT, said)
                .set(PUTTING_RIGHT.REPORTED_AT, today.now())
                .where(PUTTING_RIGHT.ID.eq(open.id()))
                .execute();
        studios.happened(actor, id, "putRightReported", said);
        affected.keepers(
                studio,
                page(id),
                "put-right-reported-" + open.id() + "-" + today.now().getEpochSecond(),
                "naming.letter.putRightReported",
                studio.name());
    }

    /** What was to be put right is: the naming counts on as before. */
    @Transactional
    public void confirm(Actor actor, long id, String answer) {
        Studio studio = locked(studios.keptBy(actor, id).id());
        PuttingRight open = open(id);
        if (open.state() != State.REPORTED) {
            throw new Refusal("naming.nothingReported");
        }
        ruled(open, State.CONFIRMED, needed(answer));
        state(id, StudioState.IN_FORCE, null);
        studios.happened(actor, id, "putRightConfirmed", answer.strip());
        affected.studio(
                studio, page(id), "put-right-confirmed-" + open.id(), "naming.letter.putRightConfirmed", studio.name());
    }

    /** Not yet enough: back to the studio with another day. */
    @Transactional
    public void sendBack(Actor actor, long id, String answer, LocalDate by) {
        Studio studio = locked(studios.keptBy(actor, id).id());
        PuttingRight open = open(id);
        String said = needed(answer);
        dayAhead(by);
        dsl.update(PUTTING_RIGHT)
                .set(PUTTING_RIGHT.STATE, State.OPEN.name())
                .set(PUTTING_RIGHT.BY_DAY, by)
                .set(PUTTING_RIGHT.ANSWER, said)
                .set(PUTTING_RIGHT.RULED_AT, today.now())
                .where(PUTTING_RIGHT.ID.eq(open.id()))
                .execute();
        state(id, StudioState.TO_PUT_RIGHT, by);
        studios.happened(actor, id, "putRightSentBack", by + ": " + said);
        affected.studio(
                studio,
                page(id),
                "put-right-back-" + open.id() + "-" + by,
                "naming.letter.putRight",
                studio.name(),
                by);
    }

    /** Not put right: the plaque comes off. Before the day only once the studio has reported, as the term is its own until then. */
    @Transactional
    public void fail(Actor actor, long id, int version, String answer, @Nullable LocalDate coolingUntil) {
        locked(studios.keptBy(actor, id).id());
        PuttingRight open = open(id);
        if (open.state() == State.OPEN && !open.byDay().isBefore(today.today())) {
            throw new Refusal("naming.termRuns", String.valueOf(open.byDay()));
        }
        ruled(open, State.FAILED, needed(answer));
        endings.revoke(actor, id, version, answer, coolingUntil);
    }

    /** All that a studio ever had to put right, the latest first. */
    public List<PuttingRight> ofStudio(long studio) {
        return dsl.selectFrom(PUTTING_RIGHT)
                .where(PUTTING_RIGHT.STUDIO_ID.eq(studio))
                .orderBy(PUTTING_RIGHT.ID.desc())
                .fetch(r -> new PuttingRight(
                        r.getId(),
                        r.getStudioId(),
                        r.getWhat(),
                        r.getByDay(),
                        State.valueOf(r.getState()),
                        r.getReport(),
                        r.getReportedAt(),
                        r.getAnswer(),
                        r.getRuledAt()));
    }

    private PuttingRight open(long studio) {
        dsl.select(PUTTING_RIGHT.ID)
                .from(PUTTING_RIGHT)
                .where(PUTTING_RIGHT.STUDIO_ID.eq(studio))
                .forUpdate()
                .fetch();
        return ofStudio(studio).stream()
                .filter(p -> p.state() == State.OPEN || p.state() == State.REPORTED)
                .findFirst()
                .orElseThrow(() -> new Refusal("naming.nothingToPutRight"));
    }

    private void ruled(PuttingRight open, State state, String answer) {
        dsl.update(PUTTING_RIGHT)
                .set(PUTTING_RIGHT.STATE, state.name())
                .set(PUTTING_RIGHT.ANSWER, answer)
                .set(PUTTING_RIGHT.RULED_AT, today.now())
                .where(PUTTING_RIGHT.ID.eq(open.id()))
                .execute();
    }

    private void state(long studio, StudioState state, @Nullable LocalDate by) {
        dsl.update(STUDIO)
                .set(STUDIO.STATE, state.name())
                .set(STUDIO.PUT_RIGHT_BY, by)
                .set(STUDIO.VERSION, STUDIO.VERSION.plus(1))
                .where(STUDIO.ID.eq(studio))
                .execute();
    }

    private Studio locked(long id) {
        if (dsl.select(STUDIO.ID)
                .from(STUDIO)
                .where(STUDIO.ID.eq(id))
                .forUpdate()
                .fetchOptional()
                .isEmpty()) {
            throw new NotFound();
        }
        return studios.studio(id);
    }

    private void dayAhead(LocalDate by) {
        if (!by.isAfter(today.today()) || by.isAfter(today.today().plusYears(2))) {
            throw Refusal.onField("by", "naming.dayAhead");
        }
    }

    private static String needed(String answer) {
        return Written.of(answer, 5, 500, "answer", "naming.reasonNeeded");
    }

    private static String page(long studio) {
        return "/studios/" + studio + "/keeping";
    }
}
