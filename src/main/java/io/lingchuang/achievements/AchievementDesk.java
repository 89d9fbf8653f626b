package io.lingchuang.achievements;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Viewer;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** What waits about achievements: adopters whose benefit can be told now, claims to be proven. */
@Component
class AchievementDesk implements DeskSource {

    private final Adoptions adoptions;
    private final AchievementLists lists;
    private final Today today;

    AchievementDesk(Adoptions adoptions, AchievementLists lists, Today today) {
        this.adoptions = adoptions;
        this.lists = lists;
        this.today = today;
    }

    @Bean
    static NavItem achievementsNav() {
        return new NavItem("achievements.title", "/achievements", 72, Right.FOLLOW);
    }

    @Bean
    static NavItem myAchievementsNav() {
        return new NavItem("achievements.mine", "/my-achievements", 21, null);
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        List<DeskCard> cards = new ArrayList<>();
        if (viewer instanceof Actor actor) {
            if (actor.may(Right.FILE_ACHIEVEMENTS)) {
                adopters(actor, page, cards);
            }
            if (actor.may(Right.KEEP_ACHIEVEMENTS)) {
                claims(actor, page, cards);
            }
        }
        return cards;
    }

    private void adopters(Actor actor, Page page, List<DeskCard> cards) {
        var first = adoptions.due(actor, 1);
        if (!first.isEmpty()) {
            Adoptions.Due due = first.getFirst();
            cards.add(DeskCard.of(
                            page.t("achievements.desk.adopters"),
                            adoptions.dueCount(actor),
                            due.since().plusYears(due.years()).plusDays(30),
                            "/achievements/" + due.achievement() + "#adoptions",
                            page.t("achievements.desk.tell"),
                            today.today())
                    .detail(due.adopter() + " · " + due.title()));
        }
    }

    private void claims(Actor actor, Page page, List<DeskCard> cards) {
        int claims = lists.toProve(actor);
        if (claims > 0) {
            cards.add(DeskCard.of(
                    page.t("achievements.desk.prove"),
                    claims,
                    null,
                    "/achievements?prove=open",
                    page.t("achievements.desk.look"),
                    today.today()));
        }
    }
}
