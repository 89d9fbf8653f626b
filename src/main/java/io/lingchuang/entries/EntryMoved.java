package io.lingchuang.entries;

/** Said after every step of an entry, to whoever listens above. */
public record EntryMoved(long entryId, long callId, EntryState from, EntryState to, String action) {}
