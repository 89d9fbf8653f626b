package io.lingchuang.review.supervision;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.AUDIT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.ASSIGNED;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.access.Actor;
import io.lingchuang.access.TrailWords;
import io.lingchuang.calls.Call;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import io.lingchuang.review.AssignmentLists;
import io.lingchuang.review.Panel;
import io.lingchuang.review.SheetState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** The lists of supervision: panels within reach, and of one of them its sheets and its trail. */
@Component
public class SupervisionLists {

    public record PanelRow(
            long id,
            String call,
            String host,
            String name,
            Panel.State state,
            int experts,
            int entries,
            int sheets,
            int sealed,
            List<Mark> marks) {}

    public record SheetRow(
            long entryId,
            String code,
            String title,
            String expert,
            String employer,
            Map<String, String> points,
            @Nullable BigDecimal total,
            String comment,
            Map<String, String> reasons,
            @Nullable String cannotJudge,
            SheetState state,
            @Nullable Instant sealedAt,
            @Nullable Integer match,
            List<String> grounds) {

        /** Why it has no points, or what was written to the entry. */
        String said() {
            return cannotJudge == null ? comment : cannotJudge;
        }
    }

    public record Trace(
            long id,
            Instant at,
            String who,
            String action,
            @Nullable String detail) {}

    private final DSLContext dsl;
    private final ObjectMapper json;
    private final ReviewTrail trail;
    private final TrailWords words;

    SupervisionLists(DSLContext dsl, ObjectMapper json, ReviewTrail trail, TrailWords words) {
        this.dsl = dsl;
        this.json = json;
        this.trail = trail;
        this.words = words;
    }

    Listing<PanelRow> panels(Actor actor, Page page) {
        Map<String, String> marks = new LinkedHashMap<>();
        marks.put("ANY", page.t("review.supervision.anyMark"));
        for (Mark m : Mark.values()) {
            marks.put(m.name(), page.t(m));
        }
        Field<Integer> experts = count(DSL.selectCount().from(PANEL_EXPERT).where(PANEL_EXPERT.PANEL_ID.eq(PANEL.ID)));
        Field<Integer> entries = count(DSL.selectCount().from(PANEL_ENTRY).where(PANEL_ENTRY.PANEL_ID.eq(PANEL.ID)));
        Field<Integer> sheets = count(DSL.selectCount().from(SHEET).where(SHEET.PANEL_ID.eq(PANEL.ID)));
        Field<Integer> sealed =
                count(DSL.selectCount().from(SHEET).where(SHEET.PANEL_ID.eq(PANEL.ID), SHEET.STATE.eq("SEALED")));
        return new Listing<PanelRow>(
                        dsl,
                        "review.supervision.title",
                        filters -> dsl.select(PANEL.ID, CALL.TITLE, NODE.NAME, PANEL.NAME, PANEL.STATE)
                                .select(experts.as("experts"), entries.as("entries"))
                                .select(sheets.as("sheets"), sealed.as("sealed"))
                                .select(Arrays.stream(Mark.values())
                                        .map(Mark::field)
                                        .toList())
                                .from(PANEL)
                                .join(CALL)
                                .on(CALL.ID.eq(PANEL.CALL_ID))
                                .join(NODE)
                                .on(NODE.ID.eq(CALL.HOST_NODE_ID))
                                .where(Supervision.within(actor))
                                .and(filters),
                        r -> new PanelRow(
                                r.get(PANEL.ID),
                                r.get(CALL.TITLE),
                                r.get(NODE.NAME),
                                r.get(PANEL.NAME),
                                Panel.State.valueOf(r.get(PANEL.STATE)),
                                r.get("experts", Integer.class),
                                r.get("entries", Integer.class),
                                r.get("sheets", Integer.class),
                                r.get("sealed", Integer.class),
                                Arrays.stream(Mark.values())
                                        .filter(m -> Boolean.TRUE.equals(r.get("mark_" + m.name(), Boolean.class)))
                                        .toList()))
                .down(PANEL.ID)
                .column(Column.<PanelRow>of("panel", "review.panelOf", PanelRow::name)
                        .link(p -> "/supervision/panels/" + p.id()))
                .column(Column.of("call", "notices.call", PanelRow::call))
                .column(Column.of("host", "review.supervision.host", PanelRow::host))
                .column(Column.of("state", "review.supervision.state", p -> page.t(p.state())))
                .column(Column.of("experts", "review.members", PanelRow::experts))
                .column(Column.of("entries", "review.supervision.entries", PanelRow::entries))
                .column(Column.of("sheets", "review.progress", p -> p.sealed() + " / " + p.sheets()))
                .column(Column.of(
                        "marks",
                        "review.supervision.marks",
                        p -> p.marks().stream().map(page::t).collect(Collectors.joining("、"))))
                .filter(Filter.text(
                        "q",
                        "review.supervision.find",
                        q -> CALL.TITLE.contains(q).or(PANEL.NAME.contains(q))))
                .filter(Filter.constants("state", "review.supervision.state", Panel.State.class, PANEL.STATE, page))
                .filter(Filter.choice(
                        "mark",
                        "review.supervision.marks",
                        marks,
                        m -> m.equals("ANY") ? Mark.any() : Mark.valueOf(m).holds()));
    }

