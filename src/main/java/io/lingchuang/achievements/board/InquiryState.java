package io.lingchuang.achievements.board;

/** OPEN → ANSWERED, DECLINED. */
public enum InquiryState {
    OPEN,
    ANSWERED,
    DECLINED
}
