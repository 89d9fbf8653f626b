package io.lingchuang.sample;

import io.lingchuang.calls.Call;
import io.lingchuang.entries.EntryState;
import io.lingchuang.entries.Route;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.sample.Office.By;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages that the product sent in the last finished year to those whose accounts stand in the README: in its own words, with its own
 * once-keys, delivered and read. Others' would be seen by nobody.
 */
final class PastLetters {

    /** An act of the formal check or of a level, and the words that its news has. */
    private static final Map<String, String> NEWS = Map.of(
            "return",
            "returned",
            "notRecommend",
            "notRecommended",
            "accept",
            "accepted",
            "askSupplement",
            "supplement",
            "notAccept",
            "notAccepted");

    private final Call call;
    private final Office office;
    private final Routes routes;
    private final IdeaTexts texts;
    private final Wording words;
    private final Set<Long> readers;

    /** readers: whose messages are kept; nobody's for an earlier year. */
    PastLetters(Call call, Office office, Routes routes, IdeaTexts texts, Wording words, Set<Long> readers) {
        this.call = call;
        this.office = office;
        this.routes = routes;
        this.texts = texts;
        this.words = words;
        this.readers = readers;
    }

    String text(String key, Object... args) {
        return words.of(key, args);
    }

    String title(PastEntry e) {
        return texts.idea(e.idea).title();
    }

    /** Read within hours. */
    void send(
            Rows rows,
            long to,
            Instant at,
            String subject,
            @Nullable String body,
            String link,
            @Nullable String onceKey) {
        if (readers.contains(to)) {
            rows.add(
                    Into.MESSAGES,
                    to,
                    subject,
                    body == null ? "" : body,
                    link,
                    onceKey,
                    at,
                    at.plusSeconds(7200),
                    "sample",
                    at.plusSeconds(20));
        }
    }

    /** To those before whom it came to stand, and to whoever handed it in. */
    void about(Rows rows, PastEntry e) {
        if (e.submitted == null || readers.isEmpty()) {
            return;
        }
        List<Route.Stop> stops = routes.of(e);
        int stop = 0;
        int version = 1;
        String title = texts.idea(e.idea).title();
        for (PastEntry.Step s : e.steps) {
            if (!s.moves()) {
                continue; // a note tells nobody
            }
            version++;
            stop += s.action().equals("recommend") ? 1 : 0;
            if (s.to() == EntryState.VETTING || s.to() == EntryState.FORMAL_CHECK) {
                long officer = s.to() == EntryState.VETTING
                        ? vetter(e, stops, stop).account()
                        : office.city().account();
                send(
                        rows,
                        officer,
                        s.at(),
                        text("entries.news.waiting", title),
                        call.title() + " " + e.number,
                        "/vetting/" + e.id,
                        "vet:" + e.id + ":" + version);
            }
            news(rows, e, s, title, stops, stop, version);
        }
    }

    private void news(
            Rows rows, PastEntry e, PastEntry.Step s, String title, List<Route.Stop> stops, int stop, int version) {
        if (!readers.contains(e.creator.account())) {
            return;
        }
        boolean host = s.to() == EntryState.FORMAL_CHECK;
        String what =
                s.action().equals("recommend") ? (host ? "recommendedToHost" : "recommended") : NEWS.get(s.action());
        if (what == null) {
            return;
        }
        String due = routes.due(office, s.at()).toString();
        String by = name(e, Objects.requireNonNull(s.node()));
        String reason = s.reason() == null ? "" : s.reason();
        String body = switch (what) {
            case "recommended" -> text(body(what), by, name(e, stops.get(stop).nodeId()), due);
            case "recommendedToHost" -> text(body(what), by, name(e, call.hostNodeId()), due);
            case "returned" ->
                text(body(what), by, reason, office.days().plus(Office.day(s.at()), call.supplementDays()));
            case "supplement" ->
                text(
                        body(what),
                        reason,
                        office.days()
                                .plus(Office.day(s.at()), call.supplementDays())
                                .toString());
            default -> text(body(what), by, reason);
        };
        send(
                rows,
                e.creator.account(),
                s.at(),
                text("entries.news." + what, title),
                body,
                "/entries/" + e.id,
                "entry:" + e.id + ":" + version + ":" + what);
    }

    private static String body(String what) {
        return "entries.news." + what + ".body";
    }

    private By vetter(PastEntry e, List<Route.Stop> stops, int stop) {
        return stop == 0
                ? new By(e.unit.clerk(), e.unit.clerkName())
                : Objects.requireNonNull(office.officers().get(stops.get(stop).nodeId()));
    }

    private static String name(PastEntry e, long node) {
        return node == e.unit.node().id()
                ? e.unit.node().name()
                : e.unit.way().stream()
                        .filter(n -> n.id() == node)
                        .findFirst()
                        .or(() -> java.util.Optional.ofNullable(e.unit.union()).filter(u -> u.id() == node))
                        .map(io.lingchuang.access.Node::name)
                        .orElse("");
    }
}
