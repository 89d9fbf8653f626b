package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.review.Tables.EXPERT;

import io.lingchuang.calls.Call;
import io.lingchuang.calls.Criterion;
import io.lingchuang.entries.EntryState;
import io.lingchuang.review.Expert;
import io.lingchuang.review.Panel;
import io.lingchuang.review.PanelForming;
import io.lingchuang.review.Recusals;
import io.lingchuang.review.Relations;
import io.lingchuang.review.invitations.Invitations;
import io.lingchuang.review.proof.Archive;
import io.lingchuang.sample.Invented.Draw;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/**
 * How experts scored what was accepted: a panel a category, recusals by the product's rule, sealed sheets, and the ranking by the
 * product's rule. Of a call in rounds {@link PastRounds} says who sat when.
 */
final class PastReview {

    private static final int MEMBERS = 7;

    /** A panel that is to be: of which round, for which category, from when to when. */
    record Sitting(int round, @Nullable Long category, String name, LocalDate made, LocalDate closed) {}

    /** A panel that has closed. */
    record Sat(
            long panel,
            String name,
            String seal,
            Map<String, PastEntry> byCode,
            List<Archive.Place> places,
            Instant closed) {}

    private final Office office;
    private final ObjectMapper json;
    private final List<Expert> pool;

    PastReview(Office office, DSLContext dsl, ObjectMapper json) {
        this.office = office;
        this.json = json;
        this.pool = dsl.select(
                        EXPERT.ID,
                        EXPERT.ACCOUNT_ID,
                        ACCOUNT.NAME,
                        EXPERT.EMPLOYER_NODE_ID,
                        EXPERT.EMPLOYER_NAME,
                        ENTERPRISE.GROUP_NAME,
                        EXPERT.FIELDS)
                .from(EXPERT)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .leftJoin(ENTERPRISE)
                .on(ENTERPRISE.NODE_ID.eq(EXPERT.EMPLOYER_NODE_ID))
                .orderBy(EXPERT.ID)
                .fetch(r -> new Expert(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        null,
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        Arrays.asList(r.value7()),
                        true));
    }

    void run(Rows rows, Call call, Season season, List<PastEntry> entries, Ids ids, Trail audit, PastLetters letters) {
        if (call.inRounds()) {
            new PastRounds(this, office, call, season).run(rows, entries, ids, audit, letters);
            return;
        }
        boolean perCategory = season.programme().equals("FIVE_SMALL");
        Map<Long, List<PastEntry>> panels = entries.stream()
                .filter(e -> e.state == EntryState.ACCEPTED)
                .collect(Collectors.groupingBy(
                        e -> perCategory ? Objects.requireNonNull(e.category) : 0L, TreeMap::new, Collectors.toList()));
        panels.forEach((category, before) -> {
            Long its = category == 0 ? null : category;
            String name = call.categories().stream()
                    .filter(c -> Objects.equals(c.id(), its))
                    .map(c -> c.name() + "评审组")
                    .findFirst()
                    .orElse("综合评审组");
            Sat sat = panel(
                    rows,
                    call,
                    new Sitting(1, its, name, season.panels(), season.ranked()),
                    before,
                    ids,
                    audit,
                    letters);
            for (Archive.Place p : sat.places()) {
                PastEntry e = Objects.requireNonNull(sat.byCode().get(p.entry()));
                e.move(sat.closed(), office.city(), null, "rank", EntryState.RANKED, null);
                e.score = p.score();
                e.rank = p.rank();
            }
        });
    }

