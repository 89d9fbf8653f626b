package io.lingchuang.studios.ledger;

/** What a record of the ledger is about: an activity, a visit received 来访, a service given, an honour, a class held, or something else. */
public enum LedgerKind {
    ACTIVITY,
    VISIT_RECEIVED,
    SERVICE,
    HONOUR,
    CLASS,
    OTHER
}
