package io.lingchuang.services.pairing;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.services.Tables.PAIRING;
import static io.lingchuang.db.services.Tables.WISH;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.directory.Ownership;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The enterprises that are free to be paired, within the officer's reach. */
@Component
class Candidates {

    private final DSLContext dsl;

    Candidates(DSLContext dsl) {
        this.dsl = dsl;
    }

    List<Fit.Candidate> free(Actor actor, Ownership ownership) {
        var mine = ownership == Ownership.STATE_OWNED ? PAIRING.SOE_NODE_ID : PAIRING.PARTNER_NODE_ID;
        return find(ENTERPRISE
                .OWNERSHIP
                .eq(ownership.name())
                .and(actor.within(Right.KEEP_PAIRINGS, NODE.PATH, NODE.INDUSTRY_PATH))
                .andNotExists(DSL.selectOne()
                        .from(PAIRING)
                        .where(
                                mine.eq(NODE.ID),
                                PAIRING.STATE.in(Pairing.State.PROPOSED.name(), Pairing.State.IN_FORCE.name()))));
    }

    List<Fit.Candidate> of(long... nodes) {
        return find(NODE.ID.in(java.util.Arrays.stream(nodes).boxed().toList()));
    }

    private List<Fit.Candidate> find(Condition which) {
        var county = NODE.as("county");
        var studio = DSL.field(DSL.exists(
                DSL.selectOne().from(STUDIO).where(STUDIO.NODE_ID.eq(NODE.ID), STUDIO.STATE.eq("IN_FORCE"))));
        Map<Long, Set<Topic>> asks = wishes(true);
        Map<Long, Set<Topic>> has = wishes(false);
        return dsl.select(NODE.ID, NODE.NAME, county.NAME, ENTERPRISE.INDUSTRY, ENTERPRISE.CLUSTER_ID)
                .select(ENTERPRISE.CHAIN_ID, ENTERPRISE.STAFF, studio)
                .from(ENTERPRISE)
                .join(NODE)
                .on(NODE.ID.eq(ENTERPRISE.NODE_ID))
                .leftJoin(county)
                .on(county.ID.eq(NODE.PARENT_ID))
                .where(NODE.ACTIVE.isTrue(), which)
                .orderBy(NODE.ID)
                .fetch(r -> new Fit.Candidate(
                        r.get(NODE.ID),
                        r.get(NODE.NAME),
                        r.get(county.NAME) == null ? "" : r.get(county.NAME),
                        r.get(ENTERPRISE.INDUSTRY),
                        r.get(ENTERPRISE.CLUSTER_ID),
                        r.get(ENTERPRISE.CHAIN_ID),
                        r.get(ENTERPRISE.STAFF) == null ? 0 : r.get(ENTERPRISE.STAFF),
                        Boolean.TRUE.equals(r.get(studio)),
                        asks.getOrDefault(r.get(NODE.ID), Set.of()),
                        has.getOrDefault(r.get(NODE.ID), Set.of())));
    }

    Set<Topic> wishes(long node, boolean asks) {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        dsl.select(WISH.TOPIC)
                .from(WISH)
                .where(WISH.NODE_ID.eq(node), WISH.ASKS.eq(asks))
                .forEach(r -> topics.add(Topic.valueOf(r.value1())));
        return topics;
    }

    private Map<Long, Set<Topic>> wishes(boolean asks) {
        Map<Long, Set<Topic>> all = new java.util.HashMap<>();
        dsl.select(WISH.NODE_ID, WISH.TOPIC)
                .from(WISH)
                .where(WISH.ASKS.eq(asks))
                .forEach(r -> all.computeIfAbsent(r.value1(), k -> EnumSet.noneOf(Topic.class))
                        .add(Topic.valueOf(r.value2())));
        return all;
    }
}
