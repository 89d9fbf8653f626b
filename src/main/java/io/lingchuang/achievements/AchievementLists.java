package io.lingchuang.achievements;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.achievements.Tables.ACHIEVEMENT;
import static io.lingchuang.db.achievements.Tables.ADOPTION;
import static io.lingchuang.db.achievements.Tables.BENEFIT;
import static io.lingchuang.db.achievements.Tables.MAKER;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.directory.Tables.PERSON;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Programme;
import io.lingchuang.platform.text.Bigrams;
import io.lingchuang.platform.web.Badge;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The library as those read it who work with it, and what somebody made themselves. */
@Component
public class AchievementLists {

    private static final Field<BigDecimal> CLAIMED = total(BENEFIT.CLAIMED).as("claimed_total");
    private static final Field<BigDecimal> PROVEN = total(BENEFIT.PROVEN).as("proven_total");
    private static final Field<String> MAKERS = DSL.field(
                    DSL.select(DSL.listAgg(MAKER.NAME, "、").withinGroupOrderBy(MAKER.POSITION))
                            .from(MAKER)
                            .where(MAKER.ACHIEVEMENT_ID.eq(ACHIEVEMENT.ID)))
            .as("makers");
    private static final Field<Integer> ADOPTERS = DSL.field(
                    DSL.selectCount().from(ADOPTION).where(ADOPTION.ACHIEVEMENT_ID.eq(ACHIEVEMENT.ID)))
            .as("adopters");

    record Row(
            long id,
            String title,
            String unit,
            @Nullable String industry,
            @Nullable String makers,
            String programme,
            int year,
            LocalDate finishedOn,
            Source source,
            boolean awardWithdrawn,
            TransferState state,
            @Nullable BigDecimal claimed,
            @Nullable BigDecimal proven,
            int adopters) {}

    private final DSLContext dsl;

    AchievementLists(DSLContext dsl) {
        this.dsl = dsl;
    }

    private static Field<BigDecimal> total(Field<BigDecimal> amount) {
        return DSL.field(DSL.select(DSL.sum(amount)).from(BENEFIT).where(BENEFIT.ACHIEVEMENT_ID.eq(ACHIEVEMENT.ID)));
    }

    Listing<Row> library(Actor actor, Page page) {
        return listing(within(actor), "achievements.title", page);
    }

    /** What somebody made, alone or with others. */
    Listing<Row> mine(Actor actor, Page page) {
        return listing(
                DSL.exists(DSL.selectOne()
                        .from(MAKER)
                        .join(PERSON)
                        .on(PERSON.ID.eq(MAKER.PERSON_ID))
                        .where(MAKER.ACHIEVEMENT_ID.eq(ACHIEVEMENT.ID), PERSON.ACCOUNT_ID.eq(actor.accountId()))),
                "achievements.mine",
                page);
    }

    /** In SQL what {@link Achievements} lets somebody read. */
    public static Condition within(Actor actor) {
        return ACHIEVEMENT
                .NODE_ID
                .in(actor.nodesWith(Right.FILE_ACHIEVEMENTS))
                .or(actor.within(Right.KEEP_ACHIEVEMENTS, NODE.PATH, NODE.INDUSTRY_PATH))
                .or(actor.within(Right.FOLLOW, NODE.PATH, NODE.INDUSTRY_PATH));
    }

