package io.lingchuang.services.alliance;

import static io.lingchuang.db.services.Tables.MEMBERSHIP;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Viewer;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What waits at the alliance for its officer: studios that want to join. */
@Component
class AllianceDesk implements DeskSource {

    private final DSLContext dsl;
    private final Alliance alliance;
    private final Today today;

    AllianceDesk(DSLContext dsl, Alliance alliance, Today today) {
        this.dsl = dsl;
        this.alliance = alliance;
        this.today = today;
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor) || !alliance.keeps(actor)) {
            return List.of();
        }
        int applied = dsl.fetchCount(MEMBERSHIP, MEMBERSHIP.STATE.eq(MembershipState.APPLIED.name()));
        return applied == 0
                ? List.of()
                : List.of(DeskCard.of(
                        page.t("alliance.desk.applied"),
                        applied,
                        null,
                        "/alliance/keep",
                        page.t("alliance.desk.look"),
                        today.today()));
    }
}
