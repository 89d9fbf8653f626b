package io.lingchuang.services.events;

import static io.lingchuang.db.platform.Tables.FILE;
import static io.lingchuang.db.services.Tables.EVENT_FILE;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.platform.files.FileGuard;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Viewer;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Materials and photos of an event: whoever may know of the event may read them. */
@Component
class EventFiles implements FileGuard {

    private static final String OWNER = "event-file";
    private static final int MOST = 60;

    record Upload(@Nullable String name, InputStream content) {}

    private final DSLContext dsl;
    private final Events events;
    private final Files files;
    private final Audit audit;

    EventFiles(DSLContext dsl, Events events, Files files, Audit audit) {
        this.dsl = dsl;
        this.events = events;
        this.files = files;
        this.audit = audit;
    }

    List<StoredFile> of(long event, boolean photos) {
        List<UUID> ids = dsl.select(EVENT_FILE.FILE_ID)
                .from(EVENT_FILE)
                .join(FILE)
                .on(FILE.ID.eq(EVENT_FILE.FILE_ID))
                .where(EVENT_FILE.EVENT_ID.eq(event), EVENT_FILE.PHOTO.eq(photos))
                .orderBy(FILE.UPLOADED_AT, FILE.ID)
                .fetch(EVENT_FILE.FILE_ID);
        var stored = files.find(ids);
        return ids.stream().map(stored::get).toList();
    }

    @Transactional
    public void add(Actor actor, long event, boolean photos, List<Upload> uploads) {
        events.held(actor, event);
        if (dsl.fetchCount(EVENT_FILE, EVENT_FILE.EVENT_ID.eq(event)) + uploads.size() > MOST) {
            throw Refusal.onField("file", "events.filesForm", MOST);
        }
        for (Upload upload : uploads) {
            UUID file = files.store(
                            upload.content(),
                            upload.name(),
                            OWNER,
                            event,
                            actor.accountId(),
                            photos ? FileRule.PHOTO : FileRule.DOCUMENT)
                    .id();
            dsl.insertInto(EVENT_FILE, EVENT_FILE.EVENT_ID, EVENT_FILE.FILE_ID, EVENT_FILE.PHOTO)
                    .values(event, file, photos)
                    .execute();
        }
        audit.record(actor, "events.addFiles", "event", event, String.valueOf(uploads.size()));
    }

    @Transactional
    public void remove(Actor actor, long event, UUID file) {
        events.held(actor, event);
        if (dsl.deleteFrom(EVENT_FILE)
                        .where(EVENT_FILE.EVENT_ID.eq(event), EVENT_FILE.FILE_ID.eq(file))
                        .execute()
                == 0) {
            throw new NotFound();
        }
        files.delete(file);
        audit.record(actor, "events.removeFile", "event", event, null);
    }

    @Override
    public String ownerKind() {
        return OWNER;
    }

    @Override
    public boolean mayRead(StoredFile file, @Nullable Viewer viewer) {
        return file.ownerId() != null
                && events.find(file.ownerId())
                        .filter(e -> e.known() || viewer instanceof Actor actor && events.holds(actor, e))
                        .isPresent();
    }
}
