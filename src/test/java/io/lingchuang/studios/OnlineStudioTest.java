package io.lingchuang.studios;

import static io.lingchuang.db.platform.Tables.MESSAGE;
import static io.lingchuang.db.studios.Tables.ARTICLE;
import static io.lingchuang.db.studios.Tables.ONLINE_ANSWER;
import static io.lingchuang.db.studios.Tables.ONLINE_QUESTION;
import static io.lingchuang.db.studios.Tables.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.OpenHouse;
import io.lingchuang.Visitor;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** The craft masters' studio online: asked, answered, found, held and released, followed. */
class OnlineStudioTest extends OpenHouse {

    private String masters() {
        return "/studios/"
                + dsl.select(STUDIO.ID)
                        .from(STUDIO)
                        .where(STUDIO.CODE.eq("huaikuang"))
                        .fetchSingle()
                        .value1();
    }

    private HttpResponse<String> ask(String who, String title, Map<String, String> more) {
        Map<String, String> typed = new HashMap<>(Map.of("title", title));
        typed.putAll(more);
        return visitor(who).post(masters() + "/questions", typed);
    }

    private String asked(String who, String title, Map<String, String> more) {
        var answer = ask(who, title, more);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private long letters(String who, String about) {
        return dsl.fetchCount(MESSAGE, MESSAGE.ACCOUNT_ID.eq(actor(who).accountId()), MESSAGE.SUBJECT.contains(about));
    }

    private static String read(HttpResponse<String> page) {
        return Jsoup.parse(page.body()).select("main").text();
    }

    @Test
    void a_question_like_one_that_was_asked_shows_that_one_first() {
        var like = ask("worker2", "井下水泵频繁跳闸是怎么回事", Map.of());
        assertThat(like.statusCode()).isEqualTo(422);
        assertThat(read(like)).contains("井下水泵频繁跳闸怎么查", "请先看看上面相近的问题");
        assertThat(stranger()
                        .get("/questions/like?title=%E4%BA%95%E4%B8%8B%E6%B0%B4%E6%B3%B5%E8%B7%B3%E9%97%B8")
                        .body())
                .contains("井下水泵频繁跳闸怎么查");
        asked("worker2", "井下水泵频繁跳闸是怎么回事", Map.of("sure", "true"));
    }

    @Test
    void two_characters_find_a_public_question_and_never_a_secret_or_held_one() {
        assertThat(read(stranger().get("/questions?q=%E6%94%AF%E6%9E%B6"))).contains("液压支架缓慢下沉");
        String all = read(stranger().get("/questions"));
        assertThat(all).doesNotContain("控制逻辑想请教", "代写论文", "二手设备");
        assertThat(read(stranger().get("/questions?q=%E6%8E%A7%E5%88%B6"))).doesNotContain("控制逻辑想请教");
    }

    @Test
    void a_member_answers_the_asker_is_told_and_chooses_the_best() {
        String question = asked("worker2", "减速机漏油用哪种密封合适呢", Map.of());
        assertThat(visitor("worker")
                        .post(question + "/answers", Map.of("answer", "我也想知道"))
                        .statusCode())
                .as("only the studio answers")
                .isEqualTo(404);
        assertThat(visitor("member")
                        .post(question + "/answers", Map.of("answer", "用骨架油封，先查轴颈磨损。"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(letters("worker2", "减速机漏油")).isEqualTo(1);
        long answer = dsl.select(ONLINE_ANSWER.ID)
                .from(ONLINE_ANSWER)
                .where(ONLINE_ANSWER.QUESTION_ID.eq(id(question)))
                .fetchSingle()
                .value1();
        assertThat(visitor("member")
                        .post("/answers/" + answer + "/best", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(visitor("worker2")
                        .post("/answers/" + answer + "/best", Map.of())
                        .statusCode())
                .isEqualTo(302);
        String page = read(stranger().get(question));
        assertThat(page).contains("最佳解答", "周**").doesNotContain("周晓梅");
    }

    private static long id(String address) {
        return Long.parseLong(address.replaceAll("\\D", ""));
    }

    @Test
    void a_phone_number_is_refused_beside_its_field_and_what_was_typed_stays() {
        var answer = ask("worker", "传送带张紧力怎么调", Map.of("body", "请打 139 1234 5678 告诉我", "sure", "true"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(read(answer)).contains("请勿填写电话号码");
        assertThat(answer.body()).contains("139 1234 5678");
    }

    @Test
    void a_word_of_the_list_holds_a_text_until_somebody_else_releases_it() {
        var city = visitor("city");
        city.post("/online/words", Map.of("word", "试验禁词"));
        assertThat(visitor("mining").get("/online/words").statusCode()).isEqualTo(404);
        String question = asked("master", "这里有试 验-禁词要核实", Map.of("sure", "true"));
        assertThat(stranger().get(question).statusCode()).isEqualTo(404);
        assertThat(visitor("worker").get(question).statusCode()).isEqualTo(404);
        var own = visitor("master").post(question + "/rule", Map.of("ruling", "RELEASE", "reason", "没有问题"));
        assertThat(own.statusCode()).isEqualTo(422);
        assertThat(read(own)).contains("须由他人核实");
        assertThat(read(visitor("mining").get("/online/waiting"))).contains("要核实");
        assertThat(visitor("mining")
                        .post(question + "/rule", Map.of("ruling", "RELEASE", "reason", "只是举例"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(stranger().get(question).statusCode()).isEqualTo(200);
        assertThat(letters("master", "已放行：这里有试")).isEqualTo(1);
        assertThat(visitor("city").get("/studio-rules").body()).contains("/online/words");
    }

    @Test
    void three_readers_hold_a_text_and_hiding_it_takes_a_reason() {
        String question = asked("trainee", "有人卖旧轴承要不要", Map.of("sure", "true"));
        for (String reader : new String[] {"worker", "worker2"}) {
            visitor(reader).post(question + "/report", Map.of("reason", "像广告"));
            visitor(reader).post(question + "/report", Map.of("reason", "像广告，再报一次"));
        }
        assertThat(stranger().get(question).statusCode()).isEqualTo(200);
        visitor("worker3").post(question + "/report", Map.of("reason", "广告"));
        assertThat(stranger().get(question).statusCode()).isEqualTo(404);
        assertThat(visitor("worker")
                        .post(question + "/rule", Map.of("ruling", "HIDE", "reason", "广告"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(visitor("master")
                        .post(question + "/rule", Map.of("ruling", "HIDE", "reason", ""))
                        .statusCode())
                .isEqualTo(422);
        assertThat(read(visitor("master").get(question)))
                .as("whoever rules reads why it was reported, not by whom")
                .contains("像广告")
                .doesNotContain("再报一次", "周晓梅");
        assertThat(read(visitor("trainee").get(question))).doesNotContain("像广告");
        assertThat(visitor("master")
                        .post(question + "/rule", Map.of("ruling", "HIDE", "reason", "广告"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(letters("trainee", "已隐藏：有人卖旧轴承")).as("who wrote it is told").isEqualTo(1);
        assertThat(dsl.select(ONLINE_QUESTION.STATE)
                        .from(ONLINE_QUESTION)
                        .where(ONLINE_QUESTION.ID.eq(id(question)))
                        .fetchSingle()
                        .value1())
                .isEqualTo("HIDDEN");
    }

    @Test
    void what_is_not_for_the_public_is_read_by_the_studio_and_who_asked() {
        String question = asked("worker", "本厂图纸上的联锁逻辑", Map.of("secret", "true", "sure", "true"));
        for (String who : new String[] {"worker", "member", "master", "mining"}) {
            assertThat(visitor(who).get(question).statusCode()).as(who).isEqualTo(200);
        }
        for (String who : new String[] {"worker2", "trainee", "clerk2"}) {
            assertThat(visitor(who).get(question).statusCode()).as(who).isEqualTo(404);
        }
        assertThat(stranger().get(question).statusCode()).isEqualTo(404);
    }

    @Test
    void an_article_is_public_once_the_unit_consents_and_whoever_follows_is_told_until_they_stop() {
        Visitor author = visitor("member");
        var begun = author.post(
                masters() + "/articles", Map.of("kind", "ARTICLE", "title", "接线盒防潮三法", "body", "一二三", "link", ""));
        String article = begun.headers().firstValue("Location").orElseThrow();
        assertThat(author.post(article + "/send", Map.of("version", 0)).body()).contains("请先确认不涉密");
        assertThat(author.post(article + "/send", Map.of("version", 0, "noSecrets", "true"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(stranger().get(article).statusCode()).isEqualTo(404);
        assertThat(author.post(article + "/consent", Map.of()).statusCode()).isEqualTo(404);
        visitor("worker3").post(masters() + "/follow", Map.of());
        visitor("trainee").post(masters() + "/unfollow", Map.of());
        assertThat(visitor("mining").post(article + "/consent", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(read(stranger().get(article))).contains("接线盒防潮三法", "一二三");
        assertThat(letters("worker3", "接线盒防潮")).isEqualTo(1);
        assertThat(letters("trainee", "接线盒防潮")).isZero();
        assertThat(dsl.fetchCount(ARTICLE, ARTICLE.ID.eq(id(article)), ARTICLE.STATE.eq("PUBLISHED")))
                .isEqualTo(1);
    }

    @Test
    void an_article_takes_its_file_with_the_first_words() {
        var begun = visitor("member")
                .upload(
                        masters() + "/articles",
                        Map.of("kind", "ARTICLE", "title", "防潮三法全文", "body", "见附件", "link", ""),
                        new Visitor.Upload("file", "三法.pdf", "%PDF-1.4\n%%EOF".getBytes()));
        assertThat(begun.statusCode()).isEqualTo(302);
        String article = begun.headers().firstValue("Location").orElseThrow();
        assertThat(read(visitor("member").get(article))).contains("三法.pdf", "草稿已保存");
        var wrong = visitor("member")
                .upload(
                        masters() + "/articles",
                        Map.of("kind", "ARTICLE", "title", "不该有的文件", "body", "见附件", "link", ""),
                        new Visitor.Upload("file", "x.exe", new byte[] {'M', 'Z', 0, 1}));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(dsl.fetchCount(ARTICLE, ARTICLE.TITLE.eq("不该有的文件"))).isZero();
    }

    @Test
    void a_link_leads_out_and_is_https() {
        var wrong = visitor("member")
                .post(masters() + "/articles", Map.of("kind", "VIDEO", "title", "示范视频", "link", "javascript:alert(1)"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("https://");
        String page = stranger().get(masters() + "/online").body();
        assertThat(page).doesNotContain("<iframe");
    }
}
