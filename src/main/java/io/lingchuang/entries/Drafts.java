package io.lingchuang.entries;

import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.EVENT;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.Declaration;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.text.Plain;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

/** Drafts: begun, saved as typed, found again on another device. Only whoever began one sees it until it is handed in. */
@Service
public class Drafts {

    private final DSLContext dsl;
    private final ObjectMapper json;
    private final Calls calls;
    private final Tree tree;
    private final Journey journey;
    private final Applicants applicants;
    private final Route route;
    private final Secrecy secrecy;
    private final Today today;
    private final Audit audit;

    Drafts(
            DSLContext dsl,
            ObjectMapper json,
            Calls calls,
            Tree tree,
            Journey journey,
            Applicants applicants,
            Route route,
            Secrecy secrecy,
            Today today,
            Audit audit) {
        this.dsl = dsl;
        this.json = json;
        this.calls = calls;
        this.tree = tree;
        this.journey = journey;
        this.applicants = applicants;
        this.route = route;
        this.secrecy = secrecy;
        this.today = today;
        this.audit = audit;
    }

    /** Begins one's own entry; employer and name come from the directory. */
    @Transactional
    public long start(Actor actor, long callId) {
        Applicant me = applicants.ofAccount(actor.accountId()).orElseThrow(() -> new Refusal("entries.notInDirectory"));
        return insert(actor, callId, me, false, null);
    }

    /** A clerk types for somebody else, with their consent on record. */
    @Transactional
    public long startFor(Actor actor, long callId, long personId, String consent) {
        Applicant person = applicants.person(personId).orElseThrow(NotFound::new);
        actor.requireReaches(Right.ENTER_FOR_OTHERS, person.unit());
        String given = Plain.text(consent).strip();
        if (given.length() < 4) {
            throw Refusal.onField("consent", "entries.consentMissing");
        }
        if (given.length() > 300) {
            throw Refusal.onField("consent", "entries.tooLong", 300);
        }
        return insert(actor, callId, person, true, given);
    }

    private long insert(Actor actor, long callId, Applicant person, boolean forOther, @Nullable String consent) {
        Call call = calls.call(callId);
        if (!call.open(today.now())) {
            throw new Refusal("entries.closedCall");
        }
        if (!under(tree.node(call.hostNodeId()), person.unit())) {
            throw new Refusal("entries.otherHost");
        }
        boolean industrial = call.lines() != Call.Lines.TERRITORIAL && route.industry(person.unit()) != null;
        long id = dsl.insertInto(ENTRY)
                .set(ENTRY.CALL_ID, callId)
                .set(ENTRY.UNIT_NODE_ID, person.unit().id())
                .set(ENTRY.LINE, (industrial ? Entry.Line.INDUSTRIAL : Entry.Line.TERRITORIAL).name())
                .set(ENTRY.CREATED_BY, actor.accountId())
                .set(ENTRY.ENTERED_FOR, forOther)
                .set(ENTRY.CONSENT_NOTE, consent)
                .returningResult(ENTRY.ID)
                .fetchSingle()
                .value1();
        boolean answersForThemselves =
                forOther && person.accountId() != null && person.accountId() != actor.accountId();
        dsl.insertInto(COMPLETER)
                .set(COMPLETER.ENTRY_ID, id)
                .set(COMPLETER.POSITION, 1)
                .set(COMPLETER.PERSON_ID, person.personId())
                .set(COMPLETER.NAME, person.name())
                .set(COMPLETER.UNIT_NAME, applicants.enterprise(person.unit()).name())
                .set(COMPLETER.STATE, (answersForThemselves ? Entry.Answer.INVITED : Entry.Answer.ACCEPTED).name())
                .execute();
        audit.record(actor, forOther ? "entries.startFor" : "entries.start", "entry", id, consent);
        return id;
    }

    /** A host takes entries from its own units, of either line: it could not even see another's. */
    static boolean under(Node host, Node unit) {
        return (unit.path() + ".").startsWith(host.path() + ".")
                || (unit.industryPath() != null && (unit.industryPath() + ".").startsWith(host.path() + "."));
    }

    /** The entry, if the actor began it. */
    Entry own(Actor actor, long id) {
        return own(actor, journey.entry(id));
    }

    private static Entry own(Actor actor, Entry entry) {
        if (entry.createdBy() != actor.accountId()) {
            throw new NotFound();
        }
        return entry;
    }

    /** The entry, if it is the actor's to change now. */
    public Entry editable(Actor actor, long id) {
        return editable(actor, journey.entry(id));
    }

    static Entry editable(Actor actor, Entry entry) {
        if (!own(actor, entry).state().editable()) {
            throw new Refusal("entries.notEditable");
        }
        return entry;
    }

    /**
     * Saves as typed. What comes with a yes to secrecy is not even kept for a moment, and what came before is cleared.
     *
     * @return the new version; {@link Stale} when another tab or device was faster
     */
    @Transactional
    public int save(Actor actor, long id, int version, EntryTyping typed) {
        Entry entry = editable(actor, id);
        return save(actor, entry, calls.call(entry.callId()), tree.wayTo(entry.unitNodeId()), version, typed);
    }

