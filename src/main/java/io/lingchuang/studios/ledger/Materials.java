package io.lingchuang.studios.ledger;

import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.COURSE;
import static io.lingchuang.db.studios.Tables.COURSE_MATERIAL;
import static io.lingchuang.db.studios.Tables.LEARNER;
import static io.lingchuang.db.studios.Tables.MATERIAL;
import static io.lingchuang.db.studios.Tables.MATERIAL_VERSION;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.files.FileGuard;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.studios.Studios;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Teaching material: those who work in the studio write it, and say who may see it. */
@Service
public class Materials implements FileGuard {

    static final String KIND = "studio-material";

    /** As it is typed. cleared: nothing in it is confidential, and the unit agrees that everybody reads it. */
    public record Typed(Material.Kind kind, String title, String summary, Material.SeenBy seenBy, boolean cleared) {}

    private final DSLContext dsl;
    private final Studios studios;
    private final Ledger ledger;
    private final Files files;

    Materials(DSLContext dsl, Studios studios, Ledger ledger, Files files) {
        this.dsl = dsl;
        this.studios = studios;
        this.ledger = ledger;
        this.files = files;
    }

    @Transactional
    public long add(Actor actor, long studio, Typed typed, Uploads upload) {
        ledger.writtenBy(actor, studio);
        check(typed);
        long id = dsl.insertInto(MATERIAL)
                .set(MATERIAL.STUDIO_ID, studio)
                .set(MATERIAL.KIND, typed.kind().name())
                .set(MATERIAL.TITLE, typed.title())
                .set(MATERIAL.SUMMARY, typed.summary())
                .set(MATERIAL.SEEN_BY, typed.seenBy().name())
                .returningResult(MATERIAL.ID)
                .fetchSingle()
                .value1();
        keep(actor, id, upload, "");
        studios.happened(actor, studio, "materialAdded", typed.title());
        return id;
    }

    private static void check(Typed typed) {
        if (typed.seenBy() == Material.SeenBy.PUBLIC && !typed.cleared()) {
            throw Refusal.onField("cleared", "studioledger.material.notCleared");
        }
    }

    /** A new version; those before it stay. */
    @Transactional
    public void renew(Actor actor, long id, Uploads upload, String changed) {
        Material material = worked(actor, id);
        if (changed.strip().length() > 200) {
            throw Refusal.onField("changed", "typing.most", 200);
        }
        keep(actor, id, upload, changed.strip());
        studios.happened(actor, material.studioId(), "materialRenewed", material.title());
    }

    private void keep(Actor actor, long id, Uploads upload, String changed) {
        if (upload.files().size() != 1) {
            throw Refusal.onField("file", "studioledger.material.oneFile");
        }
        StoredFile file = upload.store(files, "file", KIND, id, actor.accountId(), FileRule.DOCUMENT)
                .getFirst();
        var own = MATERIAL_VERSION.as("own");
        dsl.insertInto(MATERIAL_VERSION)
                .set(MATERIAL_VERSION.MATERIAL_ID, id)
                .set(
                        MATERIAL_VERSION.NUMBER,
                        DSL.field(
                                DSL.select(DSL.coalesce(DSL.max(own.NUMBER), 0).plus(1))
                                        .from(own)
                                        .where(own.MATERIAL_ID.eq(id))))
                .set(MATERIAL_VERSION.FILE_ID, file.id())
                .set(MATERIAL_VERSION.CHANGED, changed)
                .set(MATERIAL_VERSION.BY_NAME, actor.name())
                .execute();
    }

    /** Changes its words and who may see it. */
    @Transactional
    public void change(Actor actor, long id, int version, Typed typed) {
        Material material = worked(actor, id);
        check(typed);
        int changed = dsl.update(MATERIAL)
                .set(MATERIAL.KIND, typed.kind().name())
                .set(MATERIAL.TITLE, typed.title())
                .set(MATERIAL.SUMMARY, typed.summary())
                .set(MATERIAL.SEEN_BY, typed.seenBy().name())
                .set(MATERIAL.VERSION, version + 1)
                .where(MATERIAL.ID.eq(id), MATERIAL.VERSION.eq(version))
                .execute();
        if (changed == 0) {
            throw new Stale();
        }
        studios.happened(actor, material.studioId(), "materialChanged", typed.title());
    }

