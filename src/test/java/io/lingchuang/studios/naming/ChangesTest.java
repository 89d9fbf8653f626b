package io.lingchuang.studios.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Role;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.studios.Member;
import io.lingchuang.studios.Part;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.StudioAtHand;
import io.lingchuang.studios.StudioState;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What changes after a naming: leader, unit, name; a leader who is gone; what is put right, or not. */
class ChangesTest extends StudioAtHand {

    @Autowired
    Changes changes;

    @Autowired
    Vacancies vacancies;

    @Autowired
    PuttingRights puttingRights;

    @Autowired
    StudioEndings endings;

    @Autowired
    NamingClock clock;

    private Studio studio;
    private Actor leader;

    @BeforeEach
    void studio() {
        studio = named();
        leader = leaderOf(studio);
        on("2026-11-20");
    }

    private Member second() {
        return changes.successors(studio).getFirst();
    }

    private Part partOf(long person) {
        return studios.members(studio.id()).stream()
                .filter(m -> m.personId() == person)
                .map(Member::part)
                .findFirst()
                .orElse(null);
    }

    @Test
    void a_member_follows_the_leader_once_the_officer_agrees() {
        long follower = second().personId();
        long change = changes.askLeader(leader, studio.id(), follower, "领衔人年底退休，由其接任");
        assertThat(now(studio).leaderId()).as("asked, not done").isEqualTo(studio.leaderId());
        assertThat(told(officer, "申请变更")).isPositive();
        assertThatThrownBy(() -> changes.decide(clerk, change, true, "")).isInstanceOf(NotFound.class);
        changes.decide(officer, change, true, "");
        assertThat(now(studio).leaderId()).isEqualTo(follower);
        assertThat(partOf(follower)).isEqualTo(Part.LEADER);
        assertThat(partOf(studio.leaderId())).isEqualTo(Part.CORE);
        assertThat(studios.everMembers(studio.id()))
                .as("who led it before stays on record")
                .anyMatch(m -> m.personId() == studio.leaderId() && m.part() == Part.LEADER && m.untilDay() != null);
        assertThatThrownBy(() -> changes.decide(officer, change, false, "反悔不可以"))
                .isInstanceOf(Stale.class);
    }

