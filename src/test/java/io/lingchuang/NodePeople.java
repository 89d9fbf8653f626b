package io.lingchuang;

import static io.lingchuang.db.access.Tables.ACCOUNT;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Role;
import io.lingchuang.access.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;

/**
 * Somebody in every role at every kind of place: above, at, beside and below the district of Xiangshan and its mine. Their password is
 * the sample's; officer.djq is an officer of the district of Duji.
 */
@TestComponent
public class NodePeople {

    /**
     * The city; Xiangshan and a neighbouring district; the mining union and one of another industry; the mine of Xiangshan, another
     * enterprise of that district, and a mine of the neighbouring one.
     */
    static final List<String> PLACES = List.of("HB", "XSQ", "DJQ", "HBKY", "JKWW", "QY001", "QY007", "QY005");

    /** Held at one place of the city and one beside the line: where they are held makes no difference to what they do. */
    private static final List<Role> PLACELESS =
            List.of(Role.EXPERT, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN);

    @Autowired
    private DSLContext dsl;

    @Autowired
    private Tree tree;

    @Autowired
    private Accounts accounts;

    /** @return their logins */
    List<String> everybody() {
        List<String> logins = new ArrayList<>();
        for (Role role : Role.values()) {
            for (String place : PLACELESS.contains(role) ? List.of("HB", "DJQ") : PLACES) {
                String login = (role + "." + place).toLowerCase(Locale.ROOT);
                logins.add(login);
                if (!dsl.fetchExists(ACCOUNT, ACCOUNT.LOGIN.eq(login))) {
                    make(login, role, place);
                }
            }
        }
        return logins;
    }

    private void make(String login, Role role, String place) {
        long id = accounts.create(Actor.system(), login, "各处的人", null, null);
        dsl.update(ACCOUNT)
                .set(
                        ACCOUNT.PASSWORD_HASH,
                        dsl.select(ACCOUNT.PASSWORD_HASH)
                                .from(ACCOUNT)
                                .where(ACCOUNT.LOGIN.eq("city"))
                                .fetchSingle()
                                .value1())
                .where(ACCOUNT.ID.eq(id))
                .execute();
        accounts.grant(
                Actor.system(), id, role, tree.byCode(place).orElseThrow().id(), null);
    }
}
