package io.lingchuang.studios.ledger;

import static io.lingchuang.db.studios.Tables.LEDGER_BEFORE;
import static io.lingchuang.db.studios.Tables.LEDGER_PART;
import static io.lingchuang.db.studios.Tables.LEDGER_PHOTO;
import static io.lingchuang.db.studios.Tables.LEDGER_RECORD;
import static io.lingchuang.db.studios.Tables.MEMBER;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.text.Bigrams;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import io.lingchuang.studios.plan.PlanItems;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

/** What those who work in a studio note down: in seconds, on the day; corrected later without losing what stood. */
@Service
public class Ledger {

    static final String PHOTO = "ledger-photo";
    static final int PHOTOS = 9;

    /** A record as it is typed. headcount null: as many as are named; planItem: what of the plan on the wall it was done for. */
    public record Typed(
            LedgerKind kind,
            LocalDate day,
            String title,
            String note,
            String guests,
            @Nullable Integer headcount,
            List<Long> people,
            @Nullable Long planItem) {

        int count() {
            return headcount == null ? people.size() : headcount;
        }
    }

    private final DSLContext dsl;
    private final ObjectMapper json;
    private final Studios studios;
    private final LedgerLists lists;
    private final PlanItems planItems;
    private final Files files;
    private final Today today;

    Ledger(
            DSLContext dsl,
            ObjectMapper json,
            Studios studios,
            LedgerLists lists,
            PlanItems planItems,
            Files files,
            Today today) {
        this.dsl = dsl;
        this.json = json;
        this.studios = studios;
        this.lists = lists;
        this.planItems = planItems;
        this.files = files;
        this.today = today;
    }

    /** Whoever works in the studio writes, as long as its naming is in force. */
    public Studio writtenBy(Actor actor, long studio) {
        Studio s = studios.workedInBy(actor, studio);
        if (!s.state().alive()) {
            throw new Refusal("studioledger.over");
        }
        return s;
    }

    /** Notes something down, with photos. @return the record */
    @Transactional
    public long note(Actor actor, long studio, Typed typed, Uploads photos) {
        writtenBy(actor, studio);
        if (typed.kind() == LedgerKind.CLASS) {
            throw Refusal.onField("kind", "studioledger.classWritesItself");
        }
        long id = write(actor, studio, typed);
        addPhotos(actor, id, photos);
        return id;
    }

    /** For what is written elsewhere and stands in the ledger too. The right was asked there. */
    @Transactional
    public long write(Actor actor, long studio, Typed typed) {
        check(studio, typed);
        long id = dsl.insertInto(LEDGER_RECORD)
                .set(LEDGER_RECORD.STUDIO_ID, studio)
                .set(LEDGER_RECORD.KIND, typed.kind().name())
                .set(LEDGER_RECORD.DAY, typed.day())
                .set(LEDGER_RECORD.TITLE, typed.title())
                .set(LEDGER_RECORD.NOTE, typed.note())
                .set(LEDGER_RECORD.GUESTS, typed.guests())
                .set(LEDGER_RECORD.HEADCOUNT, typed.count())
                .set(LEDGER_RECORD.WRITTEN_BY, actor.accountId() == 0 ? null : actor.accountId())
                .set(LEDGER_RECORD.WRITER, actor.name())
                .set(LEDGER_RECORD.SEARCH, Bigrams.index(typed.title(), typed.note(), typed.guests()))
                .set(LEDGER_RECORD.PLAN_ITEM_ID, typed.planItem())
                .returningResult(LEDGER_RECORD.ID)
                .fetchSingle()
                .value1();
        took(id, typed.people());
        tick(actor, studio, id, typed);
        studios.happened(actor, studio, "ledger", typed.title());
        return id;
    }

    /** Ticks what of the plan it was done for. */
    private void tick(Actor actor, long studio, long record, Typed typed) {
        Long item = typed.planItem();
        if (item != null) {
            if (!open(studio, item, typed.day())) {
                throw Refusal.onField("planItem", "studioledger.itemNotOpen");
            }
            planItems.ticks(actor, item, typed.day(), record, typed.title());
        }
    }

