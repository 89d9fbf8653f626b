package io.lingchuang.services.pairing;

import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.services.Tables.PAIRING;

import io.lingchuang.Chapter;
import io.lingchuang.CityAtWork.Story;
import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Role;
import io.lingchuang.access.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;

/** The mine is paired with a mill of its district: one agreement has run out of words to change, another is being written. */
public class PairingChapter implements Chapter {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Override
    public List<Story> stories(ApplicationContext house, Function<String, Actor> who) {
        DSLContext dsl = house.getBean(DSLContext.class);
        Tree tree = house.getBean(Tree.class);
        Pairings pairings = house.getBean(Pairings.class);
        Agreements agreements = house.getBean(Agreements.class);
        Node mine = tree.byCode("QY001").orElseThrow();
        alone(dsl, mine.id());
        Node mill = mill(dsl, tree);
        Actor partner = clerkAt(house, mill);
        long pairing = pairings.propose(who.apply("city"), mine.id(), mill.id(), 2);
        pairings.agree(who.apply("clerk"), pairing);
        pairings.agree(partner, pairing);
        long signed = agreements.draft(who.apply("clerk"), pairing);
        agreements.sign(who.apply("clerk"), signed, 1);
        agreements.sign(partner, signed, 1);
        long activity = house.getBean(Activities.class)
                .record(
                        partner,
                        agreements.find(signed).orElseThrow().terms().getFirst().id(),
                        new Activities.Typed(
                                agreements.find(signed).orElseThrow().fromDay(), "联合举办技能竞赛", 12));
        long written = agreements.renew(partner, signed);
        return List.of(story("paired", pairing, signed, activity), story("negotiated", pairing, written, activity));
    }

    private static Story story(String name, long pairing, long agreement, long activity) {
        return new Story(
                name,
                new HashMap<>(Map.of(
                        "pairings", String.valueOf(pairing),
                        "cobuilding", String.valueOf(agreement),
                        "activities", String.valueOf(activity))));
    }

    /** Whatever the mine stood in before is over. */
    private static void alone(DSLContext dsl, long mine) {
        dsl.update(PAIRING)
                .set(PAIRING.STATE, Pairing.State.ENDED.name())
                .set(PAIRING.ENDED_ON, PAIRING.FROM_DAY)
                .set(PAIRING.ENDED_HOW, Pairing.Ending.TERMINATED.name())
                .set(PAIRING.WHY, "另行安排")
                .where(PAIRING.SOE_NODE_ID.eq(mine), PAIRING.STATE.eq(Pairing.State.IN_FORCE.name()))
                .execute();
        dsl.update(PAIRING)
                .set(PAIRING.STATE, Pairing.State.WITHDRAWN.name())
                .set(PAIRING.WHY, "另行安排")
                .where(PAIRING.SOE_NODE_ID.eq(mine), PAIRING.STATE.eq(Pairing.State.PROPOSED.name()))
                .execute();
    }

    private static Node mill(DSLContext dsl, Tree tree) {
        int n = COUNT.incrementAndGet();
        Node node = tree.add(tree.byCode("XSQ").orElseThrow(), Node.Kind.ENTERPRISE, "过路纺织厂" + n, "GL" + n, null);
        dsl.insertInto(ENTERPRISE)
                .set(ENTERPRISE.NODE_ID, node.id())
                .set(ENTERPRISE.OWNERSHIP, "NON_PUBLIC")
                .set(ENTERPRISE.INDUSTRY, "纺织")
                .execute();
        return node;
    }

    private static Actor clerkAt(ApplicationContext house, Node node) {
        Accounts accounts = house.getBean(Accounts.class);
        long account = accounts.create(Actor.system(), "mill" + COUNT.get(), "纺织干事", null, null);
        accounts.grant(Actor.system(), account, Role.CLERK, node.id(), null);
        return accounts.actor(account).orElseThrow();
    }
}
