package io.lingchuang.studios.plan;

import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.PLAN_REVISION;
import static io.lingchuang.db.studios.Tables.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A studio's year: made, hung on the wall, revised with a reason, done. */
class PlanTest extends WallOfOurs {

    @Autowired
    PlanReminders reminders;

    private void refused(String key, Runnable act) {
        assertThatThrownBy(act::run).isInstanceOf(Refusal.class).hasMessage(key);
    }

    // Making it

    @Test
    void this_years_plan_is_made_from_last_years_with_months_kept_and_without_who_left() {
        long item = hung(YEAR + "年提升机改造");
        onDay(
                YEAR + "-06-01",
                () -> changes.add(leader, store.item(item).planId(), words("皮带机改造", 6, 9, leading, working), "新课题"));
        dsl.update(MEMBER)
                .set(MEMBER.UNTIL_DAY, LocalDate.of(YEAR, 11, 1))
                .where(MEMBER.ID.eq(working))
                .execute();
        List<PlanItem> before = store.items(store.plan(store.item(item).planId()));
        Plan next = on(
                YEAR + "-12-20",
                () -> plans.begin(
                        leader,
                        studio,
                        YEAR + 1,
                        "",
                        before.stream().map(PlanItem::id).toList()));
        onDay(YEAR + "-12-20", () -> {
            List<PlanItem> taken = store.items(next);
            assertThat(taken).extracting(PlanItem::title).containsExactly((YEAR + 1) + "年提升机改造", "皮带机改造");
            assertThat(taken).extracting(PlanItem::fromMonth).containsExactly(3, 6);
            assertThat(taken.getFirst().doers()).isEmpty();
            assertThat(taken.getLast().doers())
                    .extracting(PlanItem.Doer::memberId)
                    .containsExactly(leading);
            refused("studioplan.nobodyFor", () -> plans.hang(leader, next.id(), next.version()));
            changes.change(leader, taken.getFirst().id(), 0, words("提升机改造二期", 3, 5, leading), "");
            plans.hang(leader, next.id(), store.plan(next.id()).version());
        });
        assertThat(store.plan(next.id()).hung()).isTrue();
        assertThat(dsl.fetchCount(PLAN_REVISION, PLAN_REVISION.PLAN_ID.eq(next.id())))
                .as("nothing is a revision before the plan hangs")
                .isZero();
    }

    @Test
    void a_studio_has_one_plan_a_year_and_none_of_years_gone_by() {
        hung("课题一");
        onDay(YEAR + "-02-01", () -> {
            refused("studioplan.exists", () -> plans.begin(leader, studio, YEAR, "", List.of()));
            refused("studioplan.yearForm", () -> plans.begin(leader, studio, YEAR - 1, "", List.of()));
            refused("studioplan.yearForm", () -> plans.begin(leader, studio, YEAR + 2, "", List.of()));
        });
    }

    @Test
    void months_the_wrong_way_round_and_people_of_elsewhere_are_told_beside_their_field() {
        long plan = store.item(hung("课题二")).planId();
        onDay(YEAR + "-02-01", () -> {
            assertThatThrownBy(() -> changes.add(leader, plan, words("倒着的", 5, 3, working), "新增"))
                    .isInstanceOfSatisfying(
                            Refusal.class, r -> assertThat(r.field()).isEqualTo("untilMonth"))
                    .hasMessage("studioplan.monthsReversed");
            refused("studioplan.monthForm", () -> changes.add(leader, plan, words("十三月", 3, 13, working), "新增"));
            refused("studioplan.notOnRoster", () -> changes.add(leader, plan, words("学员的", 3, 5, learning), "新增"));
            refused("studioplan.doersForm", () -> changes.add(leader, plan, words("没有人", 3, 5), "新增"));
        });
    }

    // On the wall

