package io.lingchuang.platform.sheets;

import io.lingchuang.platform.sheets.SheetImport.Action;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be handed in as a sheet. The room that it belongs to says which columns it has, and judges and writes its rows. */
public interface SheetKind {

    /** Stands in the database: experts. */
    String kind();

    /** Message key of what is in it; the sheet's name. */
    String title();

    /** The columns as the first row names them, in Chinese whatever language the page is in; their order there is free. */
    List<String> columns();

    /** Without these a sheet is not read at all. */
    List<String> needed();

    /** Columns of personal data, masked where rows are shown. */
    default Set<String> masked() {
        return Set.of();
    }

    /** Whether a column may also be called so, as people write it. */
    default boolean isCalled(String column, String heading) {
        return column.equals(heading);
    }

    /** Judges the rows of one sheet, in their order, as the house stands now. account: who handed it in. */
    Judge judge(@Nullable Long account);

    /** Remembers what it saw, so that the same thing twice in a sheet is found. */
    interface Judge {
        Verdict of(int row, List<String> cells);
    }

    /**
     * @param message what would change, or what is wrong
     * @param write does it; asked only of ADD and CHANGE, in a transaction of its own
     */
    record Verdict(
            Action action,
            @Nullable String message,
            @Nullable Runnable write) {}
}
