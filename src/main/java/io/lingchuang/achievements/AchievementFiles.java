package io.lingchuang.achievements;

import static io.lingchuang.db.achievements.Tables.ATTACHMENT;
import static io.lingchuang.db.achievements.Tables.EXHIBIT;
import static io.lingchuang.db.achievements.Tables.HALL;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.files.FileGuard;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Viewer;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Files are for those who may read the achievement; the pictures of one that stands in a released hall are for everybody. */
@Component
class AchievementFiles implements FileGuard {

    static final String KIND = "achievement";

    private final DSLContext dsl;
    private final Achievements achievements;

    AchievementFiles(DSLContext dsl, Achievements achievements) {
        this.dsl = dsl;
        this.achievements = achievements;
    }

    @Override
    public String ownerKind() {
        return KIND;
    }

    @Override
    public boolean mayRead(StoredFile file, @Nullable Viewer viewer) {
        if (file.ownerId() == null) {
            return false;
        }
        if (shown(file)) {
            return true;
        }
        try {
            return viewer instanceof Actor actor
                    && achievements.achievement(actor, file.ownerId()).id() == file.ownerId();
        } catch (NotFound hidden) {
            return false;
        }
    }

    private boolean shown(StoredFile file) {
        return file.image()
                && dsl.fetchExists(DSL.selectOne()
                        .from(ATTACHMENT)
                        .join(EXHIBIT)
                        .on(EXHIBIT.ACHIEVEMENT_ID.eq(ATTACHMENT.ACHIEVEMENT_ID))
                        .join(HALL)
                        .on(HALL.YEAR.eq(EXHIBIT.YEAR))
                        .join(io.lingchuang.db.achievements.Tables.ACHIEVEMENT)
                        .on(io.lingchuang.db.achievements.Tables.ACHIEVEMENT.ID.eq(ATTACHMENT.ACHIEVEMENT_ID))
                        .where(ATTACHMENT.FILE_ID.eq(file.id()), HALL.STATE.eq("RELEASED"), Shelf.standing()));
    }
}
