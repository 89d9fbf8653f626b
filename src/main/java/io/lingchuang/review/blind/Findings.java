package io.lingchuang.review.blind;

import static io.lingchuang.db.review.Tables.BLIND_WORD;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.FormField;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.blind.Finding.Kind;
import io.lingchuang.review.blind.Finding.Said;
import io.lingchuang.review.blind.Finding.Snippet;
import io.lingchuang.review.blind.Finding.Word;
import io.lingchuang.review.blind.Telltale.Passage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks anew each time at what the entries of a panel tell: only what was read of attachments and what the host said is kept. */
@Component
public class Findings {

    private static final int AROUND = 24;
    private static final int SNIPPETS = 3;

    private final DSLContext dsl;
    private final BlindFacts facts;
    private final Calls calls;
    private final Audit audit;

    Findings(DSLContext dsl, BlindFacts facts, Calls calls, Audit audit) {
        this.dsl = dsl;
        this.facts = facts;
        this.calls = calls;
        this.audit = audit;
    }

    /** By the codes of the entries; nothing where the call is not blind. */
    public List<Finding> of(long panel) {
        Call call = calls.call(facts.callOf(panel));
        if (!call.blind()) {
            return List.of();
        }
        Map<String, Said> said = said(panel);
        List<Finding> findings = new ArrayList<>();
        for (BlindFacts.OfEntry entry : facts.of(panel, call)) {
            inText(findings, entry, "title", "", entry.title(), said);
            for (FormField f : call.form()) {
                if (!f.identifying() && f.kind() != FormField.Kind.FILE) {
                    String answer = entry.answers().getOrDefault(f.code(), "");
                    inText(findings, entry, "answer:" + f.code(), f.label(), answer, said);
                }
            }
            entry.attachments().forEach(a -> inFile(findings, entry, call, a, said));
        }
        return findings;
    }

    /** A panel opens only when the host has said something of all that was found, or why it opens without, which stands on record. */
    public void requireSaid(Actor actor, long panel, String why) {
        long open = of(panel).stream().filter(Finding::open).count();
        if (open > 0 && why.strip().length() < 2) {
            throw Refusal.onField("unhidden", "review.blind.undecided", open);
        }
        if (open > 0) {
            audit.record(actor, "review.blind.unhidden", "panel", panel, open + ": " + why.strip());
        }
    }

    private Map<String, Said> said(long panel) {
        Map<String, Said> said = new HashMap<>();
        dsl.selectFrom(BLIND_WORD)
                .where(BLIND_WORD.ENTRY_ID.in(
                        DSL.select(PANEL_ENTRY.ENTRY_ID).from(PANEL_ENTRY).where(PANEL_ENTRY.PANEL_ID.eq(panel))))
                .forEach(r -> said.put(
                        key(r.getEntryId(), r.getPlace(), r.getFound()),
                        new Said(Word.valueOf(r.getWord()), r.getReason())));
        return said;
    }

    private static String key(long entry, String place, String found) {
        return entry + "|" + place + "|" + found;
    }

    private static void inText(
            List<Finding> findings,
            BlindFacts.OfEntry entry,
            String place,
            String label,
            String text,
            Map<String, Said> said) {
        Map<String, List<Passage>> words = new LinkedHashMap<>();
        Telltale.in(text, List.copyOf(entry.words()))
                .forEach(p ->
                        words.computeIfAbsent(p.found(), f -> new ArrayList<>()).add(p));
        words.forEach((found, passages) -> findings.add(new Finding(
                entry.id(),
                entry.code(),
                place,
                found,
                label,
                EnumSet.of(kind(passages.getFirst())),
                snippets(text, passages),
                passages.size(),
                null,
                0,
                said.get(key(entry.id(), place, found)))));
    }

    private static void inFile(
            List<Finding> findings,
            BlindFacts.OfEntry entry,
            Call call,
            BlindFacts.Attachment attachment,
            Map<String, Said> said) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        AttachmentText text = attachment.text();
        List<Passage> passages = text == null ? List.of() : Telltale.in(text.text(), List.copyOf(entry.words()));
        passages.forEach(p -> kinds.add(kind(p)));
        boolean picture = attachment.file().image();
        if (picture || (text != null && text.pictures() > 0)) {
            kinds.add(Kind.PICTURE);
        }
        if (!picture && (text == null || !text.read())) {
            kinds.add(Kind.UNREAD);
        }
        if (!Telltale.in(attachment.file().name(), List.copyOf(entry.words())).isEmpty()) {
            kinds.add(Kind.FILE_NAME);
        }
        if (!kinds.isEmpty()) {
            String place = "file:" + attachment.file().id();
            findings.add(new Finding(
                    entry.id(),
                    entry.code(),
                    place,
                    "",
                    label(call, attachment.field()),
                    kinds,
                    text == null ? List.of() : snippets(text.text(), passages),
                    passages.size(),
                    attachment.file(),
                    text == null ? 0 : text.pictures(),
                    said.get(key(entry.id(), place, ""))));
        }
    }

    private static String label(Call call, String field) {
        return call.form().stream()
                .filter(f -> f.code().equals(field))
                .map(FormField::label)
                .findFirst()
                .orElse(field);
    }

    private static Kind kind(Passage passage) {
        return switch (passage.kind()) {
            case NAME -> Kind.NAME;
            case UNIT -> Kind.UNIT;
            case CONTACT -> Kind.CONTACT;
        };
    }

    private static List<Snippet> snippets(String text, List<Passage> passages) {
        return passages.stream()
                .limit(SNIPPETS)
                .map(p -> new Snippet(
                        text.substring(Math.max(0, p.start() - AROUND), p.start()),
                        text.substring(p.start(), p.end()),
                        text.substring(p.end(), Math.min(text.length(), p.end() + AROUND))))
                .toList();
    }

    /** Of what was found now, the one that a form names. */
    static @Nullable Finding named(List<Finding> findings, String key) {
        return findings.stream().filter(f -> f.key().equals(key)).findFirst().orElse(null);
    }
}
