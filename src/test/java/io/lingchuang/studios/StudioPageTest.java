package io.lingchuang.studios;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.FUND;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.OpenHouse;
import io.lingchuang.Visitor;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.studios.page.FundPurpose;
import io.lingchuang.studios.page.FundSource;
import io.lingchuang.studios.page.StudioFunds;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A studio's page, its roster and its money, as those who lead it, belong to it, look after it or pass by find them. */
class StudioPageTest extends OpenHouse {

    @Autowired
    private ApplicationContext context;

    @Autowired
    private StudioFunds funds;

    private long masters() {
        return dsl.select(STUDIO.ID)
                .from(STUDIO)
                .where(STUDIO.CODE.eq("huaikuang"))
                .fetchSingle()
                .value1();
    }

    /** A base of one's own for a test, led by the worker, with worker2 in it. */
    private String base() {
        return new OnlineChapter().stories(context, this::actor).getFirst().id("studios");
    }

    @Test
    void everybody_reads_who_belongs_to_the_masters_studio_and_their_honours_but_no_number_of_one() {
        var answer = stranger().get("/studios/" + masters());
        assertThat(answer.statusCode()).isEqualTo(200);
        String page = Jsoup.parse(answer.body()).select("main").text();
        assertThat(page).contains("全国工人先锋号", "2021", "全国劳动模范", "全国五一劳动奖章", "井下供电模拟台", "经费汇总", "培训楼三层");
        assertThat(page).doesNotContain("虚构20", "PZ-");
        assertThat(visitor("member").get("/studios/" + masters()).body()).contains("虚构20");
    }

