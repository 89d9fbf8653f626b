package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.directory.Tables.HONOUR;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.NAMING;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.studios.Part;
import io.lingchuang.studios.StudioKind;
import io.lingchuang.studios.StudioState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The city's studios and bases, taken over from the register on paper: that of the mining group's craft masters as the city publishes it, and as many others as it names. */
@Component
@Order(10)
class SampleStudios implements OwnPart {

    /** The unit of the craft masters' studio. */
    private static final String MASTERS_UNIT = "QY004";

    /** One that applies for studios: no plaque was taken off it, or it could not. */
    private static final String APPLYING_UNIT = "QY007";

    private static final int STUDIOS = 138;
    private static final int INNOVATION_BASES = 9;
    private static final int RURAL_BASES = 6;

    private final DSLContext dsl;
    private final Random random = new Random(WholeCity.SEED);

    SampleStudios(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Somebody who can lead a studio: holds an honour and works in a unit of an industry. */
    private record Leader(long person, String name, long unit, String unitName, String industry) {}

    @Override
    public void load(Scale scale, int year) {
        masters(year);
        List<Leader> leaders = leaders();
        int studios = Math.min(scale.of(STUDIOS), leaders.size() + 1);
        for (int i = 1; i < studios; i++) {
            named(StudioKind.STUDIO, i + 1, leaders.get(i - 1), year);
        }
        int next = studios - 1;
        for (int i = 0; i < scale.of(INNOVATION_BASES) && next < leaders.size(); i++) {
            named(StudioKind.INNOVATION_BASE, i + 1, leaders.get(next++), year);
        }
        List<Leader> rural = leaders.subList(Math.min(next, leaders.size()), leaders.size()).stream()
                .sorted(java.util.Comparator.comparing(
                        (Leader l) -> l.industry().equals("农业") ? 0 : 1))
                .toList();
        int bases = Math.min(scale.of(RURAL_BASES), rural.size());
        for (int i = 0; i < bases; i++) {
            named(StudioKind.RURAL_BASE, i + 1, rural.get(i), year);
        }
        long applies = unit(APPLYING_UNIT);
        List<Leader> left = rural.subList(bases, rural.size()).stream()
                .filter(l -> l.unit() != applies)
                .toList();
        ended(named(StudioKind.STUDIO, studios + 1, left.get(0), year - 1), year);
        revoked(named(StudioKind.STUDIO, studios + 2, left.get(1), year - 2), year);
        toPutRight(number(StudioKind.STUDIO, studios), year);
    }

    private long unit(String code) {
        return dsl.select(NODE.ID)
                .from(NODE)
                .where(NODE.CODE.eq(code))
                .fetchSingle()
                .value1();
    }

    private void ended(long studio, int year) {
        dsl.update(STUDIO)
                .set(STUDIO.STATE, StudioState.CANCELLED.name())
                .set(STUDIO.ENDED_ON, LocalDate.of(year, 9, 1))
                .set(STUDIO.ENDED_WHY, "领衔人退休，本单位没有合适的接任人选")
                .where(STUDIO.ID.eq(studio))
                .execute();
    }

    private void revoked(long studio, int year) {
        dsl.update(STUDIO)
                .set(STUDIO.STATE, StudioState.REVOKED.name())
                .set(STUDIO.ENDED_ON, LocalDate.of(year - 1, 12, 10))
                .set(STUDIO.ENDED_WHY, "考核不合格，整改期满复查仍不合格")
                .set(STUDIO.COOLING_UNTIL, LocalDate.of(year + 2, 12, 10))
                .where(STUDIO.ID.eq(studio))
                .execute();
    }

    private void toPutRight(String number, int year) {
        dsl.update(STUDIO)
                .set(STUDIO.STATE, StudioState.TO_PUT_RIGHT.name())
                .set(STUDIO.PUT_RIGHT_BY, LocalDate.of(year + 1, 12, 31))
                .where(STUDIO.NUMBER.eq(number))
                .execute();
    }

    /** 淮北矿业大师工作室: five of its core, three of them national model workers and two holders of the national May Day medal. */
    private void masters(int year) {
        long unit = unit(MASTERS_UNIT);
        List<Long> core = new ArrayList<>(List.of(account("master"), account("member")));
        core.addAll(staff("001", "002", "003"));
        for (int i = 0; i < core.size(); i++) {
            boolean national = i < 3;
            honour(core.get(i), national ? "全国劳动模范" : "全国五一劳动奖章", year - 2 - i);
        }
        long studio = dsl.insertInto(STUDIO)
                .set(STUDIO.KIND, StudioKind.STUDIO.name())
                .set(STUDIO.NUMBER, number(StudioKind.STUDIO, 1))
                .set(STUDIO.CODE, "huaikuang")
                .set(STUDIO.NAME, "淮北矿业大师工作室")
                .set(STUDIO.NODE_ID, unit)
                .set(STUDIO.LEADER_ID, core.getFirst())
                .set(STUDIO.INDUSTRY, "采矿")
                .set(STUDIO.FIELD, "矿山机电、智能化改造、技能传承")
                .set(STUDIO.PLACE, "淮北市烈山区 工程建设公司培训楼三层（示例）")
                .set(STUDIO.AREA, new java.math.BigDecimal("260"))
                .set(STUDIO.FOUNDED_ON, LocalDate.of(year - 7, 5, 1))
                .set(STUDIO.MOTTO, "劳动、敬业、创新、创造")
                .set(STUDIO.INTRODUCTION, "由五位大师领办，面向矿山一线开展课题攻关、教材编写、授课带徒和技术服务，年度工作安排上墙，挂图作战。人员均为虚构。")
                .set(STUDIO.EQUIPMENT, "井下供电模拟台两套、液压支架实训台、变频调速柜、三维测量仪、录播设备")
                .set(STUDIO.RULES, "《工作室管理办法》《课题立项与验收办法》《经费使用办法》《师徒结对管理办法》")
                .set(STUDIO.NAMED_ON, LocalDate.of(year - 6, 4, 28))
                .set(STUDIO.TERM_UNTIL, LocalDate.of(year + 1, 12, 31))
                .returningResult(STUDIO.ID)
                .fetchSingle()
                .value1();
        naming(studio, "淮北矿业大师工作室", LocalDate.of(year - 6, 4, 28), 1);
        LocalDate since = LocalDate.of(year - 6, 4, 28);
        String[] duties = {"领衔，总体安排", "电气自动化课题", "液压与机械课题", "教材与授课", "带徒与服务"};
        for (int i = 0; i < core.size(); i++) {
            member(studio, core.get(i), i == 0 ? Part.LEADER : Part.CORE, duties[i], since);
        }
        staff("004", "005", "006", "007").forEach(p -> member(studio, p, Part.MEMBER, "课题组成员", since.plusYears(1)));
        List<Long> trainees = new ArrayList<>(List.of(account("trainee")));
        trainees.addAll(staff("008", "009", "010", "011", "012", "013", "014", "015", "016", "017", "018"));
        for (int i = 0; i < trainees.size(); i++) {
            member(studio, trainees.get(i), Part.TRAINEE, "", since.plusYears(2 + i % 3));
        }
    }

    /** Holders of an honour, the highest first; in the small sample whoever heads a unit's list makes up for those it lacks. */
    private List<Leader> leaders() {
        var level = DSL.case_(HONOUR.LEVEL)
                .when("NATIONAL", 0)
                .when("PROVINCIAL", 1)
                .otherwise(2);
        List<Leader> found = new ArrayList<>(dsl.select(PERSON.ID, PERSON.NAME, NODE.ID, NODE.NAME, ENTERPRISE.INDUSTRY)
                .from(HONOUR)
                .join(PERSON)
                .on(PERSON.ID.eq(HONOUR.PERSON_ID), PERSON.MERGED_INTO.isNull(), PERSON.ACTIVE.isTrue())
                .join(NODE)
                .on(NODE.ID.eq(PERSON.EMPLOYER_NODE_ID))
                .join(ENTERPRISE)
                .on(ENTERPRISE.NODE_ID.eq(NODE.ID))
                .where(HONOUR.TITLE.like("%劳动模范"), NODE.CODE.ne(MASTERS_UNIT))
                .groupBy(PERSON.ID, NODE.ID, ENTERPRISE.NODE_ID)
                .orderBy(DSL.min(level), PERSON.ID)
                .fetch(r -> new Leader(r.value1(), r.value2(), r.value3(), r.value4(), r.value5())));
        if (found.size() < 10) {
            found.addAll(dsl.select(PERSON.ID, PERSON.NAME, NODE.ID, NODE.NAME, ENTERPRISE.INDUSTRY)
                    .from(PERSON)
                    .join(NODE)
                    .on(NODE.ID.eq(PERSON.EMPLOYER_NODE_ID))
                    .join(ENTERPRISE)
                    .on(ENTERPRISE.NODE_ID.eq(NODE.ID))
                    .where(PERSON.STAFF_NUMBER.like("QY___001"), NODE.CODE.notIn(MASTERS_UNIT, "QY001"))
                    .orderBy(PERSON.ID)
                    .fetch(r -> new Leader(r.value1(), r.value2(), r.value3(), r.value4(), r.value5())));
        }
        return found;
    }

    private long named(StudioKind kind, int n, Leader leader, int year) {
        LocalDate on = LocalDate.of(year - random.nextInt(5), 4, 20 + random.nextInt(10));
        String name = switch (kind) {
            case STUDIO -> leader.name() + "创新工作室";
            case INNOVATION_BASE -> leader.unitName() + "劳模创新基地";
            case RURAL_BASE -> leader.unitName() + "劳模助力乡村振兴基地";
        };
        long studio = dsl.insertInto(STUDIO)
                .set(STUDIO.KIND, kind.name())
                .set(STUDIO.NUMBER, number(kind, n))
                .set(STUDIO.NAME, name)
                .set(STUDIO.NODE_ID, leader.unit())
                .set(STUDIO.LEADER_ID, leader.person())
                .set(STUDIO.INDUSTRY, leader.industry())
                .set(STUDIO.FIELD, leader.industry() + "技术革新与技能传承")
                .set(STUDIO.PLACE, leader.unitName() + "内")
                .set(STUDIO.AREA, java.math.BigDecimal.valueOf(30 + random.nextInt(120)))
                .set(STUDIO.FOUNDED_ON, on.minusYears(1))
                .set(STUDIO.NAMED_ON, on)
                .set(STUDIO.TERM_UNTIL, LocalDate.of(year + 1 + n % 3, 12, 31))
                .returningResult(STUDIO.ID)
                .fetchSingle()
                .value1();
        naming(studio, name, on, n);
        member(studio, leader.person(), Part.LEADER, "领衔", on);
        List<Long> others = dsl.select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.EMPLOYER_NODE_ID.eq(leader.unit()), PERSON.ID.ne(leader.person()), PERSON.ACTIVE.isTrue())
                .and(PERSON.MERGED_INTO.isNull())
                .and(PERSON.ACCOUNT_ID.isNull())
                .orderBy(PERSON.ID)
                .limit(5 + random.nextInt(5))
                .fetch(PERSON.ID);
        for (int i = 0; i < others.size(); i++) {
            Part part = i < 2 ? Part.CORE : i < 5 ? Part.MEMBER : Part.TRAINEE;
            member(studio, others.get(i), part, part.works() ? "课题组成员" : "", on.plusWeeks(i));
        }
        return studio;
    }

