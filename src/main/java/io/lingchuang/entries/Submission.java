package io.lingchuang.entries;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.ENTRY_FILE;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.Programme;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.platform.numbers.Numbers;
import io.lingchuang.platform.web.Arrival;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Handing in, handing in again after a return or a request for supplements, and withdrawing. */
@Service
public class Submission {

    private final DSLContext dsl;
    private final Journey journey;
    private final Drafts drafts;
    private final Calls calls;
    private final Tree tree;
    private final Applicants applicants;
    private final Completers completers;
    private final Duplicates duplicates;
    private final Accounts accounts;
    private final EntryNews news;
    private final Numbers numbers;
    private final WorkingDays days;
    private final Today today;
    private final Arrival arrival;
    private final List<EntryRule> rules;

    Submission(
            DSLContext dsl,
            Journey journey,
            Drafts drafts,
            Calls calls,
            Tree tree,
            Applicants applicants,
            Completers completers,
            Duplicates duplicates,
            Accounts accounts,
            EntryNews news,
            Numbers numbers,
            WorkingDays days,
            Today today,
            Arrival arrival,
            List<EntryRule> rules) {
        this.dsl = dsl;
        this.journey = journey;
        this.drafts = drafts;
        this.calls = calls;
        this.tree = tree;
        this.applicants = applicants;
        this.completers = completers;
        this.duplicates = duplicates;
        this.accounts = accounts;
        this.news = news;
        this.numbers = numbers;
        this.days = days;
        this.today = today;
        this.arrival = arrival;
        this.rules = rules;
    }

    /** What still keeps it from being handed in, in the order of the form. */
    public List<Problem> problems(Entry entry) {
        return problems(entry, calls.call(entry.callId()), tree.wayTo(entry.unitNodeId()));
    }

    /** way: from the city down to the unit that hands it in. */
    private List<Problem> problems(Entry entry, Call call, List<Node> way) {
        Entry.Completer first = entry.first();
        Applicant person = first == null || first.personId() == null
                ? null
                : applicants.person(first.personId()).orElse(null);
        Map<String, Integer> files = dsl.select(ENTRY_FILE.FIELD_CODE, DSL.count())
                .from(ENTRY_FILE)
                .where(ENTRY_FILE.ENTRY_ID.eq(entry.id()))
                .groupBy(ENTRY_FILE.FIELD_CODE)
                .fetchMap(ENTRY_FILE.FIELD_CODE, DSL.count());
        String ownership = person != null && person.unit().id() == entry.unitNodeId()
                ? person.ownership()
                : applicants.ownership(way);
        List<Problem> problems = new ArrayList<>(
                EntryCheck.problems(call, entry, files, person, ownership, arrival.moment(), today.today()));
        rules.forEach(rule -> problems.addAll(rule.problems(call, entry)));
        return problems;
    }

    /** Keeps what was typed and hands it in, both or, where something is still missing, only the first. @return whether it is handed in */
    @Transactional
    boolean sent(Actor actor, long id, int version, EntryTyping typed) {
        Entry before = drafts.editable(actor, id);
        Call call = calls.call(before.callId());
        List<Node> way = tree.wayTo(before.unitNodeId());
        drafts.save(actor, before, call, way, version, typed); // and with it holds the entry until all is done
        Entry entry = drafts.editable(actor, id);
        boolean whole = typed.problems().isEmpty()
                && !Secrecy.said(call, entry.ticked())
                && problems(entry, call, way).isEmpty();
        if (whole) {
            handIn(actor, entry, call, way);
        }
        return whole;
    }

    /** Hands it in: gives it its number and puts it before the first level, or before the one that sent it back. */
    @Transactional
    public void submit(Actor actor, long id, int version) {
        Entry entry = Drafts.editable(actor, journey.locked(id));
        if (entry.version() != version) {
            throw new Stale();
        }
        Call call = calls.call(entry.callId());
        List<Node> way = tree.wayTo(entry.unitNodeId());
        if (!problems(entry, call, way).isEmpty()) {
            throw new Refusal("entries.notReady");
        }
        handIn(actor, entry, call, way);
    }

