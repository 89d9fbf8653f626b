package io.lingchuang.review;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.TIE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.lingchuang.access.Actor;
import io.lingchuang.access.TestSession;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Before they see anything, experts say with whom they have a tie, and what they say holds. */
class DeclarationTest extends RelatedExperts {

    @Test
    void the_list_that_is_asked_about_tells_nothing_of_the_entries() throws Exception {
        accepted();
        acceptedOf(workerAt(mill));
        acceptedOf(workerAt(mill));
        Expert expert = expert("淮北师范大学");
        long panel = invitedAndAccepted(expert);
        TestSession.as(account(expert));
        String list = ask(get("/invitations/" + panel + "/declaration")).getContentAsString();
        assertThat(Pattern.compile("form-check-label\">([^<]*)<")
                        .matcher(list)
                        .results()
                        .map(m -> m.group(1)))
                .as("units first, then people, each once and by name")
                .hasSize(5)
                .startsWith("朔里煤矿工会", "相王纺织厂工会")
                .isSortedAccordingTo((a, b) -> Boolean.compare(b.endsWith("工会"), a.endsWith("工会")));
        assertThat(list)
                .doesNotContain("皮带机清扫器", "P" + panel + "-", "（朔里", "（相王")
                .doesNotContainPattern("N\\d{4}");
        dsl.update(CALL).set(CALL.BLIND, false).where(CALL.ID.eq(call)).execute();
        assertThat(ask(get("/invitations/" + panel + "/declaration")).getContentAsString())
                .as("not blind")
                .contains(worker.name() + "（");
    }

    @Test
    void a_declared_tie_takes_the_entry_away_at_once_and_holds_on_later_panels() throws Exception {
        long own = accepted();
        Actor stranger = workerAt(mill);
        long other = acceptedOf(stranger);
        Expert expert = expert("淮北师范大学");
        long panel = invitedAndAccepted(expert, expert("安徽理工大学"));
        TestSession.as(account(expert));
        String list = ask(get("/invitations/" + panel + "/declaration")).getContentAsString();
        String key = key(list, stranger.name());
        assertThat(ask(post("/invitations/" + panel + "/declaration").param("mark", mark(list)))
                        .getStatus())
                .as("neither ticked nor declared that there is none")
                .isGreaterThanOrEqualTo(300);
        assertThat(invitations.invitation(account(expert), panel).declared()).isFalse();
        assertThat(ask(get("/invitations/" + panel + "/declaration/ties").param("tick", key))
                        .getContentAsString())
                .contains(stranger.name(), "是我的徒弟");
        var form = post("/invitations/" + panel + "/declaration")
                .param("mark", mark(list))
                .param("tick", key);
        assertThat(ask(form).getStatus()).as("without saying what it is").isEqualTo(422);
        assertThat(ask(post("/invitations/" + panel + "/declaration")
                                .param("mark", mark(list))
                                .param("tick", key)
                                .param("t_" + key, "APPRENTICE"))
                        .getRedirectedUrl())
                .isEqualTo("/scoring");
        assertThat(ground(expert, other)).isEqualTo("MENTOR");
        assertThat(dsl.fetchCount(TIE, TIE.EXPERT_ID.eq(expert.id()).and(TIE.SOURCE.eq("DECLARED"))))
                .isEqualTo(1);
        panels.start(officer, panel, panelVersion(panel), "专家不足");
        assertThat(scoring.mine(as(expert))).extracting(Scoring.Sheet::entryId).containsExactly(own);
        long later = openCall();
        long next = handedIn(stranger, later, null);
        vetting.accept(officer, next, version(next), "");
        forming.make(officer, later, null, "下一次", List.of(expert.id()), null);
        assertThat(ground(expert, next)).isEqualTo("MENTOR");
    }

    @Test
    void in_a_second_round_only_what_is_new_is_asked_and_ones_own_word_holds() throws Exception {
        long own = accepted();
        Actor stranger = workerAt(mill);
        long other = acceptedOf(stranger);
        Expert expert = expert("淮北师范大学");
        Expert second = expert("安徽理工大学");
        long first = invitedAndAccepted(expert, second);
        TestSession.as(account(expert));
        String list = ask(get("/invitations/" + first + "/declaration")).getContentAsString();
        String key = key(list, stranger.name());
        var form = post("/invitations/" + first + "/declaration")
                .param("mark", mark(list))
                .param("tick", key)
                .param("t_" + key, "OTHER");
        assertThat(ask(form).getStatus()).as("something else needs words").isEqualTo(422);
        ask(post("/invitations/" + first + "/declaration")
                .param("mark", mark(list))
                .param("tick", key)
                .param("t_" + key, "OTHER")
                .param("r_" + key, "正在争议一项专利"));
        assertThat(ground(expert, other)).isEqualTo("OWN_WORD");
        long round = dsl.insertInto(PANEL)
                .set(PANEL.CALL_ID, call)
                .set(PANEL.NAME, "答辩组")
                .set(PANEL.ROUND, 2)
                .set(PANEL.CREATED_BY, officer.accountId())
                .returningResult(PANEL.ID)
                .fetchSingle()
                .value1();
        for (long entry : List.of(own, other)) {
            dsl.insertInto(PANEL_ENTRY, PANEL_ENTRY.PANEL_ID, PANEL_ENTRY.ENTRY_ID, PANEL_ENTRY.BLIND_CODE)
                    .values(round, entry, "R" + entry)
                    .execute();
        }
        forming.add(officer, round, expert.id());
        assertThat(grounds(round, expert)).isEqualTo(Map.of(other, "OWN_WORD"));
        asked.invite(officer, round);
        invitations.accept(account(expert), round);
        assertThat(invitations.invitation(account(expert), round).declared())
                .as("nothing is new")
                .isTrue();
        Actor late = workerAt(mill);
        long fresh = handedIn(late, call, null);
        dsl.insertInto(PANEL_ENTRY, PANEL_ENTRY.PANEL_ID, PANEL_ENTRY.ENTRY_ID, PANEL_ENTRY.BLIND_CODE)
                .values(round, fresh, "R" + fresh)
                .execute();
        assertThat(invitations.invitation(account(expert), round).declared()).isFalse();
        assertThat(ask(get("/invitations/" + round + "/declaration")).getContentAsString())
                .contains(late.name())
                .doesNotContain(worker.name(), stranger.name());
    }

    @Test
    void a_list_that_changed_while_it_was_read_is_shown_again() throws Exception {
        accepted();
        Expert expert = expert("淮北师范大学");
        long panel = invitedAndAccepted(expert);
        TestSession.as(account(expert));
        String list = ask(get("/invitations/" + panel + "/declaration")).getContentAsString();
        long fresh = acceptedOf(workerAt(mill));
        dsl.insertInto(PANEL_ENTRY, PANEL_ENTRY.PANEL_ID, PANEL_ENTRY.ENTRY_ID, PANEL_ENTRY.BLIND_CODE)
                .values(panel, fresh, "R" + fresh)
                .execute();
        ask(post("/invitations/" + panel + "/declaration")
                .param("mark", mark(list))
                .param("none", "true"));
        assertThat(invitations.invitation(account(expert), panel).declared()).isFalse();
    }
}
