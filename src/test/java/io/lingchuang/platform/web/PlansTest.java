package io.lingchuang.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.OpenHouse;
import io.lingchuang.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.jooq.Query;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.conf.ParamType;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The queue and the public results, fifty thousand rows each: whatever is filtered or searched and wherever the page stands, no query that the
 * page sends reads more rows than ten times those of a page. The plans are those of the very statements that the page sent, both with what was
 * asked for known to the planner and without, as PostgreSQL may choose for a statement that comes again and again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Import(PlansTest.Listening.class)
class PlansTest extends OpenHouse {

    private static final int SIZE = 50_000;

    private static final int TIMES = 10;

    /** In seven of ten, in a few of a hundred, in none, one character, Latin letters in every one, and two words of which only one has the second. */
    private static final List<String> KEYWORDS = List.of("", "皮带", "扫码", "长城", "皮", "ll", "皮带 0000124");

    private static final List<Query> SENT = new CopyOnWriteArrayList<>();
    private static final AtomicBoolean LISTENS = new AtomicBoolean();

    @TestConfiguration
    static class Listening {

        @Bean
        ExecuteListenerProvider listens() {
            return new DefaultExecuteListenerProvider(new ExecuteListener() {
                @Override
                public void executeStart(ExecuteContext context) {
                    Query query = context.query();
                    if (LISTENS.get() && query instanceof ResultQuery<?>) {
                        SENT.add(query);
                    }
                }
            });
        }
    }

    @Autowired
    private ObjectMapper json;

