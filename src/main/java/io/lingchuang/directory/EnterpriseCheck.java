package io.lingchuang.directory;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.TreeKeeping;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.sheets.SheetImport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Judges the rows of a sheet of enterprises against the tree as it stands, within the reach of whoever handed it in. */
final class EnterpriseCheck {

    /** What a right row says. code is empty where the house gives one. */
    record Wanted(long superior, @Nullable Long union, String name, String code, Enterprises.Details details) {}

    record Verdict(
            SheetImport.Action action,
            @Nullable String message,
            @Nullable Wanted wanted) {}

    private record Unit(long id, Node.Kind kind) {}

    private final Wording messages;
    private final Map<String, Unit> units = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    private final Set<String> codes = new HashSet<>();
    private final Map<String, String> nameOfCredit = new HashMap<>();
    private final Set<String> there = new HashSet<>();
    private final Map<String, Ownership> ownerships = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();

    private EnterpriseCheck(Wording messages) {
        this.messages = messages;
    }

    /** Loads at once all that the rows can touch, so that no row asks the database. */
    static EnterpriseCheck of(DSLContext dsl, Actor actor, Wording messages) {
        var check = new EnterpriseCheck(messages);
        dsl.select(NODE.ID, NODE.CODE, NODE.NAME, NODE.KIND)
                .from(NODE)
                .where(
                        actor.within(Right.KEEP_TREE, NODE.PATH, NODE.INDUSTRY_PATH),
                        NODE.ACTIVE.isTrue(),
                        NODE.KIND.in("CITY", "COUNTY", "INDUSTRY"))
                .forEach(n -> {
                    Unit unit = new Unit(n.value1(), Node.Kind.valueOf(n.value4()));
                    check.units.put(n.value2().toUpperCase(Locale.ROOT), unit);
                    if (check.units.putIfAbsent(n.value3(), unit) != null) {
                        check.ambiguous.add(n.value3());
                    }
                });
        dsl.select(NODE.CODE, NODE.NAME, NODE.PARENT_ID, ENTERPRISE.CREDIT_CODE)
                .from(NODE)
                .leftJoin(ENTERPRISE)
                .on(ENTERPRISE.NODE_ID.eq(NODE.ID))
                .forEach(n -> {
                    check.codes.add(n.value1().toUpperCase(Locale.ROOT));
                    check.there.add(n.value3() + "/" + n.value2());
                    if (n.value4() != null) {
                        check.nameOfCredit.put(n.value4(), n.value2());
                    }
                });
        for (Ownership ownership : Ownership.values()) {
            check.ownerships.put(messages.of("Ownership." + ownership), ownership);
        }
        check.ownerships.put("国企", Ownership.STATE_OWNED);
        check.ownerships.put("非公", Ownership.NON_PUBLIC);
        check.ownerships.put("民营企业", Ownership.NON_PUBLIC);
        return check;
    }

    Verdict verdict(int row, List<String> cells) {
        List<String> wrong = new ArrayList<>();
        String name = cell(cells, EnterpriseColumn.NAME);
        if (name.length() < 2 || name.length() > 80) {
            wrong.add(messages.of("directory.sheet.name"));
        }
        Unit superior = superior(cells, wrong);
        if (superior != null && there.contains(superior.id() + "/" + name)) {
            return new Verdict(SheetImport.Action.SAME, messages.of("directory.sheet.there"), null);
        }
        Unit union = union(cells, superior, wrong);
        String code = code(cells, wrong);
        Enterprises.Details details = details(cells, wrong);
        once(row, superior, name, code, details, wrong);
        if (superior == null || details == null || !wrong.isEmpty()) {
            return new Verdict(SheetImport.Action.ERROR, String.join("；", wrong), null);
        }
        return new Verdict(
                SheetImport.Action.ADD,
                null,
                new Wanted(superior.id(), union == null ? null : union.id(), name, code, details));
    }

    private @Nullable Unit unit(String typed) {
        return units.get(typed.matches("[A-Za-z0-9_]+") ? typed.toUpperCase(Locale.ROOT) : typed);
    }

