package io.lingchuang.review.minutes;

import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.MINUTES;
import static io.lingchuang.db.review.Tables.MINUTES_WORD;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.Panel;
import io.lingchuang.review.Panels;
import io.lingchuang.review.blind.FreeWords;
import io.lingchuang.review.invitations.Admission;
import io.lingchuang.review.minutes.Minutes.Read;
import io.lingchuang.review.minutes.Minutes.Seat;
import io.lingchuang.review.minutes.Minutes.State;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The chair or the host completes the minutes and opens them; every member of the panel accepts them or dissents in their own words. A
 * member who must recuse from an entry reads and signs minutes in which it does not occur.
 */
@Service
public class MinutesSigning {

    static final int REMARKS = 4000;
    static final int DISSENT = 1000;

    private final DSLContext dsl;
    private final MinutesStore store;
    private final MinutesMaking making;
    private final Panels panels;
    private final Calls calls;
    private final Accounts accounts;
    private final Files files;
    private final Messages messages;
    private final Wording texts;
    private final Audit audit;
    private final Today today;

    MinutesSigning(
            DSLContext dsl,
            MinutesStore store,
            MinutesMaking making,
            Panels panels,
            Calls calls,
            Accounts accounts,
            Files files,
            Messages messages,
            Wording texts,
            Audit audit,
            Today today) {
        this.dsl = dsl;
        this.store = store;
        this.making = making;
        this.panels = panels;
        this.calls = calls;
        this.accounts = accounts;
        this.files = files;
        this.messages = messages;
        this.texts = texts;
        this.audit = audit;
        this.today = today;
    }

    private record Part(Seat seat, @Nullable Long expert) {}

    /** In what part the actor comes to the panel; whoever has none finds nothing. */
    private Part part(Actor actor, Panel panel) {
        Long expert = dsl.select(EXPERT.ID)
                .from(EXPERT)
                .join(PANEL_EXPERT)
                .on(PANEL_EXPERT.EXPERT_ID.eq(EXPERT.ID))
                .where(
                        PANEL_EXPERT.PANEL_ID.eq(panel.id()),
                        PANEL_EXPERT.LEFT_AT.isNull(),
                        Admission.given(PANEL_EXPERT.PANEL_ID, PANEL_EXPERT.EXPERT_ID),
                        EXPERT.ACCOUNT_ID.eq(actor.accountId()))
                .fetchOne(EXPERT.ID);
        if (actor.holds(Right.RUN_PANEL, calls.call(panel.callId()).hostNodeId())) {
            return new Part(Seat.HOST, expert);
        }
        if (expert == null || !actor.may(Right.SCORE)) {
            throw new NotFound();
        }
        boolean deputy = dsl.fetchExists(PANEL, PANEL.ID.eq(panel.id()).and(PANEL.DEPUTY_ID.eq(expert)));
        return new Part(deputy || expert.equals(panel.chairId()) ? Seat.CHAIR : Seat.MEMBER, expert);
    }

    /** Host or chair, who may see the panel's page. */
    boolean leads(Actor actor, long panelId) {
        return part(actor, panels.panel(panelId)).seat() != Seat.MEMBER;
    }

    /** Those that the actor may read, the newest first: members see them from when they are opened. */
    public List<Minutes> ofPanel(Actor actor, long panelId) {
        Seat seat = part(actor, panels.panel(panelId)).seat();
        return store.ofPanel(panelId).stream().filter(m -> readable(m, seat)).toList();
    }

    /** A draft that was overtaken by another closing says nothing any more. */
    private static boolean readable(Minutes m, Seat seat) {
        return m.state() == State.DRAFT ? m.current() && seat != Seat.MEMBER : true;
    }

    /** As the actor reads them: the host all of it, a member without what they must recuse from and, in a blind review, what would name an applicant. */
    @Transactional(readOnly = true)
    public Read read(Actor actor, long panelId, int number) {
        Panel panel = panels.panel(panelId);
        Part part = part(actor, panel);
        Minutes minutes = store.find(panelId, number);
        if (!readable(minutes, part.seat())) {
            throw new NotFound();
        }
        Content whole = minutes.content() != null
                ? minutes.content()
                : making.of(panel, number, minutes.remarks(), minutes.titles());
        Content read = part.seat() == Seat.HOST
                ? whole
                : making.forExpert(panel, Objects.requireNonNull(part.expert()), whole);
        Long signs = part.expert() != null && whole.signers().stream().anyMatch(m -> m.expertId() == part.expert())
                ? part.expert()
                : null;
        return new Read(minutes, read, read.hash(), words(minutes, part), part.seat(), signs);
    }

