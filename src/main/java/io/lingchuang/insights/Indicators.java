package io.lingchuang.insights;

import io.lingchuang.access.Right;
import io.lingchuang.platform.web.NotFound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The catalogue: every indicator that the city publishes (insights/published.csv, in its order), and those that officers need for
 * their daily work. How each is counted stands in the view insights.record; here stands what it is.
 */
@Component
public class Indicators {

    private static final Set<Right> FOLLOWING = Set.of(Right.FOLLOW);
    private static final Set<Right> HEARING = Set.of(Right.ANSWER_OBJECTION, Right.RELEASE_NOTICE);

    private final Map<String, Indicator> all = new LinkedHashMap<>();

    /** What is known of an indicator beside its published line. */
    private record Counted(RecordKind records, boolean history, boolean yearly) {}

    private static final Map<String, Counted> BUILT = Map.of(
            "call.wuxiao.participants", new Counted(RecordKind.PARTICIPANT, true, true),
            "call.wuxiao.outstanding", new Counted(RecordKind.AWARD, true, true),
            "award.first_batch", new Counted(RecordKind.PAYOUT, true, true),
            "call.suggestion.provincial", new Counted(RecordKind.ENTRY, true, true),
            "talent.backbone", new Counted(RecordKind.PERSON, true, false),
            "talent.skill_award", new Counted(RecordKind.PERSON, true, false),
            "industry.cluster", new Counted(RecordKind.CLUSTER, false, false),
            "industry.chain", new Counted(RecordKind.CHAIN, false, false));

    Indicators() {
        published();
        now("tree.unit", "units", RecordKind.NODE);
        now("directory.people", "people", RecordKind.PERSON);
        ofCalls("entry.handed_in", "entries", RecordKind.ENTRY, true);
        ofCalls("entry.vetting", "entries", RecordKind.ENTRY, true);
        ofCalls("entry.late", "entries", RecordKind.ENTRY, false);
        ofCalls("entry.returned", "entries", RecordKind.ENTRY, true);
        ofCalls("entry.recommended", "entries", RecordKind.ENTRY, true);
        ofCalls("entry.accepted", "entries", RecordKind.ENTRY, true);
        ofCalls("entry.awarded", "entries", RecordKind.AWARD, true);
        ofCalls("unit.handed_in", "units", RecordKind.NODE, true);
        ofCalls("unit.returned", "units", RecordKind.NODE, true);
        ofCalls("participation.person_times", "people-times", RecordKind.PARTICIPANT, true);
        ofCalls("prize.decided", "yuan", RecordKind.AWARD, true);
        ofCalls("prize.paid", "yuan", RecordKind.PAYOUT, true);
        ofCalls("prize.failed", "yuan", RecordKind.PAYOUT, false);
        ofCalls("certificate.valid", "certificates", RecordKind.CERTIFICATE, true);
        ofCalls("notice.running", "notices", RecordKind.NOTICE, true);
        add(new Indicator("objection.open", "objections", null, RecordKind.OBJECTION, true, true, true, HEARING));
    }

    /** In the catalogue's order. */
    public Collection<Indicator> all() {
        return all.values();
    }

    public Optional<Indicator> find(String code) {
        return Optional.ofNullable(all.get(code));
    }

    public Indicator indicator(String code) {
        return find(code).orElseThrow(NotFound::new);
    }

    private void published() {
        try (var in = new ClassPathResource("insights/published.csv").getInputStream()) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(line -> published(line.split(",")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void published(String[] line) {
        @Nullable Counted counted = BUILT.get(line[0]);
        add(new Indicator(
                line[0],
                line[3],
                new Indicator.Published(Comparison.of(line[1]), new BigDecimal(line[2])),
                counted == null ? null : counted.records(),
                counted == null || counted.history(),
                counted != null && counted.yearly(),
                false,
                FOLLOWING));
    }

    /** Of which only today's number is known. */
    private void now(String code, String unit, RecordKind records) {
        add(new Indicator(code, unit, null, records, false, false, false, FOLLOWING));
    }

    private void ofCalls(String code, String unit, RecordKind records, boolean history) {
        add(new Indicator(code, unit, null, records, history, true, true, FOLLOWING));
    }

    private void add(Indicator indicator) {
        if (all.putIfAbsent(indicator.code(), indicator) != null) {
            throw new IllegalStateException("Twice in the catalogue: " + Objects.requireNonNull(indicator.code()));
        }
    }
}
