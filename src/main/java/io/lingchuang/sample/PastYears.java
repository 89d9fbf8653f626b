package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.ACCOUNT;

import io.lingchuang.calls.Call;
import io.lingchuang.entries.Submission;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.sample.Invented.Draw;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;

/** Three finished years of calls, year by year, each from its opening to the last payment. */
@Component
class PastYears {

    private static final int YEARS = 3;
    private static final int FIVE_SMALL = 12_200;
    private static final int OUTSTANDING = 640;
    private static final int SUGGESTIONS = 1_500;
    private static final int ENTRIES_AT_ONCE = 400;

    /** What all calls of the past stand on. named: people whose names stand in the records already. */
    record Ground(Office office, List<Unit> units, Map<Long, String> named, Scale scale, IdeaTexts texts) {}

    private final DSLContext dsl;
    private final PastCalls calls;
    private final ObjectMapper json;
    private final Wording words;

    PastYears(DSLContext dsl, PastCalls calls, ObjectMapper json, Wording words) {
        this.dsl = dsl;
        this.calls = calls;
        this.json = json;
        this.words = words;
    }

    void load(BulkLoad load, Ground ground, int lastYear) {
        Ids ids = new Ids(dsl);
        Trail audit = new Trail();
        var numbers = new PastNumbers();
        var intake = new Intake(ground.office(), ground.texts(), ground.units(), ground.named());
        var review = new PastReview(ground.office(), dsl, json);
        int idea = 0;
        for (int year = lastYear - YEARS + 1; year <= lastYear; year++) {
            Season outstanding = Season.outstanding(year);
            List<Season> seasons = new ArrayList<>(List.of(
                    Season.fiveSmall(year), year == lastYear ? outstanding.inRounds(ground.scale()) : outstanding));
            if (year == lastYear) {
                seasons.add(Season.suggestion(year));
            }
            for (Season season : seasons) {
                int count = ground.scale().of(count(season));
                Call call = calls.write(load, ids, ground.office(), season, ground.units(), ground.scale(), audit);
                List<PastEntry> entries = intake.entries(call, season, ids, idea, count);
                idea += count;
                numbers.count(
                        Submission.series(call),
                        year,
                        entries.stream().filter(e -> e.number != null).count());
                var letters = new PastLetters(
                        call,
                        ground.office(),
                        new Routes(call),
                        ground.texts(),
                        words,
                        year == lastYear ? readers() : Set.of());
                course(load, ground, season, call, entries, ids, audit, numbers, review, letters);
                WholeCity.say("%s: %,d entries".formatted(season.title(), count));
            }
        }
        numbers.write(dsl);
        audit.write(load);
    }

    private static int count(Season season) {
        return switch (season.programme()) {
            case "FIVE_SMALL" -> FIVE_SMALL;
            case "OUTSTANDING" -> OUTSTANDING;
            default -> SUGGESTIONS;
        };
    }

    private void course(
            BulkLoad load,
            Ground ground,
            Season season,
            Call call,
            List<PastEntry> entries,
            Ids ids,
            Trail audit,
            PastNumbers numbers,
            PastReview review,
            PastLetters letters) {
        var routes = new Routes(call);
        Office office = ground.office();
        Intake.handIn(entries, routes, office);
        var vetting = new PastVetting(call, season, office, routes, ground.texts());
        vetting.run(entries);
        Rows after = new Rows();
        vetting.write(after, entries);
        returns(after, ground, season, call, audit);
        if (season.programme().equals("SUGGESTION")) {
            new PastForwarding(call, season, office, numbers, ids).write(after, entries, ground.scale());
        } else {
            review.run(after, call, season, entries, ids, audit, letters);
            var results = new PastResults(call, season, office, ids, audit, numbers, letters);
            results.run(after, entries, ground.scale());
        }
        var rows = new EntryRows(call, office, ground.texts(), json);
        load.each(parts(entries), rows::of);
        for (PastEntry e : entries) {
            audit.entry(e);
            letters.about(after, e);
        }
        load.write(after);
    }

    /** The accounts that stand in the README. */
    private Set<Long> readers() {
        return dsl.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.LOGIN.in(Arrays.stream(SampleAccount.ALL)
                        .map(SampleAccount::login)
                        .toList()))
                .fetchSet(ACCOUNT.ID);
    }

    private static List<List<PastEntry>> parts(List<PastEntry> entries) {
        List<List<PastEntry>> parts = new ArrayList<>();
        for (int i = 0; i < entries.size(); i += ENTRIES_AT_ONCE) {
            parts.add(entries.subList(i, Math.min(entries.size(), i + ENTRIES_AT_ONCE)));
        }
        return parts;
    }

    /** Most units say how many took part: person-times, about as many as they have people, more of them each year. */
    private static void returns(Rows rows, Ground ground, Season season, Call call, Trail audit) {
        if (!season.programme().equals("FIVE_SMALL")) {
            return;
        }
        for (Unit unit : ground.units()) {
            SplittableRandom random =
                    ground.office().invented().random(Draw.RETURN, unit.node().id() * 100 + season.year() % 100);
            if (random.nextInt(100) < 88) {
                Instant at =
                        Office.hour(ground.office().working(season.closes().minusDays(random.nextInt(20))), random);
                int times = (int) (unit.people() * (0.9 + random.nextDouble() * 0.8));
                var clerk = new Office.By(unit.clerk(), unit.clerkName());
                rows.add(Into.RETURNS, call.id(), unit.node().id(), times, "按签到表和台账统计（虚构）", unit.clerk(), at);
                audit.record(
                        at,
                        clerk,
                        "vetting.participation",
                        "call",
                        call.id(),
                        "node " + unit.node().id() + ": " + times);
            }
        }
    }
}
