package io.lingchuang.review.blind;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.ENTRY_FILE;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.READING;
import static io.lingchuang.db.review.Tables.TIE;

import io.lingchuang.access.Node;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.review.blind.Telltale.Kind;
import io.lingchuang.review.blind.Telltale.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** All that bears on what the entries of a panel may tell, in a handful of queries however many they are. */
@Component
class BlindFacts {

    /** @param text null: not read yet, or a picture, which has none */
    record Attachment(
            StoredFile file, String field, @Nullable AttachmentText text) {}

    record OfEntry(
            long id,
            String code,
            String title,
            Map<String, String> answers,
            Set<Word> words,
            List<Attachment> attachments) {}

    private final DSLContext dsl;
    private final ObjectMapper json;
    private final Files files;
    private final Tree tree;

    BlindFacts(DSLContext dsl, ObjectMapper json, Files files, Tree tree) {
        this.dsl = dsl;
        this.json = json;
        this.files = files;
        this.tree = tree;
    }

    long callOf(long panel) {
        return dsl.select(PANEL.CALL_ID)
                .from(PANEL)
                .where(PANEL.ID.eq(panel))
                .fetchOptional(PANEL.CALL_ID)
                .orElseThrow(NotFound::new);
    }

    /** The entries of the panel that wait for its experts, by their codes. */
    private static Select<Record1<Long>> waiting(long panel) {
        return DSL.select(PANEL_ENTRY.ENTRY_ID)
                .from(PANEL_ENTRY)
                .join(ENTRY)
                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                .where(PANEL_ENTRY.PANEL_ID.eq(panel), ENTRY.STATE.eq(EntryState.ACCEPTED.name()));
    }

    List<OfEntry> of(long panel, Call call) {
        Map<Long, Set<Word>> words = words(waiting(panel));
        Map<Long, List<Attachment>> attachments = attachments(panel, call);
        return dsl.select(ENTRY.ID, PANEL_ENTRY.BLIND_CODE, ENTRY.TITLE, ENTRY.ANSWERS)
                .from(PANEL_ENTRY)
                .join(ENTRY)
                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                .where(PANEL_ENTRY.PANEL_ID.eq(panel), ENTRY.STATE.eq(EntryState.ACCEPTED.name()))
                .orderBy(PANEL_ENTRY.BLIND_CODE)
                .fetch(r -> new OfEntry(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        json.readValue(r.value4().data(), new TypeReference<Map<String, String>>() {}),
                        words.getOrDefault(r.value1(), Set.of()),
                        attachments.getOrDefault(r.value1(), List.of())));
    }

    /** What to look for in that entry. */
    List<Word> words(long panel, long entry) {
        return List.copyOf(words(waiting(panel)).getOrDefault(entry, Set.of()));
    }

    private Map<Long, List<Attachment>> attachments(long panel, Call call) {
        List<String> seen = call.form().stream()
                .filter(f -> !f.identifying())
                .map(f -> f.code())
                .toList();
        var rows = dsl.select(ENTRY_FILE.ENTRY_ID, ENTRY_FILE.FIELD_CODE, ENTRY_FILE.FILE_ID)
                .select(READING.TEXT, READING.PICTURES, READING.READ)
                .from(ENTRY_FILE)
                .leftJoin(READING)
                .on(READING.FILE_ID.eq(ENTRY_FILE.FILE_ID))
                .where(ENTRY_FILE.ENTRY_ID.in(waiting(panel)), ENTRY_FILE.FIELD_CODE.in(seen))
                .orderBy(ENTRY_FILE.FIELD_CODE, ENTRY_FILE.FILE_ID)
                .fetch();
        Map<UUID, StoredFile> stored = files.find(rows.getValues(ENTRY_FILE.FILE_ID));
        Map<Long, List<Attachment>> attachments = new HashMap<>();
        rows.forEach(r -> attachments
                .computeIfAbsent(r.get(ENTRY_FILE.ENTRY_ID), e -> new ArrayList<>())
                .add(new Attachment(
                        Objects.requireNonNull(stored.get(r.get(ENTRY_FILE.FILE_ID))),
                        r.get(ENTRY_FILE.FIELD_CODE),
                        r.get(READING.READ) == null
                                ? null
                                : new AttachmentText(
                                        r.get(READING.TEXT), r.get(READING.PICTURES), r.get(READING.READ)))));
        return attachments;
    }

    /** By entry, whatever became of it. */
    Map<Long, Set<Word>> wordsOf(Collection<Long> entries) {
        return words(DSL.select(ENTRY.ID).from(ENTRY).where(ENTRY.ID.in(entries)));
    }

