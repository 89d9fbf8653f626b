package io.lingchuang.achievements;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NotFound;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** What is written down of an achievement from its page: numbers, benefit, adoption, transfer, files. */
@Controller
class AchievementActPages {

    private final Achievements achievements;
    private final RegisteredNumbers registrations;
    private final Benefits benefits;
    private final Adoptions adoptions;
    private final Attachments attachments;
    private final AchievementView view;
    private final Forms forms;

    AchievementActPages(
            Achievements achievements,
            RegisteredNumbers registrations,
            Benefits benefits,
            Adoptions adoptions,
            Attachments attachments,
            AchievementView view,
            Forms forms) {
        this.achievements = achievements;
        this.registrations = registrations;
        this.benefits = benefits;
        this.adoptions = adoptions;
        this.attachments = attachments;
        this.view = view;
        this.forms = forms;
    }

    record Registered(
            @NotNull RegistrationKind kind,
            @NotBlank @Size(max = 120) String number,
            @Nullable @Size(max = 200) String name,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate dated) {}

    record Claimed(@NotNull Integer year, @NotNull BigDecimal claimed) {}

    record Proven(
            @NotNull Integer provenYear,
            @NotNull BigDecimal seen,
            @NotNull BigDecimal proven,
            @Nullable MultipartFile proof) {}

    record Adopted(
            @NotBlank @Size(max = 120) String adopter,

            @NotNull @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate since,

            @Nullable @Size(max = 1000) String how) {}

    record Returned(@NotNull Integer years, @NotNull BigDecimal benefit) {}

    record Moved(
            @NotNull TransferState to,
            @Nullable @Size(max = 120) String receiver,
            @Nullable @Size(max = 500) String reason) {}

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS})
    @PostMapping("/achievements/{id}/registrations")
    String register(@PathVariable long id, @Valid Registered form, BindingResult errors, Actor actor, Model model) {
        return act(
                id,
                errors,
                actor,
                model,
                a -> registrations.add(
                        actor,
                        a,
                        form.kind(),
                        form.number(),
                        Objects.requireNonNullElse(form.name(), ""),
                        form.dated()));
    }

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS})
    @PostMapping("/achievements/{id}/registrations/remove")
    String unregister(@PathVariable long id, @RequestParam long registration, Actor actor, Model model) {
        return act(id, actor, model, a -> registrations.remove(actor, a, registration));
    }

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS})
    @PostMapping("/achievements/{id}/benefits")
    String claim(@PathVariable long id, @Valid Claimed form, BindingResult errors, Actor actor, Model model) {
        return act(id, errors, actor, model, a -> benefits.claim(actor, a, form.year(), form.claimed()));
    }

    @Allowed(Right.KEEP_ACHIEVEMENTS)
    @PostMapping("/achievements/{id}/benefits/prove")
    String prove(@PathVariable long id, @Valid Proven form, BindingResult errors, Actor actor, Model model)
            throws IOException {
        try (InputStream content = form.proof() == null
                ? InputStream.nullInputStream()
                : form.proof().getInputStream()) {
            String name = form.proof() == null ? "" : form.proof().getOriginalFilename();
            return act(
                    id,
                    errors,
                    actor,
                    model,
                    a -> benefits.prove(
                            actor,
                            a,
                            form.provenYear(),
                            form.seen(),
                            form.proven(),
                            new Benefits.Upload(name, content)));
        }
    }

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS})
    @PostMapping("/achievements/{id}/adoptions")
    String adopt(@PathVariable long id, @Valid Adopted form, BindingResult errors, Actor actor, Model model) {
        return act(
                id,
                errors,
                actor,
                model,
                a -> adoptions.add(actor, a, form.adopter(), form.since(), Objects.requireNonNullElse(form.how(), "")));
    }

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS})
    @PostMapping("/achievements/{id}/adoptions/{adoption}/benefit")
    String report(
            @PathVariable long id,
            @PathVariable long adoption,
            @Valid Returned form,
            BindingResult errors,
            Actor actor,
            Model model) {
        return act(id, errors, actor, model, a -> adoptions.report(actor, a, adoption, form.years(), form.benefit()));
    }

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS})
    @PostMapping("/achievements/{id}/adoptions/{adoption}/end")
    String end(@PathVariable long id, @PathVariable long adoption, Actor actor, Model model) {
        return act(id, actor, model, a -> adoptions.end(actor, a, adoption));
    }

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS})
    @PostMapping("/achievements/{id}/transfer")
    String transfer(@PathVariable long id, @Valid Moved form, BindingResult errors, Actor actor, Model model) {
        return act(
                id,
                errors,
                actor,
                model,
                a -> achievements.transfer(
                        actor, a, form.to(), form.receiver(), Objects.requireNonNullElse(form.reason(), "")));
    }

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS})
    @PostMapping("/achievements/{id}/files")
    String attach(
            @PathVariable long id,
            @RequestParam(name = "file", required = false) @Nullable List<MultipartFile> uploads,
            Actor actor,
            Model model)
            throws IOException {
        List<Benefits.Upload> all = new ArrayList<>();
        for (MultipartFile upload : uploads == null ? List.<MultipartFile>of() : uploads) {
            if (!upload.isEmpty()) {
                all.add(new Benefits.Upload(upload.getOriginalFilename(), upload.getInputStream()));
            }
        }
        return act(id, actor, model, a -> attachments.add(actor, a, all));
    }

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS})
    @PostMapping("/achievements/{id}/files/{file}/remove")
    String detach(@PathVariable long id, @PathVariable UUID file, Actor actor, Model model) {
        return act(id, actor, model, a -> attachments.remove(actor, a, file));
    }

    private String act(long id, Actor actor, Model model, Consumer<Long> done) {
        hidden(actor, id);
        return forms.submit(
                forms.typed(), model, () -> done(id, done), () -> view.show(actor, id, Form.empty(), model));
    }

    private String act(long id, BindingResult errors, Actor actor, Model model, Consumer<Long> done) {
        hidden(actor, id);
        return forms.submit(errors, model, () -> done(id, done), () -> view.show(actor, id, Form.empty(), model));
    }

    /** Before a form's errors are told: who does not keep it is told nothing. */
    private void hidden(Actor actor, long id) {
        if (!achievements.keeps(actor, achievements.achievement(actor, id))) {
            throw new NotFound();
        }
    }

    private String done(long id, Consumer<Long> done) {
        done.accept(id);
        forms.flash("achievements.saved");
        return "/achievements/" + id;
    }
}
