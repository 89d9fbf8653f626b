package io.lingchuang.directory;

import static io.lingchuang.db.directory.Tables.ENTERPRISE_IMPORT;
import static io.lingchuang.db.directory.Tables.ENTERPRISE_ROW;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.platform.documents.ExcelIn;
import io.lingchuang.platform.documents.ExcelOut;
import io.lingchuang.platform.jobs.Job;
import io.lingchuang.platform.jobs.Jobs;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.ObjectMapper;

/** Takes a sheet of enterprises in, shows what each row would make, and makes it when told to. The same sheet twice makes nothing. */
@Service
public class EnterpriseImports {

    static final int MOST_ROWS = 10_000;
    private static final int AT_A_TIME = 1000;

    private final DSLContext dsl;
    private final Jobs jobs;
    private final Audit audit;
    private final MessageSource messages;
    private final ObjectMapper json;

    EnterpriseImports(DSLContext dsl, Jobs jobs, Audit audit, MessageSource messages, ObjectMapper json) {
        this.dsl = dsl;
        this.jobs = jobs;
        this.audit = audit;
        this.messages = messages;
        this.json = json;
    }

    private record Typed(int row, List<String> cells) {}

    /** Reads the sheet and judges its rows. Nothing is made yet. */
    @Transactional
    public long take(Actor actor, @Nullable MultipartFile sheet) {
        if (sheet == null || sheet.isEmpty()) {
            throw Refusal.onField("file", "directory.roster.noFile");
        }
        try (var in = sheet.getInputStream()) {
            return take(actor, in, sheet.getOriginalFilename());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long take(Actor actor, InputStream in, @Nullable String name) {
        requireKeeper(actor);
        List<Typed> typed = read(in);
        String file = Plain.text(name).isBlank() ? "xlsx" : Plain.text(name);
        long id = dsl.insertInto(ENTERPRISE_IMPORT)
                .set(ENTERPRISE_IMPORT.FILE_NAME, file.length() > 200 ? file.substring(0, 200) : file)
                .set(ENTERPRISE_IMPORT.ACCOUNT_ID, actor.accountId() == 0 ? null : actor.accountId())
                .returningResult(ENTERPRISE_IMPORT.ID)
                .fetchSingle()
                .value1();
        EnterpriseCheck check = EnterpriseCheck.of(dsl, actor, messages);
        for (int from = 0; from < typed.size(); from += AT_A_TIME) {
            var insert = dsl.insertInto(
                    ENTERPRISE_ROW,
                    ENTERPRISE_ROW.IMPORT_ID,
                    ENTERPRISE_ROW.ROW_NO,
                    ENTERPRISE_ROW.CELLS,
                    ENTERPRISE_ROW.ACTION,
                    ENTERPRISE_ROW.MESSAGE);
            for (Typed row : typed.subList(from, Math.min(typed.size(), from + AT_A_TIME))) {
                EnterpriseCheck.Verdict verdict = check.verdict(row.row(), row.cells());
                insert = insert.values(
                        id,
                        row.row(),
                        JSONB.valueOf(json.writeValueAsString(row.cells())),
                        verdict.action().name(),
                        verdict.message());
            }
            insert.execute();
        }
        audit.record(actor, "directory.takeEnterprises", "enterpriseImport", id, file);
        return id;
    }

    private static List<Typed> read(InputStream in) {
        List<Typed> typed = new ArrayList<>();
        List<Map<EnterpriseColumn, Integer>> heading = new ArrayList<>();
        try {
            ExcelIn.read(in, (number, cells) -> {
                if (cells.stream().allMatch(String::isBlank)) {
                    return;
                }
                if (heading.isEmpty()) {
                    heading.add(places(cells));
                } else if (typed.size() == MOST_ROWS) {
                    throw Refusal.onField("file", "directory.roster.tooMany", MOST_ROWS);
                } else {
                    typed.add(new Typed(number, ordered(cells, heading.getFirst())));
                }
            });
        } catch (Refusal refusal) {
            throw Refusal.onField("file", refusal.key(), refusal.args());
        }
        if (typed.isEmpty()) {
            throw Refusal.onField("file", "directory.sheet.empty");
        }
        return typed;
    }

    private static Map<EnterpriseColumn, Integer> places(List<String> first) {
        Map<EnterpriseColumn, Integer> places = EnterpriseColumn.places(first);
        for (EnterpriseColumn needed : EnterpriseColumn.NEEDED) {
            if (!places.containsKey(needed)) {
                throw Refusal.onField("file", "directory.roster.noColumn", needed.heading);
            }
        }
        return places;
    }

    private static List<String> ordered(List<String> cells, Map<EnterpriseColumn, Integer> places) {
        return Arrays.stream(EnterpriseColumn.values())
                .map(places::get)
                .map(place -> place == null || place >= cells.size()
                        ? ""
                        : Plain.text(cells.get(place)).strip())
                .toList();
    }

    /** Makes what the preview shows, in a job. */
    @Transactional
    public void apply(Actor actor, long id) {
        EnterpriseImport sheet = one(actor, id);
        move(id, EnterpriseImport.State.PREVIEW, EnterpriseImport.State.APPLYING);
        long job = jobs.start(
                EnterpriseWriting.KIND,
                sheet.fileName(),
                Map.of("import", id),
                actor.accountId() == 0 ? null : actor.accountId());
        dsl.update(ENTERPRISE_IMPORT)
                .set(ENTERPRISE_IMPORT.JOB_ID, job)
                .where(ENTERPRISE_IMPORT.ID.eq(id))
                .execute();
        audit.record(actor, "directory.applyEnterprises", "enterpriseImport", id, sheet.fileName());
    }

    @Transactional
    public void discard(Actor actor, long id) {
        one(actor, id);
        move(id, EnterpriseImport.State.PREVIEW, EnterpriseImport.State.DISCARDED);
        audit.record(actor, "directory.discardEnterprises", "enterpriseImport", id, null);
    }

    void move(long id, EnterpriseImport.State from, EnterpriseImport.State to) {
        int moved = dsl.update(ENTERPRISE_IMPORT)
                .set(ENTERPRISE_IMPORT.STATE, to.name())
                .where(ENTERPRISE_IMPORT.ID.eq(id), ENTERPRISE_IMPORT.STATE.eq(from.name()))
                .execute();
        if (moved == 0) {
            throw new Stale();
        }
    }

    /** For whoever handed it in, as long as they keep the tree. */
    public EnterpriseImport one(Actor actor, long id) {
        requireKeeper(actor);
        return select(ENTERPRISE_IMPORT.ID.eq(id).and(own(actor)), 1).stream()
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /** Their latest that was not given up. */
    public Optional<EnterpriseImport> latest(Actor actor) {
        return select(own(actor).and(ENTERPRISE_IMPORT.STATE.ne("DISCARDED")), 1).stream()
                .findFirst();
    }

    EnterpriseImport find(long id) {
        return select(ENTERPRISE_IMPORT.ID.eq(id), 1).getFirst();
    }

    private static Condition own(Actor actor) {
        return ENTERPRISE_IMPORT.ACCOUNT_ID.isNotDistinctFrom(actor.accountId() == 0 ? null : actor.accountId());
    }

    private List<EnterpriseImport> select(Condition which, int limit) {
        return dsl.selectFrom(ENTERPRISE_IMPORT)
                .where(which)
                .orderBy(ENTERPRISE_IMPORT.ID.desc())
                .limit(limit)
                .fetch(r -> new EnterpriseImport(
                        r.getId(),
                        r.getFileName(),
                        r.getAccountId(),
                        EnterpriseImport.State.valueOf(r.getState()),
                        r.getJobId(),
                        r.getCreatedAt(),
                        counts(r.getId())));
    }

    private EnterpriseImport.Counts counts(long id) {
        return dsl.select(
                        DSL.count().filterWhere(ENTERPRISE_ROW.ACTION.eq("ADD")),
                        DSL.count().filterWhere(ENTERPRISE_ROW.ACTION.eq("SAME")),
                        DSL.count().filterWhere(ENTERPRISE_ROW.ACTION.eq("ERROR")),
                        DSL.count().filterWhere(ENTERPRISE_ROW.ACTION.eq("ADD").and(ENTERPRISE_ROW.APPLIED)))
                .from(ENTERPRISE_ROW)
                .where(ENTERPRISE_ROW.IMPORT_ID.eq(id))
                .fetchSingle(r -> new EnterpriseImport.Counts(r.value1(), r.value2(), r.value3(), r.value4()));
    }

    /** How far the making is. */
    public @Nullable Job job(EnterpriseImport sheet) {
        return sheet.job() == null ? null : jobs.job(sheet.job());
    }

    /** The first rows of that kind, in the sheet's order. */
    public List<EnterpriseImport.Line> lines(long id, EnterpriseImport.Action action, int limit) {
        return dsl.selectFrom(ENTERPRISE_ROW)
                .where(ENTERPRISE_ROW.IMPORT_ID.eq(id), ENTERPRISE_ROW.ACTION.eq(action.name()))
                .orderBy(ENTERPRISE_ROW.ROW_NO)
                .limit(limit)
                .fetch(r -> new EnterpriseImport.Line(
                        r.getRowNo(),
                        cells(r.getCells()),
                        EnterpriseImport.Action.valueOf(r.getAction()),
                        r.getMessage() == null ? "" : r.getMessage()));
    }

    List<String> cells(JSONB cells) {
        return Arrays.asList(json.readValue(cells.data(), String[].class));
    }

    /** The sheet to fill in. */
    public void template(OutputStream out) {
        ExcelOut.write(out, text("directory.enterprises"), excel -> {
            excel.header(EnterpriseColumn.headings());
        });
    }

    /** The wrong rows as typed, each with its reason in the last column: mended there, the same sheet is handed in again. */
    public void errors(Actor actor, long id, OutputStream out) {
        one(actor, id);
        ExcelOut.write(out, text("directory.enterprises"), excel -> {
            List<String> headings = new ArrayList<>(EnterpriseColumn.headings());
            headings.add(text("directory.roster.row"));
            headings.add(text("directory.roster.reason"));
            excel.header(headings);
            for (EnterpriseImport.Line line : lines(id, EnterpriseImport.Action.ERROR, MOST_ROWS)) {
                List<Object> cells = new ArrayList<>(line.cells());
                cells.add(line.row());
                cells.add(line.message());
                excel.row(cells);
            }
        });
    }

    private String text(String key) {
        return messages.getMessage(key, null, Locale.SIMPLIFIED_CHINESE);
    }

    private static void requireKeeper(Actor actor) {
        if (!actor.may(Right.KEEP_TREE)) {
            throw new NotFound();
        }
    }
}
