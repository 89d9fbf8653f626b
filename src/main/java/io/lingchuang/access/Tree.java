package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.NODE;

import io.lingchuang.platform.web.NotFound;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The federation tree: city, counties and districts, industry unions, enterprises, branches. */
@Service
public class Tree {

    /** As it stands in the index of it: there is only one. */
    private static final Condition THE_CITY = NODE.KIND.eq(DSL.inline(Node.Kind.CITY.name()));

    private final DSLContext dsl;

    Tree(DSLContext dsl) {
        this.dsl = dsl;
    }

    public Node node(long id) {
        return find(id).orElseThrow(NotFound::new);
    }

    public Optional<Node> find(long id) {
        return dsl.selectFrom(NODE).where(NODE.ID.eq(id)).fetchOptional(Tree::node);
    }

    public Optional<Node> byCode(String code) {
        return dsl.selectFrom(NODE).where(NODE.CODE.eq(code)).fetchOptional(Tree::node);
    }

    public Node city() {
        return dsl.selectFrom(NODE).where(THE_CITY).fetchSingle(Tree::node);
    }

    /** The city's federation, in a house that has one. */
    public Optional<Node> founded() {
        return dsl.selectFrom(NODE).where(THE_CITY).fetchOptional(Tree::node);
    }

    /** The federation above the city's, 安徽省总工会; empty where nobody has said it. */
    public String above() {
        return dsl.select(NODE.ABOVE)
                .from(NODE)
                .where(THE_CITY, NODE.ABOVE.isNotNull())
                .fetchOptional(NODE.ABOVE)
                .orElse("");
    }

    /** The name of the city's federation; empty in a house that nobody has opened yet. */
    public String cityName() {
        return dsl.select(NODE.NAME)
                .from(NODE)
                .where(THE_CITY)
                .fetchOptional(NODE.NAME)
                .orElse("");
    }

    public List<Node> children(long id) {
        return dsl.selectFrom(NODE)
                .where(NODE.PARENT_ID.eq(id).or(NODE.INDUSTRY_PARENT_ID.eq(id)))
                .orderBy(NODE.KIND, NODE.CODE)
                .fetch(Tree::node);
    }

    /** From the city down to the node, on the territorial line. */
    public List<Node> line(Node node) {
        return dsl.selectFrom(NODE)
                .where("{0} @> {1}::ltree", NODE.PATH, node.path())
                .orderBy(org.jooq.impl.DSL.field("nlevel({0})", Integer.class, NODE.PATH))
                .fetch(Tree::node);
    }

    /** The same for a node known by its id. */
    public List<Node> wayTo(long id) {
        List<Node> way = dsl.selectFrom(NODE)
                .where(
                        "{0} @> (select own.path from access.node own where own.id = {1})",
                        NODE.PATH, org.jooq.impl.DSL.val(id))
                .orderBy(org.jooq.impl.DSL.field("nlevel({0})", Integer.class, NODE.PATH))
                .fetch(Tree::node);
        if (way.isEmpty()) {
            throw new NotFound();
        }
        return way;
    }

    /** The superior on a line, or null at the top: a unit may have a territorial and an industrial one. */
    public @Nullable Node superior(Node node, boolean industrial) {
        Long id = industrial && node.industryParentId() != null ? node.industryParentId() : node.parentId();
        return id == null ? null : node(id);
    }

    /** Adds a node; the label of its path is its code. */
    @Transactional
    public Node add(@Nullable Node parent, Node.Kind kind, String name, String code, @Nullable Node industryParent) {
        String label = code.replaceAll("[^A-Za-z0-9_]", "_");
        String path = parent == null ? label : parent.path() + "." + label;
        String industryPath = industryParent == null
                ? (parent == null || parent.industryPath() == null ? null : parent.industryPath() + "." + label)
                : industryParent.path() + "." + label;
        Long id = dsl.fetchSingle(
                        "insert into access.node (parent_id, kind, name, code, path, industry_parent_id, industry_path)"
                                + " values ({0}, {1}, {2}, {3}, {4}::ltree, {5}, {6}::ltree) returning id",
                        org.jooq.impl.DSL.val(parent == null ? null : parent.id(), Long.class),
                        org.jooq.impl.DSL.val(kind.name()),
                        org.jooq.impl.DSL.val(name),
                        org.jooq.impl.DSL.val(code),
                        org.jooq.impl.DSL.val(path),
                        org.jooq.impl.DSL.val(industryParent == null ? null : industryParent.id(), Long.class),
                        org.jooq.impl.DSL.val(industryPath, String.class))
                .get(0, Long.class);
        return node(id);
    }

    static Node node(Record r) {
        return new Node(
                r.get(NODE.ID),
                r.get(NODE.PARENT_ID),
                Node.Kind.valueOf(r.get(NODE.KIND)),
                r.get(NODE.NAME),
                r.get(NODE.CODE),
                r.get(NODE.ORGAN_CODE),
                r.get(NODE.PATH),
                r.get(NODE.INDUSTRY_PARENT_ID),
                r.get(NODE.INDUSTRY_PATH),
                r.get(NODE.ACTIVE));
    }
}
