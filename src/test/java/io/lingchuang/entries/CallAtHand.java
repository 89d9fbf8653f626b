package io.lingchuang.entries;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.lingchuang.OpenCall;
import io.lingchuang.access.Actor;
import io.lingchuang.access.TestSession;
import io.lingchuang.calls.Level;
import io.lingchuang.vetting.Vetting;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.context.WebApplicationContext;

/** A worker with a call at hand, and the pages on which an entry is written. */
abstract class CallAtHand extends OpenCall {

    @Autowired
    Vetting vetting;

    @Autowired
    MessageSource texts;

    @Autowired
    WebApplicationContext house;

    MockMvc pages;
    long call;
    Actor me;

    @BeforeEach
    void aWorkerAndACall() {
        pages = TestSession.pages(house);
        call = openCall(Level.ENTERPRISE, Level.COUNTY_OR_INDUSTRY);
        me = workerAt(mine);
    }

    /** The form as a browser sends it. */
    MockHttpServletRequestBuilder typed(long id, int version, String action, String title) {
        return post("/entries/" + id + "/edit")
                .param("version", String.valueOf(version))
                .param("action", action)
                .param("title", title)
                .param("a_content", title + "，每班少停机二十分钟。")
                .param("t_truth", "true")
                .param("t_secret", "no")
                .param("line", "TERRITORIAL")
                .param("completerName", me.name())
                .param("completerUnit", "朔里煤矿工会");
    }

    String text(String key) {
        return texts.getMessage(key, null, java.util.Locale.SIMPLIFIED_CHINESE);
    }
}
