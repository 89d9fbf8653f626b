package io.lingchuang.review.room;

import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.RECUSAL;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.Expert;
import io.lingchuang.review.Panel;
import io.lingchuang.review.Panels;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who chairs a panel, who stands in where the chair must recuse, and until when the panel is to be done: the host's to say. */
@Service
public class Chairing {

    /**
     * Who leads a panel.
     *
     * @param conflicts codes of the entries from which the chair must recuse
     * @param uncovered those of them that the deputy must not see either, or that have no deputy: the host handles them
     */
    public record Chairs(
            @Nullable Long chair,
            @Nullable Long deputy,
            List<Expert> members,
            List<String> conflicts,
            List<String> uncovered) {

        public @Nullable String name(@Nullable Long expert) {
            return members.stream()
                    .filter(m -> Objects.equals(m.id(), expert))
                    .map(Expert::name)
                    .findFirst()
                    .orElse(null);
        }
    }

    private final DSLContext dsl;
    private final Panels panels;
    private final Messages messages;
    private final Wording texts;
    private final Today today;
    private final Audit audit;

    Chairing(DSLContext dsl, Panels panels, Messages messages, Wording texts, Today today, Audit audit) {
        this.dsl = dsl;
        this.panels = panels;
        this.messages = messages;
        this.texts = texts;
        this.today = today;
        this.audit = audit;
    }

    public Chairs of(Actor actor, long id) {
        panels.held(actor, id);
        var now = dsl.select(PANEL.CHAIR_ID, PANEL.DEPUTY_ID)
                .from(PANEL)
                .where(PANEL.ID.eq(id))
                .fetchSingle();
        List<Long> here = here(id);
        List<String> conflicts = conflicts(id, now.value1(), null);
        return new Chairs(
                now.value1(),
                now.value2(),
                panels.members(id).stream().filter(m -> here.contains(m.id())).toList(),
                conflicts,
                now.value2() == null ? conflicts : conflicts(id, now.value1(), now.value2()));
    }

    private List<Long> here(long panel) {
        return dsl.select(PANEL_EXPERT.EXPERT_ID)
                .from(PANEL_EXPERT)
                .where(PANEL_EXPERT.PANEL_ID.eq(panel), PANEL_EXPERT.LEFT_AT.isNull())
                .fetch(PANEL_EXPERT.EXPERT_ID);
    }

    /** Codes of the entries from which this expert must recuse, and the other one too where one is given. */
    private List<String> conflicts(long panel, @Nullable Long expert, @Nullable Long other) {
        if (expert == null) {
            return List.of();
        }
        var both = RECUSAL.as("both");
        return dsl.select(PANEL_ENTRY.BLIND_CODE)
                .from(PANEL_ENTRY)
                .join(RECUSAL)
                .on(RECUSAL.PANEL_ID.eq(PANEL_ENTRY.PANEL_ID), RECUSAL.ENTRY_ID.eq(PANEL_ENTRY.ENTRY_ID))
                .where(
                        PANEL_ENTRY.PANEL_ID.eq(panel),
                        RECUSAL.EXPERT_ID.eq(expert),
                        other == null
                                ? DSL.noCondition()
                                : DSL.exists(DSL.selectOne()
                                        .from(both)
                                        .where(
                                                both.PANEL_ID.eq(panel),
                                                both.EXPERT_ID.eq(other),
                                                both.ENTRY_ID.eq(RECUSAL.ENTRY_ID))))
                .orderBy(PANEL_ENTRY.BLIND_CODE)
                .fetch(PANEL_ENTRY.BLIND_CODE);
    }

    /**
     * Names the chair and the deputy, also midway; who was chair before is out of the room at once. A deputy has no conflict where the
     * chair has one.
     */
    @Transactional
    public void name(Actor actor, long id, @Nullable Long chair, @Nullable Long deputy, String reason) {
        Panel panel = panels.held(actor, id);
        panels.requireStill(id, Panel.State.FORMING, Panel.State.SCORING);
        List<Long> here = here(id);
        if (chair != null && !here.contains(chair)) {
            throw Refusal.onField("chair", "review.chairNotMember");
        }
        if (deputy != null && (chair == null || deputy.equals(chair) || !here.contains(deputy))) {
            throw Refusal.onField("deputy", "review.room.deputyForm");
        }
        List<String> both = deputy == null ? List.of() : conflicts(id, chair, deputy);
        if (!both.isEmpty()) {
            throw Refusal.onField("deputy", "review.room.deputyConflict", String.join("、", both));
        }
        if (panel.state() == Panel.State.SCORING && reason.strip().length() < 2) {
            throw Refusal.onField("reason", "vetting.reasonMissing");
        }
        dsl.update(PANEL)
                .set(PANEL.CHAIR_ID, chair)
                .set(PANEL.DEPUTY_ID, deputy)
                .where(PANEL.ID.eq(id))
                .execute();
        panels.members(id).stream()
                .filter(m -> Objects.equals(m.id(), chair) && !Objects.equals(chair, panel.chairId())
                        || Objects.equals(m.id(), deputy))
                .forEach(m -> tell(panel, m, Objects.equals(m.id(), chair)));
        audit.record(
                actor,
                "review.nameChair",
                "panel",
                id,
                "expert " + panel.chairId() + " > " + chair + ", deputy " + deputy + ": " + reason.strip());
    }

    private void tell(Panel panel, Expert member, boolean chair) {
        messages.send(
                member.accountId(),
                texts.of(chair ? "review.room.letterChair" : "review.room.letterDeputy", panel.name()),
                "",
                "/panels/" + panel.id(),
                (chair ? "chair:" : "deputy:") + panel.id());
    }

    /** Until when the panel is to be done; null: no day. */
    @Transactional
    public void due(Actor actor, long id, @Nullable LocalDate day) {
        panels.held(actor, id);
        panels.requireStill(id, Panel.State.FORMING, Panel.State.SCORING);
        if (day != null && day.isBefore(today.today())) {
            throw Refusal.onField("due", "review.room.duePast");
        }
        dsl.update(PANEL).set(PANEL.DUE_ON, day).where(PANEL.ID.eq(id)).execute();
        audit.record(actor, "review.due", "panel", id, day == null ? null : day.toString());
    }
}
