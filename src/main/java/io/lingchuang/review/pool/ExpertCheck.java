package io.lingchuang.review.pool;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.sheets.SheetImport.Action;
import io.lingchuang.platform.sheets.SheetKind;
import io.lingchuang.platform.sheets.SheetKind.Verdict;
import io.lingchuang.platform.web.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges the rows of a sheet of experts against the pool as it stands. */
final class ExpertCheck implements SheetKind.Judge {

    private static final Pattern OF_UNIT = Pattern.compile("(.+?)[（(](.+)[）)]");

    private final Actor actor;
    private final ExpertSheet sheet;
    private final FieldWords.Known known;
    private final List<Long> nodes;
    private final Map<String, Integer> seen = new HashMap<>();

    ExpertCheck(Actor actor, ExpertSheet sheet, FieldWords.Known known) {
        this.actor = actor;
        this.sheet = sheet;
        this.known = known;
        this.nodes = actor.nodesWith(Right.RUN_PANEL);
    }

    @Override
    public Verdict of(int row, List<String> cells) {
        if (nodes.isEmpty()) {
            return wrong(List.of(sheet.text("sheet.beyond")));
        }
        String phone = ExpertColumn.SIGN_IN.in(cells).replaceAll("[\\s-]", "");
        Member before = sheet.member(phone).orElse(null);
        Typed typed = typed(cells, before);
        List<String> wrong = new ArrayList<>();
        for (Refusal fault : sheet.pool().faults(typed, phone, known)) {
            wrong.add(said(fault));
        }
        Set<Tie.Said> ties = ties(cells);
        ties.stream()
                .flatMap(t -> Ties.faults(t).stream()
                        .map(f -> sheet.text("review.pool.faultAt", t.name(), sheet.text(f.key(), f.args()))))
                .forEach(wrong::add);
        who(phone, before, typed.name(), wrong);
        Integer first = seen.putIfAbsent(phone, row);
        if (first != null) {
            wrong.add(sheet.text("directory.roster.twice", String.valueOf(first)));
        }
        if (!wrong.isEmpty()) {
            return wrong(wrong);
        }
        Particulars wanted = typed.particulars();
        return before == null ? add(phone, wanted, ties) : change(before, wanted, ties);
    }

    private static Verdict wrong(List<String> wrong) {
        return new Verdict(Action.ERROR, String.join("；", wrong), null);
    }

    private String said(Refusal fault) {
        String why = sheet.text(fault.key(), fault.args());
        return ExpertColumn.ofField(fault.field())
                .map(c -> sheet.text("review.pool.faultAt", c.heading, why))
                .orElse(why);
    }

    /** A phone that belongs to somebody else is a slip that would make the wrong person an expert. */
    private void who(String phone, @Nullable Member before, String name, List<String> wrong) {
        if (!sheet.pool().nameOf(phone).orElse(name).equals(name)) {
            wrong.add(sheet.text("review.pool.otherName"));
        } else if (before != null && !sheet.pool().keeps(actor, before)) {
            wrong.add(sheet.text("review.pool.notKept", before.keeper()));
        }
    }

    private static Typed typed(List<String> cells, @Nullable Member before) {
        Particulars was = before == null ? null : before.particulars();
        return new Typed(
                ExpertColumn.NAME.in(cells),
                or(ExpertColumn.TITLE, cells, was == null ? null : was.title()),
                or(ExpertColumn.EMPLOYER, cells, was == null ? null : was.employer()),
                or(ExpertColumn.GROUP, cells, was == null ? null : was.group()),
                or(ExpertColumn.OCCUPATIONS, cells, was == null ? List.of() : was.occupations()),
                or(ExpertColumn.INDUSTRIES, cells, was == null ? List.of() : was.industries()),
                or(ExpertColumn.TAGS, cells, was == null ? List.of() : was.tags()),
                or(ExpertColumn.LIMIT, cells, was == null ? null : was.loadLimit()),
                or(ExpertColumn.FROM, cells, was == null ? null : was.from()),
                or(ExpertColumn.UNTIL, cells, was == null ? null : was.until()),
                or(ExpertColumn.PHONE, cells, was == null ? null : was.phone()),
                or(ExpertColumn.EMAIL, cells, was == null ? null : was.email()));
    }

