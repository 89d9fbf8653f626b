package io.lingchuang.awards;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ExcelIn;
import io.lingchuang.platform.documents.ExcelOut;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The sheet for finance and the way back: out with full bank accounts (each time on the audit trail), back with what was paid
 * and what failed. Nothing is taken before the differences were seen; the same sheet twice changes nothing.
 */
@Service
public class PayoutSheet {

    static final String FILES = "payout-sheet";
    private static final List<String> COLUMNS =
            List.of("line", "payee", "unit", "bank", "account", "amount", "outcome", "paidOn", "why");
    private static final Set<String> PAID = Set.of("已付", "成功", "PAID", "paid");
    private static final Set<String> FAILED = Set.of("失败", "退回", "FAILED", "failed");

    private final PayoutStore store;
    private final Payments payments;
    private final Files files;
    private final Today today;
    private final Audit audit;
    private final Wording texts;

    PayoutSheet(PayoutStore store, Payments payments, Files files, Today today, Audit audit, Wording texts) {
        this.store = store;
        this.payments = payments;
        this.files = files;
        this.today = today;
        this.audit = audit;
        this.texts = texts;
    }

    /** What a row of the returned sheet would change; problem: message key of why it cannot. */
    public record Difference(
            int row,
            String line,
            String payee,
            @Nullable PayoutState before,
            @Nullable PayoutState after,
            @Nullable LocalDate paidOn,
            String why,
            @Nullable String problem) {

        public boolean change() {
            return problem == null && after != null && after != before;
        }
    }

    /** Finance, once it has the batch, and nobody else sees accounts in full. */
    void write(Actor actor, long batchId, OutputStream out) {
        Batch batch = store.batch(batchId);
        actor.requireHolds(Right.MARK_PAID, batch.hostNodeId());
        if (batch.state() != BatchState.HANDED_OVER && batch.state() != BatchState.CLOSED) {
            throw new NotFound();
        }
        audit.record(actor, "awards.payoutSheet", "payoutBatch", batchId, batch.lines() + " / " + batch.total());
        ExcelOut.write(out, text("awards.sheet.name"), excel -> {
            excel.header(COLUMNS.stream().map(c -> text("awards.sheet." + c)).toList());
            for (Payout line : store.lines(batchId)) {
                if (line.state() != PayoutState.CANCELLED) {
                    excel.row(row(line));
                }
            }
        });
    }

