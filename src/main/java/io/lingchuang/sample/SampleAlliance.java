package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.directory.Tables.OCCUPATION;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.services.Tables.CHARTER;
import static io.lingchuang.db.services.Tables.MEMBERSHIP;
import static io.lingchuang.db.services.Tables.MEMBERSHIP_EVENT;
import static io.lingchuang.db.services.Tables.OFFICE;
import static io.lingchuang.db.services.Tables.PROJECT;
import static io.lingchuang.db.services.Tables.PROJECT_STUDIO;
import static io.lingchuang.db.services.Tables.TEAM;
import static io.lingchuang.db.services.Tables.TEAM_KIND;
import static io.lingchuang.db.services.Tables.TEAM_MEMBER;
import static io.lingchuang.db.services.Tables.TEAM_OCCUPATION;
import static io.lingchuang.db.studios.Tables.STUDIO;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The alliance of studios with its charter, council, joint projects and volunteer teams. */
@Component
@Order(30)
class SampleAlliance implements OwnPart {

    private static final int TEAMS = 16;
    private static final int MEMBERS = 36;

    private static final String CHARTER_WORDS = "第一条 联盟由全市劳模工匠创新工作室自愿组成，平等、非营利。\n"
            + "第二条 联盟以互学、互助、互促、互比为宗旨，组织联合攻关、技术服务和人才培养。\n"
            + "第三条 在册工作室承认本章程，经申请、理事会同意，成为成员。\n"
            + "第四条 理事会设理事长、副理事长、秘书长和理事，每届任期三年。\n"
            + "第五条 联盟设志愿服务队，为企业提供创新技术、标准服务、成果转化和专利申报服务，不收费用。\n"
            + "第六条 成员一年内无故不参加活动的，予以警告；警告后仍不改正的，予以除名。成员可以退出。\n"
            + "第七条 联合项目的知识产权和收益由参加的工作室事先约定；企业的秘密应当保守。";

    private static final String[][] TEAM_WORDS = {
        {"矿山机电", "采矿", "矿山机电、智能化改造、变频、液压支架", "TECHNOLOGY,PATENT"},
        {"纺织工艺", "纺织", "织机、挡车、节能、纺纱工艺", "TECHNOLOGY,STANDARDS"},
        {"电力保障", "电力", "配电、节电、继电保护、变频", "TECHNOLOGY"},
        {"食品安全与标准", "食品", "标准、检验、生产线、包装", "STANDARDS"},
        {"机械加工", "装备制造", "数控、刀具、夹具、焊接", "TECHNOLOGY,TRANSFER"},
        {"新材料", "新材料", "铝基材料、配方、检测", "TECHNOLOGY,TRANSFER"},
        {"化工安全", "化工", "反应、安全、节能、自动化", "TECHNOLOGY,STANDARDS"},
        {"专利申报", "服务", "专利、检索、撰写、布局", "PATENT"},
        {"成果转化", "服务", "转化、中试、合同、评估", "TRANSFER,PATENT"},
        {"标准化", "服务", "标准、企业标准、认证", "STANDARDS"},
        {"信息化", "信息技术", "数字化、数据、控制系统、软件", "TECHNOLOGY"},
        {"建筑施工", "建筑", "施工、工法、测量、质量", "TECHNOLOGY,PATENT"},
        {"现代农业", "农业", "育种、种植、农机", "TECHNOLOGY,TRANSFER"},
        {"医疗器械", "医药", "检验、护理、器械", "STANDARDS,PATENT"},
        {"节能环保", "环保", "节能、除尘、水处理", "TECHNOLOGY,STANDARDS"},
        {"质量提升", "装备制造", "质量、检测、精益、班组", "STANDARDS,TECHNOLOGY"},
        {"轨道与运输", "交通", "车辆、检修、调度", "TECHNOLOGY"},
        {"铸造", "装备制造", "铸造、模具", "TECHNOLOGY"},
    };

    private final DSLContext dsl;
    private final Random random = new Random(WholeCity.SEED + 30);

    SampleAlliance(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public void load(Scale scale, int year) {
        dsl.insertInto(CHARTER)
                .set(CHARTER.WORDING, CHARTER_WORDS)
                .set(CHARTER.REASON, "联盟成立大会通过")
                .execute();
        List<Long> studios = dsl.select(STUDIO.ID)
                .from(STUDIO)
                .where(STUDIO.STATE.in("IN_FORCE", "TO_PUT_RIGHT"))
                .orderBy(STUDIO.ID)
                .fetch(STUDIO.ID);
        List<Long> members = memberships(studios, Math.min(MEMBERS, studios.size()), year);
        council(year);
        projects(members, year);
        teams(Math.max(3, scale.of(TEAMS)), year);
    }

    /** Most are admitted; one waits, one is warned, and one each was refused, removed and left. */
    private List<Long> memberships(List<Long> studios, int most, int year) {
        List<Long> belong = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            String state = i == 1 && most > 2 ? "APPLIED" : i == 2 ? "WARNED" : "ADMITTED";
            membership(studios.get(i), state, year);
            if (!state.equals("APPLIED")) {
                belong.add(studios.get(i));
            }
        }
        long last = studios.getLast();
        List.of("REFUSED", "REMOVED", "WITHDRAWN").forEach(state -> membership(last, state, year - 1));
        return belong;
    }

