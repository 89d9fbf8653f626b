package io.lingchuang.services.alliance;

/** An office of the council: chair 理事长, vice chair 副理事长, secretary-general 秘书长, councillor 理事. */
public enum Office {
    CHAIR,
    VICE_CHAIR,
    SECRETARY,
    COUNCILLOR
}