    private boolean open(long studio, long item, LocalDate day) {
        return planItems.open(studio, day.getYear()).stream().anyMatch(i -> i.id() == item);
    }

    private void took(long record, List<Long> people) {
        dsl.batch(people.stream()
                        .map(p -> dsl.insertInto(LEDGER_PART, LEDGER_PART.RECORD_ID, LEDGER_PART.PERSON_ID)
                                .values(record, p))
                        .toList())
                .execute();
    }

    private void check(long studio, Typed typed) {
        if (typed.day().isAfter(today.today())) {
            throw Refusal.onField("day", "studioledger.future");
        }
        int known = dsl.fetchCount(dsl.selectDistinct(MEMBER.PERSON_ID)
                .from(MEMBER)
                .where(MEMBER.STUDIO_ID.eq(studio), MEMBER.PERSON_ID.in(typed.people())));
        if (known < typed.people().size()) {
            throw Refusal.onField("person", "studioledger.stranger");
        }
        if (typed.headcount() != null && typed.headcount() < typed.people().size()) {
            throw Refusal.onField(
                    "headcount", "studioledger.fewer", typed.people().size());
        }
        if (typed.kind() == LedgerKind.VISIT_RECEIVED && typed.guests().isEmpty()) {
            throw Refusal.onField("guests", "studioledger.whoCame");
        }
    }

    /** Puts right what was noted down; what stood before is kept with who changed it and why. */
    @Transactional
    public void correct(Actor actor, long id, int version, Typed typed, String reason) {
        LedgerRecord before = changed(actor, id);
        if (!before.stands()) {
            throw new Refusal("studioledger.struckStays");
        }
        if ((before.kind() == LedgerKind.CLASS) != (typed.kind() == LedgerKind.CLASS)) {
            throw Refusal.onField("kind", "studioledger.classWritesItself");
        }
        if (before.version() != version) {
            throw new Stale();
        }
        if (reason.strip().length() < 2 || reason.strip().length() > 200) {
            throw Refusal.onField("reason", "studioledger.why");
        }
        check(before.studioId(), typed);
        keepBefore(actor, before, reason.strip());
        planItems.takeBack(actor, id);
        dsl.update(LEDGER_RECORD)
                .set(LEDGER_RECORD.KIND, typed.kind().name())
                .set(LEDGER_RECORD.DAY, typed.day())
                .set(LEDGER_RECORD.TITLE, typed.title())
                .set(LEDGER_RECORD.NOTE, typed.note())
                .set(LEDGER_RECORD.GUESTS, typed.guests())
                .set(LEDGER_RECORD.HEADCOUNT, typed.count())
                .set(LEDGER_RECORD.SEARCH, Bigrams.index(typed.title(), typed.note(), typed.guests()))
                .set(LEDGER_RECORD.PLAN_ITEM_ID, typed.planItem())
                .set(LEDGER_RECORD.VERSION, version + 1)
                .where(LEDGER_RECORD.ID.eq(id))
                .execute();
        dsl.deleteFrom(LEDGER_PART).where(LEDGER_PART.RECORD_ID.eq(id)).execute();
        took(id, typed.people());
        tick(actor, before.studioId(), id, typed);
        studios.happened(actor, before.studioId(), "ledgerCorrected", before.title() + "：" + reason.strip());
    }

    private void keepBefore(Actor actor, LedgerRecord before, String reason) {
        var content = new LedgerRecord.Content(
                before.kind(),
                before.day().toString(),
                before.title(),
                before.note(),
                before.guests(),
                before.headcount(),
                before.people().stream().map(LedgerRecord.Took::name).toList());
        dsl.insertInto(LEDGER_BEFORE)
                .set(LEDGER_BEFORE.RECORD_ID, before.id())
                .set(LEDGER_BEFORE.VERSION, before.version())
                .set(LEDGER_BEFORE.CONTENT, JSONB.valueOf(json.writeValueAsString(content)))
                .set(LEDGER_BEFORE.REASON, reason)
                .set(LEDGER_BEFORE.BY_NAME, actor.name())
                .execute();
    }

