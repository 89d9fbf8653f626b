package io.lingchuang.directory;

import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.directory.Tables.ROSTER_IMPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lingchuang.OpenHouse;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.documents.ExcelIn;
import io.lingchuang.platform.documents.ExcelOut;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Rosters as clerks send them: previewed, mended, sent again, and written once. */
class RosterTest extends OpenHouse {

    @Autowired
    Rosters rosters;

    @Autowired
    RosterWriting writing;

    @Autowired
    Tree tree;

    private static byte[] sheet(List<String> headings, List<List<String>> rows) {
        var bytes = new ByteArrayOutputStream();
        try (var excel = new ExcelOut(bytes, "花名册")) {
            excel.header(headings);
            rows.forEach(excel::row);
        }
        return bytes.toByteArray();
    }

    private static byte[] sheet(List<List<String>> rows) {
        return sheet(RosterColumn.headings(), rows);
    }

    private static List<String> row(String name, String unit, String number, String phone) {
        return List.of(name, unit, number, phone, "采煤工", "高级工", "是", "");
    }

    private long unit(String code) {
        return tree.byCode(code).orElseThrow().id();
    }

    private long take(Actor actor, String node, byte[] file) {
        return rosters.take(actor, unit(node), new ByteArrayInputStream(file), "花名册.xlsx");
    }

