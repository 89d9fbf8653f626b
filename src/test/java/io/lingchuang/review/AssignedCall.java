package io.lingchuang.review;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.TestSession;
import io.lingchuang.review.Assignment.Question;
import io.lingchuang.review.AssignmentStore.Given;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.WebApplicationContext;

/** A panel whose entries are given to so many of its experts each. */
abstract class AssignedCall extends ScoredCall {

    static final List<String> ELSEWHERE = List.of("淮北师范大学", "安徽理工大学", "淮北职业技术学院", "市科技馆", "省煤田地质局", "市计量所");

    @Autowired
    Assignments assignments;

    @Autowired
    AssignmentStore store;

    @Autowired
    WebApplicationContext house;

    MockMvc pages;

    @BeforeEach
    void thePages() {
        pages = TestSession.pages(house);
    }

    final List<Expert> pool = new ArrayList<>();

    long panel(int entries, int experts) {
        for (int i = 0; i < entries; i++) {
            accepted();
        }
        for (int i = 0; i < experts; i++) {
            pool.add(expert(ELSEWHERE.get(i)));
        }
        return forming.make(
                officer, call, null, "机械组", pool.stream().map(Expert::id).toList(), null);
    }

    static Question each(int each) {
        return new Question(each, false, false, false);
    }

    int version(Assignment now) {
        return now == null ? 0 : now.version();
    }

    int now(long panel) {
        return version(assignments.of(panel));
    }

    void ask(long panel, int each) {
        assignments.ask(officer, panel, now(panel), each(each));
    }

    void accept(long panel) {
        assignments.accept(officer, panel, now(panel), "专家不足");
    }

    void start(long panel) {
        panels.start(officer, panel, panelVersion(panel), "专家不足");
    }

    Given any(long panel) {
        return store.given(panel).stream()
                .min(Comparator.comparing(Given::entry).thenComparing(Given::expert))
                .orElseThrow();
    }

    String page(long panel) throws Exception {
        TestSession.as(officer);
        return pages.perform(get("/panels/" + panel + "/assignment"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
