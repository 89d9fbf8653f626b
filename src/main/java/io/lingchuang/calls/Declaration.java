package io.lingchuang.calls;

/**
 * A sentence the applicant answers before handing in.
 *
 * @param kind PROMISE must be ticked (truth, authorisation); SECRECY is a question, and a "yes" stops the upload of anything
 */
public record Declaration(String code, String text, Kind kind) {
    public enum Kind {
        PROMISE,
        SECRECY
    }
}
