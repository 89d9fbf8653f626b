package io.lingchuang.entries;

import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.EVENT;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.text.Bigrams;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Those an entry names as its completers 完成人. Each is told and answers once: yes, or no. Whoever said no has nothing to do with it
 * any more; to change their mind they ask the applicant, who names them anew.
 */
@Service
public class Completers {

    private final DSLContext dsl;
    private final Journey journey;
    private final Tree tree;
    private final Messages messages;
    private final Today today;

    Completers(DSLContext dsl, Journey journey, Tree tree, Messages messages, Today today) {
        this.dsl = dsl;
        this.journey = journey;
        this.tree = tree;
        this.messages = messages;
        this.today = today;
    }

    /** A completer says that they are one, or that they are not. */
    @Transactional
    public void answer(Actor actor, long id, boolean accepts) {
        Entry entry = journey.locked(id);
        if (entry.number() == null) {
            throw new NotFound(); // nobody is told of a draft
        }
        var mine = dsl.selectFrom(COMPLETER)
                .where(
                        COMPLETER.ENTRY_ID.eq(id),
                        COMPLETER.STATE.ne(Entry.Answer.DECLINED.name()),
                        COMPLETER.PERSON_ID.in(
                                DSL.select(PERSON.ID).from(PERSON).where(PERSON.ACCOUNT_ID.eq(actor.accountId()))))
                .fetchOptional()
                .orElseThrow(NotFound::new);
        if (!mine.getState().equals(Entry.Answer.INVITED.name())) {
            throw new Refusal("entries.answered");
        }
        dsl.update(COMPLETER)
                .set(COMPLETER.STATE, (accepts ? Entry.Answer.ACCEPTED : Entry.Answer.DECLINED).name())
                .set(COMPLETER.DECIDED_AT, today.now())
                .where(COMPLETER.ID.eq(mine.getId()))
                .execute();
        journey.note(actor, entry, accepts ? "confirm" : "decline", null);
        if (!accepts) {
            messages.send(
                    entry.createdBy(),
                    actor.name() + " 表示不是完成人：" + entry.title(),
                    "打印的申报表不再列出。请核对完成人名单；审核结束前可在申报页面去掉，或在退回修改时改正。",
                    "/entries/" + id,
                    "declined:" + id + ":" + actor.accountId() + ":" + declined(id, actor.accountId()));
        }
    }

    /** The applicant takes off the list who declined, also while it is vetted. In hand again, the list is simply written anew. */
    @Transactional
    public void takeOff(Actor actor, long id, int version, long completerId) {
        Entry entry = journey.locked(id);
        if (entry.createdBy() != actor.accountId()) {
            throw new NotFound();
        }
        if (entry.version() != version) {
            throw new Stale();
        }
        if (!entry.state().vetted() && !entry.state().editable()) {
            throw new Refusal("entries.takeOffLate");
        }
        Entry.Completer gone = entry.completers().stream()
                .filter(c -> c.id() == completerId && c.state() == Entry.Answer.DECLINED)
                .findFirst()
                .orElseThrow(NotFound::new);
        List<Integer> shares = entry.completers().stream()
                .filter(c -> c.id() != completerId)
                .map(Entry.Completer::share)
                .filter(Objects::nonNull)
                .toList();
        if (entry.state().vetted()
                && !shares.isEmpty()
                && shares.stream().mapToInt(Integer::intValue).sum() != 100) {
            throw new Refusal("entries.takeOffShares");
        }
        dsl.deleteFrom(COMPLETER).where(COMPLETER.ID.eq(completerId)).execute();
        dsl.update(COMPLETER)
                .set(COMPLETER.POSITION, COMPLETER.POSITION.minus(1))
                .where(COMPLETER.ENTRY_ID.eq(id), COMPLETER.POSITION.gt(gone.position()))
                .execute();
        dsl.update(ENTRY).set(ENTRY.VERSION, version + 1).where(ENTRY.ID.eq(id)).execute();
        index(id);
        journey.note(actor, entry, "takeOff", gone.name());
    }

    /** Asks those who have not answered yet; whoever declined and is named anew is asked anew. */
    void ask(Entry entry) {
        dsl.select(PERSON.ACCOUNT_ID, COMPLETER.POSITION)
                .from(COMPLETER)
                .join(PERSON)
                .on(PERSON.ID.eq(COMPLETER.PERSON_ID))
                .where(
                        COMPLETER.ENTRY_ID.eq(entry.id()),
                        COMPLETER.STATE.eq(Entry.Answer.INVITED.name()),
                        PERSON.ACCOUNT_ID.isNotNull(),
                        PERSON.ACCOUNT_ID.ne(entry.createdBy()))
                .fetch()
                .forEach(r -> messages.send(
                        r.value1(),
                        (entry.enteredFor() && r.value2() == 1 ? "单位替您提交了申报：" : "您被列为完成人：") + entry.title(),
                        "请打开页面确认；如不属实，可在页面上退出。",
                        "/entries/" + entry.id(),
                        "completer:" + entry.id() + ":" + declined(entry.id(), r.value1())));
    }

    private int declined(long id, long account) {
        return dsl.fetchCount(EVENT, EVENT.ENTRY_ID.eq(id), EVENT.ACTION.eq("decline"), EVENT.ACCOUNT_ID.eq(account));
    }

    /** Makes it found by its number, title, unit and people. */
    void index(long id) {
        Entry entry = journey.entry(id);
        dsl.update(ENTRY)
                .set(
                        ENTRY.SEARCH,
                        found(
                                entry,
                                entry.number(),
                                tree.node(entry.unitNodeId()).name()))
                .where(ENTRY.ID.eq(id))
                .execute();
    }

    /** By what it is found. */
    static String found(Entry entry, @Nullable String number, String unit) {
        String people = String.join(
                " ", entry.standing().stream().map(Entry.Completer::name).toList());
        return Bigrams.index(number, entry.title(), unit, people);
    }
}
