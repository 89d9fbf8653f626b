package io.lingchuang.journey;

import static io.lingchuang.db.services.Tables.PAIRING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Two unions find each other and sign; and a forum is held. */
@TestPropertySource(properties = "lingchuang.journey=pairing")
class PairingTest extends City {

    @Test
    void two_unions_agree_write_sign_and_keep_an_agreement() {
        on(LocalDate.of(2026, 11, 23));
        nobodyIsPaired();
        Somebody officer = as("city", DESK);
        officer.go("/pairings/new").look("pairing-proposals");
        assertThat(officer.page.locator("main input[name=pair]").count()).isPositive();
        long id = proposed();
        officer.go("/pairings").look("pairing-list");

        Somebody mine = as("clerk", PHONE);
        mine.go("/desk");
        assertThat(mine.text()).contains("结对征求意见");
        mine.go("/pairings/" + id).look("pairing-asked").press("form:has(input[value=agree]) button");
        Somebody mill = as("clerk2", DESK);
        mill.go("/pairings/" + id).press("form:has(input[value=agree]) button");
        assertThat(mill.text()).contains("结对有效");
        mill.press("form[action$='/draft'] button").look("agreement-edit");
        mill.type("partnerLiaison", "孙志远").press("main form[action$='/edit'] > button.btn-primary");
        String agreement = mill.path();
        mill.look("agreement-open").press("button[value=sign]");
        mine.go(agreement).look("agreement-phone").press("button[value=sign]");
        assertThat(mine.text()).contains("已签订");
        mine.page
                .locator("main details:has(form[action$='/activities']) summary")
                .first()
                .click();
        mine.page.locator("main form[action$='/activities'] textarea").first().fill("大师到厂授课");
        mine.press("main form[action$='/activities'] button >> nth=0").look("agreement-activity");
        mill.go(agreement).press("button[value=confirm]");
        assertThat(mill.text()).contains("双方确认");
        mill.look("agreement-kept");
        assertThat(mill.fetch(agreement + "/agreement.pdf")).isNotEmpty();
        officer.go("/pairings/" + id).look("pairing-officer");
        as("clerk", PHONE).go("/pairings/wishes").look("pairing-wishes");
    }

    private void nobodyIsPaired() {
        dsl.update(PAIRING)
                .set(PAIRING.STATE, "ENDED")
                .set(PAIRING.ENDED_ON, PAIRING.UNTIL_DAY)
                .set(PAIRING.ENDED_HOW, "TERMINATED")
                .set(PAIRING.WHY, "另行安排")
                .where(PAIRING.STATE.eq("IN_FORCE"))
                .execute();
        dsl.update(PAIRING)
                .set(PAIRING.STATE, "WITHDRAWN")
                .set(PAIRING.WHY, "另行安排")
                .where(PAIRING.STATE.eq("PROPOSED"))
                .execute();
    }

    /** The mine and the textile mill, as the officer ticked them. */
    private long proposed() {
        return pairings.propose(actor("city"), node("QY001"), node("QY007"), 2);
    }

    @Autowired
    private io.lingchuang.services.pairing.Pairings pairings;

    private long node(String code) {
        return dsl.fetchSingle("select id from access.node where code = {0}", org.jooq.impl.DSL.val(code))
                .get(0, Long.class);
    }

    @Test
    void a_forum_is_prepared_published_registered_for_and_signed_in_to() {
        on(LocalDate.of(2026, 11, 23));
        Somebody host = as("city", DESK);
        host.go("/events/new");
        host.page.selectOption("main select[name=kind]", "FORUM");
        host.type("title", "5G 创新论坛").type("place", "市工人文化宫报告厅");
        host.type("startsAt", "2026-11-23T10:00")
                .type("endsAt", "2026-11-23T17:00")
                .type("registerUntil", "2026-11-23T16:00");
        host.type("places", "2");
        host.page.locator("main [data-row-add]").click();
        host.page.locator("main input[name=begins]").fill("10:00");
        host.page.locator("main input[name=slot]").fill("主旨报告");
        host.look("event-new").press("main form > button.btn-primary");
        String event = host.path();
        host.go(event + "/keep").look("event-keep").press("button[value=publish]");

        Somebody guest = as("worker", PHONE);
        guest.go("/events").look("events-phone");
        guest.go(event).look("event-phone").press("form[action$='/register'] button");
        assertThat(guest.text()).contains("您已报名");
        Somebody clerk = as("clerk", DESK);
        clerk.go(event + "/unit");
        clerk.type("names", "张三丰\n李四光").look("event-unit").press("form[action$='/unit'] button");
        assertThat(clerk.text()).contains("候补");

        host.go(event + "/screen").look("event-screen");
        String code = host.page.locator(".lc-code").innerText().replaceAll("[^0-9]", "");
        guest.go(event + "/here?code=" + code).look("event-here").press("form[action$='/here'] button");
        assertThat(guest.text()).contains("签到");
        host.go(event + "/guests").look("event-guests");
        assertThat(host.text()).contains("报名 2 人，到场 1 人，候补 1 人");
        assertThat(host.fetch(event + "/sign-in.pdf")).isNotEmpty();
        assertThat(host.fetch(event + "/programme.pdf")).isNotEmpty();
        Somebody street = anybody(PHONE);
        street.go(event).look("event-public");
        assertThat(street.text()).doesNotContain("张三丰");
        street.go("/events").look("events-public");
    }
}
