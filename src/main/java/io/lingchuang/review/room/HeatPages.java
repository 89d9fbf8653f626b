package io.lingchuang.review.room;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.documents.ExcelOut;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.review.Panels;
import io.lingchuang.review.room.HeatMap.ColumnOrder;
import io.lingchuang.review.room.HeatMap.RowOrder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The heat map of a panel: on the screen some entries at a time, as a sheet all of them. */
@Controller
class HeatPages {

    /** Entries on a page; with sixty experts that is fifteen hundred cells. */
    static final int PAGE = 25;

    private final Panels panels;
    private final HeatMap heat;
    private final Pages pages;

    HeatPages(Panels panels, HeatMap heat, Pages pages) {
        this.panels = panels;
        this.heat = heat;
        this.pages = pages;
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @GetMapping("/panels/{id}/heat")
    String heat(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String rows,
            @RequestParam(defaultValue = "") String columns,
            @RequestParam(name = "page", defaultValue = "") String number,
            Actor actor,
            Model model) {
        Seat seat = panels.seat(actor, id);
        RowOrder rowOrder = order(RowOrder.values(), rows);
        ColumnOrder columnOrder = order(ColumnOrder.values(), columns);
        HeatMap.Picture all = heat.of(seat, rowOrder, columnOrder);
        int last = Math.max(0, (all.rows().size() - 1) / PAGE);
        int at = Math.min(last, number.matches("[0-9]{1,4}") ? Integer.parseInt(number) : 0);
        model.addAttribute("seat", seat);
        model.addAttribute(
                "picture",
                new HeatMap.Picture(
                        all.columns(),
                        all.rows().subList(at * PAGE, Math.min(all.rows().size(), (at + 1) * PAGE))));
        model.addAttribute("rowOrder", rowOrder);
        model.addAttribute("columnOrder", columnOrder);
        model.addAttribute("number", at);
        model.addAttribute("last", last);
        model.addAttribute("first", at * PAGE);
        model.addAttribute("entries", all.rows().size());
        return "review/heat";
    }

    private static <E extends Enum<E>> E order(E[] orders, String typed) {
        return Arrays.stream(orders)
                .filter(o -> o.name().equals(typed))
                .findFirst()
                .orElse(orders[0]);
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @GetMapping("/panels/{id}/heat.xlsx")
    void excel(@PathVariable long id, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Seat seat = panels.seat(actor, id);
        Page page = pages.of(http);
        HeatMap.Picture all = heat.of(seat, RowOrder.CODE, ColumnOrder.NAME);
        ListExport.attachment(response, seat.panel().name() + page.t("review.room.heat") + ".xlsx", FileRule.XLSX);
        ExcelOut.write(response.getOutputStream(), page.t("review.room.heat"), excel -> {
            List<String> header = new ArrayList<>(List.of(
                    page.t("review.code"),
                    page.t("entries.title"),
                    page.t("review.room.mean"),
                    page.t("review.room.spread")));
            all.columns().forEach(c -> header.add(c.name()));
            excel.header(header);
            List<@Nullable Object> means = new ArrayList<>(Arrays.asList("", page.t("review.room.mean"), null, null));
            all.columns().forEach(c -> means.add(c.mean()));
            excel.row(means);
            for (HeatMap.Row row : all.rows()) {
                List<@Nullable Object> cells =
                        new ArrayList<>(Arrays.asList(row.code(), row.title(), row.mean(), row.spread()));
                row.cells().forEach(c -> cells.add(c.total() != null ? c.total() : page.t(c.standing())));
                excel.row(cells);
            }
        });
    }
}
