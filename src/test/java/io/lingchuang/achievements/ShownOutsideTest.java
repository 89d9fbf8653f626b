package io.lingchuang.achievements;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.achievements.Tables.EXHIBIT;
import static io.lingchuang.db.achievements.Tables.INQUIRY;
import static io.lingchuang.db.achievements.Tables.POSTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.OpenHouse;
import io.lingchuang.Visitor;
import io.lingchuang.achievements.board.Postings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What leaves the library: the hall that two people open, and the board on which no phone number stands. */
class ShownOutsideTest extends OpenHouse {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    Achievements achievements;

    @Autowired
    Postings board;

    private long filed(String title) {
        long mine = dsl.select(NODE.ID)
                .from(NODE)
                .where(NODE.CODE.eq("QY001"))
                .fetchSingle()
                .value1();
        return achievements.add(
                actor("clerk"),
                new Draft(
                        title,
                        "改造后停机减少",
                        mine,
                        LocalDate.of(2024, 5, 1),
                        List.of(new Maker(null, "王外请"), new Maker(null, "李内请"))));
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static LocalDate inDays(int days) {
        return LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).plusDays(days);
    }

    @Test
    void a_hall_is_prepared_by_one_and_released_by_another_and_then_everybody_walks_through_it() {
        Visitor city = visitor("city");
        Visitor chief = visitor("chief");
        String title = "展厅里的风机" + COUNT.incrementAndGet();
        long id = filed(title);
        assertThat(city.post("/halls", Map.of("year", 2011, "title", "2011年成果展", "version", 0))
                        .statusCode())
                .isEqualTo(302);
        assertThat(city.post("/halls", Map.of("year", 2011, "title", "又一个", "version", 0))
                        .body())
                .contains("已经有成果展");
        assertThat(city.post("/halls/2011/prepare", Map.of("version", 0)).body())
                .contains("还没有成果");
        assertThat(city.post("/halls/2011/choose", Map.of("id", id, "category", ""))
                        .statusCode())
                .isEqualTo(422);
        city.post("/halls/2011/choose", Map.of("id", id, "category", "安全生产"));
        assertThat(stranger().get("/exhibition/2011").statusCode()).isEqualTo(404);
        long number = dsl.select(EXHIBIT.ID)
                .from(EXHIBIT)
                .where(EXHIBIT.ACHIEVEMENT_ID.eq(id))
                .fetchSingle()
                .value1();
        String beside = "/halls/2011/exhibits/" + number + "/caption";
        assertThat(chief.post(beside, Map.of("caption", "不该我写")).statusCode()).isEqualTo(404);
        assertThat(city.post(beside, Map.of("caption", "长".repeat(301))).statusCode())
                .isEqualTo(422);
        assertThat(city.post(beside, Map.of("caption", "比原来省一半时间")).statusCode())
                .isEqualTo(302);
        assertThat(city.post("/halls/2011/prepare", Map.of("version", 0)).statusCode())
                .isEqualTo(302);
        assertThat(chief.get("/desk").body()).contains("2011年成果展");
        assertThat(city.post("/halls/2011/choose", Map.of("id", id, "category", "别处"))
                        .body())
                .contains("退回后才能改动");
        assertThat(city.post("/halls/2011/release", Map.of("version", 1)).statusCode())
                .as("who prepares has not the right to release")
                .isEqualTo(404);
        assertThat(chief.post("/halls/2011/release", Map.of("version", 1)).statusCode())
                .isEqualTo(302);
        Visitor stranger = stranger();
        String hall = stranger.get("/exhibition/2011").body();
        assertThat(hall).contains(title, "安全生产").doesNotContain("投票", "点赞");
        String exhibit = hall.substring(hall.indexOf("/exhibition/2011/exhibits/"));
        assertThat(stranger.get(exhibit.substring(0, exhibit.indexOf('"'))).body())
                .contains("改造后停机减少");
        assertThat(catalogue(stranger)).contains(title, "改造后停机减少", "目录", "比原来省一半时间");
        assertThat(stranger.get("/exhibition?q=风机").body())
                .as("found by two characters")
                .contains(title);
        assertThat(stranger.get("/exhibition?q=李内请").body())
                .as("who is not named there is not found there")
                .doesNotContain(title);
        assertThat(stranger.get("/exhibition?q=没有的东西").body()).doesNotContain(title);
        assertThat(stranger.get("/achievements/" + id).statusCode()).isIn(302, 404);
        chief.post("/halls/2011/take-back", Map.of("version", 2, "reason", "展区名写错"));
        assertThat(stranger.get("/exhibition/2011").statusCode()).isEqualTo(404);
        assertThat(stranger.get("/exhibition?q=风机").body()).doesNotContain(title);
    }

