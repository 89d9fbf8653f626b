package io.lingchuang.entries;

import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.Declaration;
import io.lingchuang.calls.FormField;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.Page;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An entry with all that a page shows of it: for the applicant, the vetting officer and the printed form alike. */
public record EntryView(
        Entry entry,
        Call call,
        String unit,
        @Nullable String at,
        @Nullable String category,
        List<Answer> answers,
        Map<String, List<StoredFile>> files,
        @Nullable StoredFile sealed) {

    public record Answer(FormField field, String text, List<StoredFile> files) {

        /** As people read it: money with separators, a number with its unit, a ticked box as a yes. */
        public String shown(Page page) {
            String unit = field.unit() == null ? "" : " " + field.unit();
            return switch (field.kind()) {
                case DECLARATION -> page.t(text.equals("true") ? "yes" : "no");
                case MONEY -> text.isEmpty() ? "" : yuan(page) + (unit.isEmpty() ? " " + page.t("unit.yuan") : unit);
                default -> text.isEmpty() ? "" : text + unit;
            };
        }

        /** A draft may hold what is no amount; it stands as it was typed. */
        private String yuan(Page page) {
            try {
                return page.yuan(new BigDecimal(text.strip().replace(",", "").replace("，", "")));
            } catch (NumberFormatException e) {
                return text;
            }
        }
    }

    /** A condition, promise or question with what was answered to it. */
    public record Answered(String text, boolean yes) {}

    /** The conditions and declarations of the call, each with its answer; a question that was not answered yet is left out. */
    public List<Answered> promised() {
        List<Answered> promised = new ArrayList<>();
        call.eligibility()
                .ticked()
                .forEach(c -> promised.add(new Answered(c.text(), entry.ticked().contains(c.code()))));
        for (Declaration d : call.declarations()) {
            if (d.kind() == Declaration.Kind.PROMISE) {
                promised.add(new Answered(d.text(), entry.ticked().contains(d.code())));
            } else if (entry.ticked().contains(d.code() + ":yes")
                    || entry.ticked().contains(d.code() + ":no")) {
                promised.add(new Answered(d.text(), entry.ticked().contains(d.code() + ":yes")));
            }
        }
        return promised;
    }

    /** Its title and what was written into its fields, without files. */
    public record Texts(String title, List<Answer> answers) {}

    /** Reads views. */
    @Component
    public static class Reader {

        private final Journey journey;
        private final Calls calls;
        private final Tree tree;
        private final EntryFiles files;

        Reader(Journey journey, Calls calls, Tree tree, EntryFiles files) {
            this.journey = journey;
            this.calls = calls;
            this.tree = tree;
            this.files = files;
        }

        /** The texts of several entries of a call, by entry. */
        public Map<Long, Texts> texts(Call call, Collection<Long> entries) {
            Map<Long, Texts> texts = new HashMap<>();
            for (Entry entry : journey.entries(entries)) {
                texts.put(
                        entry.id(),
                        new Texts(
                                entry.title(),
                                call.form().stream()
                                        .filter(f -> EntryCheck.shown(call, f, entry))
                                        .map(f -> new Answer(f, entry.answers().getOrDefault(f.code(), ""), List.of()))
                                        .toList()));
            }
            return texts;
        }

        public EntryView of(long id) {
            Entry entry = journey.entry(id);
            Call call = calls.call(entry.callId());
            Map<String, List<StoredFile>> attached = files.of(id);
            List<Answer> answers = call.form().stream()
                    .filter(f -> EntryCheck.shown(call, f, entry))
                    .map(f -> new Answer(
                            f, entry.answers().getOrDefault(f.code(), ""), attached.getOrDefault(f.code(), List.of())))
                    .toList();
            return new EntryView(
                    entry,
                    call,
                    tree.node(entry.unitNodeId()).name(),
                    entry.atNodeId() == null
                            ? null
                            : tree.node(entry.atNodeId()).name(),
                    call.categories().stream()
                            .filter(c -> java.util.Objects.equals(c.id(), entry.categoryId()))
                            .map(Call.Category::name)
                            .findFirst()
                            .orElse(null),
                    answers,
                    attached,
                    files.sealedFile(id));
        }
    }
}
