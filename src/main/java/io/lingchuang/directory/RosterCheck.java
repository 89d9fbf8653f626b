package io.lingchuang.directory;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.OCCUPATION;
import static io.lingchuang.db.directory.Tables.PERSON;

import io.lingchuang.platform.messages.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Judges the rows of a roster against the directory as it stands. Somebody is found by unit and staff number, else by phone,
 * else by unit and name where only one has it. An empty cell leaves what is recorded as it is.
 */
final class RosterCheck {

    record Verdict(
            Roster.Action action,
            @Nullable String message,
            @Nullable Long person,
            @Nullable NewPerson wanted) {}

    private final Wording messages;
    private final Map<String, Long> units = new HashMap<>();
    private final Set<String> ambiguousUnits = new HashSet<>();
    private final Map<String, Long> occupations = new HashMap<>();
    private final Map<String, SkillLevel> levels = new LinkedHashMap<>(); // lowest first, as they are told
    private final Map<String, Person> byStaffNumber = new HashMap<>();
    private final Map<String, Person> byPhone = new HashMap<>();
    private final Map<String, List<Person>> byName = new HashMap<>();
    private final Set<Long> within;
    private final Map<String, Integer> seen = new HashMap<>();

    private RosterCheck(Wording messages, Set<Long> within) {
        this.messages = messages;
        this.within = within;
    }

    /** Loads at once all that the rows can touch, so that no row asks the database. */
    static RosterCheck of(DSLContext dsl, long nodeId, List<RosterReading.Typed> typed, Wording messages) {
        Set<Long> within = new HashSet<>();
        var check = new RosterCheck(messages, within);
        dsl.select(NODE.ID, NODE.CODE, NODE.NAME)
                .from(NODE)
                .where(reach(nodeId), NODE.ACTIVE.isTrue(), NODE.KIND.in("ENTERPRISE", "BRANCH"))
                .forEach(n -> {
                    within.add(n.value1());
                    check.units.put(n.value2().toUpperCase(Locale.ROOT), n.value1());
                    if (check.units.putIfAbsent(n.value3(), n.value1()) != null) {
                        check.ambiguousUnits.add(n.value3());
                    }
                });
        dsl.selectFrom(OCCUPATION).forEach(o -> {
            check.occupations.put(o.getCode(), o.getId());
            check.occupations.putIfAbsent(o.getName(), o.getId());
        });
        for (SkillLevel level : SkillLevel.values()) {
            check.levels.put(messages.of("SkillLevel." + level), level);
        }
        Set<Long> named = new HashSet<>();
        Set<String> phones = new HashSet<>();
        for (RosterReading.Typed row : typed) {
            Long unit = check.units.get(unitKey(row));
            if (unit != null) {
                named.add(unit);
            }
            phones.add(cell(row, RosterColumn.PHONE));
        }
        dsl.selectFrom(PERSON)
                .where(PERSON.EMPLOYER_NODE_ID
                        .eq(DSL.any(named.toArray(Long[]::new)))
                        .or(PERSON.PHONE.eq(DSL.any(phones.toArray(String[]::new)))))
                .orderBy(PERSON.ID)
                .forEach(r -> check.know(People.person(r)));
        return check;
    }

    private static org.jooq.Condition reach(long nodeId) {
        Select<Record1<String>> path = DSL.select(NODE.as("top").PATH)
                .from(NODE.as("top"))
                .where(NODE.as("top").ID.eq(nodeId));
        return DSL.condition("({0} <@ ({2}) or {1} <@ ({2}))", NODE.PATH, NODE.INDUSTRY_PATH, path);
    }

    private void know(Person person) {
        if (person.staffNumber() != null) {
            byStaffNumber.put(person.employerNodeId() + "/" + person.staffNumber(), person);
        }
        if (person.phone() != null && person.active()) {
            byPhone.put(person.phone(), person);
        }
        byName.computeIfAbsent(person.employerNodeId() + "/" + person.name(), k -> new ArrayList<>())
                .add(person);
    }

