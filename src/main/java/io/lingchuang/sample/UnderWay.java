package io.lingchuang.sample;

import io.lingchuang.access.Tree;
import io.lingchuang.calls.Basics;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.CallEditor;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.NewCalls;
import io.lingchuang.platform.web.Page;
import io.lingchuang.sample.WorkingDaysAgo.Later;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What is under way in the whole city on the day it is loaded, done through the product's own use cases in the weeks before: calls at every
 * stage, so that whoever looks in finds something on every desk.
 */
@Component
class UnderWay {

    private static final String RESULT = "golden-result";

    /** A unit and the account of its clerk. */
    private static final String[][] UNITS = {
        {"clerk", "QY001"},
        {"clerk2", "QY007"},
        {"qy003", "QY003"},
        {"qy012", "QY012"},
        {"qy015", "QY015"},
        {"qy018", "QY018"},
        {"qy020", "QY020"}
    };

    private final Handing handing;
    private final Judging judging;
    private final Discussing discussing;
    private final Settling settling;
    private final NewCalls newCalls;
    private final CallEditor editor;
    private final Calls calls;
    private final Tree tree;
    private final WorkingDaysAgo ago;

    UnderWay(
            Handing handing,
            Judging judging,
            Discussing discussing,
            Settling settling,
            NewCalls newCalls,
            CallEditor editor,
            Calls calls,
            Tree tree,
            WorkingDaysAgo ago) {
        this.handing = handing;
        this.judging = judging;
        this.discussing = discussing;
        this.settling = settling;
        this.newCalls = newCalls;
        this.editor = editor;
        this.calls = calls;
        this.tree = tree;
        this.ago = ago;
    }

    /** year: of the calls under way. */
    void load(int year) {
        beingPaid(year);
        underNotice(year);
        underReview(year);
        notYetPublic(year);
    }

    /** Decided, certified, and on its way to the payees: one batch was cancelled, one is with finance, one is being prepared. */
    private void beingPaid(int year) {
        Later<Long> call = published(47, 40, year, "第一批");
        List<Later<Long>> entries = accepted(call, 45, 7);
        ago.on(37, () -> close(call.get()));
        Later<Long> panel = ago.get(36, () -> judging.make(call.get(), "金成果第一批评审组"));
        ago.on(36, () -> judging.invite(panel.get()));
        ago.on(35, () -> judging.start(panel.get()));
        ago.on(34, () -> judging.score(panel.get()));
        ago.on(33, () -> judging.close(panel.get()));
        ago.on(33, () -> judging.reopen(panel.get(), "有一张评分表须复核，复核后无误"));
        ago.on(33, () -> judging.close(panel.get()));
        ago.on(32, () -> judging.minutes(panel.get(), "等次界线上下的申报经讨论，按计分规则的结果提出建议。", 5));
        ago.on(32, () -> settling.cancelledDraft(call.get()));
        Later<Long> notice = ago.get(31, () -> settling.draft(call.get()));
        ago.on(30, () -> settling.release(notice.get()));
        Later<Long> doubt = ago.get(
                29, () -> settling.object(notice.get(), entries.getFirst().get(), "该成果与我所在班组前年使用的做法相同，请核实是否为首创。"));
        ago.on(27, () -> settling.dismiss(doubt.get(), "经查阅台账和走访，所反映情况与事实不符，维持公示结果。"));
        ago.on(24, settling::takeDown);
        ago.on(23, () -> settling.decide(notice.get()));
        ago.on(22, () -> settling.certificates(call.get()));
        ago.on(22, () -> judging.feedback(call.get(), ""));
        ago.on(21, () -> judging.releaseFeedback(call.get()));
        ago.on(21, () -> settling.cancelledBatch(call.get()));
        Later<Long> batch = ago.get(20, () -> settling.batch(call.get()));
        ago.on(19, () -> settling.approve(batch.get()));
        ago.on(18, () -> settling.handOver(batch.get()));
        ago.on(15, () -> settling.partlyPaid(batch.get()));
        ago.on(12, () -> settling.reissue(call.get(), "证书上的姓名用字有误，换发"));
        ago.on(10, () -> settling.batch(call.get()));
    }

