package io.lingchuang.awards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Role;
import io.lingchuang.entries.EntryState;
import io.lingchuang.notices.NoticeForm;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockMultipartFile;

/** What stood on a notice is decided after its term: once, all of it, under a number. */
class DecisionsTest extends DecidedCall {

    private Actor clerk;

    @BeforeEach
    void clerk() {
        clerk = somebody("周干事", Role.CLERK, unit);
    }

    @Test
    void a_decision_makes_every_standing_result_an_award_under_one_number() {
        long call = call(1, 2);
        List<Long> entries = ranked(call, 1, 2, 3, 4);
        long id = decisions.decide(officer, ended(call), FORM);
        assertThat(entries.subList(0, 3)).allMatch(e -> state(e) == EntryState.AWARDED);
        assertThat(state(entries.get(3))).isEqualTo(EntryState.NOT_SELECTED);
        assertThat(decisions.decision(officer, id).number()).matches("淮工〔2026〕[1-9][0-9]*号");
        assertThat(awardsOf(call)).extracting(a -> a.prize().intValueExact()).containsExactly(2000, 1000, 1000);
    }

    @Test
    void who_is_not_selected_hears_it_at_the_decision_and_not_before() {
        long call = call(1);
        List<Long> entries = ranked(call, 1, 2);
        entries.forEach(this::typedByAClerk);
        signIn(entries.get(1)); // the person for whom the clerk typed it
        long notice = ended(call);
        String title = journey.entry(entries.get(1)).title();
        assertThat(state(entries.get(1))).isEqualTo(EntryState.RANKED);
        assertThat(told(worker, title)).isZero();
        decisions.decide(officer, notice, FORM);
        assertThat(state(entries.get(1))).isEqualTo(EntryState.NOT_SELECTED);
        assertThat(told(worker, title)).isEqualTo(1);
        assertThat(told(worker, "未入选")).isEqualTo(1);
        assertThat(told(clerk, "未入选")).isEqualTo(1);
        assertThat(told(clerk, "获一等奖")).isEqualTo(1);
    }

    @Test
    void while_somebody_may_still_move_up_nobody_is_told_that_they_were_not_selected() {
        long call = call(2);
        List<Long> entries = ranked(call, 1, 2, 3, 4);
        long notice = ended(call);
        notices.strike(officer, notice, entries.getFirst(), "与已获奖成果相同");
        assertThat(notices.someMayMoveUp(call)).isTrue();
        decisions.decide(officer, notice, FORM);
        assertThat(entries.subList(2, 4)).allMatch(e -> state(e) == EntryState.RANKED);

        decisions.decide(officer, ended(call), FORM);
        assertThat(state(entries.get(2))).isEqualTo(EntryState.AWARDED);
        assertThat(state(entries.get(3))).isEqualTo(EntryState.NOT_SELECTED);
    }

    @Test
    void a_place_that_stays_free_ends_it_for_the_others_at_once() {
        long call = call(2);
        List<Long> entries = ranked(call, 1, 2, 3);
        long notice = ended(call);
        notices.strike(officer, notice, entries.getFirst(), "与已获奖成果相同");
        decisions.decide(
                officer, notice, new DecisionForm(FORM.meeting(), FORM.minutes(), FORM.decidedOn(), null, true));
        assertThat(state(entries.get(2))).isEqualTo(EntryState.NOT_SELECTED);
    }

    @Test
    void nothing_is_decided_while_the_term_runs() {
        long call = call(1);
        ranked(call, 1);
        long notice = ended(call);
        on("2026-11-06"); // the fifth working day
        assertThatThrownBy(() -> decisions.decide(officer, notice, FORM)).hasMessage("awards.termRuns");
    }

    @Test
    void nothing_is_decided_while_an_objection_is_open() {
        long call = call(1);
        List<Long> entries = ranked(call, 1);
        long notice = ended(call);
        dsl.execute(
                "insert into notices.objection (notice_id, entry_id, receipt, name, phone, grounds) values ({0}, {1}, {2}, '王守正', '13900000000', '该成果去年已获省级奖励，请核查。')",
                notice, entries.getFirst(), "R" + notice);
        assertThatThrownBy(() -> decisions.decide(officer, notice, FORM)).hasMessage("awards.objectionOpen");
        assertThat(awarded(entries.getFirst())).isFalse();
    }