    private static String cell(RosterReading.Typed row, RosterColumn column) {
        return row.cells().get(column.ordinal());
    }

    private static String unitKey(RosterReading.Typed row) {
        String typed = cell(row, RosterColumn.UNIT);
        return typed.matches("[A-Za-z0-9_]+") ? typed.toUpperCase(Locale.ROOT) : typed;
    }

    Verdict verdict(RosterReading.Typed row) {
        List<String> wrong = new ArrayList<>();
        NewPerson typed = typed(row, wrong);
        if (typed == null || !wrong.isEmpty()) {
            return new Verdict(Roster.Action.ERROR, String.join("；", wrong), null, null);
        }
        Person before = find(typed, wrong);
        twice(row, typed, wrong);
        if (!wrong.isEmpty()) {
            return new Verdict(Roster.Action.ERROR, String.join("；", wrong), null, null);
        }
        if (before == null) {
            return new Verdict(Roster.Action.ADD, null, null, typed);
        }
        NewPerson wanted = merged(before, typed, row);
        List<String> changes = changes(before, wanted);
        return changes.isEmpty()
                ? new Verdict(Roster.Action.SAME, null, before.id(), wanted)
                : new Verdict(
                        Roster.Action.CHANGE,
                        messages.of("directory.roster.changes", String.join("、", changes)),
                        before.id(),
                        wanted);
    }

    private @Nullable NewPerson typed(RosterReading.Typed row, List<String> wrong) {
        String name = cell(row, RosterColumn.NAME);
        if (name.length() < 2 || name.length() > 40) {
            wrong.add(messages.of("directory.roster.name"));
        }
        Long unit = units.get(unitKey(row));
        if (unit == null) {
            wrong.add(messages.of("directory.roster.unit", cell(row, RosterColumn.UNIT)));
        } else if (ambiguousUnits.contains(unitKey(row))) {
            wrong.add(messages.of("directory.roster.unitTwice", cell(row, RosterColumn.UNIT)));
        }
        String number = cell(row, RosterColumn.STAFF_NUMBER);
        if (number.length() > 30) {
            wrong.add(messages.of("directory.roster.staffNumber"));
        }
        String phone = cell(row, RosterColumn.PHONE).replaceAll("[\\s-]", "");
        if (!phone.isEmpty() && !phone.matches("1[0-9]{10}")) {
            wrong.add(messages.of("directory.roster.phone"));
        }
        String trade = cell(row, RosterColumn.OCCUPATION);
        Long occupation = occupations.get(trade);
        if (!trade.isEmpty() && occupation == null) {
            wrong.add(messages.of("directory.roster.occupation", trade));
        }
        String skill = cell(row, RosterColumn.SKILL_LEVEL);
        SkillLevel level = levels.get(skill);
        if (!skill.isEmpty() && level == null) {
            wrong.add(messages.of("directory.roster.level", skill, String.join("、", levels.keySet())));
        }
        boolean frontLine = yes(row, RosterColumn.FRONT_LINE, true, wrong);
        boolean head = yes(row, RosterColumn.UNIT_HEAD, false, wrong);
        return unit == null
                ? null
                : new NewPerson(
                        name,
                        unit,
                        number.isEmpty() ? null : number,
                        occupation,
                        level,
                        phone.isEmpty() ? null : phone,
                        frontLine,
                        head);
    }

    private boolean yes(RosterReading.Typed row, RosterColumn column, boolean otherwise, List<String> wrong) {
        return switch (cell(row, column)) {
            case "" -> otherwise;
            case "是" -> true;
            case "否" -> false;
            default -> {
                wrong.add(messages.of("directory.roster.yesNo", column.heading));
                yield otherwise;
            }
        };
    }

