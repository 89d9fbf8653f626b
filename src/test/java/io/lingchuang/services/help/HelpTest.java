package io.lingchuang.services.help;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.platform.Tables.MESSAGE;
import static io.lingchuang.db.services.Tables.REQUEST;
import static io.lingchuang.db.services.Tables.TEAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.OpenHouse;
import io.lingchuang.Visitor;
import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.services.HelpKind;
import io.lingchuang.services.alliance.Teams;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An enterprise asks for help and is helped, or is told why not. */
class HelpTest extends OpenHouse {

    private static final String PICTURE = "data:image/png;base64,"
            + "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    @Autowired
    private Requests requests;

    @Autowired
    private Dispatching dispatching;

    @Autowired
    private HelpVisits visits;

    @Autowired
    private HelpResults results;

    @Autowired
    private Matching matching;

    @Autowired
    private HelpClock clock;

    @Autowired
    private Teams teams;

    @Autowired
    private Today today;

    private long node(String code) {
        return dsl.select(NODE.ID)
                .from(NODE)
                .where(NODE.CODE.eq(code))
                .fetchSingle()
                .value1();
    }

    /** The team of the mining group's craft master. */
    private long team() {
        return teams.of(actor("master"), true).getFirst();
    }

    private long asked(boolean confidential) {
        return requests.ask(
                actor("clerk2"),
                node("QY007"),
                new Requests.Typed(
                        HelpKind.TECHNOLOGY,
                        "织机变频改造",
                        "三十台织机全年工频运行，想做变频和智能化改造。",
                        "织造车间",
                        false,
                        confidential,
                        "孙志远",
                        "0561-3012345"));
    }

    private int version(long id) {
        return requests.request(id).version();
    }

    private RequestState state(long id) {
        return requests.request(id).state();
    }

    private long dispatched(boolean confidential) {
        long id = asked(confidential);
        dispatching.dispatch(actor("city"), id, version(id), team(), null);
        return id;
    }

    private long visited() {
        long id = dispatched(false);
        Actor master = actor("master");
        dispatching.accept(master, id, version(id));
        visits.appoint(
                master,
                id,
                version(id),
                LocalDateTime.ofInstant(today.now(), io.lingchuang.platform.web.Page.ZONE),
                "织造车间");
        long went = teams.members(team()).getFirst().personId();
        visits.record(
                master,
                id,
                version(id),
                new HelpVisits.Written(new BigDecimal("2.5"), "车间主任", "工频运行", "可以变频", "先改六台", 4, Set.of(went)),
                List.of());
        return id;
    }

    private long signed() {
        long id = visited();
        visits.sign(actor("master"), id, version(id), new HelpVisits.Signing(Side.TEAM, "韩德松", PICTURE, ""));
        visits.sign(actor("clerk2"), id, version(id), new HelpVisits.Signing(Side.ENTERPRISE, "孙志远", "", ""));
        return id;
    }

