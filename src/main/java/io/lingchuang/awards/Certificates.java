package io.lingchuang.awards;

import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.CERTIFICATE;
import static io.lingchuang.db.awards.Tables.DECISION;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.jobs.Jobs;
import io.lingchuang.platform.numbers.Numbers;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Certificates 证书: issued once for an award, withdrawn or reissued with a reason, and checked by anybody. */
@Service
public class Certificates {

    private final DSLContext dsl;
    private final CertificateStore store;
    private final AwardLists awards;
    private final Calls calls;
    private final Numbers numbers;
    private final Jobs jobs;
    private final Today today;
    private final Audit audit;
    private final AwardLetters letters;

    Certificates(
            DSLContext dsl,
            CertificateStore store,
            AwardLists awards,
            Calls calls,
            Numbers numbers,
            Jobs jobs,
            Today today,
            Audit audit,
            AwardLetters letters) {
        this.dsl = dsl;
        this.store = store;
        this.awards = awards;
        this.calls = calls;
        this.numbers = numbers;
        this.jobs = jobs;
        this.today = today;
        this.audit = audit;
        this.letters = letters;
    }

    /** Issues an award's first certificate; one that has a valid certificate keeps it. Returns its number. */
    @Transactional
    public String issue(Actor actor, long awardId) {
        Award award = lockedInForce(actor, awardId);
        if (award.certificate() != null) {
            return award.certificate();
        }
        if (takenBack(awardId)) {
            throw new Refusal("awards.certificate.takenBack");
        }
        return write(actor, award);
    }

    /**
     * Another in its place, with a number of its own: for a lost paper, or a name that was misspelt. After one that was taken back,
     * this is the only way to a certificate: one award at a time, and with a reason.
     */
    @Transactional
    public String reissue(Actor actor, long awardId, String reason) {
        Award award = lockedInForce(actor, awardId);
        requireReason(reason);
        if (award.certificate() != null) {
            end(award, CertificateState.REISSUED, reason);
        } else if (!takenBack(awardId)) {
            throw new Stale();
        }
        String before = award.certificate() == null ? "taken back" : award.certificate();
        audit.record(actor, "awards.reissueCertificate", "award", awardId, before + ": " + reason.strip());
        return write(actor, award);
    }

    private boolean takenBack(long awardId) {
        return dsl.fetchExists(
                CERTIFICATE, CERTIFICATE.AWARD_ID.eq(awardId), CERTIFICATE.STATE.eq(CertificateState.WITHDRAWN.name()));
    }

    /** Takes back the paper; the award stays, and a certificate can be issued again with a reason. */
    @Transactional
    public void withdraw(Actor actor, long awardId, String reason) {
        Award award = lockedInForce(actor, awardId);
        end(award, CertificateState.WITHDRAWN, reason);
        audit.record(
                actor, "awards.withdrawCertificate", "award", awardId, award.certificate() + ": " + reason.strip());
    }

    /** A thousand in one job: issues what is missing and puts all into one PDF. address: where the codes lead. */
    @Transactional
    public long issueAll(Actor actor, long callId, String address) {
        Call call = calls.call(callId);
        actor.requireHolds(Right.ISSUE_CERTIFICATE, call.hostNodeId());
        return jobs.start(
                CertificateJob.KIND, call.title(), Map.of("call", callId, "address", address), actor.accountId());
    }

    private String write(Actor actor, Award award) {
        Call call = calls.call(award.callId());
        Call.Tier tier = call.tiers().stream()
                .filter(t -> t.id() == award.tierId())
                .findFirst()
                .orElseThrow();
        String number = CertificateNumber.of(
                call.programme(),
                call.year(),
                tier.code(),
                numbers.nextSerial(CertificateNumber.series(call.programme(), tier.code()), call.year()));
        dsl.insertInto(CERTIFICATE)
                .set(CERTIFICATE.AWARD_ID, award.id())
                .set(CERTIFICATE.NUMBER, number)
                .set(CERTIFICATE.VERIFY_CODE, CertificateNumber.verifyCode())
                .set(CERTIFICATE.HOLDER, award.name())
                .set(CERTIFICATE.ISSUED_ON, today.today())
                .execute();
        audit.record(actor, "awards.issueCertificate", "award", award.id(), number);
        letters.certificate(award.entryId(), award.title(), number);
        return number;
    }

