package io.lingchuang.services.help;

/** What came of it: solved, gone on with, not solved; or nobody ever said. */
public enum Outcome {
    RESOLVED,
    CONTINUING,
    UNRESOLVED,
    SILENT
}
