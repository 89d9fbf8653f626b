package io.lingchuang.entries;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.TEXT_GRAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.platform.text.Grams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Among thousands of texts of one trade the copies are found, nothing else is taken for one, and a check reads few of them. */
class DuplicatesAtSizeTest extends CallAtHand {

    private static final int TEXTS = 3000;
    private static final int COPIES = 60;

    /** What units put into every text, because the form's example does. */
    private static final String BOILERPLATE = "在市总工会的正确领导下，我单位深入开展职工技术创新活动，弘扬劳模精神劳动精神工匠精神，组织职工围绕安全生产节能降耗开展五小竞赛。";

    @Autowired
    Duplicates duplicates;

    @Autowired
    GramCensus census;

    @Autowired
    CallComparison comparison;

    @Autowired
    TransactionTemplate transaction;

    private final Random random = new Random(20261126);
    private final List<String> words = new ArrayList<>();
    private final List<List<String>> sentences = new ArrayList<>();
    private final List<Long> ids = new ArrayList<>();

    @BeforeEach
    void aLibrary() {
        for (int i = 0; i < 1500; i++) {
            words.add(characters(2));
        }
        for (int i = 0; i < TEXTS; i++) {
            sentences.add(idea(6));
        }
        dsl.deleteFrom(TEXT_GRAM).execute();
        ids.clear();
        ids.addAll(keep(sentences.stream()
                .map(text -> BOILERPLATE + String.join("。", text))
                .toList()));
        census.take();
        dsl.execute("analyze entries.text_gram");
    }

    @Test
    void every_kind_of_copy_is_found_and_nothing_else() {
        Map<String, Integer> found = new HashMap<>();
        int shown = 0;
        int right = 0;
        for (int n = 0; n < COPIES; n++) {
            int original = n * (TEXTS / COPIES);
            for (Map.Entry<String, String> copy : copies(original).entrySet()) {
                Map<Long, Double> like = duplicates.candidates(Grams.of(copy.getValue()), 0);
                shown += like.size();
                boolean hit = like.containsKey(ids.get(original));
                right += hit ? 1 : 0;
                found.merge(copy.getKey(), hit ? 1 : 0, Integer::sum);
                if (copy.getKey().equals("two merged")) {
                    right += like.containsKey(ids.get(original + 1)) ? 1 : 0;
                }
            }
        }
        assertThat(found.values()).as(found.toString()).allMatch(f -> f >= 0.98 * COPIES);
        assertThat((double) right / shown)
                .as("%d right of %d shown", right, shown)
                .isGreaterThanOrEqualTo(0.95);
    }

    /** Looked up one by one, or met all at once by the library as it is read through once. */
    @Test
    void in_bulk_the_same_is_found_as_one_by_one() {
        List<GramSweep.Text> lot = new ArrayList<>();
        for (int n = 0; n < TEXTS; n += 40) {
            for (String copy : copies(n).values()) {
                lot.add(new GramSweep.Text(-1L - lot.size(), 1, Grams.of(copy)));
            }
        }
        List<String> inBulk = comparison.sweep(lot, percent -> {}).pairs().stream()
                .map(p -> p.asking().entryId() + ">" + p.other().entryId())
                .sorted()
                .toList();
        List<String> oneByOne = lot.stream()
                .flatMap(text -> duplicates.candidates(text.grams(), text.entryId()).keySet().stream()
                        .map(other -> text.entryId() + ">" + other))
                .sorted()
                .toList();
        assertThat(inBulk).hasSizeGreaterThan(lot.size()).isEqualTo(oneByOne);
    }

    @Test
    void a_check_reads_a_small_part_of_the_library() {
        List<Integer> read = new ArrayList<>();
        for (int n = 0; n < TEXTS; n += 50) {
            int[] grams = Grams.of(BOILERPLATE + String.join("。", sentences.get(n)));
            read.add(dsl.fetchCount(
                    TEXT_GRAM, DSL.condition("{0} && {1}", TEXT_GRAM.GRAMS, DSL.val(census.probes(grams)))));
        }
        Collections.sort(read);
        assertThat(read.get(read.size() / 2))
                .as("rows read by half of the checks")
                .isLessThan(TEXTS / 10);
        assertThat(read.getLast()).as("rows read by the widest check").isLessThan(TEXTS / 5);
    }

    /** A library as small as this one PostgreSQL would rather read from end to end, and half of a large one. */
    @Test
    void a_check_goes_by_the_index_whatever_the_planner_thinks() {
        int[] grams = Grams.of(BOILERPLATE + String.join("。", sentences.getFirst()));
        transaction.executeWithoutResult(status -> {
            long before = readFromEndToEnd();
            assertThat(duplicates.candidates(grams, 0)).containsKey(ids.getFirst());
            assertThat(readFromEndToEnd()).isEqualTo(before);
        });
    }

