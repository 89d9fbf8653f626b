package io.lingchuang.services.pairing;

import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.platform.Tables.MESSAGE;

import io.lingchuang.RankedCall;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Role;
import io.lingchuang.directory.Ownership;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A mine of the state and a mill of its owners, each with a clerk of its union. */
abstract class PairedEnterprises extends RankedCall {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    Pairings pairings;

    @Autowired
    Agreements agreements;

    @Autowired
    Activities activities;

    @Autowired
    Endings endings;

    @Autowired
    PairingReminders reminders;

    Node mine;
    Node mill;
    Actor mineClerk;
    Actor millClerk;

    @BeforeEach
    void twoEnterprises() {
        mine = enterprise("煤矿", Ownership.STATE_OWNED, "采矿");
        mill = enterprise("纺织厂", Ownership.NON_PUBLIC, "采矿");
        mineClerk = somebody("周干事", Role.CLERK, mine);
        millClerk = somebody("吴干事", Role.CLERK, mill);
    }

    Node enterprise(String name, Ownership ownership, String industry) {
        int n = COUNT.incrementAndGet();
        Node node = tree.add(city, Node.Kind.ENTERPRISE, name + n, "JD" + n, null);
        dsl.insertInto(ENTERPRISE)
                .set(ENTERPRISE.NODE_ID, node.id())
                .set(ENTERPRISE.OWNERSHIP, ownership.name())
                .set(ENTERPRISE.INDUSTRY, industry)
                .set(ENTERPRISE.STAFF, 100)
                .execute();
        return node;
    }

    long inForce() {
        long id = pairings.propose(officer, mine.id(), mill.id(), 2);
        pairings.agree(mineClerk, id);
        pairings.agree(millClerk, id);
        return id;
    }

    Pairing look(long id) {
        return pairings.pairing(officer, id);
    }

    Agreement text(long id) {
        return agreements.agreement(mineClerk, id);
    }

    /** Signed today by both. */
    long signed(long pairing) {
        long id = agreements.draft(mineClerk, pairing);
        agreements.sign(mineClerk, id, text(id).version());
        agreements.sign(millClerk, id, text(id).version());
        return id;
    }

    List<String> lettersTo(Actor actor) {
        return dsl.select(MESSAGE.SUBJECT)
                .from(MESSAGE)
                .where(MESSAGE.ACCOUNT_ID.eq(actor.accountId()))
                .fetch(MESSAGE.SUBJECT);
    }
}
