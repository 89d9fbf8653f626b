package io.lingchuang.insights;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.CERTIFICATE;
import static io.lingchuang.db.awards.Tables.DECISION;
import static io.lingchuang.db.awards.Tables.PAYOUT;
import static io.lingchuang.db.awards.Tables.PAYOUT_BATCH;
import static io.lingchuang.db.awards.Tables.RECOVERY;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.directory.Tables.CHAIN;
import static io.lingchuang.db.directory.Tables.CLUSTER;
import static io.lingchuang.db.directory.Tables.HONOUR;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.EVENT;
import static io.lingchuang.db.notices.Tables.NOTICE;
import static io.lingchuang.db.notices.Tables.OBJECTION;
import static io.lingchuang.db.vetting.Tables.PARTICIPATION;
import static io.lingchuang.db.vetting.Tables.PUT_FORWARD;

import io.lingchuang.db.access.tables.records.NodeRecord;
import io.lingchuang.db.awards.tables.records.AwardRecord;
import io.lingchuang.db.awards.tables.records.CertificateRecord;
import io.lingchuang.db.awards.tables.records.PayoutRecord;
import io.lingchuang.db.calls.tables.records.CallRecord;
import io.lingchuang.db.directory.tables.records.HonourRecord;
import io.lingchuang.db.directory.tables.records.PersonRecord;
import io.lingchuang.db.entries.tables.records.CompleterRecord;
import io.lingchuang.db.entries.tables.records.EntryRecord;
import io.lingchuang.db.entries.tables.records.EventRecord;
import io.lingchuang.db.vetting.tables.records.ParticipationRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;

/**
 * The figures once more, counted by hand: every record is read, and each is asked whether it counts on that day for that node. Made
 * without the product's own counting, and without its paths in the tree: superiors are found by asking each unit for its own.
 */
class Recount {

    private final Map<Long, NodeRecord> nodes;
    private final Map<Long, CallRecord> calls;
    private final Map<Long, EntryRecord> entries;
    private final Map<Long, List<EventRecord>> events;
    private final Map<Long, List<CompleterRecord>> completers;
    private final List<ParticipationRecord> returns;
    private final Map<Long, AwardRecord> awards;
    private final Map<Long, LocalDate> decidedOn;
    private final Map<Long, PayoutRecord> payouts;
    private final Map<Long, PersonRecord> people;
    private final List<HonourRecord> honours;
    private final List<CertificateRecord> certificates;
    private final DSLContext dsl;

    Recount(DSLContext dsl) {
        this.dsl = dsl;
        nodes = byId(NODE, NodeRecord::getId);
        calls = byId(CALL, CallRecord::getId);
        entries = byId(ENTRY, EntryRecord::getId);
        events = grouped(EVENT, EventRecord::getEntryId, Comparator.comparing(EventRecord::getId));
        completers = grouped(COMPLETER, CompleterRecord::getEntryId, Comparator.comparing(CompleterRecord::getId));
        returns = dsl.selectFrom(PARTICIPATION).fetch();
        awards = byId(AWARD, AwardRecord::getId);
        decidedOn = dsl.selectFrom(DECISION).fetchMap(DECISION.ID, DECISION.DECIDED_ON);
        payouts = byId(PAYOUT, PayoutRecord::getId);
        people = byId(PERSON, PersonRecord::getId);
        honours = dsl.selectFrom(HONOUR).fetch();
        certificates = dsl.selectFrom(CERTIFICATE).fetch();
    }

