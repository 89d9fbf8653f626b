package io.lingchuang.sample;

import static io.lingchuang.db.studios.Tables.MATERIAL;
import static io.lingchuang.db.studios.Tables.MATERIAL_VERSION;
import static io.lingchuang.db.studios.Tables.MILESTONE;
import static io.lingchuang.db.studios.Tables.PROJECT;

import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.studios.ledger.Material;
import io.lingchuang.studios.ledger.Project;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Projects and teaching material of the sample's studios. */
@Component
class SampleProjects {

    private static final String[][] PROJECTS = {
        {"综采面液压支架快速检修工装", "更换一组立柱要停产四小时，人工吊装有挤伤风险。", "检修时间缩短一半，消除人工吊装"},
        {"井下变电所智能停送电闭锁改造", "停送电靠人工挂牌，误送电隐患长期存在。", "闭锁率百分之百，误操作为零"},
        {"带式输送机跑偏自动纠正装置", "胶带跑偏每月停机十余次，撒煤清理占用人手。", "跑偏停机每月不超过一次"},
        {"主排水泵轴承温度在线监测", "轴承损坏多在夜班发现，抢修被动。", "提前两天预警"},
        {"采煤机截齿使用寿命延长", "截齿月耗四百余只，费用居高不下。", "单耗下降三成"},
        {"矿用电缆接头冷补工艺", "热补需升井，往返耗时一班。", "井下冷补，一小时完成"},
        {"井下水仓清淤机器人试制", "人工清淤效率低、劳动强度大。", "完成样机"},
        {"防爆柴油机尾气净化", "尾气异味大，职工反映多。", "达到新标准限值"}
    };

    private final DSLContext dsl;
    private final Files files;
    private final Pdf pdf;
    private final Today today;

    SampleProjects(DSLContext dsl, Files files, Pdf pdf, Today today) {
        this.dsl = dsl;
        this.files = files;
        this.pdf = pdf;
        this.today = today;
    }

    /** One that is under way, or finished. */
    void one(long studio, List<Long> roster, int n) {
        project(studio, roster.getFirst(), PROJECTS[n], n % 2 == 0 ? Project.State.RUNNING : Project.State.FINISHED, n);
    }

    void ofMasters(long studio, List<Long> roster) {
        Project.State[] states = {
            Project.State.RUNNING,
            Project.State.FINISHED,
            Project.State.RUNNING,
            Project.State.ASKED,
            Project.State.FINISHED,
            Project.State.DRAFT,
            Project.State.STOPPED,
            Project.State.FINISHED
        };
        for (int i = 0; i < states.length; i++) {
            project(studio, roster.get(i % 5), PROJECTS[i], states[i], i);
        }
        material(studio, Material.Kind.TEXTBOOK, "液压支架检修一本通", Material.SeenBy.PUBLIC, Material.State.IN_USE, 3);
        material(studio, Material.Kind.COURSEWARE, "变频调速原理与参数整定", Material.SeenBy.LEARNERS, Material.State.IN_USE, 2);
        material(studio, Material.Kind.PROCEDURE, "井下停送电标准化操作", Material.SeenBy.PUBLIC, Material.State.IN_USE, 1);
        material(studio, Material.Kind.CASE, "皮带机典型故障二十例", Material.SeenBy.LEARNERS, Material.State.IN_USE, 1);
        material(studio, Material.Kind.OTHER, "课题立项与验收表样", Material.SeenBy.STUDIO, Material.State.IN_USE, 1);
        material(studio, Material.Kind.COURSEWARE, "老式绞车电控讲义", Material.SeenBy.STUDIO, Material.State.RETIRED, 1);
    }

