package io.lingchuang.studios.ledger;

import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.LEDGER_BEFORE;
import static io.lingchuang.db.studios.Tables.LEDGER_PART;
import static io.lingchuang.db.studios.Tables.LEDGER_PHOTO;
import static io.lingchuang.db.studios.Tables.LEDGER_RECORD;
import static io.lingchuang.db.studios.Tables.PLAN_ITEM;

import io.lingchuang.access.Actor;
import io.lingchuang.db.studios.tables.records.LedgerRecordRecord;
import io.lingchuang.platform.files.FileGuard;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.text.Bigrams;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.studios.Standing;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;

/** What stands in a studio's ledger. A trainee reads what they took part in; everybody who works there, and the unions above, read all. */
@Component
public class LedgerLists implements FileGuard {

    private static final Field<String> NAMES = DSL.field(DSL.select(
                            DSL.coalesce(DSL.aggregate("string_agg", String.class, PERSON.NAME, DSL.inline("、")), ""))
                    .from(LEDGER_PART)
                    .join(PERSON)
                    .on(PERSON.ID.eq(LEDGER_PART.PERSON_ID))
                    .where(LEDGER_PART.RECORD_ID.eq(LEDGER_RECORD.ID)))
            .as("names");
    private static final Field<Integer> PHOTOS = DSL.field(
                    DSL.selectCount().from(LEDGER_PHOTO).where(LEDGER_PHOTO.RECORD_ID.eq(LEDGER_RECORD.ID)))
            .as("photos");

    private static final Field<String> ITEM = DSL.field(
                    DSL.select(PLAN_ITEM.TITLE).from(PLAN_ITEM).where(PLAN_ITEM.ID.eq(LEDGER_RECORD.PLAN_ITEM_ID)))
            .as("item");

    /** A line as the list shows it. item: what of the plan it was done for. */
    public record Row(
            long id,
            LedgerKind kind,
            LocalDate day,
            String title,
            String note,
            String guests,
            int headcount,
            String names,
            int photos,
            LedgerRecord.State state,
            String writer,
            @Nullable String item) {}

    /** How many records stand of a kind, and how many person-times. */
    public record Count(LedgerKind kind, int records, int headcount) {}

    private final DSLContext dsl;
    private final ObjectMapper json;
    private final Studios studios;
    private final Files files;

    LedgerLists(DSLContext dsl, ObjectMapper json, Studios studios, Files files) {
        this.dsl = dsl;
        this.json = json;
        this.studios = studios;
        this.files = files;
    }

    /** What of a studio's ledger an actor reads. */
    private Condition read(Actor actor, Studio studio) {
        Condition own = LEDGER_RECORD.STUDIO_ID.eq(studio.id());
        Standing standing = studios.standing(actor, studio);
        if (standing.works() || standing.keeps() || standing.sees()) {
            return own;
        }
        return own.and(DSL.exists(DSL.selectOne()
                .from(LEDGER_PART)
                .join(PERSON)
                .on(PERSON.ID.eq(LEDGER_PART.PERSON_ID))
                .where(LEDGER_PART.RECORD_ID.eq(LEDGER_RECORD.ID), PERSON.ACCOUNT_ID.eq(actor.accountId()))));
    }

    Listing<Row> records(Actor actor, Studio studio, Page page) {
        Condition read = read(actor, studio);
        return new Listing<Row>(
                        dsl,
                        "studioledger.title",
                        filters -> dsl.select(LEDGER_RECORD.fields())
                                .select(NAMES, PHOTOS, ITEM)
                                .from(LEDGER_RECORD)
                                .where(read)
                                .and(filters),
                        LedgerLists::row)
                .down(LEDGER_RECORD.DAY)
                .down(LEDGER_RECORD.ID)
                .filter(Filter.text(
                        "q", "studioledger.search", q -> Filter.matches(LEDGER_RECORD.SEARCH, Bigrams.query(q))))
                .filter(Filter.constants("kind", "studioledger.kind", LedgerKind.class, LEDGER_RECORD.KIND, page))
                .filter(Filter.choice("year", "studioledger.year", years(studio.id()), LedgerLists::inYear))
                .filter(Filter.constants(
                        "state", "studioledger.state", LedgerRecord.State.class, LEDGER_RECORD.STATE, page))
                .column(Column.of("day", "studioledger.day.title", Row::day))
                .column(Column.<Row>of("title", "studioledger.what", Row::title).link(r -> "/ledger/" + r.id()))
                .column(Column.of("kind", "studioledger.kind", Row::kind))
                .column(Column.of("names", "studioledger.who", Row::names))
                .column(Column.of("headcount", "studioledger.headcount", Row::headcount))
                .column(Column.of("photos", "studioledger.photos", Row::photos))
                .column(Column.<Row>of("item", "studioledger.planItem", Row::item)
                        .more())
                .column(Column.<Row>of("guests", "studioledger.guests", Row::guests)
                        .more())
                .column(Column.<Row>of("note", "studioledger.note", Row::note).more())
                .column(Column.<Row>of("writer", "studioledger.writer", Row::writer)
                        .more())
                .column(Column.of("state", "studioledger.state", Row::state));
    }

    private Map<String, String> years(long studio) {
        Map<String, String> years = new LinkedHashMap<>();
        Field<Integer> year = DSL.year(LEDGER_RECORD.DAY);
        dsl.selectDistinct(year)
                .from(LEDGER_RECORD)
                .where(LEDGER_RECORD.STUDIO_ID.eq(studio))
                .orderBy(year.desc())
                .forEach(r -> years.put(r.value1().toString(), r.value1().toString()));
        return years;
    }

    private static Condition inYear(String year) {
        LocalDate first = LocalDate.of(Integer.parseInt(year), 1, 1);
        return LEDGER_RECORD.DAY.ge(first).and(LEDGER_RECORD.DAY.lt(first.plusYears(1)));
    }

