package io.lingchuang.studios.assessment;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.studios.Tables.ABOUT;

import io.lingchuang.access.Actor;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.FormField;
import io.lingchuang.entries.Drafts;
import io.lingchuang.entries.Entry;
import io.lingchuang.entries.EntryState;
import io.lingchuang.entries.EntryTyping;
import io.lingchuang.entries.Journey;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.studios.Part;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.StudioKinds;
import io.lingchuang.studios.Studios;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The self-report of a studio: what all its parts know of the last year, and the entry that begins with it filled in. */
@Service
public class SelfReports {

    private static final List<String> PROGRAMMES = List.of("STUDIO_RENEWAL", "STUDIO_ASSESSMENT");

    private final DSLContext dsl;
    private final List<SelfReport> sources;
    private final Studios studios;
    private final Calls calls;
    private final Drafts drafts;
    private final Journey journey;
    private final Today today;

    SelfReports(
            DSLContext dsl,
            List<SelfReport> sources,
            Studios studios,
            Calls calls,
            Drafts drafts,
            Journey journey,
            Today today) {
        this.dsl = dsl;
        this.sources = sources;
        this.studios = studios;
        this.calls = calls;
        this.drafts = drafts;
        this.journey = journey;
        this.today = today;
    }

    /** What is known of the year that ends on the day. */
    public List<SelfReport.Line> lines(Studio studio, LocalDate until) {
        return sources.stream()
                .flatMap(s -> s.lines(studio, until.minusYears(1).plusDays(1), until).stream())
                .toList();
    }

    /** Calls in which a studio can be renewed or assessed today. */
    public List<Call> openCalls(Studio studio) {
        return calls.published().stream()
                .filter(c -> PROGRAMMES.contains(c.programme()) && c.open(today.now()))
                .filter(c -> StudioKinds.of(c).contains(studio.kind()))
                .toList();
    }

    /**
     * Begins the entry of a studio with its report filled in; what the form does not ask for is left out. One a call: begun already, it is
     * opened again. The leader begins their own, the clerk of the unit for them, with their consent on record.
     */
    @Transactional
    public long begin(Actor actor, long studioId, long callId, String consent) {
        Studio studio = studios.ledBy(actor, studioId);
        Call call = openCalls(studio).stream()
                .filter(c -> c.id() == callId)
                .findFirst()
                .orElseThrow(() -> Refusal.onField("call", "assessment.noSuchCall"));
        if (!studio.state().alive()) {
            throw new Refusal("naming.ended");
        }
        if (studio.leaderId() == null) {
            throw new Refusal("assessment.noLeader");
        }
        Long begun = dsl.select(ENTRY.ID)
                .from(ENTRY)
                .join(ABOUT)
                .on(ABOUT.ENTRY_ID.eq(ENTRY.ID))
                .where(ABOUT.STUDIO_ID.eq(studioId), ENTRY.CALL_ID.eq(callId))
                .and(ENTRY.STATE.ne(EntryState.WITHDRAWN.name()))
                .fetchOne(ENTRY.ID);
        if (begun != null) {
            if (journey.entry(begun).createdBy() != actor.accountId()) {
                throw new Refusal("assessment.begunByAnother");
            }
            return begun;
        }
        long entry = studios.standing(actor, studio).part() == Part.LEADER
                ? drafts.start(actor, callId)
                : drafts.startFor(actor, callId, studio.leaderId(), consent);
        dsl.insertInto(ABOUT)
                .set(ABOUT.ENTRY_ID, entry)
                .set(ABOUT.STUDIO_ID, studioId)
                .execute();
        fill(actor, studio, call, journey.entry(entry));
        studios.happened(actor, studioId, "selfReport", call.title());
        return entry;
    }

    private void fill(Actor actor, Studio studio, Call call, Entry entry) {
        Map<String, String> found = lines(studio, today.today()).stream()
                .collect(Collectors.groupingBy(
                        SelfReport.Line::field,
                        LinkedHashMap::new,
                        Collectors.mapping(SelfReport.Line::text, Collectors.joining("\n"))));
        Map<String, String> answers = new LinkedHashMap<>();
        for (FormField field : call.form()) {
            String text = field.code().equals("studioNumber")
                    ? studio.number() + " " + studio.name()
                    : found.getOrDefault(field.code(), "");
            if (!text.isEmpty() && field.kind() != FormField.Kind.FILE) {
                answers.put(field.code(), cut(text, field.limit()));
            }
        }
        drafts.save(
                actor,
                entry.id(),
                entry.version(),
                new EntryTyping(
                        cut(studio.name() + " " + call.year(), 120),
                        entry.categoryId(),
                        entry.line(),
                        answers,
                        List.of(),
                        List.of()));
    }

    /** As many whole lines as the field has room for. */
    private static String cut(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        String head = text.substring(0, text.offsetByCodePoints(0, most));
        int end = head.lastIndexOf('\n');
        return end > 0 ? head.substring(0, end) : head;
    }

    /** What the report of a studio would say now, for whoever sees inside it. */
    public Studio seen(Actor actor, long studioId) {
        Studio studio = studios.studio(studioId);
        if (!studios.standing(actor, studio).inside()) {
            throw new NotFound();
        }
        return studio;
    }
}
