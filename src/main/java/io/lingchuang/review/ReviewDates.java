package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.PANEL;

import io.lingchuang.calls.Call;
import io.lingchuang.calls.StageDates;
import io.lingchuang.platform.web.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** From the first panel that scores to the last that closed. */
@Component
@Order(1)
class ReviewDates implements StageDates {

    private final DSLContext dsl;

    ReviewDates(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public List<Stage> stages(Call call, Page page) {
        var panels = dsl.select(PANEL.CREATED_AT, PANEL.CLOSED_AT)
                .from(PANEL)
                .where(PANEL.CALL_ID.eq(call.id()), PANEL.STATE.ne("FORMING"))
                .fetch();
        if (panels.isEmpty()) {
            return List.of();
        }
        Instant from =
                panels.stream().map(r -> r.value1()).min(Instant::compareTo).orElseThrow();
        boolean open = panels.stream().anyMatch(r -> r.value2() == null);
        Instant until = open
                ? null
                : panels.stream()
                        .map(r -> Objects.requireNonNull(r.value2()))
                        .max(Instant::compareTo)
                        .orElseThrow();
        return List.of(new Stage(
                page.t("review.stage"),
                LocalDate.ofInstant(from, Page.ZONE),
                until == null ? null : LocalDate.ofInstant(until, Page.ZONE)));
    }
}
