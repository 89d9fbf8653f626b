package io.lingchuang.sample;

import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.PLAN;
import static io.lingchuang.db.studios.Tables.PLAN_DOER;
import static io.lingchuang.db.studios.Tables.PLAN_ITEM;
import static io.lingchuang.db.studios.Tables.PLAN_RECORD;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.platform.days.Today;
import io.lingchuang.studios.Part;
import io.lingchuang.studios.StudioState;
import io.lingchuang.studios.plan.ItemKind;
import io.lingchuang.studios.plan.ItemState;
import io.lingchuang.studios.plan.PlanState;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What hangs on the studios' walls: this year's and last year's plan of each, and a full wall of the craft masters'. A few are late, one has hung nothing. */
@Component
@Order(13)
class SamplePlans implements OwnPart {

    /** An item as studios plan it: {unit} and {field} stand for what the studio is of. */
    private record Usual(ItemKind kind, String title, String goal, int quantity, String unit, String proof) {}

    private static final List<Usual> USUAL = List.of(
            new Usual(ItemKind.RESEARCH, "%s关键工序改造课题", "完成现场改造并投用", 1, "项", "验收单、前后对比数据"),
            new Usual(ItemKind.TEACHING_MATERIAL, "%s岗位操作口袋书", "编印成册，发到班组", 1, "册", "成书与发放表"),
            new Usual(ItemKind.COURSE, "%s技能大讲堂", "面向一线职工授课", 4, "次", "签到表、课件"),
            new Usual(ItemKind.APPRENTICES, "师徒结对带徒", "徒弟通过阶段考核", 3, "人", "结对协议、考核表"),
            new Usual(ItemKind.SERVICE, "%s技术服务小分队进车间", "到现场解决难题", 6, "次", "服务记录、签字单"),
            new Usual(ItemKind.COMPETITION, "组队参加%s技能竞赛", "参赛并取得名次", 1, "次", "成绩通报"),
            new Usual(ItemKind.OTHER, "工作室开放日", "接待兄弟单位交流", 2, "次", "照片、来访记录"),
            new Usual(ItemKind.RESEARCH, "%s小改小革征集与评审", "评出可推广的小改革", 10, "项", "征集表、评审记录"),
            new Usual(ItemKind.TEACHING_MATERIAL, "%s典型故障案例集", "整理成案例集", 30, "例", "案例集"));

    private record Own(
            ItemKind kind, String title, int from, int until, String goal, int quantity, String unit, int percent) {}

    /** The craft masters' wall, as far as its year has gone by late November; percent of an item whose last month is still to come is what it has reached. */
    private static final List<Own> MASTERS = List.of(
            new Own(ItemKind.RESEARCH, "综采工作面供电监测改造", 1, 6, "改造投用，故障停机下降三成", 1, "项", 100),
            new Own(ItemKind.RESEARCH, "液压支架快速检修工装", 3, 9, "工装投用并申报专利", 1, "项", 100),
            new Own(ItemKind.RESEARCH, "皮带机智能巡检课题", 4, 11, "样机在井下试运行", 1, "项", 70),
            new Own(ItemKind.TEACHING_MATERIAL, "《矿山机电实训教材》编写", 2, 10, "定稿并印发", 1, "册", 85),
            new Own(ItemKind.TEACHING_MATERIAL, "液压系统微课录制", 5, 12, "录制微课", 12, "节", 75),
            new Own(ItemKind.COURSE, "大师讲堂", 1, 12, "每月一讲", 12, "讲", 91),
            new Own(ItemKind.COURSE, "新员工电气安全培训", 3, 4, "轮训新员工", 2, "期", 100),
            new Own(ItemKind.APPRENTICES, "十二名学员年度培养", 1, 12, "学员完成培养计划", 12, "人", 80),
            new Own(ItemKind.APPRENTICES, "技师考评辅导", 7, 10, "学员通过技师考评", 3, "人", 100),
            new Own(ItemKind.SERVICE, "走进中小矿山技术服务", 4, 11, "到企业解决技术难题", 8, "次", 0),
            new Own(ItemKind.SERVICE, "检修季驻矿支援", 9, 10, "保障检修按期完成", 1, "次", 100),
            new Own(ItemKind.COMPETITION, "备战全市技能竞赛", 6, 9, "三人进入决赛", 1, "次", 100),
            new Own(ItemKind.OTHER, "全国劳模交流接待", 5, 12, "接待来访交流", 4, "批", 50),
            new Own(ItemKind.OTHER, "年度总结与下年安排", 12, 12, "总结上报，编制下年安排", 1, "份", 0));

