package io.lingchuang.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.CityAtWork;
import io.lingchuang.OpenHouse;
import io.lingchuang.Visitor;
import io.lingchuang.access.Tree;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The dashboard, the big screen and the brief: they tell the same numbers as the figures that other programs get. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardTest extends OpenHouse {

    @Autowired
    private CityAtWork city;

    @Autowired
    private Tree tree;

    @Autowired
    private ObjectMapper json;

    @BeforeAll
    void somethingIsGoingOn() {
        city.stories(this::actor);
    }

    private Document page(String login, String address) {
        var answer = visitor(login).get(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    /** As GET /api/figures gives them, by code. */
    private Map<String, BigDecimal> figures(Visitor visitor) throws IOException {
        Map<String, BigDecimal> figures = new HashMap<>();
        JsonNode all = json.readTree(visitor.get("/api/figures?year=2026").body());
        (all.isArray() ? all : all.get("figures")).forEach(f -> {
            if (!f.get("value").isNull()) {
                figures.put(f.get("code").asString(), f.get("value").decimalValue());
            }
        });
        return figures;
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text.replace(",", ""));
    }

    private static String code(Element link) {
        return link.attr("href").replaceAll("/figures/([^?]+).*", "$1");
    }

    @Test
    void dashboard_and_screen_show_the_numbers_that_other_programs_get() throws Exception {
        Map<String, BigDecimal> figures = figures(visitor("city"));
        assertThat(figures).containsKeys("entry.handed_in", "entry.vetting");
        for (String address : new String[] {"/dashboard?year=2026", "/screen?year=2026"}) {
            var shown = page("city", address).select("dd a[href^=/figures/], .lc-pipe a");
            assertThat(shown).as(address).hasSizeGreaterThan(10);
            for (Element link : shown) {
                assertThat(number(link.text()))
                        .as("%s on %s", code(link), address)
                        .isEqualByComparingTo(figures.get(code(link)));
            }
        }
    }

    @Test
    void every_chart_has_a_table_beside_it_with_the_same_numbers() {
        for (String address : new String[] {"/dashboard?year=2026", "/screen?year=2026"}) {
            var charts = page("city", address).select("figure[data-chart]");
            assertThat(charts).as(address).hasSize(2);
            for (Element chart : charts) {
                assertThat(chart.select("th[data-series]")).isNotEmpty();
                for (Element cell : chart.select("td[data-value]:not([data-value=''])")) {
                    assertThat(number(cell.text())).isEqualByComparingTo(cell.attr("data-value"));
                }
            }
        }
    }

    @Test
    void a_clerk_sees_the_own_unit_and_nothing_of_another() {
        assertThat(page("clerk", "/dashboard").selectFirst("h1").text())
                .contains(tree.byCode("QY001").orElseThrow().name());
        long foreign = tree.byCode("QY007").orElseThrow().id();
        for (String address :
                new String[] {"/dashboard", "/dashboard.xlsx", "/screen", "/brief", "/brief.pdf", "/brief.txt"}) {
            assertThat(visitor("clerk").get(address + "?node=" + foreign).statusCode())
                    .as(address)
                    .isEqualTo(404);
        }
        assertThat(visitor("worker").get("/dashboard").statusCode()).isEqualTo(404);
    }

    @Test
    void a_day_or_year_that_is_none_is_said_beside_its_field_and_stays_as_it_was_typed() {
        var answer = visitor("city").get("/dashboard?day=2026-02-30&year=20x6");
        assertThat(answer.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select("form .lc-error")).hasSize(2);
        assertThat(page.selectFirst("input[name=year]").val()).isEqualTo("20x6");
        answer = visitor("city").get("/brief?from=2026-11-02&until=2026-11-01");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(answer.body()).select("form .lc-error")).hasSize(1);
    }

    @Test
    void the_brief_says_the_same_on_the_page_in_the_pdf_of_one_page_and_as_text() throws Exception {
        String period = "?from=2000-01-01";
        Document page = page("city", "/brief" + period);
        String text = visitor("city").get("/brief.txt" + period).body();
        byte[] pdf = visitor("city").bytes("/brief.pdf" + period).body();
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            String printed = new PDFTextStripper().getText(document).replaceAll("\\s", "");
            var sentences = page.select("article h2 + p");
            assertThat(sentences.eachText())
                    .hasSize(4)
                    .anySatisfy(s -> assertThat(s).contains("家").contains("在册职工"))
                    .anySatisfy(s -> assertThat(s).contains("创新工作室"));
            for (Element sentence : sentences) {
                assertThat(text).contains(sentence.text());
                assertThat(printed).contains(sentence.text().replaceAll("\\s", ""));
            }
        }
        assertThat(text).contains("已提交申报");
    }
}
