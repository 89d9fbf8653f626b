package io.lingchuang.review;

import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.TIE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.access.Actor;
import io.lingchuang.access.TestSession;
import io.lingchuang.review.invitations.AskedExperts;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.context.WebApplicationContext;

/** Experts and what binds them to entries, ready for stories of recusal. */
abstract class RelatedExperts extends ScoredCall {

    @Autowired
    Recusals recusals;

    @Autowired
    AskedExperts asked;

    @Autowired
    WebApplicationContext house;

    MockMvc pages;

    @BeforeEach
    void thePages() {
        pages = TestSession.pages(house);
    }

    MockHttpServletResponse ask(MockHttpServletRequestBuilder request) throws Exception {
        return pages.perform(request).andReturn().getResponse();
    }

    long made(Expert... members) {
        return forming.make(
                officer,
                call,
                null,
                "机械组",
                Arrays.stream(members).map(Expert::id).toList(),
                null);
    }

    long invitedAndAccepted(Expert... members) {
        long panel = made(members);
        asked.invite(officer, panel);
        invitations.accept(account(members[0]), panel);
        return panel;
    }

    long acceptedOf(Actor applicant) {
        long id = handedIn(applicant, call, null);
        vetting.accept(officer, id, version(id), "");
        return id;
    }

    static String key(String list, String name) {
        var found = Pattern.compile("value=\"([^\"]+)\"><span class=\"form-check-label\">" + name)
                .matcher(list);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    static String mark(String list) {
        var found = Pattern.compile("name=\"mark\" value=\"([^\"]+)\"").matcher(list);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Nullable
    String ground(Expert expert, long entry) {
        return dsl.select(RECUSAL.GROUND)
                .from(RECUSAL)
                .where(RECUSAL.EXPERT_ID.eq(expert.id()), RECUSAL.ENTRY_ID.eq(entry))
                .fetchOne(RECUSAL.GROUND);
    }

    Map<Long, String> grounds(long panel, Expert expert) {
        return dsl.select(RECUSAL.ENTRY_ID, RECUSAL.GROUND)
                .from(RECUSAL)
                .where(RECUSAL.PANEL_ID.eq(panel), RECUSAL.EXPERT_ID.eq(expert.id()))
                .fetchMap(RECUSAL.ENTRY_ID, RECUSAL.GROUND);
    }

    void tie(
            Expert expert,
            String kind,
            String name,
            @Nullable Long node,
            @Nullable Long person,
            @Nullable LocalDate until) {
        dsl.insertInto(TIE)
                .set(TIE.EXPERT_ID, expert.id())
                .set(TIE.KIND, kind)
                .set(TIE.NAME, name)
                .set(TIE.NODE_ID, node)
                .set(TIE.PERSON_ID, person)
                .set(TIE.UNTIL_DAY, until)
                .set(TIE.SOURCE, "POOL")
                .set(TIE.AT, java.time.Instant.parse("2026-01-05T01:00:00Z"))
                .execute();
    }

    void completer(long entry, int position, @Nullable Long person, String name, String unit) {
        dsl.insertInto(
                        COMPLETER,
                        COMPLETER.ENTRY_ID,
                        COMPLETER.POSITION,
                        COMPLETER.PERSON_ID,
                        COMPLETER.NAME,
                        COMPLETER.UNIT_NAME)
                .values(entry, position, person, name, unit)
                .execute();
    }
}