    /** way: from the city down to the unit that hands it in. */
    int save(Actor actor, Entry entry, Call call, List<Node> way, int version, EntryTyping typed) {
        long id = entry.id();
        Secrecy.refuse(entry, call);
        if (Secrecy.said(call, typed.ticked())) {
            secrecy.stop(actor, journey.locked(id), call);
            return version + 1;
        }
        boolean settled = settled(entry);
        int saved = dsl.update(ENTRY)
                .set(ENTRY.TITLE, typed.title())
                .set(ENTRY.CATEGORY_ID, settled ? entry.categoryId() : typed.categoryId())
                .set(
                        ENTRY.LINE,
                        settled
                                ? entry.line().name()
                                : line(call, way, typed.line()).name())
                .set(ENTRY.ANSWERS, JSONB.valueOf(json.writeValueAsString(typed.answers())))
                .set(ENTRY.TICKED, JSONB.valueOf(json.writeValueAsString(typed.ticked())))
                .set(ENTRY.CHANGED_AT, today.now())
                .set(ENTRY.VERSION, version + 1)
                .where(
                        ENTRY.ID.eq(id),
                        ENTRY.VERSION.eq(version),
                        ENTRY.STATE.eq(entry.state().name()))
                .execute();
        if (saved == 0) {
            throw new Stale();
        }
        completers(entry, typed.completers());
        return version + 1;
    }

    /** Says yes to secrecy without sending a word of it. */
    @Transactional
    public void secret(Actor actor, long id) {
        Entry entry = editable(actor, id);
        Call call = calls.call(entry.callId());
        if (call.declarations().stream().noneMatch(d -> d.kind() == Declaration.Kind.SECRECY)) {
            throw new NotFound();
        }
        if (!Secrecy.said(call, entry.ticked())) {
            secrecy.stop(actor, journey.locked(id), call);
        }
    }

    @Transactional
    public void notSecret(Actor actor, long id) {
        Entry entry = editable(actor, id);
        if (!Secrecy.said(calls.call(entry.callId()), entry.ticked())) {
            throw new Stale();
        }
        secrecy.takeBack(actor, journey.locked(id));
    }

    /** One's own draft that was never handed in goes for good, with its files; the audit trail keeps that there was one. */
    @Transactional
    public void delete(Actor actor, long id) {
        Entry entry = editable(actor, id);
        if (entry.state() != EntryState.DRAFT || entry.number() != null) {
            throw new Refusal("entries.onlyDrafts");
        }
        journey.locked(id);
        secrecy.clearFiles(id);
        dsl.deleteFrom(ENTRY).where(ENTRY.ID.eq(id)).execute();
        audit.record(actor, "entries.deleteDraft", "entry", id, null);
    }

    /**
     * A level below the one that sent it back has recommended it: its line and category stay, as the places it took and the way it
     * came rest on them. To change them it is sent back to that level first.
     */
    boolean settled(Entry entry) {
        if (entry.state() == EntryState.DRAFT) {
            return false;
        }
        List<Route.Stop> stops = route.stops(calls.call(entry.callId()), tree.node(entry.unitNodeId()), entry.line());
        boolean byTheFirst = entry.state() == EntryState.RETURNED
                && !stops.isEmpty()
                && Objects.equals(stops.getFirst().nodeId(), returnedBy(entry.id()));
        return !stops.isEmpty() && !byTheFirst;
    }

    /** The node that sent it back last. */
    @Nullable
    Long returnedBy(long id) {
        return dsl.select(EVENT.NODE_ID)
                .from(EVENT)
                .where(
                        EVENT.ENTRY_ID.eq(id),
                        EVENT.TO_STATE.eq(EntryState.RETURNED.name()),
                        EVENT.FROM_STATE.ne(EntryState.RETURNED.name()))
                .orderBy(EVENT.ID.desc())
                .limit(1)
                .fetchOne(EVENT.NODE_ID);
    }

    private static Entry.Line line(Call call, List<Node> way, Entry.Line wanted) {
        boolean both = Route.industry(way) != null;
        return switch (call.lines()) {
            case TERRITORIAL -> Entry.Line.TERRITORIAL;
            case INDUSTRIAL -> both ? Entry.Line.INDUSTRIAL : Entry.Line.TERRITORIAL;
            case EITHER -> both ? wanted : Entry.Line.TERRITORIAL;
        };
    }

    /** Keeps the order typed. Whoever stood there before keeps their answer; a name that means one colleague becomes that person. */
    private void completers(Entry entry, List<EntryTyping.Name> names) {
        if (names.isEmpty()) {
            return; // the form always sends at least the first; nothing typed must not erase people
        }
        Map<String, Entry.Completer> before = entry.completers().stream()
                .collect(Collectors.toMap(c -> c.name() + "|" + c.unitName(), c -> c, (a, b) -> a));
        dsl.deleteFrom(COMPLETER).where(COMPLETER.ENTRY_ID.eq(entry.id())).execute();
        java.util.Set<Long> taken = new java.util.HashSet<>();
        int position = 1;
        for (EntryTyping.Name name : names) {
            Entry.Completer old = before.get(name.name() + "|" + name.unit());
            Long person = old != null ? old.personId() : applicants.colleague(name.name(), entry.unitNodeId());
            if (person != null && !taken.add(person)) {
                continue; // the same person twice is one completer
            }
            dsl.insertInto(COMPLETER)
                    .set(COMPLETER.ENTRY_ID, entry.id())
                    .set(COMPLETER.POSITION, position++)
                    .set(COMPLETER.PERSON_ID, person)
                    .set(COMPLETER.NAME, name.name())
                    .set(COMPLETER.UNIT_NAME, name.unit().isEmpty() ? unitName(entry) : name.unit())
                    .set(COMPLETER.SHARE, name.share())
                    .set(
                            COMPLETER.STATE,
                            old == null
                                    ? Entry.Answer.INVITED.name()
                                    : old.state().name())
                    .execute();
        }
    }

    private String unitName(Entry entry) {
        return Objects.requireNonNull(applicants.enterprise(tree.node(entry.unitNodeId())))
                .name();
    }
}