    /** A year's records that stand, the earliest first, as they are printed. */
    List<Row> printed(Actor actor, Studio studio, int year) {
        return dsl.select(LEDGER_RECORD.fields())
                .select(NAMES, PHOTOS, ITEM)
                .from(LEDGER_RECORD)
                .where(
                        read(actor, studio),
                        inYear(String.valueOf(year)),
                        LEDGER_RECORD.STATE.eq(LedgerRecord.State.STANDS.name()))
                .orderBy(LEDGER_RECORD.DAY, LEDGER_RECORD.ID)
                .fetch(LedgerLists::row);
    }

    /** What stands in a year, by kind. */
    public List<Count> counts(long studio, int year) {
        return dsl.select(LEDGER_RECORD.KIND, DSL.count(), DSL.sum(LEDGER_RECORD.HEADCOUNT))
                .from(LEDGER_RECORD)
                .where(
                        LEDGER_RECORD.STUDIO_ID.eq(studio),
                        inYear(String.valueOf(year)),
                        LEDGER_RECORD.STATE.eq(LedgerRecord.State.STANDS.name()))
                .groupBy(LEDGER_RECORD.KIND)
                .orderBy(LEDGER_RECORD.KIND)
                .fetch(r -> new Count(
                        LedgerKind.valueOf(r.value1()), r.value2(), r.value3().intValue()));
    }

    private static Row row(Record r) {
        return new Row(
                r.get(LEDGER_RECORD.ID),
                LedgerKind.valueOf(r.get(LEDGER_RECORD.KIND)),
                r.get(LEDGER_RECORD.DAY),
                r.get(LEDGER_RECORD.TITLE),
                r.get(LEDGER_RECORD.NOTE),
                r.get(LEDGER_RECORD.GUESTS),
                r.get(LEDGER_RECORD.HEADCOUNT),
                r.get(NAMES),
                r.get(PHOTOS),
                LedgerRecord.State.valueOf(r.get(LEDGER_RECORD.STATE)),
                r.get(LEDGER_RECORD.WRITER),
                r.get(ITEM));
    }

    /** For whoever may read it; anybody else finds nothing. */
    public LedgerRecord seenBy(Actor actor, long id) {
        LedgerRecord record = record(id);
        Studio studio = studios.seenBy(actor, record.studioId());
        if (!dsl.fetchExists(LEDGER_RECORD, LEDGER_RECORD.ID.eq(id).and(read(actor, studio)))) {
            throw new NotFound();
        }
        return record;
    }

    LedgerRecord record(long id) {
        List<LedgerRecord.Took> people = dsl.select(PERSON.ID, PERSON.NAME)
                .from(LEDGER_PART)
                .join(PERSON)
                .on(PERSON.ID.eq(LEDGER_PART.PERSON_ID))
                .where(LEDGER_PART.RECORD_ID.eq(id))
                .orderBy(PERSON.ID)
                .fetch(r -> new LedgerRecord.Took(r.value1(), r.value2()));
        return dsl.select(LEDGER_RECORD.fields())
                .select(PLAN_ITEM.TITLE)
                .from(LEDGER_RECORD)
                .leftJoin(PLAN_ITEM)
                .on(PLAN_ITEM.ID.eq(LEDGER_RECORD.PLAN_ITEM_ID))
                .where(LEDGER_RECORD.ID.eq(id))
                .fetchOptional(r -> record(r.into(LEDGER_RECORD), r.get(PLAN_ITEM.TITLE), people))
                .orElseThrow(NotFound::new);
    }

    private static LedgerRecord record(LedgerRecordRecord r, @Nullable String item, List<LedgerRecord.Took> people) {
        Long itemId = r.getPlanItemId();
        return new LedgerRecord(
                r.getId(),
                r.getStudioId(),
                LedgerKind.valueOf(r.getKind()),
                r.getDay(),
                r.getTitle(),
                r.getNote(),
                r.getGuests(),
                r.getHeadcount(),
                LedgerRecord.State.valueOf(r.getState()),
                r.getStruckWhy(),
                r.getWriter(),
                r.getAt(),
                r.getVersion(),
                itemId == null || item == null ? null : new LedgerRecord.Item(itemId, item),
                people);
    }

    List<LedgerRecord.Before> before(long id) {
        return dsl.selectFrom(LEDGER_BEFORE)
                .where(LEDGER_BEFORE.RECORD_ID.eq(id))
                .orderBy(LEDGER_BEFORE.VERSION.desc())
                .fetch(r -> new LedgerRecord.Before(
                        r.getVersion(),
                        json.readValue(r.getContent().data(), LedgerRecord.Content.class),
                        r.getReason(),
                        r.getByName(),
                        r.getAt()));
    }

    List<StoredFile> photos(long id) {
        List<UUID> ids = dsl.select(LEDGER_PHOTO.FILE_ID)
                .from(LEDGER_PHOTO)
                .where(LEDGER_PHOTO.RECORD_ID.eq(id))
                .orderBy(LEDGER_PHOTO.FILE_ID)
                .fetch(LEDGER_PHOTO.FILE_ID);
        Map<UUID, StoredFile> found = files.find(ids);
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    @Override
    public String ownerKind() {
        return Ledger.PHOTO;
    }

    /** Photos show people at their work: whoever reads the record sees them, nobody else. */
    @Override
    public boolean mayRead(StoredFile file, @Nullable Viewer viewer) {
        if (!(viewer instanceof Actor actor) || file.ownerId() == null) {
            return false;
        }
        try {
            seenBy(actor, file.ownerId());
            return true;
        } catch (NotFound notTheirs) {
            return false;
        }
    }
}
