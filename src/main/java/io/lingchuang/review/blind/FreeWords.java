package io.lingchuang.review.blind;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;

import io.lingchuang.review.blind.Telltale.Kind;
import io.lingchuang.review.blind.Telltale.Passage;
import io.lingchuang.review.blind.Telltale.Word;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * What people write freely during a blind review: posts, conclusions, reasons, remarks, dissents. Where it names the applicant experts read a
 * bar instead. Nothing is refused, as a refusal would tell an expert that a guess was right; the host is told what is held back.
 */
@Component
public class FreeWords {

    /** Of one entry or several: what would tell who applies. Nothing where the review is not blind. */
    public record Heard(List<Word> words) {

        public static final Heard PLAIN = new Heard(List.of());

        /** What experts read. */
        public String shown(String text) {
            return words.isEmpty() ? text : Telltale.hidden(text, found(text));
        }

        /** What is held back of these texts, as it stands in them. */
        public List<String> held(Collection<String> texts) {
            Set<String> held = new LinkedHashSet<>();
            for (String text : texts) {
                if (!words.isEmpty()) {
                    Telltale.in(text, words).forEach(p -> held.add(text.substring(p.start(), p.end())));
                }
            }
            return List.copyOf(held);
        }

        /** The same with something else in the place of each. */
        public String without(String text, String instead) {
            return words.isEmpty() ? text : Telltale.hidden(text, found(text), instead);
        }

        private List<String> found(String text) {
            return Telltale.in(text, words).stream().map(Passage::found).toList();
        }
    }

    private final DSLContext dsl;
    private final BlindFacts facts;

    FreeWords(DSLContext dsl, BlindFacts facts) {
        this.dsl = dsl;
        this.facts = facts;
    }

    public Heard about(long entry) {
        return about(List.of(entry)).getOrDefault(entry, Heard.PLAIN);
    }

    /** By entry, of those whose review is blind. */
    public Map<Long, Heard> about(Collection<Long> entries) {
        List<Long> blind = dsl.select(ENTRY.ID)
                .from(ENTRY)
                .join(CALL)
                .on(CALL.ID.eq(ENTRY.CALL_ID))
                .where(ENTRY.ID.in(entries), CALL.BLIND.isTrue())
                .fetch(ENTRY.ID);
        Map<Long, Heard> heard = new HashMap<>();
        if (!blind.isEmpty()) {
            facts.wordsOf(blind).forEach((entry, words) -> heard.put(entry, new Heard(List.copyOf(words))));
        }
        return heard;
    }

    /** Of everything on a panel, for a text that is about no one entry. */
    public Heard ofPanel(long panel) {
        Set<Word> all = new LinkedHashSet<>();
        about(dsl.select(PANEL_ENTRY.ENTRY_ID)
                        .from(PANEL_ENTRY)
                        .where(PANEL_ENTRY.PANEL_ID.eq(panel))
                        .fetch(PANEL_ENTRY.ENTRY_ID))
                .values()
                .forEach(h -> all.addAll(h.words()));
        return new Heard(List.copyOf(all));
    }

    /** How people may call these people and units: names as they are, units by their short forms too. */
    public Heard ofNames(Collection<String> people, Collection<String> units) {
        Set<Word> words = new LinkedHashSet<>();
        people.stream().filter(n -> n.strip().length() > 1).forEach(n -> words.add(Word.of(Kind.NAME, n)));
        List<String> regions = facts.regions();
        units.stream()
                .flatMap(u -> ShortForms.of(u, regions).stream())
                .filter(f -> f.length() > 1)
                .forEach(f -> words.add(new Word(Kind.UNIT, f)));
        return new Heard(List.copyOf(words));
    }
}
