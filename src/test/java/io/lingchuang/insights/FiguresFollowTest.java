package io.lingchuang.insights;

import static io.lingchuang.db.insights.Tables.MARK;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.OpenCall;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.calls.Level;
import io.lingchuang.vetting.Vetting;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A figure follows what people do, at every node above them, the moment they did it. */
class FiguresFollowTest extends OpenCall {

    /** Steps are written down at the moment they are taken, whatever day the test lives on. */
    private static final LocalDate LATER = LocalDate.parse("2199-12-31");

    @Autowired
    private Figures figures;

    @Autowired
    private Vetting vetting;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void an_entry_is_followed_from_the_worker_to_the_host_on_both_lines() {
        long call = openCall(Level.ENTERPRISE);
        Actor worker = workerAt(mine);
        int inCity = handedIn(city);
        int inCounty = handedIn(county);
        int inIndustry = handedIn(industry);
        int inMill = handedIn(mill);
        int vetted = number("entry.vetting", county);
        int accepted = number("entry.accepted", county);
        int took = number("call.wuxiao.participants", mine);

        long entry = handedIn(worker, call, null);
        assertThat(handedIn(city)).as("once in the city, though on two lines").isEqualTo(inCity + 1);
        assertThat(handedIn(county)).isEqualTo(inCounty + 1);
        assertThat(handedIn(industry)).isEqualTo(inIndustry + 1);
        assertThat(handedIn(mill)).isEqualTo(inMill);
        assertThat(number("entry.vetting", county)).isEqualTo(vetted + 1);
        assertThat(number("call.wuxiao.participants", mine)).isEqualTo(took + 1);

        vetting.recommend(clerk, entry, version(entry), "同意");
        vetting.accept(officer, entry, version(entry), "");
        assertThat(number("entry.vetting", county)).isEqualTo(vetted);
        assertThat(number("entry.accepted", county)).isEqualTo(accepted + 1);

        submission.withdraw(worker, entry, version(entry), "重复");
        assertThat(number("entry.accepted", county)).isEqualTo(accepted);
        assertThat(handedIn(county)).as("it was handed in all the same").isEqualTo(inCounty + 1);
        assertThat(number("call.wuxiao.participants", mine)).isEqualTo(took);
    }

    @Test
    void a_draft_and_what_is_saved_while_typing_touch_no_figure() {
        long call = openCall(Level.ENTERPRISE);
        Actor worker = workerAt(mine);
        int before = handedIn(city);
        long draft = draft(worker, call, null);
        write(draft, null, "改了又改");
        assertThat(dsl.fetchCount(MARK)).isZero();
        assertThat(handedIn(city)).isEqualTo(before);
    }

    @Test
    void what_was_thought_better_of_is_not_counted() {
        long call = openCall(Level.ENTERPRISE);
        int before = handedIn(city);
        transaction.executeWithoutResult(status -> {
            handedIn(workerAt(mine), call, null);
            assertThat(handedIn(city)).as("not committed").isEqualTo(before);
            status.setRollbackOnly();
        });
        assertThat(handedIn(city)).isEqualTo(before);
    }

    private int handedIn(Node node) {
        return number("entry.handed_in", node);
    }

    private int number(String code, Node node) {
        return figures.figure(officer, code, node, 2026, LATER, "").value().intValue();
    }
}
