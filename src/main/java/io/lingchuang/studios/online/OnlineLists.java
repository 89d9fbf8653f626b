package io.lingchuang.studios.online;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.ARTICLE;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.ONLINE_ANSWER;
import static io.lingchuang.db.studios.Tables.ONLINE_QUESTION;
import static io.lingchuang.db.studios.Tables.REPORT;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.text.Bigrams;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.studios.Part;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Questions and articles as they are listed: for everybody, for a studio's people, for whoever rules on them. */
@Component
public class OnlineLists {

    public record Asked(long id, String title, String studio, int answers, boolean best, Instant at) {}

    /** Something that waits for a ruling or for the unit's consent. */
    public record Waiting(About about, long id, String page, String title, String studio, String why, int reports) {}

    private final DSLContext dsl;
    private final Today today;

    OnlineLists(DSLContext dsl, Today today) {
        this.dsl = dsl;
        this.today = today;
    }

    private static Field<Integer> answers() {
        return DSL.field(DSL.selectCount()
                        .from(ONLINE_ANSWER)
                        .where(
                                ONLINE_ANSWER.QUESTION_ID.eq(ONLINE_QUESTION.ID),
                                ONLINE_ANSWER.STATE.eq(OnlineState.SHOWN.name())))
                .as("answers");
    }

    /** Every public question of the city, found by two characters. */
    Listing<Asked> questions() {
        Field<Integer> answers = answers();
        return new Listing<>(
                        dsl,
                        "studioonline.questions",
                        filters -> dsl.select(ONLINE_QUESTION.fields())
                                .select(STUDIO.NAME, answers)
                                .from(ONLINE_QUESTION)
                                .join(STUDIO)
                                .on(STUDIO.ID.eq(ONLINE_QUESTION.STUDIO_ID))
                                .where(
                                        ONLINE_QUESTION.STATE.eq(OnlineState.SHOWN.name()),
                                        ONLINE_QUESTION.SECRET.isFalse())
                                .and(filters),
                        r -> new Asked(
                                r.get(ONLINE_QUESTION.ID),
                                r.get(ONLINE_QUESTION.TITLE),
                                r.get(STUDIO.NAME),
                                r.get(answers),
                                r.get(ONLINE_QUESTION.BEST_ID) != null,
                                r.get(ONLINE_QUESTION.ASKED_AT)))
                .down(ONLINE_QUESTION.ID)
                .filter(Filter.text(
                        "q", "studioonline.search", q -> Filter.matches(ONLINE_QUESTION.SEARCH, Bigrams.query(q))))
                .filter(Filter.text("studio", "studioonline.studio", q -> STUDIO.NAME.containsIgnoreCase(q)))
                .column(Column.<Asked>of("title", "studioonline.questionTitle", Asked::title)
                        .link(r -> "/questions/" + r.id()))
                .column(Column.of("studio", "studioonline.studio", Asked::studio))
                .column(Column.of("answers", "studioonline.answers", Asked::answers))
                .column(Column.of("best", "studioonline.hasBest", Asked::best))
                .column(Column.of("at", "studioonline.askedAt", Asked::at));
    }

    /** A studio's questions that the viewer may read, the latest first. @param all also those that are secret or held */
    List<Asked> of(long studioId, @Nullable Actor actor, boolean works, boolean rules) {
        Field<Integer> answers = answers();
        Condition shown = ONLINE_QUESTION.STATE.eq(OnlineState.SHOWN.name());
        Condition mine = actor == null ? DSL.falseCondition() : ONLINE_QUESTION.ACCOUNT_ID.eq(actor.accountId());
        Condition seen =
                rules ? DSL.trueCondition() : mine.or(works ? shown : shown.and(ONLINE_QUESTION.SECRET.isFalse()));
        return dsl.select(ONLINE_QUESTION.fields())
                .select(STUDIO.NAME, answers)
                .from(ONLINE_QUESTION)
                .join(STUDIO)
                .on(STUDIO.ID.eq(ONLINE_QUESTION.STUDIO_ID))
                .where(ONLINE_QUESTION.STUDIO_ID.eq(studioId), seen)
                .orderBy(ONLINE_QUESTION.ID.desc())
                .limit(20)
                .fetch(r -> new Asked(
                        r.get(ONLINE_QUESTION.ID),
                        r.get(ONLINE_QUESTION.TITLE),
                        r.get(STUDIO.NAME),
                        r.get(answers),
                        r.get(ONLINE_QUESTION.BEST_ID) != null,
                        r.get(ONLINE_QUESTION.ASKED_AT)));
    }