    /** A dissent too is read without its lines that name what the reader must recuse from, and without names of a blind review; one's own whole. */
    private List<Minutes.Word> words(Minutes minutes, Part part) {
        List<Minutes.Word> words = store.words(minutes.panelId(), minutes.number());
        if (part.seat() == Seat.HOST) {
            return words;
        }
        long panel = minutes.panelId();
        long me = Objects.requireNonNull(part.expert());
        Set<String> known = making.known(panel, making.hidden(panel, me));
        FreeWords.Heard heard = making.heard(panel);
        return words.stream()
                .map(w -> new Minutes.Word(
                        w.expertId(),
                        w.dissent() == null || w.expertId() == me
                                ? w.dissent()
                                : heard.shown(Content.withoutLines(w.dissent(), known)),
                        w.hash(),
                        w.at()))
                .toList();
    }

    /** Keeps the remarks and how entries stand in the minutes. */
    @Transactional
    public void write(Actor actor, long panelId, int number, int version, String remarks, boolean titles) {
        Minutes minutes = claim(actor, panelId, number, version, State.DRAFT);
        if (remarks.strip().length() > REMARKS) {
            throw Refusal.onField("remarks", "review.minutes.tooLong", REMARKS);
        }
        dsl.update(MINUTES)
                .set(MINUTES.REMARKS, remarks.strip())
                .set(MINUTES.TITLES, titles)
                .set(MINUTES.VERSION, version + 1)
                .where(MINUTES.PANEL_ID.eq(panelId), MINUTES.NUMBER.eq(number))
                .execute();
        audit.record(actor, "review.writeMinutes", "panel", panelId, "minutes " + minutes.number());
    }

    /** Fixes what they say, and asks every member for a word. */
    @Transactional
    public void open(Actor actor, long panelId, int number, int version) {
        Minutes minutes = claim(actor, panelId, number, version, State.DRAFT);
        Panel panel = panels.panel(panelId);
        Content content = making.of(panel, number, minutes.remarks(), minutes.titles());
        dsl.update(MINUTES)
                .set(MINUTES.STATE, State.OPEN_FOR_SIGNING.name())
                .set(MINUTES.CONTENT, content.json())
                .set(MINUTES.HASH, content.hash())
                .set(MINUTES.OPENED_BY, actor.accountId())
                .set(MINUTES.OPENED_AT, today.now())
                .set(MINUTES.VERSION, version + 1)
                .where(MINUTES.PANEL_ID.eq(panelId), MINUTES.NUMBER.eq(number))
                .execute();
        audit.record(actor, "review.openMinutes", "panel", panelId, "minutes " + number);
        String subject = texts.of("review.minutes.letter.sign", panel.name());
        List<Long> signers =
                content.signers().stream().map(Content.Member::expertId).toList();
        dsl.select(EXPERT.ACCOUNT_ID)
                .from(EXPERT)
                .where(EXPERT.ID.in(signers))
                .forEach(r -> messages.send(
                        r.value1(),
                        subject,
                        content.call(),
                        address(panelId, number),
                        "minutes:" + panelId + ":" + number + ":" + version));
    }

    /** To be corrected: words that were given on the text before are gone. */
    @Transactional
    public void back(Actor actor, long panelId, int number, int version, String reason) {
        claim(actor, panelId, number, version, State.OPEN_FOR_SIGNING);
        requireReason(reason);
        int given = dsl.deleteFrom(MINUTES_WORD)
                .where(MINUTES_WORD.PANEL_ID.eq(panelId), MINUTES_WORD.NUMBER.eq(number))
                .execute();
        dsl.update(MINUTES)
                .set(MINUTES.STATE, State.DRAFT.name())
                .setNull(MINUTES.CONTENT)
                .setNull(MINUTES.HASH)
                .setNull(MINUTES.OPENED_BY)
                .setNull(MINUTES.OPENED_AT)
                .set(MINUTES.VERSION, version + 1)
                .where(MINUTES.PANEL_ID.eq(panelId), MINUTES.NUMBER.eq(number))
                .execute();
        messages.takeBack(address(panelId, number));
        audit.record(
                actor,
                "review.backMinutes",
                "panel",
                panelId,
                "minutes " + number + ", " + given + " words: " + reason.strip());
    }

