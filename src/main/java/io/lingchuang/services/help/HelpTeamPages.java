package io.lingchuang.services.help;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Typing;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The team's side, on a phone: the answer, the appointment, the record with its photos, the signatures. */
@Controller
class HelpTeamPages {

    private static final BigDecimal MOST_HOURS = BigDecimal.valueOf(24);

    private final Requests requests;
    private final Dispatching dispatching;
    private final HelpVisits visits;
    private final HelpResults results;
    private final HelpLists lists;
    private final HelpView view;
    private final Forms forms;

    HelpTeamPages(
            Requests requests,
            Dispatching dispatching,
            HelpVisits visits,
            HelpResults results,
            HelpLists lists,
            HelpView view,
            Forms forms) {
        this.requests = requests;
        this.dispatching = dispatching;
        this.visits = visits;
        this.results = results;
        this.lists = lists;
        this.view = view;
        this.forms = forms;
    }

    private Supplier<String> done(long id, String action, Runnable act) {
        return () -> {
            act.run();
            forms.flash("help.done." + action);
            return "/help/" + id;
        };
    }

    /** What the team's leader does: action accept, decline, handBack, appoint or record. */
    @SignedIn
    @PostMapping("/help/{id}/team")
    String team(
            @PathVariable long id,
            @RequestParam(defaultValue = "-1") int version,
            @RequestParam(defaultValue = "") String action,
            Actor actor,
            Model model) {
        if (!requests.standing(actor, requests.seen(actor, id)).leads()) {
            throw new NotFound();
        }
        Form form = forms.typed();
        Typing typing = new Typing(form, forms);
        Runnable act = switch (action) {
            case "accept" -> () -> dispatching.accept(actor, id, version);
            case "decline", "handBack" -> {
                String reason = typing.text("reason", 2, 500);
                yield action.equals("decline")
                        ? () -> dispatching.decline(actor, id, version, reason)
                        : () -> dispatching.handBack(actor, id, version, reason);
            }
            case "appoint" -> {
                LocalDateTime at = typing.time("at");
                String place = typing.text("place", 2, 200);
                yield () -> visits.appoint(actor, id, version, at, place);
            }
            case "record" -> {
                HelpVisits.Written record = record(typing);
                yield () -> visits.record(actor, id, version, record);
            }
            default -> throw new NotFound();
        };
        return forms.submit(form, model, gone(id, action, act), () -> view.page(actor, id, model));
    }

    /** Who has said no does not see the request any more. */
    private Supplier<String> gone(long id, String action, Runnable act) {
        Supplier<String> done = done(id, action, act);
        return action.equals("decline") || action.equals("handBack")
                ? () -> {
                    String unused = done.get();
                    return "/help";
                }
                : done;
    }

    private static HelpVisits.Written record(Typing typing) {
        return new HelpVisits.Written(
                typing.amount("hours", 1, MOST_HOURS),
                typing.text("met", 0, 500),
                typing.text("problem", 2, 2000),
                typing.text("diagnosis", 2, 2000),
                typing.text("advice", 2, 2000),
                Objects.requireNonNullElse(typing.numberOrNone("trained", 0, 10000), 0),
                Set.copyOf(typing.ids("goer")));
    }

    /** A team's leader wants a published request. */
    @SignedIn
    @PostMapping("/help/{id}/claim")
    String claim(@PathVariable long id, Actor actor, Model model) {
        if (!requests.standing(actor, requests.seen(actor, id)).claims()) {
            throw new NotFound();
        }
        Form form = forms.typed();
        Typing typing = new Typing(form, forms);
        long team = typing.id("team");
        String words = typing.text("words", 2, 1000);
        return forms.submit(
                form,
                model,
                done(id, "claim", () -> dispatching.claim(actor, id, team, words)),
                () -> view.page(actor, id, model));
    }

    @SignedIn
    @PostMapping("/help/{id}/photos")
    String photo(@PathVariable long id, @RequestParam(required = false) MultipartFile file, Actor actor, Model model)
            throws IOException {
        if (!requests.standing(actor, requests.seen(actor, id)).leads()) {
            throw new NotFound();
        }
        Form form = forms.typed();
        if (file == null || file.isEmpty()) {
            new Typing(form, forms).reject("file", "help.noFile");
            return forms.refused(form, model, () -> view.page(actor, id, model));
        }
        int there = lists.files(HelpVisits.PHOTOS, id).size();
        try (var content = file.getInputStream()) {
            return forms.submit(
                    form,
                    model,
                    done(id, "photo", () -> visits.addPhoto(actor, id, file.getOriginalFilename(), content, there)),
                    () -> view.page(actor, id, model));
        }
    }

    /** Signs for a side: ENTERPRISE or TEAM. */
    @SignedIn
    @PostMapping("/help/{id}/sign")
    String sign(@PathVariable long id, @RequestParam(defaultValue = "-1") int version, Actor actor, Model model) {
        Standing standing = requests.standing(actor, requests.seen(actor, id));
        if (!standing.leads() && !standing.asks()) {
            throw new NotFound();
        }
        Form form = forms.typed();
        Typing typing = new Typing(form, forms);
        Side side = typing.form().value("side").equals("TEAM") ? Side.TEAM : Side.ENTERPRISE;
        String drawing = form.value("drawing");
        if (drawing.isEmpty() && !typing.ticked("agreed")) {
            typing.reject("agreed", "help.agree");
        }
        var signing = new HelpVisits.Signing(side, typing.text("signer", 2, 40), drawing, form.value("code"));
        return forms.submit(
                form,
                model,
                done(id, "sign", () -> {
                    try {
                        visits.sign(actor, id, version, signing);
                    } catch (HelpVisits.WrongCode wrong) {
                        visits.count(wrong.visit());
                        throw wrong;
                    }
                }),
                () -> view.page(actor, id, model));
    }

    /** The team or an officer answers to a rating. */
    @SignedIn
    @PostMapping("/help/{id}/answer")
    String answer(@PathVariable long id, Actor actor, Model model) {
        Standing standing = requests.standing(actor, requests.seen(actor, id));
        if (!standing.leads() && !standing.dispatches()) {
            throw new NotFound();
        }
        Form form = forms.typed();
        String words = new Typing(form, forms).text("answer", 2, 1000);
        return forms.submit(
                form,
                model,
                done(id, "answer", () -> results.answer(actor, id, words)),
                () -> view.page(actor, id, model));
    }
}
