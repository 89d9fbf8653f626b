package io.lingchuang.review.blind;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.ENTRY_FILE;
import static io.lingchuang.db.platform.Tables.FILE;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.READING;

import io.lingchuang.access.Actor;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.jobs.Job;
import io.lingchuang.platform.jobs.JobHandler;
import io.lingchuang.platform.jobs.Jobs;
import io.lingchuang.platform.jobs.Progress;
import io.lingchuang.platform.messages.Wording;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Reads the PDFs of a panel's entries, each once; run again it goes on where it was. */
@Component
public class AttachmentReading implements JobHandler {

    static final String KIND = "read-attachments";

    /** So many are read while somebody waits for the page; more are a job. */
    static final int AT_ONCE = 5;

    private final DSLContext dsl;
    private final Files files;
    private final Jobs jobs;
    private final Wording messages;
    private final Today today;

    AttachmentReading(DSLContext dsl, Files files, Jobs jobs, Wording messages, Today today) {
        this.dsl = dsl;
        this.files = files;
        this.jobs = jobs;
        this.messages = messages;
        this.today = today;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Reads what nobody has read yet. */
    public void begin(Actor actor, long panel, String title) {
        if (!unread(panel).isEmpty()) {
            jobs.start(KIND, title, Map.of("panel", panel), actor.accountId());
        }
    }

    /** The same from the page: at once where it is not much. */
    void look(Actor actor, long panel, String title) {
        List<UUID> unread = unread(panel);
        if (unread.size() <= AT_ONCE) {
            unread.forEach(this::read);
        } else {
            begin(actor, panel, title);
        }
    }

    @Override
    public void run(Job job, Progress progress) {
        List<UUID> unread = unread(job.number("panel"));
        progress.total(unread.size());
        int done = 0;
        for (UUID id : unread) {
            read(id);
            progress.done(++done);
        }
        progress.report(messages.of("review.blind.read", done));
    }

    List<UUID> unread(long panel) {
        return dsl.select(FILE.ID)
                .from(PANEL_ENTRY)
                .join(ENTRY)
                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID), ENTRY.STATE.eq(EntryState.ACCEPTED.name()))
                .join(ENTRY_FILE)
                .on(ENTRY_FILE.ENTRY_ID.eq(PANEL_ENTRY.ENTRY_ID))
                .join(FILE)
                .on(FILE.ID.eq(ENTRY_FILE.FILE_ID))
                .where(
                        PANEL_ENTRY.PANEL_ID.eq(panel),
                        FILE.MEDIA_TYPE.eq("application/pdf"),
                        DSL.notExists(DSL.selectOne().from(READING).where(READING.FILE_ID.eq(FILE.ID))))
                .orderBy(FILE.ID)
                .fetch(FILE.ID);
    }

    AttachmentText read(UUID id) {
        StoredFile file = files.file(id);
        AttachmentText text = AttachmentText.ofPdf(files.path(file));
        dsl.insertInto(READING)
                .set(READING.FILE_ID, id)
                .set(READING.TEXT, text.text())
                .set(READING.PICTURES, text.pictures())
                .set(READING.READ, text.read())
                .set(READING.AT, today.now())
                .onConflictDoNothing()
                .execute();
        return text;
    }
}
