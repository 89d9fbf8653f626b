package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.services.Tables.CLAIM;
import static io.lingchuang.db.services.Tables.PROJECT;
import static io.lingchuang.db.services.Tables.RATING;
import static io.lingchuang.db.services.Tables.REQUEST;
import static io.lingchuang.db.services.Tables.REQUEST_EVENT;
import static io.lingchuang.db.services.Tables.RESULT;
import static io.lingchuang.db.services.Tables.SIGNATURE;
import static io.lingchuang.db.services.Tables.TEAM;
import static io.lingchuang.db.services.Tables.TEAM_KIND;
import static io.lingchuang.db.services.Tables.TEAM_MEMBER;
import static io.lingchuang.db.services.Tables.VISIT;
import static io.lingchuang.db.services.Tables.VISIT_GOER;

import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Page;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What enterprises asked the volunteer teams for: so many services that the city publishes, and requests at every step. */
@Component
@Order(31)
class SampleHelp implements OwnPart {

    private static final int SERVICES = 67;
    private static final Set<String> WITH_TEAM =
            Set.of("DISPATCHED", "ACCEPTED", "APPOINTED", "VISITED", "SIGNED", "FOLLOWED", "CLOSED");
    private static final Set<String> VISITED = Set.of("VISITED", "SIGNED", "FOLLOWED", "CLOSED");
    private static final List<String> OPEN = List.of(
            "ASKED", "ASKED_BACK", "PUBLISHED", "DISPATCHED", "ACCEPTED", "APPOINTED", "VISITED", "SIGNED", "FOLLOWED");

    private static final String[][] PROBLEMS = {
        {"TECHNOLOGY", "除尘风机变频改造", "风机全年工频运行，用电高，噪声大，想改变频但不清楚谐波怎么处理。"},
        {"TECHNOLOGY", "自动线节拍不稳", "上料工位节拍忽快忽慢，每班要停线两三次，查过传感器没有发现问题。"},
        {"STANDARDS", "企业标准修订", "现行企业标准已过五年，新增两项检验项目，不会写试验方法。"},
        {"TRANSFER", "工装小改小革推广", "班组做的快换夹具在本厂好用，想做成产品卖给同行，不知道怎样定型和定价。"},
        {"PATENT", "实用新型专利申报", "职工改造的清堵装置想申报专利，没有写过申请文件，也没做过检索。"},
        {"STANDARDS", "计量器具管理规范", "量具台账不全，送检周期混乱，客户审核两次提出不符合。"},
        {"TECHNOLOGY", "焊接变形控制", "薄板箱体焊后变形大，校正占用两个人，废品率偏高。"},
        {"PATENT", "专利布局咨询", "已有三项实用新型，想知道哪些地方还应该保护。"},
    };

    private final DSLContext dsl;
    private final Today today;
    private final Random random = new Random(WholeCity.SEED + 31);

    SampleHelp(DSLContext dsl, Today today) {
        this.dsl = dsl;
        this.today = today;
    }

    @Override
    public void load(Scale scale, int year) {
        List<Long> enterprises = dsl.select(NODE.ID)
                .from(NODE)
                .join(ENTERPRISE)
                .on(ENTERPRISE.NODE_ID.eq(NODE.ID))
                .where(ENTERPRISE.OWNERSHIP.ne("PUBLIC_INSTITUTION"))
                .orderBy(NODE.ID)
                .limit(300)
                .fetch(NODE.ID);
        int services = scale.of(SERVICES);
        for (int i = 0; i < services; i++) {
            int ago = 130 + random.nextInt(330);
            request(enterprises.get(random.nextInt(enterprises.size())), i, "CLOSED", ago, team(i));
        }
        long first = first();
        for (int i = 0; i < OPEN.size(); i++) {
            String state = OPEN.get(i);
            request(node(i % 2 == 0 ? "QY007" : "QY001"), i, state, state.equals("FOLLOWED") ? 45 : 2 + i, first);
        }
        for (String state : List.of("REFUSED", "UNTAKEN", "CANCELLED")) {
            request(node("QY007"), random.nextInt(8), state, 60, first);
        }
        for (int i = 0; i < scale.some(30); i++) {
            String state = OPEN.get(random.nextInt(OPEN.size()));
            request(
                    enterprises.get(random.nextInt(enterprises.size())),
                    i,
                    state,
                    state.equals("FOLLOWED") ? 45 : 3,
                    team(i));
        }
    }

    private long node(String code) {
        return dsl.select(NODE.ID)
                .from(NODE)
                .where(NODE.CODE.eq(code))
                .fetchSingle()
                .value1();
    }

