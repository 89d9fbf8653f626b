package io.lingchuang.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/**
 * The naming of studios as a neighbour city published it: who leads must hold an honour of the city or above; new namings and
 * renewals have places and prizes of their own. One result falls to an objection, one payment fails and is corrected.
 */
@TestPropertySource(
        properties =
                "lingchuang.journey=studio naming") // a house of its own: experts of others would sit on its panels
class StudioNamingTest extends City {

    private static final String NEW = "陈立新液压技术创新工作室";
    private static final String RENEWED = "吴海涛细纱工艺创新工作室";

    @Test
    void a_studio_is_named_and_paid_and_one_that_does_not_stand_up_is_struck() {
        the_worker_leads_none_yet();
        on(LocalDate.of(2026, 11, 24));
        long call = open_a_call();
        whoever_has_no_honour_is_told_so(call);
        long first = lead_a_studio(call);
        long second = be_entered_by_the_clerk(call);
        recommend(first, "clerk", "county");
        recommend(second, "clerk2", "county");
        score(call);
        long notice = strike_one_of_two(call, second);
        on(LocalDate.of(2026, 12, 8));
        decide_what_stands(call, notice);
        String studio = the_studio_is_there_for_everybody();
        it_asks_for_another_name(studio);
        it_puts_something_right(studio);
        an_end_is_refused_where_its_reason_was_typed(studio);
        its_subsidy_is_paid_proven_and_settled(studio);
    }

    /** The sample lets this model worker lead a studio already. */
    private void the_worker_leads_none_yet() {
        dsl.execute("update studios.studio set state = 'CANCELLED', ended_on = date '2026-01-05', ended_why = '另行命名'"
                + " where state = 'IN_FORCE' and leader_id = (select p.id from directory.person p"
                + " join access.account a on a.id = p.account_id where a.login = 'worker')");
    }

    private long open_a_call() {
        Somebody officer = as("city", DESK);
        officer.go("/calls/new").page.selectOption("#f-template", "published-studio");
        officer.press("main form button.btn-primary");
        long call = officer.idIn(officer.path());
        officer.type("opensAt", "2026-11-01T08:00")
                .type("closesAt", "2026-12-31T18:00")
                .press("main form button.btn-primary");
        officer.go("/calls/" + call + "/edit/tiers").look("studio-tiers");
        assertThat(officer.see("main form").innerHTML()).contains("35", "50000", "30000");
        officer.go("/calls/" + call).press("form[action$='/publish'] button");
        officer.go("/calls/" + call + "/edit/basics")
                .type("closesAt", "2026-10-31T18:00")
                .press("main form button.btn-primary");
        assertThat(officer.see(".lc-error, .alert-danger").allInnerTexts())
                .as("a window that ends before it opens")
                .isNotEmpty();
        return call;
    }

    private void whoever_has_no_honour_is_told_so(long call) {
        Somebody worker = as("worker2", PHONE).go("/open/" + call).press("form[action='/entries/start'] button");
        worker.type("title", "无荣誉者的工作室").press("button[value=send]").look("studio-refused");
        assertThat(worker.text()).contains("市级");
        assertThat(worker.see("[name=title]").inputValue())
                .as("what was typed is still there")
                .isEqualTo("无荣誉者的工作室");
    }

    private void fill(Somebody who, String name, String category) {
        who.type("title", name).choose("category", category);
        who.type("a_studioName", name)
                .type("a_foundedOn", "2021-05-01")
                .type("a_area", "120")
                .type("a_place", "淮北市人民路1号2楼");
        who.type("a_team", "陈立新，领衔人\n周晓梅，试验\n李四，绘图\n王五，加工\n赵六，台账");
        who.type("a_projects", "2025年、2026年各有一项由企业立项的课题，均已完成验收。");
        who.type("a_results", "两年取得实用新型专利两项，节约费用四十八万元，在本单位和兄弟单位推广使用。");
        who.attach("approval", "立项文件.pdf").attach("honourProof", "荣誉证书.pdf");
        for (String promise : List.of("t_project", "t_benefit", "t_truth", "t_authorise")) {
            who.tick(promise);
        }
        who.page.check("[name=t_secret][value=no]");
    }

    private long lead_a_studio(long call) {
        Somebody worker = as("worker", PHONE).go("/open/" + call).press("form[action='/entries/start'] button");
        long entry = worker.idIn(worker.path());
        worker.page.selectOption("[name=line]", "TERRITORIAL");
        fill(worker, NEW, "新命名");
        worker.press("button[value=send]").look("studio-handed-in");
        assertThat(worker.text()).contains("审核中");
        return entry;
    }

    private long be_entered_by_the_clerk(long call) {
        Somebody clerk = as("clerk2", DESK).go("/entries/for-others?q=吴海涛").look("for-others");
        clerk.page.selectOption("#call", String.valueOf(call));
        clerk.type("consent", "本人电话同意，2026-11-23 由孙志远记录").press("main form[action='/entries/start-for'] button");
        long entry = clerk.idIn(clerk.path());
        fill(clerk, RENEWED, "复核");
        clerk.press("button[value=send]");
        assertThat(clerk.text()).contains("审核中");
        clerk.see("main details summary").first().click();
        clerk.page.setInputFiles("form[action$='/sealed'] input[type=file]", Somebody.pdf("盖章申报表.pdf"));
        clerk.press("form[action$='/sealed'] button");
        assertThat(clerk.text()).contains("盖章申报表.pdf");
        assertThat(as("worker3", PHONE).go("/entries").look("mine").text())
                .as("it is also on the worker's own page")
                .contains(RENEWED);
        return entry;
    }

