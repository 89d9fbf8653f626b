package io.lingchuang.achievements.hall;

import static io.lingchuang.db.achievements.Tables.ACHIEVEMENT;
import static io.lingchuang.db.achievements.Tables.EXHIBIT;
import static io.lingchuang.db.achievements.Tables.HALL;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.achievements.Shelf;
import io.lingchuang.db.achievements.tables.records.HallRecord;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The halls: the city's officer opens one a year, chooses what stands in it and hands it over; the head of the department releases it. */
@Service
public class Halls {

    private static final int MOST = 300;

    private final DSLContext dsl;
    private final Tree tree;
    private final Accounts accounts;
    private final Messages messages;
    private final Wording words;
    private final Audit audit;
    private final Today today;

    Halls(DSLContext dsl, Tree tree, Accounts accounts, Messages messages, Wording words, Audit audit, Today today) {
        this.dsl = dsl;
        this.tree = tree;
        this.accounts = accounts;
        this.messages = messages;
        this.words = words;
        this.audit = audit;
        this.today = today;
    }

    boolean prepares(Actor actor) {
        return actor.holds(Right.KEEP_ACHIEVEMENTS, tree.city().id());
    }

    boolean releases(Actor actor) {
        return actor.holds(Right.RELEASE_NOTICE, tree.city().id());
    }

    /** For those who prepare or release. */
    Hall hall(Actor actor, int year) {
        if (!prepares(actor) && !releases(actor)) {
            throw new NotFound();
        }
        return find(year);
    }

    private Hall find(int year) {
        return dsl.selectFrom(HALL)
                .where(HALL.YEAR.eq(year))
                .fetchOptional(Halls::hall)
                .orElseThrow(NotFound::new);
    }

    List<Hall> halls(Actor actor) {
        if (!prepares(actor) && !releases(actor)) {
            throw new NotFound();
        }
        return dsl.selectFrom(HALL).orderBy(HALL.YEAR.desc()).fetch(Halls::hall);
    }

    /** For everybody. */
    Hall released(int year) {
        Hall hall = find(year);
        if (hall.state() != HallState.RELEASED) {
            throw new NotFound();
        }
        return hall;
    }

    List<Hall> released() {
        return dsl.selectFrom(HALL)
                .where(HALL.STATE.eq(HallState.RELEASED.name()))
                .orderBy(HALL.YEAR.desc())
                .fetch(Halls::hall);
    }

    static Hall hall(HallRecord r) {
        return new Hall(
                r.getYear(),
                r.getTitle(),
                r.getIntroduction(),
                HallState.valueOf(r.getState()),
                r.getPreparedBy(),
                r.getReleasedAt(),
                r.getVersion());
    }

    @Transactional
    public void open(Actor actor, int year, String title, String introduction) {
        preparing(actor);
        if (year < 2000 || year > today.today().getYear() + 1) {
            throw Refusal.onField(
                    "year",
                    "achievements.hall.year.between",
                    String.valueOf(today.today().getYear() + 1));
        }
        checked(title, introduction);
        int opened = dsl.insertInto(HALL)
                .set(HALL.YEAR, year)
                .set(HALL.TITLE, title.strip())
                .set(HALL.INTRODUCTION, introduction.strip())
                .onConflictDoNothing()
                .execute();
        if (opened == 0) {
            throw Refusal.onField("year", "achievements.hall.year.taken", String.valueOf(year));
        }
        audit.record(actor, "achievements.openHall", "hall", (long) year, title.strip());
    }

    private void preparing(Actor actor) {
        if (!prepares(actor)) {
            throw new NotFound();
        }
    }

    private static void checked(String title, String introduction) {
        if (title.strip().length() < 2 || title.strip().length() > 80) {
            throw Refusal.onField("title", "achievements.hall.title.length");
        }
        if (introduction.strip().length() > 2000) {
            throw Refusal.onField("introduction", "achievements.hall.introduction.length");
        }
    }

    @Transactional
    public void change(Actor actor, int year, int version, String title, String introduction) {
        preparing(actor);
        drafted(year);
        checked(title, introduction);
        int changed = dsl.update(HALL)
                .set(HALL.TITLE, title.strip())
                .set(HALL.INTRODUCTION, introduction.strip())
                .set(HALL.VERSION, HALL.VERSION.plus(1))
                .where(HALL.YEAR.eq(year), HALL.VERSION.eq(version))
                .execute();
        if (changed == 0) {
            throw new Stale();
        }
        audit.record(actor, "achievements.changeHall", "hall", (long) year, null);
    }

    private Hall locked(int year) {
        return dsl.selectFrom(HALL)
                .where(HALL.YEAR.eq(year))
                .forUpdate()
                .fetchOptional(Halls::hall)
                .orElseThrow(NotFound::new);
    }

    /** What somebody else releases does not change under their eyes. */
    private Hall drafted(int year) {
        Hall hall = locked(year);
        if (hall.state() != HallState.DRAFT) {
            throw new Refusal("achievements.hall.notDraft");
        }
        return hall;
    }