    /** Takes it out of use or back into it. */
    @Transactional
    public void turn(Actor actor, long id, Material.State to) {
        Material material = worked(actor, id);
        if (material.state() == to) {
            throw new Stale();
        }
        dsl.update(MATERIAL)
                .set(MATERIAL.STATE, to.name())
                .set(MATERIAL.VERSION, MATERIAL.VERSION.plus(1))
                .where(MATERIAL.ID.eq(id))
                .execute();
        studios.happened(
                actor,
                material.studioId(),
                to == Material.State.RETIRED ? "materialRetired" : "materialReturned",
                material.title());
    }

    private Material worked(Actor actor, long id) {
        dsl.selectOne().from(MATERIAL).where(MATERIAL.ID.eq(id)).forUpdate().fetch();
        Material material = material(id);
        ledger.writtenBy(actor, material.studioId());
        return material;
    }

    Material material(long id) {
        Map<UUID, StoredFile> stored = files.find(dsl.select(MATERIAL_VERSION.FILE_ID)
                .from(MATERIAL_VERSION)
                .where(MATERIAL_VERSION.MATERIAL_ID.eq(id))
                .fetch(MATERIAL_VERSION.FILE_ID));
        List<Material.Version> versions = dsl.selectFrom(MATERIAL_VERSION)
                .where(MATERIAL_VERSION.MATERIAL_ID.eq(id))
                .orderBy(MATERIAL_VERSION.NUMBER.desc())
                .fetch(v -> new Material.Version(
                        v.getNumber(),
                        Objects.requireNonNull(stored.get(v.getFileId())),
                        v.getChanged(),
                        v.getByName(),
                        v.getAt()));
        return dsl.selectFrom(MATERIAL)
                .where(MATERIAL.ID.eq(id))
                .fetchOptional(m -> new Material(
                        m.getId(),
                        m.getStudioId(),
                        Material.Kind.valueOf(m.getKind()),
                        m.getTitle(),
                        m.getSummary(),
                        Material.SeenBy.valueOf(m.getSeenBy()),
                        Material.State.valueOf(m.getState()),
                        m.getVersion(),
                        versions))
                .orElseThrow(NotFound::new);
    }

    /** For whoever may read it, signed in or not. */
    public Material readBy(@Nullable Actor actor, long id) {
        Material material = material(id);
        if (!material.open() && (actor == null || !reads(actor, material))) {
            throw new NotFound();
        }
        return material;
    }

    /** Reads every version of it. */
    boolean reads(Actor actor, Material material) {
        return studios.standing(actor, studios.studio(material.studioId())).inside()
                || material.seenBy() != Material.SeenBy.STUDIO && learns(actor, material);
    }

    /** Learns, or learned, in a class of the studio for which it was laid out. */
    private boolean learns(Actor actor, Material material) {
        return dsl.fetchExists(DSL.selectOne()
                .from(COURSE_MATERIAL)
                .join(COURSE)
                .on(COURSE.ID.eq(COURSE_MATERIAL.COURSE_ID))
                .join(LEARNER)
                .on(LEARNER.COURSE_ID.eq(COURSE.ID))
                .join(PERSON)
                .on(PERSON.ID.eq(LEARNER.PERSON_ID))
                .where(
                        COURSE_MATERIAL.MATERIAL_ID.eq(material.id()),
                        LEARNER.STATE.in("SIGNED_UP", "PRESENT"),
                        PERSON.ACCOUNT_ID.eq(actor.accountId())));
    }

    @Override
    public String ownerKind() {
        return KIND;
    }

    /** Whoever reads the material reads its files; of what is open to everybody only the latest version is. */
    @Override
    public boolean mayRead(StoredFile file, @Nullable Viewer viewer) {
        if (file.ownerId() == null) {
            return false;
        }
        Material material = material(file.ownerId());
        return viewer instanceof Actor actor && reads(actor, material)
                || material.open()
                        && !material.versions().isEmpty()
                        && material.versions().getFirst().file().id().equals(file.id());
    }
}
