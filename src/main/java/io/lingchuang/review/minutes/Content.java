package io.lingchuang.review.minutes;

import io.lingchuang.calls.RankingRule;
import io.lingchuang.platform.text.Sha256;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * What minutes say. All counts are made from the entries in it, so that a member who must recuse from one reads minutes in which it does
 * not occur in any way ({@link #without}).
 *
 * @param number of the closing
 * @param seal of the archive that the closing made
 * @param ranks places are told; not in what a member reads, where a gap would tell of an entry that is not there
 */
public record Content(
        String call,
        String host,
        String panel,
        int number,
        String closedAt,
        String seal,
        RankingRule rule,
        int trim,
        List<Member> members,
        List<Item> entries,
        List<Incident> incidents,
        String remarks,
        boolean titles,
        boolean ranks) {

    /**
     * @param left who left the panel before it closed; what they sealed counts, and they sign nothing
     * @param admitted accepted and declared their ties; who did not has seen nothing of the panel, and signs nothing
     */
    public record Member(long expertId, String name, String employer, boolean chair, boolean left, boolean admitted) {

        boolean signs() {
            return admitted && !left;
        }
    }

    /**
     * @param title empty where entries stand under codes alone
     * @param near names of the tiers at whose border it is a near-tie
     * @param scoredBy ids of the experts whose sealed sheets count
     * @param grounds of the recusals from it, one each
     * @param missing sheets that were laid and not handed in
     */
    public record Item(
            long entryId,
            String code,
            String title,
            String unit,
            BigDecimal score,
            int rank,
            List<String> near,
            List<Long> scoredBy,
            List<String> grounds,
            int missing) {

        private Item blind(Map<Long, String> shown) {
            String seen = title.isEmpty() ? "" : shown.getOrDefault(entryId, title);
            return new Item(entryId, code, seen, "", score, rank, near, scoredBy, grounds, missing);
        }
    }

    public enum Occasion {
        FEWER_EXPERTS,
        MEMBER_ADDED,
        MEMBER_LEFT,
        SHEET_REOPENED,
        CANNOT_JUDGE,
        DISCUSSED,
        CLOSED_WITHOUT_SHEETS,
        PANEL_REOPENED
    }

    /** @param entryId which entry it is about, if about one; @param text the reason on record */
    public record Incident(Occasion occasion, @Nullable Long entryId, String day, String who, String text) {}

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Members who are asked for their word. */
    public List<Member> signers() {
        return members.stream().filter(Member::signs).toList();
    }

    /** Units are told; in a blind review experts read none. */
    public boolean units() {
        return entries.stream().anyMatch(e -> !e.unit().isEmpty());
    }

    /** How many sheets of an expert count. */
    public long sheets(long expert) {
        return entries.stream().filter(e -> e.scoredBy().contains(expert)).count();
    }

    public int missing() {
        return entries.stream().mapToInt(Item::missing).sum();
    }

    public boolean tied(Item item) {
        return entries.stream()
                        .filter(e -> e.score().compareTo(item.score()) == 0)
                        .count()
                > 1;
    }

    /** Recusals by ground. */
    public TreeMap<String, Long> recusals() {
        return entries.stream()
                .flatMap(e -> e.grounds().stream())
                .collect(Collectors.groupingBy(g -> g, TreeMap::new, Collectors.counting()));
    }

    public @Nullable Item item(@Nullable Long entry) {
        return entries.stream()
                .filter(e -> entry != null && e.entryId() == entry)
                .findFirst()
                .orElse(null);
    }

    /**
     * The same for a member: without places, and without all that could tell of these entries. Reasons that somebody wrote freely are left
     * out where they could, and remarks line by line.
     *
     * @param known codes, numbers and titles of the hidden entries
     */
    public Content without(Set<Long> hidden, Set<String> known) {
        List<Incident> told = new ArrayList<>();
        for (Incident i : incidents) {
            if (i.entryId() == null || !hidden.contains(i.entryId())) {
                told.add(
                        hidden.isEmpty() || i.entryId() != null
                                ? i
                                : new Incident(i.occasion(), null, i.day(), i.who(), ""));
            }
        }
        List<Item> left =
                entries.stream().filter(e -> !hidden.contains(e.entryId())).toList();
        if (left.stream().allMatch(e -> e.missing() == 0)) {
            told.removeIf(i -> i.occasion() == Occasion.CLOSED_WITHOUT_SHEETS);
        }
        String rest = withoutLines(remarks, known);
        return new Content(
                call,
                host,
                panel,
                number,
                closedAt,
                seal,
                rule,
                trim,
                members,
                left,
                List.copyOf(told),
                rest,
                titles,
                false);
    }

    /**
     * The same as an expert of a blind review reads it: titles with what the host has hidden in them, and no units.
     *
     * @param shown titles in which something is hidden
     * @param free what stands there instead of a text that somebody wrote freely
     */
    Content blind(Map<Long, String> shown, UnaryOperator<String> free) {
        return new Content(
                call,
                host,
                panel,
                number,
                closedAt,
                seal,
                rule,
                trim,
                members,
                entries.stream().map(e -> e.blind(shown)).toList(),
                incidents.stream()
                        .map(i -> new Incident(i.occasion(), i.entryId(), i.day(), i.who(), free.apply(i.text())))
                        .toList(),
                free.apply(remarks),
                titles,
                ranks);
    }

    /** A text without the lines in which one of these words stands. */
    static String withoutLines(String text, Set<String> words) {
        return text.lines()
                .filter(line -> words.stream().noneMatch(line::contains))
                .collect(Collectors.joining("\n"));
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    static Content of(String json) {
        return JSON.readValue(json, Content.class);
    }

    /** SHA-256 of it, by which the text that was signed is known again. */
    public String hash() {
        return Sha256.hex(json());
    }
}
