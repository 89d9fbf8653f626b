package io.lingchuang.sample;

import io.lingchuang.calls.Call;
import io.lingchuang.entries.Duplicates;
import io.lingchuang.entries.Entry;
import io.lingchuang.entries.EntryCheck;
import io.lingchuang.entries.EntryState;
import io.lingchuang.entries.Problem;
import io.lingchuang.platform.text.Bigrams;
import io.lingchuang.platform.text.Grams;
import io.lingchuang.sample.IdeaTexts.Idea;
import io.lingchuang.sample.Invented.Draw;
import io.lingchuang.sample.PastEntry.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.databind.ObjectMapper;

/** Entries with their texts, people and history as rows; each that was handed in passes the check that the product makes when somebody hands in. */
final class EntryRows {

    private final Call call;
    private final Office office;
    private final IdeaTexts texts;
    private final ObjectMapper json;
    private final List<String> ticked;

    EntryRows(Call call, Office office, IdeaTexts texts, ObjectMapper json) {
        this.call = call;
        this.office = office;
        this.texts = texts;
        this.json = json;
        this.ticked = Answers.ticked(call);
    }

    Rows of(List<PastEntry> entries) {
        Rows rows = new Rows();
        entries.forEach(e -> write(rows, e));
        return rows;
    }

    private void write(Rows rows, PastEntry e) {
        SplittableRandom random = office.invented().random(Draw.ENTRY, -e.id);
        Idea idea = texts.idea(e.idea);
        Map<String, String> answers =
                Answers.of(call, idea, Office.day(e.submitted == null ? e.created : e.submitted), random);
        PastEntry.Step last = e.lastMove;
        Instant changed = last == null ? e.created : last.at();
        rows.add(
                Into.ENTRIES,
                e.id,
                call.id(),
                e.category,
                e.unit.node().id(),
                e.line,
                e.number,
                idea.title(),
                json.writeValueAsString(answers),
                json.writeValueAsString(ticked),
                e.state,
                e.atNode,
                e.atPosition,
                e.due,
                last == null ? null : last.reason(),
                e.score,
                e.rank,
                e.reached,
                e.tier,
                e.creator.account(),
                e.enteredFor,
                e.consent,
                e.created,
                changed,
                e.submitted,
                1 + e.moves,
                e.number == null
                        ? null
                        : Bigrams.index(
                                e.number,
                                idea.title(),
                                e.unit.node().name(),
                                String.join(
                                        " ",
                                        e.members.stream().map(Member::name).toList())));
        people(rows, e, random);
        for (PastEntry.Step s : e.steps) {
            rows.add(
                    Into.EVENTS,
                    e.id,
                    s.at(),
                    s.by().account() == 0 ? null : s.by().account(),
                    s.by().name(),
                    s.node(),
                    s.action(),
                    s.from(),
                    s.to(),
                    s.reason());
        }
        if (e.number != null) {
            Entry entry = entry(e, idea, answers);
            check(entry, e);
            rows.add(Into.GRAMS, e.id, Grams.of(Duplicates.text(entry, call)));
        }
    }

    private static void people(Rows rows, PastEntry e, SplittableRandom random) {
        int position = 0;
        for (Member m : e.members) {
            position++;
            boolean answered = position == 1 || m.account();
            rows.add(
                    Into.COMPLETERS,
                    e.id,
                    position,
                    m.person(),
                    m.name(),
                    e.unit.node().name(),
                    m.share(),
                    e.submitted == null && position > 1
                            ? Entry.Answer.INVITED
                            : answered ? Entry.Answer.ACCEPTED : Entry.Answer.INVITED,
                    answered && position > 1 && e.submitted != null
                            ? e.submitted.plusSeconds(600 + random.nextInt(80_000))
                            : null);
        }
    }

    private Entry entry(PastEntry e, Idea idea, Map<String, String> answers) {
        List<Entry.Completer> completers = new ArrayList<>();
        for (Member m : e.members) {
            completers.add(new Entry.Completer(
                    0,
                    completers.size() + 1,
                    m.person(),
                    m.name(),
                    e.unit.node().name(),
                    m.share(),
                    Entry.Answer.ACCEPTED));
        }
        return new Entry(
                e.id,
                call.id(),
                e.category,
                e.unit.node().id(),
                e.line,
                null,
                idea.title(),
                answers,
                ticked,
                EntryState.DRAFT,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                e.creator.account(),
                e.enteredFor,
                null,
                0,
                completers);
    }

    /** The call stood open when it was handed in; now it is closed. */
    private void check(Entry entry, PastEntry e) {
        List<Problem> problems = EntryCheck.problems(
                        call, entry, Map.of(), null, e.unit.ownership(), e.handedIn(), Office.day(e.handedIn()))
                .stream()
                .filter(p -> !p.key().equals("entries.tooLate"))
                .toList();
        boolean within = !e.handedIn().isBefore(java.util.Objects.requireNonNull(call.opensAt()))
                && e.handedIn().isBefore(java.util.Objects.requireNonNull(call.closesAt()));
        if (!problems.isEmpty() || !within) {
            throw new IllegalStateException("Entry " + e.number + " could not have been handed in: " + problems);
        }
    }
}
