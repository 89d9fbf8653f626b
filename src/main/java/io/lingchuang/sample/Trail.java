package io.lingchuang.sample;

import io.lingchuang.sample.Office.By;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit trail of the past years, gathered as they are thought out and written in the order of time. */
final class Trail {

    private record Act(
            Instant at,
            By by,
            String action,
            String kind,
            long id,
            @Nullable Long node,
            @Nullable String detail) {}

    private final List<Act> acts = new ArrayList<>();

    void record(Instant at, By by, String action, String kind, long id, @Nullable String detail) {
        acts.add(new Act(at, by, action, kind, id, null, detail));
    }

    /** That it was begun, and every step of its history, as the product records them. */
    void entry(PastEntry e) {
        record(e.created, e.creator, "entries." + (e.enteredFor ? "startFor" : "start"), "entry", e.id, e.consent);
        e.steps.forEach(s -> record(s.at(), s.by(), "entries." + s.action(), "entry", e.id, s.reason()));
    }

    /** What the product did itself, by the clock. */
    static final By ITSELF = new By(0, "系统");

    void write(BulkLoad load) {
        acts.sort(Comparator.comparing(Act::at).thenComparing(Act::action).thenComparing(Act::id));
        Rows rows = new Rows();
        for (Act a : acts) {
            rows.add(
                    Into.TRAIL,
                    a.at(),
                    a.by().account() == 0 ? null : a.by().account(),
                    a.by().name(),
                    a.action(),
                    a.kind(),
                    a.id(),
                    a.node(),
                    a.detail());
        }
        load.write(rows);
    }
}
