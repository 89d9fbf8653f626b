package io.lingchuang.notices;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.notices.Tables.NOTICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.RankedCall;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Role;
import io.lingchuang.entries.EntryState;
import io.lingchuang.entries.Move;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A ranking becomes a list under notice, and objections are heard before anything is decided. */
class NoticesTest extends RankedCall {

    @Autowired
    Notices notices;

    @Autowired
    Proposals proposals;

    @Autowired
    Objections objections;

    @Autowired
    TransactionTemplate transaction;

    private static final NoticeForm FORM = new NoticeForm("关于拟认定名单的公示", "现予公示。", "市总工会 0561-3000000", 5, null, 0);

    private long released(long call) {
        long id = notices.draft(officer, call, FORM);
        notices.release(chief, id, 0);
        return id;
    }

    private static ObjectionForm objection(Long entry) {
        return new ObjectionForm("王守正", "13900000000", entry, "该成果与去年某矿的成果相同，附照片为证。", "", List.of());
    }

    private long lodged(long notice, Long entry) {
        String receipt = objections.lodge(notice, objection(entry));
        return objections.ofReceipt(receipt).orElseThrow().id();
    }

    @Test
    void nothing_is_put_under_notice_while_somebody_could_still_hand_in() {
        long call = call(1, 1);
        ranked(call, 1, 2);
        dsl.update(CALL)
                .set(CALL.STATE, "PUBLISHED")
                .set(CALL.INTAKE, "WINDOW")
                .set(CALL.OPENS_AT, Instant.parse("2026-11-01T00:00:00Z"))
                .set(CALL.CLOSES_AT, Instant.parse("2026-12-31T10:00:00Z"))
                .where(CALL.ID.eq(call))
                .execute();
        assertThatThrownBy(() -> notices.draft(officer, call, FORM)).hasMessage("notices.stillOpen");
        dsl.update(CALL).set(CALL.INTAKE, "ROLLING").where(CALL.ID.eq(call)).execute();
        assertThat(notices.draft(officer, call, FORM)).isPositive();
    }

    @Test
    void release_proposes_those_on_the_list_and_leaves_the_others_in_the_ranking() {
        long call = call(1, 1);
        List<Long> entries = ranked(call, 1, 2, 3);
        released(call);
        assertThat(entries)
                .extracting(this::state)
                .containsExactly(EntryState.PROPOSED, EntryState.PROPOSED, EntryState.RANKED);
    }

    @Test
    void whoever_prepared_a_notice_cannot_release_it() {
        long call = call(1);
        ranked(call, 1);
        long both = somebody("两头管", Role.OFFICER, city).accountId();
        accounts.grant(Actor.system(), both, Role.CHIEF, city.id(), null);
        Actor actor = accounts.actor(both).orElseThrow();
        long id = notices.draft(actor, call, FORM);
        assertThatThrownBy(() -> notices.release(actor, id, 0))
                .isInstanceOf(Refusal.class)
                .hasMessage("notices.twoPeople");
        // And were the rule forgotten in the code, the database still says no.
        assertThatThrownBy(() -> dsl.update(NOTICE)
                        .set(NOTICE.RELEASED_BY, both)
                        .where(NOTICE.ID.eq(id))
                        .execute())
                .hasMessageContaining("two_people_publish");
    }

    @Test
    void an_officer_of_another_house_finds_nothing() {
        long call = call(1);
        ranked(call, 1);
        Actor stranger = somebody("外单位", Role.OFFICER, unit);
        assertThatThrownBy(() -> proposals.proposal(stranger, call)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> notices.draft(stranger, call, FORM)).isInstanceOf(NotFound.class);
    }

    @Test
    void a_term_over_the_national_holiday_counts_its_working_days_only() {
        on("2026-09-28");
        long call = call(1);
        ranked(call, 1);
        Notice notice = notices.notice(released(call));
        // 28, 29, 30 September, then 8 and 9 October
        assertThat(notice.opensOn()).isEqualTo(LocalDate.parse("2026-09-28"));
        assertThat(notice.closesOn()).isEqualTo(LocalDate.parse("2026-10-09"));
        on("2026-10-09");
        assertThat(notices.running(notice)).isTrue();
        on("2026-10-10");
        assertThat(notices.running(notice)).isFalse();
        assertThat(notices.running()).extracting(Notice::id).doesNotContain(notice.id());
        notices.takeDown();
        assertThat(notices.notice(notice.id()).state()).isEqualTo(NoticeState.ENDED);
        assertThat(notices.takeDown()).isZero();
    }