    private void recommend(long entry, String... logins) {
        for (String login : logins) {
            Somebody clerk = as(login, DESK).go("/vetting/" + entry);
            clerk.type("reason", "材料齐全，同意推荐").press("button[value=recommend]");
        }
        as("city", DESK).go("/vetting/" + entry).press("button[value=accept]");
    }

    /** The review is blind, and a studio's papers are full of names: the host looks at each before experts do. */
    private void look_for_what_tells_who_applies(Somebody officer, String panel) {
        officer.go(panel + "/blind");
        if (officer.see("form[action$='/blind/read'] button").count() > 0) { // only while there is something to read
            officer.press("form[action$='/blind/read'] button");
        }
        officer.look("blind-check");
        assertThat(officer.see("input[name=finding]").count()).isPositive();
        for (var finding : officer.see("input[name=finding]").all()) {
            finding.check();
        }
        officer.press("button[value=leave]");
        assertThat(officer.text()).contains("保留要写明原因");
        for (var finding : officer.see("input[name=finding]").all()) {
            finding.check();
        }
        officer.type("reason", "工作室以领衔人命名，无法遮蔽").press("button[value=leave]").look("blind-said");
        assertThat(officer.text()).contains("没有等您处理的内容");
    }

    private void score(long call) {
        Somebody officer = as("city", DESK).go("/calls/" + call + "/panels");
        for (var expert : officer.see("input[name=expert]").all()) {
            expert.check();
        }
        officer.press("main form.card button.btn-primary");
        String panel = officer.path();
        look_for_what_tells_who_applies(officer, panel);
        officer.go(panel).press("form[action$='/start'] button");
        // expert5 works at the textile mill: the second studio is not put before them, and has one expert fewer than
        // asked for.
        assertThat(officer.look("panel-thin").text()).contains("不足 5 位");
        officer.type("fewer", "一位专家与申报单位同单位，须回避").press("form[action$='/start'] button");
        assertThat(officer.text()).contains("沈从容");
        for (int i = 1; i <= 5; i++) {
            Somebody expert = expert(i, DESK);
            int sheets = expert.see(".list-group-item").count();
            assertThat(sheets).isEqualTo(i == 5 ? 1 : 2);
            for (int s = 0; s < sheets; s++) {
                expert.go("/scoring").press(".list-group-item:not(:has(.bg-green-lt))");
                for (var box : expert.see("#sheet input[type=number]").all()) {
                    box.fill(String.valueOf(8 + i % 2));
                }
                expert.press("button[value=seal]");
            }
        }
        officer.go(panel).press("form[action$='/close'] button").look("studio-ranked");
    }

    private long strike_one_of_two(long call, long second) {
        as("city", DESK).go("/calls/" + call).press("form[action$='/close'] button");
        Somebody officer = as("city", DESK).go("/calls/" + call + "/proposal").look("studio-proposal");
        assertThat(officer.text()).contains("50,000.00", "30,000.00", "80,000.00");
        officer.press("a[href$='/notices/new']").type("contact", "市总工会劳动和经济工作部").press("main form button.btn-primary");
        long notice = Long.parseLong(officer.path().replaceAll(".*/", ""));
        as("chief", DESK).go(officer.path()).press("form[action$='/release'] button");
        Somebody passer = anybody(PHONE).go("/notices/" + notice);
        passer.type("name", "刘同志").type("phone", "13800000000").type("grounds", "该工作室去年没有企业立项的课题，请核实立项文件。");
        passer.page.selectOption("[name=entry]", String.valueOf(second));
        passer.press("#object form button");
        String receipt = passer.path();
        on(LocalDate.of(2026, 12, 2));
        officer.go("/calls/" + call + "/notices/" + notice);
        assertThat(officer.see("a[href*='/decisions/new']").count())
                .as("no decision while an objection is open")
                .isZero();
        officer.go("/objections").press(".lc-table tbody a");
        officer.page.selectOption("[name=verdict]", "UPHELD");
        officer.type("answer", "经核查，立项文件为事后补制，该项不再列入。").press("main form button.btn-primary");
        assertThat(passer.go(receipt).text()).contains("事后补制");
        return notice;
    }

    private void decide_what_stands(long call, long notice) {
        Somebody officer =
                as("city", DESK).go("/calls/" + call + "/notices/" + notice).look("studio-notice");
        assertThat(officer.text()).contains("事后补制");
        officer.press("a[href*='/decisions/new']");
        officer.type("meeting", "2026年第13次主席办公会议")
                .type("minutes", "王主席主持，班子成员全部出席，一致同意予以公布。")
                .type("decidedOn", "2026-12-08")
                .press("main form button.btn-primary");
        assertThat(officer.text()).contains(NEW).doesNotContain(RENEWED);
        assertThat(officer.go("/calls/" + call + "/money").look("studio-money").text())
                .as("no prize of a person: the studio's subsidy")
                .contains("不作为奖金兑现");
        assertThat(officer.see("form[action$='/payouts']").count()).isZero();
        assertThat(as("worker3", PHONE).go("/my-awards").look("no-award").text())
                .doesNotContain(RENEWED);
    }