    @Test
    void what_belongs_inside_is_not_there_for_others() {
        long id = masters();
        for (String part : List.of("/roster", "/funds", "/funds.xlsx")) {
            assertThat(visitor("member").get("/studios/" + id + part).statusCode())
                    .as(part)
                    .isEqualTo(200);
            assertThat(visitor("mining").get("/studios/" + id + part).statusCode())
                    .as(part)
                    .isEqualTo(200);
            assertThat(visitor("worker").get("/studios/" + id + part).statusCode())
                    .as(part)
                    .isEqualTo(404);
            assertThat(visitor("clerk2").get("/studios/" + id + part).statusCode())
                    .as(part)
                    .isEqualTo(404);
        }
        assertThat(visitor("trainee").get("/studios/" + id + "/funds").statusCode())
                .isEqualTo(404);
        assertThat(visitor("member").get("/studios/" + id + "/edit").statusCode())
                .isEqualTo(404);
        assertThat(visitor("master").get("/studios/" + id + "/edit").statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_leader_takes_somebody_in_changes_their_part_and_lets_them_go_and_the_history_keeps_all_three() {
        String at = "/studios/" + base();
        Visitor leader = visitor("worker");
        var person = dsl.select(PERSON.ID, PERSON.STAFF_NUMBER, PERSON.NAME)
                .from(PERSON)
                .join(NODE)
                .on(NODE.ID.eq(PERSON.EMPLOYER_NODE_ID))
                .where(NODE.CODE.eq("QY001"), PERSON.ACCOUNT_ID.isNull(), PERSON.STAFF_NUMBER.isNotNull())
                .orderBy(PERSON.ID.desc())
                .limit(1)
                .fetchSingle();
        String found = leader.get("/studios/" + at.replaceAll("\\D", "") + "/roster?who=" + person.value2())
                .body();
        assertThat(found).contains(person.value3());
        var joins = Map.of("person", person.value1(), "part", "TRAINEE", "duty", "", "from", "2026-01-10");
        assertThat(leader.post(at + "/roster", joins).statusCode()).isEqualTo(302);
        var again = leader.post(at + "/roster", joins);
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("时间不能重叠");
        long row = row(person.value1());
        var early =
                leader.post(at + "/members/" + row, Map.of("part", "MEMBER", "duty", "课题组成员", "from", "2026-01-10"));
        assertThat(early.statusCode()).isEqualTo(422);
        assertThat(early.body()).contains("2026-01-10");
        assertThat(leader.post(at + "/members/" + row, Map.of("part", "MEMBER", "duty", "课题组成员", "from", "2026-03-01"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(leader.post(at + "/members/" + row(person.value1()) + "/leave", Map.of("day", "2026-06-01"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(dsl.select(MEMBER.PART, MEMBER.FROM_DAY, MEMBER.UNTIL_DAY)
                        .from(MEMBER)
                        .where(MEMBER.PERSON_ID.eq(person.value1()))
                        .orderBy(MEMBER.FROM_DAY.desc())
                        .limit(2)
                        .fetch(r -> r.value1() + " " + r.value2() + " " + r.value3()))
                .containsExactly("MEMBER 2026-03-01 2026-06-01", "TRAINEE 2026-01-10 2026-03-01");
        assertThat(Jsoup.parse(leader.get(at + "/roster").body()).text()).contains("2026-06-01");
        assertThat(visitor("worker2").post(at + "/roster", joins).statusCode()).isEqualTo(404);
    }

    private long row(long person) {
        return dsl.select(MEMBER.ID)
                .from(MEMBER)
                .where(MEMBER.PERSON_ID.eq(person), MEMBER.UNTIL_DAY.isNull())
                .fetchSingle()
                .value1();
    }

    @Test
    void nobody_becomes_or_stops_being_the_leader_on_the_roster() {
        String id = base();
        long leaders = dsl.select(MEMBER.ID)
                .from(MEMBER)
                .where(MEMBER.STUDIO_ID.eq(Long.valueOf(id)), MEMBER.PART.eq("LEADER"))
                .fetchSingle()
                .value1();
        var answer = visitor("worker")
                .post("/studios/" + id + "/members/" + leaders + "/leave", Map.of("day", "2026-06-01"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("市总工会决定");
    }

    @Test
    void what_a_rural_base_says_of_itself_is_written_and_shown_and_a_wrong_number_is_told_beside_its_field() {
        String id = base();
        Visitor leader = visitor("worker");
        int version = dsl.select(STUDIO.VERSION)
                .from(STUDIO)
                .where(STUDIO.ID.eq(Long.valueOf(id)))
                .fetchSingle()
                .value1();
        Map<String, Object> typed = new HashMap<>(Map.of(
                "version",
                version,
                "introduction",
                "带着乡亲种石榴",
                "k_crop",
                "石榴",
                "k_villages",
                "三",
                "k_households",
                "120"));
        var wrong = leader.post("/studios/" + id + "/edit", typed);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("请填写数字", "带着乡亲种石榴");
        typed.put("k_villages", "3");
        assertThat(leader.post("/studios/" + id + "/edit", typed).statusCode()).isEqualTo(302);
        assertThat(Jsoup.parse(stranger().get("/studios/" + id).body()).text()).contains("主要作物或产业 石榴", "3 个", "120 户");
        assertThat(leader.post("/studios/" + id + "/edit", typed).statusCode())
                .as("the page was opened before")
                .isEqualTo(409);
    }

    @Test
    void what_is_spent_has_its_voucher_and_never_more_is_spent_than_came_in() {
        String at = "/studios/" + base() + "/funds";
        Visitor leader = visitor("worker");
        Map<String, Object> spent = new HashMap<>(Map.of(
                "direction", "OUT", "purpose", "EQUIPMENT", "day", "2026-02-01", "what", "买传感器", "amount", "8.50"));
        assertThat(leader.post(at, spent).body()).contains("请填写凭证号");
        spent.put("voucher", "PZ-1");
        assertThat(leader.post(at, spent).statusCode()).isEqualTo(302);
        spent.put("amount", "1.51");
        var over = leader.post(at, spent);
        assertThat(over.statusCode()).isEqualTo(422);
        assertThat(over.body()).contains("最多还能支出 1.50 元");
        assertThat(Jsoup.parse(leader.get(at).body()).text()).contains("结余 1.50 元");
        long in = dsl.select(FUND.ID)
                .from(FUND)
                .where(FUND.STUDIO_ID.eq(Long.valueOf(at.replaceAll("\\D", ""))), FUND.DIRECTION.eq("IN"))
                .fetchSingle()
                .value1();
        assertThat(leader.post(at + "/" + in + "/strike", Map.of("why", "记错了")).body())
                .contains("划去会使结余为负");
        assertThatThrownBy(() -> dsl.update(FUND)
                        .set(FUND.AMOUNT, BigDecimal.ONE)
                        .where(FUND.ID.eq(in))
                        .execute())
                .hasMessageContaining("only ever struck");
    }

    @Test
    void however_lines_come_the_balance_of_no_day_falls_below_zero_and_what_is_refused_would_have() {
        Random random = new Random(20260501);
        long studio = Long.parseLong(base());
        var leader = actor("worker");
        int refused = 0;
        for (int i = 0; i < 60; i++) {
            LocalDate day = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(200));
            BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(40));
            boolean in = random.nextInt(3) == 0;
            try {
                funds.write(
                        leader,
                        studio,
                        in
                                ? StudioFunds.Line.in(day, FundSource.UNION, "拨款", amount)
                                : StudioFunds.Line.out(day, FundPurpose.PROJECT, "材料", "P" + i, amount),
                        null);
            } catch (Refusal no) {
                refused++;
                assertThatThrownBy(() -> insert(studio, day, amount)).hasMessageContaining("more spent than came in");
            }
        }
        assertThat(refused).isBetween(1, 59);
    }

    private void insert(long studio, LocalDate day, BigDecimal amount) {
        dsl.insertInto(FUND)
                .set(FUND.STUDIO_ID, studio)
                .set(FUND.DAY, day)
                .set(FUND.DIRECTION, "OUT")
                .set(FUND.PURPOSE, "PROJECT")
                .set(FUND.WHAT, "绕过规则")
                .set(FUND.VOUCHER, "X")
                .set(FUND.AMOUNT, amount)
                .execute();
    }
}
