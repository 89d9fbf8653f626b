package io.lingchuang.studios.assessment;

import static io.lingchuang.db.achievements.Tables.ACHIEVEMENT;
import static io.lingchuang.db.achievements.Tables.ADOPTION;
import static io.lingchuang.db.achievements.Tables.BENEFIT;
import static io.lingchuang.db.achievements.Tables.MAKER;
import static io.lingchuang.db.achievements.Tables.REGISTRATION;
import static io.lingchuang.db.studios.Tables.MEMBER;

import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.Page;
import io.lingchuang.studios.Evidence;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.StudioKinds;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Patents, papers, proven benefit and adopters of what its people made, by the library of achievements: what proves that a year brought something. */
@Component
class ProofReport implements SelfReport {

    private final DSLContext dsl;
    private final StudioKinds kinds;
    private final Wording texts;

    ProofReport(DSLContext dsl, StudioKinds kinds, Wording texts) {
        this.dsl = dsl;
        this.kinds = kinds;
        this.texts = texts;
    }

    @Override
    public List<Line> lines(Studio studio, LocalDate from, LocalDate until) {
        Set<Evidence> counts = kinds.counting(studio.kind());
        List<Line> lines = new ArrayList<>(registered(studio, from, until, counts.contains(Evidence.REGISTRATION)));
        lines.addAll(proven(studio, from, until, counts.contains(Evidence.BENEFIT)));
        lines.addAll(adopted(studio, from, until, counts.contains(Evidence.ADOPTION)));
        return lines;
    }

    private List<Line> registered(Studio studio, LocalDate from, LocalDate until, boolean proves) {
        return dsl.select(ACHIEVEMENT.ID, ACHIEVEMENT.TITLE, REGISTRATION.KIND, REGISTRATION.NUMBER)
                .from(REGISTRATION)
                .join(ACHIEVEMENT)
                .on(ACHIEVEMENT.ID.eq(REGISTRATION.ACHIEVEMENT_ID))
                .where(ofPeople(studio, DSL.coalesce(REGISTRATION.DATED, ACHIEVEMENT.FINISHED_ON)))
                .and(DSL.coalesce(REGISTRATION.DATED, ACHIEVEMENT.FINISHED_ON).between(from, until))
                .orderBy(REGISTRATION.ID)
                .limit(200)
                .fetch(r -> proof(
                        r.value1(),
                        proves,
                        texts.of(
                                "assessment.registration",
                                r.value2(),
                                texts.of("RegistrationKind." + r.value3()),
                                r.value4())));
    }

    private List<Line> proven(Studio studio, LocalDate from, LocalDate until, boolean proves) {
        return dsl.select(ACHIEVEMENT.ID, ACHIEVEMENT.TITLE, BENEFIT.YEAR, BENEFIT.PROVEN)
                .from(BENEFIT)
                .join(ACHIEVEMENT)
                .on(ACHIEVEMENT.ID.eq(BENEFIT.ACHIEVEMENT_ID))
                .where(BENEFIT.PROVEN.gt(java.math.BigDecimal.ZERO), BENEFIT.PROVEN_ON.between(from, until))
                .and(ofPeople(studio, ACHIEVEMENT.FINISHED_ON))
                .orderBy(BENEFIT.ACHIEVEMENT_ID, BENEFIT.YEAR)
                .limit(200)
                .fetch(r -> proof(
                        r.value1(),
                        proves,
                        texts.of(
                                "assessment.benefit", r.value2(), String.valueOf(r.value3()), Page.money(r.value4()))));
    }

    private List<Line> adopted(Studio studio, LocalDate from, LocalDate until, boolean proves) {
        return dsl.select(ACHIEVEMENT.ID, ACHIEVEMENT.TITLE, ADOPTION.ADOPTER, ADOPTION.SINCE)
                .from(ADOPTION)
                .join(ACHIEVEMENT)
                .on(ACHIEVEMENT.ID.eq(ADOPTION.ACHIEVEMENT_ID))
                .where(ADOPTION.SINCE.between(from, until))
                .and(ofPeople(studio, ACHIEVEMENT.FINISHED_ON))
                .orderBy(ADOPTION.SINCE, ADOPTION.ID)
                .limit(200)
                .fetch(r ->
                        proof(r.value1(), proves, texts.of("assessment.adopted", r.value2(), r.value3(), r.value4())));
    }

    private static Line proof(long achievement, boolean proves, String text) {
        return new Line("achievements", text, proves, "/achievements/" + achievement);
    }

    /** Made by somebody who belonged to it on the day. */
    private static Condition ofPeople(Studio studio, Field<LocalDate> day) {
        return DSL.exists(DSL.selectOne()
                .from(MAKER)
                .join(MEMBER)
                .on(MEMBER.PERSON_ID.eq(MAKER.PERSON_ID))
                .where(MAKER.ACHIEVEMENT_ID.eq(ACHIEVEMENT.ID), MEMBER.STUDIO_ID.eq(studio.id()))
                .and(MEMBER.FROM_DAY.le(day))
                .and(MEMBER.UNTIL_DAY.isNull().or(MEMBER.UNTIL_DAY.gt(day))));
    }
}