    private static String number(StudioKind kind, int n) {
        return switch (kind) {
            case STUDIO -> "HBGZS-%03d".formatted(n);
            case INNOVATION_BASE -> "HBCXJD-%02d".formatted(n);
            case RURAL_BASE -> "HBXCZX-%02d".formatted(n);
        };
    }

    private void naming(long studio, String name, LocalDate on, int n) {
        dsl.insertInto(NAMING)
                .set(NAMING.STUDIO_ID, studio)
                .set(NAMING.KIND, "NAMED")
                .set(NAMING.LEVEL, "CITY")
                .set(NAMING.NAME, name)
                .set(NAMING.DOCUMENT, "虚构〔" + on.getYear() + "〕" + n)
                .set(NAMING.NAMED_ON, on)
                .execute();
    }

    private void member(long studio, long person, Part part, String duty, LocalDate from) {
        dsl.insertInto(MEMBER)
                .set(MEMBER.STUDIO_ID, studio)
                .set(MEMBER.PERSON_ID, person)
                .set(MEMBER.PART, part.name())
                .set(MEMBER.DUTY, duty)
                .set(MEMBER.FROM_DAY, from)
                .execute();
    }

    private void honour(long person, String title, int year) {
        dsl.insertInto(HONOUR)
                .set(HONOUR.PERSON_ID, person)
                .set(HONOUR.TITLE, title)
                .set(HONOUR.LEVEL, "NATIONAL")
                .set(HONOUR.YEAR, year)
                .set(HONOUR.NUMBER, "虚构" + year)
                .execute();
    }

    private long account(String login) {
        return dsl.select(PERSON.ID)
                .from(PERSON)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(PERSON.ACCOUNT_ID))
                .where(ACCOUNT.LOGIN.eq(login))
                .fetchSingle()
                .value1();
    }

    /** People of the masters' unit by the end of their staff number. */
    private List<Long> staff(String... ends) {
        List<Long> found = new ArrayList<>();
        for (String end : ends) {
            found.add(dsl.select(PERSON.ID)
                    .from(PERSON)
                    .where(PERSON.STAFF_NUMBER.eq(MASTERS_UNIT + end))
                    .fetchSingle()
                    .value1());
        }
        return found;
    }
}
