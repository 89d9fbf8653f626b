package io.lingchuang.studios.naming;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.MEMBER;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.studios.Part;
import io.lingchuang.studios.Studio;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Letters about a studio: to those who lead it and the clerks of its unit's union, or to the officers who keep it. */
@Component
public class Affected {

    private final DSLContext dsl;
    private final Tree tree;
    private final Accounts accounts;
    private final Messages messages;
    private final Wording texts;

    Affected(DSLContext dsl, Tree tree, Accounts accounts, Messages messages, Wording texts) {
        this.dsl = dsl;
        this.tree = tree;
        this.accounts = accounts;
        this.messages = messages;
        this.texts = texts;
    }

    /** Its leader and the clerks of its unit. where: the page it leads to; once: the key under which it comes a single time. */
    public void studio(Studio studio, String where, String once, String key, @Nullable Object... facts) {
        Set<Long> to = new LinkedHashSet<>(dsl.select(PERSON.ACCOUNT_ID)
                .from(MEMBER)
                .join(PERSON)
                .on(PERSON.ID.eq(MEMBER.PERSON_ID))
                .where(MEMBER.STUDIO_ID.eq(studio.id()), MEMBER.PART.eq(Part.LEADER.name()))
                .and(MEMBER.UNTIL_DAY.isNull())
                .and(PERSON.ACCOUNT_ID.isNotNull())
                .fetch(PERSON.ACCOUNT_ID));
        to.addAll(accounts.holders(Right.ENTER_FOR_OTHERS, studio.nodeId()));
        send(to, where, once, key, facts);
    }

    /** Whoever keeps studios at the nodes above its unit. */
    public void keepers(Studio studio, String where, String once, String key, @Nullable Object... facts) {
        Set<Long> to = new LinkedHashSet<>();
        above(studio.nodeId()).forEach(n -> to.addAll(accounts.holders(Right.KEEP_STUDIOS, n.id())));
        send(to, where, once, key, facts);
    }

    /** Whoever holds a right at this very node. */
    public void holders(Right right, long node, String where, String once, String key, @Nullable Object... facts) {
        send(new LinkedHashSet<>(accounts.holders(right, node)), where, once, key, facts);
    }

    /** The city, the county and the industry union above a unit. */
    public List<Node> above(long unit) {
        Node own = tree.node(unit);
        return dsl.selectFrom(NODE)
                .where("({0} @> {1}::ltree or {0} @> {2}::ltree)", NODE.PATH, own.path(), own.industryPath())
                .and(NODE.ID.ne(unit))
                .orderBy(NODE.ID)
                .fetch(r -> tree.node(r.getId()));
    }

    private void send(Set<Long> to, String where, String once, String key, @Nullable Object... facts) {
        String subject = texts.of(key, facts);
        to.forEach(account -> messages.send(account, subject, "", where, once));
    }
}
