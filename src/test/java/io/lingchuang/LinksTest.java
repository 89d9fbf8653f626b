package io.lingchuang;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Whoever follows what a page offers them comes to something: no link leads nowhere, no form goes to an address that takes none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinksTest extends OpenHouse {

    /** Of pages that differ only by their numbers so many are looked at. */
    private static final int ALIKE = 2;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Autowired
    private CityAtWork city;

    @BeforeAll
    void somethingToLinkTo() {
        city.stories(this::actor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nobody",
                "worker",
                "clerk",
                "mining",
                "city",
                "chief",
                "finance",
                "leader",
                "supervisor",
                "expert1",
                "admin",
                "security",
                "audit"
            })
    void every_link_leads_somewhere(String login) {
        Visitor visitor = login.equals("nobody") ? stranger() : visitor(login);
        Set<String> wrong = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        Map<String, Integer> alike = new HashMap<>();
        Deque<String[]> way = new ArrayDeque<>(List.of(
                new String[] {"/", "the start"},
                new String[] {login.equals("nobody") ? "/notices" : "/desk", "the start"}));
        while (!way.isEmpty()) {
            String[] step = way.removeFirst();
            String address = step[0].replaceFirst("#.*", "");
            if (seen.add(address) && alike.merge(shape(address), 1, Integer::sum) <= most(address)) {
                HttpResponse<String> answer = visitor.get(address);
                // Too often from one address is an answer too: all who walk here come from the same one.
                if (answer.statusCode() >= 400 && answer.statusCode() != 409 && answer.statusCode() != 429) {
                    wrong.add(step[1] + " links to " + address + ": " + answer.statusCode());
                } else if (answer.headers()
                        .firstValue("Content-Type")
                        .orElse("")
                        .startsWith("text/html")) {
                    Document page = Jsoup.parse(answer.body());
                    forms(page).stream()
                            .filter(f -> !taken(f))
                            .forEach(f -> wrong.add(address + " has a form to " + f + ", which takes none"));
                    for (String link : links(page)) {
                        way.add(new String[] {link, address});
                    }
                }
            }
        }
        visitor.get("/?lang=zh-CN"); // the walk went through both languages; this browser is not ours alone
        assertThat(wrong).isEmpty();
        assertThat(seen).as("what " + login + " found").hasSizeGreaterThan(5);
    }

    /** A sheet is drawn for everybody who asks, and takes its time: one of a kind is enough. */
    private static int most(String address) {
        return address.matches(".*[.](pdf|xlsx|zip)([?].*)?") ? 1 : ALIKE;
    }

    private static List<String> links(Document page) {
        List<String> all = new ArrayList<>(page.select("a[href]").eachAttr("href"));
        all.addAll(page.select("link[href]").eachAttr("href"));
        all.addAll(page.select("script[src]").eachAttr("src"));
        all.addAll(page.select("img[src^=/]").eachAttr("src"));
        return all.stream()
                .filter(l -> l.startsWith("/") && !l.startsWith("//"))
                .toList();
    }

    private static List<String> forms(Document page) {
        List<String> all = new ArrayList<>();
        for (Element form : page.select("form[method=post]")) {
            if (!form.attr("action").isEmpty()) {
                all.add(form.attr("action"));
            }
            form.select("button[formaction]").forEach(b -> all.add(b.attr("formaction")));
        }
        return all;
    }

    private boolean taken(String action) {
        var path = PathContainer.parsePath(action.replaceFirst("[?#].*", ""));
        return List.of("/sign-in", "/sign-out").contains(action)
                || mapping.getHandlerMethods().keySet().stream()
                        .filter(i -> i.getMethodsCondition().getMethods().contains(RequestMethod.POST))
                        .flatMap(i -> i.getPathPatternsCondition().getPatterns().stream())
                        .anyMatch(p -> p.matches(path));
    }

    private static String shape(String address) {
        return address.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "U")
                .replaceAll("[0-9]+", "N")
                .replaceAll("(after|before)=[^&]*", "$1");
    }
}