    private Listing<Row> listing(Condition scope, String title, Page page) {
        return new Listing<>(
                        dsl,
                        title,
                        filters -> dsl.select(ACHIEVEMENT.fields())
                                .select(
                                        NODE.NAME,
                                        ENTERPRISE.INDUSTRY,
                                        MAKERS,
                                        CLAIMED,
                                        PROVEN,
                                        ADOPTERS,
                                        Shelf.AWARD_WITHDRAWN)
                                .from(ACHIEVEMENT)
                                .join(NODE)
                                .on(NODE.ID.eq(ACHIEVEMENT.NODE_ID))
                                .leftJoin(ENTERPRISE)
                                .on(ENTERPRISE.NODE_ID.eq(ACHIEVEMENT.NODE_ID))
                                .where(scope)
                                .and(filters),
                        AchievementLists::row)
                .down(ACHIEVEMENT.ID)
                .filter(Filter.text(
                        "q", "achievements.search", q -> Filter.matches(ACHIEVEMENT.SEARCH, Bigrams.query(q))))
                .filter(Filter.choice("industry", "achievements.industry", industries(), ENTERPRISE.INDUSTRY::eq))
                .filter(Filter.choice(
                        "programme", "achievements.programme", programmes(page), ACHIEVEMENT.PROGRAMME::eq))
                .filter(Filter.text(
                        "year",
                        "achievements.year",
                        q -> q.matches("\\d{4}") ? ACHIEVEMENT.YEAR.eq(Integer.valueOf(q)) : DSL.falseCondition()))
                .filter(Filter.constants("state", "achievements.state", TransferState.class, ACHIEVEMENT.STATE, page))
                .filter(Filter.constants("source", "achievements.source", Source.class, ACHIEVEMENT.SOURCE, page))
                .filter(Filter.choice(
                        "benefit", "achievements.benefit", atLeast(page), AchievementLists::provenAtLeast))
                .filter(Filter.choice(
                        "prove",
                        "achievements.toProve",
                        Map.of("open", page.t("achievements.toProve.open")),
                        q -> DSL.exists(DSL.selectOne()
                                .from(BENEFIT)
                                .where(BENEFIT.ACHIEVEMENT_ID.eq(ACHIEVEMENT.ID), BENEFIT.PROVEN.isNull()))))
                .column(Column.<Row>of("title", "achievements.name", Row::title).link(r -> "/achievements/" + r.id()))
                .column(Column.of("unit", "achievements.unit", Row::unit))
                .column(Column.of("makers", "achievements.makers", Row::makers))
                .column(Column.<Row>of("industry", "achievements.industry", Row::industry)
                        .more())
                .column(Column.<Row>of("programme", "achievements.programme", r -> programme(r.programme(), page))
                        .more())
                .column(Column.of("year", "achievements.year", r -> String.valueOf(r.year())))
                .column(Column.<Row>of("finishedOn", "achievements.finishedOn", Row::finishedOn)
                        .more())
                .column(Column.of("claimed", "achievements.claimed", Row::claimed))
                .column(Column.of("proven", "achievements.proven", Row::proven))
                .column(Column.<Row>of("adopters", "achievements.adopters", Row::adopters)
                        .more())
                .column(Column.of("source", "achievements.source", r -> source(r.source(), r.awardWithdrawn(), page)))
                .column(Column.of("state", "achievements.state", r -> badge(r.state(), page)));
    }

    private static Row row(Record r) {
        return new Row(
                r.get(ACHIEVEMENT.ID),
                r.get(ACHIEVEMENT.TITLE),
                r.get(NODE.NAME),
                r.get(ENTERPRISE.INDUSTRY),
                r.get(MAKERS),
                r.get(ACHIEVEMENT.PROGRAMME),
                r.get(ACHIEVEMENT.YEAR),
                r.get(ACHIEVEMENT.FINISHED_ON),
                Source.valueOf(r.get(ACHIEVEMENT.SOURCE)),
                Boolean.TRUE.equals(r.get(Shelf.AWARD_WITHDRAWN)),
                TransferState.valueOf(r.get(ACHIEVEMENT.STATE)),
                r.get(CLAIMED),
                r.get(PROVEN),
                r.get(ADOPTERS));
    }

