package io.lingchuang.entries;

import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.FormField;
import io.lingchuang.platform.files.StoredFile;
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

    public record Answer(FormField field, String text, List<StoredFile> files) {}

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