    private static String catalogue(Visitor visitor) {
        try (var document =
                Loader.loadPDF(visitor.bytes("/exhibition/2011/catalogue.pdf").body())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String offered(String title) {
        long id = filed(title);
        var answer = visitor("clerk")
                .post(
                        "/postings/new",
                        Map.of("achievement", id, "title", title, "text", "提供图纸和现场培训服务", "untilDay", inDays(90)));
        assertThat(answer.statusCode()).isEqualTo(302);
        return location(answer);
    }

    @Test
    void an_offer_is_looked_through_asked_about_and_answered_without_a_phone_number_on_the_board() {
        String title = "挂牌的水泵" + COUNT.incrementAndGet();
        String posting = offered(title);
        String number = posting.substring(posting.lastIndexOf('/') + 1);
        assertThat(stranger().get("/transfer/" + number).statusCode()).isEqualTo(404);
        assertThat(visitor("clerk")
                        .post(posting + "/look", Map.of("version", 0, "verdict", "publish"))
                        .statusCode())
                .isEqualTo(404);
        Visitor county = visitor("county");
        assertThat(county.get("/desk").body()).contains("供需信息待审核");
        assertThat(county.post(posting + "/look", Map.of("version", 0, "verdict", "refuse", "reason", ""))
                        .statusCode())
                .isEqualTo(422);
        assertThat(county.post(posting + "/look", Map.of("version", 0, "verdict", "publish"))
                        .statusCode())
                .isEqualTo(302);
        Visitor stranger = strangerFrom(9, COUNT.incrementAndGet());
        assertThat(stranger.get("/transfer?q=挂牌").body()).contains(title);
        assertThat(stranger.post(
                                "/transfer/" + number + "/ask",
                                Map.of("name", "孙", "unit", "某厂", "phone", "打我", "text", "想看"))
                        .statusCode())
                .isEqualTo(422);
        Map<String, String> asked =
                Map.of("name", "孙问询", "unit", "濉溪选煤厂", "phone", "13899990000", "text", "想到现场看一看样机情况");
        assertThat(stranger.post("/transfer/" + number + "/ask", asked).statusCode())
                .isEqualTo(302);
        assertThat(stranger.get("/transfer/" + number).body()).doesNotContain("13899990000", "孙问询");
        assertThat(visitor("clerk").get(posting).body()).contains("13899990000");
        assertThat(visitor("clerk2").get(posting).statusCode()).isEqualTo(404);
        visitor("worker").post("/transfer/" + number + "/ask", asked);
        long inquiry = dsl.select(INQUIRY.ID)
                .from(INQUIRY)
                .where(
                        INQUIRY.POSTING_ID.eq(Long.valueOf(number)),
                        INQUIRY.ACCOUNT_ID.eq(actor("worker").accountId()))
                .fetchSingle()
                .value1();
        assertThat(county.post(posting + "/inquiries/" + inquiry, Map.of("verdict", "ANSWERED", "answer", "已约周三现场看"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(visitor("worker").get("/messages").body()).contains("已约周三现场看");
        assertThat(achievements
                        .achievement(
                                actor("clerk"),
                                dsl.select(POSTING.ACHIEVEMENT_ID)
                                        .from(POSTING)
                                        .where(POSTING.ID.eq(Long.valueOf(number)))
                                        .fetchSingle()
                                        .value1())
                        .state())
                .isEqualTo(TransferState.OFFERED);
    }

    @Test
    void a_phone_number_in_the_text_is_refused_and_the_same_achievement_is_not_offered_twice() {
        String title = "不留电话的成果" + COUNT.incrementAndGet();
        long id = filed(title);
        Visitor clerk = visitor("clerk");
        for (String text : List.of("联系王工 138 9999 0000 面谈", "电话0561-3045678随时联系", "写信到 wang@example.org 即可")) {
            var answer = clerk.post(
                    "/postings/new", Map.of("achievement", id, "title", title, "text", text, "untilDay", inDays(30)));
            assertThat(answer.statusCode()).as(text).isEqualTo(422);
            assertThat(answer.body()).contains("由工会牵线", text);
        }
        Map<String, Object> right =
                Map.of("achievement", id, "title", title, "text", "2024年节电 1200000 千瓦时", "untilDay", inDays(30));
        assertThat(clerk.post("/postings/new", right).statusCode()).isEqualTo(302);
        assertThat(clerk.post("/postings/new", right).body()).contains("已经挂牌");
    }

    @Test
    void a_posting_comes_down_by_itself_after_its_last_day() {
        String title = "到期的成果" + COUNT.incrementAndGet();
        String posting = offered(title);
        long number = Long.parseLong(posting.substring(posting.lastIndexOf('/') + 1));
        visitor("county").post(posting + "/look", Map.of("version", 0, "verdict", "publish"));
        dsl.update(POSTING)
                .set(POSTING.UNTIL_DAY, inDays(-1))
                .where(POSTING.ID.eq(number))
                .execute();
        assertThat(stranger().get("/transfer/" + number).statusCode())
                .as("readers do not wait for the clock")
                .isEqualTo(404);
        board.takeDown();
        assertThat(dsl.select(POSTING.STATE)
                        .from(POSTING)
                        .where(POSTING.ID.eq(number))
                        .fetchSingle()
                        .value1())
                .isEqualTo("EXPIRED");
        assertThat(visitor("clerk").get("/messages").body()).contains(title);
    }
}
