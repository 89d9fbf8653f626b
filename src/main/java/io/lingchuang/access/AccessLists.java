package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.AUDIT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.access.Tables.ROLE_GRANT;

import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.text.Mask;
import io.lingchuang.platform.web.Badge;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Accounts, grants and the audit trail, each for its own administration. */
@Component
public class AccessLists {

    public record Row(
            long id,
            String login,
            String name,
            @Nullable String phone,
            boolean active,
            boolean locked,
            @Nullable Instant seen) {}

    public record Grant(
            long id,
            String login,
            String name,
            Role role,
            String node,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String lender,
            boolean current) {}

    public record Trace(
            long id,
            Instant at,
            String who,
            String action,
            @Nullable String subject,
            @Nullable Long subjectId,
            @Nullable String detail,
            @Nullable String ip,
            boolean success) {}

    private static final io.lingchuang.db.access.tables.Account LENDER = ACCOUNT.as("lender");

    private final DSLContext dsl;
    private final Today today;
    private final TrailWords words;

    AccessLists(DSLContext dsl, Today today, TrailWords words) {
        this.dsl = dsl;
        this.today = today;
        this.words = words;
    }

    Listing<Row> accounts(Page page) {
        Condition locked = ACCOUNT.LOCKED_UNTIL.gt(Instant.now());
        return new Listing<Row>(
                        dsl,
                        "access.accounts",
                        filters -> dsl.selectFrom(ACCOUNT).where(filters),
                        AccessLists::row)
                .up(ACCOUNT.LOGIN)
                .column(Column.<Row>of("login", "access.loginName", Row::login).link(r -> "/accounts/" + r.id()))
                .column(Column.of("name", "access.name", Row::name))
                .column(Column.of("phone", "access.phone", Row::phone))
                .column(Column.of("state", "access.state", r -> state(r, page)))
                .column(Column.of("seen", "access.lastSeen", Row::seen))
                .filter(Filter.text(
                        "q",
                        "access.findAccount",
                        q -> ACCOUNT.LOGIN.contains(q).or(ACCOUNT.NAME.contains(q))))
                .filter(Filter.choice(
                        "state",
                        "access.state",
                        Map.of(
                                "ACTIVE",
                                page.t("access.active"),
                                "DISABLED",
                                page.t("access.disabled"),
                                "LOCKED",
                                page.t("access.isLocked")),
                        s -> s.equals("LOCKED") ? locked : ACCOUNT.STATE.eq(s)));
    }

    Row account(long id) {
        return dsl.selectFrom(ACCOUNT)
                .where(ACCOUNT.ID.eq(id))
                .fetchOptional(AccessLists::row)
                .orElseThrow(NotFound::new);
    }

    private static Row row(Record a) {
        String phone = a.get(ACCOUNT.PHONE);
        Instant locked = a.get(ACCOUNT.LOCKED_UNTIL);
        return new Row(
                a.get(ACCOUNT.ID),
                a.get(ACCOUNT.LOGIN),
                a.get(ACCOUNT.NAME),
                phone == null ? null : Mask.phone(phone),
                a.get(ACCOUNT.STATE).equals("ACTIVE"),
                locked != null && locked.isAfter(Instant.now()),
                a.get(ACCOUNT.LAST_SEEN_AT));
    }

    public static Badge state(Row account, Page page) {
        return account.locked()
                ? new Badge(page.t("access.isLocked"), "yellow")
                : new Badge(
                        page.t(account.active() ? "access.active" : "access.disabled"),
                        account.active() ? "green" : "secondary");
    }

    Listing<Grant> grants(Page page) {
        return new Listing<Grant>(
                        dsl, "access.grants", filters -> selectGrants().where(filters), this::grant)
                .down(ROLE_GRANT.ID)
                .column(Column.<Grant>of("login", "access.loginName", Grant::login)
                        .link(g -> "/roles/" + g.id()))
                .column(Column.of("name", "access.name", Grant::name))
                .column(Column.of("role", "access.role", Grant::role))
                .column(Column.of("node", "access.node", Grant::node))
                .column(Column.of("from", "access.from", Grant::from))
                .column(Column.of("until", "access.until", Grant::until))
                .column(Column.of("lender", "access.lender", Grant::lender))
                .column(Column.of(
                        "state",
                        "access.state",
                        g -> new Badge(
                                page.t(g.current() ? "access.inForce" : "access.over"),
                                g.current() ? "green" : "secondary")))
                .filter(Filter.text(
                        "q",
                        "access.findGrant",
                        q -> ACCOUNT.LOGIN
                                .contains(q)
                                .or(ACCOUNT.NAME.contains(q))
                                .or(NODE.NAME.contains(q))))
                .filter(Filter.constants("role", "access.role", Role.class, ROLE_GRANT.ROLE, page))
                .filter(Filter.choice(
                        "state",
                        "access.state",
                        Map.of("yes", page.t("access.inForce"), "no", page.t("access.over")),
                        s -> s.equals("yes") ? inForce() : DSL.not(inForce())));
    }

    Grant grant(long id) {
        return selectGrants()
                .where(ROLE_GRANT.ID.eq(id))
                .fetchOptional(this::grant)
                .orElseThrow(NotFound::new);
    }

    private Condition inForce() {
        return ROLE_GRANT
                .REVOKED_AT
                .isNull()
                .and(ROLE_GRANT.VALID_UNTIL.isNull().or(ROLE_GRANT.VALID_UNTIL.ge(today.today())));
    }

