package io.lingchuang;

import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.vetting.Tables.PARTICIPATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.web.ListRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * No side door: every list, count, search and sheet is the same with and without what its viewer must not see. A person, an entry and a
 * figure of the mine come in; whoever sits beside the mine's line must not notice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Import(NodePeople.class)
class SideDoorTest extends OpenHouse {

    private static final List<String> BESIDE = List.of(
            "clerk.qy007",
            "clerk.qy005",
            "officer.djq",
            "officer.jkww",
            "officer.qy007",
            "chief.djq",
            "leader.jkww",
            "finance.djq",
            "worker2",
            "expert5");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Autowired
    private CityAtWork city;

    @Autowired
    private NodePeople nodePeople;

    @Autowired
    private Tree tree;

    private final List<String> addresses = new ArrayList<>();
    private final Map<String, Actor> people = new LinkedHashMap<>();
    private List<Route> routes = List.of();
    private long call;

    @BeforeAll
    void everyListOfTheHouse() {
        nodePeople.everybody();
        BESIDE.forEach(login -> people.put(login, actor(login)));
        List.of("clerk.qy001", "officer.xsq").forEach(login -> people.put(login, actor(login)));
        CityAtWork.Story vetting = city.stories(this::actor).stream()
                .filter(s -> s.name().equals("vetting"))
                .findFirst()
                .orElseThrow();
        call = Long.parseLong(vetting.id("call"));
        routes = Route.all(mapping);
        for (Route route : routes) {
            String address = route.pattern().startsWith("/calls/{") ? route.filled(vetting) : route.pattern();
            if (route.method() == RequestMethod.GET
                    && address != null
                    && !address.matches(
                            ".*\\{.*|.*/new|/account|/error|/sign-in.*|/notices/receipts")) { // nothing of others
                addresses.add(address);
                if (!address.contains(".")
                        && Arrays.stream(route.handler().getMethodParameters())
                                .anyMatch(asked -> asked.getParameterType() == ListRequest.class)) {
                    addresses.add(address + "?q=%E7%A7%98%E5%AF%86"); // 秘密, which only the hidden rows say
                }
            }
        }
    }

    @Test
    void whoever_sits_beside_the_line_notices_nothing() {
        Map<String, String> before = seen();
        comeIn();
        Map<String, String> after = seen();
        List<String> told = before.keySet().stream()
                .filter(k -> !before.get(k).equals(after.get(k)))
                .toList();
        assertThat(told.stream()
                        .filter(k -> BESIDE.contains(k.split(" ")[0]))
                        .map(k -> k + Seen.difference(before.get(k), after.get(k))))
                .as("of %d pages and sheets", before.size())
                .isEmpty();
        assertThat(told)
                .as("those on the line do notice, so the walk sees what there is to see")
                .contains(
                        "clerk.qy001 /directory/people",
                        "officer.xsq /calls/" + call + "/entries",
                        "officer.xsq /calls/" + call + "/entries.xlsx",
                        "clerk.qy001 /vetting");
        assertThat(before.size()).isGreaterThan(200);
    }

    /** A secret person of the mine hands in a secret entry, and the mine reports how many took part. */
    private void comeIn() {
        long mine = tree.byCode("QY001").orElseThrow().id();
        long person = dsl.insertInto(PERSON)
                .set(PERSON.NAME, "秘密人")
                .set(PERSON.EMPLOYER_NODE_ID, mine)
                .returningResult(PERSON.ID)
                .fetchSingle()
                .value1();
        long entry = dsl.insertInto(ENTRY)
                .set(ENTRY.CALL_ID, call)
                .set(ENTRY.UNIT_NODE_ID, mine)
                .set(ENTRY.NUMBER, "SECRET-1")
                .set(ENTRY.TITLE, "秘密成果")
                .set(ENTRY.STATE, "VETTING")
                .set(ENTRY.AT_NODE_ID, mine)
                .set(ENTRY.AT_POSITION, 1)
                .set(ENTRY.CREATED_BY, actor("worker").accountId())
                .set(ENTRY.SUBMITTED_AT, Instant.parse("2026-10-02T01:00:00Z"))
                .returningResult(ENTRY.ID)
                .fetchSingle()
                .value1();
        dsl.insertInto(COMPLETER)
                .set(COMPLETER.ENTRY_ID, entry)
                .set(COMPLETER.POSITION, 1)
                .set(COMPLETER.PERSON_ID, person)
                .set(COMPLETER.NAME, "秘密人")
                .set(COMPLETER.STATE, "ACCEPTED")
                .execute();
        dsl.insertInto(PARTICIPATION)
                .set(PARTICIPATION.CALL_ID, call)
                .set(PARTICIPATION.NODE_ID, mine)
                .set(PARTICIPATION.PERSON_TIMES, 987)
                .set(PARTICIPATION.NOTE, "秘密")
                .set(PARTICIPATION.REPORTED_BY, actor("worker").accountId())
                .execute();
    }

    private Map<String, String> seen() {
        Map<String, String> seen = new LinkedHashMap<>();
        people.forEach((login, actor) -> {
            for (Route route : routes) {
                for (String address : addresses) {
                    String path = address.replaceAll("\\?.*", "");
                    if (route.method() == RequestMethod.GET
                            && path.matches(route.pattern().replaceAll("\\{\\w+}", "[0-9]+"))
                            && Reach.declared(actor, route)) {
                        seen.put(
                                login + " " + address,
                                Seen.content(visitor(login).bytes(address)));
                    }
                }
            }
        });
        return seen;
    }
}
