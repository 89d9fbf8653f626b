package io.lingchuang;

import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.RESULT;
import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.db.review.Tables.TIE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.access.Actor;
import io.lingchuang.calls.Calls;
import io.lingchuang.review.PanelClosing;
import io.lingchuang.review.Panels;
import io.lingchuang.review.Recusals;
import io.lingchuang.review.Scoring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * An expert who must recuse themself from an entry, and chairs the panel, reads the same on every page, sheet and message as if the entry
 * were not there: while it is scored, while others become related to it, and when the panel has closed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecusedSightTest extends OpenHouse {

    private static final String RECUSED = "expert1";
    private static final String OTHER = "expert2";

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Autowired
    private CityAtWork city;

    @Autowired
    private Panels panels;

    @Autowired
    private PanelClosing closing;

    @Autowired
    private Scoring scoring;

    @Autowired
    private Recusals recusals;

    @Autowired
    private Calls calls;

    private final List<String> addresses = new ArrayList<>();
    private CityAtWork.Story judged;
    private long panel;

    @BeforeAll
    void everyPageThatNamesAPanel() {
        judged = city.stories(this::actor).stream()
                .filter(s -> s.name().equals("judged"))
                .findFirst()
                .orElseThrow();
        panel = Long.parseLong(judged.id("panel"));
        for (Route route : Route.all(mapping)) {
            String address = route.filled(judged);
            if (route.method() == RequestMethod.GET
                    && address != null
                    && !address.matches("/account|/error|/sign-in.*|/notices/receipts.*|/setup.*")) {
                addresses.add(address);
            }
        }
    }

    @Test
    void a_recused_expert_reads_the_same_as_if_the_entry_were_not_there() {
        Map<String, String> without = seen();
        long entry = comeIn();
        Map<String, String> with = seen();
        same(without, with, RECUSED);
        assertThat(with.get(OTHER + " /scoring"))
                .as("the others do see it, so the walk sees what there is to see")
                .isNotEqualTo(without.get(OTHER + " /scoring"));
        assertThat(without).hasSizeGreaterThan(60);

        becomesRelated("expert3", entry);
        same(without, seen(), RECUSED);

        for (String login : List.of(RECUSED, OTHER, "expert3")) {
            scoreEverything(login);
        }
        closing.close(actor("city"), panel, panels.panel(panel).version(), "");
        assertThat(dsl.fetchCount(RESULT, RESULT.ENTRY_ID.eq(entry))).isEqualTo(1);
        Map<String, String> closed = seen();
        goAway(entry);
        same(seen(), closed, RECUSED);
    }

    private static void same(Map<String, String> without, Map<String, String> with, String login) {
        assertThat(without.keySet().stream()
                        .filter(k ->
                                k.startsWith(login + " ") && !without.get(k).equals(with.get(k)))
                        .map(k -> k + Seen.difference(without.get(k), with.get(k))))
                .as("of %d pages and sheets", without.size())
                .isEmpty();
    }

    private Map<String, String> seen() {
        Map<String, String> seen = new LinkedHashMap<>();
        for (String login : List.of(RECUSED, OTHER)) {
            for (String address : addresses) {
                seen.put(login + " " + address, Seen.content(visitor(login).bytes(address)));
            }
        }
        return seen;
    }

    /** A secret entry lies before the panel, with sheets for everybody but the one who must recuse themself. */
    private long comeIn() {
        long entry = dsl.insertInto(ENTRY)
                .set(ENTRY.CALL_ID, Long.valueOf(judged.id("call")))
                .set(
                        ENTRY.UNIT_NODE_ID,
                        dsl.select(ENTRY.UNIT_NODE_ID).from(ENTRY).where(ENTRY.ID.eq(Long.valueOf(judged.id("entry")))))
                .set(ENTRY.NUMBER, "SECRET-2")
                .set(ENTRY.TITLE, "秘密成果")
                .set(ENTRY.STATE, "ACCEPTED")
                .set(ENTRY.CREATED_BY, actor("worker").accountId())
                .set(ENTRY.SUBMITTED_AT, Instant.parse("2026-10-02T01:00:00Z"))
                .returningResult(ENTRY.ID)
                .fetchSingle()
                .value1();
        dsl.insertInto(COMPLETER)
                .set(COMPLETER.ENTRY_ID, entry)
                .set(COMPLETER.POSITION, 1)
                .set(COMPLETER.NAME, "秘密人")
                .execute();
        dsl.insertInto(PANEL_ENTRY)
                .set(PANEL_ENTRY.PANEL_ID, panel)
                .set(PANEL_ENTRY.ENTRY_ID, entry)
                .set(PANEL_ENTRY.BLIND_CODE, "P" + panel + "-000")
                .set(PANEL_ENTRY.ADDED, 0L) // with the first: everybody has declared on it
                .execute();
        recusals.record(panel, expert(RECUSED), entry, Recusals.Ground.CHAIR, "合作申报课题");
        for (String login : List.of(OTHER, "expert3")) {
            dsl.insertInto(SHEET)
                    .set(SHEET.PANEL_ID, panel)
                    .set(SHEET.EXPERT_ID, expert(login))
                    .set(SHEET.ENTRY_ID, entry)
                    .execute();
        }
        return entry;
    }

    private void becomesRelated(String login, long entry) {
        dsl.insertInto(TIE)
                .set(TIE.EXPERT_ID, expert(login))
                .set(TIE.KIND, "KIN")
                .set(TIE.NAME, "秘密人")
                .set(TIE.SOURCE, "POOL")
                .set(TIE.AT, Instant.parse("2026-10-02T01:00:00Z"))
                .execute();
        recusals.lookAgain(Actor.system(), expert(login));
        assertThat(recusals.hidden(panel, expert(login))).contains(entry);
    }

    private void scoreEverything(String login) {
        scoring.mine(actor(login)).stream().filter(s -> s.panelId() == panel).forEach(s -> {
            Map<String, String> points = new LinkedHashMap<>();
            calls.call(s.callId())
                    .rubric()
                    .forEach(c -> points.put(c.code(), c.max().toPlainString()));
            scoring.handIn(actor(login), s.id(), s.version(), points, "");
        });
    }

    private void goAway(long entry) {
        dsl.deleteFrom(RESULT).where(RESULT.ENTRY_ID.eq(entry)).execute();
        dsl.deleteFrom(SHEET).where(SHEET.ENTRY_ID.eq(entry)).execute();
        dsl.deleteFrom(RECUSAL).where(RECUSAL.ENTRY_ID.eq(entry)).execute();
        dsl.deleteFrom(PANEL_ENTRY).where(PANEL_ENTRY.ENTRY_ID.eq(entry)).execute();
    }

    private long expert(String login) {
        return dsl.select(EXPERT.ID)
                .from(EXPERT)
                .where(EXPERT.ACCOUNT_ID.eq(actor(login).accountId()))
                .fetchSingle()
                .value1();
    }
}
