package io.lingchuang.achievements;

import static io.lingchuang.db.achievements.Tables.ATTACHMENT;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Photos and documents of an achievement. */
@Service
public class Attachments {

    private static final int MOST = 12;

    private final DSLContext dsl;
    private final Achievements achievements;
    private final Shelf shelf;
    private final Files files;

    Attachments(DSLContext dsl, Achievements achievements, Shelf shelf, Files files) {
        this.dsl = dsl;
        this.achievements = achievements;
        this.shelf = shelf;
        this.files = files;
    }

    public List<StoredFile> of(long achievement) {
        List<UUID> ids = dsl.select(ATTACHMENT.FILE_ID)
                .from(ATTACHMENT)
                .where(ATTACHMENT.ACHIEVEMENT_ID.eq(achievement))
                .orderBy(ATTACHMENT.POSITION)
                .fetch(ATTACHMENT.FILE_ID);
        var found = files.find(ids);
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    @Transactional
    public void add(Actor actor, long id, List<Benefits.Upload> uploads) {
        achievements.kept(actor, id);
        int before = dsl.fetchCount(ATTACHMENT, ATTACHMENT.ACHIEVEMENT_ID.eq(id));
        if (uploads.isEmpty() || before + uploads.size() > MOST) {
            throw Refusal.onField(
                    "file", uploads.isEmpty() ? "achievements.files.none" : "achievements.files.many", MOST);
        }
        for (int i = 0; i < uploads.size(); i++) {
            Benefits.Upload upload = uploads.get(i);
            try {
                StoredFile file = files.store(
                        upload.content(),
                        upload.name(),
                        AchievementFiles.KIND,
                        id,
                        actor.accountId(),
                        FileRule.DOCUMENT);
                dsl.insertInto(ATTACHMENT)
                        .set(ATTACHMENT.ACHIEVEMENT_ID, id)
                        .set(ATTACHMENT.FILE_ID, file.id())
                        .set(ATTACHMENT.POSITION, before + i + 1)
                        .execute();
            } catch (Refusal refusal) {
                throw Refusal.onField("file", refusal.key(), refusal.args());
            }
        }
        shelf.happened(actor, id, "attach", String.valueOf(uploads.size()));
    }

    @Transactional
    public void remove(Actor actor, long id, UUID file) {
        achievements.kept(actor, id);
        int gone = dsl.deleteFrom(ATTACHMENT)
                .where(ATTACHMENT.ACHIEVEMENT_ID.eq(id), ATTACHMENT.FILE_ID.eq(file))
                .execute();
        if (gone == 0) {
            throw new NotFound();
        }
        files.delete(file);
        shelf.happened(actor, id, "detach", null);
    }
}
