package io.lingchuang.vetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.OpenCall;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Role;
import io.lingchuang.access.TestSession;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.Level;
import io.lingchuang.entries.Entry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.web.context.WebApplicationContext;

/** The board of a call adds up, says at which level things stand, and lets figures be looked into. */
class BoardTest extends OpenCall {

    @Autowired
    Vetting vetting;

    @Autowired
    Board board;

    @Autowired
    QuotaUse quotas;

    @Autowired
    Participation participation;

    @Autowired
    Calls calls;

    @Autowired
    WebApplicationContext house;

    private long call;

    @BeforeEach
    void aCall() {
        call = openCall(Level.ENTERPRISE, Level.COUNTY_OR_INDUSTRY);
    }

    @Test
    void its_lines_make_the_total_though_some_entries_stand_in_two_and_some_in_none() {
        handedIn(2, workerAt(mine), call, null); // in a county and an industry
        handedIn(1, workerAt(mill), call, null);
        handedIn(1, workerAt(unit), call, null); // right below the city
        Board.Sum sum = board.sum(officer, call);
        assertThat(sum).isEqualTo(new Board.Sum(4, 2, 1));
        long lines = board.below(officer, call).stream()
                .mapToLong(Board.Below::entries)
                .sum();
        assertThat(lines - sum.twice() + sum.direct()).isEqualTo(sum.total());
        assertThat(board.sum(countyOfficer, call)).isEqualTo(new Board.Sum(3, 0, 0));
        assertThat(board.sum(clerk, call).total()).isEqualTo(2);
    }

    @Test
    void what_is_vetted_is_told_level_by_level() {
        List<Long> entries = handedIn(3, workerAt(mine), call, null);
        vetting.recommend(clerk, entries.getFirst(), version(entries.getFirst()), "同意推荐");
        assertThat(board.levels(officer, calls.call(call)))
                .isEqualTo(Map.of(Level.ENTERPRISE, 2L, Level.COUNTY_OR_INDUSTRY, 1L));
    }

    @Test
    void the_use_of_places_is_seen_for_each_recommender_within_reach() {
        quota(call, Level.ENTERPRISE, null, null, 3);
        quota(call, Level.COUNTY_OR_INDUSTRY, county, null, 5);
        List<Long> entries = handedIn(2, workerAt(mine), call, null);
        entries.forEach(e -> vetting.recommend(clerk, e, version(e), "同意推荐"));
        assertThat(quotas.of(officer, calls.call(call)))
                .containsExactlyInAnyOrder(
                        new QuotaUse.Use(mine.name(), Level.ENTERPRISE, null, 2, 3),
                        new QuotaUse.Use(county.name(), Level.COUNTY_OR_INDUSTRY, null, 0, 5));
        assertThat(quotas.of(clerk, calls.call(call)))
                .extracting(QuotaUse.Use::recommender)
                .containsExactly(mine.name());
        assertThat(quotas.of(somebody("厂干事", Role.CLERK, mill), calls.call(call)))
                .isEmpty();
    }

    @Test
    void the_proof_of_a_figure_is_read_by_the_unions_above_and_by_no_other() throws Exception {
        var proof = new MockMultipartFile("proof", "签到表.pdf", null, "%PDF-1.4 list".getBytes());
        participation.report(clerk, call, mine.id(), 50, "三季度", proof);
        var pages = TestSession.pages(house);
        for (Actor above : List.of(clerk, countyOfficer, industryOfficer, officer)) {
            TestSession.as(above);
            assertThat(body(pages.perform(get("/calls/" + call + "/reports")))).contains("签到表.pdf", "/files/");
        }
        TestSession.as(somebody("厂干事", Role.CLERK, mill));
        assertThat(body(pages.perform(get("/calls/" + call + "/reports")))).doesNotContain("签到表.pdf");
    }

    @Test
    void the_board_is_a_page_and_a_sheet() throws Exception {
        long id = draft(workerAt(mine), call, null);
        line(id, Entry.Line.TERRITORIAL);
        quota(call, Level.ENTERPRISE, null, null, 3);
        submission.submit(accounts.actor(entry(id).createdBy()).orElseThrow(), id, version(id));
        vetting.recommend(clerk, id, version(id), "同意推荐");
        var pages = TestSession.pages(house);
        TestSession.as(officer);
        assertThat(body(pages.perform(get("/calls/" + call + "/board")))).contains(county.name(), mine.name());
        byte[] sheet = pages.perform(get("/calls/" + call + "/board.xlsx"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        assertThat(sheet).startsWith('P', 'K');
    }

    private static String body(org.springframework.test.web.servlet.ResultActions answer) throws Exception {
        return answer.andExpect(status().isOk()).andReturn().getResponse().getContentAsString();
    }
}