    private void membership(long studio, String state, int year) {
        String reason = switch (state) {
            case "APPLIED" -> "愿与同行业工作室联合攻关";
            case "WARNED" -> "本年度两次未参加联盟活动";
            case "REFUSED" -> "申请时还没有独立的场所";
            case "REMOVED" -> "警告后仍未参加活动";
            case "WITHDRAWN" -> "单位搬迁，暂时退出";
            default -> "经理事会同意";
        };
        LocalDate since = LocalDate.of(year, 3 + random.nextInt(6), 1 + random.nextInt(27));
        boolean admitted = !List.of("APPLIED", "REFUSED").contains(state);
        long id = dsl.insertInto(MEMBERSHIP)
                .set(MEMBERSHIP.STUDIO_ID, studio)
                .set(MEMBERSHIP.STATE, state)
                .set(MEMBERSHIP.REASON, reason)
                .set(MEMBERSHIP.SINCE, since)
                .set(MEMBERSHIP.ADMITTED_ON, admitted ? since.minusMonths(2) : null)
                .returningResult(MEMBERSHIP.ID)
                .fetchSingle()
                .value1();
        dsl.insertInto(MEMBERSHIP_EVENT)
                .set(MEMBERSHIP_EVENT.MEMBERSHIP_ID, id)
                .set(MEMBERSHIP_EVENT.ACTOR_NAME, "赵明远")
                .set(MEMBERSHIP_EVENT.STATE, state)
                .set(MEMBERSHIP_EVENT.REASON, reason)
                .execute();
    }

    private void council(int year) {
        String[] offices = {"CHAIR", "VICE_CHAIR", "VICE_CHAIR", "SECRETARY", "COUNCILLOR", "COUNCILLOR"};
        List<Long> leaders = dsl.selectDistinct(STUDIO.LEADER_ID)
                .from(STUDIO)
                .where(STUDIO.LEADER_ID.isNotNull(), STUDIO.STATE.eq("IN_FORCE"))
                .orderBy(STUDIO.LEADER_ID)
                .limit(offices.length)
                .fetch(STUDIO.LEADER_ID);
        for (int i = 0; i < leaders.size(); i++) {
            dsl.insertInto(OFFICE)
                    .set(OFFICE.PERSON_ID, leaders.get(i))
                    .set(OFFICE.OFFICE_, offices[i])
                    .set(OFFICE.FROM_DAY, LocalDate.of(year, 1, 1))
                    .set(OFFICE.UNTIL_DAY, LocalDate.of(year + 3, 1, 1))
                    .execute();
        }
    }

    private void projects(List<Long> studios, int year) {
        String[][] projects = {
            {"井下供电可视化联合攻关", "三家工作室共用数据接口，降低误停电次数", "RUNNING", ""},
            {"刀具寿命在线监测", "把单机监测推广到三家企业", "DONE", "已在三家企业应用，刀具消耗下降百分之十二（示例数据）"},
            {"废水余热回收", "试验小型换热装置", "STOPPED", "水质波动过大，试验条件不具备，予以中止"},
        };
        for (String[] p : projects) {
            boolean runs = p[2].equals("RUNNING");
            long id = dsl.insertInto(PROJECT)
                    .set(PROJECT.TITLE, p[0])
                    .set(PROJECT.GOAL, p[1])
                    .set(PROJECT.STATE, p[2])
                    .set(PROJECT.FROM_DAY, LocalDate.of(year, 3, 1))
                    .set(PROJECT.DUE_ON, LocalDate.of(year + 1, 12, 31))
                    .set(PROJECT.ENDED_ON, runs ? null : LocalDate.of(year, 12, 1))
                    .set(PROJECT.RESULT, p[3])
                    .returningResult(PROJECT.ID)
                    .fetchSingle()
                    .value1();
            studios.stream()
                    .limit(3)
                    .forEach(s -> dsl.insertInto(PROJECT_STUDIO)
                            .set(PROJECT_STUDIO.PROJECT_ID, id)
                            .set(PROJECT_STUDIO.STUDIO_ID, s)
                            .execute());
        }
    }

