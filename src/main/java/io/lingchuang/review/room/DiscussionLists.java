package io.lingchuang.review.room;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.POST;
import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.db.review.Tables.THREAD;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.web.Page;
import io.lingchuang.review.Panel;
import io.lingchuang.review.Panels;
import io.lingchuang.review.blind.Blinding;
import io.lingchuang.review.blind.FreeWords;
import io.lingchuang.review.proof.Archive;
import io.lingchuang.review.room.Discussions.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record4;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Discussions as they are read: by whoever has a place in them, and all of a panel's for the record. */
@Component
public class DiscussionLists {

    private final DSLContext dsl;
    private final Discussions discussions;
    private final Panels panels;
    private final Blinding blinding;
    private final FreeWords free;

    DiscussionLists(DSLContext dsl, Discussions discussions, Panels panels, Blinding blinding, FreeWords free) {
        this.dsl = dsl;
        this.discussions = discussions;
        this.panels = panels;
        this.blinding = blinding;
        this.free = free;
    }

    /** One discussion, for whoever has a place in it. */
    public Talk talk(Actor actor, long thread, Page page) {
        return talk(discussions.place(actor, thread), actor.accountId(), thread, page);
    }

    /** All discussions of a panel, by name and with what was withdrawn: for the host's record and whoever supervises. Asks for no right. */
    public List<Talk> kept(Panel panel, Page page) {
        return dsl.select(THREAD.ID, THREAD.ENTRY_ID, THREAD.STATE)
                .from(THREAD)
                .where(THREAD.PANEL_ID.eq(panel.id()))
                .orderBy(THREAD.ID)
                .fetch(r -> talk(
                        new Place(
                                panel,
                                r.value2(),
                                r.value3().equals("OPEN"),
                                new Seat(panel, Seat.Kind.HOST, null, panel.chairId(), false),
                                null),
                        0,
                        r.value1(),
                        page));
    }

