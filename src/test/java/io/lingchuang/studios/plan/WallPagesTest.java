package io.lingchuang.studios.plan;

import static io.lingchuang.db.studios.Tables.MEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** The wall as its pages show it: to those inside, to the public, to a county and to the city; on paper and in Excel. */
class WallPagesTest extends WallOfOurs {

    private ItemWords secret() {
        return new ItemWords(ItemKind.SERVICE, "内部保密事项", 2, 4, "不公开", 1, "项", "", "", true, "底牌在此", List.of(leading));
    }

    private String wall() {
        return "/studios/" + studio + "/plan?year=" + YEAR;
    }

    private static String words(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void the_public_sees_what_hangs_without_what_is_internal_and_those_inside_all_of_it() throws Exception {
        long item = hung("公开的课题");
        long hidden =
                on(YEAR + "-02-01", () -> changes.add(leader, store.item(item).planId(), secret(), "上级交办"));
        String outside = stranger().get(wall()).body();
        assertThat(outside).contains("公开的课题", "完成 0／1 项").doesNotContain("内部保密事项", "底牌在此", "/plan-items/");
        assertThat(visitor("worker").get(wall()).body()).contains("公开的课题", "内部保密事项", "完成 0／2 项");
        assertThat(visitor("county").get(wall()).body()).contains("内部保密事项");
        assertThat(visitor("clerk2").get(wall()).body()).doesNotContain("内部保密事项");
        assertThat(visitor("clerk2").get("/plan-items/" + hidden).statusCode()).isEqualTo(404);
        assertThat(visitor("county").get("/plan-items/" + hidden).body()).contains("底牌在此");
        assertThat(words(stranger()
                        .bytes("/studios/" + studio + "/plan.pdf?year=" + YEAR)
                        .body()))
                .contains("公开的课题")
                .doesNotContain("内部保密事项");
        assertThat(stranger()
                        .bytes("/studios/" + studio + "/plan.xlsx?year=" + YEAR)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_draft_is_seen_by_those_who_work_there_and_by_nobody_else() {
        onDay(YEAR + "-01-05", () -> {
            Plan plan = plans.begin(leader, studio, YEAR, "", List.of());
            changes.add(leader, plan.id(), words("还没定的课题", 3, 5, working), "");
        });
        assertThat(visitor("worker2").get(wall()).body()).contains("还没定的课题");
        for (String login : List.of("county", "city", "worker3")) {
            assertThat(visitor(login).get(wall()).body()).as(login).doesNotContain("还没定的课题");
        }
        assertThat(stranger().get(wall()).body()).doesNotContain("还没定的课题");
        assertThat(stranger()
                        .get("/studios/" + studio + "/plan.pdf?year=" + YEAR)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_wall_is_one_a3_page_with_nine_items_as_with_twenty_four() throws Exception {
        long plan = store.item(hung("课题第一")).planId();
        for (int n = 2; n <= 24; n++) {
            int month = 1 + n % 11;
            String title = "课题第" + n + "：关键设备改造与现场应用推广";
            onDay(
                    YEAR + "-02-01",
                    () -> changes.add(leader, plan, words(title, month, month + 1, leading, working), "追加"));
            if (n == 9 || n == 24) {
                byte[] pdf = visitor("worker")
                        .bytes("/studios/" + studio + "/plan.pdf?year=" + YEAR)
                        .body();
                try (var document = Loader.loadPDF(pdf)) {
                    assertThat(document.getNumberOfPages())
                            .as("pages with " + n + " items")
                            .isEqualTo(1);
                    var box = document.getPage(0).getMediaBox();
                    assertThat(Math.round(box.getWidth() / 72 * 25.4)).isEqualTo(420);
                    assertThat(Math.round(box.getHeight() / 72 * 25.4)).isEqualTo(297);
                }
                assertThat(words(pdf)).contains(title);
            }
        }
    }

    @Test
    void the_form_says_beside_the_field_what_is_wrong_and_keeps_what_was_typed() {
        long plan = store.item(hung("课题第一")).planId();
        // The year is over by now: what is written is looked at first, and said.
        var answer = visitor("worker")
                .post(
                        "/work-plans/" + plan + "/items",
                        Map.of(
                                "kind", "COURSE",
                                "title", "新的讲座",
                                "fromMonth", "9",
                                "untilMonth", "4",
                                "goal", "讲四次",
                                "quantity", "4",
                                "unit", "次",
                                "doers", working));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("完成月份（4月）早于开始月份（9月）", "新的讲座", "讲四次");
    }

    @Test
    void the_citys_wall_shows_what_is_late_first_and_to_each_only_their_own() {
        hung("没有做完的课题");
        String name = "href=\"/studios/" + studio + "/plan?year=" + YEAR + "\"";
        String all = visitor("city").get("/wall?year=" + YEAR).body();
        assertThat(all).contains(name);
        assertThat(visitor("county").get("/wall?year=" + YEAR).body()).contains(name);
        assertThat(visitor("clerk2").get("/wall?year=" + YEAR).body()).doesNotContain(name);
        assertThat(visitor("worker").get("/wall").statusCode()).isEqualTo(404);
        assertThat(all.indexOf(name))
                .as("a wall with something overdue stands before one where nothing hangs")
                .isLessThan(all.indexOf("lc-line-grey"));
        assertThat(visitor("city").get("/wall?year=" + YEAR + "&only=none").body())
                .doesNotContain(name);
        assertThat(visitor("city")
                        .get("/wall?year=" + YEAR + "&industry=%E9%87%87%E7%9F%BF")
                        .body())
                .contains(name);
        assertThat(visitor("city").get("/wall?year=" + YEAR + "&kind=STUDIO").body())
                .doesNotContain(name);
        assertThat(visitor("city").bytes("/wall.xlsx?year=" + YEAR).statusCode())
                .isEqualTo(200);
    }

    @Test
    void an_item_whose_people_have_left_is_marked_until_somebody_else_takes_it_over() {
        int year = today.today().getYear();
        Plan plan = plans.begin(leader, studio, year, "", List.of());
        long item = changes.add(leader, plan.id(), words("无人接手的课题", 1, 12, working), "");
        plans.hang(leader, plan.id(), plan.version());
        assertThat(visitor("worker").get("/desk").body()).doesNotContain("责任人已离开的事项");
        dsl.update(MEMBER)
                .set(MEMBER.UNTIL_DAY, today.today())
                .where(MEMBER.ID.eq(working))
                .execute();
        String wall = "/studios/" + studio + "/plan?year=" + year;
        assertThat(visitor("worker").get(wall).body()).contains("（已离开）", "责任人都已离开");
        assertThat(visitor("worker").get("/desk").body()).contains("责任人已离开的事项");
        assertThat(visitor("worker")
                        .post(
                                "/plan-items/" + item,
                                Map.of(
                                        "version",
                                        0,
                                        "kind",
                                        "RESEARCH",
                                        "title",
                                        "有人接手的课题",
                                        "fromMonth",
                                        1,
                                        "untilMonth",
                                        12,
                                        "goal",
                                        "改造投用",
                                        "quantity",
                                        4,
                                        "unit",
                                        "项",
                                        "doers",
                                        leading,
                                        "reason",
                                        "原责任人调离"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(visitor("worker").get(wall).body()).contains("有人接手的课题").doesNotContain("责任人都已离开");
        assertThat(visitor("worker").get("/desk").body()).doesNotContain("责任人已离开的事项");
    }
}
