package io.lingchuang.sample;

import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.LEDGER_BEFORE;
import static io.lingchuang.db.studios.Tables.LEDGER_PART;
import static io.lingchuang.db.studios.Tables.LEDGER_RECORD;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.PLAN;
import static io.lingchuang.db.studios.Tables.PLAN_ITEM;
import static io.lingchuang.db.studios.Tables.PLAN_RECORD;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.text.Bigrams;
import io.lingchuang.studios.ledger.LedgerKind;
import io.lingchuang.studios.plan.ItemKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The ledgers of the city's studios: that of the craft masters lively, the others with a few records each; what the plan on the wall says was done stands in them. */
@Component
@Order(14)
class SampleLedger implements OwnPart {

    private static final String[][] DONE = {
        {"ACTIVITY", "师徒技能比武：液压支架检修", "两组对抗，限时排除五处预设故障"},
        {"ACTIVITY", "创新沙龙：皮带机跑偏怎么治", "六个队组带着照片来，当场画出改造草图"},
        {"VISIT_RECEIVED", "兄弟单位来室参观交流", "介绍课题管理办法，观摩供电模拟台实训"},
        {"SERVICE", "到井口为队组排查变频柜故障", "两小时恢复运行，现场讲解参数整定"},
        {"SERVICE", "帮助洗选厂改进刮板机链条张紧", "换下的两根链条送检，出具建议书"},
        {"HONOUR", "课题获集团公司技术革新一等奖", "证书存入工作室荣誉柜"},
        {"ACTIVITY", "学员阶段考核与评讲", "每人一份评语，薄弱项列入下月安排"},
        {"OTHER", "添置三维测量仪并完成培训", "建立设备台账，两人负责保管"},
        {"VISIT_RECEIVED", "技工院校师生来室实训", "分三组轮训，每组四十分钟"},
        {"ACTIVITY", "安全操作规程宣讲进区队", "配合安监部门，现场答题"}
    };

    private static final String[] GUESTS = {"濉溪县总工会一行 6 人", "兄弟矿业公司工会一行 8 人", "市技师学院师生 24 人", "省总工会调研组 5 人"};

    private final DSLContext dsl;
    private final SamplePhotos photos;
    private final Today today;
    private final SampleClasses classes;
    private final SampleProjects projects;
    private final Random random = new Random(WholeCity.SEED + 14);
    private final Map<Long, String> names = new HashMap<>();

    SampleLedger(DSLContext dsl, SamplePhotos photos, Today today, SampleClasses classes, SampleProjects projects) {
        this.dsl = dsl;
        this.photos = photos;
        this.today = today;
        this.classes = classes;
        this.projects = projects;
    }

    @Override
    public void load(Scale scale, int year) {
        List<Long> studios = dsl.select(STUDIO.ID)
                .from(STUDIO)
                .where(STUDIO.ENDED_ON.isNull())
                .orderBy(STUDIO.ID)
                .fetch(STUDIO.ID);
        long masters = dsl.select(STUDIO.ID)
                .from(STUDIO)
                .where(STUDIO.CODE.eq("huaikuang"))
                .fetchSingle()
                .value1();
        Map<Long, List<Long>> rosters = dsl.select(MEMBER.STUDIO_ID, MEMBER.PERSON_ID)
                .from(MEMBER)
                .orderBy(MEMBER.ID)
                .fetchGroups(MEMBER.STUDIO_ID, MEMBER.PERSON_ID);
        names.putAll(dsl.selectDistinct(PERSON.ID, PERSON.NAME)
                .from(PERSON)
                .join(MEMBER)
                .on(MEMBER.PERSON_ID.eq(PERSON.ID))
                .fetchMap(PERSON.ID, PERSON.NAME));
        for (long studio : studios) {
            List<Long> roster = rosters.getOrDefault(studio, List.of());
            int many = studio == masters ? 46 : 2 + random.nextInt(3);
            for (int i = 0; i < many; i++) {
                record(studio, roster, i, today.today().minusDays(3 + i * (studio == masters ? 13L : 80L)));
            }
            if (studio != masters && studio % 3 == 0) {
                projects.one(studio, roster, random.nextInt(8));
            }
        }
        onTheWall(masters, rosters);
        unusual(masters);
        photos.ofLedgers(masters);
        photos.ofPages(masters);
        projects.ofMasters(masters, rosters.getOrDefault(masters, List.of()));
        classes.ofMasters(masters);
    }

    private long record(long studio, List<Long> roster, int n, LocalDate day) {
        String[] done = DONE[(n + (int) (studio % DONE.length)) % DONE.length];
        LedgerKind kind = LedgerKind.valueOf(done[0]);
        String guests = kind == LedgerKind.VISIT_RECEIVED ? GUESTS[random.nextInt(GUESTS.length)] : "";
        return record(studio, kind, day, done[1], done[2], guests, some(roster), null);
    }

