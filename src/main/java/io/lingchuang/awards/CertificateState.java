package io.lingchuang.awards;

/** VALID → WITHDRAWN (the award, or this paper, no longer counts) or REISSUED (another one took its place). */
public enum CertificateState {
    VALID,
    WITHDRAWN,
    REISSUED
}
