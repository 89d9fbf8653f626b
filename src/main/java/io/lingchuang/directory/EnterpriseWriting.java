package io.lingchuang.directory;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.ENTERPRISE_ROW;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Founding;
import io.lingchuang.platform.jobs.Job;
import io.lingchuang.platform.jobs.JobHandler;
import io.lingchuang.platform.jobs.Progress;
import io.lingchuang.platform.numbers.Numbers;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the enterprises of a sheet, a row to a transaction, each judged again as the tree stands now. The enterprise and the mark on
 * its row are kept or lost together: run again after a crash, it goes on where it stood and makes nothing twice.
 */
@Component
class EnterpriseWriting implements JobHandler {

    static final String KIND = "enterprise-write";
    private static final int AT_A_TIME = 200;

    private final DSLContext dsl;
    private final EnterpriseImports imports;
    private final Enterprises enterprises;
    private final Accounts accounts;
    private final Founding founding;
    private final Numbers numbers;
    private final MessageSource messages;
    private final TransactionTemplate transaction;

    EnterpriseWriting(
            DSLContext dsl,
            EnterpriseImports imports,
            Enterprises enterprises,
            Accounts accounts,
            Founding founding,
            Numbers numbers,
            MessageSource messages,
            TransactionTemplate transaction) {
        this.dsl = dsl;
        this.imports = imports;
        this.enterprises = enterprises;
        this.accounts = accounts;
        this.founding = founding;
        this.numbers = numbers;
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
        EnterpriseImport sheet = imports.find(id);
        if (sheet.state() != EnterpriseImport.State.APPLYING) {
            return;
        }
        Actor actor = actor(sheet.account());
        progress.total(sheet.counts().add());
        for (List<Row> some = open(id); !some.isEmpty(); some = open(id)) {
            EnterpriseCheck check = EnterpriseCheck.of(dsl, actor, messages);
            some.forEach(row -> write(actor, id, row, check));
            progress.done(imports.find(id).counts().added());
        }
        imports.move(id, EnterpriseImport.State.APPLYING, EnterpriseImport.State.APPLIED);
        EnterpriseImport.Counts counts = imports.find(id).counts();
        progress.report(text("directory.sheet.written", counts.added(), counts.same(), counts.error()));
    }

    /** Who handed it in, with what they may today; whoever has left since may do nothing, and every row says so. */
    private Actor actor(@Nullable Long account) {
        return account == null
                ? founding.founder()
                : accounts.actor(account).orElseGet(() -> new Actor(account, "-", false, List.of()));
    }

    private List<Row> open(long id) {
        return dsl.selectFrom(ENTERPRISE_ROW)
                .where(
                        ENTERPRISE_ROW.IMPORT_ID.eq(id),
                        ENTERPRISE_ROW.ACTION.eq("ADD"),
                        ENTERPRISE_ROW.APPLIED.isFalse())
                .orderBy(ENTERPRISE_ROW.ROW_NO)
                .limit(AT_A_TIME)
                .fetch(r -> new Row(r.getRowNo(), imports.cells(r.getCells())));
    }

    private void write(Actor actor, long id, Row row, EnterpriseCheck check) {
        EnterpriseCheck.Verdict verdict = check.verdict(row.number(), row.cells());
        EnterpriseCheck.Wanted wanted = verdict.wanted();
        if (wanted == null) {
            mark(id, row, verdict.action(), verdict.message());
            return;
        }
        try {
            transaction.executeWithoutResult(status -> {
                String code = wanted.code().isEmpty() ? freeCode() : wanted.code();
                long node = enterprises.add(
                        actor, wanted.superior(), wanted.union(), wanted.name(), code, wanted.details());
                dsl.update(ENTERPRISE_ROW)
                        .set(ENTERPRISE_ROW.APPLIED, true)
                        .set(ENTERPRISE_ROW.NODE_ID, node)
                        .where(ENTERPRISE_ROW.IMPORT_ID.eq(id), ENTERPRISE_ROW.ROW_NO.eq(row.number()))
                        .execute();
            });
        } catch (Refusal refusal) {
            mark(id, row, EnterpriseImport.Action.ERROR, text(refusal.key(), refusal.args()));
        } catch (NotFound beyond) {
            mark(
                    id,
                    row,
                    EnterpriseImport.Action.ERROR,
                    text("directory.sheet.superior", row.cells().get(EnterpriseColumn.SUPERIOR.ordinal())));
        } catch (DataIntegrityViolationException taken) {
            mark(id, row, EnterpriseImport.Action.ERROR, text("directory.codeOrNameTaken"));
        }
    }

    private void mark(long id, Row row, EnterpriseImport.Action action, @Nullable String message) {
        dsl.update(ENTERPRISE_ROW)
                .set(ENTERPRISE_ROW.ACTION, action.name())
                .set(ENTERPRISE_ROW.MESSAGE, message)
                .where(ENTERPRISE_ROW.IMPORT_ID.eq(id), ENTERPRISE_ROW.ROW_NO.eq(row.number()))
                .execute();
    }

    /** QY00001 and on; a number that somebody typed as a code is left out. */
    private String freeCode() {
        while (true) {
            String code = "QY%05d".formatted(numbers.nextSerial("enterprise", 0));
            if (!dsl.fetchExists(NODE, NODE.CODE.eq(code))) {
                return code;
            }
        }
    }

    private String text(String key, Object... args) {
        return Objects.requireNonNull(messages.getMessage(key, args, Locale.SIMPLIFIED_CHINESE));
    }
}
