package io.lingchuang.studios.naming;

import io.lingchuang.access.Actor;
import io.lingchuang.studios.Studio;
import java.util.Optional;

/** A door from the page of a studio's naming to what another part keeps of it: its money, its self-report. */
public interface StudioDoor {

    /** @param title key of its text */
    record Door(String title, String href) {}

    /** Empty for whoever has no business there. */
    Optional<Door> of(Actor actor, Studio studio);
}
