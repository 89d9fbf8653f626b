package io.lingchuang.review.onsite;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.VISIT;
import static io.lingchuang.db.review.Tables.VISITOR;
import static io.lingchuang.db.review.Tables.VISIT_MOVED;
import static io.lingchuang.db.review.Tables.VISIT_PHOTO;
import static io.lingchuang.db.review.Tables.VISIT_QUESTION;

import io.lingchuang.access.Actor;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.review.blind.Blinding;
import io.lingchuang.review.invitations.Admission;
import io.lingchuang.review.room.Seat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Reads visits. */
@Component
public class VisitLists {

    /** An entry of the panel with the visit that stands for it, and which of the panel's experts may go. */
    public record Line(
            long entryId,
            String code,
            String title,
            String unit,
            @Nullable Visit visit,
            List<Visit.Visitor> mayGo) {}

    private final DSLContext dsl;
    private final ObjectMapper json;
    private final Files files;
    private final Calls calls;
    private final Blinding blinding;

    VisitLists(DSLContext dsl, ObjectMapper json, Files files, Calls calls, Blinding blinding) {
        this.dsl = dsl;
        this.json = json;
        this.files = files;
        this.calls = calls;
        this.blinding = blinding;
    }

    List<Visit> find(Condition which) {
        var rows = dsl.select(VISIT.fields())
                .select(PANEL.NAME, PANEL.CALL_ID, ENTRY.TITLE, NODE.NAME)
                .select(DSL.coalesce(PANEL_ENTRY.BLIND_CODE, "").as("code"))
                .from(VISIT)
                .join(PANEL)
                .on(PANEL.ID.eq(VISIT.PANEL_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(VISIT.ENTRY_ID))
                .join(NODE)
                .on(NODE.ID.eq(ENTRY.UNIT_NODE_ID))
                .leftJoin(PANEL_ENTRY)
                .on(PANEL_ENTRY.PANEL_ID.eq(VISIT.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(VISIT.ENTRY_ID))
                .where(which)
                .orderBy(VISIT.STARTS_AT, VISIT.ID)
                .fetch();
        List<Long> ids = rows.getValues(VISIT.ID);
        Map<Long, List<Visit.Visitor>> visitors = dsl.select(VISITOR.VISIT_ID, EXPERT.ID, ACCOUNT.ID, ACCOUNT.NAME)
                .from(VISITOR)
                .join(EXPERT)
                .on(EXPERT.ID.eq(VISITOR.EXPERT_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .where(VISITOR.VISIT_ID.in(ids))
                .orderBy(EXPERT.ID)
                .fetchGroups(VISITOR.VISIT_ID, r -> new Visit.Visitor(r.value2(), r.value3(), r.value4()));
        Map<Long, List<Visit.Moved>> moved = dsl.selectFrom(VISIT_MOVED)
                .where(VISIT_MOVED.VISIT_ID.in(ids))
                .orderBy(VISIT_MOVED.NUMBER)
                .fetchGroups(
                        VISIT_MOVED.VISIT_ID,
                        m -> new Visit.Moved(m.getFromAt(), m.getFromPlace(), m.getReason(), m.getAt()));
        Map<Long, List<Visit.Question>> questions = dsl.selectFrom(VISIT_QUESTION)
                .where(VISIT_QUESTION.PANEL_ID.in(rows.getValues(VISIT.PANEL_ID)))
                .orderBy(VISIT_QUESTION.POSITION)
                .fetchGroups(VISIT_QUESTION.PANEL_ID, q -> new Visit.Question(q.getPosition(), q.getText()));
        return rows.map(r -> {
            long id = Objects.requireNonNull(r.get(VISIT.ID));
            return new Visit(
                    id,
                    r.get(VISIT.PANEL_ID),
                    r.get(PANEL.NAME),
                    r.get(PANEL.CALL_ID),
                    r.get(VISIT.ENTRY_ID),
                    r.get("code", String.class),
                    r.get(ENTRY.TITLE),
                    r.get(NODE.NAME),
                    Visit.State.valueOf(r.get(VISIT.STATE)),
                    r.get(VISIT.STARTS_AT),
                    r.get(VISIT.PLACE),
                    visitors.getOrDefault(id, List.of()),
                    questions.getOrDefault(r.get(VISIT.PANEL_ID), List.of()),
                    r.get(VISIT.MET),
                    json.readValue(r.get(VISIT.FINDINGS).data(), new TypeReference<Map<Integer, String>>() {}),
                    r.get(VISIT.REMARK),
                    r.get(VISIT.LATITUDE) == null
                            ? null
                            : new Visit.Position(r.get(VISIT.LATITUDE), r.get(VISIT.LONGITUDE)),
                    r.get(VISIT.UNIT_WORD) == null
                            ? null
                            : new Visit.UnitsWord(
                                    r.get(VISIT.UNIT_WORD), r.get(VISIT.UNIT_SIGNER), r.get(VISIT.UNIT_AT)),
                    r.get(VISIT.CANCELLED_WHY),
                    r.get(VISIT.HELD_AT),
                    moved.getOrDefault(id, List.of()),
                    r.get(VISIT.VERSION));
        });
    }

    /** What a visitor may see: once they accepted and declared, and not what they have to recuse from since. */
    static Condition ofVisitor(Actor actor) {
        return VISIT.ID.in(DSL.select(VISITOR.VISIT_ID)
                .from(VISITOR)
                .join(EXPERT)
                .on(EXPERT.ID.eq(VISITOR.EXPERT_ID))
                .where(EXPERT.ACCOUNT_ID.eq(actor.accountId()), Admission.given(VISITOR.PANEL_ID, VISITOR.EXPERT_ID))
                .andNotExists(DSL.selectOne()
                        .from(RECUSAL)
                        .where(
                                RECUSAL.PANEL_ID.eq(VISITOR.PANEL_ID),
                                RECUSAL.EXPERT_ID.eq(VISITOR.EXPERT_ID),
                                RECUSAL.ENTRY_ID.eq(VISIT.ENTRY_ID))));
    }

    List<Visit> mine(Actor actor) {
        return find(ofVisitor(actor)
                        .and(VISIT.STATE.ne(Visit.State.CANCELLED.name()))
                        .and(PANEL.STATE.in("FORMING", "SCORING")))
                .stream()
                .map(this::forVisitor)
                .toList();
    }

    /** A visitor learns the unit, as they go there; the title stands as on their sheet. */
    Visit forVisitor(Visit visit) {
        return calls.call(visit.callId()).blind()
                ? visit.titled(blinding.titles(List.of(visit.entryId())).getOrDefault(visit.entryId(), visit.title()))
                : visit;
    }

    /** Where a review is blind, whoever leads the panel without going there learns neither unit nor place. */
    List<Line> lines(Seat seat) {
        long panel = seat.panel().id();
        Map<Long, Visit> visits = new java.util.HashMap<>();
        find(VISIT.PANEL_ID.eq(panel).and(VISIT.STATE.ne(Visit.State.CANCELLED.name())))
                .forEach(v -> visits.put(v.entryId(), v));
        Map<Long, List<Visit.Visitor>> mayGo = mayGo(panel);
        return dsl.select(ENTRY.ID, PANEL_ENTRY.BLIND_CODE, ENTRY.TITLE, NODE.NAME)
                .from(PANEL_ENTRY)
                .join(ENTRY)
                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                .join(NODE)
                .on(NODE.ID.eq(ENTRY.UNIT_NODE_ID))
                .where(PANEL_ENTRY.PANEL_ID.eq(panel), seat.sees(PANEL_ENTRY.ENTRY_ID))
                .orderBy(PANEL_ENTRY.BLIND_CODE)
                .fetch(r -> new Line(
                        r.value1(),
                        r.value2(),
                        seat.title(r.value1(), r.value3()),
                        seat.blind() ? "" : r.value4(),
                        visits.get(r.value1()),
                        mayGo.getOrDefault(r.value1(), List.of())));
    }

    /** For each entry of the panel, who of it stays and has nothing to recuse from. */
    Map<Long, List<Visit.Visitor>> mayGo(long panel) {
        return dsl.select(PANEL_ENTRY.ENTRY_ID, EXPERT.ID, ACCOUNT.ID, ACCOUNT.NAME)
                .from(PANEL_ENTRY)
                .join(PANEL_EXPERT)
                .on(PANEL_EXPERT.PANEL_ID.eq(PANEL_ENTRY.PANEL_ID))
                .join(EXPERT)
                .on(EXPERT.ID.eq(PANEL_EXPERT.EXPERT_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .where(PANEL_ENTRY.PANEL_ID.eq(panel), PANEL_EXPERT.LEFT_AT.isNull())
                .andNotExists(DSL.selectOne()
                        .from(RECUSAL)
                        .where(
                                RECUSAL.PANEL_ID.eq(panel),
                                RECUSAL.EXPERT_ID.eq(PANEL_EXPERT.EXPERT_ID),
                                RECUSAL.ENTRY_ID.eq(PANEL_ENTRY.ENTRY_ID)))
                .orderBy(EXPERT.ID)
                .fetchGroups(PANEL_ENTRY.ENTRY_ID, r -> new Visit.Visitor(r.value2(), r.value3(), r.value4()));
    }

    List<String> questions(long panel) {
        return dsl.select(VISIT_QUESTION.TEXT)
                .from(VISIT_QUESTION)
                .where(VISIT_QUESTION.PANEL_ID.eq(panel))
                .orderBy(VISIT_QUESTION.POSITION)
                .fetch(VISIT_QUESTION.TEXT);
    }

    List<StoredFile> photos(long visit) {
        return dsl.select(VISIT_PHOTO.FILE_ID)
                .from(VISIT_PHOTO)
                .where(VISIT_PHOTO.VISIT_ID.eq(visit))
                .orderBy(VISIT_PHOTO.FILE_ID)
                .fetch(r -> files.file(r.value1()));
    }
}
