package io.lingchuang.review;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.AUDIT;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.RESULT;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.entries.EntryState;
import io.lingchuang.review.room.Seat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** What went otherwise than usual on a panel, and what that did to its ranking, in words for whoever runs it. */
@Component
public class PanelRemarks {

    /** A message with what stands in it. */
    public record Remark(String key, Object[] args) {
        static Remark of(String key, Object... args) {
            return new Remark("review.remark." + key, args);
        }
    }

    /** An entry's sheets: how many are sealed, how many are not. */
    private record Count(String code, boolean standing, int sealed, int open, Set<Long> sealedBy, Set<Long> openAt) {}

    private final DSLContext dsl;

    PanelRemarks(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** As far as it can be seen from the seat: nothing of entries from which somebody must recuse. */
    List<Remark> of(Seat seat) {
        Panel panel = seat.panel();
        List<Count> counts = counts(seat);
        List<Remark> remarks = new ArrayList<>();
        String withdrawn = codes(counts, c -> !c.standing());
        if (!withdrawn.isEmpty()) {
            remarks.add(Remark.of("withdrawn", withdrawn));
        }
        List<String> related = related(seat);
        if (!related.isEmpty()) {
            remarks.add(Remark.of("related", String.join("；", related)));
        }
        if (panel.state() == Panel.State.CLOSED) {
            closed(seat, counts.stream().filter(Count::standing).toList(), remarks);
        }
        return remarks;
    }

    private void closed(Seat seat, List<Count> counts, List<Remark> remarks) {
        Panel panel = seat.panel();
        Set<Long> sealedBy = new HashSet<>();
        Set<Long> silent = new HashSet<>();
        counts.forEach(c -> sealedBy.addAll(c.sealedBy()));
        counts.forEach(c -> silent.addAll(c.openAt()));
        silent.removeAll(sealedBy);
        int open = counts.stream().mapToInt(Count::open).sum();
        if (open > 0) {
            String thin = codes(counts, c -> c.sealed() <= c.open());
            remarks.add(Remark.of("missing", open, silent.size(), thin.isEmpty() ? "–" : thin));
        }
        if (sealedBy.size() == 1) {
            remarks.add(Remark.of("one"));
        } else if (panel.rule().trims()) {
            String untrimmed = codes(counts, c -> c.sealed() < 2 * panel.trim() + 1);
            if (!untrimmed.isEmpty()) {
                remarks.add(Remark.of("untrimmed", untrimmed, 2 * panel.trim() + 1));
            }
        }
        List<Integer> ranks = dsl.select(RESULT.RANK)
                .from(RESULT)
                .where(RESULT.PANEL_ID.eq(panel.id()), seat.sees(RESULT.ENTRY_ID))
                .fetch(RESULT.RANK);
        if (ranks.size() > 1 && ranks.stream().allMatch(r -> r == 1)) {
            remarks.add(Remark.of("equal", ranks.size()));
        }
    }

    private static String codes(List<Count> counts, Predicate<Count> which) {
        return String.join("、", counts.stream().filter(which).map(Count::code).toList());
    }

    private List<Count> counts(Seat seat) {
        List<Count> counts = new ArrayList<>();
        dsl.select(PANEL_ENTRY.BLIND_CODE, ENTRY.STATE, SHEET.EXPERT_ID, SHEET.STATE)
                .from(PANEL_ENTRY)
                .join(ENTRY)
                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                .leftJoin(SHEET)
                .on(SHEET.PANEL_ID.eq(PANEL_ENTRY.PANEL_ID), SHEET.ENTRY_ID.eq(PANEL_ENTRY.ENTRY_ID))
                .where(PANEL_ENTRY.PANEL_ID.eq(seat.panel().id()), seat.sees(PANEL_ENTRY.ENTRY_ID))
                .orderBy(PANEL_ENTRY.BLIND_CODE)
                .fetchGroups(PANEL_ENTRY.BLIND_CODE)
                .forEach((code, rows) -> {
                    Set<Long> sealed = new HashSet<>();
                    Set<Long> open = new HashSet<>();
                    rows.forEach(r -> {
                        if ("SEALED".equals(r.value4())) {
                            sealed.add(r.value3());
                        } else if ("OPEN".equals(r.value4())) {
                            open.add(r.value3());
                        }
                    });
                    boolean standing = !rows.getFirst().value2().equals(EntryState.WITHDRAWN.name());
                    counts.add(new Count(code, standing, sealed.size(), open.size(), sealed, open));
                });
        return counts;
    }

    /** Recusals that came to light after the panel had begun to score; the sheets there were taken back. */
    private List<String> related(Seat seat) {
        long panel = seat.panel().id();
        Instant begun = dsl.select(DSL.max(AUDIT.AT))
                .from(AUDIT)
                .where(AUDIT.ACTION.eq("review.start"), AUDIT.SUBJECT_KIND.eq("panel"), AUDIT.SUBJECT_ID.eq(panel))
                .fetchOne(r -> r.value1());
        return begun == null
                ? List.of()
                : dsl.select(PANEL_ENTRY.BLIND_CODE, ACCOUNT.NAME)
                        .from(RECUSAL)
                        .join(PANEL_ENTRY)
                        .on(PANEL_ENTRY.PANEL_ID.eq(RECUSAL.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(RECUSAL.ENTRY_ID))
                        .join(EXPERT)
                        .on(EXPERT.ID.eq(RECUSAL.EXPERT_ID))
                        .join(ACCOUNT)
                        .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                        .where(RECUSAL.PANEL_ID.eq(panel), RECUSAL.AT.gt(begun), seat.sees(RECUSAL.ENTRY_ID))
                        .orderBy(PANEL_ENTRY.BLIND_CODE, ACCOUNT.NAME)
                        .fetch(r -> r.value1() + " " + r.value2());
    }
}
