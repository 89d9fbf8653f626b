package io.lingchuang.review.proof;

import io.lingchuang.calls.RankingRule;
import io.lingchuang.platform.text.Sha256;
import io.lingchuang.review.ranking.Mark;
import io.lingchuang.review.ranking.Scores;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a panel leaves behind when it closes: its rule, its sealed sheets and its ranking, with experts and entries under codes, so
 * that anybody can make the ranking again. A zip of four texts in UTF-8:
 *
 * <ul>
 *   <li>{@code rule.json}: {@link Rule};
 *   <li>{@code sheets.txt}: a line a sheet, its hash, a tab, and the sheet as JSON ({@link Sheet}). The hash is SHA-256 over the hash of the
 *       line before (64 zeros for the first), a line feed and the JSON;
 *   <li>{@code ranking.json}: a list of {@link Place}, the best first;
 *   <li>{@code seal.txt}: the hash of each of the three others, and the seal: SHA-256 over those three lines. The seal stands on the
 *       public notice.
 * </ul>
 */
public final class Archive {

    /** 2: with the sheets of experts who could not judge. */
    public static final int FORMAT = 2;

    static final String RULE = "rule.json";
    static final String SHEETS = "sheets.txt";
    static final String RANKING = "ranking.json";
    static final String SEAL = "seal.txt";

    /** A real one has some kilobytes; what unpacks to more is no archive. */
    private static final int LARGEST = 64 << 20;

    /** @param max points at most */
    public record Criterion(String code, String name, BigDecimal max) {}

    /**
     * @param number 1 for the first closing of the panel, 2 when it was opened again and closed once more
     * @param withdrawn entries that were withdrawn before the panel closed: their sheets stand here and are not ranked
     * @param missing sheets that were laid out and never sealed
     * @param withoutMissing the host's reason for closing without them
     */
    public record Rule(
            int format,
            String call,
            String panel,
            int number,
            String closedAt,
            RankingRule rule,
            int trim,
            List<Criterion> criteria,
            List<String> withdrawn,
            int missing,
            String withoutMissing) {}

    /**
     * @param expert a code that means nothing outside this archive
     * @param entry the code under which experts saw it
     * @param total null, and no points, where the expert could not judge
     * @param comment SHA-256 of the comment, or of why the expert could not judge: it may tell who wrote it and is not in the archive; empty
     *     where there was none
     */
    public record Sheet(
            String expert,
            String entry,
            TreeMap<String, BigDecimal> points,
            @Nullable BigDecimal total,
            String sealedAt,
            String comment) {

        public static Sheet withoutPoints(String expert, String entry, String endedAt, String why) {
            return new Sheet(expert, entry, new TreeMap<>(), null, endedAt, why);
        }
    }

    public record Place(String entry, BigDecimal score, int rank, boolean tied, int sheets) {}

    /** @param bytes the zip */
    public record Sealed(byte[] bytes, String seal) {}

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private Archive() {}

    /** Under which code an expert stands. */
    public static String expert(int code) {
        return "E%03d".formatted(code);
    }

    /** What of a comment stands in the archive. */
    public static String comment(String comment) {
        return comment.isEmpty() ? "" : Sha256.hex(bytes(comment));
    }

    public static List<Criterion> criteria(List<io.lingchuang.calls.Criterion> rubric) {
        return rubric.stream()
                .map(c -> new Criterion(c.code(), c.name(), c.max()))
                .toList();
    }

    /** Ranks the sheets and packs all of it: the same bytes for the same sheets. */
    public static Sealed pack(Rule rule, List<Sheet> sheets) {
        Map<String, byte[]> files = new TreeMap<>();
        files.put(RULE, text(rule));
        StringBuilder lines = new StringBuilder();
        String before = Chain.START;
        for (Sheet sheet : sheets) {
            String json = JSON.writeValueAsString(sheet);
            before = Chain.next(before, json);
            lines.append(before).append('\t').append(json).append('\n');
        }
        files.put(SHEETS, bytes(lines.toString()));
        files.put(RANKING, text(ranking(rule, sheets)));
        return seal(files);
    }

    static byte[] text(Object value) {
        return bytes(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n");
    }

    /** Puts the hashes of the texts and the seal over them beside the texts. */
    static Sealed seal(Map<String, byte[]> files) {
        String hashes = hashes(files);
        String seal = Sha256.hex(bytes(hashes));
        files.put(SEAL, bytes(hashes + "seal " + seal + "\n"));
        return new Sealed(zip(files), seal);
    }

    /** The ranking that the rule makes of the sheets. */
    public static List<Place> ranking(Rule rule, List<Sheet> sheets) {
        List<Sheet> scored = sheets.stream().filter(s -> s.total() != null).toList();
        List<String> entries = codes(scored.stream().map(Sheet::entry));
        List<String> experts = codes(scored.stream().map(Sheet::expert));
        List<Mark> marks = scored.stream()
                .filter(s -> !rule.withdrawn().contains(s.entry()))
                .map(s -> new Mark(
                        0,
                        Collections.binarySearch(experts, s.expert()),
                        Collections.binarySearch(entries, s.entry()),
                        Objects.requireNonNull(s.total())))
                .toList();
        return Scores.rank(marks, rule.rule(), rule.trim()).stream()
                .map(r -> new Place(entries.get((int) r.entryId()), r.score(), r.rank(), r.tied(), r.sheets()))
                .toList();
    }

    private static List<String> codes(Stream<String> codes) {
        return codes.distinct().sorted().toList();
    }

    /** A line for each file, in the order of their names: its name and its hash. */
    static String hashes(Map<String, byte[]> files) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(files).forEach((name, content) -> {
            if (!name.equals(SEAL)) {
                lines.append(name).append(' ').append(Sha256.hex(content)).append('\n');
            }
        });
        return lines.toString();
    }

    static <T> T read(byte[] json, Class<T> as) {
        return JSON.readValue(json, as);
    }

    static Sheet sheet(String json) {
        return JSON.readValue(json, Sheet.class);
    }

    /** @throws IOException when it is no zip, or one that holds something else */
    static Map<String, byte[]> unpack(byte[] bytes) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            int left = LARGEST;
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                byte[] content = zip.readNBytes(left + 1);
                left -= content.length;
                if (left < 0 || files.put(e.getName(), content) != null) {
                    throw new IOException(e.getName());
                }
            }
        } catch (IllegalArgumentException | JacksonException garbled) {
            throw new IOException(garbled);
        }
        return files;
    }

    private static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (var file : new ArrayList<>(files.entrySet())) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0)); // the same bytes whenever it is packed
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException never) {
            throw new IllegalStateException(never);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The chain of the sheets. */
    static final class Chain {
        static final String START = "0".repeat(64);

        private Chain() {}

        static String next(String before, String json) {
            return Sha256.hex(bytes(before + "\n" + json));
        }
    }
}
