package io.lingchuang.review.feedback;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.calls.Call;
import io.lingchuang.calls.Criterion;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.review.Panel;
import io.lingchuang.review.blind.FreeWords;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** What the sealed sheets of closed panels give for a feedback: levels by criterion, and what experts wrote, without who they are. */
@Component
public class FeedbackMaterial {

    /**
     * @param said what experts wrote about the entry as a whole
     * @param reasons why they gave their points, by the criterion's code
     */
    public record Material(List<Feedback.Line> levels, List<String> said, Map<String, List<String>> reasons) {

        public List<String> reasons(String criterion) {
            return reasons.getOrDefault(criterion, List.of());
        }

        public boolean nothing() {
            return said.isEmpty() && reasons.values().stream().allMatch(List::isEmpty);
        }
    }

    private record Row(
            long entry, int round, Map<String, String> points, Map<String, String> reasons, String comment) {}

    private final DSLContext dsl;
    private final ObjectMapper json;
    private final Wording texts;
    private final FreeWords free;

    FeedbackMaterial(DSLContext dsl, ObjectMapper json, Wording texts, FreeWords free) {
        this.dsl = dsl;
        this.json = json;
        this.texts = texts;
        this.free = free;
    }

    /** Of each of these entries that has a sealed sheet on a closed panel. */
    Map<Long, Material> of(Call call, List<Long> entries) {
        Namings namings = namings(call.id());
        Map<Long, List<Row>> rows = new HashMap<>();
        rows(SHEET.ENTRY_ID.in(entries).and(PANEL.CALL_ID.eq(call.id())))
                .forEach(r ->
                        rows.computeIfAbsent(r.entry(), e -> new ArrayList<>()).add(r));
        Map<Long, Material> all = new HashMap<>();
        rows.forEach((entry, sheets) -> all.put(
                entry,
                new Material(
                        levels(call, sheets),
                        told(sheets.stream().map(Row::comment), namings),
                        reasons(call, sheets, namings))));
        return all;
    }

    private static List<String> told(Stream<String> texts, Namings namings) {
        return texts.filter(t -> !t.isBlank()).map(namings::without).toList();
    }

    /** By round, each by the rubric it was scored by; of an entry that went through one alone, without saying so. */
    private List<Feedback.Line> levels(Call call, List<Row> sheets) {
        List<Feedback.Line> levels = new ArrayList<>();
        List<Integer> rounds = rounds(sheets);
        for (int round : rounds) {
            for (Criterion c : call.rubric(round)) {
                List<BigDecimal> points = sheets.stream()
                        .filter(s -> s.round() == round && s.points().containsKey(c.code()))
                        .map(s -> new BigDecimal(s.points().get(c.code())))
                        .toList();
                if (!points.isEmpty()) {
                    String name = rounds.size() == 1 ? c.name() : texts.of("review.feedback.ofRound", c.name(), round);
                    levels.add(new Feedback.Line(code(c, round), name, Levels.of(c, points, this::words), ""));
                }
            }
        }
        return levels;
    }

    private Map<String, List<String>> reasons(Call call, List<Row> sheets, Namings namings) {
        Map<String, List<String>> reasons = new HashMap<>();
        for (int round : rounds(sheets)) {
            for (Criterion c : call.rubric(round)) {
                reasons.put(
                        code(c, round),
                        told(
                                sheets.stream()
                                        .filter(s -> s.round() == round)
                                        .map(s -> s.reasons().getOrDefault(c.code(), "")),
                                namings));
            }
        }
        return reasons;
    }

    private static List<Integer> rounds(List<Row> sheets) {
        return sheets.stream().map(Row::round).distinct().sorted().toList();
    }

    private static String code(Criterion c, int round) {
        return round == 1 ? c.code() : c.code() + "-" + round;
    }

    private String words(Levels.General level) {
        return texts.of("review.feedback.level." + level.name());
    }

    /** In an order that is the same each time and tells nothing: not that of the experts, which would be the same on every entry. */
    private List<Row> rows(Condition which) {
        return dsl.select(SHEET.ENTRY_ID, PANEL.ROUND, SHEET.SCORES, SHEET.REASONS, SHEET.COMMENT)
                .from(SHEET)
                .join(PANEL)
                .on(PANEL.ID.eq(SHEET.PANEL_ID))
                .where(which, SHEET.STATE.eq("SEALED"), PANEL.STATE.eq(Panel.State.CLOSED.name()))
                .orderBy(DSL.field("md5({0}::text || 'told')", String.class, SHEET.ID))
                .fetch(r -> new Row(r.value1(), r.value2(), texts(r.value3()), texts(r.value4()), r.value5()));
    }

    private Map<String, String> texts(JSONB of) {
        return json.readValue(of.data(), new TypeReference<Map<String, String>>() {});
    }

    /** Of all panels of the call. */
    Namings namings(long callId) {
        List<String> names = new ArrayList<>();
        List<String> employers = new ArrayList<>();
        dsl.selectDistinct(ACCOUNT.NAME, EXPERT.EMPLOYER_NAME)
                .from(PANEL_EXPERT)
                .join(PANEL)
                .on(PANEL.ID.eq(PANEL_EXPERT.PANEL_ID))
                .join(EXPERT)
                .on(EXPERT.ID.eq(PANEL_EXPERT.EXPERT_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .where(PANEL.CALL_ID.eq(callId))
                .forEach(r -> {
                    names.add(r.value1());
                    employers.add(r.value2());
                });
        List<String> codes = dsl.select(PANEL_ENTRY.BLIND_CODE)
                .from(PANEL_ENTRY)
                .join(PANEL)
                .on(PANEL.ID.eq(PANEL_ENTRY.PANEL_ID))
                .where(PANEL.CALL_ID.eq(callId))
                .fetch(PANEL_ENTRY.BLIND_CODE);
        return Namings.of(free.ofNames(names, employers), codes);
    }
}
