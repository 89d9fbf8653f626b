package io.lingchuang.platform.sheets;

import static io.lingchuang.db.platform.Tables.SHEET_IMPORT;
import static io.lingchuang.db.platform.Tables.SHEET_ROW;

import io.lingchuang.platform.documents.ExcelIn;
import io.lingchuang.platform.documents.ExcelOut;
import io.lingchuang.platform.jobs.Job;
import io.lingchuang.platform.jobs.Jobs;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.sheets.SheetImport.Action;
import io.lingchuang.platform.sheets.SheetImport.State;
import io.lingchuang.platform.text.Plain;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.ObjectMapper;

/**
 * Takes sheets in, shows what each row would do, and has it done when told to. Who may hand one in the room has checked; from then on
 * it belongs to whoever did. account: null for the set-up of a house in which nobody has one yet.
 */
@Service
public class SheetImports {

    public static final int MOST_ROWS = 10_000;
    private static final int AT_A_TIME = 1000;
    private static final int SHOWN = 20;

    private final DSLContext dsl;
    private final Jobs jobs;
    private final Wording messages;
    private final ObjectMapper json;

    SheetImports(DSLContext dsl, Jobs jobs, Wording messages, ObjectMapper json) {
        this.dsl = dsl;
        this.jobs = jobs;
        this.messages = messages;
        this.json = json;
    }

    private record Typed(int row, List<String> cells) {}

    /** Reads the sheet and judges its rows. Nothing is written yet. */
    @Transactional
    public SheetImport take(SheetKind kind, @Nullable Long account, @Nullable MultipartFile sheet) {
        if (sheet == null || sheet.isEmpty()) {
            throw Refusal.onField("file", "sheet.noFile");
        }
        try (var in = sheet.getInputStream()) {
            return take(kind, account, in, sheet.getOriginalFilename());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SheetImport take(SheetKind kind, @Nullable Long account, InputStream in, @Nullable String name) {
        List<Typed> typed = read(kind, in);
        String file = Plain.text(name).isBlank() ? "xlsx" : Plain.text(name);
        long id = dsl.insertInto(SHEET_IMPORT)
                .set(SHEET_IMPORT.KIND, kind.kind())
                .set(SHEET_IMPORT.FILE_NAME, file.length() > 200 ? file.substring(0, 200) : file)
                .set(SHEET_IMPORT.ACCOUNT_ID, account)
                .returningResult(SHEET_IMPORT.ID)
                .fetchSingle()
                .value1();
        SheetKind.Judge judge = kind.judge(account);
        for (int from = 0; from < typed.size(); from += AT_A_TIME) {
            var insert = dsl.insertInto(
                    SHEET_ROW,
                    SHEET_ROW.IMPORT_ID,
                    SHEET_ROW.ROW_NO,
                    SHEET_ROW.CELLS,
                    SHEET_ROW.ACTION,
                    SHEET_ROW.MESSAGE);
            for (Typed row : typed.subList(from, Math.min(typed.size(), from + AT_A_TIME))) {
                SheetKind.Verdict verdict = judge.of(row.row(), row.cells());
                insert = insert.values(
                        id,
                        row.row(),
                        JSONB.valueOf(json.writeValueAsString(row.cells())),
                        verdict.action().name(),
                        verdict.message());
            }
            insert.execute();
        }
        return find(id);
    }

    private static List<Typed> read(SheetKind kind, InputStream in) {
        List<Typed> typed = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        try {
            ExcelIn.read(in, (number, cells) -> {
                if (cells.stream().allMatch(String::isBlank)) {
                    return;
                }
                if (places.isEmpty()) {
                    places.putAll(places(kind, cells));
                } else if (typed.size() == MOST_ROWS) {
                    throw new Refusal("sheet.tooMany", MOST_ROWS);
                } else {
                    typed.add(new Typed(number, ordered(kind, cells, places)));
                }
            });
        } catch (Refusal refusal) {
            throw Refusal.onField("file", refusal.key(), refusal.args());
        }
        if (typed.isEmpty()) {
            throw Refusal.onField("file", "sheet.empty");
        }
        return typed;
    }

    /** Which column of the sheet holds what. */
    private static Map<String, Integer> places(SheetKind kind, List<String> first) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < first.size(); i++) {
            String heading = first.get(i).replaceAll("[\\s*＊]", "");
            for (String column : kind.columns()) {
                if (!heading.isEmpty() && kind.isCalled(column, heading)) {
                    places.putIfAbsent(column, i);
                }
            }
        }
        for (String needed : kind.needed()) {
            if (!places.containsKey(needed)) {
                throw new Refusal("sheet.noColumn", needed);
            }
        }
        return places;
    }

    private static List<String> ordered(SheetKind kind, List<String> cells, Map<String, Integer> places) {
        return kind.columns().stream()
                .map(places::get)
                .map(place -> place == null || place >= cells.size()
                        ? ""
                        : Plain.text(cells.get(place)).strip())
                .toList();
    }

    /** Does what the preview shows, in a job. */
    @Transactional
    public void apply(SheetKind kind, @Nullable Long account, long id) {
        SheetImport sheet = one(kind, account, id);
        move(id, State.PREVIEW, State.APPLYING);
        long job = jobs.start(SheetWriting.KIND, sheet.fileName(), Map.of("import", id), account);
        dsl.update(SHEET_IMPORT)
                .set(SHEET_IMPORT.JOB_ID, job)
                .where(SHEET_IMPORT.ID.eq(id))
                .execute();
    }

