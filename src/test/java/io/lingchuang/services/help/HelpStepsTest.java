package io.lingchuang.services.help;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.services.Tables.REQUEST;
import static io.lingchuang.db.services.Tables.TEAM;
import static io.lingchuang.db.services.Tables.TEAM_MEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.OpenHouse;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every step, tried in every state by everybody: only those whose it is get through, and only from where it begins. */
class HelpStepsTest extends OpenHouse {

    /** Who may do what, and when, written down once more as the rules have it. */
    private static final String RULES = """
            COMPLETE clerk2 ASKED_BACK
            CANCEL clerk2,county,city ASKED,ASKED_BACK,PUBLISHED,DISPATCHED,ACCEPTED,APPOINTED
            ASK_BACK county,city ASKED
            REFUSE county,city ASKED
            PUBLISH county,city ASKED
            DISPATCH county,city ASKED,PUBLISHED
            RECALL county,city DISPATCHED
            GIVE_UP county,city ASKED,PUBLISHED
            CHOOSE clerk2 PUBLISHED
            ACCEPT worker3 DISPATCHED
            DECLINE worker3 DISPATCHED
            HAND_BACK worker3 ACCEPTED,APPOINTED
            APPOINT worker,worker3 ACCEPTED
            RECORD worker,worker3 APPOINTED
            REWRITE clerk2,worker,worker3 VISITED
            SIGN clerk2,worker,worker3 VISITED
            AGAIN worker,worker3 SIGNED
            RATE clerk2 SIGNED
            CLOSE clerk2 FOLLOWED
            """;

    private static final List<String> PEOPLE =
            List.of("clerk2", "worker3", "county", "city", "clerk", "mining", "worker", "leader", "chief");

    /** A team belongs to a request from its dispatch on. */
    private static final Set<RequestState> BEFORE = Set.of(
            RequestState.ASKED,
            RequestState.ASKED_BACK,
            RequestState.PUBLISHED,
            RequestState.REFUSED,
            RequestState.UNTAKEN,
            RequestState.CANCELLED);

    @Autowired
    private Requests requests;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void every_step_in_every_state_by_everybody() {
        long team = team();
        Set<String> got = new TreeSet<>();
        for (RequestState state : RequestState.values()) {
            long id = request(state, team);
            for (Step step : Step.values()) {
                for (String who : PEOPLE) {
                    if (goesThrough(id, step, who, team)) {
                        got.add(step + " " + who + " " + state);
                    }
                }
            }
        }
        assertThat(got).isEqualTo(rules());
    }

    private boolean goesThrough(long id, Step step, String who, long team) {
        return Boolean.TRUE.equals(new TransactionTemplate(transactions).execute(tx -> {
            tx.setRollbackOnly();
            return Arrays.stream(Side.values())
                    .filter(side -> side != Side.CLOCK)
                    .anyMatch(side -> tried(id, step, side, who, team));
        }));
    }

    private boolean tried(long id, Step step, Side side, String who, long team) {
        try {
            Outcome outcome = step == Step.CLOSE ? Outcome.RESOLVED : null;
            requests.move(
                    new Requests.Mover(actor(who), side),
                    id,
                    0,
                    step,
                    new Requests.Moving("一句话", BEFORE.contains(step.to()) ? null : team, null, null, outcome));
            return true;
        } catch (NotFound | Refusal no) {
            return false;
        }
    }

    private static Set<String> rules() {
        return RULES.lines()
                .map(line -> line.split(" "))
                .flatMap(rule -> Arrays.stream(rule[1].split(","))
                        .flatMap(who ->
                                Arrays.stream(rule[2].split(",")).map(state -> rule[0] + " " + who + " " + state)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private long team() {
        long id = dsl.insertInto(TEAM)
                .set(TEAM.NAME, "逐步试走志愿服务队")
                .set(TEAM.NODE_ID, node())
                .set(TEAM.FIELD, "试走")
                .set(TEAM.INDUSTRY, "纺织")
                .set(TEAM.FOUNDED_ON, LocalDate.parse("2025-01-01"))
                .returningResult(TEAM.ID)
                .fetchSingle()
                .value1();
        belongs(id, "worker3", true);
        belongs(id, "worker", false);
        return id;
    }

    private void belongs(long team, String login, boolean leads) {
        dsl.insertInto(TEAM_MEMBER)
                .set(TEAM_MEMBER.TEAM_ID, team)
                .set(
                        TEAM_MEMBER.PERSON_ID,
                        dsl.select(PERSON.ID)
                                .from(PERSON)
                                .where(PERSON.ACCOUNT_ID.eq(actor(login).accountId()))
                                .fetchSingle()
                                .value1())
                .set(TEAM_MEMBER.LEADS, leads)
                .set(TEAM_MEMBER.FROM_DAY, LocalDate.parse("2025-01-01"))
                .execute();
    }

    private long node() {
        return dsl.select(NODE.ID)
                .from(NODE)
                .where(NODE.CODE.eq("QY007"))
                .fetchSingle()
                .value1();
    }

    private long request(RequestState state, long team) {
        Map<Object, Object> more = new LinkedHashMap<>();
        more.put(REQUEST.TEAM_ID, BEFORE.contains(state) ? null : team);
        more.put(REQUEST.DUE_ON, state.over() ? null : LocalDate.parse("2099-01-01"));
        more.put(REQUEST.OUTCOME, state == RequestState.CLOSED ? "RESOLVED" : null);
        more.put(REQUEST.CLOSED_ON, state == RequestState.CLOSED ? LocalDate.parse("2026-01-01") : null);
        return dsl.insertInto(REQUEST)
                .set(REQUEST.NODE_ID, node())
                .set(REQUEST.KIND, "TECHNOLOGY")
                .set(REQUEST.TITLE, "逐步试走")
                .set(REQUEST.PROBLEM, "把每一步在每个状态都试一遍")
                .set(REQUEST.PLACE, "车间")
                .set(REQUEST.CONTACT_NAME, "孙志远")
                .set(REQUEST.CONTACT_PHONE, "0561-3000000")
                .set(REQUEST.STATE, state.name())
                .set(more)
                .returningResult(REQUEST.ID)
                .fetchSingle()
                .value1();
    }
}
