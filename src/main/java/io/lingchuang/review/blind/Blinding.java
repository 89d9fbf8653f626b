package io.lingchuang.review.blind;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.BLIND_WORD;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;

import io.lingchuang.calls.Call;
import io.lingchuang.entries.EntryView;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.review.blind.Finding.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an expert sees of an entry. In a blind review nothing that names the applicant, and nothing that the host has hidden. */
@Component
public class Blinding {

    /** @param title and answers as experts see them; files too */
    public record Shown(String title, List<EntryView.Answer> answers) {

        public boolean has(UUID file) {
            return answers.stream().flatMap(a -> a.files().stream()).anyMatch(f -> f.id().equals(file));
        }
    }

    private record Said(
            String place, String found, Word word, @Nullable UUID cleaned) {}

    private final DSLContext dsl;
    private final Files files;

    Blinding(DSLContext dsl, Files files) {
        this.dsl = dsl;
        this.files = files;
    }

    public Shown shown(EntryView view) {
        if (!view.call().blind()) {
            return new Shown(view.entry().title(), view.answers());
        }
        long id = view.entry().id();
        return shown(view.entry().title(), view.answers(), said(List.of(id)).getOrDefault(id, Map.of()));
    }

    /** The texts of several entries of a call as experts see them. */
    public Map<Long, Shown> shown(Call call, Map<Long, EntryView.Texts> entries) {
        Map<Long, Map<String, List<Said>>> said = call.blind() ? said(entries.keySet()) : Map.of();
        Map<Long, Shown> shown = new HashMap<>();
        entries.forEach((id, texts) -> shown.put(
                id,
                call.blind()
                        ? shown(texts.title(), texts.answers(), said.getOrDefault(id, Map.of()))
                        : new Shown(texts.title(), texts.answers())));
        return shown;
    }

    private Shown shown(String title, List<EntryView.Answer> answers, Map<String, List<Said>> said) {
        return new Shown(
                text(title, said.get("title")),
                answers.stream()
                        .filter(a -> !a.field().identifying())
                        .map(a -> new EntryView.Answer(
                                a.field(),
                                text(a.text(), said.get("answer:" + a.field().code())),
                                attached(a.files(), said)))
                        .toList());
    }

    /** The titles of a panel's entries as experts see them, of those in which something is hidden. */
    public Map<Long, String> titles(long panel) {
        return titles(BLIND_WORD.ENTRY_ID.in(
                DSL.select(PANEL_ENTRY.ENTRY_ID).from(PANEL_ENTRY).where(PANEL_ENTRY.PANEL_ID.eq(panel))));
    }

    /** The same of any entries. */
    public Map<Long, String> titles(Collection<Long> entries) {
        return titles(BLIND_WORD.ENTRY_ID.in(entries));
    }

    private Map<Long, String> titles(Condition which) {
        Map<Long, String> titles = new HashMap<>();
        dsl.select(ENTRY.ID, ENTRY.TITLE, BLIND_WORD.FOUND)
                .from(BLIND_WORD)
                .join(ENTRY)
                .on(ENTRY.ID.eq(BLIND_WORD.ENTRY_ID))
                .where(which, BLIND_WORD.PLACE.eq("title"), BLIND_WORD.WORD.eq(Word.HIDE.name()))
                .fetchGroups(ENTRY.ID)
                .forEach((entry, words) -> titles.put(
                        entry, Telltale.hidden(words.getFirst().value2(), words.getValues(BLIND_WORD.FOUND))));
        return titles;
    }

    /** By entry and place. */
    private Map<Long, Map<String, List<Said>>> said(Collection<Long> entries) {
        Map<Long, Map<String, List<Said>>> said = new HashMap<>();
        dsl.selectFrom(BLIND_WORD)
                .where(BLIND_WORD.ENTRY_ID.in(entries), BLIND_WORD.WORD.ne(Word.LEAVE.name()))
                .forEach(r -> said.computeIfAbsent(r.getEntryId(), e -> new HashMap<>())
                        .computeIfAbsent(r.getPlace(), p -> new ArrayList<>())
                        .add(new Said(r.getPlace(), r.getFound(), Word.valueOf(r.getWord()), r.getCleaned())));
        return said;
    }

    private static String text(String text, @Nullable List<Said> said) {
        return said == null
                ? text
                : Telltale.hidden(text, said.stream().map(Said::found).toList());
    }

    private List<StoredFile> attached(List<StoredFile> attached, Map<String, List<Said>> said) {
        List<StoredFile> shown = new ArrayList<>();
        for (StoredFile file : attached) {
            List<Said> word = said.get("file:" + file.id());
            if (word == null) {
                shown.add(file);
            } else if (word.getFirst().word() == Word.CLEANED) {
                shown.add(files.file(Objects.requireNonNull(word.getFirst().cleaned())));
            }
        }
        return shown;
    }
}
