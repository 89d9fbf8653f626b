package io.lingchuang.services.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Role;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An agreement is written by both, signed by both, and kept by what is done under it. */
class AgreementTest extends PairedEnterprises {

    private Agreement.Text renamed(Agreement a, String title) {
        return new Agreement.Text(title, a.fromDay(), a.untilDay(), "王联络", a.partnerLiaison(), a.articles(), a.terms());
    }

    @Test
    void it_comes_from_the_template_with_the_standard_articles_and_three_promises() {
        Agreement agreement = text(agreements.draft(millClerk, inForce()));
        assertThat(agreement.articles()).hasSize(12).anyMatch(a -> a.body().contains(mine.name()));
        assertThat(agreement.terms())
                .extracting(Agreement.Term::kind)
                .containsExactly(Agreement.Promise.COMPETITION, Agreement.Promise.STUDIO, Agreement.Promise.PROBLEM);
        assertThat(lettersTo(mineClerk)).anyMatch(l -> l.contains("已起草"));
    }

    @Test
    void a_pairing_is_not_an_agreement_and_has_one_text_at_a_time() {
        long id = pairings.propose(officer, mine.id(), mill.id(), 2);
        assertThatThrownBy(() -> agreements.draft(mineClerk, id)).isInstanceOf(Refusal.class);
        pairings.agree(mineClerk, id);
        pairings.agree(millClerk, id);
        agreements.draft(mineClerk, id);
        assertThatThrownBy(() -> agreements.draft(millClerk, id))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.key()).isEqualTo("pairing.draftThere"));
    }

    @Test
    void one_side_signing_twice_is_one_signature() {
        long id = agreements.draft(mineClerk, inForce());
        agreements.sign(mineClerk, id, 1);
        agreements.sign(mineClerk, id, 1);
        agreements.sign(somebody("另一位", Role.CLERK, mine), id, 1);
        assertThat(text(id).signatures())
                .singleElement()
                .extracting(Agreement.Signature::name)
                .isEqualTo("周干事");
        assertThat(text(id).state()).isEqualTo(Agreement.State.NEGOTIATING);
        agreements.sign(millClerk, id, 1);
        assertThat(text(id).state()).isEqualTo(Agreement.State.SIGNED);
        assertThat(text(id).signedOn()).isEqualTo("2026-11-02");
    }

    @Test
    void a_change_takes_the_signatures_off_and_an_old_version_cannot_be_signed() {
        long id = agreements.draft(mineClerk, inForce());
        agreements.sign(mineClerk, id, 1);
        agreements.change(millClerk, id, 1, renamed(text(id), "共建协议（修改）"));
        assertThat(text(id).signatures()).isEmpty();
        assertThatThrownBy(() -> agreements.sign(mineClerk, id, 1)).isInstanceOf(Stale.class);
        assertThatThrownBy(() -> agreements.change(mineClerk, id, 1, renamed(text(id), "又一稿")))
                .isInstanceOf(Stale.class);
        agreements.sign(mineClerk, id, 2);
        agreements.sign(millClerk, id, 2);
        assertThat(text(id).state()).isEqualTo(Agreement.State.SIGNED);
        assertThatThrownBy(() -> agreements.change(millClerk, id, 2, renamed(text(id), "事后改")))
                .isInstanceOf(Stale.class);
    }

    @Test
    void an_account_that_came_over_from_the_other_side_does_not_sign_for_both() {
        long id = agreements.draft(mineClerk, inForce());
        agreements.sign(mineClerk, id, 1);
        dsl.execute(
                "update access.role_grant set node_id = {0} where account_id = {1}", mill.id(), mineClerk.accountId());
        Actor moved = accounts.actor(mineClerk.accountId()).orElseThrow();
        assertThatThrownBy(() -> agreements.sign(moved, id, 1))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.key()).isEqualTo("pairing.notForBoth"));
    }

    @Test
    void both_signing_at_the_same_moment_is_an_agreement() throws Exception {
        long id = agreements.draft(mineClerk, inForce());
        try (var threads = java.util.concurrent.Executors.newFixedThreadPool(2)) {
            var one = threads.submit(() -> agreements.sign(mineClerk, id, 1));
            var two = threads.submit(() -> agreements.sign(millClerk, id, 1));
            one.get();
            two.get();
        }
        assertThat(text(id).state()).isEqualTo(Agreement.State.SIGNED);
    }

    @Test
    void an_officer_reads_and_does_not_sign_and_others_do_not_read_what_is_not_signed() {
        long id = agreements.draft(mineClerk, inForce());
        Actor leader = somebody("王建民", Role.LEADER, city);
        assertThat(agreements.agreement(officer, id).open()).isTrue();
        assertThatThrownBy(() -> agreements.sign(officer, id, 1)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> agreements.agreement(leader, id)).isInstanceOf(NotFound.class);
        agreements.sign(mineClerk, id, 1);
        agreements.sign(millClerk, id, 1);
        assertThat(agreements.agreement(leader, id).signatures()).hasSize(2);
    }

    @Test
    void what_one_side_writes_down_counts_when_the_other_has_confirmed_it() {
        long id = signed(inForce());
        long term = text(id).terms().getFirst().id();
        on("2027-03-10");
        long activity = activities.record(mineClerk, term, did("2027-03-09"));
        assertThat(done(id)).isZero();
        assertThatThrownBy(() -> activities.answer(mineClerk, activity, true, ""))
                .isInstanceOf(Refusal.class);
        activities.answer(millClerk, activity, false, "人数不对");
        assertThat(lettersTo(mineClerk)).anyMatch(l -> l.contains("有出入"));
        activities.correct(mineClerk, activity, 1, did("2027-03-10"));
        activities.answer(millClerk, activity, true, "");
        assertThat(done(id)).isEqualTo(1);
        assertThatThrownBy(() -> activities.correct(mineClerk, activity, 3, did("2027-03-08")))
                .isInstanceOf(Stale.class);
    }

    private int done(long id) {
        return activities.dues(text(id)).values().iterator().next().getFirst().done();
    }

    private static Activities.Typed did(String day) {
        return new Activities.Typed(LocalDate.parse(day), "联合举办电工技能竞赛，两家各出十人", 20);
    }

    @Test
    void nothing_is_written_down_before_it_happened_or_outside_the_agreement() {
        long id = signed(inForce());
        long term = text(id).terms().getFirst().id();
        for (String day : List.of("2026-11-03", "2026-11-01")) {
            assertThatThrownBy(() -> activities.record(mineClerk, term, did(day)))
                    .isInstanceOfSatisfying(
                            Refusal.class, r -> assertThat(r.field()).isEqualTo("heldOn"));
        }
    }

    @Test
    void an_agreement_that_is_renewed_gives_way_when_both_have_signed_the_new_one() {
        long id = signed(inForce());
        long next = agreements.renew(millClerk, id);
        assertThat(text(next).fromDay()).isEqualTo(text(id).untilDay().plusDays(1));
        agreements.sign(mineClerk, next, 1);
        assertThat(text(id).state()).isEqualTo(Agreement.State.SIGNED);
        agreements.sign(millClerk, next, 1);
        assertThat(text(id).state()).isEqualTo(Agreement.State.RENEWED);
        assertThat(text(next).state()).isEqualTo(Agreement.State.SIGNED);
    }

    @Test
    void it_is_dropped_or_ended_with_a_reason_and_expires_by_the_clock() {
        long pairing = inForce();
        long dropped = agreements.draft(mineClerk, pairing);
        agreements.drop(millClerk, dropped, 1, "明年再谈");
        assertThat(text(dropped).why()).isEqualTo("明年再谈");
        long ended = signed(pairing);
        agreements.terminate(officer, ended, "企业转产");
        assertThat(text(ended).state()).isEqualTo(Agreement.State.TERMINATED);
        assertThat(look(pairing).state()).isEqualTo(Pairing.State.IN_FORCE);
        long kept = signed(pairing);
        on("2028-11-02");
        endings.endWhatIsOver();
        assertThat(text(kept).state()).isEqualTo(Agreement.State.EXPIRED);
        assertThat(text(kept).endedOn()).isEqualTo("2028-11-02");
    }

    @Test
    void both_unions_are_reminded_once_of_what_is_due_and_once_when_it_is_late() {
        signed(inForce());
        reminders.remind();
        assertThat(lettersTo(mineClerk)).noneMatch(l -> l.contains("共建事项"));
        on("2027-09-01");
        reminders.remind();
        reminders.remind();
        assertThat(lettersTo(millClerk)).filteredOn(l -> l.contains("将到期")).hasSize(3);
        on("2027-11-10");
        reminders.remind();
        assertThat(lettersTo(mineClerk)).filteredOn(l -> l.contains("逾期")).hasSize(3);
    }

    /** The rule, told a second time without a database: whose signatures stand after each act. */
    @Test
    void in_whatever_order_the_two_act_it_holds_exactly_when_both_signed_the_same_version() {
        long pairing = inForce();
        for (int seed = 0; seed < 15; seed++) {
            Random random = new Random(seed);
            long id = agreements.draft(mineClerk, pairing);
            Set<Side> signed = EnumSet.noneOf(Side.class);
            int version = 1;
            for (int act = 0; act < 12 && signed.size() < 2; act++) {
                Side side = Side.values()[random.nextInt(2)];
                Actor actor = side == Side.SOE ? mineClerk : millClerk;
                switch (random.nextInt(4)) {
                    case 0 -> {
                        agreements.change(actor, id, version, renamed(text(id), "第" + act + "稿"));
                        version++;
                        signed.clear();
                    }
                    case 1 -> {
                        agreements.unsign(actor, id, version);
                        signed.remove(side);
                    }
                    default -> {
                        agreements.sign(actor, id, version);
                        signed.add(side);
                    }
                }
                assertThat(text(id).version()).isEqualTo(version);
                assertThat(text(id).state() == Agreement.State.SIGNED).isEqualTo(signed.size() == 2);
                assertThat(text(id).signatures()).hasSize(signed.size());
            }
            if (signed.size() == 2) {
                agreements.terminate(officer, id, "下一轮");
            } else {
                agreements.drop(mineClerk, id, version, "下一轮");
            }
        }
    }
}
