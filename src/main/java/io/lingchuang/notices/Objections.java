package io.lingchuang.notices;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.notices.Tables.NOTICE;
import static io.lingchuang.db.notices.Tables.OBJECTION;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.entries.EntryAccess;
import io.lingchuang.entries.Journey;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;

/** Objections 异议: lodged by anybody with name and grounds while the notice runs, looked into, and answered. */
@Service
public class Objections {

    static final String FILES = "objection";
    private static final int MOST_FILES = 5;
    private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final DSLContext dsl;
    private final NoticeStore store;
    private final Notices notices;
    private final Calls calls;
    private final Files files;
    private final Journey journey;
    private final EntryAccess access;
    private final Today today;
    private final Audit audit;
    private final NoticeLetters letters;
    private final SecureRandom random = new SecureRandom();

    Objections(
            DSLContext dsl,
            NoticeStore store,
            Notices notices,
            Calls calls,
            Files files,
            Journey journey,
            EntryAccess access,
            Today today,
            Audit audit,
            NoticeLetters letters) {
        this.dsl = dsl;
        this.store = store;
        this.notices = notices;
        this.calls = calls;
        this.files = files;
        this.journey = journey;
        this.access = access;
        this.today = today;
        this.audit = audit;
        this.letters = letters;
    }

    /** Lodges one; the receipt is the objector's way to the answer. */
    @Transactional
    public String lodge(long noticeId, ObjectionForm form) {
        Notice notice = store.notice(noticeId);
        if (!notice.running(today.today())) {
            throw new Refusal("notices.objection.over");
        }
        if (form.entry() != null && store.items(noticeId).stream().noneMatch(i -> i.entryId() == form.entry())) {
            throw Refusal.onField("entry", "notices.objection.notListed");
        }
        List<MultipartFile> given = form.files() == null
                ? List.of()
                : form.files().stream().filter(f -> !f.isEmpty()).toList();
        if (given.size() > MOST_FILES) {
            throw Refusal.onField("files", "notices.objection.manyFiles", MOST_FILES);
        }
        String receipt = receipt();
        long id = dsl.insertInto(OBJECTION)
                .set(OBJECTION.NOTICE_ID, noticeId)
                .set(OBJECTION.ENTRY_ID, form.entry())
                .set(OBJECTION.RECEIPT, receipt)
                .set(OBJECTION.NAME, form.name().strip())
                .set(OBJECTION.PHONE, form.phone().strip())
                .set(OBJECTION.GROUNDS, form.grounds().strip())
                .returningResult(OBJECTION.ID)
                .fetchSingle()
                .value1();
        given.forEach(f -> keep(f, id));
        audit.record(Actor.system(), "notices.object", "objection", id, null);
        letters.objected(calls.call(notice.callId()), notice, id);
        return receipt;
    }

