package io.lingchuang.review;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.directory.Tables.OCCUPATION;
import static io.lingchuang.db.platform.Tables.SHEET_IMPORT;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.TIE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.lingchuang.access.Actor;
import io.lingchuang.access.TestSession;
import io.lingchuang.platform.documents.ExcelIn;
import io.lingchuang.platform.documents.ExcelOut;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.WebApplicationContext;

/** Lists of experts as departments send them: previewed, mended, sent again, and written once. */
class ExpertImportTest extends ScoredCall {

    private static final List<String> HEADINGS =
            List.of("姓名 *", "手机号", "工作单位", "职称或职务", "工种", "每组最多评审件数", "聘期止", "原工作单位", "师父");

    @Autowired
    private WebApplicationContext house;

    private MockMvc pages;

    @BeforeEach
    void thePages() {
        pages = TestSession.pages(house);
        dsl.insertInto(OCCUPATION)
                .set(OCCUPATION.CODE, "6-31-01-03")
                .set(OCCUPATION.NAME, "电工")
                .set(OCCUPATION.CATEGORY, "通用")
                .onConflictDoNothing()
                .execute();
    }

    private int take(Actor actor, List<String> headings, List<List<String>> rows) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var excel = new ExcelOut(bytes, "专家")) {
            excel.header(headings);
            rows.forEach(excel::row);
        }
        TestSession.as(actor);
        return pages.perform(multipart("/experts/import")
                        .file(new MockMultipartFile("file", "专家.xlsx", null, bytes.toByteArray())))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private String preview(Actor actor) throws Exception {
        TestSession.as(actor);
        return pages.perform(get("/experts/import")).andReturn().getResponse().getContentAsString();
    }

    private long latest(Actor actor) {
        return dsl.select(SHEET_IMPORT.ID)
                .from(SHEET_IMPORT)
                .where(SHEET_IMPORT.ACCOUNT_ID.eq(actor.accountId()))
                .orderBy(SHEET_IMPORT.ID.desc())
                .limit(1)
                .fetchSingle(SHEET_IMPORT.ID);
    }

    private int press(Actor actor, long id, String what) throws Exception {
        TestSession.as(actor);
        return pages.perform(post("/experts/import/" + id + "/" + what))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private void apply(Actor actor) throws Exception {
        long id = latest(actor);
        assertThat(press(actor, id, "apply")).isEqualTo(302);
        await().atMost(Duration.ofMinutes(2))
                .until(() ->
                        dsl.fetchExists(SHEET_IMPORT, SHEET_IMPORT.ID.eq(id).and(SHEET_IMPORT.STATE.eq("APPLIED"))));
    }

    private @Nullable String title(String phone) {
        return dsl.select(EXPERT.TITLE)
                .from(EXPERT)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .where(ACCOUNT.PHONE.eq(phone))
                .fetchOne(EXPERT.TITLE);
    }

    @Test
    void a_sheet_shows_row_by_row_what_it_would_do_and_is_then_written_once() throws Exception {
        experts.add(officer, city.id(), "云在库", "13600000001", "淮北师范大学", null, List.of());
        experts.add(officer, city.id(), "苏不变", "13600000002", "淮北师范大学", null, List.of());
        List<List<String>> rows = List.of(
                List.of("潘新来", "136-0000-0003", "安徽理工大学", "教授", "电工", "20", "2028-12-31", "朔里煤矿工会", "葛师傅（某某研究院）、奚师傅"),
                List.of("云在库", "13600000001", "淮北师范大学", "副教授", "", "", "", "", ""),
                List.of("苏不变", "13600000002", "淮北师范大学", "", "", "", "", "", ""),
                List.of("范错号", "1360000", "安徽理工大学", "", "炼丹工", "很多", "明年", "", ""),
                List.of("彭冒名", "13600000001", "安徽理工大学", "", "", "", "", "", ""),
                List.of("潘新来", "13600000003", "安徽理工大学", "", "", "", "", "", ""));
        assertThat(take(officer, HEADINGS, rows)).isEqualTo(302);
        assertThat(title("13600000003")).as("nothing is written yet").isNull();
        assertThat(preview(officer))
                .contains("将更新：职称或职务", "手机号：请填 11 位手机号", "工种：工种目录中没有：炼丹工")
                .contains("每组最多评审件数：请填 1 到 500 的整数", "聘期止：请按 2026-01-31", "登记的是另一个姓名", "与第 2 行重复")
                .contains("136****0003")
                .doesNotContain("13600000003");
        apply(officer);
        assertThat(title("13600000003")).isEqualTo("教授");
        assertThat(title("13600000001")).isEqualTo("副教授");
        var made = dsl.selectFrom(EXPERT)
                .where(EXPERT.TITLE.eq("教授"), EXPERT.LOAD_LIMIT.eq(20))
                .fetchSingle();
        assertThat(made.getOccupations()).containsExactly("电工");
        assertThat(made.getTermUntil()).isEqualTo(LocalDate.of(2028, 12, 31));
        assertThat(dsl.select(TIE.KIND, TIE.NAME, TIE.UNIT, TIE.SOURCE)
                        .from(TIE)
                        .where(TIE.EXPERT_ID.eq(made.getId()))
                        .orderBy(TIE.ID)
                        .fetch(r -> String.join(" ", r.value1(), r.value2(), r.value3(), r.value4())))
                .containsExactly("PAST_EMPLOYER 朔里煤矿工会  IMPORT", "MENTOR 葛师傅 某某研究院 IMPORT", "MENTOR 奚师傅  IMPORT");
        assertThat(press(officer, latest(officer), "apply"))
                .as("a second press")
                .isEqualTo(409);
        assertThat(take(officer, HEADINGS, rows.subList(0, 3))).isEqualTo(302);
        assertThat(dsl.fetchValue("select count(*) from platform.sheet_row where import_id = " + latest(officer)
                        + " and action = 'SAME'"))
                .as("the same sheet again does nothing")
                .isEqualTo(3L);
    }

    @Test
    void wrong_rows_come_back_with_their_reasons_and_can_be_mended_and_sent_again() throws Exception {
        take(officer, HEADINGS, List.of(List.of("卞有误", "13600000101", "安徽理工大学", "", "", "0", "", "", "")));
        TestSession.as(officer);
        byte[] wrong = pages.perform(get("/experts/import/" + latest(officer) + "/errors.xlsx"))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        List<List<String>> rows = new ArrayList<>();
        ExcelIn.read(new ByteArrayInputStream(wrong), (n, cells) -> rows.add(new ArrayList<>(cells)));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1)).contains("卞有误", "2", "每组最多评审件数：请填 1 到 500 的整数，或不填");
        rows.get(1).set(rows.getFirst().indexOf("每组最多评审件数"), "30");
        take(officer, rows.getFirst(), List.of(rows.get(1)));
        apply(officer);
        assertThat(title("13600000101")).isNotNull();
    }

    @Test
    void a_sheet_without_a_needed_column_or_without_rows_is_refused() throws Exception {
        assertThat(take(officer, List.of("姓名", "手机号"), List.of(List.of("某", "1"))))
                .isEqualTo(422);
        assertThat(take(officer, HEADINGS, List.of())).isEqualTo(422);
    }

    @Test
    void a_sheet_belongs_to_whoever_handed_it_in_and_reaches_only_experts_that_they_keep() throws Exception {
        experts.add(officer, city.id(), "时市管", "13600000201", "淮北师范大学", null, List.of());
        take(
                countyOfficer,
                HEADINGS,
                List.of(
                        List.of("时市管", "13600000201", "淮北师范大学", "教授", "", "", "", "", ""),
                        List.of("傅县聘", "13600000202", "相王中学", "", "", "", "", "", "")));
        assertThat(preview(countyOfficer)).contains("这位专家的资料由淮北市总工会维护");
        assertThat(press(officer, latest(countyOfficer), "apply")).isEqualTo(404);
        apply(countyOfficer);
        assertThat(title("13600000201")).isEmpty();
        assertThat(dsl.select(EXPERT.KEPT_BY)
                        .from(EXPERT)
                        .where(EXPERT.EMPLOYER_NAME.eq("相王中学"))
                        .fetchSingle(EXPERT.KEPT_BY))
                .isEqualTo(county.id());
        for (Actor other : List.of(clerk, chief, worker)) {
            assertThat(take(other, HEADINGS, List.of())).isEqualTo(404);
        }
    }
}
