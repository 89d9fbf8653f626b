package io.lingchuang.sample;

import io.lingchuang.access.Actor;
import io.lingchuang.awards.Award;
import io.lingchuang.awards.AwardLists;
import io.lingchuang.awards.Batch;
import io.lingchuang.awards.Certificates;
import io.lingchuang.awards.DecisionForm;
import io.lingchuang.awards.Decisions;
import io.lingchuang.awards.Payments;
import io.lingchuang.awards.Payouts;
import io.lingchuang.calls.Calls;
import io.lingchuang.notices.Item;
import io.lingchuang.notices.NoticeForm;
import io.lingchuang.notices.Notices;
import io.lingchuang.notices.ObjectionForm;
import io.lingchuang.notices.ObjectionState;
import io.lingchuang.notices.Objections;
import io.lingchuang.notices.Proposals;
import io.lingchuang.notices.TierFilling;
import io.lingchuang.platform.days.Today;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Notices, objections, decisions and prize money, through the product's use cases: prepared by the officer, released by the chief, paid by finance. */
@Component
class Settling {

    private final DSLContext dsl;
    private final Handing handing;
    private final Calls calls;
    private final Proposals proposals;
    private final Notices notices;
    private final Objections objections;
    private final Decisions decisions;
    private final AwardLists awards;
    private final Certificates certificates;
    private final Payouts payouts;
    private final Payments payments;
    private final Today today;

    Settling(
            DSLContext dsl,
            Handing handing,
            Calls calls,
            Proposals proposals,
            Notices notices,
            Objections objections,
            Decisions decisions,
            AwardLists awards,
            Certificates certificates,
            Payouts payouts,
            Payments payments,
            Today today) {
        this.dsl = dsl;
        this.handing = handing;
        this.calls = calls;
        this.proposals = proposals;
        this.notices = notices;
        this.objections = objections;
        this.decisions = decisions;
        this.awards = awards;
        this.certificates = certificates;
        this.payouts = payouts;
        this.payments = payments;
        this.today = today;
    }

    private Actor officer() {
        return handing.who("city");
    }

    private Actor chief() {
        return handing.who("chief");
    }

    private Actor finance() {
        return handing.who("finance");
    }

    /** Ties at a border are ruled first. */
    long draft(long call) {
        for (TierFilling filling = filling(call); !filling.settled(); filling = filling(call)) {
            TierFilling.Tie tie = filling.ties().getFirst();
            Set<Long> chosen = tie.candidates().stream()
                    .limit(tie.placesLeft())
                    .map(TierFilling.Candidate::entryId)
                    .collect(Collectors.toSet());
            proposals.rule(officer(), call, tie.tier().id(), chosen, "同分，按应用时间先后确定");
        }
        String title = calls.call(call).title();
        boolean first = notices.ofCall(call).stream().noneMatch(n -> n.opensOn() != null);
        return notices.draft(
                officer(),
                call,
                new NoticeForm(
                        "关于" + title + (first ? "拟定名单的公示" : "递补名单的公示"),
                        first ? "经专家评审，拟定名单公示如下。公示期内可实名提出异议。（示例，人员均为虚构）" : "因异议成立撤下一项，按评审排序递补如下，现予公示。（示例，人员均为虚构）",
                        "淮北市总工会（示例）",
                        calls.call(call).noticeDays(),
                        null,
                        null));
    }

    private TierFilling filling(long call) {
        return proposals.proposal(officer(), call).filling();
    }

    void cancelledDraft(long call) {
        long notice = draft(call);
        notices.cancel(chief(), notice, notices.notice(notice).version(), "公示说明有误，请修改后重新拟稿");
    }

    void release(long notice) {
        notices.release(chief(), notice, notices.notice(notice).version());
    }

    void takeDown() {
        notices.takeDown();
    }

    /** The entries of a notice, best first. */
    List<Long> listed(long notice) {
        return notices.items(notice).stream().map(Item::entryId).toList();
    }

    long object(long notice, long entry, String grounds) {
        String receipt =
                objections.lodge(notice, new ObjectionForm("许知行", "13900000199", entry, grounds, "", List.of()));
        return dsl.fetchSingle("select id from notices.objection where receipt = ?", receipt)
                .get(0, Long.class);
    }

    void dismiss(long objection, String answer) {
        objections.answer(officer(), objection, ObjectionState.DISMISSED, answer, null);
    }

    void uphold(long objection, String answer) {
        objections.answer(officer(), objection, ObjectionState.UPHELD, answer, null);
    }

    void decide(long notice) {
        decisions.decide(
                officer(), notice, new DecisionForm("市总工会主席办公会（示例）", "公示无异议或异议已答复，会议同意。", today.today(), null, false));
    }

    void certificates(long call) {
        inForce(call).forEach(a -> certificates.issue(officer(), a.id()));
    }

    void reissue(long call, String reason) {
        certificates.reissue(officer(), inForce(call).getLast().id(), reason);
    }

    List<Award> inForce(long call) {
        return awards.inForce(call);
    }

    /** What is in force and not paid, with an account that no bank gives. */
    long batch(long call) {
        long id = payouts.prepare(officer(), call);
        lines(id, "PENDING")
                .forEach(line ->
                        payouts.account(officer(), id, line, "示例银行淮北分行", "00000000%010d1".formatted(line), true));
        return id;
    }

    void cancelledBatch(long call) {
        long id = batch(call);
        payouts.cancel(officer(), id, payouts.batch(officer(), id).version());
    }

    void approve(long batch) {
        Batch seen = payouts.batch(chief(), batch);
        payouts.approve(chief(), batch, seen.version());
    }

    void handOver(long batch) {
        payouts.handOver(finance(), batch, payouts.batch(finance(), batch).version());
    }

    /** The first line came back from the bank, the last has no answer yet. */
    void partlyPaid(long batch) {
        List<Long> lines = lines(batch, "PENDING");
        payments.failed(finance(), batch, lines.getFirst(), "账号与户名不符");
        payments.paid(finance(), batch, Set.copyOf(lines.subList(1, lines.size() - 1)), today.today());
    }

    private List<Long> lines(long batch, String state) {
        return dsl.fetch("select id from awards.payout where batch_id = ? and state = ? order by id", batch, state)
                .getValues(0, Long.class);
    }
}