    private void keep(MultipartFile file, long objectionId) {
        try (var in = file.getInputStream()) {
            files.store(in, file.getOriginalFilename(), FILES, objectionId, null, FileRule.DOCUMENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Refusal refusal) {
            throw Refusal.onField("files", refusal.key(), refusal.args());
        }
    }

    /**
     * Answers: upheld takes the result off the list, dismissed lets it stand; the objector reads the answer with the receipt.
     * Nobody answers an objection to an entry of their own.
     *
     * @param entryId which result is struck when an objection to the whole list is upheld
     */
    @Transactional
    public void answer(Actor actor, long id, ObjectionState verdict, String answer, @Nullable Long entryId) {
        Objection objection = objection(actor, id);
        // One answer at a time for a notice, so that two officers cannot both strike.
        store.locked(objection.noticeId());
        Call call = calls.call(objection.callId());
        actor.requireHolds(Right.ANSWER_OBJECTION, call.hostNodeId());
        if (verdict == ObjectionState.OPEN) {
            throw Refusal.onField("verdict", "NotNull");
        }
        if (answer.strip().length() < 5) {
            throw Refusal.onField("answer", "notices.reasonNeeded");
        }
        Long about = objection.entryId() != null ? objection.entryId() : entryId;
        if (about != null && access.own(actor, journey.entry(about))) {
            throw new Refusal("notices.objection.own");
        }
        int changed = dsl.update(OBJECTION)
                .set(OBJECTION.STATE, verdict.name())
                .set(OBJECTION.ANSWER, answer.strip())
                .set(OBJECTION.ANSWERED_BY, actor.accountId())
                .set(OBJECTION.ANSWERED_AT, today.now())
                .where(OBJECTION.ID.eq(id), OBJECTION.STATE.eq(ObjectionState.OPEN.name()))
                .execute();
        if (changed == 0) {
            throw new Stale();
        }
        if (verdict == ObjectionState.UPHELD) {
            strike(actor, objection, about, answer);
        }
        audit.record(actor, "notices.answer", "objection", id, verdict + ": " + answer.strip());
    }

    private void strike(Actor actor, Objection objection, @Nullable Long entryId, String answer) {
        if (entryId == null) {
            throw Refusal.onField("entry", "notices.objection.which");
        }
        Item item = store.items(objection.noticeId()).stream()
                .filter(i -> i.entryId() == entryId)
                .findFirst()
                .orElseThrow(() -> Refusal.onField("entry", "notices.objection.notListed"));
        if (!item.struck()) { // two objections may have the same good ground
            notices.strike(actor, item.movedTo() == null ? objection.noticeId() : item.movedTo(), entryId, answer);
        }
    }

    /** One objection with name and phone, for those who answer or release at the host. */
    public Objection objection(Actor actor, long id) {
        return select().where(OBJECTION.ID.eq(id), reach(actor))
                .fetchOptional(Objections::objection)
                .orElseThrow(NotFound::new);
    }

    /** What the objector sees with the receipt. */
    Optional<Objection> ofReceipt(String receipt) {
        return receipt.matches("[0-9A-Z]{1,40}")
                ? select().where(OBJECTION.RECEIPT.eq(receipt)).fetchOptional(Objections::objection)
                : Optional.empty();
    }

    SelectOnConditionStep<? extends Record> select() {
        return dsl.select(OBJECTION.fields())
                .select(NOTICE.CALL_ID, NOTICE.TITLE.as("notice_title"), ENTRY.TITLE.as("entry_title"))
                .from(OBJECTION)
                .join(NOTICE)
                .on(NOTICE.ID.eq(OBJECTION.NOTICE_ID))
                .join(CALL)
                .on(CALL.ID.eq(NOTICE.CALL_ID))
                .join(NODE)
                .on(NODE.ID.eq(CALL.HOST_NODE_ID))
                .leftJoin(ENTRY)
                .on(ENTRY.ID.eq(OBJECTION.ENTRY_ID));
    }

    /** Whoever answers objections, or releases notices, at the call's host. Names and phones of objectors go no further. */
    static Condition reach(Actor actor) {
        return CALL.HOST_NODE_ID
                .in(actor.nodesWith(Right.ANSWER_OBJECTION))
                .or(CALL.HOST_NODE_ID.in(actor.nodesWith(Right.RELEASE_NOTICE)));
    }

    static Objection objection(Record o) {
        return new Objection(
                o.get(OBJECTION.ID),
                o.get(OBJECTION.NOTICE_ID),
                o.get(NOTICE.CALL_ID),
                Objects.requireNonNull(o.get("notice_title", String.class)),
                o.get(OBJECTION.ENTRY_ID),
                o.get("entry_title", String.class),
                o.get(OBJECTION.RECEIPT),
                o.get(OBJECTION.NAME),
                o.get(OBJECTION.PHONE),
                o.get(OBJECTION.GROUNDS),
                ObjectionState.valueOf(o.get(OBJECTION.STATE)),
                o.get(OBJECTION.ANSWER),
                o.get(OBJECTION.ANSWERED_AT),
                o.get(OBJECTION.CREATED_AT));
    }

    private String receipt() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