    private long readFromEndToEnd() {
        return dsl.fetchSingle(
                        "select seq_tup_read from pg_stat_xact_user_tables where relid = 'entries.text_gram'::regclass")
                .get(0, Long.class);
    }

    /** Of a text in which nothing is its own, the least common leads, and no further than a small part of the library. */
    @Test
    void what_half_the_trade_writes_does_not_lead_through_half_the_library() {
        int[] grams = IntStream.range(0, 60).toArray();
        Map<Integer, Integer> common = new HashMap<>();
        for (int gram : grams) {
            common.put(gram, 3000 + gram);
        }
        assertThat(GramCensus.probes(grams, common, 200_000)).containsExactly(0, 1, 2);
        assertThat(GramCensus.probes(grams, common, 20_000)).as("at least one").containsExactly(0);
        common.keySet().removeIf(gram -> gram >= 20);
        assertThat(GramCensus.probes(grams, common, 2_000))
                .as("what is rare leads whatever else")
                .hasSize(40);
    }

    @Test
    void what_was_never_counted_is_found_all_the_same() {
        dsl.execute("delete from entries.common_gram");
        for (int n = 0; n < TEXTS; n += 100) {
            String copy = copies(n).get("synonyms");
            assertThat(duplicates.candidates(Grams.of(java.util.Objects.requireNonNull(copy)), 0))
                    .containsKey(ids.get(n));
        }
    }

    @Test
    void the_census_is_taken_when_the_library_has_grown_by_a_tenth() {
        Instant before = takenAt();
        census.run();
        assertThat(takenAt()).as("nothing new").isEqualTo(before);
        keep(IntStream.rangeClosed(0, TEXTS / 10)
                .mapToObj(i -> String.join("。", idea(3)) + "新近人人都写的一句话")
                .toList());
        census.run();
        assertThat(takenAt()).isAfter(before);
        Result<Record2<Integer, Integer>> common = dsl.select(
                        io.lingchuang.db.entries.Tables.COMMON_GRAM.GRAM,
                        io.lingchuang.db.entries.Tables.COMMON_GRAM.TEXTS)
                .from(io.lingchuang.db.entries.Tables.COMMON_GRAM)
                .fetch();
        assertThat(common.map(Record2::value1))
                .contains(Arrays.stream(Grams.of("新近人人都写的一句话")).boxed().toArray(Integer[]::new));
    }

    private Instant takenAt() {
        return dsl.select(io.lingchuang.db.entries.Tables.GRAM_CENSUS.TAKEN_AT)
                .from(io.lingchuang.db.entries.Tables.GRAM_CENSUS)
                .fetchSingle()
                .value1();
    }

    /** The same idea once more, in the ways people hand one in a second time. */
    private Map<String, String> copies(int n) {
        List<String> moved = new ArrayList<>(sentences.get(n));
        Collections.shuffle(moved, random);
        String text = String.join("。", sentences.get(n));
        return Map.of(
                "characters", replaced(BOILERPLATE + text, 0.12),
                "synonyms", BOILERPLATE + replaced(text, 0.25),
                "moved", BOILERPLATE + String.join("。", moved),
                "moved and synonyms", replaced(String.join("。", moved), 0.15),
                "padded to thrice", String.join("。", idea(6)) + text + String.join("。", idea(6)),
                "two merged", text + String.join("。", sentences.get(n + 1)));
    }

    private String replaced(String text, double share) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i += 2) {
            out.append(random.nextDouble() < share ? word() : text.substring(i, Math.min(text.length(), i + 2)));
        }
        return out.toString();
    }

    private List<String> idea(int count) {
        return IntStream.range(0, count).mapToObj(i -> sentence()).toList();
    }

    private String sentence() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 18; i++) {
            text.append(word());
        }
        return text.toString();
    }

    /** Few words are frequent and many are rare, as in every language. */
    private String word() {
        return words.get((int) (words.size() * Math.pow(random.nextDouble(), 2)));
    }

    private String characters(int n) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < n; i++) {
            text.append((char) (0x4e00 + random.nextInt(3000)));
        }
        return text.toString();
    }

    private List<Long> keep(List<String> texts) {
        List<Long> kept = dsl.insertInto(ENTRY, ENTRY.CALL_ID, ENTRY.UNIT_NODE_ID, ENTRY.CREATED_BY)
                .select(DSL.select(DSL.val(call), DSL.val(mine.id()), DSL.val(me.accountId()))
                        .from(DSL.generateSeries(1, texts.size())))
                .returningResult(ENTRY.ID)
                .fetch(ENTRY.ID);
        dsl.batch(IntStream.range(0, texts.size())
                        .mapToObj(i -> dsl.insertInto(TEXT_GRAM)
                                .set(TEXT_GRAM.ENTRY_ID, kept.get(i))
                                .set(
                                        TEXT_GRAM.GRAMS,
                                        Arrays.stream(Grams.of(texts.get(i)))
                                                .boxed()
                                                .toArray(Integer[]::new)))
                        .toList())
                .execute();
        return kept;
    }
}
