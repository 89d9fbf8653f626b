package io.lingchuang.achievements;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.achievements.Tables.ACHIEVEMENT;
import static io.lingchuang.db.achievements.Tables.ADOPTION;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.platform.Tables.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.OpenHouse;
import io.lingchuang.Visitor;
import io.lingchuang.access.Actor;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A unit's clerk files what came to be there; the union above proves what it brings; nobody else has business with it. */
class LibraryTest extends OpenHouse {

    private static final byte[] PDF =
            "%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    Achievements achievements;

    @Autowired
    Benefits benefits;

    @Autowired
    Adoptions adoptions;

    @Autowired
    AdoptionReminders reminders;

    private long mine() {
        return dsl.select(NODE.ID)
                .from(NODE)
                .where(NODE.CODE.eq("QY001"))
                .fetchSingle()
                .value1();
    }

    private long filed(String title) {
        return achievements.add(
                actor("clerk"),
                new Draft(title, "井下供电系统改造", mine(), LocalDate.of(2023, 5, 1), List.of(maker("worker"))));
    }

    private Maker maker(String login) {
        return dsl.select(PERSON.ID, PERSON.NAME)
                .from(PERSON)
                .where(PERSON.ACCOUNT_ID.eq(actor(login).accountId()))
                .fetchSingle(r -> new Maker(r.value1(), r.value2()));
    }

    private static String title() {
        return "采煤机截割部快速换装方法" + COUNT.incrementAndGet();
    }

    @Test
    void a_clerk_files_one_and_it_is_found_by_two_characters_of_it() {
        Visitor clerk = visitor("clerk");
        String title = title();
        var answer = clerk.post(
                "/achievements/new",
                Map.of(
                        "title",
                        title,
                        "unit",
                        "QY001",
                        "finishedOn",
                        "2024-03-01",
                        "makers",
                        maker("worker").name() + "\n王外请",
                        "summary",
                        "缩短换装时间",
                        "version",
                        0));
        assertThat(answer.statusCode()).isEqualTo(302);
        String at = answer.headers().firstValue("Location").orElseThrow();
        assertThat(clerk.get(at).body()).contains(title, "王外请");
        assertThat(clerk.get("/achievements?q=换装").body()).contains(title);
        assertThat(clerk.get("/achievements?q=王外请&year=2024&state=OWN_USE").body())
                .contains(title);
        assertThat(clerk.get("/achievements?q=换装&year=2021").body()).doesNotContain(title);
        assertThat(clerk.bytes("/achievements.xlsx?q=换装").body()).startsWith('P', 'K');
        assertThat(visitor("worker").get("/my-achievements").body()).contains(title);
        assertThat(visitor("worker").get(at).body()).contains(title).doesNotContain(at + "/edit");
    }

    @Test
    void what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost() {
        var answer = visitor("clerk")
                .post(
                        "/achievements/new",
                        Map.of("title", "甲", "unit", "QY007", "finishedOn", "明天", "makers", "张三", "version", 0));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("明天", "张三", "无法识别");
        var foreign = visitor("clerk")
                .post(
                        "/achievements/new",
                        Map.of(
                                "title",
                                title(),
                                "unit",
                                "QY007",
                                "finishedOn",
                                "2024-01-01",
                                "makers",
                                "张三",
                                "version",
                                0));
        assertThat(foreign.statusCode()).isEqualTo(422);
        assertThat(foreign.body()).contains("它的成果不由您登记");
    }

    @Test
    void neighbours_do_not_learn_that_it_is_there_and_the_county_above_does() {
        String title = title();
        long id = filed(title);
        for (String stranger : List.of("clerk2", "worker2", "finance")) {
            assertThat(visitor(stranger).get("/achievements/" + id).statusCode())
                    .as(stranger)
                    .isEqualTo(404);
        }
        assertThat(visitor("clerk2").get("/achievements?q=换装").body()).doesNotContain(title);
        assertThat(visitor("county").get("/achievements?q=换装").body()).contains(title);
        assertThat(visitor("leader").get("/achievements/" + id).body())
                .contains(title)
                .doesNotContain("/edit");
    }

