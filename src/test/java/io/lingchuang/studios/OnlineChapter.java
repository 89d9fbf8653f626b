package io.lingchuang.studios;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.HELD_WORD;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.ONLINE_QUESTION;
import static io.lingchuang.db.studios.Tables.PAGE_FILE;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.Chapter;
import io.lingchuang.CityAtWork.Story;
import io.lingchuang.access.Actor;
import io.lingchuang.directory.HonourLevel;
import io.lingchuang.studios.online.ArticleKind;
import io.lingchuang.studios.online.StudioArticles;
import io.lingchuang.studios.online.StudioQuestions;
import io.lingchuang.studios.page.FundSource;
import io.lingchuang.studios.page.PageFileKind;
import io.lingchuang.studios.page.StudioFiles;
import io.lingchuang.studios.page.StudioFunds;
import io.lingchuang.studios.page.StudioProfile;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** A base at the mine that the worker leads and worker2 belongs to, with something of everything on its page and online. */
public class OnlineChapter implements Chapter {

    static final byte[] PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n".getBytes();

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Override
    public List<Story> stories(ApplicationContext house, Function<String, Actor> who) {
        DSLContext dsl = house.getBean(DSLContext.class);
        Actor leader = who.apply("worker");
        Actor member = who.apply("worker2");
        long studio = base(dsl, leader, member);
        var profile = house.getBean(StudioProfile.class);
        profile.honoured(leader, studio, "工人先锋号", HonourLevel.CITY, 2024, "");
        house.getBean(StudioFiles.class)
                .add(leader, studio, PageFileKind.RULES, "", "制度.pdf", new ByteArrayInputStream(PDF));
        long line = house.getBean(StudioFunds.class)
                .write(
                        leader,
                        studio,
                        StudioFunds.Line.in(LocalDate.parse("2026-01-05"), FundSource.UNIT, "年度经费", BigDecimal.TEN),
                        null);
        var questions = house.getBean(StudioQuestions.class);
        long question = dsl.insertInto(ONLINE_QUESTION)
                .set(ONLINE_QUESTION.STUDIO_ID, studio)
                .set(ONLINE_QUESTION.ACCOUNT_ID, member.accountId())
                .set(ONLINE_QUESTION.TITLE, "过路人的问题")
                .set(
                        ONLINE_QUESTION.ASKED_AT,
                        Instant.parse("2025-05-01T01:00:00Z")) // long ago: so many a day are too many
                .set(ONLINE_QUESTION.STATE, "SHOWN")
                .set(ONLINE_QUESTION.SEARCH, "")
                .returningResult(ONLINE_QUESTION.ID)
                .fetchSingle()
                .value1();
        long answer = questions.answer(leader, question, "先看看说明书。");
        Map<String, String> ids = new HashMap<>();
        ids.put("studios", text(studio));
        ids.put(
                "members",
                text(dsl.select(MEMBER.ID)
                        .from(MEMBER)
                        .where(MEMBER.STUDIO_ID.eq(studio), MEMBER.PART.eq(Part.MEMBER.name()))
                        .fetchSingle()
                        .value1()));
        ids.put("honours", text(profile.honours(studio).getFirst().id()));
        ids.put(
                "file",
                text(dsl.select(PAGE_FILE.FILE_ID)
                        .from(PAGE_FILE)
                        .where(PAGE_FILE.STUDIO_ID.eq(studio))
                        .fetchSingle()
                        .value1()));
        ids.put("funds", text(line));
        ids.put("questions", text(question));
        ids.put("answers", text(answer));
        ids.put(
                "words",
                text(dsl.insertInto(HELD_WORD)
                        .set(HELD_WORD.WORD, "过路词" + COUNT.incrementAndGet())
                        .returningResult(HELD_WORD.ID)
                        .fetchSingle()
                        .value1()));
        var articles = house.getBean(StudioArticles.class);
        ids.put("articles", text(draft(articles, member, studio)));
        long sent = draft(articles, member, studio);
        articles.send(member, sent, 0, true);
        long published = draft(articles, member, studio);
        articles.send(member, published, 0, true);
        articles.consent(who.apply("clerk"), published);
        return List.of(
                new Story("online", ids),
                new Story("article", new HashMap<>(Map.of("articles", text(sent)))),
                new Story("publishedArticle", new HashMap<>(Map.of("articles", text(published)))));
    }

    private static long draft(StudioArticles articles, Actor author, long studio) {
        return articles.draft(author, studio, new StudioArticles.Texts(ArticleKind.ARTICLE, "过路文章", "正文。", ""), null);
    }

    private static long base(DSLContext dsl, Actor leader, Actor member) {
        long studio = dsl.insertInto(STUDIO)
                .set(STUDIO.KIND, StudioKind.RURAL_BASE.name()) // of a base its leader may lead several
                .set(STUDIO.NUMBER, "ONLINE-" + COUNT.incrementAndGet())
                .set(STUDIO.NAME, "过路乡村基地")
                .set(
                        STUDIO.NODE_ID,
                        dsl.select(NODE.ID)
                                .from(NODE)
                                .where(NODE.CODE.eq("QY001"))
                                .fetchSingle()
                                .value1())
                .set(STUDIO.LEADER_ID, person(dsl, leader))
                .set(STUDIO.INDUSTRY, "农业")
                .set(STUDIO.NAMED_ON, LocalDate.parse("2025-04-28"))
                .returningResult(STUDIO.ID)
                .fetchSingle()
                .value1();
        Map.of(leader, Part.LEADER, member, Part.MEMBER)
                .forEach((actor, part) -> dsl.insertInto(MEMBER)
                        .set(MEMBER.STUDIO_ID, studio)
                        .set(MEMBER.PERSON_ID, person(dsl, actor))
                        .set(MEMBER.PART, part.name())
                        .set(MEMBER.FROM_DAY, LocalDate.parse("2025-04-28"))
                        .execute());
        return studio;
    }

    private static String text(Object id) {
        return String.valueOf(id);
    }

    private static long person(DSLContext dsl, Actor actor) {
        return dsl.select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.ACCOUNT_ID.eq(actor.accountId()))
                .fetchSingle()
                .value1();
    }
}
