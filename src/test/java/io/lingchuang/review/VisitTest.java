package io.lingchuang.review;

import static io.lingchuang.db.platform.Tables.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.onsite.Visit;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Experts go and look, at least two together; only who was there scores what was seen. */
class VisitTest extends VisitingPanel {

    private static final Instant TUESDAY = Instant.parse("2026-12-08T06:00:00Z");

    // The appointment

    @Test
    void the_unit_and_the_visitors_are_told_when_and_where() {
        long id = planned(first, second);
        assertThat(subjects(worker.accountId())).anyMatch(s -> s.contains("2026-12-07 09:30"));
        assertThat(subjects(first.accountId())).anyMatch(s -> s.contains("2026-12-07 09:30"));
        assertThat(subjects(third.accountId())).noneMatch(s -> s.contains("2026-12-07 09:30"));
        assertThat(look(id).questions()).hasSize(6);
    }

    @Test
    void what_a_visitor_is_told_names_neither_unit_nor_place() {
        planned(first, second);
        assertThat(dsl.select(MESSAGE.SUBJECT.concat(MESSAGE.BODY))
                        .from(MESSAGE)
                        .where(MESSAGE.ACCOUNT_ID.eq(first.accountId()))
                        .fetch(r -> r.value1()))
                .noneMatch(text -> text.contains("朔里") || text.contains("皮带机"));
    }

    @Test
    void one_visitor_alone_is_not_sent_and_nobody_who_must_recuse() {
        assertThatThrownBy(() -> planned(first)).isInstanceOf(Refusal.class).hasMessage("review.visit.tooFew");
        panels.recuse(officer, panel, second.id(), entry, "同门师兄弟");
        assertThatThrownBy(() -> planned(first, second))
                .isInstanceOf(Refusal.class)
                .hasMessage("review.visit.mayNotGo");
        assertThatThrownBy(() -> visits.plan(
                        officer,
                        panel,
                        entry,
                        Instant.parse("2026-11-30T01:00:00Z"),
                        "车间",
                        List.of(first.id(), third.id())))
                .hasMessage("review.visit.past");
        planned(first, third);
        assertThatThrownBy(() -> planned(first, third)).isInstanceOf(Stale.class);
    }

    @Test
    void a_visit_that_is_moved_keeps_its_old_day_on_record_and_the_unit_is_told() {
        long id = planned(first, second);
        assertThatThrownBy(() -> visits.move(officer, id, look(id).version(), TUESDAY, "会议室", " "))
                .hasMessage("vetting.reasonMissing");
        visits.move(officer, id, look(id).version(), TUESDAY, "朔里煤矿会议室", "井下检修");
        Visit moved = look(id);
        assertThat(moved.startsAt()).isEqualTo(TUESDAY);
        assertThat(moved.moved()).hasSize(1);
        assertThat(moved.moved().getFirst().fromAt()).isEqualTo(MONDAY);
        assertThat(moved.moved().getFirst().reason()).isEqualTo("井下检修");
        assertThat(subjects(worker.accountId())).anyMatch(s -> s.contains("2026-12-08 14:00"));
        assertThatThrownBy(() -> dsl.execute("delete from review.visit_moved where visit_id = {0}", id))
                .hasMessageContaining("append-only");
    }

    @Test
    void a_visit_that_is_called_off_makes_room_for_another() {
        long id = planned(first, second);
        visits.cancel(officer, id, look(id).version(), "单位停产");
        assertThat(look(id).state()).isEqualTo(Visit.State.CANCELLED);
        long again = planned(second, third);
        assertThat(look(again).state()).isEqualTo(Visit.State.PLANNED);
    }

    @Test
    void who_becomes_related_before_the_visit_does_not_go_and_the_host_sends_another() {
        long id = planned(first, second);
        panels.recuse(officer, panel, second.id(), entry, "亲属");
        assertThat(look(id).visitors()).extracting(Visit.Visitor::expertId).containsExactly(first.id());
        assertThatThrownBy(() -> visits.visit(as(second), id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> held(id)).hasMessage("review.visit.tooFew");
        visits.send(officer, id, look(id).version(), List.of(first.id(), third.id()));
        held(id);
        assertThat(look(id).state()).isEqualTo(Visit.State.HELD);
    }

    @Test
    void a_panel_that_went_out_is_not_dissolved_and_who_was_there_stays_on_the_record() {
        long id = planned(first, second);
        held(id);
        assertThatThrownBy(() -> forming.dissolve(officer, panel, panelVersion(panel), "重新分组"))
                .hasMessage("review.visit.begun");
        forming.drop(officer, panel, second.id(), "出差");
        assertThat(look(id).visitors()).hasSize(2);
    }

    @Test
    void a_panel_is_dissolved_with_the_visits_that_are_still_to_come() {
        long id = planned(first, second);
        forming.drop(officer, panel, second.id(), "出差");
        forming.dissolve(officer, panel, panelVersion(panel), "重新分组");
        assertThat(look(id).state()).isEqualTo(Visit.State.CANCELLED);
    }

    private List<String> subjects(long account) {
        return dsl.select(MESSAGE.SUBJECT)
                .from(MESSAGE)
                .where(MESSAGE.ACCOUNT_ID.eq(account))
                .fetch(MESSAGE.SUBJECT);
    }
}
