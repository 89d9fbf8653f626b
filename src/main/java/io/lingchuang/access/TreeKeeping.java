package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.NODE;

import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an officer does with the federation tree: add, rename, close and open units, give an enterprise its second line. */
@Service
public class TreeKeeping {

    private static final Map<Node.Kind, Set<Node.Kind>> PARENTS = Map.of(
            Node.Kind.CITY, Set.of(),
            Node.Kind.COUNTY, Set.of(Node.Kind.CITY),
            Node.Kind.INDUSTRY, Set.of(Node.Kind.CITY, Node.Kind.COUNTY),
            Node.Kind.ENTERPRISE, Set.of(Node.Kind.CITY, Node.Kind.COUNTY, Node.Kind.INDUSTRY),
            Node.Kind.BRANCH, Set.of(Node.Kind.ENTERPRISE, Node.Kind.BRANCH));

    private final DSLContext dsl;
    private final Tree tree;
    private final Audit audit;

    TreeKeeping(DSLContext dsl, Tree tree, Audit audit) {
        this.dsl = dsl;
        this.tree = tree;
        this.audit = audit;
    }

    /** Whether a unit of this kind can stand right below one of that kind. */
    public static boolean fits(Node.Kind kind, Node.Kind below) {
        return PARENTS.getOrDefault(kind, Set.of()).contains(below);
    }

    @Transactional
    public Node add(
            Actor actor, long parentId, Node.Kind kind, String name, String code, @Nullable Long industryParentId) {
        Node parent = tree.node(parentId);
        actor.requireReaches(Right.KEEP_TREE, parent);
        if (!fits(kind, parent.kind())) {
            throw Refusal.onField("kind", "tree.kindDoesNotFit");
        }
        if (tree.byCode(code).isPresent()) {
            throw Refusal.onField("code", "tree.codeTaken");
        }
        Node node = tree.add(
                parent,
                kind,
                name,
                code,
                industryParentId == null ? null : industryUnion(actor, kind, industryParentId));
        audit.record(actor, "tree.add", "node", node.id(), name);
        return node;
    }

    /** organCode is the head of the unit's document numbers, 淮工; empty for units that issue none. */
    @Transactional
    public void rename(Actor actor, long id, String name, @Nullable String organCode) {
        Node node = kept(actor, id);
        dsl.update(NODE)
                .set(NODE.NAME, name)
                .set(NODE.ORGAN_CODE, organCode)
                .where(NODE.ID.eq(id))
                .execute();
        audit.record(actor, "tree.rename", "node", id, node.name() + " → " + name);
    }

    /** Puts an enterprise, with its branches, on the line of an industry union beside its territorial one; null takes it off. */
    @Transactional
    public void secondLine(Actor actor, long id, @Nullable Long industryParentId) {
        Node node = kept(actor, id);
        Node union = industryParentId == null ? null : industryUnion(actor, node.kind(), industryParentId);
        if (union != null && union.id() == (node.parentId() == null ? 0 : node.parentId())) {
            throw Refusal.onField("industryParentId", "tree.sameLine");
        }
        dsl.update(NODE)
                .set(NODE.INDUSTRY_PARENT_ID, union == null ? null : union.id())
                .where(NODE.ID.eq(id))
                .execute();
        // Branches stand below their enterprise on both lines.
        dsl.execute(
                "update access.node set industry_path = {0}::ltree || subpath(path, nlevel({1}::ltree) - 1) where path <@ {1}::ltree",
                DSL.val(union == null ? null : union.path(), String.class), DSL.val(node.path()));
        audit.record(actor, "tree.secondLine", "node", id, union == null ? "-" : union.name());
    }

    /** A closed unit keeps its history and takes nothing new. One with open units below it is not closed. */
    @Transactional
    public void setActive(Actor actor, long id, boolean active) {
        Node node = kept(actor, id);
        if (node.kind() == Node.Kind.CITY) {
            throw new NotFound();
        }
        if (!active && dsl.fetchExists(NODE, NODE.PARENT_ID.eq(id).and(NODE.ACTIVE))) {
            throw new Refusal("tree.openUnitsBelow");
        }
        dsl.update(NODE).set(NODE.ACTIVE, active).where(NODE.ID.eq(id)).execute();
        audit.record(actor, active ? "tree.open" : "tree.close", "node", id, node.name());
    }

    private Node kept(Actor actor, long id) {
        Node node = tree.node(id);
        actor.requireReaches(Right.KEEP_TREE, node);
        return node;
    }

    private Node industryUnion(Actor actor, Node.Kind kind, long id) {
        Node union = tree.node(id);
        if (kind != Node.Kind.ENTERPRISE || union.kind() != Node.Kind.INDUSTRY) {
            throw Refusal.onField("industryParentId", "tree.notAnIndustryUnion");
        }
        // The union then sees the enterprise and its people: only who reaches both may join them.
        if (!actor.reaches(Right.KEEP_TREE, union)) {
            throw Refusal.onField("industryParentId", "tree.unionBeyondReach");
        }
        return union;
    }
}
