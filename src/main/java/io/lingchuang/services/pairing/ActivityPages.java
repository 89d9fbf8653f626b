package io.lingchuang.services.pairing;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.files.FileGuard;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Viewer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** What was done under an agreement, from either side's phone. */
@Controller
class ActivityPages {

    private final Activities activities;
    private final Agreements agreements;
    private final Pairings pairings;
    private final AgreementView view;
    private final Forms forms;

    ActivityPages(Activities activities, Agreements agreements, Pairings pairings, AgreementView view, Forms forms) {
        this.activities = activities;
        this.agreements = agreements;
        this.pairings = pairings;
        this.view = view;
        this.forms = forms;
    }

    /** Whoever reads the agreement sees the photos and, of the paper, its two sides and their officers. */
    @Bean
    static FileGuard activityPhotoGuard(Activities activities) {
        return guard(Activities.PHOTO, activities::seesFile);
    }

    @Bean
    static FileGuard agreementScanGuard(Agreements agreements) {
        return guard(Agreements.SCAN, agreements::seesFile);
    }

    private interface Sees {
        boolean file(Actor actor, long owner);
    }

    private static FileGuard guard(String kind, Sees sees) {
        return new FileGuard() {
            @Override
            public String ownerKind() {
                return kind;
            }

            @Override
            public boolean mayRead(StoredFile file, @Nullable Viewer viewer) {
                return viewer instanceof Actor actor && file.ownerId() != null && sees.file(actor, file.ownerId());
            }
        };
    }

    @Allowed(Right.SIGN_AGREEMENT)
    @PostMapping("/cobuilding/{id}/activities")
    String record(@PathVariable long id, @RequestParam(defaultValue = "0") long term, Actor actor, Model model) {
        Agreement agreement = agreements.agreement(actor, id);
        if (pairings.sideOf(actor, pairings.pairing(actor, agreement.pairingId()))
                        .isEmpty()
                || agreement.terms().stream().noneMatch(t -> t.id() == term)) {
            throw new NotFound();
        }
        Form form = forms.typed();
        return forms.submit(
                form,
                model,
                () -> {
                    long activity = activities.record(actor, term, typed(form));
                    forms.flash("pairing.done.record");
                    return "/cobuilding/" + id + "#a" + activity;
                },
                () -> view.page(id, actor, model));
    }

    private static Activities.Typed typed(Form form) {
        String people = form.value("people").strip();
        return new Activities.Typed(
                AgreementPages.day(form, "heldOn"),
                form.value("what"),
                people.isEmpty() ? null : PairingPages.number("people", people));
    }

    /** confirm, dispute, correct. */
    @Allowed(Right.SIGN_AGREEMENT)
    @PostMapping("/activities/{id}")
    String answer(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "-1") int version,
            Actor actor,
            Model model) {
        Activity activity = ofSide(actor, id);
        Form form = forms.typed();
        return forms.submit(
                form,
                model,
                () -> {
                    switch (action) {
                        case "confirm" -> activities.answer(actor, id, true, "");
                        case "dispute" -> activities.answer(actor, id, false, reason);
                        case "correct" -> activities.correct(actor, id, version, typed(form));
                        default -> throw new NotFound();
                    }
                    forms.flash("pairing.done." + action);
                    return "/cobuilding/" + activity.agreementId() + "#a" + id;
                },
                () -> view.page(activity.agreementId(), actor, model));
    }

    private Activity ofSide(Actor actor, long id) {
        Activity activity = activities.activity(actor, id);
        Agreement agreement = agreements.agreement(actor, activity.agreementId());
        if (pairings.sideOf(actor, pairings.pairing(actor, agreement.pairingId()))
                .isEmpty()) {
            throw new NotFound();
        }
        return activity;
    }

    @Allowed(Right.SIGN_AGREEMENT)
    @PostMapping("/activities/{id}/photos")
    String photos(@PathVariable long id, @RequestParam("file") List<MultipartFile> uploads, Actor actor, Model model)
            throws IOException {
        Activity activity = ofSide(actor, id);
        List<Activities.Upload> all = new ArrayList<>();
        for (MultipartFile upload : uploads) {
            all.add(new Activities.Upload(upload.getOriginalFilename(), upload.getInputStream()));
        }
        return forms.submit(
                Form.empty(),
                model,
                () -> {
                    activities.addPhotos(actor, id, all);
                    return "/cobuilding/" + activity.agreementId() + "#a" + id;
                },
                () -> view.page(activity.agreementId(), actor, model));
    }
}
