package io.lingchuang.review.meeting;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.MEETING;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.PRESENT;
import static io.lingchuang.db.review.Tables.PRESENTATION;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.days.Today;
import io.lingchuang.review.Panel;
import io.lingchuang.review.PanelRules;
import io.lingchuang.review.Panels;
import io.lingchuang.review.TierBorders;
import io.lingchuang.review.invitations.Admission;
import io.lingchuang.review.onsite.Presentation;
import io.lingchuang.review.onsite.PresentationLists;
import io.lingchuang.review.onsite.Turn;
import io.lingchuang.review.onsite.Turns;
import io.lingchuang.review.ranking.Mark;
import io.lingchuang.review.ranking.Scores;
import io.lingchuang.review.ranking.Uncertainty;
import io.lingchuang.review.room.Seat;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what a screen of the meeting shows, for a room or for one expert. */
@Component
public class Screens {

    private record Entry(long id, String code, String title, int laid, int handedIn) {}

    private final DSLContext dsl;
    private final Panels panels;
    private final Calls calls;
    private final PresentationLists presentations;
    private final TierBorders borders;
    private final Today today;

    Screens(
            DSLContext dsl,
            Panels panels,
            Calls calls,
            PresentationLists presentations,
            TierBorders borders,
            Today today) {
        this.dsl = dsl;
        this.panels = panels;
        this.calls = calls;
        this.presentations = presentations;
        this.borders = borders;
        this.today = today;
    }

    /** For the room: hidden is what anybody who is in it must recuse from; for whoever leads it what they must not see is not there. */
    Screen ofRoom(Seat seat) {
        long panel = seat.panel().id();
        Set<Long> hidden = recused(
                panel,
                RECUSAL.EXPERT_ID.in(DSL.select(PRESENT.EXPERT_ID).from(PRESENT).where(PRESENT.PANEL_ID.eq(panel))));
        Set<Long> unseen = new HashSet<>(dsl.select(PANEL_ENTRY.ENTRY_ID)
                .from(PANEL_ENTRY)
                .where(PANEL_ENTRY.PANEL_ID.eq(panel))
                .andNot(seat.sees(PANEL_ENTRY.ENTRY_ID))
                .fetch(PANEL_ENTRY.ENTRY_ID));
        return screen(panel, hidden, unseen);
    }

    /** On an expert's own device: hidden is what they themselves must recuse from. */
    Screen ofExpert(long panel, long expert) {
        return screen(panel, recused(panel, RECUSAL.EXPERT_ID.eq(expert)), Set.of());
    }

    private Set<Long> recused(long panel, Condition whose) {
        return new HashSet<>(dsl.select(RECUSAL.ENTRY_ID)
                .from(RECUSAL)
                .where(RECUSAL.PANEL_ID.eq(panel), whose)
                .fetch(RECUSAL.ENTRY_ID));
    }

    private Screen screen(long id, Set<Long> hidden, Set<Long> unseen) {
        Panel panel = panels.panel(id);
        Call call = calls.call(panel.callId());
        Presentation presentation = presentations.ofPanel(id).orElse(null);
        List<Entry> entries = entries(id);
        entries.removeIf(e -> unseen.contains(e.id()));
        List<Mark> marks = marks(id);
        marks.removeIf(m -> unseen.contains(m.entry()));
        Map<Long, BigDecimal> scores = new HashMap<>();
        Scores.rank(marks, panel.rule(), panel.trim()).forEach(r -> scores.put(r.entryId(), r.score()));
        List<Screen.Row> rows = rows(call, presentation, entries, hidden, scores);
        Long running = on(id, presentation);
        Long on = running == null || unseen.contains(running) ? null : running;
        Turn next = presentation == null ? null : presentation.next();
        Long asked = on != null
                ? on
                : running != null || next == null || unseen.contains(next.entryId())
                        ? null
                        : Long.valueOf(next.entryId());
        Map<Integer, String> borders = this.borders.within(call, panel);
        boolean allIn = entries.stream().allMatch(e -> e.laid() == e.handedIn()) && !marks.isEmpty();
        return new Screen(
                id,
                panel.name(),
                call.title(),
                rows.stream()
                        .filter(r -> Objects.equals(r.entryId(), on))
                        .findFirst()
                        .orElse(null),
                presentation == null || !Objects.equals(running, on) ? null : presentation.clock(today.now()),
                rows,
                !borders.isEmpty(),
                allIn && !borders.isEmpty() ? near(borders, panel, call.blind(), entries, marks, hidden) : null,
                asked == null ? List.of() : Turns.recusedHere(dsl, id, asked),
                today.now());
    }

