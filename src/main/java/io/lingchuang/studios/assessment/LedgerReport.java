package io.lingchuang.studios.assessment;

import static io.lingchuang.db.studios.Tables.LEDGER_RECORD;

import io.lingchuang.platform.messages.Wording;
import io.lingchuang.studios.Evidence;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.StudioKinds;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What the ledger holds of the time. */
@Component
class LedgerReport implements SelfReport {

    private final DSLContext dsl;
    private final StudioKinds kinds;
    private final Wording texts;

    LedgerReport(DSLContext dsl, StudioKinds kinds, Wording texts) {
        this.dsl = dsl;
        this.kinds = kinds;
        this.texts = texts;
    }

    @Override
    public List<Line> lines(Studio studio, LocalDate from, LocalDate until) {
        Set<Evidence> counts = kinds.counting(studio.kind());
        return dsl.select(LEDGER_RECORD.ID, LEDGER_RECORD.KIND, LEDGER_RECORD.DAY, LEDGER_RECORD.TITLE)
                .from(LEDGER_RECORD)
                .where(LEDGER_RECORD.STUDIO_ID.eq(studio.id()), LEDGER_RECORD.STATE.eq("STANDS"))
                .and(LEDGER_RECORD.DAY.between(from, until))
                .orderBy(LEDGER_RECORD.DAY, LEDGER_RECORD.ID)
                .limit(200)
                .fetch(r -> new Line(
                        "activities",
                        texts.of(
                                "assessment.record",
                                String.valueOf(r.value3()),
                                texts.of("LedgerKind." + r.value2()),
                                r.value4()),
                        proves(r.value2(), counts),
                        "/ledger/" + r.value1()));
    }

    private static boolean proves(String kind, Set<Evidence> counts) {
        return switch (kind) {
            case "SERVICE" -> counts.contains(Evidence.SERVICE);
            case "CLASS" -> counts.contains(Evidence.LESSON);
            default -> false;
        };
    }
}