    Sat panel(
            Rows rows, Call call, Sitting sitting, List<PastEntry> entries, Ids ids, Trail audit, PastLetters letters) {
        long id = ids.next(Into.PANELS);
        SplittableRandom random = office.invented().random(Draw.REVIEW, id);
        List<Expert> members = members(random);
        var made = Office.hour(office.working(sitting.made()), random);
        Instant started = office.later(made, 1, random);
        Instant closed = Office.hour(office.working(sitting.closed()), random);
        String name = sitting.name();
        rows.add(
                Into.PANELS,
                id,
                call.id(),
                sitting.category(),
                sitting.round(),
                call.round(sitting.round()).form(),
                name,
                members.getFirst().id(),
                Panel.State.CLOSED,
                call.trim(),
                office.city().account(),
                made,
                closed,
                2);
        for (int m = 0; m < members.size(); m++) {
            rows.add(Into.MEMBERS, id, members.get(m).id(), m + 1);
            rows.add(
                    Into.INVITATIONS,
                    id,
                    members.get(m).id(),
                    Invitations.State.ACCEPTED,
                    made,
                    started,
                    started,
                    entries.size());
            letters.send(
                    rows,
                    members.get(m).accountId(),
                    started,
                    letters.text("review.letter.invite", name),
                    call.title(),
                    "/scoring",
                    "panel:" + id);
        }
        audit.record(made, office.city(), "review.makePanel", "panel", id, name);
        Map<String, PastEntry> byCode = new LinkedHashMap<>();
        List<Archive.Sheet> sealed = new ArrayList<>();
        int thin = 0;
        for (PastEntry e : shuffled(entries, random)) {
            String code = PanelForming.blindCode(id, byCode.size() + 1);
            byCode.put(code, e);
            rows.add(Into.ON_PANEL, id, e.id, code, byCode.size());
        }
        PastOnSite onSite = new PastOnSite(office, json, rows, ids, audit, letters);
        Map<PastEntry, PastOnSite.Seen> seen = onSite.before(
                call, sitting.round(), new PastOnSite.Sitting(id, made, started, closed, Map.copyOf(byCode)));
        for (Map.Entry<String, PastEntry> one : byCode.entrySet()) {
            PastEntry e = one.getValue();
            PastOnSite.Seen on = Objects.requireNonNull(seen.get(e));
            List<Archive.Sheet> sheets =
                    sheets(rows, call, sitting.round(), id, e, one.getKey(), members, made, started, on.over(), closed);
            onSite.went(id, name, made, on, scoring(members, sheets));
            thin += sheets.size() < call.expertsNeeded() ? 1 : 0;
            sealed.addAll(sheets);
        }
        audit.record(
                started,
                office.city(),
                "review.start",
                "panel",
                id,
                thin > 0 ? thin + " with fewer experts: 回避后人数不足" : null);
        audit.record(closed, office.city(), "review.close", "panel", id, null);
        return rank(rows, call, sitting, id, byCode, sealed, closed);
    }

