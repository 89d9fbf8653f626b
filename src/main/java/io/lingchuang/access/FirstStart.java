package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.NODE;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An empty house for a city of its own name, without the guided set-up: its federation at the top of the tree, and the three
 * administrations, who make everything else. Their passwords are said once, on the console, and changed at the first sign-in.
 */
@Component
class FirstStart implements SmartInitializingSingleton {

    private final DSLContext dsl;
    private final Founding founding;
    private final TransactionTemplate transaction;
    private final String city;

    FirstStart(
            DSLContext dsl,
            Founding founding,
            TransactionTemplate transaction,
            @Value("${lingchuang.city:}") String city) {
        this.dsl = dsl;
        this.founding = founding;
        this.transaction = transaction;
        this.city = city.strip();
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (city.isEmpty() || dsl.fetchExists(NODE)) {
            return;
        }
        List<AccountKeeping.Made> made = Objects.requireNonNull(transaction.execute(status -> {
            founding.federation(Actor.system(), city, null, null);
            return List.of(
                            administrator("admin", Role.SYSTEM_ADMIN),
                            administrator("security", Role.SECURITY_ADMIN),
                            administrator("audit", Role.AUDIT_ADMIN))
                    .stream()
                    .flatMap(Optional::stream)
                    .toList();
        }));
        made.forEach(
                m -> System.out.println("First account: " + m.login() + "  password, to be changed: " + m.password()));
    }

    private Optional<AccountKeeping.Made> administrator(String login, Role role) {
        return founding.seat(Actor.system(), role, login, login, null, "");
    }
}
