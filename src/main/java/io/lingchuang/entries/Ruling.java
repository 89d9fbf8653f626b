package io.lingchuang.entries;

/** What the officer of a call found out about a pair of texts. It moves neither entry: that is decided at the formal check, in words of its own. */
public enum Ruling {
    /** The later one is the older one once more 重复申报. */
    DUPLICATE,
    /** Alike in words only 不是重复. */
    DIFFERENT,
    /** The same team went on from the older one 同一团队的后续改进. */
    FURTHER;

    public String colour() {
        return switch (this) {
            case DUPLICATE -> "red";
            case DIFFERENT -> "green";
            case FURTHER -> "blue";
        };
    }
}