    /**
     * A member's word; with the last one they are signed.
     *
     * @param hash of the text that the member had before their eyes
     * @param dissent what they object to; empty: they accept
     */
    @Transactional
    public void word(Actor actor, long panelId, int number, String hash, boolean accepts, String dissent) {
        store.locked(panelId, number);
        Read read = read(actor, panelId, number);
        if (read.signs() == null) {
            throw new NotFound();
        }
        if (!read.asked() || !read.hash().equals(hash)) {
            throw new Stale();
        }
        if (!accepts && (dissent.strip().length() < 2 || dissent.strip().length() > DISSENT)) {
            throw Refusal.onField("dissent", "review.minutes.dissentMissing", DISSENT);
        }
        dsl.insertInto(MINUTES_WORD)
                .set(MINUTES_WORD.PANEL_ID, panelId)
                .set(MINUTES_WORD.NUMBER, number)
                .set(MINUTES_WORD.EXPERT_ID, read.signs())
                .set(MINUTES_WORD.DISSENT, accepts ? null : dissent.strip())
                .set(MINUTES_WORD.HASH, read.hash())
                .set(MINUTES_WORD.AT, today.now())
                .execute();
        audit.record(
                actor, accepts ? "review.signMinutes" : "review.dissentMinutes", "panel", panelId, "minutes " + number);
        if (read(actor, panelId, number).silent().isEmpty()) {
            sign(panelId, number, null);
        }
    }

    /** The host ends the signing where somebody cannot be reached; who gave no word stands in the minutes. */
    @Transactional
    public void end(Actor actor, long panelId, int number, int version, String reason) {
        Panel panel = panels.panel(panelId);
        actor.requireHolds(Right.RUN_PANEL, calls.call(panel.callId()).hostNodeId());
        claim(actor, panelId, number, version, State.OPEN_FOR_SIGNING);
        requireReason(reason);
        sign(panelId, number, reason.strip());
        audit.record(actor, "review.endMinutes", "panel", panelId, "minutes " + number + ": " + reason.strip());
    }

    private void sign(long panelId, int number, @Nullable String without) {
        dsl.update(MINUTES)
                .set(MINUTES.STATE, State.SIGNED.name())
                .set(MINUTES.SIGNED_AT, today.now())
                .set(MINUTES.WITHOUT, without)
                .set(MINUTES.VERSION, MINUTES.VERSION.plus(1))
                .where(MINUTES.PANEL_ID.eq(panelId), MINUTES.NUMBER.eq(number))
                .execute();
        long host = calls.call(panels.panel(panelId).callId()).hostNodeId();
        String subject =
                texts.of("review.minutes.letter.signed", panels.panel(panelId).name());
        accounts.holders(Right.RUN_PANEL, host)
                .forEach(a -> messages.send(
                        a, subject, "", address(panelId, number), "minutes-signed:" + panelId + ":" + number));
    }

    /** The sheet that was signed by hand, scanned; a better one replaces it. */
    @Transactional
    public void scan(Actor actor, long panelId, int number, InputStream content, @Nullable String name) {
        Panel panel = panels.panel(panelId);
        actor.requireHolds(Right.RUN_PANEL, calls.call(panel.callId()).hostNodeId());
        Minutes minutes = store.locked(panelId, number);
        if (minutes.state() == State.DRAFT) {
            throw new Refusal("review.minutes.notOpen");
        }
        var file = files.store(content, name, MinutesFiles.KIND, panelId, actor.accountId(), FileRule.DOCUMENT);
        dsl.update(MINUTES)
                .set(MINUTES.SCAN, file.id())
                .where(MINUTES.PANEL_ID.eq(panelId), MINUTES.NUMBER.eq(number))
                .execute();
        audit.record(actor, "review.scanMinutes", "panel", panelId, "minutes " + number + ", " + file.id());
    }

    /** Host or chair, at minutes in that state which still count and which nobody changed since they looked. */
    private Minutes claim(Actor actor, long panelId, int number, int version, State from) {
        Seat seat = part(actor, panels.panel(panelId)).seat();
        if (seat == Seat.MEMBER) {
            throw new NotFound();
        }
        Minutes minutes = store.locked(panelId, number);
        if (!minutes.current() || minutes.state() != from || minutes.version() != version) {
            throw new Stale();
        }
        return minutes;
    }

    private static void requireReason(String reason) {
        if (reason.strip().length() < 2) {
            throw Refusal.onField("reason", "vetting.reasonMissing");
        }
    }

    static String address(long panelId, int number) {
        return "/panels/" + panelId + "/minutes/" + number;
    }
}