    @Test
    void an_enterprise_is_helped_from_its_question_to_what_came_of_it_three_months_later() {
        long id = signed();
        assertThat(state(id)).isEqualTo(RequestState.SIGNED);
        assertThat(visits.of(id).getFirst().signatures())
                .extracting(Visit.Signature::way)
                .containsExactly(Visit.Way.DRAWN, Visit.Way.TYPED);
        Actor clerk = actor("clerk2");
        assertThatThrownBy(() -> results.rate(clerk, id, version(id), new HelpResults.Marks(5, 5, 2, 5), ""))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.field()).isEqualTo("words"));
        assertThatThrownBy(() -> results.rate(actor("city"), id, version(id), new HelpResults.Marks(5, 5, 5, 5), ""))
                .isInstanceOf(NotFound.class);
        results.rate(clerk, id, version(id), new HelpResults.Marks(5, 5, 2, 5), "来得晚了一天");
        results.answer(actor("master"), id, "下次先电话约定");
        assertThat(results.rating(id).orElseThrow().answer()).isEqualTo("下次先电话约定");
        assertThatThrownBy(() -> results.tell(clerk, id, version(id), Outcome.RESOLVED, "好了", null))
                .hasMessage("help.resultLater");
        later(31, () -> {
            look(id);
            assertThat(letters("clerk2", id, "help-result-")).isEqualTo(1);
            results.tell(clerk, id, version(id), Outcome.CONTINUING, "已改六台", null);
        });
        later(91, () -> results.tell(clerk, id, version(id), Outcome.RESOLVED, "全部改完", new BigDecimal("120000")));
        assertThat(state(id)).isEqualTo(RequestState.CLOSED);
        assertThat(dsl.fetchCount(
                        io.lingchuang.db.services.Tables.COUNTED_SERVICE,
                        io.lingchuang.db.services.Tables.COUNTED_SERVICE
                                .INDICATOR
                                .eq("service.session")
                                .and(io.lingchuang.db.services.Tables.COUNTED_SERVICE.RECORD_ID.eq(id))))
                .isEqualTo(1);
    }

    private void look(long id) {
        clock.look(requests.request(id));
    }

    private void later(int days, Runnable act) {
        today.standing(today.now().plus(Duration.ofDays(days)), () -> {
            act.run();
            return days;
        });
    }

    private int letters(String login, long id, String key) {
        return dsl.fetchCount(
                MESSAGE,
                MESSAGE.ACCOUNT_ID
                        .eq(actor(login).accountId())
                        .and(MESSAGE.LINK.eq("/help/" + id))
                        .and(MESSAGE.ONCE_KEY.startsWith(key)));
    }

    @Test
    void who_signs_on_the_teams_phone_needs_the_code_that_only_the_enterprise_was_told() {
        long id = visited();
        Visitor master = visitor("master");
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> wrong = sign(master, id, "ENTERPRISE", "xxxxxx");
            assertThat(wrong.statusCode()).isEqualTo(422);
            assertThat(wrong.body()).contains("签字码不对");
        }
        assertThat(sign(master, id, "ENTERPRISE", visits.of(id).getFirst().code())
                        .body())
                .contains("次数过多");
        assertThat(sign(visitor("clerk2"), id, "ENTERPRISE", "").statusCode()).isEqualTo(302);
        assertThat(sign(master, id, "TEAM", "").statusCode()).isEqualTo(302);
        assertThat(state(id)).isEqualTo(RequestState.SIGNED);

        long other = visited();
        assertThat(sign(master, other, "ENTERPRISE", visits.of(other).getFirst().code())
                        .statusCode())
                .isEqualTo(302);
        assertThat(visits.of(other).getFirst().signatures())
                .extracting(Visit.Signature::way)
                .containsExactly(Visit.Way.CODE);
    }

    private HttpResponse<String> sign(Visitor who, long id, String side, String code) {
        Map<String, String> form =
                new HashMap<>(Map.of("side", side, "signer", "车间主任", "agreed", "true", "code", code));
        form.put("version", String.valueOf(version(id)));
        return who.post("/help/" + id + "/sign", form);
    }

    @Test
    void a_confidential_request_is_read_by_the_team_and_the_officers_alone_and_never_published() {
        long id = asked(true);
        assertThatThrownBy(() -> dispatching.publish(actor("city"), id, version(id)))
                .hasMessage("help.confidentialStays");
        assertThat(visitor("leader").get("/help/" + id).statusCode()).isEqualTo(404);
        assertThat(visitor("leader").get("/help").body()).doesNotContain("/help/" + id + "\"");
        assertThat(visitor("master").get("/help/" + id).statusCode()).isEqualTo(404);
        dispatching.dispatch(actor("city"), id, version(id), team(), null);
        assertThat(visitor("master").get("/help/" + id).statusCode()).isEqualTo(200);
        assertThat(visitor("county").get("/help/" + id).statusCode()).isEqualTo(200);
        assertThat(visitor("mining").get("/help/" + id).statusCode()).isEqualTo(404);
        assertThat(visitor("clerk").get("/help/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void the_master_craftsmens_team_is_proposed_with_reasons_and_not_again_after_it_declined() {
        // What other stories sent to it is its load; teams of the walks would come before it for that alone.
        dsl.execute("update services.team set state = 'PAUSED', state_reason = '不在此地' where name like '过路%'");
        long id = dispatched(false);
        HelpRequest r = requests.request(id);
        assertThat(matching.teams(r)).anySatisfy(p -> {
            assertThat(p.id()).isEqualTo(team());
            assertThat(p.reasons()).extracting(Proposal.Reason::key).contains("help.why.kind", "help.why.words");
        });
        dispatching.decline(actor("master"), id, version(id), "近期全员检修");
        assertThat(matching.teams(requests.request(id)))
                .extracting(Proposal::id)
                .doesNotContain(team());
        assertThatThrownBy(() -> dispatching.dispatch(actor("city"), id, version(id), team(), null))
                .hasMessage("help.declinedBefore");
        assertThat(visitor("master").get("/help/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void a_published_request_is_claimed_and_the_enterprise_chooses() {
        long id = asked(false);
        dispatching.publish(actor("city"), id, version(id));
        assertThat(visitor("master").get("/help/" + id).body()).contains("揭榜").doesNotContain("0561-3012345");
        dispatching.claim(actor("master"), id, team(), "做过两家");
        dispatching.choose(actor("clerk2"), id, version(id), team());
        assertThat(state(id)).isEqualTo(RequestState.ACCEPTED);
        assertThat(visitor("master").get("/help/" + id).body()).contains("0561-3012345");
    }

    @Test
    void a_request_that_nobody_takes_ends_and_the_enterprise_is_told() {
        long id = asked(false);
        dispatching.publish(actor("city"), id, version(id));
        later(30, () -> look(id));
        assertThat(state(id)).isEqualTo(RequestState.UNTAKEN);
        assertThat(letters("clerk2", id, "help-untaken-")).isEqualTo(1);
    }

    @Test
    void who_lets_a_step_wait_too_long_is_written_to_once_and_so_are_the_officer_and_the_chief() {
        long id = dispatched(false);
        look(id);
        assertThat(letters("chief", id, "help-late-")).isZero();
        later(20, () -> {
            look(id);
            look(id);
        });
        assertThat(letters("chief", id, "help-late-")).isEqualTo(1);
        assertThat(letters("city", id, "help-late-")).isEqualTo(1);
        assertThat(letters("master", id, "help-late-")).isEqualTo(1);
    }

    @Test
    void of_a_confidential_request_that_waits_too_long_the_chief_is_not_told() {
        long id = dispatched(true);
        later(20, () -> look(id));
        assertThat(letters("city", id, "help-late-")).isEqualTo(1);
        assertThat(letters("master", id, "help-late-")).isEqualTo(1);
        assertThat(letters("chief", id, "help-late-")).isZero();
        assertThat(visitor("chief").get("/help/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void a_service_that_nobody_rates_or_reports_on_is_closed_all_the_same() {
        long id = signed();
        later(30, () -> look(id));
        assertThat(state(id)).isEqualTo(RequestState.FOLLOWED);
        later(200, () -> look(id));
        assertThat(state(id)).isEqualTo(RequestState.CLOSED);
        assertThat(requests.request(id).outcome()).isEqualTo(Outcome.SILENT);
    }

    @Test
    void what_is_typed_wrong_is_said_beside_its_field_and_kept() {
        HttpResponse<String> answer = visitor("clerk2")
                .post(
                        "/help/new",
                        Map.of(
                                "node",
                                node("QY007"),
                                "kind",
                                "MAGIC",
                                "title",
                                "织",
                                "problem",
                                "太短",
                                "place",
                                "",
                                "contactName",
                                "孙",
                                "contactPhone",
                                "打给我"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("请选择一项", "请填写 10 到 3,000 个字", "请填写电话号码", "打给我");
        assertThat(visitor("clerk2")
                        .post("/help/new", Map.of("node", node("QY001")))
                        .statusCode())
                .isEqualTo(422);
        assertThatThrownBy(() -> requests.ask(
                        actor("clerk2"),
                        node("QY001"),
                        new Requests.Typed(
                                HelpKind.PATENT, "别人的", "替别的企业提出需求不行", "车间", false, false, "孙志远", "0561-3012345")))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void the_public_sees_teams_and_counts_but_no_request_and_no_phone() {
        Visitor stranger = stranger();
        assertThat(stranger.get("/alliance").statusCode()).isEqualTo(200);
        assertThat(stranger.get("/alliance/teams/" + team()).body())
                .contains("韩德松")
                .doesNotContain("1390000");
        assertThat(stranger.get("/help").statusCode()).isEqualTo(302);
        assertThat(dsl.fetchCount(TEAM, TEAM.STATE.eq("ACTIVE"))).isPositive();
        assertThat(dsl.fetchCount(REQUEST, REQUEST.STATE.eq("CLOSED"))).isPositive();
    }

    @Test
    void the_map_of_demand_counts_by_industry_and_kind_what_one_may_see() {
        asked(false);
        assertThat(visitor("city").get("/help/map").body()).contains("纺织", "创新技术");
        assertThat(visitor("mining").get("/help/map").body()).doesNotContain("纺织");
        assertThat(visitor("city").bytes("/help/map.xlsx").body()).isNotEmpty();
    }
}
