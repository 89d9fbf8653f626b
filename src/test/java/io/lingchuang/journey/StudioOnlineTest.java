package io.lingchuang.journey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** From the street to the masters' studio, a question from a phone and its answer, and the leader at the desk with roster, money and page. */
@TestPropertySource(properties = "lingchuang.journey=online")
class StudioOnlineTest extends City {

    private static final String TITLE = "乳化液泵压力上不去从哪里查";

    @Test
    void a_worker_asks_from_a_phone_a_member_answers_and_the_leader_keeps_the_page() {
        String at = find_the_studio();
        String question = ask(at);
        answer(question);
        choose(question);
        keep(at);
    }

    private String find_the_studio() {
        Somebody passer = anybody(PHONE);
        passer.go("/").look("home-studios").press("main a[href='/studios?kind=STUDIO']");
        passer.press("main td a[href^='/studios/']");
        String at = passer.path();
        assertThat(passer.text()).contains("淮北矿业大师工作室", "全国工人先锋号", "全国劳动模范");
        passer.look("studio-page").press("main a[href$='/online']").look("studio-online");
        anybody(DESK).go(at).look("studio-page").go(at + "/online").look("studio-online");
        anybody(PHONE).go("/questions?q=支架").look("questions");
        return at;
    }

    private String ask(String at) {
        Somebody worker = as("worker2", PHONE);
        worker.go(at + "/online");
        if (worker.see("form[action$='/unfollow'] button").count() > 0) { // the sample's worker may follow it already
            worker.press("form[action$='/unfollow'] button");
        }
        worker.press("form[action$='/follow'] button").press("main a[href$='/questions/new']");
        worker.page.locator("#f-title").pressSequentially("液压支架缓慢下沉");
        worker.page.waitForSelector("#likes a");
        worker.look("studio-ask");
        worker.type("title", TITLE).type("body", "压力只有十几兆帕，泵体不热。").press("main form[method=post] button.btn-primary");
        assertThat(worker.text()).contains(TITLE);
        worker.look("studio-question");
        return worker.path();
    }

    private void answer(String question) {
        Somebody member = as("member", PHONE);
        member.go("/desk");
        assertThat(member.text()).contains("等待解答的问题");
        member.go(question).type("answer", "先查吸液滤网和卸载阀，再看泵的进液是否有空气。").press("form[action$='/answers'] button");
        assertThat(member.text()).contains("1 个解答");
    }

    private void choose(String question) {
        Somebody worker = as("worker2", DESK);
        worker.go("/messages");
        assertThat(worker.text()).contains(TITLE);
        worker.go(question).press("form[action$='/best'] button");
        assertThat(worker.text()).contains("最佳解答");
        worker.look("studio-question");
    }

    private void keep(String at) {
        for (int width : new int[] {PHONE, DESK}) {
            Somebody leader = as("master", width);
            leader.go(at + "/roster?who=QY004").look("studio-roster");
            leader.go(at + "/funds").look("studio-funds").go(at + "/edit").look("studio-edit");
            leader.go("/online/waiting").look("studio-waiting");
        }
        Somebody leader = as("master", PHONE);
        leader.go(at + "/edit").type("motto", "劳动 敬业 创新 创造").press("form[action$='/edit'] button.btn-primary");
        assertThat(leader.text()).contains("劳动 敬业 创新 创造");
        Somebody officer = as("mining", DESK);
        officer.go("/online/waiting").press("main a[href^='/articles/']").look("studio-article");
        officer.press("form[action$='/consent'] button");
        assertThat(officer.told()).contains("已公开");
        as("city", PHONE).go("/online/words").look("studio-words");
    }
}