    /** On the list for some days; one was struck after an objection, the next in rank is being proposed, another objection is open. */
    private void underNotice(int year) {
        Later<Long> call = published(30, 25, year, "第二批");
        accepted(call, 29, 9);
        ago.on(21, () -> close(call.get()));
        Later<Long> panel = ago.get(20, () -> judging.make(call.get(), "金成果第二批评审组"));
        ago.on(20, () -> judging.invite(panel.get()));
        ago.on(19, () -> judging.start(panel.get()));
        ago.on(18, () -> judging.recuse(panel.get(), 2, "申报人是本人的师弟，曾共同署名论文"));
        ago.on(17, () -> judging.score(panel.get()));
        ago.on(16, () -> judging.close(panel.get()));
        ago.on(15, () -> judging.minutes(panel.get(), "", 3));
        ago.on(14, () -> judging.feedback(call.get(), "结构可靠，建议补充长期使用的数据。"));
        Later<Long> notice = ago.get(4, () -> settling.draft(call.get()));
        ago.on(3, () -> settling.release(notice.get()));
        Later<Long> good = ago.get(
                3,
                () -> settling.object(
                        notice.get(), settling.listed(notice.get()).get(2), "申报材料所列的装置三年前已在其他矿井使用，不是首创。"));
        ago.on(2, () -> settling.uphold(good.get(), "经核实，成果在公示前已由其他班组使用，异议成立，撤下该项。"));
        ago.on(2, () -> settling.draft(call.get()));
        ago.on(
                1,
                () -> settling.object(
                        notice.get(), settling.listed(notice.get()).getLast(), "完成人排序与实际参与情况不符，本人承担了主要加工工作，请查证。"));
    }

    /** Experts are scoring; what was accepted late waits for a second panel. */
    private void underReview(int year) {
        Later<Long> call = published(16, 11, year, "第三批");
        List<Later<Long>> entries = atHost(call, 15, 9);
        ago.on(8, () -> close(call.get()));
        ago.on(7, () -> accept(entries.subList(0, 5)));
        ago.on(7, () -> handing.askSupplement(entries.get(7).get(), "请补充应用单位意见"));
        Later<Long> wrong = ago.get(6, () -> judging.make(call.get(), "金成果第三批评审组（名单有误）"));
        ago.on(6, () -> judging.dissolve(wrong.get(), "成员名单有误，重新组建"));
        Later<Long> panel = ago.get(5, () -> judging.make(call.get(), "金成果第三批评审组"));
        ago.on(5, () -> judging.invite(panel.get()));
        ago.on(4, () -> judging.start(panel.get()));
        ago.on(3, () -> judging.recuse(panel.get(), 1, "与第一完成人是师徒"));
        ago.on(2, () -> judging.score(panel.get(), 3, 5));
        ago.on(2, () -> judging.score(panel.get(), 4, 2));
        ago.on(2, () -> judging.cannotJudge(panel.get(), 5, "涉及的化工工艺不是本人专业，无法判断效益"));
        ago.on(1, () -> discussing.discuss(panel.get()));
        ago.on(1, () -> accept(entries.subList(5, 7)));
        Later<Long> next = ago.get(1, () -> judging.make(call.get(), "金成果第三批第二评审组"));
        ago.on(1, () -> judging.inviteWithout(next.get(), 2, "下月带队参加省赛，时间冲突", 3));
    }

    private void notYetPublic(int year) {
        ago.on(12, () -> newCalls.fromTemplate(handing.who("city"), tree.city().id(), "studio-naming", "", year + 1));
        Later<Long> idea = ago.get(
                20, () -> newCalls.fromTemplate(handing.who("city"), tree.city().id(), "golden-idea", "", year));
        ago.on(
                14,
                () -> editor.cancel(
                        handing.who("city"), idea.get(), calls.call(idea.get()).version(), "与职工“金成果”认定合并开展，不再单独征集"));
    }