    private List<Long> some(List<Long> roster) {
        int first = roster.isEmpty() ? 0 : random.nextInt(roster.size());
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < Math.min(roster.size(), 2 + random.nextInt(4)); i++) {
            took.add(roster.get((first + i) % roster.size()));
        }
        return took;
    }

    private long record(
            long studio,
            LedgerKind kind,
            LocalDate day,
            String title,
            String note,
            String guests,
            List<Long> took,
            @Nullable Long item) {
        long id = dsl.insertInto(LEDGER_RECORD)
                .set(LEDGER_RECORD.STUDIO_ID, studio)
                .set(LEDGER_RECORD.KIND, kind.name())
                .set(LEDGER_RECORD.DAY, day)
                .set(LEDGER_RECORD.TITLE, title)
                .set(LEDGER_RECORD.NOTE, note)
                .set(LEDGER_RECORD.GUESTS, guests)
                .set(LEDGER_RECORD.HEADCOUNT, took.size() + (guests.isEmpty() ? 0 : 6))
                .set(LEDGER_RECORD.WRITER, writer(took))
                .set(LEDGER_RECORD.AT, at(day))
                .set(LEDGER_RECORD.SEARCH, Bigrams.index(title, note, guests))
                .set(LEDGER_RECORD.PLAN_ITEM_ID, item)
                .returningResult(LEDGER_RECORD.ID)
                .fetchSingle()
                .value1();
        dsl.batch(took.stream()
                        .distinct()
                        .map(p -> dsl.insertInto(LEDGER_PART, LEDGER_PART.RECORD_ID, LEDGER_PART.PERSON_ID)
                                .values(id, p))
                        .toList())
                .execute();
        return id;
    }

    private String writer(List<Long> took) {
        return took.isEmpty() ? "工作室" : names.getOrDefault(took.getFirst(), "工作室");
    }

    /** Noted down late in the afternoon of the day. */
    static Instant at(LocalDate day) {
        return day.atTime(9, 10).toInstant(ZoneOffset.UTC);
    }

    /** What the plan says was done has its record in the ledger: every step of the masters', of the others what was finished. */
    private void onTheWall(long masters, Map<Long, List<Long>> rosters) {
        dsl.select(
                        PLAN_RECORD.ID,
                        PLAN_RECORD.ON_DAY,
                        PLAN_RECORD.ITEM_ID,
                        PLAN_ITEM.TITLE,
                        PLAN_ITEM.KIND,
                        PLAN.STUDIO_ID,
                        PLAN_RECORD.NOTE)
                .from(PLAN_RECORD)
                .join(PLAN_ITEM)
                .on(PLAN_ITEM.ID.eq(PLAN_RECORD.ITEM_ID))
                .join(PLAN)
                .on(PLAN.ID.eq(PLAN_ITEM.PLAN_ID))
                .where(
                        PLAN_RECORD.RECORD_ID.isNull(),
                        PLAN_RECORD.ON_DAY.le(today.today()),
                        PLAN_RECORD.PERCENT.eq(100).or(PLAN.STUDIO_ID.eq(masters)))
                .orderBy(PLAN_RECORD.ID)
                .forEach(r -> {
                    boolean service = r.value5().equals(ItemKind.SERVICE.name());
                    long record = record(
                            r.value6(),
                            service ? LedgerKind.SERVICE : LedgerKind.ACTIVITY,
                            r.value2(),
                            r.value4(),
                            r.value7(),
                            "",
                            some(rosters.getOrDefault(r.value6(), List.of())),
                            r.value3());
                    dsl.update(PLAN_RECORD)
                            .set(PLAN_RECORD.RECORD_ID, record)
                            .where(PLAN_RECORD.ID.eq(r.value1()))
                            .execute();
                });
    }

    /** One record corrected, one struck out. */
    private void unusual(long masters) {
        List<Long> own = dsl.select(LEDGER_RECORD.ID)
                .from(LEDGER_RECORD)
                .where(LEDGER_RECORD.STUDIO_ID.eq(masters))
                .orderBy(LEDGER_RECORD.DAY.desc(), LEDGER_RECORD.ID)
                .limit(6)
                .fetch(LEDGER_RECORD.ID);
        dsl.insertInto(LEDGER_BEFORE)
                .set(LEDGER_BEFORE.RECORD_ID, own.get(2))
                .set(LEDGER_BEFORE.VERSION, 0)
                .set(
                        LEDGER_BEFORE.CONTENT,
                        JSONB.valueOf("{\"kind\":\"ACTIVITY\",\"day\":\""
                                + today.today().minusDays(60)
                                + "\",\"title\":\"来室参观\",\"note\":\"\",\"guests\":\"\",\"headcount\":3,\"names\":[]}"))
                .set(LEDGER_BEFORE.REASON, "日期和参加人员记错")
                .set(LEDGER_BEFORE.BY_NAME, "施敏华")
                .execute();
        dsl.update(LEDGER_RECORD)
                .set(LEDGER_RECORD.VERSION, 1)
                .where(LEDGER_RECORD.ID.eq(own.get(2)))
                .execute();
        dsl.update(LEDGER_RECORD)
                .set(LEDGER_RECORD.STATE, "STRUCK")
                .set(LEDGER_RECORD.STRUCK_WHY, "与前一条重复")
                .where(LEDGER_RECORD.ID.eq(DSL.select(DSL.min(LEDGER_RECORD.ID))
                        .from(LEDGER_RECORD)
                        .where(LEDGER_RECORD.STUDIO_ID.eq(masters), LEDGER_RECORD.PLAN_ITEM_ID.isNull())))
                .execute();
    }
}
