package io.lingchuang.review.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.calls.RankingRule;
import io.lingchuang.review.proof.Verification.What;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Anybody can make the ranking again from the archive, and a changed digit is found. */
class ArchiveTest {

    private static final List<Archive.Criterion> CRITERIA = List.of(
            new Archive.Criterion("new", "创新性", new BigDecimal("60")),
            new Archive.Criterion("use", "实用性", new BigDecimal("40")));

    private static Archive.Rule rule(RankingRule rule, List<String> withdrawn) {
        return new Archive.Rule(
                Archive.FORMAT, "五小征集", "第一组", 1, "2026-11-20T08:00:00Z", rule, 1, CRITERIA, withdrawn, 0, "");
    }

    private static List<Archive.Sheet> sheets(int seed) {
        Random random = new Random(seed);
        List<Archive.Sheet> sheets = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            for (int j = 1; j <= 5; j++) {
                sheets.add(sheet(
                        "E%03d".formatted(j), "P7-%03d".formatted(i), 20 + random.nextInt(41), random.nextInt(41)));
            }
        }
        return sheets;
    }

    private static Archive.Sheet sheet(String expert, String entry, int novelty, int use) {
        TreeMap<String, BigDecimal> points = new TreeMap<>();
        points.put("new", BigDecimal.valueOf(novelty));
        points.put("use", BigDecimal.valueOf(use));
        return new Archive.Sheet(expert, entry, points, BigDecimal.valueOf(novelty + use), "2026-11-19T03:04:05Z", "");
    }

    @Property(tries = 60)
    void what_was_sealed_is_found_whole_under_every_rule_and_packed_again_it_is_the_same_to_the_byte(
            @ForAll RankingRule rule, @ForAll @IntRange(min = 1, max = 100_000) int seed) {
        Archive.Sealed sealed = Archive.pack(rule(rule, List.of("P7-002")), sheets(seed));
        Verification v = Verification.of(sealed.bytes(), sealed.seal());
        assertThat(v.findings()).isEmpty();
        assertThat(v.sheets()).isEqualTo(30);
        assertThat(v.ranked()).isEqualTo(5); // one was withdrawn
        assertThat(Archive.pack(rule(rule, List.of("P7-002")), sheets(seed)).bytes())
                .isEqualTo(sealed.bytes());
    }

    @Property(tries = 400)
    void a_changed_character_anywhere_in_any_text_is_found(
            @ForAll @IntRange(min = 0, max = 3) int file, @ForAll @IntRange(min = 0, max = 1_000_000) int where)
            throws IOException {
        Archive.Sealed sealed = Archive.pack(rule(RankingRule.TRIMMED, List.of()), sheets(1));
        Map<String, byte[]> files = new TreeMap<>(Archive.unpack(sealed.bytes()));
        byte[] text = files.get(List.copyOf(files.keySet()).get(file));
        int at = where % text.length;
        text[at] = (byte) (text[at] == '7' ? '8' : '7');
        assertThat(Verification.of(zip(files), null).whole()).isFalse();
    }

    @Property(tries = 200)
    void a_zip_with_a_changed_byte_is_never_taken_for_another_ranking(
            @ForAll @IntRange(min = 0, max = 1_000_000) int where, @ForAll @IntRange(min = 1, max = 255) int by) {
        Archive.Sealed sealed = Archive.pack(rule(RankingRule.MEAN, List.of()), sheets(2));
        byte[] bytes = sealed.bytes().clone();
        bytes[where % bytes.length] ^= (byte) by;
        Verification v = Verification.of(bytes, sealed.seal());
        // What a zip says beside its texts, such as their dates, may change without their changing.
        assertThat(!v.whole() || v.seal().equals(sealed.seal())).isTrue();
    }

    @Example
    void it_is_told_which_line_which_total_and_which_rank_is_not_right() throws IOException {
        Map<String, byte[]> files = Archive.unpack(
                Archive.pack(rule(RankingRule.TRIMMED, List.of()), sheets(3)).bytes());
        String sheets = new String(files.get(Archive.SHEETS), StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(sheets.lines().toList());
        String changed = lines.get(3).replaceFirst("\"total\":\\d+", "\"total\":99");
        lines.set(3, changed);
        files.put(Archive.SHEETS, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        List<What> found = Verification.of(zip(files), null).findings().stream()
                .map(Verification.Finding::what)
                .toList();
        assertThat(found).contains(What.FILE, What.SHEET, What.TOTAL, What.RANK);
    }

    @Property(tries = 60)
    void a_sheet_taken_out_put_in_twice_or_moved_is_found(@ForAll @IntRange(min = 0, max = 28) int at)
            throws IOException {
        Map<String, byte[]> files = Archive.unpack(
                Archive.pack(rule(RankingRule.TRIMMED, List.of()), sheets(4)).bytes());
        List<String> lines = new String(files.get(Archive.SHEETS), StandardCharsets.UTF_8)
                .lines()
                .toList();
        List<String> without = new ArrayList<>(lines);
        without.remove(at);
        List<String> twice = new ArrayList<>(lines);
        twice.add(at, lines.get(at));
        List<String> moved = new ArrayList<>(lines);
        moved.add(at, moved.remove(at + 1));
        for (List<String> wrong : List.of(without, twice, moved)) {
            files.put(Archive.SHEETS, (String.join("\n", wrong) + "\n").getBytes(StandardCharsets.UTF_8));
            assertThat(Verification.of(zip(files), null).findings())
                    .extracting(Verification.Finding::what)
                    .contains(What.FILE, What.SHEET);
        }
    }

    @Example
    void one_made_anew_with_a_better_sheet_is_whole_in_itself_and_is_not_the_published_one() {
        Archive.Rule rule = rule(RankingRule.TRIMMED, List.of());
        String published = Archive.pack(rule, sheets(5)).seal();
        List<Archive.Sheet> better = new ArrayList<>(sheets(5));
        better.set(0, sheet("E001", "P7-001", 60, 40));
        byte[] forged = Archive.pack(rule, better).bytes();
        assertThat(Verification.of(forged, null).whole()).isTrue();
        assertThat(Verification.of(forged, published).findings())
                .extracting(Verification.Finding::what)
                .containsExactly(What.OTHER_SEAL);
    }

    @Example
    void points_beyond_the_rubric_are_found_though_every_hash_is_right() {
        List<Archive.Sheet> sheets = new ArrayList<>(sheets(6));
        sheets.set(0, sheet("E001", "P7-001", 61, 10));
        sheets.add(sheet("E002", "P7-001", 10, 10));
        assertThat(Verification.of(
                                Archive.pack(rule(RankingRule.MEAN, List.of()), sheets)
                                        .bytes(),
                                null)
                        .findings())
                .extracting(Verification.Finding::what)
                .containsExactlyInAnyOrder(What.POINTS, What.TOTAL, What.TWICE);
    }

    @Example
    void what_is_no_archive_is_said_to_be_none() throws IOException {
        for (byte[] other :
                List.of(new byte[0], "hello".getBytes(StandardCharsets.UTF_8), zip(Map.of("a", new byte[3])))) {
            assertThat(Verification.of(other, null).findings())
                    .extracting(Verification.Finding::what)
                    .containsExactly(What.NOT_AN_ARCHIVE);
        }
        Map<String, byte[]> files = Archive.unpack(
                Archive.pack(rule(RankingRule.MEAN, List.of()), sheets(7)).bytes());
        files.put(Archive.RULE, "{".getBytes(StandardCharsets.UTF_8));
        assertThat(Verification.of(zip(files), null).findings())
                .extracting(Verification.Finding::what)
                .containsExactly(What.NOT_AN_ARCHIVE);
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (var f : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(f.getKey()));
                zip.write(f.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
