package io.lingchuang.review.onsite;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.db.review.Tables.VISIT;
import static io.lingchuang.db.review.Tables.VISITOR;
import static io.lingchuang.db.review.Tables.VISIT_PHOTO;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.files.FileGuard;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.review.Panel;
import io.lingchuang.review.Panels;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

/** What the visitors write down where they are 考察记录表, their photos, and what the unit has to say to it. */
@Service
public class VisitRecords implements FileGuard {

    static final String KIND = "visit";
    static final int PHOTOS = 20;

    /** As typed on the spot. position null: none is kept, which is the usual case. */
    public record Typed(
            String met,
            Map<Integer, String> findings,
            String remark,
            @Nullable Position position) {}

    /** Where a visitor's phone says it is, if they choose to add it. */
    public record Position(String latitude, String longitude) {}

    /** One photo as it comes in. */
    public record Upload(@Nullable String name, InputStream content) {}

    private final DSLContext dsl;
    private final ObjectMapper json;
    private final Visits visits;
    private final VisitLists lists;
    private final Panels panels;
    private final Files files;
    private final Audit audit;
    private final Today today;

    VisitRecords(
            DSLContext dsl,
            ObjectMapper json,
            Visits visits,
            VisitLists lists,
            Panels panels,
            Files files,
            Audit audit,
            Today today) {
        this.dsl = dsl;
        this.json = json;
        this.visits = visits;
        this.lists = lists;
        this.panels = panels;
        this.files = files;
        this.audit = audit;
        this.today = today;
    }

    private Visit going(Actor actor, long id) {
        Visit visit = visits.visit(actor, id);
        if (!visits.visits(actor, visit)) {
            throw new NotFound();
        }
        return visit;
    }

    /** Keeps what was typed so far. @return the version to send with the next words */
    @Transactional
    public int save(Actor actor, long id, int version, Typed typed) {
        Visit visit = going(actor, id);
        Map<Integer, String> findings = new TreeMap<>();
        for (Visit.Question q : visit.questions()) {
            String found = typed.findings().getOrDefault(q.position(), "").strip();
            if (found.length() > 1000) {
                throw Refusal.onField("q" + q.position(), "review.visit.tooLong", 1000);
            }
            if (!found.isEmpty()) {
                findings.put(q.position(), found);
            }
        }
        if (typed.met().length() > 500) {
            throw Refusal.onField("met", "review.visit.tooLong", 500);
        }
        if (typed.remark().length() > 2000) {
            throw Refusal.onField("remark", "review.visit.tooLong", 2000);
        }
        Position at = typed.position();
        int saved = dsl.update(VISIT)
                .set(VISIT.MET, typed.met().strip())
                .set(VISIT.FINDINGS, JSONB.valueOf(json.writeValueAsString(findings)))
                .set(VISIT.REMARK, typed.remark().strip())
                .set(VISIT.LATITUDE, at == null ? null : degrees("latitude", at.latitude(), 90))
                .set(VISIT.LONGITUDE, at == null ? null : degrees("longitude", at.longitude(), 180))
                .set(VISIT.VERSION, version + 1)
                .where(VISIT.ID.eq(id), VISIT.VERSION.eq(version), VISIT.STATE.eq(Visit.State.PLANNED.name()))
                .execute();
        if (saved == 0) {
            throw new Stale();
        }
        return version + 1;
    }

    private static BigDecimal degrees(String field, String typed, int most) {
        if (typed.matches("-?[0-9]{1,3}(\\.[0-9]{1,12})?")) {
            BigDecimal degrees = new BigDecimal(typed).setScale(4, RoundingMode.HALF_UP);
            if (degrees.abs().compareTo(BigDecimal.valueOf(most)) <= 0) {
                return degrees;
            }
        }
        throw Refusal.onField(field, "review.visit.positionForm");
    }

    /**
     * The visit took place: its record is closed, and the sheets of the entry are those of its visitors. Refused before its day, with
     * fewer than two visitors, or while a question has no finding.
     */
    @Transactional
    public void hold(Actor actor, long id, int version, Typed typed) {
        int now = save(actor, id, version, typed);
        Visit visit = visits.visit(actor, id);
        panels.requireScoring(visit.panelId());
        if (today.today().isBefore(LocalDate.ofInstant(visit.startsAt(), Page.ZONE))) {
            throw new Refusal("review.visit.notYet");
        }
        if (visit.visitors().size() < Visits.FEWEST) {
            throw new Refusal("review.visit.tooFew", Visits.FEWEST);
        }
        if (visit.met().isEmpty()) {
            throw Refusal.onField("met", "review.visit.metMissing");
        }
        for (Visit.Question q : visit.questions()) {
            if (visit.finding(q.position()).isEmpty()) {
                throw Refusal.onField("q" + q.position(), "review.visit.findingMissing");
            }
        }
        dsl.update(VISIT)
                .set(VISIT.STATE, Visit.State.HELD.name())
                .set(VISIT.HELD_AT, today.now())
                .set(VISIT.VERSION, now + 1)
                .where(VISIT.ID.eq(id))
                .execute();
        sheetsForVisitors(visit);
        audit.record(actor, "review.visit.hold", "visit", id, null);
    }

