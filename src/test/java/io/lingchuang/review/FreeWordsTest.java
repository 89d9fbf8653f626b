package io.lingchuang.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.lingchuang.access.Actor;
import io.lingchuang.access.TestSession;
import io.lingchuang.platform.messages.Message;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.review.blind.FreeWords;
import io.lingchuang.review.minutes.MinutesSigning;
import io.lingchuang.review.room.Chairing;
import io.lingchuang.review.room.DiscussionLists;
import io.lingchuang.review.room.Discussions;
import io.lingchuang.review.room.Talk;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;

/** What people write freely during a blind review names nobody to an expert: they read a bar, and the host is told. */
class FreeWordsTest extends BlindCall {

    @Autowired
    FreeWords free;

    @Autowired
    Discussions discussions;

    @Autowired
    DiscussionLists lists;

    @Autowired
    Chairing chairing;

    @Autowired
    MinutesSigning signing;

    @Autowired
    Messages messages;

    @Autowired
    Pages pageOf;

    Expert chair;
    Expert other;
    long entry;
    long panel;

    @BeforeEach
    void aSealedEntry() {
        entry = accepted();
        chair = expert("安徽理工大学");
        other = expert("市科技馆");
        panel = started(chair, expert, other);
        chairing.name(officer, panel, chair.id(), null, "推选");
        for (Expert e : List.of(chair, expert, other)) {
            seal(e, entry, "50", "30");
        }
    }

    private Talk talk(Actor actor, long thread) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/discussions/" + thread);
        request.addPreferredLocale(java.util.Locale.SIMPLIFIED_CHINESE);
        Page page = pageOf.of(request);
        return lists.talk(actor, thread, page);
    }

    private List<String> bodies(Expert to) {
        return messages.latest(to.accountId(), 50).stream().map(Message::body).toList();
    }

    @Test
    void a_post_that_names_the_applicant_reaches_the_other_experts_with_a_bar_and_its_author_learns_nothing()
            throws Exception {
        long thread = discussions.open(officer, panel, entry, "朔里煤矿这一项够不够", false);
        discussions.say(as(expert), thread, Talk.Kind.WORD, "像是" + spaced("朔里煤矿") + worker.name() + "做的，也像汶河矿的");
        Talk read = talk(as(other), thread);
        assertThat(read.subject()).isEqualTo("■■■这一项够不够");
        assertThat(read.posts().getFirst().text())
                .startsWith("像是■■■")
                .endsWith("做的，也像汶河矿的")
                .doesNotContain(worker.name());
        assertThat(read.held()).as("what is held back is the host's to know").isEmpty();
        assertThat(talk(as(expert), thread).posts().getFirst().text())
                .as("one's own words are as they were: a bar would say that the guess was right")
                .contains(worker.name());
        Talk whole = talk(officer, thread);
        assertThat(whole.posts().getFirst().text()).contains(worker.name());
        assertThat(whole.held()).contains("朔里煤矿", worker.name());
        TestSession.as(officer);
        assertThat(pages.perform(get("/discussions/" + thread))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("可能透露申报人");
        discussions.close(officer, thread, "朔里煤矿的数据可信");
        assertThat(talk(as(other), thread).conclusion()).isEqualTo("■■■的数据可信");
        assertThat(bodies(other)).contains("■■■的数据可信", "■■■这一项够不够").noneMatch(b -> b.contains("朔里煤矿"));
    }

    @Test
    void the_reason_for_a_sheet_given_back_and_remarks_in_the_minutes_name_nobody_to_an_expert() {
        long sheet = sheet(expert, entry).id();
        panels.reopenSheet(officer, panel, sheet, "朔里煤矿的附件漏看了");
        assertThat(sheet(expert, entry).reopened()).isEqualTo("■■■的附件漏看了");
        assertThat(bodies(expert)).contains("■■■的附件漏看了");
        seal(expert, entry, "51", "30");
        closing.close(officer, panel, panelVersion(panel), "");
        signing.write(
                officer, panel, 1, signing.read(officer, panel, 1).minutes().version(), worker.name() + "到场答疑", false);
        assertThat(signing.read(officer, panel, 1).content().remarks()).contains(worker.name());
        assertThat(signing.read(as(chair), panel, 1).content().remarks()).isEqualTo("■■■到场答疑");
    }

    @Test
    void where_the_review_is_not_blind_words_stand_as_they_are() {
        dsl.execute("update calls.call set blind = false where id = ?", call);
        assertThat(free.about(entry).shown("朔里煤矿的")).isEqualTo("朔里煤矿的");
    }

    @Test
    void an_employer_is_known_by_its_short_forms() {
        FreeWords.Heard heard = free.ofNames(List.of("秦素梅"), List.of("恒泰机械有限公司"));
        assertThat(heard.held(List.of("恒泰有同类装置，秦 素 梅说的"))).containsExactly("恒泰", "秦 素 梅");
        assertThat(heard.without("恒泰有同类装置", "〔…〕")).isEqualTo("〔…〕有同类装置");
    }
}
