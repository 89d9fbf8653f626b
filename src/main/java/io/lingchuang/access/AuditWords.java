package io.lingchuang.access;

/** What a look at the audit trail found, in words. */
final class AuditWords {

    interface Text {
        String of(String key, Object... args);
    }

    private AuditWords() {}

    static String of(AuditCheck.Finding finding, Text text) {
        AuditCheck.Fault fault = finding.fault();
        String walked = text.of(
                "access.chain.walked",
                String.valueOf(finding.links()),
                String.valueOf(finding.heads()),
                String.valueOf(finding.waiting()));
        return walked
                + " "
                + (fault == null
                        ? text.of("access.chain.whole")
                        : text.of(
                                "AuditCheck.What." + fault.what().name(),
                                String.valueOf(fault.link()),
                                String.valueOf(fault.row())));
    }
}
