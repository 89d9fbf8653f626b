package io.lingchuang.sample;

import io.lingchuang.access.Actor;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.Criterion;
import io.lingchuang.review.PanelClosing;
import io.lingchuang.review.PanelForming;
import io.lingchuang.review.Panels;
import io.lingchuang.review.Scoring;
import io.lingchuang.review.feedback.Feedbacks;
import io.lingchuang.review.invitations.AskedExperts;
import io.lingchuang.review.invitations.Declarations;
import io.lingchuang.review.invitations.Invitations;
import io.lingchuang.review.minutes.MinutesSigning;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Panels of the sample's own experts, run and scored through the product's use cases. */
@Component
class Judging {

    private static final int EXPERTS = 5;

    private final DSLContext dsl;
    private final Handing handing;
    private final Calls calls;
    private final PanelForming forming;
    private final Panels panels;
    private final PanelClosing closing;
    private final AskedExperts asked;
    private final Invitations invitations;
    private final Declarations declarations;
    private final Scoring scoring;
    private final MinutesSigning minutes;
    private final Feedbacks feedbacks;

    Judging(
            DSLContext dsl,
            Handing handing,
            Calls calls,
            PanelForming forming,
            Panels panels,
            PanelClosing closing,
            AskedExperts asked,
            Invitations invitations,
            Declarations declarations,
            Scoring scoring,
            MinutesSigning minutes,
            Feedbacks feedbacks) {
        this.dsl = dsl;
        this.handing = handing;
        this.calls = calls;
        this.forming = forming;
        this.panels = panels;
        this.closing = closing;
        this.asked = asked;
        this.invitations = invitations;
        this.declarations = declarations;
        this.scoring = scoring;
        this.minutes = minutes;
        this.feedbacks = feedbacks;
    }

    long make(long call, String name) {
        List<Long> members = dsl.fetch("select x.id from review.expert x join access.account a on a.id = x.account_id"
                        + " where a.login ~ '^expert[1-5]$' order by a.login")
                .getValues(0, Long.class);
        return forming.make(handing.who("city"), call, null, name, members, members.getFirst());
    }

    /** Everybody accepts and has no tie to declare. */
    void invite(long panel) {
        asked.invite(handing.who("city"), panel);
        for (int n = 1; n <= EXPERTS; n++) {
            admit(panel, n);
        }
    }

    /** The others answer another day. */
    void inviteWithout(long panel, int declines, String reason, int accepts) {
        asked.invite(handing.who("city"), panel);
        invitations.decline(expert(declines), panel, reason);
        invitations.accept(expert(accepts), panel);
    }

    private void admit(long panel, int expert) {
        invitations.accept(expert(expert), panel);
        var accepted = invitations.invitation(expert(expert), panel);
        if (!accepted.declared()) {
            declarations.declareNone(expert(expert), accepted);
        }
    }

    void start(long panel) {
        panels.start(handing.who("city"), panel, panels.panel(panel).version(), "回避后人数不足，经研究同意");
    }

    void dissolve(long panel, String reason) {
        forming.dissolve(handing.who("city"), panel, panels.panel(panel).version(), reason);
    }

    void close(long panel) {
        closing.close(handing.who("city"), panel, panels.panel(panel).version(), "");
    }

    void reopen(long panel, String reason) {
        closing.reopen(handing.who("city"), panel, panels.panel(panel).version(), reason);
    }

    /** The chair completes the last minutes and opens them; so many experts accept them. */
    void minutes(long panel, String remarks, int words) {
        int number = minutes.ofPanel(handing.who("city"), panel).getFirst().number();
        minutes.write(expert(1), panel, number, 1, remarks, true);
        minutes.open(expert(1), panel, number, 2);
        for (int n = 1; n <= words; n++) {
            minutes.word(
                    expert(n),
                    panel,
                    number,
                    minutes.read(expert(n), panel, number).hash(),
                    true,
                    "");
        }
    }

    /** Feedback of levels alone on everything scored, but for one that is still being written. */
    void feedback(long call, String unfinished) {
        if (!unfinished.isEmpty()) {
            long entry = dsl.fetchSingle(
                            "select min(id) from entries.entry where call_id = ? and rank is not null", call)
                    .get(0, Long.class);
            feedbacks.save(handing.who("city"), entry, 0, Map.of(), unfinished, false);
        }
        feedbacks.prepareRest(handing.who("city"), call);
    }

    void releaseFeedback(long call) {
        feedbacks.releaseAll(handing.who("chief"), call);
    }

    /** The n-th expert does not score one entry, by their own word: the first that is theirs to score. */
    void recuse(long panel, int expert, String reason) {
        Actor actor = expert(expert);
        scoring.recuseMyself(actor, open(actor, panel).getFirst().id(), reason);
    }

    /** The n-th expert can't judge one entry: the last that is theirs to score. */
    void cannotJudge(long panel, int expert, String reason) {
        Actor actor = expert(expert);
        Scoring.Sheet sheet = open(actor, panel).getLast();
        scoring.cannotJudge(actor, sheet.id(), sheet.version(), reason);
    }

    /** Everybody seals every sheet that is still open. */
    void score(long panel) {
        for (int n = 1; n <= EXPERTS; n++) {
            score(panel, n, Integer.MAX_VALUE);
        }
    }

    /** The n-th expert seals so many of their open sheets. */
    void score(long panel, int expert, int sheets) {
        Actor actor = expert(expert);
        Map<Long, Integer> place = new HashMap<>();
        for (Scoring.Sheet sheet : open(actor, panel)) {
            place.put(sheet.entryId(), place.size());
            if (place.size() <= sheets) {
                Call call = calls.call(sheet.callId());
                scoring.handIn(actor, sheet.id(), sheet.version(), points(call, panel, sheet.entryId(), expert), "");
            }
        }
    }

    private List<Scoring.Sheet> open(Actor actor, long panel) {
        return scoring.mine(actor).stream()
                .filter(s -> s.panelId() == panel && s.open())
                .toList();
    }

    private Actor expert(int n) {
        return handing.who("expert" + n);
    }

    /** No two entries of a panel come out alike: each stands two points below the one before on the first criterion. */
    private Map<String, String> points(Call call, long panel, long entry, int expert) {
        int before = dsl.fetchSingle(
                        "select count(*)::int from review.panel_entry where panel_id = ? and entry_id < ?",
                        panel,
                        entry)
                .get(0, Integer.class);
        Map<String, String> points = new HashMap<>();
        for (Criterion c : call.rubric()) {
            int off = points.isEmpty() ? 1 + 2 * before : 3 + (expert + before) % 2;
            points.put(
                    c.code(),
                    c.max()
                            .subtract(BigDecimal.valueOf(off))
                            .max(BigDecimal.ONE)
                            .toPlainString());
        }
        return points;
    }
}