    List<StudioArticles.Article> articles(long studioId, @Nullable Actor actor, boolean rules) {
        Condition mine = actor == null ? DSL.falseCondition() : ARTICLE.ACCOUNT_ID.eq(actor.accountId());
        Condition seen = rules ? DSL.trueCondition() : mine.or(ARTICLE.STATE.eq(ArticleState.PUBLISHED.name()));
        return dsl.select(ARTICLE.fields())
                .select(ACCOUNT.NAME)
                .from(ARTICLE)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ARTICLE.ACCOUNT_ID))
                .where(ARTICLE.STUDIO_ID.eq(studioId), seen)
                .orderBy(ARTICLE.ID.desc())
                .limit(50)
                .fetch(StudioArticles::article);
    }

    /** Studios whose texts the actor rules on: led by them, of their unit, or below their node. */
    private Condition ruledBy(Actor actor) {
        return STUDIO.NODE_ID
                .in(actor.nodesWith(Right.ENTER_FOR_OTHERS))
                .or(actor.within(Right.KEEP_STUDIOS, NODE.PATH, NODE.INDUSTRY_PATH))
                .or(worksIn(actor, List.of(Part.LEADER.name())));
    }

    private Condition worksIn(Actor actor, List<String> parts) {
        return DSL.exists(DSL.selectOne()
                .from(MEMBER)
                .join(PERSON)
                .on(PERSON.ID.eq(MEMBER.PERSON_ID))
                .where(MEMBER.STUDIO_ID.eq(STUDIO.ID), MEMBER.PART.in(parts))
                .and(MEMBER.FROM_DAY.le(today.today()))
                .and(MEMBER.UNTIL_DAY.isNull().or(MEMBER.UNTIL_DAY.gt(today.today())))
                .and(PERSON.ACCOUNT_ID.eq(actor.accountId())));
    }

    private static Field<Integer> reports(About about, Field<Long> id) {
        return DSL.field(DSL.selectCount()
                .from(REPORT)
                .where(REPORT.ABOUT.eq(about.name()), REPORT.SUBJECT_ID.eq(id), REPORT.SETTLED_AT.isNull()));
    }

    /** What waits for the actor's ruling or consent, a hundred at most. */
    List<Waiting> waiting(Actor actor) {
        var q = ONLINE_QUESTION.as("of");
        Condition reported = reports(About.QUESTION, ONLINE_QUESTION.ID).gt(0);
        var questions = dsl.select(
                        DSL.inline(About.QUESTION.name()),
                        ONLINE_QUESTION.ID,
                        ONLINE_QUESTION.ID,
                        ONLINE_QUESTION.TITLE,
                        STUDIO.NAME,
                        ONLINE_QUESTION.WHY,
                        reports(About.QUESTION, ONLINE_QUESTION.ID))
                .from(ONLINE_QUESTION)
                .join(STUDIO)
                .on(STUDIO.ID.eq(ONLINE_QUESTION.STUDIO_ID))
                .join(NODE)
                .on(NODE.ID.eq(STUDIO.NODE_ID))
                .where(
                        ruledBy(actor),
                        ONLINE_QUESTION.STATE.eq(OnlineState.HELD.name()).or(reported));
        var answers = dsl.select(
                        DSL.inline(About.ANSWER.name()),
                        ONLINE_ANSWER.ID,
                        q.ID,
                        q.TITLE,
                        STUDIO.NAME,
                        ONLINE_ANSWER.WHY,
                        reports(About.ANSWER, ONLINE_ANSWER.ID))
                .from(ONLINE_ANSWER)
                .join(q)
                .on(q.ID.eq(ONLINE_ANSWER.QUESTION_ID))
                .join(STUDIO)
                .on(STUDIO.ID.eq(q.STUDIO_ID))
                .join(NODE)
                .on(NODE.ID.eq(STUDIO.NODE_ID))
                .where(ruledBy(actor))
                .and(ONLINE_ANSWER
                        .STATE
                        .eq(OnlineState.HELD.name())
                        .or(reports(About.ANSWER, ONLINE_ANSWER.ID).gt(0)));
        Condition consent = ARTICLE.STATE
                .eq(ArticleState.WAITING.name())
                .and(ARTICLE.ACCOUNT_ID.ne(actor.accountId()))
                .and(STUDIO.NODE_ID
                        .in(actor.nodesWith(Right.ENTER_FOR_OTHERS))
                        .or(actor.within(Right.KEEP_STUDIOS, NODE.PATH, NODE.INDUSTRY_PATH)));
        var articles = dsl.select(
                        DSL.inline(About.ARTICLE.name()),
                        ARTICLE.ID,
                        ARTICLE.ID,
                        ARTICLE.TITLE,
                        STUDIO.NAME,
                        ARTICLE.WHY,
                        reports(About.ARTICLE, ARTICLE.ID))
                .from(ARTICLE)
                .join(STUDIO)
                .on(STUDIO.ID.eq(ARTICLE.STUDIO_ID))
                .join(NODE)
                .on(NODE.ID.eq(STUDIO.NODE_ID))
                .where(consent.or(ruledBy(actor)
                        .and(ARTICLE.STATE
                                .eq(ArticleState.HELD.name())
                                .or(reports(About.ARTICLE, ARTICLE.ID).gt(0)))));
        return questions.unionAll(answers).unionAll(articles).limit(100).fetch(r -> {
            About about = About.valueOf(r.value1());
            return new Waiting(
                    about,
                    r.value2(),
                    (about == About.ARTICLE ? "/articles/" : "/questions/") + r.value3(),
                    r.value4(),
                    r.value5(),
                    r.value6() == null ? "" : r.value6(),
                    r.value7());
        });
    }

    /** Questions without an answer in the studios where the actor works, and one of these studios. */
    record Unanswered(int count, @Nullable Long studio) {}

    Unanswered unanswered(Actor actor) {
        return dsl.select(DSL.count(), DSL.min(ONLINE_QUESTION.STUDIO_ID))
                .from(ONLINE_QUESTION)
                .join(STUDIO)
                .on(STUDIO.ID.eq(ONLINE_QUESTION.STUDIO_ID))
                .where(
                        ONLINE_QUESTION.STATE.eq(OnlineState.SHOWN.name()),
                        ONLINE_QUESTION.ACCOUNT_ID.ne(actor.accountId()))
                .and(worksIn(actor, List.of(Part.LEADER.name(), Part.CORE.name(), Part.MEMBER.name())))
                .andNotExists(
                        DSL.selectOne().from(ONLINE_ANSWER).where(ONLINE_ANSWER.QUESTION_ID.eq(ONLINE_QUESTION.ID)))
                .fetchSingle(r -> new Unanswered(r.value1(), r.value2()));
    }
}
