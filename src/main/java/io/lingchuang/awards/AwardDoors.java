package io.lingchuang.awards;

import io.lingchuang.access.Right;
import io.lingchuang.calls.CallPanel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** From a call's page to its awards and to its money. */
@Configuration(proxyBeanMethods = false)
class AwardDoors {

    @Bean
    static CallPanel awardsDoor() {
        return CallPanel.ofHost("awards.door", "/awards?call=%d", 70, Right.DECIDE_AWARD);
    }

    @Bean
    static CallPanel moneyDoor() {
        return CallPanel.ofHost("awards.moneyDoor", "/calls/%d/money", 71, Right.PREPARE_PAYOUT);
    }
}
