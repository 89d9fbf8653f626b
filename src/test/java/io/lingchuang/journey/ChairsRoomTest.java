package io.lingchuang.journey;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Tree;
import io.lingchuang.review.PanelForming;
import io.lingchuang.review.Panels;
import io.lingchuang.review.Scoring;
import io.lingchuang.review.invitations.AskedExperts;
import io.lingchuang.review.invitations.Declarations;
import io.lingchuang.review.invitations.Invitations;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jooq.JSONB;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A panel of four in its last days, as its chair and the host see it at a desk and on a phone. */
class ChairsRoomTest extends City {

    @Autowired
    Tree tree;

    @Autowired
    PanelForming forming;

    @Autowired
    Panels panels;

    @Autowired
    Scoring scoring;

    @Autowired
    AskedExperts asked;

    @Autowired
    Invitations invitations;

    @Autowired
    Declarations declarations;

    @Test
    void the_chair_follows_reminds_and_discusses_and_the_host_replaces() {
        on(LocalDate.of(2026, 11, 24));
        long panel = aPanelInMidReview();
        Somebody officer = as("city", DESK).go("/panels/" + panel + "/progress");
        officer.see("main summary").first().click();
        officer.type("due", "2026-11-26").press("form[action$='/due'] button");
        officer.look("room-host-progress");
        Somebody chair = as("expert1", DESK).go("/desk");
        assertThat(chair.text()).contains("我任组长");
        for (int width : List.of(DESK, PHONE)) {
            Somebody looks = width == DESK ? chair : as("expert1", PHONE);
            looks.go("/panels/" + panel).look("room-overview");
            looks.go("/panels/" + panel + "/progress").look("room-progress");
            looks.go("/panels/" + panel + "/heat").look("room-heat");
            looks.go("/panels/" + panel + "/discussions").look("room-discussions");
        }
        chair.go("/panels/" + panel + "/heat?rows=SPREAD&columns=MEAN").look("room-heat-sorted");
        assertThat(chair.fetch("/panels/" + panel + "/heat.xlsx")).isNotEmpty();
        chair.go("/panels/" + panel + "/progress").press("button[form=remind]").look("room-remind");
        assertThat(chair.see("[name=text]").inputValue()).contains("2026-11-26");
        chair.press("form[action$='/reminders'] button.btn-primary");
        assertThat(chair.told()).contains("已催办");
        discuss(panel, chair);
        officer.go("/panels/" + panel + "/replace").look("room-replace");
        officer.page.selectOption("[name=leaving]", String.valueOf(expert("expert4")));
        officer.page.locator("[name=coming]").first().check();
        officer.press("main form[method=get] button:not([data-pick-button])").look("room-replace-preview");
        officer.type("reason", "住院治疗").press("main form[method=post] button.btn-primary");
        assertThat(officer.told()).contains("接替");
    }

    private void discuss(long panel, Somebody chair) {
        chair.go("/panels/" + panel + "/discussions")
                .type("subject", "创新性一项差别较大，请说明")
                .press("main form.card button.btn-primary");
        String talk = chair.path();
        Somebody expert = as("expert2", PHONE).go("/desk");
        assertThat(expert.text()).contains("正在讨论的申报");
        expert.go("/discussions").look("room-my-discussions");
        expert.go(talk).type("text", "装置已在两个采区使用，数据可查，我认为应当给高分。").press("button[value=WORD]");
        expert.type("text", "推广价值一项我看漏了附件，想再看一遍。").press("button[value=REOPEN]").look("room-discussion");
        assertThat(as("expert5", PHONE).statusOf(talk)).isEqualTo(404);
        chair.go(talk).look("room-discussion-chair");
        assertThat(chair.text()).contains("请求退回自己的评分表");
        chair.see("main summary").last().click();
        chair.type("conclusion", "维持各自评分。").press("form[action$='/close'] button");
        assertThat(chair.text()).contains("维持各自评分。");
    }

    /** Thirty entries; three experts have sealed all, the fourth half. */
    private long aPanelInMidReview() {
        long call = call();
        for (int i = 0; i < 30; i++) {
            dsl.insertInto(ENTRY)
                    .set(ENTRY.CALL_ID, call)
                    .set(ENTRY.UNIT_NODE_ID, tree.byCode("QY001").orElseThrow().id())
                    .set(ENTRY.NUMBER, "ROOM-" + i)
                    .set(ENTRY.TITLE, "掘进机除尘装置的改进与应用之" + (i + 1))
                    .set(ENTRY.STATE, "ACCEPTED")
                    .set(ENTRY.CREATED_BY, actor("worker").accountId())
                    .set(ENTRY.SUBMITTED_AT, Instant.parse("2026-10-08T02:00:00Z"))
                    .execute();
        }
        List<Long> members = List.of(expert("expert1"), expert("expert2"), expert("expert3"), expert("expert4"));
        long panel = forming.make(actor("city"), call, null, "机械与采掘组", members, members.getFirst());
        asked.invite(actor("city"), panel);
        List.of("expert1", "expert2", "expert3", "expert4").forEach(login -> admitted(login, panel));
        panels.start(actor("city"), panel, panels.panel(panel).version(), "须回避的较多");
        score(panel, "expert1", 30, 0);
        score(panel, "expert2", 30, 6);
        score(panel, "expert3", 30, -7);
        score(panel, "expert4", 14, 1);
        return panel;
    }

    private void admitted(String login, long panel) {
        invitations.accept(actor(login), panel);
        declarations.declareNone(actor(login), invitations.invitation(actor(login), panel));
    }

    private void score(long panel, String login, int sheets, int lenient) {
        Actor actor = actor(login);
        int n = 0;
        for (Scoring.Sheet sheet : scoring.mine(actor)) {
            if (sheet.panelId() == panel && n++ < sheets) {
                int worth = 22 + n % 7 * 2 + lenient + n * 5 % 3;
                scoring.handIn(
                        actor,
                        sheet.id(),
                        sheet.version(),
                        Map.of("new", String.valueOf(worth), "use", String.valueOf(24 + n % 5)),
                        "");
            }
        }
    }

    private long call() {
        return dsl.insertInto(CALL)
                .set(CALL.HOST_NODE_ID, tree.city().id())
                .set(CALL.TITLE, "“五小”创新成果征集")
                .set(CALL.PROGRAMME, "FIVE_SMALL")
                .set(CALL.YEAR, 2026)
                .set(CALL.KIND, "RECOGNITION")
                .set(CALL.NOTICE_DAYS, 5)
                .set(CALL.STATE, "PUBLISHED")
                .set(CALL.OPENS_AT, Instant.parse("2026-10-01T00:00:00Z"))
                .set(CALL.CLOSES_AT, Instant.parse("2026-11-01T00:00:00Z"))
                .set(CALL.RUBRIC, JSONB.valueOf("""
                        [{"code":"new","name":"创新性","max":60,"step":1,"help":"","bands":[]},
                         {"code":"use","name":"实用性","max":40,"step":0.5,"help":"","bands":[]}]"""))
                .returningResult(CALL.ID)
                .fetchSingle()
                .value1();
    }
}
