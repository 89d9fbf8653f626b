package io.lingchuang.studios.naming;

/** What is to be another: who leads 领衔人, which unit keeps it 所在单位, what it is called 名称. */
public enum ChangeKind {
    LEADER,
    UNIT,
    NAME
}
