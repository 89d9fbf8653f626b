package io.lingchuang.studios;

/** What somebody is in a studio: its leader 领衔人, of its core 核心成员, a member 成员 or a trainee 学员. */
public enum Part {
    LEADER,
    CORE,
    MEMBER,
    TRAINEE;

    /** Works in it and writes in its ledger; a trainee learns there. */
    public boolean works() {
        return this != TRAINEE;
    }
}
