package io.lingchuang.sample;

import io.lingchuang.calls.Call;
import io.lingchuang.platform.web.Page;
import io.lingchuang.review.Expert;
import io.lingchuang.review.onsite.Lot;
import io.lingchuang.review.onsite.Turn;
import io.lingchuang.review.onsite.Visit;
import io.lingchuang.sample.Invented.Draw;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/**
 * What a past panel did before it wrote on its sheets: it went to see each entry, all of it that need not recuse, or heard each in an order
 * drawn by lot.
 */
final class PastOnSite {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Page.ZONE);
    private static final int QUESTIONS = 6;
    private static final int DAYS = 4;
    private static final Duration OFFICE_DAY = Duration.ofHours(8);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** A panel and the entries on it by their codes. */
    record Sitting(long panel, Instant made, Instant started, Instant closed, Map<String, PastEntry> byCode) {}

    /** From when on an entry's sheets are written, on which visit they stand, and when that began. */
    record Seen(
            Instant over, @Nullable Long visit, @Nullable Instant began) {}

    private final Office office;
    private final ObjectMapper json;
    private final Rows rows;
    private final Ids ids;
    private final Trail audit;
    private final PastLetters letters;

    PastOnSite(Office office, ObjectMapper json, Rows rows, Ids ids, Trail audit, PastLetters letters) {
        this.office = office;
        this.json = json;
        this.rows = rows;
        this.ids = ids;
        this.audit = audit;
        this.letters = letters;
    }

    Map<PastEntry, Seen> before(Call call, int round, Sitting sitting) {
        return switch (call.round(round).form()) {
            case WRITTEN -> {
                Map<PastEntry, Seen> seen = new HashMap<>();
                sitting.byCode().values().forEach(e -> seen.put(e, new Seen(sitting.started(), null, null)));
                yield seen;
            }
            case VISIT -> visits(sitting);
            case PRESENTATION -> presentations(sitting);
        };
    }

    /** The working days between the panel's start and its end, the first few. */
    private List<LocalDate> days(Sitting sitting) {
        List<LocalDate> days = new ArrayList<>();
        for (int i = 1; i <= DAYS; i++) {
            LocalDate day = office.days().plus(Office.day(sitting.started()), i);
            if (day.isBefore(Office.day(sitting.closed()))) {
                days.add(day);
            }
        }
        if (days.isEmpty()) {
            throw new IllegalStateException("Panel " + sitting.panel() + " has no day to go out on");
        }
        return days;
    }

    private static Instant morning(LocalDate day) {
        return day.atTime(8, 30).atZone(Page.ZONE).toInstant();
    }

    private Map<PastEntry, Seen> visits(Sitting sitting) {
        for (int q = 1; q <= QUESTIONS; q++) {
            rows.add(Into.QUESTIONS, sitting.panel(), q, letters.text("review.visit.usual." + q));
        }
        Map<PastEntry, Seen> seen = new HashMap<>();
        List<LocalDate> days = days(sitting);
        List<PastEntry> entries =
                new TreeMap<>(sitting.byCode()).values().stream().toList();
        int each = Math.ceilDiv(entries.size(), days.size());
        Duration length = OFFICE_DAY.dividedBy(each);
        length = length.compareTo(LONGEST) > 0 ? LONGEST : length;
        for (int i = 0; i < entries.size(); i++) {
            PastEntry e = entries.get(i);
            long id = ids.next(Into.VISITS);
            SplittableRandom random = office.invented().random(Draw.REVIEW, -1_000_000_000L - id);
            Instant at = morning(days.get(i / each)).plus(length.multipliedBy(i % each));
            Instant over = at.plus(length);
            Map<Integer, String> findings = new TreeMap<>();
            for (int q = 1; q <= QUESTIONS; q++) {
                findings.put(q, office.reasons().pick("seen", random));
            }
            rows.add(
                    Into.VISITS,
                    id,
                    sitting.panel(),
                    e.id,
                    Visit.State.HELD,
                    at,
                    e.unit.node().name(),
                    office.reasons().pick("met", random),
                    json.writeValueAsString(findings),
                    "",
                    over,
                    1);
            audit.record(sitting.made(), office.city(), "review.visit.plan", "panel", sitting.panel(), "entry " + e.id);
            letters.send(
                    rows,
                    e.creator.account(),
                    sitting.made(),
                    letters.text("review.visit.letter.planned", WHEN.format(at), letters.title(e)),
                    letters.text("review.visit.letterBody", e.unit.node().name(), ""),
                    "/visits/" + id + "/unit",
                    "visit:" + id + ":planned:1");
            seen.put(e, new Seen(over, id, at));
        }
        return seen;
    }

    /** Who went; the first of them closed the record. */
    void went(long panel, String name, Instant made, Seen seen, List<Expert> visitors) {
        if (seen.visit() == null || seen.began() == null) {
            return;
        }
        String when = WHEN.format(seen.began());
        visitors.forEach(v -> letters.send(
                rows,
                v.accountId(),
                made,
                letters.text("review.visit.visitorLetter.planned", when),
                name,
                "/visits/" + seen.visit(),
                "visit:" + seen.visit() + ":planned"));
        visitors.forEach(v -> rows.add(Into.VISITORS, seen.visit(), panel, v.id()));
        Expert first = visitors.getFirst();
        audit.record(
                seen.over(),
                new Office.By(first.accountId(), first.name()),
                "review.visit.hold",
                "visit",
                seen.visit(),
                null);
    }

    private Map<PastEntry, Seen> presentations(Sitting sitting) {
        SplittableRandom random = office.invented().random(Draw.REVIEW, -2_000_000_000L - sitting.panel());
        String secret = "%016x%016x%016x%016x"
                .formatted(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
        String value = String.valueOf(random.nextInt(100_000, 1_000_000));
        Instant begins = morning(days(sitting).getFirst());
        Instant drawn = begins.minus(Duration.ofMinutes(20));
        int each = Math.clamp(OFFICE_DAY.toMinutes() / sitting.byCode().size(), 3, 15);
        int speaking = (each * 2 + 2) / 3;
        rows.add(
                Into.PRESENTATIONS,
                sitting.panel(),
                begins,
                "市职工之家三楼报告厅",
                speaking,
                each - speaking,
                0,
                secret,
                Lot.commitment(secret),
                sitting.made(),
                value,
                drawn,
                office.city().account(),
                1);
        say(sitting.made(), "prepare", sitting.panel(), "commitment " + Lot.commitment(secret));
        say(drawn, "draw", sitting.panel(), "with the value " + value);
        Map<PastEntry, Seen> seen = new HashMap<>();
        int place = 0;
        for (Lot.Drawn d : Lot.order(Lot.seed(secret, value), sitting.byCode().keySet())) {
            place++;
            PastEntry e = Objects.requireNonNull(sitting.byCode().get(d.code()));
            Instant at = begins.plus(Duration.ofMinutes((long) each * (place - 1)));
            Instant over = at.plus(Duration.ofMinutes(each)).minusSeconds(20);
            rows.add(
                    Into.TURNS,
                    sitting.panel(),
                    e.id,
                    place,
                    place,
                    d.number(),
                    at,
                    Turn.State.DONE,
                    at,
                    over,
                    Duration.ofMinutes(each - speaking).minusSeconds(20).toMillis());
            turn(at, "begin", sitting.panel(), d.code());
            turn(at.plus(Duration.ofMinutes(speaking)), "answer", sitting.panel(), d.code());
            turn(over, "end", sitting.panel(), d.code());
            seen.put(e, new Seen(over, null, null));
        }
        return seen;
    }

    private void say(Instant at, String what, long panel, String detail) {
        audit.record(at, office.city(), "review.present." + what, "panel", panel, detail);
    }

    private void turn(Instant at, String what, long panel, String code) {
        audit.record(at, office.city(), "review.turn." + what, "panel", panel, code);
    }
}
