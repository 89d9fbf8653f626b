package io.lingchuang.studios.naming;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.CHANGE;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.PUTTING_RIGHT;
import static io.lingchuang.db.studios.Tables.STUDIO;
import static io.lingchuang.db.studios.Tables.VACANCY;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.studios.Part;
import io.lingchuang.studios.StudioState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** What waits about namings: for the studio what it has to do by a day, for the officer what there is to decide. */
@Component
class NamingDesk implements DeskSource {

    private final DSLContext dsl;
    private final StudioNamings namings;
    private final NamingRules rules;
    private final Today today;

    NamingDesk(DSLContext dsl, StudioNamings namings, NamingRules rules, Today today) {
        this.dsl = dsl;
        this.namings = namings;
        this.rules = rules;
        this.today = today;
    }

    @Bean
    static NavItem studioRulesNav() {
        return new NavItem("naming.rules", "/studio-rules", 77, Right.KEEP_STUDIOS);
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor)) {
            return List.of();
        }
        List<DeskCard> cards = new ArrayList<>();
        Condition kept = actor.within(Right.KEEP_STUDIOS, NODE.PATH, NODE.INDUSTRY_PATH);
        Condition own = own(actor);
        if (actor.may(Right.KEEP_STUDIOS)) {
            waiting(
                    cards,
                    page,
                    "changes",
                    DSL.val((LocalDate) null),
                    kept,
                    CHANGE.STUDIO_ID,
                    CHANGE.STATE.eq("ASKED"));
            waiting(
                    cards,
                    page,
                    "reported",
                    PUTTING_RIGHT.BY_DAY,
                    kept,
                    PUTTING_RIGHT.STUDIO_ID,
                    PUTTING_RIGHT.STATE.eq("REPORTED"));
            waiting(
                    cards,
                    page,
                    "overdue",
                    PUTTING_RIGHT.BY_DAY,
                    kept,
                    PUTTING_RIGHT.STUDIO_ID,
                    PUTTING_RIGHT.STATE.eq("OPEN").and(PUTTING_RIGHT.BY_DAY.lt(today.today())));
            int unnamed = namings.unnamed(actor).size();
            if (unnamed > 0) {
                cards.add(card(page, "unnamed", "", unnamed, null, "/unnamed"));
            }
        }
        waiting(
                cards,
                page,
                "putRight",
                PUTTING_RIGHT.BY_DAY,
                own,
                PUTTING_RIGHT.STUDIO_ID,
                PUTTING_RIGHT.STATE.eq("OPEN"));
        waiting(cards, page, "vacant", VACANCY.NAME_BY, own.or(kept), VACANCY.STUDIO_ID, VACANCY.FILLED_ON.isNull());
        terms(cards, page, own);
        return cards;
    }

    private void terms(List<DeskCard> cards, Page page, Condition own) {
        dsl.select(STUDIO.ID, STUDIO.NAME, STUDIO.TERM_UNTIL)
                .from(STUDIO)
                .where(own, alive())
                .and(STUDIO.TERM_UNTIL.le(today.today().plusDays(rules.rule().remindDays())))
                .orderBy(STUDIO.TERM_UNTIL, STUDIO.ID)
                .limit(20)
                .forEach(r -> cards.add(
                        card(page, "term", r.value2(), 1, r.value3(), "/studios/" + r.value1() + "/keeping")));
    }

    /** A card a studio, by its day; twenty at most, as a desk is no list. */
    private void waiting(
            List<DeskCard> cards,
            Page page,
            String what,
            Field<LocalDate> day,
            Condition whose,
            TableField<?, Long> studio,
            Condition which) {
        dsl.select(STUDIO.ID, STUDIO.NAME, day)
                .from(studio.getTable())
                .join(STUDIO)
                .on(STUDIO.ID.eq(studio))
                .join(NODE)
                .on(NODE.ID.eq(STUDIO.NODE_ID))
                .where(whose, which, alive())
                .orderBy(day.asc().nullsLast(), STUDIO.ID)
                .limit(20)
                .forEach(r ->
                        cards.add(card(page, what, r.value2(), 1, r.value3(), "/studios/" + r.value1() + "/keeping")));
    }

    private DeskCard card(Page page, String what, String name, int count, @Nullable LocalDate due, String href) {
        return DeskCard.of(
                page.t("naming.desk." + what, name), count, due, href, page.t("naming.desk.look"), today.today());
    }

    private static Condition alive() {
        return STUDIO.STATE.in(StudioState.IN_FORCE.name(), StudioState.TO_PUT_RIGHT.name());
    }

    /** Studios that the actor leads, and those of the unit whose clerk they are. */
    private Condition own(Actor actor) {
        return STUDIO.ID
                .in(DSL.select(MEMBER.STUDIO_ID)
                        .from(MEMBER)
                        .join(PERSON)
                        .on(PERSON.ID.eq(MEMBER.PERSON_ID))
                        .where(PERSON.ACCOUNT_ID.eq(actor.accountId()), MEMBER.PART.eq(Part.LEADER.name()))
                        .and(MEMBER.FROM_DAY.le(today.today()))
                        .and(MEMBER.UNTIL_DAY.isNull().or(MEMBER.UNTIL_DAY.gt(today.today()))))
                .or(STUDIO.NODE_ID.in(actor.nodesWith(Right.ENTER_FOR_OTHERS)));
    }
}