    /** By code; programme "" for all. */
    Map<String, BigDecimal> of(long node, int year, LocalDate day, String programme) {
        Map<String, BigDecimal> found = new TreeMap<>();
        Predicate<CallRecord> asked = c ->
                c.getYear() == year && (programme.isEmpty() || c.getProgramme().equals(programme));
        List<EntryRecord> here = entries.values().stream()
                .filter(e -> asked.test(callOf(e)) && under(e.getUnitNodeId(), node))
                .toList();
        List<EntryRecord> handedIn = here.stream()
                .filter(e -> e.getNumber() != null && notAfter(e.getSubmittedAt(), day))
                .toList();
        found.put("entry.handed_in", count(handedIn.stream()));
        found.put(
                "unit.handed_in",
                count(handedIn.stream().map(EntryRecord::getUnitNodeId).distinct()));
        found.put("entry.vetting", count(here.stream().filter(e -> stood(e, day, "VETTING", "FORMAL_CHECK"))));
        found.put("entry.returned", count(here.stream().filter(e -> stood(e, day, "RETURNED", "SUPPLEMENT"))));
        found.put(
                "entry.accepted",
                count(here.stream()
                        .filter(e -> stood(
                                e,
                                day,
                                "ACCEPTED",
                                "RANKED",
                                "PROPOSED",
                                "NOT_SELECTED",
                                "STRUCK",
                                "AWARDED",
                                "REVOKED"))));
        found.put(
                "entry.recommended",
                count(here.stream()
                        .filter(e -> events.getOrDefault(e.getId(), List.of()).stream()
                                .anyMatch(v -> v.getAction().equals("recommend") && notAfter(v.getAt(), day)))));
        found.put(
                "entry.late",
                count(here.stream()
                        .filter(e -> Set.of("VETTING", "FORMAL_CHECK", "RETURNED", "SUPPLEMENT")
                                        .contains(e.getState())
                                && e.getDueOn() != null
                                && e.getDueOn().isBefore(day))));
        found.put("entry.awarded", count(standing(day, a -> here.contains(entryOf(a)))));
        found.put(
                "prize.decided",
                sum(
                        standing(day, a -> asked.test(callOf(entryOf(a))) && hosted(callOf(entryOf(a)), node)),
                        AwardRecord::getPrize));
        found.put(
                "certificate.valid",
                count(certificates.stream()
                        .filter(c -> here.contains(entryOf(awards.get(c.getAwardId()))) && valid(c, day))));
        returned(found, node, day, asked);
        money(found, node, day, asked);
        hearing(found, node, day, asked);
        if (programme.isEmpty()) {
            published(found, node, year, day, here, handedIn);
            directory(found, node, day);
        }
        return found;
    }

    private void returned(Map<String, BigDecimal> found, long node, LocalDate day, Predicate<CallRecord> asked) {
        List<ParticipationRecord> theirs = returns.stream()
                .filter(r -> asked.test(calls.get(r.getCallId()))
                        && under(r.getNodeId(), node)
                        && notAfter(r.getReportedAt(), day))
                .toList();
        found.put(
                "unit.returned",
                count(theirs.stream().map(ParticipationRecord::getNodeId).distinct()));
        found.put("participation.person_times", sum(theirs.stream(), r -> BigDecimal.valueOf(r.getPersonTimes())));
    }

    private void money(Map<String, BigDecimal> found, long node, LocalDate day, Predicate<CallRecord> asked) {
        Map<Long, LocalDate> cameBack = dsl.selectFrom(RECOVERY).fetchMap(RECOVERY.PAYOUT_ID, RECOVERY.RECOVERED_ON);
        List<PayoutRecord> theirs = payouts.values().stream()
                .filter(p -> asked.test(callOf(p)) && hosted(callOf(p), node))
                .toList();
        found.put(
                "prize.paid",
                sum(
                        theirs.stream()
                                .filter(p -> p.getState().equals("PAID")
                                        && !p.getPaidOn().isAfter(day)
                                        && !(cameBack.containsKey(p.getId())
                                                && !cameBack.get(p.getId()).isAfter(day))),
                        PayoutRecord::getAmount));
        // An award's last line says how it stands: failed, and nothing was tried since.
        Map<Long, List<PayoutRecord>> lines = payouts.values().stream()
                .filter(p -> !p.getState().equals("CANCELLED"))
                .collect(Collectors.groupingBy(PayoutRecord::getAwardId));
        found.put(
                "prize.failed",
                sum(
                        lines.values().stream()
                                .filter(l ->
                                        l.stream().allMatch(p -> p.getState().equals("FAILED")))
                                .map(l -> l.stream()
                                        .max(Comparator.comparing(PayoutRecord::getId))
                                        .orElseThrow())
                                .filter(theirs::contains),
                        PayoutRecord::getAmount));
    }

