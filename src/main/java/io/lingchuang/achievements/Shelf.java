package io.lingchuang.achievements;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.achievements.Tables.ACHIEVEMENT;
import static io.lingchuang.db.achievements.Tables.EVENT;
import static io.lingchuang.db.achievements.Tables.MAKER;
import static io.lingchuang.db.achievements.Tables.REGISTRATION;
import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.platform.text.Bigrams;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where the library's records stand: reads them, writes their makers, their search words and their history. Asks nobody's right. */
@Component
public class Shelf {

    /** The award it came from has been taken back. */
    public static final Field<Boolean> AWARD_WITHDRAWN = DSL.field(DSL.exists(DSL.selectOne()
                    .from(AWARD)
                    .where(AWARD.ENTRY_ID.eq(ACHIEVEMENT.ENTRY_ID), AWARD.STATE.eq("WITHDRAWN"))))
            .as("award_withdrawn");

    /** Of those that show themselves to everybody: the award it came from, if it came from one, still stands. */
    public static Condition standing() {
        return DSL.notExists(DSL.selectOne()
                .from(AWARD)
                .where(AWARD.ENTRY_ID.eq(ACHIEVEMENT.ENTRY_ID), AWARD.STATE.eq("WITHDRAWN")));
    }

    /** One thing that was done with an achievement. */
    public record Happening(
            Instant at,
            String actor,
            String action,
            @Nullable String detail) {}

    private final DSLContext dsl;
    private final Audit audit;

    Shelf(DSLContext dsl, Audit audit) {
        this.dsl = dsl;
        this.audit = audit;
    }

    public Achievement achievement(long id) {
        return read(ACHIEVEMENT.ID.eq(id)).stream().findFirst().orElseThrow(NotFound::new);
    }

    Achievement locked(long id) {
        dsl.select(ACHIEVEMENT.ID)
                .from(ACHIEVEMENT)
                .where(ACHIEVEMENT.ID.eq(id))
                .forUpdate()
                .fetch();
        return achievement(id);
    }

    private List<Achievement> read(Condition which) {
        var makers = dsl.select(MAKER.fields())
                .from(MAKER)
                .join(ACHIEVEMENT)
                .on(ACHIEVEMENT.ID.eq(MAKER.ACHIEVEMENT_ID))
                .where(which)
                .orderBy(MAKER.POSITION)
                .fetchGroups(MAKER.ACHIEVEMENT_ID, r -> new Maker(r.get(MAKER.PERSON_ID), r.get(MAKER.NAME)));
        return dsl.select(ACHIEVEMENT.fields())
                .select(NODE.NAME, ENTERPRISE.INDUSTRY, AWARD_WITHDRAWN)
                .from(ACHIEVEMENT)
                .join(NODE)
                .on(NODE.ID.eq(ACHIEVEMENT.NODE_ID))
                .leftJoin(ENTERPRISE)
                .on(ENTERPRISE.NODE_ID.eq(ACHIEVEMENT.NODE_ID))
                .where(which)
                .orderBy(ACHIEVEMENT.ID)
                .fetch(r -> achievement(r, makers.getOrDefault(r.get(ACHIEVEMENT.ID), List.of())));
    }

    private static Achievement achievement(Record r, List<Maker> makers) {
        String industry = r.get(ENTERPRISE.INDUSTRY);
        return new Achievement(
                r.get(ACHIEVEMENT.ID),
                r.get(ACHIEVEMENT.TITLE),
                r.get(ACHIEVEMENT.SUMMARY),
                r.get(ACHIEVEMENT.NODE_ID),
                r.get(NODE.NAME),
                industry == null ? "" : industry,
                Source.valueOf(r.get(ACHIEVEMENT.SOURCE)),
                r.get(ACHIEVEMENT.ENTRY_ID),
                Boolean.TRUE.equals(r.get(AWARD_WITHDRAWN)),
                r.get(ACHIEVEMENT.PROGRAMME),
                r.get(ACHIEVEMENT.FINISHED_ON),
                TransferState.valueOf(r.get(ACHIEVEMENT.STATE)),
                r.get(ACHIEVEMENT.RECEIVER),
                r.get(ACHIEVEMENT.CREATED_BY),
                r.get(ACHIEVEMENT.CREATED_AT),
                r.get(ACHIEVEMENT.VERSION),
                makers);
    }

