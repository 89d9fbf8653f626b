package io.lingchuang.studios.naming;

import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.STUDIO;
import static io.lingchuang.db.studios.Tables.VACANCY;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.studios.Standing;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A leader who moves away, retires or dies: the studio stands on without one until a day, and names one by a change of leader. */
@Service
public class Vacancies {

    /** Why there is no leader. */
    public enum Why {
        MOVED,
        RETIRED,
        DIED,
        OTHER
    }

    public record Vacancy(
            long id,
            Why why,
            String former,
            LocalDate since,
            LocalDate nameBy,
            @Nullable LocalDate filledOn) {}

    private final DSLContext dsl;
    private final Studios studios;
    private final Membership roster;
    private final NamingRules rules;
    private final Affected affected;
    private final Today today;

    Vacancies(DSLContext dsl, Studios studios, Membership roster, NamingRules rules, Affected affected, Today today) {
        this.dsl = dsl;
        this.studios = studios;
        this.roster = roster;
        this.rules = rules;
        this.affected = affected;
        this.today = today;
    }

    /** Noted by the studio's clerk or leader, or by an officer who keeps it. */
    @Transactional
    public void note(Actor actor, long id, Why why, LocalDate since) {
        Studio studio = studios.studio(id);
        Standing standing = studios.standing(actor, studio);
        if (!standing.leads() && !standing.keeps()) {
            throw new NotFound();
        }
        dsl.select(STUDIO.ID).from(STUDIO).where(STUDIO.ID.eq(id)).forUpdate().fetch();
        studio = studios.studio(id);
        if (!studio.state().alive()) {
            throw new Refusal("naming.ended");
        }
        if (studio.leaderId() == null) {
            throw new Refusal("naming.noLeaderAlready");
        }
        if (since.isAfter(today.today()) || since.isBefore(studio.namedOn())) {
            throw Refusal.onField("since", "naming.sinceBetween", String.valueOf(studio.namedOn()));
        }
        String former = dsl.select(PERSON.NAME)
                .from(PERSON)
                .where(PERSON.ID.eq(studio.leaderId()))
                .fetchSingle()
                .value1();
        LocalDate by = today.today().plusDays(rules.rule().leaderDays());
        roster.leaves(id, studio.leaderId(), since);
        dsl.update(STUDIO)
                .setNull(STUDIO.LEADER_ID)
                .set(STUDIO.VERSION, STUDIO.VERSION.plus(1))
                .where(STUDIO.ID.eq(id))
                .execute();
        dsl.insertInto(VACANCY)
                .set(VACANCY.STUDIO_ID, id)
                .set(VACANCY.WHY, why.name())
                .set(VACANCY.FORMER, former)
                .set(VACANCY.SINCE, since)
                .set(VACANCY.NAME_BY, by)
                .execute();
        studios.happened(actor, id, "leader" + why.name(), former + ", " + since);
        String page = "/studios/" + id + "/keeping";
        affected.studio(studio, page, "vacant-" + id + "-" + since, "naming.letter.vacant", studio.name(), former, by);
        affected.keepers(studio, page, "vacant-" + id + "-" + since, "naming.letter.vacant", studio.name(), former, by);
    }

    /** Times without a leader, the latest first. */
    public List<Vacancy> ofStudio(long studio) {
        return dsl.selectFrom(VACANCY)
                .where(VACANCY.STUDIO_ID.eq(studio))
                .orderBy(VACANCY.ID.desc())
                .fetch(r -> new Vacancy(
                        r.getId(),
                        Why.valueOf(r.getWhy()),
                        r.getFormer(),
                        r.getSince(),
                        r.getNameBy(),
                        r.getFilledOn()));
    }
}
