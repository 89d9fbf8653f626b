package io.lingchuang.insights;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.Programme;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import org.springframework.stereotype.Component;

/** What is looked at: a node, a year, a day and a programme, as an address says it. */
public record Look(Node node, int year, LocalDate day, String programme) {

    /** The address says something that cannot be read. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String field;
        private final String key;

        Unreadable(String field, String key) {
            super(field);
            this.field = field;
            this.key = key;
        }

        public String field() {
            return field;
        }

        /** Message key of what is wrong. */
        public String key() {
            return key;
        }
    }

    /** Reads looks. What is left out is one's own highest node, this year, today. */
    @Component
    public static class Reader {

        private final Tree tree;
        private final Today today;

        Reader(Tree tree, Today today) {
            this.tree = tree;
            this.today = today;
        }

        public Look of(Actor actor, String node, String year, String day, String programme) {
            LocalDate on = day.isBlank() ? today.today() : day(day.strip());
            if (!programme.isEmpty() && !Programme.ALL.contains(programme)) {
                throw new NotFound();
            }
            return new Look(
                    node(actor, node.strip()), year.isBlank() ? on.getYear() : year(year.strip()), on, programme);
        }

        private Node node(Actor actor, String typed) {
            if (typed.isEmpty()) {
                return actor.grants().stream()
                        .filter(g -> actor.holds(Right.FOLLOW, g.nodeId()))
                        .map(g -> tree.node(g.nodeId()))
                        .min(Comparator.comparing(n -> n.path().length()))
                        .orElseThrow(NotFound::new);
            }
            long id;
            try {
                id = Long.parseLong(typed);
            } catch (NumberFormatException e) {
                throw new Unreadable("node", "figures.badNode");
            }
            Node node = tree.node(id);
            actor.requireReaches(Right.FOLLOW, node);
            return node;
        }

        private static LocalDate day(String typed) {
            try {
                LocalDate day = LocalDate.parse(typed);
                if (day.getYear() >= 2000 && day.getYear() <= 2200) {
                    return day;
                }
            } catch (DateTimeParseException e) {
                throw new Unreadable("day", "figures.badDay");
            }
            throw new Unreadable("day", "figures.badDay");
        }

        private static int year(String typed) {
            if (!typed.matches("2[01][0-9]{2}|2200")) {
                throw new Unreadable("year", "figures.badYear");
            }
            return Integer.parseInt(typed);
        }
    }
}