    /** An active team that does this kind of service; any, where none does. */
    private long team(int problem) {
        List<Long> teams = dsl.select(TEAM.ID)
                .from(TEAM)
                .join(TEAM_KIND)
                .on(TEAM_KIND.TEAM_ID.eq(TEAM.ID), TEAM_KIND.KIND.eq(PROBLEMS[problem % PROBLEMS.length][0]))
                .where(TEAM.STATE.eq("ACTIVE"))
                .orderBy(TEAM.ID)
                .fetch(TEAM.ID);
        return teams.isEmpty() ? first() : teams.get(random.nextInt(teams.size()));
    }

    private long first() {
        return dsl.select(DSL.min(TEAM.ID))
                .from(TEAM)
                .where(TEAM.STATE.eq("ACTIVE"))
                .fetchSingle()
                .value1();
    }

    private void request(long node, int problem, String state, int ago, long team) {
        String[] words = PROBLEMS[problem % PROBLEMS.length];
        LocalDate asked = today.today().minusDays(ago);
        boolean closed = state.equals("CLOSED");
        boolean over = closed || List.of("REFUSED", "UNTAKEN", "CANCELLED").contains(state);
        String outcome = problem % 9 == 4 ? "CONTINUING" : problem % 17 == 5 ? "UNRESOLVED" : "RESOLVED";
        long id = dsl.insertInto(REQUEST)
                .set(REQUEST.NODE_ID, node)
                .set(REQUEST.KIND, words[0])
                .set(REQUEST.TITLE, words[1])
                .set(REQUEST.PROBLEM, words[2])
                .set(REQUEST.PLACE, "本单位车间")
                .set(REQUEST.URGENT, random.nextInt(6) == 0)
                .set(REQUEST.CONFIDENTIAL, !state.equals("PUBLISHED") && random.nextInt(10) == 0)
                .set(REQUEST.CONTACT_NAME, "孙志远")
                .set(REQUEST.CONTACT_PHONE, "0561-3000000")
                .set(REQUEST.STATE, state)
                .set(REQUEST.TEAM_ID, WITH_TEAM.contains(state) ? team : null)
                .set(REQUEST.DUE_ON, over ? null : today.today().plusDays(state.equals("FOLLOWED") ? 20 : 4))
                .set(REQUEST.OUTCOME, closed ? outcome : null)
                .set(REQUEST.PROJECT_ID, closed && outcome.equals("CONTINUING") ? project() : null)
                .set(REQUEST.ASKED_AT, at(asked, 9))
                .set(REQUEST.CLOSED_ON, closed ? asked.plusDays(115) : null)
                .set(REQUEST.STEPS, OPEN.indexOf(state) < 0 ? 9 : OPEN.indexOf(state))
                .returningResult(REQUEST.ID)
                .fetchSingle()
                .value1();
        event(id, at(asked, 9), "ASK", "企业工会", null, "");
        switch (state) {
            case "REFUSED" -> event(id, at(asked.plusDays(1), 10), "REFUSE", "赵明远", null, "属于劳动争议，请找职工法律援助中心");
            case "UNTAKEN" -> event(id, at(asked.plusDays(15), 10), "GIVE_UP", "系统", null, "发榜期内没有服务队揭榜");
            case "CANCELLED" -> event(id, at(asked.plusDays(1), 10), "CANCEL", "孙志远", null, "问题已自行解决");
            case "ASKED_BACK" -> event(id, at(asked.plusDays(1), 10), "ASK_BACK", "赵明远", null, "请补充设备型号和现有图纸");
            case "PUBLISHED" -> {
                event(id, at(asked.plusDays(1), 10), "PUBLISH", "赵明远", null, "");
                dsl.insertInto(CLAIM)
                        .set(CLAIM.REQUEST_ID, id)
                        .set(CLAIM.TEAM_ID, team)
                        .set(CLAIM.WORDS, "做过两家同类改造，可先到现场测一天数据。")
                        .execute();
            }
            default -> {
                if (WITH_TEAM.contains(state)) {
                    event(id, at(asked.plusDays(1), 10), "DISPATCH", "赵明远", team, "");
                    went(id, state, asked, team, problem, outcome);
                }
            }
        }
    }

