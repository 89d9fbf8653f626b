package io.lingchuang.awards;

import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;

import io.lingchuang.platform.text.Bigrams;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the public finds an award by: what the public reads of it, and no more. The other completers are not named there, so nobody finds them. */
@Component
class ResultWords {

    private static final int SOME = 1000;

    private final DSLContext dsl;

    ResultWords(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Of all awards that have none yet: those just decided, and at a start those that came in some other way. */
    @Transactional
    @EventListener(ApplicationReadyEvent.class)
    public void make() {
        while (some() == SOME) {
            // the next ones
        }
    }

    private int some() {
        var wordless = dsl.select(AWARD.ID, ENTRY.NUMBER, ENTRY.TITLE, COMPLETER.NAME, COMPLETER.UNIT_NAME)
                .from(AWARD)
                .join(ENTRY)
                .on(ENTRY.ID.eq(AWARD.ENTRY_ID))
                .leftJoin(COMPLETER)
                .on(COMPLETER.ENTRY_ID.eq(ENTRY.ID), COMPLETER.POSITION.eq(1))
                .where(AWARD.SEARCH.isNull())
                .orderBy(AWARD.ID)
                .limit(SOME)
                .fetch();
        if (wordless.isEmpty()) {
            return 0;
        }
        var batch = dsl.batch(dsl.update(AWARD)
                .set(AWARD.SEARCH, DSL.val((String) null, AWARD.SEARCH))
                .where(AWARD.ID.eq(DSL.val((Long) null, AWARD.ID))));
        for (var a : wordless) {
            batch = batch.bind(Bigrams.index(a.value2(), a.value3(), a.value4(), a.value5()), a.value1());
        }
        batch.execute();
        return wordless.size();
    }
}
