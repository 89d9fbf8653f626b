package io.lingchuang.services.help;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.text.Mask;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Page;
import io.lingchuang.services.alliance.JointProjects;
import io.lingchuang.services.alliance.TeamState;
import io.lingchuang.services.alliance.Teams;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts a request before whoever may see it, with what they may do now. */
@Component
class HelpView {

    static final String FILES = "service-request";

    private final Requests requests;
    private final HelpVisits visits;
    private final Dispatching dispatching;
    private final HelpResults results;
    private final Matching matching;
    private final HelpLists lists;
    private final Teams teams;
    private final JointProjects projects;
    private final Today today;

    HelpView(
            Requests requests,
            HelpVisits visits,
            Dispatching dispatching,
            HelpResults results,
            Matching matching,
            HelpLists lists,
            Teams teams,
            JointProjects projects,
            Today today) {
        this.requests = requests;
        this.visits = visits;
        this.dispatching = dispatching;
        this.results = results;
        this.matching = matching;
        this.lists = lists;
        this.teams = teams;
        this.projects = projects;
        this.today = today;
    }

    /** The appointment as it stands and, of a record that is written anew, what was written before. */
    void begun(long id, Form form) {
        List<Visit> all = visits.of(id);
        if (all.isEmpty()) {
            return;
        }
        Visit next = all.getFirst();
        form.put("at", LocalDateTime.ofInstant(next.startsAt(), Page.ZONE).truncatedTo(ChronoUnit.MINUTES))
                .put("place", next.place());
        if (all.size() > 1 && all.get(1).rewritten() != null) {
            Visit before = all.get(1);
            form.put("goer", before.goers().stream().map(Visit.Goer::personId).toList())
                    .put("hours", before.hours())
                    .put("met", before.met())
                    .put("problem", before.problem())
                    .put("diagnosis", before.diagnosis())
                    .put("advice", before.advice())
                    .put("trained", before.trained());
        }
    }

    String page(Actor actor, long id, Model model) {
        HelpRequest r = requests.seen(actor, id);
        Standing standing = requests.standing(actor, r);
        boolean picks = standing.may(Step.DISPATCH, r.state());
        model.addAttribute("request", r);
        model.addAttribute("standing", standing);
        model.addAttribute("phone", standing.calls() ? r.contactPhone() : Mask.phone(r.contactPhone()));
        model.addAttribute("late", r.late(today.today()));
        model.addAttribute("history", lists.history(id));
        model.addAttribute("files", lists.files(FILES, id));
        model.addAttribute("photos", lists.files(HelpVisits.PHOTOS, id));
        model.addAttribute("visits", visits.of(id));
        model.addAttribute("claims", dispatching.claims(id));
        model.addAttribute("rating", results.rating(id).orElse(null));
        model.addAttribute("results", results.results(id));
        List<Proposal> proposals = picks ? matching.teams(r) : List.of();
        model.addAttribute("proposals", proposals);
        model.addAttribute("others", picks ? matching.others(r, proposals) : Map.of());
        model.addAttribute("studios", picks ? matching.studios(r) : List.of());
        model.addAttribute("people", picks ? matching.people(r) : List.of());
        model.addAttribute("projects", standing.goesOn(r.state()) ? projects.running() : Map.of());
        model.addAttribute("members", r.teamId() == null ? List.of() : teams.members(r.teamId()));
        model.addAttribute(
                "ownTeams",
                standing.claims()
                        ? teams.of(actor, true).stream()
                                .map(teams::team)
                                .filter(t -> t.state() == TeamState.ACTIVE)
                                .toList()
                        : List.of());
        return "services/help/request";
    }
}
