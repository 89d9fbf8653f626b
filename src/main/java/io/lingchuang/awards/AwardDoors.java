package io.lingchuang.awards;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.CallPanel;
import io.lingchuang.platform.web.Page;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** From a call's page to its awards and to its money. */
@Configuration(proxyBeanMethods = false)
class AwardDoors {

    @Bean
    static CallPanel awardsDoor() {
        return new Door("awards.door", "/awards?call=%d", 70, Right.DECIDE_AWARD);
    }

    @Bean
    static CallPanel moneyDoor() {
        return new Door("awards.moneyDoor", "/calls/%d/money", 71, Right.PREPARE_PAYOUT);
    }

    private record Door(String key, String to, int order, Right right) implements CallPanel {
        @Override
        public String title(Page page) {
            return page.t(key);
        }

        @Override
        public String href(Call call) {
            return to.formatted(call.id());
        }

        @Override
        public boolean shown(Call call, Actor actor) {
            return call.state() != Call.State.DRAFT && actor.holds(right, call.hostNodeId());
        }
    }
}
