package io.lingchuang.achievements;

import static io.lingchuang.db.achievements.Tables.ACHIEVEMENT;
import static io.lingchuang.db.achievements.Tables.MAKER;
import static io.lingchuang.db.directory.Tables.PERSON;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The library of achievements 成果库. A unit's clerk keeps what came to be at the unit; an officer keeps what came to be at and below their
 * node; whoever follows a unit reads it, and so do those who made it.
 */
@Service
public class Achievements {

    private static final int MOST_MAKERS = 20;

    private final DSLContext dsl;
    private final Tree tree;
    private final Shelf shelf;
    private final Today today;

    Achievements(DSLContext dsl, Tree tree, Shelf shelf, Today today) {
        this.dsl = dsl;
        this.tree = tree;
        this.shelf = shelf;
        this.today = today;
    }

    /** A unit puts one of its own into the library: its clerk, or an officer above. */
    @Transactional
    public long add(Actor actor, Draft draft) {
        if (!keepsAt(actor, tree.find(draft.nodeId()).orElseThrow(Achievements::noUnit))) {
            throw noUnit();
        }
        return put(actor, draft, Source.UNIT);
    }

    private static Refusal noUnit() {
        return Refusal.onField("nodeId", "achievements.nodeId.not");
    }

    /**
     * Files what came out of a studio's ledger. Whether the actor may write in that ledger is asked by the studio.
     *
     * @return its id
     * @throws Refusal on title, summary, finishedOn or makers
     */
    @Transactional
    public long file(Actor actor, Draft draft) {
        tree.node(draft.nodeId());
        return put(actor, draft, Source.LEDGER);
    }

    private long put(Actor actor, Draft draft, Source source) {
        List<Maker> makers = checked(draft);
        long id = dsl.insertInto(ACHIEVEMENT)
                .set(ACHIEVEMENT.TITLE, draft.title().strip())
                .set(ACHIEVEMENT.SUMMARY, draft.summary().strip())
                .set(ACHIEVEMENT.NODE_ID, draft.nodeId())
                .set(ACHIEVEMENT.SOURCE, source.name())
                .set(ACHIEVEMENT.FINISHED_ON, draft.finishedOn())
                .set(ACHIEVEMENT.CREATED_BY, actor.accountId() == 0 ? null : actor.accountId())
                .returningResult(ACHIEVEMENT.ID)
                .fetchSingle()
                .value1();
        shelf.makers(id, makers);
        shelf.index(id);
        shelf.happened(actor, id, "file", null);
        return id;
    }

    /** Changes what is said of it; what an award says stays as it was awarded. */
    @Transactional
    public void change(Actor actor, long id, int version, Draft draft) {
        Achievement achievement = kept(actor, id);
        List<Maker> makers = checked(draft);
        boolean awarded = achievement.source() == Source.AWARD;
        if (awarded && (!draft.title().strip().equals(achievement.title()) || !makers.equals(achievement.makers()))) {
            throw new Refusal("achievements.asAwarded");
        }
        int changed = dsl.update(ACHIEVEMENT)
                .set(ACHIEVEMENT.TITLE, draft.title().strip())
                .set(ACHIEVEMENT.SUMMARY, draft.summary().strip())
                .set(ACHIEVEMENT.FINISHED_ON, draft.finishedOn())
                .set(ACHIEVEMENT.VERSION, ACHIEVEMENT.VERSION.plus(1))
                .where(ACHIEVEMENT.ID.eq(id), ACHIEVEMENT.VERSION.eq(version))
                .execute();
        if (changed == 0) {
            throw new Stale();
        }
        shelf.makers(id, makers);
        shelf.index(id);
        shelf.happened(actor, id, "change", null);
    }

