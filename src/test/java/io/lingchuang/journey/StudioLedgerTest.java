package io.lingchuang.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.lingchuang.db.studios.Tables.COURSE;
import static io.lingchuang.db.studios.Tables.LEDGER_PHOTO;
import static io.lingchuang.db.studios.Tables.LEDGER_RECORD;
import static io.lingchuang.db.studios.Tables.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The masters' studio on a member's phone, on the big screen, and in the hands of a trainee. */
class StudioLedgerTest extends City {

    private long masters() {
        return dsl.select(STUDIO.ID)
                .from(STUDIO)
                .where(STUDIO.CODE.eq("huaikuang"))
                .fetchSingle()
                .value1();
    }

    private static FilePayload photo() throws IOException {
        var image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return new FilePayload("现场.jpg", "image/jpeg", out.toByteArray());
    }

    @Test
    void a_member_notes_something_down_on_the_phone_and_loses_nothing_without_a_line() throws Exception {
        on(LocalDate.of(2026, 11, 26));
        long studio = masters();
        Somebody member = as("member", PHONE);
        member.go("/learning").look("learning");
        member.press("main a.btn-primary");
        member.look("ledger-new");
        member.type("title", "到井口排查变频柜");
        member.page.setInputFiles("#photo", photo());
        member.press(".lc-sendbar button").look("ledger-record");
        assertThat(member.text()).contains("到井口排查变频柜", "施敏华", "照片（1）");

        member.go("/studios/" + studio + "/ledger/new");
        member.page.context().setOffline(true);
        member.type("title", "信号不好时记下的");
        member.page.setInputFiles("#photo", photo());
        member.see(".lc-sendbar button").click();
        assertThat(member.see("[data-ledger-waiting] .alert")).containsText("信号不好时记下的");
        member.look("ledger-waiting");
        member.page.context().setOffline(false);
        assertThat(member.see("[data-ledger-state]")).containsText("已补交");
        assertThat(member.see("[data-ledger-waiting] .alert")).hasCount(0);
        long record = dsl.select(LEDGER_RECORD.ID)
                .from(LEDGER_RECORD)
                .where(LEDGER_RECORD.STUDIO_ID.eq(studio), LEDGER_RECORD.TITLE.eq("信号不好时记下的"))
                .fetchSingle()
                .value1();
        assertThat(dsl.fetchCount(LEDGER_PHOTO, LEDGER_PHOTO.RECORD_ID.eq(record)))
                .isEqualTo(1);

        member.go("/ledger/" + record + "/correct").look("ledger-correct");
        member.type("title", "信号不好时补记的").type("reason", "写错了").press(".lc-sendbar button");
        assertThat(member.text()).contains("更正前的内容", "信号不好时记下的");
        Somebody officer = as("mining", DESK);
        officer.go("/studios/" + studio + "/ledger").look("ledger");
        assertThat(officer.text()).contains("信号不好时补记的");
        assertThat(officer.fetch("/studios/" + studio + "/ledger.pdf?year=2026"))
                .isNotEmpty();
        officer.go("/studios/" + studio + "/projects").look("projects");
        officer.press("main tbody a").look("project");
        officer.go("/studios/" + studio + "/trainees").look("trainees");
        anybody(PHONE).go("/studios/" + studio + "/materials").look("materials");
    }

    @Test
    void a_trainee_signs_in_to_a_class_from_the_screen_takes_the_test_and_sees_the_hours() {
        on(LocalDate.of(2026, 11, 26));
        long studio = masters();
        Somebody teacher = as("master", DESK);
        teacher.go("/studios/" + studio + "/classes").look("classes");
        teacher.press("main a.btn-primary").look("class-form");
        teacher.type("title", "变频柜检修实训").choose("teacher", "韩德松");
        teacher.type("startsAt", "2026-11-26T09:45").type("endsAt", "2026-11-26T11:00");
        teacher.type("place", "培训楼三层").type("passMark", "60").press(".lc-sendbar button");
        long id = teacher.idIn(teacher.path());
        teacher.go("/classes/" + id + "/questions");
        teacher.type("q1", "停电检修前第一步是").type("c1", "直接验电\n*办理停电工作票");
        teacher.look("class-questions").press(".lc-sendbar button");

        Somebody learner = as("trainee", PHONE);
        learner.go("/classes/" + id).press("form[action$='/place'] button");
        Somebody room = as("master", 1920);
        room.page.setViewportSize(1920, 1080);
        room.go("/classes/" + id + "/screen");
        assertThat(room.see("main img")).isVisible();
        room.look("class-screen");
        String code = room.see(".lc-doorcode").innerText();
        learner.go("/classes/" + id + "/sign-in?code=" + code).look("class-door");
        learner.press("main form button");
        assertThat(learner.text()).contains("已签到");

        dsl.update(COURSE)
                .set(COURSE.STARTS_AT, Instant.parse("2026-11-26T01:00:00Z"))
                .where(COURSE.ID.eq(id))
                .execute();
        teacher.go("/classes/" + id).look("class");
        teacher.press("form:has(input[value=close]) button");
        assertThat(teacher.text()).contains("已结课");
        learner.go("/classes/" + id).press("main a[href$='/test']").look("class-test");
        learner.page.locator("main input[name=q1]").nth(1).check();
        learner.press(".lc-sendbar button").look("class-passed");
        assertThat(learner.text()).contains("100%", "2 学时");
        learner.go("/learning");
        assertThat(learner.text()).contains("变频柜检修实训");
    }
}
