package io.lingchuang.services.alliance;

import static io.lingchuang.db.services.Tables.OFFICE;
import static io.lingchuang.db.services.Tables.TEAM_MEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.OpenHouse;
import io.lingchuang.Visitor;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The city's officer keeps the council: somebody is found by name and given an office for a term. */
class CouncilTest extends OpenHouse {

    private static final LocalDate FROM = LocalDate.parse("2051-01-01");

    private static Map<String, String> office(String person, LocalDate until) {
        return Map.of(
                "asked",
                "韩德松",
                "person",
                person,
                "office",
                "COUNCILLOR",
                "from",
                FROM.toString(),
                "until",
                until.toString());
    }

    @Test
    void a_councillor_is_found_by_name_and_given_an_office_once() {
        Visitor city = visitor("city");
        assertThat(city.get("/alliance/keep").body()).contains("先按姓名或工号找到人选");
        assertThat(city.get("/alliance/keep?asked=查无此人").body()).contains("没有找到");
        String found = city.get("/alliance/keep?asked=韩德松").body();
        Matcher person = Pattern.compile("name=\"person\" value=\"([0-9]+)\"").matcher(found);
        assertThat(person.find()).isTrue();
        String refused =
                city.post("/alliance/offices", office(person.group(1), FROM)).body();
        assertThat(refused).contains("结束日期应晚于开始日期", "韩德松", "value=\"2051-01-01\"");
        assertThat(city.post("/alliance/offices", office(person.group(1), FROM.plusYears(3)))
                        .statusCode())
                .isEqualTo(302);
        assertThat(city.post("/alliance/offices", office(person.group(1), FROM.plusYears(3)))
                        .body())
                .contains("此人在这段时间已有职务");
        assertThat(dsl.fetchCount(OFFICE, OFFICE.FROM_DAY.eq(FROM))).isEqualTo(1);
    }

    @Test
    void nobody_else_looks_for_people_there() {
        assertThat(visitor("county").get("/alliance/keep?asked=韩德松").statusCode())
                .isEqualTo(404);
        assertThat(visitor("master").get("/alliance/keep?asked=韩德松").statusCode())
                .isIn(403, 404);
        assertThat(dsl.fetchCount(TEAM_MEMBER)).isPositive();
    }

    @Test
    void a_studio_that_wants_to_join_waits_on_the_officers_desk() {
        assertThat(visitor("city").get("/desk").body()).contains("申请加入联盟的工作室");
        assertThat(visitor("county").get("/desk").body()).doesNotContain("申请加入联盟的工作室");
    }
}
