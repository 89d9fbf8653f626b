package io.lingchuang.portal;

import static io.lingchuang.db.notices.Tables.NOTICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.CityAtWork;
import io.lingchuang.OpenHouse;
import io.lingchuang.Visitor;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever somebody of the street types is answered in their words, and what the office brings wrongly too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublicPagesTest extends OpenHouse {

    private static final byte[] PNG = {
        (byte) 0x89,
        'P',
        'N',
        'G',
        '\r',
        '\n',
        0x1a,
        '\n',
        0,
        0,
        0,
        13,
        'I',
        'H',
        'D',
        'R',
        0,
        0,
        0,
        1,
        0,
        0,
        0,
        1,
        8,
        2
    };

    @Autowired
    private CityAtWork city;

    private Map<String, CityAtWork.Story> stories = Map.of();

    @BeforeAll
    void tellTheStories() {
        stories = new HashMap<>();
        city.stories(this::actor).forEach(s -> stories.put(s.name(), s));
    }

    /** Other tests knock at the same doors, and those are counted by address. */
    private Visitor street() {
        return strangerFrom(1, 1);
    }

    private String id(String story, String kind) {
        return stories.get(story).id(kind);
    }

    @Test
    void a_number_that_is_none_gets_a_friendly_answer_whatever_stands_in_it() {
        for (String number : List.of("A/1", "a\\b", "100%", "..", "WX-2026-A-9999", "<b>")) {
            HttpResponse<String> answer =
                    street().get("/verify?number=" + URLEncoder.encode(number, StandardCharsets.UTF_8));
            assertThat(answer.statusCode()).as(number).isEqualTo(200);
            assertThat(answer.body()).as(number).contains("没有找到", "请核对编号");
        }
        assertThat(street().get("/verify?number=" + id("awarded", "certificate").toLowerCase())
                        .body())
                .contains("证书有效");
    }

    @Test
    void a_receipt_code_that_is_none_gives_the_form_again_with_what_is_wrong() {
        HttpResponse<String> wrong = street().get("/notices/receipts?receipt=NOSUCHCODE12");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("没有这个回执码", "value=\"NOSUCHCODE12\"");
        assertThat(street().get("/notices/receipts/NOSUCHCODE12").statusCode()).isEqualTo(404);
        assertThat(street().get("/notices/receipts?receipt=+"
                                + id("judged", "receipt").toLowerCase())
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .endsWith("/notices/receipts/" + id("judged", "receipt"));
    }

    @Test
    void refused_objections_count_for_nothing_and_blank_grounds_are_asked_for_beside_the_field() {
        String notice = "/notices/" + id("judged", "notice");
        Visitor passer = street();
        for (int i = 0; i < 25; i++) {
            HttpResponse<String> refused = object(passer, notice, "            ");
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("请写明理由").doesNotContain("已被别人改动", "过于频繁");
        }
        for (int i = 0; i < 20; i++) {
            assertThat(object(passer, notice, "该成果三年前已经获得过省级奖励。").statusCode()).isEqualTo(302);
        }
        assertThat(object(passer, notice, "该成果三年前已经获得过省级奖励。").body()).contains("过于频繁");
    }

    private static HttpResponse<String> object(Visitor passer, String notice, String grounds) {
        return passer.post(notice + "/objections", Map.of("name", "许文强", "phone", "13900001111", "grounds", grounds));
    }

    @Test
    void a_notice_without_a_contact_shows_none() {
        String notice = "/notices/" + id("judged", "notice");
        assertThat(street().get(notice).body()).contains("受理单位和联系方式");
        var one = NOTICE.ID.eq(Long.valueOf(id("judged", "notice")));
        dsl.update(NOTICE).set(NOTICE.CONTACT, " ").where(one).execute();
        assertThat(street().get(notice).body()).doesNotContain("受理单位和联系方式");
        dsl.update(NOTICE).set(NOTICE.CONTACT, "市总工会").where(one).execute();
    }

    @Test
    void the_page_of_a_decision_says_why_there_can_be_none_yet() {
        HttpResponse<String> page = visitor("city")
                .get("/calls/" + id("judged", "call") + "/decisions/new?notice=" + id("judged", "notice"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("公示期还没有满").doesNotContain("name=\"meeting\"");
        HttpResponse<String> refused = visitor("city")
                .post(
                        "/calls/" + id("judged", "call") + "/decisions",
                        Map.of(
                                "notice", id("judged", "notice"),
                                "meeting", "第12次主席办公会",
                                "minutes", "王主席主持，一致通过，予以公布。",
                                "decidedOn", "2026-11-12"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("公示期还没有满");
    }

    @Test
    void a_picture_brought_as_the_sheet_of_payments_is_told_that_sheets_are_taken_and_nothing_else() {
        HttpResponse<String> answer = visitor("finance")
                .upload(
                        "/payouts/" + id("awarded", "batch") + "/results",
                        Map.of(),
                        new Visitor.Upload("file", "回单.png", PNG));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("这里只收：Excel 的 xlsx 表格").doesNotContain("JPG");
    }
}
