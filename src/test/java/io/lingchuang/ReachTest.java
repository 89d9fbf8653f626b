package io.lingchuang;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.web.Everyone;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every route × every role × own, foreign and parent node. What must happen follows from the right that the route declares, the roles
 * that the person holds, and where the route looks ({@link Reach}). Whoever is not meant finds nothing, and changes nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Import({NodePeople.class, WalkedCity.class})
class ReachTest extends OpenHouse {

    /** What goes on by itself while we walk: visits, forms that give their token back, jobs, messages on their way. */
    private static final String BY_ITSELF =
            "access.session|access.audit_(waiting|seal|head)|entries.(gram_census|common_gram)|insights.*|platform.once|.*scheduled_tasks|.*event_publication.*|platform.message";

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Autowired
    private WalkedCity city;

    @Autowired
    private NodePeople nodePeople;

    @Autowired
    private Tree tree;

    private List<Route> routes = List.of();
    private final List<Reach> lines = Reach.lines();
    private final Map<String, Actor> people = new LinkedHashMap<>();
    private final Map<String, Node> nodes = new HashMap<>();

    @BeforeAll
    void everybodyAtTheirPlace() {
        nodes.put("city", tree.city());
        nodes.put("host", tree.byCode("XSQ").orElseThrow());
        nodes.put("industry", tree.byCode("HBKY").orElseThrow());
        nodes.put("unit", tree.byCode("QY001").orElseThrow());
        nodePeople.everybody().forEach(login -> people.put(login, actor(login)));
        List.of("worker", "worker2", "expert1", "expert5").forEach(login -> people.put(login, actor(login)));
        people.keySet().forEach(this::visitor); // a first sign-in writes, too
        routes = Route.all(mapping);
        city.found(this::actor, people, nodes);
    }

    @Test
    void every_route_says_where_it_looks() {
        List<String> missing = routes.stream()
                .filter(r -> r.declared(Everyone.class) == null)
                .map(Route::toString)
                .filter(r -> lines.stream().noneMatch(l -> l.route().equals(r)))
                .toList();
        assertThat(missing)
                .as(
                        "routes that no line of src/test/resources/reach.txt speaks of; add one a route, as its head explains")
                .isEmpty();
        assertThat(new TreeSet<>(routes.stream().map(Route::toString).toList()))
                .as("lines of reach.txt whose route is gone")
                .containsAll(lines.stream().map(Reach::route).toList());
    }

    @Test
    void whoever_reads_reaches_what_is_theirs_and_finds_nothing_elsewhere() {
        List<String> wrong = new ArrayList<>();
        int[] walked = new int[2];
        each(RequestMethod.GET, (route, line, address) -> {
            for (String login : askedOf(route)) {
                boolean lets = line.lets(login, people.get(login), route, nodes::get);
                String query = line.fields().isEmpty() ? "" : "?" + Visitor.form(form(line));
                int status = visitor(login).get(address + query).statusCode();
                walked[lets ? 0 : 1]++;
                if (lets ? status == 404 || status >= 500 : status != 404) {
                    wrong.add(told(login, line, address + query, lets, status));
                }
            }
        });
        assertThat(wrong)
                .as("of %d let through and %d not", walked[0], walked[1])
                .isEmpty();
        assertThat(walked[0]).isGreaterThan(500);
        assertThat(walked[1]).isGreaterThan(1000);
    }

    @Test
    void whoever_has_no_business_there_changes_nothing() {
        List<String> wrong = new ArrayList<>();
        int[] walked = new int[1];
        each(RequestMethod.POST, (route, line, address) -> {
            Map<String, String> before = rows();
            for (String login : askedOf(route)) {
                Actor actor = people.get(login);
                if (line.lets(login, actor, route, nodes::get)) {
                    continue;
                }
                int status = send(login, route, line, address).statusCode();
                walked[0]++;
                if (status != 404
                        && !(line.inWords() && Reach.declared(actor, route) && status > 300 && status < 500)) {
                    wrong.add(told(login, line, address, false, status));
                }
                int wrongly = sendWrong(login, route, address).statusCode();
                if (wrongly != 404 && wrongly != 400 && line.fields().isEmpty()) {
                    wrong.add("with a wrong form " + told(login, line, address, false, wrongly));
                }
            }
            Map<String, String> after = rows();
            if (!after.equals(before)) {
                after.entrySet().removeAll(before.entrySet());
                wrong.add(line.route() + " changed " + after.keySet() + " for somebody who may not");
            }
        });
        assertThat(wrong).as("of %d forms", walked[0]).isEmpty();
        assertThat(walked[0]).isGreaterThan(1000);
    }

