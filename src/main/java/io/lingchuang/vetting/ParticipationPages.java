package io.lingchuang.vetting;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.CallPanel;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** What one's units report of how many took part. */
@Controller
public class ParticipationPages {

    /** A unit with what it reported; one row and one form each. */
    public record Unit(long nodeId, String name, Participation.@Nullable Report report) {}

    record ReportForm(
            @NotNull Long node,
            @NotNull @Nullable Integer personTimes,
            @Size(max = 200) @Nullable String note) {}

    private final Calls calls;
    private final Participation participation;
    private final Tree tree;
    private final Forms forms;

    ParticipationPages(Calls calls, Participation participation, Tree tree, Forms forms) {
        this.calls = calls;
        this.participation = participation;
        this.tree = tree;
        this.forms = forms;
    }

    @Bean
    static CallPanel participationPanel() {
        return CallPanel.ofMany("vetting.participation", "/calls/%d/participation", 13, Right.REPORT_PARTICIPATION);
    }

    @Allowed(Right.REPORT_PARTICIPATION)
    @GetMapping("/calls/{id}/participation")
    String participation(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return page(id, actor, model);
    }

    private String page(long id, Actor actor, Model model) {
        List<Unit> units = actor.nodesWith(Right.REPORT_PARTICIPATION).stream()
                .map(node -> new Unit(
                        node, tree.node(node).name(), participation.of(id, node).orElse(null)))
                .toList();
        model.addAttribute("call", calls.running(id));
        model.addAttribute("units", units);
        return "vetting/participation";
    }

    @Allowed(Right.REPORT_PARTICIPATION)
    @PostMapping("/calls/{id}/participation")
    String report(
            @PathVariable long id,
            @Valid ReportForm typed,
            BindingResult errors,
            @RequestParam(required = false) @Nullable MultipartFile proof,
            Actor actor,
            Model model) {
        calls.running(id);
        return forms.submit(
                errors,
                model,
                () -> {
                    int personTimes = Objects.requireNonNull(typed.personTimes());
                    String note = Objects.requireNonNullElse(typed.note(), "");
                    try {
                        participation.report(actor, id, typed.node(), personTimes, note, proof);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    forms.flash("vetting.participationSaved", personTimes);
                    return "/calls/" + id + "/participation";
                },
                () -> page(id, actor, model));
    }
}