    private SelectOnConditionStep<? extends Record> selectGrants() {
        return dsl.select(ROLE_GRANT.fields())
                .select(ACCOUNT.LOGIN, ACCOUNT.NAME, NODE.NAME, LENDER.NAME)
                .from(ROLE_GRANT)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ROLE_GRANT.ACCOUNT_ID))
                .join(NODE)
                .on(NODE.ID.eq(ROLE_GRANT.NODE_ID))
                .leftJoin(LENDER)
                .on(LENDER.ID.eq(ROLE_GRANT.DELEGATED_BY));
    }

    private Grant grant(Record r) {
        LocalDate until = r.get(ROLE_GRANT.VALID_UNTIL);
        return new Grant(
                r.get(ROLE_GRANT.ID),
                r.get(ACCOUNT.LOGIN),
                r.get(ACCOUNT.NAME),
                Role.valueOf(r.get(ROLE_GRANT.ROLE)),
                r.get(NODE.NAME),
                r.get(ROLE_GRANT.VALID_FROM),
                until,
                r.get(LENDER.NAME),
                r.get(ROLE_GRANT.REVOKED_AT) == null && (until == null || !until.isBefore(today.today())));
    }

    /** An act in words: audit.ACTION, or, for a step of an entry, the word its history has for it. */
    private static String actWords(String action, Page page) {
        String step = page.messages()
                .getMessage("entry.action." + action.replaceFirst("^entries\\.", ""), null, action, page.locale());
        return java.util.Objects.requireNonNull(
                page.messages().getMessage("audit." + action, null, step, page.locale()));
    }

    /** What an act was done to, in words. */
    private static String kindWords(@Nullable String kind, Page page) {
        return kind == null
                ? ""
                : java.util.Objects.requireNonNull(
                        page.messages().getMessage("audit.kind." + kind, null, kind, page.locale()));
    }

    Listing<Trace> audit(Page page) {
        return new Listing<Trace>(
                        dsl,
                        "access.audit",
                        filters -> dsl.selectFrom(AUDIT).where(filters),
                        a -> new Trace(
                                a.get(AUDIT.ID),
                                a.get(AUDIT.AT),
                                a.get(AUDIT.ACCOUNT_NAME),
                                a.get(AUDIT.ACTION),
                                a.get(AUDIT.SUBJECT_KIND),
                                a.get(AUDIT.SUBJECT_ID),
                                a.get(AUDIT.DETAIL),
                                a.get(AUDIT.IP),
                                a.get(AUDIT.SUCCESS)))
                .down(AUDIT.ID)
                .column(Column.of("at", "access.at", Trace::at))
                .column(Column.of("who", "access.who", Trace::who))
                .column(Column.of("action", "access.action", t -> actWords(t.action(), page)))
                .column(Column.of(
                        "subject",
                        "access.subject",
                        t -> t.subjectId() == null
                                ? kindWords(t.subject(), page)
                                : kindWords(t.subject(), page) + " " + t.subjectId()))
                .column(Column.of(
                        "detail", "access.detail", t -> words.of(t.action(), t.detail(), page, TrailWords.Names.NONE)))
                .column(Column.of("ip", "access.ip", Trace::ip))
                .column(Column.of(
                        "success",
                        "access.success",
                        t -> new Badge(
                                page.t(t.success() ? "access.done" : "access.failed"), t.success() ? "green" : "red")))
                .filter(Filter.text("who", "access.who", q -> AUDIT.ACCOUNT_NAME.contains(q)))
                .filter(Filter.text(
                        "action",
                        "access.action",
                        q -> AUDIT.ACTION.in(dsl.selectDistinct(AUDIT.ACTION).from(AUDIT).fetch(AUDIT.ACTION).stream()
                                .filter(act ->
                                        act.contains(q) || actWords(act, page).contains(q))
                                .toList())))
                .filter(Filter.choice("kind", "access.subject", kinds(page), AUDIT.SUBJECT_KIND::eq))
                .filter(Filter.text("q", "access.detail", q -> AUDIT.DETAIL.contains(q)))
                .filter(Filter.text("from", "access.fromDay", q -> day(q, false)))
                .filter(Filter.text("until", "access.untilDay", q -> day(q, true)));
    }

    /** What acts were done to, as far as there are any; found by leaps over the index, as the trail only grows. */
    private Map<String, String> kinds(Page page) {
        Map<String, String> kinds = new LinkedHashMap<>();
        dsl.fetch("""
                with recursive kind (name) as (
                    select min(subject_kind) from access.audit
                    union all
                    select (select min(subject_kind) from access.audit where subject_kind > kind.name) from kind where kind.name is not null)
                select name from kind where name is not null""").map(r -> r.get(0, String.class)).stream()
                .sorted(Comparator.comparing(kind -> kindWords(kind, page)))
                .forEach(kind -> kinds.put(kind, kindWords(kind, page)));
        return kinds;
    }

    private static Condition day(String typed, boolean until) {
        try {
            LocalDate day = LocalDate.parse(typed);
            return until
                    ? AUDIT.AT.lt(day.plusDays(1).atStartOfDay(Page.ZONE).toInstant())
                    : AUDIT.AT.ge(day.atStartOfDay(Page.ZONE).toInstant());
        } catch (DateTimeParseException e) {
            return DSL.falseCondition(); // no day of that name has anything
        }
    }
}
