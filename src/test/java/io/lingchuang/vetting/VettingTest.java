package io.lingchuang.vetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.OpenCall;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Role;
import io.lingchuang.calls.Level;
import io.lingchuang.entries.Entry;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An entry climbs level by level, on the line its applicant chose, decided by people who have no part in it. */
class VettingTest extends OpenCall {

    @Autowired
    Vetting vetting;

    private static final String WHY = "材料齐全，效益明显";

    @Test
    void an_entry_climbs_from_its_enterprise_by_the_county_to_the_host() {
        long call = openCall(Level.ENTERPRISE, Level.COUNTY_OR_INDUSTRY);
        long id = draft(workerAt(mine), call, null);
        line(id, Entry.Line.TERRITORIAL);
        submit(id);
        stands(id, EntryState.VETTING, mine);
        vetting.recommend(clerk, id, version(id), WHY);
        stands(id, EntryState.VETTING, county);
        vetting.recommend(countyOfficer, id, version(id), WHY);
        stands(id, EntryState.FORMAL_CHECK, city);
        vetting.accept(officer, id, version(id), "");
        assertThat(state(id)).isEqualTo(EntryState.ACCEPTED);
    }

    @Test
    void a_unit_of_both_lines_may_climb_by_its_industry_union() {
        long call = openCall(Level.ENTERPRISE, Level.COUNTY_OR_INDUSTRY);
        long id = draft(workerAt(mine), call, null);
        line(id, Entry.Line.INDUSTRIAL);
        submit(id);
        vetting.recommend(clerk, id, version(id), WHY);
        stands(id, EntryState.VETTING, industry);
        // The county sees it, as the unit is its own, and decides nothing.
        assertThatThrownBy(() -> vetting.recommend(countyOfficer, id, version(id), WHY))
                .hasMessage("vetting.notHere");
        vetting.recommend(industryOfficer, id, version(id), WHY);
        stands(id, EntryState.FORMAL_CHECK, city);
    }

    @Test
    void levels_that_a_unit_lacks_are_left_out_and_a_host_does_not_vet_twice() {
        long call = openCall(Level.BRANCH, Level.ENTERPRISE, Level.COUNTY_OR_INDUSTRY, Level.CITY);
        long id = handedIn(workerAt(unit), call, null); // directly below the city, without branches
        stands(id, EntryState.VETTING, unit);
        vetting.recommend(somebody("矿工会", Role.CLERK, unit), id, version(id), WHY);
        stands(id, EntryState.FORMAL_CHECK, city);
    }

    @Test
    void without_levels_an_entry_goes_straight_to_the_hosts_formal_check() {
        long id = handedIn(workerAt(mine), openCall(), null);
        stands(id, EntryState.FORMAL_CHECK, city);
    }

