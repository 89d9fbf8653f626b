package io.lingchuang.studios.assessment;

/** What an assessment came to: excellent 优秀, qualified 合格, to be put right by a day 限期整改, plaque off 摘牌. */
public enum AssessmentOutcome {
    EXCELLENT,
    QUALIFIED,
    TO_PUT_RIGHT,
    PLAQUE_OFF
}
