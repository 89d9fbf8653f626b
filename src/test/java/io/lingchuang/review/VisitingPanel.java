package io.lingchuang.review;

import io.lingchuang.access.TestSession;
import io.lingchuang.review.onsite.Visit;
import io.lingchuang.review.onsite.VisitRecords;
import io.lingchuang.review.onsite.Visits;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.WebApplicationContext;

/** A panel of three experts that goes to see an entry where it is at work. */
abstract class VisitingPanel extends ScoredCall {

    static final Instant MONDAY = Instant.parse("2026-12-07T01:30:00Z");

    @Autowired
    Visits visits;

    @Autowired
    VisitRecords records;

    @Autowired
    WebApplicationContext house;

    MockMvc pages;
    Expert first;
    Expert second;
    Expert third;
    long entry;
    long panel;

    @BeforeEach
    void aPanelThatVisits() {
        pages = TestSession.pages(house);
        entry = accepted();
        first = expert("淮北师范大学");
        second = expert("安徽理工大学");
        third = expert("市科技馆");
        reviewedBy("VISIT");
        panel = started(first, second, third);
        at("2026-12-01T10:00");
    }

    long planned(Expert... who) {
        return visits.plan(
                officer,
                panel,
                entry,
                MONDAY,
                "朔里煤矿机电车间",
                java.util.Arrays.stream(who).map(Expert::id).toList());
    }

    VisitRecords.Typed seen(Visit visit) {
        Map<Integer, String> findings = new TreeMap<>();
        visit.questions().forEach(q -> findings.put(q.position(), "现场在用，与所报一致"));
        return new VisitRecords.Typed("机电队队长，操作工两人", findings, "", null);
    }

    Visit look(long id) {
        return visits.visit(officer, id);
    }

    void held(long id) {
        at("2026-12-07T11:00");
        records.hold(as(first), id, look(id).version(), seen(look(id)));
    }
}
