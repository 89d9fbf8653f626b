package io.lingchuang.studios.ledger;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.achievements.Tables.ACHIEVEMENT;
import static io.lingchuang.db.achievements.Tables.MAKER;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.LEARNER;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.TRAINEE_ACHIEVEMENT;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.studios.Member;
import io.lingchuang.studios.Part;
import io.lingchuang.studios.Standing;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The trainees 学员 of a studio, what they learned and what they made. An achievement counts for the studio when one of its makers is or was
 * a trainee there and it was finished on a day of the traineeship or after it; the view {@code studios.trainee_achievement} says so.
 */
@Service
public class Trainees {

    private static final Field<BigDecimal> HOURS = DSL.field(
                    DSL.select(DSL.coalesce(DSL.sum(LEARNER.HOURS), BigDecimal.ZERO))
                            .from(LEARNER)
                            .where(LEARNER.PERSON_ID.eq(MEMBER.PERSON_ID)))
            .as("hours");
    private static final Field<Integer> MADE = DSL.field(
                    DSL.select(DSL.countDistinct(TRAINEE_ACHIEVEMENT.ACHIEVEMENT_ID))
                            .from(TRAINEE_ACHIEVEMENT)
                            .where(
                                    TRAINEE_ACHIEVEMENT.STUDIO_ID.eq(MEMBER.STUDIO_ID),
                                    TRAINEE_ACHIEVEMENT.PERSON_ID.eq(MEMBER.PERSON_ID)))
            .as("made");

    /** An achievement as it is typed: makers of the roster first, in their order, then others by name. */
    public record Typed(String title, String summary, LocalDate finishedOn, List<Long> makers, List<String> others) {}

    public record Row(
            long id,
            String name,
            String unit,
            LocalDate fromDay,
            @Nullable LocalDate untilDay,
            BigDecimal hours,
            int made) {}

    /** What trainees made. */
    public record Made(long id, String title, String summary, LocalDate finishedOn, String makers) {}

    private final DSLContext dsl;
    private final Studios studios;
    private final Ledger ledger;
    private final Today today;

    Trainees(DSLContext dsl, Studios studios, Ledger ledger, Today today) {
        this.dsl = dsl;
        this.studios = studios;
        this.ledger = ledger;
        this.today = today;
    }

    /** All of a studio's, or only one's own. */
    private Condition read(Actor actor, Studio studio) {
        Standing standing = studios.standing(actor, studio);
        boolean all = standing.works() || standing.keeps() || standing.sees();
        return all ? DSL.noCondition() : PERSON.ACCOUNT_ID.eq(actor.accountId());
    }

    Listing<Row> trainees(Actor actor, Studio studio) {
        return new Listing<Row>(
                        dsl,
                        "studioledger.trainee.title",
                        filters -> dsl.select(MEMBER.ID, MEMBER.FROM_DAY, MEMBER.UNTIL_DAY, PERSON.NAME, NODE.NAME)
                                .select(HOURS, MADE)
                                .from(MEMBER)
                                .join(PERSON)
                                .on(PERSON.ID.eq(MEMBER.PERSON_ID))
                                .join(NODE)
                                .on(NODE.ID.eq(PERSON.EMPLOYER_NODE_ID))
                                .where(
                                        MEMBER.STUDIO_ID.eq(studio.id()),
                                        MEMBER.PART.eq(Part.TRAINEE.name()),
                                        read(actor, studio))
                                .and(filters),
                        r -> new Row(
                                r.get(MEMBER.ID),
                                r.get(PERSON.NAME),
                                r.get(NODE.NAME),
                                r.get(MEMBER.FROM_DAY),
                                r.get(MEMBER.UNTIL_DAY),
                                r.get(HOURS),
                                r.get(MADE)))
                .down(MEMBER.FROM_DAY)
                .up(MEMBER.ID)
                .filter(Filter.text("q", "studioledger.trainee.search", q -> PERSON.NAME.containsIgnoreCase(q)))
                .column(Column.of("name", "studioledger.trainee.name", Row::name))
                .column(Column.of("unit", "studioledger.trainee.unit", Row::unit))
                .column(Column.of("from", "studioledger.trainee.from", Row::fromDay))
                .column(Column.of("until", "studioledger.trainee.until", Row::untilDay))
                .column(Column.of("hours", "studioledger.trainee.hours", Row::hours))
                .column(Column.of("made", "studioledger.trainee.made", Row::made));
    }

