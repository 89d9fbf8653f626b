package io.lingchuang.notices;

import static io.lingchuang.db.platform.Tables.FILE;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.files.FileGuard;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Viewer;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an objector sent along is for those who may see the objection. */
@Component
class ObjectionFiles implements FileGuard {

    private final DSLContext dsl;
    private final Objections objections;

    ObjectionFiles(DSLContext dsl, Objections objections) {
        this.dsl = dsl;
        this.objections = objections;
    }

    /** Names of the files by their id. */
    Map<UUID, String> of(long objectionId) {
        return dsl.select(FILE.ID, FILE.NAME)
                .from(FILE)
                .where(FILE.OWNER_KIND.eq(Objections.FILES), FILE.OWNER_ID.eq(objectionId))
                .orderBy(FILE.UPLOADED_AT, FILE.ID)
                .fetchMap(FILE.ID, FILE.NAME);
    }

    @Override
    public String ownerKind() {
        return Objections.FILES;
    }

    @Override
    public boolean mayRead(StoredFile file, @Nullable Viewer viewer) {
        if (!(viewer instanceof Actor actor) || file.ownerId() == null) {
            return false;
        }
        try {
            objections.objection(actor, file.ownerId());
            return true;
        } catch (NotFound hidden) {
            return false;
        }
    }
}
