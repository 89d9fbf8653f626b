package io.lingchuang.directory;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.ROSTER_IMPORT;
import static io.lingchuang.db.directory.Tables.ROSTER_ROW;
import static io.lingchuang.db.platform.Tables.FILE;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.files.FileGuard;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.jobs.Jobs;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.platform.web.Viewer;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

/** Takes a roster in, shows what it would do row by row, and does it when told to. The same roster twice changes nothing. */
@Service
public class Rosters implements FileGuard {

    static final String KIND = "roster";

    private final DSLContext dsl;
    private final Files files;
    private final Jobs jobs;
    private final Tree tree;
    private final Audit audit;
    private final ObjectMapper json;

    Rosters(DSLContext dsl, Files files, Jobs jobs, Tree tree, Audit audit, ObjectMapper json) {
        this.dsl = dsl;
        this.files = files;
        this.jobs = jobs;
        this.tree = tree;
        this.audit = audit;
        this.json = json;
    }

    /** Keeps the sheet and begins to read it. nodeId: people of this unit and of those below it may stand in the roster. */
    @Transactional
    public long take(Actor actor, long nodeId, InputStream in, @Nullable String name) {
        actor.requireHolds(Right.KEEP_DIRECTORY, nodeId);
        StoredFile file = files.store(in, name, KIND, null, actor.accountId(), FileRule.SHEET);
        long id = dsl.insertInto(ROSTER_IMPORT)
                .set(ROSTER_IMPORT.NODE_ID, nodeId)
                .set(ROSTER_IMPORT.FILE_ID, file.id())
                .set(ROSTER_IMPORT.ACCOUNT_ID, actor.accountId())
                .returningResult(ROSTER_IMPORT.ID)
                .fetchSingle()
                .value1();
        files.assign(file.id(), KIND, id);
        start(id, RosterReading.KIND, file.name(), actor);
        audit.record(actor, "directory.takeRoster", KIND, id, file.name());
        return id;
    }

    /** Carries out what the preview shows. */
    @Transactional
    public void apply(Actor actor, long id) {
        Roster roster = roster(actor, id);
        move(id, Roster.State.PREVIEW, Roster.State.APPLYING);
        start(id, RosterWriting.KIND, roster.fileName(), actor);
        audit.record(actor, "directory.applyRoster", KIND, id, roster.fileName());
    }

    @Transactional
    public void discard(Actor actor, long id) {
        roster(actor, id);
        move(id, Roster.State.PREVIEW, Roster.State.DISCARDED);
        audit.record(actor, "directory.discardRoster", KIND, id, null);
    }

    private void start(long id, String kind, String title, Actor actor) {
        long job = jobs.start(kind, title, Map.of("roster", id), actor.accountId());
        dsl.update(ROSTER_IMPORT)
                .set(ROSTER_IMPORT.JOB_ID, job)
                .where(ROSTER_IMPORT.ID.eq(id))
                .execute();
    }

    void move(long id, Roster.State from, Roster.State to) {
        int moved = dsl.update(ROSTER_IMPORT)
                .set(ROSTER_IMPORT.STATE, to.name())
                .where(ROSTER_IMPORT.ID.eq(id), ROSTER_IMPORT.STATE.eq(from.name()))
                .execute();
        if (moved == 0) {
            throw new Stale();
        }
    }

    /** Everything is written. */
    void applied(long id) {
        dsl.update(ROSTER_IMPORT)
                .set(ROSTER_IMPORT.STATE, Roster.State.APPLIED.name())
                .set(ROSTER_IMPORT.APPLIED_AT, Instant.now())
                .where(ROSTER_IMPORT.ID.eq(id), ROSTER_IMPORT.STATE.eq(Roster.State.APPLYING.name()))
                .execute();
    }

    void broken(long id, String why) {
        dsl.update(ROSTER_IMPORT)
                .set(ROSTER_IMPORT.STATE, Roster.State.BROKEN.name())
                .set(ROSTER_IMPORT.NOTE, why)
                .where(ROSTER_IMPORT.ID.eq(id), ROSTER_IMPORT.STATE.in("READING", "APPLYING"))
                .execute();
    }

