package io.lingchuang.platform.jobs;

import static io.lingchuang.db.platform.Tables.FILE;
import static io.lingchuang.db.platform.Tables.JOB;

import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.web.NotFound;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Starts long work and tells how far it is. */
@Service
public class Jobs {

    private final DSLContext dsl;
    private final ObjectMapper json;
    private final JobRunner runner;
    private final Files files;

    Jobs(DSLContext dsl, ObjectMapper json, @Lazy JobRunner runner, Files files) {
        this.files = files;
        this.dsl = dsl;
        this.json = json;
        this.runner = runner;
    }

    /** Starts when the transaction it is asked for in commits, and not at all when that rolls back. */
    @Transactional
    public long start(String kind, String title, Map<String, ?> params, @Nullable Long accountId) {
        Map<String, String> texts = new java.util.HashMap<>();
        params.forEach((k, v) -> texts.put(k, String.valueOf(v)));
        long id = dsl.insertInto(JOB)
                .set(JOB.KIND, kind)
                .set(JOB.TITLE, title)
                .set(JOB.PARAMS, JSONB.valueOf(json.writeValueAsString(texts)))
                .set(JOB.ACCOUNT_ID, accountId)
                .returningResult(JOB.ID)
                .fetchSingle()
                .value1();
        runner.schedule(id);
        return id;
    }

    public Job job(long id) {
        return dsl.selectFrom(JOB).where(JOB.ID.eq(id)).fetchOptional(this::job).orElseThrow(NotFound::new);
    }

    public List<Job> latest(long accountId, int n) {
        return dsl.selectFrom(JOB)
                .where(JOB.ACCOUNT_ID.eq(accountId))
                .orderBy(JOB.ID.desc())
                .limit(n)
                .fetch(this::job);
    }

    /** Begins, or begins anew: a file that an attempt made before a crash goes. */
    @Transactional
    public void running(long id) {
        dsl.update(JOB)
                .set(JOB.STATE, Job.State.RUNNING.name())
                .set(JOB.DONE, 0)
                .setNull(JOB.RESULT_FILE)
                .where(JOB.ID.eq(id))
                .execute();
        dsl.select(FILE.ID)
                .from(FILE)
                .where(FILE.OWNER_KIND.eq("job"), FILE.OWNER_ID.eq(id))
                .fetch(FILE.ID)
                .forEach(files::delete);
    }

    void ended(long id, Job.State state, @Nullable String report) {
        var update = dsl.update(JOB).set(JOB.STATE, state.name()).set(JOB.ENDED_AT, Instant.now());
        (report == null ? update : update.set(JOB.REPORT, report))
                .where(JOB.ID.eq(id))
                .execute();
    }

    Progress progress(long id) {
        return new RowProgress(dsl, id);
    }

    private Job job(Record j) {
        return new Job(
                j.get(JOB.ID),
                j.get(JOB.KIND),
                j.get(JOB.TITLE),
                json.readValue(j.get(JOB.PARAMS).data(), new TypeReference<Map<String, String>>() {}),
                j.get(JOB.ACCOUNT_ID),
                Job.State.valueOf(j.get(JOB.STATE)),
                j.get(JOB.DONE),
                j.get(JOB.TOTAL),
                j.get(JOB.REPORT),
                j.get(JOB.RESULT_FILE),
                j.get(JOB.CREATED_AT),
                j.get(JOB.ENDED_AT));
    }
}
