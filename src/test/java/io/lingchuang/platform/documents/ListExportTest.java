package io.lingchuang.platform.documents;

import static io.lingchuang.db.directory.Tables.OCCUPATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lingchuang.OpenHouse;
import io.lingchuang.TestDatabase;
import io.lingchuang.Visitor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A long list as Excel, while its readers are slow, go away, or the list and the database change under it. */
@ExtendWith(OutputCaptureExtension.class)
class ListExportTest extends OpenHouse {

    private static final String LIST = "/directory/occupations.xlsx";

    /** Long enough to be still on its way when a reader has only seen its beginning: no compression makes these names short. */
    private static final int MANY = 30_000;

    @BeforeEach
    void a_list_that_is_long_on_its_way() {
        dsl.execute("""
                insert into directory.occupation (code, name, category)
                select 'L-' || n, (select string_agg(md5(n || '/' || k), '') from generate_series(1, 20) k), '其他'
                from generate_series(1, %d) n""".formatted(MANY));
    }

    @AfterEach
    void its_usual_length() {
        dsl.deleteFrom(OCCUPATION).where(OCCUPATION.CODE.startsWith("L-")).execute();
    }

    @Test
    void two_hundred_thousand_rows_go_through_a_heap_that_could_not_hold_them() throws Exception {
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx40m",
                        "-XX:+UseSerialGC",
                        "-Dorg.jooq.no-logo=true",
                        "-Dorg.jooq.no-tips=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExportInSmallHeap.class.getName(),
                        TestDatabase.freshUrl(),
                        "200000")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    @Test
    void an_export_shows_the_list_as_it_stood_when_it_was_asked_for() throws IOException {
        try (Reading reading = begin(visitor("city"))) {
            dsl.update(OCCUPATION)
                    .set(OCCUPATION.NAME, "改了")
                    .where(OCCUPATION.CODE.startsWith("L-"))
                    .execute();
            dsl.insertInto(OCCUPATION, OCCUPATION.CODE, OCCUPATION.NAME, OCCUPATION.CATEGORY)
                    .values("L-new", "新的", "其他")
                    .execute();
            assertThat(codesAndNames(reading.rest()))
                    .as("every row that was there, none that came later, none as it was changed later")
                    .filteredOn(row -> row.getFirst().startsWith("L-"))
                    .hasSize(MANY)
                    .noneMatch(row -> row.get(1).equals("改了") || row.get(1).equals("新的"));
        }
    }

    @Test
    void a_browser_never_takes_a_part_of_the_list_for_the_whole(CapturedOutput log) throws IOException {
        try (Reading reading = begin(visitor("city"))) {
            assertThat(endExports()).isEqualTo(1);
            assertThatThrownBy(reading::rest).isInstanceOf(IOException.class);
        }
        assertThat(log.getAll()).contains("Broken off: GET " + LIST);
        assertThat(visitor("city").get("/desk").statusCode()).isEqualTo(200);
    }

    @Test
    void a_reader_who_goes_away_leaves_nothing_behind_and_is_no_fault(CapturedOutput log) throws IOException {
        begin(visitor("city")).close();
        await().atMost(Duration.ofMinutes(1)).until(() -> exportsUnderWay() == 0);
        assertThat(log.getAll()).doesNotContain("Broken off", "Fault", "ERROR");
    }

    @Test
    void slow_readers_of_exports_leave_room_for_everybody_else() throws IOException {
        List<Reading> slow = new ArrayList<>();
        try {
            for (int i = 0; i < ListExport.AT_ONCE; i++) {
                slow.add(begin(visitor("city")));
            }
            HttpResponse<String> more = visitor("county").get(LIST);
            assertThat(more.statusCode()).isEqualTo(409);
            assertThat(more.body()).contains("现在同时导出的人太多");
            assertThat(more.headers().firstValue("Content-Disposition")).isEmpty();
            assertThat(visitor("county").get("/directory/occupations").statusCode())
                    .isEqualTo(200);
        } finally {
            for (Reading reading : slow) {
                reading.close();
            }
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> exportsUnderWay() == 0);
        assertThat(visitor("county").bytes(LIST).statusCode()).isEqualTo(200);
    }

    /** An export of which only the beginning was read: the rest waits in the house. */
    private record Reading(InputStream body) implements AutoCloseable {

        byte[] rest() throws IOException {
            return body.readAllBytes();
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    private Reading begin(Visitor visitor) throws IOException {
        HttpResponse<InputStream> answer = visitor.stream(LIST);
        assertThat(answer.statusCode()).isEqualTo(200);
        var body = new java.io.PushbackInputStream(answer.body(), 4);
        byte[] head = body.readNBytes(4);
        assertThat(head).startsWith('P', 'K');
        body.unread(head);
        await().atMost(Duration.ofMinutes(1)).until(() -> exportsUnderWay() > 0);
        return new Reading(body);
    }

    private int exportsUnderWay() {
        return dsl.fetchSingle("select count(*) from pg_stat_activity where " + EXPORT)
                .get(0, Integer.class);
    }

    /** As when the database dies: their connections are cut. @return how many there were */
    private int endExports() {
        return dsl.fetch("select pg_terminate_backend(pid) from pg_stat_activity where " + EXPORT)
                .size();
    }

    private static final String EXPORT =
            "datname = current_database() and pid <> pg_backend_pid() and xact_start is not null and query like '%\"occupation\"%'";

    private static List<List<String>> codesAndNames(byte[] file) throws IOException {
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(file));
                var rows = workbook.getFirstSheet().openStream()) {
            return rows.map(r -> List.of(r.getCellText(0), r.getCellText(1))).toList();
        }
    }
}
