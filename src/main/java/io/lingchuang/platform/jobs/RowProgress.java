package io.lingchuang.platform.jobs;

import static io.lingchuang.db.platform.Tables.JOB;

import java.util.UUID;
import org.jooq.DSLContext;

/** Progress written to the job's row, in the transaction the handler is in or one of its own. */
record RowProgress(DSLContext dsl, long id) implements Progress {
    @Override
    public void total(int steps) {
        dsl.update(JOB).set(JOB.TOTAL, steps).where(JOB.ID.eq(id)).execute();
    }

    @Override
    public void done(int steps) {
        dsl.update(JOB).set(JOB.DONE, steps).where(JOB.ID.eq(id)).execute();
    }

    @Override
    public void report(String text) {
        dsl.update(JOB).set(JOB.REPORT, text).where(JOB.ID.eq(id)).execute();
    }

    @Override
    public void resultFile(UUID file) {
        dsl.update(JOB).set(JOB.RESULT_FILE, file).where(JOB.ID.eq(id)).execute();
    }
}
