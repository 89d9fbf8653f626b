package io.lingchuang.platform.web;

import static io.lingchuang.db.calls.Tables.CALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.CityAtWork;
import io.lingchuang.OpenHouse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every list of the product, whatever is typed into its boxes or bent in its address. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListingsTest extends OpenHouse {

    private static final List<String> TYPED = List.of(
            "'; drop table calls.call; --",
            "' or '1'='1",
            "%' and 1=cast((select password_hash from access.account limit 1) as int) --",
            "\"><script>alert(1)</script><img src=x onerror=alert(1)>",
            "${7*7} {{7*7}} #{7*7} {0}",
            "& | ! ( ) <-> :* * \\",
            "\u0000\u0001\u202e",
            "😀😀",
            "长".repeat(500),
            "2026-02-30",
            "-99999999999999999999");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Autowired
    private CityAtWork city;

    /** Each list's address and who may see it. */
    private final Map<String, String> lists = new TreeMap<>();

    @BeforeAll
    void findTheLists() {
        List<CityAtWork.Story> stories = city.stories(this::actor);
        mapping.getHandlerMethods().forEach((info, handler) -> {
            boolean list = handler.getMethod().getParameterCount() > 0
                    && java.util.Arrays.asList(handler.getMethod().getParameterTypes())
                            .contains(ListRequest.class)
                    && info.getMethodsCondition().getMethods().toString().contains("GET");
            if (list) {
                for (String pattern : info.getPatternValues()) {
                    String address =
                            pattern.replaceAll("\\{\\w+}", stories.getFirst().id("call"));
                    for (String login : List.of("city", "chief", "finance", "admin", "security", "audit", "worker")) {
                        if (visitor(login).get(address).statusCode() == 200) {
                            lists.put(address, login);
                            break;
                        }
                    }
                }
            }
        });
        assertThat(lists).hasSizeGreaterThan(8);
    }

    @Test
    void nothing_typed_into_a_search_box_does_harm() {
        int calls = dsl.fetchCount(CALL);
        List<String> wrong = new ArrayList<>();
        lists.forEach((address, login) -> {
            for (String box : boxes(address, login)) {
                for (String typed : TYPED) {
                    var answer = visitor(login).get(address + "?" + box + "=" + encode(typed));
                    if (answer.statusCode() != 200) {
                        wrong.add(address + " " + box + "=" + typed + ": " + answer.statusCode());
                    } else if (!address.endsWith(".xlsx")
                            && !Jsoup.parse(answer.body())
                                    .select("img[onerror], main script:not([src])")
                                    .isEmpty()) {
                        wrong.add(address + " " + box + "=" + typed + " became markup");
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(dsl.fetchCount(CALL)).isEqualTo(calls);
    }

    @Test
    void what_was_typed_stands_in_the_box_again() {
        lists.forEach((address, login) -> {
            if (!address.endsWith(".xlsx")) {
                for (String box : searchBoxes(address, login)) {
                    var answer = visitor(login).get(address + "?" + box + "=" + encode("\"><b>皮带机"));
                    Element input = Jsoup.parse(answer.body()).selectFirst("form[role=search] input[name=" + box + "]");
                    assertThat(input).as(address).isNotNull();
                    assertThat(input.val()).as(address).isEqualTo("\"><b>皮带机");
                }
            }
        });
    }

    @Test
    void a_bent_place_in_a_list_is_not_there() {
        List<String> places = List.of(
                "x",
                "%%%",
                code("x"),
                code("1\u001f2\u001f3\u001f4"),
                code("\u0000"),
                code("9".repeat(40)),
                code("0001-01-01\u001f1"));
        List<String> wrong = new ArrayList<>();
        lists.forEach((address, login) -> {
            for (String place : places) {
                for (String way : List.of("after", "before")) {
                    int status = visitor(login)
                            .get(address + "?" + way + "=" + encode(place))
                            .statusCode();
                    if (status != 404 && status != 400 && status != 200) {
                        wrong.add(address + " " + way + "=" + place + ": " + status);
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    private List<String> boxes(String address, String login) {
        List<String> all =
                new ArrayList<>(Jsoup.parse(visitor(login).get(page(address)).body())
                        .select("form[role=search] input, form[role=search] select")
                        .eachAttr("name"));
        all.add("col");
        return all.stream().distinct().toList();
    }

    private List<String> searchBoxes(String address, String login) {
        return Jsoup.parse(visitor(login).get(page(address)).body())
                .select("form[role=search] input[type=search]")
                .eachAttr("name");
    }

    private static String page(String address) {
        return address.replaceFirst("\\.xlsx$", "");
    }

    private static String code(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(String typed) {
        return URLEncoder.encode(typed, StandardCharsets.UTF_8);
    }
}