    @Test
    void a_notice_is_decided_once() {
        long call = call(1);
        ranked(call, 1);
        long notice = ended(call);
        decisions.decide(officer, notice, FORM);
        assertThatThrownBy(() -> decisions.decide(officer, notice, FORM)).hasMessage("awards.decidedAlready");
    }

    @Test
    void a_decision_that_fails_leaves_no_gap_in_the_numbers() {
        long call = decided(1);
        int last = serial(call);
        long other = call(1);
        ranked(other, 1);
        long notice = ended(other);
        dsl.execute("update entries.entry set state = 'WITHDRAWN' where call_id = {0}", other);
        assertThatThrownBy(() -> decisions.decide(officer, notice, FORM)).isInstanceOf(Refusal.class);
        assertThat(serial(decided(1))).isEqualTo(last + 1);
    }

    @Test
    void the_date_lies_between_the_end_of_the_term_and_today() {
        long call = call(1);
        ranked(call, 1);
        long notice = ended(call);
        for (String day : List.of("2026-11-06", "2026-11-11")) {
            assertThatThrownBy(() -> decisions.decide(
                            officer, notice, new DecisionForm("主席办公会", "一致通过，予以公布。", LocalDate.parse(day), null, null)))
                    .hasMessage("awards.decidedOnBetween");
        }
    }

    @Test
    void only_the_host_decides() {
        long call = call(1);
        ranked(call, 1);
        long notice = ended(call);
        for (Actor other : List.of(chief, finance, worker)) {
            assertThatThrownBy(() -> decisions.decide(other, notice, FORM)).isInstanceOf(NotFound.class);
        }
    }

    @Test
    void the_scan_of_the_minutes_may_come_after_the_decision_and_then_stays() {
        long call = decided(1);
        long id = decisions.ofCall(call).getFirst().id();
        var scan = new MockMultipartFile(
                "minutesFile",
                "纪要.pdf",
                "application/pdf",
                "%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> decisions.attach(officer, id, new MockMultipartFile("minutesFile", new byte[0])))
                .hasMessage("awards.minutesFile.none");
        assertThatThrownBy(() -> decisions.attach(finance, id, scan)).isInstanceOf(NotFound.class);
        decisions.attach(officer, id, scan);
        assertThat(decisions.find(id).minutesFile()).isNotNull();
        assertThatThrownBy(() -> decisions.attach(officer, id, scan)).isInstanceOf(Stale.class);
    }

    @Test
    void why_nothing_can_be_decided_is_said_before_anything_is_typed() {
        long call = call(1);
        ranked(call, 1);
        on("2026-11-02");
        long notice = notices.draft(officer, call, new NoticeForm("公示", "现予公示", "市总工会", 5, null, 0));
        assertThat(hindrance(notice)).isEqualTo("awards.notReleased");
        notices.release(chief, notice, 0);
        assertThat(hindrance(notice)).isEqualTo("awards.termRuns");
        on("2026-11-10");
        assertThat(decisions.hindrance(notices.notice(notice))).isNull();
        decisions.decide(officer, notice, FORM);
        assertThat(hindrance(notice)).isEqualTo("awards.decidedAlready");
    }

    private void typedByAClerk(long entry) {
        dsl.execute(
                "update entries.entry set created_by = {0}, entered_for = true, consent_note = '本人口头同意' where id = {1}",
                clerk.accountId(), entry);
    }

    private String hindrance(long notice) {
        return String.valueOf(Objects.requireNonNull(decisions.hindrance(notices.notice(notice)))
                .key());
    }

    private int serial(long call) {
        String number = decisions.ofCall(call).getFirst().number();
        return Integer.parseInt(number.replaceAll(".*〕(\\d+)号", "$1"));
    }
}
