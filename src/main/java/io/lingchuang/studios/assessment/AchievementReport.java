package io.lingchuang.studios.assessment;

import static io.lingchuang.db.achievements.Tables.ACHIEVEMENT;
import static io.lingchuang.db.achievements.Tables.MAKER;
import static io.lingchuang.db.studios.Tables.MEMBER;

import io.lingchuang.platform.messages.Wording;
import io.lingchuang.studios.Studio;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** What its people made while they belonged to it, as the library of achievements knows it. */
@Component
class AchievementReport implements SelfReport {

    private final DSLContext dsl;
    private final Wording texts;

    AchievementReport(DSLContext dsl, Wording texts) {
        this.dsl = dsl;
        this.texts = texts;
    }

    @Override
    public List<Line> lines(Studio studio, LocalDate from, LocalDate until) {
        return dsl.select(ACHIEVEMENT.ID, ACHIEVEMENT.TITLE, ACHIEVEMENT.FINISHED_ON)
                .from(ACHIEVEMENT)
                .where(
                        ACHIEVEMENT.FINISHED_ON.between(from, until),
                        DSL.exists(DSL.selectOne()
                                .from(MAKER)
                                .join(MEMBER)
                                .on(MEMBER.PERSON_ID.eq(MAKER.PERSON_ID))
                                .where(MAKER.ACHIEVEMENT_ID.eq(ACHIEVEMENT.ID), MEMBER.STUDIO_ID.eq(studio.id()))
                                .and(MEMBER.FROM_DAY.le(ACHIEVEMENT.FINISHED_ON))
                                .and(MEMBER.UNTIL_DAY.isNull().or(MEMBER.UNTIL_DAY.gt(ACHIEVEMENT.FINISHED_ON)))))
                .orderBy(ACHIEVEMENT.FINISHED_ON, ACHIEVEMENT.ID)
                .limit(200)
                .fetch(r -> new Line(
                        "achievements", texts.of("assessment.achievement", r.value2(), r.value3()), false, ""));
    }
}
