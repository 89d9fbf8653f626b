package io.lingchuang.calls;

import io.lingchuang.platform.text.Plain;
import io.lingchuang.platform.web.Form;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A row of the editor's repeated inputs, as typed: the one of each name at its place. What is wrong is said beside its own input. */
public record Row(Form form, int at) {

    /** Rows in which any of these inputs holds something, in the order of the page. */
    public static List<Row> shown(Form form, String... names) {
        int count = Arrays.stream(names)
                .mapToInt(name -> form.values(name).size())
                .max()
                .orElse(0);
        return IntStream.range(0, count)
                .mapToObj(at -> new Row(form, at))
                .filter(row ->
                        Arrays.stream(names).anyMatch(name -> !row.value(name).isEmpty()))
                .toList();
    }

    /** Rows that have a name; one whose name was emptied is taken out. */
    static List<Row> named(Form form, String name) {
        return shown(form, name);
    }

    public static Row blank() {
        return new Row(Form.empty(), 0);
    }

    public String value(String name) {
        List<String> all = form.values(name);
        return at < all.size() ? Plain.text(all.get(at)).strip() : "";
    }

    /** What an error beside this row's input is kept under. */
    String input(String name) {
        return name + "." + at;
    }

    public @Nullable String error(String name) {
        return form.error(input(name));
    }
}
