package io.lingchuang.notices;

/** Said when a notice has gone public. */
public record NoticeReleased(long noticeId, long callId) {}
