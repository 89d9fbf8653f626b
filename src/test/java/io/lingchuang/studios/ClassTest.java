package io.lingchuang.studios;

import static io.lingchuang.db.platform.Tables.MESSAGE;
import static io.lingchuang.db.studios.Tables.COURSE;
import static io.lingchuang.db.studios.Tables.LEARNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.Visitor;
import io.lingchuang.platform.web.Page;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** Classes of a studio: a place, the code on the screen, the test, the hours. */
class ClassTest extends AtTheStudio {

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(today.now(), Page.ZONE).truncatedTo(ChronoUnit.MINUTES);
    }

    private Map<String, Object> course(LocalDateTime at, Object... more) {
        Map<String, Object> fields = fields(
                "title",
                "变频柜检修",
                "teacher",
                lead,
                "startsAt",
                at,
                "endsAt",
                at.plusHours(2),
                "place",
                "培训楼三层",
                "hours",
                "2",
                "places",
                2,
                "openTo",
                "CITY");
        fields.putAll(fields(more));
        return fields;
    }

    private long planned(LocalDateTime at, Object... more) {
        return id(visitor("worker").post("/studios/" + studio + "/classes", course(at, more)));
    }

    private HttpResponse<String> join(String who, long id) {
        return visitor(who).post("/classes/" + id + "/place", fields("step", "join"));
    }

    /** What the screen shows. */
    private String code(long id) {
        return Jsoup.parse(visitor("worker").get("/classes/" + id + "/screen").body())
                .select(".lc-doorcode")
                .text();
    }

    private HttpResponse<String> signIn(String who, long id, String code) {
        return visitor(who).post("/classes/" + id + "/sign-in", fields("code", code));
    }

    private int version(long id) {
        return dsl.select(COURSE.VERSION)
                .from(COURSE)
                .where(COURSE.ID.eq(id))
                .fetchSingle()
                .value1();
    }

    private HttpResponse<String> close(long id) {
        return visitor("worker").post("/classes/" + id + "/end", fields("step", "close", "version", version(id)));
    }

    private BigDecimal hours(long id, long person) {
        return dsl.select(LEARNER.HOURS)
                .from(LEARNER)
                .where(LEARNER.COURSE_ID.eq(id), LEARNER.PERSON_ID.eq(person))
                .fetchSingle()
                .value1();
    }

    @Test
    void the_last_place_is_the_last_and_one_given_back_can_be_taken() {
        long id = planned(now().plusDays(3));
        done(visitor("trainee"), join("trainee", id));
        done(visitor("worker2"), join("worker2", id));
        refused(join("worker3", id), "名额已满");
        done(visitor("worker2"), visitor("worker2").post("/classes/" + id + "/place", fields("step", "leave")));
        assertThat(done(visitor("worker3"), join("worker3", id))).contains("已报名");
    }

    @Test
    void a_class_is_open_to_those_it_says() {
        long unit = planned(now().plusDays(3), "openTo", "UNIT");
        assertThat(text(visitor("worker2").get("/learning"))).contains("变频柜检修");
        assertThat(visitor("worker3").get("/classes/" + unit).statusCode()).isEqualTo(404);
        assertThat(join("worker3", unit).statusCode()).isEqualTo(404);
        assertThat(visitor("trainee").get("/classes/" + unit).statusCode())
                .as("of another unit, but of the studio")
                .isEqualTo(200);
        refused(join("county", unit), "没有对应的职工档案");
    }

    @Test
    void whoever_is_there_signs_in_by_the_code_on_the_screen_once() {
        long id = planned(now().plusMinutes(10));
        done(visitor("trainee"), join("trainee", id));
        String code = code(id);
        assertThat(code).matches("[0-9]{6}");
        assertThat(visitor("worker").bytes("/classes/" + id + "/qr.png").body()).startsWith(0x89, 'P', 'N', 'G');
        assertThat(text(visitor("trainee").get("/classes/" + id + "/sign-in?code=" + code)))
                .contains("变频柜检修");
        assertThat(done(visitor("trainee"), signIn("trainee", id, code))).contains("签到成功", "已签到");
        assertThat(done(visitor("trainee"), signIn("trainee", id, code))).contains("已经签过到了");
        assertThat(done(visitor("worker3"), signIn("worker3", id, code)))
                .as("without a place before, while there is one")
                .contains("签到成功");
        refused(signIn("worker2", id, code), "名额已满");
        assertThat(visitor("trainee").get("/classes/" + id + "/screen").statusCode())
                .as("whoever learns does not see the screen at home")
                .isEqualTo(404);
    }

    @Test
    void a_code_of_another_class_of_another_time_or_made_up_lets_nobody_in() {
        long id = planned(now().plusMinutes(10));
        long other = planned(now().plusMinutes(10));
        done(visitor("trainee"), join("trainee", id));
        refused(signIn("trainee", id, code(other)), "签到码不对或已过期");
        refused(signIn("trainee", id, "12345678"), "签到码不对或已过期");
        refused(signIn("trainee", id, ""), "签到码不对或已过期");
        String code = code(id);
        long later = planned(now().plusDays(1));
        done(visitor("trainee"), join("trainee", later));
        refused(signIn("trainee", later, code), "现在不是这次课的签到时间");
        assertThat(text(visitor("worker").get("/classes/" + later + "/screen"))).contains("开课前 30 分钟");
    }

    @Test
    void somebody_without_a_phone_is_ticked_and_hours_go_to_whoever_was_there() {
        long id = planned(now().plusMinutes(10), "places", 5);
        done(visitor("trainee"), join("trainee", id));
        done(visitor("worker2"), join("worker2", id));
        done(visitor("worker3"), join("worker3", id));
        done(visitor("worker3"), signIn("worker3", id, code(id)));
        refused(visitor("worker").post("/classes/" + id + "/add", fields("who", "没有这个人")), "没有这个姓名或工号");
        done(visitor("worker"), visitor("worker").post("/classes/" + id + "/add", fields("who", "QY001003")));
        done(visitor("worker"), visitor("worker").post("/classes/" + id + "/tick", fields("there", List.of(trainee))));
        refused(close(id), "还没有到开课时间");
        begin(id);
        String closed = done(visitor("worker"), close(id));
        assertThat(closed).contains("已结课");
        assertThat(hours(id, trainee)).isEqualByComparingTo("2");
        assertThat(hours(id, person("worker3"))).isEqualByComparingTo("2");
        assertThat(hours(id, member)).as("had a place and did not come").isNull();
        assertThat(text(visitor("worker2").get("/learning"))).contains("缺席");
        assertThat(text(visitor("worker").get("/studios/" + studio + "/ledger")))
                .contains("变频柜检修", "授课");
        assertThat(visitor("clerk").bytes("/classes/" + id + "/roll.xlsx").body())
                .startsWith('P', 'K');
        assertThat(visitor("worker").post("/classes/" + id + "/tick", fields()).statusCode())
                .isEqualTo(409);
    }

    private void begin(long id) {
        dsl.update(COURSE)
                .set(COURSE.STARTS_AT, today.now().minusSeconds(60))
                .where(COURSE.ID.eq(id))
                .execute();
    }

    @Test
    void learners_are_told_once_when_a_class_is_moved_or_called_off() {
        long id = planned(now().plusDays(3));
        done(visitor("trainee"), join("trainee", id));
        var moved = course(now().plusDays(4), "version", 0);
        refused(visitor("worker").post("/classes/" + id + "/edit", moved), "请写明原因");
        moved.put("reason", "会议室占用");
        assertThat(done(visitor("worker"), visitor("worker").post("/classes/" + id + "/edit", moved)))
                .contains("会议室占用");
        assertThat(visitor("worker").post("/classes/" + id + "/edit", moved).statusCode())
                .isEqualTo(409);
        done(
                visitor("worker"),
                visitor("worker")
                        .post("/classes/" + id + "/end", fields("step", "cancel", "version", 1, "reason", "临时抢修")));
        assertThat(dsl.fetchCount(MESSAGE, MESSAGE.LINK.eq("/classes/" + id))).isEqualTo(2);
        assertThat(text(visitor("trainee").get("/messages"))).contains("授课改期：变频柜检修", "授课取消：变频柜检修", "临时抢修");
        refused(join("worker2", id), "这次课已取消：临时抢修");
        refused(signIn("trainee", id, "12345678"), "这次课已取消");
    }

    @Test
    void with_a_pass_mark_hours_go_to_whoever_passes_even_after_the_class() {
        long id = planned(now().plusMinutes(10), "passMark", 60);
        done(visitor("trainee"), join("trainee", id));
        String questions = "/classes/" + id + "/questions";
        refused(visitor("worker").post(questions, fields("q1", "第一步是", "c1", "验电\n放电")), "正确的选项前加 *");
        done(
                visitor("worker"),
                visitor("worker")
                        .post(questions, fields("q1", "第一步是", "c1", "验电\n*办票", "q2", "要戴", "c2", "*手套\n*绝缘靴\n收音机")));
        assertThat(visitor("trainee").get("/classes/" + id + "/test").statusCode())
                .as("not there yet")
                .isEqualTo(404);
        done(visitor("trainee"), signIn("trainee", id, code(id)));
        begin(id);
        done(visitor("worker"), close(id));
        assertThat(hours(id, trainee)).isNull();
        assertThat(text(visitor("trainee").get("/desk"))).contains("等待测验");
        assertThat(visitor("trainee").get("/classes/" + id + "/test").body())
                .as("what is right is not told")
                .doesNotContain("*办票");
        Visitor learner = visitor("trainee");
        String test = "/classes/" + id + "/test";
        refused(learner.post(test, fields("q1", 2)), "还没有答");
        assertThat(done(learner, learner.post(test, fields("q1", 2, "q2", 1)))).contains("50%");
        assertThat(hours(id, trainee)).isNull();
        assertThat(done(learner, learner.post(test, fields("q1", 2, "q2", List.of(1, 2)))))
                .contains("100%");
        assertThat(hours(id, trainee)).isEqualByComparingTo("2");
        assertThat(done(learner, learner.post(test, fields("q1", 1, "q2", List.of(1, 2)))))
                .contains("50%");
        assertThat(hours(id, trainee)).as("the best counts").isEqualByComparingTo("2");
        refused(learner.post(test, fields("q1", 2, "q2", List.of(1, 2))), "已经答过 3 次");
        refused(visitor("worker").post(questions, fields("q1", "换一题", "c1", "*甲\n乙")), "已有人答题");
    }

    @Test
    void what_does_not_fit_is_said_beside_its_field() {
        String classes = "/studios/" + studio + "/classes";
        refused(visitor("worker").post(classes, course(now().minusDays(2))), "时间已经过去");
        refused(visitor("worker").post(classes, course(now().plusDays(2), "endsAt", now())), "结束时间早于开始时间");
        refused(visitor("worker").post(classes, course(now().plusDays(2), "places", "很多")), "请填写 1 到 1,000");
        refused(visitor("worker").post(classes, course(now().plusDays(2), "hours", "")), "请填写学时");
        refused(visitor("worker").post(classes, course(now().plusDays(2), "teacher", trainee)), "选授课人");
        assertThat(visitor("trainee").post(classes, course(now().plusDays(2))).statusCode())
                .isEqualTo(404);
    }
}
