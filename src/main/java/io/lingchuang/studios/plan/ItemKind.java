package io.lingchuang.studios.plan;

/** What a studio's year is made of: research 课题, teaching material 教材, classes 授课, apprentices 带徒, service 服务, competition 竞赛, others. */
public enum ItemKind {
    RESEARCH,
    TEACHING_MATERIAL,
    COURSE,
    APPRENTICES,
    SERVICE,
    COMPETITION,
    OTHER
}
