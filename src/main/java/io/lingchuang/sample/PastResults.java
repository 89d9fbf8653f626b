package io.lingchuang.sample;

import io.lingchuang.calls.Call;
import io.lingchuang.entries.EntryState;
import io.lingchuang.notices.NoticeState;
import io.lingchuang.notices.ObjectionState;
import io.lingchuang.notices.TierFilling;
import io.lingchuang.platform.numbers.DocumentNumber;
import io.lingchuang.platform.web.Page;
import io.lingchuang.sample.Invented.Draw;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** What came of a ranking: ties ruled, the notice with its term and objections, the decision, and then the awards. */
final class PastResults {

    private final Call call;
    private final Season season;
    private final Office office;
    private final Ids ids;
    private final Trail audit;
    private final PastNumbers numbers;
    private final PastLetters letters;
    private final SplittableRandom random;

    PastResults(
            Call call, Season season, Office office, Ids ids, Trail audit, PastNumbers numbers, PastLetters letters) {
        this.call = call;
        this.season = season;
        this.office = office;
        this.ids = ids;
        this.audit = audit;
        this.numbers = numbers;
        this.letters = letters;
        this.random = office.invented().random(Draw.RESULT, -call.id());
    }

    private record Placed(PastEntry entry, Call.Tier tier) {}

    void run(Rows rows, List<PastEntry> entries, Scale scale) {
        Map<Long, PastEntry> ranked =
                entries.stream().filter(e -> e.state == EntryState.RANKED).collect(Collectors.toMap(e -> e.id, e -> e));
        LocalDate drafted = office.working(season.notice());
        List<Placed> placed = fill(rows, ranked, Office.hour(drafted, random));
        LocalDate opens = office.days().plus(drafted, 1);
        LocalDate closes = office.days().lastDay(opens, call.noticeDays());
        long notice = notice(rows, drafted, opens, closes, placed);
        PastEntry struck = season.programme().equals("FIVE_SMALL")
                ? placed.get(placed.size() / 2).entry()
                : null;
        objections(rows, notice, opens, placed, struck);
        items(rows, notice, placed, struck);
        decide(rows, notice, office.days().plus(closes, 4), ranked, placed, scale);
    }

    /** As the product fills tiers; where equals stand at a border, some of them are ruled in. */
    private List<Placed> fill(Rows rows, Map<Long, PastEntry> ranked, Instant at) {
        Map<Long, Integer> places = call.tiers().stream().collect(Collectors.toMap(Call.Tier::id, Call.Tier::places));
        List<TierFilling.Candidate> candidates = ranked.values().stream()
                .map(e -> new TierFilling.Candidate(e.id, e.category, e.reached, Objects.requireNonNull(e.score)))
                .toList();
        Map<Long, Set<Long>> rulings = new HashMap<>();
        TierFilling filling = TierFilling.of(call.tiers(), places, candidates, rulings);
        while (!filling.settled()) {
            for (TierFilling.Tie tie : filling.ties()) {
                Set<Long> chosen = new HashSet<>();
                tie.candidates().stream().limit(tie.placesLeft()).forEach(c -> chosen.add(c.entryId()));
                rulings.put(tie.tier().id(), chosen);
                chosen.stream()
                        .sorted()
                        .forEach(entry -> rows.add(
                                Into.RULINGS,
                                call.id(),
                                tie.tier().id(),
                                entry,
                                "同分，按应用时间先后确定",
                                office.city().account(),
                                at));
                audit.record(
                        at,
                        office.city(),
                        "notices.ruleTie",
                        "call",
                        call.id(),
                        tie.tier().name());
            }
            filling = TierFilling.of(call.tiers(), places, candidates, rulings);
        }
        return filling.tiers().stream()
                .flatMap(f -> f.placed().stream()
                        .map(c -> new Placed(Objects.requireNonNull(ranked.get(c.entryId())), f.tier())))
                .toList();
    }

