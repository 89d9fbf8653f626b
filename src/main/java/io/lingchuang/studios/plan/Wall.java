package io.lingchuang.studios.plan;

import io.lingchuang.studios.Standing;
import io.lingchuang.studios.Studio;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A studio's year on the wall, as the one who looks may see it.
 *
 * @param plan null: none hangs there for this year, or it is a draft of others
 * @param standing what the one who looks is to the studio; null for anybody
 * @param revised how often each item was changed in its year; only for those inside
 * @param years of which it has a plan that this one may see
 * @param people who is named in the plan, to look at one of them; who is the chosen one
 */
public record Wall(
        Studio studio,
        String unitName,
        int year,
        @Nullable Plan plan,
        List<PlanItem> items,
        @Nullable Standing standing,
        Map<Long, Integer> revised,
        List<Integer> years,
        List<PlanItem.Doer> people,
        @Nullable Long who,
        boolean mayComeDown,
        LocalDate today) {

    public boolean inside() {
        return standing != null && standing.inside();
    }

    public boolean leads() {
        return standing != null && standing.leads() && studio.state().alive();
    }

    public boolean works() {
        return standing != null && standing.works() && studio.state().alive();
    }

    public Plan hung() {
        return Objects.requireNonNull(plan);
    }

    /** The month that runs, or 0 in another year. */
    public int month() {
        return today.getYear() == year ? today.getMonthValue() : 0;
    }

    public long count(Light light) {
        return items.stream().filter(i -> i.light() == light).count();
    }

    public long done() {
        return items.stream().filter(i -> i.state() == ItemState.DONE).count();
    }

    /** Without what was given up. */
    public long counted() {
        return items.size() - count(Light.GREY);
    }

    /** How a cell of the chart looks: planned, worked on, late. */
    public String cell(PlanItem item, int month) {
        return "lc-month" + (item.planned(month) ? " lc-planned" : "") + (item.worked(month) ? " lc-worked" : "")
                + (item.overdue(month, today) ? " lc-over" : "") + (month == month() ? " lc-now" : "");
    }
}