    /** So many active ones; one more is paused, one dissolved. The first is led by the craft master of the mining group. */
    private void teams(int active, int year) {
        List<Long> occupations = dsl.select(OCCUPATION.ID)
                .from(OCCUPATION)
                .orderBy(OCCUPATION.ID)
                .fetch(OCCUPATION.ID);
        for (int i = 0; i < active + 2; i++) {
            String[] words = TEAM_WORDS[i % TEAM_WORDS.length];
            String state = i < active ? "ACTIVE" : i == active ? "PAUSED" : "DISSOLVED";
            List<Long> people = people(words[1], i);
            long unit = dsl.select(PERSON.EMPLOYER_NODE_ID)
                    .from(PERSON)
                    .where(PERSON.ID.eq(people.getFirst()))
                    .fetchSingle()
                    .value1();
            LocalDate founded = LocalDate.of(year - 2, 3 + i % 6, 5);
            long team = dsl.insertInto(TEAM)
                    .set(TEAM.NAME, words[0] + "志愿服务队")
                    .set(TEAM.NODE_ID, unit)
                    .set(TEAM.FIELD, words[0])
                    .set(TEAM.INDUSTRY, words[1])
                    .set(TEAM.TAGS, words[2])
                    .set(TEAM.INTRODUCTION, "由劳模工匠和技术骨干组成，上门为企业解决" + words[0] + "方面的难题。")
                    .set(TEAM.FOUNDED_ON, founded)
                    .set(TEAM.STATE, state)
                    .set(
                            TEAM.STATE_REASON,
                            state.equals("ACTIVE") ? "" : state.equals("PAUSED") ? "队长外出培训半年" : "队员并入机械加工志愿服务队")
                    .set(TEAM.ENDED_ON, state.equals("DISSOLVED") ? LocalDate.of(year, 6, 30) : null)
                    .returningResult(TEAM.ID)
                    .fetchSingle()
                    .value1();
            for (String kind : words[3].split(",")) {
                dsl.insertInto(TEAM_KIND)
                        .set(TEAM_KIND.TEAM_ID, team)
                        .set(TEAM_KIND.KIND, kind)
                        .execute();
            }
            if (!occupations.isEmpty()) {
                dsl.insertInto(TEAM_OCCUPATION)
                        .set(TEAM_OCCUPATION.TEAM_ID, team)
                        .set(TEAM_OCCUPATION.OCCUPATION_ID, occupations.get(i % occupations.size()))
                        .execute();
            }
            for (int p = 0; p < people.size(); p++) {
                dsl.insertInto(TEAM_MEMBER)
                        .set(TEAM_MEMBER.TEAM_ID, team)
                        .set(TEAM_MEMBER.PERSON_ID, people.get(p))
                        .set(TEAM_MEMBER.LEADS, p == 0)
                        .set(TEAM_MEMBER.FROM_DAY, founded)
                        .execute();
            }
        }
    }

    private List<Long> people(String industry, int n) {
        Set<Long> people = new LinkedHashSet<>();
        if (n == 0) {
            people.addAll(dsl.select(PERSON.ID)
                    .from(PERSON)
                    .join(ACCOUNT)
                    .on(ACCOUNT.ID.eq(PERSON.ACCOUNT_ID))
                    .where(ACCOUNT.LOGIN.in("master", "member"))
                    .orderBy(ACCOUNT.LOGIN)
                    .fetch(PERSON.ID));
        }
        Set<Long> found = new LinkedHashSet<>(dsl.select(PERSON.ID)
                .from(PERSON)
                .join(ENTERPRISE)
                .on(ENTERPRISE.NODE_ID.eq(PERSON.EMPLOYER_NODE_ID))
                .join(NODE)
                .on(NODE.ID.eq(PERSON.EMPLOYER_NODE_ID))
                .where(ENTERPRISE.INDUSTRY.eq(industry), PERSON.ACTIVE.isTrue(), PERSON.MERGED_INTO.isNull())
                .and(PERSON.ACCOUNT_ID.isNull())
                .orderBy(PERSON.ID)
                .offset(n * 3)
                .limit(6)
                .fetch(PERSON.ID));
        if (found.size() < 4) {
            found.addAll(dsl.select(PERSON.ID)
                    .from(PERSON)
                    .where(PERSON.STAFF_NUMBER.like("QY___%"), PERSON.ACTIVE.isTrue(), PERSON.ACCOUNT_ID.isNull())
                    .and(PERSON.MERGED_INTO.isNull())
                    .orderBy(PERSON.ID)
                    .offset(20 + n * 5)
                    .limit(6)
                    .fetch(PERSON.ID));
        }
        people.addAll(found);
        return people.stream().limit(4 + random.nextInt(5)).toList();
    }
}
