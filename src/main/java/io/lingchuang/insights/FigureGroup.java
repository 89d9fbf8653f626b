package io.lingchuang.insights;

import java.util.Arrays;
import java.util.List;

/** What belongs together on the dashboard, in this order. */
public enum FigureGroup {
    TAKING_PART(
            "figure.call.wuxiao.participants",
            "figure.participation.person_times",
            "figure.unit.handed_in",
            "figure.unit.returned"),
    ENTRIES(
            "figure.entry.handed_in",
            "figure.entry.vetting",
            "figure.entry.late",
            "figure.entry.returned",
            "figure.entry.recommended",
            "figure.entry.accepted"),
    RESULTS(
            "figure.entry.awarded",
            "figure.call.wuxiao.outstanding",
            "figure.call.suggestion.provincial",
            "figure.certificate.valid",
            "figure.notice.running",
            "figure.objection.open"),
    STUDIOS("figure.studio.named", "figure.base.innovation", "figure.base.rural", "figure.studio.huaikuang.trainee"),
    SERVICE("figure.service.team", "figure.service.session", "figure.pairing.soe", "figure.pairing.agreement"),
    MONEY("figure.prize.decided", "figure.prize.paid", "figure.prize.failed", "figure.award.first_batch"),
    PEOPLE(
            "figure.tree.unit",
            "figure.directory.people",
            "figure.talent.skill_award",
            "figure.talent.backbone",
            "figure.industry.cluster",
            "figure.industry.chain");

    private final List<String> codes;

    FigureGroup(String... names) {
        this.codes = Arrays.stream(names).map(Indicator::code).toList();
    }

    List<String> codes() {
        return codes;
    }
}
