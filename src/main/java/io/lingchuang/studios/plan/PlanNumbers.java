package io.lingchuang.studios.plan;

import io.lingchuang.studios.PageNumber;
import io.lingchuang.studios.Studio;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How much of this year's plan is done, where one hangs. */
@Component
@Order(10)
class PlanNumbers implements PageNumber {

    private final Walls walls;

    PlanNumbers(Walls walls) {
        this.walls = walls;
    }

    @Override
    public List<Number> of(Studio studio) {
        Wall wall = walls.of(null, studio.id(), null, null);
        return wall.plan() == null || wall.counted() == 0
                ? List.of()
                : List.of(new Number(
                        "studioplan.number",
                        List.of(String.valueOf(wall.year())),
                        wall.done() + " / " + wall.counted(),
                        "/studios/" + studio.id() + "/plan"));
    }
}
