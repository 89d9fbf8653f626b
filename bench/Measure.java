import java.util.Locale;

/**
 * A line of the table.
 *
 * @param what what was done, with its size
 * @param ours what the product took or gave, with its unit
 * @param yardstick what it is held against took or gave
 * @param ratio ours by the yardstick, or empty
 * @param goal what the ratio has to be, in words, or empty where something is only shown
 * @param met whether it is; true where there is no goal
 */
record Measure(String what, String ours, String yardstick, String ratio, String goal, boolean met) {

    /** Ours has to be at least so many times the yardstick: rates. */
    static Measure atLeast(String what, double ours, double yardstick, String unit, double times) {
        double ratio = ours / yardstick;
        return new Measure(
                what, figure(ours, unit), figure(yardstick, unit), number(ratio), "≥ " + times, ratio >= times);
    }

    /** Ours may be at most so many times the yardstick: durations, sizes. */
    static Measure atMost(String what, double ours, double yardstick, String unit, double times) {
        double ratio = ours / yardstick;
        return new Measure(
                what, figure(ours, unit), figure(yardstick, unit), number(ratio), "≤ " + times, ratio <= times);
    }

    /** Shown beside the others, without a goal. */
    static Measure shown(String what, double ours, double yardstick, String unit) {
        return new Measure(what, figure(ours, unit), figure(yardstick, unit), number(ours / yardstick), "", true);
    }

    /** A figure alone, without a goal. */
    static Measure shown(String what, double ours, String unit) {
        return new Measure(what, figure(ours, unit), "", "", "", true);
    }

    /** Something counted that has to be exactly so many. */
    static Measure exactly(String what, long found, long goal) {
        return new Measure(what, String.valueOf(found), "", "", "= " + goal, found == goal);
    }

    String row(String part) {
        return "| "
                + String.join(" | ", part, what, ours, yardstick, ratio, goal, goal.isEmpty() ? "" : met ? "yes" : "NO")
                + " |";
    }

    private static String figure(double value, String unit) {
        return (number(value) + " " + unit).strip();
    }

    private static String number(double value) {
        return value >= 100 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.3g", value);
    }
}
