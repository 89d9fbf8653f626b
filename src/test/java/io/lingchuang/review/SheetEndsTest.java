package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.RESULT;
import static io.lingchuang.db.review.Tables.SHEET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.TestSession;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.notes.Notes;
import io.lingchuang.review.proof.Verification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.WebApplicationContext;

/** How a sheet ends: sealed, or by an expert who can't judge it; and what is told of it. */
class SheetEndsTest extends ScoredCall {

    private static final String WHY = "化工工艺不是本人专业";

    @Autowired
    Archives archives;

    @Autowired
    Notes notes;

    @Autowired
    WebApplicationContext house;

    @TempDir
    java.nio.file.Path folder;

    MockMvc pages;

    @BeforeEach
    void thePages() {
        pages = TestSession.pages(house);
    }

    private void cannotJudge(Expert expert, long entry) {
        Scoring.Sheet sheet = sheet(expert, entry);
        scoring.cannotJudge(as(expert), sheet.id(), sheet.version(), WHY);
    }

    // Can't judge

    @Test
    void whoever_cannot_judge_gives_no_score_and_is_not_waited_for() throws Exception {
        long entry = accepted();
        Expert first = expert("甲院校");
        Expert second = expert("乙院校");
        Expert third = expert("丙院校");
        long panel = started(first, second, third);
        seal(first, entry, "40", "30");
        seal(second, entry, "44", "30");
        cannotJudge(third, entry);
        closing.close(officer, panel, panelVersion(panel), "");
        assertThat(dsl.fetchSingle(RESULT, RESULT.PANEL_ID.eq(panel)).getSheets())
                .isEqualTo(2);
        Archives.Kept kept = archives.of(panel).getFirst();
        byte[] zip = archives.published(kept.seal());
        Verification v = Verification.of(zip, kept.seal());
        assertThat(v.findings()).isEmpty();
        assertThat(v.sheets())
                .as("a line of the archive tells that they could not judge")
                .isEqualTo(3);
        assertThat(unpacked(zip)).contains("\"total\":null").doesNotContain(WHY);
    }

