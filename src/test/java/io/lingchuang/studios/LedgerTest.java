package io.lingchuang.studios;

import static io.lingchuang.db.studios.Tables.LEDGER_BEFORE;
import static io.lingchuang.db.studios.Tables.LEDGER_PHOTO;
import static io.lingchuang.db.studios.Tables.LEDGER_RECORD;
import static io.lingchuang.db.studios.Tables.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.Visitor;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The ledger of a studio: noted down in seconds, corrected without losing what stood, read by whom it concerns. */
class LedgerTest extends AtTheStudio {

    private Map<String, Object> something(Object... more) {
        Map<String, Object> fields =
                fields("kind", "SERVICE", "title", "到区队排查变频柜", "day", today.today(), "person", member);
        fields.putAll(fields(more));
        return fields;
    }

    private long noted(Object... more) {
        return id(visitor("worker2").post("/studios/" + studio + "/ledger", something(more)));
    }

    // Noting down

    @Test
    void a_member_notes_something_down_with_a_photo_and_the_plan_is_ticked() {
        long item = itemOnTheWall("进区队服务");
        var answer = visitor("worker2")
                .upload(
                        "/studios/" + studio + "/ledger",
                        something("planItem", item),
                        new Visitor.Upload("photo", "现场.png", photo()));
        long id = id(answer);
        String page = text(visitor("worker2").get("/ledger/" + id));
        assertThat(page).contains("到区队排查变频柜", "周晓梅", "进区队服务", "照片（1）");
        assertThat(percent(item)).isEqualTo(50);
        noted("planItem", item);
        assertThat(percent(item)).isEqualTo(100);
        refused(visitor("worker2").post("/studios/" + studio + "/ledger", something("planItem", item)), "或已经完成");
    }

    @Test
    void the_one_screen_offers_the_plan_and_the_roster_with_oneself_ticked() {
        itemOnTheWall("进区队服务");
        var page = org.jsoup.Jsoup.parse(
                visitor("worker2").get("/studios/" + studio + "/ledger/new").body());
        assertThat(page.select("input[name=planItem]")).hasSize(2);
        assertThat(page.select("input[name=person]")).hasSize(3);
        assertThat(page.select("input[name=person][checked]").eachAttr("value"))
                .containsExactly(String.valueOf(member));
        assertThat(page.select("input[name=day]").val()).isEqualTo(today.today().toString());
    }

    @Test
    void pressed_twice_or_sent_again_after_the_line_was_lost_it_stands_once() {
        UUID once = UUID.randomUUID();
        long first = id(visitor("worker2").postOnce("/studios/" + studio + "/ledger", once, something()));
        long second = id(visitor("worker2").postOnce("/studios/" + studio + "/ledger", once, something()));
        assertThat(second).isEqualTo(first);
        assertThat(dsl.fetchCount(LEDGER_RECORD, LEDGER_RECORD.STUDIO_ID.eq(studio)))
                .isEqualTo(1);
    }

    @Test
    void what_cannot_be_is_refused_beside_its_field_and_nothing_typed_is_lost() {
        String ledger = "/studios/" + studio + "/ledger";
        var tomorrow =
                visitor("worker2").post(ledger, something("day", today.today().plusDays(1)));
        refused(tomorrow, "日期还没有到");
        assertThat(tomorrow.body()).contains("到区队排查变频柜");
        refused(visitor("worker2").post(ledger, something("day", "昨天")), "请填写日期");
        refused(visitor("worker2").post(ledger, something("title", "")), "请填写此项");
        refused(visitor("worker2").post(ledger, something("title", "查")), "请填写 2 到 120 个字");
        refused(visitor("worker2").post(ledger, something("headcount", "0")), "不能少于勾选的 1 人");
        refused(visitor("worker2").post(ledger, something("kind", "VISIT_RECEIVED")), "谁来了");
        refused(visitor("worker2").post(ledger, something("person", person("worker3"))), "不在这个工作室的名单上");
        refused(visitor("worker2").post(ledger, something("kind", "CLASS")), "自动生成");
        assertThat(dsl.fetchCount(LEDGER_RECORD, LEDGER_RECORD.STUDIO_ID.eq(studio)))
                .isZero();
    }

    @Test
    void what_is_no_photo_or_too_large_is_refused_and_the_record_with_it() {
        String ledger = "/studios/" + studio + "/ledger";
        refused(
                visitor("worker2")
                        .upload(ledger, something(), new Visitor.Upload("photo", "现场.jpg", "%PDF-1.4 不是照片".getBytes())),
                "现场.jpg");
        byte[] piece = new byte[1024 * 1024];
        refused(
                visitor("worker2")
                        .upload(
                                ledger,
                                something(),
                                new Visitor.Upload("photo", "大图.jpg", Collections.nCopies(16, piece))),
                "15");
        assertThat(dsl.fetchCount(LEDGER_RECORD, LEDGER_RECORD.STUDIO_ID.eq(studio)))
                .isZero();
    }

    @Test
    void the_ledger_of_a_studio_that_ended_is_only_read() {
        long id = noted();
        dsl.update(STUDIO)
                .set(STUDIO.STATE, "CANCELLED")
                .set(STUDIO.ENDED_ON, today.today())
                .set(STUDIO.ENDED_WHY, "领衔人退休")
                .where(STUDIO.ID.eq(studio))
                .execute();
        assertThat(visitor("worker2").get("/ledger/" + id).statusCode()).isEqualTo(200);
        var answer = visitor("worker2").post("/studios/" + studio + "/ledger", something());
        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(text(answer)).contains("只能查看");
    }

