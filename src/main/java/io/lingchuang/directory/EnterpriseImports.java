package io.lingchuang.directory;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.platform.sheets.SheetImport;
import io.lingchuang.platform.sheets.SheetImports;
import io.lingchuang.platform.sheets.SheetPreview;
import io.lingchuang.platform.web.NotFound;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;

/** Enterprises taken in from a sheet, by whoever keeps the tree or sets a house up. The same sheet twice makes nothing. */
@Service
public class EnterpriseImports {

    private static final String SUBJECT = "sheetImport";

    private final SheetImports imports;
    private final EnterpriseSheet enterprises;
    private final Audit audit;

    EnterpriseImports(SheetImports imports, EnterpriseSheet enterprises, Audit audit) {
        this.imports = imports;
        this.enterprises = enterprises;
        this.audit = audit;
    }

    /** Reads the sheet and judges its rows. Nothing is made yet. */
    @Transactional
    public long take(Actor actor, @Nullable MultipartFile file) {
        SheetImport sheet = imports.take(enterprises, keeper(actor), file);
        audit.record(actor, "directory.takeEnterprises", SUBJECT, sheet.id(), sheet.fileName());
        return sheet.id();
    }

    /** Makes what the preview shows, in a job. */
    @Transactional
    public void apply(Actor actor, long id) {
        imports.apply(enterprises, keeper(actor), id);
        audit.record(actor, "directory.applyEnterprises", SUBJECT, id, null);
    }

    @Transactional
    public void discard(Actor actor, long id) {
        imports.discard(enterprises, keeper(actor), id);
        audit.record(actor, "directory.discardEnterprises", SUBJECT, id, null);
    }

    /** What the actor handed in last; before a house has its federation, nobody can have. */
    public SheetPreview preview(Actor actor) {
        return imports.preview(enterprises, account(actor));
    }

    public SheetImport one(Actor actor, long id) {
        return imports.one(enterprises, keeper(actor), id);
    }

    /** The sheet to fill in. */
    public void template(OutputStream out) {
        imports.template(enterprises, out);
    }

    /** The wrong rows as typed, each with its reason. */
    public void errors(Actor actor, long id, OutputStream out) {
        imports.errors(enterprises, one(actor, id), out);
    }

    /** The account that a sheet belongs to; nobody's while a house is set up. */
    private static @Nullable Long keeper(Actor actor) {
        if (!actor.may(Right.KEEP_TREE)) {
            throw new NotFound();
        }
        return account(actor);
    }

    private static @Nullable Long account(Actor actor) {
        return actor.accountId() == 0 ? null : actor.accountId();
    }
}