    void makers(long id, List<Maker> makers) {
        dsl.deleteFrom(MAKER).where(MAKER.ACHIEVEMENT_ID.eq(id)).execute();
        var insert = dsl.insertInto(MAKER, MAKER.ACHIEVEMENT_ID, MAKER.POSITION, MAKER.PERSON_ID, MAKER.NAME);
        for (int i = 0; i < makers.size(); i++) {
            insert = insert.values(
                    id, i + 1, makers.get(i).personId(), makers.get(i).name());
        }
        insert.execute();
    }

    /** Writes down by which words it is found: title, summary, unit, industry, makers, and the numbers it is registered under. */
    public void index(long id) {
        Achievement achievement = achievement(id);
        List<String> texts = new ArrayList<>(List.of(
                achievement.title(),
                achievement.summary(),
                achievement.unit(),
                achievement.industry(),
                achievement.makerNames()));
        texts.addAll(dsl.select(DSL.concat(REGISTRATION.NUMBER, DSL.inline(" "), REGISTRATION.NAME))
                .from(REGISTRATION)
                .where(REGISTRATION.ACHIEVEMENT_ID.eq(id))
                .fetch(r -> r.value1()));
        dsl.update(ACHIEVEMENT)
                .set(ACHIEVEMENT.SEARCH, Bigrams.index(texts.toArray(String[]::new)))
                .where(ACHIEVEMENT.ID.eq(id))
                .execute();
    }

    /** Moves the state of its transfer. */
    public void move(Actor actor, Achievement achievement, TransferState to, String receiver, String reason) {
        if (!achievement.state().mayBecome(to)) {
            throw new Refusal("achievements.move.not");
        }
        if (to == TransferState.TRANSFERRED && (receiver.length() < 2 || receiver.length() > 120)) {
            throw Refusal.onField("receiver", "achievements.receiver.needed");
        }
        if (reason.length() > 500) {
            throw Refusal.onField("reason", "achievements.reason.length");
        }
        dsl.update(ACHIEVEMENT)
                .set(ACHIEVEMENT.STATE, to.name())
                .set(ACHIEVEMENT.RECEIVER, to == TransferState.TRANSFERRED ? receiver : achievement.receiver())
                .set(ACHIEVEMENT.VERSION, ACHIEVEMENT.VERSION.plus(1))
                .where(ACHIEVEMENT.ID.eq(achievement.id()))
                .execute();
        happened(actor, achievement.id(), "move." + to.name(), reason.isEmpty() ? null : reason);
    }

    /** Writes what was done into its history and onto the audit trail; its text stands under audit.achievements.ACTION. */
    public void happened(Actor actor, long id, String action, @Nullable String detail) {
        dsl.insertInto(EVENT)
                .set(EVENT.ACHIEVEMENT_ID, id)
                .set(EVENT.ACCOUNT_ID, actor.accountId() == 0 ? null : actor.accountId())
                .set(EVENT.ACTOR_NAME, actor.name())
                .set(EVENT.ACTION, action)
                .set(EVENT.DETAIL, detail)
                .execute();
        audit.record(actor, "achievements." + action, "achievement", id, detail);
    }

    public List<Happening> history(long id) {
        return dsl.selectFrom(EVENT)
                .where(EVENT.ACHIEVEMENT_ID.eq(id))
                .orderBy(EVENT.ID.desc())
                .fetch(r -> new Happening(r.getAt(), r.getActorName(), r.getAction(), r.getDetail()));
    }
}