    /** Prepared by one, released by another; it runs for its working days and comes down after them. */
    private long notice(Rows rows, LocalDate drafted, LocalDate opens, LocalDate closes, List<Placed> placed) {
        long id = ids.next(Into.NOTICES);
        Instant prepared = drafted.atTime(18, 5).atZone(Page.ZONE).toInstant();
        Instant released = opens.atTime(8, 10).atZone(Page.ZONE).toInstant();
        Instant ended = closes.plusDays(1).atTime(0, 5).atZone(Page.ZONE).toInstant();
        String title = "关于" + call.title() + "拟定名单的公示";
        rows.add(
                Into.NOTICES,
                id,
                call.id(),
                1,
                title,
                "经专家评审，拟定名单公示如下。公示期内可实名提出异议。（示例，人员均为虚构）",
                "淮北市总工会（示例）",
                call.noticeDays(),
                opens,
                closes,
                NoticeState.ENDED,
                office.city().account(),
                office.chief().account(),
                released,
                ended,
                prepared,
                2);
        audit.record(prepared, office.city(), "notices.draft", "notice", id, title);
        audit.record(released, office.chief(), "notices.release", "notice", id, opens + " – " + closes);
        audit.record(ended, Trail.ITSELF, "notices.end", "notice", id, null);
        String link = "/calls/" + call.id() + "/notices/" + id;
        letters.send(
                rows,
                office.chief().account(),
                prepared,
                letters.text("notices.letter.release", title),
                "",
                link,
                null);
        letters.send(
                rows,
                office.city().account(),
                ended,
                letters.text("notices.letter.ended", title),
                "",
                link,
                "notice-ended-" + id);
        for (Placed p : placed) {
            p.entry().move(released, office.chief(), call.hostNodeId(), "propose", EntryState.PROPOSED, null);
            p.entry().tier = p.tier().id();
        }
        return id;
    }

    /** Two that were looked into and dismissed; at the large call one that was upheld, and took a result off the list. */
    private void objections(
            Rows rows,
            long notice,
            LocalDate opens,
            List<Placed> placed,
            @org.jspecify.annotations.Nullable PastEntry struck) {
        List<PastEntry> about = new ArrayList<>(
                List.of(placed.getFirst().entry(), placed.get(placed.size() / 3).entry()));
        about.remove(struck);
        if (struck != null) {
            about.add(struck);
        }
        int n = 0;
        for (PastEntry e : about) {
            boolean upheld = e == struck;
            Instant lodged = office.later(Office.hour(opens, random), 1, random);
            Instant answered = office.later(lodged, 2, random);
            String answer = office.reasons().pick(upheld ? "upheld" : "dismissed", random);
            long id = ids.next(Into.OBJECTIONS);
            rows.add(
                    Into.OBJECTIONS,
                    id,
                    notice,
                    e.id,
                    "SAMPLE" + notice + "N" + ++n,
                    office.invented().account(-id),
                    "1390000" + "%04d".formatted(100 + id),
                    office.reasons().pick("objection", random),
                    upheld ? ObjectionState.UPHELD : ObjectionState.DISMISSED,
                    answer,
                    office.city().account(),
                    answered,
                    lodged);
            audit.record(lodged, Trail.ITSELF, "notices.object", "objection", id, null);
            letters.send(
                    rows,
                    office.city().account(),
                    lodged,
                    letters.text("notices.letter.objected", "关于" + call.title() + "拟定名单的公示"),
                    "",
                    "/objections/" + id,
                    null);
            audit.record(answered, office.city(), "notices.answer", "objection", id, answer);
            if (upheld) {
                e.move(answered, office.city(), call.hostNodeId(), "strike", EntryState.STRUCK, answer);
                audit.record(answered, office.city(), "notices.strike", "notice", notice, e.id + ": " + answer);
            }
        }
    }

    private void items(
            Rows rows, long notice, List<Placed> placed, @org.jspecify.annotations.Nullable PastEntry struck) {
        int position = 0;
        for (Placed p : placed) {
            boolean off = p.entry() == struck;
            rows.add(
                    Into.ITEMS,
                    notice,
                    p.entry().id,
                    ++position,
                    p.tier().id(),
                    off,
                    off ? p.entry().steps.getLast().reason() : null,
                    off ? p.entry().last() : null,
                    off ? office.city().account() : null);
        }
    }

    private void decide(
            Rows rows, long notice, LocalDate day, Map<Long, PastEntry> ranked, List<Placed> placed, Scale scale) {
        Instant at = Office.hour(day, random);
        long id = ids.next(Into.DECISIONS);
        DocumentNumber number = numbers.document(rows, ids, season.year(), call.title(), office.city(), at);
        List<PastMoney.Given> given = new ArrayList<>();
        for (Placed p : placed) {
            if (p.entry().state == EntryState.PROPOSED) {
                p.entry().move(at, office.city(), call.hostNodeId(), "award", EntryState.AWARDED, null);
                given.add(new PastMoney.Given(ids.next(Into.AWARDS), p.entry(), p.tier()));
            }
        }
        rows.add(
                Into.DECISIONS,
                id,
                call.id(),
                notice,
                "市总工会主席办公会（示例）",
                "公示无异议或异议已答复，同意。",
                number.id(),
                number.toString(),
                day,
                office.city().account(),
                at);
        audit.record(at, office.city(), "awards.decide", "decision", id, number + ", " + given.size());
        ranked.values().stream()
                .filter(e -> e.state == EntryState.RANKED)
                .forEach(e -> e.move(at, office.city(), call.hostNodeId(), "notSelect", EntryState.NOT_SELECTED, null));
        new PastMoney(call, season, office, ids, audit, numbers, letters).run(rows, id, day, given, scale);
    }
}