    /** Entries to the calls that are open, each left where it lies: on every desk of their way. */
    void handedIn(Later<List<Long>> open) {
        Supplier<Long> fiveSmall = () -> open.get().getFirst();
        Supplier<Long> suggestions = () -> open.get().getLast();
        ago.on(5, () -> handing.ownDraft("worker", fiveSmall.get(), 1));
        Later<Long> fresh = ago.get(5, () -> handing.ownDraft("worker", fiveSmall.get(), 2, "周晓梅"));
        ago.on(4, () -> handing.handIn(fresh.get()));
        Later<Long> returned = ago.get(5, () -> handing.ownDraft("worker2", fiveSmall.get(), 3));
        ago.on(5, () -> handing.handIn(returned.get()));
        ago.on(3, () -> handing.giveBack(returned.get(), "请把改造前后的数据写清楚"));
        Later<Long> above = ago.get(5, () -> handing.ownDraft("worker3", fiveSmall.get(), 4));
        ago.on(5, () -> handing.handIn(above.get()));
        ago.on(3, () -> handing.recommend(above.get()));
        for (int i = 0; i < 4; i++) {
            int nth = 5 + i;
            Later<Long> id = ago.get(5, () -> handing.draftFor("clerk", "QY001", fiveSmall.get(), nth));
            ago.on(4, () -> handing.handIn(id.get()));
            ago.on(3, () -> handing.recommend(id.get()));
            if (nth > 5) {
                ago.on(2, () -> handing.recommendToHost(id.get()));
            }
            if (nth == 7) {
                ago.on(1, () -> handing.askSupplement(id.get(), "请补充效益计算依据"));
            } else if (nth == 8) {
                ago.on(1, () -> handing.accept(id.get()));
            }
        }
        Later<Long> tip = ago.get(4, () -> handing.ownDraft("worker2", suggestions.get(), 9));
        ago.on(3, () -> handing.handIn(tip.get()));
        Later<Long> left = ago.get(4, () -> handing.ownDraft("worker3", suggestions.get(), 10));
        ago.on(3, () -> handing.handIn(left.get()));
        ago.on(2, () -> handing.withdraw(left.get(), "拟进一步完善后再报"));
    }

    /** A call of golden results with six places, published so many working days ago and open until later ones. */
    private Later<Long> published(int made, int closes, int year, String which) {
        LocalDate first = ago.day(made);
        LocalDate last = ago.day(closes);
        return ago.get(made, () -> {
            var city = handing.who("city");
            long id = newCalls.fromTemplate(city, tree.city().id(), RESULT, year + "年职工“金成果”认定（" + which + "）", year);
            Call call = calls.call(id);
            editor.basics(
                    city,
                    id,
                    call.version(),
                    new Basics(
                            call.title(),
                            call.programme(),
                            call.year(),
                            call.kind(),
                            call.basis(),
                            call.introduction(),
                            call.intake(),
                            first.atStartOfDay(Page.ZONE).toInstant(),
                            last.atTime(18, 0).atZone(Page.ZONE).toInstant()));
            List<Call.Tier> tiers = new ArrayList<>();
            for (Call.Tier t : call.tiers()) {
                tiers.add(tier(t, tiers.size() + 1, null));
            }
            editor.tiers(city, id, calls.call(id).version(), tiers, call.noticeDays());
            editor.publish(city, id, calls.call(id).version());
            return id;
        });
    }

    private static Call.Tier tier(Call.Tier t, int places, @Nullable Long category) {
        return new Call.Tier(
                t.id(), t.position(), t.code(), t.name(), category, places, BigDecimal.valueOf(3500L - 1000L * places));
    }

    private void accept(List<Later<Long>> entries) {
        entries.forEach(e -> handing.accept(e.get()));
    }

    private void close(long call) {
        editor.close(handing.who("city"), call, calls.call(call).version());
    }

    /** So many entries of one unit after the other, handed in and recommended up to the host; it takes six working days. */
    private List<Later<Long>> atHost(Later<Long> call, int from, int count) {
        List<Later<Long>> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String[] unit = UNITS[i % UNITS.length];
            int nth = 11 + i / UNITS.length;
            Later<Long> id = ago.get(
                    from,
                    () -> nth == 11 && unit[1].equals("QY001")
                            ? handing.ownDraft("worker", call.get(), nth, "周晓梅")
                            : handing.draftFor(unit[0], unit[1], call.get(), nth));
            ago.on(from - 1, () -> handing.handIn(id.get()));
            ago.on(from - 3, () -> handing.recommend(id.get()));
            ago.on(from - 5, () -> handing.recommendToHost(id.get()));
            entries.add(id);
        }
        return entries;
    }

    private List<Later<Long>> accepted(Later<Long> call, int from, int count) {
        List<Later<Long>> entries = atHost(call, from, count);
        ago.on(from - 6, () -> accept(entries));
        return entries;
    }
}
