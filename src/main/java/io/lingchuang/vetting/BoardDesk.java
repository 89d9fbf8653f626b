package io.lingchuang.vetting;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Viewer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The pipeline of each open call on the desk of whoever follows it: how many at each stage, and who is late. */
@Component
class BoardDesk implements DeskSource {

    private final Calls calls;
    private final Board board;
    private final Today today;

    BoardDesk(Calls calls, Board board, Today today) {
        this.calls = calls;
        this.board = board;
        this.today = today;
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor) || !actor.may(Right.FOLLOW)) {
            return List.of();
        }
        return calls.published().stream().map(call -> card(actor, call, page)).toList();
    }

    private DeskCard card(Actor actor, Call call, Page page) {
        Map<EntryState, Long> stages = board.stages(actor, call.id());
        String pipeline = stages.entrySet().stream()
                .map(s -> page.t(s.getKey()) + " " + s.getValue())
                .collect(Collectors.joining(" · "));
        long late = board.late(actor, call.id());
        LocalDate closes = call.closesAt() == null ? null : LocalDate.ofInstant(call.closesAt(), Page.ZONE);
        return DeskCard.of(
                        call.title(),
                        stages.values().stream().mapToLong(Long::longValue).sum(),
                        closes == null || closes.isBefore(today.today()) ? null : closes,
                        "/calls/" + call.id() + "/board",
                        page.t("vetting.toBoard"),
                        today.today())
                .detail(late == 0 ? pipeline : page.t("vetting.pipelineLate", pipeline, late));
    }
}
