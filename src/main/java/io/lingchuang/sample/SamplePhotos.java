package io.lingchuang.sample;

import static io.lingchuang.db.studios.Tables.LEDGER_PHOTO;
import static io.lingchuang.db.studios.Tables.LEDGER_RECORD;
import static io.lingchuang.db.studios.Tables.PAGE_FILE;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.sample.SamplePictures.Scene;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Photos and files of studios: the craft masters' page and ledger full of them, some others with a few. */
@Component
class SamplePhotos {

    private static final String[] RULES = {"工作室管理办法", "课题立项与验收办法", "经费使用办法", "师徒结对管理办法"};
    private static final int OTHERS = 24;

    private final DSLContext dsl;
    private final Files files;
    private final Pdf pdf;

    SamplePhotos(DSLContext dsl, Files files, Pdf pdf) {
        this.dsl = dsl;
        this.files = files;
        this.pdf = pdf;
    }

    /** What everybody sees on the page: each scene once for the masters, one or two for some others; the masters' rules to read. */
    void ofPages(long masters) {
        for (Scene scene : Scene.values()) {
            onPage(masters, "PHOTO", scene.caption, photo(scene, 0, "studiopage", masters));
        }
        for (String rule : RULES) {
            byte[] content = pdf.ofHtml("<html><head><style>body{font-family:'Noto Sans SC'}</style></head><body><h1>"
                    + rule + "</h1><p>第一条 本办法由工作室全体成员讨论通过，报本单位工会备案。</p>"
                    + "<p>第二条 本文件为示例，内容虚构。</p></body></html>");
            UUID file = files.store(
                            new ByteArrayInputStream(content),
                            rule + ".pdf",
                            "studiopage",
                            masters,
                            null,
                            FileRule.DOCUMENT)
                    .id();
            onPage(masters, "RULES", rule, file);
        }
        List<Long> others = dsl.select(STUDIO.ID)
                .from(STUDIO)
                .where(STUDIO.ID.ne(masters), STUDIO.ENDED_ON.isNull())
                .orderBy(STUDIO.ID)
                .limit(OTHERS)
                .fetch(STUDIO.ID);
        for (int i = 0; i < others.size(); i++) {
            Scene scene = Scene.values()[i % Scene.values().length];
            onPage(others.get(i), "PHOTO", scene.caption, photo(scene, i + 1, "studiopage", others.get(i)));
        }
    }

    /** The masters' latest records have a photo or two, and so has the latest of some others. */
    void ofLedgers(long masters) {
        List<Long> own = latest(masters, 12);
        for (int i = 0; i < own.size(); i++) {
            for (int k = 0; k <= i % 2; k++) {
                onRecord(own.get(i), Scene.values()[(i + 2 * k) % Scene.values().length], i + k);
            }
        }
        dsl.select(STUDIO.ID)
                .from(STUDIO)
                .where(STUDIO.ID.ne(masters), STUDIO.ENDED_ON.isNull())
                .orderBy(STUDIO.ID)
                .limit(OTHERS / 2)
                .fetch(STUDIO.ID)
                .forEach(studio -> latest(studio, 1).forEach(r -> onRecord(r, Scene.values()[(int) (r % 6)], 3)));
    }

    private List<Long> latest(long studio, int many) {
        return dsl.select(LEDGER_RECORD.ID)
                .from(LEDGER_RECORD)
                .where(LEDGER_RECORD.STUDIO_ID.eq(studio))
                .orderBy(LEDGER_RECORD.DAY.desc(), LEDGER_RECORD.ID)
                .limit(many)
                .fetch(LEDGER_RECORD.ID);
    }

    private void onRecord(long record, Scene scene, int variant) {
        dsl.insertInto(LEDGER_PHOTO, LEDGER_PHOTO.RECORD_ID, LEDGER_PHOTO.FILE_ID)
                .values(record, photo(scene, variant, "ledger-photo", record))
                .execute();
    }

    private void onPage(long studio, String kind, String caption, UUID file) {
        dsl.insertInto(PAGE_FILE)
                .set(PAGE_FILE.STUDIO_ID, studio)
                .set(PAGE_FILE.KIND, kind)
                .set(PAGE_FILE.FILE_ID, file)
                .set(PAGE_FILE.CAPTION, caption)
                .execute();
    }

    private UUID photo(Scene scene, int variant, String ownerKind, long owner) {
        return files.store(
                        new ByteArrayInputStream(SamplePictures.of(scene, variant)),
                        scene.caption + ".jpg",
                        ownerKind,
                        owner,
                        null,
                        FileRule.PHOTO)
                .id();
    }
}
