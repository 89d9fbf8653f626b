package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.achievements.Tables.ACHIEVEMENT;
import static io.lingchuang.db.achievements.Tables.ADOPTION;
import static io.lingchuang.db.achievements.Tables.ADOPTION_YEAR;
import static io.lingchuang.db.achievements.Tables.BENEFIT;
import static io.lingchuang.db.achievements.Tables.REGISTRATION;
import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.directory.Tables.PERSON;

import io.lingchuang.access.Actor;
import io.lingchuang.achievements.Achievements;
import io.lingchuang.achievements.AwardedEntries;
import io.lingchuang.achievements.Draft;
import io.lingchuang.achievements.Maker;
import io.lingchuang.achievements.RegistrationKind;
import io.lingchuang.achievements.Shelf;
import io.lingchuang.platform.days.Today;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The library: what won an award in the past years, what units filed themselves, and what became of it. */
@Component
@Order(20)
class SampleAchievements implements OwnPart {

    private static final int AT_ONCE = 500;

    /** What units filed: title, and what it is. */
    private static final String[][] OWN = {
        {"采煤机截割滚筒快速更换工装", "用液压推移的工装代替人工撬移，更换一次滚筒由十二小时缩短到四小时。"},
        {"井下水泵房无人值守改造", "加装液位、流量和振动传感，自动轮换水泵，故障时远程处置。"},
        {"皮带机托辊在线测温装置", "沿线布置无源测温点，托辊过热提前报警，减少停机。"},
        {"细纱机断头自动巡检小车", "小车沿机台巡检，发现断头即提示挡车工，减少空锭。"},
        {"配电柜防误操作联锁", "用机械联锁和编码锁保证停送电次序，消除误操作。"},
        {"矿用电缆接头绝缘检测仪", "便携仪器在井下完成接头绝缘测试，不必升井送检。"},
        {"锅炉余热回收供暖系统", "回收烟气余热供职工浴室和办公楼，停用燃煤小锅炉。"},
        {"数控车床刀具寿命管理看板", "按件数和负载记录刀具寿命，换刀有据，废品下降。"},
        {"饲料混合机防结块搅拌器", "改变桨叶角度并加装清扫板，结块和残留明显减少。"},
        {"叉车倒车声光一体警示", "倒车时投光成像并发声，盲区有人时自动减速。"},
        {"钢丝绳断丝图像识别", "高速相机拍摄绳面，自动识别断丝和锈蚀，代替人工摸检。"},
        {"酿酒车间热能梯级利用", "蒸馏冷却水先供制曲保温，再供清洗，蒸汽用量下降。"}
    };

    private final DSLContext dsl;
    private final Achievements achievements;
    private final AwardedEntries awarded;
    private final Shelf shelf;
    private final SampleHalls halls;
    private final Today today;
    private final Random random = new Random(WholeCity.SEED);

    SampleAchievements(
            DSLContext dsl,
            Achievements achievements,
            AwardedEntries awarded,
            Shelf shelf,
            SampleHalls halls,
            Today today) {
        this.dsl = dsl;
        this.achievements = achievements;
        this.awarded = awarded;
        this.shelf = shelf;
        this.halls = halls;
        this.today = today;
    }

    private record Filed(long id, long node, String title, LocalDate finishedOn) {}

    @Override
    public void load(Scale scale, int year) {
        List<Long> own = own(year);
        List<Long> won =
                dsl.select(AWARD.ENTRY_ID).from(AWARD).orderBy(AWARD.ID).fetch(AWARD.ENTRY_ID);
        for (int i = 0; i < won.size(); i += AT_ONCE) {
            awarded.file(won.subList(i, Math.min(won.size(), i + AT_ONCE)));
        }
        List<Filed> all = dsl.select(ACHIEVEMENT.ID, ACHIEVEMENT.NODE_ID, ACHIEVEMENT.TITLE, ACHIEVEMENT.FINISHED_ON)
                .from(ACHIEVEMENT)
                .orderBy(ACHIEVEMENT.ID)
                .fetch(r -> new Filed(r.value1(), r.value2(), r.value3(), r.value4()));
        follow(all);
        register(own);
        halls.load(own, year);
    }

