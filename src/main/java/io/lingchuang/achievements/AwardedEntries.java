package io.lingchuang.achievements;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.achievements.Tables.ACHIEVEMENT;
import static io.lingchuang.db.achievements.Tables.BENEFIT;
import static io.lingchuang.db.achievements.Tables.EVENT;
import static io.lingchuang.db.achievements.Tables.MAKER;
import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.DECISION;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;

import io.lingchuang.access.Actor;
import io.lingchuang.awards.AwardsDecided;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.FormField;
import io.lingchuang.calls.Programme;
import io.lingchuang.platform.text.Bigrams;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Puts every entry that wins an award onto the shelf, once: what was typed into its form is not typed again. */
@Component
public class AwardedEntries {

    /** Awards of these are for what somebody made; a studio's naming is not. */
    private static final List<String> PROGRAMMES = Programme.ALL.stream()
            .filter(p -> !p.startsWith("STUDIO") && !p.equals("OTHER"))
            .toList();

    private static final int SUMMARY = 2000;
    private static final BigDecimal MOST = new BigDecimal("9999999999999");
    private static final TypeReference<Map<String, Object>> ANSWERS = new TypeReference<>() {};

    private record Awarded(
            long entry,
            long call,
            String title,
            long unit,
            String unitName,
            String industry,
            JSONB answers,
            String programme,
            LocalDate decidedOn) {}

    private record Filed(
            String summary, LocalDate finishedOn, @Nullable BigDecimal benefit) {}

    private record Named(@Nullable Long person, String name) {}

    private final DSLContext dsl;
    private final Calls calls;
    private final ObjectMapper json;

    AwardedEntries(DSLContext dsl, Calls calls, ObjectMapper json) {
        this.dsl = dsl;
        this.calls = calls;
        this.json = json;
    }

    /** Told again after a kill, it finds what is filed already. */
    @ApplicationModuleListener
    void decided(AwardsDecided decided) {
        file(decided.entryIds());
    }

    /**
     * Files those of these entries that won an award for something made, and are not filed yet.
     *
     * @return how many were
     */
    @Transactional
    public int file(Collection<Long> entries) {
        if (entries.isEmpty()) {
            return 0;
        }
        List<Awarded> awarded = awarded(entries);
        Map<Long, List<FormField>> forms = new HashMap<>();
        Map<Long, Filed> filed = new HashMap<>();
        Map<Long, List<Named>> makers = makers(entries);
        var insert = dsl.insertInto(
                ACHIEVEMENT,
                ACHIEVEMENT.TITLE,
                ACHIEVEMENT.SUMMARY,
                ACHIEVEMENT.NODE_ID,
                ACHIEVEMENT.SOURCE,
                ACHIEVEMENT.ENTRY_ID,
                ACHIEVEMENT.FINISHED_ON,
                ACHIEVEMENT.PROGRAMME,
                ACHIEVEMENT.SEARCH);
        for (Awarded a : awarded) {
            Filed f = read(a, forms.computeIfAbsent(a.call(), c -> calls.call(c).form()));
            filed.put(a.entry(), f);
            String names = makers.getOrDefault(a.entry(), List.of()).stream()
                    .map(Named::name)
                    .collect(Collectors.joining(" "));
            insert = insert.values(
                    a.title(),
                    f.summary(),
                    a.unit(),
                    Source.AWARD.name(),
                    a.entry(),
                    f.finishedOn(),
                    a.programme(),
                    Bigrams.index(a.title(), f.summary(), a.unitName(), a.industry(), names));
        }
        Map<Long, Long> ids = awarded.isEmpty()
                ? Map.of()
                : insert.onConflict(ACHIEVEMENT.ENTRY_ID)
                        .doNothing()
                        .returningResult(ACHIEVEMENT.ENTRY_ID, ACHIEVEMENT.ID)
                        .fetchMap(r -> r.value1(), r -> r.value2());
        hang(ids, filed, makers);
        return ids.size();
    }