    // Correcting

    @Test
    void a_correction_keeps_what_stood_before_with_who_and_why() {
        long item = itemOnTheWall("进区队服务");
        long id = noted("planItem", item);
        var wrong = something("title", "到洗选厂排查", "version", 0, "person", lead);
        refused(visitor("worker").post("/ledger/" + id + "/correct", wrong), "请写明原因");
        wrong.put("reason", "地点记错");
        String page = done(visitor("worker"), visitor("worker").post("/ledger/" + id + "/correct", wrong));
        assertThat(page).contains("到洗选厂排查", "更正前的内容", "地点记错", "陈立新", "到区队排查变频柜", "周晓梅");
        assertThat(percent(item))
                .as("it no longer says that the plan's item was done")
                .isZero();
        assertThat(visitor("worker2").post("/ledger/" + id + "/correct", wrong).statusCode())
                .as("somebody was faster")
                .isEqualTo(409);
        assertThatThrownBy(() -> dsl.deleteFrom(LEDGER_BEFORE)
                        .where(LEDGER_BEFORE.RECORD_ID.eq(id))
                        .execute())
                .hasMessageContaining("append-only");
    }

    @Test
    void a_record_struck_out_counts_no_more_and_can_be_put_back() {
        long item = itemOnTheWall("进区队服务");
        long id = noted("planItem", item);
        String struck =
                done(visitor("worker"), visitor("worker").post("/ledger/" + id + "/strike", fields("reason", "重复")));
        assertThat(struck).contains("这条记录已作废：重复");
        assertThat(percent(item)).isZero();
        String back = done(visitor("worker"), visitor("worker").post("/ledger/" + id + "/restore", fields()));
        assertThat(back).doesNotContain("已作废");
        assertThat(percent(item)).isEqualTo(50);
    }

    @Test
    void a_photo_is_taken_away_for_good() {
        long id = id(visitor("worker2")
                .upload("/studios/" + studio + "/ledger", something(), new Visitor.Upload("photo", "现场.png", photo())));
        UUID file = dsl.select(LEDGER_PHOTO.FILE_ID)
                .from(LEDGER_PHOTO)
                .where(LEDGER_PHOTO.RECORD_ID.eq(id))
                .fetchSingle()
                .value1();
        assertThat(visitor("clerk").get("/files/" + file).statusCode()).isEqualTo(200);
        assertThat(visitor("worker3").get("/files/" + file).statusCode()).isEqualTo(404);
        done(visitor("worker"), visitor("worker").post("/ledger/" + id + "/photos/" + file + "/remove", fields()));
        assertThat(visitor("clerk").get("/files/" + file).statusCode()).isEqualTo(404);
    }

    // Who reads

    @Test
    void members_and_the_unions_above_read_all_a_trainee_what_they_took_part_in_nobody_else_anything() {
        long others = noted();
        long own = noted("title", "学员考核", "person", trainee);
        String ledger = "/studios/" + studio + "/ledger";
        for (String who : new String[] {"worker", "worker2", "clerk", "county", "mining", "city", "leader"}) {
            assertThat(text(visitor(who).get(ledger))).as(who).contains("到区队排查变频柜", "学员考核");
        }
        String read = text(visitor("trainee").get(ledger));
        assertThat(read).contains("学员考核", "共 1").doesNotContain("到区队排查变频柜");
        assertThat(visitor("trainee").get("/ledger/" + own).statusCode()).isEqualTo(200);
        assertThat(visitor("trainee").get("/ledger/" + others).statusCode()).isEqualTo(404);
        for (String who : new String[] {"worker3", "clerk2", "master"}) {
            assertThat(visitor(who).get(ledger).statusCode()).as(who).isEqualTo(404);
            assertThat(visitor(who).get("/ledger/" + own).statusCode()).as(who).isEqualTo(404);
        }
        assertThat(stranger().get(ledger).statusCode()).isEqualTo(302);
        for (String who : new String[] {"trainee", "county", "leader", "clerk2"}) {
            assertThat(visitor(who).post(ledger, something()).statusCode())
                    .as(who)
                    .isEqualTo(404);
        }
    }

    @Test
    void it_is_searched_by_two_characters_and_goes_out_as_excel_and_as_the_book_to_be_signed() {
        noted("title", "皮带机跑偏治理", "note", "加装自动纠偏托辊");
        noted("title", "支架检修比武");
        assertThat(text(visitor("clerk").get("/studios/" + studio + "/ledger?q=" + encoded("纠偏"))))
                .contains("皮带机跑偏治理")
                .doesNotContain("支架检修比武");
        assertThat(visitor("clerk").bytes("/studios/" + studio + "/ledger.xlsx").body())
                .startsWith('P', 'K');
        var book = visitor("clerk")
                .bytes("/studios/" + studio + "/ledger.pdf?year="
                        + today.today().getYear());
        assertThat(words(book.body())).contains("工作台账", "皮带机跑偏治理", "支架检修比武", "领衔人签字");
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static String words(byte[] pdf) {
        try (var document = org.apache.pdfbox.Loader.loadPDF(pdf)) {
            return new org.apache.pdfbox.text.PDFTextStripper().getText(document);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