    private Map<Long, Set<Word>> words(Select<Record1<Long>> which) {
        Map<Long, Set<Word>> words = new HashMap<>();
        Map<String, Set<String>> forms = new HashMap<>();
        List<String> regions = regions();
        people(which).forEach((entry, names) -> names.forEach(n -> add(words, entry, Word.of(Kind.NAME, n))));
        units(which)
                .forEach((entry, names) -> names.forEach(n -> forms.computeIfAbsent(n, k -> ShortForms.of(k, regions))
                        .forEach(f -> add(words, entry, new Word(Kind.UNIT, f)))));
        return words;
    }

    private static void add(Map<Long, Set<Word>> words, long entry, Word word) {
        words.computeIfAbsent(entry, e -> new LinkedHashSet<>()).add(word);
    }

    /** Who typed the entry, its completers, and the experts who said that a completer is or was their apprentice. */
    private Map<Long, List<String>> people(Select<Record1<Long>> waiting) {
        return dsl.select(ENTRY.ID, ACCOUNT.NAME)
                .from(ENTRY)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ENTRY.CREATED_BY))
                .where(ENTRY.ID.in(waiting))
                .union(DSL.select(COMPLETER.ENTRY_ID, COMPLETER.NAME)
                        .from(COMPLETER)
                        .where(COMPLETER.ENTRY_ID.in(waiting)))
                .union(DSL.select(COMPLETER.ENTRY_ID, ACCOUNT.NAME)
                        .from(COMPLETER)
                        .join(TIE)
                        .on(
                                TIE.KIND.eq("APPRENTICE"),
                                TIE.PERSON_ID
                                        .eq(COMPLETER.PERSON_ID)
                                        .or(TIE.PERSON_ID.isNull().and(TIE.NAME.eq(COMPLETER.NAME))))
                        .join(EXPERT)
                        .on(EXPERT.ID.eq(TIE.EXPERT_ID))
                        .join(ACCOUNT)
                        .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                        .where(COMPLETER.ENTRY_ID.in(waiting)))
                .fetchGroups(r -> r.value1(), r -> r.value2());
    }

    /** The unit, the enterprise it belongs to and its group, and where the completers work, by their word and by the directory. */
    private Map<Long, List<String>> units(Select<Record1<Long>> waiting) {
        var unit = NODE.as("unit");
        var above = NODE.as("above");
        var inTree = DSL.condition("{0} @> {1}", above.PATH, unit.PATH)
                .and(above.KIND.in(Node.Kind.ENTERPRISE.name(), Node.Kind.BRANCH.name()));
        return dsl.select(ENTRY.ID, above.NAME)
                .from(ENTRY)
                .join(unit)
                .on(unit.ID.eq(ENTRY.UNIT_NODE_ID))
                .join(above)
                .on(inTree)
                .where(ENTRY.ID.in(waiting))
                .union(DSL.select(ENTRY.ID, ENTERPRISE.GROUP_NAME)
                        .from(ENTRY)
                        .join(unit)
                        .on(unit.ID.eq(ENTRY.UNIT_NODE_ID))
                        .join(above)
                        .on(inTree)
                        .join(ENTERPRISE)
                        .on(ENTERPRISE.NODE_ID.eq(above.ID))
                        .where(ENTRY.ID.in(waiting), ENTERPRISE.GROUP_NAME.isNotNull()))
                .union(DSL.select(COMPLETER.ENTRY_ID, COMPLETER.UNIT_NAME)
                        .from(COMPLETER)
                        .where(COMPLETER.ENTRY_ID.in(waiting), COMPLETER.UNIT_NAME.ne("")))
                .union(DSL.select(COMPLETER.ENTRY_ID, above.NAME)
                        .from(COMPLETER)
                        .join(PERSON)
                        .on(PERSON.ID.eq(COMPLETER.PERSON_ID))
                        .join(unit)
                        .on(unit.ID.eq(PERSON.EMPLOYER_NODE_ID))
                        .join(above)
                        .on(inTree)
                        .where(COMPLETER.ENTRY_ID.in(waiting)))
                .fetchGroups(r -> r.value1(), r -> r.value2());
    }

    /** 安徽省, 淮北市, 杜集区: a company's name may begin with them. */
    List<String> regions() {
        List<String> regions = new ArrayList<>();
        regions.add(tree.above());
        dsl.select(NODE.NAME)
                .from(NODE)
                .where(NODE.KIND.in(Node.Kind.CITY.name(), Node.Kind.COUNTY.name()))
                .forEach(r -> regions.add(r.value1()));
        return regions.stream()
                .map(r -> r.replaceAll("(总工会|工会)$", ""))
                .filter(r -> r.length() >= 2)
                .toList();
    }

    long hostOf(long panel) {
        return dsl.select(CALL.HOST_NODE_ID)
                .from(PANEL)
                .join(CALL)
                .on(CALL.ID.eq(PANEL.CALL_ID))
                .where(PANEL.ID.eq(panel))
                .fetchOptional(CALL.HOST_NODE_ID)
                .orElseThrow(NotFound::new);
    }
}