    private void project(long studio, long lead, String[] words, Project.State state, int n) {
        boolean decided =
                state == Project.State.RUNNING || state == Project.State.FINISHED || state == Project.State.STOPPED;
        LocalDate starts = decided
                ? today.today()
                        .minusMonths(state == Project.State.RUNNING ? 5 : 14)
                        .minusDays(n)
                : today.today().plusDays(20);
        boolean over = state == Project.State.FINISHED || state == Project.State.STOPPED;
        long id = dsl.insertInto(PROJECT)
                .set(PROJECT.STUDIO_ID, studio)
                .set(PROJECT.TITLE, words[0])
                .set(PROJECT.PROBLEM, words[1])
                .set(PROJECT.GOAL, words[2])
                .set(PROJECT.LEAD_ID, lead)
                .set(PROJECT.STARTS_ON, starts)
                .set(PROJECT.ENDS_ON, starts.plusMonths(10))
                .set(PROJECT.BUDGET, new BigDecimal(20000 + 5000 * n))
                .set(PROJECT.STATE, state.name())
                .set(PROJECT.DECIDED_BY, decided ? "单位工会" : null)
                .set(PROJECT.DECIDED_ON, decided ? starts.minusDays(6) : null)
                .set(PROJECT.DOCUMENT, decided ? "虚构立〔" + starts.getYear() + "〕" + (n + 1) : "")
                .set(PROJECT.RETURNED, state == Project.State.DRAFT ? "请补充预算依据" : null)
                .set(PROJECT.RESULTS, state == Project.State.FINISHED ? "已在两个采区使用，完成验收，形成作业标准一份。" : "")
                .set(PROJECT.BENEFIT, state == Project.State.FINISHED ? new BigDecimal(86000 + 41000 * n) : null)
                .set(PROJECT.ENDED_ON, over ? starts.plusMonths(10) : null)
                .set(PROJECT.STOPPED_WHY, state == Project.State.STOPPED ? "设备更新，问题已不存在" : null)
                .returningResult(PROJECT.ID)
                .fetchSingle()
                .value1();
        String[] steps = {"现场调研，确定方案", "样机或样件完成", "现场试用", "总结验收"};
        for (int i = 0; i < steps.length; i++) {
            LocalDate due = starts.plusMonths(2L * (i + 1));
            boolean done = state == Project.State.FINISHED
                    || decided && due.isBefore(today.today().minusDays(n % 2 == 0 ? 0 : 40));
            dsl.insertInto(MILESTONE)
                    .set(MILESTONE.PROJECT_ID, id)
                    .set(MILESTONE.TITLE, steps[i])
                    .set(MILESTONE.DUE_ON, due)
                    .set(MILESTONE.DONE_ON, done ? due.minusDays(3) : null)
                    .execute();
        }
    }

    private void material(
            long studio, Material.Kind kind, String title, Material.SeenBy seenBy, Material.State state, int versions) {
        long id = dsl.insertInto(MATERIAL)
                .set(MATERIAL.STUDIO_ID, studio)
                .set(MATERIAL.KIND, kind.name())
                .set(MATERIAL.TITLE, title)
                .set(MATERIAL.SUMMARY, "工作室编写，供授课带徒使用。内容为示例。")
                .set(MATERIAL.SEEN_BY, seenBy.name())
                .set(MATERIAL.STATE, state.name())
                .returningResult(MATERIAL.ID)
                .fetchSingle()
                .value1();
        for (int number = 1; number <= versions; number++) {
            byte[] content = pdf.ofHtml("<html><head><style>body{font-family:'Noto Sans SC'}</style></head><body><h1>"
                    + title + "</h1><p>第 " + number + " 版</p><p>本文件为示例，内容虚构。</p></body></html>");
            var file = files.store(
                    new ByteArrayInputStream(content),
                    title + number + ".pdf",
                    "studio-material",
                    id,
                    null,
                    FileRule.DOCUMENT);
            dsl.insertInto(MATERIAL_VERSION)
                    .set(MATERIAL_VERSION.MATERIAL_ID, id)
                    .set(MATERIAL_VERSION.NUMBER, number)
                    .set(MATERIAL_VERSION.FILE_ID, file.id())
                    .set(MATERIAL_VERSION.CHANGED, number == 1 ? "" : "按学员意见修订")
                    .set(MATERIAL_VERSION.BY_NAME, "施敏华")
                    .execute();
        }
    }
}
