package io.lingchuang.studios.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.StudioAtHand;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A batch of namings brings a batch of subsidies: seen line by line, and then prepared, released and paid all at once. */
class SubsidyBatchTest extends StudioAtHand {

    @Autowired
    Subsidies subsidies;

    @Autowired
    SubsidyBatches batches;

    private Studio named(String money) {
        long entry = rankedWith("STUDIO_NAMING", "NEW", money);
        decide(callOf(entry));
        return ofEntry(entry);
    }

    private Subsidy only(Studio studio) {
        return subsidies.ofStudio(studio.id()).getFirst();
    }

    private Tranche part(Studio studio) {
        return only(studio).tranches().getFirst();
    }

    private List<SubsidyBatches.Line> look(Actor who, BatchStep step, List<Studio> studios, int share) {
        return batches.look(who, step, studios.stream().map(s -> only(s).id()).toList(), share);
    }

    private static List<String> marks(List<SubsidyBatches.Line> lines) {
        return lines.stream()
                .filter(l -> l.obstacle() == null)
                .map(SubsidyBatches.Line::mark)
                .toList();
    }

    @Test
    void a_batch_is_prepared_released_and_paid_in_three_presses() {
        List<Studio> all = List.of(named("50000.00"), named("50000.00"), named("30000.01"));
        var lines = look(officer, BatchStep.PREPARE, all, 33);
        assertThat(lines)
                .extracting(l -> l.amount().toPlainString())
                .containsExactlyInAnyOrder("16500.00", "16500.00", "9900.00");
        batches.prepare(officer, marks(lines), 33, Set.of(Use.TRAINING, Use.PROJECT));
        assertThat(all).allSatisfy(s -> {
            assertThat(part(s).state()).isEqualTo(TrancheState.PREPARED);
            assertThat(only(s).uses()).containsExactlyInAnyOrder(Use.TRAINING, Use.PROJECT);
        });
        assertThat(part(all.get(2)).amount()).isEqualByComparingTo("9900.00");
        batches.release(chief, marks(look(chief, BatchStep.RELEASE, all, 100)));
        assertThat(all).allSatisfy(s -> assertThat(part(s).state()).isEqualTo(TrancheState.APPROVED));
        batches.pay(finance, marks(look(finance, BatchStep.PAY, all, 100)), LocalDate.parse("2026-11-10"));
        assertThat(all).allSatisfy(s -> assertThat(part(s).state()).isEqualTo(TrancheState.PAID));
    }

    @Test
    void what_cannot_be_done_now_says_why_and_the_others_go_on_without_it() {
        Studio begun = named("50000.00");
        subsidies.first(officer, only(begun).id(), new BigDecimal("20000"), Set.of(Use.PROJECT));
        Studio fresh = named("30000.00");
        var lines = look(officer, BatchStep.PREPARE, List.of(begun, fresh), 100);
        assertThat(lines)
                .extracting(SubsidyBatches.Line::obstacle)
                .containsExactlyInAnyOrder("studiomoney.batch.elsewhere", null);
        batches.prepare(officer, marks(lines), 100, Set.of(Use.PROJECT));
        assertThat(part(fresh).amount()).isEqualByComparingTo("30000");
        assertThat(only(begun).tranches()).hasSize(1);
    }

    @Test
    void what_moved_since_it_was_seen_stops_the_whole_batch_and_is_named() {
        List<Studio> all = List.of(named("50000.00"), named("30000.00"));
        List<String> seen = marks(look(officer, BatchStep.PREPARE, all, 100));
        subsidies.first(officer, only(all.get(1)).id(), new BigDecimal("1000"), Set.of(Use.PROJECT));
        refused("studiomoney.batch.moved", () -> batches.prepare(officer, seen, 100, Set.of(Use.PROJECT)));
        assertThat(only(all.getFirst()).tranches()).isEmpty();
        List<String> released = marks(look(chief, BatchStep.RELEASE, all, 100));
        Tranche part = part(all.get(1));
        subsidies.stop(officer, part.id(), part.version(), "金额有误，重新提交");
        refused("studiomoney.batch.moved", () -> batches.release(chief, released));
        subsidies.next(officer, only(all.get(1)).id(), new BigDecimal("2000"));
        refused("studiomoney.batch.moved", () -> batches.release(chief, released)); // it waits again, for another sum
    }

    @Test
    void nobody_does_it_for_another_federation_or_without_saying_what_for() {
        Studio studio = named("50000.00");
        List<String> seen = marks(look(officer, BatchStep.PREPARE, List.of(studio), 100));
        refused("studiomoney.usesNeeded", () -> batches.prepare(officer, seen, 100, Set.of()));
        refused("studiomoney.batch.some", () -> batches.prepare(officer, List.of(), 100, Set.of(Use.PROJECT)));
        assertThat(look(clerk, BatchStep.PREPARE, List.of(studio), 100)).isEmpty();
        assertThat(look(officer, BatchStep.RELEASE, List.of(studio), 100)).isEmpty();
        assertThat(only(studio).tranches()).isEmpty();
    }

    private static void refused(String key, org.assertj.core.api.ThrowableAssert.ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.key()).isEqualTo(key));
    }
}
