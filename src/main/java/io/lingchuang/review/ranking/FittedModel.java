package io.lingchuang.review.ranking;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model of the sheets that corrects strict and lenient experts and listens less to careless ones:
 *
 * <pre>sheet of expert j on entry i = mean + value of i + leniency of j + noise of j</pre>
 *
 * with values, leniencies and noise normal around zero. Estimates are Henderson's best linear unbiased predictions (C. R. Henderson,
 * Best linear unbiased estimation and prediction under a selection model, Biometrics 31, 1975), the variances are found by
 * expectation and maximisation (A. P. Dempster, N. M. Laird, D. B. Rubin, J. R. Stat. Soc. B 39, 1977); that such a model suits
 * reviews: H. Ge, M. Welling, Z. Ghahramani, A Bayesian model for calibrating conference review scores, 2013. An expert's own noise is
 * held towards everybody's as if by ten sheets more, so that two sheets which agree by luck do not rule a panel.
 */
public final class FittedModel {

    /** @param sd how far the truth may lie from the value, as a standard deviation, if the model holds */
    public record Estimate(double value, double sd) {}

    private static final double HELD_BY = 10; // sheets
    private static final int ROUNDS = 200;
    private static final double SETTLED = 1e-6;
    private static final double LEAST = 1e-6; // variance in points squared, below which nothing can be told apart

    private final long[] entries;
    private final long[] experts;
    private final int[] entryOf;
    private final int[] expertOf;
    private final double[] y;
    private final int[] from; // the marks of entry i are from[i] until from[i + 1]

    private double entryVariance;
    private double expertVariance;
    private final double[] noise; // variance, of each expert

    private double[][] covariance = new double[0][0]; // of (mean, leniencies)
    private double[] fixed = new double[0]; // mean, leniencies
    private final double[] value; // of entries, around the mean
    private final double[] weightOf; // of entries: precision

    private FittedModel(List<Mark> inOrder) {
        entries = inOrder.stream().mapToLong(Mark::entry).distinct().toArray();
        experts = inOrder.stream().mapToLong(Mark::expert).distinct().sorted().toArray();
        int n = inOrder.size();
        entryOf = new int[n];
        expertOf = new int[n];
        y = new double[n];
        from = new int[entries.length + 1];
        for (int k = 0; k < n; k++) {
            Mark m = inOrder.get(k);
            entryOf[k] = Arrays.binarySearch(entries, m.entry());
            expertOf[k] = Arrays.binarySearch(experts, m.expert());
            y[k] = m.total().doubleValue();
            from[entryOf[k] + 1] = k + 1;
        }
        noise = new double[experts.length];
        value = new double[entries.length];
        weightOf = new double[entries.length];
    }

    /** Finds variances and values. */
    public static FittedModel fit(List<Mark> marks) {
        FittedModel model = new FittedModel(Mark.inOrder(marks));
        double mean = Arrays.stream(model.y).sum() / model.y.length;
        double variance = Math.max(
                LEAST, Arrays.stream(model.y).map(v -> (v - mean) * (v - mean)).sum() / model.y.length);
        model.entryVariance = variance / 2;
        model.expertVariance = variance / 4;
        Arrays.fill(model.noise, variance / 4);
        for (int round = 0; round < ROUNDS; round++) {
            model.predict();
            if (model.maximise() < SETTLED) {
                break;
            }
        }
        model.predict();
        return model;
    }

    /** The same model on other sheets of the same experts, with the variances as they were found: for drawing again and again. */
    FittedModel again(List<Mark> marks, Map<Long, Long> drawnFrom) {
        FittedModel model = new FittedModel(Mark.inOrder(marks));
        model.entryVariance = entryVariance;
        model.expertVariance = expertVariance;
        for (int j = 0; j < model.experts.length; j++) {
            long original = drawnFrom.getOrDefault(model.experts[j], model.experts[j]);
            model.noise[j] = noise[Arrays.binarySearch(experts, original)];
        }
        model.predict();
        return model;
    }

    /** Score of every entry. */
    public Map<Long, Double> values() {
        Map<Long, Double> values = new TreeMap<>();
        for (int i = 0; i < entries.length; i++) {
            values.put(entries[i], fixed[0] + value[i]);
        }
        return values;
    }

    /** By how many points an expert scores above what others give to the same entries; below zero: strict. */
    public Map<Long, Estimate> leniency() {
        Map<Long, Estimate> leniency = new TreeMap<>();
        for (int j = 0; j < experts.length; j++) {
            leniency.put(experts[j], new Estimate(fixed[j + 1], Math.sqrt(covariance[j + 1][j + 1])));
        }
        return leniency;
    }

    /** How far an expert's sheets lie from what the model expects, in points, as a standard deviation. */
    public Map<Long, Double> noise() {
        Map<Long, Double> sd = new TreeMap<>();
        for (int j = 0; j < experts.length; j++) {
            sd.put(experts[j], Math.sqrt(noise[j]));
        }
        return sd;
    }

    double entryVariance() {
        return entryVariance;
    }

    double expertVariance() {
        return expertVariance;
    }