    @Test
    void a_notice_cannot_be_shorter_than_the_call_says() {
        long call = call(1);
        ranked(call, 1);
        assertThatThrownBy(() -> notices.draft(officer, call, new NoticeForm("公示", "公示", "电话", 4, null, 0)))
                .isInstanceOf(Refusal.class)
                .hasMessage("notices.tooShort");
    }

    @Test
    void a_notice_opens_within_sixty_days() {
        long call = call(1);
        ranked(call, 1);
        for (String day : List.of("2026-11-01", "2027-01-02", "3000-01-01")) {
            assertThatThrownBy(() -> notices.draft(officer, call, opening(day)))
                    .as(day)
                    .satisfies(r -> assertThat(((Refusal) r).field()).isEqualTo("opensOn"));
        }
        notices.draft(officer, call, opening("2027-01-01"));
    }

    private static NoticeForm opening(String day) {
        return new NoticeForm("公示", "现予公示。", "市总工会", 5, LocalDate.parse(day), 0);
    }

    @Test
    void a_released_notice_is_taken_back_until_it_opens_and_its_results_return_to_the_ranking() {
        long call = call(1);
        List<Long> entries = ranked(call, 1, 2);
        long id = notices.draft(officer, call, opening("2026-11-09"));
        notices.release(chief, id, 0);
        assertThatThrownBy(() -> notices.takeBack(chief, id, 1, "错")).hasMessage("notices.reasonNeeded");
        assertThatThrownBy(() -> notices.takeBack(officer, id, 1, "名单漏了一项")).isInstanceOf(NotFound.class);
        notices.takeBack(chief, id, 1, "名单漏了一项");
        assertThat(notices.notice(id).state()).isEqualTo(NoticeState.CANCELLED);
        assertThat(entries).extracting(this::state).containsOnly(EntryState.RANKED);

        long again = notices.draft(officer, call, opening("2026-11-09"));
        notices.release(chief, again, 0);
        assertThat(state(entries.getFirst())).isEqualTo(EntryState.PROPOSED);
        on("2026-11-09");
        assertThatThrownBy(() -> notices.takeBack(chief, again, 1, "名单漏了一项")).hasMessage("notices.openAlready");
    }

    @Test
    void who_moved_up_by_a_notice_that_is_taken_back_stands_on_the_one_before_again() {
        long call = call(1, 1);
        List<Long> entries = ranked(call, 1, 2, 3);
        long first = released(call);
        notices.strike(officer, first, entries.getFirst(), "与已获奖成果相同");
        long second = notices.draft(officer, call, opening("2026-11-09"));
        notices.release(chief, second, 0);
        notices.takeBack(chief, second, 1, "递补有误，重新研究");
        assertThat(notices.items(first).stream().filter(Item::stands))
                .extracting(Item::entryId)
                .containsExactly(entries.get(1));
        assertThat(journey.entry(entries.get(1)).tierId())
                .isEqualTo(notices.items(first).get(1).tierId());
        assertThat(state(entries.get(1))).isEqualTo(EntryState.PROPOSED);
        assertThat(state(entries.get(2))).isEqualTo(EntryState.RANKED);
    }

    @Test
    void a_tie_at_the_border_is_ruled_by_a_person_before_there_is_a_notice() {
        long call = call(1, 1);
        List<Long> entries = ranked(call, 1, 1, 3);
        assertThatThrownBy(() -> notices.draft(officer, call, FORM)).hasMessage("notices.tiesOpen");
        long tier = proposals
                .proposal(officer, call)
                .filling()
                .ties()
                .getFirst()
                .tier()
                .id();
        assertThatThrownBy(() -> proposals.rule(officer, call, tier, Set.of(), "集体研究决定"))
                .hasMessage("notices.tie.exactly");
        assertThatThrownBy(() -> proposals.rule(officer, call, tier, Set.of(entries.get(1)), ""))
                .hasMessage("notices.tie.reasonNeeded");
        proposals.rule(officer, call, tier, Set.of(entries.get(1)), "经会议研究，效益证明更充分");
        assertThat(proposals.ruled(call)).singleElement().satisfies(r -> {
            assertThat(r.tier()).isEqualTo("一等奖");
            assertThat(r.chosen()).containsExactly(journey.entry(entries.get(1)).title());
            assertThat(r.reason()).isEqualTo("经会议研究，效益证明更充分");
            assertThat(r.by()).isEqualTo("赵明远");
            assertThat(r.at()).isEqualTo("2026-11-02T01:00:00Z");
        });
        released(call);
        assertThat(journey.entry(entries.get(1)).tierId()).isEqualTo(tier);
        assertThat(state(entries.get(0))).isEqualTo(EntryState.PROPOSED);
        assertThat(state(entries.get(2))).isEqualTo(EntryState.RANKED);
    }

