package io.lingchuang.calls;

import java.math.BigDecimal;
import java.util.List;

/**
 * A criterion of the rubric 评分标准. The weights are the maximum points; together they make 100.
 *
 * @param step points move in steps of this, e.g. 0.5 or 1
 * @param bands what a range of points means, in words
 */
public record Criterion(String code, String name, BigDecimal max, BigDecimal step, String help, List<Band> bands) {
    public record Band(BigDecimal from, BigDecimal to, String meaning) {}
}
