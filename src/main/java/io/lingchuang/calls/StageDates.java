package io.lingchuang.calls;

import io.lingchuang.platform.web.Page;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The later stages of a call with their dates, for its board: told by the room that holds them, once they are no secret any more. */
public interface StageDates {

    /** until null: not over yet */
    record Stage(String name, LocalDate from, @Nullable LocalDate until) {}

    List<Stage> stages(Call call, Page page);
}
