package io.lingchuang.directory;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.CHAIN;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.access.TreeKeeping;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Enterprises: a node of the tree with its ownership, industry, cluster, chain, group, staff and contact. */
@Service
public class Enterprises {

    /** What somebody types about an enterprise. */
    public record Details(
            @Nullable String creditCode,
            Ownership ownership,
            String industry,
            @Nullable Long clusterId,
            @Nullable Long chainId,
            @Nullable String groupName,
            @Nullable Integer staff,
            @Nullable String contactName,
            @Nullable String contactPhone) {}

    private final DSLContext dsl;
    private final Tree tree;
    private final TreeKeeping keeping;
    private final Audit audit;

    Enterprises(DSLContext dsl, Tree tree, TreeKeeping keeping, Audit audit) {
        this.dsl = dsl;
        this.tree = tree;
        this.keeping = keeping;
        this.audit = audit;
    }

    /** The enterprise of a node, or of the enterprise that a branch belongs to. */
    public Optional<Enterprise> of(long nodeId) {
        var self = NODE.as("self");
        return dsl.select(ENTERPRISE.fields())
                .select(NODE.NAME, NODE.CODE)
                .from(ENTERPRISE)
                .join(NODE)
                .on(NODE.ID.eq(ENTERPRISE.NODE_ID))
                .join(self)
                .on("{0} @> {1}", NODE.PATH, self.PATH)
                .where(self.ID.eq(nodeId))
                .fetchOptional(Enterprises::enterprise);
    }

    /** Adds the node below its territorial superior, with an industry union as second superior where it has one. */
    @Transactional
    public long add(
            Actor actor, long parentId, @Nullable Long industryParentId, String name, String code, Details details) {
        Node node = keeping.add(actor, parentId, Node.Kind.ENTERPRISE, name, code, industryParentId);
        check(node.id(), details);
        dsl.insertInto(ENTERPRISE)
                .set(ENTERPRISE.NODE_ID, node.id())
                .set(ENTERPRISE.OWNERSHIP, details.ownership().name())
                .set(ENTERPRISE.INDUSTRY, details.industry())
                .execute();
        write(node.id(), details);
        audit.record(actor, "directory.addEnterprise", "node", node.id(), name);
        return node.id();
    }

    /** Changes all but the place in the tree, which the tree's own pages change. */
    @Transactional
    public void change(Actor actor, long nodeId, Details details) {
        Node node = tree.node(nodeId);
        actor.requireReaches(Right.KEEP_DIRECTORY, node);
        if (node.kind() != Node.Kind.ENTERPRISE) {
            throw new NotFound();
        }
        check(nodeId, details);
        dsl.insertInto(ENTERPRISE)
                .set(ENTERPRISE.NODE_ID, nodeId)
                .set(ENTERPRISE.OWNERSHIP, details.ownership().name())
                .set(ENTERPRISE.INDUSTRY, details.industry())
                .onConflictDoNothing()
                .execute();
        write(nodeId, details);
        audit.record(actor, "directory.changeEnterprise", "node", nodeId, node.name());
    }

    private void check(long nodeId, Details d) {
        if (d.creditCode() != null
                && dsl.fetchExists(
                        ENTERPRISE, ENTERPRISE.CREDIT_CODE.eq(d.creditCode()).and(ENTERPRISE.NODE_ID.ne(nodeId)))) {
            throw Refusal.onField("creditCode", "directory.creditCodeTaken");
        }
        if (d.chainId() != null && d.clusterId() != null) {
            Long cluster = dsl.select(CHAIN.CLUSTER_ID)
                    .from(CHAIN)
                    .where(CHAIN.ID.eq(d.chainId()))
                    .fetchOne(CHAIN.CLUSTER_ID);
            if (cluster != null && !cluster.equals(d.clusterId())) {
                throw Refusal.onField("chainId", "directory.chainOfOtherCluster");
            }
        }
    }

    private void write(long nodeId, Details d) {
        dsl.update(ENTERPRISE)
                .set(ENTERPRISE.CREDIT_CODE, d.creditCode())
                .set(ENTERPRISE.OWNERSHIP, d.ownership().name())
                .set(ENTERPRISE.INDUSTRY, d.industry())
                .set(ENTERPRISE.CLUSTER_ID, d.clusterId())
                .set(ENTERPRISE.CHAIN_ID, d.chainId())
                .set(ENTERPRISE.GROUP_NAME, d.groupName())
                .set(ENTERPRISE.STAFF, d.staff())
                .set(ENTERPRISE.CONTACT_NAME, d.contactName())
                .set(ENTERPRISE.CONTACT_PHONE, d.contactPhone())
                .where(ENTERPRISE.NODE_ID.eq(nodeId))
                .execute();
    }

    static Enterprise enterprise(Record e) {
        return new Enterprise(
                e.get(ENTERPRISE.NODE_ID),
                e.get(NODE.NAME),
                e.get(NODE.CODE),
                e.get(ENTERPRISE.CREDIT_CODE),
                Ownership.valueOf(e.get(ENTERPRISE.OWNERSHIP)),
                e.get(ENTERPRISE.INDUSTRY),
                e.get(ENTERPRISE.CLUSTER_ID),
                e.get(ENTERPRISE.CHAIN_ID),
                e.get(ENTERPRISE.GROUP_NAME),
                e.get(ENTERPRISE.STAFF),
                e.get(ENTERPRISE.CONTACT_NAME),
                e.get(ENTERPRISE.CONTACT_PHONE));
    }
}
