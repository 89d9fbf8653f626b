package io.lingchuang.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.TestSession;
import io.lingchuang.platform.web.Refusal;
import java.math.BigDecimal;
import java.util.List;
import org.hamcrest.Matchers;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.context.WebApplicationContext;

/** In which rounds a call is reviewed: the host says it with the rubric, everybody reads it on the call's pages. */
class RoundsOfCallTest extends EditedCall {

    private static final List<Criterion> SHOWN = shown(3);

    private static List<Criterion> shown(int round) {
        return List.of(
                new Criterion("q" + round + "_1", "现场演示", new BigDecimal("60"), BigDecimal.ONE, "演示完整", List.of()),
                new Criterion("q" + round + "_2", "答问", new BigDecimal("40"), new BigDecimal("0.5"), "", List.of()));
    }

    private static final List<Round> THREE = List.of(
            new Round(1, Round.Form.WRITTEN, new BigDecimal("40"), 30, List.of()),
            new Round(2, Round.Form.VISIT, new BigDecimal("20.5"), 10, List.of()),
            new Round(3, Round.Form.PRESENTATION, new BigDecimal("39.5"), null, SHOWN));

    @Autowired
    WebApplicationContext house;

    private void say(long id, List<Round> rounds) {
        Call c = call(id);
        editor.rubric(officer, id, c.version(), c.rubric(), rounds, c.expertsNeeded(), c.rule(), c.trim(), c.blind());
    }

    @Test
    void a_call_that_says_nothing_has_one_written_round_that_weighs_all() {
        Call c = call(published());
        assertThat(c.rounds()).isEqualTo(Round.ONE);
        assertThat(c.inRounds()).isFalse();
        assertThat(c.rubric(1)).isEqualTo(c.rubric());
    }

    @Test
    void three_rounds_are_kept_shown_to_everybody_and_copied_into_the_next_year() throws Exception {
        long id = published();
        say(id, THREE);
        assertThat(call(id).rounds()).isEqualTo(THREE);
        assertThat(call(id).rubric(2)).isEqualTo(call(id).rubric());
        assertThat(call(id).rubric(3)).isEqualTo(SHOWN);
        assertThat(call(newCalls.copy(officer, id, 2027)).rounds()).isEqualTo(THREE);
        TestSession.pages(house)
                .perform(get("/open/" + id))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("现场答辩 占 39.5%")))
                .andExpect(content().string(Matchers.containsString("每类前 10 项入围下一轮")));
        say(id, Round.ONE);
        assertThat(call(id).rounds()).isEqualTo(Round.ONE);
    }

    @Test
    void rounds_that_could_not_work_are_refused_with_the_reason() {
        long id = published();
        BigDecimal half = new BigDecimal("50");
        Round first = new Round(1, Round.Form.WRITTEN, half, 5, List.of());
        Round last = new Round(2, Round.Form.VISIT, half, null, List.of());
        refused(id, "calls.roundsWeight", first, new Round(2, Round.Form.VISIT, BigDecimal.TEN, null, List.of()));
        refused(id, "calls.lastRoundKeeps", first, new Round(2, Round.Form.VISIT, half, 3, List.of()));
        refused(id, "calls.roundKeepsNobody", new Round(1, Round.Form.WRITTEN, half, null, List.of()), last);
        refused(id, "calls.rubricTotal", first, new Round(2, Round.Form.VISIT, half, null, SHOWN.subList(0, 1)));
        refused(id, "calls.roundsTooMany");
        say(id, List.of(first, last));
        assertThat(call(id).lastRound()).isEqualTo(2);
    }

    private void refused(long id, String key, Round... rounds) {
        assertThatThrownBy(() -> say(id, List.of(rounds)))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.getMessage()).contains(key));
    }

    @Test
    void the_tables_too_refuse_weights_that_do_not_make_a_hundred_and_a_gap_between_rounds() {
        long id = published();
        for (String wrong : List.of(
                "(%1$d, 1, 'WRITTEN', 60, 5), (%1$d, 2, 'VISIT', 30, null)",
                "(%1$d, 1, 'WRITTEN', 60, 5), (%1$d, 3, 'VISIT', 40, null)",
                "(%1$d, 1, 'WRITTEN', 60, 5), (%1$d, 2, 'VISIT', 40, 2)")) {
            assertThatThrownBy(
                            () -> dsl.execute("insert into calls.round (call_id, position, form, weight, keeps) values "
                                    + wrong.formatted(id)))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("rounds follow one another");
        }
    }

    @Test
    void the_host_types_rounds_and_finds_them_again_and_a_wrong_weight_is_said_beside_it() throws Exception {
        long id = published();
        TestSession.as(officer);
        var pages = TestSession.pages(house);
        pages.perform(typed(id, "40").param("roundWeight", "50")).andExpect(status().is(422));
        assertThat(call(id).rounds()).isEqualTo(Round.ONE);
        pages.perform(typed(id, "40").param("roundWeight", "60")).andExpect(status().is3xxRedirection());
        assertThat(call(id).rounds())
                .containsExactly(
                        new Round(1, Round.Form.WRITTEN, new BigDecimal("40"), 12, List.of()),
                        new Round(2, Round.Form.PRESENTATION, new BigDecimal("60"), null, shown(2)));
        pages.perform(get("/calls/" + id + "/edit/rubric"))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("答问 40 0.5")));
    }

    private MockHttpServletRequestBuilder typed(long id, String first) {
        Call c = call(id);
        MockHttpServletRequestBuilder request = post("/calls/" + id + "/edit/rubric")
                .param("version", String.valueOf(c.version()))
                .param("expertsNeeded", "5")
                .param("rule", "TRIMMED")
                .param("trim", "1")
                .param("blind", "true")
                .param("roundForm", "WRITTEN", "PRESENTATION")
                .param("roundKeeps", "12", "")
                .param("roundRubric", "", "现场演示 60：演示完整\n答问 40 0.5")
                .param("roundWeight", first);
        for (Criterion k : c.rubric()) {
            request.param("criterionCode", k.code())
                    .param("criterion", k.name())
                    .param("criterionMax", k.max().toPlainString())
                    .param("criterionStep", k.step().toPlainString())
                    .param("criterionHelp", k.help())
                    .param("criterionBands", "");
        }
        return request;
    }
}
