package io.lingchuang;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Role;
import io.lingchuang.access.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Somebody else's address typed in: everybody sees what lies on their own line and nothing else. The worker's entry belongs to a
 * mine, under the district of Xiangshan by territory and under the mining union by industry; the others stand beside that line.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SightTest extends OpenHouse {

    /** story, address, who sees it. */
    private static final String SIGHT = """
            writing   /entries/{entry}             worker
            writing   /entries/{entry}/edit        worker
            writing   /entries/{entry}/form.pdf    worker
            writing   /entries/{entry}/similar     worker
            writing   /vetting/{entry}
            writing   /files/{file}                worker
            writing   /jobs/{job}                  worker
            writing   /accounts/{account}          admin
            writing   /roles/{role}                security
            writing   /audit                       audit
            writing   /calendar                    admin
            vetting   /entries/{entry}             worker clerk mining county city chief leader
            vetting   /entries/{entry}/form.pdf    worker clerk mining county city chief leader
            vetting   /entries/{entry}/compare/{entry} clerk mining county city chief leader
            vetting   /vetting/{entry}             clerk mining county city chief leader
            vetting   /files/{file}                worker clerk mining county city chief leader
            vetting   /calls/{call}                clerk clerk2 mining county county2 city chief leader
            vetting   /calls/{call}/board          clerk clerk2 mining county county2 city chief leader
            vetting   /calls/{call}/edit/basics    city
            vetting   /calls/{call}/preview        city
            vetting   /calls/{call}/panels         city
            vetting   /calls/{call}/proposal       city chief
            vetting   /calls/{call}/money          city chief finance
            vetting   /figures                     clerk clerk2 mining county county2 city chief leader
            vetting   /figures?node={enterprise}   clerk mining county city chief leader
            vetting   /api/figures?node={enterprise} clerk mining county city chief leader
            vetting   /figures/entry.late?node={enterprise} clerk mining county city chief leader
            vetting   /figures/entry.late.xlsx?node={enterprise} clerk mining county city chief leader
            vetting   /figures/prize.paid?node={city} city chief leader
            vetting   /figures/objection.open?node={city} city chief
            judged    /panels/{panel}              city expert1
            judged    /panels/{panel}/ranking.xlsx city expert1
            judged    /scoring/{sheet}             expert1
            judged    /calls/{call}/notices/{notice} city chief
            judged    /calls/{call}/notices/{notice}/edit city
            judged    /objections/{objection}      city chief
            awarded   /awards/{award}              city chief leader
            awarded   /decisions/{decision}        city chief leader
            awarded   /decisions/{decision}/document.pdf city chief leader
            awarded   /certificates/{certificate}.pdf worker city
            awarded   /payouts/{batch}             city chief finance
            awarded   /payouts/{batch}/sheet.xlsx
            prepared  /calls/{call}                city chief leader
            prepared  /calls/{call}/edit/basics    city
            prepared  /calls/{call}/preview        city
            prepared  /calls/{call}/board
            prepared  /calls/{call}/entries.xlsx
            prepared  /calls/{call}/silent.xlsx
            prepared  /calls/{call}/ranking
            prepared  /calls/{call}/participation
            """;

    @Autowired
    private CityAtWork city;

    @Autowired
    private Tree tree;

    private final Map<String, CityAtWork.Story> stories = new LinkedHashMap<>();
    private final Set<String> people = new TreeSet<>();

    @BeforeAll
    void everybodyIsThere() {
        city.stories(this::actor).forEach(s -> stories.put(s.name(), s));
        people.addAll(List.of(
                "worker",
                "worker2",
                "worker3",
                "clerk",
                "clerk2",
                "mining",
                "county",
                "city",
                "chief",
                "finance",
                "leader",
                "expert1",
                "expert2",
                "expert5",
                "admin",
                "security",
                "audit"));
        officer("county2", "DJQ");
        people.add("county2");
    }

    /** An officer of another district, beside the line. */
    private void officer(String login, String node) {
        long id = accounts.create(Actor.system(), login, "邻区干部", null, PASSWORD);
        accounts.grant(
                Actor.system(),
                id,
                Role.OFFICER,
                tree.byCode(node).orElseThrow().id(),
                null);
    }

    @Test
    void everybody_sees_their_own_line_and_nothing_else() {
        List<String> wrong = new ArrayList<>();
        SIGHT.lines().forEach(line -> {
            String[] words = line.trim().split("\\s+");
            String address = address(words[0], words[1]);
            Set<String> expected = new TreeSet<>(Arrays.asList(words).subList(2, words.length));
            Set<String> seen = new TreeSet<>();
            for (String login : people) {
                int status = visitor(login).get(address).statusCode();
                if (status == 200) {
                    seen.add(login);
                } else if (status != 404) {
                    wrong.add(words[0] + " " + words[1] + " tells " + login + " that it is there: " + status);
                }
            }
            if (!seen.equals(expected)) {
                wrong.add(words[0] + " " + words[1] + " is seen by " + seen + ", not by " + expected);
            }
            if (stranger().get(address).statusCode() == 200) {
                wrong.add(words[0] + " " + words[1] + " is seen by anybody");
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void lists_hold_nothing_from_beside_the_line() {
        String entry = stories.get("vetting").id("entry");
        String call = stories.get("vetting").id("call");
        String title = dsl.select(ENTRY.TITLE)
                .from(ENTRY)
                .where(ENTRY.ID.eq(Long.valueOf(entry)))
                .fetchSingle()
                .value1();
        for (String login : List.of("clerk", "mining", "county", "city", "chief", "leader")) {
            assertThat(visitor(login).get("/calls/" + call + "/entries").body())
                    .as(login)
                    .contains(title);
        }
        for (String login : List.of("clerk2", "county2")) {
            assertThat(visitor(login).get("/calls/" + call + "/entries").body())
                    .as(login)
                    .doesNotContain(title);
            assertThat(visitor(login).get("/vetting").body()).as(login).doesNotContain(title);
            assertThat(visitor(login).get("/entries").body()).as(login).doesNotContain(title);
        }
        assertThat(visitor("clerk").get("/vetting").body()).contains(title);
        assertThat(visitor("worker2").get("/entries").body()).doesNotContain(title);
    }

    /** The sheet that an expert scores names nobody: neither the person nor the unit. */
    @Test
    void an_expert_does_not_learn_whose_entry_it_is() {
        var judged = stories.get("judged");
        assertThat(visitor("expert1").get("/scoring/" + judged.id("sheet")).body())
                .doesNotContain("陈立新", "临涣煤矿", "WALK-");
        assertThat(visitor("expert1").get("/scoring").body()).doesNotContain("陈立新", "临涣煤矿", "WALK-");
        assertThat(visitor("expert1").get("/entries/" + judged.id("entry")).statusCode())
                .isEqualTo(404);
        assertThat(visitor("expert1").get("/files/" + judged.id("file")).statusCode())
                .isEqualTo(404);
    }

    private String address(String story, String pattern) {
        return Pattern.compile("\\{(\\w+)}")
                .matcher(pattern)
                .replaceAll(v -> stories.get(story).id(v.group(1)));
    }
}
