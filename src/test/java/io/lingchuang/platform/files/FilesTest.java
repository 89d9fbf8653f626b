package io.lingchuang.platform.files;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.ENTRY_FILE;
import static io.lingchuang.db.platform.Tables.FILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.CityAtWork;
import io.lingchuang.OpenHouse;
import io.lingchuang.Visitor;
import io.lingchuang.platform.documents.ExcelIn;
import io.lingchuang.platform.documents.ExcelOut;
import io.lingchuang.platform.web.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** What comes in as a file is what its bytes say; what goes out does nothing; and only to those whose business it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilesTest extends OpenHouse {

    private static final byte[] PDF =
            "%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PNG = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };
    private static final byte[] EXE = new byte[1024];

    static {
        byte[] head = {'M', 'Z', (byte) 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, (byte) 0xff, (byte) 0xff};
        System.arraycopy(head, 0, EXE, 0, head.length);
    }

    @Autowired
    private Files files;

    @Autowired
    private CityAtWork city;

    @Value("${lingchuang.data}")
    private Path data;

    private String entry = "";

    @BeforeAll
    void anEntryBeingWritten() {
        entry = city.stories(this::actor).getFirst().id("entry");
    }

    private StoredFile store(byte[] content, String name, FileRule rule) {
        return files.store(new ByteArrayInputStream(content), name, "test", null, null, rule);
    }

    private void refused(byte[] content, String name, FileRule rule, String key) {
        assertThatThrownBy(() -> store(content, name, rule))
                .as(name)
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.key()).isEqualTo(key));
    }

    @Test
    void a_file_is_what_its_bytes_say_and_not_what_its_name_says() {
        refused(EXE, "方案.pdf", FileRule.DOCUMENT, "files.type");
        refused("<html><script>alert(1)</script></html>".getBytes(), "photo.png", FileRule.PHOTO, "files.type");
        refused(
                "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".getBytes(),
                "图.png",
                FileRule.PHOTO,
                "files.type");
        refused("#!/bin/sh\nrm -rf /\n".getBytes(), "说明.pdf", FileRule.DOCUMENT, "files.type");
        refused(PDF, "照片.jpg", FileRule.PHOTO, "files.type");
        refused(PNG, "名册.xlsx", FileRule.SHEET, "files.type");
        assertThat(store(PNG, "扫描.pdf", FileRule.DOCUMENT).mediaType()).isEqualTo("image/png");
    }

    @Test
    void an_empty_and_an_oversize_file_are_refused_at_the_limit() {
        refused(new byte[0], "空.pdf", FileRule.DOCUMENT, "files.empty");
        FileRule small = new FileRule(FileRule.DOCUMENT.types(), PDF.length, "");
        assertThat(store(PDF, "正好.pdf", small).bytes()).isEqualTo(PDF.length);
        refused((new String(PDF, StandardCharsets.US_ASCII) + "\n").getBytes(), "多一个字节.pdf", small, "files.large");
    }

    @Test
    void a_sheet_that_unfolds_without_end_is_refused() throws IOException {
        byte[] bomb = zip(Map.of("[Content_Types].xml", 10, "xl/worksheets/sheet1.xml", 400));
        assertThat(bomb.length).as("small on the way").isLessThan(1024 * 1024);
        refused(bomb, "名册.xlsx", FileRule.SHEET, "files.bomb");
    }

    @Test
    void a_zip_that_is_no_sheet_and_a_broken_one_are_refused() throws IOException {
        refused(zip(Map.of("a.exe", 1)), "名册.xlsx", FileRule.SHEET, "files.type");
        byte[] sheet = sheet();
        refused(java.util.Arrays.copyOf(sheet, sheet.length / 2), "半张.xlsx", FileRule.SHEET, "files.broken");
        assertThat(store(sheet, "名册.xlsx", FileRule.SHEET).mediaType()).isEqualTo(FileRule.XLSX);
    }

    @Test
    void a_sheet_with_a_broken_inside_is_a_refusal_and_no_fault() throws IOException {
        byte[] broken = zip(Map.of("[Content_Types].xml", 0, "xl/workbook.xml", 0, "xl/worksheets/sheet1.xml", 0));
        assertThatThrownBy(() -> ExcelIn.read(new ByteArrayInputStream(broken), (n, cells) -> {}))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void a_name_keeps_no_path_and_no_tricks() {
        assertThat(store(PDF, "../../../etc/passwd", FileRule.DOCUMENT).name()).isEqualTo("passwd");
        assertThat(store(PDF, "C:\\temp\\表.pdf", FileRule.DOCUMENT).name()).isEqualTo("表.pdf");
        assertThat(store(PDF, "\u202efdp.exe\r\nX: y\u0000", FileRule.DOCUMENT).name())
                .isEqualTo("fdp.exeX y");
        assertThat(store(PDF, "长".repeat(500) + ".pdf", FileRule.DOCUMENT).name())
                .hasSize(120)
                .endsWith(".pdf");
        assertThat(store(PDF, null, FileRule.DOCUMENT).name()).isEqualTo("file");
    }

    @Test
    void a_refused_file_leaves_nothing_behind_and_the_same_bytes_are_kept_once() throws IOException {
        StoredFile first = store("%PDF-1.4 one".getBytes(), "甲.pdf", FileRule.DOCUMENT);
        long kept = kept();
        refused(EXE, "方案.pdf", FileRule.DOCUMENT, "files.type");
        StoredFile second = store("%PDF-1.4 one".getBytes(), "乙.pdf", FileRule.DOCUMENT);
        assertThat(kept()).isEqualTo(kept);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(files.path(second)).isEqualTo(files.path(first)).hasContent("%PDF-1.4 one");
    }

    private long kept() throws IOException {
        try (Stream<Path> all = java.nio.file.Files.walk(data.resolve("files"))) {
            return all.filter(java.nio.file.Files::isRegularFile).count();
        }
    }

    @Test
    void an_exe_named_pdf_is_refused_on_the_page_and_not_kept() {
        HttpResponse<String> answer = attach(new Visitor.Upload("file", "方案.pdf", EXE));
        assertThat(answer.statusCode()).isIn(409, 422);
        assertThat(answer.body()).contains("方案.pdf");
        assertThat(dsl.fetchCount(ENTRY_FILE, ENTRY_FILE.ENTRY_ID.eq(Long.valueOf(entry))))
                .isZero();
    }

    @Test
    void two_hundred_megabytes_are_answered_with_a_page_and_the_draft_is_not_lost() {
        var before =
                dsl.selectFrom(ENTRY).where(ENTRY.ID.eq(Long.valueOf(entry))).fetchSingle();
        HttpResponse<String> answer =
                attach(new Visitor.Upload("file", "录像.pdf", Collections.nCopies(200, new byte[1024 * 1024])));
        assertThat(answer.statusCode()).isIn(413, 422);
        assertThat(answer.body()).contains("内容太大");
        assertThat(dsl.selectFrom(ENTRY).where(ENTRY.ID.eq(Long.valueOf(entry))).fetchSingle())
                .isEqualTo(before);
        assertThat(visitor("worker").get("/entries/" + entry + "/edit").statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> attach(Visitor.Upload upload) {
        String field = dsl.fetchSingle(
                        "select f->>'code' from calls.call c join entries.entry e on e.call_id = c.id, jsonb_array_elements(c.form) f"
                                + " where e.id = {0} and f->>'kind' = 'FILE' limit 1",
                        Long.valueOf(entry))
                .get(0, String.class);
        return visitor("worker").upload("/entries/" + entry + "/files/" + field, Map.of(), upload);
    }

    @Test
    void what_is_served_cannot_run() {
        StoredFile pdf = files.store(
                new ByteArrayInputStream(PDF),
                "证明\"; filename=evil.exe.pdf",
                "entry",
                Long.valueOf(entry),
                actor("worker").accountId(),
                FileRule.DOCUMENT);
        var answer = visitor("worker").bytes("/files/" + pdf.id());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(PDF);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .contains("default-src 'none'", "sandbox");
        assertThat(answer.headers().allValues("Content-Security-Policy")).hasSize(1);
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .get()
                .asString()
                .startsWith("inline;")
                .matches("[^\"]*\"[^\"]*\"[^\"]*");
        assertThat(answer.headers().firstValue("Cache-Control"))
                .get()
                .asString()
                .contains("no-store");
        StoredFile sheet = files.store(
                new ByteArrayInputStream(sheet()),
                "名册.xlsx",
                "entry",
                Long.valueOf(entry),
                actor("worker").accountId(),
                FileRule.SHEET);
        assertThat(visitor("worker").bytes("/files/" + sheet.id()).headers().firstValue("Content-Disposition"))
                .get()
                .asString()
                .startsWith("attachment;");
    }

    @Test
    void a_type_that_no_rule_takes_is_never_shown_in_the_browser() {
        StoredFile page = store(PDF, "x.pdf", FileRule.DOCUMENT);
        dsl.update(FILE)
                .set(FILE.MEDIA_TYPE, "text/html")
                .set(FILE.UPLOADED_BY, actor("worker").accountId())
                .where(FILE.ID.eq(page.id()))
                .execute();
        var answer = visitor("worker").bytes("/files/" + page.id());
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .get()
                .asString()
                .startsWith("attachment;");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .contains("sandbox");
    }

    @Test
    void somebody_elses_file_is_not_there() {
        UUID mine = files.store(
                        new ByteArrayInputStream(PDF),
                        "证明.pdf",
                        "entry",
                        Long.valueOf(entry),
                        actor("worker").accountId(),
                        FileRule.DOCUMENT)
                .id();
        assertThat(visitor("worker").get("/files/" + mine).statusCode()).isEqualTo(200);
        for (String login : List.of(
                "worker3", "clerk", "clerk2", "city", "chief", "finance", "expert1", "admin", "security", "audit")) {
            assertThat(visitor(login).get("/files/" + mine).statusCode())
                    .as(login + " and a draft's file")
                    .isEqualTo(404);
        }
        assertThat(stranger().get("/files/" + mine).statusCode()).isEqualTo(404);
        assertThat(visitor("worker").get("/files/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_data_folder_cannot_be_reached_by_an_address() {
        for (String address : List.of(
                "/static/../application.yml",
                "/static/%2e%2e/application.yml",
                "/webjars/..%2f..%2fapplication.yml",
                "/application.yml",
                "/files/..%2f..%2fetc%2fpasswd")) {
            assertThat(visitor("city").get(address).statusCode()).as(address).isIn(400, 404);
        }
    }

    private static byte[] sheet() {
        var out = new ByteArrayOutputStream();
        try (var sheet = new ExcelOut(out, "名册")) {
            sheet.header(List.of("姓名", "单位")).row(List.of("陈立新", "临涣煤矿"));
        }
        return out.toByteArray();
    }

    /** Entries of so many megabytes of nothing. */
    private static byte[] zip(Map<String, Integer> entries) throws IOException {
        var out = new ByteArrayOutputStream();
        byte[] nothing = new byte[1024 * 1024];
        try (var zip = new ZipOutputStream(out)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                for (int i = 0; i < entry.getValue(); i++) {
                    zip.write(nothing);
                }
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
