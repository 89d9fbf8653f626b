package io.lingchuang.sample;

import io.lingchuang.calls.Call;
import io.lingchuang.calls.Level;
import io.lingchuang.entries.EntryState;
import io.lingchuang.entries.Route;
import io.lingchuang.sample.Invented.Draw;
import io.lingchuang.sample.Office.By;
import io.lingchuang.sample.PastEntry.Recommended;
import io.lingchuang.vetting.Allotments;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How the entries of a past call were vetted: level by level within the quotas, then the host's formal check with its supplements. */
final class PastVetting {

    private final Call call;
    private final Season season;
    private final Office office;
    private final Routes routes;
    private final IdeaTexts texts;

    PastVetting(Call call, Season season, Office office, Routes routes, IdeaTexts texts) {
        this.call = call;
        this.season = season;
        this.office = office;
        this.routes = routes;
        this.texts = texts;
    }

    void run(List<PastEntry> entries) {
        Map<Long, SplittableRandom> chance = entries.stream()
                .collect(Collectors.toMap(e -> e.id, e -> office.invented().random(Draw.RESULT, e.id)));
        List<PastEntry> standing =
                entries.stream().filter(e -> e.submitted != null).toList();
        for (PastEntry e : standing) {
            beforeDecision(e, Objects.requireNonNull(chance.get(e.id)));
        }
        level(standing, chance, 0, season.unionsUntil());
        level(standing, chance, 1, season.countiesUntil());
        for (PastEntry e : standing) {
            if (e.state == EntryState.FORMAL_CHECK) {
                formalCheck(e, Objects.requireNonNull(chance.get(e.id)));
            }
        }
    }

    /** A few are withdrawn; a few come back for correction and are handed in again. */
    private void beforeDecision(PastEntry e, SplittableRandom random) {
        Route.Stop stop = routes.of(e).getFirst();
        By clerk = clerk(e, stop);
        int lot = random.nextInt(100);
        if (lot < 1) {
            e.move(
                    office.later(e.last(), 1, random),
                    e.creator,
                    null,
                    "withdraw",
                    EntryState.WITHDRAWN,
                    office.reasons().pick("withdraw", random));
        } else if (lot < 9) {
            Instant returned = office.later(e.last(), 1 + random.nextInt(3), random);
            e.move(
                    returned,
                    clerk,
                    stop.nodeId(),
                    "return",
                    EntryState.RETURNED,
                    office.reasons().pick("return", random));
            Instant again = office.later(returned, 1 + random.nextInt(3), random);
            e.move(again, e.creator, null, "resubmit", EntryState.VETTING, null)
                    .at(stop.nodeId(), stop.position(), routes.due(office, again));
        }
    }

    /** Each node recommends the best that stand there, as many as it has places for, and tells the others why not. */
    private void level(List<PastEntry> entries, Map<Long, SplittableRandom> chance, int step, LocalDate until) {
        Map<Long, List<PastEntry>> byNode = entries.stream()
                .filter(e -> e.state == EntryState.VETTING && routes.of(e).size() > step)
                .collect(
                        Collectors.groupingBy(e -> routes.of(e).get(step).nodeId(), TreeMap::new, Collectors.toList()));
        byNode.forEach((node, here) -> {
            List<PastEntry> best = here.stream()
                    .sorted(Comparator.comparingDouble((PastEntry e) -> -e.merit)
                            .thenComparing(e -> e.id))
                    .toList();
            Level level = routes.of(best.getFirst()).get(step).level();
            int places = Allotments.binding(call, level, node, null).stream()
                    .mapToInt(Call.Quota::places)
                    .min()
                    .orElse(here.size() * 3 / 4);
            for (int i = 0; i < best.size(); i++) {
                PastEntry e = best.get(i);
                decide(e, step, i < places, until, Objects.requireNonNull(chance.get(e.id)));
            }
        });
    }

