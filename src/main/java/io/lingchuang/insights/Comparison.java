package io.lingchuang.insights;

import java.math.BigDecimal;

/** How a number stands to the one that the city published: it says either how many there are, or that there are more than so many. */
public enum Comparison {
    EXACTLY("="),
    MORE_THAN(">");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    /** = or > */
    public String sign() {
        return sign;
    }

    public boolean holds(BigDecimal counted, BigDecimal published) {
        int order = counted.compareTo(published);
        return this == EXACTLY ? order == 0 : order > 0;
    }

    static Comparison of(String sign) {
        for (Comparison comparison : values()) {
            if (comparison.sign.equals(sign)) {
                return comparison;
            }
        }
        throw new IllegalArgumentException(sign);
    }
}
