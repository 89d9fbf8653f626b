package io.lingchuang.achievements;

import static io.lingchuang.db.achievements.Tables.REGISTRATION;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Patents, software copyrights and papers that belong to an achievement. */
@Service
public class RegisteredNumbers {

    /** dated: of the application, the grant or the publication. */
    public record Registration(
            long id,
            RegistrationKind kind,
            String number,
            String name,
            @Nullable LocalDate dated) {}

    private final DSLContext dsl;
    private final Achievements achievements;
    private final Shelf shelf;
    private final Today today;

    RegisteredNumbers(DSLContext dsl, Achievements achievements, Shelf shelf, Today today) {
        this.dsl = dsl;
        this.achievements = achievements;
        this.shelf = shelf;
        this.today = today;
    }

    public List<Registration> of(long achievement) {
        return dsl.selectFrom(REGISTRATION)
                .where(REGISTRATION.ACHIEVEMENT_ID.eq(achievement))
                .orderBy(REGISTRATION.ID)
                .fetch(r -> new Registration(
                        r.getId(), RegistrationKind.valueOf(r.getKind()), r.getNumber(), r.getName(), r.getDated()));
    }

    /** Adds one whose number can be such a number. */
    @Transactional
    public void add(
            Actor actor,
            long achievement,
            RegistrationKind kind,
            String typed,
            String name,
            @Nullable LocalDate dated) {
        achievements.kept(actor, achievement);
        String number = kind.number(typed)
                .orElseThrow(() -> Refusal.onField("number", "achievements.number.not", kind.example()));
        if (name.strip().length() > 200) {
            throw Refusal.onField("name", "achievements.registration.name.length");
        }
        if (dated != null && (dated.isAfter(today.today()) || dated.getYear() < 1985)) {
            throw Refusal.onField("dated", "achievements.dated.past");
        }
        int added = dsl.insertInto(REGISTRATION)
                .set(REGISTRATION.ACHIEVEMENT_ID, achievement)
                .set(REGISTRATION.KIND, kind.name())
                .set(REGISTRATION.NUMBER, number)
                .set(REGISTRATION.NAME, name.strip())
                .set(REGISTRATION.DATED, dated)
                .onConflictDoNothing()
                .execute();
        if (added == 0) {
            throw Refusal.onField("number", "achievements.number.twice", number);
        }
        shelf.index(achievement);
        shelf.happened(actor, achievement, "register", number);
    }

    @Transactional
    public void remove(Actor actor, long achievement, long id) {
        achievements.kept(actor, achievement);
        String number = dsl.deleteFrom(REGISTRATION)
                .where(REGISTRATION.ID.eq(id), REGISTRATION.ACHIEVEMENT_ID.eq(achievement))
                .returningResult(REGISTRATION.NUMBER)
                .fetchOptional()
                .orElseThrow(NotFound::new)
                .value1();
        shelf.index(achievement);
        shelf.happened(actor, achievement, "unregister", number);
    }
}
