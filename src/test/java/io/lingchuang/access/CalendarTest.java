package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.AUDIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.OpenHouse;
import io.lingchuang.platform.days.WorkingDays;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The year's holidays and make-up days, kept by the system administrator from the State Council's notice. Each test has a year of its own. */
class CalendarTest extends OpenHouse {

    private static final String SOURCE = "国务院办公厅关于部分节假日安排的通知";

    @Autowired
    WorkingDays days;

    private HttpResponse<String> keep(int year, String typed) {
        return visitor("admin").post("/calendar", Map.of("year", year, "source", SOURCE, "days", typed));
    }

    @Test
    void a_year_that_is_pasted_counts_at_once() {
        assertThat(days.known(2031)).isFalse();
        assertThat(visitor("admin").get("/calendar?year=2031").body()).contains("2031");
        assertThat(keep(2031, "2031-10-01 休 国庆节\n2031-10-04 班 国庆节调休\n").statusCode())
                .isIn(302, 303);
        assertThat(days.known(2031)).isTrue();
        assertThat(days.isWorkingDay(LocalDate.parse("2031-10-01")))
                .as("a Wednesday, holiday")
                .isFalse();
        assertThat(days.isWorkingDay(LocalDate.parse("2031-10-04")))
                .as("a Saturday, made up")
                .isTrue();
        assertThat(visitor("admin").get("/calendar?year=2031").body()).contains(SOURCE, "2031-10-04 班 国庆节调休");
        assertThat(dsl.fetchCount(AUDIT, AUDIT.ACTION.eq("access.keepCalendar").and(AUDIT.SUBJECT_ID.eq(2031L))))
                .isEqualTo(1);
    }

    @Test
    void a_day_can_be_changed_and_taken_out() {
        keep(2032, "2032-10-01 休 国庆节\n2032-10-02 班 调休");
        keep(2032, "2032-10-01 班 改为上班");
        assertThat(days.isWorkingDay(LocalDate.parse("2032-10-01"))).isTrue();
        assertThat(days.isWorkingDay(LocalDate.parse("2032-10-02")))
                .as("an ordinary Saturday again")
                .isFalse();
    }

    @Test
    void a_line_nobody_can_read_is_named_and_nothing_is_changed() {
        keep(2033, "2033-10-03 休 国庆节");
        for (String bad : List.of(
                "2033-13-01 休 没有的月份",
                "2033-10-01 放 什么",
                "2033-10-01 休",
                "2032-10-01 休 另一年",
                "明天 休 国庆节",
                "2033-10-01 休 国庆节\n2033-10-01 班 同一天两次",
                "2033-10-01 休 " + "长".repeat(500))) {
            HttpResponse<String> answer = keep(2033, bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(422);
            assertThat(answer.body())
                    .as("what was typed is kept")
                    .contains(bad.lines().toList().getFirst());
        }
        assertThat(days.isWorkingDay(LocalDate.parse("2033-10-03")))
                .as("still as it was")
                .isFalse();
    }

    @Test
    void a_year_says_where_it_comes_from() {
        assertThat(visitor("admin")
                        .post("/calendar", Map.of("year", 2034, "source", " ", "days", "2034-10-02 休 国庆节"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(days.known(2034)).isFalse();
    }

    @Test
    void nobody_else_keeps_the_calendar() {
        for (String login : List.of("city", "security", "audit", "worker")) {
            assertThat(visitor(login).get("/calendar").statusCode()).as(login).isEqualTo(404);
            assertThat(visitor(login)
                            .post("/calendar", Map.of("year", 2035, "source", SOURCE, "days", "2035-10-01 休 国庆节"))
                            .statusCode())
                    .as(login)
                    .isEqualTo(404);
        }
        assertThat(days.known(2035)).isFalse();
    }
}
