package io.lingchuang.studios.plan;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.PLAN;
import static io.lingchuang.db.studios.Tables.PLAN_DOER;
import static io.lingchuang.db.studios.Tables.PLAN_LINE;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
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
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** What waits by the plans: one's own items that near their end, a plan that does not hang yet, an item whose people have left, and the walls that show red. */
@Component
class PlanDesk implements DeskSource {

    private static final Condition WORKS =
            STUDIO.STATE.in(StudioState.IN_FORCE.name(), StudioState.TO_PUT_RIGHT.name());

    private final DSLContext dsl;
    private final PlanStore store;
    private final Today today;

    PlanDesk(DSLContext dsl, PlanStore store, Today today) {
        this.dsl = dsl;
        this.store = store;
        this.today = today;
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor)) {
            return List.of();
        }
        List<DeskCard> cards = new ArrayList<>(own(actor, page));
        cards.addAll(unhung(actor, page, today.today().getYear()));
        if (today.today().getMonthValue() == 12) {
            cards.addAll(unhung(actor, page, today.today().getYear() + 1));
        }
        cards.addAll(orphaned(actor, page));
        if (actor.may(Right.KEEP_STUDIOS)) {
            cards.addAll(red(actor, page));
        }
        return cards;
    }

    /** Somebody belongs to it today and works there. */
    private Condition member(Actor actor, Condition part) {
        return DSL.exists(DSL.selectOne()
                .from(MEMBER)
                .join(PERSON)
                .on(PERSON.ID.eq(MEMBER.PERSON_ID))
                .where(MEMBER.STUDIO_ID.eq(STUDIO.ID), PERSON.ACCOUNT_ID.eq(actor.accountId()), part, staying()));
    }

    private Condition staying() {
        return MEMBER.FROM_DAY.le(today.today()).and(MEMBER.UNTIL_DAY.isNull().or(MEMBER.UNTIL_DAY.gt(today.today())));
    }

    private Condition leads(Actor actor) {
        return member(actor, MEMBER.PART.eq(Part.LEADER.name()))
                .or(STUDIO.NODE_ID.in(actor.nodesWith(Right.ENTER_FOR_OTHERS)));
    }

    private List<DeskCard> own(Actor actor, Page page) {
        Field<LocalDate> first = DSL.min(PLAN_LINE.DUE_DAY);
        Field<Long> studio = DSL.min(PLAN_LINE.STUDIO_ID);
        Field<Integer> year = DSL.min(PLAN_LINE.YEAR);
        return dsl.select(DSL.count(), first, studio, year)
                .from(PLAN_LINE)
                .join(STUDIO)
                .on(STUDIO.ID.eq(PLAN_LINE.STUDIO_ID))
                .where(PLAN_LINE.PLAN_STATE.eq(PlanState.HUNG.name()), WORKS)
                .and(PLAN_LINE.YEAR.ge(today.today().getYear() - 1))
                .and(store.light().in(Light.RED.name(), Light.YELLOW.name()))
                .and(PLAN_LINE.ID.in(DSL.select(PLAN_DOER.ITEM_ID)
                        .from(PLAN_DOER)
                        .join(MEMBER)
                        .on(MEMBER.ID.eq(PLAN_DOER.MEMBER_ID))
                        .join(PERSON)
                        .on(PERSON.ID.eq(MEMBER.PERSON_ID))
                        .where(PERSON.ACCOUNT_ID.eq(actor.accountId()), staying())))
                .groupBy(PLAN_LINE.STUDIO_ID, PLAN_LINE.YEAR)
                .orderBy(first)
                .fetch(r -> DeskCard.of(
                        page.t("studioplan.desk.own"),
                        r.value1(),
                        r.value2(),
                        PlanLetters.address(r.value3(), r.value4()),
                        page.t("studioplan.desk.look"),
                        today.today()));
    }

    private List<DeskCard> unhung(Actor actor, Page page, int year) {
        return dsl.select(STUDIO.ID, STUDIO.NAME, PLAN.ID)
                .from(STUDIO)
                .leftJoin(PLAN)
                .on(PLAN.STUDIO_ID.eq(STUDIO.ID), PLAN.YEAR.eq(year))
                .where(WORKS, PLAN.STATE.isNull().or(PLAN.STATE.eq(PlanState.DRAFT.name())), leads(actor))
                .orderBy(STUDIO.ID)
                .limit(5)
                .fetch(r -> DeskCard.of(
                        page.t("studioplan.desk.unhung", r.value2(), String.valueOf(year)),
                        1,
                        LocalDate.of(year, 1, 31),
                        r.value3() == null
                                ? "/studios/" + r.value1() + "/plan/new?year=" + year
                                : PlanLetters.address(r.value1(), year),
                        page.t(r.value3() == null ? "studioplan.desk.begin" : "studioplan.desk.hang"),
                        today.today()));
    }

    private List<DeskCard> orphaned(Actor actor, Page page) {
        return dsl.select(PLAN_LINE.STUDIO_ID, PLAN_LINE.YEAR, DSL.count())
                .from(PLAN_LINE)
                .join(STUDIO)
                .on(STUDIO.ID.eq(PLAN_LINE.STUDIO_ID))
                .where(PLAN_LINE.PLAN_STATE.eq(PlanState.HUNG.name()), WORKS, leads(actor))
                .and(PLAN_LINE.YEAR.ge(today.today().getYear()))
                .and(PLAN_LINE.STATE.in(ItemState.PLANNED.name(), ItemState.UNDER_WAY.name()))
                .and(DSL.notExists(DSL.selectOne()
                        .from(PLAN_DOER)
                        .join(MEMBER)
                        .on(MEMBER.ID.eq(PLAN_DOER.MEMBER_ID))
                        .where(PLAN_DOER.ITEM_ID.eq(PLAN_LINE.ID), staying())))
                .groupBy(PLAN_LINE.STUDIO_ID, PLAN_LINE.YEAR)
                .orderBy(PLAN_LINE.STUDIO_ID, PLAN_LINE.YEAR)
                .fetch(r -> DeskCard.of(
                        page.t("studioplan.desk.orphaned"),
                        r.value3(),
                        null,
                        PlanLetters.address(r.value1(), r.value2()),
                        page.t("studioplan.desk.look"),
                        today.today()));
    }

    private List<DeskCard> red(Actor actor, Page page) {
        int studios = dsl.select(DSL.countDistinct(STUDIO.ID))
                .from(PLAN_LINE)
                .join(STUDIO)
                .on(STUDIO.ID.eq(PLAN_LINE.STUDIO_ID))
                .join(NODE)
                .on(NODE.ID.eq(STUDIO.NODE_ID))
                .where(
                        PLAN_LINE.PLAN_STATE.eq(PlanState.HUNG.name()),
                        PLAN_LINE.YEAR.eq(today.today().getYear()),
                        WORKS,
                        actor.within(Right.KEEP_STUDIOS, NODE.PATH, NODE.INDUSTRY_PATH))
                .and(store.light().eq(Light.RED.name()))
                .fetchSingle()
                .value1();
        return studios == 0
                ? List.of()
                : List.of(DeskCard.of(
                        page.t("studioplan.desk.red"),
                        studios,
                        null,
                        "/wall?only=late",
                        page.t("studioplan.cityWall"),
                        today.today()));
    }
}