    private @Nullable Long project() {
        return dsl.select(DSL.min(PROJECT.ID)).from(PROJECT).fetchSingle().value1();
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 20).atZone(Page.ZONE).toInstant();
    }

    private void event(long id, Instant at, String step, String who, @Nullable Long team, String reason) {
        dsl.insertInto(REQUEST_EVENT)
                .set(REQUEST_EVENT.REQUEST_ID, id)
                .set(REQUEST_EVENT.AT, at)
                .set(REQUEST_EVENT.ACTOR_NAME, who)
                .set(REQUEST_EVENT.STEP, step)
                .set(REQUEST_EVENT.TEAM_ID, team)
                .set(REQUEST_EVENT.REASON, reason)
                .execute();
    }

    /** What came after a team was sent, as far as it came. */
    private void went(long id, String state, LocalDate asked, long team, int n, String outcome) {
        if (state.equals("DISPATCHED")) {
            return;
        }
        event(id, at(asked.plusDays(2), 9), "ACCEPT", "队长", team, "");
        if (state.equals("ACCEPTED")) {
            return;
        }
        event(id, at(asked.plusDays(2), 15), "APPOINT", "队长", team, "");
        boolean held = VISITED.contains(state);
        LocalDate day = held ? asked.plusDays(4) : today.today().plusDays(1);
        long visit = dsl.insertInto(VISIT)
                .set(VISIT.REQUEST_ID, id)
                .set(VISIT.STARTS_AT, at(day, 14))
                .set(VISIT.PLACE, "本单位车间")
                .set(VISIT.CODE, "%06d".formatted(random.nextInt(1_000_000)))
                .set(VISIT.HELD_AT, held ? at(day, 17) : null)
                .set(VISIT.HOURS, held ? BigDecimal.valueOf(2 + random.nextInt(4)) : null)
                .set(VISIT.MET, held ? "车间主任和两名操作工" : "")
                .set(VISIT.PROBLEM, held ? "现场复现了所报的问题。" : "")
                .set(VISIT.DIAGNOSIS, held ? "参数设置与实际工况不符，维护规程缺一项。" : "")
                .set(VISIT.ADVICE, held ? "调整参数，补充点检项目，一周后复测。" : "")
                .set(VISIT.TRAINED, held ? random.nextInt(20) : 0)
                .returningResult(VISIT.ID)
                .fetchSingle()
                .value1();
        if (!held) {
            return;
        }
        event(id, at(day, 17), "RECORD", "队长", team, "");
        dsl.select(TEAM_MEMBER.PERSON_ID)
                .from(TEAM_MEMBER)
                .where(TEAM_MEMBER.TEAM_ID.eq(team))
                .orderBy(TEAM_MEMBER.LEADS.desc(), TEAM_MEMBER.ID)
                .limit(2)
                .forEach(p -> dsl.insertInto(VISIT_GOER)
                        .set(VISIT_GOER.VISIT_ID, visit)
                        .set(VISIT_GOER.PERSON_ID, p.value1())
                        .execute());
        if (!state.equals("VISITED")) {
            signedAndRated(id, visit, state, day, team, n, outcome);
        }
    }

    private void signedAndRated(long id, long visit, String state, LocalDate day, long team, int n, String outcome) {
        for (String side : List.of("TEAM", "ENTERPRISE")) {
            dsl.insertInto(SIGNATURE)
                    .set(SIGNATURE.VISIT_ID, visit)
                    .set(SIGNATURE.SIDE, side)
                    .set(SIGNATURE.WAY, side.equals("TEAM") ? "TYPED" : "CODE")
                    .set(SIGNATURE.SIGNER, side.equals("TEAM") ? "队长" : "车间主任")
                    .set(SIGNATURE.AT, at(day, 17))
                    .execute();
        }
        event(id, at(day, 17), "SIGN", "队长", team, "");
        if (state.equals("SIGNED")) {
            return;
        }
        event(id, at(day.plusDays(2), 9), "RATE", "企业工会", team, "");
        if (n % 8 != 7) {
            dsl.insertInto(RATING)
                    .set(RATING.REQUEST_ID, id)
                    .set(RATING.MANNER, 4 + random.nextInt(2))
                    .set(RATING.SKILL, 3 + random.nextInt(3))
                    .set(RATING.SPEED, 3 + random.nextInt(3))
                    .set(RATING.EFFECT, 3 + random.nextInt(3))
                    .set(RATING.WORDS, n % 3 == 0 ? "讲得清楚，当场解决了问题。" : "")
                    .set(RATING.AT, at(day.plusDays(2), 9))
                    .execute();
        }
        boolean closed = state.equals("CLOSED");
        for (int after : new int[] {30, 90}) {
            dsl.insertInto(RESULT)
                    .set(RESULT.REQUEST_ID, id)
                    .set(RESULT.AFTER_DAYS, after)
                    .set(RESULT.DUE_ON, day.plusDays(2 + after))
                    .set(RESULT.OUTCOME, closed ? outcome : null)
                    .set(RESULT.WORDS, closed ? "已按建议调整，运行平稳。" : "")
                    .set(RESULT.BENEFIT, closed ? BigDecimal.valueOf(5000L * (1 + random.nextInt(30))) : null)
                    .set(RESULT.ANSWERED_AT, closed ? at(day.plusDays(4 + after), 9) : null)
                    .execute();
        }
        if (closed) {
            event(id, at(day.plusDays(111), 9), "CLOSE", "企业工会", team, "");
        }
    }
}