    @Test
    void a_number_is_taken_only_in_its_form() {
        long id = filed(title());
        String to = "/achievements/" + id + "/registrations";
        Visitor clerk = visitor("clerk");
        var wrong = clerk.post(to, Map.of("kind", "PATENT_GRANTED", "number", "ZL202010123456.3"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("校验位", "ZL202010123456.3");
        assertThat(clerk.post(to, Map.of("kind", "PATENT_GRANTED", "number", "ZL 2020 1 0123456.2"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(clerk.post(to, Map.of("kind", "PATENT_GRANTED", "number", "ZL202010123456.2"))
                        .body())
                .contains("已经登记");
        assertThat(clerk.get("/achievements?q=ZL202010123456.2").body()).contains("/achievements/" + id);
    }

    @Test
    void a_claim_is_proven_by_the_union_above_from_a_document_and_a_changed_claim_again() {
        long id = filed(title());
        Visitor clerk = visitor("clerk");
        Visitor county = visitor("county");
        String at = "/achievements/" + id;
        assertThat(clerk.post(at + "/benefits", Map.of("year", 2024, "claimed", "360000.50"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(county.get("/desk").body()).contains("效益待核实");
        var proof = new Visitor.Upload("proof", "证明.pdf", PDF);
        Map<String, String> said = Map.of("provenYear", "2024", "seen", "360000.50", "proven", "300000");
        assertThat(clerk.upload(at + "/benefits/prove", said, proof).statusCode())
                .isEqualTo(404);
        assertThat(county.upload(
                                at + "/benefits/prove",
                                Map.of("provenYear", "2024", "seen", "360000.50", "proven", "400000"),
                                proof)
                        .body())
                .contains("不能超过");
        assertThat(county.upload(at + "/benefits/prove", said, new Visitor.Upload("proof", "x.pdf", new byte[] {1, 2}))
                        .statusCode())
                .isEqualTo(422);
        assertThat(county.upload(at + "/benefits/prove", said, proof).statusCode())
                .isEqualTo(302);
        assertThat(county.get("/achievements?benefit=100000&q=换装").body()).contains(at);
        assertThat(county.get("/achievements?benefit=500000&q=换装").body()).doesNotContain(at + "\"");
        assertThat(benefits.of(id).getFirst().proven()).isEqualByComparingTo("300000");
        clerk.post(at + "/benefits", Map.of("year", 2024, "claimed", "380000"));
        assertThat(benefits.of(id).getFirst().proven()).isNull();
    }

    @Test
    void nobody_proves_what_they_claimed_themselves() {
        long id = filed(title());
        Visitor county = visitor("county");
        county.post("/achievements/" + id + "/benefits", Map.of("year", 2024, "claimed", "1000"));
        var answer = county.upload(
                "/achievements/" + id + "/benefits/prove",
                Map.of("provenYear", "2024", "seen", "1000", "proven", "1000"),
                new Visitor.Upload("proof", "证明.pdf", PDF));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("请由别人核实");
    }

    @Test
    void after_a_year_the_union_is_asked_once_what_it_brought_to_an_adopter() {
        String title = title();
        long id = filed(title);
        Visitor clerk = visitor("clerk");
        String at = "/achievements/" + id;
        LocalDate since = LocalDate.now(java.time.ZoneId.of("Asia/Shanghai"))
                .minusYears(2)
                .minusDays(3);
        assertThat(clerk.post(at + "/adoptions", Map.of("adopter", "相邻煤矿", "since", since))
                        .statusCode())
                .isEqualTo(302);
        reminders.run();
        reminders.run();
        assertThat(dsl.fetchCount(
                        MESSAGE,
                        MESSAGE.SUBJECT
                                .contains(title)
                                .and(MESSAGE.ACCOUNT_ID.eq(actor("clerk").accountId()))))
                .as("after one year and after two")
                .isEqualTo(2);
        assertThat(clerk.get("/desk").body()).contains("效益待填报");
        long adoption = dsl.select(ADOPTION.ID)
                .from(ADOPTION)
                .where(ADOPTION.ACHIEVEMENT_ID.eq(id))
                .fetchSingle()
                .value1();
        String to = at + "/adoptions/" + adoption + "/benefit";
        assertThat(clerk.post(to, Map.of("years", 3, "benefit", "5")).body()).contains("还没有满");
        assertThat(clerk.post(to, Map.of("years", 1, "benefit", "120000")).statusCode())
                .isEqualTo(302);
        Actor person = actor("clerk");
        assertThat(adoptions.due(person, 50))
                .filteredOn(d -> d.achievement() == id)
                .extracting(Adoptions.Due::years)
                .containsExactly(2);
        clerk.post(at + "/adoptions/" + adoption + "/end", Map.of());
        assertThat(adoptions.of(id).getFirst().endedOn()).isNotNull();
    }

    @Test
    void its_transfer_moves_only_as_the_rules_have_it() {
        long id = filed(title());
        Visitor clerk = visitor("clerk");
        String to = "/achievements/" + id + "/transfer";
        assertThat(clerk.post(to, Map.of("to", "TRANSFERRED", "receiver", "某厂")).body())
                .contains("不能这样变更");
        assertThat(clerk.post(to, Map.of("to", "OFFERED")).statusCode()).isEqualTo(302);
        assertThat(clerk.post(to, Map.of("to", "NEGOTIATING")).statusCode()).isEqualTo(302);
        assertThat(clerk.post(to, Map.of("to", "TRANSFERRED")).body()).contains("请填受让单位");
        assertThat(clerk.post(to, Map.of("to", "TRANSFERRED", "receiver", "相山机械厂"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(dsl.fetchExists(
                        ACHIEVEMENT,
                        ACHIEVEMENT
                                .ID
                                .eq(id)
                                .and(ACHIEVEMENT.STATE.eq("TRANSFERRED"))
                                .and(ACHIEVEMENT.RECEIVER.eq("相山机械厂"))))
                .isTrue();
    }

    @Test
    void files_are_for_those_who_may_read_it() {
        long id = filed(title());
        var answer = visitor("clerk")
                .upload("/achievements/" + id + "/files", Map.of(), new Visitor.Upload("file", "图纸.pdf", PDF));
        assertThat(answer.statusCode()).isEqualTo(302);
        String body = visitor("clerk").get("/achievements/" + id).body();
        String file = body.substring(body.indexOf("/files/") + 7, body.indexOf("/files/") + 43);
        assertThat(visitor("county").get("/files/" + file).statusCode()).isEqualTo(200);
        assertThat(visitor("clerk2").get("/files/" + file).statusCode()).isEqualTo(404);
        assertThat(stranger().get("/files/" + file).statusCode()).isIn(302, 404);
    }
}
