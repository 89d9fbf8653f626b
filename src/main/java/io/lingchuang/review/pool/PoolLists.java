package io.lingchuang.review.pool;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.review.Tables.EXPERT;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.text.Mask;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The pool as a list, for whoever runs panels; how somebody is reached only for those who keep their data. */
@Component
class PoolLists {

    /** Terms that end within so many days are worth a look. */
    private static final int SOON = 60;

    record Row(
            long id,
            String name,
            String title,
            String employer,
            @Nullable String group,
            String fields,
            @Nullable Integer loadLimit,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            Member.Standing standing,
            String phone,
            String keeper) {}

    private enum Term {
        RUNNING,
        SOON,
        OVER,
        NONE
    }

    private final DSLContext dsl;
    private final FieldWords words;
    private final Today today;

    PoolLists(DSLContext dsl, FieldWords words, Today today) {
        this.dsl = dsl;
        this.words = words;
        this.today = today;
    }

    Listing<Row> experts(Actor actor, Page page) {
        LocalDate day = today.today();
        var phone = DSL.coalesce(EXPERT.PHONE, ACCOUNT.PHONE);
        List<Long> kept = actor.nodesWith(Right.RUN_PANEL);
        return new Listing<>(
                        dsl,
                        "review.experts",
                        condition -> dsl.select(EXPERT.fields())
                                .select(ACCOUNT.NAME, ENTERPRISE.GROUP_NAME, NODE.NAME, phone)
                                .from(EXPERT)
                                .join(ACCOUNT)
                                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                                .join(NODE)
                                .on(NODE.ID.eq(EXPERT.KEPT_BY))
                                .leftJoin(ENTERPRISE)
                                .on(ENTERPRISE.NODE_ID.eq(EXPERT.EMPLOYER_NODE_ID))
                                .where(kept.isEmpty() ? DSL.falseCondition() : DSL.noCondition())
                                .and(condition),
                        r -> new Row(
                                r.get(EXPERT.ID),
                                r.get(ACCOUNT.NAME),
                                r.get(EXPERT.TITLE),
                                r.get(EXPERT.EMPLOYER_NAME),
                                r.get(EXPERT.GROUP_NAME) != null
                                        ? r.get(EXPERT.GROUP_NAME)
                                        : r.get(ENTERPRISE.GROUP_NAME),
                                String.join("、", r.get(EXPERT.FIELDS)),
                                r.get(EXPERT.LOAD_LIMIT),
                                r.get(EXPERT.TERM_FROM),
                                r.get(EXPERT.TERM_UNTIL),
                                Member.standing(
                                        r.get(EXPERT.ACTIVE), r.get(EXPERT.TERM_FROM), r.get(EXPERT.TERM_UNTIL), day),
                                kept.contains(r.get(EXPERT.KEPT_BY)) ? Mask.phone(r.get(phone)) : "",
                                r.get(NODE.NAME)))
                .up(EXPERT.ID)
                .filter(Filter.text(
                        "q",
                        "review.pool.search",
                        q -> ACCOUNT.NAME.containsIgnoreCase(q).or(EXPERT.TITLE.containsIgnoreCase(q))))
                .filter(Filter.choice(
                        "field",
                        "review.fields",
                        fieldChoices(),
                        field -> DSL.val(field).eq(DSL.any(EXPERT.FIELDS))))
                .filter(Filter.text(
                        "employer",
                        "review.employer",
                        q -> EXPERT.EMPLOYER_NAME
                                .containsIgnoreCase(q)
                                .or(EXPERT.GROUP_NAME.containsIgnoreCase(q))
                                .or(ENTERPRISE.GROUP_NAME.containsIgnoreCase(q))))
                .filter(Filter.choice(
                        "active", "review.pool.active", activeChoices(page), v -> EXPERT.ACTIVE.eq(v.equals("yes"))))
                .filter(Filter.choice("term", "review.pool.term", termChoices(page), v -> term(Term.valueOf(v), day)))
                .column(Column.<Row>of("name", "review.name", Row::name).link(r -> "/experts/" + r.id()))
                .column(Column.of("title", "review.pool.title", Row::title))
                .column(Column.of("employer", "review.employer", Row::employer))
                .column(Column.of("group", "review.pool.group", Row::group).more())
                .column(Column.of("fields", "review.fields", Row::fields))
                .column(Column.of("limit", "review.pool.limit", Row::loadLimit).more())
                .column(Column.of("from", "review.pool.from", Row::from).more())
                .column(Column.of("until", "review.pool.until", Row::until))
                .column(Column.of("standing", "calls.state", Row::standing))
                .column(Column.of("phone", "review.pool.contact", Row::phone).more())
                .column(Column.of("keeper", "review.pool.keeper", Row::keeper).more());
    }

    private Map<String, String> fieldChoices() {
        Map<String, String> choices = new LinkedHashMap<>();
        words.used().forEach(w -> choices.put(w, w));
        return choices;
    }

    private static Map<String, String> activeChoices(Page page) {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("yes", page.t("review.inPool"));
        choices.put("no", page.t("review.outOfPool"));
        return choices;
    }

    private static Map<String, String> termChoices(Page page) {
        Map<String, String> choices = new LinkedHashMap<>();
        for (Term term : Term.values()) {
            choices.put(term.name(), page.t("review.pool.term." + term, SOON));
        }
        return choices;
    }

    private static Condition term(Term term, LocalDate day) {
        var from = EXPERT.TERM_FROM;
        var until = EXPERT.TERM_UNTIL;
        Condition running = from.isNull().or(from.le(day)).and(until.isNull().or(until.ge(day)));
        return switch (term) {
            case RUNNING -> running;
            case SOON -> until.between(day, day.plusDays(SOON));
            case OVER -> until.lt(day);
            case NONE -> from.isNull().and(until.isNull());
        };
    }
}
