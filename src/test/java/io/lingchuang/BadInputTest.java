package io.lingchuang;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.web.Everyone;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Generated bad input at every form and address, by people who may come there: nothing breaks, nothing is executed, nothing of the
 * inside shows. Every answer is looked at, and every page again after all of it was taken in. With -Dattacks.seed=N another round.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadInputTest extends OpenHouse {

    private static final long SEED = Long.getLong("attacks.seed", 20261126L);
    private static final int ROUNDS = Integer.getInteger("attacks.rounds", 3);

    private static final Pattern INSIDE = Pattern.compile(
            "org\\.springframework|java\\.lang\\.|io\\.lingchuang|org\\.jooq|org\\.postgresql|at [a-z.]+\\([A-Z]\\w+\\.java|PSQLException"
                    + "|(?i:select) \"?\\w+\"?\\.\"|(?i:insert into) \"|SQL \\[|/tmp/|root:x:0|Whitelabel|Apache Tomcat");

    private static final List<String> PEOPLE = List.of(
            "worker",
            "clerk",
            "county",
            "city",
            "chief",
            "finance",
            "leader",
            "supervisor",
            "expert1",
            "admin",
            "security",
            "audit");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Autowired
    private CityAtWork city;

    private List<CityAtWork.Story> stories = List.of();
    private List<Route> routes = List.of();
    private final Map<String, Actor> people = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();

    @BeforeAll
    void whoMayComeWhere() {
        stories = city.stories(this::actor);
        routes = Route.all(mapping);
        PEOPLE.forEach(login -> people.put(login, actor(login)));
    }

    @BeforeEach
    void nothingIsWrongYet() {
        wrong.clear();
    }

    /** Somebody who may come there. Public forms are limited by address, so each is sent from a new one. */
    private Visitor visitorOf(Route route, int round) {
        if (route.declared(Everyone.class) != null) {
            return strangerFrom(150 + Math.floorMod(route.pattern().hashCode(), 40), 1 + round % 250);
        }
        List<String> may = PEOPLE.stream()
                .filter(p -> Reach.declared(people.get(p), route))
                .toList();
        return visitor(may.get(round % may.size()));
    }

    private List<String> addresses(Route route) {
        Set<String> all = new LinkedHashSet<>();
        if (!route.pattern().contains("{")) {
            return List.of(route.pattern());
        }
        stories.forEach(s -> {
            String address = route.filled(s);
            if (address != null) {
                all.add(address);
            }
        });
        all.add(route.pattern().replaceAll("\\{\\w+}", "0"));
        return List.copyOf(all);
    }

    private void look(String what, HttpResponse<String> answer) {
        String printed = what.replaceAll("[^\\p{Graph} ]", "?");
        String of = printed.length() > 300 ? printed.substring(0, 300) + "…" : printed;
        if (answer.statusCode() >= 500) {
            wrong.add(of + ": broke with " + answer.statusCode());
        }
        if (INSIDE.matcher(answer.body()).find()) {
            wrong.add(of + ": shows its inside: " + found(INSIDE, answer.body()));
        }
        if (answer.headers().firstValue("Set-Cookie").orElse("").startsWith("a=b")) {
            wrong.add(of + ": lets a header be written");
        }
        if (!answer.headers()
                .firstValue("Location")
                .orElse("/")
                .matches("(/|https?://(localhost|127\\.0\\.0\\.1)[:/]).*")) {
            wrong.add(of + ": leads away to " + answer.headers().firstValue("Location"));
        }
        if (answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
            executes(answer.body()).forEach(e -> wrong.add(of + ": executes " + e));
        }
    }

    private static String found(Pattern pattern, String body) {
        var at = pattern.matcher(body);
        return at.find() ? body.substring(Math.max(0, at.start() - 40), Math.min(body.length(), at.end() + 60)) : "";
    }

    /** What a browser would run that is not ours. */
    static List<String> executes(String html) {
        List<String> run = new ArrayList<>();
        for (Element element : Jsoup.parse(html).getAllElements()) {
            if (element.normalName().matches("iframe|object|embed|svg|math|base")
                    || element.normalName().equals("script")
                            && !(element.attr("src").matches("/(static|webjars)/.*")
                                    && element.data().isBlank())) {
                run.add(element.outerHtml().lines().findFirst().orElse(""));
            }
            for (Attribute attribute : element.attributes()) {
                if (attribute.getKey().matches("on[a-z]+|style|srcdoc|formaction")
                        || attribute
                                        .getValue()
                                        .strip()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .startsWith("javascript:")
                                && !attribute.getKey().matches("value|data-.*|title|placeholder")) {
                    run.add(element.normalName() + " " + attribute);
                }
            }
        }
        return run;
    }

    @Test
    @Order(1)
    void no_form_breaks_on_what_no_person_types() {
        int sent = 0;
        for (Route route : routes) {
            if (route.method() != RequestMethod.POST) {
                continue;
            }
            for (int round = 0; round < ROUNDS; round++) {
                BadInput bad = new BadInput(SEED + route.toString().hashCode() * 31L + round);
                Map<String, Object> form = bad.bent(route.fields((name, asked) -> bad.of(asked)));
                for (String address : addresses(route)) {
                    look(
                            "round " + round + " POST " + address + " " + form,
                            visitorOf(route, round).post(address, form));
                    sent++;
                }
            }
        }
        assertThat(wrong).as("of " + sent + " forms, seed " + SEED).isEmpty();
        assertThat(sent).isGreaterThan(500);
    }

    @Test
    @Order(2)
    void no_address_breaks_on_what_no_page_links_to() {
        int sent = 0;
        for (Route route : routes) {
            if (route.method() != RequestMethod.GET || route.pattern().equals("/error")) {
                continue;
            }
            for (int round = 0; round < ROUNDS; round++) {
                BadInput bad = new BadInput(SEED + route.toString().hashCode() * 17L + round);
                Map<String, String> fields = route.fields((name, asked) -> bad.of(asked));
                List.of("q", "after", "before", "lang").forEach(f -> fields.putIfAbsent(f, bad.text()));
                fields.replaceAll((name, value) -> value.length() > 1500 ? value.substring(0, 1500) : value);
                String query = "?" + Visitor.form(bad.bent(fields));
                query = query.length() > 6000 ? query.substring(0, 6000).replaceFirst("%[0-9A-F]?$", "") : query;
                String bent = route.pattern()
                        .replaceAll(
                                "\\{\\w+}",
                                java.util.regex.Matcher.quoteReplacement(List.of(
                                                "%00",
                                                "..%2f..%2fetc",
                                                "1;a=b",
                                                "%C0%AF",
                                                "99999999999999999999",
                                                "%E2%80%AE1",
                                                "1%0d%0aX:y")
                                        .get(Math.floorMod(new Random(SEED + round).nextInt(), 7))));
                look("round " + round + " GET " + bent, visitorOf(route, round).get(bent));
                String address = addresses(route).getFirst() + query;
                look(
                        "round " + round + " GET " + address,
                        visitorOf(route, round).get(address));
                sent += 2;
            }
        }
        assertThat(wrong).as("of " + sent + " addresses, seed " + SEED).isEmpty();
    }

    @Test
    @Order(3)
    void no_body_breaks_that_is_not_what_it_says() {
        Visitor officer = visitor("city");
        BadInput bad = new BadInput(SEED);
        for (Route route : routes) {
            if (route.method() == RequestMethod.POST
                    && Reach.declared(people.get("city"), route)
                    && route.declared(Everyone.class) == null) {
                String address = addresses(route).getLast();
                for (var body : bad.bodies()) {
                    look(
                            "POST " + address + " as " + body.getKey(),
                            officer.post(
                                    address,
                                    Map.of("Content-Type", body.getKey(), "X-CSRF-TOKEN", officer.csrf()),
                                    body.getValue()));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    @Order(4)
    void no_header_breaks_anything_or_leads_anybody_away() {
        for (Map<String, String> headers : List.of(
                Map.of("X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https", "X-Forwarded-Port", "99999"),
                Map.of("X-Forwarded-For", "'; drop table access.audit; --"),
                Map.of("Forwarded", "host=evil.example;for=\"<script>\""),
                Map.of("Referer", "http://evil.example/\"><script>"),
                Map.of("Accept-Language", "xx-" + "y".repeat(3000)),
                Map.of("Accept", "application/../../x"),
                Map.of("User-Agent", "<script>alert(1)</script>".repeat(200)),
                Map.of("Cookie", "lang=" + "z".repeat(3000) + "; JSESSIONID=../../x; a=\"\\"),
                Map.of("HX-Request", "true", "HX-Current-URL", "javascript:1"),
                Map.of("Range", "bytes=5-1,99999999999999999999-"),
                Map.of("If-Modified-Since", "never"),
                Map.of("X-Original-URL", "/accounts", "X-Rewrite-URL", "/accounts"),
                Map.of("X-HTTP-Method-Override", "DELETE"))) {
            for (String address : List.of("/", "/desk", "/sign-in", "/no-such-page", "/results", "/static/app.js")) {
                HttpResponse<String> answer = stranger().get(address, headers);
                look("GET " + address + " with " + headers, answer);
                if (answer.body().contains("evil.example")) {
                    wrong.add("GET " + address + " repeats " + headers);
                }
                assertThat(answer.statusCode()).as(address + headers).isNotEqualTo(500);
            }
        }
        Visitor guest = stranger();
        guest.post(
                "/sign-in",
                Map.of(
                        "User-Agent",
                        "<script>alert(1)</script>".repeat(100),
                        "X-CSRF-TOKEN",
                        guest.csrf(),
                        "Content-Type",
                        "application/x-www-form-urlencoded"),
                ("username=worker&password=" + PASSWORD).getBytes());
        look("GET /account by a browser with a strange name", guest.get("/account"));
        assertThat(wrong).isEmpty();
    }

    @Test
    @Order(5)
    void no_name_of_a_file_leaves_its_folder_or_breaks_a_page() {
        Visitor worker = visitor("worker");
        for (String name : List.of(
                "../../../etc/cron.d/x.pdf",
                "..\\..\\x.pdf",
                "a\u0007b\u202Efdp.exe",
                "<img src=x onerror=1>.pdf",
                "x".repeat(2000) + ".pdf",
                "con.pdf",
                " .pdf",
                "a;b=c.pdf",
                "名\uD83D.pdf")) {
            for (Route route : routes) {
                boolean takesFile = java.util.Arrays.stream(route.handler().getMethodParameters())
                        .anyMatch(p -> p.getParameter().toString().contains(MultipartFile.class.getName()));
                if (route.method() == RequestMethod.POST && takesFile && Reach.declared(people.get("city"), route)) {
                    for (String address : addresses(route)) {
                        look(
                                "POST " + address + " a file " + name,
                                visitor("city")
                                        .upload(
                                                address,
                                                route.fields((n, asked) -> asked == String.class ? "同意" : "0"),
                                                new Visitor.Upload("file", name, CityAtWork.PDF)));
                    }
                }
            }
            String entry = stories.getFirst().id("entry");
            look(
                    "a worker's file " + name,
                    worker.upload(
                            "/entries/" + entry + "/sealed",
                            Map.of(),
                            new Visitor.Upload("file", name, CityAtWork.PDF)));
        }
        assertThat(wrong).isEmpty();
    }

    /** Whatever was taken in is shown somewhere: to officers, to the audit, to the public. */
    @Test
    @Order(6)
    void whatever_was_taken_in_is_only_text_wherever_it_is_shown() {
        String attack = "<script>alert('lc-broke-in')</script>\"' onmouseover=lc()";
        dsl.update(ENTRY)
                .set(ENTRY.TITLE, attack)
                .where(ENTRY.TITLE.like("皮带机%"))
                .execute();
        dsl.execute(
                "update directory.person set name = '<b onclick=x>' where id in (select id from directory.person limit 5)");
        dsl.execute("update access.node set name = '<svg/onload=lc()>' where kind = 'BRANCH'");
        dsl.execute("update calls.call set title = {0}", attack);
        dsl.execute("update platform.message set subject = {0}", attack);
        int shown = 0;
        for (Route route : routes) {
            if (route.method() != RequestMethod.GET || route.pattern().equals("/error")) {
                continue;
            }
            for (String address : addresses(route)) {
                int round = route.pattern().hashCode();
                HttpResponse<String> answer =
                        visitorOf(route, Math.floorMod(round, 7)).get(address);
                look("GET " + address, answer);
                shown += answer.body().contains("lc-broke-in") ? 1 : 0;
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(shown).as("pages that show what was typed").isGreaterThan(5);
    }

    @Test
    @Order(7)
    void a_page_that_would_run_what_was_typed_is_told() {
        assertThat(executes("<p onclick='x()'>a</p>")).hasSize(1);
        assertThat(executes("<a href=' JavaScript:x()'>a</a>")).hasSize(1);
        assertThat(executes("<script>x()</script>")).hasSize(1);
        assertThat(
                        executes(
                                "<p>&lt;script&gt;</p><input value=\"javascript:x()\"><script src=\"/static/app.js\"></script>"))
                .isEmpty();
    }
}
