package io.lingchuang.sample;

import io.lingchuang.awards.Awards;
import io.lingchuang.awards.Recoveries;
import io.lingchuang.platform.days.Today;
import io.lingchuang.vetting.PutForward;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What still came of last year's finished calls, weeks after they were: the next in rank, awards revoked, suggestions taken back. */
@Component
class Aftermath {

    private final DSLContext dsl;
    private final Handing handing;
    private final Settling settling;
    private final Awards awards;
    private final Recoveries recoveries;
    private final PutForward forward;
    private final Today today;
    private final WorkingDaysAgo ago;

    Aftermath(
            DSLContext dsl,
            Handing handing,
            Settling settling,
            Awards awards,
            Recoveries recoveries,
            PutForward forward,
            Today today,
            WorkingDaysAgo ago) {
        this.dsl = dsl;
        this.handing = handing;
        this.settling = settling;
        this.awards = awards;
        this.recoveries = recoveries;
        this.forward = forward;
        this.today = today;
        this.ago = ago;
    }

    void load(int year) {
        movedUp(finished("FIVE_SMALL", year));
        revoked(finished("FIVE_SMALL", year));
        takenBack(finished("SUGGESTION", year));
    }

    private long finished(String programme, int year) {
        return dsl.fetchSingle(
                        "select id from calls.call where programme = ? and year = ? and state = 'CLOSED'",
                        programme,
                        year)
                .get(0, Long.class);
    }

    /** An upheld objection left a place free: the next in rank got a notice of its own, and its prize is approved. */
    private void movedUp(long call) {
        WorkingDaysAgo.Later<Long> notice = ago.get(29, () -> settling.draft(call));
        ago.on(28, () -> settling.release(notice.get()));
        ago.on(22, settling::takeDown);
        ago.on(21, () -> settling.decide(notice.get()));
        ago.on(20, () -> settling.certificates(call));
        WorkingDaysAgo.Later<Long> batch = ago.get(9, () -> settling.batch(call));
        ago.on(7, () -> settling.approve(batch.get()));
    }

    /** Two awards were revoked after they had been paid: one prize came back, the other is asked back. */
    private void revoked(long call) {
        List<Long> payouts = dsl.fetch(
                        "select p.id from awards.payout p join awards.award a on a.id = p.award_id"
                                + " join awards.decision d on d.id = a.decision_id join entries.entry e on e.id = a.entry_id"
                                + " where d.call_id = ? and p.state = 'PAID' order by a.prize, e.unit_node_id, p.id limit 2",
                        call)
                .getValues(0, Long.class);
        for (long payout : payouts) {
            long award = dsl.fetchSingle("select award_id from awards.payout where id = ?", payout)
                    .get(0, Long.class);
            ago.on(13, () -> awards.withdraw(handing.who("city"), award, "经查，该成果在申报前已获得省级奖励，不符合申报条件，予以撤销。"));
        }
        ago.on(
                6,
                () -> recoveries.note(
                        handing.who("finance"), call, payouts.getFirst(), today.today(), "退款已到账，凭证号示例017"));
    }

    private void takenBack(long call) {
        List<Long> entries = dsl.fetch(
                        "select f.entry_id from vetting.put_forward f join entries.entry e on e.id = f.entry_id"
                                + " where e.call_id = ? order by f.entry_id limit 2",
                        call)
                .getValues(0, Long.class);
        ago.on(11, () -> forward.takeBack(handing.who("city"), call, entries, "单位来函说明数据有误，撤回后另行报送"));
    }
}
