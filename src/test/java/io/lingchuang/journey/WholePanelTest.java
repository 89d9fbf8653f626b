package io.lingchuang.journey;

import static io.lingchuang.db.access.Tables.AUDIT;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import io.lingchuang.platform.commands.Command;
import io.lingchuang.platform.commands.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.ServiceLoader;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.TestPropertySource;

/** One panel from its forming to the supervisor's look, as its officer, its chair, five experts, an applicant, the public and the supervisor see it. */
@TestPropertySource(properties = "lingchuang.journey=whole panel") // every expert of the sample sits on it
class WholePanelTest extends SheetsAtHand {

    private static final String[] TITLES = {"皮带机清扫器改进", "掘进机除尘装置", "矿用电缆快速接头", "副井罐笼防滑垫"};

    @TempDir
    private Path folder;

    @Test
    void a_panel_is_formed_scored_closed_published_told_and_looked_through() throws Exception {
        on(LocalDate.of(2026, 11, 24));
        long call = aCallWithFourAccepted();
        Somebody officer = as("city", DESK);
        String panel = formed(officer, call);
        score(panel, officer);
        discussed(panel);
        closed(panel, officer);
        minutes(panel, officer);
        String seal = published(call, officer);
        verified(seal);
        on(LocalDate.of(2026, 12, 8));
        decided(call, officer);
        told(call, officer);
        lookedThrough(panel);
    }

    private String formed(Somebody officer, long call) {
        officer.go("/calls/" + call + "/panels").type("name", "机械与采掘组");
        officer.see("main input[name=expert]").all().forEach(box -> box.check());
        officer.page.selectOption("#chair", new SelectOption().setLabel("冯宝田"));
        officer.look("whole-forming").press("main form.card button.btn-primary");
        String panel = officer.path();
        officer.go(panel + "/invitations").look("whole-invitations");
        officer.press("form[action$='/invitations'] button");
        return panel;
    }

    /** Everybody accepts and declares; the chair has worked with the applicant of the first, and does not see it again. */
    private void score(String panel, Somebody officer) {
        for (int i = 1; i <= 5; i++) {
            expert(i, i == 3 ? 768 : DESK);
        }
        officer.go(panel).press("form[action$='/start'] button");
        if (officer.see("input[name=fewer]").count() > 0) {
            officer.type("fewer", "一位专家须回避").press("form[action$='/start'] button");
        }
        assertThat(officer.look("whole-started").text()).contains("评分中");
        for (int i = 1; i <= 5; i++) {
            Somebody expert = as("expert" + i, i == 4 ? PHONE : DESK).go("/scoring");
            int sheets = expert.see(".list-group-item").count();
            assertThat(sheets).isBetween(3, 4);
            for (int s = 0; s < sheets; s++) {
                expert.go("/scoring").press(".list-group-item:not(:has(.bg-green-lt))");
                seal(expert, i, s);
            }
            expert.go("/scoring").look("whole-sealed");
        }
    }

    private static void seal(Somebody expert, int leniency, int s) {
        if (expert.see("[data-part=rubric]").isVisible()) {
            expert.see("[data-part=rubric]").click();
        }
        var boxes = expert.see("#sheet input[type=number]").all();
        for (int b = 0; b < boxes.size(); b++) {
            int max = Integer.parseInt(boxes.get(b).getAttribute("max"));
            boxes.get(b).fill(String.valueOf(Math.max(0, max - 2 * s - leniency % 3 - b % 2)));
        }
        for (var reason : expert.see("#sheet textarea[name^='r_']").all()) {
            if (reason.isVisible()) {
                reason.fill("措施可行，数据可查，推广面还可以再宽一些。");
            }
        }
        expert.page.fill("#comment", "结构新颖，建议补充安全评价。");
        if (s == 0) {
            expert.look("whole-sheet");
        }
        expert.press("button[value=seal]");
    }

    private void discussed(String panel) {
        Somebody chair = as("expert1", DESK).go("/desk");
        assertThat(chair.text()).contains("我任组长");
        chair.go(panel + "/progress").look("whole-progress");
        chair.go(panel + "/heat").look("whole-heat");
        chair.go(panel + "/discussions").type("subject", "推广价值一项差别较大，请说明").press("main form.card button.btn-primary");
        String talk = chair.path();
        as("expert2", PHONE).go(talk).type("text", "我看过现场，认为可以推广。").press("button[value=WORD]");
        chair.go(talk).see("main summary").last().click();
        chair.type("conclusion", "维持各自评分。").press("form[action$='/close'] button");
        assertThat(chair.look("whole-discussed").text()).contains("维持各自评分。");
    }

    private void closed(String panel, Somebody officer) {
        officer.go(panel).press("form[action$='/close'] button");
        assertThat(officer.look("whole-closed").text()).contains("已结束");
        officer.go(panel + "/rules").look("whole-rules");
    }

    private void minutes(String panel, Somebody officer) {
        officer.go(panel + "/minutes/1").look("whole-minutes");
        officer.type("remarks", "评审按规则进行，无异议。").press("form[action$='/remarks'] button");
        officer.press("form[action$='/open'] button");
        for (int i = 1; i <= 5; i++) {
            as("expert" + i, i == 2 ? PHONE : DESK)
                    .go(panel + "/minutes/1")
                    .look("whole-minutes-word")
                    .press("button[name=accepts]");
        }
        assertThat(officer.go(panel + "/minutes/1").look("whole-minutes-signed").text())
                .contains("已签署");
        assertThat(officer.fetch(panel + "/minutes/1/print.pdf"))
                .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
    }

