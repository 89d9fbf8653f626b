package io.lingchuang.studios.naming;

import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.NAMING;
import static io.lingchuang.db.studios.Tables.STUDIO;
import static io.lingchuang.db.studios.Tables.UNNAMED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.access.Role;
import io.lingchuang.awards.Awards;
import io.lingchuang.awards.AwardsDecided;
import io.lingchuang.entries.Submission;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.studios.Member;
import io.lingchuang.studios.Part;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.StudioAtHand;
import io.lingchuang.studios.StudioKind;
import io.lingchuang.studios.StudioState;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

/** What a decision makes of its awards. */
class NamingTest extends StudioAtHand {

    @Autowired
    StudioNamings namings;

    @Autowired
    Plaques plaques;

    @Autowired
    StudioEndings endings;

    @Autowired
    NamingRules rules;

    @Autowired
    Awards awards;

    @Autowired
    Submission submission;

    @Autowired
    ApplicationEventPublisher events;

    @Test
    void on_the_decision_a_studio_comes_to_be_with_number_term_and_people() {
        long entry = rankedIn("STUDIO_NAMING", "NEW", 1).getFirst();
        together(entry, 5, true);
        decide(callOf(entry));
        Studio studio = ofEntry(entry);
        assertThat(studio.number()).matches("GZS-[0-9]{3}");
        assertThat(studio.kind()).isEqualTo(StudioKind.STUDIO);
        assertThat(studio.state()).isEqualTo(StudioState.IN_FORCE);
        assertThat(studio.nodeId()).isEqualTo(works.id());
        assertThat(studio.termUntil()).isEqualTo("2029-12-31");
        List<Member> people = studios.members(studio.id());
        assertThat(people)
                .extracting(Member::part)
                .containsExactly(Part.LEADER, Part.CORE, Part.CORE, Part.CORE, Part.CORE, Part.MEMBER);
        assertThat(people.getFirst().personId())
                .isEqualTo(journey.entry(entry).first().personId());
        assertThat(told(clerk, "外来者"))
                .as("whom the directory does not know is told")
                .isEqualTo(1);
        assertThat(namings.ofStudio(studio.id())).singleElement().satisfies(n -> {
            assertThat(n.kind()).isEqualTo(NamingKind.NAMED);
            assertThat(n.level()).isEqualTo(NamingLevel.CITY);
            assertThat(n.document()).matches("淮工〔2026〕[0-9]+号");
        });
    }

    @Test
    void two_of_one_decision_have_numbers_of_their_own_and_hearing_it_twice_names_nobody_twice() {
        List<Long> entries = rankedIn("STUDIO_NAMING", "NEW", 2);
        decide(callOf(entries.getFirst()));
        Studio first = ofEntry(entries.get(0));
        Studio second = ofEntry(entries.get(1));
        assertThat(first.number()).isNotEqualTo(second.number());
        int before = dsl.fetchCount(STUDIO);
        long call = callOf(entries.getFirst());
        long decision = decisions.ofCall(call).getFirst().id();
        events.publishEvent(new AwardsDecided(decision, call, entries));
        assertThat(dsl.fetchCount(STUDIO)).isEqualTo(before);
    }

    @Test
    void a_tier_may_name_a_base_and_whoever_leads_one_may_lead_a_studio_too() {
        long entry = rankedIn("STUDIO_NAMING", "RURAL_BASE", 1).getFirst();
        decide(callOf(entry));
        assertThat(ofEntry(entry).kind()).isEqualTo(StudioKind.RURAL_BASE);
        assertThat(ofEntry(entry).number()).matches("XCZX-[0-9]{2}");
    }

    @Test
    void who_leads_a_studio_cannot_hand_in_for_another_and_waits_if_the_decision_comes_first() {
        Studio studio = named();
        long entry = rankedIn("STUDIO_NAMING", "NEW", 1).getFirst();
        dsl.update(io.lingchuang.db.entries.Tables.COMPLETER)
                .set(io.lingchuang.db.entries.Tables.COMPLETER.PERSON_ID, studio.leaderId())
                .where(io.lingchuang.db.entries.Tables.COMPLETER.ENTRY_ID.eq(entry))
                .execute();
        assertThat(submission.problems(journey.entry(entry)))
                .anyMatch(p -> p.field().equals("completers") && p.key().equals("naming.leadsAnother"));
        decide(callOf(entry));
        assertThat(namings.unnamed(officer))
                .anyMatch(u -> u.awardId() == awardOf(entry) && u.why().contains("最多领衔一个"));
        assertThat(told(officer, "工作室未能设立")).isPositive();
        assertThatThrownBy(() -> namings.again(officer, awardOf(entry))).isInstanceOf(Refusal.class);
        endings.cancel(officer, studio.id(), now(studio).version(), "领衔人转到新的岗位，原工作室注销");
        namings.again(officer, awardOf(entry));
        assertThat(ofEntry(entry).leaderId()).isEqualTo(studio.leaderId());
        assertThat(dsl.fetchCount(UNNAMED, UNNAMED.AWARD_ID.eq(awardOf(entry)))).isZero();
    }

