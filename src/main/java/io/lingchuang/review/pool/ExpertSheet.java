package io.lingchuang.review.pool;

import static io.lingchuang.db.access.Tables.ACCOUNT;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.sheets.SheetKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Experts in a sheet, told by the phone that they sign in with. Of those in the pool an empty cell changes nothing, and ties are only added. */
@Component
class ExpertSheet implements SheetKind {

    private final Pool pool;
    private final Ties ties;
    private final FieldWords words;
    private final Accounts accounts;
    private final Wording messages;

    ExpertSheet(Pool pool, Ties ties, FieldWords words, Accounts accounts, Wording messages) {
        this.pool = pool;
        this.ties = ties;
        this.words = words;
        this.accounts = accounts;
        this.messages = messages;
    }

    @Override
    public String kind() {
        return "experts";
    }

    @Override
    public String title() {
        return "review.pool.sheetName";
    }

    @Override
    public List<String> columns() {
        return Arrays.stream(ExpertColumn.values()).map(c -> c.heading).toList();
    }

    @Override
    public List<String> needed() {
        return ExpertColumn.NEEDED.stream().map(c -> c.heading).toList();
    }

    @Override
    public Set<String> masked() {
        return ExpertColumn.MASKED.stream().map(c -> c.heading).collect(Collectors.toSet());
    }

    /** Whoever may do nothing by now is told so at every row. */
    @Override
    public Judge judge(@Nullable Long account) {
        Actor actor = account == null
                ? Actor.system()
                : accounts.actor(account).orElseGet(() -> new Actor(account, "-", false, List.of()));
        return new ExpertCheck(actor, this, words.known());
    }

    Pool pool() {
        return pool;
    }

    Ties ties() {
        return ties;
    }

    /** The expert who signs in with this phone. */
    Optional<Member> member(String phone) {
        return pool.find(ACCOUNT.PHONE.eq(phone));
    }

    String text(String key, Object... args) {
        return messages.of(key, args);
    }
}
