package io.lingchuang.platform.sheets;

import static io.lingchuang.db.platform.Tables.SHEET_ROW;

import io.lingchuang.platform.jobs.Job;
import io.lingchuang.platform.jobs.JobHandler;
import io.lingchuang.platform.jobs.Progress;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.sheets.SheetImport.Action;
import io.lingchuang.platform.sheets.SheetImport.State;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the rows of a sheet, a row to a transaction, each judged again as the house stands now. What a row does and the mark on it are
 * kept or lost together: run again after a crash, it goes on where it stood and does nothing twice.
 */
@Component
class SheetWriting implements JobHandler {

    static final String KIND = "sheet-write";
    private static final int AT_A_TIME = 200;

    private final DSLContext dsl;
    private final SheetImports imports;
    private final List<SheetKind> kinds;
    private final Wording messages;
    private final TransactionTemplate transaction;

    SheetWriting(
            DSLContext dsl,
            SheetImports imports,
            List<SheetKind> kinds,
            Wording messages,
            TransactionTemplate transaction) {
        this.dsl = dsl;
        this.imports = imports;
        this.kinds = kinds;
        this.messages = messages;
        this.transaction = transaction;
    }

    private record Row(int number, List<String> cells) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Job job, Progress progress) {
        long id = job.number("import");
        SheetImport sheet = imports.find(id);
        if (sheet.state() != State.APPLYING) {
            return;
        }
        SheetKind kind = kinds.stream()
                .filter(k -> k.kind().equals(sheet.kind()))
                .findFirst()
                .orElseThrow();
        progress.total(sheet.counts().toWrite());
        for (List<Row> some = open(id); !some.isEmpty(); some = open(id)) {
            SheetKind.Judge judge = kind.judge(sheet.account());
            some.forEach(row -> write(id, row, judge.of(row.number(), row.cells())));
            progress.done(imports.find(id).counts().applied());
        }
        imports.move(id, State.APPLYING, State.APPLIED);
        SheetImport.Counts counts = imports.find(id).counts();
        progress.report(messages.of("sheet.written", counts.add(), counts.change(), counts.same(), counts.error()));
    }

    private List<Row> open(long id) {
        return dsl.selectFrom(SHEET_ROW)
                .where(
                        SHEET_ROW.IMPORT_ID.eq(id),
                        SHEET_ROW.ACTION.in(Action.ADD.name(), Action.CHANGE.name()),
                        SHEET_ROW.APPLIED.isFalse())
                .orderBy(SHEET_ROW.ROW_NO)
                .limit(AT_A_TIME)
                .fetch(r -> new Row(r.getRowNo(), imports.cells(r.getCells())));
    }

    private void write(long id, Row row, SheetKind.Verdict verdict) {
        Runnable write = verdict.write();
        if (write == null) {
            mark(id, row, verdict.action(), verdict.message(), false);
            return;
        }
        try {
            transaction.executeWithoutResult(status -> {
                write.run();
                mark(id, row, verdict.action(), verdict.message(), true);
            });
        } catch (Refusal refusal) {
            mark(id, row, Action.ERROR, messages.of(refusal.key(), refusal.args()), false);
        } catch (NotFound beyond) {
            mark(id, row, Action.ERROR, messages.of("sheet.beyond"), false);
        } catch (DataIntegrityViolationException taken) {
            mark(id, row, Action.ERROR, messages.of("sheet.taken"), false);
        }
    }

    private void mark(long id, Row row, Action action, @Nullable String message, boolean applied) {
        dsl.update(SHEET_ROW)
                .set(SHEET_ROW.ACTION, action.name())
                .set(SHEET_ROW.MESSAGE, message)
                .set(SHEET_ROW.APPLIED, applied)
                .where(SHEET_ROW.IMPORT_ID.eq(id), SHEET_ROW.ROW_NO.eq(row.number()))
                .execute();
    }
}