    private static List<@Nullable Object> row(Payout line) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(String.valueOf(line.id()));
        row.add(line.payeeName());
        row.add(line.payeeUnit());
        row.add(line.bankName());
        row.add(line.bankAccount()); // text, so that Excel keeps every digit
        row.add(line.amount());
        row.add(
                switch (line.state()) {
                    case PAID -> "已付";
                    case FAILED -> "失败";
                    case PENDING, CANCELLED -> "";
                });
        row.add(line.paidOn());
        row.add(line.failedWhy());
        return row;
    }

    /** Keeps the returned sheet, to be looked at before it is taken. */
    @Transactional
    UUID keep(Actor actor, long batchId, InputStream in, @Nullable String name) {
        Batch batch = store.batch(batchId);
        actor.requireHolds(Right.MARK_PAID, batch.hostNodeId());
        StoredFile file = files.store(in, name, FILES, batchId, actor.accountId(), FileRule.SHEET);
        read(file, batch); // a sheet that cannot be read is refused here, with the form still open
        return file.id();
    }

    /** The dry run. */
    List<Difference> differences(Actor actor, long batchId, UUID fileId) {
        Batch batch = store.batch(batchId);
        actor.requireHolds(Right.MARK_PAID, batch.hostNodeId());
        StoredFile file = files.file(fileId);
        if (!file.ownerKind().equals(FILES) || file.ownerId() == null || file.ownerId() != batchId) {
            throw new NotFound();
        }
        return read(file, batch);
    }

    /** Takes the rows that change something and can be taken. Returns how many. */
    @Transactional
    int take(Actor actor, long batchId, UUID fileId) {
        List<Difference> changes = differences(actor, batchId, fileId).stream()
                .filter(Difference::change)
                .toList();
        for (Difference change : changes) {
            if (change.after == PayoutState.FAILED) {
                payments.failed(actor, batchId, Long.parseLong(change.line), change.why);
            }
        }
        Map<LocalDate, Set<Long>> paid = changes.stream()
                .filter(c -> c.after == PayoutState.PAID)
                .collect(Collectors.groupingBy(
                        c -> c.paidOn == null ? today.today() : c.paidOn,
                        Collectors.mapping(c -> Long.parseLong(c.line), Collectors.toSet())));
        paid.forEach((day, lines) -> payments.paid(actor, batchId, lines, day));
        audit.record(actor, "awards.payoutSheetBack", "payoutBatch", batchId, String.valueOf(changes.size()));
        return changes.size();
    }

    private List<Difference> read(StoredFile file, Batch batch) {
        Map<String, Payout> lines = store.lines(batch.id()).stream()
                .collect(Collectors.toMap(l -> String.valueOf(l.id()), Function.identity()));
        List<Difference> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        try (InputStream in = files.open(file)) {
            ExcelIn.read(in, (row, cells) -> {
                if (row > 1 && cells.stream().anyMatch(c -> !c.isEmpty())) {
                    found.add(difference(batch, row, cells, lines, seen));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (found.isEmpty()) {
            throw Refusal.onField("file", "awards.sheet.empty");
        }
        return found;
    }

    private Difference difference(
            Batch batch, int row, List<String> cells, Map<String, Payout> lines, Set<String> seen) {
        String id = cell(cells, 0);
        Payout line = lines.get(id);
        String outcome = cell(cells, 6);
        String why = cell(cells, 8);
        if (line == null || !seen.add(id)) {
            return new Difference(
                    row,
                    id,
                    cell(cells, 1),
                    null,
                    null,
                    null,
                    why,
                    line == null ? "awards.sheet.unknown" : "awards.sheet.twice");
        }
        PayoutState after =
                PAID.contains(outcome) ? PayoutState.PAID : FAILED.contains(outcome) ? PayoutState.FAILED : null;
        LocalDate day = day(cell(cells, 7));
        return new Difference(
                row,
                id,
                line.payeeName(),
                line.state(),
                outcome.isEmpty() ? line.state() : after,
                after == PayoutState.PAID && day == null ? today.today() : day,
                why,
                problem(batch, line, cells, outcome, after, day, why));
    }

    private @Nullable String problem(
            Batch batch,
            Payout line,
            List<String> cells,
            String outcome,
            @Nullable PayoutState after,
            @Nullable LocalDate day,
            String why) {
        if (outcome.isEmpty() || after == line.state()) {
            return null;
        }
        if (after == null) {
            return "awards.sheet.badOutcome";
        }
        if (line.state() != PayoutState.PENDING) {
            return "awards.sheet.ended";
        }
        if (!sameAmount(cell(cells, 5), line.amount())) {
            return "awards.sheet.badAmount";
        }
        if (!cell(cells, 7).isEmpty() && (day == null || !batch.payableOn(day, today.today()))) {
            return "awards.sheet.badDay";
        }
        return after == PayoutState.FAILED && why.length() < 2 ? "awards.sheet.noWhy" : null;
    }

    private static boolean sameAmount(String typed, BigDecimal amount) {
        try {
            return new BigDecimal(typed.replace(",", "")).compareTo(amount) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** 2026-11-05, 2026/11/5, 2026.11.5, or Excel's own number of days. */
    private static @Nullable LocalDate day(String typed) {
        try {
            if (typed.matches("\\d{5}(\\.\\d+)?")) {
                return LocalDate.of(1899, 12, 30).plusDays((long) Double.parseDouble(typed));
            }
            String[] parts = typed.split("[-/.年月日 T]");
            return parts.length < 3
                    ? null
                    : LocalDate.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    private static String cell(List<String> cells, int i) {
        return i < cells.size() ? cells.get(i).strip() : "";
    }

    private String text(String key) {
        return texts.of(key);
    }
}
