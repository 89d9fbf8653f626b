package io.lingchuang.achievements;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.achievements.Tables.ACHIEVEMENT;
import static io.lingchuang.db.achievements.Tables.ADOPTION;
import static io.lingchuang.db.achievements.Tables.ADOPTION_YEAR;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where an achievement was taken up 采用, and what it brought there after one, two and three years. The unit whose it is is asked on the day. */
@Service
public class Adoptions {

    public static final int YEARS = 3;

    /** returned: yuan by 1, 2 and 3 years after since, as far as known. endedOn: no longer used there from this day. */
    public record Adoption(
            long id,
            String adopter,
            @Nullable Long adopterNodeId,
            LocalDate since,
            String how,
            @Nullable LocalDate endedOn,
            Map<Integer, BigDecimal> returned) {

        /** From when on its benefit after so many years can be told. */
        public LocalDate due(int years) {
            return since.plusYears(years);
        }

        public boolean waits(int years, LocalDate today) {
            return !returned.containsKey(years)
                    && !due(years).isAfter(today)
                    && (endedOn == null || !due(years).isAfter(endedOn));
        }
    }

    /** A benefit that can be told now and has not been. */
    public record Due(
            long achievement, String title, long nodeId, long adoption, String adopter, int years, LocalDate since) {}

    private final DSLContext dsl;
    private final Achievements achievements;
    private final Shelf shelf;
    private final Today today;

    Adoptions(DSLContext dsl, Achievements achievements, Shelf shelf, Today today) {
        this.dsl = dsl;
        this.achievements = achievements;
        this.shelf = shelf;
        this.today = today;
    }

    public List<Adoption> of(long achievement) {
        var returned = dsl.select(ADOPTION_YEAR.fields())
                .from(ADOPTION_YEAR)
                .join(ADOPTION)
                .on(ADOPTION.ID.eq(ADOPTION_YEAR.ADOPTION_ID))
                .where(ADOPTION.ACHIEVEMENT_ID.eq(achievement))
                .fetchGroups(ADOPTION_YEAR.ADOPTION_ID);
        return dsl.selectFrom(ADOPTION)
                .where(ADOPTION.ACHIEVEMENT_ID.eq(achievement))
                .orderBy(ADOPTION.SINCE, ADOPTION.ID)
                .fetch(r -> new Adoption(
                        r.getId(),
                        r.getAdopter(),
                        r.getAdopterNodeId(),
                        r.getSince(),
                        r.getHow(),
                        r.getEndedOn(),
                        returned.containsKey(r.getId())
                                ? returned.get(r.getId()).intoMap(ADOPTION_YEAR.YEARS, ADOPTION_YEAR.BENEFIT)
                                : Map.of()));
    }

    /** adopter: the name of a unit of the federation, as the directory has it, or of anybody else. */
    @Transactional
    public void add(Actor actor, long id, String adopter, LocalDate since, String how) {
        Achievement achievement = achievements.kept(actor, id);
        String name = adopter.strip();
        if (name.length() < 2 || name.length() > 120) {
            throw Refusal.onField("adopter", "achievements.adopter.length");
        }
        if (since.isAfter(today.today()) || since.isBefore(achievement.finishedOn())) {
            throw Refusal.onField(
                    "since",
                    "achievements.since.between",
                    achievement.finishedOn().toString());
        }
        if (how.strip().length() > 1000) {
            throw Refusal.onField("how", "achievements.how.length");
        }
        Long node = dsl.select(NODE.ID)
                .from(NODE)
                .where(NODE.NAME.eq(name), NODE.KIND.eq(Node.Kind.ENTERPRISE.name()))
                .orderBy(NODE.ID)
                .limit(1)
                .fetchOptional(NODE.ID)
                .orElse(null);
        int added = dsl.insertInto(ADOPTION)
                .set(ADOPTION.ACHIEVEMENT_ID, id)
                .set(ADOPTION.ADOPTER, name)
                .set(ADOPTION.ADOPTER_NODE_ID, node)
                .set(ADOPTION.SINCE, since)
                .set(ADOPTION.HOW, how.strip())
                .onConflictDoNothing()
                .execute();
        if (added == 0) {
            throw Refusal.onField("adopter", "achievements.adopter.twice");
        }
        shelf.happened(actor, id, "adopt", name);
    }

