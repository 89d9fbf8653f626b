package io.lingchuang.studios.page;

import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.access.Actor;
import io.lingchuang.directory.People;
import io.lingchuang.directory.Person;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.studios.Member;
import io.lingchuang.studios.Part;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who belongs to a studio, since when and until when. Written by its leader or the clerk of its unit; nothing is overwritten: whoever becomes
 * something else has a new line. Its leader changes only by the city's decision, so nobody becomes or stops being one here.
 */
@Service
public class StudioRoster {

    /** What somebody is to be. */
    public record Place(Part part, String duty, LocalDate from) {}

    private final DSLContext dsl;
    private final Studios studios;
    private final People people;
    private final Today today;

    StudioRoster(DSLContext dsl, Studios studios, People people, Today today) {
        this.dsl = dsl;
        this.studios = studios;
        this.people = people;
        this.today = today;
    }

    /** Whom the actor may put into it by a name as typed: people of their own unit and of those within their reach. */
    public List<Person> found(Actor actor, long studioId, String typed) {
        studios.ledBy(actor, studioId);
        return typed.isBlank() ? List.of() : people.search(actor, typed, 10);
    }

    @Transactional
    public void join(Actor actor, long studioId, long personId, Place place) {
        Studio studio = alive(actor, studioId);
        Person person = known(actor, personId);
        check(studio, place);
        free(studioId, personId, place.from());
        insert(studioId, personId, place);
        studios.happened(actor, studioId, "join", person.name());
    }

    /** From that day on they are something else in it. */
    @Transactional
    public void becomes(Actor actor, long studioId, long memberId, Place place) {
        Studio studio = alive(actor, studioId);
        Member member = onRoster(studioId, memberId);
        check(studio, place);
        if (member.part() == Part.LEADER) {
            throw Refusal.onField("part", "studiopage.leaderElsewhere");
        }
        if (member.part() == place.part() && member.duty().equals(place.duty())) {
            throw Refusal.onField("part", "studiopage.samePart");
        }
        end(member, place.from(), "from");
        insert(studioId, member.personId(), place);
        studios.happened(actor, studioId, "part", member.name());
    }

    /** From that day on they do not belong to it any more. */
    @Transactional
    public void leave(Actor actor, long studioId, long memberId, LocalDate day) {
        alive(actor, studioId);
        Member member = onRoster(studioId, memberId);
        if (member.part() == Part.LEADER) {
            throw Refusal.onField("day", "studiopage.leaderElsewhere");
        }
        notAhead(day, "day");
        end(member, day, "day");
        studios.happened(actor, studioId, "leave", member.name());
    }

    private Studio alive(Actor actor, long studioId) {
        Studio studio = studios.ledBy(actor, studioId);
        if (!studio.state().alive()) {
            throw new Refusal("studiopage.ended");
        }
        dsl.select(STUDIO.ID)
                .from(STUDIO)
                .where(STUDIO.ID.eq(studioId))
                .forUpdate()
                .fetch(); // two at once
        return studio;
    }

    private Person known(Actor actor, long personId) {
        return dsl.fetchExists(DSL.selectOne()
                        .from(io.lingchuang.db.directory.Tables.PERSON)
                        .where(io.lingchuang.db.directory.Tables.PERSON.ID.eq(personId)))
                ? people.search(actor, people.person(personId).name(), 500).stream()
                        .filter(p -> p.id() == personId)
                        .findFirst()
                        .orElseThrow(() -> Refusal.onField("person", "studiopage.whom"))
                : refuse();
    }

    private static Person refuse() {
        throw Refusal.onField("person", "studiopage.whom");
    }

    private void check(Studio studio, Place place) {
        if (place.part() == Part.LEADER) {
            throw Refusal.onField("part", "studiopage.leaderElsewhere");
        }
        notAhead(place.from(), "from");
        LocalDate since = studio.foundedOn() == null ? studio.namedOn() : studio.foundedOn();
        if (place.from().isBefore(since)) {
            throw Refusal.onField("from", "studiopage.beforeFounded", since.toString());
        }
    }

    private void notAhead(LocalDate day, String field) {
        if (day.isAfter(today.today())) {
            throw Refusal.onField(field, "studiopage.ahead");
        }
    }

    private void free(long studioId, long personId, LocalDate from) {
        if (dsl.fetchExists(
                MEMBER,
                MEMBER.STUDIO_ID.eq(studioId),
                MEMBER.PERSON_ID.eq(personId),
                MEMBER.UNTIL_DAY.isNull().or(MEMBER.UNTIL_DAY.gt(from)))) {
            throw Refusal.onField("from", "studiopage.overlaps");
        }
    }

    private Member onRoster(long studioId, long memberId) {
        return studios.members(studioId).stream()
                .filter(m -> m.id() == memberId && m.untilDay() == null)
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private void end(Member member, LocalDate day, String field) {
        if (!day.isAfter(member.fromDay())) {
            throw Refusal.onField(
                    field, "studiopage.beforeJoined", member.fromDay().toString());
        }
        dsl.update(MEMBER)
                .set(MEMBER.UNTIL_DAY, day)
                .where(MEMBER.ID.eq(member.id()))
                .execute();
    }

    private void insert(long studioId, long personId, Place place) {
        dsl.insertInto(MEMBER)
                .set(MEMBER.STUDIO_ID, studioId)
                .set(MEMBER.PERSON_ID, personId)
                .set(MEMBER.PART, place.part().name())
                .set(MEMBER.DUTY, place.duty())
                .set(MEMBER.FROM_DAY, place.from())
                .execute();
    }
}
