package io.lingchuang.studios;

import io.lingchuang.access.Actor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A link from a studio's page to what a part of the house keeps of it. The page shows them in the order of their {@code @Order}. */
public interface PageLink {

    /** @param title key of its text */
    record Link(String title, String href) {}

    /**
     * Empty for whoever has no business there.
     *
     * @param actor null: nobody has signed in
     */
    Optional<Link> of(@Nullable Actor actor, Studio studio);
}
