package io.lingchuang;

import static io.lingchuang.db.access.Tables.ROLE_GRANT;
import static io.lingchuang.db.access.Tables.SESSION;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.directory.Tables.HONOUR;
import static io.lingchuang.db.directory.Tables.ROSTER_IMPORT;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.platform.Tables.SHEET_IMPORT;
import static io.lingchuang.db.review.Tables.ARCHIVE;
import static io.lingchuang.db.review.Tables.FEE_ACCOUNT;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.POST;
import static io.lingchuang.db.review.Tables.THREAD;
import static io.lingchuang.db.review.Tables.VISIT;
import static io.lingchuang.db.review.Tables.VISITOR;
import static io.lingchuang.db.review.Tables.VISIT_PHOTO;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Role;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.web.Everyone;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
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
@Import(NodePeople.class)
class ReachTest extends OpenHouse {

    /** What goes on by itself while we walk: visits, forms that give their token back, jobs, messages on their way. */
    private static final String BY_ITSELF =
            "access.session|access.audit_(waiting|seal|head)|entries.(gram_census|common_gram)|insights.*|platform.once|.*scheduled_tasks|.*event_publication.*|platform.message";

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Autowired
    private CityAtWork city;

    @Autowired
    private NodePeople nodePeople;

    @Autowired
    private Tree tree;

    @Autowired
    private Files files;

    private List<Route> routes = List.of();
    private final List<Reach> lines = Reach.lines();
    private final Map<String, Actor> people = new LinkedHashMap<>();
    private final Map<String, CityAtWork.Story> stories = new HashMap<>();
    private final Map<String, Node> nodes = new HashMap<>();

    @BeforeAll
    void everybodyAtTheirPlace() {
        nodes.put("city", tree.city());
        nodes.put("host", tree.byCode("XSQ").orElseThrow());
        nodes.put("industry", tree.byCode("HBKY").orElseThrow());
        nodes.put("unit", tree.byCode("QY001").orElseThrow());
        nodePeople.everybody().forEach(login -> people.put(login, actor(login)));
        List.of("worker", "worker2", "expert1", "expert5").forEach(login -> people.put(login, actor(login)));
        routes = Route.all(mapping);
        tellStories();
    }

    /** Fresh ones, for a story that somebody took further is another one. */
    private void tellStories() {
        stories.clear();
        city.stories(this::actor).forEach(s -> stories.put(s.name(), s));
        stories.values().forEach(s -> {
            if (s.id("call") != null) {
                dsl.update(CALL)
                        .set(CALL.HOST_NODE_ID, nodes.get("host").id())
                        .where(CALL.ID.eq(Long.valueOf(s.id("call"))))
                        .execute();
            }
            nodes.forEach((name, node) -> s.ids().put(name, String.valueOf(node.id())));
            s.ids().put("step", "start");
            if (s.id("entry") != null) {
                s.ids().put("other", s.id("entry"));
            }
        });
        Map<String, String> judged = stories.get("judged").ids();
        judged.put("archives", "1");
        dsl.insertInto(FEE_ACCOUNT)
                .set(FEE_ACCOUNT.EXPERT_ID, Long.valueOf(judged.get("expert")))
                .set(FEE_ACCOUNT.BANK_NAME, "徽商银行")
                .set(FEE_ACCOUNT.ACCOUNT, "6222020200112233440")
                .set(FEE_ACCOUNT.CONSENT, "OWN")
                .set(FEE_ACCOUNT.GIVEN_BY, people.get("officer.hb").accountId())
                .set(FEE_ACCOUNT.GIVEN_AT, Instant.now())
                .onConflictDoNothing()
                .execute();
        judged.put("rounds", "1");
        dsl.insertInto(ARCHIVE)
                .set(ARCHIVE.PANEL_ID, Long.valueOf(judged.get("panel")))
                .set(ARCHIVE.NUMBER, 1)
                .set(ARCHIVE.SEAL, UUID.randomUUID().toString().replace("-", "").repeat(2))
                .set(ARCHIVE.CONTENT, new byte[0])
                .execute();
        aVisit(judged);
        aDiscussion(judged);
        Map<String, String> writing = stories.get("writing").ids();
        long worker = people.get("worker").accountId();
        writing.put(
                "completers",
                one(dsl.insertInto(COMPLETER)
                        .set(COMPLETER.ENTRY_ID, Long.valueOf(writing.get("entry")))
                        .set(COMPLETER.POSITION, 2)
                        .set(COMPLETER.NAME, "辞谢的人")
                        .set(COMPLETER.STATE, "DECLINED")
                        .returningResult(COMPLETER.ID)
                        .fetchSingle()
                        .value1()));
        writing.put(
                "sessions",
                one(dsl.insertInto(SESSION)
                        .set(SESSION.ACCOUNT_ID, worker)
                        .set(SESSION.OPENED_AT, Instant.now())
                        .set(SESSION.SEEN_AT, Instant.now())
                        .set(SESSION.BROWSER, "")
                        .returningResult(SESSION.ID)
                        .fetchSingle()
                        .value1()));
        writing.put(
                "delegations",
                one(dsl.insertInto(ROLE_GRANT)
                        .set(ROLE_GRANT.ACCOUNT_ID, people.get("worker2").accountId())
                        .set(ROLE_GRANT.ROLE, Role.LEADER.name())
                        .set(ROLE_GRANT.NODE_ID, nodes.get("unit").id())
                        .set(ROLE_GRANT.DELEGATED_BY, worker)
                        .set(ROLE_GRANT.VALID_UNTIL, LocalDate.parse("2099-01-01"))
                        .returningResult(ROLE_GRANT.ID)
                        .fetchSingle()
                        .value1()));
        writing.put(
                "honours",
                one(dsl.insertInto(HONOUR)
                        .set(HONOUR.PERSON_ID, Long.valueOf(writing.get("person")))
                        .set(HONOUR.TITLE, "岗位能手 " + UUID.randomUUID())
                        .set(HONOUR.LEVEL, "UNIT")
                        .set(HONOUR.YEAR, 2025)
                        .returningResult(HONOUR.ID)
                        .fetchSingle()
                        .value1()));
        writing.put("import", sheet("enterprises"));
        judged.put("import", sheet("experts"));
        writing.put(
                "imports",
                one(dsl.insertInto(ROSTER_IMPORT)
                        .set(ROSTER_IMPORT.NODE_ID, nodes.get("unit").id())
                        .set(
                                ROSTER_IMPORT.FILE_ID,
                                files.store(
                                                new ByteArrayInputStream(CityAtWork.PDF),
                                                "名册.pdf",
                                                "roster",
                                                null,
                                                null,
                                                FileRule.DOCUMENT)
                                        .id())
                        .set(ROSTER_IMPORT.ACCOUNT_ID, people.get("clerk.qy001").accountId())
                        .set(ROSTER_IMPORT.STATE, "PREVIEW")
                        .returningResult(ROSTER_IMPORT.ID)
                        .fetchSingle()
                        .value1()));
        writing.put(
                "field",
                one(dsl.fetchValue(
                        "select jsonb_path_query_first(form, '$[*] ? (@.kind == \"FILE\").code') #>> '{}' from calls.call where id = {0}",
                        Long.valueOf(writing.get("call")))));
    }

