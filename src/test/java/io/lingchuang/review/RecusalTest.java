package io.lingchuang.review;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.platform.Tables.MESSAGE;
import static io.lingchuang.db.review.Tables.RESULT;
import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.db.review.Tables.TIE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.review.pool.Tie;
import io.lingchuang.review.pool.Ties;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever has a tie with an entry has nothing more to do with it: as the records know it, and as they learn it later. */
class RecusalTest extends RelatedExperts {

    @Autowired
    Ties ties;

    // By the records

    @Test
    void a_past_employer_counts_for_as_many_years_as_the_host_says() {
        long entry = accepted();
        Expert lately = expert("淮北师范大学");
        Expert longAgo = expert("安徽理工大学");
        Expert undated = expert("市科技馆");
        tie(lately, "PAST_EMPLOYER", mine.name(), mine.id(), null, LocalDate.parse("2022-01-31"));
        tie(longAgo, "PAST_EMPLOYER", mine.name(), mine.id(), null, LocalDate.parse("2016-01-31"));
        tie(undated, "PAST_EMPLOYER", mine.name(), null, null, null);
        long panel = made(lately, longAgo, undated, expert("市计量所"));
        assertThat(ground(lately, entry)).isEqualTo("PAST_EMPLOYER");
        assertThat(ground(undated, entry)).isEqualTo("PAST_EMPLOYER");
        assertThat(ground(longAgo, entry)).isNull();
        asked.pastYears(officer, panel, 20);
        assertThat(ground(longAgo, entry)).isEqualTo("PAST_EMPLOYER");
        asked.pastYears(officer, panel, 2);
        assertThat(ground(lately, entry)).isNull();
        assertThat(ground(longAgo, entry)).isNull();
    }

    @Test
    void kin_masters_apprentices_and_collaborators_of_a_completer_are_recused() {
        long person = person(mine, "秦素梅", null);
        long entry = handedIn(worker, call, null);
        completer(entry, 2, person, "秦素梅", "朔里煤矿");
        vetting.accept(officer, entry, version(entry), "");
        long other = accepted();
        Expert kin = expert("淮北师范大学");
        Expert master = expert("安徽理工大学");
        Expert apprentice = expert("市科技馆");
        Expert partner = expert("市计量所");
        tie(kin, "KIN", "秦素梅", null, person, null);
        tie(master, "APPRENTICE", "秦素梅", null, null, null); // known by name only
        tie(apprentice, "MENTOR", "秦素梅", null, person, null);
        tie(partner, "COLLABORATOR", "秦素梅", null, person, null);
        made(kin, master, apprentice, partner, expert("省煤田地质局"));
        assertThat(ground(kin, entry)).isEqualTo("KIN");
        assertThat(ground(master, entry)).isEqualTo("MENTOR");
        assertThat(ground(apprentice, entry)).isEqualTo("MENTOR");
        assertThat(ground(partner, entry)).isEqualTo("COLLABORATOR");
        for (Expert e : List.of(kin, master, apprentice, partner)) {
            assertThat(ground(e, other)).isNull();
        }
    }

    @Test
    void a_name_with_a_unit_means_nobody_of_another_unit() {
        long entry = handedIn(worker, call, null);
        completer(entry, 2, null, "张伟", "朔里煤矿");
        vetting.accept(officer, entry, version(entry), "");
        Expert there = expert("淮北师范大学");
        Expert elsewhere = expert("安徽理工大学");
        Expert anywhere = expert("市科技馆");
        kin(there, "张伟", "淮北矿业朔里煤矿");
        kin(elsewhere, "张伟", "相王纺织厂");
        kin(anywhere, "张伟", "");
        made(there, elsewhere, anywhere);
        assertThat(ground(there, entry)).isEqualTo("KIN");
        assertThat(ground(elsewhere, entry)).isNull();
        assertThat(ground(anywhere, entry)).isEqualTo("KIN");
    }

    private void kin(Expert expert, String name, String unit) {
        tie(expert, "KIN", name, null, null, null);
        dsl.update(TIE).set(TIE.UNIT, unit).where(TIE.EXPERT_ID.eq(expert.id())).execute();
    }

