package io.lingchuang.studios.money;

/** What a subsidy may be spent on. Bonuses, meals and travel for pleasure are none of these. */
public enum Use {
    /** The studio's own place 场所建设. */
    PLACE,
    EQUIPMENT,
    /** Research and tackling 课题攻关. */
    PROJECT,
    TRAINING,
    /** Spreading results 成果推广. */
    SPREADING,
    PUBLICITY
}
