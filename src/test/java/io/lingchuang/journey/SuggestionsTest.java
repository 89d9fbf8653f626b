package io.lingchuang.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/**
 * The notice as a neighbour city published it: rationalisation suggestions and advanced operating methods, from the officer's first
 * click to a paid prize and a certificate that anybody can check.
 */
@TestPropertySource(
        properties = "lingchuang.journey=suggestions") // a house of its own: experts of others would sit on its panels
class SuggestionsTest extends City {

    private static final String IDEA = "综采工作面液压支架自动补液装置改进";
    private static final String PROBLEM = "原来支架补液全靠人工巡检，漏液发现得慢，每个班都要停机两次，既影响生产又有安全隐患。";
    private static final String MEASURE = "在主进液管加装压力传感器和电磁阀，压力低于设定值时自动补液并报警，人员不再进入架间，操作步骤写成看板挂在现场。";

    @Test
    void an_idea_from_a_phone_ends_as_a_paid_prize_and_a_certificate_that_verifies() throws Exception {
        on(LocalDate.of(2026, 11, 24));
        long call = open_a_call();
        long idea = hand_in_on_a_phone(call);
        vet_it_level_by_level(call, idea);
        review_it_blind(call);
        long notice = put_it_under_notice(call);
        object_and_answer(notice);
        on(LocalDate.of(2026, 12, 8));
        decide_pay_and_certify(call, notice, idea);
    }

    private long open_a_call() {
        Somebody officer = as("city", DESK);
        officer.go("/calls/new").page.selectOption("#f-template", "published-suggestions");
        officer.look("new-call").press("main form button.btn-primary");
        long call = officer.idIn(officer.path());
        officer.type("opensAt", "2026-11-01T08:00")
                .type("closesAt", "2026-12-31T18:00")
                .press("main form button.btn-primary");
        for (String part : List.of("eligibility", "categories", "form", "route", "quotas", "rubric", "tiers")) {
            officer.go("/calls/" + call + "/edit/" + part).look("call-" + part).press("main form button.btn-primary");
            assertThat(officer.see(".alert-danger").count()).as(part).isZero();
        }
        officer.go("/calls/" + call + "/preview").look("call-preview");
        officer.go("/calls/" + call).press("form[action$='/publish'] button");
        assertThat(officer.told()).contains("已发布");
        anybody(PHONE).go("/").look("home").go("/open/" + call).look("open-call");
        return call;
    }

