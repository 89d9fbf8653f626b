package io.lingchuang.review;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.TestSession;
import io.lingchuang.entries.EntryFiles;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.WebApplicationContext;

/** Experts score blind and by themselves, and never what they have a part in. */
class PanelTest extends ScoredCall {

    @Autowired
    EntryFiles files;

    @Autowired
    WebApplicationContext house;

    MockMvc pages;

    @BeforeEach
    void thePages() {
        pages = TestSession.pages(house);
    }

    // Recusal

    @Test
    void whoever_works_where_an_entry_comes_from_never_sees_it() {
        long own = accepted();
        long other = acceptedFrom(mill);
        Expert colleague = expert("朔里煤矿工会");
        Expert neutral = expert("淮北师范大学");
        started(colleague, neutral);
        assertThat(scoring.mine(as(colleague)))
                .extracting(Scoring.Sheet::entryId)
                .containsExactly(other);
        assertThat(scoring.mine(as(neutral))).extracting(Scoring.Sheet::entryId).containsExactlyInAnyOrder(own, other);
        assertThat(ground(colleague, own)).isEqualTo("EMPLOYER");
    }

    @Test
    void the_same_group_a_completer_and_a_completers_employer_recuse_too() {
        dsl.insertInto(ENTERPRISE)
                .set(ENTERPRISE.NODE_ID, mine.id())
                .set(ENTERPRISE.OWNERSHIP, "STATE_OWNED")
                .set(ENTERPRISE.INDUSTRY, "煤炭")
                .set(ENTERPRISE.GROUP_NAME, "淮北矿业集团")
                .onConflict(ENTERPRISE.NODE_ID)
                .doUpdate()
                .set(ENTERPRISE.GROUP_NAME, "淮北矿业集团")
                .execute();
        long entry = handedIn(worker, call, null);
        completer(entry, 2, null, "外请工程师", "皖北设计院");
        Expert sister = expert("另一家矿", "淮北矿业集团");
        Expert designer = expert("皖北设计院");
        Expert author = expert("退休");
        completer(entry, 3, person(mill, author.name(), author.accountId()), author.name(), "");
        Expert neutral = expert("淮北师范大学");
        vetting.accept(officer, entry, version(entry), "");
        started(sister, designer, author, neutral);
        assertThat(ground(sister, entry)).isEqualTo("GROUP");
        assertThat(ground(designer, entry)).isEqualTo("EMPLOYER");
        assertThat(ground(author, entry)).isEqualTo("COMPLETER");
        assertThat(scoring.mine(as(neutral))).hasSize(1);
    }

    @Test
    void an_entry_that_nobody_may_score_keeps_the_panel_from_starting() {
        accepted();
        Expert colleague = expert("朔里煤矿工会");
        long id = forming.make(officer, call, null, "机械组", List.of(colleague.id()), null);
        assertThatThrownBy(() -> panels.start(officer, id, 0, "")).hasMessage("review.uncovered");
        assertThat(panels.panel(id).state()).isEqualTo(Panel.State.FORMING);
        assertThat(panels.panel(id).version()).isZero();
    }

    @Test
    void an_experts_own_word_takes_the_entry_from_everything_they_see() throws Exception {
        long entry = accepted();
        long other = accepted();
        Expert friend = expert("淮北师范大学");
        started(friend, expert("安徽理工大学"));
        Scoring.Sheet sheet = sheet(friend, entry);
        assertThatThrownBy(() -> scoring.recuseMyself(as(friend), sheet.id(), " "))
                .isInstanceOf(Refusal.class);
        scoring.recuseMyself(as(friend), sheet.id(), "完成人是我的徒弟");
        assertThat(scoring.mine(as(friend))).extracting(Scoring.Sheet::entryId).containsExactly(other);
        assertThatThrownBy(() -> scoring.sheet(as(friend), sheet.id())).isInstanceOf(NotFound.class);
        TestSession.as(as(friend));
        pages.perform(get("/scoring/" + sheet.id())).andExpect(status().isNotFound());
    }

    private String ground(Expert expert, long entry) {
        return dsl.select(RECUSAL.GROUND)
                .from(RECUSAL)
                .where(RECUSAL.EXPERT_ID.eq(expert.id()), RECUSAL.ENTRY_ID.eq(entry))
                .fetchOne(RECUSAL.GROUND);
    }

    private long acceptedFrom(io.lingchuang.access.Node unit) {
        long id = handedIn(workerAt(unit), call, null);
        vetting.accept(officer, id, version(id), "");
        return id;
    }

    private void completer(long entry, int position, Long person, String name, String unit) {
        var completer = io.lingchuang.db.entries.Tables.COMPLETER;
        dsl.insertInto(
                        completer,
                        completer.ENTRY_ID,
                        completer.POSITION,
                        completer.PERSON_ID,
                        completer.NAME,
                        completer.UNIT_NAME)
                .values(entry, position, person, name, unit)
                .execute();
    }

