package io.lingchuang.directory;

import static io.lingchuang.db.access.Tables.NODE;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Founding;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.numbers.Numbers;
import io.lingchuang.platform.sheets.SheetKind;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Enterprises in a sheet. What is there already is left as it is: a sheet only adds. */
@Component
class EnterpriseSheet implements SheetKind {

    private final DSLContext dsl;
    private final Enterprises enterprises;
    private final Accounts accounts;
    private final Founding founding;
    private final Numbers numbers;
    private final Wording messages;

    EnterpriseSheet(
            DSLContext dsl,
            Enterprises enterprises,
            Accounts accounts,
            Founding founding,
            Numbers numbers,
            Wording messages) {
        this.dsl = dsl;
        this.enterprises = enterprises;
        this.accounts = accounts;
        this.founding = founding;
        this.numbers = numbers;
        this.messages = messages;
    }

    @Override
    public String kind() {
        return "enterprises";
    }

    @Override
    public String title() {
        return "directory.enterprises";
    }

    @Override
    public List<String> columns() {
        return EnterpriseColumn.headings();
    }

    @Override
    public List<String> needed() {
        return EnterpriseColumn.NEEDED.stream().map(c -> c.heading).toList();
    }

    @Override
    public Set<String> masked() {
        return Set.of(EnterpriseColumn.PHONE.heading);
    }

    /** "上级工会" and "产业工会" do, as people write them. */
    @Override
    public boolean isCalled(String column, String heading) {
        return column.equals(heading) || column.equals(heading + "编码或名称");
    }

    /** Who handed it in, with what they may today; whoever has left since may do nothing, and every row says so. */
    @Override
    public Judge judge(@Nullable Long account) {
        Actor actor = account == null
                ? founding.founder()
                : accounts.actor(account).orElseGet(() -> new Actor(account, "-", false, List.of()));
        EnterpriseCheck check = EnterpriseCheck.of(dsl, actor, messages);
        return (row, cells) -> {
            EnterpriseCheck.Verdict verdict = check.verdict(row, cells);
            EnterpriseCheck.Wanted wanted = verdict.wanted();
            return new Verdict(verdict.action(), verdict.message(), wanted == null ? null : () -> add(actor, wanted));
        };
    }

    private void add(Actor actor, EnterpriseCheck.Wanted wanted) {
        String code = wanted.code().isEmpty() ? freeCode() : wanted.code();
        enterprises.add(actor, wanted.superior(), wanted.union(), wanted.name(), code, wanted.details());
    }

    /** QY00001 and on; a number that somebody typed as a code is left out. */
    private String freeCode() {
        while (true) {
            String code = "QY%05d".formatted(numbers.nextSerial("enterprise", 0));
            if (!dsl.fetchExists(NODE, NODE.CODE.eq(code))) {
                return code;
            }
        }
    }
}
