package io.lingchuang.studios.assessment;

import static io.lingchuang.db.achievements.Tables.ACHIEVEMENT;
import static io.lingchuang.db.achievements.Tables.MAKER;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.studios.Tables.ASSESSMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Role;
import io.lingchuang.calls.NewCalls;
import io.lingchuang.entries.Entry;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.StudioAtHand;
import io.lingchuang.studios.StudioState;
import io.lingchuang.studios.naming.PuttingRights;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A year after its naming a studio is assessed: the report is drawn, the rules point out, the host says. */
class AssessmentsTest extends StudioAtHand {

    @Autowired
    Assessments assessments;

    @Autowired
    SelfReports reports;

    @Autowired
    NewCalls newCalls;

    @Autowired
    PuttingRights puttingRights;

    private Studio studio;
    private Actor leader;

    @BeforeEach
    void studio() {
        studio = named();
        leader = leaderOf(studio);
        on("2026-11-20");
    }

    private void hasAPatent() {
        dsl.update(io.lingchuang.db.studios.Tables.STUDIO)
                .set(io.lingchuang.db.studios.Tables.STUDIO.MOTTO, "有专利")
                .where(io.lingchuang.db.studios.Tables.STUDIO.ID.eq(studio.id()))
                .execute();
    }

    /** An assessment that was decided; the studio's entry got a tier in it. */
    private long decided() {
        long entry = rankedIn("STUDIO_ASSESSMENT", "QUALIFIED", 1).getFirst();
        dsl.update(COMPLETER)
                .set(COMPLETER.PERSON_ID, studio.leaderId())
                .where(COMPLETER.ENTRY_ID.eq(entry))
                .execute();
        decide(callOf(entry));
        on("2026-11-20");
        return callOf(entry);
    }

