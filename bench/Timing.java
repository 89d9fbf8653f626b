import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Times in milliseconds, or rates, of the same thing done many times. */
record Timing(double[] sorted) {

    static Timing of(List<Double> values) {
        return new Timing(
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    /** Something that gives a figure when it is done once. */
    interface Run {
        double once() throws Exception;
    }

    /** Both in turn, A B A B …, so that whatever else the machine does meets both alike. */
    static List<Timing> alternating(int times, Run... runs) throws Exception {
        List<List<Double>> values = new ArrayList<>();
        Arrays.stream(runs).forEach(r -> values.add(new ArrayList<>()));
        for (int i = 0; i < times; i++) {
            for (int k = 0; k < runs.length; k++) {
                values.get(k).add(runs[k].once());
            }
        }
        return values.stream().map(Timing::of).toList();
    }

    /** Milliseconds that it takes. */
    static double millis(Runnable deed) {
        long began = System.nanoTime();
        deed.run();
        return (System.nanoTime() - began) / 1e6;
    }

    double median() {
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }

    /** The smallest value that so many percent of all do not exceed. */
    double percentile(double percent) {
        return sorted[Math.max(0, (int) Math.ceil(percent / 100 * sorted.length) - 1)];
    }

    /** How far apart the smallest and the largest are, against the median: what a ratio of medians is worth. */
    double spread() {
        return (sorted[sorted.length - 1] - sorted[0]) / median();
    }

    @Override
    public String toString() {
        return "median %.1f (%.1f to %.1f, n=%d)"
                .formatted(median(), sorted[0], sorted[sorted.length - 1], sorted.length);
    }
}
