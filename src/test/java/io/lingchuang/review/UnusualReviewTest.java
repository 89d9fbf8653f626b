package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.RESULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.TestSession;
import io.lingchuang.calls.RankingRule;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.web.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.WebApplicationContext;

/** What goes otherwise than usual in a review has a defined outcome, and the panel's page says what happened and what it did. */
class UnusualReviewTest extends ScoredCall {

    @Autowired
    private WebApplicationContext house;

    private MockMvc pages;
    private Expert first;
    private Expert second;

    @BeforeEach
    void thePages() {
        pages = TestSession.pages(house);
        first = expert("淮北师范大学");
        second = expert("安徽理工大学");
    }

    private String remarks(long panel) throws Exception {
        TestSession.as(officer);
        return Jsoup.parse(pages.perform(get("/panels/" + panel))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .select("#remarks")
                .text();
    }

    private void close(long panel, String why) {
        closing.close(officer, panel, panelVersion(panel), why);
    }

    private String code(Expert expert, long entry) {
        return sheet(expert, entry).code();
    }

    @Test
    void of_two_tabs_of_one_sheet_the_older_one_overwrites_nothing_and_is_told() throws Exception {
        long entry = accepted();
        started(first, second);
        Scoring.Sheet opened = sheet(first, entry);
        TestSession.as(as(first));
        String at = "/scoring/" + opened.id();
        String version = String.valueOf(opened.version());
        pages.perform(post(at + "/draft")
                        .param("version", version)
                        .param("s_new", "55")
                        .param("comment", ""))
                .andExpect(status().isOk());
        pages.perform(post(at + "/draft")
                        .param("version", version)
                        .param("s_new", "11")
                        .param("comment", ""))
                .andExpect(status().isConflict());
        pages.perform(post(at).param("version", version)
                        .param("action", "seal")
                        .param("s_new", "11")
                        .param("s_use", "11"))
                .andExpect(status().isConflict());
        assertThat(sheet(first, entry).scores()).isEqualTo(Map.of("new", "55"));
        assertThat(sheet(first, entry).sealed()).isFalse();
    }

    @Test
    void a_sheet_handed_in_after_closing_does_not_count() throws Exception {
        long entry = accepted();
        long panel = started(first, second);
        seal(first, entry, "40", "30");
        Scoring.Sheet late = sheet(second, entry);
        close(panel, "一位专家出差未交");
        TestSession.as(as(second));
        int answer = pages.perform(post("/scoring/" + late.id())
                        .param("version", String.valueOf(late.version()))
                        .param("action", "seal")
                        .param("s_new", "60")
                        .param("s_use", "40")
                        .param("comment", ""))
                .andReturn()
                .getResponse()
                .getStatus();
        assertThat(answer).isBetween(400, 499);
        assertThat(entry(entry).score()).isEqualByComparingTo("70");
        assertThat(remarks(panel)).contains("有 1 张评分表没有交", "1 位专家一张也没有交");
    }

    @Test
    void an_expert_who_becomes_related_after_assignment_loses_the_sheet_also_a_sealed_one_and_it_does_not_count()
            throws Exception {
        long entry = accepted();
        long panel = started(first, second);
        String code = code(first, entry);
        seal(first, entry, "40", "30");
        seal(second, entry, "60", "40");
        dsl.update(EXPERT)
                .set(EXPERT.EMPLOYER_NAME, "朔里煤矿工会")
                .where(EXPERT.ID.eq(second.id()))
                .execute();
        close(panel, "");
        assertThat(entry(entry).score()).isEqualByComparingTo("70");
        assertThat(scoring.past(as(second))).isEmpty();
        assertThat(remarks(panel)).contains("开始评分后发现须回避：" + code + " " + second.name());
    }

    @Test
    void an_entry_withdrawn_in_mid_review_is_gone_from_every_expert_and_the_others_are_ranked() throws Exception {
        long entry = accepted();
        long other = accepted();
        long panel = started(first, second);
        String code = code(first, entry);
        Scoring.Sheet open = sheet(second, entry);
        seal(first, entry, "60", "40");
        seal(first, other, "40", "30");
        seal(second, other, "40", "30");
        submission.withdraw(worker, entry, version(entry), "另报其他奖项");
        assertThat(scoring.mine(as(first))).extracting(Scoring.Sheet::entryId).containsExactly(other);
        TestSession.as(as(second));
        assertThat(pages.perform(get("/scoring/" + open.id()))
                        .andExpect(status().isConflict())
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains(code + " 的申报人已撤回申报");
        assertThat(pages.perform(post("/scoring/" + open.id() + "/draft")
                                .param("version", String.valueOf(open.version()))
                                .param("s_new", "50"))
                        .andExpect(status().isGone())
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("已撤回申报");
        assertThat(remarks(panel)).contains("申报人已撤回：" + code);
        close(panel, "撤回一件");
        assertThat(entry(other).rank()).isEqualTo(1);
        assertThat(entry(entry).state()).isEqualTo(EntryState.WITHDRAWN);
        assertThat(dsl.fetchCount(RESULT, RESULT.PANEL_ID.eq(panel))).isEqualTo(1);
        assertThat(remarks(panel)).contains("申报人已撤回：" + code);
    }

    @Test
    void with_half_the_panel_missing_it_closes_only_with_a_reason_and_says_which_entries_are_thin() throws Exception {
        long entry = accepted();
        long other = accepted();
        List<Expert> members = new ArrayList<>(List.of(first, second, expert("市科技馆"), expert("皖江职业学院")));
        long panel = started(members.toArray(Expert[]::new));
        String code = code(first, entry);
        for (Expert e : members.subList(0, 2)) {
            seal(e, entry, "40", "30");
        }
        for (Expert e : members.subList(0, 3)) {
            seal(e, other, "50", "30");
        }
        assertThatThrownBy(() -> close(panel, "")).isInstanceOf(Refusal.class).hasMessage("review.sheetsOpen");
        close(panel, "两位专家出差");
        assertThat(entry(other).rank()).isEqualTo(1);
        assertThat(remarks(panel))
                .contains("有 3 张评分表没有交", "1 位专家一张也没有交", "半数或更少的：" + code + "，")
                .contains("评分表不足 3 张的没有去最高最低分，按全部评分表平均：" + code + "。");
    }

    @ParameterizedTest
    @EnumSource(RankingRule.class)
    void where_all_scores_are_equal_all_share_the_first_rank_under_every_rule(RankingRule rule) throws Exception {
        rule(rule);
        List<Long> entries = List.of(accepted(), accepted(), accepted());
        long panel = started(first, second);
        for (long entry : entries) {
            seal(first, entry, "40", "30");
            seal(second, entry, "40", "30");
        }
        close(panel, "");
        assertThat(entries).allSatisfy(e -> assertThat(entry(e).rank()).isEqualTo(1));
        assertThat(remarks(panel)).contains("3 件申报得分全部相同，并列第 1");
        pages.perform(get("/panels/" + panel + "/rules")).andExpect(status().isOk());
    }

    @ParameterizedTest
    @EnumSource(RankingRule.class)
    void with_one_expert_only_their_order_is_the_ranking_under_every_rule_and_the_page_says_so(RankingRule rule)
            throws Exception {
        rule(rule);
        List<Long> entries = List.of(accepted(), accepted(), accepted());
        long id = forming.make(officer, call, null, "机械组", List.of(first.id()), null);
        assertThatThrownBy(() -> panels.start(officer, id, 0, "")).hasMessage("review.tooFew");
        panels.start(officer, id, 0, "只请到一位专家");
        for (int i = 0; i < 3; i++) {
            seal(first, entries.get(i), String.valueOf(30 + 10 * i), "30");
        }
        close(id, "");
        assertThat(entries).extracting(e -> entry(e).rank()).containsExactly(3, 2, 1);
        assertThat(entry(entries.getLast()).score()).isGreaterThanOrEqualTo(BigDecimal.ZERO);
        assertThat(remarks(id)).contains("只有一位专家的评分表计入");
        pages.perform(get("/panels/" + id + "/rules")).andExpect(status().isOk());
    }

    private void rule(RankingRule rule) {
        var table = io.lingchuang.db.calls.Tables.CALL;
        dsl.update(table)
                .set(table.RANKING_RULE, rule.name())
                .where(table.ID.eq(call))
                .execute();
    }
}