    /** @return the seal as it stands on the public notice */
    private String published(long call, Somebody officer) {
        officer.go("/calls/" + call).press("form[action$='/close'] button");
        officer.go("/calls/" + call + "/proposal").look("whole-proposal");
        officer.press("a[href$='/notices/new']").type("contact", "市总工会劳动和经济工作部").press("main form button.btn-primary");
        String draft = officer.path();
        as("chief", DESK).go(draft).press("form[action$='/release'] button");
        long notice = Long.parseLong(draft.replaceAll(".*/", ""));
        for (int width : List.of(PHONE, DESK)) {
            Somebody passer = anybody(width).go("/notices/" + notice);
            passer.see("main summary").first().click();
            passer.look("whole-notice");
        }
        Somebody passer = anybody(PHONE).go("/notices/" + notice);
        passer.see("main summary").first().click();
        return passer.see("code.lc-hash").first().innerText().strip();
    }

    /** Anybody checks what stands on the notice; a changed digit is found. */
    private void verified(String seal) throws Exception {
        byte[] zip = anybody(DESK).fetch("/archives/" + seal);
        Path file = Files.write(folder.resolve("archive.zip"), zip);
        Command verify = ServiceLoader.load(Command.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(c -> c.name().equals("verify-panel"))
                .findFirst()
                .orElseThrow();
        assertThat(verify.run(Settings.of(file.toString(), seal))).isZero();
        Path changed = Files.write(folder.resolve("changed.zip"), withOneDigitChanged(zip));
        assertThat(verify.run(Settings.of(changed.toString(), seal))).isEqualTo(1);
    }

    private static byte[] withOneDigitChanged(byte[] zip) throws IOException {
        var out = new ByteArrayOutputStream();
        boolean changed = false;
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip));
                var copy = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                if (entry.getName().contains("sheets") && !changed) {
                    for (int i = bytes.length - 1; i >= 0 && !changed; i--) {
                        if (bytes[i] >= '1' && bytes[i] <= '8') {
                            bytes[i]++;
                            changed = true;
                        }
                    }
                }
                copy.putNextEntry(new ZipEntry(entry.getName()));
                copy.write(bytes);
            }
        }
        assertThat(changed).isTrue();
        return out.toByteArray();
    }

    private void decided(long call, Somebody officer) {
        officer.go("/calls/" + call + "/proposal").press("main .list-group a");
        officer.press("a[href*='/decisions/new']");
        officer.type("meeting", "2026年第13次主席办公会议")
                .type("minutes", "班子成员全部出席，一致同意。")
                .type("decidedOn", "2026-12-08")
                .press("main form button.btn-primary");
        assertThat(officer.look("whole-decided").text()).contains(TITLES[0]);
    }

    private void told(long call, Somebody officer) {
        officer.go("/calls/" + call + "/feedback").look("whole-feedback");
        officer.press(".lc-table tbody a").look("whole-feedback-one");
        String address = officer.path().replace("/feedback/", "/entries/") + "/feedback";
        officer.type("summary", "结构新颖，数据可查；建议补充安全评价后推广。");
        if (officer.see("[name=checked]").count() > 0) {
            officer.tick("checked");
        }
        officer.press("button[value=ready]");
        assertThat(officer.text()).contains("待发布");
        Somebody chief = as("chief", DESK).go("/calls/" + call + "/feedback");
        chief.press("form[action$='/feedback/release'] button");
        for (int width : List.of(PHONE, DESK)) {
            Somebody applicant = as("worker", width).go(address).look("whole-told");
            assertThat(applicant.text()).contains("结构新颖").doesNotContain("冯宝田", "褚云山", "卫东升", "蒋丽华", "沈从容");
        }
        assertThat(as("worker2", PHONE).statusOf(address)).isEqualTo(404);
    }

    private void lookedThrough(String panel) {
        Somebody supervisor = as("supervisor", DESK).go("/supervision").look("whole-supervision");
        String at = "/supervision" + panel;
        long before = looks();
        for (String part : List.of("", "/ranking", "/sheets", "/trail", "/minutes/1")) {
            supervisor.go(at + part).look("whole-supervised" + part.replace('/', '-'));
        }
        assertThat(looks() - before).as("every look is on the trail").isEqualTo(5);
        assertThat(supervisor.see("main form[method=post]").count())
                .as("read only")
                .isZero();
        assertThat(supervisor.statusOf(panel)).isEqualTo(404);
    }

    private long looks() {
        return dsl.fetchCount(AUDIT, AUDIT.ACCOUNT_ID.eq(actor("supervisor").accountId()));
    }

    private long aCallWithFourAccepted() {
        long call = call();
        long person = dsl.select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.ACCOUNT_ID.eq(actor("worker").accountId()))
                .fetchSingle()
                .value1();
        for (int i = 0; i < TITLES.length; i++) {
            dsl.insertInto(COMPLETER)
                    .set(COMPLETER.ENTRY_ID, accepted(call, i, TITLES[i], "清扫靠人工，每班停机两次，粉尘大。"))
                    .set(COMPLETER.POSITION, 1)
                    .set(COMPLETER.PERSON_ID, person)
                    .set(COMPLETER.NAME, "陈立新")
                    .set(COMPLETER.UNIT_NAME, "临涣煤矿")
                    .set(COMPLETER.STATE, "ACCEPTED")
                    .execute();
        }
        return call;
    }
}
