package io.lingchuang.review.onsite;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.VISIT;
import static io.lingchuang.db.review.Tables.VISITOR;
import static io.lingchuang.db.review.Tables.VISIT_MOVED;
import static io.lingchuang.db.review.Tables.VISIT_QUESTION;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.Round;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.Panel;
import io.lingchuang.review.Panels;
import io.lingchuang.review.room.Seat;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the host does about visits: asks, appoints, moves, calls off. The unit and the visitors are told each time. */
@Service
public class Visits {

    static final int FEWEST = 2;
    private static final int QUESTIONS = 20;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Page.ZONE);

    private final DSLContext dsl;
    private final VisitLists lists;
    private final Panels panels;
    private final Calls calls;
    private final Messages messages;
    private final Wording texts;
    private final Audit audit;
    private final Today today;

    Visits(
            DSLContext dsl,
            VisitLists lists,
            Panels panels,
            Calls calls,
            Messages messages,
            Wording texts,
            Audit audit,
            Today today) {
        this.dsl = dsl;
        this.lists = lists;
        this.panels = panels;
        this.calls = calls;
        this.messages = messages;
        this.texts = texts;
        this.audit = audit;
        this.today = today;
    }

    /** For the host, or for one of its visitors. */
    public Visit visit(Actor actor, long id) {
        Visit visit = lists.find(VISIT.ID.eq(id)).stream().findFirst().orElseThrow(NotFound::new);
        if (hosts(actor, visit)) {
            return visit;
        }
        if (!visits(actor, visit)) {
            throw new NotFound();
        }
        return lists.forVisitor(visit);
    }

    boolean hosts(Actor actor, Visit visit) {
        return actor.holds(Right.RUN_PANEL, calls.call(visit.callId()).hostNodeId());
    }

    boolean visits(Actor actor, long id) {
        return actor.may(Right.SCORE) && dsl.fetchExists(VISIT, VISIT.ID.eq(id).and(VisitLists.ofVisitor(actor)));
    }

    /** Is one of its visitors, and has nothing to recuse from. */
    boolean visits(Actor actor, Visit visit) {
        return visits(actor, visit.id());
    }

    /** What every visit of the panel asks: as the host wrote it, or else the questions by which studios are looked at. */
    @Transactional
    public void ask(Actor actor, long panel, List<String> questions) {
        panels.held(actor, panel);
        panels.requireStill(panel, Panel.State.FORMING, Panel.State.SCORING);
        List<String> asked =
                questions.stream().map(String::strip).filter(q -> !q.isEmpty()).toList();
        if (asked.isEmpty()
                || asked.size() > QUESTIONS
                || asked.stream().anyMatch(q -> q.length() < 2 || q.length() > 200)) {
            throw Refusal.onField("question", "review.visit.questionForm", QUESTIONS);
        }
        if (dsl.fetchExists(VISIT, VISIT.PANEL_ID.eq(panel).and(VISIT.STATE.eq(Visit.State.HELD.name())))) {
            throw Refusal.onField("question", "review.visit.questionsSettled");
        }
        write(panel, asked);
        audit.record(actor, "review.visit.ask", "panel", panel, String.join(" / ", asked));
    }

    private void write(long panel, List<String> questions) {
        dsl.deleteFrom(VISIT_QUESTION).where(VISIT_QUESTION.PANEL_ID.eq(panel)).execute();
        for (int i = 0; i < questions.size(); i++) {
            dsl.insertInto(VISIT_QUESTION, VISIT_QUESTION.PANEL_ID, VISIT_QUESTION.POSITION, VISIT_QUESTION.TEXT)
                    .values(panel, i + 1, questions.get(i))
                    .execute();
        }
    }

    /** The aspects by which a studio is accepted on site (place, team, rules, ledger, effect), as questions. */
    List<String> usual() {
        return IntStream.rangeClosed(1, 6)
                .mapToObj(i -> texts.of("review.visit.usual." + i))
                .toList();
    }

    @Transactional
    public long plan(Actor actor, long panel, long entry, Instant at, String place, List<Long> experts) {
        panels.held(actor, panel);
        panels.requireStill(panel, Panel.State.FORMING, Panel.State.SCORING);
        if (Opening.form(dsl, panel) != Round.Form.VISIT) {
            throw new Refusal("review.visit.notThisForm");
        }
        checkAppointment(at, place);
        List<Visit.Visitor> who = visitors(panel, entry, experts);
        if (lists.questions(panel).isEmpty()) {
            write(panel, usual());
        }
        if (dsl.fetchExists(
                VISIT, VISIT.PANEL_ID.eq(panel).and(VISIT.ENTRY_ID.eq(entry)).and(VISIT.STATE.ne("CANCELLED")))) {
            throw new Stale();
        }
        long id = dsl.insertInto(VISIT)
                .set(VISIT.PANEL_ID, panel)
                .set(VISIT.ENTRY_ID, entry)
                .set(VISIT.STARTS_AT, at)
                .set(VISIT.PLACE, place.strip())
                .returningResult(VISIT.ID)
                .fetchSingle()
                .value1();
        appoint(id, panel, who);
        tell(id, "planned", "");
        audit.record(actor, "review.visit.plan", "panel", panel, "entry " + entry + ", " + WHEN.format(at));
        return id;
    }

    private void checkAppointment(Instant at, String place) {
        if (!at.isAfter(today.now())) {
            throw Refusal.onField("at", "review.visit.past");
        }
        if (place.strip().length() < 2 || place.strip().length() > 200) {
            throw Refusal.onField("place", "review.visit.placeForm");
        }
    }

    private List<Visit.Visitor> visitors(long panel, long entry, List<Long> experts) {
        if (!dsl.fetchExists(PANEL_ENTRY, PANEL_ENTRY.PANEL_ID.eq(panel).and(PANEL_ENTRY.ENTRY_ID.eq(entry)))) {
            throw new NotFound();
        }
        List<Visit.Visitor> who = lists.mayGo(panel).getOrDefault(entry, List.of()).stream()
                .filter(v -> experts.contains(v.expertId()))
                .toList();
        if (who.size() < experts.stream().distinct().count()) {
            throw Refusal.onField("expert", "review.visit.mayNotGo");
        }
        if (who.size() < FEWEST) {
            throw Refusal.onField("expert", "review.visit.tooFew", FEWEST);
        }
        return who;
    }

    private void appoint(long id, long panel, List<Visit.Visitor> who) {
        dsl.deleteFrom(VISITOR).where(VISITOR.VISIT_ID.eq(id)).execute();
        who.forEach(v -> dsl.insertInto(VISITOR, VISITOR.VISIT_ID, VISITOR.PANEL_ID, VISITOR.EXPERT_ID)
                .values(id, panel, v.expertId())
                .execute());
    }

    /** Others go. Who is new is told. */
    @Transactional
    public void send(Actor actor, long id, int version, List<Long> experts) {
        Visit visit = claimed(actor, id, version);
        appoint(id, visit.panelId(), visitors(visit.panelId(), visit.entryId(), experts));
        tell(id, "planned", "");
        audit.record(actor, "review.visit.send", "visit", id, "experts " + experts);
    }

    /** To another day or place; what it was stays on record with the reason. */
    @Transactional
    public void move(Actor actor, long id, int version, Instant at, String place, String reason) {
        Visit visit = claimed(actor, id, version);
        checkAppointment(at, place);
        requireReason(reason);
        dsl.insertInto(VISIT_MOVED)
                .set(VISIT_MOVED.VISIT_ID, id)
                .set(VISIT_MOVED.NUMBER, visit.moved().size() + 1)
                .set(VISIT_MOVED.FROM_AT, visit.startsAt())
                .set(VISIT_MOVED.FROM_PLACE, visit.place())
                .set(VISIT_MOVED.REASON, reason.strip())
                .set(VISIT_MOVED.ACCOUNT_ID, actor.accountId())
                .set(VISIT_MOVED.AT, today.now())
                .execute();
        dsl.update(VISIT)
                .set(VISIT.STARTS_AT, at)
                .set(VISIT.PLACE, place.strip())
                .where(VISIT.ID.eq(id))
                .execute();
        tell(id, "moved", reason.strip());
        audit.record(
                actor,
                "review.visit.move",
                "visit",
                id,
                WHEN.format(visit.startsAt()) + " > " + WHEN.format(at) + ": " + reason.strip());
    }

    @Transactional
    public void cancel(Actor actor, long id, int version, String reason) {
        claimed(actor, id, version);
        requireReason(reason);
        dsl.update(VISIT)
                .set(VISIT.STATE, Visit.State.CANCELLED.name())
                .set(VISIT.CANCELLED_WHY, reason.strip())
                .where(VISIT.ID.eq(id))
                .execute();
        tell(id, "cancelled", reason.strip());
        audit.record(actor, "review.visit.cancel", "visit", id, reason.strip());
    }

    private static void requireReason(String reason) {
        if (reason.strip().length() < 2 || reason.strip().length() > 300) {
            throw Refusal.onField("reason", "vetting.reasonMissing");
        }
    }

    /** The host changes an appointment that nobody changed since they looked. */
    private Visit claimed(Actor actor, long id, int version) {
        Visit visit = visit(actor, id);
        panels.held(actor, visit.panelId());
        int claimed = dsl.update(VISIT)
                .set(VISIT.VERSION, version + 1)
                .where(VISIT.ID.eq(id), VISIT.VERSION.eq(version), VISIT.STATE.eq(Visit.State.PLANNED.name()))
                .execute();
        if (claimed == 0) {
            throw new Stale();
        }
        return visit;
    }

    /** The unit learns when and where; a visitor's message names neither unit nor place, so that it may stay should they have to recuse. */
    private void tell(long id, String what, String reason) {
        Visit visit = lists.find(VISIT.ID.eq(id)).getFirst();
        String when = WHEN.format(visit.startsAt());
        Long applicant = dsl.select(ENTRY.CREATED_BY)
                .from(ENTRY)
                .where(ENTRY.ID.eq(visit.entryId()))
                .fetchSingle()
                .value1();
        String key = what + ":" + visit.version();
        messages.send(
                applicant,
                texts.of("review.visit.letter." + what, when, visit.title()),
                texts.of("review.visit.letterBody", visit.place(), reason),
                "/visits/" + id + "/unit",
                "visit:" + id + ":" + key);
        visit.visitors()
                .forEach(v -> messages.send(
                        v.accountId(),
                        texts.of("review.visit.visitorLetter." + what, when),
                        visit.panel(),
                        "/visits/" + id,
                        "visit:" + id + ":" + (what.equals("planned") ? what : key)));
    }

    /** Everything that stands about the visits of a panel, as it is seen from a seat. */
    public record Board(Seat seat, List<VisitLists.Line> lines, List<String> questions, boolean settled) {

        public Panel panel() {
            return seat.panel();
        }
    }

    Board board(Actor actor, long id) {
        Seat seat = panels.seat(actor, id);
        List<String> questions = lists.questions(id);
        List<VisitLists.Line> lines = lists.lines(seat);
        boolean settled =
                lines.stream().anyMatch(l -> l.visit() != null && l.visit().state() == Visit.State.HELD);
        return new Board(seat, lines, questions.isEmpty() ? usual() : questions, settled);
    }

    /** For whoever handed the entry in. */
    Visit ofUnit(Actor actor, long id) {
        Visit visit = lists.find(VISIT.ID.eq(id)).stream().findFirst().orElseThrow(NotFound::new);
        Map<Long, Long> by = dsl.select(ENTRY.ID, ENTRY.CREATED_BY)
                .from(ENTRY)
                .where(ENTRY.ID.eq(visit.entryId()))
                .fetchMap(ENTRY.ID, ENTRY.CREATED_BY);
        if (!Long.valueOf(actor.accountId()).equals(by.get(visit.entryId()))) {
            throw new NotFound();
        }
        return visit;
    }
}
