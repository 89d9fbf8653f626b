package io.lingchuang.sample;

import io.lingchuang.access.Role;
import org.jspecify.annotations.Nullable;

/** The accounts of the sample city, one for each kind of person; all have the same password. nodeCode: where the role is held or, for workers, who employs them. */
record SampleAccount(
        String login,
        String name,
        String who,
        @Nullable Role role,
        String nodeCode,
        @Nullable String phone) {

    static final String PASSWORD = "Lingchuang2026";

    static final SampleAccount[] ALL = {
        new SampleAccount("worker", "陈立新", "worker 职工", null, "QY001", "13900000001"),
        new SampleAccount("worker2", "周晓梅", "worker 职工", null, "QY001", "13900000002"),
        new SampleAccount("worker3", "吴海涛", "worker 职工", null, "QY007", "13900000003"),
        new SampleAccount("master", "韩德松", "leader of a studio 工作室领衔人", null, "QY004", "13900000006"),
        new SampleAccount("member", "施敏华", "member of a studio 工作室成员", null, "QY004", "13900000007"),
        new SampleAccount("trainee", "许飞", "trainee of a studio 学员", null, "QY004", "13900000008"),
        new SampleAccount("clerk", "李文静", "clerk, Linhuan mine 基层工会干事", Role.CLERK, "QY001", "13900000011"),
        new SampleAccount("clerk2", "孙志远", "clerk, textile 基层工会干事", Role.CLERK, "QY007", "13900000012"),
        new SampleAccount("mining", "马国强", "officer, mining industry union 产业工会", Role.OFFICER, "HBKY", "13900000021"),
        new SampleAccount("county", "何秀兰", "officer, Xiangshan district 区总工会", Role.OFFICER, "XSQ", "13900000022"),
        new SampleAccount("city", "赵明远", "officer, city federation 市总工会", Role.OFFICER, "HB", "13900000031"),
        new SampleAccount("chief", "钱振华", "head of department, releases 部门负责人", Role.CHIEF, "HB", "13900000032"),
        new SampleAccount("finance", "郑玉芳", "finance 财务", Role.FINANCE, "HB", "13900000033"),
        new SampleAccount("leader", "王建民", "leader 领导", Role.LEADER, "HB", "13900000034"),
        new SampleAccount("supervisor", "唐正清", "supervisor of reviews 纪检监察", Role.SUPERVISOR, "HB", "13900000035"),
        new SampleAccount("expert1", "冯宝田", "expert 专家", Role.EXPERT, "HB", "13900000041"),
        new SampleAccount("expert2", "褚云山", "expert 专家", Role.EXPERT, "HB", "13900000042"),
        new SampleAccount("expert3", "卫东升", "expert 专家", Role.EXPERT, "HB", "13900000043"),
        new SampleAccount("expert4", "蒋丽华", "expert 专家", Role.EXPERT, "HB", "13900000044"),
        new SampleAccount("expert5", "沈从容", "expert 专家", Role.EXPERT, "HB", "13900000045"),
        new SampleAccount("admin", "系统管理员", "system administration", Role.SYSTEM_ADMIN, "HB", null),
        new SampleAccount("security", "安全管理员", "security administration", Role.SECURITY_ADMIN, "HB", null),
        new SampleAccount("audit", "审计管理员", "audit administration", Role.AUDIT_ADMIN, "HB", null),
    };

    static String table(String address) {
        StringBuilder text = new StringBuilder("\nLingchuang 领创 is ready: " + address
                + "\nSample accounts (every person is invented), password of all: " + PASSWORD + "\n");
        for (SampleAccount a : ALL) {
            text.append(String.format("  %-10s %s%n", a.login, a.who));
        }
        return text.append("Stop with Ctrl-C.\n").toString();
    }
}