    /**
     * Puts achievements into a category; those that stand in the hall already move there. One whose award was withdrawn is not shown.
     *
     * @return how many stand in the category now that did not before
     */
    @Transactional
    public int choose(Actor actor, int year, Collection<Long> achievements, String category) {
        preparing(actor);
        drafted(year);
        String name = category.strip();
        if (name.length() < 2 || name.length() > 40) {
            throw Refusal.onField("category", "achievements.hall.category.length");
        }
        if (achievements.isEmpty()) {
            throw new Refusal("achievements.hall.nothing");
        }
        List<Long> shown = dsl.select(ACHIEVEMENT.ID)
                .from(ACHIEVEMENT)
                .where(ACHIEVEMENT.ID.in(achievements), Shelf.standing())
                .orderBy(ACHIEVEMENT.ID)
                .fetch(ACHIEVEMENT.ID);
        if (dsl.fetchCount(EXHIBIT, EXHIBIT.YEAR.eq(year)) + shown.size() > MOST) {
            throw new Refusal("achievements.hall.full", MOST);
        }
        int chosen = 0;
        for (long id : shown) {
            chosen += dsl.insertInto(EXHIBIT)
                    .set(EXHIBIT.YEAR, year)
                    .set(EXHIBIT.ACHIEVEMENT_ID, id)
                    .set(EXHIBIT.CATEGORY, name)
                    .onConflict(EXHIBIT.YEAR, EXHIBIT.ACHIEVEMENT_ID)
                    .doUpdate()
                    .set(EXHIBIT.CATEGORY, name)
                    .where(EXHIBIT.CATEGORY.ne(name))
                    .execute();
        }
        audit.record(actor, "achievements.choose", "hall", (long) year, name + ": " + chosen);
        return chosen;
    }

    /** What stands beside an exhibit: why it is worth a look. */
    @Transactional
    public void caption(Actor actor, int year, long exhibit, String caption) {
        preparing(actor);
        drafted(year);
        String text = caption.strip();
        if (text.length() > 300) {
            throw Refusal.onField("caption", "achievements.hall.caption.length");
        }
        int written = dsl.update(EXHIBIT)
                .set(EXHIBIT.CAPTION, text)
                .where(EXHIBIT.ID.eq(exhibit), EXHIBIT.YEAR.eq(year))
                .execute();
        if (written == 0) {
            throw new NotFound();
        }
        audit.record(actor, "achievements.caption", "hall", (long) year, null);
    }

    @Transactional
    public void leaveOut(Actor actor, int year, long exhibit) {
        preparing(actor);
        drafted(year);
        int gone = dsl.deleteFrom(EXHIBIT)
                .where(EXHIBIT.ID.eq(exhibit), EXHIBIT.YEAR.eq(year))
                .execute();
        if (gone == 0) {
            throw new NotFound();
        }
        audit.record(actor, "achievements.leaveOut", "hall", (long) year, null);
    }

    /** Hands it to whoever releases. */
    @Transactional
    public void prepare(Actor actor, int year, int version) {
        preparing(actor);
        Hall hall = drafted(year);
        int standing = dsl.fetchCount(DSL.selectOne()
                .from(EXHIBIT)
                .join(ACHIEVEMENT)
                .on(ACHIEVEMENT.ID.eq(EXHIBIT.ACHIEVEMENT_ID))
                .where(EXHIBIT.YEAR.eq(year), Shelf.standing()));
        if (standing == 0) {
            throw new Refusal("achievements.hall.empty");
        }
        move(hall, version, HallState.PREPARED, actor);
        audit.record(actor, "achievements.prepareHall", "hall", (long) year, null);
        for (long account : accounts.holders(Right.RELEASE_NOTICE, tree.city().id())) {
            if (account != actor.accountId()) {
                messages.send(
                        account, words.of("achievements.letter.release", hall.title()), "", "/halls/" + year, null);
            }
        }
    }

    /** Two people: one prepares, another releases. */
    @Transactional
    public void release(Actor actor, int year, int version) {
        if (!releases(actor)) {
            throw new NotFound();
        }
        Hall hall = locked(year);
        if (hall.state() != HallState.PREPARED) {
            throw new Stale();
        }
        if (Objects.equals(hall.preparedBy(), actor.accountId())) {
            throw new Refusal("achievements.hall.own");
        }
        move(hall, version, HallState.RELEASED, actor);
        audit.record(actor, "achievements.releaseHall", "hall", (long) year, null);
    }

    /** Back to whoever prepares it; what was released is no longer seen. */
    @Transactional
    public void takeBack(Actor actor, int year, int version, String reason) {
        if (!prepares(actor) && !releases(actor)) {
            throw new NotFound();
        }
        Hall hall = locked(year);
        if (hall.state() == HallState.DRAFT) {
            throw new Stale();
        }
        if (reason.strip().length() < 2 || reason.strip().length() > 300) {
            throw Refusal.onField("reason", "achievements.hall.reason");
        }
        move(hall, version, HallState.DRAFT, actor);
        audit.record(actor, "achievements.takeBackHall", "hall", (long) year, reason.strip());
        if (hall.preparedBy() != null && hall.preparedBy() != actor.accountId()) {
            messages.send(
                    hall.preparedBy(),
                    words.of("achievements.letter.takenBack", hall.title()),
                    reason.strip(),
                    "/halls/" + year,
                    null);
        }
    }

    private void move(Hall hall, int version, HallState to, Actor actor) {
        var update = dsl.update(HALL).set(HALL.STATE, to.name()).set(HALL.VERSION, HALL.VERSION.plus(1));
        update = switch (to) {
            case DRAFT ->
                update.setNull(HALL.PREPARED_BY).setNull(HALL.RELEASED_BY).setNull(HALL.RELEASED_AT);
            case PREPARED -> update.set(HALL.PREPARED_BY, actor.accountId());
            case RELEASED -> update.set(HALL.RELEASED_BY, actor.accountId()).set(HALL.RELEASED_AT, today.now());
        };
        int moved = update.where(HALL.YEAR.eq(hall.year()), HALL.VERSION.eq(version))
                .execute();
        if (moved == 0) {
            throw new Stale();
        }
    }
}
