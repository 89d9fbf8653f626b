package io.lingchuang.studios.classes;

/** A studio somebody is in; writes: they write in its ledger. */
public record OwnStudio(long id, String name, boolean writes) {}