    private Map<String, String> industries() {
        Map<String, String> choices = new LinkedHashMap<>();
        dsl.selectDistinct(ENTERPRISE.INDUSTRY)
                .from(ENTERPRISE)
                .where(ENTERPRISE.INDUSTRY.ne(""))
                .orderBy(ENTERPRISE.INDUSTRY)
                .forEach(r -> choices.put(r.value1(), r.value1()));
        return choices;
    }

    private static Map<String, String> programmes(Page page) {
        Map<String, String> choices = new LinkedHashMap<>();
        Programme.ALL.stream().filter(p -> !p.startsWith("STUDIO")).forEach(p -> choices.put(p, programme(p, page)));
        return choices;
    }

    static String programme(String programme, Page page) {
        return programme.isEmpty() ? "" : page.t("programme." + programme);
    }

    /** In yuan, from which on a proven benefit is looked for. */
    private static Map<String, String> atLeast(Page page) {
        Map<String, String> choices = new LinkedHashMap<>();
        for (String yuan : List.of("1", "50000", "100000", "500000", "1000000")) {
            choices.put(
                    yuan,
                    yuan.equals("1")
                            ? page.t("achievements.proven.any")
                            : page.t("achievements.proven.from", Long.parseLong(yuan) / 10000));
        }
        return choices;
    }

    private static Condition provenAtLeast(String yuan) {
        return total(BENEFIT.PROVEN).ge(new BigDecimal(yuan));
    }

    static Badge badge(TransferState state, Page page) {
        return new Badge(
                page.t(state),
                switch (state) {
                    case OWN_USE, WITHDRAWN -> "secondary";
                    case OFFERED, NEGOTIATING -> "blue";
                    case TRANSFERRED -> "green";
                });
    }

    private static Badge source(Source source, boolean withdrawn, Page page) {
        return withdrawn
                ? new Badge(page.t("achievements.awardWithdrawn"), "red")
                : new Badge(page.t(source), source == Source.AWARD ? "yellow" : "secondary");
    }

    /** The unit that somebody means by its name or code, among those whose achievements they keep. */
    public Optional<Long> unit(Actor actor, String typed) {
        return dsl.select(NODE.ID)
                .from(NODE)
                .where(kept(actor), NODE.NAME.eq(typed.strip()).or(NODE.CODE.eq(typed.strip())))
                .orderBy(NODE.ID)
                .limit(1)
                .fetchOptional(NODE.ID);
    }

    /** The name of the first unit somebody files for, to begin a form with. */
    public String ownUnit(Actor actor) {
        return dsl.select(NODE.NAME)
                .from(NODE)
                .where(NODE.ID.in(actor.nodesWith(Right.FILE_ACHIEVEMENTS)))
                .orderBy(NODE.ID)
                .limit(1)
                .fetchOptional(NODE.NAME)
                .orElse("");
    }

    private static Condition kept(Actor actor) {
        return NODE.ID
                .in(actor.nodesWith(Right.FILE_ACHIEVEMENTS))
                .or(actor.within(Right.KEEP_ACHIEVEMENTS, NODE.PATH, NODE.INDUSTRY_PATH)
                        .and(NODE.KIND.eq(Node.Kind.ENTERPRISE.name())));
    }

    /** What was claimed and waits to be proven, at and below the nodes whose achievements somebody keeps, claimed by others. */
    int toProve(Actor actor) {
        return dsl.fetchCount(DSL.selectOne()
                .from(BENEFIT)
                .join(ACHIEVEMENT)
                .on(ACHIEVEMENT.ID.eq(BENEFIT.ACHIEVEMENT_ID))
                .join(NODE)
                .on(NODE.ID.eq(ACHIEVEMENT.NODE_ID))
                .where(
                        BENEFIT.PROVEN.isNull(),
                        BENEFIT.CLAIMED_BY.isNull().or(BENEFIT.CLAIMED_BY.ne(actor.accountId())),
                        actor.within(Right.KEEP_ACHIEVEMENTS, NODE.PATH, NODE.INDUSTRY_PATH)));
    }
}