    private static String or(ExpertColumn column, List<String> cells, @Nullable Object before) {
        String typed = column.in(cells);
        return !typed.isEmpty() ? typed : before == null ? "" : before.toString();
    }

    private static List<String> or(ExpertColumn column, List<String> cells, List<String> before) {
        List<String> typed = Typed.words(List.of(column.in(cells)));
        return typed.isEmpty() ? before : typed;
    }

    /** Several in a cell, each a name or a name with its unit: 张伟（临涣煤矿）、李强. */
    private static Set<Tie.Said> ties(List<String> cells) {
        Set<Tie.Said> said = new LinkedHashSet<>();
        for (ExpertColumn column : ExpertColumn.values()) {
            Tie.Kind kind = column.tie;
            if (kind != null) {
                for (String each : Typed.words(List.of(column.in(cells)))) {
                    Matcher of = OF_UNIT.matcher(each);
                    boolean unit = !kind.ofUnit() && of.matches();
                    said.add(new Tie.Said(
                            kind,
                            unit ? of.group(1).strip() : each,
                            unit ? of.group(2).strip() : "",
                            null));
                }
            }
        }
        return said;
    }

    private Verdict add(String phone, Particulars wanted, Set<Tie.Said> said) {
        return new Verdict(Action.ADD, null, () -> {
            long id = sheet.pool().add(actor, nodes.getFirst(), phone, wanted);
            said.forEach(t -> sheet.ties().put(actor, id, t, Tie.Source.IMPORT));
        });
    }

    private Verdict change(Member before, Particulars wanted, Set<Tie.Said> said) {
        List<String> changes = changes(before.particulars(), wanted);
        Set<Tie.Said> fresh = new LinkedHashSet<>(said);
        if (!fresh.isEmpty()) {
            for (Tie tie : sheet.ties().of(before.id())) {
                fresh.removeIf(t -> t.kind() == tie.kind() && t.name().equals(tie.name()));
            }
        }
        Arrays.stream(ExpertColumn.values())
                .filter(c -> fresh.stream().anyMatch(t -> t.kind() == c.tie))
                .forEach(c -> changes.add(c.heading));
        if (changes.isEmpty()) {
            return new Verdict(Action.SAME, null, null);
        }
        return new Verdict(Action.CHANGE, sheet.text("directory.roster.changes", String.join("、", changes)), () -> {
            sheet.pool().change(actor, before.id(), before.version(), wanted);
            fresh.forEach(t -> sheet.ties().put(actor, before.id(), t, Tie.Source.IMPORT));
        });
    }

    private static List<String> changes(Particulars before, Particulars wanted) {
        List<String> changes = new ArrayList<>();
        change(changes, ExpertColumn.TITLE, before.title(), wanted.title());
        change(changes, ExpertColumn.EMPLOYER, before.employer(), wanted.employer());
        change(changes, ExpertColumn.GROUP, before.group(), wanted.group());
        change(changes, ExpertColumn.OCCUPATIONS, before.occupations(), wanted.occupations());
        change(changes, ExpertColumn.INDUSTRIES, before.industries(), wanted.industries());
        change(changes, ExpertColumn.TAGS, before.tags(), wanted.tags());
        change(changes, ExpertColumn.LIMIT, before.loadLimit(), wanted.loadLimit());
        change(changes, ExpertColumn.FROM, before.from(), wanted.from());
        change(changes, ExpertColumn.UNTIL, before.until(), wanted.until());
        change(changes, ExpertColumn.PHONE, before.phone(), wanted.phone());
        change(changes, ExpertColumn.EMAIL, before.email(), wanted.email());
        return changes;
    }

    private static void change(
            List<String> changes, ExpertColumn column, @Nullable Object before, @Nullable Object wanted) {
        if (!Objects.equals(before, wanted)) {
            changes.add(column.heading);
        }
    }
}
