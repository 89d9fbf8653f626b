package io.lingchuang.review.supervision;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.review.Panel;
import io.lingchuang.review.Panels;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The supervisor's looks: at panels of calls hosted within reach, and each on the audit trail before anything is shown. */
@Service
public class Supervision {

    /** Which part of a review is looked at. */
    public enum Part {
        PANEL,
        SHEETS,
        RANKING,
        JOINT,
        ENTRY,
        TRAIL,
        ARCHIVE,
        MINUTES,
        FILE,
        /** Who completed an entry, in full. */
        NAMES,
        /** One of an entry's attachments. */
        ATTACHMENT
    }

    public record Looked(Panel panel, Call call, String host) {}

    private final DSLContext dsl;
    private final Panels panels;
    private final Calls calls;
    private final Tree tree;
    private final Audit audit;

    Supervision(DSLContext dsl, Panels panels, Calls calls, Tree tree, Audit audit) {
        this.dsl = dsl;
        this.panels = panels;
        this.calls = calls;
        this.tree = tree;
        this.audit = audit;
    }

    /** @param which of the part, where it has several: an entry's code, the number of an archive or of minutes; empty otherwise */
    @Transactional
    public Looked look(Actor actor, long panelId, Part part, String which) {
        Panel panel = panels.panel(panelId);
        Call call = calls.call(panel.callId()).scored(panel.round());
        var host = tree.node(call.hostNodeId());
        actor.requireReaches(Right.SUPERVISE, host);
        audit.record(actor, "review.supervise", "panel", panelId, (part + " " + which).strip());
        return new Looked(panel, call.scored(panel.round()), host.name());
    }

    /** The same at one entry that stands on the panel. */
    @Transactional
    public Looked lookAtEntry(Actor actor, long panelId, long entryId, Part part) {
        String code = dsl.select(PANEL_ENTRY.BLIND_CODE)
                .from(PANEL_ENTRY)
                .where(PANEL_ENTRY.PANEL_ID.eq(panelId), PANEL_ENTRY.ENTRY_ID.eq(entryId))
                .fetchOptional(PANEL_ENTRY.BLIND_CODE)
                .orElseThrow(NotFound::new);
        return look(actor, panelId, part, code);
    }

    /** A look at the list of panels. */
    @Transactional
    public void lookAtList(Actor actor, String query) {
        audit.record(actor, "review.superviseList", null, null, query);
    }

    /** Panels within reach, where NODE is the host of the call. */
    static Condition within(Actor actor) {
        return actor.within(Right.SUPERVISE, NODE.PATH, NODE.INDUSTRY_PATH);
    }

    /** How many panels within reach score now and have a mark. */
    int marked(Actor actor) {
        return dsl.fetchCount(dsl.selectOne()
                .from(PANEL)
                .join(CALL)
                .on(CALL.ID.eq(PANEL.CALL_ID))
                .join(NODE)
                .on(NODE.ID.eq(CALL.HOST_NODE_ID))
                .where(within(actor), PANEL.STATE.eq(Panel.State.SCORING.name()), Mark.any()));
    }
}
