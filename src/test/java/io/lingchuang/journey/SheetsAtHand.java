package io.lingchuang.journey;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.calls.Tables.ROUND;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.NewCalls;
import io.lingchuang.calls.Round;
import io.lingchuang.review.PanelForming;
import io.lingchuang.review.Panels;
import io.lingchuang.review.invitations.Declarations;
import io.lingchuang.review.invitations.Invitations;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.JSONB;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Panels that score: accepted entries before experts who accepted and declared. */
@TestPropertySource(
        properties = "lingchuang.journey=score sheets") // a house of its own: experts of others would sit on its panels
abstract class SheetsAtHand extends City {

    @Autowired
    Tree tree;

    @Autowired
    NewCalls newCalls;

    @Autowired
    PanelForming forming;

    @Autowired
    Panels panels;

    @Autowired
    Invitations invitations;

    @Autowired
    Declarations declarations;

    long panel;

    /** Three accepted entries before that expert and expert5, scoring. @return the expert's sheets, in the order of their codes */
    List<Long> sheets(String login) {
        panel = panel(Round.Form.WRITTEN, 3, login, "expert5");
        return dsl.select(SHEET.ID)
                .from(SHEET)
                .join(io.lingchuang.db.review.Tables.PANEL_ENTRY)
                .using(
                        io.lingchuang.db.review.Tables.PANEL_ENTRY.PANEL_ID,
                        io.lingchuang.db.review.Tables.PANEL_ENTRY.ENTRY_ID)
                .where(SHEET.PANEL_ID.eq(panel), SHEET.EXPERT_ID.eq(expert(login)))
                .orderBy(io.lingchuang.db.review.Tables.PANEL_ENTRY.BLIND_CODE)
                .fetch(SHEET.ID);
    }

    /** So many accepted entries of the worker before these experts, who accepted and declared, in one round of that form. */
    long panel(Round.Form form, int entries, String... logins) {
        Actor city = actor("city");
        long call = call();
        dsl.update(CALL).set(CALL.STATE, "CLOSED").where(CALL.ID.eq(call)).execute();
        dsl.insertInto(ROUND)
                .set(ROUND.CALL_ID, call)
                .set(ROUND.POSITION, 1)
                .set(ROUND.FORM, form.name())
                .set(ROUND.WEIGHT, new BigDecimal(100))
                .execute();
        for (int i = 1; i <= entries; i++) {
            accepted(call, i, "皮带机清扫器改进 " + i, "清扫靠人工，每班停机两次。".repeat(40));
        }
        long id = forming.make(
                city,
                call,
                null,
                "五小评审组" + call,
                Stream.of(logins).map(this::expert).toList(),
                null);
        panels.start(city, id, panels.panel(id).version(), "专家不足");
        for (String login : logins) {
            invitations.accept(actor(login), id);
            declarations.declareNone(actor(login), invitations.invitation(actor(login), id));
        }
        return id;
    }

    /** The five-small call of the year, whose window is over. */
    long call() {
        long call = newCalls.fromTemplate(actor("city"), tree.city().id(), "five-small", "", 2026);
        dsl.update(CALL)
                .set(CALL.STATE, "PUBLISHED")
                .set(CALL.BASIS_DOCUMENT, "省表彰目录")
                .set(CALL.BASIS_LEVEL, "省级")
                .set(CALL.BASIS_UNTIL, LocalDate.parse("2099-12-31"))
                .set(CALL.OPENS_AT, Instant.parse("2026-01-01T00:00:00Z"))
                .set(CALL.CLOSES_AT, Instant.parse("2026-11-01T00:00:00Z"))
                .where(CALL.ID.eq(call))
                .execute();
        return call;
    }

    /** The n-th entry of a call, of the worker at the mine, as its vetting would have left it. */
    long accepted(long call, int n, String title, String problem) {
        return dsl.insertInto(ENTRY)
                .set(ENTRY.CALL_ID, call)
                .set(ENTRY.UNIT_NODE_ID, tree.byCode("QY001").orElseThrow().id())
                .set(ENTRY.NUMBER, "SHEET-" + call + "-" + n)
                .set(ENTRY.TITLE, title)
                .set(ENTRY.ANSWERS, JSONB.valueOf("{\"problem\": \"" + problem + "\"}"))
                .set(ENTRY.STATE, "ACCEPTED")
                .set(ENTRY.CREATED_BY, actor("worker").accountId())
                .set(ENTRY.SUBMITTED_AT, Instant.parse("2026-10-01T01:00:00Z"))
                .returningResult(ENTRY.ID)
                .fetchSingle()
                .value1();
    }
}
