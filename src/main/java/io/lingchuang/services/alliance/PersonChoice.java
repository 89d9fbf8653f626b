package io.lingchuang.services.alliance;

/** Somebody of the directory, told from others of the same name by unit and staff number. */
public record PersonChoice(long id, String name, String unit, String staffNumber) {}
