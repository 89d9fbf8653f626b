package io.lingchuang.review.feedback;

import static io.lingchuang.db.review.Tables.FEEDBACK;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Stale;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** The rows of feedback. What may be done with them stands in {@link Feedbacks}. */
@Component
class FeedbackStore {

    private final DSLContext dsl;
    private final ObjectMapper json;
    private final Today today;

    FeedbackStore(DSLContext dsl, ObjectMapper json, Today today) {
        this.dsl = dsl;
        this.json = json;
        this.today = today;
    }

    @Nullable
    Feedback find(long entryId) {
        return dsl.selectFrom(FEEDBACK)
                .where(FEEDBACK.ENTRY_ID.eq(entryId))
                .fetchOne(f -> new Feedback(
                        f.getEntryId(),
                        Feedback.State.valueOf(f.getState()),
                        json.readValue(f.getLines().data(), new TypeReference<List<Feedback.Line>>() {}),
                        f.getSummary(),
                        f.getChecked(),
                        f.getPreparedBy(),
                        f.getReleasedAt(),
                        f.getVersion()));
    }

    Feedback locked(long entryId) {
        if (dsl.selectOne()
                .from(FEEDBACK)
                .where(FEEDBACK.ENTRY_ID.eq(entryId))
                .forUpdate()
                .fetch()
                .isEmpty()) {
            throw new NotFound();
        }
        return Objects.requireNonNull(find(entryId));
    }

    /** Of a draft, or of one that is not there yet (version 0). */
    void write(Actor actor, long entryId, int version, List<Feedback.Line> lines, String summary, boolean checked) {
        JSONB written = JSONB.valueOf(json.writeValueAsString(lines));
        int rows = version == 0
                ? dsl.insertInto(FEEDBACK)
                        .set(FEEDBACK.ENTRY_ID, entryId)
                        .set(FEEDBACK.STATE, Feedback.State.DRAFT.name())
                        .set(FEEDBACK.LINES, written)
                        .set(FEEDBACK.SUMMARY, summary)
                        .set(FEEDBACK.CHECKED, checked)
                        .set(FEEDBACK.PREPARED_BY, actor.accountId())
                        .set(FEEDBACK.PREPARED_AT, today.now())
                        .onConflictDoNothing()
                        .execute()
                : dsl.update(FEEDBACK)
                        .set(FEEDBACK.LINES, written)
                        .set(FEEDBACK.SUMMARY, summary)
                        .set(FEEDBACK.CHECKED, checked)
                        .set(FEEDBACK.PREPARED_BY, actor.accountId())
                        .set(FEEDBACK.PREPARED_AT, today.now())
                        .set(FEEDBACK.VERSION, version + 1)
                        .where(
                                FEEDBACK.ENTRY_ID.eq(entryId),
                                FEEDBACK.VERSION.eq(version),
                                FEEDBACK.STATE.eq(Feedback.State.DRAFT.name()))
                        .execute();
        if (rows == 0) {
            throw new Stale();
        }
    }

    void move(Feedback feedback, Feedback.State to) {
        dsl.update(FEEDBACK)
                .setNull(FEEDBACK.RELEASED_BY)
                .setNull(FEEDBACK.RELEASED_AT)
                .set(FEEDBACK.STATE, to.name())
                .set(FEEDBACK.VERSION, feedback.version() + 1)
                .where(FEEDBACK.ENTRY_ID.eq(feedback.entryId()))
                .execute();
    }

    void release(Actor actor, Feedback feedback) {
        dsl.update(FEEDBACK)
                .set(FEEDBACK.STATE, Feedback.State.RELEASED.name())
                .set(FEEDBACK.RELEASED_BY, actor.accountId())
                .set(FEEDBACK.RELEASED_AT, today.now())
                .set(FEEDBACK.VERSION, feedback.version() + 1)
                .where(FEEDBACK.ENTRY_ID.eq(feedback.entryId()))
                .execute();
    }
}
