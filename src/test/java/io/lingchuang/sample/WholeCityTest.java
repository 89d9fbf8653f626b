package io.lingchuang.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lingchuang.TestDatabase;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.platform.jobs.Job;
import io.lingchuang.platform.jobs.Jobs;
import io.lingchuang.platform.numbers.Numbers;
import io.lingchuang.review.onsite.Lot;
import io.lingchuang.review.proof.RoundsVerification;
import io.lingchuang.review.proof.Verification;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole sample city, loaded once as the first start does, and looked at from its records: it is large, and nothing in it breaks a rule of the product. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class WholeCityTest {

    private static final String PAST = " join calls.call c on c.id = e.call_id where c.state = 'CLOSED'";

    @Autowired
    DSLContext dsl;

    @Autowired
    WorkingDays days;

    @Autowired
    Today today;

    @Autowired
    Numbers numbers;

    @Autowired
    Jobs jobs;

    @DynamicPropertySource
    static void place(DynamicPropertyRegistry properties) {
        properties.add("lingchuang.db.url", TestDatabase::freshUrl);
        properties.add("lingchuang.sample", () -> "city");
        properties.add(
                "lingchuang.data",
                () -> System.getProperty("java.io.tmpdir") + "/lingchuang-city-"
                        + ProcessHandle.current().pid());
    }

    private long count(String rest) {
        return dsl.fetchSingle("select count(*) " + rest).get(0, Long.class);
    }

    private BigDecimal sum(String query) {
        return dsl.fetchSingle(query).get(0, BigDecimal.class);
    }

    private int lastYear() {
        return today.today().minusMonths(10).getYear();
    }

    @Test
    void the_city_has_its_size() {
        assertThat(count("from access.node where kind = 'ENTERPRISE'")).isGreaterThan(2000);
        assertThat(count("from directory.person")).isGreaterThan(200_000);
        assertThat(count("from directory.occupation")).isGreaterThan(210);
        assertThat(count("from directory.cluster")).isEqualTo(5);
        assertThat(count("from directory.chain")).isEqualTo(10);
        for (int year = lastYear() - 2; year <= lastYear(); year++) {
            assertThat(count("from entries.entry e" + PAST + " and e.number is not null and c.programme = 'FIVE_SMALL'"
                            + " and c.year = " + year))
                    .as("entries handed in in " + year)
                    .isBetween(11_800L, 12_500L);
        }
    }

    @Test
    void the_published_figures_come_out_of_the_records() {
        String last = " and c.year = " + lastYear();
        assertThat(sum("select sum(p.person_times) from vetting.participation p join calls.call c on c.id = p.call_id"
                        + " where c.programme = 'FIVE_SMALL'" + last))
                .isGreaterThan(BigDecimal.valueOf(200_000));
        String awards =
                "from awards.award a join awards.decision d on d.id = a.decision_id join calls.call c on c.id = d.call_id"
                        + " where c.programme = 'OUTSTANDING' and a.state = 'IN_FORCE'";
        assertThat(count(awards + last)).isEqualTo(100);
        assertThat(sum("select sum(p.amount) from awards.payout p join awards.payout_batch b on b.id = p.batch_id"
                        + " join calls.call c on c.id = b.call_id where c.programme = 'OUTSTANDING' and b.number = 1"
                        + " and p.state = 'PAID'" + last))
                .isEqualByComparingTo("150000.00");
        assertThat(count("from vetting.put_forward f join entries.entry e on e.id = f.entry_id"
                        + " join calls.call c on c.id = e.call_id where c.programme = 'SUGGESTION'" + last))
                .isEqualTo(412);
        assertThat(count("from (select distinct person_id from directory.honour where title = '淮北市技能大奖')"))
                .isEqualTo(10);
        assertThat(count("from (select distinct person_id from directory.honour where title in ('技术能手', '创新骨干'))"))
                .isEqualTo(800);
    }

    @Test
    void every_history_goes_from_a_draft_by_legal_moves_to_where_the_entry_stands() {
        String steps = "from (select e.*, lag(e.to_state) over w as before, lag(e.at) over w as at_before,"
                + " lead(e.id) over w as next, x.state, x.number from entries.event e join entries.entry x on x.id = e.entry_id"
                + " window w as (partition by e.entry_id order by e.id)) s where ";
        assertThat(count("from entries.event")).isGreaterThan(90_000);
        assertThat(count(steps + "from_state <> coalesce(before, 'DRAFT')"))
                .as("steps that do not begin where the last one ended")
                .isZero();
        assertThat(count(steps + "at < at_before")).as("steps back in time").isZero();
        assertThat(count(steps + "next is null and to_state <> state"))
                .as("histories that end elsewhere")
                .isZero();
        assertThat(
                        count(
                                steps + "from_state <> to_state and (from_state, to_state) not in"
                                        + " (select t.from_state, t.to_state from platform.transition t where t.machine = 'entries.entry')"))
                .as("moves that the product forbids")
                .isZero();
        assertThat(
                        count(
                                "from entries.entry e" + PAST + " and e.number is not null"
                                        + " and not exists (select 1 from entries.event v where v.entry_id = e.id and v.action = 'submit')"))
                .isZero();
        assertThat(count("from entries.entry e" + PAST + " and e.submitted_at >= c.closes_at"))
                .as("handed in after the end")
                .isZero();
    }

    @Test
    void nobody_recommended_beyond_the_quota_or_an_entry_of_their_own() {
        assertThat(count("from vetting.allotment a where a.used > a.places or a.used <> (select count(*)"
                        + " from vetting.recommendation r join entries.entry e on e.id = r.entry_id"
                        + " where r.node_id = a.node_id and e.call_id = a.call_id)"))
                .isZero();
        assertThat(count(
                        "from vetting.allotment a join access.node n on n.id = a.node_id where a.places <> (select q.places"
                                + " from calls.quota q where q.call_id = a.call_id and (q.node_id = a.node_id or q.node_id is null"
                                + " and q.level = case n.kind when 'ENTERPRISE' then 'ENTERPRISE' else 'COUNTY_OR_INDUSTRY' end)"
                                + " order by q.node_id nulls last limit 1)"))
                .as("places that are not the call's")
                .isZero();
        assertThat(
                        count(
                                "from entries.event v join entries.entry e on e.id = v.entry_id where v.action in"
                                        + " ('recommend', 'notRecommend', 'accept') and v.account_id = e.created_by and not e.entered_for"))
                .isZero();
        assertThat(count("from entries.entry e" + PAST + " and e.state in ('AWARDED', 'NOT_SELECTED', 'STRUCK')"
                        + " and (select count(*) from vetting.recommendation r where r.entry_id = e.id) <> 2"))
                .as("results that two levels did not recommend")
                .isZero();
    }

    /** The rule written anew: highest and lowest off, the rest averaged to four decimals; equals share a place. */
    @Test
    void anybody_can_recompute_the_rankings_from_the_sealed_sheets() {
        String mean = "select s.panel_id, s.entry_id, count(*) as n, round((sum(s.total) - max(s.total) - min(s.total))"
                + " / (count(*) - 2), 4) as score from review.sheet s join review.panel p on p.id = s.panel_id"
                + " where s.state = 'SEALED' and p.state = 'CLOSED' group by 1, 2";
        String again =
                "from (select m.*, rank() over (partition by m.panel_id order by m.score desc) as place from (" + mean
                        + ") m) a full join review.result r using (panel_id, entry_id)"
                        + " where r.score is distinct from a.score or r.rank is distinct from a.place or r.sheets is distinct from a.n";
        assertThat(count("from review.result")).isGreaterThan(3000);
        assertThat(count(again)).isZero();
        assertThat(
                        count(
                                "from review.sheet s where s.total <> (select sum(v::numeric) from jsonb_each_text(s.scores) j(k, v))"))
                .as("sheets that do not add up")
                .isZero();
        assertThat(count("from review.sheet s join review.recusal r using (panel_id, expert_id, entry_id)"))
                .as("sheets of recused experts")
                .isZero();
        assertThat(
                        count(
                                "from review.sheet s left join review.invitation i using (panel_id, expert_id)"
                                        + " where i.state is distinct from 'ACCEPTED' or i.declared_at is null or i.declared_at > s.sealed_at"))
                .as("sheets of experts who had not accepted or declared")
                .isZero();
        assertThat(count(
                        "from review.sheet s join review.expert x on x.id = s.expert_id join entries.entry e on e.id = s.entry_id"
                                + " where x.employer_node_id = e.unit_node_id"))
                .as("sheets on one's own employer's entries")
                .isZero();
        assertThat(count("from review.recusal")).isPositive();
    }

    @Test
    void notices_ran_their_working_days_and_nothing_was_decided_before_they_were_over() {
        List<Record> notices = List.copyOf(
                dsl.fetch(
                        "select n.opens_on, n.closes_on, n.days, d.decided_on, c.notice_days"
                                + " from notices.notice n join awards.decision d on d.notice_id = n.id join calls.call c on c.id = n.call_id"));
        assertThat(notices).hasSize(8).allSatisfy(n -> {
            var opens = n.get(0, java.time.LocalDate.class);
            var closes = n.get(1, java.time.LocalDate.class);
            assertThat(days.between(opens.minusDays(1), closes)).isEqualTo(n.get(2, Integer.class));
            assertThat(n.get(2, Integer.class)).isGreaterThanOrEqualTo(n.get(4, Integer.class));
            assertThat(n.get(3, java.time.LocalDate.class)).isAfter(closes);
        });
        assertThat(count("from notices.objection o join notices.notice n on n.id = o.notice_id"
                        + " where o.state = 'OPEN' and n.state <> 'PUBLISHED'"))
                .as("objections left open after the list came down")
                .isZero();
        assertThat(
                        count(
                                "from notices.item i join entries.entry e on e.id = i.entry_id where i.struck <> (e.state = 'STRUCK')"))
                .isZero();
    }

    @Test
    void every_award_of_the_finished_calls_was_paid_once_and_within_its_tier() {
        String finished = " exists (select 1 from awards.decision d join notices.notice n on n.id = d.notice_id"
                + " where d.id = a.decision_id and n.number = 1 and n.ended_at < now() - interval '40 days')";
        assertThat(count("from awards.award a where" + finished)).isEqualTo(3 * 299);
        assertThat(count("from awards.award a where" + finished
                        + " and (select count(*) from awards.payout p where p.award_id = a.id"
                        + " and p.state = 'PAID' and p.amount = a.prize) <> 1"))
                .isZero();
        assertThat(count("from awards.award a join awards.payout p on p.award_id = a.id where" + finished
                        + " and p.state = 'FAILED' and not exists"
                        + " (select 1 from awards.payout n where n.corrects = p.id and n.state = 'PAID')"))
                .isZero();
        assertThat(
                        count(
                                "from calls.tier t where t.places < (select count(*) from awards.award a where a.tier_id = t.id)"))
                .isZero();
        assertThat(count("from awards.award a join entries.entry e on e.id = a.entry_id where e.tier_id <> a.tier_id"
                        + " or e.state <> case a.state when 'IN_FORCE' then 'AWARDED' else 'REVOKED' end"))
                .isZero();
        assertThat(count("from awards.award a join awards.certificate k on k.award_id = a.id and k.state = 'VALID'"))
                .isEqualTo(count("from awards.award where state = 'IN_FORCE'"));
    }

    @Test
    void of_two_awards_revoked_after_they_were_paid_one_came_back_and_one_is_asked_back() {
        String revoked = "from awards.award a join awards.payout p on p.award_id = a.id and p.state = 'PAID'"
                + " left join awards.recovery r on r.payout_id = p.id where a.state = 'WITHDRAWN'";
        assertThat(count(revoked)).isEqualTo(2);
        assertThat(count(revoked
                        + " and r.recovered_on between p.paid_on and (now() at time zone 'Asia/Shanghai')::date"))
                .isEqualTo(1);
        assertThat(count(revoked + " and not exists (select 1 from awards.certificate k where k.award_id = a.id"
                        + " and k.state = 'WITHDRAWN' and k.state_why = a.withdrawn_why)"))
                .isZero();
    }

    @Test
    void after_an_upheld_objection_the_next_in_rank_has_a_notice_of_its_own() {
        assertThat(count("from notices.notice n join calls.call c on c.id = n.call_id where n.number = 2"
                        + " and n.state = 'ENDED' and c.programme = 'FIVE_SMALL' and c.year = " + lastYear()
                        + " and (select count(*) from notices.item i where i.notice_id = n.id) = 1"
                        + " and exists (select 1 from awards.decision d where d.notice_id = n.id)"
                        + " and exists (select 1 from notices.objection o join notices.notice f on f.id = o.notice_id"
                        + " where f.call_id = n.call_id and f.number = 1 and o.state = 'UPHELD')"))
                .isEqualTo(1);
    }

    @Test
    void an_expert_who_kept_away_by_their_own_word_has_said_why_and_has_no_sheet() {
        assertThat(count("from review.recusal where ground = 'OWN_WORD' and length(reason) > 4"))
                .isEqualTo(2);
    }

    @Test
    void whatever_was_put_forward_stands_so_in_the_history_of_its_entry() {
        assertThat(count("from vetting.put_forward f where not exists (select 1 from entries.event v"
                        + " where v.entry_id = f.entry_id and v.action = 'putForward' and v.from_state = v.to_state"
                        + " and v.reason = f.organ || ' ' || f.document)"))
                .isZero();
        assertThat(count("from vetting.put_forward f where f.taken_back_on is not null and exists (select 1"
                        + " from entries.event v where v.entry_id = f.entry_id and v.action = 'takeBackForward')"))
                .isEqualTo(2);
    }

    /** Every step of a history stands in the audit trail, at its moment and by the same hand; nothing else of an entry does. */
    @Test
    void the_audit_trail_has_every_step_of_every_entry() {
        assertThat(count("from entries.event v full join access.audit a on a.subject_kind = 'entry'"
                        + " and a.subject_id = v.entry_id and a.action = 'entries.' || v.action and a.at = v.at"
                        + " where (v.id is null or a.id is null or a.account_id is distinct from v.account_id)"
                        + " and coalesce(a.subject_kind, 'entry') = 'entry' and coalesce(a.action, 'entries.') like 'entries.%'"
                        + " and coalesce(a.action, '') not in ('entries.start', 'entries.startFor')"))
                .isZero();
        assertThat(count("from access.audit where action in ('entries.start', 'entries.startFor')"))
                .isEqualTo(count("from entries.entry"));
        assertThat(count(
                        "from (select at, lag(at) over (order by id) as before from access.audit) a where at < before"))
                .as("the last weeks began before the last payment of the finished years; else the trail runs with time")
                .isLessThanOrEqualTo(1);
    }

    /** The product's own sending writes the same keys: were it to send them again, it would not. */
    @Test
    void those_who_stand_in_the_readme_have_the_messages_of_the_last_year() {
        assertThat(count("from platform.message where sent_at is null"))
                .as("messages that would go out to somebody's phone")
                .isZero();
        for (String login : List.of("city", "chief", "finance", "clerk", "clerk2", "mining", "county", "worker")) {
            assertThat(count("from platform.message m join access.account a on a.id = m.account_id where a.login = '"
                            + login + "'"))
                    .as(login)
                    .isPositive();
        }
        assertThat(count(
                        "from entries.event v join entries.entry e on e.id = v.entry_id join calls.call c on c.id = e.call_id"
                                + " join access.account a on a.login = 'mining' join access.role_grant g on g.account_id = a.id"
                                + " where c.state = 'CLOSED' and c.year = " + lastYear()
                                + " and c.programme <> 'GOLDEN_RESULT'"
                                + " and v.action = 'recommend' and v.to_state = 'VETTING'"
                                + " and exists (select 1 from entries.event w where w.entry_id = e.id and w.from_state = 'VETTING'"
                                + " and w.id > v.id and w.node_id = g.node_id)"
                                + " and not exists (select 1 from platform.message m where m.account_id = a.id"
                                + " and m.link = '/vetting/' || e.id)"))
                .as("entries that came to the mining union without a word")
                .isZero();
        assertThat(count("from platform.message m join access.account a on a.id = m.account_id"
                        + " where a.login = 'mining' and m.link like '/vetting/%'"))
                .isGreaterThan(30);
    }

    @Test
    void every_closed_panel_has_an_archive_from_which_its_ranking_is_made_again() {
        var archives = dsl.fetch(
                "select a.seal, a.content, (select count(*) from review.result r where r.panel_id = a.panel_id)"
                        + " from review.panel p left join review.archive a on a.panel_id = p.id where p.state = 'CLOSED'");
        assertThat(archives).isNotEmpty();
        for (Record r : archives) {
            Verification v = Verification.of(r.get(1, byte[].class), r.get(0, String.class));
            assertThat(v.findings()).isEmpty();
            assertThat(v.ranked()).isEqualTo(r.get(2, int.class));
        }
    }

    @Test
    void what_the_experts_know_is_said_in_the_words_of_the_records_and_meets_the_entries() {
        assertThat(count("from review.expert x, unnest(x.occupations) o where o not in"
                        + " (select name from directory.occupation union select category from directory.occupation)"))
                .isZero();
        assertThat(count("from review.expert x, unnest(x.industries) i where i not in"
                        + " (select industry from directory.enterprise)"))
                .isZero();
        long met = count("from review.panel_entry pe where exists (select 1 from review.panel_expert px"
                + " join review.expert x on x.id = px.expert_id join entries.completer c on c.entry_id = pe.entry_id"
                + " join directory.person p on p.id = c.person_id join directory.occupation o on o.id = p.occupation_id"
                + " where px.panel_id = pe.panel_id and (o.name = any (x.fields) or o.category = any (x.fields)))");
        assertThat(met)
                .as("entries whose work somebody of their panel knows")
                .isGreaterThan(count("from review.panel_entry") / 3);
    }

    @Test
    void a_call_in_three_rounds_ranks_each_category_and_anybody_makes_that_ranking_again() {
        var rounds = dsl.fetch("select a.call_id, a.category_id, a.seal, a.content from review.round_archive a");
        assertThat(rounds).hasSizeGreaterThan(3);
        for (Record r : rounds) {
            List<byte[]> parts = dsl.fetch(
                            "select a.content from review.archive a join review.panel p on p.id = a.panel_id"
                                    + " where p.call_id = {0}",
                            r.get(0))
                    .map(a -> a.get(0, byte[].class));
            assertThat(parts).hasSize(3);
            RoundsVerification v = RoundsVerification.of(r.get(3, byte[].class), parts, r.get(2, String.class));
            assertThat(v.findings()).isEmpty();
            assertThat((long) v.ranked())
                    .isEqualTo(count("from entries.entry e where e.rank is not null and e.call_id = " + r.get(0)
                            + " and e.category_id is not distinct from " + r.get(1)));
        }
        String reached = "(select call_id, category_id, reached, min(rank) as first, max(rank) as last"
                + " from entries.entry where rank is not null group by call_id, category_id, reached)";
        assertThat(count("from " + reached + " a join " + reached + " b on b.call_id = a.call_id"
                        + " and b.category_id is not distinct from a.category_id"
                        + " where a.reached > b.reached and a.last >= b.first"))
                .as("cut off before, and in front all the same")
                .isZero();
        assertThat(count("from entries.entry e where e.state = 'AWARDED' and e.reached = 3"))
                .isPositive();
    }

    /** States in which nothing of the sample stands, each with the reason. */
    private static final Map<String, String> NOWHERE = Map.of(
            "platform.sheet_import", "units and experts come with the sample, not from a sheet",
            "directory.roster_import", "people come with the sample, not from a sheet",
            "review.offline_return", "the sample's experts score on the page",
            "review.assignment", "every expert of the sample's panels scores all that their panel has",
            "review.visit PLANNED", "no panel of the sample is on its way",
            "review.visit CANCELLED", "every past visit was held",
            "review.turn WAITING", "every past presentation is over",
            "review.turn SPEAKING", "every past presentation is over",
            "review.turn ANSWERING", "every past presentation is over",
            "review.turn ABSENT", "everybody came to the past presentations");

    @Test
    void every_state_that_a_machine_knows_stands_somewhere_in_the_city() {
        Map<String, java.util.Set<String>> missing = new TreeMap<>();
        for (Record r : dsl.fetch("select machine, from_state as state from platform.transition"
                + " union select machine, to_state from platform.transition")) {
            String machine = r.get(0, String.class);
            String state = r.get(1, String.class);
            if (count("from " + machine + " where state = '" + state + "'") == 0
                    && !NOWHERE.containsKey(machine)
                    && !NOWHERE.containsKey(machine + " " + state)) {
                missing.computeIfAbsent(machine, m -> new java.util.TreeSet<>()).add(state);
            }
        }
        assertThat(missing).isEmpty();
        NOWHERE.forEach((excused, why) -> {
            String[] part = excused.split(" ");
            assertThat(count("from " + part[0] + (part.length > 1 ? " where state = '" + part[1] + "'" : "")))
                    .as(excused + " is excused because " + why)
                    .isZero();
        });
    }

    @Test
    void every_sheet_of_a_round_on_site_was_written_after_its_expert_went_and_of_a_presentation_after_its_turn() {
        String onForm = "from review.sheet s join review.panel p on p.id = s.panel_id where p.form = ";
        assertThat(count(onForm + "'VISIT'")).isPositive();
        assertThat(
                        count(
                                onForm + "'VISIT' and not exists (select 1 from review.visit v"
                                        + " join review.visitor w on w.visit_id = v.id where v.panel_id = s.panel_id and v.entry_id = s.entry_id"
                                        + " and v.state = 'HELD' and w.expert_id = s.expert_id and v.held_at between s.laid_at and s.sealed_at)"))
                .isZero();
        assertThat(count(onForm + "'PRESENTATION'")).isPositive();
        assertThat(
                        count(
                                onForm
                                        + "'PRESENTATION' and not exists (select 1 from review.turn t where t.panel_id = s.panel_id"
                                        + " and t.entry_id = s.entry_id and t.state = 'DONE' and t.ended_at between s.laid_at and s.sealed_at)"))
                .isZero();
        for (Record draw : dsl.fetch("select panel_id, secret, public_value from review.presentation")) {
            var drawn = dsl.fetch(
                    "select e.blind_code, t.draw_hash from review.turn t join review.panel_entry e using (panel_id, entry_id)"
                            + " where t.panel_id = ? order by t.lot",
                    draw.get(0));
            assertThat(drawn.map(r -> new Lot.Drawn(r.get(0, String.class), r.get(1, String.class))))
                    .isEqualTo(Lot.order(
                            Lot.seed(draw.get(1, String.class), draw.get(2, String.class)),
                            drawn.getValues(0, String.class)));
        }
    }

    @Test
    void the_next_number_of_every_series_is_fresh() {
        List<Record> series = List.copyOf(dsl.fetch("select series, year, last from platform.serial"));
        assertThat(series).hasSizeGreaterThan(20);
        for (Record s : series) {
            String name = s.get(0, String.class);
            int year = s.get(1, Integer.class);
            String[] parts = name.split(":");
            String like = "document".equals(parts[0])
                    ? "from platform.document_number where organ_code = '" + parts[1] + "' and year = " + year
                    : "entry".equals(parts[0])
                            ? "from entries.entry where number like '" + parts[1] + year + "-%'"
                            : "from awards.certificate where number like '" + parts[1].replace("-", "-" + year + "-")
                                    + "-%'";
            assertThat(count(like))
                    .as(name + " " + year)
                    .isEqualTo(s.get(2, Long.class))
                    .isPositive();
            assertThat(numbers.nextSerial(name, year)).isEqualTo(s.get(2, Long.class) + 1);
        }
    }

    @Test
    void nobody_has_a_phone_that_could_ring() {
        assertThat(count("from directory.person where phone is not null and phone !~ '^1390000'"))
                .isZero();
        assertThat(count("from access.account where phone is not null and phone !~ '^1390000'"))
                .isZero();
        assertThat(count("from notices.objection where phone !~ '^1390000'")).isZero();
        assertThat(count("from directory.enterprise where credit_code is not null and credit_code !~ 'SAMPLE'"))
                .isZero();
    }

    /** The generator knows which ideas are copies; the product is only given the texts. */
    @Test
    void the_planted_copies_of_a_whole_call_are_found_at_once() {
        long call = dsl.fetchSingle(
                        "select id from calls.call where programme = 'FIVE_SMALL' and state = 'CLOSED' and year = {0}",
                        DSL.val(lastYear()))
                .get(0, Long.class);
        await().atMost(Duration.ofMinutes(3)).until(() -> count("from entries.gram_census where texts > 30000") == 1);
        long job = jobs.start("call-comparison", "查重", Map.of("call", call), null);
        await().atMost(Duration.ofMinutes(10)).until(() -> jobs.job(job).ended());
        assertThat(jobs.job(job).state()).isEqualTo(Job.State.DONE);
        assertThat(jobs.job(job).total()).isGreaterThan(11_500);

        var texts = new IdeaTexts(2026);
        Map<String, Integer> ideas = new HashMap<>();
        int invented = (int) count("from entries.entry") + 100;
        for (int n = 0; n < invented; n++) {
            ideas.put(texts.idea(n).title() + texts.idea(n).measure(), n);
        }
        Map<Long, Integer> ideaOf = new HashMap<>();
        Map<Integer, Long> entryOf = new HashMap<>();
        Set<Long> ofTheCall = new HashSet<>();
        dsl.fetch(
                        "select id, title || (answers->>'measure'), call_id from entries.entry where number is not null and state <> 'WITHDRAWN'")
                .forEach(r -> {
                    Integer n = ideas.get(r.get(1, String.class));
                    if (n != null) {
                        ideaOf.put(r.get(0, Long.class), n);
                        entryOf.put(n, r.get(0, Long.class));
                        if (r.get(2, Long.class) == call) {
                            ofTheCall.add(r.get(0, Long.class));
                        }
                    }
                });
        Set<Set<Long>> planted = texts.planted(invented).stream()
                .filter(p -> entryOf.containsKey(p.copy())
                        && entryOf.containsKey(p.original())
                        && ofTheCall.contains(entryOf.get(p.copy())))
                .map(p -> Set.of(entryOf.get(p.copy()), entryOf.get(p.original())))
                .collect(Collectors.toSet());
        List<Set<Long>> listed = dsl.fetch("select entry_id, older_id from entries.likeness")
                .map(r -> Set.of(r.get(0, Long.class), r.get(1, Long.class)));
        long right = listed.stream()
                .filter(pair -> pair.stream()
                                .map(id -> texts.originalOf(ideaOf.get(id)))
                                .distinct()
                                .count()
                        == 1)
                .count();
        assertThat(planted).hasSizeGreaterThan(400);
        assertThat((double) planted.stream().filter(listed::contains).count() / planted.size())
                .as("recall")
                .isGreaterThanOrEqualTo(0.98);
        assertThat((double) right / listed.size()).as("precision").isGreaterThanOrEqualTo(0.95);
    }
}