    @Test
    void an_entry_that_nobody_can_judge_is_unscored_and_named() {
        long entry = accepted();
        long other = accepted();
        Expert first = expert("甲院校");
        Expert second = expert("乙院校");
        long panel = started(first, second);
        String code = sheet(first, entry).code();
        for (Expert e : List.of(first, second)) {
            cannotJudge(e, entry);
            seal(e, other, "30", "30");
        }
        assertThatThrownBy(() -> closing.close(officer, panel, panelVersion(panel), ""))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.args()).containsExactly(1, code));
        assertThat(panels.panel(panel).state()).isEqualTo(Panel.State.SCORING);
    }

    @Test
    void the_host_sees_who_cannot_judge_and_why_and_opens_the_sheet_again_with_a_reason_that_the_expert_sees()
            throws Exception {
        long entry = accepted();
        Expert expert = expert("甲院校");
        Expert other = expert("乙院校");
        long panel = started(expert, other);
        Scoring.Sheet sheet = sheet(expert, entry);
        scoring.save(as(expert), sheet.id(), sheet.version(), Map.of("new", "12"), "先记一笔");
        cannotJudge(expert, entry);
        assertThat(page(officer, "/panels/" + panel)).contains(WHY, "无法评判 1");
        assertThat(page(as(other), "/scoring")
                        + page(as(other), "/scoring/" + sheet(other, entry).id()))
                .doesNotContain(WHY);
        panels.reopenSheet(officer, panel, sheet.id(), "附件已补，请再看");
        Scoring.Sheet again = sheet(expert, entry);
        assertThat(again.state()).isEqualTo(SheetState.OPEN);
        assertThat(again.scores()).as("what was typed before").containsEntry("new", "12");
        assertThat(page(as(expert), "/scoring/" + sheet.id())).contains("附件已补，请再看");
        assertThat(dsl.fetchCount(
                        io.lingchuang.db.platform.Tables.MESSAGE,
                        io.lingchuang.db.platform.Tables.MESSAGE
                                .ACCOUNT_ID
                                .eq(expert.accountId())
                                .and(io.lingchuang.db.platform.Tables.MESSAGE.LINK.eq("/scoring/" + sheet.id()))))
                .isEqualTo(1);
        seal(expert, entry, "20", "20");
        assertThat(page(as(expert), "/scoring/" + sheet.id())).doesNotContain("附件已补");
    }

    @Test
    void what_cannot_be_judged_needs_a_reason_and_stays_as_it_was_said() {
        long entry = accepted();
        Expert expert = expert("甲院校");
        started(expert, expert("乙院校"));
        Scoring.Sheet sheet = sheet(expert, entry);
        assertThatThrownBy(() -> scoring.cannotJudge(as(expert), sheet.id(), sheet.version(), " "))
                .hasMessage("review.cannot.why");
        assertThatThrownBy(() -> scoring.cannotJudge(as(expert), sheet.id(), sheet.version() + 1, WHY))
                .isInstanceOf(Stale.class);
        cannotJudge(expert, entry);
        int version = sheet(expert, entry).version();
        assertThatThrownBy(() -> scoring.save(as(expert), sheet.id(), version, Map.of("new", "1"), ""))
                .hasMessage("review.sealed");
        assertThatThrownBy(() -> scoring.seal(as(expert), sheet.id(), version)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> dsl.update(SHEET)
                        .set(SHEET.CANNOT_JUDGE, "别的理由")
                        .where(SHEET.ID.eq(sheet.id()))
                        .execute())
                .hasMessageContaining("a sealed sheet does not change");
    }

    // Reasons

    @Test
    void the_reasons_of_points_are_kept_with_the_sheet_and_sealed_with_it() {
        long entry = accepted();
        Expert expert = expert("甲院校");
        started(expert, expert("乙院校"));
        Scoring.Sheet sheet = sheet(expert, entry);
        var typed = new Scoring.Typed(
                Map.of("new", "50", "use", "30"), Map.of("new", "刮板结构有新意", "use", "长".repeat(600)), "可行", null);
        scoring.handIn(as(expert), sheet.id(), sheet.version(), typed);
        assertThat(sheet(expert, entry).reasons())
                .containsEntry("new", "刮板结构有新意")
                .containsEntry("use", "长".repeat(500));
        assertThatThrownBy(() -> dsl.update(SHEET)
                        .set(SHEET.REASONS, org.jooq.JSONB.valueOf("{}"))
                        .where(SHEET.ID.eq(sheet.id()))
                        .execute())
                .hasMessageContaining("a sealed sheet does not change");
    }

    // All at once

    @Test
    void whole_sheets_are_handed_in_at_once_and_none_of_them_when_one_has_changed() throws Exception {
        long first = accepted();
        long second = accepted();
        long third = accepted();
        Expert expert = expert("甲院校");
        started(expert, expert("乙院校"));
        for (long entry : List.of(first, second)) {
            Scoring.Sheet s = sheet(expert, entry);
            scoring.save(as(expert), s.id(), s.version(), Map.of("new", "50", "use", "30"), "");
        }
        Scoring.Sheet half = sheet(expert, third);
        scoring.save(as(expert), half.id(), half.version(), Map.of("new", "50"), "");
        assertThat(page(as(expert), "/scoring/hand-in"))
                .contains("value=\"" + sheet(expert, first).id() + ":1\"")
                .doesNotContain("value=\"" + half.id() + ":")
                .contains("还缺：");
        Map<Long, Integer> seen =
                Map.of(sheet(expert, first).id(), 1, sheet(expert, second).id(), 1);
        Scoring.Sheet changed = sheet(expert, second);
        scoring.save(as(expert), changed.id(), changed.version(), Map.of("new", "49", "use", "30"), "");
        assertThatThrownBy(() -> scoring.handIn(as(expert), seen)).isInstanceOf(Stale.class);
        assertThat(scoring.mine(as(expert))).noneMatch(Scoring.Sheet::sealed);
        TestSession.as(as(expert));
        pages.perform(post("/scoring/hand-in")
                        .param(
                                "sheet",
                                changed.id() + ":2",
                                sheet(expert, first).id() + ":1"))
                .andExpect(status().is3xxRedirection());
        assertThat(scoring.mine(as(expert)).stream().filter(Scoring.Sheet::sealed))
                .hasSize(2);
        pages.perform(post("/scoring/hand-in")).andExpect(status().isUnprocessableContent());
    }

    // Private notes

    @Test
    void a_private_note_is_seen_by_the_expert_alone() throws Exception {
        String secret = "此件与去年的一件相似，自己再查";
        long entry = accepted();
        Expert expert = expert("甲院校");
        Expert other = expert("乙院校");
        long panel = started(expert, other);
        long sheet = sheet(expert, entry).id();
        scoring.note(as(expert), sheet, secret);
        assertThatThrownBy(() -> scoring.note(as(other), sheet, "偷看")).isInstanceOf(NotFound.class);
        assertThat(page(as(expert), "/scoring/" + sheet)).contains(secret);
        seal(expert, entry, "40", "30");
        seal(other, entry, "41", "30");
        closing.close(officer, panel, panelVersion(panel), "");
        String host = page(officer, "/panels/" + panel)
                + page(officer, "/panels/" + panel + "/rules")
                + page(as(other), "/scoring");
        assertThat(host).doesNotContain(secret);
        TestSession.as(officer);
        byte[] archive = archives.archive(officer, panels.panel(panel), 1);
        byte[] excel = pages.perform(get("/panels/" + panel + "/ranking.xlsx"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        assertThat(unpacked(archive)).contains("E001").doesNotContain(secret);
        assertThat(unpacked(excel)).containsPattern("E00\\d 70").doesNotContain(secret);
        assertThat(page(as(expert), "/scoring")).as("their own list").contains(secret);
        assertThat(notes.of(List.of(sheet))).containsValue(secret);
        scoring.note(as(expert), sheet, " ");
        assertThat(page(as(expert), "/scoring")).doesNotContain(secret);
    }

    private String unpacked(byte[] zip) throws java.io.IOException {
        StringBuilder all = new StringBuilder();
        java.nio.file.Path file = java.nio.file.Files.write(folder.resolve("packed.zip"), zip);
        try (var packed =
                new java.util.zip.ZipFile(file.toFile())) { // a stream cannot read what was written as a stream
            for (var entry : java.util.Collections.list(packed.entries())) {
                all.append(new String(packed.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return all.toString();
    }

    @Test
    void one_class_alone_reads_private_notes() throws Exception {
        try (var files = java.nio.file.Files.walk(java.nio.file.Path.of("src/main"))) {
            assertThat(files.filter(f -> f.toString().matches(".*\\.(java|jte)"))
                            .filter(f -> {
                                try {
                                    return java.nio.file.Files.readString(f)
                                            .matches("(?s).*(Tables\\.NOTE\\b|review\\.note\\b(?!\\.|\")).*");
                                } catch (java.io.IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            })
                            .map(f -> f.getFileName().toString()))
                    .containsExactly("Notes.java");
        }
    }

    @Test
    void a_private_note_goes_with_the_sheet_and_when_its_term_is_over() {
        long entry = accepted();
        long other = accepted();
        Expert expert = expert("甲院校");
        Expert second = expert("乙院校");
        long panel = started(expert, second);
        long recused = sheet(expert, entry).id();
        long kept = sheet(expert, other).id();
        scoring.note(as(expert), recused, "先记下");
        scoring.note(as(expert), kept, "留着");
        panels.recuse(officer, panel, expert.id(), entry, "发现是亲属");
        assertThat(notes.of(List.of(recused, kept))).containsOnlyKeys(kept);
        seal(second, entry, "40", "30");
        seal(second, other, "40", "30");
        closing.close(officer, panel, panelVersion(panel), "一位未交");
        notes.run();
        assertThat(notes.of(List.of(recused, kept))).containsOnlyKeys(kept);
        dsl.update(io.lingchuang.db.review.Tables.PANEL)
                .set(io.lingchuang.db.review.Tables.PANEL.CLOSED_AT, java.time.Instant.parse("2020-01-01T00:00:00Z"))
                .where(io.lingchuang.db.review.Tables.PANEL.ID.eq(panel))
                .execute();
        notes.run();
        assertThat(notes.of(List.of(recused, kept))).isEmpty();
    }

    // Compare with one's own

    @Test
    void the_sheet_shows_ones_own_points_for_other_entries_and_never_another_experts() throws Exception {
        long first = accepted();
        long second = accepted();
        long third = accepted();
        Expert expert = expert("甲院校");
        Expert other = expert("乙院校");
        started(expert, other);
        seal(expert, first, "41", "31");
        Scoring.Sheet draft = sheet(expert, second);
        scoring.save(as(expert), draft.id(), draft.version(), Map.of("new", "47"), "");
        seal(other, first, "59", "39");
        String page = page(as(expert), "/scoring/" + sheet(expert, third).id());
        assertThat(page)
                .contains("您给其他 2 件：41–47，中间 41", sheet(expert, first).code() + "=41", draft.code() + "=47")
                .doesNotContain("=59", "=39");
        String byTotal = page(as(expert), "/scoring?sort=total");
        assertThat(byTotal).contains("我的打分对照").doesNotContain(">59<", ">98<");
        int table = byTotal.indexOf("我的打分对照");
        assertThat(byTotal.indexOf(sheet(expert, first).code(), table))
                .as("72 points stand above 47")
                .isLessThan(byTotal.indexOf(draft.code(), table));
    }

    // Drafts of two windows, and too late

    @Test
    void a_draft_that_comes_second_is_told_what_the_house_has() throws Exception {
        long entry = accepted();
        Expert expert = expert("甲院校");
        started(expert, expert("乙院校"));
        Scoring.Sheet sheet = sheet(expert, entry);
        draft(expert, sheet.id(), 0, "new", "50", 200);
        String answer = draft(expert, sheet.id(), 0, "use", "30", 409);
        assertThat(answer).contains("\"version\":1", "\"s_new\":\"50\"", "\"s_use\":\"\"");
        assertThat(sheet(expert, entry).scores()).isEqualTo(Map.of("new", "50"));
    }

    @Test
    void points_that_break_the_rubric_are_told_and_the_rest_of_the_draft_is_kept() throws Exception {
        long entry = accepted();
        Expert expert = expert("甲院校");
        started(expert, expert("乙院校"));
        Scoring.Sheet sheet = sheet(expert, entry);
        TestSession.as(as(expert));
        String answer = pages.perform(post("/scoring/" + sheet.id() + "/draft")
                        .param("version", "0")
                        .param("s_new", "999")
                        .param("s_use", "30")
                        .param("comment", "写到一半"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer).contains("s_new");
        assertThat(sheet(expert, entry).scores()).isEqualTo(Map.of("use", "30"));
        assertThat(sheet(expert, entry).comment()).isEqualTo("写到一半");
    }

    @Test
    void a_sheet_handed_in_after_the_panel_closed_is_told_so_and_shows_what_was_typed() throws Exception {
        long entry = accepted();
        Expert expert = expert("甲院校");
        Expert other = expert("乙院校");
        long panel = started(expert, other);
        long sheet = sheet(expert, entry).id();
        seal(other, entry, "40", "30");
        closing.close(officer, panel, panelVersion(panel), "一位专家未交");
        draft(expert, sheet, 0, "new", "50", 410);
        TestSession.as(as(expert));
        String late = pages.perform(post("/scoring/" + sheet)
                        .param("version", "0")
                        .param("action", "seal")
                        .param("s_new", "50")
                        .param("s_use", "30")
                        .param("comment", "写了一上午的评语"))
                .andExpect(status().isGone())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(late).contains("没有封存，不计入结果", "写了一上午的评语", "复制", "下载");
        assertThat(dsl.fetchSingle(SHEET, SHEET.ID.eq(sheet)).getState()).isEqualTo("OPEN");
    }

    private String draft(Expert expert, long sheet, int version, String criterion, String points, int status)
            throws Exception {
        TestSession.as(as(expert));
        return pages.perform(post("/scoring/" + sheet + "/draft")
                        .param("version", String.valueOf(version))
                        .param("s_" + criterion, points))
                .andExpect(status().is(status))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private String page(io.lingchuang.access.Actor actor, String address) throws Exception {
        TestSession.as(actor);
        return pages.perform(get(address))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