    private void decide(PastEntry e, int step, boolean recommend, LocalDate until, SplittableRandom random) {
        List<Route.Stop> way = routes.of(e);
        Route.Stop here = way.get(step);
        By by = step == 0 ? clerk(e, here) : officer(here);
        if (!recommend) {
            Instant late = Office.hour(office.working(until), random);
            e.move(
                            late.isBefore(e.last()) ? office.later(e.last(), 1, random) : late,
                            by,
                            here.nodeId(),
                            "notRecommend",
                            EntryState.NOT_RECOMMENDED,
                            office.reasons().pick("notRecommend", random))
                    .at(here.nodeId(), here.position(), null);
            return;
        }
        Instant at = office.later(e.last(), 1 + random.nextInt(4), random);
        String reason = office.reasons().pick("recommend", random);
        e.recommended.add(new Recommended(here.nodeId(), here.position(), reason, by, at));
        boolean up = step + 1 < way.size();
        e.move(at, by, here.nodeId(), "recommend", up ? EntryState.VETTING : EntryState.FORMAL_CHECK, reason)
                .at(
                        up ? way.get(step + 1).nodeId() : call.hostNodeId(),
                        up ? way.get(step + 1).position() : null,
                        routes.due(office, at));
    }

    /** What was handed in before by somebody else is not accepted; what lacks something is asked for it once. */
    private void formalCheck(PastEntry e, SplittableRandom random) {
        Instant at = office.later(e.last(), 1 + random.nextInt(5), random);
        if (texts.isCopy(e.idea)) {
            refuse(e, at, office.reasons().pick("copy", random));
            return;
        }
        int lot = random.nextInt(100);
        if (lot < 12) {
            e.move(
                            at,
                            office.city(),
                            call.hostNodeId(),
                            "askSupplement",
                            EntryState.SUPPLEMENT,
                            office.reasons().pick("askSupplement", random))
                    .at(call.hostNodeId(), null, office.days().plus(Office.day(at), call.supplementDays()));
            boolean late = lot < 2;
            Instant sent = office.later(
                    at, late ? call.supplementDays() + 1 : 1 + random.nextInt(call.supplementDays()), random);
            e.move(sent, e.creator, null, late ? "supplementLate" : "supplement", EntryState.FORMAL_CHECK, null)
                    .at(call.hostNodeId(), null, routes.due(office, sent));
            at = office.later(sent, 1, random);
        }
        if (lot == 1 || lot > 97) {
            refuse(e, at, office.reasons().pick("notAccept", random));
        } else {
            e.move(at, office.city(), call.hostNodeId(), "accept", EntryState.ACCEPTED, null);
        }
    }

    private void refuse(PastEntry e, Instant at, String why) {
        e.move(at, office.city(), call.hostNodeId(), "notAccept", EntryState.NOT_ACCEPTED, why);
    }

    private static By clerk(PastEntry e, Route.Stop stop) {
        if (stop.nodeId() != e.unit.node().id()) {
            throw new IllegalStateException("The first level of " + e.id + " is not its unit");
        }
        return new By(e.unit.clerk(), e.unit.clerkName());
    }

    private By officer(Route.Stop stop) {
        return Objects.requireNonNull(office.officers().get(stop.nodeId()));
    }

    /** Places taken are counted from the recommendations that stand; each node's own are in the order it gave them. */
    void write(Rows rows, List<PastEntry> entries) {
        record Given(PastEntry entry, Recommended what) {}
        Map<Long, List<Given>> byNode = entries.stream()
                .flatMap(e -> e.recommended.stream().map(r -> new Given(e, r)))
                .collect(Collectors.groupingBy(g -> g.what().node(), TreeMap::new, Collectors.toList()));
        byNode.forEach((node, given) -> {
            given.sort(Comparator.comparing((Given g) -> g.what().at()).thenComparing(g -> g.entry().id));
            int rank = 0;
            for (Given g : given) {
                rows.add(
                        Into.RECOMMENDATIONS,
                        g.entry().id,
                        node,
                        g.what().position(),
                        ++rank,
                        g.what().reason(),
                        g.what().by().account(),
                        g.what().at());
            }
            Level level = routes.of(given.getFirst().entry()).stream()
                    .filter(s -> s.nodeId() == node)
                    .findFirst()
                    .orElseThrow()
                    .level();
            for (Call.Quota quota : Allotments.binding(call, level, node, null)) {
                rows.add(Into.ALLOTMENTS, call.id(), node, quota.places(), given.size());
            }
        });
    }
}