    /** For whoever keeps the directory of the roster's unit. */
    public Roster roster(Actor actor, long id) {
        Roster roster = find(id);
        actor.requireReaches(Right.KEEP_DIRECTORY, tree.node(roster.nodeId()));
        return roster;
    }

    Roster find(long id) {
        return select(ROSTER_IMPORT.ID.eq(id), 1).stream().findFirst().orElseThrow(NotFound::new);
    }

    List<Roster> latest(Actor actor) {
        return select(actor.within(Right.KEEP_DIRECTORY, NODE.PATH, NODE.INDUSTRY_PATH), 30);
    }

    private List<Roster> select(Condition which, int limit) {
        return dsl.select(ROSTER_IMPORT.fields())
                .select(NODE.NAME, FILE.NAME, ACCOUNT.NAME)
                .from(ROSTER_IMPORT)
                .join(NODE)
                .on(NODE.ID.eq(ROSTER_IMPORT.NODE_ID))
                .join(FILE)
                .on(FILE.ID.eq(ROSTER_IMPORT.FILE_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ROSTER_IMPORT.ACCOUNT_ID))
                .where(which)
                .orderBy(ROSTER_IMPORT.ID.desc())
                .limit(limit)
                .fetch(r -> new Roster(
                        r.get(ROSTER_IMPORT.ID),
                        r.get(ROSTER_IMPORT.NODE_ID),
                        r.get(NODE.NAME),
                        r.get(ROSTER_IMPORT.FILE_ID),
                        r.get(FILE.NAME),
                        r.get(ACCOUNT.NAME),
                        Roster.State.valueOf(r.get(ROSTER_IMPORT.STATE)),
                        r.get(ROSTER_IMPORT.JOB_ID),
                        r.get(ROSTER_IMPORT.NOTE),
                        r.get(ROSTER_IMPORT.CREATED_AT)));
    }

    public Roster.Counts counts(long id) {
        Map<String, Integer> counts = dsl.select(ROSTER_ROW.ACTION, DSL.count())
                .from(ROSTER_ROW)
                .where(ROSTER_ROW.IMPORT_ID.eq(id))
                .groupBy(ROSTER_ROW.ACTION)
                .fetchMap(ROSTER_ROW.ACTION, r -> r.value2());
        return new Roster.Counts(
                counts.getOrDefault("ADD", 0),
                counts.getOrDefault("CHANGE", 0),
                counts.getOrDefault("SAME", 0),
                counts.getOrDefault("ERROR", 0));
    }

    List<Roster.Line> lines(long id, Roster.Action action, int limit) {
        return dsl.selectFrom(ROSTER_ROW)
                .where(ROSTER_ROW.IMPORT_ID.eq(id), ROSTER_ROW.ACTION.eq(action.name()))
                .orderBy(ROSTER_ROW.ROW_NO)
                .limit(limit)
                .fetch(this::line);
    }

    /** Every row of that kind, as it streams. */
    void each(long id, Roster.Action action, Consumer<Roster.Line> consumer) {
        dsl.transaction(tx -> {
            try (var rows = tx.dsl()
                    .selectFrom(ROSTER_ROW)
                    .where(ROSTER_ROW.IMPORT_ID.eq(id), ROSTER_ROW.ACTION.eq(action.name()))
                    .orderBy(ROSTER_ROW.ROW_NO)
                    .fetchSize(1000)
                    .fetchStream()) {
                rows.forEach(r -> consumer.accept(line(r)));
            }
        });
    }

    Roster.Line line(Record r) {
        String message = r.get(ROSTER_ROW.MESSAGE);
        return new Roster.Line(
                r.get(ROSTER_ROW.ROW_NO),
                Arrays.asList(json.readValue(r.get(ROSTER_ROW.CELLS).data(), String[].class)),
                Roster.Action.valueOf(r.get(ROSTER_ROW.ACTION)),
                message == null ? "" : message);
    }

    JSONB cells(List<String> cells) {
        return JSONB.valueOf(json.writeValueAsString(cells));
    }

    @Override
    public String ownerKind() {
        return KIND;
    }

    @Override
    public boolean mayRead(StoredFile file, @Nullable Viewer viewer) {
        Long id = file.ownerId();
        return id != null
                && viewer instanceof Actor actor
                && actor.reaches(Right.KEEP_DIRECTORY, tree.node(find(id).nodeId()));
    }
}