    /** What trainees of the studio made, the latest first. */
    List<Made> made(Actor actor, Studio studio) {
        Field<String> makers = DSL.field(
                        DSL.select(DSL.aggregate("string_agg", String.class, MAKER.NAME, DSL.inline("、")))
                                .from(MAKER)
                                .where(MAKER.ACHIEVEMENT_ID.eq(ACHIEVEMENT.ID)))
                .as("makers");
        return dsl.select(ACHIEVEMENT.ID, ACHIEVEMENT.TITLE, ACHIEVEMENT.SUMMARY, ACHIEVEMENT.FINISHED_ON, makers)
                .from(ACHIEVEMENT)
                .where(ACHIEVEMENT.ID.in(DSL.select(TRAINEE_ACHIEVEMENT.ACHIEVEMENT_ID)
                        .from(TRAINEE_ACHIEVEMENT)
                        .join(PERSON)
                        .on(PERSON.ID.eq(TRAINEE_ACHIEVEMENT.PERSON_ID))
                        .where(TRAINEE_ACHIEVEMENT.STUDIO_ID.eq(studio.id()), read(actor, studio))))
                .orderBy(ACHIEVEMENT.FINISHED_ON.desc(), ACHIEVEMENT.ID.desc())
                .fetch(r -> new Made(r.value1(), r.value2(), r.value3(), r.value4(), r.value5()));
    }

    /** How many achievements count for a studio. */
    public int count(long studio) {
        return dsl.select(DSL.countDistinct(TRAINEE_ACHIEVEMENT.ACHIEVEMENT_ID))
                .from(TRAINEE_ACHIEVEMENT)
                .where(TRAINEE_ACHIEVEMENT.STUDIO_ID.eq(studio))
                .fetchSingle()
                .value1();
    }

    /** Everybody who ever belonged to the studio, trainees first: they may be makers. */
    Map<String, String> roster(long studio) {
        Map<String, String> people = new LinkedHashMap<>();
        List<Member> all = new ArrayList<>(studios.everMembers(studio));
        all.sort(java.util.Comparator.comparing(m -> m.part() == Part.TRAINEE ? 0 : 1));
        all.forEach(m -> people.putIfAbsent(String.valueOf(m.personId()), m.name()));
        return people;
    }

    /** Files what a trainee made into the library of achievements. */
    @Transactional
    public long file(Actor actor, long studio, Typed typed) {
        Studio of = ledger.writtenBy(actor, studio);
        if (typed.finishedOn().isAfter(today.today())) {
            throw Refusal.onField("finishedOn", "studioledger.future");
        }
        Map<String, String> roster = roster(studio);
        if (!roster.keySet()
                .containsAll(typed.makers().stream().map(String::valueOf).toList())) {
            throw Refusal.onField("maker", "studioledger.stranger");
        }
        boolean counts = studios.everMembers(studio).stream()
                .anyMatch(m -> m.part() == Part.TRAINEE
                        && typed.makers().contains(m.personId())
                        && !typed.finishedOn().isBefore(m.fromDay()));
        if (!counts) {
            throw Refusal.onField("maker", "studioledger.trainee.noTrainee");
        }
        long id = dsl.insertInto(ACHIEVEMENT)
                .set(ACHIEVEMENT.TITLE, typed.title())
                .set(ACHIEVEMENT.SUMMARY, typed.summary())
                .set(ACHIEVEMENT.NODE_ID, of.nodeId())
                .set(ACHIEVEMENT.SOURCE, "LEDGER")
                .set(ACHIEVEMENT.FINISHED_ON, typed.finishedOn())
                .set(ACHIEVEMENT.CREATED_BY, actor.accountId() == 0 ? null : actor.accountId())
                .returningResult(ACHIEVEMENT.ID)
                .fetchSingle()
                .value1();
        int place = 0;
        for (long maker : typed.makers()) {
            maker(id, ++place, maker, roster.getOrDefault(String.valueOf(maker), ""));
        }
        for (String other : typed.others()) {
            maker(id, ++place, null, other);
        }
        studios.happened(actor, studio, "achievementFiled", typed.title());
        return id;
    }

    private void maker(long achievement, int place, @Nullable Long person, String name) {
        dsl.insertInto(MAKER, MAKER.ACHIEVEMENT_ID, MAKER.POSITION, MAKER.PERSON_ID, MAKER.NAME)
                .values(achievement, place, person, name)
                .execute();
    }
}