    private final DSLContext dsl;
    private final Today today;
    private final Random random = new Random(WholeCity.SEED + 13);

    /** What is written last, some thousand rows together. */
    private final List<Query> atOnce = new ArrayList<>();

    SamplePlans(DSLContext dsl, Today today) {
        this.dsl = dsl;
        this.today = today;
    }

    private record Named(long id, String industry, @Nullable String code, LocalDate namedOn, List<Long> people) {}

    @Override
    public void load(Scale scale, int year) {
        int now = today.today().getYear();
        List<Named> studios = studios();
        for (int i = 0; i < studios.size(); i++) {
            Named studio = studios.get(i);
            boolean masters = "huaikuang".equals(studio.code());
            if (studio.namedOn().getYear() < now) {
                usual(studio, now - 1, true);
            }
            if (masters) {
                masters(studio, now);
                draft(studio, now + 1);
            } else if (i % 40 != 3) { // a few have hung nothing yet
                usual(studio, now, i % 25 != 7);
            }
        }
        dsl.batch(atOnce).execute();
        atOnce.clear();
    }

    private List<Named> studios() {
        Map<Long, List<Long>> people = dsl.select(MEMBER.STUDIO_ID, MEMBER.ID)
                .from(MEMBER)
                .where(MEMBER.PART.ne(Part.TRAINEE.name()), MEMBER.UNTIL_DAY.isNull())
                .orderBy(MEMBER.ID)
                .fetchGroups(MEMBER.STUDIO_ID, MEMBER.ID);
        return dsl.selectFrom(STUDIO)
                .where(STUDIO.STATE.in(StudioState.IN_FORCE.name(), StudioState.TO_PUT_RIGHT.name()))
                .orderBy(STUDIO.ID)
                .fetch(s -> new Named(
                        s.getId(),
                        s.getIndustry(),
                        s.getCode(),
                        s.getNamedOn(),
                        people.getOrDefault(s.getId(), List.of())));
    }

    private long plan(Named studio, int year, boolean hung, String aim) {
        return dsl.insertInto(PLAN)
                .set(PLAN.STUDIO_ID, studio.id())
                .set(PLAN.YEAR, year)
                .set(PLAN.AIM, aim)
                .set(PLAN.STATE, hung ? PlanState.HUNG.name() : PlanState.DRAFT.name())
                .set(PLAN.HUNG_ON, hung ? hungOn(studio, year) : null)
                .returningResult(PLAN.ID)
                .fetchSingle(PLAN.ID);
    }

    /** In the first days of January, or soon after the studio was named. */
    private LocalDate hungOn(Named studio, int year) {
        LocalDate january = LocalDate.of(year, 1, 4 + random.nextInt(10));
        LocalDate named = studio.namedOn().plusDays(10);
        LocalDate hung = named.isAfter(january) ? named : january;
        return hung.isAfter(today.today()) ? today.today() : hung;
    }

    private void usual(Named studio, int year, boolean hung) {
        long plan = plan(studio, year, hung, "围绕" + studio.industry() + "生产一线，出成果、带队伍、传技能");
        int n = 5 + random.nextInt(5);
        int first = studio.namedOn().getYear() == year
                ? Math.min(12, studio.namedOn().getMonthValue() + 1)
                : 1;
        boolean past = year < today.today().getYear();
        int late = past ? 0 : random.nextInt(4); // of four studios one is in time throughout
        for (int i = 0; i < n; i++) {
            Usual u = USUAL.get(i);
            int from = Math.max(first, 1 + random.nextInt(8));
            int until = Math.min(12, from + 1 + random.nextInt(5));
            String title = u.title().contains("%s") ? u.title().formatted(studio.industry()) : u.title();
            long item = item(plan, u.kind(), title, from, until, u.goal(), u.quantity(), u.unit(), u.proof());
            doers(item, studio, i);
            if (hung) {
                LocalDate due = YearMonth.of(year, until).atEndOfMonth();
                LocalDate begun = LocalDate.of(year, from, 10);
                boolean behind = past ? i == 0 && random.nextInt(12) == 0 : random.nextInt(6) < late - 1;
                if (due.isBefore(today.today())) {
                    worked(item, begun, due, due, behind ? 60 : 100, u.unit());
                } else { // of those that are behind nothing was heard for six weeks
                    worked(item, begun, due, today.today().minusDays(behind ? 42 : 1), 100, u.unit());
                }
            }
        }
    }

