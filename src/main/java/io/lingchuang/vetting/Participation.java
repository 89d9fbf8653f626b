package io.lingchuang.vetting;

import static io.lingchuang.db.vetting.Tables.PARTICIPATION;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.Refusal;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;

/** How many took part, in person-times 人次, as a unit reports it in one line with its proof. Not persons, and no accounts needed. */
@Service
public class Participation {

    public record Report(
            int personTimes, String note, @Nullable UUID proof, int version) {}

    private final DSLContext dsl;
    private final Files files;
    private final Audit audit;
    private final Today today;

    Participation(DSLContext dsl, Files files, Audit audit, Today today) {
        this.dsl = dsl;
        this.files = files;
        this.audit = audit;
        this.today = today;
    }

    Optional<Report> of(long callId, long nodeId) {
        return dsl.selectFrom(PARTICIPATION)
                .where(PARTICIPATION.CALL_ID.eq(callId), PARTICIPATION.NODE_ID.eq(nodeId))
                .fetchOptional(p -> new Report(p.getPersonTimes(), p.getNote(), p.getProofFile(), p.getVersion()));
    }

    /** One report a unit and call; reporting again corrects it. */
    @Transactional
    void report(Actor actor, long callId, long nodeId, int personTimes, String note, @Nullable MultipartFile proof)
            throws IOException {
        actor.requireHolds(Right.REPORT_PARTICIPATION, nodeId);
        if (personTimes < 0 || personTimes > 10_000_000) {
            throw Refusal.onField("personTimes", "vetting.personTimesRange");
        }
        UUID file = of(callId, nodeId).map(Report::proof).orElse(null);
        if (proof != null && !proof.isEmpty()) {
            StoredFile stored = files.store(
                    proof.getInputStream(),
                    proof.getOriginalFilename(),
                    ParticipationFiles.KIND,
                    nodeId,
                    actor.accountId(),
                    FileRule.DOCUMENT);
            file = stored.id();
        }
        dsl.insertInto(PARTICIPATION)
                .set(PARTICIPATION.CALL_ID, callId)
                .set(PARTICIPATION.NODE_ID, nodeId)
                .set(PARTICIPATION.PERSON_TIMES, personTimes)
                .set(PARTICIPATION.NOTE, note)
                .set(PARTICIPATION.PROOF_FILE, file)
                .set(PARTICIPATION.REPORTED_BY, actor.accountId())
                .onConflict(PARTICIPATION.CALL_ID, PARTICIPATION.NODE_ID)
                .doUpdate()
                .set(PARTICIPATION.PERSON_TIMES, personTimes)
                .set(PARTICIPATION.NOTE, note)
                .set(PARTICIPATION.PROOF_FILE, file)
                .set(PARTICIPATION.REPORTED_BY, actor.accountId())
                .set(PARTICIPATION.REPORTED_AT, today.now())
                .set(PARTICIPATION.VERSION, PARTICIPATION.VERSION.plus(1))
                .execute();
        audit.record(actor, "vetting.participation", "call", callId, "node " + nodeId + ": " + personTimes);
    }
}
