package io.lingchuang.entries;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.ENTRY_FILE;
import static io.lingchuang.db.platform.Tables.FILE;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.FormField;
import io.lingchuang.platform.files.FileGuard;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Viewer;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Photos and proofs of an entry, and the scan of its sealed form. */
@Service
public class EntryFiles implements FileGuard {

    static final String KIND = "entry";

    private final DSLContext dsl;
    private final Files files;
    private final Drafts drafts;
    private final Journey journey;
    private final EntryAccess access;
    private final Calls calls;
    private final Audit audit;

    EntryFiles(
            DSLContext dsl, Files files, Drafts drafts, Journey journey, EntryAccess access, Calls calls, Audit audit) {
        this.dsl = dsl;
        this.files = files;
        this.drafts = drafts;
        this.journey = journey;
        this.access = access;
        this.calls = calls;
        this.audit = audit;
    }

    public Map<String, List<StoredFile>> of(long entryId) {
        return dsl.select(ENTRY_FILE.FIELD_CODE, ENTRY_FILE.FILE_ID)
                .from(ENTRY_FILE)
                .join(FILE)
                .on(FILE.ID.eq(ENTRY_FILE.FILE_ID))
                .where(ENTRY_FILE.ENTRY_ID.eq(entryId))
                .orderBy(FILE.UPLOADED_AT)
                .fetchGroups(ENTRY_FILE.FIELD_CODE, r -> files.file(r.get(ENTRY_FILE.FILE_ID)));
    }

    /** One file as it comes in. */
    record Upload(@Nullable String name, InputStream content) {}

    /** Takes all of them in under a field of the form, or none: what is wrong with one stands beside the field. */
    @Transactional
    public void add(Actor actor, long entryId, String fieldCode, List<Upload> uploads) {
        for (Upload upload : uploads) {
            try {
                add(actor, entryId, fieldCode, upload.content(), upload.name());
            } catch (Refusal refusal) {
                throw Refusal.onField("a_" + fieldCode, refusal.key(), refusal.args());
            }
        }
    }

    /** Takes one in under a field of the form. A "yes" to the secrecy question stops every upload. */
    @Transactional
    public StoredFile add(Actor actor, long entryId, String fieldCode, InputStream in, @Nullable String name) {
        Entry entry = drafts.editable(actor, entryId);
        Call call = calls.call(entry.callId());
        FormField field = call.form().stream()
                .filter(f -> f.code().equals(fieldCode) && f.kind() == FormField.Kind.FILE)
                .findFirst()
                .orElseThrow(NotFound::new);
        Secrecy.refuse(entry, call);
        journey.locked(entryId);
        int there =
                dsl.fetchCount(ENTRY_FILE, ENTRY_FILE.ENTRY_ID.eq(entryId).and(ENTRY_FILE.FIELD_CODE.eq(fieldCode)));
        if (there >= field.limit()) {
            throw new Refusal("entries.tooManyFiles", field.limit());
        }
        StoredFile file = files.store(in, name, KIND, entryId, actor.accountId(), FileRule.DOCUMENT);
        dsl.insertInto(ENTRY_FILE)
                .set(ENTRY_FILE.ENTRY_ID, entryId)
                .set(ENTRY_FILE.FILE_ID, file.id())
                .set(ENTRY_FILE.FIELD_CODE, fieldCode)
                .execute();
        return file;
    }

    @Transactional
    public void remove(Actor actor, long entryId, UUID fileId) {
        drafts.editable(actor, entryId);
        dsl.deleteFrom(ENTRY_FILE)
                .where(ENTRY_FILE.ENTRY_ID.eq(entryId), ENTRY_FILE.FILE_ID.eq(fileId))
                .execute();
    }

    /** The form with the seal, scanned, from the applicant. */
    @Transactional
    public void sealed(Actor actor, long entryId, InputStream in, @Nullable String name) {
        Entry entry = journey.locked(entryId);
        if (entry.createdBy() != actor.accountId()) {
            throw new NotFound();
        }
        Secrecy.refuse(entry, calls.call(entry.callId()));
        if (!takesSeal(entry)) {
            throw new Refusal("entries.sealClosed");
        }
        StoredFile file = files.store(in, name, KIND, entryId, actor.accountId(), FileRule.DOCUMENT);
        dsl.update(ENTRY)
                .set(ENTRY.SEALED_FILE, file.id())
                .where(ENTRY.ID.eq(entryId))
                .execute();
        audit.record(actor, "entries.sealed", "entry", entryId, file.id().toString());
    }

    /** Until the formal check has ended it may be replaced; what was checked stays, and only a missing one may come until the notice. */
    boolean takesSeal(Entry entry) {
        return switch (entry.state()) {
            case DRAFT, VETTING, RETURNED, FORMAL_CHECK, SUPPLEMENT -> true;
            case ACCEPTED, RANKED -> sealedFile(entry.id()) == null;
            default -> false;
        };
    }

    @Nullable
    StoredFile sealedFile(long entryId) {
        UUID id = dsl.select(ENTRY.SEALED_FILE)
                .from(ENTRY)
                .where(ENTRY.ID.eq(entryId))
                .fetchOne(ENTRY.SEALED_FILE);
        return id == null ? null : files.file(id);
    }

    @Override
    public String ownerKind() {
        return KIND;
    }

    @Override
    public boolean mayRead(StoredFile file, @Nullable Viewer viewer) {
        return viewer instanceof Actor actor
                && file.ownerId() != null
                && access.maySee(actor, journey.entry(file.ownerId()));
    }
}