    /** One of each, by units that have people: the first two are its makers. */
    private List<Long> own(int year) {
        var people = dsl.select(PERSON.EMPLOYER_NODE_ID, PERSON.ID, PERSON.NAME)
                .from(PERSON)
                .join(NODE)
                .on(NODE.ID.eq(PERSON.EMPLOYER_NODE_ID))
                .where(NODE.CODE.in("QY001", "QY002", "QY003", "QY005", "QY006", "QY007"), PERSON.MERGED_INTO.isNull())
                .orderBy(PERSON.EMPLOYER_NODE_ID, PERSON.ID)
                .fetchGroups(r -> r.value1(), r -> new Maker(r.value2(), r.value3()));
        List<Long> units = new ArrayList<>(people.keySet());
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < OWN.length; i++) {
            long unit = units.get(i % units.size());
            List<Maker> makers = people.getOrDefault(unit, List.of());
            ids.add(achievements.add(
                    officer(),
                    new Draft(
                            OWN[i][0],
                            OWN[i][1],
                            unit,
                            LocalDate.of(year - i % 3, 1 + i % 9, 5 + i),
                            makers.subList(0, Math.min(2, makers.size())))));
        }
        return ids;
    }

    private Actor officer() {
        return halls.officer();
    }

    /** Of some their benefit is claimed and proven, and some are in use elsewhere; where that was a year or more ago it was mostly told what it brought. */
    private void follow(List<Filed> all) {
        List<Query> benefits = new ArrayList<>();
        List<Query> adoptions = new ArrayList<>();
        String[] units = dsl.select(NODE.NAME)
                .from(NODE)
                .where(NODE.KIND.eq("ENTERPRISE"))
                .orderBy(NODE.ID)
                .limit(40)
                .fetchArray(NODE.NAME);
        var claimed = dsl.select(BENEFIT.ACHIEVEMENT_ID, BENEFIT.CLAIMED)
                .from(BENEFIT)
                .fetchMap(r -> r.value1(), r -> r.value2());
        for (Filed a : all) {
            benefit(a, claimed.get(a.id()), benefits);
            LocalDate since = a.finishedOn().plusMonths(2 + random.nextInt(5));
            if (random.nextInt(4) == 0 && since.isBefore(today.today())) {
                adoptions.add(dsl.insertInto(ADOPTION)
                        .set(ADOPTION.ACHIEVEMENT_ID, a.id())
                        .set(ADOPTION.ADOPTER, units[random.nextInt(units.length)])
                        .set(ADOPTION.SINCE, since)
                        .set(ADOPTION.HOW, "按原图纸加工安装，培训操作人员后投入使用（虚构）"));
            }
        }
        dsl.batch(benefits).execute();
        dsl.batch(adoptions).execute();
        dsl.execute("update achievements.adoption a set adopter_node_id = (select min(n.id) from access.node n"
                + " where n.name = a.adopter and n.kind = 'ENTERPRISE')");
        told();
    }

    private void benefit(Filed a, @org.jspecify.annotations.Nullable BigDecimal claimed, List<Query> benefits) {
        boolean proven = random.nextInt(5) < 2;
        BigDecimal amount = claimed == null ? BigDecimal.valueOf((5 + random.nextInt(95)) * 10_000L) : claimed;
        int year = a.finishedOn().getYear();
        if (claimed == null) {
            benefits.add(dsl.insertInto(BENEFIT)
                    .set(BENEFIT.ACHIEVEMENT_ID, a.id())
                    .set(BENEFIT.YEAR, year)
                    .set(BENEFIT.CLAIMED, amount));
        }
        LocalDate on = LocalDate.of(year + 1, 3, 15);
        if (proven && on.isBefore(today.today())) {
            benefits.add(dsl.update(BENEFIT)
                    .set(
                            BENEFIT.PROVEN,
                            amount.multiply(BigDecimal.valueOf(60 + random.nextInt(41)))
                                    .movePointLeft(2))
                    .set(BENEFIT.PROVER, "市总工会经济技术部")
                    .set(BENEFIT.PROVEN_ON, on)
                    .where(BENEFIT.ACHIEVEMENT_ID.eq(a.id()), BENEFIT.YEAR.eq(year)));
        }
    }

    private void told() {
        List<Query> told = new ArrayList<>();
        dsl.select(ADOPTION.ID, ADOPTION.SINCE)
                .from(ADOPTION)
                .orderBy(ADOPTION.ID)
                .forEach(a -> {
                    for (int n = 1; n <= 3; n++) {
                        LocalDate due = a.value2().plusYears(n);
                        if (due.isBefore(today.today().minusMonths(2)) && random.nextInt(12) > 0) {
                            told.add(dsl.insertInto(ADOPTION_YEAR)
                                    .set(ADOPTION_YEAR.ADOPTION_ID, a.value1())
                                    .set(ADOPTION_YEAR.YEARS, n)
                                    .set(ADOPTION_YEAR.BENEFIT, BigDecimal.valueOf((2 + random.nextInt(60)) * 10_000L))
                                    .set(ADOPTION_YEAR.REPORTED_ON, due.plusDays(20)));
                        }
                    }
                });
        dsl.batch(told).execute();
    }

    /** Invented numbers in the offices' form. */
    private void register(List<Long> own) {
        for (int i = 0; i < own.size(); i += 2) {
            String twelve = "2022" + (1 + i % 3) + "%07d".formatted(100_000 + i * 37);
            String number = java.util.stream.Stream.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "X")
                    .map(d -> "ZL" + twelve + "." + d)
                    .filter(n -> RegistrationKind.PATENT_GRANTED.number(n).isPresent())
                    .findFirst()
                    .orElseThrow();
            dsl.insertInto(REGISTRATION)
                    .set(REGISTRATION.ACHIEVEMENT_ID, own.get(i))
                    .set(REGISTRATION.KIND, RegistrationKind.PATENT_GRANTED.name())
                    .set(REGISTRATION.NUMBER, number)
                    .set(REGISTRATION.NAME, OWN[i][0] + "（虚构）")
                    .set(REGISTRATION.DATED, LocalDate.of(2023, 6, 1))
                    .execute();
            shelf.index(own.get(i));
        }
    }
}