    private Talk talk(Place place, long account, long thread, Page page) {
        var row = dsl.select(
                        PANEL_ENTRY.BLIND_CODE,
                        ENTRY.TITLE,
                        THREAD.SUBJECT,
                        THREAD.NAMED,
                        THREAD.OPENED_AT,
                        THREAD.CONCLUSION,
                        THREAD.CLOSED_AT)
                .from(THREAD)
                .join(PANEL_ENTRY)
                .on(PANEL_ENTRY.PANEL_ID.eq(THREAD.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(THREAD.ENTRY_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(THREAD.ENTRY_ID))
                .where(THREAD.ID.eq(thread))
                .fetchSingle();
        Map<Long, String> authors = authors(place, row.value4(), page);
        FreeWords.Heard heard = free.about(place.entry());
        List<Talk.Post> said = posts(place, account, thread, authors, page);
        List<String> texts = Stream.concat(
                        Stream.of(row.value3(), row.value6()).filter(Objects::nonNull),
                        said.stream().map(Talk.Post::text))
                .toList();
        return new Talk(
                thread,
                place.panel(),
                place.entry(),
                row.value1(),
                plain(place)
                        ? row.value2()
                        : blinding.titles(List.of(place.entry())).getOrDefault(place.entry(), row.value2()),
                read(place, heard, row.value3()),
                row.value4(),
                place.open(),
                row.value5(),
                row.value6() == null ? null : read(place, heard, row.value6()),
                row.value7(),
                place.leads(),
                place.open() && place.panel().state() == Panel.State.SCORING,
                dsl
                        .select(EXPERT.ID)
                        .from(EXPERT)
                        .where(Discussions.member(DSL.val(place.panel().id()), DSL.val(place.entry()), EXPERT.ID))
                        .orderBy(EXPERT.ID)
                        .fetch(r -> Objects.requireNonNull(authors.get(r.value1())))
                        .stream()
                        .sorted()
                        .toList(),
                said.stream()
                        .map(p -> p.own() ? p : p.reading(read(place, heard, p.text())))
                        .toList(),
                plain(place) ? heard.held(texts) : List.of());
    }

    /** Whoever wrote something reads it as they wrote it, and the host everything; others what a blind review lets them. */
    private static String read(Place place, FreeWords.Heard heard, String text) {
        return plain(place) ? text : heard.shown(text);
    }

    /** Only the host sees what a blind review hides in a title. */
    private static boolean plain(Place place) {
        return place.seat() != null && place.seat().host();
    }

    /** Experts by name or code; the chair and the deputy by what they are. */
    private Map<Long, String> authors(Place place, boolean named, Page page) {
        Map<Long, String> authors = new HashMap<>();
        dsl.select(EXPERT.ID, ACCOUNT.NAME, PANEL_EXPERT.CODE, role())
                .from(PANEL_EXPERT)
                .join(EXPERT)
                .on(EXPERT.ID.eq(PANEL_EXPERT.EXPERT_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .join(PANEL)
                .on(PANEL.ID.eq(PANEL_EXPERT.PANEL_ID))
                .where(PANEL.ID.eq(place.panel().id()))
                .forEach(r -> authors.put(r.value1(), author(r, named, page)));
        return authors;
    }

    private static org.jooq.Field<String> role() {
        return DSL.when(EXPERT.ID.eq(PANEL.CHAIR_ID), "chair")
                .when(EXPERT.ID.eq(PANEL.DEPUTY_ID), "deputy")
                .otherwise("");
    }

    private static String author(Record4<Long, String, Integer, String> r, boolean named, Page page) {
        String role = r.value4().equals("chair")
                ? page.t("review.chair")
                : r.value4().equals("deputy") ? page.t("review.room.deputy") : "";
        if (named) {
            return r.value2() + (role.isEmpty() ? "" : "（" + role + "）");
        }
        if (!role.isEmpty()) {
            return role;
        }
        return r.value3() == null ? page.t("review.talk.expert") : Archive.expert(r.value3());
    }

    private List<Talk.Post> posts(Place place, long account, long thread, Map<Long, String> authors, Page page) {
        Seat seat = place.seat();
        return dsl.select(
                        POST.ID,
                        POST.EXPERT_ID,
                        POST.KIND,
                        POST.TEXT,
                        POST.AT,
                        POST.WITHDRAWN_AT,
                        POST.ACCOUNT_ID,
                        SHEET.ID)
                .from(POST)
                .leftJoin(SHEET)
                .on(
                        SHEET.PANEL_ID.eq(place.panel().id()),
                        SHEET.ENTRY_ID.eq(place.entry()),
                        SHEET.EXPERT_ID.eq(POST.EXPERT_ID),
                        SHEET.STATE.eq("SEALED"))
                .where(POST.THREAD_ID.eq(thread))
                .orderBy(POST.ID)
                .fetch(r -> {
                    boolean withdrawn = r.value6() != null;
                    boolean mayGiveBack = seat != null
                            && seat.scoring()
                            && !withdrawn
                            && r.value3().equals(Talk.Kind.REOPEN.name())
                            && !Objects.equals(r.value2(), seat.expertId());
                    return new Talk.Post(
                            r.value1(),
                            author(r.value2(), authors, page),
                            Talk.Kind.valueOf(r.value3()),
                            withdrawn && !place.leads() ? "" : r.value4(),
                            r.value5(),
                            withdrawn,
                            r.value7() == account,
                            mayGiveBack ? r.value8() : null);
                });
    }

    private static String author(@Nullable Long expert, Map<Long, String> authors, Page page) {
        return expert == null ? page.t("review.talk.host") : authors.getOrDefault(expert, page.t("review.talk.expert"));
    }

    /** Of a panel, as far as may be seen from the seat. */
    List<Talk.Line> of(Seat seat) {
        return lines(THREAD.PANEL_ID.eq(seat.panel().id()).and(seat.seesPoints(THREAD.ENTRY_ID)), seat.host());
    }

    /** Those to which somebody belongs as an expert. */
    public List<Talk.Line> mine(Actor actor) {
        return lines(
                DSL.exists(DSL.selectOne()
                        .from(EXPERT)
                        .where(
                                EXPERT.ACCOUNT_ID.eq(actor.accountId()),
                                Discussions.member(THREAD.PANEL_ID, THREAD.ENTRY_ID, EXPERT.ID))),
                false);
    }

    private List<Talk.Line> lines(Condition which, boolean plain) {
        var last = DSL.coalesce(DSL.max(POST.AT), THREAD.OPENED_AT);
        var rows = dsl.select(
                        THREAD.ID,
                        PANEL.NAME,
                        PANEL_ENTRY.BLIND_CODE,
                        ENTRY.TITLE,
                        THREAD.SUBJECT,
                        THREAD.STATE,
                        DSL.count(POST.ID),
                        last,
                        THREAD.ENTRY_ID)
                .from(THREAD)
                .join(PANEL)
                .on(PANEL.ID.eq(THREAD.PANEL_ID))
                .join(PANEL_ENTRY)
                .on(PANEL_ENTRY.PANEL_ID.eq(THREAD.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(THREAD.ENTRY_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(THREAD.ENTRY_ID))
                .leftJoin(POST)
                .on(POST.THREAD_ID.eq(THREAD.ID))
                .where(which)
                .groupBy(THREAD.ID, PANEL.NAME, PANEL_ENTRY.BLIND_CODE, ENTRY.TITLE)
                .orderBy(THREAD.STATE.desc(), last.desc(), THREAD.ID.desc())
                .fetch();
        Map<Long, String> titles = plain ? Map.of() : blinding.titles(rows.getValues(THREAD.ENTRY_ID));
        Map<Long, FreeWords.Heard> heard = plain ? Map.of() : free.about(rows.getValues(THREAD.ENTRY_ID));
        return rows.map(r -> new Talk.Line(
                r.value1(),
                r.value2(),
                r.value3(),
                titles.getOrDefault(r.value9(), r.value4()),
                heard.getOrDefault(r.value9(), FreeWords.Heard.PLAIN).shown(r.value5()),
                r.value6().equals("OPEN"),
                r.value7(),
                r.value8()));
    }
}
