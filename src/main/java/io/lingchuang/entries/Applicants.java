package io.lingchuang.entries;

import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.directory.Tables.HONOUR;
import static io.lingchuang.db.directory.Tables.PERSON;

import io.lingchuang.access.Node;
import io.lingchuang.access.Tree;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds in the directory what an entry needs to know about a person. */
@Component
class Applicants {

    /** From the highest down; the position in the list is the rank. */
    static final List<String> HONOURS = List.of("NATIONAL", "PROVINCIAL", "CITY", "COUNTY", "UNIT");

    private final DSLContext dsl;
    private final Tree tree;

    Applicants(DSLContext dsl, Tree tree) {
        this.dsl = dsl;
        this.tree = tree;
    }

    Optional<Applicant> ofAccount(long accountId) {
        return find(PERSON.ACCOUNT_ID.eq(accountId));
    }

    Optional<Applicant> person(long personId) {
        return find(PERSON.ID.eq(personId));
    }

    /** The one colleague of that name, if there is exactly one: a typed name becomes the person it means. */
    @Nullable
    Long colleague(String name, long unitNodeId) {
        Node unit = tree.node(unitNodeId);
        List<Long> found = dsl.select(PERSON.ID)
                .from(PERSON)
                .join(io.lingchuang.db.access.Tables.NODE)
                .on(io.lingchuang.db.access.Tables.NODE.ID.eq(PERSON.EMPLOYER_NODE_ID))
                .where(
                        PERSON.NAME.eq(name),
                        PERSON.ACTIVE.isTrue(),
                        DSL.condition(
                                "{0} <@ {1}::ltree",
                                io.lingchuang.db.access.Tables.NODE.PATH,
                                enterprise(unit).path()))
                .limit(2)
                .fetch(PERSON.ID);
        return found.size() == 1 ? found.getFirst() : null;
    }

    private Optional<Applicant> find(Condition which) {
        return dsl.select(
                        PERSON.ID,
                        PERSON.NAME,
                        PERSON.ACCOUNT_ID,
                        PERSON.EMPLOYER_NODE_ID,
                        PERSON.FRONT_LINE,
                        PERSON.UNIT_HEAD)
                .from(PERSON)
                .where(which, PERSON.ACTIVE.isTrue())
                .fetchOptional()
                .map(p -> {
                    List<Node> way = tree.wayTo(p.get(PERSON.EMPLOYER_NODE_ID));
                    return new Applicant(
                            p.get(PERSON.ID),
                            p.get(PERSON.NAME),
                            p.get(PERSON.ACCOUNT_ID),
                            way.getLast(),
                            ownership(way),
                            p.get(PERSON.FRONT_LINE),
                            p.get(PERSON.UNIT_HEAD),
                            honour(p.get(PERSON.ID)));
                });
    }

    @Nullable
    String ownership(Node unit) {
        return ownership(tree.line(unit));
    }

    /** way: from the city down to the unit itself. */
    @Nullable
    String ownership(List<Node> way) {
        return dsl.select(ENTERPRISE.OWNERSHIP)
                .from(ENTERPRISE)
                .where(ENTERPRISE.NODE_ID.eq(enterprise(way).id()))
                .fetchOne(ENTERPRISE.OWNERSHIP);
    }

    Node enterprise(Node unit) {
        return enterprise(tree.line(unit));
    }

    private static Node enterprise(List<Node> way) {
        return way.stream()
                .filter(n -> n.kind() == Node.Kind.ENTERPRISE)
                .findFirst()
                .orElseGet(way::getLast);
    }

    private @Nullable String honour(long personId) {
        return dsl.select(HONOUR.LEVEL).from(HONOUR).where(HONOUR.PERSON_ID.eq(personId)).fetch(HONOUR.LEVEL).stream()
                .min(java.util.Comparator.comparingInt(HONOURS::indexOf))
                .orElse(null);
    }
}