    private static Field<Integer> count(org.jooq.Select<org.jooq.Record1<Integer>> of) {
        return DSL.field(of);
    }

    /** Marks of one panel. */
    List<Mark> marks(long panel) {
        var row = dsl.select(Arrays.stream(Mark.values()).map(Mark::field).toList())
                .from(PANEL)
                .where(PANEL.ID.eq(panel))
                .fetchSingle();
        return Arrays.stream(Mark.values())
                .filter(m -> Boolean.TRUE.equals(row.get("mark_" + m.name(), Boolean.class)))
                .toList();
    }

    Listing<SheetRow> sheets(Call call, long panel, Page page) {
        return new Listing<SheetRow>(
                        dsl,
                        "review.supervision.sheets",
                        filters ->
                                selectSheets().where(SHEET.PANEL_ID.eq(panel)).and(filters),
                        this::sheet)
                .up(PANEL_ENTRY.BLIND_CODE)
                .up(SHEET.ID)
                .column(Column.<SheetRow>of("code", "review.code", SheetRow::code)
                        .link(s -> "/supervision/panels/" + panel + "/entries/" + s.entryId()))
                .column(Column.of("title", "entries.title", SheetRow::title))
                .column(Column.of("expert", "review.name", SheetRow::expert))
                .column(Column.<SheetRow>of("employer", "review.employer", SheetRow::employer)
                        .more())
                .column(Column.of("points", "review.supervision.points", s -> points(call, s.points())))
                .column(Column.of("total", "review.total", SheetRow::total))
                .column(Column.of("state", "review.supervision.state", s -> page.t(s.state())))
                .column(Column.of("at", "review.supervision.sealedAt", SheetRow::sealedAt))
                .column(Column.of("comment", "review.commentOf", SheetRow::said))
                .column(Column.<SheetRow>of("match", "review.assign.match", SheetRow::match)
                        .more())
                .column(Column.<SheetRow>of("why", "review.assign.why", s -> AssignmentLists.fits(s.grounds(), page))
                        .more())
                .filter(Filter.text(
                        "q",
                        "review.supervision.findSheet",
                        q -> ACCOUNT.NAME
                                .contains(q)
                                .or(PANEL_ENTRY.BLIND_CODE.contains(q))
                                .or(ENTRY.TITLE.contains(q))))
                .filter(Filter.constants("state", "review.supervision.state", SheetState.class, SHEET.STATE, page));
    }