    private static void requireReason(String reason) {
        if (reason.strip().length() < 2) {
            throw Refusal.onField("reason", "awards.reasonNeeded");
        }
    }

    private void end(Award award, CertificateState state, String reason) {
        requireReason(reason);
        int changed = dsl.update(CERTIFICATE)
                .set(CERTIFICATE.STATE, state.name())
                .set(CERTIFICATE.STATE_WHY, reason.strip())
                .where(CERTIFICATE.AWARD_ID.eq(award.id()), CERTIFICATE.STATE.eq(CertificateState.VALID.name()))
                .execute();
        if (changed == 0) {
            throw new Stale();
        }
    }

    /** What goes with a withdrawn award. */
    void withdrawWithAward(long awardId, String reason) {
        dsl.update(CERTIFICATE)
                .set(CERTIFICATE.STATE, CertificateState.WITHDRAWN.name())
                .set(CERTIFICATE.STATE_WHY, reason)
                .where(CERTIFICATE.AWARD_ID.eq(awardId), CERTIFICATE.STATE.eq(CertificateState.VALID.name()))
                .execute();
    }

    private Award lockedInForce(Actor actor, long awardId) {
        dsl.select(AWARD.ID).from(AWARD).where(AWARD.ID.eq(awardId)).forUpdate().fetch();
        Award award = awards.award(awardId);
        actor.requireHolds(Right.ISSUE_CERTIFICATE, award.hostNodeId());
        if (award.state() != AwardState.IN_FORCE) {
            throw new Stale();
        }
        return award;
    }

    List<Certificate> ofAward(long awardId) {
        return store.where(CERTIFICATE.AWARD_ID.eq(awardId));
    }

    List<Certificate> validOfCall(long callId) {
        return store.where(DECISION.CALL_ID.eq(callId).and(CERTIFICATE.STATE.eq(CertificateState.VALID.name())));
    }

    /** What issuing all certificates of a call would do: issue so many, and leave alone those that have one or were taken back. */
    public record Outlook(int missing, int valid, int takenBack) {}

    Outlook outlook(long callId) {
        return store.outlook(callId);
    }

    /**
     * For its holder, the others of the entry, and whoever issues at the host. One that no longer counts is printed for the office
     * alone, and says so on its face.
     */
    public Certificate certificate(Actor actor, String number) {
        Certificate certificate =
                store.where(CERTIFICATE.NUMBER.eq(number)).stream().findFirst().orElseThrow(NotFound::new);
        Award award = awards.award(certificate.awardId());
        boolean issues = actor.holds(Right.ISSUE_CERTIFICATE, award.hostNodeId());
        if (!issues && !awards.isOf(actor, award.entryId())) {
            throw new NotFound();
        }
        if (!issues && certificate.state() != CertificateState.VALID) {
            throw new Refusal("awards.certificate.notValid", number);
        }
        return certificate;
    }

    /** The public check, by number or by code, however it was typed. */
    public Optional<Certificate> check(String typed) {
        String plain = typed.strip()
                .toUpperCase(Locale.ROOT)
                .replaceAll("[\\s—–－]", "-")
                .replaceAll("-{2,}", "-");
        if (plain.isEmpty() || plain.length() > 60 || plain.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        return store.where(CERTIFICATE.NUMBER.eq(plain).or(CERTIFICATE.VERIFY_CODE.eq(plain.replace("-", "")))).stream()
                .findFirst();
    }
}