    // Blind and alone

    @Test
    void in_a_blind_review_nothing_names_the_applicant() throws Exception {
        identifying("author");
        long entry = handedIn(worker, call, null);
        answers(entry, "{\"content\": \"在机尾加装刮板\", \"author\": \"首创者陈立新\"}");
        vetting.accept(officer, entry, version(entry), "");
        Expert expert = expert("淮北师范大学");
        started(expert);
        String page = sheetPage(expert, entry);
        assertThat(page)
                .contains("在机尾加装刮板")
                .doesNotContain(
                        worker.name(),
                        "朔里煤矿",
                        "首创者",
                        Objects.requireNonNull(entry(entry).number()));
        TestSession.as(as(expert));
        for (String address : List.of("/entries/" + entry, "/vetting/" + entry, "/entries/" + entry + "/form.pdf")) {
            pages.perform(get(address)).andExpect(status().isNotFound());
        }
    }

    @Test
    void where_the_review_is_not_blind_the_names_stand_there() throws Exception {
        dsl.update(CALL).set(CALL.BLIND, false).where(CALL.ID.eq(call)).execute();
        long entry = accepted();
        Expert expert = expert("淮北师范大学");
        started(expert);
        assertThat(sheetPage(expert, entry)).contains(worker.name(), "朔里煤矿");
    }

    @Test
    void a_photo_is_shown_without_the_name_of_its_file() throws Exception {
        long entry = draft(worker, call, null);
        var out = new java.io.ByteArrayOutputStream();
        javax.imageio.ImageIO.write(
                new java.awt.image.BufferedImage(4, 4, java.awt.image.BufferedImage.TYPE_INT_RGB), "png", out);
        var photo =
                files.add(worker, entry, "photo", new java.io.ByteArrayInputStream(out.toByteArray()), "chenlixin.png");
        submission.submit(worker, entry, version(entry));
        vetting.accept(officer, entry, version(entry), "");
        Expert expert = expert("淮北师范大学");
        Expert outside = expert("淮北师范大学");
        started(expert);
        assertThat(sheetPage(expert, entry)).contains("/files/" + photo.id()).doesNotContain("chenlixin");
        String header = pages.perform(get("/files/" + photo.id()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getHeader("Content-Disposition");
        assertThat(header).contains("file.png").doesNotContain("chenlixin");
        TestSession.as(as(outside));
        pages.perform(get("/files/" + photo.id())).andExpect(status().isNotFound());
        TestSession.as(officer);
        header = pages.perform(get("/files/" + photo.id()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getHeader("Content-Disposition");
        assertThat(header).contains("chenlixin.png");
    }

    @Test
    void an_expert_sees_nothing_of_the_others_sheets() throws Exception {
        long entry = accepted();
        Expert first = expert("淮北师范大学");
        Expert second = expert("安徽理工大学");
        long panel = started(first, second);
        Scoring.Sheet sheet = sheet(first, entry);
        scoring.save(as(first), sheet.id(), sheet.version(), Map.of("new", "57", "use", "38.5"), "此项十分突出");
        scoring.seal(as(first), sheet.id(), sheet.version() + 1);
        TestSession.as(as(second));
        String list = pages.perform(get("/scoring"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(list + sheetPage(second, entry)).doesNotContain("此项十分突出", "38.5", "95.5", first.name());
        for (String address : List.of(
                "/scoring/" + sheet.id(),
                "/panels/" + panel,
                "/panels/" + panel + "/ranking.xlsx",
                "/calls/" + call + "/panels")) {
            pages.perform(get(address)).andExpect(status().isNotFound());
        }
        pages.perform(post("/scoring/" + sheet.id()).param("version", "0").param("s_new", "1"))
                .andExpect(status().isNotFound());
        assertThatThrownBy(() -> scoring.save(as(second), sheet.id(), 0, Map.of(), ""))
                .isInstanceOf(NotFound.class);
    }

    private String sheetPage(Expert expert, long entry) throws Exception {
        TestSession.as(as(expert));
        return pages.perform(get("/scoring/" + sheet(expert, entry).id()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private void identifying(String code) {
        dsl.update(CALL)
                .set(CALL.FORM, org.jooq.JSONB.valueOf("""
                        [{"code":"content","label":"主要内容","kind":"LONG_TEXT","required":true,"max":500,"choices":[],"identifying":false},
                         {"code":"%s","label":"作者情况","kind":"TEXT","required":false,"max":100,"choices":[],"identifying":true}]""".formatted(code)))
                .where(CALL.ID.eq(call))
                .execute();
    }

    private void answers(long entry, String json) {
        var table = io.lingchuang.db.entries.Tables.ENTRY;
        dsl.update(table)
                .set(table.ANSWERS, org.jooq.JSONB.valueOf(json))
                .where(table.ID.eq(entry))
                .execute();
    }
}