    @Test
    void a_draft_is_not_released_when_the_ranking_has_changed_since() {
        long call = call(1);
        List<Long> entries = ranked(call, 1, 2);
        long id = notices.draft(officer, call, FORM);
        transaction.executeWithoutResult(
                t -> journey.move(officer, entries.getFirst(), Move.to(EntryState.WITHDRAWN, "withdraw", "不参加了")));
        assertThatThrownBy(() -> notices.release(chief, id, 0)).hasMessage("notices.proposalChanged");
        notices.cancel(chief, id, 0, "排名有变");
        released(call);
        assertThat(state(entries.get(1))).isEqualTo(EntryState.PROPOSED);
    }

    @Test
    void an_upheld_objection_strikes_the_result_and_the_next_in_rank_move_up_in_a_notice_of_their_own() {
        long call = call(1, 1);
        List<Long> entries = ranked(call, 1, 2, 3);
        long first = released(call);
        long objection = lodged(first, entries.getFirst());
        assertThat(notices.openObjections(first)).isEqualTo(1);
        objections.answer(officer, objection, ObjectionState.UPHELD, "经查属实，与已获奖成果相同。", null);
        assertThat(state(entries.getFirst())).isEqualTo(EntryState.STRUCK);

        Proposal next = proposals.proposal(officer, call);
        assertThat(next.changes()).extracting(p -> p.entry().id()).containsExactly(entries.get(1), entries.get(2));
        long second = released(call);
        assertThat(notices.notice(second).number()).isEqualTo(2);
        assertThat(journey.entry(entries.get(1)).tierId())
                .isEqualTo(next.call().tiers().getFirst().id());
        assertThat(state(entries.get(2))).isEqualTo(EntryState.PROPOSED);
        assertThat(notices.items(first)).noneMatch(Item::stands);
        assertThat(notices.items(second)).allMatch(Item::stands).hasSize(2);
    }

    @Test
    void a_dismissed_objection_leaves_the_result_and_is_answered_once() {
        long call = call(1);
        List<Long> entries = ranked(call, 1);
        long id = released(call);
        long objection = lodged(id, entries.getFirst());
        on("2026-11-30");
        assertThat(notices.decidable(notices.notice(id))).isFalse();
        objections.answer(officer, objection, ObjectionState.DISMISSED, "经查两项成果原理不同，维持原结果。", null);
        assertThat(state(entries.getFirst())).isEqualTo(EntryState.PROPOSED);
        assertThat(notices.decidable(notices.notice(id))).isTrue();
        assertThatThrownBy(() -> objections.answer(officer, objection, ObjectionState.UPHELD, "改变主意了吧", null))
                .isInstanceOf(Stale.class);
    }

    @Test
    void nobody_answers_an_objection_to_an_entry_of_their_own() {
        long call = call(1);
        List<Long> entries = ranked(call, 1);
        dsl.execute(
                "update entries.entry set created_by = {0} where id = {1}", officer.accountId(), entries.getFirst());
        long objection = lodged(released(call), entries.getFirst());
        assertThatThrownBy(() -> objections.answer(officer, objection, ObjectionState.DISMISSED, "没有问题，维持。", null))
                .hasMessage("notices.objection.own");
    }

    @Test
    void after_the_term_no_objection_is_taken() {
        long call = call(1);
        ranked(call, 1);
        long id = released(call);
        on("2026-11-09");
        assertThatThrownBy(() -> objections.lodge(id, objection(null))).hasMessage("notices.objection.over");
    }

    @Test
    void an_objection_is_hidden_from_whoever_does_not_work_at_the_host() {
        long call = call(1);
        ranked(call, 1);
        long objection = lodged(released(call), null);
        assertThat(objections.objection(officer, objection).phone()).isEqualTo("13900000000");
        assertThatThrownBy(() -> objections.objection(worker, objection)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> objections.objection(finance, objection)).isInstanceOf(NotFound.class);
    }

    @Test
    void who_withdraws_under_notice_leaves_the_list() {
        long call = call(1);
        List<Long> entries = ranked(call, 1, 2);
        long id = released(call);
        transaction.executeWithoutResult(
                t -> journey.move(worker, entries.getFirst(), Move.to(EntryState.WITHDRAWN, "withdraw", "个人原因")));
        assertThat(notices.items(id)).noneMatch(Item::stands);
        assertThat(proposals.proposal(officer, call).changes())
                .extracting(p -> p.entry().id())
                .containsExactly(entries.get(1));
    }
}