    private long hand_in_on_a_phone(long call) {
        Somebody worker = as("worker", PHONE);
        worker.go("/entries").look("mine-empty").press("form[action='/entries/start'] button");
        long idea = worker.idIn(worker.path());
        worker.type("title", IDEA).choose("category", "合理化建议").choose("a_field", "采矿");
        worker.type("a_problem", PROBLEM).type("a_measure", MEASURE);
        PlaywrightAssertions.assertThat(worker.see("[data-draft-state]")).containsText("已自动保存");
        Somebody sameOnAnotherDevice = as("worker", DESK).go("/entries/" + idea + "/edit");
        assertThat(sameOnAnotherDevice.see("[name=a_problem]").inputValue()).isEqualTo(PROBLEM);
        worker.type("a_doneOn", "2026-03-01")
                .type("a_benefitYear", "480000")
                .type("a_benefitHow", "每班少停机两次，按吨煤利润折算，由财务科盖章确认。");
        worker.page.locator("[name=completerName]").nth(1).fill("周晓梅");
        worker.page.locator("[name=completerUnit]").nth(1).fill("临涣煤矿");
        worker.attach("proof", "效益证明.pdf");
        for (String promise : List.of("t_used", "t_noDispute", "t_noHigher", "t_truth", "t_authorise")) {
            worker.tick(promise);
        }
        worker.press("button[value=send]").look("hand-in-refused");
        assertThat(worker.text()).as("the declaration on secrets is missing").contains("秘密");
        worker.page.check("[name=t_secret][value=no]");
        worker.look("hand-in").press("button[value=send]").look("handed-in");
        assertThat(worker.text()).contains("审核中", "临涣煤矿", "CZF2026-");

        Somebody second = as("worker2", PHONE).go("/messages").look("messages");
        assertThat(second.text()).contains(IDEA);
        second.go("/entries/" + idea).press("button[name=accepts][value=true]");
        assertThat(new String(worker.fetch("/entries/" + idea + "/form.pdf"), 0, 5, StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");
        return idea;
    }

    private void vet_it_level_by_level(long call, long idea) {
        Somebody clerk = as("clerk", DESK);
        clerk.look("desk-clerk").go("/vetting").look("queue").press(".lc-table tbody a");
        clerk.press("button[value=return]");
        assertThat(clerk.see("#reason")
                        .evaluate("e => e.closest('div').innerText")
                        .toString())
                .as("a reason is asked for")
                .isNotBlank();
        clerk.page.fill("#reason", "请补一张现场照片");
        clerk.press("button[value=return]");
        Somebody worker = as("worker", PHONE).go("/entries/" + idea).look("returned");
        assertThat(worker.text()).contains("请补一张现场照片");
        worker.go("/entries/" + idea + "/edit").attach("photos", "现场.pdf").press("button[value=send]");

        Somebody other = as("clerk2", DESK);
        assertThat(other.statusOf("/vetting/" + idea))
                .as("another unit's clerk")
                .isEqualTo(404);
        clerk.go("/vetting/" + idea).look("decide").type("reason", "情况属实，同意推荐。").press("button[value=recommend]");

        Somebody mining = as("mining", DESK).go("/vetting");
        mining.page.check("input[name=id]");
        mining.press("#bulk button").look("bulk").press("form[action='/vetting/bulk/do'] button");
        assertThat(mining.told()).as("what the bulk did").contains("1");
        mining.go("/calls/" + call + "/ranking").look("ranking");
        assertThat(mining.fetch("/calls/" + call + "/summary.xlsx")).startsWith('P', 'K');
        assertThat(mining.fetch("/calls/" + call + "/summary.pdf")).startsWith('%', 'P', 'D', 'F');

        Somebody city = as("city", DESK);
        city.go("/vetting/" + idea).press("button[value=accept]");
        city.go("/calls/" + call + "/board").look("board");
        city.go("/calls/" + call + "/silent").look("silent");
        assertThat(city.fetch("/calls/" + call + "/entries.xlsx")).startsWith('P', 'K');
        Somebody textile = as("clerk2", PHONE).go("/calls/" + call + "/participation");
        textile.type("personTimes", "320").look("participation").press("main form button.btn-primary");
        assertThat(textile.told()).contains("320");
        worker.go("/entries/" + idea).look("history");
        assertThat(worker.see(".lc-steps").innerText()).contains("提交申报", "请补一张现场照片", "推荐上报", "形式审查通过");
    }

    private void review_it_blind(long call) {
        Somebody officer = as("city", DESK).go("/calls/" + call + "/panels");
        for (var expert : officer.see("input[name=expert]").all()) {
            expert.check();
        }
        officer.look("panel-new").press("main form.card button.btn-primary");
        String panel = officer.path();
        officer.press("form[action$='/start'] button").look("panel");
        int[][] points = {{25, 25, 15, 18}, {20, 22, 16, 15}, {30, 30, 20, 20}, {10, 12, 8, 9}};
        for (int i = 0; i < points.length; i++) {
            Somebody expert = expert(i + 1, i == 0 ? PHONE : DESK);
            expert.press(".list-group-item");
            assertThat(expert.text()).as("a blind sheet").doesNotContain("陈立新", "周晓梅", "临涣");
            if (i == 0) {
                expert.page.click("[data-part=rubric]"); // on a phone the entry comes first
            }
            var boxes = expert.see("#sheet input[type=number]").all();
            for (int c = 0; c < boxes.size(); c++) {
                boxes.get(c).fill(String.valueOf(points[i][c]));
            }
            expert.type("comment", "措施可行，效益有证明。").look("sheet").press("button[value=seal]");
            assertThat(expert.told()).contains("已封存");
        }
        Somebody recused = expert(5, DESK);
        recused.press(".list-group-item")
                .page
                .locator("details:has(form[action$='/recuse']) > summary")
                .click();
        recused.page.fill("form[action$='/recuse'] [name=reason]", "与第一完成人是亲属");
        recused.press("form[action$='/recuse'] button");
        officer.go(panel).press("form[action$='/close'] button").look("ranked");
        // 83, 73, 100 and 39 points: the highest and the lowest off leaves 83 and 73.
        assertThat(officer.text()).contains("78", "与第一完成人是亲属");
        assertThat(officer.fetch(panel + "/ranking.pdf")).startsWith('%', 'P', 'D', 'F');
    }

    private long put_it_under_notice(long call) {
        Somebody officer = as("city", DESK).go("/calls/" + call + "/proposal").look("proposal");
        assertThat(officer.text()).contains("一等奖", "3,000.00");
        officer.press("a[href$='/notices/new']").look("notice-write");
        officer.type("contact", "市总工会经济部").press("main form button.btn-primary");
        assertThat(officer.told()).as("somebody could still hand in").contains("还在接收申报");
        officer.go("/calls/" + call).press("form[action$='/close'] button");
        officer.go("/calls/" + call + "/notices/new");
        officer.type("contact", "市总工会经济部，电话 0561-0000000")
                .press("main form button.btn-primary")
                .look("notice-draft");
        assertThat(officer.see("form[action$='/release']").count())
                .as("who prepares cannot release")
                .isZero();
        long notice = Long.parseLong(officer.path().replaceAll(".*/", ""));
        assertThat(anybody(PHONE).statusOf("/notices/" + notice))
                .as("a draft is not public")
                .isEqualTo(404);
        Somebody chief = as("chief", DESK)
                .go(officer.path())
                .press("form[action$='/release'] button")
                .look("notice-released");
        assertThat(chief.text()).contains("2026-11-24", "2026-11-30");
        return notice;
    }

    private void object_and_answer(long notice) {
        Somebody passer = anybody(PHONE).go("/notices/" + notice).look("public-notice");
        assertThat(passer.text()).contains(IDEA, "陈立新", "临涣煤矿").doesNotContain("13900000001");
        passer.type("name", "刘同志").type("phone", "13800000000").type("grounds", "去年隔壁矿好像已经做过类似的装置，请核实。");
        passer.press("#object form button").look("receipt");
        String receipt = passer.path();
        Somebody officer = as("city", DESK).go("/objections").look("objections").press(".lc-table tbody a");
        officer.page.selectOption("[name=verdict]", "DISMISSED");
        officer.type("answer", "经核查，隔壁矿的装置为手动补液，原理不同，异议不成立。").look("objection").press("main form button.btn-primary");
        assertThat(passer.go(receipt).text()).contains("原理不同");
    }

    private void decide_pay_and_certify(long call, long notice, long idea) throws Exception {
        Somebody officer =
                as("city", DESK).go("/calls/" + call + "/notices/" + notice).look("notice-over");
        assertThat(anybody(PHONE).go("/notices/" + notice).look("taken-down").text())
                .as("the list came down")
                .doesNotContain(IDEA);
        assertThat(officer.fetch(officer.path() + "/proof.pdf")).startsWith('%', 'P', 'D', 'F');
        officer.press("a[href*='/decisions/new']");
        officer.type("meeting", "2026年第12次主席办公会议")
                .type("minutes", "王主席主持，班子成员全部出席，一致同意予以公布。")
                .type("decidedOn", "2026-12-08")
                .look("decide-awards")
                .press("main form button.btn-primary");
        String decision = officer.look("decision").path();
        assertThat(officer.text()).contains("淮工〔2026〕1号", "3,000.00");

        Somebody worker = as("worker", PHONE).go("/my-awards").look("my-awards");
        worker.type("bankName", "徽商银行淮北分行")
                .type("account", "6222020200112233440")
                .tick("consent")
                .press("main form button.btn-primary");
        pay(officer, call);
        assertThat(worker.go("/my-awards").text()).contains("已付");

        officer.go(decision).press("form[action$='/certificates'] button").look("certificates-job");
        PlaywrightAssertions.assertThat(officer.see("main")).containsText("已完成");
        worker.go("/my-awards").look("my-awards-done");
        byte[] paper =
                worker.fetch(worker.see("a[href^='/certificates/']").first().getAttribute("href"));
        try (var pdf = Loader.loadPDF(paper)) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(1);
            assertThat(pdf.getPage(0).getMediaBox().getWidth())
                    .as("landscape")
                    .isGreaterThan(pdf.getPage(0).getMediaBox().getHeight());
        }
        verify_and_withdraw(officer, call);
        anybody(DESK).go("/results").look("results").press(".lc-table tbody a").look("result");
        worker.go("/entries/" + idea);
        assertThat(worker.see(".lc-steps").innerText()).contains("列入公示", "表彰");
    }

    private void pay(Somebody officer, long call) {
        officer.go("/calls/" + call + "/money")
                .press("form[action$='/payouts'] button")
                .look("batch");
        String batch = officer.path();
        Somebody chief = as("chief", DESK).go(batch).press("form[action$='/approve'] button");
        Somebody finance = as("finance", DESK)
                .go(batch)
                .press("form[action$='/hand-over'] button")
                .look("batch-finance");
        assertThat(finance.fetch(batch + "/sheet.xlsx")).startsWith('P', 'K');
        finance.page.check("input[name=id]");
        finance.type("paidOn", "2026-12-08").press("#bulk button").look("batch-paid");
        assertThat(finance.text()).contains("已付");
        assertThat(officer.go("/calls/" + call + "/money").look("money").text()).contains("3,000.00");
        assertThat(chief.text()).contains("3,000.00");
    }

    private void verify_and_withdraw(Somebody officer, long call) {
        officer.go("/awards?call=" + call)
                .look("awards")
                .press(".lc-table tbody a")
                .look("award");
        String number = officer.see(".list-group-item strong").first().innerText();
        Somebody passer = anybody(PHONE).go("/verify").look("verify");
        passer.page.fill("#number", number.toLowerCase(java.util.Locale.ROOT));
        passer.press("main form button").look("verified");
        assertThat(passer.text()).contains("证书有效", IDEA, "陈立新");
        officer.see("details")
                .filter(new com.microsoft.playwright.Locator.FilterOptions()
                        .setHas(officer.page.locator("form[action$='/certificate/withdraw']")))
                .locator("summary")
                .click();
        officer.page.fill("form[action$='/certificate/withdraw'] [name=reason]", "姓名印错");
        officer.press("form[action$='/certificate/withdraw'] button");
        passer.go("/verify/" + number).look("withdrawn");
        assertThat(passer.text()).contains("已撤销", "姓名印错").doesNotContain("证书有效");
    }
}