    private void masters(Named studio, int year) {
        long plan = plan(studio, year, true, "十二个月、十四件事：课题出成果，教材进课堂，徒弟上台阶");
        for (int i = 0; i < MASTERS.size(); i++) {
            Own own = MASTERS.get(i);
            long item = item(
                    plan,
                    own.kind(),
                    own.title(),
                    own.from(),
                    own.until(),
                    own.goal(),
                    own.quantity(),
                    own.unit(),
                    "成果材料");
            doers(item, studio, i);
            LocalDate due = YearMonth.of(year, own.until()).atEndOfMonth();
            worked(item, LocalDate.of(year, own.from(), 12), due, due, own.percent(), own.unit());
        }
        long dropped = item(plan, ItemKind.COMPETITION, "参加省外邀请赛", 8, 9, "组队参赛", 1, "次", "");
        doers(dropped, studio, 1);
        dsl.update(PLAN_ITEM)
                .set(PLAN_ITEM.STATE, ItemState.DROPPED.name())
                .set(PLAN_ITEM.DROPPED_WHY, "主办方取消本届邀请赛")
                .where(PLAN_ITEM.ID.eq(dropped))
                .execute();
    }

    /** Next year's, begun and not hung yet. */
    private void draft(Named studio, int year) {
        long plan = plan(studio, year, false, "");
        for (Own own : MASTERS.subList(0, 5)) {
            doers(
                    item(
                            plan,
                            own.kind(),
                            own.title(),
                            own.from(),
                            own.until(),
                            own.goal(),
                            own.quantity(),
                            own.unit(),
                            ""),
                    studio,
                    0);
        }
    }

    private long item(
            long plan,
            ItemKind kind,
            String title,
            int from,
            int until,
            String goal,
            int quantity,
            String unit,
            String proof) {
        return dsl.insertInto(PLAN_ITEM)
                .set(PLAN_ITEM.PLAN_ID, plan)
                .set(PLAN_ITEM.KIND, kind.name())
                .set(PLAN_ITEM.TITLE, title)
                .set(PLAN_ITEM.FROM_MONTH, from)
                .set(PLAN_ITEM.UNTIL_MONTH, until)
                .set(PLAN_ITEM.GOAL, goal)
                .set(PLAN_ITEM.QUANTITY, quantity)
                .set(PLAN_ITEM.UNIT, unit)
                .set(PLAN_ITEM.PROOF, proof)
                .set(PLAN_ITEM.INTERNAL, random.nextInt(20) == 0)
                .returningResult(PLAN_ITEM.ID)
                .fetchSingle(PLAN_ITEM.ID);
    }

    private void doers(long item, Named studio, int place) {
        List<Long> people = studio.people();
        for (int k = 0; k < Math.min(people.size(), 1 + place % 2); k++) {
            atOnce.add(dsl.insertInto(PLAN_DOER)
                    .set(PLAN_DOER.ITEM_ID, item)
                    .set(PLAN_DOER.MEMBER_ID, people.get((place + k) % people.size())));
        }
    }

    /** Records from its first month on, as far as time has gone and until they fall silent; one that is over has reached its end. */
    private void worked(long item, LocalDate from, LocalDate due, LocalDate silent, int end, String unit) {
        LocalDate day = today.today();
        List<LocalDate> days = new ArrayList<>();
        for (LocalDate d = from; !d.isAfter(silent) && d.isBefore(day); d = d.plusDays(18 + random.nextInt(9))) {
            days.add(d);
        }
        if (days.isEmpty() || end == 0) {
            return;
        }
        long length = Math.max(1, due.toEpochDay() - from.toEpochDay());
        int percent = 0;
        for (int k = 0; k < days.size(); k++) {
            boolean last = k == days.size() - 1;
            long gone = days.get(k).toEpochDay() - from.toEpochDay() + 9;
            int so = (int) Math.min(95, Math.max(percent + 1, 100 * gone / length));
            percent = last && due.isBefore(day) ? end : Math.min(so, end == 100 ? 95 : end);
            atOnce.add(dsl.insertInto(PLAN_RECORD)
                    .set(PLAN_RECORD.ITEM_ID, item)
                    .set(PLAN_RECORD.ON_DAY, days.get(k))
                    .set(PLAN_RECORD.PERCENT, percent)
                    .set(PLAN_RECORD.NOTE, last && percent == 100 ? "已完成" : "推进一" + unit));
        }
        atOnce.add(dsl.update(PLAN_ITEM)
                .set(PLAN_ITEM.PERCENT, percent)
                .set(PLAN_ITEM.STATE, percent == 100 ? ItemState.DONE.name() : ItemState.UNDER_WAY.name())
                .set(PLAN_ITEM.DONE_ON, percent == 100 ? days.getLast() : null)
                .where(PLAN_ITEM.ID.eq(item)));
    }
}