    private Roster.State settled(long id) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> switch (rosters.find(id).state()) {
                    case READING, APPLYING -> false;
                    default -> true;
                });
        return rosters.find(id).state();
    }

    private Roster.Counts read(Actor actor, String node, byte[] file) {
        long id = take(actor, node, file);
        assertThat(settled(id)).as(rosters.find(id).note()).isEqualTo(Roster.State.PREVIEW);
        return rosters.counts(id);
    }

    private long written(Actor actor, String node, byte[] file) {
        long id = take(actor, node, file);
        assertThat(settled(id)).isEqualTo(Roster.State.PREVIEW);
        rosters.apply(actor, id);
        assertThat(settled(id)).isEqualTo(Roster.State.APPLIED);
        return id;
    }

    private int people(String unit) {
        return dsl.fetchCount(PERSON, PERSON.EMPLOYER_NODE_ID.eq(unit(unit)));
    }

    @Test
    void twenty_thousand_rows_go_through_and_the_same_file_again_changes_nothing() {
        Actor city = actor("city");
        byte[] file = sheet(IntStream.range(0, 20_000)
                .mapToObj(i -> row(
                        "测试" + (char) ('一' + i % 500), "QY00" + (2 + i % 4), "R" + i, "17" + String.format("%09d", i)))
                .toList());
        int before = dsl.fetchCount(PERSON);
        long id = written(city, "HB", file);
        assertThat(rosters.counts(id)).isEqualTo(new Roster.Counts(20_000, 0, 0, 0));
        assertThat(dsl.fetchCount(PERSON)).isEqualTo(before + 20_000);
        assertThat(read(city, "HB", file)).isEqualTo(new Roster.Counts(0, 0, 20_000, 0));
        assertThat(dsl.fetchCount(PERSON)).isEqualTo(before + 20_000);
    }

    @Test
    void each_wrong_row_says_why_is_downloaded_mended_and_sent_again() throws Exception {
        Actor clerk = actor("clerk");
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("正确的人", "QY001", "W1", ""));
        rows.add(List.of("甲", "QY001", "W2", "123", "没有的工种", "超级工", "也许", ""));
        rows.add(row("外单位的人", "QY007", "W3", ""));
        rows.add(row("重复的人", "QY001", "W1", ""));
        rows.add(row("抢号的人", "QY001", "W5", "13900000002"));
        long id = take(clerk, "QY001", sheet(rows));
        assertThat(settled(id)).isEqualTo(Roster.State.PREVIEW);
        assertThat(rosters.counts(id)).isEqualTo(new Roster.Counts(1, 0, 0, 4));
        assertThat(rosters.lines(id, Roster.Action.ERROR, 10))
                .satisfiesExactly(
                        two -> assertThat(two.message()).contains("姓名", "11 位", "没有这个工种", "没有这个技能等级", "是 或 否"),
                        three -> assertThat(three.message()).contains("不在您的范围"),
                        four -> assertThat(four.message()).contains("与第 2 行重复"),
                        five -> assertThat(five.message()).contains("另一个人"));

        byte[] wrong = visitor("clerk")
                .get("/directory/imports/" + id + "/errors.xlsx")
                .body()
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(wrong).startsWith('P', 'K');
        List<List<String>> back = new ArrayList<>();
        for (Roster.Line line : rosters.lines(id, Roster.Action.ERROR, 10)) {
            List<String> cells = new ArrayList<>(line.cells());
            cells.set(RosterColumn.NAME.ordinal(), "改好" + line.row());
            cells.set(RosterColumn.UNIT.ordinal(), "临涣煤矿");
            cells.set(RosterColumn.STAFF_NUMBER.ordinal(), "M" + line.row());
            cells.set(RosterColumn.PHONE.ordinal(), "");
            cells.set(RosterColumn.OCCUPATION.ordinal(), "");
            cells.set(RosterColumn.SKILL_LEVEL.ordinal(), "");
            cells.set(RosterColumn.FRONT_LINE.ordinal(), "否");
            cells.add(String.valueOf(line.row()));
            cells.add(line.message());
            back.add(cells);
        }
        List<String> headings = new ArrayList<>(RosterColumn.headings());
        headings.add("行号");
        headings.add("说明");
        assertThat(read(clerk, "QY001", sheet(headings, back))).isEqualTo(new Roster.Counts(4, 0, 0, 0));
    }

    @Test
    void an_empty_cell_leaves_what_is_recorded_and_only_what_differs_changes() {
        Actor clerk = actor("clerk2");
        written(clerk, "QY007", sheet(List.of(row("沈一鸣", "QY007", "K1", "17100000001"))));
        var half = List.of("沈一鸣", "QY007", "K1", "", "", "技师", "", "");
        long id = written(clerk, "QY007", sheet(List.of(half)));
        assertThat(rosters.counts(id)).isEqualTo(new Roster.Counts(0, 1, 0, 0));
        assertThat(rosters.lines(id, Roster.Action.CHANGE, 1).getFirst().message())
                .contains("技能等级")
                .doesNotContain("手机号", "工种");
        var person = dsl.selectFrom(PERSON).where(PERSON.STAFF_NUMBER.eq("K1")).fetchSingle();
        assertThat(person.getPhone()).isEqualTo("17100000001");
        assertThat(person.getSkillLevel()).isEqualTo("TECHNICIAN");
        assertThat(person.getOccupationId()).isNotNull();
    }

    @Test
    void what_was_written_when_the_process_died_is_not_written_again() {
        Actor clerk = actor("clerk");
        long id = take(
                clerk,
                "QY001",
                sheet(IntStream.range(0, 50)
                        .mapToObj(i -> row("断电" + (char) ('甲' + i), "QY001", "D" + i, ""))
                        .toList()));
        assertThat(settled(id)).isEqualTo(Roster.State.PREVIEW);
        int before = people("QY001");
        rosters.apply(clerk, id);
        assertThat(settled(id)).isEqualTo(Roster.State.APPLIED);
        // As after a crash between the last rows and the last word: the job is run once more.
        dsl.execute("alter table directory.roster_import disable trigger legal_transition");
        dsl.update(ROSTER_IMPORT)
                .set(ROSTER_IMPORT.STATE, "APPLYING")
                .where(ROSTER_IMPORT.ID.eq(id))
                .execute();
        dsl.execute("alter table directory.roster_import enable trigger legal_transition");
        dsl.execute(
                "update directory.roster_row set applied = false, action = 'ADD' where import_id = {0} and row_no > 20",
                id);
        writing.run(
                new io.lingchuang.platform.jobs.Job(
                        0,
                        RosterWriting.KIND,
                        "",
                        java.util.Map.of("roster", String.valueOf(id)),
                        null,
                        io.lingchuang.platform.jobs.Job.State.RUNNING,
                        0,
                        0,
                        null,
                        null,
                        java.time.Instant.now(),
                        null),
                new Quiet());
        assertThat(people("QY001")).isEqualTo(before + 50);
        assertThat(rosters.find(id).state()).isEqualTo(Roster.State.APPLIED);
    }

    @Test
    void confirming_twice_or_after_giving_up_does_nothing() {
        Actor clerk = actor("clerk");
        long id = take(clerk, "QY001", sheet(List.of(row("犹豫的人", "QY001", "Y1", ""))));
        settled(id);
        rosters.discard(clerk, id);
        assertThatThrownBy(() -> rosters.apply(clerk, id)).isInstanceOf(Stale.class);
        assertThatThrownBy(() -> rosters.discard(clerk, id)).isInstanceOf(Stale.class);
    }

    @Test
    void a_clerk_takes_in_nobody_at_another_unit_and_sees_nothing_of_others() {
        Actor clerk = actor("clerk2");
        byte[] file = sheet(List.of(row("别家的人", "QY001", "B1", "")));
        assertThatThrownBy(() -> take(clerk, "QY001", file)).isInstanceOf(NotFound.class);
        assertThat(read(clerk, "QY007", file)).isEqualTo(new Roster.Counts(0, 0, 0, 1));
        long id = take(actor("clerk"), "QY001", file);
        settled(id);
        assertThat(visitor("clerk2").get("/directory/imports/" + id).statusCode())
                .isEqualTo(404);
        assertThat(visitor("clerk2")
                        .get("/directory/imports/" + id + "/errors.xlsx")
                        .statusCode())
                .isEqualTo(404);
        assertThat(visitor("worker").get("/directory/imports").statusCode()).isEqualTo(404);
        assertThat(visitor("county").get("/directory/imports/" + id).statusCode())
                .as("its county sees it")
                .isEqualTo(200);
    }

    @Test
    void a_file_that_is_no_roster_says_what_is_wrong() {
        Actor clerk = actor("clerk");
        assertThatThrownBy(
                        () -> take(clerk, "QY001", "MZ\u0090 this is a program".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(Refusal.class);
        byte[] good = sheet(List.of(row("半截的人", "QY001", "H1", "")));
        byte[] half = java.util.Arrays.copyOf(good, good.length / 2);
        try {
            long id = take(clerk, "QY001", half);
            assertThat(settled(id)).isEqualTo(Roster.State.BROKEN);
            assertThat(rosters.find(id).note()).isNotBlank();
        } catch (Refusal refused) {
            assertThat(refused.key()).startsWith("files.");
        }
        long empty = take(clerk, "QY001", sheet(List.of()));
        assertThat(settled(empty)).isEqualTo(Roster.State.BROKEN);
        assertThat(rosters.find(empty).note()).contains("没有人员");
        long other = take(clerk, "QY001", sheet(List.of("编号", "姓名"), List.of(List.of("1", "张三"))));
        assertThat(settled(other)).isEqualTo(Roster.State.BROKEN);
        assertThat(rosters.find(other).note()).contains("单位编码或名称");
    }

    @Test
    void the_template_holds_the_headings_that_the_reader_knows() {
        var rows = new ArrayList<List<String>>();
        ExcelIn.read(new ByteArrayInputStream(sheet(List.of())), (n, cells) -> rows.add(cells));
        assertThat(RosterColumn.places(rows.getFirst())).hasSize(RosterColumn.values().length);
        assertThat(RosterColumn.places(List.of("序号", "姓名*", "单位名称", "工种")))
                .containsOnlyKeys(RosterColumn.NAME, RosterColumn.UNIT, RosterColumn.OCCUPATION);
    }

    private static final class Quiet implements io.lingchuang.platform.jobs.Progress {
        @Override
        public void total(int steps) {}

        @Override
        public void done(int steps) {}

        @Override
        public void report(String text) {}

        @Override
        public void resultFile(java.util.UUID file) {}
    }
}