    private static List<Expert> scoring(List<Expert> members, List<Archive.Sheet> sheets) {
        return sheets.stream()
                .map(s -> members.stream()
                        .filter(m -> Archive.expert(members.indexOf(m) + 1).equals(s.expert()))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private List<Expert> members(SplittableRandom random) {
        List<Expert> members = new ArrayList<>();
        while (members.size() < MEMBERS) {
            Expert next = pool.get(random.nextInt(pool.size()));
            if (!members.contains(next)) {
                members.add(next);
            }
        }
        return members;
    }

    /** Not in the order of handing in, which would tell who is behind a code. */
    private static List<PastEntry> shuffled(List<PastEntry> entries, SplittableRandom random) {
        List<PastEntry> mixed = new ArrayList<>(entries);
        for (int i = mixed.size() - 1; i > 0; i--) {
            java.util.Collections.swap(mixed, i, random.nextInt(i + 1));
        }
        return mixed;
    }

    /** A sheet from everybody who need not recuse themselves, as it stands in the archive. */
    private List<Archive.Sheet> sheets(
            Rows rows,
            Call call,
            int round,
            long panel,
            PastEntry e,
            String code,
            List<Expert> members,
            Instant made,
            Instant started,
            Instant seen,
            Instant closed) {
        List<Archive.Sheet> sheets = new ArrayList<>();
        var about = new Recusals.About(
                e.creator.account(),
                e.members.stream()
                        .map(m -> new Recusals.Who(
                                m.person(), m.name(), e.unit.node().name()))
                        .toList(),
                e.unit.node().id(),
                e.unit.node().name(),
                e.unit.group());
        for (Expert expert : members) {
            Recusals.Ground ground = Recusals.ground(Relations.of(expert, expert.employerNodeId()), about);
            if (ground != null) {
                rows.add(Into.RECUSALS, panel, expert.id(), e.id, ground, "", made);
                continue;
            }
            SplittableRandom random =
                    office.invented().random(Draw.REVIEW, e.id * 1000 + expert.id() + (round - 1) * 1_000_000_000L);
            Map<String, String> points = new LinkedHashMap<>();
            TreeMap<String, BigDecimal> archived = new TreeMap<>();
            BigDecimal total = BigDecimal.ZERO;
            for (Criterion c : call.rubric(round)) {
                BigDecimal p = points(c, e, expert, random);
                points.put(c.code(), p.toPlainString());
                archived.put(c.code(), p);
                total = total.add(p);
            }
            long length = closed.getEpochSecond() - seen.getEpochSecond();
            String comment = random.nextInt(3) == 0 ? office.reasons().pick("comment", random) : "";
            Instant sealedAt = seen.plusSeconds((long) (length * (0.05 + 0.9 * random.nextDouble())));
            rows.add(
                    Into.SHEETS,
                    panel,
                    expert.id(),
                    e.id,
                    started,
                    json.writeValueAsString(points),
                    total,
                    comment,
                    "SEALED",
                    sealedAt,
                    2);
            sheets.add(new Archive.Sheet(
                    Archive.expert(members.indexOf(expert) + 1),
                    code,
                    archived,
                    total.stripTrailingZeros(),
                    sealedAt.toString(),
                    Archive.comment(comment)));
        }
        if (sheets.isEmpty()) {
            throw new IllegalStateException("Nobody may score entry " + e.number);
        }
        return sheets;
    }

    /** What the entry is worth, seen by this expert, strict or lenient, in whole steps of the criterion. */
    private static BigDecimal points(Criterion c, PastEntry e, Expert expert, SplittableRandom random) {
        double strict = (expert.id() % 7 - 3) * 0.015;
        double seen = 0.42 + 0.15 * e.merit + strict + (random.nextDouble() - 0.5) * 0.22;
        BigDecimal steps = c.max()
                .multiply(BigDecimal.valueOf(Math.clamp(seen, 0.1, 1.0)))
                .divide(c.step(), 0, RoundingMode.HALF_UP);
        return steps.multiply(c.step()).min(c.max());
    }

    private static Sat rank(
            Rows rows,
            Call call,
            Sitting sitting,
            long panel,
            Map<String, PastEntry> byCode,
            List<Archive.Sheet> sheets,
            Instant closed) {
        Archive.Rule rule = new Archive.Rule(
                Archive.FORMAT,
                call.title(),
                sitting.name(),
                1,
                closed.toString(),
                call.rule(),
                call.trim(),
                Archive.criteria(call.rubric(sitting.round())),
                List.of(),
                0,
                "");
        Archive.Sealed archive = Archive.pack(rule, sheets);
        rows.add(Into.ARCHIVES, panel, 1, archive.seal(), archive.bytes(), closed);
        List<Archive.Place> places = Archive.ranking(rule, sheets);
        for (Archive.Place p : places) {
            PastEntry e = Objects.requireNonNull(byCode.get(p.entry()));
            rows.add(Into.RESULTS, panel, e.id, p.score(), p.rank(), p.tied(), p.sheets());
        }
        return new Sat(panel, sitting.name(), archive.seal(), byCode, places, closed);
    }
}
