package io.lingchuang.review;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The record of the draw by which entries came to a panel, for its host. */
@Controller
class LotPages {

    private final Panels panels;
    private final PanelLots lots;

    LotPages(Panels panels, PanelLots lots) {
        this.panels = panels;
        this.lots = lots;
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/panels/{id}/lot")
    String lot(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("panel", panels.held(actor, id));
        PanelLots.Draw draw = lots.of(id);
        if (draw == null) {
            throw new NotFound();
        }
        model.addAttribute("draw", draw);
        return "review/panellot";
    }
}
