package io.lingchuang.studios;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers on a studio's page that a part of the house counts, for everybody: what is there to be proud of. In the order of their {@code @Order}. */
public interface PageNumber {

    /**
     * @param title key of its name; facts stand in it
     * @param href where everybody finds what is counted; null: nowhere
     */
    record Number(
            String title,
            List<Object> facts,
            String value,
            @Nullable String href) {}

    List<Number> of(Studio studio);
}
