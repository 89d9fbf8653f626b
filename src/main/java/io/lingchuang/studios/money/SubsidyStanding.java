package io.lingchuang.studios.money;

/** Where a subsidy stands: where its last part does; granted while there is none; fallen with its award. */
public enum SubsidyStanding {
    GRANTED,
    PREPARED,
    APPROVED,
    PAID,
    SETTLED,
    STOPPED,
    TO_RECOVER,
    RECOVERED,
    FELL
}
