package io.lingchuang.insights;

import static io.lingchuang.db.insights.Tables.DAILY;
import static io.lingchuang.db.insights.Tables.MARK;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The numbers, for any node, year and day. What is read are sums (insights.daily); what was changed and not counted yet is counted
 * first, so that whatever was committed before the look is in the number.
 */
@Service
public class Figures {

    /** A number at the end of a month; null for a month that has not begun, or of which none is known. */
    public record Point(YearMonth month, @Nullable BigDecimal value) {}

    /** The number of one node right below another. */
    public record Part(Node node, @Nullable BigDecimal value) {}

    private final DSLContext dsl;
    private final Indicators indicators;
    private final Tree tree;
    private final Today today;
    private final TransactionTemplate counting;

    Figures(DSLContext dsl, Indicators indicators, Tree tree, Today today, PlatformTransactionManager transactions) {
        this.dsl = dsl;
        this.indicators = indicators;
        this.tree = tree;
        this.today = today;
        this.counting = new TransactionTemplate(transactions);
        // In a transaction of its own: the sums of others must not wait for whatever else the looker is doing.
        this.counting.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** All indicators that the actor may see at the node, in the catalogue's order. */
    public List<Figure> figures(Actor actor, Node node, int year, LocalDate day) {
        return figures(actor, node, year, day, "");
    }

    /** Of one programme, FIVE_SMALL: only indicators that are counted by programme. "" for all programmes together. */
    public List<Figure> figures(Actor actor, Node node, int year, LocalDate day, String programme) {
        List<Indicator> shown = indicators.all().stream()
                .filter(i -> programme.isEmpty() || i.byProgramme())
                .filter(i -> sees(actor, i, node))
                .toList();
        if (shown.isEmpty()) {
            throw new NotFound();
        }
        Map<String, BigDecimal> sums = sums(node, year, day, programme, shown);
        return shown.stream()
                .map(i -> figure(i, node, year, day, programme, sums.getOrDefault(i.code(), BigDecimal.ZERO)))
                .toList();
    }

    /** One indicator's number. A code that is in no catalogue, and a node out of reach, are not found. */
    public Figure figure(Actor actor, String code, Node node, int year, LocalDate day, String programme) {
        Indicator indicator = seen(actor, code, node);
        if (!programme.isEmpty() && !indicator.byProgramme()) {
            throw new NotFound();
        }
        return figure(
                indicator,
                node,
                year,
                day,
                programme,
                sums(node, year, day, programme, List.of(indicator)).getOrDefault(code, BigDecimal.ZERO));
    }

    /**
     * By how much each indicator changed within a period, over all years of the programme: what came in it, less what went. Only of what
     * the actor may see and what keeps a history.
     */
    public Map<String, BigDecimal> within(Actor actor, Node node, LocalDate from, LocalDate until) {
        List<String> shown = indicators.all().stream()
                .filter(i -> i.built() && i.history() && sees(actor, i, node))
                .map(Indicator::code)
                .toList();
        if (shown.isEmpty()) {
            throw new NotFound();
        }
        return overYears(node, shown, DAILY.DAY.between(from, until));
    }

    /** How each stood at the end of a day, over all years of the programme. */
    public Map<String, BigDecimal> standing(Actor actor, Node node, LocalDate day) {
        List<String> shown = indicators.all().stream()
                .filter(i -> sees(actor, i, node) && state(i, day) == Figure.State.COUNTED)
                .map(Indicator::code)
                .toList();
        if (shown.isEmpty()) {
            throw new NotFound();
        }
        return overYears(node, shown, DAILY.DAY.le(day));
    }

    private Map<String, BigDecimal> overYears(Node node, List<String> shown, Condition days) {
        refresh();
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        shown.forEach(code -> sums.put(code, BigDecimal.ZERO));
        dsl.select(DAILY.INDICATOR, DSL.sum(DAILY.DELTA))
                .from(DAILY)
                .where(DAILY.NODE_ID.eq(node.id()), DAILY.PROGRAMME.eq(""), DAILY.INDICATOR.in(shown), days)
                .groupBy(DAILY.INDICATOR)
                .forEach(r -> sums.put(r.value1(), plain(r.value2())));
        return sums;
    }

    /** Month by month through a year of the calendar, of the records of that year of the programme. */
    public List<Point> series(Actor actor, String code, Node node, int year) {
        Indicator indicator = seen(actor, code, node);
        refresh();
        Map<LocalDate, BigDecimal> deltas = dsl.select(DAILY.DAY, DSL.sum(DAILY.DELTA))
                .from(DAILY)
                .where(at(node, year, ""), DAILY.INDICATOR.eq(code))
                .groupBy(DAILY.DAY)
                .fetchMap(DAILY.DAY, DSL.sum(DAILY.DELTA));
        List<Point> points = new ArrayList<>();
        for (Month month : Month.values()) {
            YearMonth of = YearMonth.of(year, month);
            // The month that runs stands as it does today.
            LocalDate day = of.equals(YearMonth.from(today.today())) ? today.today() : of.atEndOfMonth();
            BigDecimal value = deltas.entrySet().stream()
                    .filter(d -> !d.getKey().isAfter(day))
                    .map(Map.Entry::getValue)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            boolean known = state(indicator, day) == Figure.State.COUNTED && !day.isAfter(today.today());
            points.add(new Point(of, known ? plain(value) : null));
        }
        return points;
    }

    /** The number of each node right below, on either line, in the order of the tree. */
    public List<Part> byChild(Actor actor, String code, Node node, int year, LocalDate day) {
        Indicator indicator = seen(actor, code, node);
        List<Node> children = tree.children(node.id());
        refresh();
        Map<Long, BigDecimal> sums = dsl.select(DAILY.NODE_ID, DSL.sum(DAILY.DELTA))
                .from(DAILY)
                .where(
                        DAILY.NODE_ID.in(children.stream().map(Node::id).toList()),
                        DAILY.YEAR.in(0, year),
                        DAILY.PROGRAMME.eq(""),
                        DAILY.INDICATOR.eq(code),
                        DAILY.DAY.le(day))
                .groupBy(DAILY.NODE_ID)
                .fetchMap(DAILY.NODE_ID, DSL.sum(DAILY.DELTA));
        boolean known = state(indicator, day) == Figure.State.COUNTED;
        return children.stream()
                .map(c -> new Part(c, known ? plain(sums.getOrDefault(c.id(), BigDecimal.ZERO)) : null))
                .toList();
    }

    /** Counts what was changed and not counted yet. Nothing is written, and nobody waits, when there is nothing. */
    public void refresh() {
        if (dsl.fetchExists(MARK)) {
            counting.executeWithoutResult(status -> dsl.fetch("select insights.refresh()"));
        }
    }

    /** Counts everything anew from the records: the last step of a bulk load. */
    public void recountAll() {
        counting.executeWithoutResult(status -> dsl.fetch("select insights.recount()"));
    }

    /** The indicator, if the actor may see it at the node. */
    Indicator seen(Actor actor, String code, Node node) {
        Indicator indicator = indicators.indicator(code);
        if (!sees(actor, indicator, node)) {
            throw new NotFound();
        }
        return indicator;
    }

    private static boolean sees(Actor actor, Indicator indicator, Node node) {
        return indicator.rights().stream().anyMatch(right -> actor.reaches(right, node));
    }

    private Map<String, BigDecimal> sums(
            Node node, int year, LocalDate day, String programme, Collection<Indicator> shown) {
        refresh();
        return dsl.select(DAILY.INDICATOR, DSL.sum(DAILY.DELTA))
                .from(DAILY)
                .where(
                        at(node, year, programme),
                        DAILY.INDICATOR.in(shown.stream().map(Indicator::code).toList()),
                        DAILY.DAY.le(day))
                .groupBy(DAILY.INDICATOR)
                .fetchMap(DAILY.INDICATOR, DSL.sum(DAILY.DELTA));
    }

    private static Condition at(Node node, int year, String programme) {
        return DAILY.NODE_ID.eq(node.id()).and(DAILY.YEAR.in(0, year)).and(DAILY.PROGRAMME.eq(programme));
    }

    private Figure figure(
            Indicator indicator, Node node, int year, LocalDate day, String programme, BigDecimal counted) {
        Figure.State state = state(indicator, day);
        return new Figure(
                indicator, state == Figure.State.COUNTED ? plain(counted) : null, state, node, year, day, programme);
    }

    private Figure.State state(Indicator indicator, LocalDate day) {
        return !indicator.built()
                ? Figure.State.NOT_BUILT
                : indicator.history() || day.equals(today.today()) ? Figure.State.COUNTED : Figure.State.ONLY_TODAY;
    }

    /** 100 and not 100.00: most of what is counted are things. */
    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
