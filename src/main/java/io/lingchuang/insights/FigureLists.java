package io.lingchuang.insights;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.achievements.Tables.ACHIEVEMENT;
import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.CERTIFICATE;
import static io.lingchuang.db.awards.Tables.PAYOUT;
import static io.lingchuang.db.directory.Tables.CHAIN;
import static io.lingchuang.db.directory.Tables.CLUSTER;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.insights.Tables.ABOVE;
import static io.lingchuang.db.insights.Tables.RECORD;
import static io.lingchuang.db.notices.Tables.NOTICE;
import static io.lingchuang.db.notices.Tables.OBJECTION;
import static io.lingchuang.db.services.Tables.AGREEMENT;
import static io.lingchuang.db.services.Tables.PAIRING;
import static io.lingchuang.db.services.Tables.REQUEST;
import static io.lingchuang.db.services.Tables.TEAM;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.text.Mask;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From a number to its records: the very rows that were summed, at or below the node, counting on the day. */
@Component
class FigureLists {

    record Row(
            String kind,
            long id,
            String title,
            String unit,
            LocalDate since,
            BigDecimal amount,
            @Nullable Long entry) {}

    private final DSLContext dsl;
    private final Indicators indicators;
    private final Tree tree;
    private final Today today;

    FigureLists(DSLContext dsl, Indicators indicators, Tree tree, Today today) {
        this.dsl = dsl;
        this.indicators = indicators;
        this.tree = tree;
        this.today = today;
    }

    /** Empty where there is no number: the part is not built, or only today's is known. */
    Listing<Row> records(Actor actor, String code, Look look, Page page) {
        Indicator indicator = indicators.indicator(code);
        if (indicator.rights().stream().noneMatch(right -> actor.reaches(right, look.node()))) {
            throw new NotFound();
        }
        boolean names = actor.reaches(Right.SEE_DIRECTORY, look.node());
        Field<String> title = title(indicator.records()).as("title");
        Field<Long> entry = entry(indicator.records()).as("entry");
        Condition known =
                indicator.built() && (indicator.history() || look.day().equals(today.today()))
                        ? DSL.noCondition()
                        : DSL.falseCondition();
        return new Listing<Row>(
                        dsl,
                        "figures.records",
                        filters -> dsl.select(
                                        RECORD.KIND,
                                        RECORD.RECORD_ID,
                                        RECORD.FROM_DAY,
                                        RECORD.AMOUNT,
                                        NODE.NAME,
                                        title,
                                        entry)
                                .from(RECORD)
                                .join(NODE)
                                .on(NODE.ID.eq(RECORD.NODE_ID))
                                .where(known, counts(indicator, look))
                                .and(filters),
                        r -> row(r, title, entry, names, page))
                .up(RECORD.KIND)
                .up(RECORD.RECORD_ID)
                .filter(Filter.choice("node", "figures.node", nodes(look.node()), n -> DSL.noCondition()))
                .filter(Filter.text("year", "figures.year", y -> DSL.noCondition()))
                .filter(Filter.text("day", "figures.day", d -> DSL.noCondition()))
                .filter(Filter.text("q", "figures.of", q -> NODE.NAME.containsIgnoreCase(q)))
                .column(linked(Column.of("record", "figures.record", Row::title), indicator.records()))
                .column(Column.of("unit", "figures.of", Row::unit))
                .column(Column.of("since", "figures.since", r -> since(r, indicator)))
                .column(Column.of("amount", "figures.amount", Row::amount));
    }

    private static Condition counts(Indicator indicator, Look look) {
        return RECORD.INDICATOR
                .eq(indicator.code())
                .and(RECORD.PROGRAMME.eq(look.programme()))
                .and(RECORD.YEAR.eq(indicator.yearly() ? look.year() : 0))
                .and(RECORD.FROM_DAY.le(look.day()))
                .and(RECORD.UNTIL_DAY.isNull().or(RECORD.UNTIL_DAY.gt(look.day())))
                .and(DSL.exists(DSL.selectOne()
                        .from(ABOVE)
                        .where(ABOVE.ANCESTOR_ID.eq(look.node().id()), ABOVE.NODE_ID.eq(RECORD.NODE_ID))));
    }

    /** The node itself and those right below: a click leads down the tree. */
    private Map<String, String> nodes(Node node) {
        Map<String, String> nodes = new LinkedHashMap<>();
        nodes.put(String.valueOf(node.id()), node.name());
        tree.children(node.id()).forEach(c -> nodes.put(String.valueOf(c.id()), c.name()));
        return nodes;
    }

    private static Row row(org.jooq.Record r, Field<String> title, Field<Long> entry, boolean names, Page page) {
        String kind = r.get(RECORD.KIND);
        String text = Objects.requireNonNullElse(r.get(title), "");
        String shown = switch (kind) {
            case "RETURN" -> page.t("figures.returned");
            case "PERSON", "COMPLETER", "MEMBER" -> names ? text : Mask.name(text);
            default -> text.isBlank() ? page.t("entries.untitled") : text;
        };
        return new Row(
                kind,
                r.get(RECORD.RECORD_ID),
                shown,
                r.get(NODE.NAME),
                r.get(RECORD.FROM_DAY),
                r.get(RECORD.AMOUNT),
                r.get(entry));
    }

    private static @Nullable Object since(Row row, Indicator indicator) {
        return indicator.history() || indicator.yearly() && !row.since().equals(LocalDate.of(2000, 1, 1))
                ? row.since()
                : null;
    }