    private List<Maker> checked(Draft draft) {
        String title = draft.title().strip();
        if (title.length() < 2 || title.length() > 200) {
            throw Refusal.onField("title", "achievements.title.length");
        }
        if (draft.summary().strip().length() > 4000) {
            throw Refusal.onField("summary", "achievements.summary.length");
        }
        if (draft.finishedOn().isAfter(today.today()) || draft.finishedOn().getYear() < 1950) {
            throw Refusal.onField("finishedOn", "achievements.finishedOn.past");
        }
        if (draft.makers().isEmpty() || draft.makers().size() > MOST_MAKERS) {
            throw Refusal.onField("makers", "achievements.makers.count", MOST_MAKERS);
        }
        return named(draft.makers());
    }

    /** Each with the name under which the directory knows them, and nobody twice. */
    private List<Maker> named(List<Maker> makers) {
        List<Long> ids = makers.stream()
                .map(Maker::personId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<Long, Maker> people = dsl.select(PERSON.ID, DSL.coalesce(PERSON.MERGED_INTO, PERSON.ID), PERSON.NAME)
                .from(PERSON)
                .where(PERSON.ID.in(ids))
                .fetchMap(r -> r.value1(), r -> new Maker(r.value2(), r.value3()));
        List<Maker> named = new ArrayList<>();
        for (Maker maker : makers) {
            Maker known =
                    maker.personId() == null ? new Maker(null, maker.name().strip()) : people.get(maker.personId());
            if (known == null || known.name().length() < 2 || known.name().length() > 40) {
                throw Refusal.onField("makers", "achievements.makers.unknown", maker.name());
            }
            if (known.personId() != null && named.contains(known)) {
                throw Refusal.onField("makers", "achievements.makers.twice", known.name());
            }
            named.add(known);
        }
        return named;
    }

    /** One, for those who may read it. */
    public Achievement achievement(Actor actor, long id) {
        Achievement achievement = shelf.achievement(id);
        if (!reads(actor, achievement)) {
            throw new NotFound();
        }
        return achievement;
    }

    private boolean reads(Actor actor, Achievement achievement) {
        Node unit = tree.node(achievement.nodeId());
        return keepsAt(actor, unit) || actor.reaches(Right.FOLLOW, unit) || made(actor, achievement.id());
    }

    private boolean made(Actor actor, long id) {
        return dsl.fetchExists(DSL.selectOne()
                .from(MAKER)
                .join(PERSON)
                .on(PERSON.ID.eq(MAKER.PERSON_ID))
                .where(MAKER.ACHIEVEMENT_ID.eq(id), PERSON.ACCOUNT_ID.eq(actor.accountId())));
    }

    /** Keeps it: writes down where it is used and what it brings, and offers it. */
    public boolean keeps(Actor actor, Achievement achievement) {
        return keepsAt(actor, tree.node(achievement.nodeId()));
    }

    public boolean keepsAt(Actor actor, Node unit) {
        return actor.holds(Right.FILE_ACHIEVEMENTS, unit.id()) || actor.reaches(Right.KEEP_ACHIEVEMENTS, unit);
    }

    /** Has a part in the yearly halls, which are the city's. */
    boolean keepsHalls(Actor actor) {
        long city = tree.city().id();
        return actor.holds(Right.KEEP_ACHIEVEMENTS, city) || actor.holds(Right.RELEASE_NOTICE, city);
    }

    /** Says what is proven, and looks through what is offered: a union above. */
    public boolean proves(Actor actor, Achievement achievement) {
        return actor.reaches(Right.KEEP_ACHIEVEMENTS, tree.node(achievement.nodeId()));
    }

    /** Locked until the transaction ends, for whoever keeps it. */
    public Achievement kept(Actor actor, long id) {
        Achievement achievement = shelf.locked(id);
        if (!keeps(actor, achievement)) {
            throw new NotFound();
        }
        return achievement;
    }

    /** Moves its transfer on; receiver: to whom it went, with TRANSFERRED. */
    @Transactional
    public void transfer(Actor actor, long id, TransferState to, @Nullable String receiver, String reason) {
        Achievement achievement = kept(actor, id);
        shelf.move(actor, achievement, to, receiver == null ? "" : receiver.strip(), reason.strip());
    }
}
