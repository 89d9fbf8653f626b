package io.lingchuang.review;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.review.Tables.PANEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.TestSession;
import io.lingchuang.calls.CallEditor;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.RankingRule;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.context.WebApplicationContext;

/** The call's rule ranks, fixed before anybody scores; the others stand beside it once scoring has ended. */
class RankingRulesTest extends ScoredCall {

    @Autowired
    PanelRules rules;

    @Autowired
    CallEditor editor;

    @Autowired
    Calls calls;

    @Autowired
    WebApplicationContext house;

    private final List<Long> entries = new ArrayList<>();

    /** Five experts, four entries; the last expert is strict and scores the first entry far below everybody. */
    private long scored(RankingRule rule) {
        dsl.update(CALL)
                .set(CALL.RANKING_RULE, rule.name())
                .where(CALL.ID.eq(call))
                .execute();
        for (int i = 0; i < 4; i++) {
            entries.add(accepted());
        }
        Expert[] members = new Expert[5];
        for (int j = 0; j < 5; j++) {
            members[j] = expert("院校" + rule + j);
        }
        long panel = started(members);
        int[] worth = {50, 44, 43, 36};
        for (int j = 0; j < 5; j++) {
            for (int i = 0; i < 4; i++) {
                int points = worth[i] - (j == 4 ? 6 : 0) + (i + j) % 2 - (j == 1 && i == 0 ? 25 : 0);
                seal(members[j], entries.get(i), String.valueOf(points), "30");
            }
        }
        return panel;
    }

    @ParameterizedTest
    @EnumSource(RankingRule.class)
    void a_panel_ranks_by_the_rule_that_its_call_has(RankingRule rule) {
        long panel = scored(rule);
        closing.close(officer, panel, panelVersion(panel), "");
        PanelRules.Comparison c = rules.compare(officer, panel);
        assertThat(c.standings()).hasSize(4);
        for (PanelRules.Standing s : c.standings()) {
            assertThat(entry(s.entryId()).rank()).isEqualTo(s.rank(rule));
            assertThat(entry(s.entryId()).score()).isEqualByComparingTo(s.score(rule));
            assertThat(s.rank(rule)).isBetween(s.interval().best(), s.interval().worst());
        }
        assertThat(c.movedIn()).containsEntry(rule, 0);
    }

    @Test
    void a_sheet_far_from_the_others_is_shown_with_the_criterion_and_the_strict_expert_is_told_apart() {
        long panel = scored(RankingRule.TRIMMED);
        closing.close(officer, panel, panelVersion(panel), "");
        PanelRules.Comparison c = rules.compare(officer, panel);
        assertThat(c.far()).singleElement().satisfies(f -> {
            assertThat(f.code())
                    .isEqualTo(c.standings().stream()
                            .filter(s -> s.entryId() == entries.getFirst())
                            .findFirst()
                            .orElseThrow()
                            .code());
            assertThat(f.criterion())
                    .isEqualTo(calls.call(call).rubric().getFirst().name());
            assertThat(f.apart()).isNegative();
        });
        // the strict one is not the one whose single sheet lies far off
        assertThat(c.experts()).hasSize(5);
        assertThat(c.experts().getFirst().leniency().value()).isNegative();
        assertThat(c.experts().getFirst().expert())
                .isNotEqualTo(c.far().getFirst().expert());
    }

    @Test
    void the_rules_are_compared_when_scoring_has_ended_and_by_the_host_only() throws Exception {
        long panel = scored(RankingRule.MEAN);
        assertThatThrownBy(() -> rules.compare(officer, panel))
                .isInstanceOf(Refusal.class)
                .hasMessage("review.rulesLater");
        closing.close(officer, panel, panelVersion(panel), "");
        assertThatThrownBy(() -> rules.compare(worker, panel)).isInstanceOf(NotFound.class);
        var pages = TestSession.pages(house);
        TestSession.as(officer);
        pages.perform(get("/panels/" + panel + "/rules"))
                .andExpect(status().isOk())
                .andExpect(content().string(org.hamcrest.Matchers.containsString("作数的规则：全部平均")));
        pages.perform(get("/panels/" + panel + "/rules.xlsx")).andExpect(status().isOk());
    }

    @Test
    void the_rule_is_fixed_from_the_first_sheet_on_for_the_call_and_for_the_panel() {
        long panel = scored(RankingRule.TRIMMED);
        var now = calls.call(call);
        assertThatThrownBy(() -> editor.rubric(
                        officer,
                        call,
                        now.version(),
                        now.rubric(),
                        now.expertsNeeded(),
                        RankingRule.FITTED,
                        now.trim(),
                        now.blind()))
                .hasMessage("calls.breaks.rubric");
        assertThatThrownBy(() -> dsl.update(PANEL)
                        .set(PANEL.RULE, "MEAN")
                        .where(PANEL.ID.eq(panel))
                        .execute())
                .hasMessageContaining("the rule of a panel does not change");
    }
}