    /** A sheet handed in by the officer of Xiangshan. */
    private String sheet(String kind) {
        return one(dsl.insertInto(SHEET_IMPORT)
                .set(SHEET_IMPORT.KIND, kind)
                .set(SHEET_IMPORT.FILE_NAME, "名录.xlsx")
                .set(SHEET_IMPORT.ACCOUNT_ID, people.get("officer.xsq").accountId())
                .returningResult(SHEET_IMPORT.ID)
                .fetchSingle()
                .value1());
    }

    /** Two of the panel's experts are to go, and one of them has taken a photo on the way. */
    private void aVisit(Map<String, String> judged) {
        long panel = Long.valueOf(judged.get("panel"));
        long visit = dsl.insertInto(VISIT)
                .set(VISIT.PANEL_ID, panel)
                .set(VISIT.ENTRY_ID, Long.valueOf(judged.get("entry")))
                .set(VISIT.STARTS_AT, Instant.parse("2099-01-01T01:00:00Z"))
                .set(VISIT.PLACE, "机电车间")
                .returningResult(VISIT.ID)
                .fetchSingle()
                .value1();
        dsl.select(PANEL_EXPERT.EXPERT_ID)
                .from(PANEL_EXPERT)
                .where(PANEL_EXPERT.PANEL_ID.eq(panel))
                .orderBy(PANEL_EXPERT.EXPERT_ID)
                .limit(2)
                .forEach(e -> dsl.insertInto(VISITOR, VISITOR.VISIT_ID, VISITOR.PANEL_ID, VISITOR.EXPERT_ID)
                        .values(visit, panel, e.value1())
                        .execute());
        UUID photo = files.store(
                        new ByteArrayInputStream(CityAtWork.PDF), "车间.pdf", "visit", visit, null, FileRule.DOCUMENT)
                .id();
        dsl.insertInto(VISIT_PHOTO, VISIT_PHOTO.VISIT_ID, VISIT_PHOTO.FILE_ID)
                .values(visit, photo)
                .execute();
        judged.put("visit", one(visit));
        judged.put("file", one(photo));
    }

    private void aDiscussion(Map<String, String> judged) {
        long worker = people.get("worker").accountId();
        long thread = dsl.insertInto(THREAD)
                .set(THREAD.PANEL_ID, Long.valueOf(judged.get("panel")))
                .set(THREAD.ENTRY_ID, Long.valueOf(judged.get("entry")))
                .set(THREAD.SUBJECT, "是否够得上一等奖")
                .set(THREAD.NAMED, false)
                .set(THREAD.OPENED_BY, worker)
                .set(THREAD.OPENED_AT, Instant.now())
                .returningResult(THREAD.ID)
                .fetchSingle()
                .value1();
        long post = dsl.insertInto(POST)
                .set(POST.THREAD_ID, thread)
                .set(POST.ACCOUNT_ID, worker)
                .set(POST.KIND, "WORD")
                .set(POST.TEXT, "请各位看看")
                .set(POST.AT, Instant.now())
                .returningResult(POST.ID)
                .fetchSingle()
                .value1();
        judged.put("discussions", one(thread));
        judged.put("posts", one(post));
    }

    private static String one(Object id) {
        return String.valueOf(id);
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
                        tellStories();
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
        String address = route.filled(stories.getOrDefault(line.story(), new CityAtWork.Story("-", Map.of())));
        if (address == null) {
            throw new IllegalStateException("story " + line.story() + " has no id for " + line.route()
                    + ": name one in CityAtWork, or in ReachTest.tellStories");
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

    private Map<String, String> form(Reach line) {
        return line.form(
                id -> stories.getOrDefault(line.story(), stories.get("writing")).id(id));
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