    @Test
    void what_hangs_on_the_wall_is_changed_in_its_year_only_with_a_reason_and_what_stood_before_is_kept() {
        long item = hung("课题三");
        onDay(YEAR + "-04-10", () -> {
            refused("studioplan.reasonForm", () -> changes.change(leader, item, 0, words("课题三改", 3, 7, working), " "));
            changes.change(leader, item, 0, words("课题三改", 3, 7, leading), "设备到货推迟");
        });
        Revision kept =
                walls.revisions(leader, store.plan(store.item(item).planId())).getFirst();
        assertThat(kept.reason()).isEqualTo("设备到货推迟");
        assertThat(kept.by()).isEqualTo(leader.name());
        assertThat(kept.differences())
                .extracting(Revision.Difference::field)
                .containsExactlyInAnyOrder("item", "months", "who");
        assertThat(kept.before()).containsEntry("item", "课题三").containsEntry("months", "3月至5月");
        assertThatThrownBy(() -> dsl.deleteFrom(PLAN_REVISION)
                        .where(PLAN_REVISION.ID.eq(kept.id()))
                        .execute())
                .hasMessageContaining("append-only");
        onDay(YEAR + "-04-11", () -> {
            assertThatThrownBy(() -> changes.change(leader, item, 0, words("别人刚改过", 3, 7, leading), "再改"))
                    .isInstanceOf(Stale.class);
            refused("studioplan.giveUpInstead", () -> changes.remove(leader, item, 1));
        });
        onDay(
                YEAR + 1 + "-01-02",
                () -> refused(
                        "studioplan.yearOver",
                        () -> changes.change(leader, item, 1, words("过期再改", 3, 12, leading), "补改")));
    }

    @Test
    void a_plan_that_hangs_before_its_year_is_changed_freely_and_comes_down_until_something_is_on_record() {
        Plan plan = on(YEAR - 1 + "-12-10", () -> plans.begin(leader, studio, YEAR, "", List.of()));
        onDay(YEAR - 1 + "-12-10", () -> {
            refused("studioplan.empty", () -> plans.hang(leader, plan.id(), 0));
            long item = changes.add(leader, plan.id(), words("明年的课题", 1, 2, working), "");
            plans.hang(leader, plan.id(), 0);
            changes.change(leader, item, 0, words("明年的课题二", 2, 4, working), "");
            plans.takeDown(leader, plan.id(), 1);
            plans.hang(leader, plan.id(), 2);
        });
        onDay(YEAR + "-01-01", () -> refused("studioplan.staysUp", () -> plans.takeDown(leader, plan.id(), 3)));
        assertThat(walls.revisions(leader, plan)).isEmpty();
    }

    @Test
    void several_items_move_along_the_months_at_once_with_one_reason() {
        long first = hung("课题四");
        long plan = store.item(first).planId();
        onDay(YEAR + "-02-10", () -> {
            long second = changes.add(leader, plan, words("课题五", 6, 8, working), "追加");
            int moved = changes.move(
                    leader,
                    plan,
                    List.of(new PlanChanges.Months(first, 0, 4, 6), new PlanChanges.Months(second, 0, 6, 8)),
                    "检修提前");
            assertThat(moved).as("the other one stayed where it was").isEqualTo(1);
            refused(
                    "studioplan.monthsReversed",
                    () -> changes.move(leader, plan, List.of(new PlanChanges.Months(second, 0, 8, 6)), "倒着"));
            assertThatThrownBy(() ->
                            changes.move(leader, plan, List.of(new PlanChanges.Months(999_999_999L, 0, 1, 2)), "别家的"))
                    .isInstanceOf(NotFound.class);
        });
        assertThat(store.item(first).untilMonth()).isEqualTo(6);
        assertThat(walls.revisions(leader, store.plan(plan)))
                .extracting(Revision::what)
                .containsExactly(Revision.What.MOVED, Revision.What.ADDED);
    }

    // Done

    @Test
    void pieces_add_up_until_the_item_is_done_and_a_record_taken_back_opens_it_again() {
        long item = hung("四次讲座");
        onDay(YEAR + "-04-20", () -> {
            items.ticks(member, item, LocalDate.of(YEAR, 3, 10), null, "第一讲");
            assertThat(store.item(item).percent()).isEqualTo(25);
            items.ticks(member, item, LocalDate.of(YEAR, 3, 20), null, "");
            assertThat(store.item(item).percent()).isEqualTo(50);
            items.takeBackNote(member, store.records(item).getFirst().id());
            assertThat(store.item(item).percent()).isEqualTo(25);
            items.done(member, item, LocalDate.of(YEAR, 4, 18), null, "其余三讲合并");
        });
        PlanItem done = store.item(item);
        assertThat(done.state()).isEqualTo(ItemState.DONE);
        assertThat(done.doneOn()).isEqualTo(LocalDate.of(YEAR, 4, 18));
        onDay(YEAR + "-04-21", () -> {
            refused("studioplan.notOpen", () -> items.ticks(member, item, LocalDate.of(YEAR, 4, 21), null, ""));
            items.takeBackNote(member, store.records(item).getFirst().id());
        });
        assertThat(store.item(item).state()).isEqualTo(ItemState.UNDER_WAY);
        assertThat(items.open(studio, YEAR)).extracting(PlanItem::id).containsExactly(item);
    }

