package io.lingchuang.services.help;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.services.Tables.PROJECT;
import static io.lingchuang.db.services.Tables.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.OpenHouse;
import io.lingchuang.Visitor;
import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.services.HelpKind;
import io.lingchuang.services.alliance.Alliance;
import io.lingchuang.services.alliance.TeamMember;
import io.lingchuang.services.alliance.Teams;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A team goes to an enterprise: who of it does what, and what becomes of a record that is not right. */
class VisitTest extends OpenHouse {

    @Autowired
    private Requests requests;

    @Autowired
    private Dispatching dispatching;

    @Autowired
    private HelpVisits visits;

    @Autowired
    private Teams teams;

    @Autowired
    private Alliance alliance;

    @Autowired
    private Today today;

    private long team() {
        return teams.of(actor("master"), true).getFirst();
    }

    private TeamMember member() {
        long account = actor("member").accountId();
        return teams.members(team()).stream()
                .filter(m -> m.accountId() != null && m.accountId() == account)
                .findFirst()
                .orElseThrow();
    }

    private int version(long id) {
        return requests.request(id).version();
    }

    private RequestState state(long id) {
        return requests.request(id).state();
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(today.now(), Page.ZONE);
    }

    private long accepted(boolean confidential) {
        long mill = dsl.select(NODE.ID)
                .from(NODE)
                .where(NODE.CODE.eq("QY007"))
                .fetchSingle()
                .value1();
        long id = requests.ask(
                actor("clerk2"),
                mill,
                new Requests.Typed(
                        HelpKind.TECHNOLOGY,
                        "织机除尘",
                        "细纱车间除尘风机噪声大，想改变频。",
                        "细纱车间",
                        false,
                        confidential,
                        "孙志远",
                        "0561-3012345"));
        dispatching.dispatch(actor("city"), id, version(id), team(), null);
        dispatching.accept(actor("master"), id, version(id));
        return id;
    }

    private long recorded(boolean confidential) {
        long id = accepted(confidential);
        visits.appoint(actor("member"), id, version(id), now(), "细纱车间");
        visits.record(actor("member"), id, version(id), written("风机工频运行"), List.of());
        return id;
    }

    private HelpVisits.Written written(String found) {
        return new HelpVisits.Written(new BigDecimal("1.5"), "", found, "可以变频", "先改一台", 0, Set.of(member().personId()));
    }

    private void sign(String who, long id, Side side) {
        visits.sign(actor(who), id, version(id), new HelpVisits.Signing(side, "签字的人", "", ""));
    }

