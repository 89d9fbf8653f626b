package io.lingchuang;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Limited;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * No public route that takes something in answers the same address for ever. Each is asked, from an address of its own, until it says
 * no: those with {@link Limited} as it declares, the others as stands in the table here.
 */
class PublicLimitsTest extends OpenHouse {

    private interface Visit {
        HttpResponse<String> make(Visitor visitor, int time);
    }

    /** A limit kept in the route itself, because it counts something finer; and how to run into it. */
    private record Own(int times, Visit visit) {}

    private static final Map<String, Own> OWN = Map.of(
            "POST /setup/code",
            new Own(0, (v, n) -> v.post("/setup/code", Map.of())), // only in a house that nobody has opened
            "POST /sign-in/code",
            new Own(10, (v, n) -> v.post("/sign-in/code", Map.of("phone", "1360000" + (1000 + n)))),
            "POST /sign-in/code/enter",
            new Own(30, (v, n) -> v.post("/sign-in/code/enter", Map.of("phone", "13600000000", "code", "12345"))),
            "POST /notices/{id}/objections",
            new Own(0, (v, n) -> v.post("/notices/1/objections", Map.of())), // NoticesTest lodges until it is refused
            "GET /notices/receipts",
            new Own(30, (v, n) -> v.get("/notices/receipts?receipt=NONE" + n)),
            "GET /notices/receipts/{receipt}",
            new Own(30, (v, n) -> v.get("/notices/receipts/NONE" + n)),
            "GET /verify",
            new Own(60, (v, n) -> v.get("/verify?number=NONE" + n)),
            "GET /verify/{number}",
            new Own(60, (v, n) -> v.get("/verify/NONE" + n)));

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    private List<Route> takingSomethingIn() {
        return Route.all(mapping).stream()
                .filter(r -> r.declared(Everyone.class) != null)
                .filter(r -> !r.pattern().equals("/error"))
                // Behind the code that only the console knows, and gone once the house is open.
                .filter(r -> !r.pattern().startsWith("/setup/") || r.pattern().equals("/setup/code"))
                .filter(r -> r.method() != RequestMethod.GET || r.pattern().contains("{") || asks(r))
                .toList();
    }

    /** Reads something from the query: a field of its own, or the place in a list, which comes with the request. */
    private static boolean asks(Route route) {
        for (var parameter : route.handler().getMethodParameters()) {
            if (parameter.hasParameterAnnotation(RequestParam.class)) {
                return true;
            }
        }
        return route.pattern().startsWith("/results");
    }

    @Test
    void every_public_route_that_takes_something_in_has_a_limit() {
        List<String> without = takingSomethingIn().stream()
                .filter(r -> r.declared(Limited.class) == null && !OWN.containsKey(r.toString()))
                .map(Route::toString)
                .toList();
        assertThat(without)
                .as(
                        "public routes without a limit: put @Limited on the method, or, if the route keeps one itself, a line in OWN")
                .isEmpty();
        List<String> routes = takingSomethingIn().stream().map(Route::toString).toList();
        assertThat(routes).as("lines of OWN that are no route any more").containsAll(OWN.keySet());
    }

    @TestFactory
    List<DynamicTest> every_limit_is_kept() {
        List<DynamicTest> tests = new ArrayList<>();
        int street = 0;
        for (Route route : takingSomethingIn()) {
            Limited limited = route.declared(Limited.class);
            Own own = OWN.get(route.toString());
            int number = ++street;
            String address = route.pattern()
                    .replaceAll("\\{\\w+}", route.pattern().startsWith("/files") ? "" + new UUID(0, 9) : "999999999");
            if (limited != null) {
                Visit visit = route.method() == RequestMethod.POST
                        ? (v, n) -> v.post(address, Map.of())
                        : (v, n) -> v.get(address);
                tests.add(
                        DynamicTest.dynamicTest(route.toString(), () -> refused(number, limited.times(), visit, 429)));
            } else if (own != null && own.times() > 0) {
                tests.add(DynamicTest.dynamicTest(
                        route.toString(), () -> refused(number, own.times(), own.visit(), 409)));
            }
        }
        return tests;
    }

    /** So many are answered, the next is not; whoever comes from next door is. */
    private void refused(int street, int times, Visit visit, int status) {
        Visitor visitor = strangerFrom(200 + street / 200, street % 200);
        for (int i = 0; i < times; i++) {
            assertThat(visit.make(visitor, i).statusCode())
                    .as("time " + (i + 1))
                    .isNotIn(429, 409)
                    .isLessThan(500);
        }
        HttpResponse<String> answer = visit.make(visitor, times);
        assertThat(answer.statusCode()).as("once too often").isEqualTo(status);
        assertThat(answer.body()).contains("<h1>");
        assertThat(visit.make(strangerFrom(220, street), times).statusCode()).isNotEqualTo(status);
    }

    @Test
    void an_address_that_fails_all_day_is_not_heard_any_more() {
        Visitor guesser = strangerFrom(230, 1);
        for (int i = 0; i < 300; i++) {
            guesser.trySignIn("the-same-unknown", "wrong" + i);
        }
        assertThat(guesser.trySignIn("clerk", PASSWORD).headers().firstValue("Location"))
                .as("not even with a right password")
                .get()
                .asString()
                .endsWith("/sign-in?locked");
        assertThat(strangerFrom(230, 2).trySignIn("clerk", PASSWORD).headers().firstValue("Location"))
                .get()
                .asString()
                .endsWith("/desk");
    }
}