    private @Nullable Person find(NewPerson typed, List<String> wrong) {
        Person numbered = typed.staffNumber() == null
                ? null
                : byStaffNumber.get(typed.employerNodeId() + "/" + typed.staffNumber());
        Person phoned = typed.phone() == null ? null : byPhone.get(typed.phone());
        if (phoned != null && (numbered == null ? !mayBe(phoned, typed) : phoned.id() != numbered.id())) {
            wrong.add(messages.of("directory.roster.phoneTaken"));
            return null;
        }
        if (numbered != null) {
            return numbered;
        }
        if (phoned != null) {
            return phoned;
        }
        List<Person> sameName = byName.getOrDefault(typed.employerNodeId() + "/" + typed.name(), List.of()).stream()
                .filter(p -> typed.staffNumber() == null || p.staffNumber() == null)
                .filter(p -> typed.phone() == null || p.phone() == null)
                .toList();
        if (sameName.size() > 1) {
            wrong.add(messages.of("directory.roster.sameName"));
            return null;
        }
        return sameName.isEmpty() ? null : sameName.getFirst();
    }

    /** Whether the holder of the typed phone can be the one meant: in the reader's reach, and not somebody else at the same unit. */
    private boolean mayBe(Person phoned, NewPerson typed) {
        boolean sameUnit = phoned.employerNodeId() == typed.employerNodeId();
        boolean otherNumber = phoned.staffNumber() != null && typed.staffNumber() != null;
        return within.contains(phoned.employerNodeId()) && !(sameUnit && otherNumber);
    }

    /** The same person twice in one sheet: the second row is named, with the first's number. */
    private void twice(RosterReading.Typed row, NewPerson typed, List<String> wrong) {
        List<String> keys = new ArrayList<>();
        if (typed.staffNumber() != null) {
            keys.add("n/" + typed.employerNodeId() + "/" + typed.staffNumber());
        }
        if (typed.phone() != null) {
            keys.add("p/" + typed.phone());
        }
        if (keys.isEmpty()) {
            keys.add("w/" + typed.employerNodeId() + "/" + typed.name());
        }
        for (String key : keys) {
            Integer first = seen.putIfAbsent(key, row.row());
            if (first != null) {
                wrong.add(messages.of("directory.roster.twice", String.valueOf(first)));
                return;
            }
        }
    }

    private static NewPerson merged(Person before, NewPerson typed, RosterReading.Typed row) {
        return new NewPerson(
                typed.name(),
                typed.employerNodeId(),
                typed.staffNumber() == null ? before.staffNumber() : typed.staffNumber(),
                typed.occupationId() == null ? before.occupationId() : typed.occupationId(),
                typed.skillLevel() == null ? before.skillLevel() : typed.skillLevel(),
                typed.phone() == null ? before.phone() : typed.phone(),
                cell(row, RosterColumn.FRONT_LINE).isEmpty() ? before.frontLine() : typed.frontLine(),
                cell(row, RosterColumn.UNIT_HEAD).isEmpty() ? before.unitHead() : typed.unitHead());
    }

    private static List<String> changes(Person before, NewPerson wanted) {
        List<String> changes = new ArrayList<>();
        change(changes, RosterColumn.NAME, before.name(), wanted.name());
        change(changes, RosterColumn.UNIT, before.employerNodeId(), wanted.employerNodeId());
        change(changes, RosterColumn.STAFF_NUMBER, before.staffNumber(), wanted.staffNumber());
        change(changes, RosterColumn.PHONE, before.phone(), wanted.phone());
        change(changes, RosterColumn.OCCUPATION, before.occupationId(), wanted.occupationId());
        change(changes, RosterColumn.SKILL_LEVEL, before.skillLevel(), wanted.skillLevel());
        change(changes, RosterColumn.FRONT_LINE, before.frontLine(), wanted.frontLine());
        change(changes, RosterColumn.UNIT_HEAD, before.unitHead(), wanted.unitHead());
        return changes;
    }

    private static void change(
            List<String> changes, RosterColumn column, @Nullable Object before, @Nullable Object wanted) {
        if (!Objects.equals(before, wanted)) {
            changes.add(column.heading);
        }
    }
}