    @Test
    void a_unit_in_its_cooling_off_term_cannot_hand_in_and_can_after_it() {
        Studio studio = named();
        endings.revoke(officer, studio.id(), studio.version(), "弄虚作假，撤销摘牌", LocalDate.parse("2028-01-01"));
        long entry = rankedIn("STUDIO_NAMING", "NEW", 1).getFirst();
        assertThat(submission.problems(journey.entry(entry)))
                .anyMatch(p -> p.key().equals("naming.cooling"));
        on("2028-01-01");
        assertThat(submission.problems(journey.entry(entry)))
                .noneMatch(p -> p.key().equals("naming.cooling"));
    }

    @Test
    void a_renewal_gives_another_term_and_one_that_falls_leaves_the_term_before() {
        Studio studio = named();
        long entry = rankedIn("STUDIO_RENEWAL", "RENEWED", 1).getFirst();
        assertThat(submission.problems(journey.entry(entry)))
                .as("leads none")
                .anyMatch(p -> p.key().equals("naming.leadsNone"));
        dsl.update(io.lingchuang.db.entries.Tables.COMPLETER)
                .set(io.lingchuang.db.entries.Tables.COMPLETER.PERSON_ID, studio.leaderId())
                .where(io.lingchuang.db.entries.Tables.COMPLETER.ENTRY_ID.eq(entry))
                .execute();
        rules.change(somebody("赵", Role.OFFICER, city), with(rules.rule(), 5));
        decide(callOf(entry));
        rules.change(officer, with(rules.rule(), 3));
        assertThat(now(studio).termUntil()).isEqualTo("2031-12-31");
        assertThat(namings.ofStudio(studio.id()))
                .extracting(Naming::kind)
                .containsExactly(NamingKind.RENEWED, NamingKind.NAMED);
        awards.withdraw(officer, awardOf(entry), "复核材料不实");
        assertThat(now(studio).termUntil()).isEqualTo("2029-12-31");
        assertThat(now(studio).state()).isEqualTo(StudioState.IN_FORCE);
    }

    private static NamingRules.Rule with(NamingRules.Rule rule, int years) {
        return new NamingRules.Rule(
                years, rule.coolingYears(), rule.leaderDays(), rule.putRightDays(), rule.remindDays(), rule.version());
    }

    @Test
    void a_naming_falls_with_its_award_and_its_people_keep_their_history() {
        long entry = rankedIn("STUDIO_NAMING", "NEW", 1).getFirst();
        together(entry, 2, false);
        decide(callOf(entry));
        Studio studio = ofEntry(entry);
        awards.withdraw(officer, awardOf(entry), "经查材料造假");
        assertThat(now(studio).state()).isEqualTo(StudioState.REVOKED);
        assertThat(now(studio).coolingUntil()).isEqualTo("2029-11-10");
        assertThat(now(studio).endedWhy()).contains("造假");
        assertThat(dsl.fetchCount(MEMBER, MEMBER.STUDIO_ID.eq(studio.id()))).isEqualTo(3);
    }

    @Test
    void a_plaque_of_a_level_is_given_once_and_a_higher_one_keeps_the_number() {
        Studio studio = named();
        LocalDate on = LocalDate.parse("2026-11-10");
        assertThatThrownBy(() -> namings.upgrade(officer, studio.id(), NamingLevel.CITY, "文件", on, on))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.key()).isEqualTo("naming.levelHeld"));
        namings.upgrade(officer, studio.id(), NamingLevel.PROVINCIAL, "皖工〔2026〕8号", on, on);
        assertThatThrownBy(() -> namings.upgrade(officer, studio.id(), NamingLevel.PROVINCIAL, "皖工〔2026〕9号", on, on))
                .isInstanceOf(Refusal.class);
        assertThat(now(studio).number()).isEqualTo(studio.number());
        assertThat(namings.ofStudio(studio.id()).getFirst().level()).isEqualTo(NamingLevel.PROVINCIAL);
        assertThat(dsl.fetchCount(NAMING, NAMING.STUDIO_ID.eq(studio.id()))).isEqualTo(2);
    }

    @Test
    void the_number_of_its_certificate_stands_on_the_plaque() {
        Studio studio = named();
        assertThatThrownBy(() -> plaques.issue(clerk, studio.id())).isInstanceOf(NotFound.class);
        plaques.issue(officer, studio.id());
        assertThat(namings.ofStudio(studio.id()).getFirst().certificate()).isNotBlank();
        assertThatThrownBy(() -> plaques.issue(officer, studio.id())).isInstanceOf(Refusal.class);
    }

    @Test
    void whoever_does_not_keep_studios_there_finds_nothing() {
        Studio studio = named();
        LocalDate on = LocalDate.parse("2026-11-10");
        assertThatThrownBy(() -> endings.cancel(clerk, studio.id(), studio.version(), "不应当可以"))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> endings.revoke(chief, studio.id(), studio.version(), "不应当可以", null))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> namings.upgrade(clerk, studio.id(), NamingLevel.NATIONAL, "文件", on, on))
                .isInstanceOf(NotFound.class);
        assertThat(now(studio).state()).isEqualTo(StudioState.IN_FORCE);
    }
}
