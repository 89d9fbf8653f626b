package io.lingchuang.review.pool;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.platform.sheets.SheetImport;
import io.lingchuang.platform.sheets.SheetImports;
import io.lingchuang.platform.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;

/** Experts taken in from a sheet, by whoever runs panels; the trail says who. */
@Service
public class ExpertImports {

    private static final String SUBJECT = "sheetImport";

    private final SheetImports imports;
    private final ExpertSheet experts;
    private final Audit audit;

    ExpertImports(SheetImports imports, ExpertSheet experts, Audit audit) {
        this.imports = imports;
        this.experts = experts;
        this.audit = audit;
    }

    @Transactional
    public SheetImport take(Actor actor, @Nullable MultipartFile file) {
        requireRunner(actor);
        SheetImport sheet = imports.take(experts, actor.accountId(), file);
        audit.record(actor, "review.takeExperts", SUBJECT, sheet.id(), sheet.fileName());
        return sheet;
    }

    @Transactional
    public void apply(Actor actor, long id) {
        requireRunner(actor);
        imports.apply(experts, actor.accountId(), id);
        audit.record(actor, "review.applyExperts", SUBJECT, id, null);
    }

    @Transactional
    public void discard(Actor actor, long id) {
        requireRunner(actor);
        imports.discard(experts, actor.accountId(), id);
        audit.record(actor, "review.discardExperts", SUBJECT, id, null);
    }

    private static void requireRunner(Actor actor) {
        if (!actor.may(Right.RUN_PANEL)) {
            throw new NotFound();
        }
    }
}
