package io.lingchuang.review;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;

import io.lingchuang.calls.Call;
import io.lingchuang.entries.EntryState;
import io.lingchuang.review.rounds.RoundEntries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The last places that a ranking decides about: in the only round those of the tiers, with their names, otherwise who goes on. */
@Component
public class TierBorders {

    private static final List<String> STANDING = List.of(
            EntryState.ACCEPTED.name(),
            EntryState.RANKED.name(),
            EntryState.PROPOSED.name(),
            EntryState.NOT_SELECTED.name(),
            EntryState.STRUCK.name(),
            EntryState.AWARDED.name(),
            EntryState.REVOKED.name());

    private final DSLContext dsl;
    private final RoundEntries entries;

    TierBorders(DSLContext dsl, RoundEntries entries) {
        this.dsl = dsl;
        this.entries = entries;
    }

    /**
     * Among the entries of one panel. Where other panels have entries for the same places, this one is taken to fill its part of them: who
     * does shows when all panels stand in one list.
     */
    public Map<Integer, String> within(Call call, Panel panel) {
        Integer keeps = call.round(panel.round()).keeps();
        if (keeps != null) {
            boolean own = panel.categoryId() != null || call.categories().isEmpty();
            int goOn = own ? (int) Math.round(keeps * part(call, panel, panel.categoryId())) : 0;
            return goOn > 0 ? Map.of(goOn, "") : Map.of();
        }
        if (call.inRounds()) {
            return Map.of(); // the sum of the rounds decides
        }
        Map<@Nullable Long, Double> parts = new HashMap<>();
        Map<Integer, String> borders = new TreeMap<>();
        double places = 0;
        for (Call.Tier t : call.tiers()) {
            if (t.categoryId() == null || t.categoryId().equals(panel.categoryId())) {
                if (!parts.containsKey(t.categoryId())) {
                    parts.put(t.categoryId(), part(call, panel, t.categoryId()));
                }
                places += t.places() * parts.get(t.categoryId());
                int last = (int) Math.round(places);
                if (last > 0) {
                    borders.put(last, t.name());
                }
            }
        }
        return borders;
    }

    private double part(Call call, Panel panel, @Nullable Long category) {
        Condition ours = category == null ? DSL.noCondition() : ENTRY.CATEGORY_ID.eq(category);
        var onPanel = DSL.select(PANEL_ENTRY.ENTRY_ID).from(PANEL_ENTRY);
        var panels = io.lingchuang.db.review.Tables.PANEL;
        int here = dsl.fetchCount(
                ENTRY,
                ours.and(ENTRY.STATE.in(STANDING))
                        .and(ENTRY.ID.in(onPanel.where(PANEL_ENTRY.PANEL_ID.eq(panel.id())))));
        int all = dsl.fetchCount(
                        ENTRY,
                        ours.and(ENTRY.STATE.in(STANDING))
                                .and(ENTRY.ID.in(DSL.select(PANEL_ENTRY.ENTRY_ID)
                                        .from(PANEL_ENTRY)
                                        .join(panels)
                                        .on(panels.ID.eq(PANEL_ENTRY.PANEL_ID))
                                        .where(panels.CALL_ID.eq(call.id()), panels.ROUND.eq(panel.round())))))
                + dsl.fetchCount(ENTRY, entries.waits(call, panel.round()).and(ours));
        return all == 0 ? 1 : here / (double) all;
    }

    /** In the one list of all panels of a round. */
    public Map<Integer, String> among(Call call, int round, @Nullable Long category) {
        Integer keeps = call.round(round).keeps();
        if (keeps != null) {
            return Map.of(keeps, "");
        }
        Map<Integer, String> borders = new TreeMap<>();
        int places = 0;
        for (Call.Tier t : call.inRounds() ? List.<Call.Tier>of() : call.tiers()) {
            if (t.categoryId() == null || t.categoryId().equals(category)) {
                places += t.places();
                borders.put(places, t.name());
            }
        }
        return borders;
    }
}
