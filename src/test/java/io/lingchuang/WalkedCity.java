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
import static java.util.Objects.requireNonNullElse;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Role;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationContext;

/** The stories of {@link CityAtWork} with whatever more a walk along every route asks for. One that somebody took further is told anew. */
@TestComponent
class WalkedCity {

    @Autowired
    private CityAtWork city;

    @Autowired
    private ApplicationContext house;

    @Autowired
    private DSLContext dsl;

    @Autowired
    private Files files;

    private final Map<String, CityAtWork.Story> stories = new HashMap<>();
    private final Map<String, Chapter> tellers = new HashMap<>();
    private final Map<String, Node> nodes = new HashMap<>();
    private Map<String, Actor> people = Map.of();
    private Function<String, Actor> who = login -> {
        throw new IllegalStateException("nobody yet");
    };

    void found(Function<String, Actor> who, Map<String, Actor> people, Map<String, Node> nodes) {
        this.who = who;
        this.people = people;
        this.nodes.putAll(nodes);
        city.chapters().forEach(this::tell);
    }

    CityAtWork.@Nullable Story story(String name) {
        return stories.get(name);
    }

    /** Those told together with it are told anew too: what one of them did may have reached another. Of what belongs to no story the spine is. */
    void tellAgain(String name) {
        tell(requireNonNullElse(tellers.get(name), tellers.get("writing")));
    }

    private void tell(Chapter chapter) {
        List<CityAtWork.Story> told = chapter.stories(house, who);
        for (CityAtWork.Story story : told) {
            stories.put(story.name(), story);
            tellers.put(story.name(), chapter);
            place(story);
        }
        if (told.stream().anyMatch(s -> s.name().equals("judged"))) {
            furnish();
        }
    }

    private void place(CityAtWork.Story story) {
        for (String kind : List.of("call", "placed")) {
            if (story.id(kind) != null) {
                dsl.update(CALL)
                        .set(CALL.HOST_NODE_ID, nodes.get("host").id())
                        .where(CALL.ID.eq(Long.valueOf(story.id(kind))))
                        .execute();
            }
        }
        nodes.forEach((name, node) -> story.ids().put(name, String.valueOf(node.id())));
        story.ids().putIfAbsent("step", "start");
        if (story.id("entry") != null) {
            story.ids().put("other", story.id("entry"));
        }
    }

    /** What no other test asks of a panel, a worker, a unit. */
    private void furnish() {
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
}
