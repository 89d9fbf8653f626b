package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.ARTICLE;
import static io.lingchuang.db.studios.Tables.COLLECTIVE_HONOUR;
import static io.lingchuang.db.studios.Tables.FOLLOWER;
import static io.lingchuang.db.studios.Tables.FUND;
import static io.lingchuang.db.studios.Tables.HELD_WORD;
import static io.lingchuang.db.studios.Tables.KIND_VALUE;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.ONLINE_ANSWER;
import static io.lingchuang.db.studios.Tables.ONLINE_QUESTION;
import static io.lingchuang.db.studios.Tables.REPORT;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.platform.text.Bigrams;
import io.lingchuang.platform.web.Page;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What the studios' pages show: honours and money of the craft masters' studio, what the bases say of themselves, and what was asked and answered online. */
@Component
@Order(12)
class SampleOnline implements OwnPart {

    private final DSLContext dsl;
    private final Random random = new Random(WholeCity.SEED);

    SampleOnline(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public void load(Scale scale, int year) {
        long masters = dsl.select(STUDIO.ID)
                .from(STUDIO)
                .where(STUDIO.CODE.eq("huaikuang"))
                .fetchSingle()
                .value1();
        honour(masters, "全国工人先锋号", "NATIONAL", 2021);
        honour(masters, "全市优秀劳模工匠创新工作室", "CITY", year - 1);
        money(masters, year);
        whoLeft(masters, year);
        bases();
        List.of("加微信", "代写论文", "高息借款")
                .forEach(word ->
                        dsl.insertInto(HELD_WORD).set(HELD_WORD.WORD, word).execute());
        asked(masters, year);
        articles(masters, year);
        List.of("worker", "worker2", "trainee")
                .forEach(login -> dsl.insertInto(FOLLOWER)
                        .set(FOLLOWER.STUDIO_ID, masters)
                        .set(FOLLOWER.ACCOUNT_ID, account(login))
                        .execute());
    }

    private void honour(long studio, String title, String level, int year) {
        dsl.insertInto(COLLECTIVE_HONOUR)
                .set(COLLECTIVE_HONOUR.STUDIO_ID, studio)
                .set(COLLECTIVE_HONOUR.TITLE, title)
                .set(COLLECTIVE_HONOUR.LEVEL, level)
                .set(COLLECTIVE_HONOUR.YEAR, year)
                .execute();
    }

    private void money(long studio, int year) {
        for (int y = year - 2; y <= year; y++) {
            in(studio, LocalDate.of(y, 2, 20), "UNIT", "年度工作室经费", "80000");
            in(studio, LocalDate.of(y, 5, 10), "UNION", "工会专项补助", "30000");
            out(studio, LocalDate.of(y, 4, 8), "EQUIPMENT", "购置变频调速实训柜", "PZ-" + y + "-041", "36500");
            out(studio, LocalDate.of(y, 7, 16), "PROJECT", "课题试验材料", "PZ-" + y + "-072", "28800.50");
            out(studio, LocalDate.of(y, 10, 22), "TRAINING", "学员外出交流", "PZ-" + y + "-105", "21460");
        }
        long twice = out(studio, LocalDate.of(year, 11, 3), "SPREADING", "教材印刷", "PZ-" + year + "-118", "6000");
        dsl.update(FUND)
                .set(FUND.STRUCK_WHY, "金额记错，另记")
                .set(FUND.STRUCK_AT, at(LocalDate.of(year, 11, 4)))
                .where(FUND.ID.eq(twice))
                .execute();
        out(studio, LocalDate.of(year, 11, 3), "SPREADING", "教材印刷", "PZ-" + year + "-118", "6800");
        dsl.update(STUDIO)
                .set(STUDIO.FUNDS_SHOWN, true)
                .where(STUDIO.ID.eq(studio))
                .execute();
    }

    private void in(long studio, LocalDate day, String source, String what, String amount) {
        dsl.insertInto(FUND)
                .set(FUND.STUDIO_ID, studio)
                .set(FUND.DAY, day)
                .set(FUND.DIRECTION, "IN")
                .set(FUND.SOURCE, source)
                .set(FUND.WHAT, what)
                .set(FUND.AMOUNT, new BigDecimal(amount))
                .execute();
    }

    private long out(long studio, LocalDate day, String purpose, String what, String voucher, String amount) {
        return dsl.insertInto(FUND)
                .set(FUND.STUDIO_ID, studio)
                .set(FUND.DAY, day)
                .set(FUND.DIRECTION, "OUT")
                .set(FUND.PURPOSE, purpose)
                .set(FUND.WHAT, what)
                .set(FUND.VOUCHER, voucher)
                .set(FUND.AMOUNT, new BigDecimal(amount))
                .returningResult(FUND.ID)
                .fetchSingle()
                .value1();
    }

    /** One of its members learnt there first; the line of that time stays in the history. */
    private void whoLeft(long studio, int year) {
        dsl.select(MEMBER.PERSON_ID)
                .from(MEMBER)
                .join(PERSON)
                .on(PERSON.ID.eq(MEMBER.PERSON_ID))
                .where(MEMBER.STUDIO_ID.eq(studio), PERSON.STAFF_NUMBER.eq("QY004004"))
                .forEach(m -> dsl.insertInto(MEMBER)
                        .set(MEMBER.STUDIO_ID, studio)
                        .set(MEMBER.PERSON_ID, m.value1())
                        .set(MEMBER.PART, "TRAINEE")
                        .set(MEMBER.FROM_DAY, LocalDate.of(year - 6, 4, 28))
                        .set(MEMBER.UNTIL_DAY, LocalDate.of(year - 5, 4, 28))
                        .execute());
    }

    private void bases() {
        List<String> crops = List.of("石榴", "葡萄", "食用菌", "大豆", "小麦良种", "水产养殖");
        int n = 0;
        for (var base : dsl.select(STUDIO.ID, STUDIO.KIND)
                .from(STUDIO)
                .where(STUDIO.KIND.ne("STUDIO"))
                .orderBy(STUDIO.ID)
                .fetch()) {
            if (base.value2().equals("RURAL_BASE")) {
                say(base.value1(), base.value2(), "crop", crops.get(n++ % crops.size()));
                say(base.value1(), base.value2(), "fields", String.valueOf(200 + random.nextInt(40) * 10));
                say(base.value1(), base.value2(), "villages", String.valueOf(2 + random.nextInt(8)));
                say(base.value1(), base.value2(), "households", String.valueOf(40 + random.nextInt(300)));
            } else {
                say(base.value1(), base.value2(), "direction", "关键工序的自动化和节能改造");
                say(base.value1(), base.value2(), "partners", "示范大学机电学院（虚构）");
                say(base.value1(), base.value2(), "shared", String.valueOf(3 + random.nextInt(9)));
            }
        }
    }

    private void say(long studio, String kind, String code, String value) {
        dsl.insertInto(KIND_VALUE)
                .set(KIND_VALUE.STUDIO_ID, studio)
                .set(KIND_VALUE.KIND, kind)
                .set(KIND_VALUE.CODE, code)
                .set(KIND_VALUE.VALUE, value)
                .execute();
    }

    private void asked(long studio, int year) {
        long pump =
                question(studio, "worker", "井下水泵频繁跳闸怎么查", "潮湿季节每天跳两三次，绝缘测过合格。", false, null, LocalDate.of(year, 9, 3));
        long best = answer(pump, "master", "先看启动电流和整定值是否匹配，再查电缆接线盒是否积水。测绝缘要在停机后立即测。", "SHOWN", null);
        answer(pump, "member", "补充一点：检查软启动器的温度保护，散热风道积尘也会跳。", "SHOWN", null);
        dsl.update(ONLINE_QUESTION)
                .set(ONLINE_QUESTION.BEST_ID, best)
                .where(ONLINE_QUESTION.ID.eq(pump))
                .execute();
        long support =
                question(studio, "trainee", "液压支架缓慢下沉是什么原因", "静置一夜下沉约三厘米。", false, null, LocalDate.of(year, 10, 12));
        answer(support, "member", "多半是液控单向阀内泄，可以先换阀芯试一下。", "SHOWN", null);
        answer(support, "member", "具体型号的参数可以加微信再说。", "HELD", "含有需要核实的词“加微信”");
        answer(support, "master", "重复的解答。", "HIDDEN", "与上面的解答重复");
        question(studio, "worker2", "皮带机跑偏除了调托辊还能怎么办", "", false, null, LocalDate.of(year, 11, 20));
        question(studio, "worker2", "本单位新装设备的控制逻辑想请教", "涉及本单位图纸，不便公开。", true, null, LocalDate.of(year, 11, 22));
        long held = question(studio, "worker3", "评职称要代写论文吗", "听说要代写论文。", false, "HELD", LocalDate.of(year, 11, 25));
        dsl.insertInto(REPORT)
                .set(REPORT.STUDIO_ID, studio)
                .set(REPORT.ABOUT, "QUESTION")
                .set(REPORT.SUBJECT_ID, held)
                .set(REPORT.ACCOUNT_ID, account("worker"))
                .set(REPORT.REASON, "与技术无关")
                .execute();
        question(studio, "worker3", "出售二手设备一批", "有意者请联系。", false, "HIDDEN", LocalDate.of(year, 11, 26));
    }

    private long question(
            long studio, String who, String title, String body, boolean secret, @Nullable String state, LocalDate on) {
        return dsl.insertInto(ONLINE_QUESTION)
                .set(ONLINE_QUESTION.STUDIO_ID, studio)
                .set(ONLINE_QUESTION.ACCOUNT_ID, account(who))
                .set(ONLINE_QUESTION.TITLE, title)
                .set(ONLINE_QUESTION.BODY, body)
                .set(ONLINE_QUESTION.SECRET, secret)
                .set(ONLINE_QUESTION.STATE, state == null ? "SHOWN" : state)
                .set(ONLINE_QUESTION.WHY, state == null ? null : state.equals("HELD") ? "含有需要核实的词“代写论文”" : "与工作室无关")
                .set(ONLINE_QUESTION.ASKED_AT, at(on))
                .set(ONLINE_QUESTION.SEARCH, Bigrams.index(title, body))
                .returningResult(ONLINE_QUESTION.ID)
                .fetchSingle()
                .value1();
    }

    private long answer(long question, String who, String body, String state, @Nullable String why) {
        return dsl.insertInto(ONLINE_ANSWER)
                .set(ONLINE_ANSWER.QUESTION_ID, question)
                .set(ONLINE_ANSWER.ACCOUNT_ID, account(who))
                .set(ONLINE_ANSWER.BODY, body)
                .set(ONLINE_ANSWER.STATE, state)
                .set(ONLINE_ANSWER.WHY, why)
                .set(
                        ONLINE_ANSWER.ANSWERED_AT, // the day after it was asked
                        DSL.field(DSL.select(
                                        DSL.field("{0} + interval '26 hours'", Instant.class, ONLINE_QUESTION.ASKED_AT))
                                .from(ONLINE_QUESTION)
                                .where(ONLINE_QUESTION.ID.eq(question))))
                .returningResult(ONLINE_ANSWER.ID)
                .fetchSingle()
                .value1();
    }

    private void articles(long studio, int year) {
        article(studio, "member", "ARTICLE", "变频器散热的三个小改进", "一、风道加滤网；二、柜顶加导流板；三、每周清灰并记录温升。", "", "PUBLISHED", year);
        article(studio, "master", "VIDEO", "液压支架阀组拆装示范", "", "https://example.org/video/valve", "PUBLISHED", year);
        article(studio, "member", "ARTICLE", "供电模拟台的使用说明", "步骤和注意事项。", "", "WAITING", year);
        article(studio, "member", "ARTICLE", "带徒笔记", "先写一半。", "", "DRAFT", year);
        article(studio, "member", "ARTICLE", "某设备改造前后对比", "待核实照片来源。", "", "HELD", year);
        article(studio, "member", "ARTICLE", "旧版操作步骤", "已经过时。", "", "HIDDEN", year);
    }

    private void article(
            long studio, String who, String kind, String title, String body, String link, String state, int year) {
        boolean draft = state.equals("DRAFT");
        boolean open = draft || state.equals("WAITING");
        dsl.insertInto(ARTICLE)
                .set(ARTICLE.STUDIO_ID, studio)
                .set(ARTICLE.ACCOUNT_ID, account(who))
                .set(ARTICLE.KIND, kind)
                .set(ARTICLE.TITLE, title)
                .set(ARTICLE.BODY, body)
                .set(ARTICLE.LINK, link)
                .set(ARTICLE.NO_SECRETS, !draft)
                .set(ARTICLE.STATE, state)
                .set(ARTICLE.WHY, state.equals("HELD") || state.equals("HIDDEN") ? "核实后再定" : null)
                .set(ARTICLE.CONSENTED_BY, open ? null : account("mining"))
                .set(ARTICLE.PUBLISHED_AT, open ? null : at(LocalDate.of(year, 11, 10)))
                .execute();
    }

    private static Instant at(LocalDate day) {
        return day.atTime(10, 30).atZone(Page.ZONE).toInstant();
    }

    private long account(String login) {
        return dsl.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq(login))
                .fetchSingle()
                .value1();
    }
}
