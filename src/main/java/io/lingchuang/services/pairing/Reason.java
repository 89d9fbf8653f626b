package io.lingchuang.services.pairing;

/** Why two enterprises fit, and what that weighs; all together are 100. */
public enum Reason {
    /** On the same key chain. */
    CHAIN(25),
    /** In the same key cluster. */
    CLUSTER(15),
    INDUSTRY(20),
    COUNTY(10),
    /** The state-owned side is at least as large. */
    SIZE(5),
    /** One has what the other asks for. */
    ASKED(20),
    /** The state-owned side has a studio. */
    STUDIO(5);

    private final int weight;

    Reason(int weight) {
        this.weight = weight;
    }

    public int weight() {
        return weight;
    }
}