    private @Nullable Long on(long panel, @Nullable Presentation presentation) {
        Turn running = presentation == null ? null : presentation.running();
        return running != null
                ? Long.valueOf(running.entryId())
                : dsl.select(MEETING.ENTRY_ID)
                        .from(MEETING)
                        .where(MEETING.PANEL_ID.eq(panel))
                        .fetchOne(MEETING.ENTRY_ID);
    }

    private List<Entry> entries(long panel) {
        Condition ofEntry = SHEET.PANEL_ID.eq(PANEL_ENTRY.PANEL_ID).and(SHEET.ENTRY_ID.eq(PANEL_ENTRY.ENTRY_ID));
        return dsl.select(
                        ENTRY.ID,
                        PANEL_ENTRY.BLIND_CODE,
                        ENTRY.TITLE,
                        DSL.field(DSL.selectCount().from(SHEET).where(ofEntry)),
                        DSL.field(DSL.selectCount().from(SHEET).where(ofEntry, SHEET.STATE.ne("OPEN"))))
                .from(PANEL_ENTRY)
                .join(ENTRY)
                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                .where(PANEL_ENTRY.PANEL_ID.eq(panel), ENTRY.STATE.in("ACCEPTED", "RANKED", "PROPOSED", "AWARDED"))
                .orderBy(PANEL_ENTRY.BLIND_CODE)
                .fetch(r -> new Entry(r.value1(), r.value2(), r.value3(), r.value4(), r.value5()));
    }

