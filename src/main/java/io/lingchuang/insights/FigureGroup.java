package io.lingchuang.insights;

import java.util.List;

/** What belongs together on the dashboard, in this order. */
public enum FigureGroup {
    TAKING_PART("call.wuxiao.participants", "participation.person_times", "unit.handed_in", "unit.returned"),
    ENTRIES("entry.handed_in", "entry.vetting", "entry.late", "entry.returned", "entry.recommended", "entry.accepted"),
    RESULTS(
            "entry.awarded",
            "call.wuxiao.outstanding",
            "call.suggestion.provincial",
            "certificate.valid",
            "notice.running",
            "objection.open"),
    MONEY("prize.decided", "prize.paid", "prize.failed", "award.first_batch"),
    PEOPLE(
            "tree.unit",
            "directory.people",
            "talent.skill_award",
            "talent.backbone",
            "industry.cluster",
            "industry.chain");

    private final List<String> codes;

    FigureGroup(String... codes) {
        this.codes = List.of(codes);
    }

    List<String> codes() {
        return codes;
    }
}
