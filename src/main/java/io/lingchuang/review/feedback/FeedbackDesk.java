package io.lingchuang.review.feedback;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.FEEDBACK;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.entries.Entry;
import io.lingchuang.entries.EntryDoor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Viewer;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Feedback that waits to be released, on the desk; what was released, on the entry's page. */
@Component
class FeedbackDesk implements DeskSource, EntryDoor {

    private final DSLContext dsl;
    private final Feedbacks feedbacks;
    private final Today today;

    FeedbackDesk(DSLContext dsl, Feedbacks feedbacks, Today today) {
        this.dsl = dsl;
        this.feedbacks = feedbacks;
        this.today = today;
    }

    @Override
    public Optional<Door> of(Entry entry) {
        return feedbacks
                .released(entry.id())
                .map(f -> new Door("review.feedback.title", "/entries/" + entry.id() + "/feedback"));
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor) || !actor.may(Right.RELEASE_NOTICE)) {
            return List.of();
        }
        return dsl.select(CALL.ID, CALL.TITLE, DSL.count())
                .from(FEEDBACK)
                .join(ENTRY)
                .on(ENTRY.ID.eq(FEEDBACK.ENTRY_ID))
                .join(CALL)
                .on(CALL.ID.eq(ENTRY.CALL_ID))
                .where(
                        FEEDBACK.STATE.eq(Feedback.State.READY.name()),
                        FEEDBACK.PREPARED_BY.ne(actor.accountId()),
                        ENTRY.STATE.in(
                                Feedbacks.DECIDED.stream().map(Enum::name).toList()),
                        CALL.HOST_NODE_ID.in(actor.nodesWith(Right.RELEASE_NOTICE)))
                .groupBy(CALL.ID, CALL.TITLE)
                .orderBy(CALL.ID)
                .fetch(r -> DeskCard.of(
                        page.t("review.feedback.desk", r.value2()),
                        r.value3(),
                        null,
                        "/calls/" + r.value1() + "/feedback?state=READY",
                        page.t("review.feedback.look"),
                        today.today()));
    }
}