    @Test
    void whoever_completed_an_entry_together_with_a_completer_is_a_collaborator() {
        Expert partner = expert("淮北师范大学");
        long self = person(mill, partner.name(), partner.accountId());
        long person = person(mine, "葛守义", null);
        long earlier = handedIn(worker, openCall(), null);
        completer(earlier, 2, self, partner.name(), "相王纺织厂");
        completer(earlier, 3, person, "葛守义", "朔里煤矿");
        long entry = handedIn(worker, call, null);
        completer(entry, 2, person, "葛守义", "朔里煤矿");
        vetting.accept(officer, entry, version(entry), "");
        long other = acceptedOf(workerAt(mill));
        made(partner, expert("安徽理工大学"));
        assertThat(ground(partner, entry)).isEqualTo("COLLABORATOR");
        assertThat(ground(partner, other)).isNull();
    }

    @Test
    void one_person_under_two_records_is_one() {
        Expert expert = expert("退休");
        String phone = dsl.fetchSingle(
                        "select phone from access.account where id = {0}", org.jooq.impl.DSL.val(expert.accountId()))
                .get(0, String.class);
        long byPhone = person(mine, expert.name(), null);
        dsl.update(PERSON).set(PERSON.PHONE, phone).where(PERSON.ID.eq(byPhone)).execute();
        long merged = person(mill, expert.name(), null);
        dsl.update(PERSON)
                .set(PERSON.MERGED_INTO, byPhone)
                .where(PERSON.ID.eq(merged))
                .execute();
        long entry = handedIn(worker, call, null);
        completer(entry, 2, byPhone, expert.name(), "");
        vetting.accept(officer, entry, version(entry), "");
        long second = handedIn(worker, call, null);
        completer(second, 2, merged, expert.name(), "");
        vetting.accept(officer, second, version(second), "");
        made(expert, expert("安徽理工大学"));
        assertThat(ground(expert, entry)).isEqualTo("COMPLETER");
        assertThat(ground(expert, second)).isEqualTo("COMPLETER");
    }

    // Afterwards

    @Test
    void whoever_becomes_related_after_assignment_loses_sheet_score_and_sight_and_the_chair_is_told() throws Exception {
        long person = person(mine, "窦长河", null);
        long entry = handedIn(worker, call, null);
        completer(entry, 2, person, "窦长河", "朔里煤矿");
        vetting.accept(officer, entry, version(entry), "");
        long other = accepted();
        Expert chair = expert("市科技馆");
        Expert related = expert("淮北师范大学");
        long panel = forming.make(officer, call, null, "机械组", List.of(chair.id(), related.id()), chair.id());
        panels.start(officer, panel, 0, "专家不足");
        as(chair);
        seal(related, entry, "60", "40");
        long sheet = sheet(related, entry).id();
        tie(related, "KIN", "窦长河", null, person, null);
        recusals.lookAgain(officer, related.id());
        assertThat(scoring.mine(as(related))).extracting(Scoring.Sheet::entryId).containsExactly(other);
        assertThatThrownBy(() -> scoring.sheet(as(related), sheet)).isInstanceOf(NotFound.class);
        assertThat(dsl.fetchCount(
                        SHEET,
                        SHEET.PANEL_ID.eq(panel).and(SHEET.ENTRY_ID.eq(entry)).and(SHEET.STATE.eq("SEALED"))))
                .isZero();
        assertThat(toldOf(panel, officer)).contains(related.name(), "亲属");
        assertThat(toldOf(panel, account(chair)))
                .as("in a blind review the chair does not learn the ground")
                .contains(related.name())
                .doesNotContain("亲属");
        assertThat(dsl.fetchCount(
                        MESSAGE, MESSAGE.ACCOUNT_ID.eq(related.accountId()).and(MESSAGE.LINK.eq("/panels/" + panel))))
                .isZero();
    }

    private String toldOf(long panel, Actor hears) {
        return dsl.select(MESSAGE.BODY)
                .from(MESSAGE)
                .where(MESSAGE.ACCOUNT_ID.eq(hears.accountId()), MESSAGE.LINK.eq("/panels/" + panel))
                .fetchSingle(MESSAGE.BODY);
    }

