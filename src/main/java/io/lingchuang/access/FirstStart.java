package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.NODE;

import java.util.List;
import org.jooq.DSLContext;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An empty house for a city of its own name: its federation at the top of the tree, and the three administrations, who make everything
 * else. Their passwords are said once, on the console, and changed at the first sign-in.
 */
@Component
class FirstStart implements SmartInitializingSingleton {

    private final DSLContext dsl;
    private final Tree tree;
    private final Accounts accounts;
    private final AccountKeeping keeping;
    private final TransactionTemplate transaction;
    private final String city;
    private final boolean sample;

    FirstStart(
            DSLContext dsl,
            Tree tree,
            Accounts accounts,
            AccountKeeping keeping,
            TransactionTemplate transaction,
            @Value("${lingchuang.city:}") String city,
            @Value("${lingchuang.sample:city}") String sample) {
        this.dsl = dsl;
        this.tree = tree;
        this.accounts = accounts;
        this.keeping = keeping;
        this.transaction = transaction;
        this.city = city.strip();
        this.sample = !List.of("none", "false").contains(sample.strip());
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (dsl.fetchExists(NODE)) {
            return;
        }
        if (city.isEmpty()) {
            if (!sample) {
                System.out.println(
                        "The database is empty: start with --lingchuang.city=NAME to open a city's federation in it.");
            }
            return;
        }
        List<AccountKeeping.Made> made = java.util.Objects.requireNonNull(transaction.execute(status -> {
            long top = tree.add(null, Node.Kind.CITY, city, "CITY", null).id();
            return List.of(
                    administrator("admin", Role.SYSTEM_ADMIN, top),
                    administrator("security", Role.SECURITY_ADMIN, top),
                    administrator("audit", Role.AUDIT_ADMIN, top));
        }));
        made.forEach(
                m -> System.out.println("First account: " + m.login() + "  password, to be changed: " + m.password()));
    }

    private AccountKeeping.Made administrator(String login, Role role, long top) {
        AccountKeeping.Made made = keeping.first(login);
        accounts.grant(Actor.system(), made.id(), role, top, null);
        return made;
    }
}