    /** The mixed-model equations; the entries, which meet nobody but experts, are taken out first, so that they cost nothing. */
    private void predict() {
        int size = experts.length + 1;
        double[][] a = new double[size][size];
        double[] right = new double[size];
        for (int j = 1; j < size; j++) {
            a[j][j] = 1 / expertVariance;
        }
        double[] weighted = new double[entries.length];
        for (int i = 0; i < entries.length; i++) {
            weightOf[i] = 1 / entryVariance;
            for (int k = from[i]; k < from[i + 1]; k++) {
                double w = 1 / noise[expertOf[k]];
                int j = expertOf[k] + 1;
                weightOf[i] += w;
                weighted[i] += w * y[k];
                a[0][0] += w;
                a[0][j] += w;
                a[j][0] += w;
                a[j][j] += w;
                right[0] += w * y[k];
                right[j] += w * y[k];
            }
        }
        double[] u = new double[size];
        int[] at = new int[size];
        for (int i = 0; i < entries.length; i++) {
            int met = row(i, u, at);
            for (int r = 0; r < met; r++) {
                right[at[r]] -= u[at[r]] * weighted[i] / weightOf[i];
                for (int c = 0; c < met; c++) {
                    a[at[r]][at[c]] -= u[at[r]] * u[at[c]] / weightOf[i];
                }
            }
            clear(u, at, met);
        }
        covariance = inverse(a);
        fixed = new double[size];
        for (int r = 0; r < size; r++) {
            for (int c = 0; c < size; c++) {
                fixed[r] += covariance[r][c] * right[c];
            }
        }
        for (int i = 0; i < entries.length; i++) {
            int met = row(i, u, at);
            double explained = 0;
            for (int r = 0; r < met; r++) {
                explained += u[at[r]] * fixed[at[r]];
            }
            value[i] = (weighted[i] - explained) / weightOf[i];
            clear(u, at, met);
        }
    }

    /** What entry i shares with the mean and its experts: written into u at the places named in at; answers how many. */
    private int row(int i, double[] u, int[] at) {
        int met = 1;
        at[0] = 0;
        for (int k = from[i]; k < from[i + 1]; k++) {
            double w = 1 / noise[expertOf[k]];
            int j = expertOf[k] + 1;
            if (u[j] == 0) {
                at[met++] = j;
            }
            u[j] += w;
            u[0] += w;
        }
        return met;
    }

    private static void clear(double[] u, int[] at, int met) {
        for (int r = 0; r < met; r++) {
            u[at[r]] = 0;
        }
    }

    /** New variances from what was predicted; answers the largest relative change. */
    private double maximise() {
        double ofEntries = 0;
        double[] errors = new double[experts.length];
        int[] sheets = new int[experts.length];
        double[] u = new double[experts.length + 1];
        int[] at = new int[experts.length + 1];
        double[] cu = new double[experts.length + 1];
        for (int i = 0; i < entries.length; i++) {
            int met = row(i, u, at);
            double ucu = 0;
            for (int r = 0; r < met; r++) {
                cu[at[r]] = 0;
                for (int c = 0; c < met; c++) {
                    cu[at[r]] += covariance[at[r]][at[c]] * u[at[c]];
                }
                ucu += u[at[r]] * cu[at[r]];
            }
            double variance = 1 / weightOf[i] + ucu / (weightOf[i] * weightOf[i]);
            ofEntries += value[i] * value[i] + variance;
            for (int k = from[i]; k < from[i + 1]; k++) {
                int j = expertOf[k] + 1;
                double error = y[k] - fixed[0] - value[i] - fixed[j];
                double unsure = covariance[0][0]
                        + covariance[j][j]
                        + 2 * covariance[0][j]
                        + variance
                        - 2 * (cu[0] + cu[j]) / weightOf[i];
                errors[j - 1] += error * error + unsure;
                sheets[j - 1]++;
            }
            clear(u, at, met);
        }
        double ofExperts = 0;
        for (int j = 1; j <= experts.length; j++) {
            ofExperts += fixed[j] * fixed[j] + covariance[j][j];
        }
        double everybodys = Arrays.stream(errors).sum() / y.length;
        double moved = 0;
        for (int j = 0; j < experts.length; j++) {
            double own = Math.max(LEAST, (errors[j] + HELD_BY * everybodys) / (sheets[j] + HELD_BY));
            moved = Math.max(moved, Math.abs(own / noise[j] - 1));
            noise[j] = own;
        }
        double entry = Math.max(LEAST, ofEntries / entries.length);
        double expert = Math.max(LEAST, ofExperts / experts.length);
        moved = Math.max(moved, Math.max(Math.abs(entry / entryVariance - 1), Math.abs(expert / expertVariance - 1)));
        entryVariance = entry;
        expertVariance = expert;
        return moved;
    }

    /** Of a symmetric positive definite matrix, by Cholesky's factors. */
    private static double[][] inverse(double[][] a) {
        int n = a.length;
        double[][] l = new double[n][n];
        for (int r = 0; r < n; r++) {
            for (int c = 0; c <= r; c++) {
                double sum = a[r][c];
                for (int k = 0; k < c; k++) {
                    sum -= l[r][k] * l[c][k];
                }
                l[r][c] = r == c ? Math.sqrt(Math.max(sum, 1e-12)) : sum / l[c][c];
            }
        }
        double[][] li = new double[n][n]; // the factor's inverse
        for (int c = 0; c < n; c++) {
            li[c][c] = 1 / l[c][c];
            for (int r = c + 1; r < n; r++) {
                double sum = 0;
                for (int k = c; k < r; k++) {
                    sum -= l[r][k] * li[k][c];
                }
                li[r][c] = sum / l[r][r];
            }
        }
        double[][] inverse = new double[n][n];
        for (int r = 0; r < n; r++) {
            for (int c = 0; c <= r; c++) {
                double sum = 0;
                for (int k = r; k < n; k++) {
                    sum += li[k][r] * li[k][c];
                }
                inverse[r][c] = sum;
                inverse[c][r] = sum;
            }
        }
        return inverse;
    }
}