    @BeforeAll
    void longLists() {
        dsl.connection(c -> {
            try (var statement = c.createStatement();
                    var script = getClass().getResourceAsStream("/long-lists.sql")) {
                statement.execute("select set_config('lists.size', '" + SIZE + "', false)");
                statement.execute(new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
                statement.execute("vacuum analyze");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void the_queue_reads_little_more_than_it_shows() {
        Visitor officer = stranger().signIn("lists", PASSWORD);
        Document first = Jsoup.parse(officer.get("/vetting").body());
        assertThat(first.select("tbody tr")).hasSize(Listing.PAGE);
        String call = Objects.requireNonNull(first.selectFirst("select[name=call] option:last-of-type"))
                .val();
        List<String> filters = List.of("", "call=" + call, "late=yes", "call=" + call + "&late=yes");
        assertThat(tooMuch(officer, "/vetting", filters)).isEmpty();
    }

    @Test
    void the_public_results_read_little_more_than_they_show() {
        long decision = decision();
        Visitor anybody = stranger();
        assertThat(Jsoup.parse(anybody.get("/results/" + decision).body()).select("tbody tr"))
                .hasSize(Listing.PAGE);
        assertThat(tooMuch(anybody, "/results/" + decision, List.of("", "tier=1", "tier=2", "tier=3")))
                .isEmpty();
    }

    /** One who reads all records finds the same, whichever end the pages are turned from. */
    @Test
    void pages_turned_forward_and_backward_are_the_whole_list_in_its_order() {
        List<String> waiting = dsl.fetch(
                        "select '/vetting/' || e.id from entries.entry e join access.node n on n.id = e.at_node_id"
                                + " where n.code = 'LISTS' and e.title like '%扫码%' and e.due_on < (now() at time zone 'Asia/Shanghai')::date order by e.due_on, e.id")
                .map(r -> r.get(0, String.class));
        assertThat(waiting).hasSizeGreaterThan(10 * Listing.PAGE);
        turned(stranger().signIn("lists", PASSWORD), "/vetting?late=yes&q=" + encode("扫码"), "tbody a", "href", waiting);
        List<String> titles = dsl.fetch(
                        "select e.title from awards.award a join entries.entry e on e.id = a.entry_id join calls.tier t"
                                + " on t.id = a.tier_id where t.position = 1 and e.title like '%扫码%' and a.decision_id = "
                                + decision()
                                + " order by a.id")
                .map(r -> r.get(0, String.class));
        assertThat(titles).hasSizeGreaterThan(3 * Listing.PAGE);
        turned(stranger(), "/results/" + decision() + "?tier=1&q=" + encode("扫码"), "tbody td:nth-child(2)", "", titles);
    }

    @Test
    void ten_pages_are_counted_and_all_for_whoever_asks() {
        Visitor anybody = stranger();
        String list = "/results/" + decision();
        Element counted = counted(anybody, list);
        assertThat(counted.text()).contains("200+").doesNotContain("50000");
        String exact = Objects.requireNonNull(counted.selectFirst("a")).attr("href");
        assertThat(counted(anybody, exact).text()).contains("50000").doesNotContain("+");
        assertThat(counted(anybody, exact).select("a"))
                .as("nothing left to ask")
                .isEmpty();
        assertThat(counted(anybody, list + "?q=0000124").text()).contains("1").doesNotContain("+");
    }

    private static Element counted(Visitor visitor, String address) {
        return Objects.requireNonNull(Jsoup.parse(visitor.get(address).body()).selectFirst(".lc-counted"));
    }

    private static void turned(Visitor visitor, String list, String cell, String attribute, List<String> expected) {
        List<String> forward = new ArrayList<>();
        List<String> backward = new ArrayList<>();
        for (String at = list; !at.isEmpty(); ) {
            Document page = Jsoup.parse(visitor.get(at).body());
            forward.addAll(read(page, cell, attribute));
            at = leads(page, "next");
        }
        for (String at = list + "&place=end"; !at.isEmpty(); ) {
            Document page = Jsoup.parse(visitor.get(at).body());
            backward.addAll(0, read(page, cell, attribute));
            at = leads(page, "prev");
        }
        assertThat(forward).isEqualTo(expected);
        assertThat(backward).isEqualTo(expected);
    }

    private static List<String> read(Document page, String cell, String attribute) {
        return attribute.isEmpty()
                ? page.select(cell).eachText()
                : page.select(cell).eachAttr(attribute);
    }

    private static String leads(Document page, String link) {
        Element leads = page.selectFirst(".lc-pager a[rel=" + link + "]");
        return leads == null ? "" : leads.attr("href");
    }

    private static String encode(String keyword) {
        return URLEncoder.encode(keyword, StandardCharsets.UTF_8);
    }

    private long decision() {
        return dsl.fetchSingle("select id from awards.decision where number = '列表〔2026〕1号'")
                .get(0, Long.class);
    }

    /** Each filter with each keyword: the first pages, back again, the last pages backward, and from the middle both ways. */
    private List<String> tooMuch(Visitor visitor, String list, List<String> filters) {
        Set<String> wrong = new LinkedHashSet<>();
        for (String filter : filters) {
            for (String keyword : KEYWORDS) {
                String first = list + "?" + filter + "&q=" + encode(keyword);
                String second = look(visitor, first, "next", wrong);
                String third = look(visitor, second, "next", wrong);
                look(visitor, look(visitor, third, "prev", wrong), "prev", wrong);
                String last = first + "&place=end";
                String lastButOne = look(visitor, last, "prev", wrong);
                look(visitor, look(visitor, lastButOne, "prev", wrong), "next", wrong);
                if (!second.isEmpty() && !lastButOne.isEmpty()) {
                    String middle = middle(second, lastButOne);
                    look(visitor, first + "&after=" + middle, "next", wrong);
                    look(visitor, first + "&before=" + middle, "prev", wrong);
                }
            }
        }
        return List.copyOf(wrong);
    }

    /** The place halfway between two: of each key, a day or a number, what lies in the middle. */
    private static String middle(String after, String before) {
        List<String> from = place(after, "after");
        List<String> to = place(before, "before");
        List<String> middle = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            middle.add(
                    from.get(i).contains("-")
                            ? LocalDate.ofEpochDay((LocalDate.parse(from.get(i)).toEpochDay()
                                                    + LocalDate.parse(to.get(i)).toEpochDay())
                                            / 2)
                                    .toString()
                            : String.valueOf((Long.parseLong(from.get(i)) + Long.parseLong(to.get(i))) / 2));
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\u001f", middle).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> place(String address, String name) {
        String value = Objects.requireNonNull(UriComponentsBuilder.fromUriString(address)
                .build()
                .getQueryParams()
                .getFirst(name));
        return List.of(new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8).split("\u001f"));
    }

    /** Looks at a page and at the plans behind it. Returns where its link leads, or nothing. */
    private String look(Visitor visitor, String address, String link, Set<String> wrong) {
        if (address.isEmpty()) {
            return "";
        }
        SENT.clear();
        LISTENS.set(true);
        Document page = Jsoup.parse(visitor.get(address).body());
        LISTENS.set(false);
        int shown = page.select("tbody tr").size();
        assertThat(SENT).as(address).isNotEmpty();
        for (Query sent : SENT) {
            String sql = sent.getSQL(ParamType.INLINED);
            long read = Math.max(read(dsl, sql), readUnknowing(sent));
            if (read > TIMES * Listing.PAGE) {
                wrong.add("%s shows %d, reads %d: %s".formatted(address, shown, read, sql));
            }
        }
        return leads(page, link);
    }

    /** As the planner does it when it has to have one plan for whatever may be asked. */
    private long readUnknowing(Query sent) {
        String sql = DSL.using(SQLDialect.POSTGRES, new Settings().withRenderNamedParamPrefix("$"))
                .renderNamedParams(sent);
        String values = sent.getBindValues().stream()
                .map(v -> DSL.using(SQLDialect.POSTGRES).renderInlined(DSL.val(v)))
                .collect(Collectors.joining(", "));
        return dsl.connectionResult(c -> {
            DSLContext one = DSL.using(c, SQLDialect.POSTGRES);
            one.execute("set plan_cache_mode = force_generic_plan");
            one.connection(raw -> {
                try (var prepares = raw.createStatement()) {
                    prepares.execute("prepare sent as " + sql);
                }
            });
            try {
                return read(one, "execute sent" + (values.isEmpty() ? "" : "(" + values + ")"));
            } finally {
                one.execute("deallocate sent");
                one.execute("reset plan_cache_mode");
            }
        });
    }

    private long read(DSLContext on, String sql) {
        return read(json.readTree(
                        on.fetchSingle("explain (analyze, format json) " + sql).get(0, String.class))
                .get(0)
                .get("Plan"));
    }

    /** The rows that all scans of tables and indexes in the plan gave or threw away. */
    private long read(JsonNode node) {
        long below = 0;
        for (JsonNode part : parts(node)) {
            below += read(part);
        }
        String kind = node.get("Node Type").asString();
        boolean scan = node.has("Relation Name") && kind.contains("Scan") && !kind.startsWith("Bitmap Index");
        double each = number(node, "Actual Rows")
                + number(node, "Rows Removed by Filter")
                + number(node, "Rows Removed by Index Recheck");
        return below + (scan ? Math.round(each * number(node, "Actual Loops")) : 0);
    }

    private static List<JsonNode> parts(JsonNode node) {
        JsonNode parts = node.get("Plans");
        List<JsonNode> all = new ArrayList<>();
        if (parts != null) {
            parts.forEach(all::add);
        }
        return all;
    }

    private static double number(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null ? 0 : value.asDouble();
    }
}