    /** What it brought there in the year that ended so many years after it was taken up. Said once; who is wrong says it again to a union above. */
    @Transactional
    public void report(Actor actor, long id, long adoptionId, int years, BigDecimal benefit) {
        Achievement achievement = achievements.kept(actor, id);
        Adoption adoption = adoption(id, adoptionId);
        if (years < 1 || years > YEARS || adoption.due(years).isAfter(today.today())) {
            throw Refusal.onField("benefit", "achievements.return.early");
        }
        if (benefit.signum() < 0
                || benefit.precision() - benefit.scale() > 11
                || benefit.stripTrailingZeros().scale() > 2) {
            throw Refusal.onField("benefit", "achievements.benefit.amount");
        }
        boolean again = adoption.returned().containsKey(years);
        if (again && !achievements.proves(actor, achievement)) {
            throw new Stale();
        }
        dsl.insertInto(ADOPTION_YEAR)
                .set(ADOPTION_YEAR.ADOPTION_ID, adoptionId)
                .set(ADOPTION_YEAR.YEARS, years)
                .set(ADOPTION_YEAR.BENEFIT, benefit)
                .set(ADOPTION_YEAR.REPORTED_BY, actor.accountId())
                .set(ADOPTION_YEAR.REPORTED_ON, today.today())
                .onConflict(ADOPTION_YEAR.ADOPTION_ID, ADOPTION_YEAR.YEARS)
                .doUpdate()
                .set(ADOPTION_YEAR.BENEFIT, benefit)
                .set(ADOPTION_YEAR.REPORTED_BY, actor.accountId())
                .set(ADOPTION_YEAR.REPORTED_ON, today.today())
                .execute();
        shelf.happened(actor, id, "report", adoption.adopter() + " · " + years + ": " + benefit.toPlainString());
    }

    /** No longer in use there: nobody is asked about the years that follow. */
    @Transactional
    public void end(Actor actor, long id, long adoptionId) {
        achievements.kept(actor, id);
        Adoption adoption = adoption(id, adoptionId);
        if (adoption.endedOn() != null) {
            throw new Stale();
        }
        dsl.update(ADOPTION)
                .set(ADOPTION.ENDED_ON, today.today())
                .where(ADOPTION.ID.eq(adoptionId))
                .execute();
        shelf.happened(actor, id, "unadopt", adoption.adopter());
    }

    private Adoption adoption(long achievement, long id) {
        return of(achievement).stream().filter(a -> a.id() == id).findFirst().orElseThrow(NotFound::new);
    }

    /** What waits for the actor: at the units whose achievements they file. */
    public List<Due> due(Actor actor, int limit) {
        return due(ACHIEVEMENT.NODE_ID.in(actor.nodesWith(Right.FILE_ACHIEVEMENTS)), limit);
    }

    int dueCount(Actor actor) {
        return dsl.fetchCount(waiting(ACHIEVEMENT.NODE_ID.in(actor.nodesWith(Right.FILE_ACHIEVEMENTS))));
    }

    /** All that wait in the city, in order; for reminders. */
    List<Due> dueAfter(long adoption, int limit) {
        return due(ADOPTION.ID.gt(adoption), limit);
    }

    private List<Due> due(Condition which, int limit) {
        Table<?> waiting = waiting(which).asTable("w");
        Field<Integer> years = DSL.field(DSL.name("w", "years"), Integer.class);
        return dsl.select(
                        ACHIEVEMENT.ID,
                        ACHIEVEMENT.TITLE,
                        ACHIEVEMENT.NODE_ID,
                        ADOPTION.ID,
                        ADOPTION.ADOPTER,
                        years,
                        ADOPTION.SINCE)
                .from(waiting)
                .join(ADOPTION)
                .on(ADOPTION.ID.eq(DSL.field(DSL.name("w", "id"), Long.class)))
                .join(ACHIEVEMENT)
                .on(ACHIEVEMENT.ID.eq(ADOPTION.ACHIEVEMENT_ID))
                .orderBy(ADOPTION.ID, years)
                .limit(limit)
                .fetch(r ->
                        new Due(r.value1(), r.value2(), r.value3(), r.value4(), r.value5(), r.value6(), r.value7()));
    }

    private org.jooq.Select<?> waiting(Condition which) {
        Field<Integer> years = DSL.field(DSL.name("y", "years"), Integer.class);
        Field<LocalDate> day =
                DSL.field("({0} + make_interval(years => {1}))::date", LocalDate.class, ADOPTION.SINCE, years);
        return dsl.select(ADOPTION.ID, years.as("years"))
                .from(ADOPTION)
                .join(ACHIEVEMENT)
                .on(ACHIEVEMENT.ID.eq(ADOPTION.ACHIEVEMENT_ID))
                .crossJoin(DSL.values(DSL.row(1), DSL.row(2), DSL.row(3)).as("y", "years"))
                .where(which)
                .and(day.le(today.today()))
                .and(ADOPTION.ENDED_ON.isNull().or(day.le(ADOPTION.ENDED_ON)))
                .andNotExists(DSL.selectOne()
                        .from(ADOPTION_YEAR)
                        .where(ADOPTION_YEAR.ADOPTION_ID.eq(ADOPTION.ID), ADOPTION_YEAR.YEARS.eq(years)));
    }
}