    @Test
    void whoever_has_business_there_is_heard() {
        List<String> wrong = new ArrayList<>();
        each(RequestMethod.POST, (route, line, address) -> {
            for (String login : people.keySet()) {
                if (line.lets(login, people.get(login), route, nodes::get)) {
                    var answer = send(login, route, line, address);
                    if (answer.statusCode() == 404 || answer.statusCode() >= 500) {
                        wrong.add(told(login, line, address, true, answer.statusCode()));
                    }
                    if (answer.statusCode() < 400
                            || answer.statusCode() == 422) { // a refused draft is saved all the same
                        city.tellAgain(line.story());
                    }
                    return;
                }
            }
            if (!line.who().equals("nobody")) {
                wrong.add(line + " lets nobody through");
            }
        });
        assertThat(wrong).isEmpty();
    }

    private interface Walk {
        void at(Route route, Reach line, String address);
    }

    private void each(RequestMethod method, Walk walk) {
        for (Reach line : lines) {
            routes.stream()
                    .filter(r -> r.method() == method && r.toString().equals(line.route()))
                    .forEach(route -> walk.at(route, line, address(route, line)));
        }
    }

    private String address(Route route, Reach line) {
        String address = route.filled(story(line, "-"));
        if (address == null) {
            throw new IllegalStateException("story " + line.story() + " has no id for " + line.route()
                    + ": name one in CityAtWork, or in WalkedCity");
        }
        return address;
    }

    /** Every field filled in with something that fits, so that it is the right that refuses; and a file where one is asked for. */
    private HttpResponse<String> send(String login, Route route, Reach line, String address) {
        Map<String, String> form = route.fields((name, asked) -> asked == String.class
                ? "情况属实，同意。"
                : asked == LocalDate.class ? "2026-11-12" : asked == boolean.class ? "true" : "0");
        form.putAll(form(line));
        for (var parameter : route.handler().getMethodParameters()) {
            RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
            if (asked != null && parameter.getParameter().toString().contains(MultipartFile.class.getName())) {
                String field =
                        asked.value().isEmpty() ? parameter.getParameter().getName() : asked.value();
                form.remove(field);
                return visitor(login).upload(address, form, new Visitor.Upload(field, "纪要.pdf", CityAtWork.PDF));
            }
        }
        return visitor(login).post(address, form);
    }

    /** The same form with nothing in it that fits: a page that comes back with its errors would be a side door. */
    private HttpResponse<String> sendWrong(String login, Route route, String address) {
        return visitor(login).post(address, route.fields((name, asked) -> asked == String.class ? "" : "?"));
    }

    private CityAtWork.Story story(Reach line, String otherwise) {
        CityAtWork.Story story = city.story(line.story());
        return story != null
                ? story
                : Objects.requireNonNullElseGet(city.story(otherwise), () -> new CityAtWork.Story("-", Map.of()));
    }

    private Map<String, String> form(Reach line) {
        return line.form(id -> story(line, "writing").id(id));
    }

    /** Those whom the declaration lets in, wherever they sit; of each other role one. */
    private List<String> askedOf(Route route) {
        TreeSet<String> rolesOut = new TreeSet<>();
        return people.keySet().stream()
                .filter(login ->
                        Reach.declared(people.get(login), route) || rolesOut.add(login.replaceAll("\\..*", "")))
                .toList();
    }

    private static String told(String login, Reach line, String address, boolean lets, int status) {
        return login + (lets ? " is not let through to " : " gets through to ") + line.route() + " (" + address + "): "
                + status + ", though reach.txt says: " + line.who();
    }

    /** A digest of every table. */
    private Map<String, String> rows() {
        Map<String, String> digests = new LinkedHashMap<>();
        dsl.resultQuery("""
                        select table_schema || '.' || table_name,
                          (xpath('//d/text()', query_to_xml(format(
                            'select md5(coalesce(string_agg(t::text, '';'' order by t::text), '''')) as d from %I.%I t',
                            table_schema, table_name), false, true, '')))[1]::text
                        from information_schema.tables
                        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')""").fetch().forEach(r -> {
            if (!r.get(0, String.class).matches(BY_ITSELF)) {
                digests.put(r.get(0, String.class), r.get(1, String.class));
            }
        });
        return digests;
    }
}
