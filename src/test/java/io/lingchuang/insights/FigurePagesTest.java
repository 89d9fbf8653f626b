package io.lingchuang.insights;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.CityAtWork;
import io.lingchuang.OpenHouse;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.ListRequest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The catalogue, the records behind each number, and the figures for other programs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FigurePagesTest extends OpenHouse {

    @Autowired
    private CityAtWork city;

    @Autowired
    private Tree tree;

    @Autowired
    private Indicators indicators;

    @Autowired
    private FigureLists lists;

    @Autowired
    private Figures figures;

    @Autowired
    private Today today;

    @Autowired
    private ObjectMapper json;

    private List<CityAtWork.Story> stories;

    @BeforeAll
    void everythingIsThere() {
        stories = city.stories(this::actor);
    }

    @Test
    void every_published_figure_stands_in_the_catalogue_as_it_was_published() throws Exception {
        String file = new ClassPathResource("insights/figures.csv").getContentAsString(StandardCharsets.UTF_8);
        Map<String, String> published = new TreeMap<>();
        file.lines().skip(1).forEach(line -> {
            String[] cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
            published.put(cells[0], cells[3] + cells[4] + " " + cells[5]);
        });
        Map<String, String> here = new TreeMap<>();
        indicators.all().stream().filter(i -> i.published() != null).forEach(i -> {
            var p = i.published();
            here.put(i.code(), p.comparison().sign() + p.value() + " " + i.unit());
        });
        assertThat(published).hasSize(35);
        assertThat(here).isEqualTo(published);
    }

    @Test
    void a_figure_whose_part_is_not_built_shows_no_number_and_says_so() {
        var rows = Jsoup.parse(visitor("city").get("/figures").body()).select("tbody tr");
        assertThat(rows).hasSize(indicators.all().size());
        var loans = rows.stream()
                .filter(r -> r.text().contains("loan.credit"))
                .findFirst()
                .orElseThrow();
        assertThat(loans.text()).contains("尚未建设", "221,000,000", "待建设");
        assertThat(loans.select("td").first().text()).doesNotContain("0");
        assertThat(api("city", "").get("loan.credit").get("value").isNull()).isTrue();
        assertThat(api("city", "").get("loan.credit").get("state").asString()).isEqualTo("NOT_BUILT");
    }

    @Test
    void the_records_behind_a_number_add_up_to_it() {
        var actor = actor("city");
        int counted = 0;
        for (String code : List.of("HB", "XSQ", "QY001")) {
            var node = tree.byCode(code).orElse(null);
            if (node == null) {
                continue;
            }
            for (String programme : List.of("", "FIVE_SMALL")) {
                Look look = new Look(node, 2026, today.today(), programme);
                for (Figure figure : figures.figures(actor, node, 2026, today.today(), programme)) {
                    BigDecimal[] sum = {BigDecimal.ZERO};
                    lists.records(actor, figure.indicator().code(), look, page())
                            .each(ListRequest.none(), r -> sum[0] = sum[0].add(r.amount()));
                    assertThat(sum[0])
                            .as(figure.indicator().code() + " at " + code + " " + programme)
                            .isEqualByComparingTo(figure.value() == null ? BigDecimal.ZERO : figure.value());
                    counted += figure.value() != null && figure.value().signum() > 0 ? 1 : 0;
                }
            }
        }
        assertThat(counted).isGreaterThan(15);
    }

    @Test
    void a_click_on_the_number_leads_to_its_records_and_their_sheet() {
        var link = Jsoup.parse(visitor("clerk").get("/figures?year=2026").body())
                .select("a[href^=/figures/entry.handed_in?]")
                .first();
        String list = visitor("clerk").get(link.attr("href")).body();
        assertThat(Jsoup.parse(list).select(".lc-counted").text()).contains(link.text());
        var sheet = visitor("clerk").get(link.attr("href").replace("entry.handed_in?", "entry.handed_in.xlsx?"));
        assertThat(sheet.statusCode()).isEqualTo(200);
        assertThat(sheet.headers().firstValue("Content-Type").orElse("")).contains("spreadsheetml");
    }

    @Test
    void other_programs_get_the_numbers_of_the_pages_and_no_more() {
        long mine = tree.byCode("QY001").orElseThrow().id();
        var line = api("clerk", "?node=" + mine + "&year=2026&day=" + today.today())
                .get("entry.handed_in");
        assertThat(line.get("value").asInt()).isPositive();
        assertThat(line.get("unit").asString()).isEqualTo("entries");
        assertThat(line.get("day").asString()).isEqualTo(today.today().toString());
        assertThat(line.get("node").asLong()).isEqualTo(mine);
        assertThat(visitor("clerk2").get("/api/figures?node=" + mine).statusCode())
                .isEqualTo(404);
        assertThat(visitor("clerk").get("/api/figures?node=" + tree.city().id()).statusCode())
                .isEqualTo(404);
        assertThat(visitor("worker").get("/api/figures").statusCode()).isEqualTo(404);
        assertThat(api("leader", "")).doesNotContainKey("objection.open");
        assertThat(api("city", "")).containsKey("objection.open");
    }

    @Test
    void a_day_or_year_that_is_none_is_named() {
        for (String bad : List.of(
                "day=gestern", "day=2026-02-30", "year=26", "year=x", "node=abc", "node=99999999999999999999")) {
            var answer = visitor("city").get("/api/figures?" + bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .as(bad)
                    .contains("application/problem+json");
            assertThat(json.readTree(answer.body()).get("field").asString())
                    .as(bad)
                    .isEqualTo(bad.split("=")[0]);
            assertThat(visitor("city").get("/figures?" + bad).statusCode())
                    .as(bad)
                    .isEqualTo(400);
        }
    }

    /** A leader follows figures and has no business with who people are. */
    @Test
    void names_of_people_show_only_to_those_whose_work_needs_them() {
        String address = "/figures/directory.people?node="
                + tree.byCode("QY001").orElseThrow().id();
        List<String> shown = names("leader", address);
        assertThat(shown).hasSize(20).allMatch(n -> n.matches(".\\*+"));
        assertThat(names("clerk", address)).hasSize(20).noneMatch(n -> n.contains("*"));
    }

    private List<String> names(String login, String address) {
        return Jsoup.parse(visitor(login).get(address).body())
                .select("tbody tr > :first-child")
                .eachText();
    }

    /** What somebody must not see makes no difference to what they are told: not in a number, not in a list. */
    @Test
    void an_entry_beside_ones_line_changes_nothing_that_one_sees() {
        List<String> looks = List.of("/api/figures", "/figures/entry.handed_in", "/figures/unit.handed_in");
        List<String> before = looks.stream().map(l -> seen("clerk2", l)).toList();
        String own = seen("clerk", "/api/figures");
        long entry = Long.parseLong(stories.get(1).id("entry"));
        dsl.execute(
                "insert into entries.entry (call_id, unit_node_id, number, title, state, created_by, submitted_at)"
                        + " select call_id, unit_node_id, 'BESIDE', '旁人的申报', 'ACCEPTED', created_by, submitted_at from entries.entry where id = ?",
                entry);
        assertThat(looks.stream().map(l -> seen("clerk2", l)).toList()).isEqualTo(before);
        assertThat(seen("clerk", "/api/figures")).isNotEqualTo(own);
        // A draft is nobody's but its writer's.
        String city = seen("city", "/api/figures");
        dsl.insertInto(ENTRY)
                .set(ENTRY.CALL_ID, Long.valueOf(stories.get(1).id("call")))
                .set(ENTRY.UNIT_NODE_ID, tree.byCode("QY001").orElseThrow().id())
                .set(ENTRY.CREATED_BY, actor("worker").accountId())
                .execute();
        assertThat(seen("city", "/api/figures")).isEqualTo(city);
    }

    private String seen(String login, String address) {
        String body = visitor(login).get(address + "?year=2026").body();
        return body.startsWith("[") ? body : Jsoup.parse(body).select("main").text();
    }

    private Map<String, JsonNode> api(String login, String query) {
        var answer = visitor(login).get("/api/figures" + query);
        assertThat(answer.statusCode()).isEqualTo(200);
        Map<String, JsonNode> lines = new TreeMap<>();
        json.readTree(answer.body()).forEach(l -> lines.put(l.get("code").asString(), l));
        return lines;
    }

    @Autowired
    private org.springframework.context.MessageSource messages;

    private io.lingchuang.platform.web.Page page() {
        return new io.lingchuang.platform.web.Page(
                messages,
                java.util.Locale.SIMPLIFIED_CHINESE,
                null,
                "/figures",
                "",
                "",
                "",
                null,
                List.of(),
                List.of(),
                null,
                0,
                false,
                false);
    }
}