    private void hearing(Map<String, BigDecimal> found, long node, LocalDate day, Predicate<CallRecord> asked) {
        var notices = dsl.selectFrom(NOTICE).fetchMap(NOTICE.ID);
        Predicate<Long> theirs = call -> asked.test(calls.get(call)) && hosted(calls.get(call), node);
        found.put(
                "notice.running",
                count(notices.values().stream()
                        .filter(n -> theirs.test(n.getCallId())
                                && Set.of("PUBLISHED", "ENDED").contains(n.getState())
                                && !n.getOpensOn().isAfter(day)
                                && !n.getClosesOn().isBefore(day))));
        found.put(
                "objection.open",
                count(dsl.selectFrom(OBJECTION).stream()
                        .filter(o -> theirs.test(notices.get(o.getNoticeId()).getCallId())
                                && notAfter(o.getCreatedAt(), day)
                                && !(o.getAnsweredAt() != null && notAfter(o.getAnsweredAt(), day)))));
    }

    private void published(
            Map<String, BigDecimal> found,
            long node,
            int year,
            LocalDate day,
            List<EntryRecord> here,
            List<EntryRecord> handedIn) {
        found.put("call.wuxiao.participants", BigDecimal.valueOf(participants(node, year, day, handedIn)));
        found.put(
                "call.wuxiao.outstanding",
                count(standing(
                        day,
                        a -> here.contains(entryOf(a))
                                && callOf(entryOf(a)).getProgramme().equals("OUTSTANDING"))));
        found.put(
                "call.suggestion.provincial",
                count(dsl.selectFrom(PUT_FORWARD).stream()
                        .filter(f -> here.contains(entries.get(f.getEntryId()))
                                && callOf(entries.get(f.getEntryId()))
                                        .getProgramme()
                                        .equals("SUGGESTION")
                                && !f.getSentOn().isAfter(day)
                                && !(f.getTakenBackOn() != null
                                        && !f.getTakenBackOn().isAfter(day)))));
        Map<Long, Integer> batches = dsl.selectFrom(PAYOUT_BATCH).fetchMap(PAYOUT_BATCH.ID, PAYOUT_BATCH.NUMBER);
        found.put(
                "award.first_batch",
                sum(
                        payouts.values().stream()
                                .filter(p -> callOf(p).getYear() == year
                                        && callOf(p).getProgramme().equals("OUTSTANDING")
                                        && hosted(callOf(p), node)
                                        && batches.get(p.getBatchId()) == 1
                                        && p.getState().equals("PAID")
                                        && !p.getPaidOn().isAfter(day)),
                        PayoutRecord::getAmount));
    }

    private long participants(long node, int year, LocalDate day, List<EntryRecord> handedIn) {
        long counted = 0;
        for (ParticipationRecord r : returns) {
            CallRecord call = calls.get(r.getCallId());
            boolean above = superiorUnits(r.getNodeId()).stream()
                    .anyMatch(u -> u != r.getNodeId() && returned(call.getId(), u, day));
            if (call.getYear() == year
                    && call.getProgramme().equals("FIVE_SMALL")
                    && under(r.getNodeId(), node)
                    && notAfter(r.getReportedAt(), day)
                    && !above) {
                counted += r.getPersonTimes();
            }
        }
        for (EntryRecord e : handedIn) {
            boolean covered = superiorUnits(e.getUnitNodeId()).stream().anyMatch(u -> returned(e.getCallId(), u, day));
            if (callOf(e).getProgramme().equals("FIVE_SMALL") && !covered && !stood(e, day, "WITHDRAWN")) {
                counted += completers.getOrDefault(e.getId(), List.of()).stream()
                        .filter(c -> !(c.getState().equals("DECLINED") && notAfter(c.getDecidedAt(), day)))
                        .count();
            }
        }
        return counted;
    }

    private void directory(Map<String, BigDecimal> found, long node, LocalDate day) {
        boolean city = nodes.get(node).getKind().equals("CITY");
        found.put("industry.cluster", BigDecimal.valueOf(city ? dsl.fetchCount(CLUSTER) : 0));
        found.put("industry.chain", BigDecimal.valueOf(city ? dsl.fetchCount(CHAIN) : 0));
        found.put(
                "tree.unit",
                count(nodes.values().stream()
                        .filter(n -> n.getKind().equals("ENTERPRISE") && n.getActive() && under(n.getId(), node))));
        found.put(
                "directory.people",
                count(people.values().stream()
                        .filter(p ->
                                p.getActive() && p.getMergedInto() == null && under(p.getEmployerNodeId(), node))));
        found.put("talent.skill_award", holders(node, day, t -> t.equals("淮北市技能大奖")));
        found.put("talent.backbone", holders(node, day, t -> t.endsWith("技术能手") || t.endsWith("创新骨干")));
    }

