package io.lingchuang.review.minutes;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.AUDIT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.ARCHIVE;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.RESULT;
import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.db.review.Tables.THREAD;

import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.review.Panel;
import io.lingchuang.review.PanelRules;
import io.lingchuang.review.Recusals;
import io.lingchuang.review.blind.Blinding;
import io.lingchuang.review.blind.FreeWords;
import io.lingchuang.review.invitations.Admission;
import io.lingchuang.review.minutes.Content.Incident;
import io.lingchuang.review.minutes.Content.Occasion;
import io.lingchuang.review.proof.Verification;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Makes what minutes say from the records of a closed panel. */
@Component
class MinutesMaking {

    private static final Pattern EXPERT_OF_DETAIL = Pattern.compile("^expert (\\d+)(?:: (.*))?$", Pattern.DOTALL);

    private final DSLContext dsl;
    private final Calls calls;
    private final Tree tree;
    private final PanelRules rules;
    private final Recusals recusals;
    private final Blinding blinding;
    private final FreeWords free;

    MinutesMaking(
            DSLContext dsl,
            Calls calls,
            Tree tree,
            PanelRules rules,
            Recusals recusals,
            Blinding blinding,
            FreeWords free) {
        this.dsl = dsl;
        this.calls = calls;
        this.tree = tree;
        this.rules = rules;
        this.recusals = recusals;
        this.blinding = blinding;
        this.free = free;
    }

    Content of(Panel panel, int number, String remarks, boolean titles) {
        Call call = calls.call(panel.callId());
        var archive = dsl.select(ARCHIVE.SEAL, ARCHIVE.AT, ARCHIVE.CONTENT)
                .from(ARCHIVE)
                .where(ARCHIVE.PANEL_ID.eq(panel.id()), ARCHIVE.NUMBER.eq(number))
                .fetchOptional()
                .orElseThrow(NotFound::new);
        var rule = Verification.of(archive.value3(), archive.value1()).rule();
        return new Content(
                call.title(),
                tree.node(call.hostNodeId()).name(),
                panel.name(),
                number,
                LocalDate.ofInstant(archive.value2(), Page.ZONE).toString(),
                archive.value1(),
                panel.rule(),
                panel.trim(),
                members(panel),
                entries(panel, titles),
                incidents(panel, rule == null || rule.missing() == 0 ? "" : rule.withoutMissing()),
                remarks,
                titles,
                true);
    }

