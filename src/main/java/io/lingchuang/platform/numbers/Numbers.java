package io.lingchuang.platform.numbers;

import static io.lingchuang.db.platform.Tables.DOCUMENT_NUMBER;
import static io.lingchuang.db.platform.Tables.SERIAL;

import io.lingchuang.platform.web.Stale;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives numbers in order and none twice, also to many at once: the row of the series is locked until the transaction ends. */
@Service
public class Numbers {

    private final DSLContext dsl;

    public Numbers(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Next number of an organ in a year, held for the subject until it is used or, with a reason, made void. */
    @Transactional
    public DocumentNumber reserve(String organCode, int year, String subject, @Nullable Long accountId) {
        int serial = (int) nextSerial("document:" + organCode, year);
        long id = dsl.insertInto(DOCUMENT_NUMBER)
                .set(DOCUMENT_NUMBER.ORGAN_CODE, organCode)
                .set(DOCUMENT_NUMBER.YEAR, year)
                .set(DOCUMENT_NUMBER.SERIAL, serial)
                .set(DOCUMENT_NUMBER.SUBJECT, subject)
                .set(DOCUMENT_NUMBER.CREATED_BY, accountId)
                .returningResult(DOCUMENT_NUMBER.ID)
                .fetchSingle()
                .value1();
        return new DocumentNumber(id, organCode, year, serial);
    }

    @Transactional
    public void use(long id) {
        change(id, "USED", null);
    }

    @Transactional
    public void voidNumber(long id, String reason) {
        change(id, "VOID", reason);
    }

    private void change(long id, String state, @Nullable String reason) {
        int changed = dsl.update(DOCUMENT_NUMBER)
                .set(DOCUMENT_NUMBER.STATE, state)
                .set(DOCUMENT_NUMBER.REASON, reason)
                .where(DOCUMENT_NUMBER.ID.eq(id), DOCUMENT_NUMBER.STATE.eq("RESERVED"))
                .execute();
        if (changed == 0) {
            throw new Stale();
        }
    }

    /** 1, 2, 3 … within a series and year, without gaps: a rolled back transaction gives its number back. */
    @Transactional
    public long nextSerial(String series, int year) {
        return dsl.insertInto(SERIAL)
                .set(SERIAL.SERIES, series)
                .set(SERIAL.YEAR, year)
                .set(SERIAL.LAST, 1L)
                .onConflict(SERIAL.SERIES, SERIAL.YEAR)
                .doUpdate()
                .set(SERIAL.LAST, DSL.field("{0} + 1", Long.class, SERIAL.LAST))
                .returningResult(SERIAL.LAST)
                .fetchSingle()
                .value1();
    }
}