    @Test
    void another_unit_finds_nothing() {
        long id = handedIn(workerAt(mine), openCall(Level.ENTERPRISE), null);
        Actor stranger = somebody("纺织厂干事", Role.CLERK, mill);
        assertThatThrownBy(() -> vetting.recommend(stranger, id, version(id), WHY))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> vetting.returnToApplicant(stranger, id, version(id), WHY))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> vetting.recommend(stranger, 987_654_321L, 0, WHY))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void nobody_decides_on_an_entry_of_their_own() {
        long call = openCall(Level.ENTERPRISE);
        person(mine, clerk.name(), clerk.accountId());
        long own = handedIn(clerk, call, null);
        for (Consumer<Actor> decision : List.<Consumer<Actor>>of(
                a -> vetting.recommend(a, own, version(own), WHY),
                a -> vetting.returnToApplicant(a, own, version(own), WHY),
                a -> vetting.notRecommend(a, own, version(own), WHY))) {
            assertThatThrownBy(() -> decision.accept(clerk)).hasMessage("vetting.own");
        }
        stands(own, EntryState.VETTING, mine);
        vetting.recommend(secondClerk, own, version(own), WHY);
    }

    @Test
    void nobody_decides_where_they_are_a_completer_even_at_the_host() {
        long call = openCall(Level.ENTERPRISE);
        long person = person(mine, "赵明远", officer.accountId());
        long id = handedIn(workerAt(mine), call, null);
        completer(id, person, "赵明远");
        vetting.recommend(clerk, id, version(id), WHY);
        assertThatThrownBy(() -> vetting.accept(officer, id, version(id), "")).hasMessage("vetting.own");
        assertThatThrownBy(() -> vetting.notAccept(officer, id, version(id), WHY))
                .hasMessage("vetting.own");
    }

    @Test
    void a_clerk_who_typed_for_a_worker_may_still_vet_it() {
        long call = openCall(Level.ENTERPRISE);
        long id = drafts.startFor(clerk, call, person(mine, "老工人", null), "本人到场口述并同意");
        write(id, null, "老式绞车制动改进");
        submission.submit(clerk, id, version(id));
        vetting.recommend(clerk, id, version(id), WHY);
        assertThat(state(id)).isEqualTo(EntryState.FORMAL_CHECK);
    }

    @Test
    void every_decision_against_an_entry_names_its_reason() {
        long call = openCall(Level.ENTERPRISE, Level.COUNTY_OR_INDUSTRY);
        long atMine = handedIn(workerAt(mine), call, null);
        long atCounty = handedIn(workerAt(mill), call, null);
        vetting.recommend(somebody("厂干事", Role.CLERK, mill), atCounty, version(atCounty), WHY);
        long atHost = handedIn(workerAt(mine), openCall(), null);
        for (String nothing : List.of("", "  ", "\n", "好")) {
            refused(() -> vetting.recommend(clerk, atMine, version(atMine), nothing));
            refused(() -> vetting.returnToApplicant(clerk, atMine, version(atMine), nothing));
            refused(() -> vetting.notRecommend(clerk, atMine, version(atMine), nothing));
            refused(() -> vetting.returnToLevel(countyOfficer, atCounty, version(atCounty), 1, nothing));
            refused(() -> vetting.returnToApplicant(officer, atHost, version(atHost), nothing));
            refused(() -> vetting.askSupplement(officer, atHost, version(atHost), nothing));
            refused(() -> vetting.notAccept(officer, atHost, version(atHost), nothing));
        }
        stands(atMine, EntryState.VETTING, mine);
        stands(atCounty, EntryState.VETTING, county);
        stands(atHost, EntryState.FORMAL_CHECK, city);
        vetting.notRecommend(clerk, atMine, version(atMine), "与去年成果相同");
        refused(() -> vetting.reconsider(clerk, atMine, version(atMine), " "));
        assertThat(entry(atMine).lastReason()).isEqualTo("与去年成果相同");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable decision) {
        assertThatThrownBy(decision)
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.field()).isEqualTo("reason"));
    }

    @Test
    void what_was_seen_an_hour_ago_decides_nothing() {
        long id = handedIn(workerAt(mine), openCall(Level.ENTERPRISE), null);
        int seen = version(id);
        vetting.returnToApplicant(clerk, id, seen, "请补充效益证明");
        assertThatThrownBy(() -> vetting.recommend(secondClerk, id, seen, WHY)).isInstanceOf(Stale.class);
        assertThatThrownBy(() -> vetting.notRecommend(secondClerk, id, seen, WHY))
                .isInstanceOf(Stale.class);
        assertThat(state(id)).isEqualTo(EntryState.RETURNED);
    }

    @Test
    void what_was_returned_comes_back_to_the_level_that_returned_it() {
        long call = openCall(Level.ENTERPRISE, Level.COUNTY_OR_INDUSTRY);
        Actor worker = workerAt(mill);
        long id = handedIn(worker, call, null);
        vetting.recommend(somebody("厂干事", Role.CLERK, mill), id, version(id), WHY);
        vetting.returnToApplicant(countyOfficer, id, version(id), "缺第三完成人单位意见");
        assertThat(state(id)).isEqualTo(EntryState.RETURNED);
        submission.submit(worker, id, version(id));
        stands(id, EntryState.VETTING, county);
        vetting.recommend(countyOfficer, id, version(id), WHY);
        vetting.returnToApplicant(officer, id, version(id), "附件模糊");
        submission.submit(worker, id, version(id));
        stands(id, EntryState.FORMAL_CHECK, city);
    }

    @Test
    void what_a_higher_level_sends_back_to_a_lower_one_is_decided_there_again() {
        long call = openCall(Level.ENTERPRISE, Level.COUNTY_OR_INDUSTRY);
        quota(call, Level.ENTERPRISE, null, null, 1);
        Actor millClerk = somebody("厂干事", Role.CLERK, mill);
        long id = handedIn(workerAt(mill), call, null);
        vetting.recommend(millClerk, id, version(id), WHY);
        vetting.recommend(countyOfficer, id, version(id), WHY);
        vetting.returnToLevel(officer, id, version(id), 1, "请核实第一完成人");
        stands(id, EntryState.VETTING, mill);
        vetting.recommend(millClerk, id, version(id), "已核实"); // its only place was free again
        stands(id, EntryState.VETTING, county);
        assertThatThrownBy(() -> vetting.returnToLevel(countyOfficer, id, version(id), 2, "不能退给自己"))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> vetting.returnToLevel(countyOfficer, id, version(id), 9, "没有这一级"))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void a_node_may_think_again_about_what_it_did_not_recommend() {
        long id = handedIn(workerAt(mine), openCall(Level.ENTERPRISE), null);
        vetting.notRecommend(clerk, id, version(id), "效益没有证明");
        assertThatThrownBy(() -> vetting.recommend(clerk, id, version(id), WHY)).isInstanceOf(Stale.class);
        vetting.reconsider(clerk, id, version(id), "证明已补交");
        vetting.recommend(clerk, id, version(id), WHY);
        assertThat(state(id)).isEqualTo(EntryState.FORMAL_CHECK);
    }

    @Test
    void a_supplement_has_its_term_and_nobody_is_turned_down_before_it_is_over() {
        on("2026-11-02");
        long call = openCall();
        Actor worker = workerAt(mine);
        long sent = handedIn(worker, call, null);
        long silent = handedIn(worker, call, null);
        vetting.askSupplement(officer, sent, version(sent), "请补交应用证明");
        vetting.askSupplement(officer, silent, version(silent), "请补交应用证明");
        assertThat(entry(sent).dueOn()).isEqualTo(LocalDate.of(2026, 11, 9)); // five working days on
        assertThatThrownBy(() -> vetting.notAccept(officer, silent, version(silent), "未补正"))
                .hasMessage("vetting.termRuns");
        submission.submit(worker, sent, version(sent));
        stands(sent, EntryState.FORMAL_CHECK, city);
        on("2026-11-09");
        assertThatThrownBy(() -> vetting.notAccept(officer, silent, version(silent), "未补正"))
                .hasMessage("vetting.termRuns");
        on("2026-11-10");
        vetting.notAccept(officer, silent, version(silent), "逾期未补正");
        assertThat(state(silent)).isEqualTo(EntryState.NOT_ACCEPTED);
    }

    private void completer(long entry, long person, String name) {
        var completer = io.lingchuang.db.entries.Tables.COMPLETER;
        dsl.insertInto(completer, completer.ENTRY_ID, completer.POSITION, completer.PERSON_ID, completer.NAME)
                .values(entry, 2, person, name)
                .execute();
    }

    private void submit(long id) {
        Entry entry = entry(id);
        submission.submit(accounts.actor(entry.createdBy()).orElseThrow(), id, entry.version());
    }

    private void stands(long id, EntryState state, Node at) {
        assertThat(entry(id).state()).isEqualTo(state);
        assertThat(entry(id).atNodeId()).isEqualTo(at.id());
    }
}
