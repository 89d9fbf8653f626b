package io.lingchuang.studios;

import static io.lingchuang.db.studios.Tables.MILESTONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.Visitor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Projects of a studio, from the problem to the results; and its teaching material. */
class ProjectTest extends AtTheStudio {

    private Map<String, Object> project(Object... more) {
        Map<String, Object> fields = fields(
                "title",
                "跑偏自动纠正",
                "problem",
                "每月停机十余次",
                "lead",
                member,
                "startsOn",
                "2026-03-01",
                "endsOn",
                "2026-12-31",
                "budget",
                "20,000.50");
        fields.put("milestone", List.of("方案", "样机"));
        fields.put("due", List.of("2026-04-30", "2026-09-30"));
        fields.putAll(fields(more));
        return fields;
    }

    private long added(String who) {
        return id(visitor(who).post("/studios/" + studio + "/projects", project()));
    }

    private String step(String who, long id, int version, String step, Object... more) {
        Map<String, Object> fields = fields(more);
        fields.put("step", step);
        fields.put("version", version);
        return done(visitor(who), visitor(who).post("/studio-projects/" + id + "/step", fields));
    }

    @Test
    void a_project_is_asked_for_approved_by_the_unit_carried_out_and_ended_with_results() {
        long id = added("worker2");
        step("worker2", id, 0, "ask");
        assertThat(text(visitor("clerk").get("/desk"))).contains("课题等待立项");
        assertThat(step("clerk", id, 1, "approve", "document", "矿工〔2026〕8号")).contains("进行中", "矿工〔2026〕8号", "李文静");
        assertThat(text(visitor("worker2").get("/messages"))).contains("课题已立项：跑偏自动纠正");
        var early = visitor("worker2")
                .post("/studio-projects/" + id + "/step", fields("step", "finish", "version", 2, "results", "两个采区在用"));
        refused(early, "还有节点没有完成");
        for (long milestone : dsl.select(MILESTONE.ID)
                .from(MILESTONE)
                .where(MILESTONE.PROJECT_ID.eq(id))
                .fetch(MILESTONE.ID)) {
            String done = "/studio-projects/" + id + "/milestones/" + milestone + "/done";
            refused(visitor("worker2").post(done, fields("doneOn", today.today().plusDays(2))), "日期还没有到");
            done(visitor("worker2"), visitor("worker2").post(done, fields("doneOn", today.today())));
        }
        assertThat(step("worker2", id, 2, "finish", "results", "两个采区在用", "benefit", "86000"))
                .contains("已结题", "两个采区在用", "86,000.00");
    }

    @Test
    void nobody_approves_what_they_asked_for_and_a_unit_returns_with_its_reason() {
        long id = added("clerk");
        step("clerk", id, 0, "ask");
        refused(
                visitor("clerk").post("/studio-projects/" + id + "/step", fields("step", "approve", "version", 1)),
                "不能批准自己申请的课题");
        refused(
                visitor("county").post("/studio-projects/" + id + "/step", fields("step", "return", "version", 1)),
                "请写明原因");
        assertThat(step("county", id, 1, "return", "reason", "请补充预算依据")).contains("草稿");
        assertThat(text(visitor("worker2").get("/studio-projects/" + id))).contains("请补充预算依据");
        assertThat(visitor("county")
                        .post("/studio-projects/" + id + "/step", fields("step", "ask", "version", 2))
                        .statusCode())
                .as("an officer does not write for a studio")
                .isEqualTo(404);
    }

    @Test
    void what_does_not_fit_is_said_beside_its_field() {
        String projects = "/studios/" + studio + "/projects";
        refused(visitor("worker").post(projects, project("endsOn", "2026-01-01")), "结束日期早于开始日期");
        refused(visitor("worker").post(projects, project("lead", trainee)), "选负责人");
        refused(visitor("worker").post(projects, project("budget", "很多")), "请填写数字");
        refused(visitor("worker").post(projects, project("due", List.of("2026-04-30", "2027-09-30"))), "样机");
        refused(visitor("worker").post(projects, project("due", List.of("2026-04-30", "九月"))), "请填写日期");
    }

    @Test
    void a_trainee_and_strangers_find_no_projects() {
        long id = added("worker");
        for (String who : new String[] {"trainee", "worker3", "clerk2"}) {
            assertThat(visitor(who).get("/studio-projects/" + id).statusCode())
                    .as(who)
                    .isEqualTo(404);
            assertThat(visitor(who).get("/studios/" + studio + "/projects").statusCode())
                    .as(who)
                    .isEqualTo(404);
        }
    }

    // Teaching material

    private static final byte[] PDF =
            "%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    private long material(String title, String seenBy, Object... more) {
        Map<String, Object> fields = fields("kind", "TEXTBOOK", "title", title, "seenBy", seenBy);
        fields.putAll(fields(more));
        return id(visitor("worker2")
                .upload("/studios/" + studio + "/materials", fields, new Visitor.Upload("file", title + ".pdf", PDF)));
    }

    private static String fileOf(Visitor who, long material) {
        return org.jsoup.Jsoup.parse(who.get("/materials/" + material).body())
                .select(".lc-files a")
                .first()
                .attr("href");
    }

    @Test
    void everybody_reads_what_is_published_and_nothing_else() {
        long inner = material("内部讲义", "STUDIO");
        refused(
                visitor("worker2")
                        .upload(
                                "/studios/" + studio + "/materials",
                                fields("kind", "CASE", "title", "公开案例", "seenBy", "PUBLIC"),
                                new Visitor.Upload("file", "案例.pdf", PDF)),
                "确认不涉密");
        long open = material("公开教材", "PUBLIC", "cleared", "true");
        String list = text(stranger().get("/studios/" + studio + "/materials"));
        assertThat(list).contains("公开教材", "共 1").doesNotContain("内部讲义");
        assertThat(stranger().get("/materials/" + inner).statusCode()).isEqualTo(404);
        assertThat(stranger().get(fileOf(visitor("worker2"), inner)).statusCode())
                .isEqualTo(404);
        assertThat(stranger().get(fileOf(stranger(), open)).statusCode()).isEqualTo(200);
        assertThat(visitor("trainee").get("/materials/" + inner).statusCode()).isEqualTo(200);
        done(visitor("worker2"), visitor("worker2").post("/materials/" + open + "/turn", fields("step", "retire")));
        assertThat(stranger().get("/materials/" + open).statusCode()).isEqualTo(404);
    }

    @Test
    void every_version_stays_and_the_public_reads_the_latest() {
        long open = material("规程", "PUBLIC", "cleared", "true");
        String first = fileOf(visitor("worker2"), open);
        done(
                visitor("worker2"),
                visitor("worker2")
                        .upload(
                                "/materials/" + open + "/versions",
                                fields("changed", "按学员意见修订"),
                                new Visitor.Upload("file", "规程二.pdf", PDF)));
        assertThat(text(visitor("trainee").get("/materials/" + open))).contains("第 1 版", "第 2 版", "按学员意见修订");
        assertThat(text(stranger().get("/materials/" + open))).contains("第 2 版").doesNotContain("第 1 版");
        assertThat(stranger().get(first).statusCode()).isEqualTo(404);
        assertThat(visitor("trainee").get(first).statusCode()).isEqualTo(200);
    }
}