    private BigDecimal holders(long node, LocalDate day, Predicate<String> title) {
        return count(honours.stream()
                .filter(h -> title.test(h.getTitle()) && h.getYear() <= day.getYear())
                .map(h -> people.get(h.getPersonId()))
                .map(p -> p.getMergedInto() == null ? p : people.get(p.getMergedInto()))
                .filter(p -> under(p.getEmployerNodeId(), node))
                .map(PersonRecord::getId)
                .distinct());
    }

    private Stream<AwardRecord> standing(LocalDate day, Predicate<AwardRecord> which) {
        return awards.values().stream()
                .filter(a -> which.test(a)
                        && !decidedOn.get(a.getDecisionId()).isAfter(day)
                        && !(a.getState().equals("WITHDRAWN") && notAfter(a.getWithdrawnAt(), day)));
    }

    private boolean valid(CertificateRecord c, LocalDate day) {
        if (c.getIssuedOn().isAfter(day)) {
            return false;
        }
        return switch (c.getState()) {
            case "VALID" -> true;
            case "WITHDRAWN" -> {
                Instant withdrawn = awards.get(c.getAwardId()).getWithdrawnAt();
                yield withdrawn != null && !notAfter(withdrawn, day);
            }
            default ->
                certificates.stream()
                        .filter(n -> n.getAwardId().equals(c.getAwardId()) && n.getId() > c.getId())
                        .noneMatch(n -> !n.getIssuedOn().isAfter(day));
        };
    }

    /** Where it stood when the day ended. */
    private boolean stood(EntryRecord e, LocalDate day, String... states) {
        return events.getOrDefault(e.getId(), List.of()).stream()
                .filter(v -> notAfter(v.getAt(), day))
                .reduce((earlier, later) -> later)
                .map(v -> Set.of(states).contains(v.getToState()))
                .orElse(false);
    }

    private boolean returned(long call, long unit, LocalDate day) {
        return returns.stream()
                .anyMatch(r -> r.getCallId() == call && r.getNodeId() == unit && notAfter(r.getReportedAt(), day));
    }

    /** The unit and, if it is a branch, what it is a branch of. */
    private Set<Long> superiorUnits(long unit) {
        Set<Long> all = new HashSet<>(Set.of(unit));
        for (NodeRecord n = nodes.get(unit); n.getKind().equals("BRANCH"); ) {
            n = nodes.get(n.getParentId());
            all.add(n.getId());
        }
        return all;
    }

    private boolean hosted(CallRecord call, long node) {
        return under(call.getHostNodeId(), node);
    }

    /** At or below the other, on either line. */
    private boolean under(long node, long other) {
        for (NodeRecord n = nodes.get(node);
                n != null;
                n = n.getParentId() == null ? null : nodes.get(n.getParentId())) {
            if (n.getId() == other) {
                return true;
            }
            if (n.getIndustryParentId() != null && under(n.getIndustryParentId(), other)) {
                return true;
            }
        }
        return false;
    }

    private CallRecord callOf(EntryRecord e) {
        return calls.get(e.getCallId());
    }

    private CallRecord callOf(PayoutRecord p) {
        return callOf(entryOf(awards.get(p.getAwardId())));
    }

    private EntryRecord entryOf(AwardRecord a) {
        return entries.get(a.getEntryId());
    }

    private static boolean notAfter(Instant at, LocalDate day) {
        return !LocalDate.ofInstant(at, ZoneId.of("Asia/Shanghai")).isAfter(day);
    }

    private static BigDecimal count(Stream<?> things) {
        return BigDecimal.valueOf(things.count());
    }

    private static <T> BigDecimal sum(Stream<T> things, Function<T, BigDecimal> amount) {
        return things.map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private <R extends Record> Map<Long, R> byId(Table<R> table, Function<R, Long> id) {
        return dsl.selectFrom(table).fetch().stream().collect(Collectors.toMap(id, Function.identity()));
    }

    private <R extends Record> Map<Long, List<R>> grouped(Table<R> table, Function<R, Long> by, Comparator<R> order) {
        return dsl.selectFrom(table).fetch().stream().sorted(order).collect(Collectors.groupingBy(by));
    }
}