    /** The number comes as late as it can: from then until all is done, everybody else who hands in waits for theirs. */
    private void handIn(Actor actor, Entry entry, Call call, List<Node> way) {
        duplicates.remember(entry, call);
        Move move = next(entry, call, way);
        Right right = move.to() == EntryState.FORMAL_CHECK ? Right.CHECK_FORM : Right.VET;
        List<Long> officers = accounts.holders(right, Objects.requireNonNull(move.atNodeId()));
        completers.ask(entry);
        tell(
                officers,
                call,
                journey.move(actor, entry, move.seenAt(entry.version()), () -> numbered(entry, call, way)));
    }

    private Map<Field<?>, ?> numbered(Entry entry, Call call, List<Node> way) {
        String unit = way.getLast().name();
        if (entry.number() != null) {
            return Map.of(ENTRY.SEARCH, Completers.found(entry, entry.number(), unit));
        }
        String number = number(call);
        return Map.of(
                ENTRY.NUMBER,
                number,
                ENTRY.SUBMITTED_AT,
                arrival.moment(),
                ENTRY.SEARCH,
                Completers.found(entry, number, unit));
    }

    private Move next(Entry entry, Call call, List<Node> way) {
        String action = entry.state() == EntryState.DRAFT
                ? "submit"
                : entry.state() == EntryState.RETURNED ? "resubmit" : late(entry) ? "supplementLate" : "supplement";
        List<Route.Stop> stops = Route.stops(call, way, entry.line());
        Long returnedBy = entry.state() == EntryState.RETURNED ? drafts.returnedBy(entry.id()) : null;
        boolean toHost = entry.state() == EntryState.SUPPLEMENT
                || stops.isEmpty()
                || Objects.equals(returnedBy, call.hostNodeId());
        if (toHost) {
            return Move.to(EntryState.FORMAL_CHECK, action, null)
                    .at(call.hostNodeId(), null, days.plus(today.today(), call.vettingDays()));
        }
        Route.Stop stop = stops.stream()
                .filter(s -> Objects.equals(s.nodeId(), returnedBy))
                .findFirst()
                .orElse(stops.getFirst());
        return Move.to(EntryState.VETTING, action, null).at(stop.nodeId(), stop.position(), due(call, stop.position()));
    }

    /** After its term 补正期 a supplement is marked as late: whether it is still accepted is the host's decision. */
    private boolean late(Entry entry) {
        return entry.dueOn() != null && entry.dueOn().isBefore(today.today());
    }

    /** The level's own due day where the call sets one that is not yet over, else so many working days from today. */
    public LocalDate due(Call call, int position) {
        LocalDate set = call.route().stream()
                .filter(l -> l.position() == position)
                .map(Call.RouteLevel::dueOn)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return set != null && !set.isBefore(today.today()) ? set : days.plus(today.today(), call.vettingDays());
    }

    private String number(Call call) {
        return number(call, numbers.nextSerial(series(call), call.year()));
    }

    /** In which series of numbers the entries of a call count. */
    public static String series(Call call) {
        return "entry:" + Programme.letters(call.programme());
    }

    public static String number(Call call, long serial) {
        return Programme.letters(call.programme()) + call.year() + "-" + String.format("%06d", serial);
    }

    private void tell(List<Long> officers, Call call, Entry entry) {
        news.waits(officers, entry, call.title());
    }

    /** The applicant takes it back; possible until it is decided on. */
    @Transactional
    public void withdraw(Actor actor, long id, int version, String reason) {
        Entry entry = journey.locked(id);
        if (entry.createdBy() != actor.accountId()) {
            throw new NotFound();
        }
        journey.move(
                actor,
                id,
                Move.to(EntryState.WITHDRAWN, "withdraw", reason.strip().isEmpty() ? null : reason.strip())
                        .seenAt(version));
    }
}
