package io.lingchuang;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.ROLE_GRANT;
import static io.lingchuang.db.directory.Tables.PERSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.select;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.SignedIn;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The walk of every route as people of every kind and as nobody. What must happen is read from the route's own
 * declaration: nobody is taken to the sign-in page, whoever lacks the right finds nothing, and whatever is asked, nothing breaks.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesTest extends OpenHouse {

    private static final String NOBODY = "nobody";
    private static final Pattern INLINE =
            Pattern.compile("<script(?![^>]* src=)|<[^>]*\\s(style|on[a-z]+)=\"|javascript:", Pattern.CASE_INSENSITIVE);

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Autowired
    private CityAtWork city;

    private List<CityAtWork.Story> stories = List.of();
    private List<Route> routes = List.of();
    private static final int ALIKE = 3;

    private final Map<String, Actor> people = new LinkedHashMap<>();
    private final Map<Set<Right>, Integer> alike = new HashMap<>();

    @BeforeAll
    void readRoutesAndPeople() {
        stories = city.stories(this::actor);
        routes = Route.all(mapping);
        dsl.select(ACCOUNT.LOGIN)
                .from(ACCOUNT)
                .where(
                        ACCOUNT.STATE.eq("ACTIVE"),
                        ACCOUNT.PASSWORD_HASH.isNotNull(),
                        ACCOUNT.ID
                                .in(select(ROLE_GRANT.ACCOUNT_ID)
                                        .from(ROLE_GRANT)
                                        .where(ROLE_GRANT.REVOKED_AT.isNull()))
                                .or(ACCOUNT.ID.in(select(PERSON.ACCOUNT_ID).from(PERSON))))
                .orderBy(ACCOUNT.ID)
                .fetch(ACCOUNT.LOGIN)
                .forEach(this::walks);
    }

    /** Of people with the same rights so many: whose a thing is, the walk does not ask. */
    private void walks(String login) {
        Actor actor = actor(login);
        Set<Right> rights = EnumSet.noneOf(Right.class);
        Stream.of(Right.values()).filter(actor::may).forEach(rights::add);
        if (alike.merge(rights, 1, Integer::sum) <= ALIKE) {
            people.put(login, actor);
        }
    }

    @Test
    void every_route_says_who_may_come_in() {
        List<String> wrong = routes.stream()
                .filter(r -> Stream.of(Everyone.class, SignedIn.class, Allowed.class)
                                .filter(a -> r.handler().hasMethodAnnotation(a))
                                .count()
                        != 1)
                .map(r -> r + " in " + r.handler())
                .toList();
        assertThat(wrong)
                .as("routes without exactly one of @Everyone, @SignedIn, @Allowed")
                .isEmpty();
    }

    @Test
    void nobody_finds_the_set_up_of_a_house_that_is_open() {
        List<String> wrong = new ArrayList<>();
        List<Route> setup =
                routes.stream().filter(r -> r.pattern().startsWith("/setup")).toList();
        for (Route route : setup) {
            for (String who : everybody()) {
                for (String address : addresses(route)) {
                    int status = (route.method() == RequestMethod.POST
                                    ? browser(who).post(address, Map.of())
                                    : browser(who).get(address))
                            .statusCode();
                    if (status != 404) {
                        wrong.add(who + " " + route + ": " + status);
                    }
                }
            }
        }
        assertThat(setup).hasSizeGreaterThan(10);
        assertThat(wrong).isEmpty();
    }

    @Test
    void whoever_reads_gets_what_the_route_declares() {
        walk(RequestMethod.GET, (who, address, route) -> browser(who).get(address));
    }

    @Test
    void whoever_writes_gets_what_the_route_declares() {
        walk(RequestMethod.POST, (who, address, route) -> browser(who).post(address, Map.of()));
    }

    @Test
    void a_form_filled_in_by_somebody_who_may_breaks_nothing() {
        walk(
                RequestMethod.POST,
                (who, address, route) ->
                        may(who, route) ? browser(who).post(address, route.fields(this::plausible)) : null);
    }

    @Test
    void a_form_with_one_field_missing_breaks_nothing() {
        List<String> wrong = new ArrayList<>();
        for (Route route : routes) {
            Map<String, String> all = route.fields(this::plausible);
            for (String missing :
                    route.method() == RequestMethod.POST && all.size() > 1 ? all.keySet() : Set.<String>of()) {
                Map<String, String> rest = new LinkedHashMap<>(all);
                rest.remove(missing);
                people.keySet().stream().filter(who -> may(who, route)).limit(3).forEach(who -> {
                    for (String address : addresses(route)) {
                        String fault = fault(who, route, browser(who).post(address, rest));
                        if (fault != null) {
                            wrong.add(who + " POST " + address + " without " + missing + ": " + fault);
                        }
                    }
                });
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void no_rubbish_that_is_typed_breaks_anything() {
        walk(
                RequestMethod.POST,
                (who, address, route) ->
                        may(who, route) ? browser(who).post(address, route.fields(RoutesTest::hostile)) : null);
        walk(RequestMethod.GET, (who, address, route) -> {
            Map<String, String> typed = route.fields(RoutesTest::hostile);
            return may(who, route) && !typed.isEmpty() ? browser(who).get(address + "?" + Visitor.form(typed)) : null;
        });
    }

    @Test
    void nothing_is_taken_that_was_not_sent_from_a_page_of_ours() {
        List<String> wrong = new ArrayList<>();
        for (Route route : routes) {
            if (route.method() == RequestMethod.POST) {
                for (String who : List.of(NOBODY, "city")) {
                    int status = browser(who)
                            .postBare(addresses(route).getFirst(), Map.of("_once", UUID.randomUUID()))
                            .statusCode();
                    if (status != 403) {
                        wrong.add(who + " " + route + " without a CSRF token: " + status);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private interface Visit {
        @Nullable
        HttpResponse<String> make(String who, String address, Route route);
    }

    private void walk(RequestMethod method, Visit visit) {
        List<String> wrong = new ArrayList<>();
        int walked = 0;
        for (Route route : routes) {
            if (route.method() == method) {
                for (String who : everybody()) {
                    for (String address : addresses(route)) {
                        HttpResponse<String> answer = visit.make(who, address, route);
                        if (answer == null) {
                            continue;
                        }
                        String fault = fault(who, route, answer);
                        walked++;
                        if (fault != null) {
                            wrong.add(who + " " + method + " " + address + " (" + route.pattern() + "): " + fault);
                        }
                    }
                }
            }
        }
        assertThat(wrong).as(method + " of " + walked + " addresses").isEmpty();
        assertThat(walked).isGreaterThan(100);
    }

    private @Nullable String fault(String who, Route route, HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status >= 500) {
            return "broke with " + status;
        }
        if (answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")
                && INLINE.matcher(answer.body()).find()) {
            return "has script or style in the page, which the browser refuses, or which somebody typed in";
        }
        if (answer.body().contains("org.springframework.") || answer.body().contains("java.lang.")) {
            return "shows its inside";
        }
        if (route.declared(Everyone.class) != null) {
            return null;
        }
        if (who.equals(NOBODY)) {
            boolean sent = (status == 302 || status == 303)
                    && answer.headers().firstValue("Location").orElse("").endsWith("/sign-in");
            return sent || status == 401 || status == 403 ? null : "lets nobody in: " + status;
        }
        return may(who, route) || status == 404 ? null : "answers " + status + " to somebody without the right";
    }

    private boolean may(String who, Route route) {
        Allowed allowed = route.declared(Allowed.class);
        return route.declared(Everyone.class) != null
                || !who.equals(NOBODY)
                        && (allowed == null || Arrays.stream(allowed.value()).anyMatch(people.get(who)::may));
    }

    /** Something that fits: an id of the city where the field names a thing, a sentence, a day. */
    private String plausible(String name, Class<?> asked) {
        String id = stories.stream()
                .map(s -> s.id(name.equals("host") ? "node" : name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("0");
        return name.equals("website") // which only a machine fills in
                ? ""
                : asked == String.class
                        ? "情况属实，同意。"
                        : asked == LocalDate.class
                                ? "2026-11-12"
                                : asked == boolean.class || asked == Boolean.class
                                        ? "true"
                                        : name.equals("year") ? "2026" : id;
    }

    private static String hostile(String name, Class<?> asked) {
        return asked == String.class
                ? "\u0000\ud83d'); drop table x; -- <script>alert(1)</script> {0} % _ \\ " + "长".repeat(400)
                : "-99999999999999999999";
    }

    private List<String> everybody() {
        return Stream.concat(Stream.of(NOBODY), people.keySet().stream()).toList();
    }

    private final Visitor[] nobody = new Visitor[1];

    private Visitor browser(String who) {
        if (!who.equals(NOBODY)) {
            return visitor(who);
        }
        if (nobody[0] == null) {
            nobody[0] = stranger();
        }
        return nobody[0];
    }

    /** The route with ids of the city in it, one address a story that has them; and with ids of nothing, and with bent ones. */
    private List<String> addresses(Route route) {
        if (!route.pattern().contains("{")) {
            return List.of(route.pattern());
        }
        List<String> all = new ArrayList<>();
        for (CityAtWork.Story story : stories) {
            String address = route.filled(story);
            if (address != null) {
                all.add(address);
            }
        }
        all.addAll(route.bent());
        return all;
    }
}