    /** Strikes a record out: it stays to be read, and counts no more. */
    @Transactional
    public void strike(Actor actor, long id, String reason) {
        LedgerRecord record = changed(actor, id);
        if (reason.strip().length() < 2 || reason.strip().length() > 200) {
            throw Refusal.onField("reason", "studioledger.why");
        }
        if (record.kind() == LedgerKind.CLASS) {
            throw new Refusal("studioledger.classStays");
        }
        moved(record, LedgerRecord.State.STRUCK, reason.strip());
        planItems.takeBack(actor, id);
        studios.happened(actor, record.studioId(), "ledgerStruck", record.title() + "：" + reason.strip());
    }

    /** Puts a struck record back; what it ticked is ticked again, if that is still open. */
    @Transactional
    public void restore(Actor actor, long id) {
        LedgerRecord record = changed(actor, id);
        moved(record, LedgerRecord.State.STANDS, null);
        LedgerRecord.Item item = record.item();
        if (item != null && open(record.studioId(), item.id(), record.day())) {
            planItems.ticks(actor, item.id(), record.day(), id, record.title());
        }
        studios.happened(actor, record.studioId(), "ledgerRestored", record.title());
    }

    private void moved(LedgerRecord record, LedgerRecord.State to, @Nullable String why) {
        if (record.state() == to) {
            throw new Stale();
        }
        dsl.update(LEDGER_RECORD)
                .set(LEDGER_RECORD.STATE, to.name())
                .set(LEDGER_RECORD.STRUCK_WHY, why)
                .set(LEDGER_RECORD.VERSION, LEDGER_RECORD.VERSION.plus(1))
                .where(LEDGER_RECORD.ID.eq(record.id()))
                .execute();
    }

    /** Locked, for somebody who may write in this ledger. */
    private LedgerRecord changed(Actor actor, long id) {
        LedgerRecord record = lists.record(id);
        writtenBy(actor, record.studioId());
        dsl.selectOne()
                .from(LEDGER_RECORD)
                .where(LEDGER_RECORD.ID.eq(id))
                .forUpdate()
                .fetch();
        return lists.record(id);
    }

    @Transactional
    public void photos(Actor actor, long id, Uploads uploads) {
        LedgerRecord record = changed(actor, id);
        if (!record.stands()) {
            throw new Refusal("studioledger.struckStays");
        }
        if (uploads.files().isEmpty()) {
            throw Refusal.onField("photo", "studioledger.noPhoto");
        }
        addPhotos(actor, id, uploads);
    }

    private void addPhotos(Actor actor, long id, Uploads uploads) {
        if (lists.photos(id).size() + uploads.files().size() > PHOTOS) {
            throw Refusal.onField("photo", "studioledger.manyPhotos", PHOTOS);
        }
        for (StoredFile file : uploads.store(files, "photo", PHOTO, id, actor.accountId(), FileRule.PHOTO)) {
            dsl.insertInto(LEDGER_PHOTO, LEDGER_PHOTO.RECORD_ID, LEDGER_PHOTO.FILE_ID)
                    .values(id, file.id())
                    .execute();
        }
    }

    /** Takes a photo away for good: whoever does not want to be seen on it need not be. */
    @Transactional
    public void removePhoto(Actor actor, long id, UUID file) {
        LedgerRecord record = changed(actor, id);
        int removed = dsl.deleteFrom(LEDGER_PHOTO)
                .where(LEDGER_PHOTO.RECORD_ID.eq(id), LEDGER_PHOTO.FILE_ID.eq(file))
                .execute();
        if (removed == 0) {
            throw new NotFound();
        }
        files.delete(file);
        studios.happened(actor, record.studioId(), "ledgerPhotoRemoved", Objects.requireNonNull(record.title()));
    }
}