    private String the_studio_is_there_for_everybody() {
        Somebody passer = anybody(PHONE).go("/studio-namings?q=陈立新").look("studio-namings");
        assertThat(passer.text()).contains(NEW, "HBGZS-");
        String studio =
                passer.see("main a[href^='/studios/']:not([href$='s'])").first().getAttribute("href");
        passer.go(studio + "/namings").look("studio-history");
        assertThat(passer.text()).contains("2026-12-08", "命名");
        assertThat(passer.go(studio + "/keeping").path())
                .as("not for the street")
                .startsWith("/sign-in");
        return studio;
    }

    private void it_asks_for_another_name(String studio) {
        Somebody leader = as("worker", PHONE).go(studio + "/keeping").look("studio-keeping");
        leader.see("form[action$='/changes']")
                .locator("xpath=..")
                .locator("summary")
                .click();
        leader.page.selectOption("[name=kind]", "NAME");
        leader.type("name", "液压技术创新工作室").type("reason", "短").press("form[action$='/changes'] button");
        assertThat(leader.look("studio-change-refused").text()).contains("请写明理由");
        assertThat(leader.see("[name=name]").inputValue()).isEqualTo("液压技术创新工作室");
        leader.type("reason", "以领域命名更准确").press("form[action$='/changes'] button");
        Somebody officer = as("city", DESK).go("/desk");
        assertThat(officer.text()).contains("变更申请待答复");
        officer.go(studio + "/keeping").look("studio-officer").press("button[value=approve]");
        assertThat(officer.text()).contains("液压技术创新工作室", "更名");
    }

    private void it_puts_something_right(String studio) {
        Somebody officer = as("city", DESK).go(studio + "/keeping");
        officer.see("form[action$='/put-right']")
                .locator("xpath=..")
                .locator("summary")
                .click();
        officer.type("what", "台账不完整，补齐两年记录").press("form[action$='/put-right'] button");
        Somebody leader = as("worker", PHONE).go("/desk");
        assertThat(leader.text()).contains("限期整改");
        leader.go(studio + "/keeping").type("report", "已补齐两年台账").press("form[action$='/report'] button");
        officer.go(studio + "/keeping").page.selectOption("[name=verdict]", "confirm");
        officer.page.fill("form[action$='/rule'] [name=answer]", "复查合格，恢复正常");
        officer.press("form[action$='/rule'] button");
        assertThat(officer.look("studio-put-right").text()).contains("整改合格", "命名有效");
    }

    private void an_end_is_refused_where_its_reason_was_typed(String studio) {
        Somebody officer = as("city", DESK).go(studio + "/keeping");
        officer.see("form[action$='/end']")
                .locator("xpath=..")
                .locator("summary")
                .click();
        officer.page.selectOption("[name=how]", "REVOKED");
        officer.page.fill("form[action$='/end'] [name=reason]", "短");
        officer.press("form[action$='/end'] button");
        assertThat(officer.look("studio-end-refused")
                        .see("form[action$='/end'] .lc-error")
                        .first()
                        .isVisible())
                .isTrue();
    }

    private void its_subsidy_is_paid_proven_and_settled(String studio) {
        Somebody officer = as("city", DESK).go("/desk");
        assertThat(officer.text()).contains("随命名决定安排的补助");
        assertThat(officer.go("/subsidies?state=GRANTED").look("subsidies").text())
                .contains("50,000.00", "待安排拨付");
        officer.go(studio + "/money").type("next", "20000").press("form[action$='/next'] button");
        as("chief", DESK).go(studio + "/money").look("money-release").press("form[action$='/approve'] button");
        as("finance", DESK).go(studio + "/money").press("form[action$='/paid'] button");
        Somebody leader = as("worker", PHONE).go(studio + "/money").look("money-leader");
        leader.see("form[action$='/vouchers']")
                .locator("xpath=..")
                .locator("summary")
                .click();
        leader.page.selectOption("[name=use]", "EQUIPMENT");
        leader.type("what", "液压试验台")
                .type("payee", "某设备公司")
                .type("invoice", "12345678")
                .type("amount", "20000.01");
        leader.press("form[action$='/vouchers'] button");
        assertThat(leader.look("voucher-refused").text()).contains("不超过 20,000.00");
        leader.type("amount", "19500").press("form[action$='/vouchers'] button");
        officer.go(studio + "/money").press("button[value=accept]");
        officer.see("form[action$='/settle']")
                .locator("xpath=..")
                .locator("summary")
                .click();
        officer.type("givenBack", "500").press("form[action$='/settle'] button");
        assertThat(officer.look("money-settled").text()).contains("已结算", "19,500.00", "500.00");
    }
}
