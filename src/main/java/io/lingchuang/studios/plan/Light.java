package io.lingchuang.studios.plan;

import static io.lingchuang.db.studios.Tables.PLAN_LINE;

import java.time.LocalDate;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** The colour of an item on the wall. The rule stands in the database, in studios.light, where lists can sort by it. */
public enum Light {
    RED,
    YELLOW,
    GREEN,
    GREY;

    /** Of a row of PLAN_LINE. warning: so many days before its last one an item without a record turns yellow. */
    static Field<String> of(LocalDate today, int warning) {
        return DSL.function(
                DSL.name("studios", "light"),
                String.class,
                PLAN_LINE.STATE,
                PLAN_LINE.FROM_DAY,
                PLAN_LINE.DUE_DAY,
                PLAN_LINE.LAST_ON,
                DSL.val(today),
                DSL.val(warning));
    }
}
