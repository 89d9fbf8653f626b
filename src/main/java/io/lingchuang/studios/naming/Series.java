package io.lingchuang.studios.naming;

import static io.lingchuang.db.studios.Tables.SERIES;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.studios.StudioKind;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Numbers on plaques, in order and none twice: the series' row is locked until the naming is whole. */
@Component
class Series {

    private final DSLContext dsl;

    Series(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** The next that no studio has: some were taken over from the register on paper with numbers of this series. */
    String next(StudioKind kind) {
        while (true) {
            String number = dsl.update(SERIES)
                    .set(SERIES.LAST, SERIES.LAST.plus(1))
                    .where(SERIES.KIND.eq(kind.name()))
                    .returningResult(SERIES.LETTERS, SERIES.DIGITS, SERIES.LAST)
                    .fetchSingle(r -> r.value1() + "-" + ("%0" + r.value2() + "d").formatted(r.value3()));
            if (!dsl.fetchExists(DSL.selectOne().from(STUDIO).where(STUDIO.NUMBER.eq(number)))) {
                return number;
            }
        }
    }
}