    private void sheetsForVisitors(Visit visit) {
        var went = DSL.select(VISITOR.EXPERT_ID).from(VISITOR).where(VISITOR.VISIT_ID.eq(visit.id()));
        dsl.deleteFrom(SHEET)
                .where(
                        SHEET.PANEL_ID.eq(visit.panelId()),
                        SHEET.ENTRY_ID.eq(visit.entryId()),
                        SHEET.STATE.eq("OPEN"),
                        SHEET.EXPERT_ID.notIn(went))
                .execute();
        dsl.insertInto(SHEET, SHEET.PANEL_ID, SHEET.EXPERT_ID, SHEET.ENTRY_ID)
                .select(DSL.select(VISITOR.PANEL_ID, VISITOR.EXPERT_ID, ENTRY.ID)
                        .from(VISITOR)
                        .join(ENTRY)
                        .on(ENTRY.ID.eq(visit.entryId()))
                        .where(VISITOR.VISIT_ID.eq(visit.id()), ENTRY.STATE.eq(EntryState.ACCEPTED.name())))
                .onConflictDoNothing()
                .execute();
    }

    /** What the unit says to the visit: written by whoever handed the entry in, or by a visitor for somebody who signs on the spot. */
    @Transactional
    public void word(Actor actor, long id, String word, String signer) {
        Visit visit = lists.find(VISIT.ID.eq(id)).stream().findFirst().orElseThrow(NotFound::new);
        if (visits.visits(actor, visit)) {
            going(actor, id);
        } else {
            visits.ofUnit(actor, id);
        }
        if (word.strip().isEmpty() || word.strip().length() > 1000) {
            throw Refusal.onField("word", "review.visit.wordForm");
        }
        if (signer.strip().length() < 2 || signer.strip().length() > 40) {
            throw Refusal.onField("signer", "review.visit.signerForm");
        }
        int written = dsl.update(VISIT)
                .set(VISIT.UNIT_WORD, word.strip())
                .set(VISIT.UNIT_SIGNER, signer.strip())
                .set(VISIT.UNIT_AT, today.now())
                .where(VISIT.ID.eq(id), VISIT.STATE.eq(Visit.State.HELD.name()), VISIT.UNIT_WORD.isNull())
                .execute();
        if (written == 0) {
            throw new Stale();
        }
        audit.record(actor, "review.visit.word", "visit", id, signer.strip());
    }

    /** Takes in all of them or none, until the panel closes. */
    @Transactional
    public void addPhotos(Actor actor, long id, List<Upload> uploads) {
        Visit visit = going(actor, id);
        panels.requireStill(visit.panelId(), Panel.State.FORMING, Panel.State.SCORING);
        requireStands(visit);
        dsl.selectOne().from(VISIT).where(VISIT.ID.eq(id)).forUpdate().fetch();
        if (lists.photos(id).size() + uploads.size() > PHOTOS) {
            throw Refusal.onField("file", "entries.tooManyFiles", PHOTOS);
        }
        for (Upload upload : uploads) {
            try {
                StoredFile file =
                        files.store(upload.content(), upload.name(), KIND, id, actor.accountId(), FileRule.PHOTO);
                dsl.insertInto(VISIT_PHOTO, VISIT_PHOTO.VISIT_ID, VISIT_PHOTO.FILE_ID)
                        .values(id, file.id())
                        .execute();
            } catch (Refusal refusal) {
                throw Refusal.onField("file", refusal.key(), refusal.args());
            }
        }
    }

    private static void requireStands(Visit visit) {
        if (visit.state() == Visit.State.CANCELLED) {
            throw new Stale();
        }
    }

    /** Takes one out again, before the record is closed. */
    @Transactional
    public void removePhoto(Actor actor, long id, UUID file) {
        Visit visit = going(actor, id);
        if (!visit.open()) {
            throw new Stale();
        }
        int removed = dsl.deleteFrom(VISIT_PHOTO)
                .where(VISIT_PHOTO.VISIT_ID.eq(id), VISIT_PHOTO.FILE_ID.eq(file))
                .execute();
        if (removed == 0) {
            throw new NotFound();
        }
        files.delete(file);
    }

    @Override
    public String ownerKind() {
        return KIND;
    }

    /** A visitor who must recuse since sees nothing of the entry any more, their own photos neither. */
    @Override
    public boolean asksUploaderToo() {
        return true;
    }

    /** Photos show people at their work: only the host and those who went see them. */
    @Override
    public boolean mayRead(StoredFile file, @Nullable Viewer viewer) {
        if (!(viewer instanceof Actor actor) || file.ownerId() == null) {
            return false;
        }
        return lists.find(VISIT.ID.eq(file.ownerId())).stream()
                .anyMatch(v -> visits.hosts(actor, v) || visits.visits(actor, v));
    }
}
