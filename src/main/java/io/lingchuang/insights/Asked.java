package io.lingchuang.insights;

import io.lingchuang.access.Node;
import io.lingchuang.platform.web.Form;
import java.time.LocalDate;

/** What a page was asked to show. form: as it was typed, with what was wrong beside it; shown is then what is usual. */
public record Asked(Look look, Form form) {

    public Node node() {
        return look.node();
    }

    public int year() {
        return look.year();
    }

    public LocalDate day() {
        return look.day();
    }

    /** The address of a page with this year and day, for a node. */
    public String at(String path, Node other) {
        return path + "?node=" + other.id() + "&year=" + year() + "&day=" + day();
    }

    public String at(String path) {
        return at(path, node());
    }
}
