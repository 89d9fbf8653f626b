package io.lingchuang.entries;

import java.util.Optional;

/** A door on an entry's page to what an upper room tells all who see the entry. It opens by itself: whether there is something is the room's to say. */
public interface EntryDoor {

    /** @param title key of its text */
    record Door(String title, String href) {}

    Optional<Door> of(Entry entry);
}