    /** What is handed in with points, of entries that still stand. Experts count by their code once they have one, as in the archive. */
    private List<Mark> marks(long panel) {
        return dsl.select(SHEET.EXPERT_ID, PANEL_EXPERT.CODE, SHEET.ENTRY_ID, SHEET.TOTAL)
                .from(SHEET)
                .join(PANEL_EXPERT)
                .on(PANEL_EXPERT.PANEL_ID.eq(SHEET.PANEL_ID), PANEL_EXPERT.EXPERT_ID.eq(SHEET.EXPERT_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(SHEET.ENTRY_ID))
                .where(
                        SHEET.PANEL_ID.eq(panel),
                        SHEET.STATE.eq("SEALED"),
                        ENTRY.STATE.in("ACCEPTED", "RANKED", "PROPOSED", "AWARDED"))
                .fetch(r -> new Mark(
                        panel, r.value2() == null ? r.value1() : Long.valueOf(r.value2()), r.value3(), r.value4()));
    }

    private static List<Screen.Row> rows(
            Call call,
            @Nullable Presentation presentation,
            List<Entry> entries,
            Set<Long> hidden,
            Map<Long, BigDecimal> scores) {
        Map<Long, Turn> turns = new HashMap<>();
        if (presentation != null) {
            presentation.turns().forEach(t -> turns.put(t.entryId(), t));
        }
        List<Screen.Row> rows = new ArrayList<>();
        for (Entry e : entries) {
            Turn t = turns.get(e.id());
            boolean away = hidden.contains(e.id());
            rows.add(new Screen.Row(
                    e.id(),
                    t == null ? null : t.place(),
                    away ? "" : e.code(),
                    away || call.blind() ? "" : e.title(),
                    away,
                    t == null ? null : t.state(),
                    t == null ? null : t.slotAt(),
                    away ? 0 : e.laid(),
                    away ? 0 : e.handedIn(),
                    t == null || t.shownAt() == null || away || e.laid() > e.handedIn() ? null : scores.get(e.id())));
        }
        rows.sort(Comparator.comparing(Screen.Row::place, Comparator.nullsLast(Comparator.naturalOrder())));
        return rows;
    }

    private static List<Screen.Near> near(
            Map<Integer, String> borders,
            Panel panel,
            boolean blind,
            List<Entry> entries,
            List<Mark> marks,
            Set<Long> hidden) {
        List<Integer> last = borders.keySet().stream().sorted().toList();
        List<Long> order = entries.stream().map(Entry::id).toList();
        List<Mark> numbered = marks.stream()
                .map(m -> new Mark(m.panel(), m.expert(), order.indexOf(m.entry()), m.total()))
                .toList();
        List<Screen.Near> near = new ArrayList<>();
        Uncertainty.of(numbered, panel.rule(), panel.trim(), last, PanelRules.DRAWS, panel.id())
                .forEach((n, interval) -> {
                    Entry e = entries.get((int) (long) n);
                    List<String> tiers = IntStream.range(0, last.size())
                            .filter(interval::near)
                            .mapToObj(b -> Objects.requireNonNull(borders.get(last.get(b))))
                            .toList();
                    if (!tiers.isEmpty() && !hidden.contains(e.id())) {
                        near.add(new Screen.Near(e.code(), blind ? "" : e.title(), tiers));
                    }
                });
        return near;
    }

    /** Who has handed in a sheet of an entry, and who has not; never what stands on it. */
    public record HandIn(String name, boolean in) {}

    List<HandIn> handIns(long panel, long entry) {
        return dsl.select(ACCOUNT.NAME, SHEET.STATE)
                .from(SHEET)
                .join(EXPERT)
                .on(EXPERT.ID.eq(SHEET.EXPERT_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .where(SHEET.PANEL_ID.eq(panel), SHEET.ENTRY_ID.eq(entry))
                .orderBy(EXPERT.ID)
                .fetch(r -> new HandIn(r.value1(), !r.value2().equals("OPEN")));
    }

    /** A panel whose presentations the holder of an account is to hear. */
    record Ahead(long panelId, Instant startsAt) {}

    List<Ahead> ahead(long account) {
        return dsl.select(PANEL.ID, PRESENTATION.STARTS_AT)
                .from(PRESENTATION)
                .join(PANEL)
                .on(PANEL.ID.eq(PRESENTATION.PANEL_ID))
                .join(PANEL_EXPERT)
                .on(PANEL_EXPERT.PANEL_ID.eq(PANEL.ID))
                .join(EXPERT)
                .on(EXPERT.ID.eq(PANEL_EXPERT.EXPERT_ID))
                .where(
                        PANEL.STATE.eq(Panel.State.SCORING.name()),
                        PRESENTATION.DRAWN_AT.isNotNull(),
                        PANEL_EXPERT.LEFT_AT.isNull(),
                        Admission.given(PANEL_EXPERT.PANEL_ID, PANEL_EXPERT.EXPERT_ID),
                        EXPERT.ACCOUNT_ID.eq(account))
                .orderBy(PRESENTATION.STARTS_AT, PANEL.ID)
                .fetch(r -> new Ahead(r.value1(), r.value2()));
    }

    /** A member of the panel who may be in the room. */
    public record Member(long expertId, String name) {}

    List<Member> members(long panel) {
        return dsl.select(EXPERT.ID, ACCOUNT.NAME)
                .from(PANEL_EXPERT)
                .join(EXPERT)
                .on(EXPERT.ID.eq(PANEL_EXPERT.EXPERT_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .where(PANEL_EXPERT.PANEL_ID.eq(panel), PANEL_EXPERT.LEFT_AT.isNull())
                .orderBy(EXPERT.ID)
                .fetch(r -> new Member(r.value1(), r.value2()));
    }

    /** The seat that the holder of an account has on the panel, once they accepted and declared. */
    Optional<Long> seat(long account, long panel) {
        return dsl.select(EXPERT.ID)
                .from(PANEL_EXPERT)
                .join(EXPERT)
                .on(EXPERT.ID.eq(PANEL_EXPERT.EXPERT_ID))
                .where(
                        PANEL_EXPERT.PANEL_ID.eq(panel),
                        PANEL_EXPERT.LEFT_AT.isNull(),
                        Admission.given(PANEL_EXPERT.PANEL_ID, PANEL_EXPERT.EXPERT_ID),
                        EXPERT.ACCOUNT_ID.eq(account))
                .fetchOptional(EXPERT.ID);
    }

    /** Who of the panel is in the room. */
    Set<Long> present(long panel) {
        return new HashSet<>(dsl.select(PRESENT.EXPERT_ID)
                .from(PRESENT)
                .where(PRESENT.PANEL_ID.eq(panel))
                .fetch(PRESENT.EXPERT_ID));
    }
}
