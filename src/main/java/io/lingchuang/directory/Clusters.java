package io.lingchuang.directory;

import static io.lingchuang.db.directory.Tables.CHAIN;
import static io.lingchuang.db.directory.Tables.CLUSTER;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import org.jooq.DSLContext;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The city's key clusters and chains 五群十链, kept by the city federation. */
@Service
class Clusters {

    private final DSLContext dsl;
    private final Tree tree;
    private final Audit audit;

    Clusters(DSLContext dsl, Tree tree, Audit audit) {
        this.dsl = dsl;
        this.tree = tree;
        this.audit = audit;
    }

    @Transactional
    public void addCluster(Actor actor, String code, String name) {
        actor.requireReaches(Right.KEEP_TREE, tree.city());
        try {
            dsl.insertInto(CLUSTER)
                    .set(CLUSTER.CODE, code)
                    .set(CLUSTER.NAME, name)
                    .execute();
        } catch (DuplicateKeyException e) {
            throw Refusal.onField("code", "directory.codeOrNameTaken");
        }
        audit.record(actor, "directory.addCluster", null, null, name);
    }

    @Transactional
    public void addChain(Actor actor, long clusterId, String code, String name) {
        actor.requireReaches(Right.KEEP_TREE, tree.city());
        if (!dsl.fetchExists(CLUSTER, CLUSTER.ID.eq(clusterId))) {
            throw new NotFound();
        }
        try {
            dsl.insertInto(CHAIN)
                    .set(CHAIN.CODE, code)
                    .set(CHAIN.NAME, name)
                    .set(CHAIN.CLUSTER_ID, clusterId)
                    .execute();
        } catch (DuplicateKeyException e) {
            throw Refusal.onField("code", "directory.codeOrNameTaken");
        }
        audit.record(actor, "directory.addChain", null, null, name);
    }

    @Transactional
    public void rename(Actor actor, boolean chain, long id, String name) {
        actor.requireReaches(Right.KEEP_TREE, tree.city());
        try {
            int changed = chain
                    ? dsl.update(CHAIN)
                            .set(CHAIN.NAME, name)
                            .where(CHAIN.ID.eq(id))
                            .execute()
                    : dsl.update(CLUSTER)
                            .set(CLUSTER.NAME, name)
                            .where(CLUSTER.ID.eq(id))
                            .execute();
            if (changed == 0) {
                throw new NotFound();
            }
        } catch (DuplicateKeyException e) {
            throw new Refusal("directory.codeOrNameTaken");
        }
        audit.record(actor, "directory.renameCluster", null, null, name);
    }
}
