package io.lingchuang.studios.assessment;

import static io.lingchuang.db.studios.Tables.LEDGER_RECORD;

import io.lingchuang.platform.messages.Wording;
import io.lingchuang.studios.Studio;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What the ledger holds of the time. */
@Component
class LedgerReport implements SelfReport {

    private final DSLContext dsl;
    private final Wording texts;

    LedgerReport(DSLContext dsl, Wording texts) {
        this.dsl = dsl;
        this.texts = texts;
    }

    @Override
    public List<Line> lines(Studio studio, LocalDate from, LocalDate until) {
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
                        false,
                        "/ledger/" + r.value1()));
    }
}