    private org.jooq.SelectOnConditionStep<? extends org.jooq.Record> selectSheets() {
        return dsl.select(SHEET.fields())
                .select(
                        PANEL_ENTRY.BLIND_CODE,
                        ENTRY.TITLE,
                        ACCOUNT.NAME,
                        EXPERT.EMPLOYER_NAME,
                        ASSIGNED.MATCH,
                        ASSIGNED.GROUNDS)
                .from(SHEET)
                .join(PANEL_ENTRY)
                .on(PANEL_ENTRY.PANEL_ID.eq(SHEET.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(SHEET.ENTRY_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(SHEET.ENTRY_ID))
                .join(EXPERT)
                .on(EXPERT.ID.eq(SHEET.EXPERT_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .leftJoin(ASSIGNED)
                .on(
                        ASSIGNED.PANEL_ID.eq(SHEET.PANEL_ID),
                        ASSIGNED.ENTRY_ID.eq(SHEET.ENTRY_ID),
                        ASSIGNED.EXPERT_ID.eq(SHEET.EXPERT_ID));
    }

    /** Of one entry, in the order of the experts. */
    List<SheetRow> sheetsOf(long panel, long entry) {
        return selectSheets()
                .where(SHEET.PANEL_ID.eq(panel), SHEET.ENTRY_ID.eq(entry))
                .orderBy(SHEET.EXPERT_ID)
                .fetch(this::sheet);
    }

    private Map<String, String> texts(JSONB of) {
        return json.readValue(of.data(), new TypeReference<Map<String, String>>() {});
    }

    /** 创新性 48，实用性 30.5 */
    public static String points(Call call, Map<String, String> points) {
        return call.rubric().stream()
                .filter(c -> points.containsKey(c.code()))
                .map(c -> c.name() + " " + points.get(c.code()))
                .collect(Collectors.joining("，"));
    }

    private SheetRow sheet(org.jooq.Record r) {
        String[] grounds = r.get(ASSIGNED.GROUNDS);
        return new SheetRow(
                r.get(SHEET.ENTRY_ID),
                r.get(PANEL_ENTRY.BLIND_CODE),
                r.get(ENTRY.TITLE),
                r.get(ACCOUNT.NAME),
                r.get(EXPERT.EMPLOYER_NAME),
                texts(r.get(SHEET.SCORES)),
                r.get(SHEET.TOTAL),
                r.get(SHEET.COMMENT),
                texts(r.get(SHEET.REASONS)),
                r.get(SHEET.CANNOT_JUDGE),
                SheetState.valueOf(r.get(SHEET.STATE)),
                r.get(SHEET.SEALED_AT) == null ? r.get(SHEET.ENDED_AT) : r.get(SHEET.SEALED_AT),
                r.get(ASSIGNED.MATCH),
                grounds == null ? List.of() : Arrays.asList(grounds));
    }

    /** Everything on the audit trail about the panel and its sheets, the last first. */
    Listing<Trace> trail(long panel, Page page) {
        TrailWords.Names names = trail.names(panel);
        return new Listing<Trace>(
                        dsl,
                        "review.supervision.trail",
                        filters -> dsl.selectFrom(AUDIT)
                                .where(AUDIT.SUBJECT_KIND
                                        .eq("panel")
                                        .and(AUDIT.SUBJECT_ID.eq(panel))
                                        .or(AUDIT.SUBJECT_KIND
                                                .eq("sheet")
                                                .and(AUDIT.SUBJECT_ID.in(DSL.select(SHEET.ID)
                                                        .from(SHEET)
                                                        .where(SHEET.PANEL_ID.eq(panel))))))
                                .and(filters),
                        a -> new Trace(
                                a.get(AUDIT.ID),
                                a.get(AUDIT.AT),
                                a.get(AUDIT.ACCOUNT_NAME),
                                act(a.get(AUDIT.ACTION), page),
                                words.of(a.get(AUDIT.ACTION), a.get(AUDIT.DETAIL), page, names)))
                .down(AUDIT.ID)
                .column(Column.of("at", "access.at", Trace::at))
                .column(Column.of("who", "access.who", Trace::who))
                .column(Column.of("action", "access.action", Trace::action))
                .column(Column.of("detail", "access.detail", Trace::detail))
                .filter(Filter.text("who", "access.who", q -> AUDIT.ACCOUNT_NAME.contains(q)))
                .filter(Filter.text("q", "access.detail", q -> trail.says(panel, q)));
    }

    private static String act(String action, Page page) {
        return java.util.Objects.requireNonNull(
                page.messages().getMessage("audit." + action, null, action, page.locale()));
    }
}
