package io.lingchuang.achievements;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Form;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the page of one achievement shows. */
@Component
class AchievementView {

    private final Achievements achievements;
    private final RegisteredNumbers registrations;
    private final Benefits benefits;
    private final Adoptions adoptions;
    private final Attachments attachments;
    private final Shelf shelf;
    private final Today today;

    AchievementView(
            Achievements achievements,
            RegisteredNumbers registrations,
            Benefits benefits,
            Adoptions adoptions,
            Attachments attachments,
            Shelf shelf,
            Today today) {
        this.achievements = achievements;
        this.registrations = registrations;
        this.benefits = benefits;
        this.adoptions = adoptions;
        this.attachments = attachments;
        this.shelf = shelf;
        this.today = today;
    }

    String show(Actor actor, long id, Form form, Model model) {
        Achievement achievement = achievements.achievement(actor, id);
        boolean keeps = achievements.keeps(actor, achievement);
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", form);
        }
        model.addAttribute("achievement", achievement);
        model.addAttribute("keeps", keeps);
        model.addAttribute("proves", achievements.proves(actor, achievement));
        model.addAttribute("registrations", registrations.of(id));
        model.addAttribute("benefits", benefits.of(id));
        model.addAttribute("adoptions", adoptions.of(id));
        model.addAttribute("files", attachments.of(id));
        model.addAttribute("history", shelf.history(id));
        model.addAttribute("today", today.today());
        return "achievements/achievement";
    }
}