    @Transactional
    public void discard(SheetKind kind, @Nullable Long account, long id) {
        one(kind, account, id);
        move(id, State.PREVIEW, State.DISCARDED);
    }

    void move(long id, State from, State to) {
        int moved = dsl.update(SHEET_IMPORT)
                .set(SHEET_IMPORT.STATE, to.name())
                .where(SHEET_IMPORT.ID.eq(id), SHEET_IMPORT.STATE.eq(from.name()))
                .execute();
        if (moved == 0) {
            throw new Stale();
        }
    }

    /** For whoever handed it in. */
    public SheetImport one(SheetKind kind, @Nullable Long account, long id) {
        return select(SHEET_IMPORT.ID.eq(id).and(own(kind, account))).orElseThrow(NotFound::new);
    }

    /** Their latest that was not given up. */
    public Optional<SheetImport> latest(SheetKind kind, @Nullable Long account) {
        return select(own(kind, account).and(SHEET_IMPORT.STATE.ne(State.DISCARDED.name())));
    }

    SheetImport find(long id) {
        return select(SHEET_IMPORT.ID.eq(id)).orElseThrow(NotFound::new);
    }

    private static Condition own(SheetKind kind, @Nullable Long account) {
        return SHEET_IMPORT.KIND.eq(kind.kind()).and(SHEET_IMPORT.ACCOUNT_ID.isNotDistinctFrom(account));
    }

    private Optional<SheetImport> select(Condition which) {
        return dsl.selectFrom(SHEET_IMPORT)
                .where(which)
                .orderBy(SHEET_IMPORT.ID.desc())
                .limit(1)
                .fetchOptional(r -> new SheetImport(
                        r.getId(),
                        r.getKind(),
                        r.getFileName(),
                        r.getAccountId(),
                        State.valueOf(r.getState()),
                        r.getJobId(),
                        r.getCreatedAt(),
                        counts(r.getId())));
    }

    private SheetImport.Counts counts(long id) {
        return dsl.select(
                        count(Action.ADD),
                        count(Action.CHANGE),
                        count(Action.SAME),
                        count(Action.ERROR),
                        DSL.count().filterWhere(SHEET_ROW.APPLIED))
                .from(SHEET_ROW)
                .where(SHEET_ROW.IMPORT_ID.eq(id))
                .fetchSingle(r -> new SheetImport.Counts(r.value1(), r.value2(), r.value3(), r.value4(), r.value5()));
    }

    private static org.jooq.Field<Integer> count(Action action) {
        return DSL.count().filterWhere(SHEET_ROW.ACTION.eq(action.name()));
    }

    public @Nullable Job job(SheetImport sheet) {
        return sheet.job() == null ? null : jobs.job(sheet.job());
    }

    /** The first rows of that kind, in the sheet's order. */
    public List<SheetImport.Line> lines(SheetImport sheet, Action action, int limit) {
        return dsl.selectFrom(SHEET_ROW)
                .where(SHEET_ROW.IMPORT_ID.eq(sheet.id()), SHEET_ROW.ACTION.eq(action.name()))
                .orderBy(SHEET_ROW.ROW_NO)
                .limit(limit)
                .fetch(r -> new SheetImport.Line(
                        r.getRowNo(),
                        cells(r.getCells()),
                        Action.valueOf(r.getAction()),
                        r.getMessage() == null ? "" : r.getMessage()));
    }

    List<String> cells(JSONB cells) {
        return Arrays.asList(json.readValue(cells.data(), String[].class));
    }

    /** What a page shows of somebody's latest sheet: its first rows of each kind, unchanged ones left out. */
    public SheetPreview preview(SheetKind kind, @Nullable Long account) {
        SheetImport sheet = latest(kind, account).orElse(null);
        Map<Action, List<SheetImport.Line>> lines = new LinkedHashMap<>();
        if (sheet != null) {
            lines.put(Action.ERROR, lines(sheet, Action.ERROR, SHOWN));
            if (sheet.state() == State.PREVIEW) {
                lines.put(Action.ADD, lines(sheet, Action.ADD, SHOWN));
                lines.put(Action.CHANGE, lines(sheet, Action.CHANGE, SHOWN));
            }
        }
        return new SheetPreview(kind.columns(), kind.masked(), sheet, sheet == null ? null : job(sheet), lines);
    }

    /** The sheet to fill in. */
    public void template(SheetKind kind, OutputStream out) {
        ExcelOut.write(out, text(kind.title()), excel -> {
            excel.header(kind.columns());
        });
    }

    /** The wrong rows as typed, each with its reason in the last column: mended there, the same sheet is handed in again. */
    public void errors(SheetKind kind, SheetImport sheet, OutputStream out) {
        ExcelOut.write(out, text(kind.title()), excel -> {
            List<String> headings = new ArrayList<>(kind.columns());
            headings.add(text("sheet.row"));
            headings.add(text("sheet.reason"));
            excel.header(headings);
            for (SheetImport.Line line : lines(sheet, Action.ERROR, MOST_ROWS)) {
                List<Object> cells = new ArrayList<>(line.cells());
                cells.add(line.row());
                cells.add(line.message());
                excel.row(cells);
            }
        });
    }

    private String text(String key) {
        return messages.of(key);
    }
}