    @Test
    void whoever_of_the_team_goes_appoints_and_records_and_the_leader_alone_accepts() {
        Visitor member = visitor("member");
        long id = accepted(false);
        assertThat(member.post("/help/" + id + "/team", form(id, "action", "handBack", "reason", "去不了"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(member.post(
                                "/help/" + id + "/team",
                                form(
                                        id,
                                        "action",
                                        "appoint",
                                        "at",
                                        now().withNano(0).toString(),
                                        "place",
                                        "细纱车间"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(member.get("/desk").body()).contains("待上门");
        visits.record(actor("member"), id, version(id), written("风机工频运行"), List.of());
        sign("member", id, Side.TEAM);
        sign("clerk2", id, Side.ENTERPRISE);
        assertThat(state(id)).isEqualTo(RequestState.SIGNED);
    }

    private Map<String, String> form(long id, String... fields) {
        Map<String, String> form = new HashMap<>(Map.of("version", String.valueOf(version(id))));
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return form;
    }

    @Test
    void an_appointment_is_put_off_and_the_enterprise_learns_of_it() {
        long id = accepted(false);
        visits.appoint(actor("master"), id, version(id), now(), "细纱车间");
        int before = version(id);
        visits.appoint(actor("master"), id, before, now().plusDays(3), "会议室");
        assertThat(visits.of(id)).singleElement().extracting(Visit::place).isEqualTo("会议室");
        assertThat(state(id)).isEqualTo(RequestState.APPOINTED);
        assertThat(visitor("clerk2").get("/help/" + id).body()).contains("改约时间");
        assertThatThrownBy(() -> visits.appoint(actor("master"), id, before, now().plusDays(5), "旧页面"))
                .isInstanceOf(Stale.class);
    }

    @Test
    void a_record_that_is_not_right_is_written_anew_and_both_sign_again() {
        BigDecimal hours = member().hours();
        long id = recorded(false);
        int read = version(id);
        sign("member", id, Side.TEAM);
        Visitor clerk = visitor("clerk2");
        assertThat(clerk.post("/help/" + id + "/rewrite", form(id, "rewrite", ""))
                        .statusCode())
                .isEqualTo(422);
        assertThat(clerk.post("/help/" + id + "/rewrite", form(id, "rewrite", "台数写错了"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(state(id)).isEqualTo(RequestState.APPOINTED);
        assertThat(visitor("member").get("/help/" + id).body()).contains("台数写错了", ">风机工频运行</textarea>");
        visits.record(actor("member"), id, version(id), written("六台风机工频运行"), List.of());
        assertThat(visits.of(id).getFirst().signatures()).isEmpty();
        assertThat(visits.of(id).getLast().signatures()).hasSize(1);
        assertThatThrownBy(() ->
                        visits.sign(actor("clerk2"), id, read, new HelpVisits.Signing(Side.ENTERPRISE, "孙志远", "", "")))
                .isInstanceOf(Stale.class);
        sign("clerk2", id, Side.ENTERPRISE);
        assertThat(state(id)).isEqualTo(RequestState.VISITED);
        sign("member", id, Side.TEAM);
        assertThat(state(id)).isEqualTo(RequestState.SIGNED);
        assertThat(member().hours().subtract(hours)).isEqualByComparingTo("1.5");
        assertThat(clerk.post("/help/" + id + "/rewrite", form(id, "rewrite", "又不对了"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void both_signing_at_the_same_moment_is_both_signatures() throws Exception {
        for (int round = 0; round < 5; round++) {
            long id = recorded(false);
            Actor member = actor("member");
            Actor clerk = actor("clerk2");
            int version = version(id);
            try (var hands = Executors.newFixedThreadPool(2)) {
                var team = hands.submit(
                        () -> visits.sign(member, id, version, new HelpVisits.Signing(Side.TEAM, "队员甲", "", "")));
                var enterprise = hands.submit(
                        () -> visits.sign(clerk, id, version, new HelpVisits.Signing(Side.ENTERPRISE, "孙志远", "", "")));
                team.get();
                enterprise.get();
            }
            assertThat(state(id)).isEqualTo(RequestState.SIGNED);
        }
    }

    @Test
    void one_side_signing_twice_is_refused() {
        long id = recorded(false);
        sign("member", id, Side.TEAM);
        assertThatThrownBy(() -> sign("master", id, Side.TEAM)).hasMessage("help.signedAlready");
        assertThat(state(id)).isEqualTo(RequestState.VISITED);
        assertThatThrownBy(() -> sign("clerk2", id, Side.TEAM)).isInstanceOf(NotFound.class);
    }

    @Test
    void what_is_unsolved_is_gone_on_with_in_a_joint_project_that_runs() {
        long id = recorded(false);
        long running = project("RUNNING");
        Visitor city = visitor("city");
        assertThat(city.post("/help/" + id + "/office", form(id, "action", "project", "project", "" + running))
                        .statusCode())
                .isEqualTo(422);
        dsl.update(REQUEST)
                .set(REQUEST.STATE, "SIGNED")
                .where(REQUEST.ID.eq(id))
                .execute();
        dsl.update(REQUEST)
                .set(REQUEST.STATE, "FOLLOWED")
                .where(REQUEST.ID.eq(id))
                .execute();
        assertThat(city.get("/help/" + id).body()).contains("转入联合项目继续攻关");
        assertThat(city.post(
                                "/help/" + id + "/office",
                                form(id, "action", "project", "project", "" + project("STOPPED")))
                        .body())
                .contains("没有这个进行中的联合项目");
        assertThat(city.post("/help/" + id + "/office", form(id, "action", "project", "project", "" + running))
                        .statusCode())
                .isEqualTo(302);
        assertThat(visitor("clerk2").get("/help/" + id).body()).contains("除尘联合攻关");
        assertThat(visitor("member").get("/help/" + id).body()).doesNotContain("转入联合项目");
    }

    private long project(String state) {
        boolean over = !state.equals("RUNNING");
        return dsl.insertInto(PROJECT)
                .set(PROJECT.TITLE, "除尘联合攻关")
                .set(PROJECT.GOAL, "降噪")
                .set(PROJECT.STATE, state)
                .set(PROJECT.FROM_DAY, today.today())
                .set(PROJECT.DUE_ON, today.today().plusYears(1))
                .set(PROJECT.ENDED_ON, over ? today.today() : null)
                .set(PROJECT.RESULT, over ? "条件不具备" : "")
                .returningResult(PROJECT.ID)
                .fetchSingle()
                .value1();
    }

    @Test
    void a_confidential_service_is_in_no_count_that_the_public_sees() {
        int counted = alliance.served().getOrDefault(HelpKind.TECHNOLOGY, 0);
        String teamsBefore = stranger().get("/alliance/teams?q=矿山").body();
        closed(recorded(true));
        assertThat(alliance.served().getOrDefault(HelpKind.TECHNOLOGY, 0)).isEqualTo(counted);
        assertThat(rows(stranger().get("/alliance/teams?q=矿山").body())).isEqualTo(rows(teamsBefore));
        closed(recorded(false));
        assertThat(alliance.served().getOrDefault(HelpKind.TECHNOLOGY, 0)).isEqualTo(counted + 1);
        assertThat(rows(stranger().get("/alliance/teams?q=矿山").body())).isNotEqualTo(rows(teamsBefore));
    }

    /** The table alone: what else is on a page differs from one look to the next. */
    private static String rows(String page) {
        return page.substring(page.indexOf("<tbody"), page.indexOf("</tbody"));
    }

    private void closed(long id) {
        for (String state : List.of("SIGNED", "FOLLOWED")) {
            dsl.update(REQUEST)
                    .set(REQUEST.STATE, state)
                    .where(REQUEST.ID.eq(id))
                    .execute();
        }
        dsl.update(REQUEST)
                .set(REQUEST.STATE, "CLOSED")
                .set(REQUEST.OUTCOME, "RESOLVED")
                .set(REQUEST.CLOSED_ON, today.today())
                .setNull(REQUEST.DUE_ON)
                .where(REQUEST.ID.eq(id))
                .execute();
    }
}
