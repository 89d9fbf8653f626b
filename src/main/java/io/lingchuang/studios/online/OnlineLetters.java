package io.lingchuang.studios.online;

import static io.lingchuang.db.studios.Tables.ARTICLE;
import static io.lingchuang.db.studios.Tables.FOLLOWER;
import static io.lingchuang.db.studios.Tables.ONLINE_ANSWER;
import static io.lingchuang.db.studios.Tables.ONLINE_QUESTION;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Letters to whoever asked and to those who follow a studio; each of them once, however often a text is held and released. */
@Component
class OnlineLetters {

    private final DSLContext dsl;
    private final Messages messages;
    private final Wording wording;

    OnlineLetters(DSLContext dsl, Messages messages, Wording wording) {
        this.dsl = dsl;
        this.messages = messages;
        this.wording = wording;
    }

    String heldBy(String word) {
        return wording.of("studioonline.heldBy", word);
    }

    String heldByReaders() {
        return wording.of("studioonline.heldByReaders");
    }

    /** To the asker, and where everybody may read it to those who follow the studio; not to who answered. */
    void answered(long answer) {
        var r = dsl.select(
                        ONLINE_QUESTION.ID,
                        ONLINE_QUESTION.ACCOUNT_ID,
                        ONLINE_QUESTION.TITLE,
                        ONLINE_QUESTION.SECRET,
                        ONLINE_QUESTION.STUDIO_ID)
                .select(STUDIO.NAME, ONLINE_ANSWER.ACCOUNT_ID, ONLINE_QUESTION.STATE)
                .from(ONLINE_ANSWER)
                .join(ONLINE_QUESTION)
                .on(ONLINE_QUESTION.ID.eq(ONLINE_ANSWER.QUESTION_ID))
                .join(STUDIO)
                .on(STUDIO.ID.eq(ONLINE_QUESTION.STUDIO_ID))
                .where(ONLINE_ANSWER.ID.eq(answer))
                .fetchSingle();
        Set<Long> to = new LinkedHashSet<>(Set.of(r.get(ONLINE_QUESTION.ACCOUNT_ID)));
        if (!r.get(ONLINE_QUESTION.SECRET) && r.get(ONLINE_QUESTION.STATE).equals(OnlineState.SHOWN.name())) {
            to.addAll(followers(r.get(ONLINE_QUESTION.STUDIO_ID)));
        }
        to.remove(r.get(ONLINE_ANSWER.ACCOUNT_ID));
        to.forEach(account -> messages.send(
                account,
                wording.of("studioonline.letterAnswer", r.get(ONLINE_QUESTION.TITLE)),
                wording.of("studioonline.letterAnswerBody", r.get(STUDIO.NAME)),
                "/questions/" + r.get(ONLINE_QUESTION.ID),
                "studio-answer-" + answer));
    }

    /** To who wrote it: what was ruled and why. */
    void ruled(About about, long id, long author, OnlineRuling ruling, String reason) {
        long question = about == About.ANSWER
                ? dsl.select(ONLINE_ANSWER.QUESTION_ID)
                        .from(ONLINE_ANSWER)
                        .where(ONLINE_ANSWER.ID.eq(id))
                        .fetchSingle(ONLINE_ANSWER.QUESTION_ID)
                : id;
        String title = about == About.ARTICLE
                ? dsl.select(ARTICLE.TITLE)
                        .from(ARTICLE)
                        .where(ARTICLE.ID.eq(id))
                        .fetchSingle(ARTICLE.TITLE)
                : dsl.select(ONLINE_QUESTION.TITLE)
                        .from(ONLINE_QUESTION)
                        .where(ONLINE_QUESTION.ID.eq(question))
                        .fetchSingle(ONLINE_QUESTION.TITLE);
        messages.send(
                author,
                wording.of("studioonline.letterRuled." + ruling, title),
                wording.of("studioonline.letterRuledBody", reason),
                (about == About.ARTICLE ? "/articles/" : "/questions/") + question,
                null);
    }

    void published(long article) {
        var r = dsl.select(ARTICLE.STUDIO_ID, ARTICLE.TITLE, ARTICLE.ACCOUNT_ID, STUDIO.NAME)
                .from(ARTICLE)
                .join(STUDIO)
                .on(STUDIO.ID.eq(ARTICLE.STUDIO_ID))
                .where(ARTICLE.ID.eq(article))
                .fetchSingle();
        Set<Long> to = followers(r.get(ARTICLE.STUDIO_ID));
        to.add(r.get(ARTICLE.ACCOUNT_ID));
        to.forEach(account -> messages.send(
                account,
                wording.of("studioonline.letterArticle", r.get(ARTICLE.TITLE)),
                wording.of("studioonline.letterArticleBody", r.get(STUDIO.NAME)),
                "/articles/" + article,
                "studio-article-" + article));
    }

    private Set<Long> followers(long studio) {
        return new LinkedHashSet<>(dsl.select(FOLLOWER.ACCOUNT_ID)
                .from(FOLLOWER)
                .where(FOLLOWER.STUDIO_ID.eq(studio))
                .orderBy(FOLLOWER.ACCOUNT_ID)
                .fetch(FOLLOWER.ACCOUNT_ID));
    }
}