    @Test
    void where_the_review_is_not_blind_the_chair_is_told_the_ground_too() {
        dsl.update(CALL).set(CALL.BLIND, false).where(CALL.ID.eq(call)).execute();
        accepted();
        Expert chair = expert("市科技馆");
        Expert related = expert("淮北师范大学");
        long panel = forming.make(officer, call, null, "机械组", List.of(chair.id(), related.id()), chair.id());
        panels.start(officer, panel, 0, "专家不足");
        as(chair);
        as(related);
        ties.add(officer, related.id(), new Tie.Said(Tie.Kind.PAST_EMPLOYER, mine.name(), "", null));
        assertThat(toldOf(panel, account(chair))).contains(related.name(), "曾任职单位");
    }

    @Test
    void a_tie_that_the_pool_learns_of_recuses_at_once() {
        long own = accepted();
        Expert expert = expert("淮北师范大学");
        Expert second = expert("安徽理工大学");
        long panel = started(expert, second);
        assertThat(scoring.mine(as(expert))).hasSize(1);
        ties.add(officer, expert.id(), new Tie.Said(Tie.Kind.PAST_EMPLOYER, mine.name(), "", null));
        assertThat(scoring.mine(as(expert))).isEmpty();
        assertThat(ground(expert, own)).isEqualTo("PAST_EMPLOYER");
        assertThat(scoring.mine(as(second)))
                .as("the others keep theirs on " + panel)
                .hasSize(1);
    }

    @Test
    void a_chair_who_is_recused_from_an_entry_hears_nothing_of_it() {
        long person = person(mine, "窦长河", null);
        long entry = handedIn(worker, call, null);
        completer(entry, 2, person, "窦长河", "朔里煤矿");
        vetting.accept(officer, entry, version(entry), "");
        accepted();
        Expert chair = expert("市科技馆");
        Expert related = expert("淮北师范大学");
        tie(chair, "KIN", "窦长河", null, person, null);
        long panel = forming.make(officer, call, null, "机械组", List.of(chair.id(), related.id()), chair.id());
        panels.start(officer, panel, 0, "专家不足");
        as(chair);
        as(related);
        tie(related, "KIN", "窦长河", null, person, null);
        recusals.lookAgain(officer, related.id());
        assertThat(ground(related, entry)).isEqualTo("KIN");
        assertThat(dsl.fetchCount(
                        MESSAGE, MESSAGE.ACCOUNT_ID.eq(chair.accountId()).and(MESSAGE.LINK.eq("/panels/" + panel))))
                .isZero();
    }

    @Test
    void what_the_records_learned_counts_before_the_closing() {
        long person = person(mine, "窦长河", null);
        long entry = handedIn(worker, call, null);
        completer(entry, 2, person, "窦长河", "朔里煤矿");
        vetting.accept(officer, entry, version(entry), "");
        Expert related = expert("淮北师范大学");
        Expert first = expert("市科技馆");
        Expert second = expert("市计量所");
        long panel = started(related, first, second);
        seal(related, entry, "60", "40");
        seal(first, entry, "30", "20");
        seal(second, entry, "30", "20");
        tie(related, "KIN", "窦长河", null, person, null);
        closing.close(officer, panel, panelVersion(panel), "");
        assertThat(entry(entry).score())
                .as("without the related expert's hundred")
                .isEqualByComparingTo("50");
    }

    @Test
    void whoever_becomes_related_after_the_closing_sees_it_no_more_and_the_result_stands() {
        long person = person(mine, "窦长河", null);
        long entry = handedIn(worker, call, null);
        completer(entry, 2, person, "窦长河", "朔里煤矿");
        vetting.accept(officer, entry, version(entry), "");
        Expert related = expert("淮北师范大学");
        long panel = started(related);
        seal(related, entry, "60", "30");
        closing.close(officer, panel, panelVersion(panel), "");
        assertThat(scoring.past(as(related))).hasSize(1);
        tie(related, "KIN", "窦长河", null, person, null);
        recusals.lookAgain(officer, related.id());
        assertThat(scoring.past(as(related))).isEmpty();
        assertThat(dsl.fetchValue(dsl.select(RESULT.SCORE).from(RESULT).where(RESULT.ENTRY_ID.eq(entry))))
                .isEqualByComparingTo("90");
        closing.reopen(officer, panel, panelVersion(panel), "重新评审");
        assertThat(dsl.fetchCount(SHEET, SHEET.PANEL_ID.eq(panel)))
                .as("and counts no more")
                .isZero();
    }
}
