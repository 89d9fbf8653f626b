package io.lingchuang.platform.sheets;

import io.lingchuang.platform.jobs.Job;
import io.lingchuang.platform.sheets.SheetImport.Action;
import io.lingchuang.platform.text.Mask;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Somebody's latest sheet of a kind, if they handed one in, as tag/sheet.jte shows it. */
public record SheetPreview(
        List<String> columns,
        Set<String> masked,
        @Nullable SheetImport sheet,
        @Nullable Job job,
        Map<Action, List<SheetImport.Line>> lines) {

    /** The columns in which any of these rows has something: a sheet may have many, and rows fill few. */
    public List<String> filled(List<SheetImport.Line> lines) {
        return columns.stream()
                .filter(c -> lines.stream()
                        .anyMatch(l -> !l.cells().get(columns.indexOf(c)).isEmpty()))
                .toList();
    }

    /** A cell as it is shown. */
    public String cell(SheetImport.Line line, String column) {
        String typed = line.cells().get(columns.indexOf(column));
        return masked.contains(column) ? Mask.phone(typed) : typed;
    }
}
