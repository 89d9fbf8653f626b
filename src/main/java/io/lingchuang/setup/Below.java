package io.lingchuang.setup;

import static io.lingchuang.db.access.Tables.NODE;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Founding;
import io.lingchuang.access.Node;
import io.lingchuang.access.Tree;
import io.lingchuang.access.TreeKeeping;
import io.lingchuang.platform.web.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The tree below the federation: counties, districts and industry unions, typed or pasted, one in a line. */
@Service
class Below {

    /** A name, and where somebody has one a code behind it: 相山区总工会 XSQ. Sheets paste a tab between the two. */
    private static final Pattern LINE = Pattern.compile("(.+?)(?:[\\s,，;；]+([A-Za-z0-9_]{1,20}))?");

    private static final int MOST = 200;

    private record Typed(int line, Node.Kind kind, String name, String code) {}

    private final DSLContext dsl;
    private final Opening opening;
    private final Founding founding;
    private final Tree tree;
    private final TreeKeeping keeping;

    Below(DSLContext dsl, Opening opening, Founding founding, Tree tree, TreeKeeping keeping) {
        this.dsl = dsl;
        this.opening = opening;
        this.founding = founding;
        this.tree = tree;
        this.keeping = keeping;
    }

    /** All of it or, when one line is wrong, nothing. */
    @Transactional
    public int add(String counties, String industries) {
        opening.lock();
        List<Typed> typed = new ArrayList<>(read(Node.Kind.COUNTY, counties));
        typed.addAll(read(Node.Kind.INDUSTRY, industries));
        if (typed.isEmpty()) {
            throw Refusal.onField("COUNTY", "setup.nothingTyped");
        }
        Set<String> names = new HashSet<>(dsl.select(NODE.NAME).from(NODE).fetch(NODE.NAME));
        Set<String> codes = new HashSet<>(dsl.select(NODE.CODE).from(NODE).fetch(NODE.CODE));
        for (Typed unit : typed) {
            if (!names.add(unit.name())) {
                throw Refusal.onField(unit.kind().name(), "setup.nameTwice", unit.line(), unit.name());
            }
            if (!unit.code().isEmpty() && !codes.add(unit.code())) {
                throw Refusal.onField(unit.kind().name(), "setup.codeTwice", unit.line(), unit.code());
            }
        }
        Actor founder = founding.founder();
        long city = tree.city().id();
        // Those with a code of their own first, so that none is given that stands further down.
        typed.stream()
                .filter(u -> !u.code().isEmpty())
                .forEach(u -> keeping.add(founder, city, u.kind(), u.name(), u.code(), null));
        typed.stream()
                .filter(u -> u.code().isEmpty())
                .forEach(u -> keeping.add(
                        founder,
                        city,
                        u.kind(),
                        u.name(),
                        founding.freeCode(u.kind() == Node.Kind.COUNTY ? "C" : "I"),
                        null));
        return typed.size();
    }

    private static List<Typed> read(Node.Kind kind, String text) {
        List<Typed> typed = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            if (line.isEmpty()) {
                continue;
            }
            Matcher parts = LINE.matcher(line);
            boolean right = parts.matches()
                    && parts.group(1).length() >= 2
                    && parts.group(1).length() <= 80;
            if (!right) {
                throw Refusal.onField(kind.name(), "setup.lineWrong", number);
            }
            String code = parts.group(2) == null ? "" : parts.group(2).toUpperCase(Locale.ROOT);
            typed.add(new Typed(number, kind, parts.group(1).strip(), code));
            if (typed.size() > MOST) {
                throw Refusal.onField(kind.name(), "setup.tooManyLines", MOST);
            }
        }
        return typed;
    }

    @Transactional
    public void remove(long nodeId) {
        opening.lock();
        founding.remove(founding.founder(), nodeId);
    }

    List<Node> units() {
        return tree.founded().map(city -> tree.children(city.id())).orElse(List.of()).stream()
                .filter(n -> n.kind() == Node.Kind.COUNTY || n.kind() == Node.Kind.INDUSTRY)
                .toList();
    }
}