    @Test
    void who_leads_another_studio_or_is_no_member_cannot_follow() {
        assertThatThrownBy(() -> changes.askLeader(leader, studio.id(), person("外人"), "外来的接任人"))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.field()).isEqualTo("leader"));
        long follower = second().personId();
        long change = changes.askLeader(leader, studio.id(), follower, "领衔人调离，由其接任");
        long other = rankedIn("STUDIO_NAMING", "NEW", 1).getFirst();
        dsl.update(io.lingchuang.db.entries.Tables.COMPLETER)
                .set(io.lingchuang.db.entries.Tables.COMPLETER.PERSON_ID, follower)
                .where(io.lingchuang.db.entries.Tables.COMPLETER.ENTRY_ID.eq(other))
                .execute();
        decide(callOf(other));
        on("2026-11-20");
        assertThatThrownBy(() -> changes.decide(officer, change, true, ""))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.key()).isEqualTo("naming.leadsAnother"));
        assertThat(changes.change(change).state()).isEqualTo(ChangeState.ASKED);
    }

    @Test
    void a_studio_whose_enterprise_merges_moves_to_the_other_unit_and_its_clerk_keeps_it_from_then_on() {
        Node merged = tree.add(city, Node.Kind.ENTERPRISE, "合并后的公司" + studio.id(), "HB" + studio.id(), null);
        Actor otherClerk = somebody("新干事", Role.CLERK, merged);
        assertThatThrownBy(() -> changes.askUnit(leader, studio.id(), "没有的单位", "两家企业合并"))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.field()).isEqualTo("unit"));
        long change = changes.askUnit(clerk, studio.id(), merged.code(), "两家企业合并");
        assertThatThrownBy(() -> changes.askUnit(leader, studio.id(), merged.code(), "同一事项再提一次"))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.key()).isEqualTo("naming.askedAlready"));
        changes.decide(officer, change, true, "同意随企业合并");
        assertThat(now(studio).nodeId()).isEqualTo(merged.id());
        assertThat(studios.ledBy(otherClerk, studio.id()).id()).isEqualTo(studio.id());
        assertThatThrownBy(() -> studios.ledBy(clerk, studio.id())).isInstanceOf(NotFound.class);
    }

    @Test
    void a_merger_is_no_way_around_a_cooling_off_term() {
        Node merged = tree.add(city, Node.Kind.ENTERPRISE, "受罚的公司" + studio.id(), "SF" + studio.id(), null);
        dsl.update(io.lingchuang.db.studios.Tables.STUDIO)
                .set(io.lingchuang.db.studios.Tables.STUDIO.STATE, "REVOKED")
                .set(io.lingchuang.db.studios.Tables.STUDIO.ENDED_ON, LocalDate.parse("2026-11-11"))
                .set(io.lingchuang.db.studios.Tables.STUDIO.ENDED_WHY, "弄虚作假")
                .set(io.lingchuang.db.studios.Tables.STUDIO.COOLING_UNTIL, LocalDate.parse("2028-11-11"))
                .set(io.lingchuang.db.studios.Tables.STUDIO.NODE_ID, merged.id())
                .where(io.lingchuang.db.studios.Tables.STUDIO.ID.eq(named().id()))
                .execute();
        on("2026-11-20");
        long change = changes.askUnit(leader, studio.id(), merged.code(), "两家企业合并");
        assertThatThrownBy(() -> changes.decide(officer, change, true, ""))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.key()).isEqualTo("naming.cooling"));
    }

    @Test
    void another_name_is_a_line_of_the_history_and_a_refusal_needs_a_reason() {
        long change = changes.askName(leader, studio.id(), "液压技术创新工作室", "以领域命名更准确");
        assertThatThrownBy(() -> changes.decide(officer, change, false, "不"))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.field()).isEqualTo("answer"));
        changes.decide(officer, change, false, "命名不满一年，暂不更名");
        assertThat(now(studio).name()).isEqualTo(studio.name());
        assertThat(told(leader, "命名不满一年")).isEqualTo(1);
        long again = changes.askName(leader, studio.id(), "液压技术创新工作室", "以领域命名更准确");
        changes.decide(officer, again, true, "");
        assertThat(now(studio).name()).isEqualTo("液压技术创新工作室");
        assertThat(changes.ofStudio(studio.id())).hasSize(2);
    }

    @Test
    void a_leader_who_died_leaves_a_studio_that_names_another_within_days() {
        vacancies.note(clerk, studio.id(), Vacancies.Why.DIED, LocalDate.parse("2026-11-18"));
        assertThat(now(studio).leaderId()).isNull();
        assertThat(now(studio).state()).isEqualTo(StudioState.IN_FORCE);
        assertThat(vacancies.ofStudio(studio.id()).getFirst().nameBy()).isEqualTo("2027-01-19");
        assertThat(studios.members(studio.id())).noneMatch(m -> m.part() == Part.LEADER);
        assertThatThrownBy(
                        () -> vacancies.note(officer, studio.id(), Vacancies.Why.DIED, LocalDate.parse("2026-11-18")))
                .isInstanceOf(Refusal.class);
        on("2027-01-10");
        clock.run();
        clock.run();
        assertThat(told(clerk, "2027-01-19 前确定新的领衔人"))
                .as("once when it happened, once near the day")
                .isEqualTo(2);
        on("2027-01-21");
        clock.run();
        assertThat(told(officer, "未在 2027-01-19 前")).isEqualTo(1);
        long change = changes.askLeader(clerk, studio.id(), second().personId(), "由骨干成员接任");
        changes.decide(officer, change, true, "");
        assertThat(vacancies.ofStudio(studio.id()).getFirst().filledOn()).isEqualTo("2027-01-21");
        clock.run();
        assertThat(told(officer, "未在 2027-01-19 前")).isEqualTo(1);
    }

    @Test
    void what_was_put_right_lets_the_naming_count_on() {
        puttingRights.require(officer, studio.id(), "台账不完整，补齐两年记录", LocalDate.parse("2026-12-31"));
        assertThat(now(studio).state()).isEqualTo(StudioState.TO_PUT_RIGHT);
        assertThatThrownBy(() -> puttingRights.confirm(officer, studio.id(), "没有报告也算合格"))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.key()).isEqualTo("naming.nothingReported"));
        puttingRights.report(leader, studio.id(), "已补齐两年台账");
        puttingRights.sendBack(officer, studio.id(), "仍缺影像记录", LocalDate.parse("2027-01-31"));
        assertThat(now(studio).putRightBy()).isEqualTo("2027-01-31");
        puttingRights.report(clerk, studio.id(), "影像记录已补");
        puttingRights.confirm(officer, studio.id(), "复查合格，恢复正常");
        assertThat(now(studio).state()).isEqualTo(StudioState.IN_FORCE);
        assertThat(now(studio).putRightBy()).isNull();
    }

    @Test
    void what_was_not_put_right_by_its_day_takes_the_plaque_off_and_not_before() {
        puttingRights.require(officer, studio.id(), "台账不完整，补齐两年记录", LocalDate.parse("2026-12-31"));
        assertThatThrownBy(() ->
                        puttingRights.fail(officer, studio.id(), now(studio).version(), "逾期未整改", null))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.key()).isEqualTo("naming.termRuns"));
        on("2027-01-01");
        clock.run();
        assertThat(told(officer, "整改期限已过")).isEqualTo(1);
        puttingRights.fail(officer, studio.id(), now(studio).version(), "逾期未整改", null);
        assertThat(now(studio).state()).isEqualTo(StudioState.REVOKED);
        assertThat(now(studio).coolingUntil()).isEqualTo("2030-01-01");
        assertThat(puttingRights.ofStudio(studio.id()).getFirst().state()).isEqualTo(PuttingRight.State.FAILED);
    }

    @Test
    void nothing_waits_for_a_studio_that_ended_and_two_officers_do_not_end_it_twice() {
        changes.askName(leader, studio.id(), "另一个名字", "想换一个名字");
        puttingRights.require(officer, studio.id(), "台账不完整，补齐两年记录", LocalDate.parse("2026-12-31"));
        int version = now(studio).version();
        endings.cancel(officer, studio.id(), version, "企业关闭，工作室注销");
        assertThatThrownBy(() -> endings.revoke(officer, studio.id(), version, "又有人来撤销", null))
                .isInstanceOf(Stale.class);
        assertThat(changes.ofStudio(studio.id()).getFirst().state()).isEqualTo(ChangeState.WITHDRAWN);
        assertThat(puttingRights.ofStudio(studio.id()).getFirst().state()).isEqualTo(PuttingRight.State.ENDED);
        assertThatThrownBy(() -> changes.askName(leader, studio.id(), "再换名字", "已经注销了还想换"))
                .isInstanceOf(Refusal.class);
    }
}
