package io.lingchuang.achievements.board;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.achievements.Tables.INQUIRY;
import static io.lingchuang.db.achievements.Tables.POSTING;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Badge;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The board as everybody reads it, and as those read it who keep it. */
@Component
class BoardLists {

    private static final Field<Integer> OPEN = DSL.field(
                    DSL.selectCount().from(INQUIRY).where(INQUIRY.POSTING_ID.eq(POSTING.ID), INQUIRY.STATE.eq("OPEN")))
            .as("open_inquiries");

    record Row(Posting posting, int open) {}

    private final DSLContext dsl;
    private final Today today;

    BoardLists(DSLContext dsl, Today today) {
        this.dsl = dsl;
        this.today = today;
    }

    Listing<Row> shown(Page page) {
        return listing(
                        POSTING.STATE
                                .eq(PostingState.PUBLISHED.name())
                                .and(POSTING.UNTIL_DAY.ge(today.today()))
                                .and(Postings.standing()),
                        "achievements.board",
                        p -> "/transfer/" + p.posting().id(),
                        page)
                .column(Column.of(
                        "until", "achievements.board.untilDay", r -> r.posting().untilDay()));
    }

    Listing<Row> kept(Actor actor, Page page) {
        return listing(
                        Postings.within(actor),
                        "achievements.board.nav",
                        p -> "/postings/" + p.posting().id(),
                        page)
                .filter(Filter.constants("state", "achievements.board.state", PostingState.class, POSTING.STATE, page))
                .filter(Filter.choice(
                        "inquiry",
                        "achievements.inquiries",
                        java.util.Map.of("open", page.t("achievements.inquiry.open")),
                        q -> DSL.exists(DSL.selectOne()
                                .from(INQUIRY)
                                .where(INQUIRY.POSTING_ID.eq(POSTING.ID), INQUIRY.STATE.eq("OPEN")))))
                .column(Column.of(
                        "state",
                        "achievements.board.state",
                        r -> badge(r.posting().state(), page)))
                .column(Column.of("open", "achievements.inquiry.open", Row::open))
                .column(Column.of(
                        "until", "achievements.board.untilDay", r -> r.posting().untilDay()));
    }

    private Listing<Row> listing(Condition scope, String title, Function<Row, String> to, Page page) {
        return new Listing<>(
                        dsl,
                        title,
                        filters -> dsl.select(POSTING.fields())
                                .select(NODE.NAME, OPEN)
                                .from(POSTING)
                                .join(NODE)
                                .on(NODE.ID.eq(POSTING.NODE_ID))
                                .where(scope)
                                .and(filters),
                        r -> new Row(Postings.posting(r), r.get(OPEN)))
                .down(POSTING.ID)
                .filter(Filter.text(
                        "q",
                        "achievements.board.search",
                        q -> POSTING.TITLE.containsIgnoreCase(q).or(POSTING.TEXT.containsIgnoreCase(q))))
                .filter(Filter.constants("kind", "achievements.board.kind", Posting.Kind.class, POSTING.KIND, page))
                .filter(Filter.text("industry", "achievements.industry", q -> POSTING.INDUSTRY.containsIgnoreCase(q)))
                .column(Column.<Row>of(
                                "title",
                                "achievements.board.title",
                                r -> r.posting().title())
                        .link(to))
                .column(Column.of(
                        "kind", "achievements.board.kind", r -> r.posting().kind()))
                .column(Column.of(
                        "unit", "achievements.board.unit", r -> r.posting().unit()))
                .column(Column.of(
                        "industry", "achievements.industry", r -> r.posting().industry()));
    }

    static Badge badge(PostingState state, Page page) {
        return new Badge(
                page.t(state),
                switch (state) {
                    case SUBMITTED -> "yellow";
                    case PUBLISHED -> "blue";
                    case SETTLED -> "green";
                    case REFUSED -> "red";
                    case EXPIRED, WITHDRAWN -> "secondary";
                });
    }

    /** What waits to be looked through, written by others. */
    int toLookThrough(Actor actor) {
        return dsl.fetchCount(DSL.selectOne()
                .from(POSTING)
                .join(NODE)
                .on(NODE.ID.eq(POSTING.NODE_ID))
                .where(
                        POSTING.STATE.eq(PostingState.SUBMITTED.name()),
                        POSTING.CREATED_BY.ne(actor.accountId()),
                        actor.within(Right.KEEP_ACHIEVEMENTS, NODE.PATH, NODE.INDUSTRY_PATH)));
    }
}
