package io.lingchuang.studios.page;

import static io.lingchuang.db.platform.Tables.FILE;
import static io.lingchuang.db.studios.Tables.PAGE_FILE;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.files.FileGuard;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.studios.Studios;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The files on a studio's page, open to everybody: its rules, and photos. */
@Service
public class StudioFiles implements FileGuard {

    static final String OWNER = "studiopage";
    static final int MOST = 20;

    public record PageFile(UUID file, String name, String caption) {}

    private final DSLContext dsl;
    private final Studios studios;
    private final Files files;

    StudioFiles(DSLContext dsl, Studios studios, Files files) {
        this.dsl = dsl;
        this.studios = studios;
        this.files = files;
    }

    public List<PageFile> of(long studioId, PageFileKind kind) {
        return dsl.select(PAGE_FILE.FILE_ID, FILE.NAME, PAGE_FILE.CAPTION)
                .from(PAGE_FILE)
                .join(FILE)
                .on(FILE.ID.eq(PAGE_FILE.FILE_ID))
                .where(PAGE_FILE.STUDIO_ID.eq(studioId), PAGE_FILE.KIND.eq(kind.name()))
                .orderBy(PAGE_FILE.ID)
                .fetch(r -> new PageFile(r.value1(), r.value2(), r.value3()));
    }

    @Transactional
    public void add(
            Actor actor, long studioId, PageFileKind kind, String caption, @Nullable String name, InputStream content) {
        studios.ledBy(actor, studioId);
        if (of(studioId, kind).size() >= MOST) {
            throw Refusal.onField("file", "studiopage.manyFiles", MOST);
        }
        StoredFile file;
        try {
            file = files.store(content, name, OWNER, studioId, actor.accountId(), kind.rule());
        } catch (Refusal refusal) {
            throw Refusal.onField("file", refusal.key(), refusal.args());
        }
        dsl.insertInto(PAGE_FILE)
                .set(PAGE_FILE.STUDIO_ID, studioId)
                .set(PAGE_FILE.KIND, kind.name())
                .set(PAGE_FILE.FILE_ID, file.id())
                .set(PAGE_FILE.CAPTION, caption)
                .execute();
        studios.happened(actor, studioId, "file", file.name());
    }

    @Transactional
    public void remove(Actor actor, long studioId, UUID file) {
        studios.ledBy(actor, studioId);
        int gone = dsl.deleteFrom(PAGE_FILE)
                .where(PAGE_FILE.STUDIO_ID.eq(studioId), PAGE_FILE.FILE_ID.eq(file))
                .execute();
        if (gone == 0) {
            throw new NotFound();
        }
        studios.happened(actor, studioId, "nofile", files.file(file).name());
        files.delete(file);
    }

    @Override
    public String ownerKind() {
        return OWNER;
    }

    @Override
    public boolean mayRead(StoredFile file, @Nullable Viewer viewer) {
        return dsl.fetchExists(PAGE_FILE, PAGE_FILE.FILE_ID.eq(file.id()));
    }
}