    private @Nullable Unit superior(List<String> cells, List<String> wrong) {
        String typed = cell(cells, EnterpriseColumn.SUPERIOR);
        Unit superior = unit(typed);
        if (superior == null || !TreeKeeping.fits(Node.Kind.ENTERPRISE, superior.kind())) {
            wrong.add(messages.of("directory.sheet.superior", typed));
            return null;
        }
        if (ambiguous.contains(typed)) {
            wrong.add(messages.of("directory.roster.unitTwice", typed));
            return null;
        }
        return superior;
    }

    private @Nullable Unit union(List<String> cells, @Nullable Unit superior, List<String> wrong) {
        String typed = cell(cells, EnterpriseColumn.UNION);
        if (typed.isEmpty()) {
            return null;
        }
        Unit union = unit(typed);
        if (union == null || union.kind() != Node.Kind.INDUSTRY || ambiguous.contains(typed)) {
            wrong.add(messages.of("directory.sheet.union", typed));
            return null;
        }
        return superior != null && superior.id() == union.id() ? null : union;
    }

    private String code(List<String> cells, List<String> wrong) {
        String code = cell(cells, EnterpriseColumn.CODE);
        if (!code.isEmpty() && !code.matches(TreePages.CODE)) {
            wrong.add(messages.of("directory.sheet.code", code));
        } else if (codes.contains(code.toUpperCase(Locale.ROOT))) {
            wrong.add(messages.of("directory.sheet.codeTaken", code));
        }
        return code;
    }

    private Enterprises.@Nullable Details details(List<String> cells, List<String> wrong) {
        Ownership ownership = ownerships.get(cell(cells, EnterpriseColumn.OWNERSHIP));
        if (ownership == null) {
            wrong.add(messages.of("directory.sheet.ownership"));
        }
        String industry = cell(cells, EnterpriseColumn.INDUSTRY);
        if (industry.isEmpty() || industry.length() > 40) {
            wrong.add(messages.of("directory.sheet.industry"));
        }
        String credit = cell(cells, EnterpriseColumn.CREDIT_CODE).toUpperCase(Locale.ROOT);
        if (!credit.isEmpty() && !credit.matches("[0-9A-Z]{18}")) {
            wrong.add(messages.of("directory.sheet.credit"));
        } else if (nameOfCredit.containsKey(credit)) {
            wrong.add(messages.of("directory.sheet.creditTaken", nameOfCredit.get(credit)));
        }
        String staff = cell(cells, EnterpriseColumn.STAFF).replaceAll("[,，\\s人]", "");
        if (!staff.matches("\\d{0,6}")) {
            wrong.add(messages.of("directory.sheet.staff"));
        }
        String phone = cell(cells, EnterpriseColumn.PHONE);
        if (!phone.matches("|[0-9 +()-]{6,20}")) {
            wrong.add(messages.of("directory.sheet.phone"));
        }
        String group = cell(cells, EnterpriseColumn.GROUP);
        String contact = cell(cells, EnterpriseColumn.CONTACT);
        if (group.length() > 80 || contact.length() > 40) {
            wrong.add(messages.of("directory.sheet.tooLong"));
        }
        return ownership == null || !wrong.isEmpty()
                ? null
                : new Enterprises.Details(
                        Texts.orNull(credit),
                        ownership,
                        industry,
                        null,
                        null,
                        Texts.orNull(group),
                        staff.isEmpty() ? null : Integer.valueOf(staff),
                        Texts.orNull(contact),
                        Texts.orNull(phone));
    }

    /** The same enterprise, code or credit code twice in one sheet: the second row is named, with the first's number. */
    private void once(
            int row,
            @Nullable Unit superior,
            String name,
            String code,
            Enterprises.@Nullable Details details,
            List<String> wrong) {
        List<String> keys = new ArrayList<>();
        if (superior != null) {
            keys.add("n/" + superior.id() + "/" + name);
        }
        if (!code.isEmpty()) {
            keys.add("c/" + code.toUpperCase(Locale.ROOT));
        }
        if (details != null && details.creditCode() != null) {
            keys.add("u/" + details.creditCode());
        }
        for (String key : keys) {
            Integer first = seen.putIfAbsent(key, row);
            if (first != null) {
                wrong.add(messages.of("directory.roster.twice", String.valueOf(first)));
                return;
            }
        }
    }

    private static String cell(List<String> cells, EnterpriseColumn column) {
        return cells.get(column.ordinal());
    }
}
