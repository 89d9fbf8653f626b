package io.lingchuang.studios.naming;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.studios.Tables.KIND_FIELD;
import static io.lingchuang.db.studios.Tables.KIND_VALUE;
import static io.lingchuang.db.studios.Tables.NAMING;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Tree;
import io.lingchuang.entries.Entry;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.studios.Part;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.StudioKind;
import io.lingchuang.studios.Studios;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A studio comes to be from an awarded entry: what the form said of it, its leader and members from the completers in order. */
@Component
class StudioFounding {

    /** So many after the leader are its core; the others of the entry are members. */
    private static final int CORE = 4;

    private final DSLContext dsl;
    private final Tree tree;
    private final Studios studios;
    private final Series series;
    private final Membership roster;
    private final NamingRules rules;
    private final Affected affected;
    private final Wording texts;

    StudioFounding(
            DSLContext dsl,
            Tree tree,
            Studios studios,
            Series series,
            Membership roster,
            NamingRules rules,
            Affected affected,
            Wording texts) {
        this.dsl = dsl;
        this.tree = tree;
        this.studios = studios;
        this.series = series;
        this.roster = roster;
        this.rules = rules;
        this.affected = affected;
        this.texts = texts;
    }

    long found(Actor actor, StudioNamings.Awarded award, Entry entry, StudioKind kind, NamingLevel level) {
        LocalDate on = award.decidedOn();
        LocalDate until = LocalDate.of(on.getYear() + rules.termYears(kind), 12, 31);
        String name = answer(entry, "studioName", 80, 2);
        long id = dsl.insertInto(STUDIO)
                .set(STUDIO.KIND, kind.name())
                .set(STUDIO.NUMBER, series.next(kind))
                .set(STUDIO.NAME, name.isEmpty() ? cut(entry.title().strip(), 80) : name)
                .set(STUDIO.NODE_ID, entry.unitNodeId())
                .set(
                        STUDIO.LEADER_ID,
                        Objects.requireNonNull(
                                Objects.requireNonNull(entry.first()).personId()))
                .set(STUDIO.INDUSTRY, industry(entry.unitNodeId()))
                .set(STUDIO.PLACE, answer(entry, "place", 200, 1))
                .set(STUDIO.AREA, area(entry))
                .set(STUDIO.FOUNDED_ON, day(entry, on))
                .set(STUDIO.NAMED_ON, on)
                .set(STUDIO.TERM_UNTIL, until)
                .returningResult(STUDIO.ID)
                .fetchSingle()
                .value1();
        Studio studio = studios.studio(id);
        dsl.insertInto(NAMING)
                .set(NAMING.STUDIO_ID, id)
                .set(NAMING.KIND, NamingKind.NAMED.name())
                .set(NAMING.LEVEL, level.name())
                .set(NAMING.NAME, studio.name())
                .set(NAMING.AWARD_ID, award.id())
                .set(NAMING.DOCUMENT, award.document())
                .set(NAMING.NAMED_ON, on)
                .set(NAMING.TERM_UNTIL, until)
                .execute();
        saidOfKind(id, kind, entry);
        List<Entry.Completer> people = entry.standing();
        for (int i = 0; i < people.size(); i++) {
            Long person = people.get(i).personId();
            if (person != null) {
                Part part = i == 0 ? Part.LEADER : i <= CORE ? Part.CORE : Part.MEMBER;
                roster.becomes(id, person, part, "", on);
            }
        }
        studios.happened(actor, id, "named", award.document());
        tell(studio, people, award);
        return id;
    }

    /** What a kind asks for beside the rest is taken from the entry's form where the codes are the same: nothing is typed twice. */
    private void saidOfKind(long studio, StudioKind kind, Entry entry) {
        dsl.select(KIND_FIELD.CODE, KIND_FIELD.FORM)
                .from(KIND_FIELD)
                .where(KIND_FIELD.KIND.eq(kind.name()))
                .forEach(f -> {
                    String value = answer(entry, f.value1(), 200, 1);
                    if (!value.isEmpty()
                            && (f.value2().equals("TEXT") || value.matches("[0-9]{1,9}(\\.[0-9]{1,2})?"))) {
                        dsl.insertInto(KIND_VALUE)
                                .set(KIND_VALUE.STUDIO_ID, studio)
                                .set(KIND_VALUE.KIND, kind.name())
                                .set(KIND_VALUE.CODE, f.value1())
                                .set(KIND_VALUE.VALUE, value)
                                .execute();
                    }
                });
    }

    /** Whoever of the entry the directory does not know is no member yet: the studio is told whom to add. */
    private void tell(Studio studio, List<Entry.Completer> people, StudioNamings.Awarded award) {
        String unknown = people.stream()
                .filter(c -> c.personId() == null)
                .map(Entry.Completer::name)
                .collect(Collectors.joining("、"));
        affected.studio(
                studio,
                "/studios/" + studio.id() + "/keeping",
                "named-" + award.id(),
                unknown.isEmpty() ? "naming.letter.named" : "naming.letter.namedWithout",
                studio.name(),
                studio.number(),
                unknown);
    }

    private String industry(long unit) {
        Node node = tree.node(unit);
        return dsl.select(ENTERPRISE.INDUSTRY)
                .from(ENTERPRISE)
                .join(NODE)
                .on(NODE.ID.eq(ENTERPRISE.NODE_ID))
                .where("{0} @> {1}::ltree", NODE.PATH, node.path())
                .and(ENTERPRISE.INDUSTRY.ne(""))
                .orderBy(org.jooq
                        .impl
                        .DSL
                        .field("nlevel({0})", Integer.class, NODE.PATH)
                        .desc())
                .limit(1)
                .fetchOptional(ENTERPRISE.INDUSTRY)
                .map(i -> cut(i, 40))
                .orElseGet(() -> texts.of("naming.industryUnknown"));
    }

    private static String answer(Entry entry, String field, int most, int least) {
        String typed = entry.answers().getOrDefault(field, "").strip();
        return typed.codePointCount(0, typed.length()) < least ? "" : cut(typed, most);
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }

    private static @Nullable BigDecimal area(Entry entry) {
        String typed = entry.answers()
                .getOrDefault("area", "")
                .replace(",", "")
                .replace("，", "")
                .strip();
        if (!typed.matches("[0-9]{1,7}(\\.[0-9]{1,6})?")) {
            return null;
        }
        BigDecimal area = new BigDecimal(typed).setScale(1, java.math.RoundingMode.HALF_UP);
        return area.signum() > 0 ? area : null;
    }

    private static @Nullable LocalDate day(Entry entry, LocalDate namedOn) {
        try {
            LocalDate day = LocalDate.parse(entry.answers().getOrDefault("foundedOn", ""));
            return day.isAfter(namedOn) ? null : day;
        } catch (DateTimeParseException none) {
            return null;
        }
    }
}
