package io.lingchuang.services.help;

import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.services.Tables.TEAM;
import static io.lingchuang.db.studios.Tables.STUDIO;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.services.alliance.Teams;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is told what about a request; each letter once for each step of it. */
@Component
class HelpLetters {

    private final DSLContext dsl;
    private final Teams teams;
    private final Tree tree;
    private final Accounts accounts;
    private final Messages messages;
    private final Wording texts;

    HelpLetters(DSLContext dsl, Teams teams, Tree tree, Accounts accounts, Messages messages, Wording texts) {
        this.dsl = dsl;
        this.teams = teams;
        this.tree = tree;
        this.accounts = accounts;
        this.messages = messages;
        this.texts = texts;
    }

    private void send(Iterable<Long> to, HelpRequest r, String key, String body, @Nullable String about) {
        for (long account : to) {
            messages.send(
                    account,
                    texts.of("help.letter." + key, r.title(), about),
                    body,
                    "/help/" + r.id(),
                    "help-" + key + "-" + r.id() + "-" + r.steps());
        }
    }

    /** The officers of the district and, above it, of the city. */
    private Set<Long> officers(HelpRequest r) {
        Set<Long> officers = new LinkedHashSet<>();
        for (Node node : tree.wayTo(r.nodeId())) {
            officers.addAll(accounts.holders(Right.DISPATCH_HELP, node.id()));
        }
        return officers;
    }

    private Set<Long> enterprise(HelpRequest r) {
        return new LinkedHashSet<>(accounts.holders(Right.ASK_FOR_HELP, r.nodeId()));
    }

    private Set<Long> team(HelpRequest r) {
        Long team = r.teamId();
        return team == null ? Set.of() : new LinkedHashSet<>(teams.leaders(TEAM.ID.eq(team)));
    }

    void asked(HelpRequest r) {
        send(officers(r), r, "asked", "", r.unit());
    }

    void askedBack(HelpRequest r, String what) {
        send(enterprise(r), r, "askedBack", what, null);
    }

    void ended(HelpRequest r, String key, String why) {
        send(enterprise(r), r, key, why, null);
    }

    /** To the team's leader, and to that of the studio which goes along. */
    void dispatched(HelpRequest r) {
        send(team(r), r, "dispatched", "", r.unit());
        if (r.studioId() != null) {
            send(
                    dsl.select(PERSON.ACCOUNT_ID)
                            .from(STUDIO)
                            .join(PERSON)
                            .on(PERSON.ID.eq(STUDIO.LEADER_ID))
                            .where(STUDIO.ID.eq(r.studioId()), PERSON.ACCOUNT_ID.isNotNull())
                            .fetch(PERSON.ACCOUNT_ID),
                    r,
                    "along",
                    "",
                    r.team());
        }
    }

    void published(HelpRequest r) {
        send(teams.leaders(TEAM.STATE.eq("ACTIVE")), r, "published", "", r.unit());
        send(enterprise(r), r, "publishedYours", "", null);
    }

    void claimed(HelpRequest r, String team) {
        for (long account : enterprise(r)) {
            messages.send(
                    account,
                    texts.of("help.letter.claimed", r.title(), team),
                    "",
                    "/help/" + r.id(),
                    "help-claimed-" + r.id() + "-" + team);
        }
    }

    void chosen(HelpRequest r) {
        send(team(r), r, "chosen", "", r.unit());
    }

    void accepted(HelpRequest r) {
        send(enterprise(r), r, "accepted", "", r.team());
    }

    void declined(HelpRequest r, @Nullable String team, String reason) {
        send(officers(r), r, "declined", reason, team);
    }

    void appointed(HelpRequest r, String when) {
        send(enterprise(r), r, "appointed", r.place(), when);
    }

    /** The code is for the enterprise alone: with it, it signs on the team's phone. */
    void recorded(HelpRequest r, String code) {
        send(enterprise(r), r, "recorded", texts.of("help.letter.code", code), r.team());
    }

    void rewritten(HelpRequest r, String why) {
        send(team(r), r, "rewritten", why, r.unit());
        send(enterprise(r), r, "rewritten", why, r.unit());
    }

    void signed(HelpRequest r) {
        send(enterprise(r), r, "signed", "", null);
    }

    void rated(HelpRequest r) {
        send(team(r), r, "rated", "", r.unit());
    }

    void cancelled(HelpRequest r, String reason) {
        send(team(r), r, "cancelled", reason, r.unit());
        send(officers(r), r, "cancelled", reason, r.unit());
        send(enterprise(r), r, "cancelled", reason, r.unit());
    }

    void askResult(HelpRequest r, int after) {
        for (long account : enterprise(r)) {
            messages.send(
                    account,
                    texts.of("help.letter.askResult", r.title(), after),
                    "",
                    "/help/" + r.id(),
                    "help-result-" + r.id() + "-" + after);
        }
    }

    /**
     * To whoever is waited for, to the officers, and to the head of the department, who releases what officers prepare; to the head not of
     * a confidential one, which the head does not see.
     */
    void late(HelpRequest r, Side waitedFor) {
        Set<Long> all = new LinkedHashSet<>(officers(r));
        if (!r.confidential()) {
            all.addAll(accounts.holders(Right.RELEASE_NOTICE, tree.city().id()));
        }
        all.addAll(waitedFor == Side.TEAM ? team(r) : waitedFor == Side.ENTERPRISE ? enterprise(r) : Set.of());
        send(
                all,
                r,
                "late",
                texts.of("help.letter.waits." + waitedFor),
                r.dueOn() == null ? "" : r.dueOn().toString());
    }
}