    private List<Awarded> awarded(Collection<Long> entries) {
        return dsl.select(
                        ENTRY.ID,
                        ENTRY.CALL_ID,
                        ENTRY.TITLE,
                        ENTRY.UNIT_NODE_ID,
                        NODE.NAME,
                        DSL.coalesce(ENTERPRISE.INDUSTRY, ""),
                        ENTRY.ANSWERS,
                        CALL.PROGRAMME,
                        DECISION.DECIDED_ON)
                .from(AWARD)
                .join(DECISION)
                .on(DECISION.ID.eq(AWARD.DECISION_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(AWARD.ENTRY_ID))
                .join(CALL)
                .on(CALL.ID.eq(ENTRY.CALL_ID))
                .join(NODE)
                .on(NODE.ID.eq(ENTRY.UNIT_NODE_ID))
                .leftJoin(ENTERPRISE)
                .on(ENTERPRISE.NODE_ID.eq(ENTRY.UNIT_NODE_ID))
                .where(
                        ENTRY.ID.eq(DSL.any(entries.toArray(Long[]::new))),
                        CALL.PROGRAMME.in(PROGRAMMES),
                        DSL.length(ENTRY.TITLE).ge(2))
                .orderBy(ENTRY.ID)
                .fetch(r -> new Awarded(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        r.value7(),
                        r.value8(),
                        r.value9()));
    }

    /** Those who did not say that they are none, in order. */
    private Map<Long, List<Named>> makers(Collection<Long> entries) {
        return dsl.select(COMPLETER.ENTRY_ID, COMPLETER.PERSON_ID, COMPLETER.NAME)
                .from(COMPLETER)
                .where(COMPLETER.ENTRY_ID.eq(DSL.any(entries.toArray(Long[]::new))), COMPLETER.STATE.ne("DECLINED"))
                .orderBy(COMPLETER.ENTRY_ID, COMPLETER.POSITION)
                .fetchGroups(r -> r.value1(), r -> new Named(r.value2(), r.value3()));
    }

    /** Its form holds what the library wants to know: the long texts, the day it was finished, the money it brings in a year. */
    private Filed read(Awarded a, List<FormField> form) {
        Map<String, Object> answers = json.readValue(a.answers().data(), ANSWERS);
        String summary = answered(answers, form, FormField.Kind.LONG_TEXT).collect(Collectors.joining("\n"));
        LocalDate finished = answered(answers, form, FormField.Kind.DATE)
                .flatMap(d -> day(d).stream())
                .filter(d -> !d.isAfter(a.decidedOn()) && d.getYear() >= 1950)
                .findFirst()
                .orElse(a.decidedOn());
        BigDecimal benefit = answered(answers, form, FormField.Kind.MONEY)
                .filter(m -> m.matches("\\d{1,13}(\\.\\d{1,2})?"))
                .map(BigDecimal::new)
                .filter(m -> m.compareTo(MOST) <= 0)
                .findFirst()
                .orElse(null);
        return new Filed(summary.substring(0, Math.min(SUMMARY, summary.length())), finished, benefit);
    }

    private static Stream<String> answered(Map<String, Object> answers, List<FormField> form, FormField.Kind kind) {
        return form.stream()
                .filter(f -> f.kind() == kind && answers.get(f.code()) != null)
                .map(f -> String.valueOf(answers.get(f.code())).strip())
                .filter(text -> !text.isEmpty());
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private void hang(Map<Long, Long> ids, Map<Long, Filed> filed, Map<Long, List<Named>> makers) {
        if (ids.isEmpty()) {
            return;
        }
        List<org.jooq.Query> people = new ArrayList<>();
        List<org.jooq.Query> benefits = new ArrayList<>();
        List<org.jooq.Query> events = new ArrayList<>();
        Actor house = Actor.system();
        ids.forEach((entry, id) -> {
            int position = 1;
            for (Named m : makers.getOrDefault(entry, List.of())) {
                people.add(dsl.insertInto(MAKER)
                        .set(MAKER.ACHIEVEMENT_ID, id)
                        .set(MAKER.POSITION, position++)
                        .set(MAKER.PERSON_ID, m.person())
                        .set(MAKER.NAME, m.name()));
            }
            Filed f = java.util.Objects.requireNonNull(filed.get(entry));
            if (f.benefit() != null) {
                benefits.add(dsl.insertInto(BENEFIT)
                        .set(BENEFIT.ACHIEVEMENT_ID, id)
                        .set(BENEFIT.YEAR, f.finishedOn().getYear())
                        .set(BENEFIT.CLAIMED, f.benefit()));
            }
            events.add(dsl.insertInto(EVENT)
                    .set(EVENT.ACHIEVEMENT_ID, id)
                    .set(EVENT.ACTOR_NAME, house.name())
                    .set(EVENT.ACTION, "award"));
        });
        dsl.batch(people).execute();
        dsl.batch(benefits).execute();
        dsl.batch(events).execute();
    }
}