    private List<Content.Member> members(Panel panel) {
        var admitted = DSL.field(Admission.given(PANEL_EXPERT.PANEL_ID, PANEL_EXPERT.EXPERT_ID));
        return dsl.select(EXPERT.ID, ACCOUNT.NAME, EXPERT.EMPLOYER_NAME, PANEL_EXPERT.LEFT_AT, admitted)
                .from(PANEL_EXPERT)
                .join(EXPERT)
                .on(EXPERT.ID.eq(PANEL_EXPERT.EXPERT_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .where(PANEL_EXPERT.PANEL_ID.eq(panel.id()))
                .orderBy(EXPERT.ID)
                .fetch(r -> new Content.Member(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value1().equals(panel.chairId()),
                        r.value4() != null,
                        Boolean.TRUE.equals(r.value5())));
    }

    private List<Content.Item> entries(Panel panel, boolean titles) {
        Map<Long, List<String>> near = rules.of(panel).standings().stream()
                .collect(Collectors.toMap(PanelRules.Standing::entryId, PanelRules.Standing::borders));
        Map<Long, List<Long>> scoredBy = dsl.select(SHEET.ENTRY_ID, SHEET.EXPERT_ID)
                .from(SHEET)
                .where(SHEET.PANEL_ID.eq(panel.id()), SHEET.STATE.eq("SEALED"))
                .orderBy(SHEET.EXPERT_ID)
                .fetchGroups(SHEET.ENTRY_ID, SHEET.EXPERT_ID);
        Map<Long, Integer> missing = dsl.select(SHEET.ENTRY_ID, DSL.count())
                .from(SHEET)
                .where(SHEET.PANEL_ID.eq(panel.id()), SHEET.STATE.eq("OPEN"))
                .groupBy(SHEET.ENTRY_ID)
                .fetchMap(r -> r.value1(), r -> r.value2());
        Map<Long, List<String>> grounds = dsl.select(RECUSAL.ENTRY_ID, RECUSAL.GROUND)
                .from(RECUSAL)
                .where(RECUSAL.PANEL_ID.eq(panel.id()))
                .orderBy(RECUSAL.GROUND)
                .fetchGroups(RECUSAL.ENTRY_ID, RECUSAL.GROUND);
        return dsl.select(ENTRY.ID, PANEL_ENTRY.BLIND_CODE, ENTRY.TITLE, NODE.NAME, RESULT.SCORE, RESULT.RANK)
                .from(RESULT)
                .join(ENTRY)
                .on(ENTRY.ID.eq(RESULT.ENTRY_ID))
                .join(NODE)
                .on(NODE.ID.eq(ENTRY.UNIT_NODE_ID))
                .join(PANEL_ENTRY)
                .on(PANEL_ENTRY.PANEL_ID.eq(RESULT.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(RESULT.ENTRY_ID))
                .where(RESULT.PANEL_ID.eq(panel.id()))
                .orderBy(RESULT.RANK, PANEL_ENTRY.BLIND_CODE)
                .fetch(r -> new Content.Item(
                        r.value1(),
                        r.value2(),
                        titles ? r.value3() : "",
                        titles ? r.value4() : "",
                        r.value5(),
                        r.value6(),
                        near.getOrDefault(r.value1(), List.of()),
                        scoredBy.getOrDefault(r.value1(), List.of()),
                        grounds.getOrDefault(r.value1(), List.of()),
                        missing.getOrDefault(r.value1(), 0)));
    }

    /** @param without the reason why the panel closed without some sheets; empty where none was missing */
    private List<Incident> incidents(Panel panel, String without) {
        Map<Long, String> names = new HashMap<>();
        dsl.select(EXPERT.ID, ACCOUNT.NAME)
                .from(EXPERT)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .forEach(r -> names.put(r.value1(), r.value2()));
        List<Incident> all = new ArrayList<>();
        var acts = dsl.select(AUDIT.ACTION, AUDIT.DETAIL, AUDIT.AT, SHEET.ENTRY_ID, SHEET.EXPERT_ID)
                .from(AUDIT)
                .leftJoin(SHEET)
                .on(AUDIT.SUBJECT_KIND.eq("sheet"), SHEET.ID.eq(AUDIT.SUBJECT_ID))
                .where(AUDIT.SUBJECT_KIND
                        .eq("panel")
                        .and(AUDIT.SUBJECT_ID.eq(panel.id()))
                        .and(AUDIT.ACTION.in("review.start", "review.addMember", "review.dropMember", "review.reopen"))
                        .or(AUDIT.SUBJECT_KIND
                                .eq("sheet")
                                .and(AUDIT.ACTION.eq("review.reopenSheet").or(AUDIT.ACTION.endsWith(".cannotJudge")))
                                .and(SHEET.PANEL_ID.eq(panel.id()))))
                .orderBy(AUDIT.ID)
                .fetch();
        for (var act : acts) {
            String detail = act.value2() == null ? "" : act.value2();
            String day = LocalDate.ofInstant(act.value3(), Page.ZONE).toString();
            Matcher expert = EXPERT_OF_DETAIL.matcher(detail);
            String who = expert.matches() ? names.getOrDefault(Long.valueOf(expert.group(1)), "") : "";
            String why = expert.matches() ? expert.group(2) == null ? "" : expert.group(2) : detail;
            switch (act.value1()) {
                case "review.start" -> {
                    if (!detail.isEmpty()) {
                        all.add(new Incident(
                                Occasion.FEWER_EXPERTS,
                                null,
                                day,
                                "",
                                detail.replaceFirst("^\\d+ with fewer experts: ", "")));
                    }
                }
                case "review.addMember" -> all.add(new Incident(Occasion.MEMBER_ADDED, null, day, who, why));
                case "review.dropMember" -> all.add(new Incident(Occasion.MEMBER_LEFT, null, day, who, why));
                case "review.reopen" -> all.add(new Incident(Occasion.PANEL_REOPENED, null, day, "", why));
                default ->
                    all.add(new Incident(
                            act.value1().endsWith(".cannotJudge") ? Occasion.CANNOT_JUDGE : Occasion.SHEET_REOPENED,
                            act.value4(),
                            day,
                            names.getOrDefault(act.value5(), ""),
                            detail));
            }
        }
        if (!without.isEmpty()) {
            all.add(new Incident(Occasion.CLOSED_WITHOUT_SHEETS, null, "", "", without));
        }
        all.addAll(conclusions(panel.id()));
        return all.stream()
                .sorted(Comparator.comparing(i -> i.day().isEmpty() ? "9999" : i.day()))
                .toList();
    }

    private List<Incident> conclusions(long panel) {
        return dsl.select(THREAD.ENTRY_ID, THREAD.SUBJECT, THREAD.CONCLUSION, THREAD.CLOSED_AT)
                .from(THREAD)
                .where(THREAD.PANEL_ID.eq(panel), THREAD.CONCLUSION.isNotNull())
                .orderBy(THREAD.CLOSED_AT)
                .fetch(r -> new Incident(
                        Occasion.DISCUSSED,
                        r.value1(),
                        LocalDate.ofInstant(r.value4(), Page.ZONE).toString(),
                        "",
                        r.value2() + "：" + r.value3()));
    }

    /** As an expert of the panel reads it: without what they must recuse from, and in a blind review by titles that name nobody. */
    Content forExpert(Panel panel, long expert, Content whole) {
        Set<Long> hidden = hidden(panel.id(), expert);
        Content theirs = whole.without(hidden, known(panel.id(), hidden));
        return calls.call(panel.callId()).blind()
                ? theirs.blind(blinding.titles(panel.id()), free.ofPanel(panel.id())::shown)
                : theirs;
    }

    /** What somebody wrote freely, as an expert of the panel reads it. */
    FreeWords.Heard heard(long panel) {
        return free.ofPanel(panel);
    }

    /** Entries of the panel from which an expert is recused. */
    Set<Long> hidden(long panel, long expert) {
        return recusals.hidden(panel, expert);
    }

    /** Codes, numbers, titles (also as experts see them) and units by which those entries could be named. */
    Set<String> known(long panel, Set<Long> entries) {
        Set<String> known = new HashSet<>();
        dsl.select(PANEL_ENTRY.BLIND_CODE, ENTRY.NUMBER, ENTRY.TITLE, NODE.NAME)
                .from(PANEL_ENTRY)
                .join(ENTRY)
                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                .join(NODE)
                .on(NODE.ID.eq(ENTRY.UNIT_NODE_ID))
                .where(PANEL_ENTRY.PANEL_ID.eq(panel), PANEL_ENTRY.ENTRY_ID.in(entries))
                .forEach(r -> {
                    known.add(r.value1());
                    if (r.value2() != null) {
                        known.add(r.value2());
                    }
                    known.add(r.value3());
                    known.add(r.value4());
                });
        known.addAll(blinding.titles(entries).values());
        known.remove("");
        return known;
    }
}