    /** A click leads to the record's own page where there is one that whoever follows may open. */
    private static Column<Row> linked(Column<Row> column, @Nullable RecordKind kind) {
        return switch (kind) {
            case ENTRY, AWARD, PAYOUT -> column.link(r -> "/entries/" + r.entry());
            case NOTICE -> column.link(r -> "/notices/" + r.id());
            case STUDIO -> column.link(r -> "/studios/" + r.id());
            case TEAM -> column.link(r -> "/alliance/teams/" + r.id());
            case PAIRING -> column.link(r -> "/pairings/" + r.id());
            case AGREEMENT -> column.link(r -> "/cobuilding/" + r.id());
            case null, default -> column;
        };
    }

    private static Field<String> title(@Nullable RecordKind kind) {
        return switch (kind) {
            case null -> DSL.inline("");
            case ENTRY -> of(ENTRY.TITLE, ENTRY.ID);
            case PARTICIPANT ->
                DSL.field(DSL.select(COMPLETER.NAME)
                        .from(COMPLETER)
                        .where(COMPLETER.ID.eq(RECORD.RECORD_ID), RECORD.KIND.eq("COMPLETER")));
            case NODE -> {
                var unit = NODE.as("unit");
                yield DSL.field(DSL.select(unit.NAME).from(unit).where(unit.ID.eq(RECORD.RECORD_ID)));
            }
            case PERSON -> of(PERSON.NAME, PERSON.ID);
            case CLUSTER -> of(CLUSTER.NAME, CLUSTER.ID);
            case CHAIN -> of(CHAIN.NAME, CHAIN.ID);
            case AWARD -> ofAward(ENTRY.TITLE);
            case PAYOUT -> ofPayout(ENTRY.TITLE);
            case CERTIFICATE -> of(CERTIFICATE.NUMBER, CERTIFICATE.ID);
            case NOTICE -> of(NOTICE.TITLE, NOTICE.ID);
            // Not its receipt: with that anybody reads the answer.
            case OBJECTION ->
                DSL.field(DSL.select(NOTICE.TITLE)
                        .from(OBJECTION)
                        .join(NOTICE)
                        .on(NOTICE.ID.eq(OBJECTION.NOTICE_ID))
                        .where(OBJECTION.ID.eq(RECORD.RECORD_ID)));
            case STUDIO -> of(STUDIO.NAME, STUDIO.ID);
            case MEMBER ->
                DSL.field(DSL.select(PERSON.NAME)
                        .from(MEMBER)
                        .join(PERSON)
                        .on(PERSON.ID.eq(MEMBER.PERSON_ID))
                        .where(MEMBER.ID.eq(RECORD.RECORD_ID)));
            case ACHIEVEMENT -> of(ACHIEVEMENT.TITLE, ACHIEVEMENT.ID);
            case TEAM -> of(TEAM.NAME, TEAM.ID);
            // Not what a confidential one was about.
            case SERVICE ->
                DSL.field(DSL.select(DSL.when(REQUEST.CONFIDENTIAL, DSL.inline("***"))
                                .otherwise(REQUEST.TITLE))
                        .from(REQUEST)
                        .where(REQUEST.ID.eq(RECORD.RECORD_ID)));
            case PAIRING -> ofPartner(PAIRING.ID.eq(RECORD.RECORD_ID));
            case AGREEMENT ->
                ofPartner(PAIRING.ID.eq(
                        DSL.select(AGREEMENT.PAIRING_ID).from(AGREEMENT).where(AGREEMENT.ID.eq(RECORD.RECORD_ID))));
        };
    }

    private static Field<Long> entry(@Nullable RecordKind kind) {
        return switch (kind) {
            case ENTRY -> RECORD.RECORD_ID;
            case AWARD -> ofAward(ENTRY.ID);
            case PAYOUT -> ofPayout(ENTRY.ID);
            case null, default -> DSL.inline((Long) null, Long.class);
        };
    }

    private static <T> Field<T> of(SelectField<T> what, TableField<?, Long> id) {
        Select<org.jooq.Record1<T>> one =
                DSL.select(what).from(Objects.requireNonNull(id.getTable())).where(id.eq(RECORD.RECORD_ID));
        return DSL.field(one);
    }

    /** A pairing is named by its non-public side: the other stands beside it, where it counts. */
    private static Field<String> ofPartner(Condition which) {
        var partner = NODE.as("partner");
        return DSL.field(DSL.select(partner.NAME)
                .from(PAIRING)
                .join(partner)
                .on(partner.ID.eq(PAIRING.PARTNER_NODE_ID))
                .where(which));
    }

    private static <T> Field<T> ofAward(SelectField<T> what) {
        return DSL.field(DSL.select(what)
                .from(AWARD)
                .join(ENTRY)
                .on(ENTRY.ID.eq(AWARD.ENTRY_ID))
                .where(AWARD.ID.eq(RECORD.RECORD_ID)));
    }

    private static <T> Field<T> ofPayout(SelectField<T> what) {
        return DSL.field(DSL.select(what)
                .from(PAYOUT)
                .join(AWARD)
                .on(AWARD.ID.eq(PAYOUT.AWARD_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(AWARD.ENTRY_ID))
                .where(PAYOUT.ID.eq(RECORD.RECORD_ID)));
    }
}
