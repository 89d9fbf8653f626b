package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.ARCHIVE;
import static io.lingchuang.db.review.Tables.RESULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.TestSession;
import io.lingchuang.platform.commands.Settings;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.review.proof.Verification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.context.WebApplicationContext;

/** When a panel closes, what it did is sealed; whoever has the seal can fetch it and make the ranking again. */
class ProofTest extends ScoredCall {

    @Autowired
    Archives archives;

    @Autowired
    WebApplicationContext house;

    private final List<Expert> members = new ArrayList<>();
    private final List<Long> entries = new ArrayList<>();

    private long closed() {
        for (int i = 0; i < 3; i++) {
            entries.add(accepted());
        }
        for (int j = 0; j < 4; j++) {
            members.add(expert("封存院校" + j));
        }
        long panel = started(members.toArray(Expert[]::new));
        for (int j = 0; j < 4; j++) {
            for (int i = 0; i < 3; i++) {
                seal(members.get(j), entries.get(i), String.valueOf(40 + 5 * i - j), "30");
            }
        }
        closing.close(officer, panel, panelVersion(panel), "");
        return panel;
    }

    @Test
    void the_archive_of_a_closed_panel_gives_its_ranking_and_names_nobody() throws Exception {
        long panel = closed();
        Archives.Kept kept = archives.of(panel).getFirst();
        byte[] zip = archives.published(kept.seal());
        Verification v = Verification.of(zip, kept.seal());
        assertThat(v.findings()).isEmpty();
        assertThat(v.sheets()).isEqualTo(12);
        assertThat(v.ranked())
                .isEqualTo(dsl.fetchCount(RESULT, RESULT.PANEL_ID.eq(panel)))
                .isEqualTo(3);
        String all = unpacked(zip);
        assertThat(all).contains("E001", "E004");
        members.forEach(m -> assertThat(all).doesNotContain(m.name()).doesNotContain(m.employer()));
        entries.forEach(e -> assertThat(all).doesNotContain(entry(e).title()));
    }

    private static String unpacked(byte[] zip) throws Exception {
        StringBuilder all = new StringBuilder();
        try (var in = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(zip))) {
            while (in.getNextEntry() != null) {
                all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return all.toString();
    }

    @Test
    void a_panel_opened_again_leaves_its_first_archive_and_its_seal_counts_no_more() {
        long panel = closed();
        String first = archives.of(panel).getFirst().seal();
        closing.reopen(officer, panel, panelVersion(panel), "漏了一张");
        assertThat(archives.seals(call)).isEmpty();
        assertThatThrownBy(() -> archives.published(first)).isInstanceOf(NotFound.class);
        closing.close(officer, panel, panelVersion(panel), "");
        assertThat(archives.of(panel)).extracting(Archives.Kept::number).containsExactly(2, 1);
        assertThat(archives.seals(call))
                .singleElement()
                .satisfies(s -> assertThat(s.seal())
                        .isEqualTo(archives.of(panel).getFirst().seal())
                        .isNotEqualTo(first));
        assertThatThrownBy(() -> dsl.update(ARCHIVE)
                        .set(ARCHIVE.CONTENT, new byte[0])
                        .where(ARCHIVE.PANEL_ID.eq(panel))
                        .execute())
                .hasMessageContaining("stays as it was sealed");
    }

    @Test
    void the_command_finds_the_archive_whole_and_a_changed_one_not(@TempDir Path folder) throws Exception {
        long panel = closed();
        Archives.Kept kept = archives.of(panel).getFirst();
        byte[] zip = archives.archive(officer, panels.panel(panel), 1);
        Path file = Files.write(folder.resolve("archive.zip"), zip);
        var command = new VerifyPanel();
        assertThat(command.run(Settings.of(file.toString()))).isZero();
        assertThat(command.run(Settings.of(file.toString(), kept.seal()))).isZero();
        assertThat(command.run(Settings.of(file.toString(), "0".repeat(64)))).isEqualTo(1);
        zip[zip.length / 2] ^= 1;
        Files.write(file, zip);
        assertThat(command.run(Settings.of(file.toString(), kept.seal()))).isEqualTo(1);
        assertThat(command.run(Settings.of(folder.resolve("none.zip").toString())))
                .isEqualTo(2);
        assertThat(command.run(Settings.of())).isEqualTo(2);
    }

    @Test
    void whoever_knows_the_seal_gets_the_archive_and_whoever_guesses_gets_nothing() throws Exception {
        long panel = closed();
        String seal = archives.of(panel).getFirst().seal();
        var pages = TestSession.pages(house);
        pages.perform(get("/archives/" + seal)).andExpect(status().isOk());
        pages.perform(get("/archives/" + "a".repeat(64))).andExpect(status().isNotFound());
        pages.perform(get("/archives/1")).andExpect(status().isNotFound());
        TestSession.as(worker);
        pages.perform(get("/panels/" + panel + "/archives/1")).andExpect(status().isNotFound());
    }
}