    @Test
    void days_to_come_days_before_the_year_and_impossible_per_cents_are_refused() {
        long item = hung("课题六");
        onDay(YEAR + "-03-05", () -> {
            refused("studioplan.dayAhead", () -> items.done(member, item, LocalDate.of(YEAR, 3, 6), null, ""));
            refused("studioplan.dayBefore", () -> items.done(member, item, LocalDate.of(YEAR - 1, 12, 31), null, ""));
            refused(
                    "studioplan.percentForm",
                    () -> items.progress(member, item, LocalDate.of(YEAR, 3, 5), 101, null, ""));
        });
    }

    @Test
    void the_plan_of_a_studio_that_is_no_longer_named_is_read_and_not_changed() {
        long item = hung("课题七");
        dsl.update(STUDIO)
                .set(STUDIO.STATE, "CANCELLED")
                .set(STUDIO.ENDED_ON, LocalDate.of(YEAR, 6, 1))
                .set(STUDIO.ENDED_WHY, "领衔人退休")
                .where(STUDIO.ID.eq(studio))
                .execute();
        onDay(YEAR + "-06-02", () -> {
            refused("studioplan.ended", () -> changes.change(leader, item, 0, words("还想改", 3, 7, leading), "改"));
            refused("studioplan.ended", () -> items.done(member, item, LocalDate.of(YEAR, 6, 2), null, ""));
            refused("studioplan.ended", () -> plans.begin(leader, studio, YEAR + 1, "", List.of()));
        });
        assertThat(walls.of(null, studio, YEAR, null).items()).hasSize(1);
    }

    @Test
    void what_was_given_up_stays_on_the_wall_grey_and_can_be_taken_up_again() {
        long item = hung("课题八");
        onDay(YEAR + "-04-01", () -> {
            items.progress(member, item, LocalDate.of(YEAR, 3, 20), 40, null, "");
            changes.giveUp(leader, item, 0, "主办方取消");
            assertThat(store.item(item).light()).isEqualTo(Light.GREY);
            refused("studioplan.notOpen", () -> items.done(member, item, LocalDate.of(YEAR, 4, 1), null, ""));
            changes.takeUpAgain(leader, item, 1, "重新举办");
        });
        assertThat(store.item(item).state()).isEqualTo(ItemState.UNDER_WAY);
        assertThat(store.item(item).percent()).isEqualTo(40);
    }

    // Letters

    @Test
    void whoever_does_an_item_hears_once_that_its_end_is_near_and_the_leader_too_when_it_is_past() {
        hung("支架工装");
        assertThat(letters(member, YEAR + "年工作安排已上墙")).isNotEmpty();
        onDay(YEAR + "-05-06", () -> {
            reminders.run();
            reminders.run();
        });
        assertThat(letters(member, "临近到期还没有记录：支架工装")).hasSize(1);
        assertThat(letters(leader, "支架工装")).isEmpty();
        onDay(YEAR + "-06-03", () -> {
            reminders.run();
            reminders.run();
        });
        assertThat(letters(member, "已逾期：支架工装")).hasSize(1);
        assertThat(letters(leader, "已逾期：支架工装")).hasSize(1);
    }

    // Whose it is

    @Test
    void the_leader_and_the_units_clerk_write_the_plan_members_note_what_is_done_and_trainees_neither() {
        long item = hung("课题九");
        long plan = store.item(item).planId();
        onDay(YEAR + "-03-10", () -> {
            assertThatThrownBy(() -> changes.add(member, plan, words("成员加的", 3, 5, working), "加"))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> items.done(trainee, item, LocalDate.of(YEAR, 3, 10), null, ""))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> items.done(actor("clerk2"), item, LocalDate.of(YEAR, 3, 10), null, ""))
                    .isInstanceOf(NotFound.class);
            changes.add(clerk, plan, words("干事代填的", 3, 5, working), "领衔人委托");
            items.progress(member, item, LocalDate.of(YEAR, 3, 10), 10, null, "");
        });
        assertThat(walls.item(actor("county"), item).mayRecord()).isFalse();
        assertThatThrownBy(() -> walls.item(actor("clerk2"), item)).isInstanceOf(NotFound.class);
    }
}
