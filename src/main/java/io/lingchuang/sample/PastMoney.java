package io.lingchuang.sample;

import io.lingchuang.awards.AwardState;
import io.lingchuang.awards.BatchState;
import io.lingchuang.awards.CertificateNumber;
import io.lingchuang.awards.CertificateState;
import io.lingchuang.awards.PayoutState;
import io.lingchuang.calls.Call;
import io.lingchuang.platform.web.Page;
import io.lingchuang.sample.Invented.Draw;
import java.math.BigDecimal;
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
import org.jspecify.annotations.Nullable;

/** Awards with their certificates, and their money in two batches: what the bank sent back of the first is paid with the second. */
final class PastMoney {

    record Given(long award, PastEntry entry, Call.Tier tier) {}

    /** Of the outstanding results' 170,000 yuan the first batch pays 150,000: so many of each tier come back from the bank. */
    private static final Map<String, Integer> SENT_BACK = Map.of("FIRST", 2, "SECOND", 3, "THIRD", 4);

    private final Call call;
    private final Season season;
    private final Office office;
    private final Ids ids;
    private final Trail audit;
    private final PastNumbers numbers;
    private final PastLetters letters;
    private final SplittableRandom random;

    /** Payees have one account each, whatever they were awarded. */
    private static final Set<Long> NONE = Set.of();

    PastMoney(Call call, Season season, Office office, Ids ids, Trail audit, PastNumbers numbers, PastLetters letters) {
        this.call = call;
        this.season = season;
        this.office = office;
        this.ids = ids;
        this.audit = audit;
        this.numbers = numbers;
        this.letters = letters;
        this.random = office.invented().random(Draw.RETURN, -call.id());
    }

    void run(Rows rows, long decision, LocalDate decided, List<Given> given, Scale scale) {
        for (Given g : given) {
            rows.add(
                    Into.AWARDS,
                    g.award(),
                    decision,
                    g.entry().id,
                    g.tier().id(),
                    g.tier().prize(),
                    AwardState.IN_FORCE,
                    null,
                    null);
        }
        Set<Long> back = sentBack(given, scale);
        Map<Long, Long> failed = new HashMap<>();
        batch(rows, 1, office.days().plus(decided, 3), given, back, failed);
        List<Given> again = given.stream().filter(g -> back.contains(g.award())).toList();
        if (!again.isEmpty()) {
            batch(rows, 2, office.days().plus(decided, 14), again, NONE, failed);
        }
        certificates(rows, office.days().plus(decided, 6), given);
    }

    private Set<Long> sentBack(List<Given> given, Scale scale) {
        Set<Long> back = new HashSet<>();
        SENT_BACK.forEach((tier, count) -> given.stream()
                .filter(g -> g.tier().code().equals(tier))
                .limit(scale.some(count))
                .forEach(g -> back.add(g.award())));
        return back;
    }

    private void batch(
            Rows rows, int number, LocalDate day, List<Given> lines, Set<Long> back, Map<Long, Long> failed) {
        long id = ids.next(Into.BATCHES);
        Instant prepared = Office.hour(day, random);
        Instant approved = office.later(prepared, 1, random);
        Instant handed = office.later(approved, 1, random);
        LocalDate paid = office.days().plus(Office.day(handed), 3);
        Instant closed = Office.hour(paid, random);
        rows.add(
                Into.BATCHES,
                id,
                call.id(),
                number,
                BatchState.CLOSED,
                office.city().account(),
                prepared,
                office.chief().account(),
                approved,
                handed,
                closed,
                3);
        BigDecimal total = BigDecimal.ZERO;
        List<Long> returned = new ArrayList<>();
        for (Given g : lines) {
            boolean fails = back.contains(g.award());
            long line = line(rows, id, g, fails, fails ? null : paid, failed.get(g.award()));
            total = total.add(g.tier().prize());
            if (fails) {
                failed.put(g.award(), line);
                returned.add(line);
            }
        }
        String sum = lines.size() + " / " + total;
        audit.record(prepared, office.city(), "awards.preparePayout", "payoutBatch", id, sum);
        audit.record(approved, office.chief(), "awards.approvePayout", "payoutBatch", id, sum);
        audit.record(handed, office.finance(), "awards.handOverPayout", "payoutBatch", id, sum);
        letter(rows, id, office.chief(), prepared, "approve", Page.money(total));
        letter(rows, id, office.finance(), approved, "pay", Page.money(total));
        if (!returned.isEmpty()) {
            letter(rows, id, office.city(), closed, "failed", returned.size());
        }
        for (long line : returned) {
            audit.record(closed, office.finance(), "awards.payoutFailed", "payout", line, "账号与户名不符");
        }
        audit.record(
                closed,
                office.finance(),
                "awards.paid",
                "payoutBatch",
                id,
                (lines.size() - returned.size()) + ": " + paid);
        audit.record(closed, office.finance(), "awards.closePayout", "payoutBatch", id, null);
    }

    private void letter(Rows rows, long batch, Office.By to, Instant at, String what, Object fact) {
        letters.send(
                rows,
                to.account(),
                at,
                letters.text("awards.letter." + what, call.title(), fact),
                "",
                "/payouts/" + batch,
                "payout-" + what + "-" + batch);
    }

    /** Account numbers begin with eight noughts: no bank gives such. */
    private long line(
            Rows rows, long batch, Given g, boolean fails, @Nullable LocalDate paid, @Nullable Long corrects) {
        long id = ids.next(Into.PAYOUTS);
        long person = g.entry().members.getFirst().person();
        rows.add(
                Into.PAYOUTS,
                id,
                batch,
                g.award(),
                g.entry().first(),
                g.entry().unit.node().name(),
                person,
                "示例银行淮北分行",
                "00000000%010d%d".formatted(person, corrects != null || !fails ? 1 : 0),
                g.tier().prize(),
                fails ? PayoutState.FAILED : PayoutState.PAID,
                fails ? "账号与户名不符" : null,
                paid,
                corrects,
                1);
        return id;
    }

    private void certificates(Rows rows, LocalDate day, List<Given> given) {
        for (Given g : given) {
            String number = CertificateNumber.of(
                    call.programme(),
                    call.year(),
                    g.tier().code(),
                    numbers.next(
                            CertificateNumber.series(call.programme(), g.tier().code()), call.year()));
            rows.add(
                    Into.CERTIFICATES,
                    ids.next(Into.CERTIFICATES),
                    g.award(),
                    number,
                    CertificateNumber.verifyCode(random),
                    g.entry().first(),
                    CertificateState.VALID,
                    day,
                    null);
            audit.record(
                    Objects.requireNonNull(Office.hour(day, random)),
                    office.city(),
                    "awards.issueCertificate",
                    "award",
                    g.award(),
                    number);
        }
    }
}
