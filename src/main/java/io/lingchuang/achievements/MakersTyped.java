package io.lingchuang.achievements;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;

import io.lingchuang.access.Tree;
import io.lingchuang.platform.web.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * Makers as they are typed, one a line and the first one first: a name, and the staff number behind it where the unit has several people
 * of that name. Who is in the unit's roster is that person; anybody else is a name.
 */
@Component
class MakersTyped {

    private final DSLContext dsl;
    private final Tree tree;

    MakersTyped(DSLContext dsl, Tree tree) {
        this.dsl = dsl;
        this.tree = tree;
    }

    List<Maker> read(String typed, long unit) {
        List<Maker> makers = new ArrayList<>();
        for (String line : typed.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .limit(50)
                .toList()) {
            String[] words = line.split("[\\s　,，]+", 2);
            makers.add(maker(words[0], words.length > 1 ? words[1].strip() : "", unit));
        }
        return makers;
    }

    private Maker maker(String name, String staffNumber, long unit) {
        List<Record3<Long, String, String>> found = dsl
                .select(PERSON.ID, PERSON.NAME, PERSON.STAFF_NUMBER)
                .from(PERSON)
                .join(NODE)
                .on(NODE.ID.eq(PERSON.EMPLOYER_NODE_ID))
                .where(
                        PERSON.NAME.eq(name),
                        PERSON.MERGED_INTO.isNull(),
                        DSL.condition(
                                "{0} <@ {1}::ltree",
                                NODE.PATH, DSL.val(tree.node(unit).path())))
                .orderBy(PERSON.ID)
                .limit(100)
                .fetch()
                .stream()
                .filter(p -> staffNumber.isEmpty() || staffNumber.equals(p.value3()))
                .toList();
        if (found.isEmpty() && !staffNumber.isEmpty()) {
            throw Refusal.onField("makers", "achievements.makers.notInUnit", name, staffNumber);
        }
        if (found.size() > 1) {
            throw Refusal.onField("makers", "achievements.makers.several", name, found.size());
        }
        return found.isEmpty()
                ? new Maker(null, name)
                : new Maker(found.getFirst().value1(), name);
    }

    /** The same the other way round. */
    String written(List<Maker> makers) {
        List<Long> ids = makers.stream()
                .map(Maker::personId)
                .filter(java.util.Objects::nonNull)
                .toList();
        var numbers = dsl.select(PERSON.ID, DSL.coalesce(PERSON.STAFF_NUMBER, ""))
                .from(PERSON)
                .where(PERSON.ID.in(ids))
                .fetchMap(r -> r.value1(), r -> r.value2());
        return makers.stream()
                .map(m -> m.personId() == null
                        ? m.name()
                        : (m.name() + " " + numbers.getOrDefault(m.personId(), "")).strip())
                .collect(Collectors.joining("\n"));
    }
}
