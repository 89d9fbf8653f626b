package io.lingchuang.notices;

import io.lingchuang.access.Right;
import io.lingchuang.calls.CallPanel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** From a call's page to its proposal and notices. */
@Configuration(proxyBeanMethods = false)
class NoticeDoors {

    @Bean
    static CallPanel noticesDoor() {
        return CallPanel.ofHost("notices.door", "/calls/%d/proposal", 60, Right.PREPARE_NOTICE, Right.RELEASE_NOTICE);
    }
}
