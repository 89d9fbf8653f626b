package io.lingchuang.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.Test;

/** Nothing that was typed is lost: not when the sign-in runs out meanwhile, and not to whoever sits down next. */
class KeptTextTest extends City {

    @Test
    void a_form_sent_after_the_sign_in_ran_out_is_found_again_after_signing_in() {
        Somebody officer = as("city", DESK).go("/calls/new").type("title", "写了很久的征集");
        officer.signOutBehindTheirBack();
        officer.press("main form button.btn-primary").look("signed-out");
        assertThat(officer.text()).contains("登录已失效");
        officer.press("main a.btn-primary");
        assertThat(officer.path()).isEqualTo("/sign-in");
        officer.signInHere("city");
        assertThat(officer.path()).startsWith("/calls/new");
        PlaywrightAssertions.assertThat(officer.see("main [name=title]")).hasValue("写了很久的征集");
        assertThat(officer.look("text-is-back").told()).contains("已放回表里");
        officer.press("main form button.btn-primary");
        assertThat(officer.text()).contains("写了很久的征集");
        officer.go("/calls/new");
        assertThat(officer.told()).as("what was accepted does not come back").doesNotContain("已放回表里");
    }

    @Test
    void whoever_signs_in_next_at_the_same_window_sees_nothing_of_it() {
        Somebody officer = as("city", DESK).go("/calls/new").type("title", "别人不该看到的征集");
        officer.signOutBehindTheirBack();
        officer.press("main form button.btn-primary");
        officer.signIn("county");
        officer.go("/calls/new");
        PlaywrightAssertions.assertThat(officer.see("main [name=title]")).not().hasValue("别人不该看到的征集");
    }

    @Test
    void a_draft_sent_right_after_the_sign_in_ran_out_is_put_back_too() {
        Somebody worker = as("worker3", PHONE).go("/entries");
        worker.press("form[action='/entries/start'] button");
        worker.type("title", "还没来得及自动保存的标题");
        worker.signOutBehindTheirBack();
        worker.press("button[value=save]").press("main a.btn-primary").signInHere("worker3");
        PlaywrightAssertions.assertThat(worker.see("main [name=title]")).hasValue("还没来得及自动保存的标题");
        assertThat(worker.told()).contains("已放回表里");
    }

    @Test
    void a_draft_typed_after_the_sign_in_ran_out_stays_on_the_device_and_goes_up_after_signing_in() {
        Somebody worker = as("worker2", PHONE).go("/entries");
        worker.press("form[action='/entries/start'] button");
        String draft = worker.path();
        worker.type("title", "登录前写的");
        PlaywrightAssertions.assertThat(worker.see("[data-draft-state]")).containsText("已自动保存");
        worker.signOutBehindTheirBack();
        worker.type("title", "登录失效后才写完的标题");
        PlaywrightAssertions.assertThat(worker.see("[data-draft-state]")).containsText("内容保存在本机");
        worker.type("title", "登录失效后又改了一遍的标题");
        worker.press("button[value=send]");
        worker.press("main a.btn-primary").signInHere("worker2");
        assertThat(worker.path()).startsWith(draft);
        PlaywrightAssertions.assertThat(worker.see("main [name=title]")).hasValue("登录失效后又改了一遍的标题");
        PlaywrightAssertions.assertThat(worker.see("[data-draft-state]")).containsText("已自动保存");
    }
}