    private static void refused(String key, org.assertj.core.api.ThrowableAssert.ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.key()).isEqualTo(key));
    }

    @Test
    void the_report_begins_with_what_is_there_and_nothing_is_typed_twice() {
        long achievement = dsl.insertInto(ACHIEVEMENT)
                .set(ACHIEVEMENT.TITLE, "皮带机清扫器")
                .set(ACHIEVEMENT.NODE_ID, works.id())
                .set(ACHIEVEMENT.SOURCE, "UNIT")
                .set(ACHIEVEMENT.FINISHED_ON, LocalDate.parse("2026-11-15"))
                .returningResult(ACHIEVEMENT.ID)
                .fetchSingle()
                .value1();
        dsl.insertInto(MAKER)
                .set(MAKER.ACHIEVEMENT_ID, achievement)
                .set(MAKER.POSITION, 1)
                .set(MAKER.PERSON_ID, studio.leaderId())
                .set(MAKER.NAME, "领衔人")
                .execute();
        long call = newCalls.fromTemplate(officer, city.id(), "studio-assessment", "", 2026);
        dsl.update(CALL)
                .set(CALL.STATE, "PUBLISHED")
                .set(CALL.OPENS_AT, Instant.parse("2026-11-01T00:00:00Z"))
                .set(CALL.CLOSES_AT, Instant.parse("2026-12-31T00:00:00Z"))
                .where(CALL.ID.eq(call))
                .execute();
        long id = reports.begin(leader, studio.id(), call, "");
        Entry entry = journey.entry(id);
        assertThat(entry.title()).contains(studio.name());
        assertThat(entry.answers().get("studioNumber")).contains(studio.number());
        assertThat(entry.answers().get("members").lines()).hasSize(5);
        assertThat(entry.answers().get("achievements")).contains("皮带机清扫器");
        assertThat(reports.begin(leader, studio.id(), call, ""))
                .as("begun once")
                .isEqualTo(id);
        refused("assessment.begunByAnother", () -> reports.begin(clerk, studio.id(), call, "本人电话同意"));
    }

    @Test
    void the_clerk_begins_for_the_leader_and_a_closed_call_takes_none() {
        long closed = rankedIn("STUDIO_RENEWAL", "RENEWED", 1).getFirst();
        refused("assessment.noSuchCall", () -> reports.begin(clerk, studio.id(), callOf(closed), ""));
        long call = newCalls.fromTemplate(officer, city.id(), "studio-renewal", "", 2026);
        dsl.update(CALL)
                .set(CALL.STATE, "PUBLISHED")
                .set(CALL.OPENS_AT, Instant.parse("2026-11-01T00:00:00Z"))
                .where(CALL.ID.eq(call))
                .execute();
        refused("entries.consentMissing", () -> reports.begin(clerk, studio.id(), call, ""));
        long id = reports.begin(clerk, studio.id(), call, "本人电话同意代填");
        assertThat(journey.entry(id).enteredFor()).isTrue();
        assertThat(journey.entry(id).first().personId()).isEqualTo(studio.leaderId());
        assertThatThrownBy(() -> reports.begin(worker, studio.id(), call, "")).isInstanceOf(NotFound.class);
    }

    @Test
    void a_year_without_patent_paper_or_proven_benefit_is_pointed_out_and_is_never_excellent() {
        long call = decided();
        assertThat(assessments
                        .findings(assessments.hosted(officer, call), studio)
                        .bare())
                .isTrue();
        refused("assessment.bareExcellent", () -> say(call, AssessmentOutcome.EXCELLENT, "都说很好", null));
        refused("naming.reasonNeeded", () -> say(call, AssessmentOutcome.QUALIFIED, "", null));
        say(call, AssessmentOutcome.QUALIFIED, "新命名不足一年，成果尚在申请中", null);
        assertThat(dsl.fetchExists(
                        ASSESSMENT, ASSESSMENT.STUDIO_ID.eq(studio.id()).and(ASSESSMENT.BARE.isTrue())))
                .isTrue();
        assertThatThrownBy(() -> say(call, AssessmentOutcome.QUALIFIED, "再说一次不可以", null))
                .isInstanceOf(Stale.class);
        assertThat(told(leader, "考核合格")).isEqualTo(1);
    }

    @Test
    void with_a_patent_it_may_be_excellent_but_not_when_it_handed_in_nothing() {
        hasAPatent();
        long without = rankedIn("STUDIO_ASSESSMENT", "QUALIFIED", 1).getFirst();
        decide(callOf(without)); // somebody else's
        on("2026-11-20");
        refused("assessment.nothingHandedIn", () -> say(callOf(without), AssessmentOutcome.EXCELLENT, "", null));
        long call = decided();
        assertThat(assessments
                        .findings(assessments.hosted(officer, call), now(studio))
                        .proofs())
                .hasSize(1);
        say(call, AssessmentOutcome.EXCELLENT, "", null);
        assertThat(now(studio).state()).isEqualTo(StudioState.IN_FORCE);
    }

    @Test
    void to_be_put_right_begins_its_term_and_plaque_off_ends_it_at_once() {
        long call = decided();
        refused("naming.dayAhead", () -> say(call, AssessmentOutcome.TO_PUT_RIGHT, "台账缺失，限期补齐", null));
        say(call, AssessmentOutcome.TO_PUT_RIGHT, "台账缺失，限期补齐", LocalDate.parse("2027-02-28"));
        assertThat(now(studio).putRightBy()).isEqualTo("2027-02-28");
        assertThat(puttingRights.ofStudio(studio.id())).hasSize(1);
        long next = decided();
        say(next, AssessmentOutcome.PLAQUE_OFF, "连续不合格，予以摘牌", null);
        assertThat(now(studio).state()).isEqualTo(StudioState.REVOKED);
        assertThat(now(studio).coolingUntil()).isEqualTo("2029-11-20");
    }

    @Test
    void nobody_says_an_outcome_before_the_decision_or_from_elsewhere() {
        long entry = rankedIn("STUDIO_ASSESSMENT", "QUALIFIED", 1).getFirst();
        refused("assessment.notDecided", () -> say(callOf(entry), AssessmentOutcome.QUALIFIED, "还没有决定", null));
        Actor county = somebody("区里的", Role.OFFICER, works);
        assertThatThrownBy(() -> assessments.one(county, callOf(entry), studio.id()))
                .isInstanceOf(NotFound.class);
        assertThat(dsl.fetchExists(ENTRY, ENTRY.ID.eq(entry))).isTrue();
    }

    private void say(long call, AssessmentOutcome outcome, String reason, LocalDate by) {
        assessments.say(officer, call, studio.id(), outcome, reason, by);
    }
}
