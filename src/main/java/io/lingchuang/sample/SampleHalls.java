package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.achievements.Tables.ACHIEVEMENT;
import static io.lingchuang.db.achievements.Tables.BENEFIT;
import static io.lingchuang.db.achievements.Tables.EXHIBIT;
import static io.lingchuang.db.achievements.Tables.HALL;
import static io.lingchuang.db.achievements.Tables.INQUIRY;
import static io.lingchuang.db.achievements.Tables.POSTING;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the library shows outside: halls of the years, offers and needs at every step, and who asked about them. */
@Component
class SampleHalls {

    private static final List<String> CATEGORIES = List.of("智能制造", "安全生产", "节能降碳", "工艺改进");
    private static final int EXHIBITS = 24;

    private final DSLContext dsl;
    private final Accounts accounts;
    private final Today today;

    SampleHalls(DSLContext dsl, Accounts accounts, Today today) {
        this.dsl = dsl;
        this.accounts = accounts;
        this.today = today;
    }

    Actor officer() {
        return accounts.actor(account("city")).orElseThrow();
    }

    private long account(String login) {
        return dsl.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq(login))
                .fetchSingle()
                .value1();
    }

    void load(List<Long> own, int year) {
        hall(year - 1, "RELEASED");
        hall(year, "RELEASED");
        hall(year + 1, "PREPARED");
        hall(year + 2, "DRAFT");
        transfers(own);
        board(own);
    }

    private void hall(int year, String state) {
        boolean released = state.equals("RELEASED");
        dsl.insertInto(HALL)
                .set(HALL.YEAR, year)
                .set(HALL.TITLE, year + "年职工优秀创新成果展")
                .set(HALL.INTRODUCTION, "集中展示本年度职工创新成果，供各单位学习、选用。成果和人员均为虚构。")
                .set(HALL.STATE, state)
                .set(HALL.PREPARED_BY, state.equals("DRAFT") ? null : (Long) account("city"))
                .set(HALL.RELEASED_BY, released ? (Long) account("chief") : null)
                .set(HALL.RELEASED_AT, released ? at(LocalDate.of(year + 1, 4, 20)) : null)
                .execute();
        List<Long> chosen = dsl.select(ACHIEVEMENT.ID)
                .from(ACHIEVEMENT)
                .leftJoin(BENEFIT)
                .on(BENEFIT.ACHIEVEMENT_ID.eq(ACHIEVEMENT.ID))
                .where(ACHIEVEMENT.YEAR.eq(Math.min(year, today.today().getYear() - 1)))
                .groupBy(ACHIEVEMENT.ID)
                .orderBy(
                        org.jooq
                                .impl
                                .DSL
                                .coalesce(org.jooq.impl.DSL.sum(BENEFIT.PROVEN), java.math.BigDecimal.ZERO)
                                .desc(),
                        ACHIEVEMENT.ID)
                .limit(EXHIBITS)
                .fetch(ACHIEVEMENT.ID);
        for (int i = 0; i < chosen.size(); i++) {
            dsl.insertInto(EXHIBIT)
                    .set(EXHIBIT.YEAR, year)
                    .set(EXHIBIT.ACHIEVEMENT_ID, chosen.get(i))
                    .set(EXHIBIT.CATEGORY, CATEGORIES.get(i % CATEGORIES.size()))
                    .execute();
        }
    }

    private static Instant at(LocalDate day) {
        return day.atTime(9, 0).atZone(io.lingchuang.platform.web.Page.ZONE).toInstant();
    }

    /** Each as far as it came, step by step. */
    private void transfers(List<Long> own) {
        move(own.get(0), null, "OFFERED");
        move(own.get(1), null, "OFFERED", "NEGOTIATING");
        move(own.get(2), "相山机械制造有限公司（虚构）", "OFFERED", "NEGOTIATING", "TRANSFERRED");
        move(own.get(3), null, "OFFERED", "WITHDRAWN");
        move(own.get(4), null, "OFFERED");
    }

    private void move(long id, @Nullable String receiver, String... states) {
        for (String state : states) {
            dsl.update(ACHIEVEMENT)
                    .set(ACHIEVEMENT.STATE, state)
                    .set(ACHIEVEMENT.RECEIVER, receiver == null ? "" : receiver)
                    .where(ACHIEVEMENT.ID.eq(id))
                    .execute();
        }
    }

    private void board(List<Long> own) {
        LocalDate day = today.today();
        long first = offer(own.get(0), "PUBLISHED", day.plusMonths(4));
        inquiry(first, "OPEN", null);
        inquiry(first, "ANSWERED", "已约双方下周三到现场看样机");
        long second = offer(own.get(1), "PUBLISHED", day.plusMonths(3));
        inquiry(second, "DECLINED", "对方要的是整机供货，与本成果不符");
        offer(own.get(2), "SETTLED", day.minusMonths(1));
        offer(own.get(3), "EXPIRED", day.minusMonths(2));
        offer(own.get(4), "PUBLISHED", day.plusMonths(5));
        offer(own.get(5), "SUBMITTED", day.plusMonths(6));
        need(own.get(6), "PUBLISHED", "求井下巷道喷浆回弹料再利用技术", day.plusMonths(5), null);
        need(own.get(7), "SUBMITTED", "求小批量零件视觉检测方案", day.plusMonths(6), null);
        need(own.get(8), "REFUSED", "代销饲料添加剂求合作", day.plusMonths(2), "内容是商品推销，不属于技术需求");
        need(own.get(9), "WITHDRAWN", "求仓库温湿度集中监测办法", day.plusMonths(1), "已自行解决");
    }

    private long offer(long achievement, String state, LocalDate until) {
        var a = dsl.select(ACHIEVEMENT.NODE_ID, ACHIEVEMENT.TITLE, ACHIEVEMENT.SUMMARY)
                .from(ACHIEVEMENT)
                .where(ACHIEVEMENT.ID.eq(achievement))
                .fetchSingle();
        return post("OFFER", a.value1(), achievement, a.value2(), a.value3() + "可提供图纸和现场培训。", state, until, null);
    }

    private void need(long of, String state, String title, LocalDate until, @Nullable String reason) {
        long node = dsl.select(ACHIEVEMENT.NODE_ID)
                .from(ACHIEVEMENT)
                .where(ACHIEVEMENT.ID.eq(of))
                .fetchSingle()
                .value1();
        post("NEED", node, null, title, "希望找到有经验的工作室或单位，能到现场看情况、提出办法。", state, until, reason);
    }

    private long post(
            String kind,
            long node,
            @Nullable Long achievement,
            String title,
            String text,
            String state,
            LocalDate until,
            @Nullable String reason) {
        boolean looked = !state.equals("SUBMITTED") && !state.equals("WITHDRAWN");
        boolean published = looked && !state.equals("REFUSED");
        return dsl.insertInto(POSTING)
                .set(POSTING.KIND, kind)
                .set(POSTING.NODE_ID, node)
                .set(POSTING.ACHIEVEMENT_ID, achievement)
                .set(POSTING.TITLE, title)
                .set(POSTING.TEXT, text)
                .set(POSTING.STATE, state)
                .set(POSTING.UNTIL_DAY, until)
                .set(POSTING.REASON, reason)
                .set(POSTING.CREATED_BY, account("clerk"))
                .set(POSTING.LOOKED_BY, looked ? (Long) account("city") : null)
                .set(POSTING.PUBLISHED_AT, published ? today.now().minus(90, ChronoUnit.DAYS) : null)
                .returningResult(POSTING.ID)
                .fetchSingle()
                .value1();
    }

    private void inquiry(long posting, String state, @Nullable String answer) {
        dsl.insertInto(INQUIRY)
                .set(INQUIRY.POSTING_ID, posting)
                .set(INQUIRY.NAME, "孙示例")
                .set(INQUIRY.UNIT, "濉溪某选煤厂（虚构）")
                .set(INQUIRY.PHONE, "13800000000")
                .set(INQUIRY.TEXT, "想了解样机情况和加工周期，能否到现场看一看？")
                .set(INQUIRY.STATE, state)
                .set(INQUIRY.ANSWER, answer)
                .set(INQUIRY.ANSWERED_BY, answer == null ? null : (Long) account("city"))
                .set(INQUIRY.ANSWERED_AT, answer == null ? null : today.now().minus(3, ChronoUnit.DAYS))
                .execute();
    }
}
