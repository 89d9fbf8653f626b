package io.lingchuang.studios.naming;

import static io.lingchuang.db.studios.Tables.MEMBER;

import io.lingchuang.studios.Part;
import java.time.LocalDate;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Who is what in a studio from a day on; what they were before stays in the history. */
@Component
class Membership {

    private final DSLContext dsl;

    Membership(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Is this from the day on. A line that began on the same day is changed, as nobody was anything before it. */
    void becomes(long studio, long person, Part part, String duty, LocalDate day) {
        leaves(studio, person, day);
        dsl.insertInto(MEMBER)
                .set(MEMBER.STUDIO_ID, studio)
                .set(MEMBER.PERSON_ID, person)
                .set(MEMBER.PART, part.name())
                .set(MEMBER.DUTY, duty)
                .set(MEMBER.FROM_DAY, day)
                .execute();
    }

    /** Belongs to it no longer from the day on. */
    void leaves(long studio, long person, LocalDate day) {
        dsl.deleteFrom(MEMBER)
                .where(MEMBER.STUDIO_ID.eq(studio), MEMBER.PERSON_ID.eq(person), MEMBER.FROM_DAY.ge(day))
                .execute();
        dsl.update(MEMBER)
                .set(MEMBER.UNTIL_DAY, day)
                .where(MEMBER.STUDIO_ID.eq(studio), MEMBER.PERSON_ID.eq(person))
                .and(DSL.coalesce(MEMBER.UNTIL_DAY, day.plusDays(1)).gt(day))
                .execute();
    }
}
